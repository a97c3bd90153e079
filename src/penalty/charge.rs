//! What a service costs in a period.

use crate::model::{Agreement, Every, Service};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Interval, Money};

/// The charge of a service in a period: the sum of its parts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PeriodCharge {
    /// The parts, in order of time.
    pub parts: Vec<ChargePart>,
    /// Their exact sum.
    pub total: Money,
}

/// The part of a period in which one charge holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargePart {
    /// The charge's position in the contract.
    pub position: usize,
    /// When it holds in the period.
    pub span: Interval,
    /// The charge for the whole period, had it held throughout.
    pub whole: Exact,
    /// The exact amount of this part.
    pub amount: Exact,
}

/// The charge of `service` in `period`: months convert by their number; a charge that holds in a
/// part of the period, or a period clipped to the term, takes its part by real seconds.
///
/// Nothing where no charge is stated for any of it.
#[must_use]
pub fn period_charge(
    agreement: &Agreement,
    service: &Service,
    period: &ServicePeriod,
) -> Option<PeriodCharge> {
    let zone = agreement.zone;
    let begins = service.charges.iter().map(|charge| zone.start_of_day(charge.from));
    let ends = begins.clone().skip(1).map(Some).chain([None]);
    let parts: Vec<ChargePart> = service
        .charges
        .iter()
        .zip(begins.zip(ends))
        .filter_map(|(charge, (begin, end))| {
            let holds = Interval::new(begin, end.unwrap_or(Instant::LAST));
            let span = holds.intersection(&period.span);
            let whole = for_period(&charge.amount, charge.months, agreement.every)?;
            let share = Exact::from(span.nanoseconds())
                .checked_div(&Exact::from(period.whole.nanoseconds()))?;
            let amount = &whole * &share;
            (!span.is_empty()).then_some(ChargePart {
                position: charge.position,
                span,
                whole,
                amount,
            })
        })
        .collect();
    let amount = parts.iter().map(|part| part.amount.clone()).sum();
    let total = Money { amount, currency: agreement.currency };
    (!parts.is_empty()).then_some(PeriodCharge { parts, total })
}

fn for_period(amount: &Exact, months: u32, every: Every) -> Option<Exact> {
    (amount * &Exact::from(i128::from(every.months())))
        .checked_div(&Exact::from(i128::from(months)))
}
