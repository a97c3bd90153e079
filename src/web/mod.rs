//! The page.

use yew::prelude::*;

/// The whole page.
#[component]
pub fn App() -> Html {
    html! { <main><h1>{ "SLA Calculator" }</h1></main> }
}

/// Shows the page in the document's body.
pub fn start() {
    yew::Renderer::<App>::new().render();
}
