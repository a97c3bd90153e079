//! What other files changed in the verdict and its figures.

use yew::prelude::*;

use crate::format::words::Page;
use crate::web::message::Change;
use crate::web::speech::{use_speech, with_short_names};

/// The change.
#[derive(Properties, PartialEq)]
pub(crate) struct ChangeNoteProps {
    pub(crate) change: Change,
}

/// A sentence, and the figures folded under it.
#[component]
pub(crate) fn ChangeNote(props: &ChangeNoteProps) -> Html {
    let speech = use_speech();
    let Change { summary, figures, unlisted } = &props.change;
    html! {
        <section class="change" aria-labelledby="change">
            <h2 id="change" class="change-title">{ speech.page(Page::WhatChanged) }</h2>
            <p>{ summary }</p>
            if !figures.is_empty() {
                <ul>{ for figures.iter().map(|figure| html! { <li>{ with_short_names(figure) }</li> }) }</ul>
            }
            if let Some(unlisted) = unlisted {
                <p class="note">{ speech.page(Page::More(unlisted)) }</p>
            }
        </section>
    }
}
