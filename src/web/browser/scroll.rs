//! Where a box is scrolled to.

use web_sys::Element;

/// Shows the end of a box that is wider than its place.
pub(in crate::web) fn to_end(element: &Element) {
    element.set_scroll_left(element.scroll_width());
}
