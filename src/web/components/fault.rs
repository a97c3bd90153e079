//! A fault of a file: what, where, and what to do.

use yew::prelude::*;

use super::copy_button::CopyButton;
use super::glyph::{Sign, glyph};
use crate::format::words::Page;
use crate::web::message::{FaultView, PlaceView};
use crate::web::speech::use_speech;

/// The fault.
#[derive(Properties, PartialEq)]
pub(crate) struct FaultEntryProps {
    pub(crate) fault: FaultView,
}

/// Code and place, the message, the file's own line with the spot marked, and hints.
#[component]
pub(crate) fn FaultEntry(props: &FaultEntryProps) -> Html {
    let speech = use_speech();
    let fault = &props.fault;
    let (tone, sign) = match fault.error {
        true => ("fault-error", Sign::Cross),
        false => ("fault-warning", Sign::Triangle),
    };
    html! {
        <div class={classes!("fault", tone)}>
            <p class="fault-head">
                <span class="fault-severity">{ glyph(sign) }{ &fault.severity }</span>
                <code translate="no">{ &fault.code }</code>
                { fault.place.as_ref().map(whereabouts) }
            </p>
            <p class="fault-message">{ &fault.message }</p>
            { fault.place.as_ref().map(line) }
            if !fault.hints.is_empty() {
                <ul class="fault-hints">
                    { for fault.hints.iter().map(|hint| html! { <li>{ hint }</li> }) }
                </ul>
            }
            if let Some(place) = &fault.place {
                <p class="fault-ways">
                    <CopyButton label={speech.page(Page::CopyPlace)} text={spot(place)} quiet=true />
                </p>
            }
        </div>
    }
}

/// `contract.json:12:5`, as editors take it.
fn spot(place: &PlaceView) -> String {
    format!("{}:{}:{}", place.name, place.line, place.column)
}

/// `contract.json:12:5  /objectives/0/target`
fn whereabouts(place: &PlaceView) -> Html {
    html! {
        <>
            <code class="fault-place" translate="no">
                <bdi>{ &place.name }</bdi>{ format!(":{}:{}", place.line, place.column) }
            </code>
            if !place.pointer.is_empty() {
                <code class="fault-pointer" translate="no"><bdi>{ &place.pointer }</bdi></code>
            }
        </>
    }
}

/// The file's own line, with its number.
fn line(place: &PlaceView) -> Html {
    let Some([before, spot, after]) = &place.excerpt else { return Html::default() };
    html! {
        <pre class="fault-line" translate="no" dir="ltr"><span class="fault-number">{ place.line }</span><code>{ before }<mark>{ spot }</mark>{ after }</code></pre>
    }
}
