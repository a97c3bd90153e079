//! The worker, and what was asked of it and may still be answered.

use web_sys::Blob;
use yew::Callback;

use wasm_bindgen::JsValue;

use super::agent::{self, Agent};
use super::envelope::Envelope;
use super::message::{Answer, Form, Question, decode, encode};
use super::state::Action;

/// What is asked anew takes the place of what was asked before of its kind.
#[derive(Default)]
pub(super) struct Desk {
    pub(super) agent: Option<Agent>,
    pub(super) case: Option<agent::Question>,
    pub(super) grid: Option<agent::Question>,
    pub(super) figure: Option<agent::Question>,
    pub(super) otherwise: Option<agent::Question>,
    pub(super) charts: Option<agent::Question>,
    pub(super) incidents: Option<agent::Question>,
    pub(super) incident: Option<agent::Question>,
    pub(super) contract: Option<agent::Question>,
    pub(super) print: Option<agent::Question>,
    pub(super) quote: Option<agent::Question>,
    pub(super) quoted: Option<agent::Question>,
    /// The file of all agreements, once it was fetched.
    pub(super) agreements: Option<Blob>,
    /// One for each form: to save the one breaks off no other.
    pub(super) exports: Vec<(Form, agent::Question)>,
}

impl Desk {
    /// Asks; the answer becomes the action that belongs to the question.
    pub(super) fn ask(
        &self,
        question: &Question,
        enclosed: Vec<Blob>,
        on: Callback<Action>,
    ) -> Option<agent::Question> {
        let act: fn(Answer) -> Action = match question {
            Question::Open { .. } | Question::Evaluate { .. } => Action::Answered,
            Question::Grid(_) => Action::GridTold,
            Question::Calculation(_) => Action::FigureWorked,
            Question::Otherwise(_) => Action::OtherwiseTold,
            Question::Charts(_) => Action::ChartsDrawn,
            Question::Incidents(_) => Action::IncidentsTold,
            Question::Incident(_) => Action::IncidentTold,
            Question::Contract(_) => Action::ContractTold,
            Question::Print(_) => Action::PrintTold,
            Question::Quote(_) => Action::QuoteTold,
            Question::QuoteCalculation(..) => Action::QuoteWorked,
            Question::Export(_) => return None,
        };
        let hear = move |envelope: Envelope| match decode(&envelope.text) {
            Some(Answer::Progress(progress)) => on.emit(Action::Progressed(progress)),
            Some(answer) => on.emit(act(answer)),
            None => {}
        };
        self.ask_with(question, enclosed, Callback::from(hear))
    }

    /// Asks agreements something; their file goes with the question.
    pub(super) fn ask_agreements(
        &self,
        question: &Question,
        on: Callback<Action>,
    ) -> Option<agent::Question> {
        self.ask(question, self.agreements.iter().cloned().collect(), on)
    }

    /// Asks; the answer goes to `on_answer` with all that is enclosed.
    pub(super) fn ask_with(
        &self,
        question: &Question,
        enclosed: Vec<Blob>,
        on_answer: Callback<Envelope>,
    ) -> Option<agent::Question> {
        let enclosed = enclosed.into_iter().map(JsValue::from).collect();
        self.agent.as_ref().map(|agent| agent.ask(encode(question), enclosed, on_answer))
    }
}
