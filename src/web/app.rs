//! The page with its worker: carries out what the state asks for, and shows the state.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;

use super::agent::{self, Agent, Failure, Health, PATIENCE, SCRIPT};
use super::browser::files::{Handle, Shelf};
use super::browser::{document, download, fetch};
use super::envelope::Envelope;
use super::message::{Answer, Form, Question, Sample, decode, encode};
use super::screen::Screen;
use super::speech::Speech;
use super::state::{Action, Engine, State, reduce};

/// Where the samples lie.
const SAMPLES: &str = "examples";

impl Reducible for State {
    type Action = Action;

    fn reduce(self: Rc<Self>, action: Action) -> Rc<Self> {
        Rc::new(reduce(Rc::unwrap_or_clone(self), action))
    }
}

/// The whole page.
#[component]
pub(super) fn App() -> Html {
    let speech = use_memo((), |()| Speech::default());
    let state = use_reducer_eq(State::default);
    let on = use_memo((), |()| {
        let dispatcher = state.dispatcher();
        Callback::from(move |action| dispatcher.dispatch(action))
    });
    let shelf = use_mut_ref(Shelf::default);
    let desk = use_mut_ref(Desk::default);

    use_effect_with((*speech).clone(), |speech| document::set_language(speech.language().tag()));
    use_effect_with((*on).clone(), |on| spawn_local(list_samples(on.clone())));
    use_effect_with((state.run, (*on).clone()), {
        let desk = Rc::clone(&desk);
        move |(_, on)| {
            let on_health = on.reform(|health| Action::EngineIs(engine(&health)));
            // The old one ends before the new one starts.
            drop(desk.borrow_mut().agent.take());
            let agent = Agent::start(SCRIPT, PATIENCE, on_health);
            desk.borrow_mut().agent = Some(agent);
        }
    });
    use_effect_with((state.asked.clone(), state.run), {
        let (desk, shelf, on) = (Rc::clone(&desk), Rc::clone(&shelf), (*on).clone());
        let files = state.files.clone();
        move |(asked, _)| {
            let pending = asked.as_ref().and_then(|asked| {
                let enclosed = match asked.question {
                    Question::Open { .. } => shelf.borrow_mut().keep(&files),
                    _ => Vec::new(),
                };
                desk.borrow().ask(&asked.question, enclosed, on.reform(Action::Answered))
            });
            desk.borrow_mut().case = pending;
        }
    });
    let figure = state.figure.as_ref().map(|figure| (figure.objective, figure.period));
    use_effect_with((figure, state.window().cloned(), state.run), {
        let (desk, on) = (Rc::clone(&desk), (*on).clone());
        move |(figure, ..)| {
            let pending = figure.and_then(|(objective, period)| {
                let question = Question::Calculation { objective, period };
                desk.borrow().ask(&question, Vec::new(), on.reform(Action::FigureWorked))
            });
            desk.borrow_mut().figure = pending;
        }
    });

    let wish = state.window().map(|window| (window.clone(), state.chart_wish.clone()));
    use_effect_with((wish, state.run, (*on).clone()), {
        let desk = Rc::clone(&desk);
        move |(wish, _, on)| {
            let wish = wish.as_ref().map(|(_, wish)| wish).filter(|wish| wish.width > 0);
            let pending = wish.and_then(|wish| {
                let question = Question::Charts(wish.clone());
                desk.borrow().ask(&question, Vec::new(), on.reform(Action::ChartsDrawn))
            });
            desk.borrow_mut().charts = pending;
        }
    });

    let on_files = use_callback((*on).clone(), {
        let shelf = Rc::clone(&shelf);
        move |handles: Vec<Handle>, on| {
            if !handles.is_empty() {
                on.emit(Action::FilesAdded(shelf.borrow_mut().put(handles)));
            }
        }
    });
    let on_sample = use_callback((*on).clone(), {
        let shelf = Rc::clone(&shelf);
        move |sample: Sample, on| {
            on.emit(Action::SampleChosen(sample.title.clone()));
            spawn_local(fetch_sample(sample, Rc::clone(&shelf), on.clone()));
        }
    });
    let as_of = state.as_of.draft.clone();
    let on_save = use_callback(as_of, move |form: Form, as_of| {
        let day = as_of.get(..10).unwrap_or_default();
        let name = format!("sla-report-{day}.{}", ending(form));
        let save = Callback::from(move |envelope: Envelope| {
            if let Some(blob) = envelope.enclosed.first().and_then(JsValue::dyn_ref::<Blob>) {
                download::download(blob, &name);
            }
        });
        let pending = desk.borrow().ask_with(&Question::Export(form), Vec::new(), save);
        desk.borrow_mut().export = pending;
    });
    html! {
        <ContextProvider<Speech> context={(*speech).clone()}>
            <Screen state={(*state).clone()} on={(*on).clone()} {on_files} {on_sample} {on_save} />
        </ContextProvider<Speech>>
    }
}

/// The worker, and what was asked of it and may still be answered.
#[derive(Default)]
struct Desk {
    agent: Option<Agent>,
    case: Option<agent::Question>,
    figure: Option<agent::Question>,
    charts: Option<agent::Question>,
    export: Option<agent::Question>,
}

impl Desk {
    fn ask(
        &self,
        question: &Question,
        enclosed: Vec<Blob>,
        on_answer: Callback<Answer>,
    ) -> Option<agent::Question> {
        let hear = move |envelope: Envelope| {
            if let Some(answer) = decode(&envelope.text) {
                on_answer.emit(answer);
            }
        };
        self.ask_with(question, enclosed, Callback::from(hear))
    }

    fn ask_with(
        &self,
        question: &Question,
        enclosed: Vec<Blob>,
        on_answer: Callback<Envelope>,
    ) -> Option<agent::Question> {
        let enclosed = enclosed.into_iter().map(JsValue::from).collect();
        self.agent.as_ref().map(|agent| agent.ask(encode(question), enclosed, on_answer))
    }
}

fn engine(health: &Health) -> Engine {
    match health {
        Health::Starting => Engine::Starting,
        Health::Ready => Engine::Ready,
        Health::Failed(Failure::Refused | Failure::Silent) => Engine::NotStarted,
        Health::Failed(Failure::OtherBuild(_)) => Engine::OtherBuild,
        Health::Failed(Failure::Died(_)) => Engine::Stopped,
    }
}

async fn list_samples(on: Callback<Action>) {
    let text = fetch::text(&format!("{SAMPLES}/samples.json")).await;
    // Without a list there are no samples; the page works all the same.
    if let Some(samples) = text.as_deref().and_then(decode) {
        on.emit(Action::SamplesListed(samples));
    }
}

async fn fetch_sample(sample: Sample, shelf: Rc<RefCell<Shelf>>, on: Callback<Action>) {
    let mut handles = Vec::new();
    for name in std::iter::once(&sample.contract).chain(&sample.incidents) {
        match fetch::blob(&format!("{SAMPLES}/{}/{name}", sample.id)).await {
            Some(content) => handles.push(Handle { name: name.clone(), content }),
            None => return on.emit(Action::SampleLost(sample.title)),
        }
    }
    let cards = shelf.borrow_mut().put(handles);
    on.emit(Action::SampleFetched(sample, cards));
}

fn ending(form: Form) -> &'static str {
    match form {
        Form::Csv => "csv",
        Form::Json => "json",
    }
}
