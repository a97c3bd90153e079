//! How much of the agreed time there is evidence for, near the verdict.

use yew::prelude::*;

use crate::format::words::Page;
use crate::web::address::Address;
use crate::web::message::{Coverage, CoverageRow};
use crate::web::speech::{use_speech, with_names};

/// What is known, and where the reader is.
#[derive(Properties, PartialEq)]
pub(crate) struct CoverageLineProps {
    pub(crate) coverage: Coverage,
    pub(crate) address: Address,
}

/// A sentence that unfolds what is not known, each with the way to the figure that rests on it.
#[component]
pub(crate) fn CoverageLine(props: &CoverageLineProps) -> Html {
    let speech = use_speech();
    let CoverageLineProps { coverage, address } = props;
    let row = |row: &CoverageRow| {
        let href = Address {
            objective: Some(row.figure.objective.clone()),
            period: Some(row.figure.period.clone()),
            ..address.clone()
        }
        .hash();
        html! {
            <li>
                <a {href}>{ with_names(&row.service) }{ ", " }{ &row.period }</a>
                <span>{ &row.known }</span>
                <span class="note">{ &row.gap }</span>
            </li>
        }
    };
    html! {
        <details class="coverage">
            <summary>{ &coverage.summary }</summary>
            <ul class="coverage-rows">{ for coverage.rows.iter().map(row) }</ul>
            if let Some(unlisted) = &coverage.unlisted {
                <p class="note">{ speech.page(Page::Unlisted(unlisted)) }</p>
            }
        </details>
    }
}
