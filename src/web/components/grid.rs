//! Every objective in every period, as a window that moves over the whole.

use web_sys::HtmlElement;
use yew::prelude::*;

use super::grid_row::{GridRow, begins_group, column_index, figure_id};
use super::grid_service::GridService;
use crate::format::words::{Heading, Page};
use crate::web::browser::focus::focus;
use crate::web::browser::scroll;
use crate::web::message::{Column, FigureId, GridLine, GridPart, RowView, Span};
use crate::web::shared::Shared;
use crate::web::speech::use_speech;
use crate::web::state::Action;

/// So many lines are asked for at once, and so many of them lie above those in view.
const LINES: u32 = 36;
const ABOVE: u32 = 10;

/// The part of the grid to show, and who opens a figure or moves to another part.
#[derive(Properties, PartialEq)]
pub(crate) struct GridProps {
    pub(crate) part: Shared<GridPart>,
    /// The figure whose calculation is open.
    pub(crate) opened: Option<FigureId>,
    pub(crate) on: Callback<Action>,
}

/// A table: one tab stop, and arrow keys from cell to cell.
#[component]
pub(crate) fn Grid(props: &GridProps) -> Html {
    let speech = use_speech();
    let GridProps { part, opened, on } = props;
    let rows: Vec<&RowView> = part.lines.iter().filter_map(objective).collect();
    let current = use_state_eq(|| None::<FigureId>);
    let stop = tab_stop(&rows, &part.columns, current.as_ref().or(opened.as_ref()));

    // A figure that was opened elsewhere comes into view.
    use_effect_with((opened.clone(), place_of(part, opened.as_ref())), |(_, place)| {
        if let Some((objective, period)) = place {
            scroll::into_view(&figure_id(*objective, *period));
        }
    });
    let onkeydown = {
        let (part, stop, current) = (part.clone(), stop, current.setter());
        Callback::from(move |event: KeyboardEvent| {
            let rows: Vec<&RowView> = part.lines.iter().filter_map(objective).collect();
            let Some(wanted) = moved(&rows, stop, &event.key()) else { return };
            event.prevent_default();
            let Some((row, column)) = wanted else { return };
            if let (Some(row), Some(column)) = (rows.get(row), part.columns.get(column)) {
                let id = FigureId { objective: row.id.clone(), period: column.id.clone() };
                current.set(Some(id));
                focus(&figure_id(row.position, column.position));
            }
        })
    };
    let on_open = {
        let (current, on) = (current.setter(), on.clone());
        use_callback((), move |figure: FigureId, ()| {
            current.set(Some(figure.clone()));
            on.emit(Action::FigureOpened(None, figure));
        })
    };
    let on_turn = use_callback(on.clone(), |id: String, on| on.emit(Action::ServiceTurned(id)));

    // Above and below the window the box keeps the room of the lines that are not there.
    let Span { from, count } = part.wish.lines;
    let below = part.all_lines.saturating_sub(from + count);
    let is_window = part.all_lines > LINES;
    let onscroll = {
        let (on, shown, all) = (on.clone(), part.wish.lines, part.all_lines);
        Callback::from(move |event: Event| {
            let Some(first) =
                event.target_dyn_into::<HtmlElement>().and_then(|it| scroll::first_line(&it))
            else {
                return;
            };
            let wanted =
                Span { from: first.saturating_sub(ABOVE), count: LINES }.within(all, LINES);
            if is_window && wanted.from.abs_diff(shown.from) >= ABOVE / 2 {
                on.emit(Action::LinesMoved(wanted));
            }
        })
    };
    // Where periods are of several lengths, those of each stand beside each other under a head.
    let groups: Vec<(usize, &[Column])> = part
        .columns
        .chunk_by(|one, next| one.every == next.every)
        .scan(0, |before, columns| {
            let place = std::mem::replace(before, *before + columns.len());
            Some((place, columns))
        })
        .collect();
    let heads = if groups.len() > 1 { 2 } else { 1 };
    let group = |(place, columns): &(usize, &[Column])| {
        let every = columns.first().map(|column| column.every.as_str()).unwrap_or_default();
        html! {
            <th scope="colgroup" key={every.to_owned()} colspan={columns.len().to_string()}
                aria-colindex={column_index(part, *place)}
                class={begins_group(&part.columns, *place).then_some("grid-group")}>
                { speech.page(Page::PeriodsOf(every)) }
            </th>
        }
    };
    let mut rank = 0;
    let line = |(place, line): (u32, &GridLine)| {
        let index = (from + place + heads + 1).to_string();
        match line {
            GridLine::Service(service) => html! {
                <GridService key={format!("service {}", service.id)} service={service.clone()}
                    columns={part.columns.len()} {index} on_turn={on_turn.clone()} />
            },
            GridLine::Objective(row) => {
                rank += 1;
                let tab_stop = (rank - 1 == stop.0).then_some(stop.1);
                let opened = opened.as_ref().filter(|figure| figure.objective == row.id);
                html! {
                    <GridRow key={format!("objective {}", row.id)} part={part.clone()}
                        line={place} {index} opened={opened.map(|it| it.period.clone())}
                        {tab_stop} on_open={on_open.clone()} />
                }
            }
        }
    };
    let lines: Html = (0..).zip(&part.lines).map(line).collect();
    let column = |(place, column): (usize, &Column)| {
        html! {
            <th scope="col" key={column.id.clone()} aria-colindex={column_index(part, place)}
                class={begins_group(&part.columns, place).then_some("grid-group")}>
                { &column.name }
                if column.to_date {
                    <span class="grid-running">{ speech.page(Page::ToDate) }</span>
                }
            </th>
        }
    };
    html! {
        <div class={classes!("grid-box", is_window.then_some("grid-window"))} {onscroll}>
            <table role="grid" aria-labelledby="grid" aria-readonly="true"
                aria-rowcount={(part.all_lines + heads).to_string()}
                aria-colcount={(part.within.count + 1).to_string()} {onkeydown}>
                <thead>
                    if groups.len() > 1 {
                        <tr class="grid-groups" aria-rowindex="1">
                            <td class="grid-corner" aria-colindex="1"></td>
                            { for groups.iter().map(group) }
                        </tr>
                    }
                    <tr aria-rowindex={heads.to_string()}>
                        <th scope="col" class="grid-corner" aria-colindex="1">
                            { speech.heading(Heading::Objective) }
                        </th>
                        { for part.columns.iter().enumerate().map(column) }
                    </tr>
                </thead>
                <tbody>
                    <Room key="above" lines={if is_window { from } else { 0 }} />
                    { lines }
                    <Room key="below" lines={if is_window { below } else { 0 }} />
                </tbody>
            </table>
        </div>
    }
}

/// The objective of a line that has one.
fn objective(line: &GridLine) -> Option<&RowView> {
    match line {
        GridLine::Objective(row) => Some(row),
        GridLine::Service(_) => None,
    }
}

/// Where a key leads from a figure, if anywhere; nothing where the key is no way. What has other
/// periods is passed over.
fn moved(
    rows: &[&RowView],
    (row, column): (usize, usize),
    key: &str,
) -> Option<Option<(usize, usize)>> {
    let own = |row: usize| rows.get(row).map(|it| figures(it)).unwrap_or_default();
    let beside = |row: usize| {
        let column = own(row).into_iter().min_by_key(|other| other.abs_diff(column));
        column.map(|column| (row, column))
    };
    let here = own(row);
    let found = match key {
        "ArrowLeft" => here.into_iter().rfind(|other| *other < column).map(|it| (row, it)),
        "ArrowRight" => here.into_iter().find(|other| *other > column).map(|it| (row, it)),
        "ArrowUp" => row.checked_sub(1).and_then(beside),
        "ArrowDown" => beside(row + 1),
        "Home" => here.first().map(|it| (row, *it)),
        "End" => here.last().map(|it| (row, *it)),
        _ => return None,
    };
    Some(found)
}

/// The columns in which an objective has figures.
fn figures(row: &RowView) -> Vec<usize> {
    let cells = row.cells.iter().enumerate();
    cells.filter(|(_, cell)| !cell.value.is_empty()).map(|(column, _)| column).collect()
}

/// Where the keyboard enters: the figure that was last chosen, otherwise the newest of the first
/// objective; by the row's rank among the objectives shown, and the column.
fn tab_stop(rows: &[&RowView], columns: &[Column], wanted: Option<&FigureId>) -> (usize, usize) {
    let place = wanted.and_then(|wanted| {
        let row = rows.iter().position(|row| row.id == wanted.objective)?;
        Some((row, columns.iter().position(|column| column.id == wanted.period)?))
    });
    let newest = rows.first().and_then(|row| figures(row).last().copied());
    place.unwrap_or((0, newest.unwrap_or_default()))
}

/// The positions of a figure's objective and period, if it is in the part.
pub(crate) fn place_of(part: &GridPart, figure: Option<&FigureId>) -> Option<(u32, u32)> {
    let figure = figure?;
    let row = part.lines.iter().filter_map(objective).find(|row| row.id == figure.objective)?;
    let column = part.columns.iter().find(|column| column.id == figure.period)?;
    Some((row.position, column.position))
}

#[derive(Properties, PartialEq)]
struct RoomProps {
    lines: u32,
}

/// The room of lines that are not there.
#[component]
fn Room(props: &RoomProps) -> Html {
    let cell = use_node_ref();
    use_effect_with((props.lines, cell.clone()), |(lines, cell)| {
        if let Some(cell) = cell.cast::<HtmlElement>() {
            scroll::make_room(&cell, *lines);
        }
    });
    html! { <tr class="grid-room" aria-hidden="true"><td ref={cell}></td></tr> }
}
