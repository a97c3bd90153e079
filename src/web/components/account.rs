//! The statement of account: verdict, sums, every figure, and what they rest on.

use yew::prelude::*;

use super::as_of::AsOfForm;
use super::change_note::ChangeNote;
use super::charts::ChartList;
use super::commitments::CommitmentList;
use super::coverage::CoverageLine;
use super::credits::CreditStatement;
use super::fine_print::FinePrint;
use super::key_figures::KeyFigures;
use super::periods::Periods;
use super::print_sheets::PrintSheets;
use super::rights::Rights;
use crate::format::words::{Heading, Page};
use crate::web::address::Aspect;
use crate::web::message::{Account, Form};
use crate::web::shared::Shared;
use crate::web::speech::{use_speech, with_names};
use crate::web::state::{Action, State};

/// The report and all that is shown of it, and who hears what the reader wants.
#[derive(Properties, PartialEq)]
pub(crate) struct AccountPageProps {
    pub(crate) account: Shared<Account>,
    pub(crate) state: State,
    pub(crate) on: Callback<Action>,
    pub(crate) on_save: Callback<Form>,
}

/// The whole report.
#[component]
pub(crate) fn AccountPage(props: &AccountPageProps) -> Html {
    let speech = use_speech();
    let AccountPageProps { account, state, on, on_save } = props;
    let save = |form: Form, words: Page<'_>| {
        let onclick = on_save.reform(move |_: MouseEvent| form);
        html! { <button type="button" {onclick}>{ speech.page(words) }</button> }
    };
    let opened = state.address.figure().filter(|_| state.subject.is_none());
    let source = account.proposed.as_ref().map(|proposal| proposal.source.clone());
    let contract = state.address.of_aspect(Aspect::Contract(String::new()));
    html! {
        <article class="account">
            <header class="account-head">
                <p class="account-title">{ with_names(&account.title) }</p>
                <p class="account-label">
                    if let Some(parties) = &account.parties {
                        <span>{ with_names(parties) }</span>
                    }
                    <span>{ &account.as_of }</span>
                    <a class="account-contract" href={contract}>{ speech.page(Page::ReadContract) }</a>
                </p>
                <h1 class="verdict">{ &account.verdict }</h1>
                <p class="lede">{ account.lede.join(" ") }</p>
                if let Some(amended) = account.amendments.last() {
                    <p class="account-note">{ with_names(amended) }</p>
                }
                if let Some(note) = &account.note {
                    <p class="account-note">
                        <strong>{ speech.heading(Heading::Note) }</strong>{ " " }{ with_names(note) }
                    </p>
                }
                if let Some(change) = &account.change {
                    <ChangeNote change={change.clone()} />
                }
            </header>
            <p class="print-hint">{ speech.page(Page::PrintHint) }</p>
            <KeyFigures account={account.clone()} address={state.address.clone()} />
            if let Some(coverage) = &account.coverage {
                <CoverageLine coverage={coverage.clone()} address={state.address.clone()} />
            }
            <div class="account-controls">
                <AsOfForm as_of={state.as_of.clone()} {source} zone={Some(account.zone.clone())}
                    on_write={on.reform(Action::AsOfWritten)}
                    on_choose={on.reform(|()| Action::AsOfChosen)} />
                <div class="account-save">
                    { save(Form::Csv, Page::SaveCsv) }{ save(Form::Json, Page::SaveJson) }
                    <button type="button" onclick={on.reform(|_: MouseEvent| Action::PrintWanted)}>
                        { speech.page(Page::Print) }
                    </button>
                </div>
            </div>
            <Periods part={state.grid.clone()} {opened} filter={state.address.filter.clone()}
                on={on.clone()} />
            if state.grid.as_ref().is_some_and(|grid| grid.left_objectives > 0) {
                <ChartList wish={state.chart_wish.clone()} charts={state.charts.clone()} on={on.clone()} />
            }
            if let Some(print) = state.print.as_ref().filter(|print| print.next.is_none()) {
                <PrintSheets sheets={Shared::from(print.sheets.clone())} />
            }
            if state.is_whole() {
                if let Some(credits) = &account.credits {
                    <CreditStatement credits={credits.clone()} address={state.address.clone()} />
                }
                if !account.rights.is_empty() {
                    <Rights rights={account.rights.clone()} />
                }
                if let Some(commitments) = &account.commitments {
                    <CommitmentList commitments={commitments.clone()} />
                }
                <FinePrint account={account.clone()} address={state.address.clone()} />
            }
        </article>
    }
}
