//! The most that is credited.

use std::collections::{BTreeMap, BTreeSet};

use super::cut::cut;
use super::ledger::Ledger;
use super::room::{Held, Known};
use super::{Due, Line, Settling, ShareOf};
use crate::model::{Cap, CapEach, CapPer, CurrencyInForce};
use crate::units::Exact;

/// How a cap was held against credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CapUse {
    /// The cap, by its position.
    pub cap: usize,
    /// The charges that it is a share of, or that its days or months cost.
    pub charges: Vec<CapCharge>,
    /// The local days, or months, for which those are paid, where it is so many of them.
    pub paid_for: Option<Exact>,
    /// How much it allows: an exact amount, or a share where nothing is priced.
    pub most: Exact,
    /// Whether that is a share.
    pub is_share: bool,
    /// What was credited in its window before, by its positions among what was issued.
    pub issued: Vec<usize>,
    /// Beside credits that may still change: those of the same time that will not, and what it
    /// leaves of them.
    pub firm: Vec<CutLine>,
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
    /// The caps that could not be held against a priced credit, because a charge is not known.
    pub(super) not_held: BTreeSet<usize>,
    /// By promise, each with its currency.
    carried: BTreeMap<usize, (Option<CurrencyInForce>, Exact)>,
}

/// The credits that one cap holds together: those of one objective or service, of one period where
/// it holds by period, and of those without a price the shares of one charge.
type Group = (Option<usize>, Option<usize>, Option<ShareOf>);

impl Caps {
    /// The credit that is due at a position, with what was carried forward to it.
    pub(super) fn begin(
        &mut self,
        settling: &Settling<'_>,
        at: usize,
        due: &[Due],
    ) -> Option<Line> {
        let own = due.get(at)?;
        if own.stopped.is_some() {
            // Nor what was to be added.
            self.carried.remove(&own.promise);
            let amount = own.gross.as_ref().map(|_| Exact::zero());
            let share = own.share.as_ref().filter(|_| amount.is_none()).map(|_| Exact::zero());
            return Some(Line { at, amount, share, ..Line::default() });
        }
        let carried_in = own.gross.as_ref().and_then(|_| self.carried.remove(&own.promise));
        // It is not added to what is in another currency.
        let currency = settling.currency(own.period);
        let carried_in = carried_in.filter(|(own, _)| *own == currency).map(|(_, carried)| carried);
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
                let Some(own) = due.get(line.at).filter(|own| is_under(cap, own)) else { continue };
                let group = (each_of(cap, own), period_of(cap, own), own.share_of());
                groups.entry(group).or_default().push(place);
            }
            for ((each, _, share_of), places) in groups {
                let held = Held { settling, cap, at, each, is_share: share_of.is_some() };
                let is_firm = |place: &usize| {
                    let own = lines.get(*place).and_then(|line| due.get(line.at));
                    own.is_some_and(|own| !own.provisional)
                };
                // What may still change takes no room from what will not.
                let (firm, open): (Vec<usize>, Vec<usize>) = places.into_iter().partition(is_firm);
                let firm = self.hold_one(&held, (due, lines), &firm, (ledger, Vec::new()));
                self.hold_one(&held, (due, lines), &open, (ledger, firm));
            }
        }
    }

    /// Holds a cap against credits, beside others that it was held against already; what it leaves
    /// of them.
    fn hold_one(
        &mut self,
        held: &Held<'_>,
        (due, lines): (&[Due], &mut [Line]),
        places: &[usize],
        (ledger, firm): (&Ledger, Vec<CutLine>),
    ) -> Vec<CutLine> {
        let is_share = held.is_share;
        let worth = |line: &Line| if is_share { line.share.clone() } else { line.amount.clone() };
        let own: Vec<(usize, Exact)> = places
            .iter()
            .filter_map(|place| Some((*place, worth(lines.get(*place)?)?)))
            .filter(|(_, worth)| !worth.is_zero())
            .collect();
        let of: Vec<&Due> =
            own.iter().filter_map(|(place, _)| due.get(lines.get(*place)?.at)).collect();
        let found = match held.most(due, &of, ledger) {
            Known::Most(found) => CapUse { firm, ..found },
            Known::Nothing => return Vec::new(),
            Known::NoCharge => {
                self.not_held.insert(held.at);
                return Vec::new();
            }
        };
        let before: Vec<Exact> = own.iter().map(|(_, worth)| worth.clone()).collect();
        let issued = found.issued.iter().filter_map(|at| ledger.issued.get(*at));
        let issued: Exact = issued.map(|it| it.amount.clone()).sum();
        let beside: Exact = found.firm.iter().map(|it| it.after.clone()).sum();
        let left = &(&found.most - &issued) - &beside;
        let after = if is_share {
            in_proportion(&before, &left)
        } else {
            let period = of.first().and_then(|own| held.settling.currency(own.period));
            period.and_then(|it| cut(&before, &left, it.currency.minor_digits()))
        };
        let after = after.unwrap_or_else(|| before.clone());
        let mut cut_lines = Vec::new();
        for ((place, before), after) in own.into_iter().zip(after) {
            let Some(line) = lines.get_mut(place) else { continue };
            line.caps.push(self.uses.len());
            if held.cap.carry_forward && !is_share {
                let cut_off = &before - &after;
                line.cut_off = Some(line.cut_off.take().into_iter().chain([cut_off]).sum());
            }
            let worth = if is_share { &mut line.share } else { &mut line.amount };
            *worth = Some(after.clone());
            cut_lines.push(CutLine { due: line.at, before, after });
        }
        self.uses.push(CapUse { lines: cut_lines.clone(), ..found });
        cut_lines
    }

    /// Carries forward what caps cut off a credit, unless it may still change, or another is paid
    /// instead.
    pub(super) fn carry(&mut self, settling: &Settling<'_>, line: &Line, own: &Due) {
        // Where rounding lifted the credit, nothing was cut off.
        let cut_off = line.cut_off.clone().filter(|it| !it.is_zero() && !it.is_negative());
        if let Some(cut_off) = cut_off.filter(|_| !own.provisional && !line.not_paid) {
            self.carried.insert(own.promise, (settling.currency(own.period), cut_off));
        }
    }
}

fn is_under(cap: &Cap, due: &Due) -> bool {
    cap.of_all || cap.of.contains(&due.objective)
}

fn each_of(cap: &Cap, due: &Due) -> Option<usize> {
    match cap.each {
        CapEach::Objective => Some(due.objective),
        CapEach::Part => Some(due.promise),
        CapEach::Service => due.service,
        CapEach::Together => None,
    }
}

fn period_of(cap: &Cap, due: &Due) -> Option<usize> {
    (cap.per == CapPer::Period).then_some(due.whole)
}

/// Shares, all in one proportion, where together they are more than `most`.
fn in_proportion(shares: &[Exact], most: &Exact) -> Option<Vec<Exact>> {
    let sum: Exact = shares.iter().cloned().sum();
    let proportion = most.checked_div(&sum).filter(|it| *it < Exact::from(1))?;
    Some(shares.iter().map(|share| share * &proportion).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

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
