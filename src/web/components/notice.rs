//! A sentence across the page that should not be missed.

use yew::prelude::*;

use crate::format::words::Heading;
use crate::web::speech::use_speech;

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

/// A band with a sentence. What is to be known is a place of its own among the page's landmarks;
/// what went wrong is heard at once.
#[component]
pub(crate) fn Notice(props: &NoticeProps) -> Html {
    let speech = use_speech();
    let tone = match props.tone {
        Tone::Risk => "notice-risk",
        Tone::Breach => "notice-breach",
    };
    let landmark = (props.tone == Tone::Risk).then(|| speech.heading(Heading::Note));
    html! {
        <div class={classes!("notice", tone)} role={landmark.as_ref().map(|_| "region")}
            aria-label={landmark}>
            <div class="notice-words">{ props.children.clone() }</div>
        </div>
    }
}
