//! A fault of a file: what, where, and what to do.

use yew::prelude::*;

use super::glyph::{Glyph, Sign};
use crate::diagnostic::{Fault, Place, Severity};
use crate::format::words::Phrase;
use crate::format::{fault, visible};
use crate::web::speech::use_speech;

/// The fault.
#[derive(Properties, PartialEq)]
pub(crate) struct FaultEntryProps {
    pub(crate) fault: Fault,
}

/// Code and place, the message, the file's own line with the spot marked, and hints.
#[component]
pub(crate) fn FaultEntry(props: &FaultEntryProps) -> Html {
    let speech = use_speech();
    let told = fault(speech.language(), &props.fault);
    let (tone, sign) = match props.fault.severity {
        Severity::Error => ("fault-error", Sign::Cross),
        Severity::Warning => ("fault-warning", Sign::Triangle),
    };
    html! {
        <div class={classes!("fault", tone)}>
            <p class="fault-head">
                <span class="fault-severity">
                    <Glyph {sign} />{ speech.say(&Phrase::Severity(props.fault.severity)) }
                </span>
                <code translate="no">{ props.fault.code.name() }</code>
                { props.fault.place.as_ref().map(whereabouts) }
            </p>
            <p class="fault-message">{ told.message }</p>
            { props.fault.place.as_ref().map(line) }
            if !told.hints.is_empty() {
                <ul class="fault-hints">
                    { for told.hints.iter().map(|hint| html! { <li>{ hint }</li> }) }
                </ul>
            }
        </div>
    }
}

/// `contract.json:12:5  /objectives/0/target`
fn whereabouts(place: &Place) -> Html {
    html! {
        <>
            <code class="fault-place" translate="no">
                <bdi>{ visible(&place.name) }</bdi>{ format!(":{}:{}", place.line, place.column) }
            </code>
            if !place.pointer.is_empty() {
                <code class="fault-pointer" translate="no"><bdi>{ visible(&place.pointer) }</bdi></code>
            }
        </>
    }
}

/// The file's own line, with its number.
fn line(place: &Place) -> Html {
    // A lone brace tells nobody anything.
    if !place.excerpt.contains(char::is_alphanumeric) {
        return Html::default();
    }
    let mark = usize::try_from(place.mark).unwrap_or_default();
    let part = |from: usize, count: usize| {
        visible(&place.excerpt.chars().skip(from).take(count).collect::<String>())
    };
    let spot = part(mark, 1);
    let spot = if spot.is_empty() { " ".to_owned() } else { spot };
    html! {
        <pre class="fault-line" translate="no" dir="ltr"><span class="fault-number">{ place.line }</span><code>{ part(0, mark).trim_start() }<mark>{ spot }</mark>{ part(mark + 1, usize::MAX) }</code></pre>
    }
}
