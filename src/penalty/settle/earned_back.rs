//! What of a credit is charged again when service is better for a while.

use super::{Due, Settled, Settling};
use crate::model::EarnBack;
use crate::penalty::ClaimState;
use crate::timeline::ServicePeriod;
use crate::units::{Better, Exact, Money, Sort};

/// How good a period was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its value, as it is held against its target; nothing where a verdict alone is told.
    pub value: Option<Exact>,
    /// Which values are better.
    pub better: Better,
    /// Whether its target was met.
    pub met: bool,
    /// The verdict of before that tells it, by its position among these, where nothing was measured.
    pub told: Option<usize>,
}

impl Level {
    /// Whether it is good enough; nothing where its value is not told, and asked for.
    fn is_kept(&self, terms: &EarnBack) -> Option<bool> {
        let Some(level) = &terms.level else { return Some(self.met) };
        let value = self.value.as_ref()?;
        Some(match self.better {
            Better::More => value >= level,
            Better::Less => value <= level,
        })
    }
}

/// A credit of which a share is charged again.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EarnedBack {
    /// The credit, by its position among those that are due.
    pub due: usize,
    /// The period with which there were enough, by its position.
    pub period: usize,
    /// What was granted or set off.
    pub of: Money,
    /// What is charged again, rounded once; in the same currency.
    pub amount: Money,
    /// The periods that were good enough, by position, in order of time.
    pub by: Vec<usize>,
    /// What was measured in them, by its positions among those that are due, in their order.
    pub good: Vec<usize>,
}

/// What of the credits is charged again: once each, where enough measured periods after it were
/// good enough in a row. Periods that were not measured neither count nor break a row.
pub(super) fn earned_back(
    settling: &Settling<'_>,
    due: &[Due],
    settled: &[Settled],
) -> Vec<EarnedBack> {
    let mut found = Vec::new();
    for (at, (own, paid)) in due.iter().zip(settled).enumerate() {
        let of = match paid.claim.state {
            ClaimState::Automatic => {
                let currency = settling.currency(own.period).map(|it| it.currency);
                let net = paid.net.clone().zip(currency);
                net.map(|(amount, currency)| Money { amount, currency })
            }
            ClaimState::Granted | ClaimState::PartlyGranted => paid.claim.granted.clone(),
            _ => None,
        };
        let Some(of) = of.filter(|of| !of.amount.is_zero()) else { continue };
        // What is earned back is agreed with the credit.
        let agreed = settling.credits_of.get(own.period);
        let terms = agreed.and_then(|credits| credits.earn_back.as_ref());
        let Some(terms) = terms else { continue };
        let Some((by, good)) = good_after(settling, due, own, terms) else { continue };
        let Some(period) = by.last().copied() else { continue };
        let share = (&of.amount * &terms.percent).checked_div(&Exact::from(100));
        let currency = of.currency;
        let amount = share.map(|share| share.round_half_up(currency.minor_digits()));
        if let Some(amount) = amount.filter(|amount| !amount.is_zero()) {
            let amount = Money { amount, currency };
            found.push(EarnedBack { due: at, period, of, amount, by, good });
        }
    }
    found.order_by_key(|it| (it.period, it.due));
    found
}

/// The periods after the credit's that were good enough in a row, where they are enough, and what was
/// measured in them. Of several objectives those are looked at whose periods are as long.
fn good_after(
    settling: &Settling<'_>,
    due: &[Due],
    own: &Due,
    terms: &EarnBack,
) -> Option<(Vec<usize>, Vec<usize>)> {
    let period = |due: &Due| settling.periods.get(due.period);
    let end = period(own)?.span.until();
    let is_as_long =
        |it: &ServicePeriod| it.periods == (settling.periods_of)(own.objective, it.first);
    let is_own = |other: &Due| terms.of_all || other.promise == own.promise;
    let is_later =
        |other: &Due| period(other).is_some_and(|it| it.span.until() > end && is_as_long(it));
    // Each period once, with whether all that was measured in it is good enough.
    let mut later: Vec<(usize, bool, Vec<usize>)> = Vec::new();
    let all = due.iter().enumerate();
    let mut others: Vec<(usize, &Due, bool)> = all
        .filter(|(_, other)| is_own(other) && is_later(other))
        .filter_map(|(at, other)| Some((at, other, other.level.as_ref()?.is_kept(terms)?)))
        .collect();
    others.order_by_key(|(_, other, _)| other.whole);
    for (at, other, kept) in others {
        let is_same = |it: &usize| due.get(*it).is_some_and(|it| it.whole == other.whole);
        match later.last_mut() {
            Some((_, all, measured)) if measured.last().is_some_and(is_same) => {
                *all &= kept;
                measured.push(at);
            }
            _ => later.push((other.period, kept, vec![at])),
        }
    }
    let mut row = Vec::new();
    for (period, kept, measured) in later.into_iter().take(terms.within as usize) {
        row.push((period, measured));
        if !kept {
            row.clear();
        }
        if row.len() == terms.after_periods as usize {
            let (by, good): (Vec<usize>, Vec<Vec<usize>>) = row.into_iter().unzip();
            return Some((by, good.concat()));
        }
    }
    None
}
