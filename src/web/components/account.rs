//! The statement of account: verdict, sums, every figure, and what they rest on.

use yew::prelude::*;

use super::as_of::AsOfForm;
use super::charts::ChartList;
use super::fine_print::FinePrint;
use super::grid::Grid;
use crate::format::statement;
use crate::format::words::{Heading, Page};
use crate::web::message::{ChartWish, Charts, Form, Span, Window};
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_names};
use crate::web::state::{Action, AsOf};

/// The report, and who hears what the reader wants of it.
#[derive(Properties, PartialEq)]
pub(crate) struct AccountProps {
    pub(crate) window: Shared<Window>,
    pub(crate) as_of: AsOf,
    pub(crate) working: bool,
    pub(crate) chart_wish: ChartWish,
    pub(crate) charts: Option<Shared<Charts>>,
    /// The figure of the grid whose calculation is open.
    pub(crate) opened: Option<(u32, u32)>,
    pub(crate) on: Callback<Action>,
    pub(crate) on_save: Callback<Form>,
}

/// The whole report.
#[component]
pub(crate) fn Account(props: &AccountProps) -> Html {
    let speech = use_speech();
    let AccountProps { window, as_of, working, chart_wish, charts, opened, on, on_save } = props;
    let report = &window.report;
    let told = use_memo((window.clone(), speech.clone()), |(window, speech)| {
        Shared::from(statement(speech.language(), &window.report))
    });
    let save = |form: Form, words: Page<'_>| {
        let onclick = on_save.reform(move |_: MouseEvent| form);
        html! { <button type="button" {onclick}>{ speech.page(words) }</button> }
    };
    let on_open = use_callback(on.clone(), |(objective, period): (u32, u32), on| {
        on.emit(Action::FigureOpened(objective, period));
    });
    let on_move = use_callback(on.clone(), |(objectives, periods): (Span, Span), on| {
        on.emit(Action::WindowMoved(objectives, periods));
    });
    let source = window.proposed.as_ref().map(|proposal| proposal.source.clone());
    html! {
        <article class="account">
            <header class="account-head">
                <p class="account-title">{ with_names(&told.title) }</p>
                <p class="account-label">
                    if let Some(parties) = &told.parties {
                        <span>{ with_names(parties) }</span>
                    }
                    <span>{ &told.as_of }</span>
                </p>
                <h1 class="verdict">{ &told.verdict }</h1>
                <p class="lede">{ told.lede.join(" ") }</p>
                if let Some(note) = &report.agreement.note {
                    <p class="account-note">
                        <strong>{ speech.heading(Heading::Note) }</strong>{ " " }{ with_names(note) }
                    </p>
                }
            </header>
            <div class="account-controls">
                <AsOfForm as_of={as_of.clone()} {source}
                    zone={Some(report.agreement.time_zone.clone())}
                    on_write={on.reform(Action::AsOfWritten)}
                    on_choose={on.reform(|()| Action::AsOfChosen)} />
                <p class="working" aria-hidden="true">
                    { working.then(|| speech.page(Page::Working)) }
                </p>
                <div class="account-save">
                    { save(Form::Csv, Page::SaveCsv) }{ save(Form::Json, Page::SaveJson) }
                </div>
            </div>
            <Grid window={window.clone()} opened={*opened} {on_open} {on_move} />
            <ChartList wish={chart_wish.clone()} charts={charts.clone()} on={on.clone()} />
            <FinePrint window={window.clone()} told={(*told).clone()} />
        </article>
    }
}
