//! The incidents as a list, a window at a time.

use yew::prelude::*;

use super::filter_row::FilterRow;
use super::glyph::{glyph, sign_of, state_name};
use super::line_ways::line_ways;
use crate::format::number;
use crate::format::words::{Heading, Page};
use crate::web::address::{Address, Aspect};
use crate::web::message::{IncidentOrder, IncidentRow, IncidentsPart};
use crate::web::shared::Shared;
use crate::web::speech::{Speech, listed, use_speech, with_names, with_short_names};
use crate::web::state::Action;

/// Fewer are seen at a glance.
const MANY: u32 = 8;

/// Some of the incidents, where the reader is, and who hears what others are wanted.
#[derive(Properties, PartialEq)]
pub(crate) struct IncidentListProps {
    pub(crate) part: Option<Shared<IncidentsPart>>,
    pub(crate) address: Address,
    pub(crate) on: Callback<Action>,
}

/// A filter, the incidents, and the ways to those before and after.
#[component]
pub(crate) fn IncidentList(props: &IncidentListProps) -> Html {
    let speech = use_speech();
    let IncidentListProps { part, address, on } = props;
    let title = html! { <h1 class="incidents-title">{ speech.page(Page::Incidents) }</h1> };
    let Some(part) = part else {
        return html! { <section class="incidents" aria-busy="true">{ title }</section> };
    };
    let shown = part.wish.lines;
    let shown_of_all = (shown, part.all_lines);
    let (before, after) = line_ways(&speech, on, shown_of_all, Action::IncidentsMoved);
    let headings = [
        Heading::Incident,
        Heading::Title,
        Heading::Services,
        Heading::Priority,
        Heading::Started,
        Heading::Clocks,
    ];
    let heading = |heading: &Heading| html! { <th scope="col">{ speech.heading(*heading) }</th> };
    html! {
        <section class="incidents">
            { title }
            { tools(&speech, part, address, on) }
            { before }
            if !part.rows.is_empty() {
                <table class="incident-table" aria-rowcount={(part.all_lines + 1).to_string()}>
                    <thead><tr aria-rowindex="1">{ for headings.iter().map(heading) }</tr></thead>
                    <tbody>
                        { for (shown.from + 2..).zip(&part.rows).map(|(at, it)| row(at, it, address)) }
                    </tbody>
                </table>
            }
            { after }
        </section>
    }
}

fn row(at: u32, row: &IncidentRow, address: &Address) -> Html {
    let href = address.of_aspect(Aspect::Incident(row.id.clone()));
    let clocks = row.state.map(|state| {
        html! {
            <span class="incident-stands" data-verdict={state_name(state)}>
                { glyph(sign_of(state)) }<span>{ &row.clocks }</span>
            </span>
        }
    });
    html! {
        <tr key={row.id.clone()} aria-rowindex={at.to_string()}>
            <th scope="row"><a {href}>{ listed(&row.name) }</a></th>
            <td class="incident-about">{ with_short_names(&row.title) }</td>
            <td>{ with_names(&row.services) }</td>
            <td>{ with_names(&row.priority) }</td>
            <td class="incident-began">{ &row.started }</td>
            <td>{ clocks }</td>
        </tr>
    }
}

/// By what incidents are filtered, and in which order they stand.
fn tools(
    speech: &Speech,
    part: &Shared<IncidentsPart>,
    address: &Address,
    on: &Callback<Action>,
) -> Html {
    let digits = |count: u32| number(speech.language(), &count.to_string());
    let (found, all) = (digits(part.all_lines), digits(part.all));
    let many = part.all > MANY;
    let on_order = on.reform(move |at: usize| {
        Action::IncidentsOrdered(IncidentOrder::ALL.get(at).copied().unwrap_or_default())
    });
    let orders = [Page::NewestFirst, Page::OldestFirst, Page::FileOrder];
    let orders = orders.map(|page| speech.page(page));
    let orders = if many { orders.to_vec() } else { Vec::new() };
    let order = IncidentOrder::ALL.iter().position(|it| *it == part.wish.order);
    let left = if part.all_lines == 0 && part.all > 0 {
        speech.page(Page::NoIncident)
    } else {
        speech.page(Page::IncidentsFound { found: &found, all: &all })
    };
    let find = many.then(|| ("find-incident".into(), speech.page(Page::FindIncident).into()));
    html! {
        <FilterRow filter={address.filter.clone()} facets={part.facets.clone()} {find} {left}
            on={on.reform(Action::Filtered)} {orders} ordered={order.unwrap_or_default()}
            {on_order} />
    }
}
