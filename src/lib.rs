//! Computes from a service contract and an incident history whether the agreement was kept and
//! what each breach is worth.

pub mod diagnostic;
pub mod document;
pub mod units;

#[cfg(target_arch = "wasm32")]
pub mod web;
