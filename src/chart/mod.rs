//! Pictures: does it have a coordinate? The only room that turns figures into binary numbers.
//!
//! A [`Chart`] is a finding in words, a picture where there is something to draw, and the table of
//! the same figures. The picture is SVG with a class for each role and no colour; its [`Mark`]s
//! say what stands where, so that the page can lay its own controls over them. The same report,
//! language and width give the same bytes everywhere: coordinates are whole tenths of a pixel,
//! and texts are measured from a table of our own.

mod backend;
mod budget;
mod canvas;
mod cases;
mod clocks;
mod costs;
mod credit_sums;
mod credits;
mod cut;
mod folded_axis;
mod labels;
mod outages;
mod plot;
mod role;
mod scale;
mod series;
mod tick_axis;
mod time_axis;
mod time_used;
mod value;
mod width;

pub use budget::{BudgetOf, budget};
pub use cases::{MOST_DOTS, NamedCase, cases};
pub use clocks::clocks;
pub use costs::costs;
pub use credits::credits;
pub use outages::{Shown, outages};
pub use time_used::time_used;
pub use value::value_reached;

/// What a picture finds, the picture, and its figures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chart {
    /// Its heading: what it finds, in a sentence without a stop.
    pub finding: String,
    /// Under the heading: what is measured, in which unit.
    pub measure: String,
    /// What is drawn; nothing where there is nothing to draw.
    pub picture: Option<Picture>,
    /// The same figures as a table.
    pub table: Table,
}

/// A drawing and what stands where in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// A whole `<svg>` element.
    pub svg: String,
    /// Its size.
    pub size: Size,
    /// Its marks, in order of time.
    pub marks: Vec<Mark>,
}

/// A mark of a picture: one period, one case, one stretch of a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What answers to pointer and finger.
    pub column: Place,
    /// What is drawn there.
    pub drawn: Place,
    /// What it stands for.
    pub of: MarkOf,
    /// The name of the period, the case, the clock.
    pub title: String,
    /// The value.
    pub value: String,
    /// What it is held against; empty where there is nothing.
    pub against: String,
    /// The verdict, or how a credit stands.
    pub state: String,
    /// All of it in a sentence.
    pub words: String,
}

/// What a mark stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MarkOf {
    /// A period.
    Period {
        /// The objective's position in the report; nothing where the mark sums up all of them.
        objective: Option<u32>,
        /// The period's position in the report.
        period: u32,
    },
    /// An incident, by its id.
    Incident(String),
    /// Nothing that is told elsewhere.
    Itself,
}

/// A table of texts.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// The headings of its columns.
    pub headings: Vec<String>,
    /// Its rows, each with as many texts.
    pub rows: Vec<Vec<String>>,
}

/// The size of a picture in pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// How wide.
    pub width: u32,
    /// How high.
    pub height: u32,
}

impl Size {
    /// The size of a picture in a space so many pixels wide.
    ///
    /// ```
    /// # use sla_calculator::chart::Size;
    /// assert_eq!(Size::for_width(328), Size { width: 328, height: 200 });
    /// assert_eq!(Size::for_width(1440), Size { width: 880, height: 236 });
    /// ```
    #[must_use]
    pub fn for_width(space: u32) -> Self {
        let width = space.clamp(240, 880);
        let height = match width {
            ..480 => 200,
            480..800 => 220,
            _ => 236,
        };
        Self { width, height }
    }
}

/// A rectangle of a picture, in whole tenths of a pixel.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
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

impl Place {
    fn right(&self) -> i32 {
        self.x + self.width
    }

    fn bottom(&self) -> i32 {
        self.y + self.height
    }
}

/// Tenths of a pixel as an attribute writes them: `12`, `12.3`.
///
/// ```
/// # use sla_calculator::chart::pixels;
/// assert_eq!((pixels(123).as_str(), pixels(-7).as_str(), pixels(40).as_str()), ("12.3", "-0.7", "4"));
/// ```
#[must_use]
pub fn pixels(tenths: i32) -> String {
    let sign = if tenths < 0 { "-" } else { "" };
    let (whole, part) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    if part == 0 { format!("{sign}{whole}") } else { format!("{sign}{whole}.{part}") }
}

/// So much of a place's width as a part is of a whole.
fn coordinate_of(across: &Place, whole: i128, part: i128) -> i32 {
    let width = (i128::from(across.width) * part.clamp(0, whole)).checked_div(whole);
    across.x + i32::try_from(width.unwrap_or_default()).unwrap_or_default()
}
