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
    say(language, &cut(seconds, toward, true), true)
}

/// A length that a contract states, with all its units and decimals: `10 h 30 s`.
#[must_use]
pub fn exact_duration(language: &dyn Language, seconds: &Exact) -> String {
    say(language, seconds, true)
}

/// The same on a clock, which knows hours and no days.
#[must_use]
pub fn exact_on_a_clock(language: &dyn Language, seconds: &Exact) -> String {
    say(language, seconds, false)
}

/// A length beside the bounds that it is held against: in its two largest units, or with as many as
/// keep it on its own side of each.
#[must_use]
pub fn duration_beside(
    language: &dyn Language,
    seconds: &Exact,
    toward: Toward,
    bounds: &[&Exact],
) -> String {
    say(language, &beside(seconds, (toward, true), bounds), true)
}

/// A length on a clock, which knows hours and no days, with its minutes: `31 h 40 min`; beside its
/// limit with as many units as keep it on its own side.
#[must_use]
pub fn on_a_clock(
    language: &dyn Language,
    seconds: &Exact,
    toward: Toward,
    limit: Option<&Exact>,
) -> String {
    say(language, &beside(seconds, (toward, false), limit.as_slice()), false)
}

/// What is shown of a length that is held against bounds.
fn beside(seconds: &Exact, (toward, in_days): (Toward, bool), bounds: &[&Exact]) -> Exact {
    let keeps_its_side =
        |shown: &Exact| bounds.iter().all(|bound| shown.cmp(bound) == seconds.cmp(bound));
    let rough = std::iter::once(cut(seconds, toward, in_days));
    let finer = (0..=MOST_PLACES).map(|places| in_places(seconds, toward, places));
    rough.chain(finer).find(keeps_its_side).unwrap_or_else(|| seconds.clone())
}

/// The most decimals of a second ever shown.
const MOST_PLACES: u32 = 30;

fn in_places(seconds: &Exact, toward: Toward, places: u32) -> Exact {
    match toward {
        Toward::Shorter => seconds.floor(places),
        Toward::Longer => seconds.ceil(places),
    }
}

/// A length without what is below the units that are shown.
fn cut(seconds: &Exact, toward: Toward, in_days: bool) -> Exact {
    const HOUR: i128 = 3_600;
    const DAY: i128 = 24 * HOUR;
    let seconds = seconds.abs();
    let whole = in_places(&seconds, toward, 0).to_whole().unwrap_or_default();
    let unit = if in_days && whole >= DAY { HOUR } else { 60 };
    let is_near_an_hour = (whole + 60) % HOUR < 120 && whole % 60 != 0;
    let decides = toward == Toward::Longer && is_near_an_hour && (!in_days || whole < 2 * DAY);
    if whole < HOUR || decides {
        return in_places(&seconds, toward, 1);
    }
    let units = match toward {
        Toward::Shorter => whole / unit,
        Toward::Longer => (whole + unit - 1) / unit,
    };
    Exact::from(units * unit)
}

/// A length with all its units.
fn say(language: &dyn Language, seconds: &Exact, in_days: bool) -> String {
    let seconds = seconds.abs();
    let minutes = seconds.floor(0).to_whole().unwrap_or_default() / 60;
    let (hours, rest) = (minutes / 60, &seconds - &Exact::from(minutes * 60));
    let days = if in_days { hours / 24 } else { 0 };
    let digits = rest.to_fixed(rest.decimals(MOST_PLACES).unwrap_or(9));
    language.say(&Phrase::Duration {
        days,
        hours: hours - days * 24,
        minutes: minutes % 60,
        seconds: &number(language, &digits),
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
            on_a_clock(&English, &Exact::from(seconds), toward, None).replace('\u{a0}', " ")
        };
        let limit = 24 * 3600 + 30 * 60;
        assert_eq!(shown(limit, Toward::Shorter), "24 h 30 min");
        assert_eq!(shown(limit, Toward::Longer), "24 h 30 min");
        assert_eq!(shown(limit + 1, Toward::Longer), "24 h 31 min");
        assert_eq!(shown(24 * 3600 + 1, Toward::Longer), "24 h 1 s");
        assert_eq!(shown(59, Toward::Longer), "59 s");
    }

    #[test]
    fn what_a_contract_states_is_whole() {
        let shown = |seconds| {
            let seconds = Exact::parse(seconds).unwrap();
            [exact_duration(&English, &seconds), exact_on_a_clock(&English, &seconds)]
                .map(|words| words.replace('\u{a0}', " "))
        };
        assert_eq!(shown("36030"), ["10 h 30 s", "10 h 30 s"]);
        assert_eq!(shown("90061.25"), ["1 d 1 h 1 min 1.25 s", "25 h 1 min 1.25 s"]);
        assert_eq!(shown("0.000000001"), ["0.000000001 s", "0.000000001 s"]);
        assert_eq!(shown("0"), ["0 s", "0 s"]);
    }

    #[test]
    fn no_unit_carries_a_length_across_a_bound() {
        let shown = |seconds: &str, toward, bound: &str| {
            let (seconds, bound) = (Exact::parse(seconds).unwrap(), Exact::parse(bound).unwrap());
            duration_beside(&English, &seconds, toward, &[&bound]).replace('\u{a0}', " ")
        };
        // 10 h 30 min 20 s are within 10 h 30 min 30 s, 10 h 31 min would not be.
        assert_eq!(shown("37820", Toward::Longer, "37830"), "10 h 30 min 20 s");
        assert_eq!(shown("37830", Toward::Longer, "37830"), "10 h 30 min 30 s");
        assert_eq!(shown("37831", Toward::Longer, "37830"), "10 h 31 min");
        assert_eq!(shown("37829.96", Toward::Longer, "37830"), "10 h 30 min 29.96 s");
        assert_eq!(shown("37830.04", Toward::Shorter, "37830"), "10 h 30 min 30.04 s");
        let third = Exact::parse("112").unwrap().checked_div(&Exact::from(3)).unwrap();
        let bound = Exact::parse("37.34").unwrap();
        let shown = duration_beside(&English, &third, Toward::Longer, &[&bound]);
        assert_eq!(shown.replace('\u{a0}', " "), "37.334 s");
    }
}
