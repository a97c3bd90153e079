//! What can be done with a large grid: filter, order, other periods.

use yew::prelude::*;

use super::filter_row::FilterRow;
use super::strip::strip;
use crate::format::number;
use crate::format::words::Page;
use crate::web::message::{Column, Filter, GridPart, Order, Span};
use crate::web::shared::Shared;
use crate::web::speech::use_speech;
use crate::web::state::Action;

/// Fewer objectives are seen at a glance.
const MANY: u32 = 8;

/// The part of the grid that is shown, and who hears what the reader wants of it.
#[derive(Properties, PartialEq)]
pub(crate) struct GridToolsProps {
    pub(crate) part: Shared<GridPart>,
    /// What the reader wants by now, of which the part may still be to come.
    pub(crate) filter: Filter,
    pub(crate) on: Callback<Action>,
}

/// A filter, and an order where there are many objectives.
#[component]
pub(crate) fn GridTools(props: &GridToolsProps) -> Html {
    let speech = use_speech();
    let GridToolsProps { part, filter, on } = props;
    let many = part.all_objectives > MANY;
    let on_order = on.reform(move |at: usize| {
        Action::Ordered(Order::ALL.get(at).copied().unwrap_or(Order::Contract))
    });
    let count = |count: u32| number(speech.language(), &count.to_string());
    let (left, all) = (count(part.left_objectives), count(part.all_objectives));
    let left = match part.left_objectives {
        0 => speech.page(Page::NoObjective),
        // Few are seen at a glance.
        some if some == part.all_objectives && !many => String::new(),
        some if some == part.all_objectives => speech.page(Page::Objectives(&all)),
        _ => speech.page(Page::ObjectivesLeft(&left, &all)),
    };
    let left = match part.sums.as_str() {
        "" => left,
        sums if left.is_empty() => sums.to_owned(),
        sums => speech.page(Page::LeftComesTo { left: &left, sums }),
    };
    let orders = [Page::OrderContract, Page::OrderWorst].map(|page| speech.page(page));
    let orders = if many { orders.to_vec() } else { Vec::new() };
    let find = many.then(|| ("find".into(), speech.page(Page::Filter).into()));
    html! {
        <FilterRow filter={filter.clone()} facets={part.facets.clone()} {find} {left}
            on={on.reform(Action::Filtered)} {orders} {on_order}
            ordered={Order::ALL.iter().position(|it| *it == part.order).unwrap_or_default()} />
    }
}

/// The part of the grid that is shown, and who hears what other periods are wanted.
#[derive(Properties, PartialEq)]
pub(crate) struct GridPeriodsProps {
    pub(crate) part: Shared<GridPart>,
    pub(crate) on: Callback<Action>,
}

/// The strip of all periods, and the ways to those that are not shown; nothing where all are.
#[component]
pub(crate) fn GridPeriods(props: &GridPeriodsProps) -> Html {
    let speech = use_speech();
    let GridPeriodsProps { part, on } = props;
    let shown = part.wish.periods.unwrap_or_default();
    let within = part.within;
    if shown.count >= within.count {
        return Html::default();
    }
    let all = number(speech.language(), &within.count.to_string());
    let name =
        |column: Option<&Column>| column.map(|column| column.name.clone()).unwrap_or_default();
    let columns = || part.columns.iter();
    let words = speech.page(Page::PeriodPart {
        first: &name(columns().min_by_key(|column| column.position)),
        last: &name(columns().max_by_key(|column| column.position)),
        all: &all,
    });
    let to =
        |from: u32| on.reform(move |_: MouseEvent| Action::PeriodsMoved(Span { from, ..shown }));
    let (first, last) = (shown.from <= within.from, shown.end() >= within.end());
    let unshown = within.end() - u32::try_from(part.strip.len()).unwrap_or_default();
    let marked = Span { from: shown.from.saturating_sub(unshown), ..shown };
    let earlier = shown.from.saturating_sub(shown.count).max(within.from);
    html! {
        <div class="grid-periods">
            <div class="grid-periods-strip">{ strip(&part.strip, Some(marked)) }</div>
            <div class="grid-periods-ways" role="group" aria-label={speech.page(Page::AllPeriods)}>
                <button type="button" disabled={first}
                    onclick={to(earlier)}>
                    { speech.page(Page::Earlier) }
                </button>
                <button type="button" disabled={last}
                    onclick={to(shown.end().min(within.end() - shown.count))}>
                    { speech.page(Page::Later) }
                </button>
                <span class="note" role="status">{ words }</span>
            </div>
        </div>
    }
}
