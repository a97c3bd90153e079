//! What agreements would pay for so many hours down, as one types.

use yew::prelude::*;

use super::quote_table::QuoteTable;
use super::search_field::SearchField;
use crate::format::words::Page;
use crate::web::message::QuoteWish;
use crate::web::speech::use_speech;
use crate::web::state::{Action, Bundle, State};

/// What is known, and who hears of what is written.
#[derive(Properties, PartialEq)]
pub(crate) struct QuoteProps {
    pub(crate) state: State,
    pub(crate) on: Callback<Action>,
}

/// Four fields, what was found for them in a sentence, and the table.
#[component]
pub(crate) fn Quote(props: &QuoteProps) -> Html {
    let speech = use_speech();
    let QuoteProps { state, on } = props;
    let view = state.quoting.view.as_ref();
    let wish = &state.address.quote.wish;
    let field = |(place, (name, value)): (usize, (&'static str, &mut String))| {
        let wrong = view.and_then(|view| view.wrong.get(place).cloned().flatten());
        let (id, said_in) = (format!("quote-{name}"), format!("quote-{name}-said"));
        let (label, is_wrong) = (speech.page(Page::QuoteField(name)), wrong.is_some());
        let said = wrong.unwrap_or_else(|| speech.page(Page::QuoteHint(name)));
        let wish = wish.clone();
        let on_input = on.reform(move |text| Action::QuoteTyped(with(&wish, name, text)));
        html! {
            <div class="quote-field">
                <SearchField {id} {label} value={value.clone()} {on_input} role="textbox"
                    said_in={said_in.clone()} wrong={is_wrong} />
                <p id={said_in} class={classes!("note", is_wrong.then_some("wrong"))}
                    aria-live="polite">{ said }</p>
            </div>
        }
    };
    let again = on.reform(|_: MouseEvent| Action::BundleWanted);
    let lost = state.quoting.bundle == Bundle::Lost;
    html! {
        <div class="quote">
            <h1 class="verdict">{ speech.page(Page::Quote) }</h1>
            <div class="quote-form" role="group" aria-label={speech.page(Page::Quote)}>
                { for wish.clone().fields().into_iter().enumerate().map(field) }
            </div>
            if lost {
                <div class="quote-lost">
                    <p role="alert">{ speech.page(Page::AgreementsLost) }</p>
                    <button type="button" onclick={again}>{ speech.page(Page::TryAgain) }</button>
                </div>
            } else if let Some(view) = view {
                <QuoteTable view={view.clone()} place={state.address.quote.clone()}
                    on={on.clone()} />
            } else {
                <p class="waiting">{ speech.page(Page::FetchingAgreements) }</p>
            }
        </div>
    }
}

/// The fields with another text in one of them.
fn with(wish: &QuoteWish, name: &str, text: String) -> QuoteWish {
    let mut wish = wish.clone();
    for (_, field) in wish.fields().into_iter().filter(|(own, _)| *own == name) {
        field.clone_from(&text);
    }
    wish
}
