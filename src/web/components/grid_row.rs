//! An objective in the grid.

use yew::prelude::*;

use super::grid_cell::GridCell;
use crate::web::message::{Cell, Column, FigureId, GridLine, GridPart};
use crate::web::shared::Shared;
use crate::web::speech::{listed, use_speech};

/// The line of the part that it is, and who opens a figure of it.
#[derive(Properties, PartialEq)]
pub(crate) struct GridRowProps {
    pub(crate) part: Shared<GridPart>,
    pub(crate) line: u32,
    /// Its number among all lines, the head being the first.
    pub(crate) index: AttrValue,
    /// The period whose calculation is open.
    pub(crate) opened: Option<String>,
    /// The column at which the keyboard enters.
    pub(crate) tab_stop: Option<usize>,
    pub(crate) on_open: Callback<FigureId>,
}

/// Name and target, and a figure for each period.
#[component]
pub(crate) fn GridRow(props: &GridRowProps) -> Html {
    let speech = use_speech();
    let GridRowProps { part, line, index, opened, tab_stop, on_open } = props;
    let Some(GridLine::Objective(row)) = part.lines.get(*line as usize) else {
        return Html::default();
    };
    let cell = |(place, (cell, column)): (usize, (&Cell, &Column))| {
        let figure = FigureId { objective: row.id.clone(), period: column.id.clone() };
        let shown = GridCell {
            figure,
            id: figure_id(row.position, column.position),
            cell,
            objective: &row.name,
            period: &column.name,
            verdict: &verdict(part, cell.state),
            opened: opened.as_ref() == Some(&column.id),
            tab_stop: *tab_stop == Some(place),
            on_open,
        };
        let index = column_index(part, place);
        let class = begins_group(&part.columns, place).then_some("grid-group");
        if cell.value.is_empty() {
            // The objective has other periods.
            return html! { <td {class} aria-colindex={index}></td> };
        }
        html! { <td {class} aria-colindex={index}>{ shown.show(&speech) }</td> }
    };
    html! {
        <tr class="grid-line" aria-rowindex={index.clone()}>
            <th scope="row" aria-colindex="1">
                <span class="grid-objective">{ listed(&row.name) }</span>
                <span class="grid-target">{ &row.target }</span>
            </th>
            { for row.cells.iter().zip(&part.columns).enumerate().map(cell) }
        </tr>
    }
}

/// The number of a column among all of the grid, the names being the first.
pub(crate) fn column_index(part: &GridPart, place: usize) -> String {
    let before = part.wish.periods.unwrap_or_default().from - part.within.from;
    (u32::try_from(place).unwrap_or(u32::MAX).saturating_add(before + 2)).to_string()
}

/// Whether a column is the first of periods of another length than those before.
pub(crate) fn begins_group(columns: &[Column], place: usize) -> bool {
    let every = |place: usize| columns.get(place).map(|column| &column.every);
    place > 0 && every(place) != every(place - 1)
}

/// The id of a figure's cell, by the positions of objective and period.
pub(crate) fn figure_id(objective: u32, period: u32) -> String {
    format!("figure-{objective}-{period}")
}

/// What the state of a letter is called.
pub(crate) fn verdict(part: &GridPart, state: char) -> String {
    let known = part.states.iter().find(|(letter, _)| *letter == state);
    known.map(|(_, words)| words.clone()).unwrap_or_default()
}
