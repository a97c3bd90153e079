//! One clock of an incident.

use yew::prelude::*;

use super::facts::{facts, table};
use super::glyph::{glyph, sign_of, state_name};
use crate::format::words::{Heading, Page};
use crate::web::message::ClockView;
use crate::web::speech::{use_speech, with_short_names};

/// The clock.
#[derive(Properties, PartialEq)]
pub(crate) struct IncidentClockProps {
    pub(crate) clock: ClockView,
}

/// How it stands, what is known of it, and how its time counted.
#[component]
pub(crate) fn IncidentClock(props: &IncidentClockProps) -> Html {
    let speech = use_speech();
    let IncidentClockProps { clock } = props;
    let headings = [Heading::From, Heading::Until, Heading::How].map(|it| speech.heading(it));
    html! {
        <li class="incident-clock">
            <h3>{ with_short_names(&clock.objective) }</h3>
            <p class="incident-stands" data-verdict={state_name(clock.state)}>
                { glyph(sign_of(clock.state)) }<span>{ &clock.stands }</span>
            </p>
            { facts(&clock.facts) }
            <details>
                <summary>{ speech.page(Page::HowTimeCounted) }</summary>
                { table(headings, &clock.parts) }
                if let Some(unlisted) = &clock.unlisted {
                    <p class="note">{ speech.page(Page::Unlisted(unlisted)) }</p>
                }
            </details>
        </li>
    }
}
