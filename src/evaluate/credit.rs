//! What a measured period is worth.

use super::earlier::Earlier;
use super::outages::outages_in;
use crate::compliance::{Case, CaseVerdict, Judgement, Verdict};
use crate::model::{Indicator, Objective, OutageIn, Word};
use crate::penalty::{Charging, CreditFacts, ServiceCredit, assess};
use crate::report::{Basis, Measured};
use crate::timeline::{ServicePeriod, WholeOutage};
use crate::units::Exact;

/// What was found of a subject in a period.
pub(super) struct Found<'a> {
    pub(super) subject: usize,
    /// The period, by its position.
    pub(super) place: usize,
    pub(super) period: &'a ServicePeriod,
    pub(super) measured: &'a Measured,
    pub(super) judgement: &'a Judgement,
    pub(super) value: &'a Exact,
    /// Whether the promise is broken; of a period that runs, as it stands.
    pub(super) breached: bool,
}

/// The credit of what was found, and the whole outages that it counts.
pub(super) fn credit(
    basis: &Basis,
    objective: &Objective,
    found: &Found<'_>,
    earlier: &Earlier,
) -> Option<(ServiceCredit, Vec<(WholeOutage, bool)>)> {
    let rule = objective.rule()?;
    let value = objective.target.compared(found.value);
    let verdict = found.judgement.verdict;
    let down = match found.measured {
        Measured::Availability(time) => Some(&time.down),
        Measured::Outages(figures) => Some(&figures.time.down),
        Measured::Cases(_) | Measured::Tally(_) | Measured::Requests(_) => None,
    };
    let allowed = match (&found.judgement.availability, objective.indicator) {
        (Some(margin), _) => Some(&margin.allowed),
        (None, Indicator::Downtime) => Some(&objective.target.bound.value),
        (None, _) => None,
    };
    let credited = match rule.is_of_outages() {
        true => credited(basis, objective, found, earlier),
        false => Vec::new(),
    };
    let lengths: Vec<_> = credited.iter().map(|(it, ended)| (it.length, *ended)).collect();
    let (before, place) = earlier.before(basis, found.place);
    let facts = CreditFacts {
        value: &value,
        target: &objective.target,
        breached: found.breached,
        down,
        allowed,
        outages: &lengths,
        overruns: &overruns(basis, found),
        charged: basis.charged(objective, found.period, found.measured),
        days: basis.days_of(found.period),
        earlier: before,
        place,
    };
    let of = (verdict, &facts);
    let charging = Charging {
        agreement: &basis.agreement,
        invoiced: &basis.history.charges,
        term: basis.term,
        service: objective.service,
        promise: promise(basis, found.subject),
        labels: &labels(basis, objective, found.subject),
        window: found.measured.window(),
    };
    let credit = assess(&charging, objective, found.period, of)?;
    Some((credit, credited))
}

/// The promise of a subject, by the position of its first objective.
pub(super) fn promise(basis: &Basis, subject: usize) -> Option<usize> {
    Some(basis.agreement.promise(basis.subjects.get(subject)?.objective))
}

/// The labels for which a subject is judged, as names and values.
pub(super) fn labels(basis: &Basis, objective: &Objective, subject: usize) -> Vec<[String; 2]> {
    let names = objective.scope().per.iter();
    let values = basis.subjects.get(subject).into_iter().flat_map(|subject| &subject.labels);
    let text = |word: Word| basis.history.words.text(word).to_owned();
    let labels =
        names.zip(values).filter_map(|(name, value)| Some([name.clone(), text((*value)?)]));
    labels.collect()
}

/// Whether the promise is broken; of a period that runs, as it stands.
pub(super) fn is_breached(verdict: Verdict) -> bool {
    match verdict {
        Verdict::Missed | Verdict::RunningBelowTarget | Verdict::RunningPastRecovery => true,
        Verdict::Met | Verdict::NotMeasured | Verdict::RunningOnTrack => false,
    }
}

/// The whole outages that belong to the time that is looked at, but for those for which a credit was
/// due in an earlier period, where they count no more.
fn credited(
    basis: &Basis,
    objective: &Objective,
    found: &Found<'_>,
    earlier: &Earlier,
) -> Vec<(WholeOutage, bool)> {
    let outage_in = objective.credited_in();
    let is_used_up = |outage: &WholeOutage| {
        earlier.used_up().iter().any(|it| match outage_in {
            OutageIn::Began => it.span.from() <= outage.from && outage.from < it.span.until(),
            OutageIn::Ended => it.span.from() < outage.until && outage.until <= it.span.until(),
        })
    };
    let window = found.measured.window();
    let mut own = outages_in(basis, (found.subject, objective), window, outage_in);
    own.retain(|(outage, _)| !is_used_up(outage));
    own
}

/// By how many nanoseconds each missed case went beyond its limit, and whether it has stopped.
fn overruns(basis: &Basis, found: &Found<'_>) -> Vec<(i128, bool)> {
    let Measured::Cases(measure) = found.measured else { return Vec::new() };
    let Some((cases, _)) = basis.cases.get(found.subject) else { return Vec::new() };
    let own = measure.cases.iter().filter_map(|at| cases.get(*at));
    let missed = own.filter(|case| case.verdict == CaseVerdict::Missed);
    let overrun = |case: &Case| case.elapsed - case.limit.unwrap_or(case.elapsed);
    missed.map(|case| (overrun(case).max(0), case.stopped)).collect()
}
