//! What was charged in a stretch of time.

use chrono::{Datelike, Months, NaiveDate};

use super::basis::CreditBasis;
use super::claim::last_day;
use super::contract_year::contract_year;
use crate::model::{
    Agreement, BasisKind, Charge, ChargeKind, ChargePer, CurrencyInForce, Invoices,
};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Interval, IntervalSet, Sort, Zone};

/// What charges are looked up in.
#[derive(Clone, Debug)]
pub struct Charging<'a> {
    /// The agreement.
    pub agreement: &'a Agreement,
    /// What was invoiced.
    pub invoiced: &'a Invoices,
    /// The term in time.
    pub term: Interval,
    /// The service of the objective, if it has one.
    pub service: Option<usize>,
    /// The promise whose periods come one after the other, by its first objective's position; those of
    /// the contract where there is none.
    pub promise: Option<usize>,
    /// The labels for which it is judged, as names and values.
    pub labels: &'a [[String; 2]],
    /// The time that is looked at.
    pub window: Interval,
}

/// Who is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Payee {
    /// The agreement as a whole.
    Agreement,
    /// A service, by its position.
    Service(usize),
}

impl Payee {
    fn service(self) -> Option<usize> {
        match self {
            Self::Agreement => None,
            Self::Service(at) => Some(at),
        }
    }
}

/// A part of the time in which one charge holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ChargePart {
    /// Who is paid.
    pub payee: Payee,
    /// The charge's position in the contract; of what was invoiced, among all that was.
    pub position: usize,
    /// Whether that is an invoice.
    pub is_invoice: bool,
    /// When it holds.
    pub span: Interval,
    /// The stretch that has a price: a whole period, or calendar months.
    pub whole: Interval,
    /// The months of that stretch.
    pub months: u32,
    /// The exact amount of this part.
    pub amount: Exact,
}

/// A stretch that has a price of its own, and its months.
type Stretch = (Interval, u32);

impl Charging<'_> {
    /// What a credit of `period` is a share of; nothing where any of it has no charge.
    #[must_use]
    pub fn basis(&self, kind: BasisKind, period: &ServicePeriod) -> Option<CreditBasis> {
        let zone = self.agreement.zone;
        let held = self.agreement.currency_on(period.first);
        let own = |period: &ServicePeriod| (stretches(period, zone), period.span);
        let (stretches, span) = match kind {
            BasisKind::ServiceCharge | BasisKind::AgreementCharge | BasisKind::AffectedCharge => {
                own(period)
            }
            BasisKind::PreviousCharge => own(&self.beside(period, period.first.pred_opt()?)?),
            BasisKind::NextCharge => own(&self.beside(period, period.next)?),
            BasisKind::AnnualCharge => self.year(zone.date_at(period.span.from()), held)?,
            BasisKind::WindowCharge => {
                let day = |at: Instant| zone.date_at(at);
                let (first, last) = (day(self.window.from()), day(self.window.until().after(-1)));
                (months(first.with_day(1)?, last, zone), held.within(self.window, zone))
            }
        };
        self.over(kind, &stretches, span)
    }

    /// The charges of a stretch of time; nothing where any of it has none.
    fn over(&self, kind: BasisKind, stretches: &[Stretch], span: Interval) -> Option<CreditBasis> {
        let labels = match kind {
            BasisKind::AffectedCharge => self.labels,
            _ => &[],
        };
        let of_all = kind == BasisKind::AgreementCharge || self.service.is_none();
        let payees: Vec<Payee> = match self.service.filter(|_| !of_all) {
            Some(service) => vec![Payee::Service(service)],
            None => {
                let services = (0..self.agreement.services.len()).map(Payee::Service);
                // A service that states no charge is one that costs nothing beside the others.
                let all = std::iter::once(Payee::Agreement).chain(services);
                all.filter(|payee| self.is_charged(*payee)).collect()
            }
        };
        let each = payees.into_iter().map(|payee| self.parts(payee, stretches, span, labels));
        let parts: Vec<ChargePart> = each.collect::<Option<Vec<_>>>()?.concat();
        (!parts.is_empty()).then(|| CreditBasis::of(parts))
    }

    /// The contract year of a date, inside the term, and the agreement's own periods of it: as far as
    /// amounts have one currency, for those of two have no sum.
    fn year(&self, date: NaiveDate, held: CurrencyInForce) -> Option<(Vec<Stretch>, Interval)> {
        let Agreement { zone, term, .. } = self.agreement;
        let (begin, end) = contract_year(term.from, date)?;
        let whole = Interval::new(zone.start_of_day(begin), zone.start_of_day(end));
        let span = held.within(whole.intersection(&self.term), *zone);
        let inside = zone.date_at(span.from());
        let all = std::iter::successors(self.period_of(inside), |it| self.period_of(it.next));
        let all = all.take_while(|period| period.whole.from() < span.until());
        let mut stretches: Vec<Stretch> =
            all.flat_map(|period| stretches(&period, *zone)).collect();
        // Periods of days share the calendar months in which one ends and the next begins.
        stretches.dedup();
        (!span.is_empty()).then_some((stretches, span))
    }

    fn charges(&self, payee: Payee) -> &[Charge] {
        match payee {
            Payee::Agreement => &self.agreement.charges,
            Payee::Service(at) => {
                self.agreement.services.get(at).map(|it| it.charges.as_slice()).unwrap_or_default()
            }
        }
    }

    fn is_charged(&self, payee: Payee) -> bool {
        let is_counted = |kind: ChargeKind| kind != ChargeKind::OneTime;
        self.charges(payee).iter().any(|charge| is_counted(charge.kind))
            || self.invoiced.of(payee.service()).any(|(_, invoice)| is_counted(invoice.kind))
    }

    /// The charges of a payee in `span`, in order of time; nothing where any of it has none.
    fn parts(
        &self,
        payee: Payee,
        stretches: &[Stretch],
        span: Interval,
        labels: &[[String; 2]],
    ) -> Option<Vec<ChargePart>> {
        // An invoice counts where its period has a part in `span`.
        let Agreement { zone, .. } = self.agreement;
        let date = |at: Instant| zone.date_at(at);
        let whole = |at| {
            let periods = self.agreement.periods_on(date(at));
            ServicePeriod::whole_with(date(at), &periods, *zone, self.term)
        };
        let first = whole(span.from()).map_or(NaiveDate::MIN, |it| date(it.from()));
        let last = whole(span.until().after(-1)).map_or(NaiveDate::MAX, |it| date(it.until()));
        let invoices = self.invoiced.between(payee.service(), first, last);
        let invoices = invoices.filter(|_| labels.is_empty());
        let mut parts: Vec<ChargePart> = Vec::new();
        // What is invoiced of a kind stands in the place of the contract's charges of that kind.
        let mut recurring: Vec<Interval> = Vec::new();
        let mut used: Vec<Interval> = Vec::new();
        for (position, invoice) in invoices {
            let Some(period) = self.period_of(invoice.date) else { continue };
            let whole = period.span;
            let inside = whole.intersection(&span);
            if inside.is_empty() || invoice.kind == ChargeKind::OneTime {
                continue;
            }
            let spans = match invoice.kind {
                ChargeKind::Usage => &mut used,
                _ => &mut recurring,
            };
            spans.push(period.whole);
            let amount = part_of(&invoice.amount, inside, whole.nanoseconds())?;
            let (is_invoice, months) = (true, 0);
            parts.push(ChargePart {
                payee,
                position,
                is_invoice,
                span: inside,
                whole,
                months,
                amount,
            });
        }
        let charges = self.charges(payee);
        for (at, charge) in charges.iter().enumerate() {
            if !labels.iter().all(|label| charge.labels.contains(label)) {
                continue;
            }
            let invoiced = match charge.kind {
                ChargeKind::Recurring => &mut recurring,
                ChargeKind::Usage => &mut used,
                ChargeKind::OneTime => continue,
            };
            let held = self.held(charges, at);
            let taken = IntervalSet::union_of(invoiced.iter().copied());
            for (whole, months) in stretches {
                let (whole, months) = (*whole, *months);
                if whole.intersection(&span).is_empty() {
                    continue;
                }
                let span = match charge.kind {
                    ChargeKind::Usage => self.unclipped(span, whole),
                    _ => span,
                };
                let own = held.intersection(&span).intersection(&whole);
                for span in taken.gaps_within(own) {
                    let amount = match charge.per {
                        ChargePer::Length(length) => part_of(&charge.amount, span, length)?,
                        ChargePer::Months(per) => {
                            let price = &charge.amount * &Exact::from(i128::from(months));
                            let price = price.checked_div(&Exact::from(i128::from(per)))?;
                            part_of(&price, span, whole.nanoseconds())?
                        }
                    };
                    let (position, is_invoice) = (charge.position, false);
                    let part =
                        ChargePart { payee, position, is_invoice, span, whole, months, amount };
                    parts.push(part);
                }
            }
        }
        let is_recurring = |part: &ChargePart| match part.is_invoice {
            true => {
                let invoice = self.invoiced.get(part.position);
                invoice.is_some_and(|invoice| invoice.kind == ChargeKind::Recurring)
            }
            false => charges.iter().any(|charge| {
                charge.position == part.position && charge.kind == ChargeKind::Recurring
            }),
        };
        let never = !charges.iter().any(|charge| charge.kind == ChargeKind::Recurring);
        let covered = parts.iter().filter(|part| is_recurring(part)).map(|part| part.span);
        let whole = is_covered(span, covered.collect());
        parts.order_by_key(|part| (part.span.from(), part.is_invoice, part.position));
        (whole || never && !parts.is_empty()).then(|| merged(parts))
    }

    /// A span without the clip by the term, within the stretch `whole`: what is paid by use is no less
    /// because the term begins or ends within it.
    fn unclipped(&self, span: Interval, whole: Interval) -> Interval {
        let (begins, ends) = (span.from() == self.term.from(), span.until() == self.term.until());
        let from = if begins { whole.from().min(span.from()) } else { span.from() };
        Interval::new(from, if ends { whole.until().max(span.until()) } else { span.until() })
    }

    /// When a charge holds: until the next of its kind and labels.
    fn held(&self, charges: &[Charge], at: usize) -> Interval {
        let midnight = |date| self.agreement.zone.start_of_day(date);
        let Some(own) = charges.get(at) else { return Interval::EMPTY };
        let next = charges.iter().filter(|it| (it.kind, &it.labels) == (own.kind, &own.labels));
        let next = next.map(|it| it.from).filter(|from| *from > own.from);
        let next = next.chain(own.until).min();
        Interval::new(midnight(own.from), next.map_or(Instant::LAST, midnight))
    }

    /// The service period of the agreement that has a date.
    fn period_of(&self, date: NaiveDate) -> Option<ServicePeriod> {
        let Agreement { zone, .. } = self.agreement;
        ServicePeriod::with(date, &self.agreement.periods_on(date), *zone, self.term)
    }

    /// The period of what is judged that has a date beside a `period`; nothing where its amounts have
    /// another currency.
    fn beside(&self, period: &ServicePeriod, date: NaiveDate) -> Option<ServicePeriod> {
        let Agreement { zone, .. } = self.agreement;
        let found = match self.promise {
            None => self.period_of(date),
            Some(promise) => {
                let periods = self.agreement.periods_of(promise, date);
                ServicePeriod::with(date, &periods, *zone, self.term)
            }
        };
        let currency = |of: &ServicePeriod| self.agreement.currency_on(of.first);
        found.filter(|found| currency(found) == currency(period))
    }
}

/// So much of an amount for `length` nanoseconds as falls to `span`.
fn part_of(amount: &Exact, span: Interval, length: i128) -> Option<Exact> {
    (amount * &Exact::from(span.nanoseconds())).checked_div(&Exact::from(length))
}

/// Whether stretches cover all of a span.
fn is_covered(span: Interval, mut stretches: Vec<Interval>) -> bool {
    stretches.order_by_key(Interval::from);
    let mut until = span.from();
    for stretch in stretches {
        if stretch.from() <= until {
            until = until.max(stretch.until());
        }
    }
    until >= span.until()
}

/// Whole months of one charge that follow each other are one part.
fn merged(parts: Vec<ChargePart>) -> Vec<ChargePart> {
    let mut merged: Vec<ChargePart> = Vec::new();
    for part in parts {
        let follows = |last: &ChargePart| {
            let whole = |it: &ChargePart| it.span == it.whole && !it.is_invoice;
            let same = (last.position, last.payee) == (part.position, part.payee);
            same && whole(last) && whole(&part) && last.span.until() == part.span.from()
        };
        let earlier = merged.iter_mut().rev().find(|last| follows(last));
        match earlier {
            Some(last) => {
                last.span = Interval::new(last.span.from(), part.span.until());
                last.whole = last.span;
                last.months += part.months;
                last.amount = &last.amount + &part.amount;
            }
            None => merged.push(part),
        }
    }
    merged
}

/// The stretches of a period that have a price of their own, each with its months: a period of
/// months is one, any other is priced by the calendar months that it touches.
fn stretches(period: &ServicePeriod, zone: Zone) -> Vec<Stretch> {
    match (period.periods.every.months(), period.first.with_day(1), period.next.pred_opt()) {
        (Some(number), ..) => vec![(period.whole, number)],
        (None, Some(first), Some(last)) => months(first, last, zone),
        _ => Vec::new(),
    }
}

/// The calendar months from the one that begins on a date up to the one with another.
fn months(first: NaiveDate, last: NaiveDate, zone: Zone) -> Vec<Stretch> {
    let mut stretches = Vec::new();
    let mut month = Some(first);
    while let Some(first) = month.filter(|first| *first <= last) {
        month = first.checked_add_months(Months::new(1));
        let end = month.map_or(Instant::LAST, |next| zone.start_of_day(next));
        stretches.push((Interval::new(zone.start_of_day(first), end), 1));
    }
    stretches
}

/// The charge of a service in `period`, or of the agreement.
///
/// Nothing where any of it has none.
#[must_use]
pub fn charge_of(charging: &Charging<'_>, period: &ServicePeriod) -> Option<Exact> {
    let kind = match charging.service {
        Some(_) => BasisKind::ServiceCharge,
        None => BasisKind::AgreementCharge,
    };
    charging.basis(kind, period).map(|basis| basis.total)
}

/// The charge of a service, or of the agreement, in the contract year in which `period` ends, as far
/// as it is inside the term.
///
/// Nothing where any of it has none.
#[must_use]
pub fn annual_charge(charging: &Charging<'_>, period: &ServicePeriod) -> Option<Exact> {
    let held = charging.agreement.currency_on(period.first);
    let (stretches, span) = charging.year(last_day(period, charging.agreement.zone), held)?;
    charging.over(BasisKind::AnnualCharge, &stretches, span).map(|basis| basis.total)
}
