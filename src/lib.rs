//! Computes from a service contract and an incident history whether the agreement was kept and
//! what each breach is worth.

pub mod analysis;
pub mod chart;
#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
pub mod compliance;
pub mod diagnostic;
pub mod document;
pub mod evaluate;
pub mod export;
pub mod format;
pub mod measurement;
pub mod model;
pub mod penalty;
pub mod quote;
pub mod report;
pub mod timeline;
pub mod units;
pub mod validate;
pub mod web;
