//! The top of the page.

use yew::prelude::*;

use super::theme::Theme;
use crate::format::words::Page;
use crate::web::speech::use_speech;

/// Who closes the files, where there are any.
#[derive(Properties, PartialEq)]
pub(crate) struct MastheadProps {
    pub(crate) on_close: Option<Callback<MouseEvent>>,
}

/// The program's name, the switch of light and dark, and the way back to the start.
#[component]
pub(crate) fn Masthead(props: &MastheadProps) -> Html {
    let speech = use_speech();
    html! {
        <header class="masthead">
            <div class="masthead-row">
                <p class="brand">{ speech.page(Page::Title) }</p>
                <Theme />
                if let Some(on_close) = &props.on_close {
                    <button type="button" onclick={on_close}>{ speech.page(Page::CloseFiles) }</button>
                }
            </div>
        </header>
    }
}
