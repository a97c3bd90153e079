//! Error budget: the downtime that a target leaves room for, and how fast it is used.

use super::Availability;
use crate::timeline::Hours;
use crate::units::{Exact, Instant, Interval};

/// The error budget of a service in a period, in seconds of downtime.
///
/// - allowed = (100 − target) ÷ 100 × measured time of the whole period; of a period that runs, that
///   is the measured time that has passed and all agreed time of the rest
/// - left = allowed − down
/// - burn = (down ÷ allowed) ÷ (passed measured time ÷ that of the whole period): 1 is the pace at
///   which the budget lasts to the end and no longer
/// - at the present rate it lasts another left × passed measured time ÷ down
///
/// Source: error budget and burn rate as in Google's *Site Reliability Workbook*, chapter 5, over a
/// period of the calendar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ErrorBudget {
    /// Measured time of the whole period.
    pub measured: Exact,
    /// The downtime that it allows.
    pub allowed: Exact,
    /// What is left of that; negative where more was used.
    pub left: Exact,
    /// How many times as fast as evenly it is used; nothing of a period that is over, or where
    /// nothing is allowed.
    pub burn: Option<Exact>,
    /// When it will be used up at the present rate, where that is within the period and still to
    /// come.
    pub ends: Option<Instant>,
}

/// What is left of a period that runs.
#[derive(Clone, Debug)]
pub struct Rest<'h> {
    /// From the instant of evaluation to the end of the period.
    pub span: Interval,
    /// The agreed seconds in it.
    pub seconds: Exact,
    /// In which of it time is agreed.
    pub hours: &'h Hours,
}

impl ErrorBudget {
    /// The budget of what was measured, with the `rest` of a period that runs, under a target in
    /// percent, or what is rounded to it; nothing where there is no value.
    #[must_use]
    pub fn of(found: &Availability, target: &Exact, rest: Option<Rest<'_>>) -> Option<Self> {
        found.value()?;
        let (passed, down) = (found.measured(), &found.down);
        let whole = rest.as_ref().map_or_else(|| passed.clone(), |rest| &passed + &rest.seconds);
        let hundred = Exact::from(100);
        let allowed = (&(&hundred - target) * &whole).checked_div(&hundred)?;
        let left = &allowed - down;
        let burn = rest.as_ref().and_then(|_| (down * &whole).checked_div(&(&allowed * &passed)));
        let fast = burn.as_ref().is_some_and(|burn| *burn > Exact::from(1));
        let to_come = rest.filter(|_| fast && !left.is_negative() && !left.is_zero());
        let ends = to_come.and_then(|rest| {
            let lasts = (&left * &passed).checked_div(&(down * &rest.seconds))?;
            let open = rest.hours.between(rest.span.from(), rest.span.until());
            let open = (&lasts * &Exact::from(open)).ceil(0).to_whole()?;
            rest.hours.reached(rest.span.from(), open)
        });
        Some(Self { measured: whole, allowed, left, burn, ends })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Counting, Impact, ImpactScale};
    use crate::timeline::{KnownTime, ServiceTime, Source, Stretch, UnitGrid};
    use crate::units::{IntervalSet, Zone};

    const MINUTE: i128 = 60_000_000_000;
    const DAY: i128 = 1_440;

    fn span(from: i128, until: i128) -> Interval {
        let origin = Instant::parse("2026-04-01T00:00:00Z").unwrap();
        Interval::new(origin.after(from * MINUTE), origin.after(until * MINUTE))
    }

    /// April 2026, 720 h, so many days of which have passed, with an outage of so many minutes.
    fn april(target: &str, days: i128, down: i128) -> ErrorBudget {
        let scale = ImpactScale::new(Vec::new());
        let rank = scale.rank(Impact::Unstated);
        let outage = Stretch { source: Source::Incident(0), span: span(DAY, DAY + down), rank };
        let known = KnownTime {
            stretches: if down > 0 { vec![outage] } else { Vec::new() },
            evidence: IntervalSet::union_of([span(0, 30 * DAY)]),
            ..KnownTime::default()
        };
        let (counting, hours) = (Counting::default(), Hours::always(Zone::UTC));
        let grid = UnitGrid::of(Zone::UTC, span(0, 30 * DAY));
        let time = ServiceTime::of(&counting, (&hours, &grid), (&scale, scale.weights()), known);
        let found = Availability::measure(span(0, days * DAY), &hours, &time, &counting);
        let rest = span(days * DAY, 30 * DAY);
        let seconds = Exact::seconds(rest.nanoseconds());
        let rest = (days < 30).then_some(Rest { span: rest, seconds, hours: &hours });
        ErrorBudget::of(&found, &Exact::parse(target).unwrap(), rest).unwrap()
    }

    /// Allowed, left, burn, and the minute at which it ends.
    fn told(budget: &ErrorBudget) -> (String, String, Option<String>, Option<i128>) {
        let from = span(0, 0).from();
        (
            budget.allowed.to_string(),
            budget.left.to_string(),
            budget.burn.as_ref().map(ToString::to_string),
            budget.ends.map(|at| at.since(from) / MINUTE),
        )
    }

    #[track_caller]
    fn check(
        budget: &ErrorBudget,
        allowed: &str,
        left: &str,
        burn: Option<&str>,
        ends: Option<i128>,
    ) {
        let expected = (allowed.to_owned(), left.to_owned(), burn.map(str::to_owned), ends);
        assert_eq!(told(budget), expected);
    }

    #[test]
    fn a_budget_that_is_used_too_fast_ends_within_the_period() {
        // 2,592 s for 720 h; a third of the time has passed, and 1,800 s are used: at this rate the
        // other 792 s take 10 d × 792 ÷ 1,800 = 4 d 9 h 36 min.
        let minute = 10 * DAY + 4 * DAY + 9 * 60 + 36;
        check(&april("99.9", 10, 30), "2592", "792", Some("25/12"), Some(minute));
    }

    #[test]
    fn a_budget_that_lasts_has_no_end() {
        check(&april("99.9", 10, 12), "2592", "1872", Some("5/6"), None);
        check(&april("99", 15, 216), "25920", "12960", Some("1"), None);
        check(&april("99.9", 10, 0), "2592", "2592", Some("0"), None);
    }

    #[test]
    fn what_is_used_up_does_not_end_again() {
        check(&april("99.9", 10, 44), "2592", "-48", Some("55/18"), None);
        check(&april("99", 15, 432), "25920", "0", Some("2"), None);
    }

    #[test]
    fn a_period_that_is_over_has_no_pace() {
        check(&april("99.9", 30, 43), "2592", "12", None, None);
    }

    #[test]
    fn a_target_of_a_hundred_has_no_budget_and_no_pace() {
        check(&april("100", 10, 1), "0", "-60", None, None);
        check(&april("100", 10, 0), "0", "0", None, None);
    }
}
