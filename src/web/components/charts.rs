//! The report's pictures, one after the other.

use web_sys::HtmlSelectElement;
use yew::prelude::*;

use super::chart_figure::ChartFigure;
use super::choice::Choice;
use super::drawn::{Drawn, name};
use crate::format::visible;
use crate::format::words::{Heading, Page};
use crate::web::hooks::use_width;
use crate::web::message::{By, ChartWish, Charts, Subject, Unit};
use crate::web::names::plain;
use crate::web::shared::Shared;
use crate::web::speech::{Speech, use_speech};
use crate::web::state::Action;

/// The widest that a picture is drawn.
const WIDEST: u32 = 880;

/// What is wanted, what is drawn, and who hears what the reader wants of it.
#[derive(Properties, PartialEq)]
pub(crate) struct ChartListProps {
    pub(crate) wish: ChartWish,
    pub(crate) charts: Option<Shared<Charts>>,
    pub(crate) on: Callback<Action>,
}

/// The trend of an objective with what else is drawn of it, the credits of all, and what cost most.
#[component]
pub(crate) fn ChartList(props: &ChartListProps) -> Html {
    let speech = use_speech();
    let ChartListProps { wish, charts, on } = props;
    let list = use_node_ref();
    let on_width = use_callback(on.clone(), |width: u32, on| {
        on.emit(Action::ChartsSized(width.min(WIDEST)));
    });
    use_width(list.clone(), on_width);
    let onchange = {
        let on = on.clone();
        Callback::from(move |event: Event| {
            let select = event.target_dyn_into::<HtmlSelectElement>();
            if let Some(select) = select {
                on.emit(Action::ChartChosen(select.value()));
            }
        })
    };
    let on_unit =
        on.reform(|at: usize| Action::ChartUnit(if at == 0 { Unit::Time } else { Unit::Percent }));
    let drawn = charts.as_ref().and_then(|charts| charts.wish.objective.clone());
    let chosen = wish.objective.clone().or(drawn);
    let option = |(id, name): &(String, String)| {
        html! {
            <option key={id.clone()} value={id.clone()} selected={Some(id) == chosen.as_ref()}>
                { plain(name) }
            </option>
        }
    };
    let names = charts.as_ref().map(|charts| charts.objectives.as_slice()).unwrap_or_default();
    let controls = html! {
        <>
            <label class="charts-objective">
                <span>{ speech.heading(Heading::Objective) }</span>
                <select {onchange}>{ for names.iter().map(option) }</select>
            </label>
            // The value of a clock has one unit, and what is not measured has none.
            if charts.as_ref().is_none_or(has_units) {
                <Choice name={speech.page(Page::ShownAs)} on_choose={on_unit}
                    chosen={usize::from(wish.unit == Unit::Percent)}
                    words={vec![speech.page(Page::AsTime), speech.page(Page::AsPercent)]} />
            }
        </>
    };
    html! {
        <div class="charts" ref={list} aria-busy={charts.is_none().to_string()}>
            if let Some(charts) = charts {
                <ChartFigure drawn={Drawn::Report(charts.clone(), Subject::Trend)} {controls}
                    on={on.clone()} />
                { for time_figures(charts, on) }
                <ChartFigure drawn={Drawn::Report(charts.clone(), Subject::Credits)}
                    on={on.clone()} />
                if charts.costs.is_some() {
                    <ChartFigure drawn={Drawn::Report(charts.clone(), Subject::Costs)}
                        controls={cost_controls(&speech, wish, charts, on)} on={on.clone()} />
                }
            }
        </div>
    }
}

/// The pictures of an objective beside its trend: its cases, or its error budget and what the time of
/// its service was.
pub(super) fn time_figures<'c>(
    charts: &'c Shared<Charts>,
    on: &'c Callback<Action>,
) -> impl Iterator<Item = Html> + 'c {
    let subjects = [
        (Subject::Cases, charts.cases.is_some()),
        (Subject::Budget, charts.budget.is_some()),
        (Subject::Outages, charts.outages.is_some()),
    ];
    let there = subjects.into_iter().filter(|(_, there)| *there);
    there.map(|(subject, _)| {
        html! {
            <ChartFigure key={name(subject)} drawn={Drawn::Report(charts.clone(), subject)}
                on={on.clone()} />
        }
    })
}

fn has_units(charts: &Shared<Charts>) -> bool {
    charts.cases.is_none() && charts.trend.picture.is_some()
}

/// By what downtime is told apart.
fn cost_controls(
    speech: &Speech,
    wish: &ChartWish,
    charts: &Charts,
    on: &Callback<Action>,
) -> Html {
    if charts.costs.as_ref().is_none_or(|costs| costs.picture.is_none()) {
        return Html::default();
    }
    let own = [(By::Incident, Page::ByIncident), (By::Cause, Page::ByCause)];
    let own = own.into_iter().chain([(By::Service, Page::ByService)]);
    let own = own.map(|(by, words)| (by, speech.page(words)));
    let labels = charts.labels.iter().map(|name| (By::Label(name.clone()), visible(name)));
    let (ways, words): (Vec<By>, Vec<String>) = own.chain(labels).unzip();
    let chosen = ways.iter().position(|by| *by == wish.by).unwrap_or_default();
    let on_choose =
        on.reform(move |at: usize| Action::CostsBy(ways.get(at).cloned().unwrap_or_default()));
    html! { <Choice name={speech.page(Page::ToldApart)} {words} {chosen} {on_choose} /> }
}
