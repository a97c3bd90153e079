//! What page and worker say to each other, as JSON in the envelope's text; and the list of samples.

mod charts;

pub use charts::{Chart, ChartWish, Charts, Mark, Picture, Place, Subject, Unit};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Fault;
use crate::report::{Calculation, Report};

/// The most bytes that one message has, whatever the input: longer lists are asked for in windows.
pub const MOST_BYTES: usize = 256 * 1024;

/// What the page asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    /// Read the enclosed files, which have these names, and evaluate them.
    Open {
        /// The names, in the order of the files.
        names: Vec<String>,
        /// As of when; without it, as of the instant that the files suggest.
        as_of: Option<String>,
    },
    /// Evaluate the files that are open as of another instant.
    Evaluate {
        /// As of when: RFC 3339, or a date and time in the contract's zone.
        as_of: String,
    },
    /// Another part of the grid.
    Window {
        /// Which objectives.
        objectives: Span,
        /// Which periods.
        periods: Span,
    },
    /// One worked calculation.
    Calculation {
        /// The objective's position.
        objective: u32,
        /// The period's position.
        period: u32,
    },
    /// The report's pictures.
    Charts(ChartWish),
    /// The whole report as a file, which comes enclosed as a Blob.
    Export(Form),
}

/// Positions from one on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first.
    pub from: u32,
    /// How many.
    pub count: u32,
}

impl Span {
    /// Whether it holds a position.
    #[must_use]
    pub fn contains(self, position: u32) -> bool {
        position >= self.from && position - self.from < self.count
    }

    /// As many before it, where there are any.
    #[must_use]
    pub fn before(self) -> Option<Self> {
        let from = self.from.saturating_sub(self.count);
        (self.from > 0).then_some(Self { from, ..self })
    }

    /// As many after it, where there are any among `all`.
    #[must_use]
    pub fn after(self, all: u32) -> Option<Self> {
        let next = self.from.saturating_add(self.count);
        let from = next.min(all.saturating_sub(self.count));
        (next < all).then_some(Self { from, ..self })
    }
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
#[derive(Clone, Debug, Serialize, Deserialize)]
pub enum Answer {
    /// To opening, evaluating and asking for a window.
    Report(Box<Window>),
    /// To opening and evaluating: why there is no report.
    Faults(FaultList),
    /// To opening: the files suggest no instant of evaluation, and none was given.
    AsOfMissing,
    /// To evaluating: that is no instant.
    AsOfWrong,
    /// To opening: the file of this name cannot be read.
    Unreadable(String),
    /// To asking for a calculation.
    Worked(Box<Worked>),
    /// To asking for pictures.
    Charts(Box<Charts>),
    /// To asking for an export, whose Blob is enclosed.
    Exported(Form),
    /// There is nothing of the kind.
    Nothing,
}

/// A report of which the long lists are cut to a part; positions in it are those of the part.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Window {
    /// The part.
    pub report: Report,
    /// Which objectives it holds.
    pub objectives: Span,
    /// How many there are.
    pub all_objectives: u32,
    /// Which periods it holds.
    pub periods: Span,
    /// How many there are.
    pub all_periods: u32,
    /// How many warnings are not listed.
    pub unlisted_warnings: u64,
    /// The instant of evaluation that the files suggest.
    pub proposed: Option<Proposal>,
}

/// An instant of evaluation that suggests itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The instant.
    pub instant: String,
    /// Where it comes from: `exported_at`, `covers`, `last_instant`.
    pub source: String,
}

/// Faults, of which only the first are listed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultList {
    /// The first of them, errors before warnings.
    pub listed: Vec<Fault>,
    /// How many errors there are.
    pub errors: u64,
    /// How many warnings there are.
    pub warnings: u64,
}

/// A worked calculation, and the part of the report that it explains.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Worked {
    /// The report cut to one objective and one period.
    pub report: Report,
    /// The calculation, with the positions of that part.
    pub calculation: Calculation,
    /// How many incidents it rests on that are not listed.
    pub unlisted_incidents: u64,
}

/// A sample, as the list of samples describes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Sample {
    /// Its id, which is its folder.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it shows.
    pub description: String,
    /// Its contract's file.
    pub contract: String,
    /// Its incidents' files.
    pub incidents: Vec<String>,
    /// Its own instant of evaluation.
    pub as_of: String,
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
