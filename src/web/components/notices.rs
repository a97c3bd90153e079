//! What the reader should know above the report: a sample, a stop, a change of the files.

use yew::prelude::*;

use super::notice::{Notice, Tone};
use crate::format::words::Page;
use crate::web::address::Case;
use crate::web::names::marked;
use crate::web::speech::{Speech, use_speech, with_names};
use crate::web::state::{Action, Fetch, State, Trouble, Undo};

/// The page, and who hears what the reader does about it.
#[derive(Properties, PartialEq)]
pub(crate) struct NoticesProps {
    pub(crate) state: State,
    pub(crate) on: Callback<Action>,
}

/// A band for each.
#[component]
pub(crate) fn Notices(props: &NoticesProps) -> Html {
    let speech = use_speech();
    let NoticesProps { state, on } = props;
    let say = |page: Page<'_>| with_names(&speech.page(page));
    let button = |words: Page<'_>, action: Action| {
        let onclick = on.reform(move |_: MouseEvent| action.clone());
        html! { <button type="button" {onclick}>{ speech.page(words) }</button> }
    };
    // What was done to own files is taken back where they are looked at.
    let own = !state.is_apart() && state.sample.is_none();
    let lost = match &state.fetch {
        Some(Fetch::Failed(id)) => {
            let sample = state.sample_named(id);
            Some(marked(sample.map_or(id, |sample| &sample.title)))
        }
        _ => None,
    };
    html! {
        <>
            if let Some(sample) = lost {
                <Notice tone={Tone::Risk}><p role="alert">{ say(Page::NotFetched(&sample)) }</p></Notice>
            }
            if matches!(state.address.case, Case::Sample(_)) && !state.shows_start() {
                <Notice tone={Tone::Risk}><p>{ speech.page(Page::SampleBanner) }</p></Notice>
            }
            if let Some(trouble) = &state.trouble {
                <Notice tone={Tone::Breach}>
                    <p role="alert">{ say(trouble_words(trouble, state.account().is_some())) }</p>
                    if *trouble == Trouble::Stopped {
                        { button(Page::CalculateAgain, Action::AskedAgain) }
                    }
                </Notice>
            }
            { for state.others.iter().map(|name| html! {
                <Notice tone={Tone::Risk}>
                    <p role="alert">{ say(Page::NotTheSame(&marked(name))) }</p>
                </Notice>
            }) }
            if let Some(undo) = state.undo.last().filter(|_| own) {
                <Notice tone={Tone::Risk}>
                    <p role="status">{ with_names(&undo_words(&speech, undo)) }</p>
                    { button(Page::PutBack, Action::FilesUndone) }
                </Notice>
            }
        </>
    }
}

/// What troubles, in words; `reported` says whether a report is shown.
pub(crate) fn trouble_words(trouble: &Trouble, reported: bool) -> Page<'_> {
    match trouble {
        Trouble::Stopped => Page::WasStopped(reported),
        Trouble::Unreadable(name) => Page::Unreadable(name),
        Trouble::TooLarge(name) => Page::TooLarge(name),
    }
}

fn undo_words(speech: &Speech, undo: &Undo) -> String {
    match undo {
        Undo::Removed(_, file) => speech.page(Page::WasRemoved(&marked(&file.name))),
        Undo::Replaced(files) => {
            let names: Vec<String> = files.iter().map(|(file, _)| marked(&file.name)).collect();
            speech.page(Page::WasReplaced(&names.join(", ")))
        }
        Undo::SetAside(_) => speech.page(Page::WasSetAside),
    }
}
