//! One figure of the grid.

use web_sys::Element;
use yew::prelude::*;

use super::figure_mark::FigureMark;
use super::glyph::state_name;
use crate::format::words::Page;
use crate::web::browser::scroll;
use crate::web::message::{Cell, FigureId};
use crate::web::names::plain;
use crate::web::speech::use_speech;

/// A figure, what it is called, and who opens it.
#[derive(Properties, PartialEq)]
pub(crate) struct GridCellProps {
    pub(crate) figure: FigureId,
    pub(crate) id: AttrValue,
    pub(crate) cell: Cell,
    /// The objective's name.
    pub(crate) objective: AttrValue,
    /// The period's name.
    pub(crate) period: AttrValue,
    /// What its state is called.
    pub(crate) verdict: AttrValue,
    pub(crate) opened: bool,
    pub(crate) tab_stop: bool,
    pub(crate) on_open: Callback<FigureId>,
}

/// Value, time used and credit, all of which open the calculation.
#[component]
pub(crate) fn GridCell(props: &GridCellProps) -> Html {
    let speech = use_speech();
    let GridCellProps { figure, id, cell, objective, period, verdict, opened, tab_stop, on_open } =
        props;
    let element = use_node_ref();
    use_effect_with((*opened, element.clone()), |(opened, element)| {
        if let Some(element) = element.cast::<Element>().filter(|_| *opened) {
            scroll::into_view(&element);
        }
    });
    let some = |text: &'_ String| Some(text.clone()).filter(|text| !text.is_empty());
    let name = speech.page(Page::Cell {
        objective: &plain(objective),
        period,
        verdict,
        value: some(&cell.down).and(some(&cell.value)).as_deref(),
        down: &cell.down,
        credit: some(&cell.credit).as_deref(),
    });
    let (own, on_open) = (figure.clone(), on_open.clone());
    let onclick = Callback::from(move |_: MouseEvent| on_open.emit(own.clone()));
    html! {
        <button type="button" ref={element} {id} class="grid-cell"
            data-verdict={state_name(cell.state)} aria-label={name}
            aria-expanded={opened.to_string()} tabindex={if *tab_stop { "0" } else { "-1" }}
            {onclick}>
            <FigureMark cell={cell.clone()} />
        </button>
    }
}
