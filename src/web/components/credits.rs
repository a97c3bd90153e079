//! The account of credits: what each is worth, what is cut off, what is owed.

use yew::prelude::*;

use crate::format::words::{Heading, Page};
use crate::web::address::Address;
use crate::web::message::{CreditAccount, CreditAccountLine};
use crate::web::speech::{use_speech, with_names};

/// The account, and where the reader is.
#[derive(Properties, PartialEq)]
pub(crate) struct CreditStatementProps {
    pub(crate) credits: CreditAccount,
    pub(crate) address: Address,
}

/// A table of credits, each with the way to its calculation, and the sums below.
#[component]
pub(crate) fn CreditStatement(props: &CreditStatementProps) -> Html {
    let speech = use_speech();
    let CreditStatementProps { credits, address } = props;
    let headings = [
        Heading::Objective,
        Heading::ByRule,
        Heading::Cut,
        Heading::Paid,
        Heading::State,
        Heading::Claim,
    ];
    let line = |line: &CreditAccountLine| {
        let href = Address {
            objective: Some(line.figure.objective.clone()),
            period: Some(line.figure.period.clone()),
            ..address.clone()
        }
        .hash();
        html! {
            <tr class={classes!((!line.counts).then_some("is-lost"))}>
                <th scope="row">
                    <a {href}>{ with_names(&line.objective) }</a>
                    <span class="note">{ &line.period }</span>
                </th>
                { for [&line.by_rule, &line.cut, &line.paid, &line.state, &line.last_day]
                    .iter().zip(headings.iter().skip(1))
                    .map(|(cell, heading)| html! {
                        <td data-label={speech.heading(*heading)}>{ (*cell).clone() }</td>
                    }) }
            </tr>
        }
    };
    let sum = |[what, amount]: &[String; 2]| {
        html! { <div><dt>{ what }</dt><dd>{ amount }</dd></div> }
    };
    html! {
        <section class="credits" aria-labelledby="credits">
            <h2 id="credits">{ speech.heading(Heading::Credits) }</h2>
            <div class="credit-lines">
                <table aria-labelledby="credits">
                    <thead><tr>
                        { for headings.iter().map(|heading| html! {
                            <th scope="col">{ speech.heading(*heading) }</th>
                        }) }
                    </tr></thead>
                    <tbody>{ for credits.lines.iter().map(line) }</tbody>
                </table>
            </div>
            if let Some(unlisted) = &credits.unlisted {
                <p class="note">{ speech.page(Page::Unlisted(unlisted)) }</p>
            }
            <dl class="credit-sums">{ for credits.sums.iter().map(sum) }</dl>
        </section>
    }
}
