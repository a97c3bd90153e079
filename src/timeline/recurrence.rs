//! Stretches that come again, as instants.

use chrono::Days;

use crate::model::Recurring;
use crate::units::Interval;

/// The stretches that have time in `window`, whole, in the order in which they begin; long ones may
/// overlap.
///
/// One begins at the first instant that is not read as before its local time on its date: after the
/// gap that swallows it, and at the first of two.
pub(super) fn slots(
    recurring: &Recurring,
    window: Interval,
) -> impl Iterator<Item = Interval> + '_ {
    const SECOND: i128 = 1_000_000_000;
    let Recurring { rule, from, zone, at, length, .. } = recurring;
    // Where the clocks go back over midnight, an instant may be read a day earlier than those before.
    let last = zone.date_at(window.until());
    let last = last.checked_add_days(Days::new(1)).unwrap_or(last);
    let starts = rule.dates(*from, last).map(|date| zone.time_on(date, i128::from(*at) * SECOND));
    starts
        .take_while(move |start| *start < window.until())
        .map(|start| Interval::new(start, start.after(*length)))
        .filter(move |slot| !slot.intersection(&window).is_empty())
}

#[cfg(test)]
mod tests {
    use std::num::NonZeroU32;

    use chrono::WeekdaySet;

    use super::*;
    use crate::model::{Frequency, Months, Places, Recurrence};
    use crate::units::{Instant, Zone};

    const HOUR: u32 = 3_600;

    /// Every day from `from` at `at` for so many hours, as far as the window of `from` and `until`
    /// has any of it.
    #[track_caller]
    fn daily(
        zone: &str,
        (first, at, hours): (&str, u32, i128),
        [from, until]: [&str; 2],
        expected: &[[&str; 2]],
    ) {
        let rule = Recurrence {
            frequency: Frequency::Daily { days: Places::default(), weekdays: WeekdaySet::EMPTY },
            interval: NonZeroU32::MIN,
            months: Months::default(),
            positions: Places::default(),
            end: None,
        };
        let zone = Zone::named(zone).unwrap();
        let length = hours * 3_600_000_000_000;
        let recurring = Recurring {
            rule,
            written: String::new(),
            from: first.parse().unwrap(),
            zone,
            at,
            length,
        };
        let [from, until] = [from, until].map(|at| Instant::parse(at).unwrap());
        let found = slots(&recurring, Interval::new(from, until));
        let found = found.map(|slot| [slot.from(), slot.until()].map(|at| at.to_string()));
        assert_eq!(found.collect::<Vec<_>>(), expected);
    }

    #[test]
    fn a_start_that_does_not_exist_is_after_the_gap_and_one_that_comes_twice_the_first() {
        daily(
            "Europe/Berlin",
            ("2026-03-28", 2 * HOUR + 1_800, 1),
            ["2026-03-27T00:00:00Z", "2026-03-31T00:00:00Z"],
            &[
                ["2026-03-28T01:30:00Z", "2026-03-28T02:30:00Z"],
                ["2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z"],
                ["2026-03-30T00:30:00Z", "2026-03-30T01:30:00Z"],
            ],
        );
        // Its length elapses: until 02:30, an hour after 02:30.
        daily(
            "Europe/Berlin",
            ("2026-10-25", 2 * HOUR + 1_800, 1),
            ["2026-10-25T00:00:00Z", "2026-10-26T00:00:00Z"],
            &[["2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z"]],
        );
    }

    #[test]
    fn a_day_that_is_left_out_begins_with_the_next() {
        daily(
            "Pacific/Apia",
            ("2011-12-29", 2 * HOUR, 1),
            ["2011-12-29T00:00:00Z", "2011-12-31T00:00:00Z"],
            &[
                ["2011-12-29T12:00:00Z", "2011-12-29T13:00:00Z"],
                ["2011-12-30T10:00:00Z", "2011-12-30T11:00:00Z"],
                ["2011-12-30T12:00:00Z", "2011-12-30T13:00:00Z"],
            ],
        );
    }

    #[test]
    fn a_day_that_has_begun_when_the_clocks_go_back_to_the_day_before() {
        // St. John's went from 00:01 back to 23:01, at 02:31 in UTC.
        daily(
            "America/St_Johns",
            ("2010-11-07", 0, 1),
            ["2010-11-07T02:00:00Z", "2010-11-07T02:40:00Z"],
            &[["2010-11-07T02:30:00Z", "2010-11-07T03:30:00Z"]],
        );
    }

    #[test]
    fn what_began_before_the_window_and_goes_on() {
        daily(
            "UTC",
            ("2026-01-01", 12 * HOUR, 36),
            ["2026-01-03T00:00:00Z", "2026-01-03T12:00:00Z"],
            &[["2026-01-02T12:00:00Z", "2026-01-04T00:00:00Z"]],
        );
        daily(
            "UTC",
            ("9999-12-31", 23 * HOUR, 2),
            ["9999-12-30T00:00:00Z", "9999-12-31T23:30:00Z"],
            &[["9999-12-31T23:00:00Z", "+10000-01-01T01:00:00Z"]],
        );
    }
}
