//! The ways to the lines before and after those that are shown.

use yew::prelude::*;

use crate::format::number;
use crate::format::words::Page;
use crate::web::message::Span;
use crate::web::speech::Speech;
use crate::web::state::Action;

/// So many lines are listed at once.
const LINES: u32 = 60;

/// A way to the lines before `shown`, and one to those after it, each where there are any; `moved`
/// is what the reader does with the lines that a way leads to.
pub(super) fn line_ways(
    speech: &Speech,
    on: &Callback<Action>,
    (shown, all): (Span, u32),
    moved: fn(Span) -> Action,
) -> (Html, Html) {
    let way = |from: u32, count: u32, words: fn(&str) -> Page<'_>| {
        let lines = Span { from, count: LINES };
        let onclick = on.reform(move |_: MouseEvent| moved(lines));
        let digits = number(speech.language(), &count.to_string());
        html! {
            if count > 0 {
                <button type="button" class="quiet-button" {onclick}>
                    { speech.page(words(&digits)) }
                </button>
            }
        }
    };
    let before = way(shown.from.saturating_sub(LINES), shown.from, |count| Page::Before(count));
    let after = way(shown.end(), all.saturating_sub(shown.end()), |count| Page::More(count));
    (before, after)
}
