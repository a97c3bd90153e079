//! What the credits of each period come to, what caps cut off, and what is the most.

use crate::penalty::ClaimState;
use crate::report::{CapFacts, Report, Verdict};
use crate::units::{Currency, Exact};

/// How the credits of a period stand: its claims all have one deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum State {
    Owed,
    Lapsed,
    Provisional,
}

/// The credits of a period.
#[derive(Clone, Debug)]
pub(super) struct Sum {
    /// The currency of the period.
    pub(super) currency: Currency,
    pub(super) amount: Exact,
    /// What caps cut off.
    pub(super) cut: Exact,
    pub(super) state: State,
    /// Whether anything was measured.
    pub(super) measured: bool,
    /// Whether a credit is due whose charge is not stated.
    pub(super) not_priced: bool,
}

impl Sum {
    pub(super) fn is(&self, state: State) -> bool {
        self.state == state && !self.amount.is_zero()
    }

    pub(super) fn before_caps(&self) -> Exact {
        &self.amount + &self.cut
    }
}

/// The sum that all credits of any period are held against together, where the agreement has one.
pub(super) fn cap_of_each(report: &Report) -> Option<Exact> {
    let agreement = &report.agreement;
    let changes = agreement.amendments.iter().flat_map(|amendment| &amendment.changes);
    // Other caps may have held before, and periods of several lengths have caps of their own.
    if changes.into_iter().any(|path| path.starts_with("/credits"))
        || !agreement.earlier_currencies.is_empty()
        || report
            .periods
            .windows(2)
            .any(|two| matches!(two, [one, next] if one.every != next.every))
    {
        return None;
    }
    let is_of_all = |cap: &&CapFacts| {
        cap.per == "period" && cap.each == "together" && cap.objectives.is_empty()
    };
    agreement.caps.iter().filter(is_of_all).filter_map(|cap| cap.amount.clone()).min()
}

/// The sum of each period's credits, in the order of the periods; the parts of one together, as the
/// last of them.
pub(super) fn sums(report: &Report) -> Vec<Sum> {
    let empty = |currency: Currency| Sum {
        currency,
        amount: Exact::zero(),
        cut: Exact::zero(),
        state: State::Owed,
        measured: false,
        not_priced: false,
    };
    let currencies = (0..).zip(&report.periods).map(|(at, _)| report.currency_of(at));
    let mut sums: Vec<Sum> = currencies.map(empty).collect();
    let last = |period: u32| report.parts_of(period).end.saturating_sub(1);
    for result in &report.results {
        let Some(sum) = sums.get_mut(last(result.period) as usize) else { continue };
        sum.measured |= result.verdict != Verdict::NotMeasured;
        let Some(credit) = &result.credit else { continue };
        match &credit.amount {
            // Where another credit is paid instead, no cap has taken anything.
            Some(_) if credit.not_paid => {}
            Some(amount) => {
                sum.amount = &sum.amount + &amount.amount;
                let cuts = credit.caps.iter().map(|cut| &cut.before - &cut.after);
                sum.cut = &sum.cut + &cuts.sum::<Exact>();
            }
            None => sum.not_priced |= credit.is_due(),
        }
        if credit.provisional {
            sum.state = State::Provisional;
        } else if matches!(credit.claim, ClaimState::Expired | ClaimState::Late) {
            sum.state = State::Lapsed;
        }
    }
    let is_last = |(at, sum)| (last(at) == at).then_some(sum);
    (0..).zip(sums).filter_map(is_last).collect()
}
