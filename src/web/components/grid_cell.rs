//! One figure, in the grid or in the list of an objective's periods.
//!
//! A function and no component: there are more than a thousand of them on a page.

use yew::prelude::*;

use super::glyph::{glyph, sign_of, state_name};
use crate::format::words::Page;
use crate::web::message::{Cell, FigureId};
use crate::web::names::plain;
use crate::web::speech::Speech;

/// A figure, what it is called, and who opens it.
pub(crate) struct GridCell<'a> {
    pub(crate) figure: FigureId,
    pub(crate) id: String,
    pub(crate) cell: &'a Cell,
    /// The objective's name.
    pub(crate) objective: &'a str,
    /// The period's name.
    pub(crate) period: &'a str,
    /// What its state is called.
    pub(crate) verdict: &'a str,
    pub(crate) opened: bool,
    pub(crate) tab_stop: bool,
    pub(crate) on_open: &'a Callback<FigureId>,
}

impl GridCell<'_> {
    /// Value, time used and credit, all of which open the calculation.
    pub(crate) fn show(self, speech: &Speech) -> Html {
        let Self { figure, id, cell, objective, period, verdict, opened, tab_stop, on_open } = self;
        let Cell { state, value, down, cases, percent, credit, turned } = cell;
        let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
        let verdict_said = match turned {
            true => speech.page(Page::TurnedVerdict(verdict)),
            false => verdict.to_owned(),
        };
        let name = speech.page(Page::Cell {
            objective: &plain(objective),
            period,
            verdict: &verdict_said,
            // In place of a value may stand the verdict, which is said already.
            value: some(value).filter(|value| value != verdict).as_deref(),
            down,
            cases,
            credit: some(credit).as_deref(),
        });
        let onclick = on_open.reform(move |_: MouseEvent| figure.clone());
        html! {
            <button type="button" {id} class="grid-cell" data-verdict={state_name(*state)}
                aria-label={name} aria-expanded={opened.to_string()}
                tabindex={if tab_stop { "0" } else { "-1" }} {onclick}>
                <span class="grid-figure">
                    if *turned {
                        <span class="grid-turned">{ speech.page(Page::Turned) }</span>
                    }
                    <span class="grid-value">{ value }</span>
                </span>
                <span class="grid-note">
                    { glyph(sign_of(*state)) }
                    if !(down.is_empty() && cases.is_empty()) {
                        <span>{ down }{ cases }</span>
                    }
                    if !percent.is_empty() {
                        <span class="grid-credit">{ percent }</span>
                    }
                </span>
            </button>
        }
    }
}
