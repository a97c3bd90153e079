//! Whether a rule ever names a day, and whether it leaves any time out.

use crate::model::Recurring;

/// How much of the time a rule takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Firing {
    /// None: it names no date.
    Never,
    /// Some.
    Sometimes,
    /// All of it: the next begins before the last has gone by, and no end is stated.
    Always,
}

/// How much of the time `recurring` takes; days count as of 24 hours.
///
/// The calendar goes round, so it is enough to look until then: a rule that never fires costs what
/// 400 years of days do.
#[must_use]
pub fn firing(recurring: &Recurring) -> Firing {
    const DAY: i128 = 86_400 * 1_000_000_000;
    let Recurring { rule, from, length, .. } = recurring;
    let dates = || rule.dates(*from, rule.round(*from));
    if dates().next().is_none() {
        return Firing::Never;
    }
    let mut gaps = dates().zip(dates().skip(1)).map(|(date, next)| (next - date).num_days());
    let is_within = |gap: i64| i128::from(gap) * DAY <= *length;
    let always = rule.end.is_none() && gaps.next().is_some_and(is_within) && gaps.all(is_within);
    if always { Firing::Always } else { Firing::Sometimes }
}
