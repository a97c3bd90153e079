//! Where the keyboard is.

use gloo::utils::document;
use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, SvgElement};

/// Brings the keyboard to the element of that id, if it is there.
pub(in crate::web) fn focus(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    // An element that takes no focus keeps none.
    let _ = match element.dyn_into::<HtmlElement>() {
        Ok(element) => element.focus(),
        Err(element) => element.dyn_into::<SvgElement>().map_or(Ok(()), |mark| mark.focus()),
    };
}
