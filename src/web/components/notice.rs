//! A sentence across the page that should not be missed.

use yew::prelude::*;

/// How grave it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Tone {
    /// To be known.
    Risk,
    /// Something went wrong.
    Breach,
}

/// What it says, and what can be done.
#[derive(Properties, PartialEq)]
pub(crate) struct NoticeProps {
    pub(crate) tone: Tone,
    pub(crate) children: Html,
}

/// A band with a sentence.
#[component]
pub(crate) fn Notice(props: &NoticeProps) -> Html {
    let tone = match props.tone {
        Tone::Risk => "notice-risk",
        Tone::Breach => "notice-breach",
    };
    html! {
        <div class={classes!("notice", tone)}>
            <div class="notice-words">{ props.children.clone() }</div>
        </div>
    }
}
