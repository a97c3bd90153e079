//! Where a box is scrolled to.

use gloo::utils::document;
use web_sys::{HtmlElement, ScrollIntoViewOptions, ScrollLogicalPosition};

/// Shows the element of that id, and moves nothing where it is in view.
pub(in crate::web) fn into_view(id: &str) {
    let Some(element) = document().get_element_by_id(id) else { return };
    let nearest = ScrollIntoViewOptions::new();
    nearest.set_block(ScrollLogicalPosition::Nearest);
    nearest.set_inline(ScrollLogicalPosition::Nearest);
    element.scroll_into_view_with_scroll_into_view_options(&nearest);
}

/// The first line that is in view in a box of lines of one height.
pub(in crate::web) fn first_line(lines: &HtmlElement) -> Option<u32> {
    let line = lines.query_selector(".grid-line").ok()??;
    let height = line.get_bounding_client_rect().height().max(1.0);
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        clippy::float_arithmetic,
        reason = "pixels are no figure of the report"
    )]
    let first = (f64::from(lines.scroll_top()) / height) as u32;
    Some(first)
}

/// Makes a cell as high as so many lines; through the object model, because the page's policy
/// allows no style in its text.
pub(in crate::web) fn make_room(cell: &HtmlElement, lines: u32) {
    let style = cell.style();
    // Refused only for values that are none.
    let _ = if lines == 0 && style.length() == 0 {
        Ok(())
    } else {
        style.set_property("height", &format!("calc(var(--grid-line) * {lines})"))
    };
}
