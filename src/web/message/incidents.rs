//! The incidents: a list a window at a time, and one of them whole.

use serde::{Deserialize, Serialize};

use super::{Facet, FigureId, Filter, Picture, Span};

/// Which incidents are wanted, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentsWish {
    /// Which of them; words are sought in their ids, titles, services and priorities.
    pub filter: Filter,
    /// In which order.
    pub order: IncidentOrder,
    /// Which of those that this leaves.
    pub lines: Span,
}

/// An order of incidents.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum IncidentOrder {
    /// The last to begin first.
    #[default]
    Newest,
    /// The first to begin first.
    Oldest,
    /// As the files list them.
    File,
}

impl IncidentOrder {
    /// Every one.
    pub const ALL: [Self; 3] = [Self::Newest, Self::Oldest, Self::File];

    /// What it is called in an address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Newest => "newest",
            Self::Oldest => "oldest",
            Self::File => "file",
        }
    }
}

/// Some of the incidents.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentsPart {
    /// What it was made for, with the part that it is.
    pub wish: IncidentsWish,
    /// The incidents of the part.
    pub rows: Vec<IncidentRow>,
    /// How many the wish leaves.
    pub all_lines: u32,
    /// How many there are.
    pub all: u32,
    /// By what can be filtered.
    pub facets: Vec<Facet>,
}

/// An incident in the list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentRow {
    /// Its id, as it is in the file.
    pub id: String,
    /// Its id, to be shown.
    pub name: String,
    /// What it was about.
    pub title: String,
    /// The agreement's services that it touched.
    pub services: String,
    /// Its priority.
    pub priority: String,
    /// When it began.
    pub started: String,
    /// How its clocks stand, as the letter of a verdict: missed `x`, open `o`, met `m`; nothing
    /// where it has none.
    pub state: Option<char>,
    /// The same in words, or that it has not happened yet.
    pub clocks: String,
}

/// Which incident is wanted, and how wide its picture is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentWish {
    /// Its id.
    pub id: String,
    /// So many pixels.
    pub width: u32,
}

/// One incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentPage {
    /// What it was made for.
    pub wish: IncidentWish,
    /// Its id, to be shown.
    pub name: String,
    /// What it was about.
    pub title: String,
    /// Services, priority, cause, labels: what each is, and what is told.
    pub facts: Vec<[String; 2]>,
    /// That it has not happened yet, where that is so.
    pub not_yet: Option<String>,
    /// What happened, or is to: what, when.
    pub events: Vec<[String; 2]>,
    /// When it waited: from, until, why.
    pub pauses: Vec<[String; 3]>,
    /// Its clocks.
    pub clocks: Vec<ClockView>,
    /// How many clocks more there are, in digits.
    pub unlisted_clocks: Option<String>,
    /// What its clocks come to, in a sentence without a stop.
    pub finding: String,
    /// Its clocks as a picture.
    pub picture: Option<Picture>,
    /// The figures that it had a part in.
    pub touched: Vec<TouchedView>,
    /// How many more there are, in digits.
    pub unlisted: Option<String>,
}

/// A clock of an incident.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClockView {
    /// The objective.
    pub objective: String,
    /// How it stands, as the letter of a verdict.
    pub state: char,
    /// How it stands, in words: `4 min late`.
    pub stands: String,
    /// What is known of it: what each is, and what.
    pub facts: Vec<[String; 2]>,
    /// How its time counted: from, until, how.
    pub parts: Vec<[String; 3]>,
    /// How many more parts there are, in digits.
    pub unlisted: Option<String>,
}

/// A figure that an incident had a part in.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TouchedView {
    /// The figure.
    pub figure: FigureId,
    /// The objective.
    pub objective: String,
    /// The period.
    pub period: String,
    /// What the incident was there.
    pub part: String,
    /// The verdict, as the letter of a strip.
    pub state: char,
    /// The verdict.
    pub verdict: String,
    /// The credit of the figure.
    pub credit: String,
}
