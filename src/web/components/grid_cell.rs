//! One figure of the grid.

use web_sys::Element;
use yew::prelude::*;

use super::glyph::{Glyph, Sign};
use crate::format::words::{Page, Phrase};
use crate::format::{Toward, duration, exact_percent, money, period, shown_value};
use crate::report::{CreditFigure, Verdict};
use crate::web::browser::scroll;
use crate::web::message::Window;
use crate::web::screen::figure_id;
use crate::web::shared::Shared;
use crate::web::speech::{Speech, use_speech};

/// A result, its place among all, and who opens it.
#[derive(Properties, PartialEq)]
pub(crate) struct GridCellProps {
    pub(crate) window: Shared<Window>,
    /// Its objective and period, by their positions among all.
    pub(crate) place: (u32, u32),
    /// The result's position in the window.
    pub(crate) result: usize,
    pub(crate) opened: bool,
    pub(crate) tab_stop: bool,
    pub(crate) on_open: Callback<(u32, u32)>,
}

/// Value, time used and credit, all of which open the calculation.
#[component]
pub(crate) fn GridCell(props: &GridCellProps) -> Html {
    let speech = use_speech();
    let GridCellProps { window, place, result, opened, tab_stop, on_open } = props;
    let cell = use_node_ref();
    use_effect_with((*opened, cell.clone()), |(opened, cell)| {
        if let Some(element) = cell.cast::<Element>().filter(|_| *opened) {
            scroll::into_view(&element);
        }
    });
    let report = &window.report;
    let Some(result) = report.results.get(*result) else { return Html::default() };
    let objective = report.agreement.objectives.get(result.objective as usize);
    let facts = report.periods.get(result.period as usize);
    let (Some(objective), Some(facts)) = (objective, facts) else { return Html::default() };
    let language = speech.language();
    let verdict = speech.say(&Phrase::Verdict(result.verdict));
    let value = result.value.as_ref().map(|value| shown_value(language, value, objective));
    let down = duration(language, &result.down_seconds, Toward::Longer);
    let credit = result.credit.as_ref().filter(|credit| !credit.percent.is_zero());
    let name = speech.page(Page::Cell {
        objective: &objective.name,
        period: &period(language, &report.agreement.every, facts.first),
        verdict: &verdict,
        value: value.as_deref(),
        down: &down,
        credit: credit.map(|credit| worth(&speech, credit)).as_deref(),
    });
    let (own, on_open) = (*place, on_open.clone());
    let onclick = Callback::from(move |_: MouseEvent| on_open.emit(own));
    let share = credit.map(|credit| exact_percent(language, &credit.percent));
    html! {
        <td>
            <button type="button" ref={cell} id={figure_id(place.0, place.1)} class="grid-cell"
                data-verdict={result.verdict.name()} aria-label={name}
                aria-expanded={opened.to_string()} tabindex={if *tab_stop { "0" } else { "-1" }}
                {onclick}>
                <span class="grid-value">{ value.as_deref().unwrap_or(&verdict) }</span>
                <span class="grid-note">
                    <Glyph sign={sign(result.verdict)} />
                    if value.is_some() {
                        <span>{ down }</span>
                    }
                    if let Some(share) = share {
                        <span class="grid-credit">{ share }</span>
                    }
                </span>
            </button>
        </td>
    }
}

/// The percentage, as the cell shows it, and the amount where the charge is stated.
fn worth(speech: &Speech, credit: &CreditFigure) -> String {
    let percent = exact_percent(speech.language(), &credit.percent);
    match &credit.amount {
        Some(amount) => format!("{percent}, {}", money(speech.language(), amount)),
        None => speech.say(&Phrase::ShareOnly(&percent)),
    }
}

fn sign(verdict: Verdict) -> Sign {
    match verdict {
        Verdict::Met => Sign::Check,
        Verdict::Missed | Verdict::RunningPastRecovery => Sign::Cross,
        Verdict::RunningOnTrack => Sign::Circle,
        Verdict::RunningBelowTarget => Sign::Triangle,
        Verdict::NotMeasured => Sign::Dash,
    }
}
