//! Lengths of time.

use super::number;
use super::words::{Language, Phrase};
use crate::units::Exact;

/// Which way the part below the shown units is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Toward {
    /// Never shown longer than it is: what is allowed, what is left.
    Shorter,
    /// Never shown shorter than it is: what was down.
    Longer,
}

/// A length in its two largest units: `3 d 4 h`, `1 h 18 min`, `46 min 16 s`, `1.2 s`. A length of
/// less than two days that would be rounded from beyond an hour, or up to one, is told whole:
/// `4 h 1 s`, for so much decides whether four hours were kept.
#[must_use]
pub fn duration(language: &dyn Language, seconds: &Exact, toward: Toward) -> String {
    told(language, seconds, toward, true)
}

/// A length on a clock, which knows hours and no days, with its minutes: `31 h 40 min`. So no length
/// of a clock contradicts a limit in whole minutes.
#[must_use]
pub fn on_a_clock(language: &dyn Language, seconds: &Exact, toward: Toward) -> String {
    told(language, seconds, toward, false)
}

fn told(language: &dyn Language, seconds: &Exact, toward: Toward, in_days: bool) -> String {
    const HOUR: i128 = 3_600;
    const DAY: i128 = 24 * HOUR;
    let cut = |seconds: &Exact, places| match toward {
        Toward::Shorter => seconds.floor(places),
        Toward::Longer => seconds.ceil(places),
    };
    let whole = cut(&seconds.abs(), 0).to_whole().unwrap_or_default();
    let unit = if in_days && whole >= DAY { HOUR } else { 60 };
    let tenths = cut(&seconds.abs(), 1);
    let is_near_an_hour = (whole + 60) % HOUR < 120 && whole % 60 != 0;
    let decides = toward == Toward::Longer && is_near_an_hour && (!in_days || whole < 2 * DAY);
    let (whole, seconds) = if whole >= HOUR && !decides {
        let units = match toward {
            Toward::Shorter => whole / unit,
            Toward::Longer => (whole + unit - 1) / unit,
        };
        (units * unit, Exact::zero())
    } else {
        let minutes = tenths.floor(0).to_whole().unwrap_or_default() / 60;
        (minutes * 60, &tenths - &Exact::from(minutes * 60))
    };
    let days = if in_days { whole / DAY } else { 0 };
    language.say(&Phrase::Duration {
        days,
        hours: whole / HOUR - days * 24,
        minutes: whole / 60 % 60,
        seconds: &number(language, &seconds.to_fixed(seconds.decimals(1).unwrap_or(1))),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::format::words::English;

    #[track_caller]
    fn check(seconds: &str, shorter: &str, longer: &str) {
        let seconds = Exact::parse(seconds).unwrap();
        let shown = |toward| duration(&English, &seconds, toward).replace('\u{a0}', " ");
        assert_eq!(
            (shown(Toward::Shorter).as_str(), shown(Toward::Longer).as_str()),
            (shorter, longer)
        );
    }

    #[test]
    fn shows_two_units_and_cuts_the_rest_as_told() {
        check("0", "0 s", "0 s");
        check("1.23", "1.2 s", "1.3 s");
        check("59.99", "59.9 s", "1 min");
        check("2674.8", "44 min 34.8 s", "44 min 34.8 s");
        check("3599.99", "59 min 59.9 s", "1 h");
        check("4680", "1 h 18 min", "1 h 18 min");
        check("4681", "1 h 18 min", "1 h 19 min");
        check("14399", "3 h 59 min", "3 h 59 min 59 s");
        check("14400", "4 h", "4 h");
        check("14400.5", "4 h", "4 h 0.5 s");
        check("14401", "4 h", "4 h 1 s");
        check("14461", "4 h 1 min", "4 h 2 min");
        check("86399", "23 h 59 min", "23 h 59 min 59 s");
        check("86401", "1 d", "1 d 1 s");
        check("273601", "3 d 4 h", "3 d 5 h");
    }

    #[test]
    fn a_clock_knows_no_days() {
        let shown = |seconds, toward| {
            on_a_clock(&English, &Exact::from(seconds), toward).replace('\u{a0}', " ")
        };
        let limit = 24 * 3600 + 30 * 60;
        assert_eq!(shown(limit, Toward::Shorter), "24 h 30 min");
        assert_eq!(shown(limit, Toward::Longer), "24 h 30 min");
        assert_eq!(shown(limit + 1, Toward::Longer), "24 h 31 min");
        assert_eq!(shown(24 * 3600 + 1, Toward::Longer), "24 h 1 s");
        assert_eq!(shown(59, Toward::Longer), "59 s");
    }
}
