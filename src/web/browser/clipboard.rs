//! Copying.

use gloo::utils::window;
use wasm_bindgen_futures::JsFuture;

/// Puts a text on the clipboard; whether the browser let it.
pub(in crate::web) async fn copy(text: &str) -> bool {
    JsFuture::from(window().navigator().clipboard().write_text(text)).await.is_ok()
}

/// The address of what is shown.
pub(in crate::web) fn address() -> String {
    window().location().href().unwrap_or_default()
}
