//! What a service costs in a period.

use chrono::{Datelike, Months};

use super::basis::CreditBasis;
use super::claim::last_day;
use super::settle::contract_year;
use crate::model::{Agreement, Every, Periods, Service};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Interval, Zone};

/// The part of a period in which one charge holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargePart {
    /// The charge's position in the contract.
    pub position: usize,
    /// When it holds in the period.
    pub span: Interval,
    /// The stretch that has a price: the whole period, or a calendar month that it touches.
    pub whole: Interval,
    /// The months of that stretch.
    pub months: u32,
    /// The charge for that stretch, had it held throughout.
    pub price: Exact,
    /// The exact amount of this part.
    pub amount: Exact,
}

/// The charge of `service` in `period`: months convert by their number; a charge that holds in a
/// part of the period, a period clipped to the term, or one that is not made of months, takes its
/// part by real seconds.
///
/// Nothing where no charge is stated for any of it.
#[must_use]
pub fn period_charge(
    agreement: &Agreement,
    service: &Service,
    period: &ServicePeriod,
) -> Option<CreditBasis> {
    let zone = agreement.zone;
    let begins = service.charges.iter().map(|charge| zone.start_of_day(charge.from));
    let ends = begins.clone().skip(1).map(Some).chain([None]);
    let held = service.charges.iter().zip(begins.zip(ends));
    let held = held.map(|(charge, (begin, end))| {
        (charge, Interval::new(begin, end.unwrap_or(Instant::LAST)).intersection(&period.span))
    });
    let parts: Vec<ChargePart> = held
        .flat_map(|(charge, held)| {
            priced(period, zone).into_iter().filter_map(move |(whole, months)| {
                let span = held.intersection(&whole);
                let price = (&charge.amount * &Exact::from(i128::from(months)))
                    .checked_div(&Exact::from(i128::from(charge.months)))?;
                let share = Exact::from(span.nanoseconds())
                    .checked_div(&Exact::from(whole.nanoseconds()))?;
                let amount = &price * &share;
                let position = charge.position;
                let part = ChargePart { position, span, whole, months, price, amount };
                (!span.is_empty()).then_some(part)
            })
        })
        .collect();
    (!parts.is_empty()).then(|| CreditBasis::of(parts))
}

/// The stretches that have a price of their own, each with its months: a period of months is one,
/// any other is priced by the calendar months that it touches.
fn priced(period: &ServicePeriod, zone: Zone) -> Vec<(Interval, u32)> {
    if let Some(months) = period.periods.every.months() {
        return vec![(period.whole, months)];
    }
    let mut stretches = Vec::new();
    let mut month = period.first.with_day(1);
    while let Some(first) = month.filter(|first| *first < period.next) {
        month = first.checked_add_months(Months::new(1));
        let end = month.map_or(Instant::LAST, |next| zone.start_of_day(next));
        stretches.push((Interval::new(zone.start_of_day(first), end), 1));
    }
    stretches
}

/// The charge of a service in `period`, or of all of them together.
///
/// Nothing where none is stated.
#[must_use]
pub fn charge_of(
    agreement: &Agreement,
    service: Option<&Service>,
    period: &ServicePeriod,
) -> Option<Exact> {
    let own = |service| period_charge(agreement, service, period).map(|charge| charge.total);
    match service {
        Some(service) => own(service),
        None => {
            let charges: Vec<Exact> = agreement.services.iter().filter_map(own).collect();
            (!charges.is_empty()).then(|| charges.into_iter().sum())
        }
    }
}

/// The charge of a service, or of all of them together, in the contract year in which `period` ends,
/// month by month; a year begins on an anniversary of the term.
///
/// Nothing where none is stated.
#[must_use]
pub fn annual_charge(
    agreement: &Agreement,
    service: Option<&Service>,
    period: &ServicePeriod,
    term: Interval,
) -> Option<Exact> {
    let zone = agreement.zone;
    let first = contract_year(zone.date_at(term.from()), last_day(period, zone))?;
    let months = (0..12).filter_map(|month| {
        let begin = |month| first.checked_add_months(Months::new(month));
        let (first, next) = (begin(month)?, begin(month + 1)?);
        let whole = Interval::new(zone.start_of_day(first), zone.start_of_day(next));
        let periods = Periods { every: Every::Month, ..period.periods };
        let month = ServicePeriod { periods, first, next, whole, span: whole, finished: true };
        charge_of(agreement, service, &month)
    });
    let months: Vec<Exact> = months.collect();
    (!months.is_empty()).then(|| months.into_iter().sum())
}
