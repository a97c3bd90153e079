//! How what happened becomes downtime.

use super::words::words;
use super::{Event, Requests};

/// The answers to the questions that agreements leave open about downtime.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counting {
    /// What several incidents at one instant weigh.
    pub overlap: Overlap,
    /// Whether incidents that touch some of all users at one instant touch different ones.
    pub same_users: SameUsers,
    /// What an outage is.
    pub per: OutagePer,
    /// When an incident begins to hurt.
    pub outage_from: OutageFrom,
    /// To which period an outage belongs that is looked at whole.
    pub outage_in: OutageIn,
    /// How long an outage must be to count at all.
    pub minimum: Minimum,
    /// So much of each outage, from its beginning, does not count, in nanoseconds.
    pub grace: i128,
    /// The units of the clock by which outages count; each instant by itself where there is none.
    pub unit: Option<ClockUnit>,
    /// Whether an excluded incident beats a counted one of the same instant.
    pub excluded_first: bool,
    /// What becomes of spans that are declared not to count.
    pub exclusion_span: Treatment,
    /// What becomes of maintenance.
    pub maintenance: Treatment,
    /// What becomes of incidents of an excluded cause.
    pub excluded_incident: Treatment,
    /// What becomes of time of which nothing is known.
    pub unknown: Treatment,
    /// When a step of a series of requests is an outage; never where there is nothing.
    pub down_when: Option<DownWhen>,
}

/// Which of two incidents of one instant holds: whether the excluded one does.
pub const EXCLUDED_FIRST: &[(&str, bool)] = &[("counted", false), ("excluded", true)];

words! {
    /// What several incidents at one instant weigh.
    Overlap {
        /// As much as the heaviest.
        Union = "union",
        /// As much as all together.
        Sum = "sum",
    }

    /// Which users several incidents touch at one instant.
    SameUsers {
        /// Each touches others: their shares add up, to all at most.
        Different = "different",
        /// All touch those of the largest.
        Largest = "largest",
    }

    /// What an outage is.
    OutagePer {
        /// A maximal run of instants at which any incident has weight.
        Outage = "outage",
        /// Each incident by itself.
        Incident = "incident",
    }

    /// When an incident begins to hurt; where it does not tell the event, when it started.
    OutageFrom {
        /// When it started.
        Started = "started",
        /// When it was noticed.
        Detected = "detected",
        /// When it was reported.
        Reported = "reported",
    }

    /// To which period an outage belongs that is looked at whole: for their number, the longest, and
    /// mean times.
    OutageIn {
        /// That in which it began.
        Began = "began",
        /// That in which it ended; one that ends with a period belongs to it, one that goes on to none.
        Ended = "ended",
    }

    /// What becomes of time with a label.
    Treatment {
        /// It leaves agreed time.
        Removed = "removed",
        /// It counts as up.
        Up = "up",
        /// It counts as down, in full.
        Down = "down",
        /// The label has no effect: what else holds at the instant does.
        Ignored = "ignored",
    }
}

impl OutageFrom {
    /// The event.
    #[must_use]
    pub fn event(self) -> Event {
        match self {
            Self::Started => Event::Started,
            Self::Detected => Event::Detected,
            Self::Reported => Event::Reported,
        }
    }
}

/// How long an outage must be to count at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Minimum {
    /// So many nanoseconds.
    AtLeast(i128),
    /// Longer than so many nanoseconds.
    MoreThan(i128),
}

impl Minimum {
    /// Whether an outage of so many nanoseconds counts.
    #[must_use]
    pub fn is_reached_by(self, length: i128) -> bool {
        match self {
            Self::AtLeast(least) => length >= least,
            Self::MoreThan(bound) => length > bound,
        }
    }
}

/// A unit of the clock by which outages count, after their minimum and grace.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ClockUnit {
    /// Its length in nanoseconds, which divides a day.
    pub length: i128,
    /// Which units count.
    pub counts: UnitCounts,
}

/// Which units of the clock count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UnitCounts {
    /// Each that an outage touches, whole and with its largest weight.
    Any,
    /// Those that are down throughout their agreed time, each instant by its own weight.
    Whole,
    /// Those that are down for longer than so many nanoseconds, whole and with their largest weight.
    MoreThan(i128),
}

impl UnitCounts {
    /// Those that have a word in a contract.
    pub const WORDS: &'static [(&'static str, Self)] =
        &[("any", Self::Any), ("whole", Self::Whole)];
}

/// When a step of a series of requests is an outage.
///
/// Source: the error rate of five-minute intervals, as published cloud agreements have it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DownWhen {
    /// The share of requests that fail, in billionths of a thousandth of a percent.
    pub bound: u64,
    /// Whether that share itself is an outage already.
    pub at_bound: bool,
    /// How many requests there must have been.
    pub minimum: u64,
}

impl DownWhen {
    /// How many decimals of a percent are told apart.
    pub const DECIMALS: u32 = 12;

    /// Whether a step of these requests is an outage.
    #[must_use]
    pub fn is_reached_by(&self, step: Requests) -> bool {
        const HUNDRED: u128 = 100 * 10_u128.pow(DownWhen::DECIMALS);
        let Requests { good, total } = step;
        let failed = u128::from(total.saturating_sub(good)) * HUNDRED;
        let bound = u128::from(total) * u128::from(self.bound);
        let beyond = if self.at_bound { failed >= bound } else { failed > bound };
        total > 0 && total >= self.minimum && beyond
    }
}

impl Counting {
    /// Whether it matters how long an outage is in agreed hours.
    #[must_use]
    pub fn looks_at_length(&self) -> bool {
        self.minimum != Minimum::AtLeast(0) || self.grace > 0 || self.unit.is_some()
    }
}

impl Counting {
    /// The same of a member of a group: minimum, grace and unit apply to the outages of the group.
    #[must_use]
    pub fn as_member(self) -> Self {
        Self { minimum: Minimum::AtLeast(0), grace: 0, unit: None, ..self }
    }
}

impl Default for Counting {
    fn default() -> Self {
        Self {
            overlap: Overlap::Union,
            same_users: SameUsers::Different,
            per: OutagePer::Outage,
            outage_from: OutageFrom::Started,
            outage_in: OutageIn::Began,
            minimum: Minimum::AtLeast(0),
            grace: 0,
            unit: None,
            excluded_first: false,
            exclusion_span: Treatment::Removed,
            maintenance: Treatment::Removed,
            excluded_incident: Treatment::Up,
            unknown: Treatment::Removed,
            down_when: None,
        }
    }
}
