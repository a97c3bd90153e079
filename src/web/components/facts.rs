//! What is known of something: what each is, and what.

use yew::prelude::*;

use crate::web::speech::with_names;

/// A list of terms and what is told of each; nothing where there are none.
pub(crate) fn facts(facts: &[[String; 2]]) -> Html {
    let fact = |[what, told]: &[String; 2]| {
        html! { <div class="fact"><dt>{ with_names(what) }</dt><dd>{ with_names(told) }</dd></div> }
    };
    if facts.is_empty() {
        return Html::default();
    }
    html! { <dl class="facts">{ for facts.iter().map(fact) }</dl> }
}

/// A table of texts under headings.
pub(crate) fn table<const COLUMNS: usize>(
    headings: [String; COLUMNS],
    rows: &[[String; COLUMNS]],
) -> Html {
    let row = |texts: &[String; COLUMNS]| {
        html! { <tr>{ for texts.iter().map(|text| html! { <td>{ with_names(text) }</td> }) }</tr> }
    };
    html! {
        <div class="plain-table">
            <table>
                <thead>
                    <tr>{ for headings.iter().map(|it| html! { <th scope="col">{ it }</th> }) }</tr>
                </thead>
                <tbody>{ for rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
