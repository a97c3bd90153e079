//! Any bytes give a report or faults, never a panic, and every fault says where it is.
//!
//! 256 of each random kind in a normal run; `PROPTEST_CASES` says otherwise.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test's helpers fail by panicking"
)]

mod amendments;
mod chosen;
mod clocks;
mod groups;
mod random;
mod requests;
mod rights;
mod sound;
mod timeline;
