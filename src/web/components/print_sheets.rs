//! The report on paper: every row and every calculation of what was missed. Not seen on a screen.

use std::collections::BTreeSet;

use yew::prelude::*;

use super::glyph::{glyph, sign_of};
use super::step_line::StepLine;
use crate::format::words::{Heading, Page};
use crate::web::message::{Column, CreditRow, RowView, Sheet, StepView, Worked};
use crate::web::shared::Shared;
use crate::web::speech::{Speech, use_speech, with_names};

/// The sheets, all of them.
#[derive(Properties, PartialEq)]
pub(crate) struct PrintSheetsProps {
    pub(crate) sheets: Shared<Vec<Sheet>>,
}

/// Grid, statement of credits, calculations.
#[component]
pub(crate) fn PrintSheets(props: &PrintSheetsProps) -> Html {
    let speech = use_speech();
    let sheets = &props.sheets;
    let grids = sheets.iter().filter_map(|sheet| match sheet {
        Sheet::Grid { columns, rows } => Some(grid(&speech, columns, rows)),
        _ => None,
    });
    let credits: Vec<&CreditRow> = sheets
        .iter()
        .flat_map(|sheet| match sheet {
            Sheet::Credits(rows) => rows.as_slice(),
            _ => &[],
        })
        .collect();
    let worked: Vec<&Worked> = sheets
        .iter()
        .filter_map(|sheet| match sheet {
            Sheet::Worked(worked) => Some(&**worked),
            _ => None,
        })
        .collect();
    html! {
        <div class="print-sheets">
            <h2>{ speech.heading(Heading::Periods) }</h2>
            { for grids }
            if !credits.is_empty() {
                <h2>{ speech.page(Page::StatementOfCredits) }</h2>
                { statement(&speech, &credits) }
            }
            if !worked.is_empty() {
                <h2>{ speech.heading(Heading::Calculations) }</h2>
                { for worked.into_iter().map(calculation) }
            }
        </div>
    }
}

fn grid(speech: &Speech, columns: &[Column], rows: &[RowView]) -> Html {
    let head = |column: &Column| {
        html! {
            <th scope="col">
                { &column.name }
                if column.to_date {
                    <span class="grid-running">{ speech.page(Page::ToDate) }</span>
                }
            </th>
        }
    };
    let row = |row: &RowView| {
        let cells = row.cells.iter().map(|cell| {
            html! {
                <td class={classes!("print-cell", (cell.state == 'x').then_some("print-missed"))}>
                    <span class="print-value">{ glyph(sign_of(cell.state)) }{ &cell.value }</span>
                    <span class="print-note">{ &cell.down }{ &cell.cases }{ " " }{ &cell.percent }</span>
                </td>
            }
        });
        html! {
            <tr>
                <th scope="row">
                    { with_names(&row.name) }
                    <span class="print-note">{ &row.target }</span>
                </th>
                { for cells }
            </tr>
        }
    };
    html! {
        <table class="print-table print-grid">
            <thead>
                <tr><th scope="col">{ speech.heading(Heading::Objective) }</th>{ for columns.iter().map(head) }</tr>
            </thead>
            <tbody>{ for rows.iter().map(row) }</tbody>
        </table>
    }
}

fn statement(speech: &Speech, rows: &[&CreditRow]) -> Html {
    let headings = [
        Heading::Objective,
        Heading::Period,
        Heading::Value,
        Heading::Credit,
        Heading::Cut,
        Heading::Amount,
        Heading::State,
        Heading::Claim,
    ];
    let head = headings.map(|heading| html! { <th scope="col">{ speech.heading(heading) }</th> });
    let row = |row: &&CreditRow| {
        let CreditRow { objective, period, value, percent, cut, amount, claim, last_day } = row;
        let texts = [period, value, percent, cut, amount, claim, last_day];
        let cells = texts.map(|text| html! { <td>{ text }</td> });
        html! { <tr><th scope="row">{ with_names(objective) }</th>{ for cells }</tr> }
    };
    html! {
        <table class="print-table">
            <thead><tr>{ for head }</tr></thead>
            <tbody>{ for rows.iter().map(row) }</tbody>
        </table>
    }
}

fn calculation(worked: &Worked) -> Html {
    let mut told = BTreeSet::new();
    let steps = worked.steps.iter().map(|step| {
        // A clause's own sentence is printed where it is first followed.
        let text = step.text.clone().filter(|text| told.insert(text.clone()));
        html! { <StepLine step={StepView { text, ..step.clone() }} whole=true /> }
    });
    let steps: Html = steps.collect();
    html! {
        <section class="print-worked">
            <h3>{ with_names(&worked.title) }</h3>
            <ol class="steps">{ steps }</ol>
        </section>
    }
}
