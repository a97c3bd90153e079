//! The agreement.

use chrono::NaiveDate;

use super::{Charge, Claim, CreditRule, Cut, ImpactScale};
use crate::units::{Currency, Zone};

/// A contract that makes sense.
///
/// Its lists keep the order of the contract, so that a position is also the position in the file.
#[derive(Clone, Debug)]
pub struct Agreement {
    /// The contract's own id.
    pub id: Option<String>,
    /// The contract's title.
    pub title: Option<String>,
    /// A remark that every reader of the results should see.
    pub note: Option<String>,
    /// The provider's name.
    pub provider: Option<String>,
    /// The client's name.
    pub client: Option<String>,
    /// The currency of every amount.
    pub currency: Currency,
    /// The zone in which periods and days are cut.
    pub zone: Zone,
    /// From when, and until when, it holds.
    pub term: Term,
    /// The service period.
    pub every: Every,
    /// The services.
    pub services: Vec<Service>,
    /// The impact words with their weights.
    pub impact: ImpactScale,
    /// What was promised.
    pub objectives: Vec<Objective>,
    /// By when a credit must be claimed; without it, none need be.
    pub claim: Option<Claim>,
    /// How each open question of the contract is read, and whether it says so.
    pub readings: Vec<Reading>,
}

/// From when, and until when, an agreement holds, in local dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The first date; where it is missing, the first instant covered begins the term.
    pub from: Option<NaiveDate>,
    /// The date at whose beginning it has ended.
    pub until: Option<NaiveDate>,
}

/// The length of a service period, aligned to the calendar year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Every {
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
}

impl Every {
    /// Its months.
    #[must_use]
    pub fn months(self) -> u32 {
        match self {
            Self::Month => 1,
            Self::Quarter => 3,
        }
    }

    /// The word for it in a contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Month => "month",
            Self::Quarter => "quarter",
        }
    }
}

/// Where the agreement says something, and what it says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Clause {
    /// The clause: `§4.1`.
    pub number: Option<String>,
    /// Its own sentence.
    pub text: Option<String>,
}

/// A service.
#[derive(Clone, Debug)]
pub struct Service {
    /// The id that incidents and objectives name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How critical it is; 1 is the most.
    pub criticality: Option<u32>,
    /// What is delivered.
    pub deliverables: Vec<String>,
    /// What it costs, in order of time.
    pub charges: Vec<Charge>,
    /// The clause that defines it.
    pub clause: Clause,
}

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indicator {
    /// The share of measured time without downtime, in percent.
    Availability,
}

impl Indicator {
    /// The word for it in a contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Availability => "availability",
        }
    }
}

/// One promise that can be judged.
#[derive(Clone, Debug)]
pub struct Objective {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The clause that promises it.
    pub clause: Clause,
    /// The position of its service.
    pub service: usize,
    /// What is measured.
    pub indicator: Indicator,
    /// Values at or above this cut keep the promise.
    pub target: Cut,
    /// What a breach is worth.
    pub credit: Option<CreditRule>,
}

/// How an open question is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The question, by the field that answers it: `counting/overlap`.
    pub name: &'static str,
    /// The answer in force.
    pub value: String,
    /// Whether the contract leaves it open.
    pub by_default: bool,
}
