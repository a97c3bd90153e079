//! Says whether the page can calculate.

use yew::prelude::*;

use crate::web::agent::{Failure, Health};

/// What the notice is told.
#[derive(Properties, PartialEq)]
pub(crate) struct EngineNoticeProps {
    /// How the worker is.
    pub(crate) health: Health,
}

/// One sentence, spoken by a screen reader when it changes.
#[component]
pub(crate) fn EngineNotice(props: &EngineNoticeProps) -> Html {
    html! { <p role="status">{ sentence(&props.health) }</p> }
}

fn sentence(health: &Health) -> &'static str {
    match health {
        Health::Starting => "The calculator is starting.",
        Health::Ready => "The calculator is ready.",
        Health::Failed(Failure::Refused) => "This browser did not start the calculator.",
        Health::Failed(Failure::Silent) => {
            "The calculator did not start in time. Reload the page to try again."
        }
        Health::Failed(Failure::OtherBuild(_)) => {
            "This page and its calculator come from different versions. Reload the page."
        }
        Health::Failed(Failure::Died(_)) => "The calculator stopped. Reload the page to go on.",
    }
}
