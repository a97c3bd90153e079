//! The contract with the amendments that are in force: each promise by the terms of one version after
//! the other.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::{
    Agreement, AmendedPeriod, Charge, Clause, Combination, Life, Objective, TallySource, Terms,
};
use crate::timeline::{ServicePeriod, term};
use crate::units::{Currency, Instant, Interval, Sort};

/// A promise by the terms of one version.
struct Piece {
    /// The version, by its position, and the objective's position in it.
    version: usize,
    written: usize,
    /// The promise, by the order in which promises are made.
    promise: usize,
    life: Life,
}

/// An agreement as it is known at `as_of`: by the amendments that have come into effect.
///
/// Its objectives begin with each promise once, in the order in which they were made; behind them
/// stand those that continue one by other terms.
pub(super) fn in_force(
    agreement: &Arc<Agreement>,
    term_of: &dyn Fn(&Agreement) -> Interval,
    as_of: Instant,
) -> Arc<Agreement> {
    if agreement.later.is_empty() {
        return Arc::clone(agreement);
    }
    let mut versions = versions(agreement, as_of);
    versions.iter_mut().for_each(|version| version.know_zone_at(as_of));
    let Some(last) = versions.last() else { return Arc::clone(agreement) };
    let term = term_of(last);
    let mut ids: HashMap<String, usize> = HashMap::new();
    let mut promised: Vec<Vec<usize>> = Vec::new();
    for version in &mut versions {
        let promises = version.objectives.iter().map(|objective| {
            let next = ids.len();
            *ids.entry(objective.id.clone()).or_insert(next)
        });
        let promises: Vec<usize> = promises.collect();
        name_promises(version, &promises);
        promised.push(promises);
    }
    if versions.len() == 1 {
        return Arc::new(versions.remove(0));
    }
    let pieces = pieces(&versions, (&promised, ids.len()), term, as_of);
    let objectives: Vec<Objective> = pieces
        .iter()
        .enumerate()
        .filter_map(|(at, piece)| {
            let mut own = versions.get(piece.version)?.objectives.get(piece.written)?.clone();
            own.version = piece.version;
            own.continues = Some(piece.promise).filter(|first| *first != at);
            own.periods.life = piece.life;
            Some(own)
        })
        .collect();
    let places: HashMap<(usize, usize), usize> =
        pieces.iter().enumerate().map(|(at, it)| ((it.version, it.written), at)).collect();
    for (number, version) in versions.iter_mut().enumerate() {
        version.number = number;
        version.objectives.clone_from(&objectives);
        let moved = |written: usize| places.get(&(number, written)).copied();
        version.statements = version.statements.moved(moved);
    }
    let Some(mut united) = versions.last().cloned() else { return Arc::clone(agreement) };
    for at in 0..united.services.len() {
        let of = |version: &Agreement| version.services.get(at).map(|it| it.charges.clone());
        let charges = charges(&versions, &format!("/services/{at}/charges"), of);
        if let Some(service) = united.services.get_mut(at) {
            service.charges = charges;
        }
    }
    united.charges = charges(&versions, "/charges", |version| Some(version.charges.clone()));
    united.terms = versions;
    Arc::new(united)
}

/// An agreement with all that any of its versions names, in the order in which it is told.
pub(super) fn ever(agreement: &Agreement) -> Arc<Agreement> {
    let began = agreement.zone.start_of_day(agreement.term.from.unwrap_or_default());
    in_force(&Arc::new(agreement.clone()), &|it| term(it, began), Instant::LAST)
}

/// The versions that are in force one after the other, each with its amendments. One that another of
/// the same day follows, or that ends before the term begins, never was.
fn versions(agreement: &Agreement, as_of: Instant) -> Vec<Agreement> {
    let known = agreement
        .later
        .iter()
        .filter(|it| agreement.zone.start_of_day(it.amendment.effective) < as_of);
    let mut versions = vec![Agreement { later: Vec::new(), ..agreement.clone() }];
    for later in known {
        let effective = later.amendment.effective;
        let is_first = agreement.term.from.is_some_and(|first| effective <= first);
        let from = Some(effective).filter(|_| !is_first);
        let mut amendments = versions.last().map(|it| it.amendments.clone()).unwrap_or_default();
        amendments.push(later.amendment.clone());
        if versions.last().is_some_and(|last| last.from == from) {
            versions.pop();
        }
        versions.push(Agreement { from, amendments, ..later.agreement.clone() });
    }
    versions
}

/// Has all that names objectives of a version name their promises.
fn name_promises(version: &mut Agreement, promises: &[usize]) {
    let moved = |at: &mut usize| *at = promises.get(*at).copied().unwrap_or(*at);
    for objective in &mut version.objectives {
        if let Terms::Tally(tally) = &mut objective.terms {
            match &mut tally.source {
                TallySource::Score(parts) => parts.iter_mut().for_each(|(at, _)| moved(at)),
                TallySource::Mean { of, .. } => moved(of),
                TallySource::Points(parts) => {
                    parts.iter_mut().for_each(|part| moved(&mut part.objective));
                }
                _ => {}
            }
        }
    }
    if let Combination::Exclusive(lists) = &mut version.credits.combination {
        lists.iter_mut().flatten().for_each(moved);
    }
    version.credits.caps.iter_mut().flat_map(|cap| &mut cap.of).for_each(moved);
    let triggers = version.rights.iter_mut().flat_map(|right| &mut right.any);
    triggers.flat_map(|trigger| &mut trigger.of).for_each(moved);
}

/// Every promise by the terms of one version after the other; `promised` says of each version which
/// promises its objectives are, and how many there are in all.
fn pieces(
    versions: &[Agreement],
    (promised, promises): (&[Vec<usize>], usize),
    term: Interval,
    as_of: Instant,
) -> Vec<Piece> {
    let mut of: Vec<Vec<Piece>> = (0..promises).map(|_| Vec::new()).collect();
    let mut order: Vec<usize> = Vec::new();
    for (number, (version, own)) in versions.iter().zip(promised).enumerate() {
        let mut written: Vec<Option<usize>> = vec![None; promises];
        for (at, promise) in own.iter().enumerate() {
            if let Some(place) = written.get_mut(*promise) {
                *place = place.or(Some(at));
            }
        }
        for (promise, (pieces, written)) in of.iter_mut().zip(written).enumerate() {
            let Some(running) = pieces.last_mut() else {
                if let Some(written) = written {
                    let life = Life { from: version.from, until: None };
                    pieces.push(Piece { version: number, written, promise, life });
                }
                continue;
            };
            let Some(written) = written else {
                running.life.until = running.life.until.or(version.from);
                continue;
            };
            let own = |at: usize, written: usize| {
                let version = versions.get(at)?;
                Some((version, version.objectives.get(written)?))
            };
            let both = own(running.version, running.written).zip(own(number, written));
            let Some((then, now)) = both else { continue };
            let from = if running.life.until.is_some() {
                version.from
            } else {
                match boundary(then, now, term) {
                    None => continue,
                    boundary => boundary,
                }
            };
            let begins = from.map(|from| version.zone.start_of_day(from));
            if begins.is_some_and(|begins| begins >= as_of) {
                continue;
            }
            let start = running.life.from.map(|from| version.zone.start_of_day(from));
            if begins <= Some(start.unwrap_or(term.from())) {
                (running.version, running.written) = (number, written);
                continue;
            }
            running.life.until = running.life.until.or(from);
            let life = Life { from, until: None };
            pieces.push(Piece { version: number, written, promise, life });
            order.push(promise);
        }
    }
    // Each promise once, and behind these what continues one, in order of time.
    let mut of: Vec<_> = of.into_iter().map(Vec::into_iter).collect();
    let first: Vec<Piece> = of.iter_mut().filter_map(Iterator::next).collect();
    let more = order.into_iter().filter_map(|promise| of.get_mut(promise)?.next());
    first.into_iter().chain(more).collect()
}

/// The date from which on a promise is measured, judged and credited by the terms of a later version;
/// none where they are the same.
///
/// What is judged ends with the terms by which it is measured; a credit, or what is reckoned by whole
/// periods, follows the terms at the end of its period.
fn boundary(
    (version, then): (&Agreement, &Objective),
    (later, now): (&Agreement, &Objective),
    term: Interval,
) -> Option<NaiveDate> {
    let effective = later.from?;
    let is_measured_so = is_measured_so((version, then), (later, now));
    let is_paid_so = then.credit == now.credit && then.bonus == now.bonus;
    // What is worth anything is worth it in that currency.
    let is_worth = now.credit.is_some() || now.bonus.is_some();
    if is_measured_so && is_paid_so && (!is_worth || version.currency == later.currency) {
        return None;
    }
    // Periods of one kind end where those of another begin.
    if then.periods.of_term() != now.periods.of_term() {
        return Some(effective);
    }
    let of_periods = matches!(
        now.tally().map(|tally| &tally.source),
        Some(
            TallySource::Duty { .. }
                | TallySource::Score(_)
                | TallySource::Points(_)
                | TallySource::Mean { .. }
        )
    );
    let held = match later.amended_period {
        _ if is_measured_so || of_periods => AmendedPeriod::End,
        held => held,
    };
    let period = ServicePeriod::with(effective, &now.periods.of_term(), later.zone, term);
    let period = period.filter(|period| period.first < effective);
    match (held, period) {
        (AmendedPeriod::Split, _) | (_, None) => Some(effective),
        (AmendedPeriod::Start, Some(period)) => Some(period.next),
        (AmendedPeriod::End, Some(period)) => Some(period.first),
    }
}

/// Whether an objective is measured and judged alike by two versions.
fn is_measured_so(
    (version, then): (&Agreement, &Objective),
    (later, now): (&Agreement, &Objective),
) -> bool {
    let bare = |objective: &Objective| Objective {
        name: String::new(),
        clause: Clause::default(),
        credit: None,
        bonus: None,
        written: 0,
        ..objective.clone()
    };
    let causes = |it: &Agreement| -> Vec<String> {
        it.exclusions.iter().map(|exclusion| exclusion.cause.clone()).collect()
    };
    let about = |it: &Agreement, objective: &Objective| {
        let about = it.about(objective).unwrap_or_default();
        let services = about.iter().filter_map(|at| {
            let service = it.services.get(*at)?;
            Some((*at, service.calendar, service.counting, service.group.clone()))
        });
        let permitted = it.maintenance.iter();
        let permitted = permitted.filter(|it| about.iter().any(|service| it.is_about(*service)));
        (services.collect::<Vec<_>>(), permitted.cloned().collect::<Vec<_>>())
    };
    bare(then) == bare(now)
        && version.period_length == later.period_length
        && version.priorities == later.priorities
        && causes(version) == causes(later)
        && about(version, then) == about(later, now)
}

/// The charges of one version after the other: each holds while its version does.
fn charges(
    versions: &[Agreement],
    list: &str,
    of: impl Fn(&Agreement) -> Option<Vec<Charge>>,
) -> Vec<Charge> {
    let mut united: Vec<Charge> = Vec::new();
    let mut before: Option<(Currency, Vec<Charge>)> = None;
    for version in versions {
        let own = of(version).unwrap_or_default();
        // The same figure in another currency is another charge.
        if before.as_ref().is_some_and(|(currency, it)| (*currency, it) == (version.currency, &own))
        {
            continue;
        }
        if let Some(from) = version.from {
            united.retain(|charge| charge.from < from);
            for charge in &mut united {
                charge.until = Some(charge.until.map_or(from, |until| until.min(from)));
            }
        }
        let is_past = |charge: &Charge| {
            own.iter().any(|it| {
                let same = (it.kind, &it.labels) == (charge.kind, &charge.labels);
                same && charge.from < it.from && Some(it.from) <= version.from
            })
        };
        for charge in own.iter().filter(|charge| !is_past(charge)) {
            let stands = version.pointers.real(&format!("{list}/{}", charge.position));
            let from = version.from.map_or(charge.from, |from| charge.from.max(from));
            united.push(Charge { from, stands: Some(stands), ..charge.clone() });
        }
        before = Some((version.currency, own));
    }
    united.order_by_key(|charge| charge.from);
    for (position, charge) in united.iter_mut().enumerate() {
        charge.position = position;
    }
    united
}
