//! The agreement.

use chrono::NaiveDate;

use super::{
    AmendedPeriod, Amendment, Bonus, Calendar, Charge, Claim, ClockTerms, Counting, CreditRule,
    Credits, Cut, Group, ImpactScale, Indicator, Limits, NoRequests, OutageIn, Periods, Permission,
    Pointers, RequestMethod, Right, Rule, RuleClaim, Scope, Statements, TallySource, TallyTerms,
    Target, Version, Window, Word,
};
use crate::units::{Currency, Exact, Zone};

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
    /// The service periods.
    pub periods: Periods,
    /// The length that stands for the agreed time of a whole period, in nanoseconds, if any does.
    pub period_length: Option<i128>,
    /// The calendars.
    pub calendars: Vec<Calendar>,
    /// What it costs as a whole, beside its services, in order of time.
    pub charges: Vec<Charge>,
    /// The services.
    pub services: Vec<Service>,
    /// The priorities, the highest first; empty where any word may be one.
    pub priorities: Vec<String>,
    /// The maintenance that is permitted.
    pub maintenance: Vec<Permission>,
    /// The causes for which the provider does not answer.
    pub exclusions: Vec<Exclusion>,
    /// The impact words with their weights.
    pub impact: ImpactScale,
    /// What was promised.
    pub objectives: Vec<Objective>,
    /// What was promised without any measure.
    pub commitments: Vec<Commitment>,
    /// By when a credit must be claimed; without it, none need be.
    pub credits: Credits,
    /// What may be done where promises are broken often or badly.
    pub rights: Vec<Right>,
    /// What it states of the questions that a contract may leave open.
    pub statements: Statements,
    /// What becomes of a period in which an amendment changes how it is measured or judged.
    pub amended_period: AmendedPeriod,
    /// The contract with each of its amendments, in the order in which they come into effect.
    pub later: Vec<Version>,
    /// The amendments that are in force in it.
    pub amendments: Vec<Amendment>,
    /// Where it reads together the terms of several versions, these, with all its objectives: each
    /// of them names its own. None where there is but one.
    pub terms: Vec<Agreement>,
    /// Its position among several versions.
    pub number: usize,
    /// The first local date on which it holds, where it is one of several; the first has none.
    pub from: Option<NaiveDate>,
    /// Where its parts stand in the file.
    pub pointers: Pointers,
}

impl Agreement {
    /// The version by whose terms the objective at that position is measured and judged.
    #[must_use]
    pub fn terms_of(&self, objective: usize) -> &Self {
        let own = self.objectives.get(objective).and_then(|it| self.terms.get(it.version));
        own.unwrap_or(self)
    }

    /// Where a part of that objective's version stands in the file.
    #[must_use]
    pub fn real(&self, objective: usize, pointer: &str) -> String {
        self.terms_of(objective).pointers.real(pointer)
    }

    /// The position of the first of the objectives that are one promise over time: the same id, by
    /// the terms of one version after the other. That of any other is its own.
    #[must_use]
    pub fn promise(&self, objective: usize) -> usize {
        self.objectives.get(objective).and_then(|it| it.continues).unwrap_or(objective)
    }

    /// The names of its priorities, the highest first: as it lists them, then as its limits name
    /// them; some may come again.
    pub fn priority_names(&self) -> impl Iterator<Item = &str> {
        let limits =
            self.objectives.iter().filter_map(|objective| match &objective.clock()?.limits {
                Limits::ByPriority(limits) => Some(limits),
                _ => None,
            });
        let limits = limits.flatten().map(|(name, _)| name);
        self.priorities.iter().chain(limits).map(String::as_str)
    }
}

/// From when, and until when, an agreement holds, in local dates.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term {
    /// The first date; where it is missing, the first instant covered begins the term.
    pub from: Option<NaiveDate>,
    /// The date at whose beginning it has ended.
    pub until: Option<NaiveDate>,
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
#[derive(Clone, Debug, PartialEq)]
pub struct Service {
    /// The id that incidents and objectives name.
    pub id: String,
    /// Its name.
    pub name: String,
    /// How critical it is; 1 is the most.
    pub criticality: Option<u32>,
    /// What is delivered.
    pub deliverables: Vec<String>,
    /// The calendar of its agreed hours, by its position; always open where there is none.
    pub calendar: Option<usize>,
    /// How incidents count for it.
    pub counting: Counting,
    /// The services that make it together, where it is a group of them.
    pub group: Option<Group>,
    /// What it costs, in order of time.
    pub charges: Vec<Charge>,
    /// What its downtime costs the client, where that is stated.
    pub cost_of_downtime: Option<CostOfDowntime>,
    /// The clause that defines it.
    pub clause: Clause,
}

/// What downtime costs the client.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostOfDowntime {
    /// The amount.
    pub amount: Exact,
    /// Its currency, which need not be the agreement's.
    pub currency: Currency,
    /// Of how many seconds of downtime.
    pub seconds: u32,
}

/// A cause for which the provider does not answer.
#[derive(Clone, Debug, PartialEq)]
pub struct Exclusion {
    /// The word by which incidents name it.
    pub cause: String,
    /// The clause that says so.
    pub clause: Clause,
}

/// A promise without a measure: it stands in reports, and nothing is judged of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// Its id.
    pub id: String,
    /// The position of its service; of the whole contract where there is none.
    pub service: Option<usize>,
    /// The clause that promises it.
    pub clause: Option<String>,
    /// What is promised.
    pub text: String,
}

/// One promise that can be judged.
#[derive(Clone, Debug, PartialEq)]
pub struct Objective {
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
    /// The clause that promises it.
    pub clause: Clause,
    /// The position of its service; a clock without one looks at every incident.
    pub service: Option<usize>,
    /// What is measured.
    pub indicator: Indicator,
    /// The calendar of its hours, by its position; always open where there is none.
    pub calendar: Option<usize>,
    /// How incidents count for it.
    pub counting: Counting,
    /// How that is measured.
    pub terms: Terms,
    /// The value that keeps the promise.
    pub target: Target,
    /// The value that is expected, where it is another.
    pub expected: Option<Cut>,
    /// The share of agreed time, in percent, of which something must be known for a verdict.
    pub minimum_coverage: Option<Exact>,
    /// The periods for which it is judged.
    pub periods: Periods,
    /// The days that are looked at, where they are others than the period's.
    pub window: Option<Window>,
    /// What a breach is worth.
    pub credit: Option<CreditRule>,
    /// What the provider gets where a period is better than promised.
    pub bonus: Option<Bonus>,
    /// Its position in its version of the contract.
    pub written: usize,
    /// That version, by its position, where there are several.
    pub version: usize,
    /// The objective whose promise it continues by other terms, by its position.
    pub continues: Option<usize>,
}

impl Objective {
    /// By when its credits must be claimed: by the terms of its own, or else those of all.
    #[must_use]
    pub fn claim<'a>(&'a self, of_all: &'a Credits) -> Option<&'a Claim> {
        match self.credit.as_ref().map(|credit| &credit.claim) {
            Some(RuleClaim::Automatic) => None,
            Some(RuleClaim::Own(claim)) => Some(claim),
            Some(RuleClaim::AsAll) | None => of_all.claim.as_ref(),
        }
    }

    /// The terms of its clock, where it is one.
    #[must_use]
    pub fn clock(&self) -> Option<&ClockTerms> {
        match &self.terms {
            Terms::Clock(clock) => Some(clock),
            Terms::ServiceTime(_) | Terms::Tally(_) => None,
        }
    }

    /// The terms of its tally, where it is one.
    #[must_use]
    pub fn tally(&self) -> Option<&TallyTerms> {
        match &self.terms {
            Terms::Tally(tally) => Some(tally),
            Terms::ServiceTime(_) | Terms::Clock(_) => None,
        }
    }

    /// How it makes one value of series of requests, where it is about them.
    #[must_use]
    pub fn requests(&self) -> Option<(RequestMethod, NoRequests)> {
        match self.tally()?.source {
            TallySource::Requests { method, no_requests } => Some((method, no_requests)),
            _ => None,
        }
    }

    /// How what a breach is worth is worked out, where it is worth anything.
    #[must_use]
    pub fn rule(&self) -> Option<&Rule> {
        self.credit.as_ref().map(|credit| &credit.rule)
    }

    /// To which period the outages belong for which it pays.
    #[must_use]
    pub fn credited_in(&self) -> OutageIn {
        self.rule().and_then(Rule::count_in).unwrap_or(self.counting.outage_in)
    }

    /// Which incidents it is about.
    #[must_use]
    pub fn scope(&self) -> &Scope {
        match &self.terms {
            Terms::Clock(clock) => &clock.scope,
            Terms::Tally(tally) => &tally.scope,
            Terms::ServiceTime(scope) => scope,
        }
    }

    /// Whether a share of agreed time that is known, in percent, is enough for a verdict.
    #[must_use]
    pub fn is_enough(&self, coverage: Option<&Exact>) -> bool {
        let least = self.minimum_coverage.as_ref();
        least.is_none_or(|least| coverage.is_some_and(|coverage| coverage >= least))
    }

    /// Whether it is about the time of a service.
    #[must_use]
    pub fn is_about_time(&self) -> bool {
        matches!(self.terms, Terms::ServiceTime(_))
    }
}

/// How an objective's indicator is measured.
#[derive(Clone, Debug, PartialEq)]
pub enum Terms {
    /// By what each instant of its service's time was, for the sake of these incidents.
    ServiceTime(Scope),
    /// By a clock on each incident.
    Clock(Box<ClockTerms>),
    /// By single values that are put together.
    Tally(Box<TallyTerms>),
}

/// What is judged by itself: an objective, or its part for one combination of labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// The objective, by its position.
    pub objective: usize,
    /// The values of the labels by which it is judged one by one; none where an incident says none.
    pub labels: Vec<Option<Word>>,
}
