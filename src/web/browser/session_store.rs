//! What outlives a reload of the page, and goes with its tab.

use gloo::utils::window;

/// The text kept under a name.
pub(in crate::web) fn get(name: &str) -> Option<String> {
    window().session_storage().ok()??.get_item(name).ok()?
}

/// Keeps a text; a browser that keeps nothing does without.
pub(in crate::web) fn put(name: &str, text: &str) {
    if let Ok(Some(store)) = window().session_storage() {
        let _ = store.set_item(name, text);
    }
}
