//! One step of a worked calculation.

use yew::prelude::*;

use super::fold::Fold;
use crate::format::words::Page;
use crate::web::message::{IncidentView, StepView};
use crate::web::speech::{use_speech, with_names};

/// The step.
#[derive(Properties, PartialEq)]
pub(crate) struct StepLineProps {
    pub(crate) step: StepView,
    /// Whether nothing is folded, as on paper.
    #[prop_or_default]
    pub(crate) whole: bool,
}

/// What, how and how much; the clause that says so; the incidents behind it.
#[component]
pub(crate) fn StepLine(props: &StepLineProps) -> Html {
    /// So many incidents are shown at once.
    const SHOWN: usize = 12;
    let speech = use_speech();
    let StepView { clause, text, what, how, result, incidents, unlisted } = &props.step;
    let clause = clause.as_deref().map(|clause| match text {
        Some(text) => html! {
            <details class="clause" open={props.whole}>
                <summary>{ with_names(clause) }</summary>
                <p>{ with_names(text) }</p>
            </details>
        },
        None => html! { <p class="clause">{ with_names(clause) }</p> },
    });
    let unlisted = unlisted.as_ref().map(|count| {
        html! { <p class="note">{ speech.page(Page::Unlisted(count)) }</p> }
    });
    html! {
        <li class="step">
            <p class="step-head">
                <span class="step-what">{ what }</span>
                <strong class="step-result">{ result }</strong>
            </p>
            if !how.is_empty() {
                <p class="step-how">{ how }</p>
            }
            { clause }
            if !incidents.is_empty() {
                <Fold items={incidents.iter().map(incident).collect::<Vec<_>>()}
                    shown={if props.whole { usize::MAX } else { SHOWN }}
                    more={Callback::from(move |count: String| speech.page(Page::More(&count)))} />
                { unlisted }
            }
        </li>
    }
}

fn incident(incident: &IncidentView) -> Html {
    html! {
        <>
            <span class="incident-name">
                { with_names(&incident.id) }{ " " }{ incident.title.as_deref().map(with_names) }
            </span>
            <span class="incident-how">{ &incident.how }</span>
            { for incident.corrections.iter().map(|it| html! {
                <span class="incident-how">{ with_names(it) }</span>
            }) }
        </>
    }
}
