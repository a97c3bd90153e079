//! What the figures rest on.

use yew::prelude::*;

use super::fault::FaultEntry;
use super::fold::Fold;
use crate::format::words::{Heading, Page};
use crate::format::{StatementText, number};
use crate::web::message::Window;
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_names};

/// The report, as data and in sentences.
#[derive(Properties, PartialEq)]
pub(crate) struct FinePrintProps {
    pub(crate) window: Shared<Window>,
    pub(crate) told: Shared<StatementText>,
}

/// What was not counted, what is worth a look, how the agreement was read, and from what.
#[component]
pub(crate) fn FinePrint(props: &FinePrintProps) -> Html {
    /// So many warnings are shown at once.
    const SHOWN: usize = 3;
    let speech = use_speech();
    let FinePrintProps { window, told } = props;
    let list = |sentences: &[String]| {
        let item = |sentence: &String| html! { <li>{ with_names(sentence) }</li> };
        html! { <ul>{ for sentences.iter().map(item) }</ul> }
    };
    let warnings = &window.report.warnings;
    let entries: Vec<Html> =
        warnings.iter().map(|fault| html! { <FaultEntry fault={fault.clone()} /> }).collect();
    let all = number(speech.language(), &warnings.len().to_string());
    let unlisted = number(speech.language(), &window.unlisted_warnings.to_string());
    let show_all = {
        let speech = speech.clone();
        Callback::from(move |_: String| speech.page(Page::ShowAll(&all)))
    };
    let origin: Vec<String> = told.evidence.iter().chain(&told.provenance).cloned().collect();
    html! {
        <div class="fine-print">
            <section aria-labelledby="not-counted">
                <h2 id="not-counted">{ speech.heading(Heading::NotCounted) }</h2>
                <p>{ &told.incidents }</p>
                { list(&told.not_counted) }
            </section>
            if !entries.is_empty() {
                <section aria-labelledby="warnings">
                    <h2 id="warnings">{ speech.heading(Heading::Warnings) }</h2>
                    <Fold items={entries} shown={SHOWN} more={show_all} />
                    if window.unlisted_warnings > 0 {
                        <p class="note">{ speech.page(Page::Unlisted(&unlisted)) }</p>
                    }
                </section>
            }
            <section aria-labelledby="readings">
                <h2 id="readings">{ speech.heading(Heading::Readings) }</h2>
                { list(&told.readings) }
            </section>
            <section aria-labelledby="provenance">
                <h2 id="provenance">{ speech.heading(Heading::Provenance) }</h2>
                { list(&origin) }
            </section>
        </div>
    }
}
