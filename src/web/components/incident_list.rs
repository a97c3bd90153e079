//! The incidents as a list, a window at a time.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::choice::Choice;
use super::glyph::{glyph, sign_of, state_name};
use super::line_ways::line_ways;
use super::search_field::SearchField;
use crate::format::number;
use crate::format::words::{Heading, Page};
use crate::web::address::{Address, Aspect};
use crate::web::message::{IncidentOrder, IncidentRow, IncidentsPart, Standing};
use crate::web::shared::Shared;
use crate::web::speech::{listed, use_speech, with_names, with_short_names};
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
            <IncidentTools part={part.clone()} on={on.clone()} />
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

#[derive(Properties, PartialEq)]
struct IncidentToolsProps {
    part: Shared<IncidentsPart>,
    on: Callback<Action>,
}

#[component]
fn IncidentTools(props: &IncidentToolsProps) -> Html {
    let speech = use_speech();
    let IncidentToolsProps { part, on } = props;
    let digits = |count: u32| number(speech.language(), &count.to_string());
    let (found, all) = (digits(part.all_lines), digits(part.all));
    let standings = [Standing::Any, Standing::Missed, Standing::Open];
    let orders = [IncidentOrder::Newest, IncidentOrder::Oldest, IncidentOrder::File];
    let words = |pages: [Page<'_>; 3]| pages.map(|page| speech.page(page)).to_vec();
    let on_standing = on.reform(move |at: usize| {
        Action::IncidentsStanding(standings.get(at).copied().unwrap_or_default())
    });
    let on_order = on.reform(move |at: usize| {
        Action::IncidentsOrdered(orders.get(at).copied().unwrap_or_default())
    });
    let on_class = {
        let on = on.clone();
        Callback::from(move |event: Event| {
            if let Some(select) = event.target_dyn_into::<HtmlSelectElement>() {
                let class = Some(select.value()).filter(|class| !class.is_empty());
                on.emit(Action::IncidentsOfClass(class));
            }
        })
    };
    let class = |[name, words]: &[String; 2]| {
        let selected = part.wish.class.as_ref() == Some(name);
        html! { <option key={name.clone()} value={name.clone()} {selected}>{ words }</option> }
    };
    let standing = standings.iter().position(|it| *it == part.wish.standing);
    let order = orders.iter().position(|it| *it == part.wish.order);
    html! {
        <div class="grid-tools">
            if part.all > MANY {
                <SearchField id="find-incident" label={speech.page(Page::FindIncident)}
                    value={part.wish.filter.clone()} on_input={on.reform(Action::IncidentsFiltered)} />
                <Choice name={speech.page(Page::ClocksThat)} chosen={standing.unwrap_or_default()}
                    words={words([Page::ClocksAny, Page::ClocksMissed, Page::ClocksOpen])}
                    on_choose={on_standing} />
                <Choice name={speech.page(Page::OrderedBy)} chosen={order.unwrap_or_default()}
                    words={words([Page::NewestFirst, Page::OldestFirst, Page::FileOrder])}
                    on_choose={on_order} />
            }
            if part.classes.len() > 1 {
                <label class="charts-objective">
                    <span>{ speech.heading(Heading::Counted) }</span>
                    <select onchange={on_class}>
                        <option value="" selected={part.wish.class.is_none()}>
                            { speech.page(Page::AllIncidents) }
                        </option>
                        { for part.classes.iter().map(class) }
                    </select>
                </label>
            }
            <p class="note" role="status">
                if part.all_lines == 0 && part.all > 0 {
                    { speech.page(Page::NoIncident) }
                } else {
                    { speech.page(Page::IncidentsFound { found: &found, all: &all }) }
                }
            </p>
        </div>
    }
}
