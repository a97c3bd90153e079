//! What a file of `cases/` holds.

use std::collections::BTreeMap;

use serde::Deserialize;
use serde_json::Value;

/// The facts taken from the tests or the manual of one other program.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Peer {
    pub(crate) name: String,
    /// Repository, path, commit and licence, after `Source: `.
    pub(crate) source: String,
    /// As a contract has them.
    #[serde(default)]
    pub(crate) calendars: BTreeMap<String, Value>,
    pub(crate) cases: Vec<Case>,
}

#[derive(Deserialize)]
pub(crate) struct Case {
    pub(crate) name: String,
    /// Where it is from, if not from where its peer is.
    pub(crate) source: Option<String>,
    /// One of the peer's calendars; always open without it.
    pub(crate) calendar: Option<String>,
    #[serde(flatten)]
    pub(crate) question: Question,
}

/// What the peer was asked, and what it answered.
#[derive(Deserialize)]
#[serde(tag = "ask", rename_all = "snake_case")]
pub(crate) enum Question {
    /// The business seconds of each stretch between neighbouring instants.
    Elapsed { at: Vec<String>, expected: Vec<String> },
    /// When a clock that began at `from` has run for `within`.
    Due { from: String, within: Value, expected: String },
    /// Whether an instant lies inside the hours, and which is the first from it on that does.
    Moment { at: String, inside: Option<bool>, next_open: Option<String> },
    /// Cells of the clocks of an incident: `response_time[0].due`, the number being the stretch's.
    Ticket { within: BTreeMap<String, Value>, incident: Value, expected: BTreeMap<String, String> },
    /// Figures of the period that begins on a date, or of the only one, as many places as are
    /// expected.
    Figures {
        #[serde(flatten)]
        told: Told,
        period: Option<String>,
        /// The objective, by its position, where a period is named.
        #[serde(default)]
        objective: u32,
        expected: BTreeMap<String, String>,
    },
    /// The faults that stop it, by their codes; none where nothing does.
    Refused {
        #[serde(flatten)]
        told: Told,
        expected: Vec<String>,
    },
    /// What no contract can ask.
    Nothing { because: String },
}

/// What a contract and a history say beside what all of them do.
#[derive(Deserialize)]
pub(crate) struct Told {
    #[serde(default)]
    pub(crate) contract: Value,
    #[serde(default)]
    pub(crate) history: Value,
}
