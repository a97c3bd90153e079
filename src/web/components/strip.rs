//! A strip of periods: a bar each, the state by height and colour.

use yew::prelude::*;

use crate::web::message::Span;

/// Bars of 7 pixels, 2 apart.
const PITCH: u32 = 9;
const BAR: u32 = 7;
const HEIGHT: u32 = 16;
const LOW: u32 = 6;

/// A picture for the eyes, its words stand beside it: of the states, a letter each as in a grid's
/// row, and the part that is marked.
pub(crate) fn strip(states: &str, marked: Option<Span>) -> Html {
    let bars = (0_u32..).zip(states.chars()).map(|(place, state)| {
        let x = (place * PITCH + 1).to_string();
        let (class, height, inset) = match state {
            'm' => ("strip-met", LOW, 0),
            'x' => ("strip-missed", HEIGHT, 0),
            'o' => ("strip-run", LOW, 1),
            'b' => ("strip-below", HEIGHT, 1),
            'p' => ("strip-past", HEIGHT, 1),
            _ => ("strip-none", 1, 0),
        };
        // An outline stands inside its bar.
        let y = (1 + HEIGHT - height).to_string();
        let (width, height) = ((BAR - inset).to_string(), (height - inset).to_string());
        html! { <rect {class} {x} {y} {width} {height} /> }
    });
    let count = u32::try_from(states.len()).unwrap_or(u32::MAX);
    let (width, height) = (count.saturating_mul(PITCH) + 2, HEIGHT + 4);
    let frame = marked.map(|part| {
        let (x, width) = (part.from * PITCH, part.count * PITCH);
        let y = HEIGHT + 2;
        html! {
            <rect class="strip-part" x={x.to_string()} y={y.to_string()} width={width.to_string()}
                height="2" />
        }
    });
    html! {
        <svg class="strip" viewBox={format!("0 0 {width} {height}")} width={width.to_string()}
            height={height.to_string()} preserveAspectRatio="none" aria-hidden="true">
            { for bars }{ frame }
        </svg>
    }
}
