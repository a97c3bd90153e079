//! One incident: what is told of it, its clocks, what it touched.

use yew::prelude::*;

use super::chart_figure::ChartFigure;
use super::drawn::Drawn;
use super::facts::{facts, table};
use super::glyph::{glyph, sign_of, state_name};
use super::incident_clock::IncidentClock;
use crate::format::words::{Heading, Page};
use crate::web::address::{Address, Aspect};
use crate::web::hooks::use_width;
use crate::web::message::{Filter, IncidentPage, TouchedView};
use crate::web::shared::Shared;
use crate::web::speech::{listed, use_speech, with_names, with_short_names};
use crate::web::state::Action;

/// The incident, once it is there, where the reader is, and who hears how wide its picture is.
#[derive(Properties, PartialEq)]
pub(crate) struct IncidentScreenProps {
    pub(crate) page: Option<Shared<IncidentPage>>,
    pub(crate) address: Address,
    pub(crate) on: Callback<Action>,
}

/// The whole screen.
#[component]
pub(crate) fn IncidentScreen(props: &IncidentScreenProps) -> Html {
    let speech = use_speech();
    let IncidentScreenProps { page, address, on } = props;
    let room = use_node_ref();
    let on_width = use_callback(on.clone(), |width: u32, on| on.emit(Action::IncidentSized(width)));
    use_width(room.clone(), on_width);
    let back = address.of_aspect(Aspect::Incidents);
    let told = page.as_ref().map(|page| {
        html! {
            <>
                <h1 class="incident-heading">{ with_short_names(&page.name) }</h1>
                if !page.title.is_empty() {
                    <p class="lede">{ with_names(&page.title) }</p>
                }
                if let Some(not_yet) = &page.not_yet {
                    <p class="incident-not-yet">{ not_yet }</p>
                }
                { facts(&page.facts) }
            </>
        }
    });
    let below =
        page.as_ref().map(|page| html! { <Below page={page.clone()} address={address.clone()} /> });
    let drawn = page.as_ref().filter(|page| page.picture.is_some());
    html! {
        <article class="incident-screen" aria-busy={page.is_none().to_string()}>
            <p class="incident-way"><a href={back}>{ speech.page(Page::AllIncidents) }</a></p>
            // Each part has its element from the beginning: the room that is watched stays.
            <header class="incident-head">{ told }</header>
            <div class="incident-room" ref={room}>
                if let Some(page) = drawn {
                    <ChartFigure drawn={Drawn::Clocks(page.clone())} on={on.clone()} />
                }
            </div>
            <div class="incident-below">{ below }</div>
        </article>
    }
}

#[derive(Properties, PartialEq)]
struct BelowProps {
    page: Shared<IncidentPage>,
    address: Address,
}

/// The clocks one by one, what happened, when it waited, what it touched.
#[component]
fn Below(props: &BelowProps) -> Html {
    let speech = use_speech();
    let BelowProps { page, address } = props;
    let clock = |clock: &crate::web::message::ClockView| {
        html! { <IncidentClock clock={clock.clone()} /> }
    };
    let pauses = [Heading::From, Heading::Until, Heading::Reason].map(|it| speech.heading(it));
    let events = if page.not_yet.is_some() { Heading::Told } else { Heading::Events };
    html! {
        <>
            if page.not_yet.is_none() {
                <section>
                    <h2>{ speech.heading(Heading::Clocks) }</h2>
                    if page.clocks.is_empty() {
                        <p class="note">{ speech.page(Page::NoClock) }</p>
                    } else {
                        <ul class="incident-clocks">{ for page.clocks.iter().map(clock) }</ul>
                        if let Some(unlisted) = &page.unlisted_clocks {
                            <p class="note">{ speech.page(Page::Unlisted(unlisted)) }</p>
                        }
                    }
                </section>
            }
            if !page.pauses.is_empty() {
                <section>
                    <h2>{ speech.heading(Heading::Pauses) }</h2>
                    { table(pauses, &page.pauses) }
                </section>
            }
            <section>
                <h2>{ speech.heading(events) }</h2>
                { facts(&page.events) }
            </section>
            if !page.touched.is_empty() {
                <section>
                    <h2>{ speech.heading(Heading::Touched) }</h2>
                    <ul class="touched">
                        { for page.touched.iter().map(|it| touched(it, address)) }
                    </ul>
                    if let Some(unlisted) = &page.unlisted {
                        <p class="note">{ speech.page(Page::Unlisted(unlisted)) }</p>
                    }
                </section>
            }
        </>
    }
}

fn touched(view: &TouchedView, address: &Address) -> Html {
    let href = Address {
        aspect: Aspect::Report,
        objective: Some(view.figure.objective.clone()),
        period: Some(view.figure.period.clone()),
        filter: Filter::default(),
        ..address.clone()
    }
    .hash();
    html! {
        <li>
            <a {href}>{ listed(&view.objective) }{ ", " }{ &view.period }</a>
            <span class="note">{ &view.part }</span>
            <span class="incident-stands" data-verdict={state_name(view.state)}>
                { glyph(sign_of(view.state)) }<span>{ &view.verdict }</span>
            </span>
            <span class="touched-credit">{ &view.credit }</span>
        </li>
    }
}
