//! One line of a worked calculation.

use yew::prelude::*;

use super::fold::Fold;
use crate::format::words::Page;
use crate::format::{IncidentLine, Line};
use crate::web::speech::{use_speech, with_names};

/// The line, and how many of its incidents are not listed.
#[derive(Properties, PartialEq)]
pub(crate) struct StepLineProps {
    pub(crate) line: Line,
    pub(crate) unlisted: Option<String>,
}

/// What, how and how much; the clause that says so; the incidents behind it.
#[component]
pub(crate) fn StepLine(props: &StepLineProps) -> Html {
    /// So many incidents are shown at once.
    const SHOWN: usize = 12;
    let speech = use_speech();
    let StepLineProps { line, unlisted } = props;
    let clause = line.clause.as_deref().map(|clause| match &line.text {
        Some(text) => html! {
            <details class="clause">
                <summary>{ with_names(clause) }</summary>
                <p>{ with_names(text) }</p>
            </details>
        },
        None => html! { <p class="clause">{ with_names(clause) }</p> },
    });
    html! {
        <li class="step">
            <p class="step-head">
                <span class="step-what">{ &line.what }</span>
                <strong class="step-result">{ &line.result }</strong>
            </p>
            if !line.how.is_empty() {
                <p class="step-how">{ &line.how }</p>
            }
            { clause }
            if !line.incidents.is_empty() {
                <Fold items={line.incidents.iter().map(incident).collect::<Vec<_>>()} shown={SHOWN}
                    more={Callback::from(move |count: String| speech.page(Page::More(&count)))} />
                if let Some(unlisted) = unlisted {
                    <Unlisted count={unlisted.clone()} />
                }
            }
        </li>
    }
}

fn incident(line: &IncidentLine) -> Html {
    html! {
        <>
            <span class="incident-name">
                { with_names(&line.id) }{ " " }{ line.title.as_deref().map(with_names) }
            </span>
            <span class="incident-how">{ &line.how }</span>
        </>
    }
}

#[derive(Properties, PartialEq)]
struct UnlistedProps {
    count: String,
}

#[component]
fn Unlisted(props: &UnlistedProps) -> Html {
    let speech = use_speech();
    html! { <p class="note">{ speech.page(Page::Unlisted(&props.count)) }</p> }
}
