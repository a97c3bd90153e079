//! Light or dark: the reader's choice, which the browser keeps if it keeps anything for us. Before
//! the first paint `web/first_paint.js` reads what is kept here.

use gloo::utils::{document_element, window};

const KEY: &str = "sla-calculator.theme";
const ATTRIBUTE: &str = "data-theme";

/// What the reader chose, if not the system's own.
pub(in crate::web) fn chosen() -> Option<String> {
    document_element().get_attribute(ATTRIBUTE)
}

/// Shows the page so, or as the system does, now and on the next visit.
pub(in crate::web) fn choose(theme: Option<&str>) {
    let storage = window().local_storage().ok().flatten();
    // Refused only for names that are none, or where nothing is kept: then it holds for this visit.
    if let Some(theme) = theme {
        let _ = document_element().set_attribute(ATTRIBUTE, theme);
        let _ = storage.map(|storage| storage.set_item(KEY, theme));
    } else {
        let _ = document_element().remove_attribute(ATTRIBUTE);
        let _ = storage.map(|storage| storage.remove_item(KEY));
    }
}
