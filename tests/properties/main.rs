//! What holds of every contract and every history: random ones are written as JSON and evaluated.
//!
//! 256 of each property in a normal run, of clocks and money 1,000; `PROPTEST_CASES` says otherwise.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test's helpers fail by panicking"
)]

mod amended;
mod any;
mod caps;
#[path = "../checker/check/mod.rs"]
mod check;
mod clocks;
mod combined;
mod credits;
mod currency;
mod figures;
mod groups;
#[path = "../twin/labels/random/mod.rs"]
mod label_worlds;
mod labels;
mod lives;
mod met;
mod money;
#[path = "../twin/money/random/mod.rs"]
mod money_worlds;
mod moved;
mod owed;
#[path = "../twin/random/mod.rs"]
mod random;
mod reported;
mod stability;
mod stable_clocks;
mod stable_labels;
#[path = "../checker/told.rs"]
mod told;
mod world;
#[path = "../twin/zone.rs"]
mod zone;
