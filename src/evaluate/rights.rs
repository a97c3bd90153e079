//! Rights beyond money: what each period shows of their triggers.

use std::collections::HashMap;

use chrono::NaiveDate;

use super::settle::charging;
use crate::compliance::Verdict;
use crate::measurement::Availability;
use crate::model::{BeforeVerdict, Cuts, Indicator, Objective, Right, Sign, Trigger};
use crate::penalty::{Account, Shown, ShownIn, TriggerStands, charge_of, right_stands};
use crate::report::{Assessed, Basis, Measured};
use crate::timeline::ServicePeriod;
use crate::units::Exact;

/// How it stands with each trigger of each right of the agreement, where its credits are these.
pub(super) fn rights(
    basis: &Basis,
    assessed: &[Assessed],
    account: &Account,
) -> Vec<Vec<TriggerStands>> {
    let agreement = &basis.agreement;
    if agreement.rights.is_empty() {
        return Vec::new();
    }
    let mut results = Results::new();
    for result in assessed.iter().filter(|result| result.judgement.verdict.is_final()) {
        // Breached parts of one period are one breach.
        let objective = basis.subjects.get(result.subject).map(|subject| subject.objective);
        let promise = objective.map(|objective| basis.agreement.promise(objective));
        let at = promise.map(|promise| (promise, basis.whole_period(result.period)));
        at.into_iter().for_each(|at| results.entry(at).or_default().push(result));
    }
    let mut told = Told::new();
    for it in &basis.history.before.verdicts {
        told.entry((agreement.promise(it.objective), it.period)).or_default().push(it);
    }
    let shown = |trigger: &Trigger| {
        let own = trigger.of.first().and_then(|at| agreement.objectives.get(*at));
        own.map(|own| {
            Looked { basis, account, trigger, own, results: &results, told: &told }.shown()
        })
        .unwrap_or_default()
    };
    let stands = |right: &Right| {
        let shown = right.any.iter().map(shown).collect();
        right_stands(right, shown, &basis.periods, agreement.zone)
    };
    agreement.rights.iter().map(stands).collect()
}

/// What was judged, by promise and period: of one that is judged by label, each of its parts.
type Results<'a> = HashMap<(usize, usize), Vec<&'a Assessed>>;

/// What a history tells of verdicts, by promise and the first date of the period: of one that is
/// judged by label, of each of its parts.
type Told<'a> = HashMap<(usize, NaiveDate), Vec<&'a BeforeVerdict>>;

/// No more periods before those that are judged are looked back on.
const MOST_BEFORE: i64 = 10_000;

/// A trigger, and what is looked at for it.
struct Looked<'a> {
    basis: &'a Basis,
    account: &'a Account,
    trigger: &'a Trigger,
    /// The first of its objectives: it says the periods, and of a value how it is held against
    /// bounds.
    own: &'a Objective,
    results: &'a Results<'a>,
    told: &'a Told<'a>,
}

impl<'a> Looked<'a> {
    /// What each period that is over shows, those before all that are judged first, as far as verdicts
    /// of them are told.
    fn shown(&self) -> Vec<Shown> {
        let periods = self.basis.periods.iter().enumerate();
        let agreement = &self.basis.agreement;
        let promise = self.trigger.of.first().copied().unwrap_or_default();
        let is_own =
            |it: &ServicePeriod| it.periods.of_term() == agreement.periods_of(promise, it.first);
        let own = periods.filter(|(at, it)| is_own(it) && self.basis.whole_period(*at) == *at);
        let mut own = own.peekable();
        let mut periods = own.peek().map(|(_, it)| self.before(it.first)).unwrap_or_default();
        let over = own.filter(|(_, it)| it.finished);
        periods.extend(over.map(|(at, _)| ShownIn::Period(at)));
        let figures: Vec<Option<Exact>> = periods.iter().map(|it| self.figure(*it)).collect();
        let each = periods.iter().enumerate().map(|(place, period)| {
            let missed = self.missed(*period);
            let value = match &self.trigger.sign {
                Sign::Credits { over, of_charges, .. } => {
                    let first = (place + 1).saturating_sub(*over as usize);
                    let own = periods.get(first..=place).unwrap_or_default();
                    // Of what was credited before, no more is told than its verdict.
                    period.position().and_then(|_| self.credits(own, *of_charges))
                }
                _ => self.value(figures.get(..=place).unwrap_or_default()),
            };
            let (has_sign, value) = match &self.trigger.sign {
                _ if !self.is_shown(*period) => (None, None),
                Sign::Missed => (Some(!missed.is_empty()), None),
                sign => (value.as_ref().map(|value| sign.holds(value)), value),
            };
            let by = match &self.trigger.sign {
                Sign::Missed | Sign::Share(_) => missed,
                Sign::Value(_)
                | Sign::Mean { .. }
                | Sign::Sum { .. }
                | Sign::Downtime { .. }
                | Sign::Credits { .. } => self.trigger.of.clone(),
            };
            Shown { period: *period, has_sign, value, by }
        });
        each.collect()
    }

    /// The periods before that with the first date of all, from the first on of which any verdict is
    /// told.
    fn before(&self, first: NaiveDate) -> Vec<ShownIn> {
        let own = self.told.keys().filter(|(promise, _)| self.trigger.of.contains(promise));
        let earliest = own.map(|(_, date)| *date).min();
        let Some(earliest) = earliest.filter(|date| *date < first) else { return Vec::new() };
        let begins = self.basis.agreement.zone.date_at(self.basis.term.from());
        let cuts = Cuts::of(&self.own.periods.of_term(), begins);
        let end = cuts.number_of(first);
        let numbers = cuts.number_of(earliest).max(end.saturating_sub(MOST_BEFORE))..end;
        let dates = numbers.filter_map(|it| cuts.first_day(it).zip(cuts.first_day(it + 1)));
        dates.map(|(first, next)| ShownIn::Before(first, next)).collect()
    }

    /// What was judged of a promise in a period.
    fn judged(&self, promise: usize, period: ShownIn) -> &'a [&'a Assessed] {
        let own = period.position().and_then(|period| self.results.get(&(promise, period)));
        own.map(Vec::as_slice).unwrap_or_default()
    }

    /// What is told of it, where nothing was judged.
    fn told(&self, promise: usize, period: ShownIn) -> &'a [&'a BeforeVerdict] {
        if !self.judged(promise, period).is_empty() {
            return &[];
        }
        let first = match period {
            ShownIn::Before(first, _) => Some(first),
            ShownIn::Period(at) => self.basis.periods.get(at).map(|period| period.first),
        };
        let own = first.and_then(|first| self.told.get(&(promise, first)));
        own.map(Vec::as_slice).unwrap_or_default()
    }

    /// What was judged in a period.
    fn of(&self, period: ShownIn) -> impl Iterator<Item = &'a Assessed> {
        let of = self.trigger.of.iter();
        of.flat_map(move |at| self.judged(*at, period)).copied()
    }

    /// Whether there is a verdict of a promise in a period.
    fn is_shown_of(&self, promise: usize, period: ShownIn) -> bool {
        !self.judged(promise, period).is_empty() || !self.told(promise, period).is_empty()
    }

    fn is_shown(&self, period: ShownIn) -> bool {
        self.trigger.of.iter().any(|at| self.is_shown_of(*at, period))
    }

    /// The objectives of which anything was missed in a period.
    fn missed(&self, period: ShownIn) -> Vec<usize> {
        let is_missed = |at: &usize| {
            let mut own = self.judged(*at, period).iter();
            own.any(|it| it.judgement.verdict == Verdict::Missed)
                || self.told(*at, period).iter().any(|told| told.missed)
        };
        self.trigger.of.iter().copied().filter(is_missed).collect()
    }

    /// The figure of one period by itself.
    fn figure(&self, period: ShownIn) -> Option<Exact> {
        match &self.trigger.sign {
            Sign::Missed | Sign::Credits { .. } => None,
            Sign::Value(_) | Sign::Mean { .. } | Sign::Sum { .. } => {
                let length = |result: &Assessed| {
                    let span = self.basis.periods.get(result.period).map(|it| it.span);
                    Exact::from(span.map(|span| span.nanoseconds()).unwrap_or_default())
                };
                let labels = |result: &Assessed| {
                    self.basis.subjects.get(result.subject).map(|subject| subject.labels.as_slice())
                };
                let mut parts: Vec<(_, Vec<(Exact, Exact)>)> = Vec::new();
                for result in self.of(period) {
                    let Some(value) = result.value.clone() else { continue };
                    let (labels, own) = (labels(result), (value, length(result)));
                    match parts.iter_mut().find(|(known, _)| *known == labels) {
                        Some((_, part)) => part.push(own),
                        None => parts.push((labels, vec![own])),
                    }
                }
                let told = self.trigger.of.iter().flat_map(|at| self.told(*at, period));
                let told = told.filter_map(|told| told.value.clone());
                let values = parts.into_iter().filter_map(|(_, part)| self.of_part(part));
                let values = values.chain(told);
                // Of what is judged label by label the worst.
                match &self.trigger.sign {
                    Sign::Value(reach) if !reach.below => values.max(),
                    _ => values.min(),
                }
            }
            Sign::Share(_) => {
                let own = |at: &&usize| self.is_shown_of(**at, period);
                let judged = i128::try_from(self.trigger.of.iter().filter(own).count()).ok()?;
                let missed = i128::try_from(self.missed(period).len()).ok()?;
                Exact::from(missed * 100).checked_div(&Exact::from(judged))
            }
            Sign::Downtime { calendar, .. } => {
                let down = self.of(period).filter_map(|result| self.down(result, *calendar));
                let down: Vec<Exact> = down.collect();
                (!down.is_empty()).then(|| down.into_iter().sum())
            }
        }
    }

    /// What was credited in these periods, or how many percent of all charges that is; nothing where
    /// any of it has no price, or that is in another currency than the right speaks of. Of periods
    /// before a change of the currency nothing is added.
    fn credits(&self, periods: &[ShownIn], of_charges: bool) -> Option<Exact> {
        let agreement = &self.basis.agreement;
        let first = |period: &ShownIn| match period {
            ShownIn::Before(first, _) => Some(*first),
            ShownIn::Period(at) => self.basis.periods.get(*at).map(|period| period.first),
        };
        let currency = |period: &ShownIn| first(period).map(|date| agreement.currency_on(date));
        let last = periods.last().and_then(currency)?;
        if !of_charges && last.currency != agreement.currency {
            return None;
        }
        let other = periods.iter().rposition(|period| currency(period) != Some(last));
        let periods = periods.get(other.map_or(0, |at| at + 1)..).unwrap_or_default();
        let settled = |result: &Assessed| self.account.settlement.settled.get(result.due?);
        let own = periods.iter().flat_map(|period| self.of(*period)).filter_map(settled);
        let mut sum = Exact::zero();
        for settled in own {
            let is_due = settled.share.as_ref().is_some_and(|share| !share.is_zero());
            if is_due && settled.net.is_none() {
                return None;
            }
            let issued = settled.claim.issued(settled.net.as_ref(), last.currency);
            sum = &sum + &issued.unwrap_or_else(Exact::zero);
        }
        if !of_charges {
            return Some(sum);
        }
        let (zone, term) = (self.basis.agreement.zone, self.basis.term);
        let charge = |at: usize| {
            let period = self.basis.periods.get(at)?.of_term(zone, term);
            charge_of(&charging(self.basis), &period)
        };
        let judged = periods.iter().filter_map(|it| it.position());
        let charges: Exact = judged.map(charge).sum::<Option<Exact>>()?;
        (&sum * &Exact::from(100)).checked_div(&charges)
    }

    /// Weighted downtime in seconds: that of the result, or of the hours of a calendar.
    fn down(&self, result: &Assessed, calendar: Option<usize>) -> Option<Exact> {
        let Measured::Availability(found) = &result.measured else { return None };
        if calendar.is_none() {
            return Some(found.down.clone());
        }
        let hours = self.basis.hours_of(calendar);
        let time = self.basis.service_time(result.subject)?;
        let subject = self.basis.subjects.get(result.subject)?;
        let own = self.basis.agreement.objectives.get(subject.objective)?;
        Some(Availability::measure(found.window, hours, time, &own.counting).down)
    }

    /// The value of what an amendment may have parted in a period: what is counted, added up, else the
    /// mean of its values by their lengths.
    fn of_part(&self, mut values: Vec<(Exact, Exact)>) -> Option<Exact> {
        if values.len() < 2 {
            return values.pop().map(|(value, _)| value);
        }
        let is_counted = matches!(
            self.own.indicator,
            Indicator::Points | Indicator::Downtime | Indicator::OutageCount
        );
        if is_counted && matches!(self.trigger.sign, Sign::Sum { .. }) {
            return Some(values.into_iter().map(|(value, _)| value).sum());
        }
        let sum: Exact = values.iter().map(|(value, length)| value * length).sum();
        sum.checked_div(&values.into_iter().map(|(_, length)| length).sum())
    }

    /// What is held against the bound at the last of these periods, by their figures.
    fn value(&self, figures: &[Option<Exact>]) -> Option<Exact> {
        let spans = self.trigger.sign.spans();
        let last = figures.get(figures.len().saturating_sub(spans)..).unwrap_or_default();
        let mut told = last.iter().flatten().cloned();
        match &self.trigger.sign {
            Sign::Missed | Sign::Credits { .. } => None,
            Sign::Value(_) => told.next().map(|value| self.own.target.compared(&value)),
            Sign::Mean { .. } if last.len() < spans => None,
            Sign::Mean { .. } => {
                Exact::mean(told.collect()).map(|mean| self.own.target.compared(&mean))
            }
            Sign::Share(_) => told.next(),
            Sign::Sum { .. } => {
                let all: Vec<Exact> = told.collect();
                let sum = (!all.is_empty()).then(|| all.into_iter().sum::<Exact>())?;
                Some(self.own.target.compared(&sum))
            }
            Sign::Downtime { .. } => {
                let down: Vec<Exact> = told.collect();
                (!down.is_empty()).then(|| down.into_iter().sum())
            }
        }
    }
}
