//! The document around the page.

use gloo::utils::{document, document_element};

/// Says in which language the page speaks.
pub(in crate::web) fn set_language(tag: &str) {
    // Refused only for names that are none.
    let _ = document_element().set_attribute("lang", tag);
}

/// Names the document, for the tab and the history.
pub(in crate::web) fn set_title(title: &str) {
    document().set_title(title);
}
