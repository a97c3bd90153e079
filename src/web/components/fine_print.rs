//! What the figures rest on.

use yew::prelude::*;

use super::fault::FaultEntry;
use super::fold::Fold;
use crate::format::number;
use crate::format::words::{Heading, Page};
use crate::web::address::Address;
use crate::web::message::{Account, ReadingView};
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_names};

/// The account.
#[derive(Properties, PartialEq)]
pub(crate) struct FinePrintProps {
    pub(crate) account: Shared<Account>,
    pub(crate) address: Address,
}

/// What was not counted, what is worth a look, how the agreement was read, and from what.
#[component]
pub(crate) fn FinePrint(props: &FinePrintProps) -> Html {
    /// So many warnings are shown at once.
    const SHOWN: usize = 3;
    let speech = use_speech();
    let Account {
        incidents,
        not_counted,
        classes,
        warnings,
        readings,
        corrections,
        amendments,
        ..
    } = &*props.account;
    let Account { evidence, provenance, .. } = &*props.account;
    let list = |sentences: &[&String]| {
        let item = |sentence: &&String| html! { <li>{ with_names(sentence) }</li> };
        html! { <ul>{ for sentences.iter().map(item) }</ul> }
    };
    let class = |(sentence, class): (&String, &Option<String>)| match class {
        Some(class) => {
            html! { <li><a href={props.address.of_class(class)}>{ with_names(sentence) }</a></li> }
        }
        None => html! { <li>{ with_names(sentence) }</li> },
    };
    let kind = |heading: Heading, of_kind: Vec<&ReadingView>| {
        if of_kind.is_empty() {
            return Html::default();
        }
        html! {
            <section>
                <h3>{ speech.heading(heading) }</h3>
                <dl>{ for of_kind.into_iter().map(reading) }</dl>
            </section>
        }
    };
    let entries: Vec<Html> = warnings
        .listed
        .iter()
        .map(|fault| html! { <FaultEntry fault={fault.clone()} /> })
        .collect();
    let all = number(speech.language(), &entries.len().to_string());
    let show_all = {
        let speech = speech.clone();
        Callback::from(move |_: String| speech.page(Page::ShowAll(&all)))
    };
    let origin: Vec<&String> = evidence.iter().chain(provenance).collect();
    html! {
        <>
        <div class="fine-print">
            <section aria-labelledby="not-counted">
                <h2 id="not-counted">{ speech.heading(Heading::NotCounted) }</h2>
                <p>{ incidents }</p>
                <ul>{ for not_counted.iter().zip(classes).map(class) }</ul>
            </section>
            if !entries.is_empty() {
                <section aria-labelledby="warnings">
                    <h2 id="warnings">{ speech.heading(Heading::Warnings) }</h2>
                    <Fold items={entries} shown={SHOWN} more={show_all} />
                    if let Some(unlisted) = &warnings.unlisted {
                        <p class="note">{ speech.page(Page::Unlisted(unlisted)) }</p>
                    }
                </section>
            }
            if amendments.len() > 1 {
                <section aria-labelledby="amendments">
                    <h2 id="amendments">{ speech.heading(Heading::Amendments) }</h2>
                    { list(&amendments.iter().collect::<Vec<_>>()) }
                </section>
            }
            if !corrections.is_empty() {
                <section aria-labelledby="corrections">
                    <h2 id="corrections">{ speech.heading(Heading::Corrections) }</h2>
                    { list(&corrections.iter().collect::<Vec<_>>()) }
                </section>
            }
            <section aria-labelledby="provenance">
                <h2 id="provenance">{ speech.heading(Heading::Provenance) }</h2>
                { list(&origin) }
            </section>
        </div>
        <section class="readings" aria-labelledby="readings">
            <h2 id="readings">{ speech.heading(Heading::Readings) }</h2>
            <div class="readings-kinds">
                { kind(Heading::LeftOpen, readings.iter().filter(|it| it.by_default).collect()) }
                { kind(Heading::Stated, readings.iter().filter(|it| !it.by_default).collect()) }
            </div>
        </section>
        </>
    }
}

fn reading(view: &ReadingView) -> Html {
    html! {
        <div class="reading">
            <dt>{ &view.question }</dt>
            <dd>{ with_names(&view.answer) }</dd>
            if !view.only.is_empty() {
                <dd class="reading-only">{ with_names(&view.only) }</dd>
            }
            <dd class="reading-field" translate="no">{ &view.field }</dd>
        </div>
    }
}
