//! The command line as people use it: its results, its faults, its words.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test fails by panicking"
)]

mod arguments;
mod contracts;
mod corpus;
mod golden;
mod histories;
mod never_open;
mod odd;
mod quote;
mod sayable;
mod sources;
mod support;
mod words;
