//! What the page shows of a state.

use yew::prelude::*;

use super::browser::files::Handle;
use super::browser::focus::focus;
use super::components::account::Account;
use super::components::as_of::AsOfForm;
use super::components::case_files::CaseFiles;
use super::components::chart_marks::mark_id;
use super::components::engine_notice::EngineNotice;
use super::components::fault_list::FaultGroups;
use super::components::masthead::Masthead;
use super::components::notice::{Notice, Tone};
use super::components::start::Start;
use super::components::worked_panel::WorkedPanel;
use super::hooks::use_window_drop;
use super::message::{Form, Sample};
use super::speech::{Speech, use_speech};
use super::state::{Action, Fetch, Outcome, State};
use crate::format::statement;
use crate::format::words::{Page, Phrase};

/// What the screen is told, and whom it tells.
#[derive(Properties, PartialEq)]
pub struct ScreenProps {
    /// The state to show.
    pub state: State,
    /// Hears every action.
    pub on: Callback<Action>,
    /// Hears of files that were dropped or chosen.
    pub on_files: Callback<Vec<Handle>>,
    /// Hears of a sample that was chosen.
    pub on_sample: Callback<Sample>,
    /// Hears that the report is to be saved.
    pub on_save: Callback<Form>,
}

/// The whole screen.
#[component]
pub fn Screen(props: &ScreenProps) -> Html {
    let speech = use_speech();
    let ScreenProps { state, on, on_files, on_sample, .. } = props;
    let on_drag = use_callback(on.clone(), |dragging, on| on.emit(Action::Dragged(dragging)));
    use_window_drop(on_drag, on_files.clone());
    let skip = Callback::from(|event: MouseEvent| {
        event.prevent_default(); // the address stays as it is
        focus(RESULT);
    });
    let on_close = on.reform(|_: MouseEvent| Action::FilesCleared);
    let on_restart = on.reform(|()| Action::EngineRestarted);
    let on_figure_closed = use_callback((on.clone(), opener(state)), |(), (on, opener)| {
        on.emit(Action::FigureClosed);
        if let Some(opener) = opener {
            focus(opener);
        }
    });
    let frame = classes!("frame", state.figure.as_ref().map(|_| "with-panel"));
    html! {
        <div class={classes!("screen", state.dragging.then_some("dragging"))}
            data-engine={format!("{:?}", state.engine)}>
            <a class="skip" href="#result" onclick={skip}>{ speech.page(Page::Skip) }</a>
            <Masthead on_close={(!state.files.is_empty()).then_some(on_close)} />
            <EngineNotice engine={state.engine} {on_restart} />
            { banner(&speech, state) }
            <div class={frame}>
                <main id={RESULT} tabindex="-1" aria-busy={state.asked.is_some().to_string()}>
                    if state.files.is_empty() {
                        <Start samples={state.samples.clone()} fetch={state.fetch.clone()}
                            on_files={on_files.clone()} on_sample={on_sample.clone()} />
                    } else {
                        { outcome(&speech, props) }
                        <CaseFiles files={state.files.clone()} window={state.window().cloned()}
                            on_files={on_files.clone()} on_remove={on.reform(Action::FileRemoved)} />
                    }
                </main>
                if let Some(figure) = &state.figure {
                    <WorkedPanel worked={figure.worked.clone()} on_close={on_figure_closed} />
                }
            </div>
            if !state.files.is_empty() {
                <footer class="foot"><p>{ speech.page(Page::Privacy) }</p></footer>
            }
            <p class="unseen" role="status">{ announcement(&speech, state) }</p>
        </div>
    }
}

/// The id of the part that the skip link leads to.
const RESULT: &str = "result";

/// The id of a figure's cell.
pub(super) fn figure_id(objective: u32, period: u32) -> String {
    format!("figure-{objective}-{period}")
}

/// The cell of the grid whose calculation is open.
fn place(state: &State) -> Option<(u32, u32)> {
    let figure = state.figure.as_ref().filter(|figure| figure.subject.is_none());
    figure.map(|figure| (figure.objective, figure.period))
}

/// The id of what opened the calculation.
fn opener(state: &State) -> Option<String> {
    state.figure.as_ref().map(|figure| match figure.subject {
        Some(subject) => mark_id(subject, figure.period),
        None => figure_id(figure.objective, figure.period),
    })
}

fn banner(speech: &Speech, state: &State) -> Html {
    if !state.is_sample {
        return Html::default();
    }
    html! { <Notice tone={Tone::Risk}>{ speech.page(Page::SampleBanner) }</Notice> }
}

fn outcome(speech: &Speech, props: &ScreenProps) -> Html {
    let ScreenProps { state, on, on_save, .. } = props;
    match &state.outcome {
        Outcome::Nothing => html! {
            <p class="waiting">{ state.asked.as_ref().map(|_| speech.page(Page::Working)) }</p>
        },
        Outcome::Report(window) => html! {
            <Account window={window.clone()} as_of={state.as_of.clone()}
                working={state.asked.is_some()} opened={place(state)}
                chart_wish={state.chart_wish.clone()} charts={state.charts.clone()}
                on={on.clone()} on_save={on_save.clone()} />
        },
        Outcome::Faults(faults) => html! {
            <>
                <h1 class="verdict">{ speech.say(&Phrase::Stopped { errors: faults.errors }) }</h1>
                <FaultGroups faults={faults.clone()} />
                // There was a report before: its instant may be what is wrong.
                if !state.as_of.draft.is_empty() {
                    { as_of_alone(props) }
                }
            </>
        },
        Outcome::AsOfMissing => html! {
            <>
                <h1 class="verdict">{ speech.page(Page::AsOfMissing) }</h1>
                { as_of_alone(props) }
            </>
        },
        Outcome::Unreadable(name) => html! {
            <Notice tone={Tone::Breach}>{ speech.page(Page::Unreadable(name)) }</Notice>
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
    if matches!(state.fetch, Some(Fetch::Running(_))) {
        return speech.page(Page::Fetching);
    }
    if state.asked.is_some() {
        return speech.page(Page::Working);
    }
    match &state.outcome {
        Outcome::Report(window) => statement(speech.language(), &window.report).verdict,
        Outcome::Faults(faults) => speech.say(&Phrase::Stopped { errors: faults.errors }),
        Outcome::AsOfMissing => speech.page(Page::AsOfMissing),
        Outcome::Unreadable(name) => speech.page(Page::Unreadable(name)),
        Outcome::Nothing => String::new(),
    }
}
