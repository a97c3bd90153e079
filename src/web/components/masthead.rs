//! The top of the page.

use yew::prelude::*;

use super::theme::Theme;
use crate::format::words::Page;
use crate::web::speech::use_speech;

/// A way to another screen.
#[derive(Clone, PartialEq)]
pub(crate) struct Way {
    pub(crate) address: String,
    pub(crate) words: String,
    /// Whether the reader is there.
    pub(crate) is_here: bool,
}

/// The ways to other screens of what is at hand.
#[derive(Properties, PartialEq)]
pub(crate) struct MastheadProps {
    pub(crate) ways: Vec<Way>,
}

/// The program's name, which leads to the start; the ways to report and incidents; the switch of
/// light and dark.
#[component]
pub(crate) fn Masthead(props: &MastheadProps) -> Html {
    let speech = use_speech();
    html! {
        <header class="masthead">
            <div class="masthead-row">
                <p class="brand"><a href="#/">{ speech.page(Page::Title) }</a></p>
                if !props.ways.is_empty() {
                    <nav class="masthead-ways">{ for props.ways.iter().map(way) }</nav>
                }
                <Theme />
            </div>
        </header>
    }
}

fn way(way: &Way) -> Html {
    let here = way.is_here.then_some("page");
    html! { <a href={way.address.clone()} aria-current={here}>{ &way.words }</a> }
}
