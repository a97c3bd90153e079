//! The page, and the worker that calculates for it.

pub mod agent;
mod app;
pub mod build_id;
mod components;
pub mod envelope;
pub mod worker;

/// Shows the page in the document's body.
pub fn start() {
    yew::Renderer::<app::App>::new().render();
}
