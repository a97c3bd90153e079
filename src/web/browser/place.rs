//! Where an element stands, said through the object model: the page's policy allows no style in
//! its text.

use web_sys::HtmlElement;

/// Puts an element at that place of the box around it, in pixels.
pub(in crate::web) fn put(element: &HtmlElement, left: &str, top: &str) {
    let style = element.style();
    for (name, pixels) in [("left", left), ("top", top)] {
        // Refused only for values that are none.
        let _ = style.set_property(name, &format!("{pixels}px"));
    }
}
