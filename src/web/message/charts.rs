//! Pictures as the worker draws them for the page.

use serde::{Deserialize, Serialize};

use super::{FigureId, Filter};
use crate::chart;

/// Which pictures the page wants.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChartWish {
    /// Of which objective, by its id; without it, of the worst.
    pub objective: Option<String>,
    /// Of which period of it, by its id, where one is open.
    pub period: Option<String>,
    /// In which unit.
    pub unit: Unit,
    /// By what downtime is told apart.
    pub by: By,
    /// Of which objectives and which periods.
    pub filter: Filter,
    /// For how many pixels of width.
    pub width: u32,
}

/// What the trend of an objective is drawn in.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Unit {
    /// Time used of the time allowed.
    #[default]
    Time,
    /// The value.
    Percent,
}

/// By what downtime is told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum By {
    /// By incident.
    #[default]
    Incident,
    /// By the cause of incidents.
    Cause,
    /// By service.
    Service,
    /// By the value of the label of that name.
    Label(String),
}

/// One of the report's pictures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Subject {
    /// An objective, period by period.
    Trend,
    /// The cases of an objective.
    Cases,
    /// The error budget of an objective.
    Budget,
    /// What the time of an objective's service was.
    Outages,
    /// The credits of all objectives.
    Credits,
    /// What cost most.
    Costs,
}

/// The pictures of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charts {
    /// What they were drawn for, with the objective that was chosen.
    pub wish: ChartWish,
    /// Ids and names of the objectives that are left, as many as go into a message.
    pub objectives: Vec<(String, String)>,
    /// The chosen objective.
    pub trend: Chart,
    /// Its cases, where it is a clock.
    pub cases: Option<Chart>,
    /// Its error budget, where it has one in the period that is open, or else in one that runs.
    pub budget: Option<Chart>,
    /// What the time of its service was, where it is an availability.
    pub outages: Option<Chart>,
    /// The credits of all.
    pub credits: Chart,
    /// What cost most, where any objective is about downtime.
    pub costs: Option<Chart>,
    /// The names of labels by which that can be told apart.
    pub labels: Vec<String>,
}

/// A picture with its finding and its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Chart {
    /// What it finds.
    pub finding: String,
    /// What is measured.
    pub measure: String,
    /// What is drawn; nothing where there is nothing to draw.
    pub picture: Option<Picture>,
    /// The headings of the table.
    pub headings: Vec<String>,
    /// Its rows.
    pub rows: Vec<Vec<String>>,
}

/// A drawing and what stands where in it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Picture {
    /// A whole `<svg>` element, made of our own marks and escaped texts alone.
    pub svg: String,
    /// Its width in pixels.
    pub width: u32,
    /// Its height in pixels.
    pub height: u32,
    /// Its marks, in order of time.
    pub marks: Vec<Mark>,
}

/// What a mark of a picture leads to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Leads {
    /// To a figure.
    Figure(FigureId),
    /// To an incident, by its id.
    Incident(String),
    /// Nowhere: it says itself what there is to say.
    Nowhere,
}

/// A period, a case or a stretch of a clock in a picture.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// Its column.
    pub column: Place,
    /// What is drawn there.
    pub drawn: Place,
    /// What it leads to.
    pub leads: Leads,
    /// The name of what it stands for.
    pub title: String,
    /// The value.
    pub value: String,
    /// What it is held against.
    pub against: String,
    /// How it stands.
    pub state: String,
    /// All of it in a sentence.
    pub words: String,
}

/// A rectangle in whole tenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// How wide.
    pub width: i32,
    /// How high.
    pub height: i32,
}

impl From<chart::Place> for Place {
    fn from(place: chart::Place) -> Self {
        let chart::Place { x, y, width, height } = place;
        Self { x, y, width, height }
    }
}
