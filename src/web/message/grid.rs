//! Every objective in every period, a part at a time.

use serde::{Deserialize, Serialize};

use super::{Facet, Filter};

/// Which part of the grid is wanted, and how it is arranged.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridWish {
    /// Which objectives and which periods; words are sought in the names of objectives and services.
    pub filter: Filter,
    /// In which order; without it, by the contract, and where there are many the worst first.
    pub order: Option<Order>,
    /// Only the objective of this id, and more of its periods.
    pub only: Option<String>,
    /// The ids of services that are unfolded where they would be folded, or the other way round.
    pub turned: Vec<String>,
    /// Which lines, of those that this leaves.
    pub lines: Span,
    /// Which periods; without it, the latest.
    pub periods: Option<Span>,
    /// Whether the cells of the periods are wanted, not only each objective's strip.
    pub cells: bool,
}

/// An order of the objectives.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Order {
    /// As the contract lists them.
    Contract,
    /// Those that were missed most often, and by most, first; service by service.
    Worst,
}

impl Order {
    /// Every one.
    pub const ALL: [Self; 2] = [Self::Contract, Self::Worst];

    /// What it is called in an address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Contract => "contract",
            Self::Worst => "worst",
        }
    }
}

/// Positions.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first, from zero on.
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

    /// The first position after it.
    #[must_use]
    pub fn end(self) -> u32 {
        self.from.saturating_add(self.count)
    }

    /// What there is of it among so many, and at most so many.
    #[must_use]
    pub fn within(self, all: u32, most: u32) -> Self {
        let count = self.count.min(most).min(all);
        Self { from: self.from.min(all - count), count }
    }
}

/// A part of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GridPart {
    /// What it was made for, with the part that it is.
    pub wish: GridWish,
    /// The order in force.
    pub order: Order,
    /// The lines of the part.
    pub lines: Vec<GridLine>,
    /// How many lines there are.
    pub all_lines: u32,
    /// How many objectives the contract has.
    pub all_objectives: u32,
    /// How many of them the wish leaves, folded or not.
    pub left_objectives: u32,
    /// The periods of the part.
    pub columns: Vec<Column>,
    /// The periods that the wish leaves.
    pub within: Span,
    /// By what can be filtered.
    pub facets: Vec<Facet>,
    /// What those that are left come to, where not all are.
    pub sums: String,
    /// The worst state of each period that is left, a letter each; see [`RowView::strip`].
    pub strip: String,
    /// `month` or `quarter`.
    pub every: String,
    /// What each letter of a strip means.
    pub states: Vec<(char, String)>,
}

/// A period.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its first day: `2026-03-01`.
    pub id: String,
    /// Its position among all periods.
    pub position: u32,
    /// Its length, as contracts call it: `month`, `quarter`.
    pub every: String,
    /// Its name.
    pub name: String,
    /// Whether it is not over.
    pub to_date: bool,
}

/// A line of the grid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum GridLine {
    /// A service, above its objectives.
    Service(ServiceView),
    /// An objective.
    Objective(Box<RowView>),
}

/// A service, where objectives are grouped.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceView {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How its objectives stand.
    pub summary: String,
    /// Whether any of them was missed.
    pub missed: bool,
    /// Whether they are shown.
    pub unfolded: bool,
}

/// An objective.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RowView {
    /// Its id.
    pub id: String,
    /// Its position in the contract.
    pub position: u32,
    /// Its name.
    pub name: String,
    /// Its target.
    pub target: String,
    /// Its state in every period, a letter each: `m`et, missed `x`, on track `o`, below target `b`,
    /// past recovery `p`, not measured `n`.
    pub strip: String,
    /// The last finished period; where none is, the newest.
    pub last: Option<Cell>,
    /// The name of that period.
    pub last_name: String,
    /// How much time was left there, or is missing.
    pub margin: String,
    /// The wanted periods.
    pub cells: Vec<Cell>,
}

/// A figure.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cell {
    /// Its state, as a letter of [`RowView::strip`].
    #[serde(rename = "s")]
    pub state: char,
    /// The value, or the verdict where there is none.
    #[serde(rename = "v")]
    pub value: String,
    /// The downtime, where there is a value.
    #[serde(rename = "d", default, skip_serializing_if = "String::is_empty")]
    pub down: String,
    /// How many cases were missed, where there is a value of cases.
    #[serde(rename = "k", default, skip_serializing_if = "String::is_empty")]
    pub cases: String,
    /// The percentage of the credit, where one is due.
    #[serde(rename = "p", default, skip_serializing_if = "String::is_empty")]
    pub percent: String,
    /// The credit.
    #[serde(rename = "c", default, skip_serializing_if = "String::is_empty")]
    pub credit: String,
    /// Whether corrections turned the verdict.
    #[serde(rename = "t", default, skip_serializing_if = "std::ops::Not::not")]
    pub turned: bool,
}
