//! What can be done with a large grid: filter, order, other periods.

use yew::prelude::*;

use super::choice::Choice;
use super::search_field::SearchField;
use super::strip::strip;
use crate::format::number;
use crate::format::words::Page;
use crate::web::message::{GridPart, Order, Span};
use crate::web::shared::Shared;
use crate::web::speech::use_speech;
use crate::web::state::Action;

/// Fewer objectives are seen at a glance.
const MANY: u32 = 8;

/// The part of the grid that is shown, and who hears what the reader wants of it.
#[derive(Properties, PartialEq)]
pub(crate) struct GridToolsProps {
    pub(crate) part: Shared<GridPart>,
    pub(crate) on: Callback<Action>,
}

/// A filter and an order where there are many objectives.
#[component]
pub(crate) fn GridTools(props: &GridToolsProps) -> Html {
    let speech = use_speech();
    let GridToolsProps { part, on } = props;
    if part.all_objectives <= MANY {
        return Html::default();
    }
    let orders = [Order::Contract, Order::Worst];
    let on_order = on.reform(move |at: usize| {
        Action::Ordered(orders.get(at).copied().unwrap_or(Order::Contract))
    });
    let count = |count: u32| number(speech.language(), &count.to_string());
    let (left, all) = (count(part.left_objectives), count(part.all_objectives));
    html! {
        <div class="grid-tools">
            <SearchField id="find" label={speech.page(Page::Filter)}
                value={part.wish.filter.clone()} on_input={on.reform(Action::Filtered)} />
            <Choice name={speech.page(Page::Show)} chosen={usize::from(part.wish.missed)}
                words={vec![speech.page(Page::ShowEvery), speech.page(Page::ShowMissed)]}
                on_choose={on.reform(|at: usize| Action::OnlyMissed(at == 1))} />
            <Choice name={speech.page(Page::OrderedBy)} on_choose={on_order}
                chosen={orders.iter().position(|order| *order == part.order).unwrap_or_default()}
                words={vec![speech.page(Page::OrderContract), speech.page(Page::OrderWorst)]} />
            <p class="note" role="status">
                if part.all_lines == 0 {
                    { speech.page(Page::NoObjective) }
                } else if left == all {
                    { speech.page(Page::Objectives(&all)) }
                } else {
                    { speech.page(Page::ObjectivesLeft(&left, &all)) }
                }
            </p>
        </div>
    }
}

/// The strip of all periods, and the ways to those that are not shown; nothing where all are.
#[component]
pub(crate) fn GridPeriods(props: &GridToolsProps) -> Html {
    let speech = use_speech();
    let GridToolsProps { part, on } = props;
    let shown = part.wish.periods.unwrap_or_default();
    if shown.count >= part.all_periods {
        return Html::default();
    }
    let all = number(speech.language(), &part.all_periods.to_string());
    let name = |column: Option<&crate::web::message::Column>| {
        column.map(|column| column.name.clone()).unwrap_or_default()
    };
    let words = speech.page(Page::PeriodPart {
        first: &name(part.columns.first()),
        last: &name(part.columns.last()),
        all: &all,
    });
    let to =
        |from: u32| on.reform(move |_: MouseEvent| Action::PeriodsMoved(Span { from, ..shown }));
    let (first, last) = (shown.from == 0, shown.end() >= part.all_periods);
    let unshown = part.all_periods - u32::try_from(part.strip.len()).unwrap_or_default();
    let marked = Span { from: shown.from.saturating_sub(unshown), ..shown };
    html! {
        <div class="grid-periods">
            <div class="grid-periods-strip">{ strip(&part.strip, Some(marked)) }</div>
            <div class="grid-periods-ways" role="group" aria-label={speech.page(Page::AllPeriods)}>
                <button type="button" disabled={first}
                    onclick={to(shown.from.saturating_sub(shown.count))}>
                    { speech.page(Page::Earlier) }
                </button>
                <button type="button" disabled={last}
                    onclick={to(shown.end().min(part.all_periods - shown.count))}>
                    { speech.page(Page::Later) }
                </button>
                <span class="note" role="status">{ words }</span>
            </div>
        </div>
    }
}
