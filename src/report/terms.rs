//! What else was agreed, as data for display: hours, charges, what is permitted and excluded, and
//! how a credit is worked out.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agreement::{LabelFacts, PriceFacts};
use crate::units::Exact;

/// A calendar, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CalendarFacts {
    /// Its id.
    pub id: String,
    /// Its hours; nothing where it is always open.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<WeekFacts>,
    /// The clause that states it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Hours of the week, for display: each as `09:00-17:00`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WeekFacts {
    /// The zone in which they are read, told like that of the agreement.
    pub zone: String,
    /// The hours that begin on each day, from Monday.
    pub days: Vec<Vec<String>>,
    /// The dates that have other hours, or none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub dates: Vec<DateHoursFacts>,
}

/// A date with hours of its own.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DateHoursFacts {
    /// The date.
    pub date: NaiveDate,
    /// Its hours; none where it is closed.
    pub hours: Vec<String>,
}

/// A charge, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargeFacts {
    /// The position of its service; nothing where it is for the whole contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub service: Option<u32>,
    /// The first local date on which it holds.
    pub from: NaiveDate,
    /// The local date at whose beginning it holds no more, where an amendment ends it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The amount.
    pub amount: Exact,
    /// For how many months it is paid.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// Or for how many seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<Exact>,
    /// How it is paid: `recurring`, `usage`, `one_time`.
    pub kind: String,
    /// What it is for.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelFacts>,
}

/// A permission of maintenance, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MaintenanceFacts {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The services, by position; nothing where it is about all of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub services: Option<Vec<u32>>,
    /// The hours of the week in which it may be done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub week: Option<WeekFacts>,
    /// Or the days that a rule names.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub recurring: Option<RecurringFacts>,
    /// Whether these hours count without record or notice.
    pub standing: bool,
    /// How many days before it must be announced.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_days: Option<u32>,
    /// Or how many seconds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub notice_seconds: Option<Exact>,
    /// How many seconds of it there may be,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most_seconds: Option<Exact>,
    /// in each of these: `month`, `quarter`, `half_year`, `year`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub at_most_per: Option<String>,
    /// Whether only time counts in which something hurts.
    pub only_downtime: bool,
    /// The clause that permits it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// Stretches on days of a rule, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecurringFacts {
    /// The rule, as it is written (RFC 5545).
    pub rule: String,
    /// The first date at which it is looked at.
    pub from: NaiveDate,
    /// The zone of its dates, told like that of the agreement.
    pub zone: String,
    /// The local time at which each begins.
    pub at: String,
    /// How long each is.
    pub seconds: Exact,
}

/// A cause for which the provider does not answer, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ExclusionFacts {
    /// The word by which incidents name it.
    pub cause: String,
    /// The clause that says so.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What the members of a group of services are together, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MembersFacts {
    /// `series`, `parallel`, `k_of_n` or `weighted`.
    pub kind: String,
    /// How many are needed, where that is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u32>,
    /// The members, by position.
    pub members: Vec<u32>,
    /// The share of each, where they have shares.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Exact>,
}

/// How a credit is worked out that is not by tiers, for display: what its rule states.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct RuleFacts {
    /// What each is worth; of an amount at risk, how much that is of the basis.
    #[serde(flatten)]
    pub price: PriceFacts,
    /// How many seconds a block has.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seconds: Option<Exact>,
    /// What is cut into blocks: `outage`, `period`, `overrun`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub on: Option<String>,
    /// Which parts count: `whole`, `begun`, `exact`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub part: Option<String>,
    /// Which downtime counts: `all`, `beyond_target`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub time: Option<String>,
    /// In which period the blocks of an outage count: that in which it `began`, or `ended`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub count_in: Option<String>,
    /// Which missed cases count: `breached`, `always`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub when: Option<String>,
    /// For which hours the charge is: `period`, `agreed`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hour_of: Option<String>,
    /// How many times the charge for the time that was lost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub times: Option<Exact>,
    /// By how many points the target is missed for each.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub step: Option<Exact>,
    /// Of what is at risk, how many percent are in the pool.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub pool: Option<Exact>,
    /// Of the pool, how many percent stand for the objective.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub allocation: Option<Exact>,
    /// How many periods in a row.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods: Option<u32>,
    /// For every how many breaches.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub breaches: Option<u32>,
    /// In how many of the last periods.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<u32>,
}

/// The least that is credited, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeastCreditFacts {
    /// The bound.
    pub amount: Exact,
    /// Whether the bound itself is credited.
    pub inclusive: bool,
    /// Whether all credits of a period are held against it together.
    pub per_period: bool,
    /// The clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What of a credit is charged again, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarnBackFacts {
    /// After so many measured periods in a row.
    pub after_periods: u32,
    /// Each at least so good; as good as its target where nothing is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub level: Option<Exact>,
    /// Among the next so many measured periods.
    pub within: u32,
    /// The share that is charged again, in percent.
    pub percent: Exact,
    /// Whether every objective must be so good.
    pub of_all: bool,
    /// The clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}
