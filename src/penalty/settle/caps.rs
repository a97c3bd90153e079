//! The most that is credited.

use std::collections::BTreeMap;

use chrono::{Datelike, Months, NaiveDate};

use super::cut::cut;
use super::ledger::Ledger;
use super::{Due, Line, Settling};
use crate::model::{Cap, CapCharges, CapEach, CapPer, Most};
use crate::units::{Exact, Instant};

/// How a cap was held against credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapUse {
    /// The cap, by its position.
    pub cap: usize,
    /// The charges that it is a share of, or that its days cost.
    pub charges: Vec<CapCharge>,
    /// The local days for which those are paid, where it is so many of them.
    pub days: Option<Exact>,
    /// How much it allows: an exact amount, or a share where nothing is priced.
    pub most: Exact,
    /// Whether that is a share.
    pub is_share: bool,
    /// What was credited in its window before, by its positions among what was issued.
    pub issued: Vec<usize>,
    /// The credits that it was held against.
    pub lines: Vec<CutLine>,
}

/// A charge that a cap is a share of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapCharge {
    /// Of a service, by its position, or of the agreement as a whole.
    pub service: Option<usize>,
    /// In a period, by its position; or of a history, by its position among the charges of before.
    pub of: ChargeOf,
    /// The exact amount.
    pub amount: Exact,
}

/// The time of a charge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargeOf {
    /// A period, by its position.
    Period(usize),
    /// The contract year in which a period ends.
    Year(usize),
    /// What its credits are a share of, in a period.
    Basis(usize),
    /// Before the files, by its position there.
    Before(usize),
}

/// A credit that a cap was held against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CutLine {
    /// The credit, by its position among those that are due.
    pub due: usize,
    /// What it was.
    pub before: Exact,
    /// What the cap leaves of it.
    pub after: Exact,
}

/// The caps, and what they cut off that is still to be paid.
#[derive(Default)]
pub(super) struct Caps {
    pub(super) uses: Vec<CapUse>,
    /// By subject.
    carried: BTreeMap<usize, Exact>,
}

/// The credits that one cap holds together: those of one objective or service, and of one period
/// where it holds by period.
type Group = (Option<usize>, Option<usize>);

impl Caps {
    /// The credit that is due at a position, with what was carried forward to it.
    pub(super) fn begin(&mut self, at: usize, due: &[Due]) -> Option<Line> {
        let own = due.get(at)?;
        let carried_in = own.gross.as_ref().and_then(|_| self.carried.remove(&own.subject));
        let amount = own.gross.as_ref().map(|gross| match &carried_in {
            Some(carried) => gross + carried,
            None => gross.clone(),
        });
        let share = own.share.clone().filter(|_| amount.is_none());
        Some(Line { at, amount, share, carried_in, ..Line::default() })
    }

    /// Holds the caps of each objective and service, or those of all credits together, against the
    /// credits of one instant.
    pub(super) fn hold(
        &mut self,
        settling: &Settling<'_>,
        (due, lines): (&[Due], &mut [Line]),
        ledger: &Ledger,
        of_each: bool,
    ) {
        let caps = settling.credits.caps.iter().enumerate();
        for (at, cap) in caps.filter(|(_, cap)| (cap.each != CapEach::Together) == of_each) {
            let mut groups: BTreeMap<Group, Vec<usize>> = BTreeMap::new();
            for (place, line) in lines.iter().enumerate() {
                let own = due.get(line.at).filter(|own| is_under(cap, own));
                let group = own.map(|own| (each_of(cap, own), period_of(cap, own)));
                group.into_iter().for_each(|it| groups.entry(it).or_default().push(place));
            }
            for ((each, _), places) in groups {
                let held = Held { settling, cap, at, each };
                for is_share in [false, true] {
                    self.hold_one(&held, (due, lines), &places, (ledger, is_share));
                }
            }
        }
    }

    fn hold_one(
        &mut self,
        held: &Held<'_>,
        (due, lines): (&[Due], &mut [Line]),
        places: &[usize],
        (ledger, is_share): (&Ledger, bool),
    ) {
        let worth = |line: &Line| if is_share { line.share.clone() } else { line.amount.clone() };
        let own: Vec<(usize, Exact)> = places
            .iter()
            .filter_map(|place| Some((*place, worth(lines.get(*place)?)?)))
            .filter(|(_, worth)| !worth.is_zero())
            .collect();
        let first = own.first().and_then(|(place, _)| due.get(lines.get(*place)?.at));
        let Some(found) = first.and_then(|first| held.most(first, ledger, is_share)) else {
            return;
        };
        let before: Vec<Exact> = own.iter().map(|(_, worth)| worth.clone()).collect();
        let issued = found.issued.iter().filter_map(|at| ledger.issued.get(*at));
        let issued: Exact = issued.map(|it| it.amount.clone()).sum();
        let left = &found.most - &issued;
        let after = if is_share {
            in_proportion(&before, &left)
        } else {
            cut(&before, &left, held.settling.places)
        };
        let after = after.unwrap_or_else(|| before.clone());
        let mut cut_lines = Vec::new();
        for ((place, before), after) in own.into_iter().zip(after) {
            let Some(line) = lines.get_mut(place) else { continue };
            line.caps.push(self.uses.len());
            let carries = held.cap.carry_forward && !is_share && after < before;
            if let Some(own) = due.get(line.at).filter(|_| carries) {
                let cut_off = &before - &after;
                let carried = self.carried.remove(&own.subject).unwrap_or_else(Exact::zero);
                self.carried.insert(own.subject, &carried + &cut_off);
            }
            let worth = if is_share { &mut line.share } else { &mut line.amount };
            *worth = Some(after.clone());
            cut_lines.push(CutLine { due: line.at, before, after });
        }
        self.uses.push(CapUse { lines: cut_lines, ..found });
    }
}

/// A cap that is held against the credits of one objective or service, or all.
struct Held<'a> {
    settling: &'a Settling<'a>,
    cap: &'a Cap,
    at: usize,
    each: Option<usize>,
}

impl Held<'_> {
    /// How much the cap allows, with what was issued in its window, for credits like `first`.
    fn most(&self, first: &Due, ledger: &Ledger, is_share: bool) -> Option<CapUse> {
        let Self { settling, cap, at, .. } = self;
        let found = |charges: Vec<CapCharge>, days, most, issued| CapUse {
            cap: *at,
            charges,
            days,
            most,
            is_share,
            issued,
            lines: Vec::new(),
        };
        if is_share {
            return match &cap.most {
                Most::Percent(percent, CapCharges::Window) if cap.per == CapPer::Period => {
                    Some(found(Vec::new(), None, percent.clone(), Vec::new()))
                }
                _ => None,
            };
        }
        let end = settling.periods.get(first.period)?.span.until();
        let after = self.begins(end);
        let issued = match cap.per {
            CapPer::Period => Vec::new(),
            _ => self.issued(ledger, after, end),
        };
        let (charges, days, most) = match &cap.most {
            Most::Amount(amount) => (Vec::new(), None, amount.clone()),
            Most::Percent(percent, of) => {
                let charges = match of {
                    CapCharges::Window => self.charges(first, after, end),
                    CapCharges::Annual => self.annual(first),
                };
                let sum = sum(&charges)?;
                let most = (&sum * percent).checked_div(&Exact::from(100))?;
                (charges, None, most)
            }
            Most::Days(days) => {
                let charges = self.charges(first, after, end);
                let sum = sum(&charges)?;
                let paid_for = self.days(&charges);
                let most = (&sum * days).checked_div(&paid_for)?;
                (charges, Some(paid_for), most)
            }
        };
        Some(found(charges, days, most, issued))
    }

    /// The end of the last period that lies before the cap's window, for a credit whose period ends
    /// at `end`.
    fn begins(&self, end: Instant) -> Option<Instant> {
        let Settling { zone, term, .. } = self.settling;
        let last_day = zone.date_at(end.after(-1));
        let next = last_day.succ_opt().unwrap_or(last_day);
        match self.cap.per {
            CapPer::Period | CapPer::Term => None,
            CapPer::Months(months) => {
                next.checked_sub_months(Months::new(months)).map(|date| zone.start_of_day(date))
            }
            CapPer::ContractYear => {
                let year = contract_year(zone.date_at(term.from()), last_day);
                year.map(|date| zone.start_of_day(date))
            }
        }
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
                    CapEach::Service => issued.service == *each,
                }
        };
        ledger.between(after, end).filter(is_under).collect()
    }

    /// The services whose charges it is a share of; that of the agreement stands for all of them.
    fn services(&self, first: &Due) -> Vec<Option<usize>> {
        match self.cap.each {
            CapEach::Objective | CapEach::Service => vec![first.service],
            CapEach::Together if self.cap.of_all => vec![None],
            CapEach::Together => {
                let services = self.cap.of.iter().map(|it| (self.settling.service_of)(*it));
                let mut services: Vec<Option<usize>> = services.collect();
                services.sort_unstable();
                services.dedup();
                // That of the agreement holds the others.
                if services.contains(&None) { vec![None] } else { services }
            }
        }
    }

    fn charges(&self, first: &Due, after: Option<Instant>, end: Instant) -> Vec<CapCharge> {
        let Settling { periods, contract_periods, before, zone, .. } = self.settling;
        let at = |of: ChargeOf, service, amount: Option<Exact>| {
            amount.map(|amount| CapCharge { service, of, amount })
        };
        if self.cap.per == CapPer::Period {
            let period = first.period;
            if self.cap.each == CapEach::Objective {
                // An amount is a share of nothing, and so is what was not measured.
                let charge = || (self.settling.charge)(first.service, period);
                let basis = first.basis.clone().or_else(charge);
                return at(ChargeOf::Basis(period), first.service, basis).into_iter().collect();
            }
            let charge = |service: &Option<usize>| {
                at(ChargeOf::Period(period), *service, (self.settling.charge)(*service, period))
            };
            return self.services(first).iter().filter_map(charge).collect();
        }
        let inside = |period: &&usize| {
            let own = periods.get(**period).map(|period| period.span.until());
            own > after && own <= Some(end)
        };
        let inside: Vec<usize> = contract_periods.iter().filter(inside).copied().collect();
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
        let own = services.iter().flat_map(|service| {
            inside.iter().filter_map(move |period| {
                at(ChargeOf::Period(*period), *service, (self.settling.charge)(*service, *period))
            })
        });
        earlier.chain(own).collect()
    }

    fn annual(&self, first: &Due) -> Vec<CapCharge> {
        let of = ChargeOf::Year(first.period);
        let charge = |service: &Option<usize>| {
            let amount = (self.settling.annual_charge)(*service, first.period)?;
            Some(CapCharge { service: *service, of, amount })
        };
        self.services(first).iter().filter_map(charge).collect()
    }

    /// The local days of the periods of `charges`, each once.
    fn days(&self, charges: &[CapCharge]) -> Exact {
        let Settling { periods, zone, .. } = self.settling;
        let mut known: Vec<usize> = charges
            .iter()
            .filter_map(|charge| match charge.of {
                ChargeOf::Period(at) | ChargeOf::Basis(at) => Some(at),
                ChargeOf::Year(_) | ChargeOf::Before(_) => None,
            })
            .collect();
        known.sort_unstable();
        known.dedup();
        let days = known.iter().filter_map(|at| periods.get(*at)).map(|period| {
            let (from, until) = (period.span.from(), period.span.until());
            (zone.date_at(until.after(-1)) - zone.date_at(from)).num_days() + 1
        });
        Exact::from(i128::from(days.sum::<i64>()))
    }
}

fn sum(charges: &[CapCharge]) -> Option<Exact> {
    let sum = charges.iter().map(|charge| charge.amount.clone()).sum();
    (!charges.is_empty()).then_some(sum)
}

fn is_under(cap: &Cap, due: &Due) -> bool {
    cap.of_all || cap.of.contains(&due.objective)
}

fn each_of(cap: &Cap, due: &Due) -> Option<usize> {
    match cap.each {
        CapEach::Objective => Some(due.objective),
        CapEach::Service => due.service,
        CapEach::Together => None,
    }
}

fn period_of(cap: &Cap, due: &Due) -> Option<usize> {
    (cap.per == CapPer::Period).then_some(due.period)
}

/// Shares, all in one proportion, where together they are more than `most`.
fn in_proportion(shares: &[Exact], most: &Exact) -> Option<Vec<Exact>> {
    let sum: Exact = shares.iter().cloned().sum();
    let proportion = most.checked_div(&sum).filter(|it| *it < Exact::from(1))?;
    Some(shares.iter().map(|share| share * &proportion).collect())
}

/// The first date of the contract year in which a date lies: an anniversary of the term's first.
pub(in crate::penalty) fn contract_year(first: NaiveDate, date: NaiveDate) -> Option<NaiveDate> {
    let years = u32::try_from(date.year() - first.year()).ok()?;
    let begins = |years: u32| first.checked_add_months(Months::new(years.checked_mul(12)?));
    let begun = begins(years).filter(|begun| *begun <= date);
    begun.or_else(|| begins(years.checked_sub(1)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_year_begins_on_an_anniversary() {
        let of = |first: &str, date: &str| {
            contract_year(first.parse().unwrap(), date.parse().unwrap()).map(|it| it.to_string())
        };
        assert_eq!(of("2024-02-29", "2025-02-27").unwrap(), "2024-02-29");
        assert_eq!(of("2024-02-29", "2025-02-28").unwrap(), "2025-02-28");
        assert_eq!(of("2024-04-01", "2024-04-01").unwrap(), "2024-04-01");
        assert_eq!(of("2024-04-01", "2026-03-31").unwrap(), "2025-04-01");
        assert_eq!(of("2024-04-01", "2024-03-31"), None);
    }

    #[test]
    fn shares_are_cut_exactly() {
        let exact = |whole: i128| Exact::from(whole);
        assert_eq!(in_proportion(&[exact(12)], &exact(10)).unwrap(), [exact(10)]);
        assert_eq!(in_proportion(&[exact(8)], &exact(10)), None);
        assert_eq!(
            in_proportion(&[exact(5), exact(15)], &exact(10)).unwrap()[0].to_fixed(1),
            "2.5"
        );
    }
}
