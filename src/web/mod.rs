//! The page, and the worker that calculates for it.
//!
//! What needs no browser ([`state`], [`address`], [`message`], [`session`], [`names`], [`coloured`]) is
//! built for every target; the rest only for the browser.

pub mod address;
#[cfg(target_arch = "wasm32")]
pub mod agent;
#[cfg(target_arch = "wasm32")]
mod app;
#[cfg(target_arch = "wasm32")]
mod browser;
pub mod build_id;
pub mod coloured;
#[cfg(target_arch = "wasm32")]
mod components;
#[cfg(target_arch = "wasm32")]
mod desk;
#[cfg(target_arch = "wasm32")]
pub mod entry;
#[cfg(target_arch = "wasm32")]
pub mod envelope;
#[cfg(target_arch = "wasm32")]
mod heap;
#[cfg(target_arch = "wasm32")]
mod hooks;
#[cfg(target_arch = "wasm32")]
mod life;
pub mod message;
pub mod names;
#[cfg(target_arch = "wasm32")]
pub mod screen;
pub mod session;
pub mod shared;
#[cfg(target_arch = "wasm32")]
pub mod speech;
pub mod state;
#[cfg(target_arch = "wasm32")]
pub mod worker;

/// Shows the page in its place in the document, in English.
#[cfg(target_arch = "wasm32")]
pub fn start() {
    let Some(place) = gloo::utils::document().get_element_by_id("page") else { return };
    yew::Renderer::<app::App>::with_root(place).render();
}
