//! Settling: from what single results are worth to what is paid.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use chrono::{Datelike, Weekday};

use super::credit::labels;
use super::rights::rights;
use super::told_verdicts::ToldVerdicts;
use crate::compliance::Verdict;
use crate::model::{
    Claim, ClaimFrom, ClaimMade, ClaimWithin, Credits, Effect, Event, Objective, Price, Rule,
    Subject,
};
use crate::penalty::{
    Account, Charging, ClaimBy, ClaimFacts, ClaimTold, CreditPart, Due, Level, ServiceCredit,
    Settling, ShownIn, Stopped, TriggerStands, annual_charge, charge_of, claim_by, settle,
};
use crate::report::{Assessed, Basis, incidents_behind};
use crate::timeline::{ServicePeriod, later_period_end};
use crate::units::{Better, Exact, Instant, Interval, Sort};

/// How it stands with each trigger of each right.
type Rights = Vec<Vec<TriggerStands>>;

/// Settles what was `assessed`, and notes with each result which credit is its own; and how it stands
/// with rights, which may rest on credits and may stop them.
pub(super) fn settled(basis: &Basis, assessed: &mut [Assessed]) -> (Account, Rights) {
    let agreement = &basis.agreement;
    if agreement.objectives.iter().all(|objective| objective.credit.is_none()) {
        let account = Account::default();
        let rights = rights(basis, assessed, &account);
        return (account, rights);
    }
    let mut due: Vec<Due> = Vec::new();
    let told = ToldVerdicts::of(basis);
    for result in assessed.iter_mut() {
        if let Some(own) = due_of(basis, &told, result) {
            result.due = Some(due.len());
            due.push(own);
        }
    }
    if !agreement.terms.is_empty() {
        due = together(basis, due);
        let own = due.iter().enumerate().map(|(at, it)| ((it.subject, it.period), at));
        let own: HashMap<(usize, usize), usize> = own.collect();
        for result in assessed.iter_mut() {
            result.due = own.get(&(result.subject, result.period)).copied();
        }
    }
    // By the charges and the length of whole periods, however amendments part them.
    let whole = basis.periods.iter();
    let whole: Vec<ServicePeriod> =
        whole.map(|period| period.of_term(agreement.zone, basis.term)).collect();
    let charging = |service| Charging { service, ..charging(basis) };
    let charge = Remembered::new(|service: Option<usize>, period: usize| {
        charge_of(&charging(service), whole.get(period)?)
    });
    let annual = Remembered::new(|service: Option<usize>, period: usize| {
        annual_charge(&charging(service), whole.get(period)?)
    });
    let agreed = (0..basis.periods.len()).map(|period| credits_of(basis, period));
    let agreed: Vec<&Credits> = agreed.collect();
    let settling = Settling {
        credits: &agreement.credits,
        credits_of: &agreed,
        periods: &whole,
        periods_on: &|date| agreement.periods_on(date),
        periods_of: &|promise, date| agreement.periods_of(promise, date),
        before: &basis.history.before,
        charge: &|service, period| charge.get(service, period),
        annual_charge: &|service, period| annual.get(service, period),
        service_of: &|objective| agreement.objectives.get(objective)?.service,
        from: agreement.term.from,
        term: basis.term,
        zone: agreement.zone,
        currency_on: &|date| agreement.currency_on(date),
        as_of: basis.as_of,
    };
    let settlement = settle(&settling, &due);
    let mut account = Account { settlement, due, bonuses: Vec::new() };
    let mut stands = rights(basis, assessed, &account);
    // A right stops credits of later periods alone: with each turn those of one more are known.
    for _ in &basis.periods {
        let stops: Vec<_> = account.due.iter().map(|due| stopped(basis, &stands, due)).collect();
        if account.due.iter().map(|due| due.stopped).eq(stops.iter().copied()) {
            break;
        }
        for (due, stop) in account.due.iter_mut().zip(stops) {
            due.stopped = stop;
        }
        account.settlement = settle(&settling, &account.due);
        stands = rights(basis, assessed, &account);
    }
    let settlement = &account.settlement;
    for result in assessed.iter_mut().filter(|result| result.credit.is_none()) {
        let settled = result.due.and_then(|at| settlement.settled.get(at));
        let is_granted =
            |claim: &ClaimFacts| claim.granted.as_ref().is_some_and(|it| !it.amount.is_zero());
        if settled.is_some_and(|it| it.carried_in.is_some() || is_granted(&it.claim)) {
            // Nothing was measured, and something was carried forward to it, or granted.
            let runs = basis.periods.get(result.period).is_some_and(|period| !period.finished);
            result.credit = Some(ServiceCredit::nothing(runs));
        }
    }
    (account, stands)
}

/// The right by which no credit is due for a period, the one that arose first: where it had arisen by
/// the beginning of the period, and can be exercised then, or arose at or after its end with a period
/// in which it ended, as the right says.
fn stopped(basis: &Basis, rights: &Rights, due: &Due) -> Option<Stopped> {
    let (zone, term) = (basis.agreement.zone, basis.term);
    let whole = |period: usize| Some(basis.periods.get(period)?.of_term(zone, term).span);
    let own = whole(due.period)?;
    let all = basis.agreement.rights.iter().zip(rights).enumerate();
    let stops = all.filter(|(_, (right, _))| right.effect == Effect::NoCredits);
    let arisen = stops.flat_map(|(at, (right, stands))| {
        stands.iter().flat_map(|it| &it.arisen).filter_map(move |it| {
            let gave = match it.period {
                ShownIn::Period(at) => whole(at)?,
                ShownIn::Before(first, next) => {
                    Interval::new(zone.start_of_day(first), zone.start_of_day(next))
                }
            };
            let (begins, end) = (own.from(), gave.until());
            let is_later = end <= begins && it.deadline.is_none_or(|deadline| begins < deadline);
            let is_own = gave.from() < own.until() && own.until() <= end;
            let holds = right.stops.later() && is_later || right.stops.own() && is_own;
            holds.then_some(Stopped { right: at, arose: end })
        })
    });
    arisen.min_by_key(|stopped| (stopped.arose, stopped.right))
}

/// What the whole agreement is charged.
pub(super) fn charging(basis: &Basis) -> Charging<'_> {
    Charging {
        agreement: &basis.agreement,
        invoiced: &basis.history.charges,
        term: basis.term,
        service: None,
        promise: None,
        labels: &[],
        window: basis.term,
    }
}

/// A service, or the whole agreement, and a period.
type Charged = (Option<usize>, usize);

/// Charges that are asked for again and again.
struct Remembered<F> {
    found: RefCell<BTreeMap<Charged, Option<Exact>>>,
    find: F,
}

impl<F: Fn(Option<usize>, usize) -> Option<Exact>> Remembered<F> {
    fn new(find: F) -> Self {
        Self { found: RefCell::default(), find }
    }

    fn get(&self, service: Option<usize>, period: usize) -> Option<Exact> {
        let find = || (self.find)(service, period);
        self.found.borrow_mut().entry((service, period)).or_insert_with(find).clone()
    }
}

/// What a result is worth before what holds for all credits; nothing where its objective has none.
fn due_of(basis: &Basis, told: &ToldVerdicts<'_>, result: &Assessed) -> Option<Due> {
    let subject = basis.subjects.get(result.subject)?;
    let objective = basis.agreement.objectives.get(subject.objective)?;
    let basis_kind = objective.credit.as_ref()?.basis;
    let period = basis.periods.get(result.period)?;
    let credit = result.credit.as_ref();
    let verdict = result.judgement.verdict;
    let credits = credits_of(basis, result.period);
    // To find them takes longer than all else here.
    let claim = objective.claim(credits);
    let asked = [credits, &basis.agreement.credits].iter().any(|it| it.asks_for_incidents())
        || claim.is_some_and(Claim::is_from_incidents);
    let incidents = if asked { incidents_behind(basis, result) } else { BTreeSet::new() };

    let made = made(basis, (subject, objective), period);
    let open = |claim| open_step(basis, claim, period, (&incidents, made.as_ref()));
    let claim_step = claim.and_then(open);
    let step = claim_step.and_then(|(at, _)| claim?.steps.get(at));
    let claim = step.map(|(_, step)| step).or(claim);
    let from = claim.and_then(|claim| began(basis, claim, period, &incidents));
    let level = result.value.as_ref().filter(|_| verdict.is_final()).map(|value| Level {
        value: Some(objective.target.compared(value)),
        better: objective.target.better,
        met: verdict == Verdict::Met,
        told: None,
    });
    // Of what was not measured, what is told.
    let level = level.or_else(|| {
        let is_open = period.finished && !verdict.is_final();
        let all = if is_open { told.of_subject(result.subject) } else { Vec::new() };
        let own = all.into_iter().find(|it| it.period == period.first)?;
        let value = basis.history.before.verdicts.get(own.at)?.value.as_ref();
        Some(Level {
            value: value.map(|value| objective.target.compared(value)),
            better: objective.target.better,
            met: !own.missed,
            told: Some(own.at),
        })
    });
    // What an amount is not a share of, and what was not measured, has charges all the same.
    let charges = || {
        let labels = labels(basis, objective, result.subject);
        let (service, window) = (objective.service, period.span);
        let promise = Some(basis.agreement.promise(subject.objective));
        let charging = Charging { service, promise, labels: &labels, window, ..charging(basis) };
        charging.basis(basis_kind, period)
    };
    Some(Due {
        subject: result.subject,
        objective: basis.agreement.promise(subject.objective),
        promise: basis.promise(result.subject),
        service: objective.service,
        period: result.period,
        whole: basis.whole_period(result.period),
        parts: Vec::new(),
        share: credit.and_then(|credit| credit.share.clone()),
        // Where nothing was measured, nothing is due but what was carried forward.
        gross: credit.map_or(Some(Exact::zero()), |credit| credit.gross.clone()),
        basis: credit.and_then(|credit| credit.basis.clone()).or_else(charges),
        basis_kind,
        provisional: credit.map_or(!period.finished, |credit| credit.provisional),
        claim_step,
        claim_by: until(basis, claim, period, from),
        claim_from: from,
        claim: made,
        incidents,
        level,
        stopped: None,
    })
}

/// What holds for the credits of a period.
fn credits_of(basis: &Basis, period: usize) -> &Credits {
    let period = basis.periods.get(period);
    period.map_or(&basis.agreement.credits, |period| &basis.terms_at_end(period).credits)
}

/// What is due, the parts of one period as one credit: that of its last part, which has the others.
///
/// An amount that is due once for a breach is due once: breached parts of one period are one breach.
fn together(basis: &Basis, due: Vec<Due>) -> Vec<Due> {
    let mut whole: Vec<Option<Due>> = Vec::new();
    let mut places: HashMap<(usize, usize), usize> = HashMap::new();
    let length = |period: usize| {
        let span = basis.periods.get(period).map(|period| period.span.nanoseconds());
        Exact::from(span.unwrap_or_default())
    };
    for mut own in due {
        let earlier = places.insert((own.promise, own.whole), whole.len());
        let Some(before) = earlier.and_then(|at| whole.get_mut(at)?.take()) else {
            whole.push(Some(own));
            continue;
        };
        own.parts.clone_from(&before.parts);
        let (gross, share) = (before.gross.as_ref(), before.share.as_ref());
        let worth = gross.or(share).cloned().unwrap_or_else(Exact::zero);
        let part = CreditPart { subject: before.subject, period: before.period, worth };
        let once = is_once(basis, &before) && is_once(basis, &own);
        let (first, second) = (before.gross.clone(), own.gross.clone());
        own.gross = first.zip(second).map(|(first, second)| match once {
            true => first.max(second),
            false => &first + &second,
        });
        own.basis = match (before.basis.clone(), own.basis.clone()) {
            (Some(first), Some(second)) => Some(first.with(second)),
            (first, second) => first.or(second),
        };
        let spans = own.parts.iter().map(|part| length(part.period)).sum::<Exact>();
        let (first, second) = (&length(before.period) + &spans, length(own.period));
        let sum = before.share.clone().zip(own.share.clone()).and_then(|(one, other)| {
            (&(&one * &first) + &(&other * &second)).checked_div(&(&first + &second))
        });
        own.share = sum;
        own.parts.push(part);
        own.incidents.extend(before.incidents);
        own.provisional |= before.provisional;
        own.level = match (before.level, own.level) {
            (Some(first), Some(second)) => {
                let met = first.met && second.met;
                let is_worse = match second.better {
                    Better::More => first.value < second.value,
                    Better::Less => first.value > second.value,
                };
                Some(Level { met, ..if is_worse { first } else { second } })
            }
            (first, second) => first.or(second),
        };
        whole.push(Some(own));
    }
    let mut whole: Vec<Due> = whole.into_iter().flatten().collect();
    // Of equal credits that of the first promise is paid, by whatever terms.
    whole.order_by_key(|own| (own.objective, own.promise));
    whole
}

/// Whether a credit is an amount that is due once for a breach, however long it lasts.
fn is_once(basis: &Basis, due: &Due) -> bool {
    let objective = basis.subjects.get(due.subject);
    let objective = objective.and_then(|it| basis.agreement.objectives.get(it.objective));
    let price = match objective.and_then(Objective::rule) {
        Some(Rule::PerBreach(price)) => Some(price),
        Some(Rule::Repeat(repeat)) => Some(&repeat.price),
        Some(Rule::Every(every)) => Some(&every.price),
        _ => None,
    };
    price.is_some_and(|price| !matches!(price, Price::Percent(_)))
}

/// When anything was first done of a claim.
pub(super) fn first_told(claim: &ClaimMade) -> Option<Instant> {
    let steps = claim.steps.iter().map(|(_, at)| *at);
    steps.chain(claim.requested).min().or(claim.decided)
}

/// The claim that was made for a credit, as far as it is known: what all its records tell.
fn made(
    basis: &Basis,
    (subject, objective): (&Subject, &Objective),
    period: &ServicePeriod,
) -> Option<ClaimMade> {
    let labels = |claim: &ClaimMade| {
        let said = |name: &String| {
            let own = claim.labels.iter().find(|[it, _]| basis.history.words.text(*it) == name);
            own.map(|[_, value]| *value)
        };
        let names = objective.scope().per.iter();
        names.zip(&subject.labels).all(|(name, value)| said(name) == *value)
    };
    let own = basis.history.claims.iter().filter(|claim| {
        claim.objective == basis.agreement.promise(subject.objective)
            && claim.period == period.first
            && labels(claim)
    });
    let known = |claim: &&ClaimMade| first_told(claim).is_none_or(|at| at <= basis.as_of);
    own.filter(known).cloned().reduce(|told, next| joined(told, next, basis.as_of))
}

/// What two records tell of one claim: what was done and chosen in either, and the later decision,
/// with the place of its record.
fn joined(told: ClaimMade, next: ClaimMade, as_of: Instant) -> ClaimMade {
    let requested = told.requested.into_iter().chain(next.requested).min();
    let chosen = told.chosen || next.chosen;
    let steps = [told.steps.as_slice(), &next.steps].concat();
    let decides = next.decided.is_some_and(|at| at <= as_of);
    let decided = if decides || told.decided.is_none() { next } else { told };
    ClaimMade { requested, chosen, steps, ..decided }
}

/// The first step before a claim that is still to be done, or was done too late, and when that was;
/// nothing where all were done in time. Who claims has done what was not told of by then.
fn open_step(
    basis: &Basis,
    claim: &Claim,
    period: &ServicePeriod,
    (incidents, made): (&BTreeSet<usize>, Option<&ClaimMade>),
) -> Option<(usize, Option<Instant>)> {
    let known = |at: &Instant| *at <= basis.as_of;
    claim.steps.iter().enumerate().find_map(|(at, (_, step))| {
        let told = made.and_then(|made| {
            let own = made.steps.iter().filter(|(step, _)| *step == at).map(|(_, at)| *at);
            own.chain(made.requested).filter(known).min()
        });
        let until = until(basis, Some(step), period, began(basis, step, period, incidents));
        match (told, until) {
            (None, _) => Some((at, None)),
            (Some(done), ClaimBy::Until { deadline, .. }) => {
                (done >= deadline).then_some((at, Some(done)))
            }
            (Some(_), ClaimBy::NotBegun | ClaimBy::Automatic) => None,
        }
    })
}

/// Until when the credit of a period can be claimed.
fn until(
    basis: &Basis,
    claim: Option<&Claim>,
    period: &ServicePeriod,
    from: Option<(Instant, ClaimTold)>,
) -> ClaimBy {
    let Some(claim) = claim else { return ClaimBy::Automatic };
    let Some((from, told)) = from else { return ClaimBy::NotBegun };
    let zone = basis.agreement.zone;
    // A period ends with its last day, which is not counted.
    let day = match told {
        ClaimTold::Period => zone.date_at(from.after(-1)),
        ClaimTold::Incident(_) | ClaimTold::Deed(_) => zone.date_at(from),
    };
    let working = |calendar: Option<usize>| {
        move |day: chrono::NaiveDate| match calendar {
            None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
            Some(_) => {
                let begin = zone.start_of_day(day);
                let end = day.succ_opt().map_or(begin, |next| zone.start_of_day(next));
                basis.hours_of(calendar).between(begin, end) > 0
            }
        }
    };
    let is_working: Box<dyn Fn(chrono::NaiveDate) -> bool> = match claim.within {
        ClaimWithin::WorkingDays(_, calendar) => Box::new(working(calendar)),
        _ => Box::new(|_| true),
    };
    let later = |periods: u32| later_period_end(period, periods, zone, basis.term);
    claim_by(claim, (from, day), zone, &is_working, &later)
}

/// From when the time to claim counts, where that has happened.
fn began(
    basis: &Basis,
    claim: &Claim,
    period: &ServicePeriod,
    incidents: &BTreeSet<usize>,
) -> Option<(Instant, ClaimTold)> {
    let known = |at: Instant| Some(at).filter(|at| *at <= basis.as_of);
    let ends = (period.span.until(), ClaimTold::Period);
    let incidents = incidents.iter().copied();
    let incidents = incidents.filter_map(|at| Some((at, basis.history.incidents.get(at)?)));
    match claim.from {
        ClaimFrom::PeriodEnd => Some(ends),
        // Without any incident it is the period that ends.
        ClaimFrom::IncidentEnd => {
            let ended = incidents.map(|(at, it)| {
                Some((it.end().and_then(|end| known(end.at))?, ClaimTold::Incident(at)))
            });
            let ended: Option<Vec<_>> = ended.collect();
            Some(ended?.into_iter().max_by_key(|(at, _)| *at).unwrap_or(ends))
        }
        ClaimFrom::Reported => {
            let reports = incidents.map(|(at, it)| {
                (it.event(Event::Reported).unwrap_or(it.started()), ClaimTold::Incident(at))
            });
            Some(reports.max_by_key(|(at, _)| *at).unwrap_or(ends))
        }
        ClaimFrom::ReportDelivered => {
            let delivered = basis.history.words.find("report_delivered")?;
            let deeds = basis.history.deeds.iter().enumerate();
            let own =
                deeds.filter(|(_, it)| it.kind == delivered && it.period == Some(period.first));
            let own = own.filter_map(|(at, it)| Some((known(it.at)?, ClaimTold::Deed(at))));
            own.min_by_key(|(at, _)| *at)
        }
    }
}
