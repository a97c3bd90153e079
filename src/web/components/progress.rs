//! How far long work is, and the way to stop it.

use yew::prelude::*;

use crate::format::number;
use crate::format::words::Page;
use crate::web::message::{Progress, Step};
use crate::web::speech::Speech;
use crate::web::state::{Action, State};

/// A bar with words under it.
pub(crate) fn progress(speech: &Speech, state: &State, on: &Callback<Action>) -> Html {
    let words = match &state.progress {
        Some(progress) => words(speech, progress),
        None if state.is_fetching() => speech.page(Page::Fetching),
        None => speech.page(Page::Working),
    };
    let onclick = on.reform(|_: MouseEvent| Action::Stopped);
    let (value, max) = match &state.progress {
        Some(progress) => (Some(progress.done.to_string()), Some(progress.all.to_string())),
        None => (None, None),
    };
    html! {
        <div class="progress" role="region" aria-label={speech.page(Page::Working)}>
            <progress aria-label={speech.page(Page::Working)} {value} {max} />
            <p class="progress-words">{ words }</p>
            if state.asked.is_some() {
                <button type="button" {onclick}>{ speech.page(Page::Stop) }</button>
            }
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
