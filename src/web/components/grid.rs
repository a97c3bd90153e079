//! Every objective in every period.

use yew::prelude::*;

use super::grid_cell::GridCell;
use super::grid_part::GridPart;
use crate::format::words::{Heading, Page, Phrase};
use crate::format::{exact_percent, period};
use crate::report::{ObjectiveFacts, PeriodFacts};
use crate::web::browser::focus::focus;
use crate::web::message::{Span, Window};
use crate::web::screen::figure_id;
use crate::web::shared::Shared;
use crate::web::speech::{Speech, use_speech, with_names};

/// The part of the report to show, and who opens a figure or moves to another part.
#[derive(Properties, PartialEq)]
pub(crate) struct GridProps {
    pub(crate) window: Shared<Window>,
    /// The figure whose calculation is open.
    pub(crate) opened: Option<(u32, u32)>,
    pub(crate) on_open: Callback<(u32, u32)>,
    pub(crate) on_move: Callback<(Span, Span)>,
}

/// A table: one tab stop, and arrow keys from cell to cell.
#[component]
pub(crate) fn Grid(props: &GridProps) -> Html {
    let speech = use_speech();
    let GridProps { window, opened, on_open, on_move } = props;
    let report = &window.report;
    let first_objective = window.objectives.from;
    let Span { from: first_period, count: columns } = window.periods;
    let newest = first_period + columns.saturating_sub(1);
    let current = use_state_eq(|| None::<(u32, u32)>);
    let stop = current
        .filter(|(objective, period)| {
            window.objectives.contains(*objective) && window.periods.contains(*period)
        })
        .unwrap_or((first_objective, newest));

    let onkeydown = {
        let current = current.setter();
        let (objectives, periods) = (window.objectives, window.periods);
        Callback::from(move |event: KeyboardEvent| {
            let (objective, period) = stop;
            let wanted = match event.key().as_str() {
                "ArrowLeft" => (objective, period.saturating_sub(1)),
                "ArrowRight" => (objective, period + 1),
                "ArrowUp" => (objective.saturating_sub(1), period),
                "ArrowDown" => (objective + 1, period),
                "Home" => (objective, periods.from),
                "End" => (objective, newest),
                _ => return,
            };
            event.prevent_default();
            if objectives.contains(wanted.0) && periods.contains(wanted.1) {
                current.set(Some(wanted));
                focus(&figure_id(wanted.0, wanted.1));
            }
        })
    };
    let on_open = {
        let (current, on_open) = (current.setter(), on_open.clone());
        Callback::from(move |place| {
            current.set(Some(place));
            on_open.emit(place);
        })
    };
    let row = |(position, objective): (u32, &ObjectiveFacts)| {
        let results = report.results.iter().enumerate();
        let own = results.filter(|(_, result)| result.objective == position);
        let cells = own.map(|(index, result)| {
            let place = (first_objective + position, first_period + result.period);
            html! {
                <GridCell key={result.period} window={window.clone()} {place} result={index}
                    opened={*opened == Some(place)} tab_stop={stop == place}
                    on_open={on_open.clone()} />
            }
        });
        html! {
            <tr key={position} aria-rowindex={(first_objective + position + 2).to_string()}>
                { row_head(&speech, objective) }
                { for cells }
            </tr>
        }
    };
    let columns = |(position, facts): (u32, &PeriodFacts)| {
        let every = &report.agreement.every;
        html! {
            <th scope="col" key={position}>
                { period(speech.language(), every, facts.first) }
                if !facts.finished {
                    <span class="grid-running">{ speech.page(Page::ToDate) }</span>
                }
            </th>
        }
    };
    let objective = speech.heading(Heading::Objective);
    html! {
        <section class="grid" aria-labelledby="grid">
            <h2 id="grid">{ speech.heading(Heading::Periods) }</h2>
            <p class="note">{ speech.page(Page::GridHint) }</p>
            <GridPart window={window.clone()} on_move={on_move.clone()} />
            <div class="grid-box">
                <table role="grid" aria-labelledby="grid" aria-readonly="true"
                    aria-rowcount={(window.all_objectives + 1).to_string()}
                    aria-colcount={(window.all_periods + 1).to_string()} {onkeydown}>
                    <thead>
                        <tr aria-rowindex="1">
                            <th scope="col" class="grid-corner">{ objective }</th>
                            { for (0..).zip(&report.periods).map(columns) }
                        </tr>
                    </thead>
                    <tbody>
                        { for (0..).zip(&report.agreement.objectives).map(row) }
                    </tbody>
                </table>
            </div>
        </section>
    }
}

fn row_head(speech: &Speech, objective: &ObjectiveFacts) -> Html {
    let value = exact_percent(speech.language(), &objective.target.value);
    let target = speech.say(&Phrase::Bound(&objective.target, &value));
    html! {
        <th scope="row">
            <span class="grid-objective">{ with_names(&objective.name) }</span>
            <span class="grid-target">{ target }</span>
        </th>
    }
}
