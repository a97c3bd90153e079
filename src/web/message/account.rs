//! The statement of account, in words.

use serde::{Deserialize, Serialize};

use super::{FaultList, FigureId};

/// A report without its long lists: the grid, the calculations and the pictures are asked for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Account {
    /// The contract's title.
    pub title: String,
    /// Between whom, where the contract says so.
    pub parties: Option<String>,
    /// As of when.
    pub as_of: String,
    /// The same instant as RFC 3339 in the contract's zone.
    pub as_of_at: String,
    /// The contract's zone.
    pub zone: String,
    /// The instant of evaluation that the files suggest.
    pub proposed: Option<Proposal>,
    /// The one sentence.
    pub verdict: String,
    /// What is owed, what lapses, what is running, what is not known.
    pub lede: Vec<String>,
    /// A remark that every reader should see.
    pub note: Option<String>,
    /// The row of figures.
    pub figures: Vec<KeyFigure>,
    /// How much of the agreed time there is evidence for, where not for all.
    pub coverage: Option<Coverage>,
    /// What is different from the report before, where files were changed.
    pub change: Option<Change>,
    /// What is worth a look.
    pub warnings: FaultList,
    /// How many incidents counted.
    pub incidents: String,
    /// How many did not, class by class.
    pub not_counted: Vec<String>,
    /// The names of these classes, each of which has a list of its own; nothing where it has none.
    pub classes: Vec<Option<String>>,
    /// How each open question was read.
    pub readings: Vec<ReadingView>,
    /// The account of credits; nothing where none is due.
    pub credits: Option<CreditAccount>,
    /// Rights beyond money.
    pub rights: Vec<RightView>,
    /// What was promised without any measure; nothing where nothing was.
    pub commitments: Option<Commitments>,
    /// The amendments that are in force, in the order in which they came into effect.
    pub amendments: Vec<String>,
    /// What was corrected.
    pub corrections: Vec<String>,
    /// What the histories are evidence for.
    pub evidence: Vec<String>,
    /// What calculated it, from which files.
    pub provenance: Vec<String>,
    /// The files, in the order in which they were given.
    pub files: Vec<FileView>,
}

/// The account of credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditAccount {
    /// Its lines, the newest first.
    pub lines: Vec<CreditAccountLine>,
    /// How many more there are, in digits.
    pub unlisted: Option<String>,
    /// The sums, each with what it is, what is owed last.
    pub sums: Vec<[String; 2]>,
}

/// A line of the account of credits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CreditAccountLine {
    /// The figure whose calculation explains it.
    pub figure: FigureId,
    /// The objective.
    pub objective: String,
    /// The period.
    pub period: String,
    /// What the rule alone gives.
    pub by_rule: String,
    /// What caps cut off.
    pub cut: String,
    /// What is to be paid.
    pub paid: String,
    /// How it stands.
    pub state: String,
    /// The last day to claim it.
    pub last_day: String,
    /// Whether it is paid, or may be: what is not is set back.
    pub counts: bool,
}

/// How much of the agreed time there is evidence for.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Coverage {
    /// In a sentence.
    pub summary: String,
    /// Where there is none, the newest first.
    pub rows: Vec<CoverageRow>,
    /// How many such places more there are, in digits.
    pub unlisted: Option<String>,
}

/// A service in a period of which not all is known.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CoverageRow {
    /// A figure that rests on it.
    pub figure: FigureId,
    /// The service.
    pub service: String,
    /// The period.
    pub period: String,
    /// The share that is known.
    pub known: String,
    /// From when until when not all is, and how much is not.
    pub gap: String,
}

/// How an open question was read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingView {
    /// The question.
    pub question: String,
    /// The answer in force.
    pub answer: String,
    /// The field of the contract that answers it.
    pub field: String,
    /// Whether the contract leaves it open.
    pub by_default: bool,
    /// For which objectives alone it is read so; empty where for all.
    pub only: String,
}

/// A right beyond money.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightView {
    /// What may be done.
    pub title: String,
    /// The clause that grants it.
    pub clause: Option<String>,
    /// When it arose, and how near it is.
    pub lines: Vec<String>,
    /// Whether it can be exercised.
    pub is_open: bool,
}

/// What was promised without any measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitments {
    /// In the contract's order.
    pub listed: Vec<CommitmentView>,
    /// How many more there are, in digits.
    pub unlisted: Option<String>,
}

/// A promise without a measure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentView {
    /// What is promised.
    pub text: String,
    /// The clause that promises it, and the service that it is about.
    pub of: Vec<String>,
}

/// An instant of evaluation that suggests itself.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    /// The instant, as RFC 3339.
    pub instant: String,
    /// Where it comes from: `exported_at`, `covers`, `last_instant`.
    pub source: String,
}

/// One figure of the row under the verdict.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyFigure {
    /// What it is.
    pub label: String,
    /// The figure.
    pub value: String,
    /// What belongs to it.
    pub note: String,
    /// How it is to be taken.
    pub tone: Tone,
    /// The class of incidents to whose list it leads.
    pub class: Option<String>,
}

/// How a figure is to be taken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tone {
    /// As it is.
    #[default]
    Plain,
    /// It runs out soon.
    Risk,
    /// Something is owed.
    Breach,
}

/// What other files changed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// In a sentence.
    pub summary: String,
    /// Figure by figure.
    pub figures: Vec<String>,
    /// How many figures more are not listed, in digits.
    pub unlisted: Option<String>,
}

/// A file, as the report names it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileView {
    /// `contract`, `incidents`, or `unused` of a contract that was not chosen.
    pub kind: String,
    /// SHA-256 of its bytes in hexadecimal; empty where the browser works out none.
    pub sha256: String,
}
