//! Random rules, read by us and by the `rrule` crate: days of UTC, so that no clock of it is changed.

use chrono::{DateTime, Days, Months, NaiveDate, NaiveTime, Weekday};
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use rrule::{RRule, Tz, Unvalidated};

use super::{begins, days};

const CASES: u32 = 1_000;
const WEEKDAYS: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// What the rival finds from `from` up to and including `until`.
fn rival(rule: &str, from: NaiveDate, until: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let midnight = |date: NaiveDate| -> DateTime<Tz> {
        date.and_time(NaiveTime::MIN).and_utc().with_timezone(&Tz::UTC)
    };
    let rule: RRule<Unvalidated> = format!("{rule}{}", until_day(until)).parse().unwrap();
    let set = rule.build(midnight(from)).unwrap();
    set.into_iter().map(|at| at.date_naive())
}

fn until_day(day: NaiveDate) -> String {
    day.format(";UNTIL=%Y%m%dT000000Z").to_string()
}

/// When a rule ends.
#[derive(Clone, Copy, Debug)]
enum End {
    Never,
    Count(usize),
    Until(NaiveDate),
}

prop_compose! {
    /// Some of these, in any number, mostly few.
    fn some(among: Vec<String>, most: usize)(
        chosen in subsequence(among, 0..=most),
        is_left_out in any::<bool>(),
    ) -> Vec<String> {
        if is_left_out { Vec::new() } else { chosen }
    }
}

fn places(least: i32, most: i32) -> Vec<String> {
    (least..=most).filter(|place| *place != 0).map(|place| place.to_string()).collect()
}

fn rule() -> impl Strategy<Value = String> {
    let named = WEEKDAYS.map(str::to_owned).to_vec();
    let nth = |least: i32, most: i32| {
        let days = places(least, most).into_iter();
        days.flat_map(|place| WEEKDAYS.map(|day| format!("{place}{day}"))).collect::<Vec<_>>()
    };
    let frequency = select(vec!["DAILY", "WEEKLY", "MONTHLY", "YEARLY"]);
    let numbers = (
        prop_oneof![3 => Just(1), 3 => 1..6_u32, 1 => 1..40_u32],
        some(places(-31, 31), 5),
        some((1..=12).map(|month| month.to_string()).collect(), 6),
        some(places(-12, 12), 3),
    );
    // The fifth from the end it refuses.
    let days = (some(named, 7), some(nth(-4, 5), 3), some(nth(-52, 53), 3));
    let week = prop_oneof![
        Just(String::new()),
        select(WEEKDAYS.to_vec()).prop_map(|day| { format!(";WKST={day}") })
    ];
    (frequency, numbers, days, week).prop_map(|(frequency, numbers, days, week)| {
        let (interval, month_days, months, positions) = numbers;
        // Of `SU,1MO` it finds the days that are both.
        let (named, nth_of_month, nth_of_year) = days;
        let weekdays = match frequency {
            "MONTHLY" if named.is_empty() => nth_of_month,
            "YEARLY" if named.is_empty() && months.is_empty() => nth_of_year,
            "YEARLY" if named.is_empty() => nth_of_month,
            _ => named,
        };
        let month_days = if frequency == "WEEKLY" { Vec::new() } else { month_days };
        let is_chosen_from = [&weekdays, &month_days, &months].iter().any(|list| !list.is_empty());
        let positions = if is_chosen_from { positions } else { Vec::new() };
        let mut rule = format!("FREQ={frequency};INTERVAL={interval}");
        for (name, list) in [
            ("BYDAY", weekdays),
            ("BYMONTHDAY", month_days),
            ("BYMONTH", months),
            ("BYSETPOS", positions),
        ] {
            if !list.is_empty() {
                rule.push_str(&format!(";{name}={}", list.join(",")));
            }
        }
        // Where a week is cut by the first date, it takes positions of what is left of it.
        if frequency == "WEEKLY" && rule.contains("BYSETPOS") { rule } else { rule + &week }
    })
}

fn end() -> impl Strategy<Value = End> {
    let until = (2029..2034, 1..=12_u32, 1..=28_u32);
    let until = until.prop_filter_map("", |(year, month, day)| {
        NaiveDate::from_ymd_opt(year, month, day).map(End::Until)
    });
    prop_oneof![2 => Just(End::Never), 1 => (1..50_usize).prop_map(End::Count), 1 => until]
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: std::env::var("PROPTEST_CASES").map_or(CASES, |cases| cases.parse().unwrap()),
        failure_persistence: None,
        max_global_rejects: u32::MAX,
        ..ProptestConfig::default()
    })]

    #[test]
    fn finds_the_same_days(rule in rule(), end in end(), after in 0..1_500_u64) {
        let from = NaiveDate::from_ymd_opt(2024, 1, 1).unwrap() + Days::new(after);
        let is_position_in_week = rule.contains("WEEKLY") && rule.contains("BYSETPOS");
        let from = if is_position_in_week { from.week(Weekday::Mon).first_day() } else { from };
        let last = from.checked_add_months(Months::new(96)).unwrap();
        let (written, until, count) = match end {
            End::Never => (rule.clone(), last, usize::MAX),
            End::Count(count) => (format!("{rule};COUNT={count}"), last, count),
            End::Until(until) => (rule.clone() + &until_day(until), until.min(last), usize::MAX),
        };
        let ours = days(&written, from, last, begins("UTC", 0));
        // It follows a rule that names nothing until the year 9999, which takes it long.
        prop_assume!(!ours.is_empty() || after % 20 == 0);
        let theirs: Vec<NaiveDate> = rival(&rule, from, until).take(count).collect();
        let different = ours.iter().zip(&theirs).find(|(ours, theirs)| ours != theirs);
        prop_assert_eq!(different, None, "{} from {}", &written, from);
        prop_assert_eq!(ours.len(), theirs.len(), "{} from {}", &written, from);
    }
}
