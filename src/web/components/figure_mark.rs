//! A figure as the grid and the list of periods show it.

use yew::prelude::*;

use super::glyph::{Glyph, sign_of};
use crate::web::message::Cell;

/// The figure.
#[derive(Properties, PartialEq)]
pub(crate) struct FigureMarkProps {
    pub(crate) cell: Cell,
}

/// The value; under it the state's glyph, the time used and the credit.
#[component]
pub(crate) fn FigureMark(props: &FigureMarkProps) -> Html {
    let Cell { state, value, down, percent, .. } = &props.cell;
    html! {
        <>
            <span class="grid-value">{ value }</span>
            <span class="grid-note">
                <Glyph sign={sign_of(*state)} />
                if !down.is_empty() {
                    <span>{ down }</span>
                }
                if !percent.is_empty() {
                    <span class="grid-credit">{ percent }</span>
                }
            </span>
        </>
    }
}
