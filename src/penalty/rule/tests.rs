//! Each rule at its bounds: exactly at, a nanosecond or the least of a point above and below.

use super::*;
use crate::model::{
    AtRisk, CreditTime, Cut, EveryBreaches, HourOf, LostTime, Measure, MissWhen, On, PerBlock,
    PerPoint, Repeat, Side, Target,
};
use crate::penalty::{EarlierPeriod, VerdictBy};
use crate::units::{Better, Unit};

const MINUTE: i128 = 60_000_000_000;

fn exact(text: &str) -> Exact {
    Exact::parse(text).unwrap()
}

fn at_least(bound: &str) -> Target {
    Target {
        measure: Measure::Value,
        unit: Unit::Percent,
        better: Better::More,
        bound: Cut { value: exact(bound), side: Side::Below },
        by_default: false,
        rounding: None,
        lower_end: None,
    }
}

/// A breached period with nothing to look at.
fn facts<'a>(value: &'a Exact, target: &'a Target) -> CreditFacts<'a> {
    CreditFacts {
        value,
        target,
        breached: !target.is_kept_by(value),
        down: None,
        allowed: None,
        outages: &[],
        overruns: &[],
        charged: Exact::zero(),
        days: Exact::from(30),
        earlier: &[],
        place: 0,
    }
}

fn percent(number: &str) -> Price {
    Price::Percent(exact(number))
}

fn block(on: On, part: CreditPart) -> Rule {
    let (length, time) = (30 * MINUTE, CreditTime::All);
    Rule::PerBlock(PerBlock {
        length,
        on,
        part,
        time,
        may_be_beyond: false,
        count_in: None,
        price: percent("5"),
    })
}

/// How many half-hours so many nanoseconds are, of outages each by itself.
fn half_hours(on: On, part: CreditPart, lengths: &[i128]) -> String {
    let (value, target) = (exact("99"), at_least("99.9"));
    let down = Exact::seconds(lengths.iter().sum());
    let lengths: Vec<_> = lengths.iter().map(|length| (*length, true)).collect();
    let facts = CreditFacts {
        down: Some(&down),
        outages: &lengths,
        overruns: &lengths,
        ..facts(&value, &target)
    };
    worth(&block(on, part), &facts).units.to_string()
}

#[test]
fn a_block_is_whole_or_begun_or_in_proportion() {
    let at = 90 * MINUTE;
    for on in [On::Period, On::Outage, On::Overrun] {
        let units = |part| [at - 1, at, at + 1].map(|length| half_hours(on, part, &[length]));
        assert_eq!(units(CreditPart::Whole), ["2", "3", "3"]);
        assert_eq!(units(CreditPart::Begun), ["3", "3", "4"]);
        assert_eq!(half_hours(on, CreditPart::Exact, &[at + 15 * MINUTE]), "3.5");
        assert_eq!(half_hours(on, CreditPart::Begun, &[0]), "0");
    }
    // Each outage by itself; the period's downtime together.
    let two = [20 * MINUTE; 2];
    assert_eq!(half_hours(On::Outage, CreditPart::Whole, &two), "0");
    assert_eq!(half_hours(On::Period, CreditPart::Whole, &two), "1");
    assert_eq!(half_hours(On::Overrun, CreditPart::Begun, &two), "2");
}

#[test]
fn what_goes_on_still_grows() {
    let (value, target) = (exact("99"), at_least("99.9"));
    let open = [(MINUTE, false)];
    let facts = CreditFacts { outages: &open, overruns: &open, ..facts(&value, &target) };
    let is_open = |on| worth(&block(on, CreditPart::Begun), &facts).is_open;
    assert_eq!([On::Outage, On::Overrun, On::Period].map(is_open), [true, true, false]);
    assert!(!worth(&Rule::PerOutage(percent("5")), &facts).is_open);
}

#[test]
fn points_are_counted_from_the_bound() {
    let target = at_least("99");
    let units = |value: &str, step: &str, part| {
        let (value, step) = (exact(value), exact(step));
        let rule = Rule::PerPoint(PerPoint { step, percent: exact("1"), part });
        let worth = worth(&rule, &facts(&value, &target));
        worth.units.to_string()
    };
    assert_eq!(units("99", "1", CreditPart::Begun), "0");
    assert_eq!(units("98.999999", "1", CreditPart::Begun), "1");
    assert_eq!(units("98.000001", "1", CreditPart::Whole), "0");
    assert_eq!(units("98", "1", CreditPart::Whole), "1");
    assert_eq!(units("97.999999", "1", CreditPart::Begun), "2");
    assert_eq!(units("98.85", "0.1", CreditPart::Begun), "2");
    assert_eq!(units("98.85", "0.1", CreditPart::Exact), "1.5");
    // Kept: nothing, however good.
    assert_eq!(units("100", "1", CreditPart::Exact), "0");
}

#[test]
fn of_less_is_better_points_lie_above_the_bound() {
    let bound = Cut { value: exact("5"), side: Side::Above };
    let target = Target { better: Better::Less, unit: Unit::Count, bound, ..at_least("0") };
    let rule = |part| Rule::PerPoint(PerPoint { step: exact("1"), percent: exact("2"), part });
    let share = |value: &str| {
        let value = exact(value);
        worth(&rule(CreditPart::Whole), &facts(&value, &target))
            .share(&Exact::from(30))
            .map(|it| it.to_string())
    };
    assert_eq!([share("5"), share("6"), share("8")], ["0", "2", "6"].map(|it| Some(it.to_owned())));
}

#[test]
fn lost_time_is_charged_so_many_times() {
    // 43.2 minutes of 30 days are a thousandth of them.
    let (value, target) = (exact("99.8"), at_least("99.9"));
    let (down, allowed) = (exact("5184"), exact("2592"));
    let share = |time, down: &Exact, value: &Exact| {
        let facts = CreditFacts {
            down: Some(down),
            allowed: Some(&allowed),
            charged: Exact::seconds(30 * 24 * 60 * MINUTE),
            ..facts(value, &target)
        };
        let (times, hour_of) = (exact("100"), HourOf::Period);
        let rule = LostTime { times, time, may_be_beyond: true, hour_of };
        worth(&Rule::TimesLostTime(rule), &facts).share(&Exact::from(30)).unwrap().to_string()
    };
    assert_eq!(share(CreditTime::All, &down, &value), "20");
    assert_eq!(share(CreditTime::BeyondTarget, &down, &value), "10");
    assert_eq!(share(CreditTime::BeyondTarget, &allowed, &value), "0");
    assert_eq!(share(CreditTime::All, &down, &exact("99.9")), "0");
}

#[test]
fn a_shortfall_is_a_part_of_the_target() {
    let share = |value: &str, bound: &str| {
        let (value, target) = (exact(value), at_least(bound));
        worth(&Rule::Shortfall, &facts(&value, &target))
            .share(&Exact::from(30))
            .unwrap()
            .to_string()
    };
    assert_eq!(
        [share("75", "100"), share("99.9", "99.9"), share("49.95", "99.9")],
        ["25", "0", "50"]
    );
}

#[test]
fn once_is_for_a_breach_alone() {
    let target = at_least("99.9");
    let share = |rule: &Rule, value: &str| {
        let value = exact(value);
        worth(rule, &facts(&value, &target)).share(&Exact::from(30)).unwrap().to_string()
    };
    assert_eq!([share(&Rule::Waive, "99.9"), share(&Rule::Waive, "99.899")], ["0", "100"]);
    let [percent, pool, allocation] = [exact("10"), exact("50"), exact("40")];
    let at_risk = Rule::AtRisk(AtRisk { percent, pool, allocation });
    assert_eq!([share(&at_risk, "99.9"), share(&at_risk, "99")], ["0", "2"]);
    // Two days of thirty.
    let days = Rule::PerBreach(Price::Days(exact("2")));
    assert_eq!(share(&days, "99"), "20/3");
}

#[test]
fn misses_may_count_where_the_target_is_kept() {
    let target = at_least("90");
    let units = |when, value: &str| {
        let (value, overruns) = (exact(value), [(MINUTE, true), (0, false)]);
        let facts = CreditFacts { overruns: &overruns, ..facts(&value, &target) };
        worth(&Rule::PerMiss(percent("1"), when), &facts).units.to_string()
    };
    assert_eq!([units(MissWhen::Breached, "90"), units(MissWhen::Always, "90")], ["0", "2"]);
    assert_eq!(units(MissWhen::Breached, "89"), "2");
}

/// How many times the rule pays in each of these periods: `x` breached, `.` kept, `-` not measured.
fn paid(rule: &Rule, periods: &str) -> String {
    let (value, target) = (exact("99"), at_least("99.9"));
    let mut earlier: Vec<EarlierPeriod> = Vec::new();
    let mut paid = String::new();
    for (place, sign) in (0..).zip(periods.chars()) {
        let breached = sign == 'x';
        let facts = CreditFacts { breached, earlier: &earlier, place, ..facts(&value, &target) };
        let units = worth(rule, &facts).units;
        paid += &units.to_string();
        if sign != '-' {
            let by = VerdictBy::Told(0);
            earlier.push(EarlierPeriod { by, place, breached, units });
        }
    }
    paid
}

#[test]
fn periods_in_a_row_pay_from_the_last_needed_on() {
    let repeat = |periods| Rule::Repeat(Repeat { periods, price: percent("0.5") });
    assert_eq!(paid(&repeat(2), "xx.xxx"), "010011");
    assert_eq!(paid(&repeat(3), "x-x-x"), "00001");
}

#[test]
fn every_so_many_breaches_pay_once() {
    let every =
        |breaches, within| Rule::Every(EveryBreaches { breaches, within, price: percent("5") });
    assert_eq!(paid(&every(10, 12), "xxxxxxxxxxx"), "00000000010");
    assert_eq!(paid(&every(2, 4), "xxxx"), "0101");
    assert_eq!(paid(&every(2, 3), "x..x"), "0000");
    assert_eq!(paid(&every(2, 4), "x..x"), "0001");
    assert_eq!(paid(&every(1, 12), "x.xx"), "1011");
}
