//! What page and worker say to each other, as JSON in the envelope's text.
//!
//! The worker has files, model and report, and knows the language; the page gets what it shows,
//! in words, a window at a time. Names and texts from files come marked (see [`names`](super::names)).

mod account;
mod charts;
mod contract;
mod fault;
mod filter;
mod grid;
mod incidents;
mod known;
mod otherwise;
mod print;
mod quote;
mod sample;
mod worked;

pub use account::{
    Account, Change, CommitmentView, Commitments, Coverage, CoverageRow, CreditAccount,
    CreditAccountLine, FileView, KeyFigure, Proposal, ReadingView, RightView, Tone,
};
pub use charts::{By, Chart, ChartWish, Charts, Leads, Mark, Picture, Place, Subject, Unit};
pub use contract::{ContractEntryView, ContractLineView, ContractPart};
pub use fault::{FaultList, FaultView, PlaceView};
pub use filter::{Facet, Filter, FilterBy};
pub use grid::{Cell, Column, GridLine, GridPart, GridWish, Order, RowView, ServiceView, Span};
pub use incidents::{
    ClockView, IncidentOrder, IncidentPage, IncidentRow, IncidentWish, IncidentsPart,
    IncidentsWish, TouchedView,
};
pub use known::Known;
pub use otherwise::{OtherReadingView, OtherwiseView};
pub use print::{CreditRow, PrintPart, Sheet};
pub use quote::{PromiseId, QuoteRow, QuoteView, QuoteWish};
pub use sample::{Sample, is_agreement};
pub use worked::{IncidentView, StepView, Worked};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

/// The most bytes that one message has, whatever the input: longer lists are asked for in windows.
pub const MOST_BYTES: usize = 256 * 1024;

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Read the enclosed files, which have these names, and evaluate them.
    Open {
        /// The names, in the order of the files.
        names: Vec<String>,
        /// Which of them is the contract, where there are several.
        contract: Option<u32>,
        /// Whether they come in the place of those that are open, so that what they change is worth
        /// telling.
        compared: bool,
        /// As of when; without it, as of the instant that the files suggest.
        as_of: Option<String>,
    },
    /// Evaluate the files that are open as of another instant.
    Evaluate {
        /// As of when: RFC 3339, or a date and time in the contract's zone.
        as_of: String,
    },
    /// A part of the grid.
    Grid(GridWish),
    /// One worked calculation.
    Calculation(FigureId),
    /// What one more of the other readings makes of a figure, beside those that were tried before.
    Otherwise(FigureId),
    /// The report's pictures.
    Charts(ChartWish),
    /// Some of the incidents.
    Incidents(IncidentsWish),
    /// One incident.
    Incident(IncidentWish),
    /// What all agreements would pay; the file of all of them is enclosed.
    Quote(QuoteWish),
    /// The worked calculation of one of their promises; with the same file.
    QuoteCalculation(QuoteWish, PromiseId),
    /// The agreement as a document to be read, from the entry of that number on.
    Contract(u32),
    /// What is printed, from the sheet of that number on.
    Print(u32),
    /// The whole report as a file, which comes enclosed as a Blob.
    Export(Form),
}

/// A figure of the report: an objective in a period. Ids, so that it stays the same figure when the
/// files change.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct FigureId {
    /// The objective's id.
    pub objective: String,
    /// The period's first day: `2026-03-01`.
    pub period: String,
}

/// The form of an exported report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Form {
    /// A table.
    Csv,
    /// All data.
    Json,
}

/// What the worker answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Answer {
    /// To opening and evaluating, any number of times before the answer itself: how far it is.
    Progress(Progress),
    /// To opening and evaluating.
    Report(Box<Account>),
    /// To opening and evaluating: why there is no report.
    Faults(Box<FaultList>),
    /// To opening: several files are contracts, those at these positions; one has to be chosen.
    Contracts(Vec<u32>),
    /// To opening: the files suggest no instant of evaluation, and none was given.
    AsOfMissing,
    /// To evaluating: that is no instant.
    AsOfWrong,
    /// To opening: the file of this name cannot be read.
    Unreadable(String),
    /// To opening: the file of this name does not go into the memory.
    TooLarge(String),
    /// To asking for a part of the grid.
    Grid(Box<GridPart>),
    /// To asking for a calculation.
    Worked(Box<Worked>),
    /// To asking for other readings.
    Otherwise(Box<OtherwiseView>),
    /// To asking for pictures.
    Charts(Box<Charts>),
    /// To asking for some of the incidents.
    Incidents(Box<IncidentsPart>),
    /// To asking for one.
    Incident(Box<IncidentPage>),
    /// To asking what agreements would pay.
    Quoted(Box<QuoteView>),
    /// To asking for the agreement.
    Contract(Box<ContractPart>),
    /// To asking for what is printed.
    Print(Box<PrintPart>),
    /// To asking for an export, whose Blob is enclosed.
    Exported(Form),
    /// There is nothing of the kind.
    Nothing,
}

/// How far long work is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Progress {
    /// What is being done.
    pub step: Step,
    /// How much of it is done.
    pub done: u64,
    /// How much there is to do.
    pub all: u64,
}

/// The steps of long work.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Step {
    /// Fetching the files' bytes, in bytes.
    Read,
    /// Understanding the histories, in bytes.
    Parse,
    /// Calculating, in results.
    Calculate,
}

/// A message as text.
#[must_use]
pub fn encode(message: &impl Serialize) -> String {
    // Plain data with text keys can always be written.
    serde_json::to_string(message).unwrap_or_default()
}

/// A message from its text; nothing where it is none.
#[must_use]
pub fn decode<T: DeserializeOwned>(text: &str) -> Option<T> {
    serde_json::from_str(text).ok()
}
