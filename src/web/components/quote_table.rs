//! What agreements would pay, as a table.

use std::collections::BTreeSet;

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::format::words::{Heading, Page};
use crate::web::address::{Address, Aspect, Case, QuotePlace};
use crate::web::message::{PromiseId, QuoteRow, QuoteView, Sample};
use crate::web::shared::Shared;
use crate::web::speech::{Speech, use_speech};
use crate::web::state::Action;

/// The table, what of it is looked at, and who hears what is chosen.
#[derive(Properties, PartialEq)]
pub(crate) struct QuoteTableProps {
    pub(crate) view: Shared<QuoteView>,
    pub(crate) place: QuotePlace,
    pub(crate) on: Callback<Action>,
}

/// What was found, a list of kinds to choose from, a row for each promise, and the agreements that
/// have none.
#[component]
pub(crate) fn QuoteTable(props: &QuoteTableProps) -> Html {
    let speech = use_speech();
    let QuoteTableProps { view, place, on } = props;
    let kinds: BTreeSet<&str> = view.rows.iter().map(|row| row.kind.as_str()).collect();
    let kind = place.kind.as_deref().filter(|kind| kinds.contains(kind));
    let rows = view.rows.iter().filter(|row| kind.is_none_or(|kind| row.kind == kind));
    let with_loss = view.rows.iter().any(|row| row.of_loss.is_some());
    let headings = [Heading::Agreement, Heading::Credit, Heading::OfFee].into_iter();
    let headings = headings.chain(with_loss.then_some(Heading::OfLoss));
    let words = [Heading::AtMost, Heading::ClaimWithin, Heading::DoesNotCount];
    let silent = |[id, title]: &[String; 2]| {
        html! { <li><a href={agreement(id)}><bdi>{ title }</bdi></a></li> }
    };
    if view.rows.is_empty() {
        return Html::default();
    }
    html! {
        <>
            <p class="lede">{ &view.found }</p>
            <p class="note">{ &view.asked }</p>
            { choice(&speech, &kinds, kind, on) }
            <div class="credit-lines quote-lines">
                <table aria-label={speech.page(Page::Quote)}>
                    <thead><tr>
                        { for headings.chain(words).map(|heading| html! {
                            <th scope="col" class={words.contains(&heading).then_some("quote-words")}>
                                { speech.heading(heading) }
                            </th>
                        }) }
                    </tr></thead>
                    <tbody>{ for rows.map(|row| line(&speech, row, place, on)) }</tbody>
                </table>
            </div>
            if !view.silent.is_empty() && kind.is_none() {
                <section class="quote-silent" aria-labelledby="quote-silent">
                    <h2 id="quote-silent">{ speech.page(Page::QuoteSilent) }</h2>
                    <ul>{ for view.silent.iter().map(silent) }</ul>
                </section>
            }
        </>
    }
}

/// The id of the button that opens a promise's calculation.
pub(crate) fn promise_id(promise: &PromiseId) -> String {
    format!("quote-{}-{}", promise.agreement, promise.objective)
}

/// The address of an agreement as a document to be read.
fn agreement(id: &str) -> String {
    let case = Case::Sample(Sample::agreement_id(id));
    let aspect = Aspect::Contract(String::new());
    Address { case, aspect, ..Address::default() }.hash()
}

fn line(speech: &Speech, row: &QuoteRow, place: &QuotePlace, on: &Callback<Action>) -> Html {
    let QuoteRow { promise, title, name, credit, .. } = row;
    let opened = place.promise.as_ref() == Some(promise);
    let label = speech.page(Page::OpenQuote { credit, title, name });
    let open = promise.clone();
    let onclick = on.reform(move |_: MouseEvent| Action::PromiseOpened(Some(open.clone())));
    let figures = [(Heading::OfFee, Some(&row.of_fee)), (Heading::OfLoss, row.of_loss.as_ref())];
    let cell = |(heading, text): (Heading, Option<&String>)| {
        text.map(|text| html! { <td data-label={speech.heading(heading)}>{ text }</td> })
    };
    let words = [
        (Heading::AtMost, &row.at_most),
        (Heading::ClaimWithin, &row.claim),
        (Heading::DoesNotCount, &row.not_counted),
    ];
    html! {
        <tr key={promise_id(promise)} class={classes!((!row.pays).then_some("is-lost"))}>
            <th scope="row">
                <a href={agreement(&promise.agreement)}><bdi>{ title }</bdi></a>
                <span class="note"><bdi>{ name }</bdi></span>
            </th>
            <td data-label={speech.heading(Heading::Credit)}>
                <button type="button" id={promise_id(promise)} class="quiet-button quote-credit"
                    aria-label={label} aria-expanded={opened.to_string()} {onclick}>
                    { credit }
                </button>
            </td>
            { for figures.into_iter().filter_map(cell) }
            { for words.map(|(heading, text)| html! {
                <td class="quote-words" data-label={speech.heading(heading)}>
                    <bdi>{ text }</bdi>
                </td>
            }) }
        </tr>
    }
}

/// The list of kinds to choose from.
fn choice(
    speech: &Speech,
    kinds: &BTreeSet<&str>,
    chosen: Option<&str>,
    on: &Callback<Action>,
) -> Html {
    let onchange = on.reform(|event: Event| {
        let select = event.target_dyn_into::<HtmlSelectElement>();
        let kind = select.map(|select| select.value()).filter(|kind| !kind.is_empty());
        Action::KindChosen(kind)
    });
    let option = |kind: &str, words: String| {
        let value = kind.to_owned();
        let selected = chosen.unwrap_or_default() == kind;
        html! { <option key={value.clone()} {value} {selected}>{ words }</option> }
    };
    html! {
        <p class="quote-kind">
            <select aria-label={speech.page(Page::QuoteKind)} {onchange}>
                { option("", speech.page(Page::AllKinds)) }
                { for kinds.iter().map(|kind| option(kind, speech.page(Page::AgreementsOf(kind)))) }
            </select>
        </p>
    }
}
