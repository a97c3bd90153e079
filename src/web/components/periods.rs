//! The objectives and their periods, in the form that there is room for.

use yew::prelude::*;

use super::grid::Grid;
use super::grid_tools::{GridPeriods, GridTools};
use super::objective_list::ObjectiveList;
use crate::format::words::{Heading, Page};
use crate::web::message::{FigureId, Filter, GridPart};
use crate::web::shared::Shared;
use crate::web::speech::use_speech;
use crate::web::state::Action;

/// The part of the grid, once it is there, and who hears what the reader wants of it.
#[derive(Properties, PartialEq)]
pub(crate) struct PeriodsProps {
    pub(crate) part: Option<Shared<GridPart>>,
    /// The figure whose calculation is open.
    pub(crate) opened: Option<FigureId>,
    /// What the reader wants to see of them.
    pub(crate) filter: Filter,
    pub(crate) on: Callback<Action>,
}

/// The grid, or where it is narrow a list.
#[component]
pub(crate) fn Periods(props: &PeriodsProps) -> Html {
    let speech = use_speech();
    let PeriodsProps { part, opened, filter, on } = props;
    // As the part that is there was asked for, even if there is no room for it any more.
    let narrow = part.as_ref().is_some_and(|part| !part.wish.cells);
    let hint = if narrow { Page::ListHint } else { Page::GridHint };
    html! {
        <section class="grid" aria-labelledby="grid" tabindex="-1" aria-busy={part.is_none().to_string()}>
            <h2 id="grid">{ speech.heading(Heading::Periods) }</h2>
            <p class="note">{ speech.page(hint) }</p>
            if let Some(part) = part {
                <GridTools part={part.clone()} filter={filter.clone()} on={on.clone()} />
                if part.left_objectives == 0 {
                } else if narrow {
                    <ObjectiveList part={part.clone()} on={on.clone()} />
                } else {
                    <GridPeriods part={part.clone()} on={on.clone()} />
                    <Grid part={part.clone()} opened={opened.clone()} on={on.clone()} />
                }
            }
        </section>
    }
}
