//! Maintenance: what the contract permits, and what was done.

use super::{Clause, Every, Impact, Recurring, Week};
use crate::units::{Instant, Interval};

/// What a contract permits: time that a maintenance record may have as its label.
#[derive(Clone, Debug, PartialEq)]
pub struct Permission {
    /// Its id.
    pub id: Option<String>,
    /// The clause that permits it.
    pub clause: Clause,
    /// The services, by their positions; all of them where it names none.
    pub services: Option<Vec<usize>>,
    /// When it may be done; at any time where there are none.
    pub slots: Option<Slots>,
    /// Whether the slots count without record or notice.
    pub standing: bool,
    /// How long before it is planned to begin it must be announced.
    pub notice: Option<Notice>,
    /// How much of it there may be.
    pub allowance: Option<Allowance>,
    /// Whether only time counts in which something hurts.
    pub only_downtime: bool,
}

impl Permission {
    /// Whether it is about the service at that position.
    #[must_use]
    pub fn is_about(&self, service: usize) -> bool {
        self.services.as_ref().is_none_or(|services| services.contains(&service))
    }
}

/// What counts as maintenance: whether only its downtime does.
pub const ONLY_DOWNTIME: &[(&str, bool)] = &[("window", false), ("downtime", true)];

/// When maintenance may be done.
#[derive(Clone, Debug, PartialEq)]
pub enum Slots {
    /// In hours of the week.
    Weekly(Week),
    /// On local dates that a rule names.
    Recurring(Recurring),
}

/// How long before it is planned to begin maintenance must be announced.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Notice {
    /// So many local days, at the same local time.
    Days(u32),
    /// So many nanoseconds.
    Elapsed(i128),
}

/// How much maintenance there may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Allowance {
    /// So many nanoseconds,
    pub at_most: i128,
    /// in each of these, as the calendar cuts them.
    pub per: Every,
}

/// Maintenance that was done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Record {
    /// Its id.
    pub id: String,
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in its list there.
    pub position: u32,
    /// The services, by their positions; all of them where it names none.
    pub services: Option<Vec<usize>>,
    /// When it was planned.
    pub planned: Interval,
    /// When it began, where it tells so.
    pub began: Option<Instant>,
    /// When it ended, where it tells so.
    pub ended: Option<Instant>,
    /// When it was announced, if it was.
    pub announced: Option<Instant>,
    /// How badly the services were touched.
    pub impact: Impact,
}

impl Record {
    /// Whether it is about the service at that position.
    #[must_use]
    pub fn is_about(&self, service: usize) -> bool {
        self.services.as_ref().is_none_or(|services| services.contains(&service))
    }
}
