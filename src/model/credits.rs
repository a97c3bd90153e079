//! What holds for every credit.

use chrono::NaiveDate;

use super::words::words;
use super::{Clause, Word};
use crate::units::{Exact, Instant, Money};

/// What becomes of the credits that the rules of objectives give, in this order.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Credits {
    /// The most that is credited, in the contract's order.
    pub caps: Vec<Cap>,
    /// Which of several credits of one period are paid.
    pub combination: Combination,
    /// What a day of charge is.
    pub day_of_charge: DayOfCharge,
    /// The least that is credited.
    pub minimum: Option<LeastCredit>,
    /// By when a credit must be claimed.
    pub claim: Option<Claim>,
    /// What of it is charged again.
    pub earn_back: Option<EarnBack>,
}

/// Which of several credits of one period are paid.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Combination {
    /// All.
    #[default]
    Sum,
    /// The dearest.
    Highest,
    /// Those with the largest sum of which no two rest on one incident.
    OnePerIncident,
    /// Of each list of objectives the dearest.
    Exclusive(Vec<Vec<usize>>),
}

impl Credits {
    /// Whether it matters which incidents a credit rests on: for which are paid, or for when they
    /// must be claimed.
    #[must_use]
    pub(crate) fn asks_for_incidents(&self) -> bool {
        self.combination == Combination::OnePerIncident
            || self.claim.as_ref().is_some_and(Claim::is_from_incidents)
    }
}

impl Claim {
    /// Whether its time, or that of a step before it, counts from incidents.
    #[must_use]
    pub(crate) fn is_from_incidents(&self) -> bool {
        let steps = self.steps.iter().map(|(_, step)| step.from);
        let mut counted_from = std::iter::once(self.from).chain(steps);
        counted_from.any(|from| matches!(from, ClaimFrom::IncidentEnd | ClaimFrom::Reported))
    }
}

impl Combination {
    /// Those that are one word.
    pub(crate) const WORDS: &'static [(&'static str, Self)] = &[
        ("sum", Self::Sum),
        ("highest", Self::Highest),
        ("one_per_incident", Self::OnePerIncident),
    ];

    /// What a word stands for.
    pub(super) fn named(word: &str) -> Option<Self> {
        let known = Self::WORDS.iter().find(|(known, _)| *known == word);
        known.map(|(_, combination)| combination.clone())
    }
}

/// The most that is credited.
#[derive(Clone, Debug, PartialEq)]
pub struct Cap {
    /// How much.
    pub most: Most,
    /// In which time.
    pub per: CapPer,
    /// Of what by itself.
    pub each: CapEach,
    /// The objectives whose credits it is about, by position.
    pub of: Vec<usize>,
    /// Whether it is about every objective.
    pub of_all: bool,
    /// Whether what it cuts off is added to the next period's credit.
    pub carry_forward: bool,
    /// The clause that says so.
    pub clause: Clause,
}

/// How much is credited at most.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Most {
    /// So much.
    Amount(Exact),
    /// So many percent of these charges.
    Percent(Exact, CapCharges),
    /// As much as so many days cost.
    Days(Exact),
    /// As much as so many months cost.
    Months(Exact),
}

words! {
    /// What a day of charge is.
    #[derive(Default)]
    DayOfCharge {
        /// One of the local days of its period.
        #[default]
        Period = "period",
        /// A thirtieth of a month, whatever its length; in periods of days one of them.
        Thirtieth = "thirtieth",
    }

    /// The charges of which a cap is a share.
    CapCharges {
        /// Those of its window, this period among them.
        Window = "window_charges",
        /// Those of the contract year.
        Annual = "annual_charges",
    }

    /// What has a cap of its own.
    CapEach {
        /// Each objective.
        Objective = "objective",
        /// Each part of an objective that is judged by itself.
        Part = "part",
        /// Each service.
        Service = "service",
        /// All credits together.
        Together = "together",
    }
}

/// The time in which a cap holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CapPer {
    /// A period.
    Period,
    /// So many months, up to its end.
    Months(u32),
    /// The contract year in which it ends.
    ContractYear,
    /// The whole term.
    Term,
}

/// The least that is credited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LeastCredit {
    /// The bound.
    pub amount: Exact,
    /// Whether the bound itself is credited.
    pub inclusive: bool,
    /// Whether all credits of a period are held against it together.
    pub per_period: bool,
    /// The clause that says so.
    pub clause: Clause,
}

/// What is held against the least by itself: whether it is all of a period together.
pub(crate) const LEAST_PER_PERIOD: &[(&str, bool)] = &[("credit", false), ("period", true)];

/// Whose good periods earn a credit back: whether those of all objectives must be.
pub(crate) const OF_ALL_OBJECTIVES: &[(&str, bool)] =
    &[("same_objective", false), ("all_objectives", true)];

/// By when a credit must be claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// How long.
    pub within: ClaimWithin,
    /// After what.
    pub from: ClaimFrom,
    /// What must have been done before, each in its time, with its id.
    pub steps: Vec<(String, Claim)>,
    /// The clause that says so.
    pub clause: Clause,
}

/// How long there is for a claim.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimWithin {
    /// So many local days.
    Days(u32),
    /// So many days on which a calendar, by its position, opens.
    WorkingDays(u32, Option<usize>),
    /// So many calendar months.
    Months(u32),
    /// So many hours.
    Hours(u32),
    /// Until so many periods later.
    Periods(u32),
}

words! {
    /// From what the time for a claim counts.
    ClaimFrom {
        /// The end of the credit's period.
        PeriodEnd = "period_end",
        /// The end of the last incident behind it.
        IncidentEnd = "incident_end",
        /// When the last of them was reported.
        Reported = "reported",
        /// When the report of the period was delivered.
        ReportDelivered = "report_delivered",
    }
}

/// What of a credit is charged again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarnBack {
    /// After so many measured periods in a row.
    pub after_periods: u32,
    /// Each at least so good; at least as good as its target where nothing is stated.
    pub level: Option<Exact>,
    /// Among the next so many measured periods.
    pub within: u32,
    /// The share that is charged again, in percent.
    pub percent: Exact,
    /// Whether every objective must be so good.
    pub of_all: bool,
    /// The clause that says so.
    pub clause: Clause,
}

/// A claim that was made, or a choice among credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ClaimMade {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in the list there.
    pub position: usize,
    /// The first date of the credit's period.
    pub period: NaiveDate,
    /// The objective, by its position.
    pub objective: usize,
    /// The labels of the part that is judged by itself, as names and values.
    pub labels: Vec<[Word; 2]>,
    /// When steps before it were done, by their positions.
    pub steps: Vec<(usize, Instant)>,
    /// When it was requested.
    pub requested: Option<Instant>,
    /// When it was decided.
    pub decided: Option<Instant>,
    /// What was granted then.
    pub granted: Option<Money>,
    /// Whether the client chose this credit among those of which not all are paid.
    pub chosen: bool,
}

/// What was credited and charged before what the files tell.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Before {
    /// Charges by the first date of their period.
    pub charges: Vec<BeforeAmount>,
    /// Credits by the first date of their period.
    pub credits: Vec<BeforeAmount>,
    /// Verdicts, in order of file and position.
    pub verdicts: Vec<BeforeVerdict>,
}

/// How an objective was judged in an earlier period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeVerdict {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in the list there.
    pub position: usize,
    /// The first date of its period.
    pub period: NaiveDate,
    /// The objective, by its position.
    pub objective: usize,
    /// The labels of the part that is judged by itself, as names and values.
    pub labels: Vec<[Word; 2]>,
    /// Whether the promise was broken.
    pub missed: bool,
    /// What was measured, where that is told.
    pub value: Option<Exact>,
}

/// An amount of an earlier period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BeforeAmount {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in the list there.
    pub position: usize,
    /// The first date of its period.
    pub period: NaiveDate,
    /// The service, by its position; none where it is about all of them.
    pub service: Option<usize>,
    /// The objective, by its position, where it is about one.
    pub objective: Option<usize>,
    /// How much.
    pub amount: Exact,
}
