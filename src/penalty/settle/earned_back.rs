//! What of a credit is charged again when service is better for a while.

use super::{Due, Settled, Settling};
use crate::model::EarnBack;
use crate::penalty::ClaimState;
use crate::units::{Better, Exact};

/// How good a period was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Level {
    /// Its value, as it is held against its target.
    pub value: Exact,
    /// Which values are better.
    pub better: Better,
    /// Whether its target was met.
    pub met: bool,
}

impl Level {
    fn is_kept(&self, terms: &EarnBack) -> bool {
        match (&terms.level, self.better) {
            (None, _) => self.met,
            (Some(level), Better::More) => self.value >= *level,
            (Some(level), Better::Less) => self.value <= *level,
        }
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
    pub of: Exact,
    /// What is charged again, rounded once.
    pub amount: Exact,
    /// The periods that were good enough, by position, in order of time.
    pub by: Vec<usize>,
}

/// What of the credits is charged again: once each, where enough measured periods after it were
/// good enough in a row. Periods that were not measured neither count nor break a row.
pub(super) fn earned_back(
    settling: &Settling<'_>,
    due: &[Due],
    settled: &[Settled],
) -> Vec<EarnedBack> {
    let Some(terms) = &settling.credits.earn_back else { return Vec::new() };
    let mut found = Vec::new();
    for (at, (own, paid)) in due.iter().zip(settled).enumerate() {
        let of = match paid.claim.state {
            ClaimState::Automatic => paid.net.clone(),
            ClaimState::Granted | ClaimState::PartlyGranted => paid.claim.granted.clone(),
            _ => None,
        };
        let Some(of) = of.filter(|of| !of.is_zero()) else { continue };
        let Some(by) = good_after(settling, due, own, terms) else { continue };
        let Some(period) = by.last().copied() else { continue };
        let share = (&of * &terms.percent).checked_div(&Exact::from(100));
        let amount = share.map(|share| share.round_half_up(settling.places));
        if let Some(amount) = amount.filter(|amount| !amount.is_zero()) {
            found.push(EarnedBack { due: at, period, of, amount, by });
        }
    }
    found.sort_by_key(|it| (it.period, it.due));
    found
}

/// The periods after the credit's that were good enough in a row, where they are enough.
fn good_after(
    settling: &Settling<'_>,
    due: &[Due],
    own: &Due,
    terms: &EarnBack,
) -> Option<Vec<usize>> {
    let end = |period: usize| settling.periods.get(period).map(|it| it.span.until());
    let is_own = |other: &&Due| if terms.of_all { true } else { other.subject == own.subject };
    // Each period once, with whether all that was measured in it is good enough.
    let mut later: Vec<(usize, bool)> = Vec::new();
    let mut others: Vec<&Due> = due
        .iter()
        .filter(is_own)
        .filter(|other| end(other.period) > end(own.period) && other.level.is_some())
        .collect();
    others.sort_by_key(|other| other.period);
    for other in others {
        let kept = other.level.as_ref().is_some_and(|level| level.is_kept(terms));
        match later.last_mut() {
            Some((period, all)) if *period == other.period => *all &= kept,
            _ => later.push((other.period, kept)),
        }
    }
    let mut row = Vec::new();
    for (period, kept) in later.into_iter().take(terms.within as usize) {
        row.push(period);
        if !kept {
            row.clear();
        }
        if row.len() == terms.after_periods as usize {
            return Some(row);
        }
    }
    None
}
