//! The top of the page.

use yew::prelude::*;

use super::theme::Theme;
use crate::format::words::Page;
use crate::web::speech::use_speech;

/// The address of the report, where there is one that is not shown.
#[derive(Properties, PartialEq)]
pub(crate) struct MastheadProps {
    pub(crate) report: Option<String>,
}

/// The program's name, which leads to the start; the way to the report; the switch of light and
/// dark.
#[component]
pub(crate) fn Masthead(props: &MastheadProps) -> Html {
    let speech = use_speech();
    html! {
        <header class="masthead">
            <div class="masthead-row">
                <p class="brand"><a href="#/">{ speech.page(Page::Title) }</a></p>
                if let Some(report) = &props.report {
                    <nav class="masthead-ways">
                        <a href={report.clone()}>{ speech.page(Page::ToReport) }</a>
                    </nav>
                }
                <Theme />
            </div>
        </header>
    }
}
