//! What several components, or the whole page, listen to.

mod escape;
mod width;
mod window_drop;

pub(super) use escape::use_escape;
pub(super) use width::use_width;
pub(super) use window_drop::use_window_drop;
