//! What cost most: downtime by what it came from.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use super::arrange::position;
use super::basis::{Assessed, Basis};
use super::label_spans::window;
use crate::model::{Objective, Treatment, Word};
use crate::timeline::{Label, Source};
use crate::units::{Exact, Money, Sort};

/// By what downtime is told apart.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum CostBy {
    /// By incident.
    #[default]
    Incident,
    /// By the cause of incidents.
    Cause,
    /// By service.
    Service,
    /// By the value of a label of incidents.
    Label(String),
}

/// Of which services, and of which periods, downtime is told apart; by their positions.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CostScope {
    /// The services.
    pub services: BTreeSet<u32>,
    /// The periods.
    pub periods: Range<usize>,
}

impl CostScope {
    /// All there is.
    pub(crate) fn whole(basis: &Basis) -> Self {
        let services = 0..position(basis.agreement.services.len());
        Self { services: services.collect(), periods: 0..basis.periods.len() }
    }
}

/// What downtime came from.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum CostOf {
    /// An incident, by its id.
    Incident(String),
    /// Maintenance that was not permitted, by the id of its record.
    Maintenance(String),
    /// Maintenance that was not permitted, all of it.
    NotPermitted,
    /// Steps in which too many requests failed.
    Requests,
    /// A service, by its position.
    Service(u32),
    /// A cause, or the value of a label.
    Named(String),
    /// Incidents that say no cause, or not that label.
    Unsaid,
    /// Time with a label, which counts as down.
    Label(Label),
}

/// A part of all downtime.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cost {
    /// What it came from.
    pub of: CostOf,
    /// The seconds of downtime, each by its weight.
    pub seconds: Exact,
    /// How many incidents are behind it.
    pub incidents: u64,
    /// The credits of finished periods of a service, in each currency; of nothing else, for a credit is a share of a
    /// value, not of an incident.
    pub credits: Vec<Money>,
}

/// The downtime of all services, each as the first of its objectives about all incidents counts it,
/// over the periods of that; where each looks at some alone, as the first does, label by label.
///
/// A second belongs to one incident alone, as [`ServiceTime::owned`](crate::timeline::ServiceTime::owned) says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Costs {
    /// The largest parts, the largest first.
    pub parts: Vec<Cost>,
    /// How many other parts there are.
    pub others: u64,
    /// All downtime.
    pub seconds: Exact,
}

/// What downtime came from most, in at most so many parts.
#[must_use]
pub fn costs(
    basis: &Basis,
    assessed: &[Assessed],
    by: &CostBy,
    scope: &CostScope,
    most: usize,
) -> Costs {
    let mut tally = Tally { basis, by, scope, parts: BTreeMap::new(), all: Exact::zero() };
    for (service, _) in basis.agreement.services.iter().enumerate() {
        if scope.services.contains(&position(service)) {
            tally.add(assessed, service);
        }
    }
    let Tally { parts, all, .. } = tally;
    let part = |(of, (seconds, incidents)): (CostOf, (Exact, BTreeSet<Source>))| Cost {
        of,
        seconds,
        incidents: incidents.len() as u64,
        credits: Vec::new(),
    };
    let mut parts: Vec<Cost> = parts.into_iter().map(part).collect();
    parts.order_by(|a, b| b.seconds.cmp(&a.seconds).then_with(|| a.of.cmp(&b.of)));
    let others = parts.len().saturating_sub(most) as u64;
    parts.truncate(most);
    if *by == CostBy::Service {
        for part in &mut parts {
            part.credits = credits_of(basis, assessed, &scope.periods, &part.of);
        }
    }
    Costs { parts, others, seconds: all }
}

/// The names of the labels that incidents have, in the order of the history; at most so many.
#[must_use]
pub fn label_names(basis: &Basis, most: usize) -> Vec<String> {
    let mut names: Vec<Word> = Vec::new();
    for incident in basis.history.incidents.iter() {
        for [name, _] in incident.labels() {
            if names.len() < most && !names.contains(name) {
                names.push(*name);
            }
        }
    }
    names.into_iter().map(|name| basis.history.words.text(name).to_owned()).collect()
}

/// The credits of finished periods of the objectives of a service, in each currency.
fn credits_of(
    basis: &Basis,
    assessed: &[Assessed],
    periods: &Range<usize>,
    of: &CostOf,
) -> Vec<Money> {
    let CostOf::Service(service) = of else { return Vec::new() };
    let own = assessed.iter().filter(|it| periods.contains(&it.period)).filter(|it| {
        let objective = basis.subjects.get(it.subject).map(|subject| subject.objective);
        let objective = objective.and_then(|at| basis.agreement.objectives.get(at));
        objective.and_then(|objective| objective.service).map(position) == Some(*service)
    });
    let credits = own.filter_map(|it| it.credit.as_ref()).filter(|credit| !credit.provisional);
    let mut sums: Vec<Money> = Vec::new();
    for amount in credits.filter_map(|credit| credit.amount.as_ref()) {
        match sums.iter_mut().find_map(|sum| Some((sum.plus(amount)?, sum))) {
            Some((both, sum)) => *sum = both,
            None => sums.push(amount.clone()),
        }
    }
    sums
}

/// The parts of all downtime, as they are found.
struct Tally<'a> {
    basis: &'a Basis,
    by: &'a CostBy,
    scope: &'a CostScope,
    parts: BTreeMap<CostOf, (Exact, BTreeSet<Source>)>,
    all: Exact,
}

impl Tally<'_> {
    /// Adds the downtime of a service: what is judged label by label, one after the other.
    fn add(&mut self, assessed: &[Assessed], service: usize) {
        let basis = self.basis;
        let objectives = basis.agreement.objectives.iter().enumerate();
        let own = objectives.filter(|(_, it)| it.service == Some(service) && it.is_about_time());
        // The first of those that look at the most.
        let counted = own.min_by_key(|(_, it)| !it.scope().is_everything());
        let Some((at, _)) = counted else { return };
        // Amendments may have it continued by other terms.
        let promise = |objective: usize| basis.agreement.promise(objective);
        let subjects = basis.subjects.iter().enumerate();
        for (subject, own) in subjects.filter(|(_, it)| promise(it.objective) == promise(at)) {
            if let Some(objective) = basis.agreement.objectives.get(own.objective) {
                self.add_subject(assessed, service, (subject, objective));
            }
        }
    }

    fn add_subject(
        &mut self,
        assessed: &[Assessed],
        service: usize,
        (subject, objective): (usize, &Objective),
    ) {
        let basis = self.basis;
        let window = window(assessed, subject, self.scope.periods.clone());
        let Some((window, time)) = window.zip(basis.service_time(subject)) else { return };
        let hours = basis.hours_of(objective.calendar);
        for ((source, rank), length) in time.owned(window, hours, objective.counting.overlap) {
            let seconds = &Exact::seconds(length) * &time.weight(rank);
            if !seconds.is_zero() {
                let of = self.of(source, service);
                self.put(of, seconds, Some(source));
            }
        }
        let measured = time.measure(window, hours).labelled;
        for label in Label::ALL {
            let is_down = label.treatment(&objective.counting) == Some(Treatment::Down);
            if is_down && measured.of(label) > 0 {
                let of = match self.by {
                    CostBy::Service => CostOf::Service(position(service)),
                    _ => CostOf::Label(label),
                };
                self.put(of, Exact::seconds(measured.of(label)), None);
            }
        }
    }

    fn put(&mut self, of: CostOf, seconds: Exact, source: Option<Source>) {
        self.all = &self.all + &seconds;
        let (sum, sources) =
            self.parts.entry(of).or_insert_with(|| (Exact::zero(), BTreeSet::new()));
        *sum = &*sum + &seconds;
        sources.extend(source.filter(|source| !matches!(source, Source::Steps(..))));
    }

    /// The value of the label of that name.
    fn value(&self, labels: &[[Word; 2]], name: &str) -> CostOf {
        let words = &self.basis.history.words;
        let value = labels.iter().find(|[known, _]| words.text(*known) == name);
        value.map_or(CostOf::Unsaid, |[_, value]| CostOf::Named(words.text(*value).to_owned()))
    }

    /// What the time of a source is told as.
    fn of(&self, source: Source, service: usize) -> CostOf {
        let history = &self.basis.history;
        let text = |word: Word| CostOf::Named(history.words.text(word).to_owned());
        let incident = match source {
            _ if *self.by == CostBy::Service => return CostOf::Service(position(service)),
            Source::Maintenance(at) => {
                let id = history.maintenance.get(at).map(|record| record.id.clone());
                return match self.by {
                    CostBy::Incident => CostOf::Maintenance(id.unwrap_or_default()),
                    _ => CostOf::NotPermitted,
                };
            }
            Source::Steps(at, _) => {
                let CostBy::Label(name) = self.by else { return CostOf::Requests };
                let labels = history.series.get(at).map(|series| series.labels.as_slice());
                return self.value(labels.unwrap_or_default(), name);
            }
            Source::Incident(at) => history.incidents.get(at),
        };
        let Some(incident) = incident else { return CostOf::Unsaid };
        match self.by {
            CostBy::Incident => CostOf::Incident(incident.id().to_owned()),
            CostBy::Cause => incident.cause().map_or(CostOf::Unsaid, text),
            CostBy::Label(name) => self.value(incident.labels(), name),
            CostBy::Service => CostOf::Service(position(service)),
        }
    }
}
