//! What is agreed of a clock on each incident.

use super::Event;
use super::words::words;

/// The terms of a clock.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClockTerms {
    /// Which events it runs between.
    pub course: Course,
    /// How long it may run.
    pub limits: Limits,
    /// The lower ends of those that are stated as ranges, in nanoseconds, with their priorities: a
    /// range is judged by its upper end.
    pub lower_ends: Vec<(Option<String>, i128)>,
    /// Whether the limit itself is too long already.
    pub strict: bool,
    /// The reasons for which a pause stops it; every pause does where there is no list.
    pub pause_on: Option<Vec<String>>,
    /// Which incidents it is for.
    pub scope: Scope,
    /// What holds without any case.
    pub no_cases: NoCases,
    /// The period to which a case belongs.
    pub attribution: Attribution,
    /// Which priority sets the limit.
    pub priority_change: PriorityRule,
    /// What becomes of a reopened incident.
    pub reopened: ReopenedRule,
    /// Whether incidents of an excluded cause are skipped.
    pub skips_excluded: bool,
}

/// The events between which a clock runs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Course {
    /// From the first of these that happened to the first of those.
    Between {
        /// The event that starts it, then what stands in for it.
        from: Vec<Event>,
        /// The event that stops it, then what stands in for it.
        to: Vec<Event>,
    },
    /// From each update to the next, the start before the first and the end after the last.
    Updates {
        /// The event that starts it, then what stands in for it.
        from: Vec<Event>,
        /// The event that ends the last stretch, then what stands in for it.
        to: Vec<Event>,
    },
}

/// How long a clock may run.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Limits {
    /// No case has a limit of its own.
    None,
    /// One for all.
    One(Limit),
    /// By priority; others have no clock.
    ByPriority(Vec<(String, Limit)>),
}

/// How long a clock may run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// So many nanoseconds of its hours.
    Elapsed(i128),
    /// So many working days.
    WorkingDays {
        /// How many.
        days: u32,
        /// Until when on the last.
        by: By,
    },
}

/// Which incidents an objective is about.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Scope {
    /// Those whose clock starts inside, or outside, the hours of a calendar.
    pub when: Option<When>,
    /// Those of these priorities; all where there are none.
    pub priorities: Vec<String>,
    /// Those with one of the values for each label.
    pub labels: Vec<(String, Vec<String>)>,
    /// Judged one by one for the values of these labels.
    pub per: Vec<String>,
}

impl Scope {
    /// Whether it is about every incident, and judged as a whole.
    #[must_use]
    pub fn is_everything(&self) -> bool {
        *self == Self::default()
    }
}

/// Inside or outside hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct When {
    /// Whether inside.
    pub inside: bool,
    /// The calendar, by its position; always open where there is none.
    pub calendar: Option<usize>,
}

/// What holds of a period without any case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NoCases {
    /// Nothing was measured.
    NotMeasured,
    /// The promise was kept.
    Met,
    /// The value is this.
    Value(crate::units::Exact),
}

/// What becomes of incidents of an excluded cause: whether they are skipped.
pub const SKIPS_EXCLUDED: &[(&str, bool)] = &[("skipped", true), ("counted", false)];

words! {
    /// Until when on the last working day.
    By {
        /// The end of its hours.
        Close = "close",
        /// The local time at which the clock started, at most the end of its hours.
        SameTime = "same_time",
    }

    /// The period to which a case belongs. What belongs to none, because it lies before or after the
    /// term, is judged in none.
    Attribution {
        /// The one in which its verdict became final: by the stop of a clock that is met, by the
        /// first instant at which it was missed. A later look at a period that is over changes
        /// nothing then, but where a clock that was met turns out not to have stopped there: its
        /// incident was opened again, or an event happened for which another had stood in.
        Decided = "decided",
        /// The one in which its clock started.
        Opened = "opened",
        /// The one in which its clock stopped; of several clocks, the last.
        Stopped = "stopped",
        /// The one in which it was due.
        Due = "due",
    }

    /// Which priority sets the limit of a clock.
    PriorityRule {
        /// The last.
        Last = "last",
        /// The first.
        First = "first",
        /// The highest so far.
        Highest = "highest",
        /// The last, by a new clock at each change.
        Restart = "restart",
    }

    /// What becomes of a clock whose incident was reopened.
    ReopenedRule {
        /// It goes on; the time between is a pause.
        Resume = "resume",
        /// The longest stretch counts.
        Longest = "longest",
        /// It never stopped.
        FromStart = "from_start",
    }
}
