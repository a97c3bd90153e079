//! The single values of every tally.

use super::credit;
use super::scope::{Chosen, label};
use crate::compliance::{CaseVerdict, Verdict};
use crate::measurement::{Item, ItemSource};
use crate::model::{
    Deed, Due, Event, Incident, Objective, PointsFor, PointsPart, Subject, TallySource, Turn, Word,
    touches_any,
};
use crate::report::{Assessed, Basis, Measured};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Interval, Sort};

/// What was found of others, by subject and period.
pub(super) type Others<'v> = &'v dyn Fn(usize, usize) -> Option<&'v Assessed>;

/// How often an objective gives its points: for the breach, each miss, or each outage.
fn times(basis: &Basis, part: &PointsPart, (subject, found): (usize, &Assessed)) -> Exact {
    match (part.of, &found.measured) {
        (PointsFor::Breach, _) => {
            Exact::from(i128::from(credit::is_breached(found.judgement.verdict)))
        }
        (PointsFor::Miss, Measured::Cases(measure)) => {
            let cases = basis.cases.get(subject).map(|(cases, _)| cases.as_slice());
            let own = measure.cases.iter().filter_map(|at| cases?.get(*at));
            let missed = own.filter(|case| case.verdict == CaseVerdict::Missed);
            missed.map(|case| part.times(case.elapsed)).sum()
        }
        (PointsFor::Outage, Measured::Outages(figures)) => {
            figures.outages.iter().map(|(outage, _)| part.times(outage.length)).sum()
        }
        (PointsFor::Miss | PointsFor::Outage, _) => Exact::zero(),
    }
}

/// The label by which an incident says that it was solved at first contact, with its value.
const FIRST_CONTACT: (&str, &str) = ("first_contact", "yes");

/// The single values of an objective that rests on no other, in order of time.
pub(super) fn items(basis: &Basis, objective: &Objective, subject: &Subject) -> Vec<Item> {
    let Some(terms) = objective.tally() else { return Vec::new() };
    let find = |text: &str| basis.history.words.find(text);
    let mut items = match &terms.source {
        TallySource::Measurements { name, .. } => {
            find(name).map(|name| measurements(basis, objective, name)).unwrap_or_default()
        }
        TallySource::FirstContact => first_contacts(basis, objective, subject),
        TallySource::Reopened => resolutions(basis, objective, subject),
        TallySource::Count(kind) => {
            let deeds = find(kind).into_iter().flat_map(|kind| deeds(basis, objective, kind));
            deeds.map(|(at, deed)| item(ItemSource::Deed(at), deed.at, 1)).collect()
        }
        TallySource::Duty { kind, due } => duties(basis, objective, find(kind), *due),
        // Steps are too many to be items.
        TallySource::Requests { .. }
        | TallySource::Score(_)
        | TallySource::Points(_)
        | TallySource::Mean { .. } => Vec::new(),
    };
    items.retain(|item| item.at <= basis.as_of);
    items.order_by_key(|item| item.at);
    items
}

/// Those of an objective that rests on others, in a period, and whether they are certain: each of
/// them, and of a score all that it is made of.
pub(super) fn of_others(
    basis: &Basis,
    source: &TallySource,
    period: usize,
    others: Others<'_>,
) -> (Vec<Item>, bool) {
    let subject =
        |objective: usize| basis.subjects.iter().position(|subject| subject.objective == objective);
    let is_measured = |known: &Assessed| known.judgement.verdict != Verdict::NotMeasured;
    let measured = |objective: usize, period: usize| {
        let subject = subject(objective)?;
        let known = others(subject, period).filter(|it| is_measured(it))?;
        Some((subject, known))
    };
    // Amendments part it, or have it continued by other terms.
    let pieces = |objective: usize, period: usize| -> Vec<(usize, usize, &Assessed)> {
        let promise = subject(objective);
        let own = (0..basis.subjects.len()).filter(|it| Some(basis.promise(*it)) == promise);
        let whole = basis.whole_period(period);
        let each = own.flat_map(|subject| {
            let same = (0..basis.periods.len()).filter(|it| basis.whole_period(*it) == whole);
            same.filter_map(move |at| Some((subject, at, others(subject, at)?)))
        });
        each.filter(|(.., known)| is_measured(known)).collect()
    };
    let is_amended = !basis.agreement.terms.is_empty();
    // The whole periods up to this one, the last first.
    let back = |promise: usize| {
        let rule = move |date| basis.agreement.periods_of(promise, date);
        let own = basis.periods.iter().enumerate().take(basis.whole_period(period) + 1).rev();
        let own = own.filter(move |(at, other)| {
            other.periods.of_term() == rule(other.first) && basis.whole_period(*at) == *at
        });
        own.map(|(at, _)| at)
    };
    // Where it was missed in the last measured period before, and whether that is certain.
    let missed_before = |objective: usize| -> (Option<(usize, usize)>, bool) {
        let found = |at: usize| match is_amended {
            true => pieces(objective, at),
            false => {
                measured(objective, at).map(|(it, known)| (it, at, known)).into_iter().collect()
            }
        };
        let own =
            back(objective).skip(1).map(found).find(|own| !own.is_empty()).unwrap_or_default();
        let is_missed = |known: &Assessed| credit::is_breached(known.judgement.verdict);
        let missed = own.iter().find(|(.., known)| is_missed(known)).map(|(it, at, _)| (*it, *at));
        (missed, own.iter().all(|(.., known)| known.judgement.certain))
    };
    let again = |part: &PointsPart, (item, certain): (Item, bool)| {
        let repeated = part.repeated.as_ref().filter(|_| item.value != Exact::zero());
        let Some((of, times)) = repeated else { return (item, certain) };
        let (missed, sure) = missed_before(*of);
        match (missed, item.source) {
            (Some(before), ItemSource::Result(subject, at)) => {
                let source = ItemSource::Repeat { of: (subject, at), before };
                (Item { source, value: &item.value * times, ..item }, certain && sure)
            }
            _ => (item, certain && sure),
        }
    };
    let item = |(subject, known): (usize, &Assessed), period: usize, value, weight: &Exact| {
        let at = basis.periods.get(period)?.span.until();
        let source = ItemSource::Result(subject, period);
        Some((Item { source, at, value, weight: weight.clone() }, known.judgement.certain))
    };
    let length = |at: usize| {
        let span = basis.periods.get(at).map(|period| period.span.nanoseconds());
        Exact::from(span.unwrap_or_default())
    };
    let results = |objective: usize, period: usize, weight: &Exact| -> Vec<(Item, bool)> {
        if !is_amended {
            let own = measured(objective, period);
            let own = own.and_then(|own| item(own, period, own.1.value.clone()?, weight));
            return own.into_iter().collect();
        }
        let parts = pieces(objective, period);
        let whole: Exact = parts.iter().map(|(_, at, _)| length(*at)).sum();
        let each = parts.iter().filter_map(|(subject, at, known)| {
            let weight = (weight * &length(*at)).checked_div(&whole)?;
            item((*subject, known), *at, known.value.clone()?, &weight)
        });
        each.collect()
    };
    let (items, all): (Vec<(Item, bool)>, bool) = match source {
        TallySource::Score(parts) => {
            let items = parts.iter().map(|(of, weight)| results(*of, period, weight));
            let items: Vec<_> = items.collect();
            let all = items.iter().all(|items| !items.is_empty());
            let items = items.concat();
            (items, all)
        }
        TallySource::Points(parts) => {
            let given = |part: &PointsPart| {
                if !is_amended {
                    let of = measured(part.objective, period);
                    let given =
                        of.and_then(|of| item(of, period, times(basis, part, of), &part.points));
                    return given.into_iter().collect::<Vec<_>>();
                }
                let mut own = pieces(part.objective, period);
                let number = |it: &(usize, usize, &Assessed)| times(basis, part, (it.0, it.2));
                if part.of == PointsFor::Breach {
                    // Breached parts are one breach.
                    own.order_by_key(number);
                    own.drain(..own.len().saturating_sub(1));
                }
                let given = |it: &(usize, usize, &Assessed)| {
                    item((it.0, it.2), it.1, number(it), &part.points)
                };
                own.iter().filter_map(given).collect()
            };
            let given = |part: &PointsPart| -> Vec<_> {
                given(part).into_iter().map(|item| again(part, item)).collect()
            };
            let items: Vec<_> = parts.iter().map(given).collect();
            let all = items.iter().all(|items| !items.is_empty());
            let items = items.concat();
            (items, all)
        }
        TallySource::Mean { of, periods } => {
            let one = Exact::from(1);
            let last: Vec<usize> = back(*of).take(*periods as usize).collect();
            let items: Vec<_> =
                last.into_iter().rev().flat_map(|at| results(*of, at, &one)).collect();
            (items, true)
        }
        _ => (Vec::new(), true),
    };
    let certain = all && items.iter().all(|(_, certain)| *certain);
    (items.into_iter().map(|(item, _)| item).collect(), certain)
}

fn item(source: ItemSource, at: Instant, value: i128) -> Item {
    Item { source, at, value: Exact::from(value), weight: Exact::from(1) }
}

fn measurements(basis: &Basis, objective: &Objective, name: Word) -> Vec<Item> {
    let Some(terms) = objective.tally() else { return Vec::new() };
    let scope = Chosen::of(&terms.scope, &basis.history);
    let all = basis.history.measurements.iter().enumerate();
    let own = all.filter(|(_, it)| {
        it.name == name && is_about(it.service, objective) && scope.holds_labels(&it.labels)
    });
    let items = own.filter(|(_, it)| it.span.until() <= basis.as_of).map(|(at, it)| Item {
        source: ItemSource::Measurement(at),
        // What ends with a period belongs to it.
        at: it.span.until().after(-1).max(it.span.from()),
        value: it.value.clone(),
        weight: it.count.clone(),
    });
    items.collect()
}

fn is_about(service: Option<usize>, objective: &Objective) -> bool {
    objective.service.is_none() || service.is_none() || service == objective.service
}

fn deeds<'b>(
    basis: &'b Basis,
    objective: &'b Objective,
    kind: Word,
) -> impl Iterator<Item = (usize, &'b Deed)> {
    let all = basis.history.deeds.iter().enumerate();
    all.filter(move |(_, deed)| deed.kind == kind && is_about(deed.service, objective))
}

/// The incidents that an objective is about, by the labels of what of it is judged by itself.
fn incidents<'b>(
    basis: &'b Basis,
    objective: &'b Objective,
    subject: &'b Subject,
) -> impl Iterator<Item = (usize, Incident<'b>)> {
    let scope = objective.tally().map(|terms| Chosen::of(&terms.scope, &basis.history));
    let names = objective.scope().per.iter().map(|name| basis.history.words.find(name));
    let labels: Vec<_> = names.zip(subject.labels.iter().copied()).collect();
    let about = basis.agreement.about(objective);
    let all = basis.history.incidents.iter().enumerate();
    all.filter(move |(_, incident)| {
        about.as_ref().is_none_or(|services| touches_any(*incident, services))
            && scope.as_ref().is_none_or(|scope| scope.holds(*incident))
            && labels.iter().all(|(name, value)| name.and_then(|it| label(*incident, it)) == *value)
    })
}

/// The first of these that has happened.
fn first_end(basis: &Basis, incident: Incident<'_>) -> Option<Instant> {
    let ends = [Event::Resolved, Event::Restored, Event::Closed];
    let mut ends = ends.into_iter().filter_map(|event| incident.event(event));
    ends.find(|end| *end <= basis.as_of)
}

/// The first resolution of each incident, and whether it needed but one contact.
fn first_contacts(basis: &Basis, objective: &Objective, subject: &Subject) -> Vec<Item> {
    let words = &basis.history.words;
    let (name, yes) = FIRST_CONTACT;
    let label = words.find(name).zip(words.find(yes)).map(|(name, yes)| [name, yes]);
    let items = incidents(basis, objective, subject).filter_map(|(at, incident)| {
        let at_once = label.is_some_and(|label| incident.labels().contains(&label));
        Some(item(
            ItemSource::Resolution(at),
            first_end(basis, incident)?,
            i128::from(at_once) * 100,
        ))
    });
    items.collect()
}

/// Every resolution, and whether it was of an incident that had been opened again.
fn resolutions(basis: &Basis, objective: &Objective, subject: &Subject) -> Vec<Item> {
    let items = incidents(basis, objective, subject).flat_map(|(at, incident)| {
        let first = first_end(basis, incident).map(|end| (end, 0));
        let later = incident.turns().iter().filter_map(|turn| match turn {
            Turn::Reopened { until: Some(until), .. } => Some((*until, 100)),
            _ => None,
        });
        let ends: Vec<(Instant, i128)> = first.into_iter().chain(later).collect();
        ends.into_iter().map(move |(end, value)| item(ItemSource::Resolution(at), end, value))
    });
    items.collect()
}

/// For each period that has ended, whether it was done in time, once that is known.
fn duties(basis: &Basis, objective: &Objective, kind: Option<Word>, due: Due) -> Vec<Item> {
    let own = |period: &ServicePeriod| basis.judges(objective, period);
    let ended: Vec<(usize, &ServicePeriod)> = basis
        .periods
        .iter()
        .enumerate()
        .filter(|(_, period)| own(period) && period.finished)
        .collect();
    let known = basis.evidence.known.iter().last().map(|span| span.until());
    let done: Vec<(usize, &Deed)> =
        kind.into_iter().flat_map(|kind| deeds(basis, objective, kind)).collect();
    let items = ended.iter().filter_map(|(at, period)| {
        let deadline = deadline(basis, objective, period, due)?;
        // Without a word of its own, it is for the last period that was over by then.
        let last = |deed: &Deed| {
            let over = ended.iter().rev().find(|(_, period)| period.span.until() <= deed.at);
            over.map(|(_, period)| period.first)
        };
        let is_for = |deed: &Deed| deed.period.or_else(|| last(deed)) == Some(period.first);
        let own = done.iter().filter(|(_, deed)| deed.at <= basis.as_of && is_for(deed));
        let deed = own.min_by_key(|(_, deed)| deed.at);
        let in_time = deed.filter(|(_, deed)| deed.at < deadline);
        let source = |deed: Option<&(usize, &Deed)>| ItemSource::Duty {
            period: *at,
            deadline,
            deed: deed.map(|(deed, _)| *deed),
        };
        match in_time {
            Some((_, done)) => Some(item(source(in_time), done.at, 100)),
            // It is missed with the end of its last day, which belongs to the period of that day.
            None => (known >= Some(deadline)).then(|| item(source(deed), deadline.after(-1), 0)),
        }
    });
    items.collect()
}

/// The first instant at which it is too late; nothing where its day never comes.
fn deadline(
    basis: &Basis,
    objective: &Objective,
    period: &ServicePeriod,
    due: Due,
) -> Option<Instant> {
    let zone = basis.agreement.zone;
    let end = period.span.until();
    let last = match due {
        Due::Days(days) => zone.date_at(end.after(-1)) + chrono::Days::new(days.into()),
        // The first working day after the period is number one.
        Due::WorkingDays(days) => {
            let hours = basis.hours_of(objective.calendar);
            zone.date_at(hours.working_day(end, days.checked_sub(1)?, false)?.after(-1))
        }
    };
    zone.end_of_day(last)
}

/// The items of a stretch of time.
pub(super) fn within(items: &[Item], window: Interval) -> Vec<Item> {
    let first = items.partition_point(|item| item.at < window.from());
    let inside = items.iter().skip(first).take_while(|item| item.at < window.until());
    inside.cloned().collect()
}
