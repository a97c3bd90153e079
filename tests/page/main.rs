//! The page's state, its messages and its windows, as far as they need no browser.

mod amended;
mod contract;
mod credits;
mod document;
mod files;
mod incidents;
mod message;
mod pictures;
mod quote;
mod state;
mod windows;

use sla_calculator::evaluate::Input;
use sla_calculator::format::words::English;
use sla_calculator::web::message::{Account, Answer, FigureId, Question, Sample};
use sla_calculator::web::session::Session;
use sla_calculator::web::state::{Action, FileCard, State, reduce};

const CONTRACT: &str = include_str!("../../examples/managed-services/contract.json");
const INCIDENTS: &str = include_str!("../../examples/managed-services/incidents.json");
const AS_OF: &str = "2026-07-10T08:00:00Z";

/// The answer of a session to opening files.
fn open(session: &mut Session, files: &[(&str, &str)], as_of: Option<&str>) -> Answer {
    open_with(session, files, None, as_of)
}

/// The same, with the position of the contract that was chosen.
fn open_with(
    session: &mut Session,
    files: &[(&str, &str)],
    contract: Option<u32>,
    as_of: Option<&str>,
) -> Answer {
    let inputs: Vec<_> =
        files.iter().map(|(name, text)| Input::new(name, text.as_bytes())).collect();
    match session.read(&English, &inputs, contract, &mut |_| ()) {
        Ok(()) => session.start(&English, as_of, &mut |_| ()),
        Err(answer) => answer,
    }
}

fn evaluate(session: &mut Session, as_of: &str) -> Answer {
    session.evaluate(&English, as_of, &mut |_| ())
}

fn example(session: &mut Session, as_of: Option<&str>) -> Answer {
    open(session, &[("contract.json", CONTRACT), ("incidents.json", INCIDENTS)], as_of)
}

#[expect(clippy::panic, reason = "what fails a test")]
#[track_caller]
fn account(answer: Answer) -> Account {
    match answer {
        Answer::Report(account) => *account,
        other => panic!("no report: {other:?}"),
    }
}

fn figure(objective: &str, period: &str) -> FigureId {
    FigureId { objective: objective.to_owned(), period: period.to_owned() }
}

fn card(key: u32, name: &str) -> FileCard {
    FileCard { key, name: name.to_owned(), bytes: 1 }
}

fn sample() -> Sample {
    Sample {
        id: "managed-services".to_owned(),
        title: "Managed services".to_owned(),
        description: String::new(),
        contract: "contract.json".to_owned(),
        incidents: vec!["incidents.json".to_owned()],
        as_of: AS_OF.to_owned(),
        kind: String::new(),
    }
}

fn after(actions: impl IntoIterator<Item = Action>) -> State {
    on(State::default(), actions)
}

fn on(state: State, actions: impl IntoIterator<Item = Action>) -> State {
    actions.into_iter().fold(state, reduce)
}

fn asked(state: &State) -> Option<&Question> {
    state.asked.as_ref().map(|asked| &asked.question)
}

/// Without the marks around names, and with plain blanks.
fn plain(text: &str) -> String {
    text.replace(['\u{2068}', '\u{2069}'], "").replace('\u{a0}', " ")
}
