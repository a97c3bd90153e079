//! How far long work is, and the way to stop it.

use yew::prelude::*;

use crate::format::number;
use crate::format::words::Page;
use crate::web::message::{Progress, Step};
use crate::web::speech::{Speech, use_speech};

/// How far it is, where that is known, and who stops it.
#[derive(Properties, PartialEq)]
pub(crate) struct ProgressBarProps {
    pub(crate) progress: Option<Progress>,
    pub(crate) on_stop: Callback<()>,
}

/// A bar with words under it.
#[component]
pub(crate) fn ProgressBar(props: &ProgressBarProps) -> Html {
    let speech = use_speech();
    let words = match &props.progress {
        Some(progress) => words(&speech, progress),
        None => speech.page(Page::Working),
    };
    let onclick = props.on_stop.reform(|_: MouseEvent| ());
    let (value, max) = match &props.progress {
        Some(progress) => (Some(progress.done.to_string()), Some(progress.all.to_string())),
        None => (None, None),
    };
    html! {
        <div class="progress">
            <progress aria-label={speech.page(Page::Working)} {value} {max} />
            <p class="progress-words">{ words }</p>
            <button type="button" {onclick}>{ speech.page(Page::Stop) }</button>
        </div>
    }
}

fn words(speech: &Speech, progress: &Progress) -> String {
    let number = |count: u64| number(speech.language(), &count.to_string());
    let megabytes = |bytes: u64| number(bytes.div_ceil(1_000_000));
    let Progress { step, done, all } = *progress;
    match step {
        Step::Read => speech.page(Page::ProgressRead(&megabytes(done), &megabytes(all))),
        Step::Parse => speech.page(Page::ProgressParse(&megabytes(done), &megabytes(all))),
        Step::Calculate => speech.page(Page::ProgressCalculate(&number(done), &number(all))),
    }
}
