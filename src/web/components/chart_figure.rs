//! A picture with what it finds, its table and its files.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::chart_marks::ChartMarks;
use super::chart_table::ChartTable;
use crate::format::words::Page;
use crate::web::browser::{download, image};
use crate::web::coloured::coloured;
use crate::web::message::{Chart, Charts, Picture, Subject, Unit};
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_names};
use crate::web::state::Action;

/// Pixels of a saved picture for each of its own.
const TIMES: u32 = 2;

/// Which picture, what is drawn, and who hears of a mark that is opened.
#[derive(Properties, PartialEq)]
pub(crate) struct ChartFigureProps {
    pub(crate) subject: Subject,
    pub(crate) charts: Shared<Charts>,
    /// What the reader can choose of it.
    #[prop_or_default]
    pub(crate) controls: Html,
    pub(crate) on: Callback<Action>,
}

/// The finding, the measure, and the picture or its table.
#[component]
pub(crate) fn ChartFigure(props: &ChartFigureProps) -> Html {
    let speech = use_speech();
    let ChartFigureProps { subject, charts, controls, on } = props;
    let as_table = use_state_eq(|| false);
    let chart = chart(charts, *subject);
    let on_table = {
        let as_table = as_table.clone();
        Callback::from(move |_: MouseEvent| as_table.set(!*as_table))
    };
    let save = |words: Page<'_>, save: fn(Picture, String)| {
        let (charts, subject) = (charts.clone(), *subject);
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(picture) = chart_of(&charts, subject) {
                save(picture.clone(), file_name(&charts, subject));
            }
        });
        html! { <button type="button" {onclick}>{ speech.page(words) }</button> }
    };
    html! {
        <section class="chart-figure" data-subject={name(*subject)}>
            <h2>{ with_names(&chart.finding) }</h2>
            <p class="chart-measure">{ &chart.measure }</p>
            <div class="chart-controls">
                { controls.clone() }
                if chart.picture.is_some() {
                    <div class="chart-files">
                        <button type="button" aria-pressed={as_table.to_string()} onclick={on_table}>
                            { speech.page(Page::ShowTable) }
                        </button>
                        { save(Page::SaveSvg, save_svg) }
                        { save(Page::SavePng, save_png) }
                    </div>
                }
            </div>
            if let Some(picture) = &chart.picture {
                if *as_table {
                    <ChartTable headings={chart.headings.clone()} rows={chart.rows.clone()} />
                } else {
                    <div class="chart-room">
                        // Safe: our own worker wrote every element of it, and `chart/backend.rs`
                        // escapes every text that comes from a file.
                        { Html::from_html_unchecked(picture.svg.clone().into()) }
                        <ChartMarks charts={charts.clone()} subject={*subject} on={on.clone()} />
                    </div>
                }
            }
        </section>
    }
}

/// The chart of a subject.
pub(super) fn chart(charts: &Charts, subject: Subject) -> &Chart {
    match subject {
        Subject::Trend => &charts.trend,
        Subject::Credits => &charts.credits,
    }
}

/// Its picture, if anything is drawn.
pub(super) fn chart_of(charts: &Charts, subject: Subject) -> Option<&Picture> {
    chart(charts, subject).picture.as_ref()
}

/// How ids and classes call it.
pub(super) fn name(subject: Subject) -> &'static str {
    match subject {
        Subject::Trend => "trend",
        Subject::Credits => "credits",
    }
}

fn file_name(charts: &Charts, subject: Subject) -> String {
    let what = match (subject, charts.wish.unit) {
        (Subject::Credits, _) => "credits",
        (Subject::Trend, Unit::Time) => "time-used",
        (Subject::Trend, Unit::Percent) => "percent",
    };
    format!("sla-{what}")
}

fn save_svg(picture: Picture, name: String) {
    if let Some(file) = image::svg_file(&coloured(&picture, 1)) {
        download::download(&file, &format!("{name}.svg"));
    }
}

fn save_png(picture: Picture, name: String) {
    spawn_local(async move {
        let (width, height) = (picture.width * TIMES, picture.height * TIMES);
        let file = image::png_file(&coloured(&picture, TIMES), width, height).await;
        if let Some(file) = file {
            download::download(&file, &format!("{name}.png"));
        }
    });
}
