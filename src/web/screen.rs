//! What the page shows of a state.

use gloo::timers::callback::Timeout;
use yew::prelude::*;

use super::address::{Address, Aspect, Case};
use super::browser::files::Handle;
use super::browser::focus::focus;
use super::browser::history;
use super::components::account::AccountPage;
use super::components::as_of::AsOfForm;
use super::components::case_files::CaseFiles;
use super::components::chart_marks::mark_id;
use super::components::contract_choice::ContractChoice;
use super::components::contract_screen::ContractScreen;
use super::components::engine_notice::EngineNotice;
use super::components::fault_list::FaultGroups;
use super::components::grid::place_of;
use super::components::grid_row::figure_id;
use super::components::incident_list::IncidentList;
use super::components::incident_screen::IncidentScreen;
use super::components::known_files::KnownFiles;
use super::components::masthead::{Masthead, Way};
use super::components::notices::{Notices, trouble_words};
use super::components::objective_page::ObjectivePage;
use super::components::progress::progress;
use super::components::quote::Quote;
use super::components::quote_table::promise_id;
use super::components::start::Start;
use super::components::worked_panel::WorkedPanel;
use super::hooks::use_window_drop;
use super::message::{Form, GridLine, GridPart};
use super::names::plain;
use super::shared::Shared;
use super::speech::{Speech, use_speech};
use super::state::{Action, FileCard, Outcome, State};
use crate::format::words::Page;

/// What the screen is told, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct ScreenProps {
    /// The state to show.
    pub state: State,
    /// Hears every action.
    pub on: Callback<Action>,
    /// Hears of files that were dropped or chosen.
    pub on_files: Callback<Vec<Handle>>,
    /// Hears that the report is to be saved.
    pub on_save: Callback<Form>,
}

/// The whole screen.
#[component]
pub fn Screen(props: &ScreenProps) -> Html {
    let speech = use_speech();
    let ScreenProps { state, on, on_files, .. } = props;
    let on_drag = use_callback(on.clone(), |dragging, on| on.emit(Action::Dragged(dragging)));
    use_window_drop(on_drag, on_files.clone());
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default(); // the address stays as it is
        focus(RESULT);
    });
    let on_restart = on.reform(|()| Action::EngineRestarted);
    let closing = (on.clone(), opener(state), state.address.case.clone());
    let on_figure_closed = use_callback(closing, |(), (on, opener, case)| {
        let is_closed = |it: &Address| it.period.is_none() && it.quote.promise.is_none();
        if history::goes_back(|before| before.case == *case && is_closed(&before)) {
            return;
        }
        on.emit(match case {
            Case::Quote => Action::PromiseOpened(None),
            _ => Action::FigureClosed,
        });
        if let Some(opener) = opener.clone() {
            // Once the report is there again to be focused.
            Timeout::new(0, move || focus(&opener)).forget();
        }
    });
    let start = state.shows_start();
    let quote = state.is_quote();
    let waiting = !start && !quote && state.is_waiting();
    let figure = state.account().and(state.address.figure()).filter(|_| !start && !waiting);
    let worked = if quote { &state.quoting.worked } else { &state.worked };
    let is_worked = figure.is_some() || state.promise().is_some();
    // What a calculation covers cannot be reached under it.
    let behind = is_worked && state.covered;
    let frame = classes!("frame", is_worked.then_some("with-panel"));
    html! {
        <div class={classes!("screen", state.dragging.then_some("dragging"))}
            data-engine={format!("{:?}", state.engine)}>
            <div class="behind" inert={behind}>
            <a class="skip" href="#result" onclick={skip}>{ speech.page(Page::Skip) }</a>
            <Masthead ways={ways(&speech, state)} />
            <EngineNotice engine={state.engine} {on_restart} />
            <Notices state={state.clone()} on={on.clone()} />
            if state.asked.is_some() && !waiting {
                { progress(&speech, state, on) }
            }
            </div>
            <div class={frame}>
                <main id={RESULT} tabindex="-1" aria-busy={state.asked.is_some().to_string()}>
                    <div class="behind" inert={behind}>
                    if quote {
                        <Quote state={state.clone()} on={on.clone()} />
                    } else if start {
                        <Start samples={state.samples.clone()} on_files={on_files.clone()}
                            agreements={state.agreements.clone()} asked={state.agreements_asked}
                            on_agreements={props.on.reform(|()| Action::AgreementsAsked)} />
                    } else if waiting {
                        <div class="waiting">
                            <h1 class="unseen">{ speech.page(Page::Working) }</h1>
                            { progress(&speech, state, on) }
                        </div>
                    } else {
                        { report(&speech, props) }
                    }
                    </div>
                </main>
                if is_worked {
                    <WorkedPanel worked={worked.clone()} tries={!quote} lost={state.engine.is_lost()}
                        alone={behind} on_close={on_figure_closed}
                        otherwise={state.otherwise.clone()} trying={state.trying}
                        on={props.on.clone()} />
                }
            </div>
            if !start && !waiting && state.is_whole() {
                <footer class="foot"><p>{ speech.page(Page::Privacy) }</p></footer>
            }
            <p class="unseen" role="status">{ announcement(&speech, state) }</p>
        </div>
    }
}

/// The id of the part that the skip link leads to.
pub(super) const RESULT: &str = "result";

/// The ways to the report of the files at hand, to its agreement and to its incidents.
fn ways(speech: &Speech, state: &State) -> Vec<Way> {
    let case = match &state.sample {
        Some(id) => Case::Sample(id.clone()),
        None => Case::Files,
    };
    let way = |words, address, is_here| Way { words: speech.page(words), address, is_here };
    let any = !(state.files.is_empty() && state.noted.is_empty());
    if state.is_apart() {
        let report = Address { case, ..Address::default() }.hash();
        return any.then(|| way(Page::ToReport, report, false)).into_iter().collect();
    }
    if state.account().is_none() {
        return Vec::new();
    }
    let of = |aspect| state.address.of_aspect(aspect);
    let aspect = &state.address.aspect;
    let contract = matches!(aspect, Aspect::Contract(_));
    let incidents = matches!(aspect, Aspect::Incidents | Aspect::Incident(_));
    vec![
        way(Page::ToReport, of(Aspect::Report), *aspect == Aspect::Report),
        way(Page::Contract, of(Aspect::Contract(String::new())), contract),
        way(Page::Incidents, of(Aspect::Incidents), incidents),
    ]
}

/// The id of what opened the calculation.
fn opener(state: &State) -> Option<String> {
    if let Some(promise) = state.promise() {
        return Some(promise_id(promise));
    }
    let figure = state.address.figure()?;
    if let Some(subject) = state.subject {
        return Some(mark_id(subject, &figure.period));
    }
    let (objective, period) = place_of(state.grid.as_ref()?, Some(&figure))?;
    Some(figure_id(objective, period))
}

/// The report of the files at hand, or why there is none; and the files.
fn report(speech: &Speech, props: &ScreenProps) -> Html {
    let ScreenProps { state, on, on_files, .. } = props;
    if !state.missing().is_empty() {
        return html! {
            <KnownFiles known={state.known.clone()} files={state.files.clone()}
                on_files={on_files.clone()} on_without={on.reform(|()| Action::KnownForgotten)} />
        };
    }
    if let (Some(_), Some(screen)) = (state.account(), beside(state, on)) {
        return screen;
    }
    if let Some(part) = alone(state) {
        return html! {
            <ObjectivePage part={part.clone()} opened={state.address.figure()}
                charts={state.charts.clone()} on={on.clone()} />
        };
    }
    let account = state.account().filter(|_| state.files == state.reported).cloned();
    html! {
        <>
            { outcome(speech, props) }
            if state.is_whole() {
                <CaseFiles files={state.files.clone()} {account} on={on.clone()}
                    on_files={on_files.clone()} />
            }
        </>
    }
}

/// The screen of the agreement, of the incidents, or of one of them, where that is looked at.
fn beside(state: &State, on: &Callback<Action>) -> Option<Html> {
    let address = state.address.clone();
    match &state.address.aspect {
        Aspect::Report => None,
        Aspect::Contract(_) => {
            let title = state.account()?.title.clone();
            Some(html! { <ContractScreen part={state.agreement.clone()} {title} {address} /> })
        }
        Aspect::Incidents => Some(html! {
            <IncidentList part={state.incidents.clone()} {address} on={on.clone()} />
        }),
        Aspect::Incident(id) => {
            let page = state.incident.clone().filter(|page| page.wish.id == *id);
            Some(html! { <IncidentScreen {page} {address} on={on.clone()} /> })
        }
    }
}

/// The part of the grid that has the objective alone that is looked at, where there is no room for
/// all.
fn alone(state: &State) -> Option<&Shared<GridPart>> {
    state.address.objective.as_ref().filter(|_| state.narrow)?;
    let part = state.grid.as_ref().filter(|_| state.account().is_some())?;
    (part.wish.only.is_some() && !part.lines.is_empty()).then_some(part)
}

fn outcome(speech: &Speech, props: &ScreenProps) -> Html {
    let ScreenProps { state, on, on_save, .. } = props;
    match &state.outcome {
        Outcome::Nothing => html! { <h1 class="verdict">{ speech.page(Page::NothingYet) }</h1> },
        Outcome::Report(account) => html! {
            <AccountPage account={account.clone()} state={state.clone()} on={on.clone()}
                on_save={on_save.clone()} />
        },
        Outcome::Faults(faults) => html! {
            <>
                <h1 class="verdict">{ &faults.headline }</h1>
                <FaultGroups faults={faults.clone()} />
                // There was a report before: its instant may be what is wrong.
                if !state.as_of.draft.is_empty() {
                    { as_of_alone(props) }
                }
            </>
        },
        Outcome::Contracts(keys) => {
            let cards = state.files.iter().filter(|card| keys.contains(&card.key));
            html! {
                <ContractChoice contracts={cards.cloned().collect::<Vec<FileCard>>()}
                    on_choose={on.reform(Action::ContractChosen)} />
            }
        }
        Outcome::AsOfMissing => html! {
            <>
                <h1 class="verdict">{ speech.page(Page::AsOfMissing) }</h1>
                { as_of_alone(props) }
            </>
        },
    }
}

/// The field of the instant where there is no report.
fn as_of_alone(props: &ScreenProps) -> Html {
    let ScreenProps { state, on, .. } = props;
    html! {
        <AsOfForm as_of={state.as_of.clone()} source={None::<String>} zone={None::<String>}
            on_write={on.reform(Action::AsOfWritten)}
            on_choose={on.reform(|()| Action::AsOfChosen)} />
    }
}

/// What a screen reader says when it changes.
fn announcement(speech: &Speech, state: &State) -> String {
    if state.is_quote() {
        return match &state.quoting.view {
            Some(view) => view.found.clone(),
            None => speech.page(Page::FetchingAgreements),
        };
    }
    if state.is_fetching() {
        return speech.page(Page::Fetching);
    }
    if state.asked.is_some() {
        return speech.page(Page::Working);
    }
    if let Some(trouble) = &state.trouble {
        return plain(&speech.page(trouble_words(trouble, state.account().is_some())));
    }
    if state.is_apart() {
        return String::new();
    }
    if let Some(GridLine::Objective(row)) = alone(state).and_then(|part| part.lines.first()) {
        return plain(&row.name);
    }
    match (&state.address.aspect, &state.incident) {
        (Aspect::Contract(_), _) if state.account().is_some() => {
            return speech.page(Page::Contract);
        }
        (Aspect::Incidents, _) if state.account().is_some() => return speech.page(Page::Incidents),
        (Aspect::Incident(id), Some(page)) if page.wish.id == *id => return plain(&page.name),
        _ => {}
    }
    match &state.outcome {
        Outcome::Report(account) => account.verdict.clone(),
        Outcome::Faults(faults) => faults.headline.clone(),
        Outcome::Contracts(_) => speech.page(Page::WhichContract),
        Outcome::AsOfMissing => speech.page(Page::AsOfMissing),
        Outcome::Nothing => String::new(),
    }
}
