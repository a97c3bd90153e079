//! A picture with what it finds, its table and its files.

use wasm_bindgen_futures::spawn_local;
use yew::prelude::*;

use super::chart_marks::ChartMarks;
use super::chart_table::ChartTable;
use super::drawn::Drawn;
use crate::format::words::Page;
use crate::web::browser::{download, image};
use crate::web::coloured::coloured;
use crate::web::message::Picture;
use crate::web::speech::{use_speech, with_short_names};
use crate::web::state::Action;

/// Pixels of a saved picture for each of its own.
const TIMES: u32 = 2;

/// Which picture, what is drawn, and who hears of a mark that is opened.
#[derive(Properties, PartialEq)]
pub(crate) struct ChartFigureProps {
    pub(crate) drawn: Drawn,
    /// What the reader can choose of it.
    #[prop_or_default]
    pub(crate) controls: Html,
    pub(crate) on: Callback<Action>,
}

/// The finding, the measure, and the picture or its table.
#[component]
pub(crate) fn ChartFigure(props: &ChartFigureProps) -> Html {
    let speech = use_speech();
    let ChartFigureProps { drawn, controls, on } = props;
    let as_table = use_state_eq(|| false);
    let on_table = {
        let as_table = as_table.clone();
        Callback::from(move |_: MouseEvent| as_table.set(!*as_table))
    };
    let save = |words: Page<'_>, save: fn(Picture, String)| {
        let drawn = drawn.clone();
        let onclick = Callback::from(move |_: MouseEvent| {
            if let Some(picture) = drawn.picture() {
                save(picture.clone(), drawn.file_name());
            }
        });
        html! { <button type="button" {onclick}>{ speech.page(words) }</button> }
    };
    let table = || {
        let (headings, rows) = drawn.table(&speech);
        html! { <ChartTable {headings} {rows} /> }
    };
    html! {
        <section class="chart-figure" data-subject={drawn.name()}>
            <h2>{ with_short_names(drawn.finding()) }</h2>
            if drawn.picture().is_some() {
                <p class="chart-measure">{ drawn.measure(&speech) }</p>
            }
            <div class="chart-controls">
                { controls.clone() }
                if drawn.picture().is_some() {
                    <div class="chart-files">
                        <button type="button" aria-pressed={as_table.to_string()} onclick={on_table}>
                            { speech.page(Page::ShowTable) }
                        </button>
                        { save(Page::SaveSvg, save_svg) }
                        { save(Page::SavePng, save_png) }
                    </div>
                }
            </div>
            if let Some(picture) = drawn.picture() {
                if *as_table {
                    { table() }
                } else {
                    <div class="chart-room">
                        // Safe: our own worker wrote every element of it, and `chart/backend.rs`
                        // escapes every text that comes from a file.
                        { Html::from_html_unchecked(picture.svg.clone().into()) }
                        <ChartMarks drawn={drawn.clone()} on={on.clone()} />
                    </div>
                }
            }
        </section>
    }
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
