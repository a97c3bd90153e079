use chrono::NaiveDate;

use super::*;
use crate::model::Recurring;
use crate::units::Zone;

const BEGINS: Begins = Begins { zone: Zone::UTC, at: 9 * 3_600 };

/// What is wrong, at which byte, and what stands there.
#[track_caller]
fn refused(text: &str, expected: &[(RuleWrong, usize, &str)]) {
    let faults = recurrence(text, BEGINS).unwrap_err();
    let told = faults.iter().map(|fault| (fault.wrong, fault.byte, fault.found.as_str()));
    assert_eq!(told.collect::<Vec<_>>(), expected, "{text}");
}

#[test]
fn every_other_part_is_a_fault() {
    for part in ["BYSECOND=0", "BYMINUTE=30", "BYHOUR=2", "BYYEARDAY=100", "BYWEEKNO=20", "X-A=1"] {
        let name = part.split('=').next().unwrap();
        refused(&format!("FREQ=DAILY;{part}"), &[(RuleWrong::UnknownPart, 11, name)]);
    }
    refused(
        "RRULE:FREQ=DAILY;",
        &[
            (RuleWrong::UnknownPart, 0, "RRULE:FREQ"),
            (RuleWrong::UnknownPart, 17, ""),
            (RuleWrong::NoFrequency, 0, "RRULE:FREQ=DAILY;"),
        ],
    );
    refused("", &[(RuleWrong::UnknownPart, 0, ""), (RuleWrong::NoFrequency, 0, "")]);
    for frequency in ["SECONDLY", "MINUTELY", "HOURLY", "", " DAILY", "DAILY=1"] {
        refused(&format!("FREQ={frequency}"), &[(RuleWrong::Value, 5, frequency)]);
    }
}

#[test]
fn a_value_that_the_part_does_not_have() {
    for (part, wrong) in [
        ("INTERVAL=0", "0"),
        ("INTERVAL=-1", "-1"),
        ("INTERVAL=+1", "+1"),
        ("INTERVAL=", ""),
        ("INTERVAL", ""),
        ("INTERVAL=1000000000", "1000000000"),
        ("INTERVAL=99999999999999999999", "99999999999999999999"),
        ("COUNT=0", "0"),
        ("COUNT=1.5", "1.5"),
        ("BYDAY=0MO", "0MO"),
        ("BYDAY=MO,54TU", "54TU"),
        ("BYDAY=1.5TU", "1.5TU"),
        ("BYDAY=-TU", "-TU"),
        ("BYDAY=MO,", ""),
        ("BYDAY=MON", "ON"),
        ("BYDAY=M", "M"),
        ("BYDAY=Mé", "é"),
        ("BYDAY=1", "1"),
        ("BYMONTHDAY=0", "0"),
        ("BYMONTHDAY=32", "32"),
        ("BYMONTHDAY=-32", "-32"),
        ("BYMONTHDAY=1 ", "1 "),
        ("BYMONTH=13", "13"),
        ("BYMONTH=-1", "-1"),
        ("WKST=1MO", "1MO"),
    ] {
        let text = format!("FREQ=MONTHLY;{part}");
        refused(&text, &[(RuleWrong::Value, text.len() - wrong.len(), wrong)]);
    }
    refused(
        "FREQ=MONTHLY;BYDAY=MO;BYSETPOS=0,367",
        &[(RuleWrong::Value, 31, "0"), (RuleWrong::Value, 33, "367")],
    );
}

#[test]
fn a_part_that_has_no_meaning_beside_the_others() {
    refused("FREQ=WEEKLY;BYMONTHDAY=1", &[(RuleWrong::PartNotHere, 12, "BYMONTHDAY=1")]);
    refused("FREQ=WEEKLY;BYDAY=MO,2TU", &[(RuleWrong::PartNotHere, 21, "2TU")]);
    refused("FREQ=DAILY;BYDAY=-1SU", &[(RuleWrong::PartNotHere, 17, "-1SU")]);
    refused("FREQ=DAILY;BYSETPOS=1", &[(RuleWrong::PartNotHere, 11, "BYSETPOS=1")]);
    refused("FREQ=DAILY;COUNT=1;UNTIL=20260101", &[(RuleWrong::PartNotHere, 19, "UNTIL=20260101")]);
    refused("FREQ=DAILY;freq=DAILY", &[(RuleWrong::PartTwice, 11, "freq=DAILY")]);
}

#[test]
fn all_is_told_at_once() {
    refused(
        "BYDAY=0MO;INTERVAL=0;COUNT=x;BYHOUR=1",
        &[
            (RuleWrong::UnknownPart, 29, "BYHOUR"),
            (RuleWrong::Value, 19, "0"),
            (RuleWrong::Value, 27, "x"),
            (RuleWrong::NoFrequency, 0, "BYDAY=0MO;INTERVAL=0;COUNT=x;BYHOUR=1"),
            (RuleWrong::Value, 6, "0MO"),
        ],
    );
}

#[test]
fn the_letters_may_be_small_and_the_parts_in_any_order() {
    let plain = recurrence("FREQ=MONTHLY;BYDAY=-1SU,MO;INTERVAL=2", BEGINS);
    assert_eq!(recurrence("interval=02;byday=mo,-01su,mo;freq=monthly", BEGINS), plain);
    assert!(plain.is_ok());
}

#[test]
fn what_begins_at_the_end_is_still_named() {
    let last = |until: &str, zone: &str, at: u32| {
        let begins = Begins { zone: Zone::named(zone).unwrap(), at };
        match recurrence(&format!("FREQ=DAILY;UNTIL={until}"), begins).ok()?.end? {
            RecurrenceEnd::Until(date) => Some(date.to_string()),
            RecurrenceEnd::Count(_) => None,
        }
    };
    let hour = 3_600;
    for (until, zone, at, expected) in [
        ("20261231", "Europe/Berlin", 9 * hour, Some("2026-12-31")),
        ("20261231T090000", "Europe/Berlin", 9 * hour, Some("2026-12-31")),
        ("20261231T085959", "Europe/Berlin", 9 * hour, Some("2026-12-30")),
        ("20261231T080000Z", "Europe/Berlin", 9 * hour, Some("2026-12-31")),
        ("20261231T075959z", "Europe/Berlin", 9 * hour, Some("2026-12-30")),
        ("20261231T230000Z", "Europe/Berlin", 0, Some("2027-01-01")),
        ("20270101T045959Z", "America/New_York", 0, Some("2026-12-31")),
        // 02:30 is left out on that day: what would begin then begins at 03:00, 01:00 in UTC.
        ("20260329T010000Z", "Europe/Berlin", 9_000, Some("2026-03-29")),
        ("20260329T005959Z", "Europe/Berlin", 9_000, Some("2026-03-28")),
        ("99991231T235959Z", "America/New_York", 0, Some("9999-12-31")),
        ("00000101T000000", "UTC", 1, Some("-0001-12-31")),
        ("2026-12-31", "UTC", 0, None),
        ("20260230", "UTC", 0, None),
        ("20261231T", "UTC", 0, None),
        ("20261231T09", "UTC", 0, None),
        ("20261231T240000", "UTC", 0, None),
        ("20261231T090000+01", "UTC", 0, None),
        ("+2026123", "UTC", 0, None),
        ("2026123é", "UTC", 0, None),
        ("", "UTC", 0, None),
    ] {
        assert_eq!(last(until, zone, at).as_deref(), expected, "{until} {zone} {at}");
    }
}

#[test]
fn what_never_or_always_fires() {
    let fires = |text: &str, from: &str, hours: i128| {
        let rule = recurrence(text, BEGINS).unwrap();
        let from: NaiveDate = from.parse().unwrap();
        let length = hours * 3_600_000_000_000;
        let written = text.to_owned();
        firing(&Recurring { rule, written, from, zone: Zone::UTC, at: 0, length })
    };
    for (text, from) in [
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30,31", "2026-01-01"),
        ("FREQ=DAILY;BYMONTH=4;BYMONTHDAY=31", "2026-01-01"),
        ("FREQ=MONTHLY;BYDAY=6MO", "2026-01-01"),
        ("FREQ=MONTHLY;BYDAY=1MO;BYMONTHDAY=8", "2026-01-01"),
        ("FREQ=WEEKLY;BYDAY=MO,TU;BYSETPOS=3", "2026-01-01"),
        ("FREQ=YEARLY;BYDAY=53MO;BYMONTH=5", "2026-01-01"),
        // The 29th of February in odd years, Mondays a whole number of weeks after a Tuesday.
        ("FREQ=YEARLY;INTERVAL=2;BYMONTH=2;BYMONTHDAY=29", "2025-01-01"),
        ("FREQ=DAILY;INTERVAL=14;BYDAY=MO", "2026-01-06"),
        ("FREQ=MONTHLY;INTERVAL=12;BYMONTH=5", "2026-01-01"),
        ("FREQ=DAILY;UNTIL=20251231", "2026-01-01"),
        ("FREQ=MONTHLY;BYMONTHDAY=1", "9999-12-02"),
    ] {
        assert_eq!(fires(text, from, 1), Firing::Never, "{text}");
    }
    for (text, from, hours) in [
        ("FREQ=DAILY", "2026-01-01", 24),
        ("FREQ=WEEKLY;BYDAY=SA", "2026-01-01", 168),
        ("FREQ=MONTHLY;BYMONTHDAY=-1", "2026-01-01", 744),
        ("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2026-01-01", 24 * 2_921),
    ] {
        assert_eq!(fires(text, from, hours), Firing::Always, "{text}");
        assert_eq!(fires(text, from, hours - 24), Firing::Sometimes, "{text}");
        let ended = format!("{text};COUNT=3");
        assert_eq!(fires(&ended, from, hours), Firing::Sometimes, "{ended}");
    }
    for (text, from) in [
        ("FREQ=YEARLY;INTERVAL=999999999", "2026-01-01"),
        ("FREQ=DAILY", "9999-12-31"),
        ("FREQ=YEARLY;INTERVAL=100;BYMONTH=2;BYMONTHDAY=29", "2100-01-01"),
        ("FREQ=DAILY;INTERVAL=6;BYDAY=MO", "2026-01-06"),
    ] {
        assert_eq!(fires(text, from, 200), Firing::Sometimes, "{text}");
    }
}
