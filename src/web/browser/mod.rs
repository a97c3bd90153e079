//! What the browser can do for the page, one ability a file.

pub(super) mod clipboard;
pub(super) mod document;
pub(super) mod download;
pub(super) mod fetch;
pub(super) mod files;
pub(super) mod focus;
pub(super) mod history;
pub(super) mod image;
pub(super) mod media;
pub(super) mod place;
pub(super) mod print;
pub(super) mod resize;
pub(super) mod scroll;
pub(super) mod session_store;
pub(super) mod theme;
