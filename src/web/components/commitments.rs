//! What was promised without any measure.

use yew::prelude::*;

use crate::format::words::{Heading, Page};
use crate::web::message::{CommitmentView, Commitments};
use crate::web::speech::{use_speech, with_names};

/// The promises.
#[derive(Properties, PartialEq)]
pub(crate) struct CommitmentListProps {
    pub(crate) commitments: Commitments,
}

/// What stands in the contract and cannot be judged: each promise, where it stands, what it is about.
#[component]
pub(crate) fn CommitmentList(props: &CommitmentListProps) -> Html {
    let speech = use_speech();
    let Commitments { listed, unlisted } = &props.commitments;
    let promise = |promised: &CommitmentView| {
        let of = promised.of.iter().map(|it| {
            html! { <span class="commitment-of">{ with_names(it) }</span> }
        });
        html! { <li>{ with_names(&promised.text) }{ for of }</li> }
    };
    html! {
        <section class="commitments" aria-labelledby="commitments">
            <h2 id="commitments">{ speech.heading(Heading::Commitments) }</h2>
            <ul>{ for listed.iter().map(promise) }</ul>
            if let Some(unlisted) = unlisted {
                <p class="note">{ speech.page(Page::Unlisted(unlisted)) }</p>
            }
        </section>
    }
}
