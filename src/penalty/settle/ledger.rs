//! What was credited so far.

use super::{ClaimFacts, Due, Settling};
use crate::units::{Exact, Instant};

/// A credit that takes room under caps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Issued {
    /// Where it is told.
    pub from: IssuedFrom,
    /// The end of its period.
    pub end: Instant,
    /// The subject, where it is calculated here.
    pub subject: Option<usize>,
    /// The objective, where it is about one.
    pub objective: Option<usize>,
    /// The service, where it is about one.
    pub service: Option<usize>,
    /// What was granted, or is due.
    pub amount: Exact,
}

/// Where a credit is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IssuedFrom {
    /// Calculated here: by its position among those that are due.
    Due(usize),
    /// By a history: its position among the credits of before.
    Before(usize),
}

/// The credits so far: those of before, then what is issued here in the order in which periods end.
pub(super) struct Ledger {
    pub(super) issued: Vec<Issued>,
}

impl Ledger {
    /// What was credited before the files.
    pub(super) fn of(settling: &Settling<'_>) -> Self {
        let before = settling.before.credits.iter().enumerate();
        let issued = before.map(|(at, credit)| Issued {
            from: IssuedFrom::Before(at),
            // It is known by the first date of its period, and is of that period.
            end: settling.zone.start_of_day(credit.period).after(1),
            subject: None,
            objective: credit.objective,
            service: credit.service,
            amount: credit.amount.clone(),
        });
        Self { issued: issued.collect() }
    }

    /// Adds a credit, unless it was refused or not claimed in time: that frees its room. One that may
    /// still change takes none.
    pub(super) fn issue(
        &mut self,
        (at, due): (usize, &Due),
        net: Option<&Exact>,
        claim: &ClaimFacts,
        settling: &Settling<'_>,
    ) {
        let Some(period) = settling.periods.get(due.period) else { return };
        let (end, currency) = (period.span.until(), (settling.currency_on)(period.first).currency);
        let amount = claim.issued(net, currency);
        if let Some(amount) = amount.filter(|amount| !amount.is_zero()) {
            let (objective, service) = (Some(due.objective), due.service);
            let (from, subject) = (IssuedFrom::Due(at), Some(due.promise));
            self.issued.push(Issued { from, end, subject, objective, service, amount });
        }
    }

    /// The positions of those of periods that ended after one instant and before another.
    pub(super) fn between(
        &self,
        after: Option<Instant>,
        before: Instant,
    ) -> impl Iterator<Item = usize> {
        let ended = move |it: &Issued| Some(it.end) > after && it.end < before;
        let issued = self.issued.iter().enumerate();
        issued.filter(move |(_, it)| ended(it)).map(|(at, _)| at)
    }
}
