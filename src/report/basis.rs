//! What the stages found: all that a report is arranged from.

use std::collections::HashMap;
use std::sync::Arc;

use crate::compliance::{Case, CaseMeasure, Judgement};
use crate::measurement::{
    Availability, ErrorBudget, ItemSource, OutageFigures, RequestFigures, Tally,
};
use crate::model::{Agreement, History, HourOf, Objective, Rule, Series, Subject};
use crate::penalty::{Account, Charged, Due, ServiceCredit};
use crate::timeline::{Evidence, Hours, ServicePeriod, ServiceTime, WholeOutage};
use crate::units::{Currency, Exact, Instant, Interval};

/// All that the results rest on.
#[derive(Clone, Debug)]
pub struct Basis {
    /// What was agreed.
    pub agreement: Arc<Agreement>,
    /// The contract, by its position among the inputs.
    pub contract: u32,
    /// What happened.
    pub history: Arc<History>,
    /// What the history is evidence for.
    pub evidence: Evidence,
    /// The term in time.
    pub term: Interval,
    /// The periods of all objectives, in the order in which they end.
    pub periods: Vec<ServicePeriod>,
    /// What each instant of services' time was.
    pub times: Vec<ServiceTime>,
    /// For each subject the position of its service's time among them.
    pub time_of: Vec<Option<usize>>,
    /// What is judged by itself, objective by objective.
    pub subjects: Vec<Subject>,
    /// For each the first that is the same promise, by the same labels; none where nothing is amended.
    pub promises: Vec<usize>,
    /// For each the series of requests that it looks at, by position.
    pub series: Vec<Vec<usize>>,
    /// The cases of each, and those that were skipped because of their incident's cause.
    pub cases: Vec<(Vec<Case>, Vec<Case>)>,
    /// The hours of each calendar.
    pub hours: Vec<Hours>,
    /// The hours of what has no calendar.
    pub always: Hours,
    /// The instant of evaluation.
    pub as_of: Instant,
}

impl Basis {
    /// Every figure there is to be, as subject and period, in order.
    #[must_use]
    pub fn figures(&self) -> Vec<(usize, usize)> {
        let objective = |subject: &Subject| self.agreement.objectives.get(subject.objective);
        let subjects = self.subjects.iter().enumerate();
        let figures = subjects.flat_map(|(at, subject)| {
            let own = objective(subject);
            let periods = self.periods.iter().enumerate();
            let periods =
                periods.filter(move |(_, it)| own.is_some_and(|own| self.judges(own, it)));
            periods.map(move |(period, _)| (at, period))
        });
        figures.collect()
    }

    /// Whether an objective is judged for a period.
    #[must_use]
    pub fn judges(&self, objective: &Objective, period: &ServicePeriod) -> bool {
        period.is_of(&objective.periods, self.agreement.zone, self.term)
    }

    /// What holds for the credits of a period: by the terms at its end.
    #[must_use]
    pub fn terms_at_end(&self, period: &ServicePeriod) -> &Agreement {
        let zone = self.agreement.zone;
        let end = period.of_term(zone, self.term).span.until();
        let holds = |it: &&Agreement| it.from.is_none_or(|from| zone.start_of_day(from) < end);
        self.agreement.terms.iter().rfind(holds).unwrap_or(&self.agreement)
    }

    /// The currency of the amounts of a period.
    #[must_use]
    pub fn currency_of(&self, period: usize) -> Currency {
        let first = self.periods.get(period).map(|period| period.first);
        let held = first.map(|first| self.agreement.currency_on(first).currency);
        held.unwrap_or(self.agreement.currency)
    }

    /// The subject that stands for all that is one promise over time, for the same labels.
    #[must_use]
    pub fn promise(&self, subject: usize) -> usize {
        self.promises.get(subject).copied().unwrap_or(subject)
    }

    /// The credit with which that of a subject in a period is one, where an amendment parts it.
    #[must_use]
    pub fn one_with<'a>(
        &self,
        account: &'a Account,
        (subject, period): (usize, usize),
    ) -> Option<&'a Due> {
        let is_amended = !self.agreement.terms.is_empty();
        is_amended.then(|| account.of_part(subject, period)).flatten()
    }

    /// The period that stands for all the parts of one, as amendments may cut it.
    #[must_use]
    pub fn whole_period(&self, period: usize) -> usize {
        if self.agreement.terms.is_empty() {
            return period;
        }
        let Some(own) = self.periods.get(period) else { return period };
        let is_part = |it: &ServicePeriod| it.periods.of_term() == own.periods.of_term();
        // They stand together, for they end together.
        let all = self.periods.iter().enumerate().skip(period);
        let same = all.take_while(|(_, it)| it.whole == own.whole);
        same.filter(|(_, it)| is_part(it)).last().map_or(period, |(at, _)| at)
    }

    /// What each instant of its service's time was, as the subject at that position counts it.
    #[must_use]
    pub fn service_time(&self, subject: usize) -> Option<&ServiceTime> {
        self.times.get((*self.time_of.get(subject)?)?)
    }

    /// The series of requests that a subject looks at, with their positions.
    pub fn series_of(&self, subject: usize) -> impl Iterator<Item = (usize, &Series)> {
        let own = self.series.get(subject).into_iter().flatten();
        own.filter_map(|at| Some((*at, self.history.series.get(*at)?)))
    }

    /// The cases of a subject that were skipped, and whose clocks started in a window.
    pub(super) fn skipped(&self, subject: usize, window: Interval) -> impl Iterator<Item = &Case> {
        let skipped = self.cases.get(subject).into_iter().flat_map(|(_, skipped)| skipped);
        skipped.filter(move |case| {
            let started = case.span.from();
            window.from() <= started && started < window.until()
        })
    }

    /// The seconds of a period for which its charge is, where an objective's credit is for lost
    /// time: all of them, those that are agreed, for which a fixed length may stand, or those of them
    /// that are measured.
    #[must_use]
    pub fn charged(
        &self,
        objective: &Objective,
        period: &ServicePeriod,
        measured: &Measured,
    ) -> Exact {
        let span = period.span;
        if let (Some(Rule::TimesLostTime(lost)), Some(time)) = (objective.rule(), measured.time())
            && lost.hour_of == HourOf::Measured
        {
            return time.measured();
        }
        match (objective.rule(), self.agreement.period_length) {
            (Some(Rule::TimesLostTime(lost)), fixed) if lost.hour_of == HourOf::Agreed => {
                let Some(length) = fixed else {
                    let hours = self.hours_of(objective.calendar);
                    return Exact::seconds(hours.between(span.from(), span.until()));
                };
                let part = &Exact::seconds(length) * &Exact::seconds(span.nanoseconds());
                let part = part.checked_div(&Exact::seconds(period.whole.nanoseconds()));
                part.unwrap_or_else(Exact::zero)
            }
            _ => Exact::seconds(span.nanoseconds()),
        }
    }

    /// For how many days the charge of a period is: of one that the term cuts, those inside.
    #[must_use]
    pub fn days_of(&self, period: &ServicePeriod) -> Exact {
        let day = self.terms_at_end(period).credits.day_of_charge;
        Charged::of(period).days(day, self.agreement.zone)
    }

    /// The hours of a calendar, by its position.
    #[must_use]
    pub fn hours_of(&self, calendar: Option<usize>) -> &Hours {
        calendar.and_then(|calendar| self.hours.get(calendar)).unwrap_or(&self.always)
    }
}

/// For each subject the position of the first that is the same promise, by the same labels; none where
/// nothing is amended.
#[must_use]
pub fn promises(agreement: &Agreement, subjects: &[Subject]) -> Vec<usize> {
    if agreement.terms.is_empty() {
        return Vec::new();
    }
    let mut first = HashMap::new();
    let own = subjects.iter().enumerate().map(|(at, subject)| {
        let promise = agreement.promise(subject.objective);
        // That of the promise itself stands before those that continue it, where it has any.
        let key = (promise, subject.labels.as_slice());
        match promise == subject.objective {
            true => *first.entry(key).or_insert(at),
            false => first.get(&key).copied().unwrap_or(at),
        }
    });
    own.collect()
}

/// What the stages found of one subject in one period.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// The subject's position.
    pub subject: usize,
    /// The period's position.
    pub period: usize,
    /// What was measured.
    pub measured: Measured,
    /// The value of it, or what stands for it without any case.
    pub value: Option<Exact>,
    /// What was judged of it.
    pub judgement: Judgement,
    /// The downtime that it leaves room for, where it is an availability.
    pub budget: Option<ErrorBudget>,
    /// What it is worth by its rule.
    pub credit: Option<ServiceCredit>,
    /// The whole outages that its credit counts, and whether each has ended.
    pub credited: Vec<(WholeOutage, bool)>,
    /// That among all that is due, by position, once it is settled.
    pub due: Option<usize>,
}

/// What was measured.
#[derive(Clone, Debug)]
pub enum Measured {
    /// The availability of a service.
    Availability(Availability),
    /// A figure of the outages of a service.
    Outages(OutageFigures),
    /// Cases.
    Cases(CaseMeasure),
    /// Single values.
    Tally(Tally),
    /// The share of requests that succeeded.
    Requests(Box<RequestFigures>),
}

impl Measured {
    /// The time that is looked at.
    #[must_use]
    pub fn window(&self) -> Interval {
        match self {
            Self::Availability(availability) => availability.window,
            Self::Outages(figures) => figures.time.window,
            Self::Cases(cases) => cases.window,
            Self::Tally(tally) => tally.window,
            Self::Requests(figures) => figures.time.window,
        }
    }

    /// The time of a service that it rests on, if any.
    #[must_use]
    pub fn time(&self) -> Option<&Availability> {
        match self {
            Self::Availability(time) => Some(time),
            Self::Outages(figures) => Some(&figures.time),
            Self::Requests(figures) => Some(&figures.time),
            Self::Cases(_) | Self::Tally(_) => None,
        }
    }

    /// The incidents of whose resolutions it is a share, by position.
    pub(super) fn resolutions(&self) -> impl Iterator<Item = usize> {
        let items = match self {
            Self::Tally(tally) => tally.items.as_slice(),
            _ => &[],
        };
        items.iter().filter_map(|item| match item.source {
            ItemSource::Resolution(incident) => Some(incident),
            _ => None,
        })
    }
}
