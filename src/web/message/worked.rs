//! A worked calculation, in words.

use serde::{Deserialize, Serialize};

use super::{FigureId, OtherReadingView};

/// The calculation of a figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Worked {
    /// Of which figure.
    pub figure: FigureId,
    /// What, when and how much.
    pub title: String,
    /// Its steps.
    pub steps: Vec<StepView>,
    /// What the figure is by other tellings: without corrections, with those that are disputed.
    pub tellings: Vec<OtherReadingView>,
    /// The whole in lines of plain text, as it is copied.
    pub plain: String,
}

/// One step: what, how, how much.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepView {
    /// The clause that it follows.
    pub clause: Option<String>,
    /// The clause's own sentence.
    pub text: Option<String>,
    /// What is worked out.
    pub what: String,
    /// How.
    pub how: String,
    /// The result with its unit.
    pub result: String,
    /// The incidents behind it.
    pub incidents: Vec<IncidentView>,
    /// How many more there are, in digits.
    pub unlisted: Option<String>,
}

/// An incident behind a step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentView {
    /// Its id.
    pub id: String,
    /// What it was about.
    pub title: Option<String>,
    /// From when until when, and its weight.
    pub how: String,
    /// What of it was corrected.
    pub corrections: Vec<String>,
}
