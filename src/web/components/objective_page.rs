//! One objective, where there is no room for the grid: its periods as a list.

use yew::prelude::*;

use super::chart_figure::ChartFigure;
use super::charts::time_figures;
use super::drawn::Drawn;
use super::grid_cell::GridCell;
use super::grid_row::{figure_id, verdict};
use crate::format::words::Page;
use crate::web::address::Case;
use crate::web::browser::history;
use crate::web::hooks::use_width;
use crate::web::message::{Cell, Charts, Column, FigureId, GridLine, GridPart, Subject};
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_names};
use crate::web::state::Action;

/// The part of the grid that has this objective alone, and who opens a figure.
#[derive(Properties, PartialEq)]
pub(crate) struct ObjectivePageProps {
    pub(crate) part: Shared<GridPart>,
    pub(crate) opened: Option<FigureId>,
    pub(crate) charts: Option<Shared<Charts>>,
    pub(crate) on: Callback<Action>,
}

/// The way back, the name, and the newest period first.
#[component]
pub(crate) fn ObjectivePage(props: &ObjectivePageProps) -> Html {
    let speech = use_speech();
    let ObjectivePageProps { part, opened, charts, on } = props;
    let on_open =
        use_callback(on.clone(), |figure, on| on.emit(Action::FigureOpened(None, figure)));
    let room = use_node_ref();
    let on_width = use_callback(on.clone(), |width: u32, on| on.emit(Action::ChartsSized(width)));
    use_width(room.clone(), on_width);
    let back = {
        let on = on.clone();
        Callback::from(move |_: MouseEvent| {
            if !history::goes_back(|before| {
                before.case != Case::Start && before.objective.is_none()
            }) {
                on.emit(Action::ObjectiveClosed);
            }
        })
    };
    let Some(GridLine::Objective(row)) = part.lines.first() else { return Html::default() };
    let item = |(cell, column): (&Cell, &Column)| {
        let figure = FigureId { objective: row.id.clone(), period: column.id.clone() };
        let shown = GridCell {
            opened: opened.as_ref() == Some(&figure),
            figure,
            id: figure_id(row.position, column.position),
            cell,
            objective: &row.name,
            period: &column.name,
            verdict: &verdict(part, cell.state),
            tab_stop: true,
            on_open: &on_open,
        };
        html! {
            <li key={column.id.clone()} class="period-row">
                <span class="period-name">
                    { &column.name }
                    if column.to_date {
                        <span class="grid-running">{ speech.page(Page::ToDate) }</span>
                    }
                </span>
                { shown.show(&speech) }
            </li>
        }
    };
    // The objective may have other periods than those of some columns.
    let own = row.cells.iter().zip(&part.columns);
    let own = own.filter(|(cell, _)| !cell.value.is_empty());
    let mut items: Vec<Html> = own.map(item).collect();
    items.reverse();
    let own = charts.as_ref().filter(|it| it.wish.objective.as_ref() == Some(&row.id));
    html! {
        <section class="objective-page" aria-labelledby="objective">
            <button type="button" class="quiet-button" onclick={back}>
                { speech.page(Page::BackToAll) }
            </button>
            <h1 id="objective" tabindex="-1">{ with_names(&row.name) }</h1>
            <p class="note">{ &row.target }</p>
            <div class="objective-chart" ref={room} aria-busy={own.is_none().to_string()}>
                if let Some(charts) = own {
                    <ChartFigure drawn={Drawn::Report(charts.clone(), Subject::Trend)}
                        on={on.clone()} />
                    { for time_figures(charts, on) }
                }
            </div>
            if own.is_some() {
                <ul class="period-list">{ for items }</ul>
            }
        </section>
    }
}
