//! Which part of a large grid is shown, and the way to the others.

use yew::prelude::*;

use crate::format::words::Page;
use crate::format::{number, period};
use crate::web::message::{Span, Window};
use crate::web::shared::Shared;
use crate::web::speech::use_speech;

/// The part, and who moves to another.
#[derive(Properties, PartialEq)]
pub(crate) struct GridPartProps {
    pub(crate) window: Shared<Window>,
    pub(crate) on_move: Callback<(Span, Span)>,
}

/// Nothing where the whole grid is shown.
#[component]
pub(crate) fn GridPart(props: &GridPartProps) -> Html {
    let speech = use_speech();
    let GridPartProps { window, on_move } = props;
    let Window { objectives, periods, all_objectives, all_periods, .. } = **window;
    if objectives.count >= all_objectives && periods.count >= all_periods {
        return Html::default();
    }
    let language = speech.language();
    let count = |count: u32| number(language, &count.to_string());
    let named = |facts: Option<&crate::report::PeriodFacts>| {
        let every = &window.report.agreement.every;
        facts.map(|facts| period(language, every, facts.first)).unwrap_or_default()
    };
    let part = speech.page(Page::Part {
        first: &named(window.report.periods.first()),
        last: &named(window.report.periods.last()),
        periods: &count(all_periods),
        shown: &count(objectives.count),
        objectives: &count(all_objectives),
    });
    let button = |words: Page<'_>, to: Option<(Span, Span)>| {
        let (on_move, disabled) = (on_move.clone(), to.is_none());
        let onclick =
            Callback::from(move |_: MouseEvent| to.into_iter().for_each(|to| on_move.emit(to)));
        html! { <button type="button" {disabled} {onclick}>{ speech.page(words) }</button> }
    };
    html! {
        <div class="grid-part">
            <p class="note">{ part }</p>
            <div class="grid-part-ways">
                { button(Page::Earlier, periods.before().map(|periods| (objectives, periods))) }
                { button(Page::Later, periods.after(all_periods).map(|periods| (objectives, periods))) }
                { button(Page::ObjectivesBefore, objectives.before().map(|rows| (rows, periods))) }
                { button(Page::ObjectivesAfter, objectives.after(all_objectives).map(|rows| (rows, periods))) }
            </div>
        </div>
    }
}
