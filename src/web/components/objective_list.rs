//! The objectives where there is no room for the grid: a strip of all periods each.

use yew::prelude::*;

use super::glyph::{glyph, sign_of, state_name};
use super::line_ways::line_ways;
use super::strip::strip;
use crate::format::words::Page;
use crate::web::message::{GridLine, GridPart, RowView, ServiceView};
use crate::web::names::plain;
use crate::web::shared::Shared;
use crate::web::speech::{listed, use_speech};
use crate::web::state::Action;

/// The part of the grid, and who opens an objective.
#[derive(Properties, PartialEq)]
pub(crate) struct ObjectiveListProps {
    pub(crate) part: Shared<GridPart>,
    pub(crate) on: Callback<Action>,
}

/// A list of two lines an objective.
#[component]
pub(crate) fn ObjectiveList(props: &ObjectiveListProps) -> Html {
    let speech = use_speech();
    let ObjectiveListProps { part, on } = props;
    let on_turn = use_callback(on.clone(), |id: String, on| on.emit(Action::ServiceTurned(id)));
    let line = |line: &GridLine| match line {
        GridLine::Service(service) => html! {
            <Service key={format!("service {}", service.id)} service={service.clone()}
                on_turn={on_turn.clone()} />
        },
        GridLine::Objective(row) => html! {
            <Row key={format!("objective {}", row.id)} row={(**row).clone()}
                every={part.every.clone()} on={on.clone()} />
        },
    };
    let shown_of_all = (part.wish.lines, part.all_lines);
    let (before, after) = line_ways(&speech, on, shown_of_all, Action::LinesMoved);
    html! {
        <>
            { before }
            <ul class="objective-list">{ for part.lines.iter().map(line) }</ul>
            { after }
        </>
    }
}

#[derive(Properties, PartialEq)]
struct ServiceProps {
    service: ServiceView,
    on_turn: Callback<String>,
}

#[component]
fn Service(props: &ServiceProps) -> Html {
    let ServiceProps { service, on_turn } = props;
    let (id, on_turn) = (service.id.clone(), on_turn.clone());
    let onclick = Callback::from(move |_: MouseEvent| on_turn.emit(id.clone()));
    html! {
        <li class="objective-service">
            <button type="button" class="fold-button" aria-expanded={service.unfolded.to_string()}
                {onclick}>
                <span class="fold-sign" aria-hidden="true"></span>
                <span>{ listed(&service.name) }</span>
            </button>
            <span class="grid-summary">{ &service.summary }</span>
        </li>
    }
}

#[derive(Properties, PartialEq)]
struct RowProps {
    row: RowView,
    every: AttrValue,
    on: Callback<Action>,
}

#[component]
fn Row(props: &RowProps) -> Html {
    let speech = use_speech();
    let RowProps { row, every, on } = props;
    let count = |states: &[char]| row.strip.chars().filter(|it| states.contains(it)).count() as u64;
    let name = speech.page(Page::Row {
        objective: &plain(&row.name),
        target: &row.target,
        missed: count(&['x']),
        finished: count(&['x', 'm']),
        every,
        last: row.last.as_ref().map(|cell| (cell.value.as_str(), row.margin.as_str())),
    });
    let (id, on) = (row.id.clone(), on.clone());
    let onclick = Callback::from(move |_: MouseEvent| on.emit(Action::ObjectiveOpened(id.clone())));
    let last = row.last.as_ref().map(|cell| {
        html! {
            <span class="objective-value" data-verdict={state_name(cell.state)}>
                { glyph(sign_of(cell.state)) }{ &cell.value }
            </span>
        }
    });
    html! {
        <li>
            <button type="button" id={format!("objective-{}", row.position)} class="objective-row"
                aria-label={name} {onclick}>
                <span class="objective-name">{ listed(&row.name) }</span>
                { last }
                <span class="objective-strip">{ strip(&row.strip, None) }</span>
                <span class="objective-margin">{ &row.margin }</span>
            </button>
        </li>
    }
}
