//! Where the keyboard is.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::HtmlElement;

/// Brings the keyboard to the element of that id, if it is there.
pub(in crate::web) fn focus(id: &str) {
    let element = document().get_element_by_id(id);
    if let Some(element) = element.and_then(|element| element.dyn_into::<HtmlElement>().ok()) {
        // An element that takes no focus keeps none.
        let _ = element.focus();
    }
}
