//! What was agreed, as data for display.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::bonus::BonusFacts;

use super::{
    CalendarFacts, CapFacts, ChargeFacts, ClaimTermsFacts, EarnBackFacts, ExclusionFacts,
    LeastCreditFacts, MaintenanceFacts, MembersFacts, RuleFacts,
};
use crate::model::{Event, Indicator};
use crate::units::{Better, Currency, Exact, LocalInstant, Money, Sort, Unit};

/// What was agreed, for display.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct AgreementFacts {
    /// The contract's own id.
    pub id: Option<String>,
    /// Its title.
    pub title: Option<String>,
    /// A remark that every reader should see.
    pub note: Option<String>,
    /// The provider's name.
    pub provider: Option<String>,
    /// The client's name.
    pub client: Option<String>,
    /// The currency's code, by the terms in force.
    pub currency: String,
    /// The currencies of earlier terms, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub earlier_currencies: Vec<EarlierCurrency>,
    /// The decimals of its minor unit.
    pub minor_digits: u32,
    /// The zone in which periods and days are cut; where amendments change it all of them, each after
    /// the first behind the date on which it begins: `Europe/Berlin, 2026-07-01 America/New_York`.
    pub time_zone: String,
    /// The beginning of the term.
    pub term_from: LocalInstant,
    /// The end of the term, if it has one.
    pub term_until: Option<LocalInstant>,
    /// What one of its periods is called: `month`, `quarter`, `half-year`, `year`, `period`.
    pub every: String,
    /// How long there is to claim a credit; without it, none need be claimed.
    pub claim: Option<ClaimTermsFacts>,
    /// The most that is credited, in the contract's order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<CapFacts>,
    /// The least that is credited.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub least_credit: Option<LeastCreditFacts>,
    /// What of a credit is charged again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub earn_back: Option<EarnBackFacts>,
    /// Of each of these lists of objectives, by position in the contract, only the dearest credit of a
    /// period is paid.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusive: Vec<Vec<u32>>,
    /// The calendars.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub calendars: Vec<CalendarFacts>,
    /// What it costs.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub charges: Vec<ChargeFacts>,
    /// The maintenance that is permitted.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maintenance: Vec<MaintenanceFacts>,
    /// The causes for which the provider does not answer.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub exclusions: Vec<ExclusionFacts>,
    /// The services.
    pub services: Vec<ServiceFacts>,
    /// The objectives.
    pub objectives: Vec<ObjectiveFacts>,
    /// What was promised without any measure: nothing is judged of it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub commitments: Vec<CommitmentFacts>,
    /// The amendments that are in force, in the order in which they came into effect.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub amendments: Vec<AmendmentFacts>,
}

/// A currency of earlier terms.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarlierCurrency {
    /// The currency.
    pub currency: Currency,
    /// The first local date of the next.
    pub until: NaiveDate,
}

impl AgreementFacts {
    /// The code of the currency of amounts on a date, from the beginning where there is none; and its
    /// decimals.
    #[must_use]
    pub fn currency_on(&self, date: Option<NaiveDate>) -> (&str, u32) {
        let all = &self.earlier_currencies;
        match all.iter().find(|it| date.is_none_or(|date| date < it.until)) {
            Some(earlier) => (earlier.currency.code(), earlier.currency.minor_digits()),
            None => (&self.currency, self.minor_digits),
        }
    }

    /// The objectives by their positions, each promise followed by what continues it by other terms.
    #[must_use]
    pub fn in_order(&self) -> Vec<u32> {
        let promise = |(at, objective): (u32, &ObjectiveFacts)| {
            let first = objective.terms.as_ref().and_then(|terms| terms.continues);
            (first.unwrap_or(at), at)
        };
        let mut positions: Vec<(u32, u32)> = (0..).zip(&self.objectives).map(promise).collect();
        positions.order();
        positions.into_iter().map(|(_, at)| at).collect()
    }
}

/// An amendment, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AmendmentFacts {
    /// Its position in the contract.
    pub position: u32,
    /// Its own id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// The first local date on which it holds.
    pub effective: NaiveDate,
    /// What it is about.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Its clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What the clause says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Who agreed to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub agreed_by: Vec<String>,
    /// The parts that it changes, each by its path.
    pub changes: Vec<String>,
}

/// By which terms something is judged, where amendments change them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TermsFacts {
    /// The first local date; from the beginning where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from: Option<NaiveDate>,
    /// The local date at whose beginning they end, if they do.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub until: Option<NaiveDate>,
    /// The last of the amendments that are in force in them, by its position in the contract.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amendment: Option<u32>,
    /// The objective in this list whose promise they continue.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub continues: Option<u32>,
}

/// A service, for display.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ServiceFacts {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How critical it is; 1 is the most.
    pub criticality: Option<u32>,
    /// What is delivered.
    pub deliverables: Vec<String>,
    /// The calendar of its agreed hours; always open where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// What its downtime costs the client.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub cost_of_downtime: Option<CostFacts>,
    /// The services that make it together, where it is a group of them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<MembersFacts>,
    /// The clause that defines it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// What the clause says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What downtime costs the client, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CostFacts {
    /// The amount.
    pub amount: Money,
    /// Of how many seconds of downtime.
    pub seconds: u32,
}

/// An objective, for display.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ObjectiveFacts {
    /// Its id; with the values of labels behind it, where it is judged for these alone.
    pub id: String,
    /// Its name, likewise.
    pub name: String,
    /// Its id in the contract.
    pub stated_id: String,
    /// Its position in the contract; behind all that stand there, where it continues one of these by
    /// the terms of an amendment.
    pub position: u32,
    /// By which terms it is judged, where amendments change them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub terms: Option<TermsFacts>,
    /// The values of the labels by which the objective is judged one by one.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub labels: Vec<LabelFacts>,
    /// The position of its service; nothing where it is about every incident.
    pub service: Option<u32>,
    /// What is measured.
    pub indicator: String,
    /// How many values become one: `share`, `mean`, `median`, `maximum`, `percentile`; `value`,
    /// where there is but one.
    pub measure: String,
    /// What its value counts in.
    pub unit: Unit,
    /// The unit of a number that has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub unit_name: Option<String>,
    /// Which values are better.
    pub better: Better,
    /// The name of the measurements, or the word of the events, that its value comes from, where it is
    /// not the indicator's own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub source: Option<String>,
    /// The objectives that its value comes from.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub parts: Vec<ScorePartFacts>,
    /// The event that starts its clock, then what stands in for it; empty where it is no clock.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub starts: Vec<Event>,
    /// The event that stops its clock, likewise.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub stops: Vec<Event>,
    /// How long a clock may run; empty where it has no limit.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub limits: Vec<LimitFacts>,
    /// Its clause.
    pub clause: Option<String>,
    /// What the clause says.
    pub text: Option<String>,
    /// The bound that keeps the promise.
    pub target: BoundFacts,
    /// The lower end of a promise that is a range, whose upper end that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target_from: Option<Exact>,
    /// The bound of the level that is expected beside it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub expected: Option<BoundFacts>,
    /// The rule of its credit, by its field in a contract; nothing where it has no credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit: Option<String>,
    /// What its percentages are of, by the word in a contract; nothing where it has no credit.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub basis: Option<String>,
    /// The tiers of its credit; empty where it has none.
    pub tiers: Vec<TierFacts>,
    /// What the rule of its credit states, where it is not told by tiers.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rule: Option<RuleFacts>,
    /// What the provider gets where a period is better than promised.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bonus: Option<BonusFacts>,
    /// The clause of its credit, where it has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_clause: Option<String>,
    /// What that clause says.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub credit_text: Option<String>,
    /// By when its credits must be claimed, where that is not as for all.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub claim: Option<ClaimTermsFacts>,
    /// Whether they need not be, whatever holds for all.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub automatic: bool,
    /// The calendar of its hours; always open where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// How long its periods are: `month`, `quarter`, `half_year`, `year`, `days`.
    pub every: String,
    /// How many days they have, where they are counted in days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub every_days: Option<u32>,
    /// The days that are looked at, where they are others than the period's.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub window_days: Option<u32>,
    /// The share of agreed time, in percent, of which something must be known for a verdict.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub minimum_coverage: Option<Exact>,
    /// The priorities of the incidents that it is about; all where there are none.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub priorities: Vec<String>,
    /// The rank of its percentile, where it is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub rank: Option<Exact>,
}

impl ObjectiveFacts {
    /// Whether it is about the time of a service, or else about cases.
    #[must_use]
    pub fn is_availability(&self) -> bool {
        self.indicator == Indicator::Availability.name()
    }
}

/// An objective that the value of another comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScorePartFacts {
    /// The objective, by its position in the contract.
    pub objective: u32,
    /// How much it weighs in a score.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub weight: Option<Exact>,
    /// How many points it gives each time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points: Option<Exact>,
    /// What gives these: `breach`, `miss`, `outage`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub points_for: Option<String>,
    /// Over how many of its periods a mean goes.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub periods: Option<u32>,
}

/// The value of a label.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LabelFacts {
    /// The label.
    pub name: String,
    /// Its value; nothing for incidents that do not say it.
    pub value: Option<String>,
}

/// How long a clock may run.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LimitFacts {
    /// For which priority; nothing where for all.
    pub priority: Option<String>,
    /// So many seconds of its hours.
    pub seconds: Option<Exact>,
    /// The lower end of a range, in seconds, whose upper end that is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub from_seconds: Option<Exact>,
    /// Or so many working days.
    pub working_days: Option<u32>,
    /// Whether the limit itself is too long already.
    pub strict: bool,
}

/// A promise without a measure: nothing is judged of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CommitmentFacts {
    /// Its id.
    pub id: String,
    /// The position of the service that it is about; nothing where of the whole contract.
    pub service: Option<u32>,
    /// The clause that promises it.
    pub clause: Option<String>,
    /// What is promised.
    pub text: String,
}

/// A bound as the contract spells it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoundFacts {
    /// How it bounds.
    pub bound: Bound,
    /// Its value.
    pub value: Exact,
}

/// How a bound bounds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Bound {
    /// At its value or above.
    AtLeast,
    /// Above its value.
    Above,
    /// Below its value.
    Below,
    /// At its value or below.
    AtOrBelow,
    /// At its value or below, as a target spells it.
    AtMost,
    /// At its value or above, as a tier spells it.
    AtOrAbove,
}

impl Bound {
    /// The field that states it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::AtLeast => "at_least",
            Self::Above => "above",
            Self::Below => "below",
            Self::AtOrBelow => "at_or_below",
            Self::AtMost => "at_most",
            Self::AtOrAbove => "at_or_above",
        }
    }
}

/// A tier of credit, for display.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct TierFacts {
    /// Where it begins.
    pub begin: BoundFacts,
    /// Where it ends, if it says so.
    pub end: Option<BoundFacts>,
    /// What is due.
    #[serde(flatten)]
    pub price: PriceFacts,
}

/// What each of something is worth, for display: one of these.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PriceFacts {
    /// A percentage of the basis.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Exact>,
    /// An amount in the contract's currency.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Exact>,
    /// Days of the charge of the period.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_of_charge: Option<Exact>,
}

/// How an open question is read.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingFacts {
    /// The question, by the field that answers it.
    pub name: String,
    /// The answer in force.
    pub value: String,
    /// Whether the contract leaves it open.
    pub by_default: bool,
    /// The ids of the objectives, or permissions of maintenance, that are read so; empty where all
    /// are.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub only: Vec<String>,
}
