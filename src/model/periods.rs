//! Service periods as they are agreed.

use chrono::NaiveDate;

use super::Life;
use super::words::words;

/// How a contract cuts time into periods.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Periods {
    /// How long they are.
    pub every: Every,
    /// A local date on which one begins; 1 January where there is none.
    pub anchor: Option<NaiveDate>,
    /// What becomes of a period that the term cuts.
    pub partial: Partial,
    /// From when, and until when, they are judged so.
    pub life: Life,
}

impl Periods {
    /// Those of all the term.
    #[must_use]
    pub fn of_term(self) -> Self {
        Self { life: Life::default(), ..self }
    }
}

/// The length of a service period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// A calendar month.
    Month,
    /// Three months.
    Quarter,
    /// Six months.
    HalfYear,
    /// Twelve months.
    Year,
    /// So many local days.
    Days(u32),
}

impl Every {
    /// Those of whole months.
    pub const MONTHLY: [Self; 4] = [Self::Month, Self::Quarter, Self::HalfYear, Self::Year];

    /// Its months, where it is made of months.
    #[must_use]
    pub fn months(self) -> Option<u32> {
        match self {
            Self::Month => Some(1),
            Self::Quarter => Some(3),
            Self::HalfYear => Some(6),
            Self::Year => Some(12),
            Self::Days(_) => None,
        }
    }

    /// The word for it in a contract; `days` for any number of them.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::HalfYear => "half_year",
            Self::Year => "year",
            Self::Days(_) => "days",
        }
    }
}

/// Days that are looked at again and again, instead of each period's own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Window {
    /// So many local days.
    pub days: u32,
    /// When they are judged.
    pub judged: Judged,
    /// What holds until so many days of the term have passed.
    pub before_start: BeforeStart,
    /// What becomes of downtime that was credited.
    pub consumed: Consumed,
}

words! {
    /// What becomes of a period that the term cuts.
    Partial {
        /// The part inside the term is judged.
        Clipped = "clipped",
        /// It is judged as if the term had not cut it.
        Whole = "whole",
    }

    /// When a window is judged.
    Judged {
        /// At the end of the period.
        PeriodEnd = "period_end",
        /// At the end of every local day; the worst day is the period's.
        Day = "day",
    }

    /// What holds of a window that begins before the term.
    BeforeStart {
        /// It is not judged.
        Wait = "wait",
        /// The part inside the term is judged.
        Clip = "clip",
        /// The time before the term counts as up.
        Up = "up",
    }

    /// Which downtime is used up, and counts in no later window.
    Consumed {
        /// None: it counts in every window that holds it.
        No = "no",
        /// That of a window for which a credit was due.
        Credited = "credited",
    }
}
