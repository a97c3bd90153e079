//! Calendars and clocks chosen to do harm: what they say is said soon, and in bounded room.

use std::collections::BTreeSet;
use std::fmt::Write;
use std::time::{Duration, Instant as Stopwatch};

use sla_calculator::compliance::NoDue;
use sla_calculator::diagnostic::Code;
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::report::ClockFigure;
use sla_calculator::units::Instant;

use super::sound::opened;

/// Far more than any of these takes, and far less than any takes whose time grows as a square.
const LONG: Duration = Duration::from_secs(40);
/// How many turns of a kind an incident takes here.
const MANY: usize = 20_000;

fn contract(calendar: &str, objective: &str) -> String {
    format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "time_zone": "Europe/Berlin",
        "term": {{ "from": "2020-01-01" }}, "service_period": {{ "every": "year" }},
        "calendars": {{ "hours": {calendar} }}, "priorities": ["P1", "P2"],
        "services": [{{ "id": "s", "calendar": "hours" }}],
        "objectives": [{{ "id": "o", "service": "s", "indicator": "resolution_time", {objective} }}] }}"#
    )
}

fn history(incident: &str) -> String {
    format!(
        r#"{{ "format": "sla-incidents/1", "incidents": [
        {{ "id": "i", "services": ["s"], "priority": "P1", {incident} }}] }}"#
    )
}

const OFFICE: &str = r#"{ "weekly": { "mon-fri": ["09:00-17:00"] } }"#;
const STARTED: &str = r#""started": "2020-01-06T08:00:00Z""#;
const RESOLVED: &str = r#""started": "2020-01-06T08:00:00Z", "resolved": "2020-02-05T08:00:00Z""#;

/// The clocks at the beginning of 2026.
#[track_caller]
fn clocks(contract: &str, history: &str) -> Vec<ClockFigure> {
    clocks_at("2026-01-01T00:00:00Z", contract, history)
}

#[track_caller]
#[allow(clippy::disallowed_methods, reason = "a stopwatch: no figure depends on it")]
fn clocks_at(as_of: &str, contract: &str, history: &str) -> Vec<ClockFigure> {
    let begun = Stopwatch::now();
    let inputs = [contract, history].map(|text| Input::new("a.json", text.as_bytes()));
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{:#?}", &faults[..1]));
    let evaluation = case.evaluate(Instant::parse(as_of).unwrap()).unwrap();
    let clocks = evaluation.clocks();
    assert!(begun.elapsed() < LONG, "took {:?}", begun.elapsed());
    for clock in &clocks {
        assert!(clock.real_seconds >= &clock.elapsed_seconds + &clock.paused_seconds);
    }
    clocks
}

/// So many instants, a minute apart, so many seconds after the full minute.
fn minutes(second: u32) -> impl Iterator<Item = String> {
    (0..MANY).map(move |minute| {
        let (day, hour, minute) = (6 + minute / 1_440, minute / 60 % 24, minute % 60);
        format!("2020-01-{day:02}T{hour:02}:{minute:02}:{second:02}Z")
    })
}

/// A list of stretches of half a minute.
fn stretches(first: u32) -> String {
    let both = minutes(first).zip(minutes(first + 29));
    let all = both.map(|(from, until)| format!(r#"{{ "from": "{from}", "until": "{until}" }}"#));
    format!("[{}]", all.collect::<Vec<_>>().join(","))
}

fn priority_changes() -> String {
    let all = minutes(7).zip(["P2", "P1"].iter().cycle());
    let all = all.map(|(at, to)| format!(r#"{{ "at": "{at}", "priority": "{to}" }}"#));
    format!("[{}]", all.collect::<Vec<_>>().join(","))
}

const BY_PRIORITY: &str = r#""within": { "P1": "PT400H", "P2": "PT40H" }"#;

#[test]
fn a_million_holidays() {
    let first = chrono::NaiveDate::from_ymd_opt(1, 1, 1).unwrap();
    let mut dates = String::new();
    for date in first.iter_days().take(1_000_000) {
        write!(dates, "\"{date}\",").unwrap();
    }
    let dates = dates.trim_end_matches(',');
    let weekly = r#""weekly": { "mon-fri": ["09:00-17:00"] }"#;
    let calendar = format!("{{ {weekly}, \"holidays\": [{dates}] }}");
    let clocks = clocks(&contract(&calendar, r#""within": "PT8H""#), &history(RESOLVED));
    // The first working day after the last of them.
    assert_eq!(clocks[0].due.as_ref().unwrap().at, "2738-11-29T17:00:00+01:00");
    assert_eq!(clocks[0].elapsed_seconds.to_string(), "0");
}

/// A stretch of one second, every other second of a day.
fn seconds_of_a_day(until: u32) -> String {
    let clock = |at: u32| format!("{:02}:{:02}:{:02}", at / 3_600, at / 60 % 60, at % 60);
    let each = (0..until).step_by(2).map(|at| format!("\"{}-{}\"", clock(at), clock(at + 1)));
    each.collect::<Vec<_>>().join(",")
}

/// The faults of a calendar, each with its place.
#[track_caller]
#[allow(clippy::disallowed_methods, reason = "a stopwatch: no figure depends on it")]
fn codes(calendar: &str) -> BTreeSet<Code> {
    let begun = Stopwatch::now();
    let (contract, history) = (contract(calendar, r#""within": "PT8H""#), history(RESOLVED));
    let inputs = [&contract, &history].map(|text| Input::new("a.json", text.as_bytes()));
    let faults = Case::open(&inputs).unwrap_err();
    assert!(begun.elapsed() < LONG, "took {:?}", begun.elapsed());
    assert!(faults.iter().all(|it| it.place.is_some() || it.code == Code::MoreFaults));
    faults.iter().map(|fault| fault.code).collect()
}

#[test]
fn hours_of_a_second() {
    let all = seconds_of_a_day(86_400);
    let weekly = codes(&format!(r#"{{ "weekly": {{ "mon-sun": [{all}] }} }}"#));
    assert_eq!(weekly, BTreeSet::from([Code::TooManyStretches]));
    let day = format!(r#"{{ "date": "2020-01-07", "hours": [{all}] }}"#);
    let days = [day.as_str(); 3].join(",");
    let holidays = codes(&format!(r#"{{ "weekly": {{}}, "holidays": [{days}] }}"#));
    assert!(holidays.contains(&Code::TooManyStretches));
    // One by one, each few.
    let (mut members, mut dates) = (String::new(), String::new());
    for (place, stretch) in all.split(',').enumerate() {
        let days = format!("mon{:1$}", ",tue", 1 + place);
        let days = if place < 2_000 { days } else { format!("sun{place}") };
        write!(members, "\"{days}\": [{stretch}],").unwrap();
        write!(dates, r#"{{ "date": "2020-01-07", "hours": [{stretch}] }},"#).unwrap();
    }
    let (members, dates) = (members.trim_end_matches(','), dates.trim_end_matches(','));
    let weekly = codes(&format!(r#"{{ "weekly": {{ {members} }} }}"#));
    assert!(weekly.contains(&Code::TooManyStretches));
    let holidays = codes(&format!(r#"{{ "weekly": {{}}, "holidays": [{dates}] }}"#));
    assert!(holidays.contains(&Code::TooManyStretches));
}

#[test]
fn members_without_number() {
    let many = (0..200_000).map(|n| format!("\"{n}\": []")).collect::<Vec<_>>().join(",");
    let named = codes(&format!(r#"{{ "weekly": {{ {many} }} }}"#));
    assert_eq!(named, BTreeSet::from([Code::NotDays, Code::MoreFaults]));
    let twice = codes(&format!(r#"{{ "weekly": {{ {many}, {many} }} }}"#));
    assert!(twice.contains(&Code::DuplicateField));
}

#[test]
fn days_named_without_number() {
    let named = ["mon-sun"; 100_000].join(",");
    let stretches = seconds_of_a_day(500);
    let calendar = format!(r#"{{ "weekly": {{ "{named}": [{stretches}] }} }}"#);
    assert_eq!(clocks(&contract(&calendar, r#""within": "PT1H""#), &history(RESOLVED)).len(), 1);
}

/// Clocks over thousands of years: in all the stretches for which there is room, at all times, and
/// in more than there is room for.
#[test]
fn calendars_over_thousands_of_years() {
    let of_a_day =
        |seconds| format!(r#"{{ "weekly": {{ "mon": [{}] }} }}"#, seconds_of_a_day(seconds));
    let incidents = (0..2_400).map(|year| {
        format!(
            r#"{{ "id": "{year}", "services": ["s"],
            "started": "{year:04}-01-06T08:00:00Z", "resolved": "{year:04}-02-05T08:00:00Z" }}"#
        )
    });
    let incidents = incidents.collect::<Vec<_>>().join(",");
    let history = format!(r#"{{ "format": "sla-incidents/1", "incidents": [{incidents}] }}"#);
    let limit = r#""within": { "working_days": 10000 }"#;
    let contract = |calendar: &str| contract(calendar, limit).replace("2020-01-01", "0000-01-01");
    for calendar in [&of_a_day(144), r#"{ "always": true }"#] {
        assert_eq!(clocks_at("2400-12-31T00:00:00Z", &contract(calendar), &history).len(), 2_400);
    }
    let refused = |contract: &str| {
        let inputs = [contract, &history].map(|text| Input::new("a.json", text.as_bytes()));
        let faults = Case::open(&inputs).unwrap().evaluate(Instant::LAST).unwrap_err();
        assert_eq!(faults.iter().map(|fault| fault.code).collect::<Vec<_>>(), [Code::TooManyHours]);
    };
    refused(&contract(&of_a_day(576)));
    let many = (0..5_000).map(|n| format!(r#""c{n}": {}"#, of_a_day(288)));
    let many = many.collect::<Vec<_>>().join(",");
    refused(
        &contract(OFFICE).replace(r#""calendars": {"#, &format!(r#""calendars": {{ {many}, "#)),
    );
}

#[test]
fn a_calendar_that_is_never_open_has_nothing_due() {
    let day = |hours: &str| {
        format!(
            r#"{{ "weekly": {{}}, "holidays": [{{ "date": "2024-02-29", "hours": ["{hours}"] }}] }}"#
        )
    };
    for calendar in
        [r#"{ "weekly": {} }"#, r#"{ "weekly": { "mon-sun": [] } }"#, &day("10:00-10:01")]
    {
        let days = r#""within": { "working_days": 10000 }"#;
        for limit in [r#""within": "PT8H""#, r#""less_than": "PT876000H""#, days] {
            let clock = &clocks(&contract(calendar, limit), &history(STARTED))[0];
            assert_eq!((&clock.due, clock.verdict.name()), (&None, "running"));
            assert_eq!(clock.no_due, Some(NoDue::NeverOpen));
        }
    }
}

#[test]
fn pauses_that_cover_everything() {
    let whole = r#"[{ "from": "2020-01-06T08:00:00Z" }]"#;
    let nested = (0..MANY).map(|n| {
        let (second, minute, hour) = (n % 60, n / 60 % 60, n / 3_600);
        format!(
            r#"{{ "from": "2020-01-06T{:02}:{minute:02}:{second:02}Z",
            "until": "2026-01-0{}T00:00:00Z" }}"#,
            8 + hour,
            9 - n % 9
        )
    });
    let nested = format!("[{}]", nested.collect::<Vec<_>>().join(","));
    for pauses in [whole, &nested] {
        let history = history(&format!("{STARTED}, \"pauses\": {pauses}"));
        let clock = &clocks(&contract(OFFICE, r#""within": "PT8H""#), &history)[0];
        assert_eq!((&clock.due, clock.verdict.name()), (&None, "paused"));
        assert_eq!(clock.no_due, Some(NoDue::Paused));
        assert_eq!(clock.elapsed_seconds.to_string(), "0");
        let history = history.replace(STARTED, RESOLVED);
        let clock = &clocks(&contract(OFFICE, r#""within": "PT8H""#), &history)[0];
        assert_eq!(clock.verdict.name(), "met");
    }
}

#[test]
fn turns_without_number() {
    let (pauses, changes) = (stretches(0), priority_changes());
    for rule in ["last", "first", "highest", "restart"] {
        let objective = format!(r#"{BY_PRIORITY}, "priority_change": "{rule}""#);
        let turns = format!(r#"{RESOLVED}, "pauses": {pauses}, "priority_changes": {changes}"#);
        let clocks = clocks(&contract(OFFICE, &objective), &history(&turns));
        assert_eq!(clocks.len(), 1, "{rule}");
    }
    let days = r#""within": { "P1": { "working_days": 9000 }, "P2": { "working_days": 300 } }"#;
    let turns = format!(r#"{RESOLVED}, "priority_changes": {changes}"#);
    assert_eq!(clocks(&contract(OFFICE, days), &history(&turns)).len(), 1);
}

#[test]
fn news_without_number() {
    let updates: Vec<String> = minutes(15).map(|at| format!("\"{at}\"")).collect();
    let turns = format!(
        r#"{RESOLVED}, "updates": [{}], "pauses": {}, "priority_changes": {}"#,
        updates.join(","),
        stretches(0),
        priority_changes()
    );
    let contract = contract(OFFICE, BY_PRIORITY).replace("resolution_time", "update_time");
    // The first of them are told before the start.
    assert!(clocks(&contract, &history(&turns)).len() > MANY / 2);
}

#[test]
fn reopened_without_number() {
    let reopened = stretches(30);
    let turns = format!(
        r#""started": "2020-01-05T08:00:00Z", "resolved": "2020-01-06T00:00:00Z",
        "reopened": {reopened}, "pauses": {}, "priority_changes": {}"#,
        stretches(0),
        priority_changes()
    );
    for rule in ["resume", "longest", "from_start"] {
        let objective = format!(r#"{BY_PRIORITY}, "reopened": "{rule}""#);
        let clocks = clocks(&contract(OFFICE, &objective), &history(&turns));
        assert_eq!(clocks.len(), 1, "{rule}");
    }
}

#[test]
fn the_edges_of_the_calendar() {
    let whole = r#""started": "0000-01-01T00:00:00Z", "resolved": "9999-12-31T23:59:59Z""#;
    let hours = r#"{ "weekly": { "mon-sun": ["00:00-48:00"] } }"#;
    for calendar in [OFFICE, hours, r#"{ "always": true }"#] {
        for limit in [r#""within": "PT8H""#, r#""within": { "working_days": 10000 }"#] {
            let contract = contract(calendar, limit).replace("2020-01-01", "0000-01-01");
            for as_of in ["0000-01-01T00:00:00Z", "0400-01-01T00:00:00Z"] {
                assert_eq!(clocks_at(as_of, &contract, &history(whole)).len(), 1);
            }
        }
    }
    let last = r#""started": "9999-12-31T23:59:58Z", "resolved": "9999-12-31T23:59:59Z""#;
    let contract = contract(hours, r#""less_than": "PT1S""#).replace("2020-01-01", "9999-01-01");
    let clock = &clocks_at("9999-12-31T23:59:59Z", &contract, &history(last))[0];
    assert_eq!(clock.verdict.name(), "missed");
}

#[test]
fn hours_that_overlap_are_no_longer_than_time() {
    let all = r#"{ "weekly": { "mon-sun": ["00:00-48:00", "00:00-24:00", "22:00-06:00"] } }"#;
    let clock = &clocks(&contract(all, r#""within": "PT8H""#), &history(RESOLVED))[0];
    assert_eq!(clock.elapsed_seconds, clock.real_seconds);
}

#[test]
fn zones_with_a_past() {
    let started = r#""started": "1815-06-18T11:35:00Z", "resolved": "2037-12-31T23:59:59Z""#;
    for zone in [
        "Africa/Casablanca",
        "Africa/Monrovia",
        "America/Juneau",
        "Antarctica/Troll",
        "Asia/Kathmandu",
        "Asia/Manila",
        "Australia/Lord_Howe",
        "Europe/Amsterdam",
        "Europe/Dublin",
        "Pacific/Apia",
        "Pacific/Kwajalein",
    ] {
        let calendar = format!(
            r#"{{ "time_zone": "{zone}", "weekly": {{ "mon-sun": ["00:00-12:00", "12:00-24:00"] }} }}"#
        );
        let contract =
            contract(&calendar, r#""within": { "working_days": 9999, "by": "same_time" }"#)
                .replace("2020-01-01", "1815-01-01")
                .replace("Europe/Berlin", zone);
        let clock = &clocks_at("2038-01-01T00:00:00Z", &contract, &history(started))[0];
        assert_eq!(clock.elapsed_seconds, clock.real_seconds, "{zone}");
        assert_eq!(clock.verdict.name(), "missed", "{zone}");
    }
}

#[test]
fn working_days_beyond_all_measure() {
    for days in ["1000000", "4294967296", "99999999999999999999", "-1", "0.5", "1e3"] {
        let limit = format!(r#""within": {{ "working_days": {days} }}"#);
        let faults = opened(&[contract(OFFICE, &limit).as_bytes(), history(RESOLVED).as_bytes()]);
        assert!(!faults.is_empty(), "{days}");
        assert!(faults.iter().all(|fault| fault.code != Code::MissingField), "{days}");
    }
}
