//! How much a cap allows.

use std::collections::BTreeMap;

use super::ledger::Ledger;
use super::{CapCharge, CapUse, ChargeOf, Due, Settling};
use crate::model::{BasisKind, Cap, CapCharges, CapEach, CapPer, Most};
use crate::penalty::contract_year::contract_year;
use crate::penalty::{ChargePart, Charged, CreditBasis};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Sort};

/// A cap that is held against the credits of one objective or service, or all.
pub(super) struct Held<'a> {
    pub(super) settling: &'a Settling<'a>,
    pub(super) cap: &'a Cap,
    pub(super) at: usize,
    pub(super) each: Option<usize>,
    pub(super) is_share: bool,
}

/// What is known of how much a cap allows.
pub(super) enum Known {
    /// So much.
    Most(CapUse),
    /// It says nothing of such credits.
    Nothing,
    /// It is a share of charges of which some are not known.
    NoCharge,
}

impl Held<'_> {
    /// How much the cap allows, with what was issued in its window, for credits of one time.
    pub(super) fn most(&self, due: &[Due], own: &[&Due], ledger: &Ledger) -> Known {
        let Self { settling, cap, .. } = self;
        // Charges are those of the shortest periods that it is about.
        let period = |own: &&&Due| settling.periods.get(own.period);
        let first = own.iter().filter(|own| period(own).is_some());
        let first =
            first.min_by_key(|own| period(own).map(|period| period.whole.nanoseconds())).copied();
        let Some((first, period)) = first.and_then(|own| Some((own, period(&&own)?))) else {
            return Known::Nothing;
        };
        if self.is_share {
            return match &cap.most {
                Most::Percent(percent, CapCharges::Window) if cap.per == CapPer::Period => {
                    Known::Most(self.use_of(Vec::new(), None, percent.clone(), Vec::new()))
                }
                _ => Known::Nothing,
            };
        }
        let end = period.span.until();
        let after = self.begins(period);
        let issued = match cap.per {
            CapPer::Period => Vec::new(),
            _ => self.issued(ledger, after, end),
        };
        let charges = match &cap.most {
            Most::Amount(_) => Vec::new(),
            Most::Percent(_, CapCharges::Annual) => self.annual(first),
            Most::Percent(..) | Most::Days(_) | Most::Months(_) if cap.per == CapPer::Period => {
                self.charges_of_period(due, first)
            }
            Most::Percent(..) | Most::Days(_) | Most::Months(_) => {
                self.charges_between(due, first, after, end)
            }
        };
        let sum: Exact = charges.iter().map(|charge| charge.amount.clone()).sum();
        let is_unknown = charges.is_empty();
        let (paid_for, most) = match &cap.most {
            Most::Amount(amount) => (None, Some(amount.clone())),
            _ if is_unknown => (None, None),
            Most::Percent(percent, _) => (None, (&sum * percent).checked_div(&Exact::from(100))),
            Most::Days(times) | Most::Months(times) => {
                let paid_for = match &cap.most {
                    Most::Months(_) => self.months(&charges),
                    _ => self.days(&charges),
                };
                let most = (&sum * times).checked_div(&paid_for);
                (Some(paid_for), most)
            }
        };
        match most {
            Some(most) => Known::Most(self.use_of(charges, paid_for, most, issued)),
            None => Known::NoCharge,
        }
    }

    fn use_of(
        &self,
        charges: Vec<CapCharge>,
        paid_for: Option<Exact>,
        most: Exact,
        issued: Vec<usize>,
    ) -> CapUse {
        let (cap, is_share) = (self.at, self.is_share);
        let (firm, lines) = (Vec::new(), Vec::new());
        CapUse { cap, charges, paid_for, most, is_share, issued, firm, lines }
    }

    /// The end of the last period that lies before the cap's window, for a credit of `period`.
    fn begins(&self, period: &ServicePeriod) -> Option<Instant> {
        let Settling { zone, term, from, .. } = self.settling;
        let date = match self.cap.per {
            CapPer::Period | CapPer::Term => None,
            CapPer::Months(months) => period.months_before_end(months, *zone, *term),
            CapPer::ContractYear => {
                let last_day = zone.date_at(period.span.until().after(-1));
                contract_year(*from, last_day).map(|(first, _)| first)
            }
        };
        // What is in another currency has no sum with it.
        let currency = (self.settling.currency_on)(period.first);
        date.max(currency.from).map(|date| zone.start_of_day(date))
    }

    /// What was credited in the window before, as far as the cap is about it.
    fn issued(&self, ledger: &Ledger, after: Option<Instant>, end: Instant) -> Vec<usize> {
        let Self { cap, each, .. } = self;
        let is_under = |at: &usize| {
            let Some(issued) = ledger.issued.get(*at) else { return false };
            let objective = issued.objective;
            let is_of = cap.of_all || objective.is_some_and(|it| cap.of.contains(&it));
            is_of
                && match cap.each {
                    CapEach::Together => true,
                    CapEach::Objective => objective == *each,
                    CapEach::Part => issued.subject == *each,
                    CapEach::Service => issued.service == *each,
                }
        };
        ledger.between(after, end).filter(is_under).collect()
    }

    /// The services whose charges it is a share of; that of the agreement stands for all of them.
    fn services(&self, first: &Due) -> Vec<Option<usize>> {
        match self.cap.each {
            CapEach::Objective | CapEach::Part | CapEach::Service => vec![first.service],
            CapEach::Together if self.cap.of_all => vec![None],
            CapEach::Together => {
                let services = self.cap.of.iter().map(|it| (self.settling.service_of)(*it));
                let mut services: Vec<Option<usize>> = services.collect();
                services.order();
                services.dedup();
                // That of the agreement holds the others.
                if services.contains(&None) { vec![None] } else { services }
            }
        }
    }

    /// The charges in the period of a credit.
    fn charges_of_period(&self, due: &[Due], first: &Due) -> Vec<CapCharge> {
        let period = first.period;
        if matches!(self.cap.each, CapEach::Objective | CapEach::Part) {
            // What the credits of all its parts are shares of, each charge once.
            let is_own = |it: &&Due| match self.cap.each {
                CapEach::Part => it.promise == first.promise,
                _ => it.objective == first.objective,
            };
            let own = due.iter().filter(|it| it.whole == first.whole).filter(is_own);
            let mut parts: Vec<&ChargePart> = Vec::new();
            for part in own.filter_map(|it| it.basis.as_ref()).flat_map(|basis| &basis.parts) {
                if !parts.contains(&part) {
                    parts.push(part);
                }
            }
            let sum = CreditBasis::of(parts.into_iter().cloned().collect());
            let (service, of) = (first.service, ChargeOf::Basis(period));
            let charge = CapCharge { service, of, amount: sum.total };
            return (!sum.parts.is_empty()).then_some(charge).into_iter().collect();
        }
        self.charges(first, &[period])
    }

    /// The charges of the periods of a credit's promise that end after one instant and by another,
    /// and those of before.
    fn charges_between(
        &self,
        due: &[Due],
        first: &Due,
        after: Option<Instant>,
        end: Instant,
    ) -> Vec<CapCharge> {
        let Settling { periods, before, zone, .. } = self.settling;
        let inside = |at: &usize| {
            let own = periods.get(*at).filter(|own| {
                own.periods == (self.settling.periods_of)(first.objective, own.first)
            });
            let later = periods.get(at + 1..).unwrap_or_default().iter();
            // Of one that amendments part, the last stands for all.
            let mut same = later.take_while(|it| own.is_some_and(|own| it.whole == own.whole));
            own.map(|own| own.span.until()).is_some_and(|own| Some(own) > after && own <= end)
                && !same.any(|it| own.is_some_and(|own| it.periods == own.periods))
        };
        let inside: Vec<usize> = (0..periods.len()).filter(inside).collect();
        // A history tells no charges of a part.
        if self.cap.each == CapEach::Part && first.basis_kind == BasisKind::AffectedCharge {
            let own = due.iter().filter(|it| it.promise == first.promise);
            let own = own.filter(|it| inside.contains(&it.period));
            return own.flat_map(|it| self.charges_of_period(due, it)).collect();
        }
        let services = self.services(first);
        let earlier = before.charges.iter().enumerate().filter(|(_, charge)| {
            let about = services.contains(&None) || services.contains(&charge.service);
            let begins = zone.start_of_day(charge.period).after(1);
            about && Some(begins) > after && begins < end
        });
        let earlier = earlier.map(|(at, charge)| CapCharge {
            service: charge.service,
            of: ChargeOf::Before(at),
            amount: charge.amount.clone(),
        });
        earlier.chain(self.charges(first, &inside)).collect()
    }

    /// The charges in periods, by their positions.
    fn charges(&self, first: &Due, periods: &[usize]) -> Vec<CapCharge> {
        let services = self.services(first);
        let charges = services.into_iter().flat_map(|service| {
            periods.iter().filter_map(move |period| {
                let amount = (self.settling.charge)(service, *period)?;
                Some(CapCharge { service, of: ChargeOf::Period(*period), amount })
            })
        });
        charges.collect()
    }

    fn annual(&self, first: &Due) -> Vec<CapCharge> {
        let of = ChargeOf::Year(first.period);
        let charge = |service: Option<usize>| {
            let amount = (self.settling.annual_charge)(service, first.period)?;
            Some(CapCharge { service, of, amount })
        };
        self.services(first).into_iter().filter_map(charge).collect()
    }

    /// The days of the periods of `charges`, each once.
    fn days(&self, charges: &[CapCharge]) -> Exact {
        let Settling { credits, zone, .. } = self.settling;
        self.paid(charges).into_values().map(|it| it.days(credits.day_of_charge, *zone)).sum()
    }

    /// The months of the periods of `charges`, each once; of one that the term clips its part.
    fn months(&self, charges: &[CapCharge]) -> Exact {
        self.paid(charges).into_values().filter_map(|it| it.months()).sum()
    }

    /// What `charges` are for, each stretch once.
    fn paid(&self, charges: &[CapCharge]) -> BTreeMap<(Instant, Instant), Charged> {
        let Settling { periods, before, periods_on, zone, term, .. } = self.settling;
        let charged = |charge: &CapCharge| match charge.of {
            ChargeOf::Period(at) | ChargeOf::Basis(at) | ChargeOf::Year(at) => {
                periods.get(at).map(Charged::of)
            }
            ChargeOf::Before(at) => {
                let date = before.charges.get(at)?.period;
                let own = periods_on(date);
                let whole = ServicePeriod::whole_with(date, &own, *zone, *term)?;
                Some(Charged { span: whole, whole, every: own.every })
            }
        };
        let all = charges.iter().filter_map(charged);
        all.map(|it| ((it.span.from(), it.span.until()), it)).collect()
    }
}
