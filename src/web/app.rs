//! The page with its worker: carries out what the state asks for, and shows the state.

use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::spawn_local;
use web_sys::Blob;
use yew::prelude::*;

use super::address::{Address, Aspect};
use super::agent::{Agent, Failure, Health, PATIENCE};
use super::browser::files::{Handle, Shelf};
use super::browser::focus::{FocusWatch, focus};
use super::browser::history::{self, Spot};
use super::browser::{document, download, fetch, media, print, session_store};
use super::desk::Desk;
use super::entry::Entry;
use super::envelope::Envelope;
use super::message::{Form, Known, Question, Sample, decode, encode};
use super::names::plain;
use super::screen::{RESULT, Screen};
use super::speech::Speech;
use super::state::{Action, Engine, Outcome, State, reduce};
use crate::format::words::Page;

/// Where the samples lie.
const SAMPLES: &str = "examples";
/// Where the file of all agreements lies.
const BUNDLE: &str = "agreements.json";
/// Narrower than this there is no room for the grid; as in the style sheets.
const NARROW: &str = "(width < 48em)";
/// Narrower than this a calculation opens over the report; as there.
const COVERED: &str = "(width < 64em)";
/// Under which name the tab keeps what files were at hand.
const KNOWN: &str = "sla-files";

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
    let state = use_reducer_eq(first);
    let on = use_memo((), |()| {
        let dispatcher = state.dispatcher();
        Callback::from(move |action| dispatcher.dispatch(action))
    });
    let on = (*on).clone();
    let shelf = use_mut_ref(Shelf::default);
    let desk = use_mut_ref(Desk::default);

    use_effect_with((), |()| document::set_language(Speech::default().language().tag()));
    use_title(&state, &speech);
    use_address(&state, &on);
    use_engine(&state, &on, &desk, &shelf);
    use_windows(&state, &on, &desk);
    use_samples(&state, &on, &shelf);
    use_quote(&state, &on, &desk);
    use_effect_with(on.clone(), |on| {
        let (narrow, covered) = (on.clone(), on.clone());
        let watches = [
            media::watch(NARROW, move |holds| narrow.emit(Action::Narrowed(holds))),
            media::watch(COVERED, move |holds| covered.emit(Action::Covered(holds))),
        ];
        move || drop(watches)
    });

    let on_files = use_callback(on.clone(), {
        let shelf = Rc::clone(&shelf);
        move |handles: Vec<Handle>, on| {
            on.emit(Action::Dragged(false));
            if !handles.is_empty() {
                on.emit(Action::FilesAdded(shelf.borrow_mut().put(handles)));
            }
        }
    });
    let as_of = state.account().map(|account| account.as_of_at.clone()).unwrap_or_default();
    let on_save = use_callback(as_of, move |form: Form, as_of| {
        let day = as_of.get(..10).unwrap_or_default();
        let name = format!("sla-report-{day}.{}", ending(form));
        let save = Callback::from(move |envelope: Envelope| {
            if let Some(blob) = envelope.enclosed.first().and_then(JsValue::dyn_ref::<Blob>) {
                download::download(blob, &name);
            }
        });
        let pending = desk.borrow().ask_with(&Question::Export(form), Vec::new(), save);
        let mut desk = desk.borrow_mut();
        desk.exports.retain(|(known, _)| *known != form);
        desk.exports.extend(pending.map(|pending| (form, pending)));
    });
    html! {
        <ContextProvider<Speech> context={(*speech).clone()}>
            <Screen state={(*state).clone()} {on} {on_files} {on_save} />
        </ContextProvider<Speech>>
    }
}

/// The page as its address has it, with the files that the tab noted.
fn first() -> State {
    let went = Action::Went(Address::parse(&history::hash()));
    let known = session_store::get(KNOWN).as_deref().and_then(decode).unwrap_or_default();
    [went, Action::FilesKnown(known)].into_iter().fold(State::default(), reduce)
}

/// The document is named for what it shows.
#[hook]
fn use_title(state: &State, speech: &Speech) {
    let account = state.account().filter(|_| !state.is_apart());
    let title = match account {
        Some(account) if state.address.aspect != Aspect::Report => {
            let name = match (&state.address.aspect, &state.incident) {
                (Aspect::Incident(id), Some(page)) if page.wish.id == *id => plain(&page.name),
                (Aspect::Contract(_), _) => speech.page(Page::Contract),
                _ => speech.page(Page::Incidents),
            };
            speech.page(Page::IncidentTitle { name: &name, title: &plain(&account.title) })
        }
        Some(account) => {
            let (verdict, title) = (account.verdict.clone(), plain(&account.title));
            speech.page(Page::DocumentTitle { verdict: &verdict, title: &title })
        }
        None if state.is_quote() => speech.page(Page::QuoteTitle),
        None => speech.page(Page::Title),
    };
    use_effect_with(title, |title| document::set_title(title));
}

/// Address and state follow each other; where on the page the reader is, and the keyboard, too.
#[hook]
fn use_address(state: &State, on: &Callback<Action>) {
    let told = use_mut_ref(|| None::<Address>);
    let spot = use_mut_ref(|| None::<Spot>);
    use_effect_with(on.clone(), {
        let (told, spot) = (Rc::clone(&told), Rc::clone(&spot));
        move |on| {
            let on = on.clone();
            let go = move || {
                let address = Address::parse(&history::hash());
                *told.borrow_mut() = Some(address.clone());
                *spot.borrow_mut() = history::spot();
                on.emit(Action::Went(address));
            };
            go();
            let listeners = history::attend(go);
            move || drop(listeners)
        }
    });
    use_effect_with((state.address.clone(), state.rewritten), move |(address, rewritten)| {
        let mut told = told.borrow_mut();
        match told.as_ref() {
            None => return,
            Some(before) if before == address => return,
            Some(before) if !rewritten && before.is_elsewhere(address) => {
                history::push(&address.hash())
            }
            Some(_) => history::replace(&address.hash()),
        }
        *told = Some(address.clone());
    });
    let only = state.wanted_grid().only;
    let settled = state.is_settled()
        && (!state.is_quote() || state.quoting.view.is_some())
        && match &state.outcome {
            Outcome::Report(_) if state.address.aspect != Aspect::Report => state.is_here(),
            Outcome::Report(_) if !state.is_apart() => {
                let grid = state.grid.as_ref();
                grid.is_some_and(|part| part.wish.only == only) && state.is_here()
            }
            _ => true,
        };
    let seen = use_mut_ref(|| None);
    use_effect_with((settled, state.address.clone(), only), move |(settled, address, only)| {
        let aspect = match &address.aspect {
            // Its places are on one screen.
            Aspect::Contract(_) => Aspect::Contract(String::new()),
            other => other.clone(),
        };
        let screen = Some((address.case.clone(), only.clone(), aspect));
        let before = seen.replace(screen.clone());
        if spot.borrow().is_some() {
            if *settled && let Some(spot) = spot.take() {
                history::restore(&spot);
            }
        } else if before.is_some() && before != screen {
            focus(RESULT);
            history::to_top();
        }
    });
    let keyboard = use_memo((), |()| FocusWatch::begin());
    use_effect(move || keyboard.recover(RESULT));
}

/// The engine runs, and answers what is to be found out.
#[hook]
fn use_engine(
    state: &State,
    on: &Callback<Action>,
    desk: &Rc<RefCell<Desk>>,
    shelf: &Rc<RefCell<Shelf>>,
) {
    let kept = use_mut_ref(|| None::<Entry>);
    use_effect_with((state.run, on.clone()), {
        let desk = Rc::clone(desk);
        move |(_, on)| {
            let on_health = on.reform(|health| Action::EngineIs(engine(&health)));
            // The old one ends before the new one starts.
            drop(desk.borrow_mut().agent.take());
            let agent = Agent::start(entry(kept), PATIENCE, on_health);
            desk.borrow_mut().agent = Some(agent);
        }
    });
    use_effect_with(state.kept_files(), {
        let shelf = Rc::clone(shelf);
        move |kept| shelf.borrow_mut().keep(kept)
    });
    use_effect_with((state.asked.clone(), state.run), {
        let (desk, shelf, on) = (Rc::clone(desk), Rc::clone(shelf), on.clone());
        move |(asked, _)| {
            let pending = asked.as_ref().and_then(|asked| {
                let enclosed = match asked.question {
                    Question::Open { .. } => shelf.borrow().contents(&asked.files),
                    _ => Vec::new(),
                };
                desk.borrow().ask(&asked.question, enclosed, on)
            });
            desk.borrow_mut().case = pending;
        }
    });
}

/// The parts of the report that are shown are asked for.
#[hook]
fn use_windows(state: &State, on: &Callback<Action>, desk: &Rc<RefCell<Desk>>) {
    // A report of other files is not asked about.
    let account = state.account().filter(|_| state.is_settled());
    let report = (account.cloned(), state.run);
    use_effect_with((report.clone(), state.wanted_grid()), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |((account, _), wish)| {
            let question = account.as_ref().map(|_| Question::Grid(wish.clone()));
            let pending = question.and_then(|it| desk.borrow().ask(&it, Vec::new(), on));
            desk.borrow_mut().grid = pending;
        }
    });
    use_effect_with((report.clone(), state.address.figure()), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |((account, _), figure)| {
            let question = account.as_ref().and(figure.clone()).map(Question::Calculation);
            let pending = question.and_then(|it| desk.borrow().ask(&it, Vec::new(), on));
            desk.borrow_mut().figure = pending;
        }
    });
    use_effect_with((report.clone(), state.wanted_otherwise()), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |((account, _), wish)| {
            let figure = wish.as_ref().map(|(figure, _)| figure.clone());
            let question = account.as_ref().and(figure).map(Question::Otherwise);
            let pending = question.and_then(|it| desk.borrow().ask(&it, Vec::new(), on));
            desk.borrow_mut().otherwise = pending;
        }
    });
    use_effect_with((report.clone(), state.wanted_incidents()), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |((account, _), wish)| {
            let question = account.as_ref().and(wish.clone()).map(Question::Incidents);
            let pending = question.and_then(|it| desk.borrow().ask(&it, Vec::new(), on));
            desk.borrow_mut().incidents = pending;
        }
    });
    use_effect_with((report.clone(), state.wanted_incident()), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |((account, _), wish)| {
            let question = account.as_ref().and(wish.clone()).map(Question::Incident);
            let pending = question.and_then(|it| desk.borrow().ask(&it, Vec::new(), on));
            desk.borrow_mut().incident = pending;
        }
    });
    use_effect_with((report.clone(), state.wanted_contract()), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |((account, _), from)| {
            let question = account.as_ref().and(*from).map(Question::Contract);
            let pending = question.and_then(|it| desk.borrow().ask(&it, Vec::new(), on));
            desk.borrow_mut().contract = pending;
        }
    });
    let more = state.print.as_ref().and_then(|print| print.next);
    use_effect_with((more, state.run), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |(more, _)| {
            let question = more.map(Question::Print);
            let pending = question.and_then(|it| desk.borrow().ask(&it, Vec::new(), on));
            desk.borrow_mut().print = pending;
        }
    });
    let ready = state.print.as_ref().is_some_and(|print| print.next.is_none());
    use_effect_with((ready, on.clone()), |(ready, on)| {
        let on = on.clone();
        // The sheets are in the document by now.
        let printing = ready.then(|| print::print(move || on.emit(Action::Printed)));
        move || drop(printing)
    });
    use_effect_with((report, state.wanted_charts()), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |((account, _), wish)| {
            let question = account.as_ref().and(wish.clone()).map(Question::Charts);
            let pending = question.and_then(|it| desk.borrow().ask(&it, Vec::new(), on));
            desk.borrow_mut().charts = pending;
        }
    });
}

/// Samples are listed and fetched; the names of own files outlive a reload.
#[hook]
fn use_samples(state: &State, on: &Callback<Action>, shelf: &Rc<RefCell<Shelf>>) {
    use_effect_with(on.clone(), |on| {
        let on = on.clone();
        spawn_local(async move {
            let text = fetch::text(&format!("{SAMPLES}/samples.json")).await;
            // Without a list there are no samples; the page works all the same.
            let samples = text.as_deref().and_then(decode).unwrap_or_default();
            on.emit(Action::SamplesListed(samples));
        });
    });
    use_effect_with((state.wants_agreements(), on.clone()), |(wanted, on)| {
        let on = on.clone();
        if *wanted {
            spawn_local(async move {
                let text = fetch::text(&format!("{SAMPLES}/contracts/index.json")).await;
                let listed: Vec<Sample> = text.as_deref().and_then(decode).unwrap_or_default();
                let agreements = listed.into_iter().map(Sample::of_agreements).collect();
                on.emit(Action::AgreementsListed(agreements));
            });
        }
    });
    use_effect_with(state.wanted_sample(), {
        let (shelf, on) = (Rc::clone(shelf), on.clone());
        move |wanted| match wanted.clone() {
            Some((Some(sample), _)) => spawn_local(fetch_sample(sample, shelf, on)),
            Some((None, id)) => on.emit(Action::SampleLost(id)),
            None => {}
        }
    });
    let own = state.sample.is_none() && !(state.files.is_empty() && state.undo.is_empty());
    let reported = (state.files == state.reported).then(|| state.account().cloned()).flatten();
    use_effect_with((own, state.files.clone(), reported), |(own, files, account)| {
        let digest = |place: usize| {
            let file = account.as_ref().and_then(|account| account.files.get(place));
            file.map(|file| file.sha256.clone()).unwrap_or_default()
        };
        let known = files.iter().enumerate().map(|(place, card)| Known {
            name: card.name.clone(),
            bytes: card.bytes,
            sha256: digest(place),
        });
        if *own {
            session_store::put(KNOWN, &encode(&known.collect::<Vec<_>>()));
        }
    });
}

/// The file of all agreements is fetched, and what they would pay is asked for.
#[hook]
fn use_quote(state: &State, on: &Callback<Action>, desk: &Rc<RefCell<Desk>>) {
    use_effect_with((state.wants_bundle(), on.clone()), {
        let desk = Rc::clone(desk);
        move |(wanted, on)| {
            let on = on.clone();
            if *wanted {
                spawn_local(async move {
                    let bundle = fetch::blob(BUNDLE).await;
                    let here = bundle.is_some();
                    desk.borrow_mut().agreements = bundle;
                    on.emit(Action::BundleCame(here));
                });
            }
        }
    });
    use_effect_with((state.wanted_quote(), state.run), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |(wish, _)| {
            let question = wish.clone().map(Question::Quote);
            let pending = question.and_then(|it| desk.borrow().ask_agreements(&it, on));
            desk.borrow_mut().quote = pending;
        }
    });
    use_effect_with((state.wanted_promise(), state.run), {
        let (desk, on) = (Rc::clone(desk), on.clone());
        move |(wish, _)| {
            let question = wish.clone().map(|(wish, it)| Question::QuoteCalculation(wish, it));
            let pending = question.and_then(|it| desk.borrow().ask_agreements(&it, on));
            desk.borrow_mut().quoted = pending;
        }
    });
}

/// What the engine is started from, fetched once.
async fn entry(kept: Rc<RefCell<Option<Entry>>>) -> Option<Entry> {
    let here = kept.borrow().clone();
    let entry = match here {
        Some(entry) => entry,
        None => Entry::fetch().await?,
    };
    *kept.borrow_mut() = Some(entry.clone());
    Some(entry)
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

async fn fetch_sample(sample: Sample, shelf: Rc<RefCell<Shelf>>, on: Callback<Action>) {
    let mut handles = Vec::new();
    for name in std::iter::once(&sample.contract).chain(&sample.incidents) {
        match fetch::blob(&format!("{SAMPLES}/{}/{name}", sample.id)).await {
            Some(content) => handles.push(Handle { name: name.clone(), content }),
            None => return on.emit(Action::SampleLost(sample.id)),
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
