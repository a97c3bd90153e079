//! What the rules of credits look at in a period.

use crate::model::Target;
use crate::units::Exact;

/// What the rules of credits look at in a period.
#[derive(Clone, Debug)]
pub struct CreditFacts<'a> {
    /// The value as it is held against target and tiers.
    pub value: &'a Exact,
    /// What keeps the promise.
    pub target: &'a Target,
    /// Whether the promise is broken; of a period that runs, as it stands.
    pub breached: bool,
    /// Downtime in seconds, each by its weight, of a service's time.
    pub down: Option<&'a Exact>,
    /// The downtime in seconds that the target allows, where it allows any.
    pub allowed: Option<&'a Exact>,
    /// How many nanoseconds each whole outage lasted that belongs to the period, and whether it has
    /// ended.
    pub outages: &'a [(i128, bool)],
    /// By how many nanoseconds each missed case went beyond its limit, and whether it has stopped.
    pub overruns: &'a [(i128, bool)],
    /// The seconds for which the charge of the period is, where lost time is credited.
    pub charged: Exact,
    /// The days for which the charge of the period is.
    pub days: Exact,
    /// What became of the periods before, in order of time; those not measured are not among them.
    pub earlier: &'a [EarlierPeriod],
    /// The period's place among all of the objective's.
    pub place: i64,
}

/// What became of an earlier period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarlierPeriod {
    /// Where its verdict comes from.
    pub by: VerdictBy,
    /// Its place among all of the objective's; those before the first that is judged are less than 0.
    pub place: i64,
    /// Whether the promise was broken.
    pub breached: bool,
    /// How many times the price was due of a rule of every so many breaches; of other rules 0.
    pub units: Exact,
}

/// Where the verdict of an earlier period comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum VerdictBy {
    /// It was judged.
    Judged {
        /// What was judged in it, by its position.
        subject: usize,
        /// Its position.
        period: usize,
    },
    /// The history tells it, by its position among the verdicts of before.
    Told(usize),
}
