//! What other readings of the contract make of a figure.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::glyph::{glyph, sign_of, state_name};
use crate::format::number;
use crate::format::words::{Heading, Page};
use crate::web::message::{OtherReadingView, OtherwiseView};
use crate::web::shared::Shared;
use crate::web::speech::use_speech;
use crate::web::state::Action;

/// What is told so far, whether more is being tried, and who hears the reader's wish.
#[derive(Properties, PartialEq)]
pub(crate) struct OtherwiseProps {
    pub(crate) told: Option<Shared<OtherwiseView>>,
    pub(crate) trying: bool,
    /// Whether the panel has the page to itself.
    pub(crate) alone: bool,
    pub(crate) on: Callback<Action>,
}

/// One line for each reading that changes the figure, once the reader wants to know.
#[component]
pub(crate) fn Otherwise(props: &OtherwiseProps) -> Html {
    let speech = use_speech();
    let OtherwiseProps { told, trying, alone, on } = props;
    let heading = use_node_ref();
    let try_them = {
        let (on, heading) = (on.clone(), heading.clone());
        move |_: MouseEvent| {
            // The button goes; the keyboard stays here.
            if let Some(heading) = heading.cast::<HtmlElement>() {
                let _ = heading.focus();
            }
            on.emit(Action::OtherwiseWanted(true));
        }
    };
    let stop = on.reform(|_: MouseEvent| Action::OtherwiseWanted(false));
    let whole = told.as_ref().is_some_and(|told| told.done >= told.all);
    let digits = |count: u32| number(speech.language(), &count.to_string());
    let tried = told.as_ref().map(|told| (digits(told.done), digits(told.all)));
    let readings = told.iter().flat_map(|told| told.readings.iter().map(reading));
    let nothing = whole && told.as_ref().is_some_and(|told| told.readings.is_empty());
    html! {
        <section class="otherwise" aria-labelledby="otherwise">
            <h3 id="otherwise" class="otherwise-heading" tabindex="-1" ref={heading}
                aria-level={alone.then_some("2")}>
                { speech.heading(Heading::Otherwise) }
            </h3>
            <ul class="otherwise-list">{ for readings }</ul>
            <p class="note" role="status">
                { nothing.then(|| speech.page(Page::NothingOtherwise)) }
            </p>
            if whole {
            } else if *trying {
                <div class="progress">
                    <progress aria-label={speech.page(Page::Working)}
                        value={told.as_ref().map(|told| told.done.to_string())}
                        max={told.as_ref().map(|told| told.all.to_string())} />
                    <p class="progress-words">
                        { tried.map(|(done, all)| speech.page(Page::Tried(&done, &all))) }
                    </p>
                    <button type="button" onclick={stop}>{ speech.page(Page::Stop) }</button>
                </div>
            } else {
                <button type="button" class="quiet-button" onclick={try_them}>
                    { speech.page(Page::TryOtherwise) }
                </button>
            }
        </section>
    }
}

/// What a figure would be, in a line.
pub(crate) fn reading(reading: &OtherReadingView) -> Html {
    html! {
        <li class="otherwise-reading" data-verdict={state_name(reading.state)}>
            <span class="otherwise-under" title={Some(reading.field.clone()).filter(|it| !it.is_empty())}>
                { &reading.under }
            </span>
            <strong class="otherwise-outcome">
                { glyph(sign_of(reading.state)) }<span>{ &reading.outcome }</span>
            </strong>
        </li>
    }
}
