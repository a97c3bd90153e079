//! What several components, or the whole page, listen to.

mod escape;
mod window_drop;

pub(super) use escape::use_escape;
pub(super) use window_drop::use_window_drop;
