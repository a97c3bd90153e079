//! The figures of a picture.

use yew::prelude::*;

use crate::format::words::Page;
use crate::web::speech::{use_speech, with_names};

/// Headings, and rows of as many texts.
#[derive(Properties, PartialEq)]
pub(crate) struct ChartTableProps {
    pub(crate) headings: Vec<String>,
    pub(crate) rows: Vec<Vec<String>>,
}

/// A table whose first column names its rows.
#[component]
pub(crate) fn ChartTable(props: &ChartTableProps) -> Html {
    let speech = use_speech();
    let heading = |text: &String| html! { <th scope="col">{ text }</th> };
    let row = |texts: &Vec<String>| {
        let cells = texts.iter().enumerate().map(|(at, text)| match at {
            0 => html! { <th scope="row">{ with_names(text) }</th> },
            _ => html! { <td>{ with_names(text) }</td> },
        });
        html! { <tr>{ for cells }</tr> }
    };
    html! {
        // A long one scrolls in its box, which the keyboard must reach.
        <div class="chart-table" role="group" tabindex="0"
            aria-label={speech.page(Page::ShowTable)}>
            <table>
                <thead><tr>{ for props.headings.iter().map(heading) }</tr></thead>
                <tbody>{ for props.rows.iter().map(row) }</tbody>
            </table>
        </div>
    }
}
