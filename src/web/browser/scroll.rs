//! Where a box is scrolled to.

use web_sys::{Element, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Shows an element, and moves nothing where it is in view.
pub(in crate::web) fn into_view(element: &Element) {
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    nearest.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}
