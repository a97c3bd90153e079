//! The page's parts, one a file.

pub(super) mod engine_notice;
