//! Single clocks.

use serde_json::{Value, json};

use super::{on, told, weekly};

fn span(from: &str, until: &str) -> Value {
    json!({ "started": from, "resolved": until })
}

/// A clock in hours of every day: its minutes, and when so much of it was due.
#[track_caller]
fn daily(zone: &str, hours: &str, [from, until]: [&str; 2], within: &str, expected: (&str, &str)) {
    let hours = weekly("mon-sun", &[hours]);
    let story = on(zone, &hours, json!({ "within": within }), span(from, until));
    let (_, elapsed, _, due) = told(&story);
    assert_eq!((elapsed.as_str(), due.as_deref()), (expected.0, Some(expected.1)), "{from}");
}

#[test]
fn half_an_hour_comes_twice_or_never_on_lord_howe() {
    let zone = "Australia/Lord_Howe";
    let autumn = ["2026-04-04T13:00:00Z", "2026-04-04T20:00:00Z"];
    daily(zone, "01:00-03:00", autumn, "PT2H", ("150", "2026-04-04T16:00:00Z"));
    // A quarter before the clock goes back, and half an hour of what comes again.
    daily(zone, "01:45-02:15", autumn, "PT20M", ("45", "2026-04-04T15:20:00Z"));
    let spring = ["2026-10-03T13:00:00Z", "2026-10-03T20:00:00Z"];
    daily(zone, "01:45-02:45", spring, "PT30M", ("30", "2026-10-03T15:45:00Z"));
    daily(zone, "02:00-02:30", spring, "PT30M", ("0", "2026-10-04T15:30:00Z"));
}

#[test]
fn a_night_belongs_to_the_day_on_which_it_begins() {
    let zone = "Europe/Berlin";
    let spring = ["2026-03-28T20:00:00Z", "2026-03-29T10:00:00Z"];
    let autumn = ["2026-10-24T18:00:00Z", "2026-10-25T12:00:00Z"];
    for hours in ["22:00-06:00", "22:00-30:00"] {
        daily(zone, hours, spring, "PT6H", ("420", "2026-03-29T03:00:00Z"));
        daily(zone, hours, autumn, "PT9H", ("540", "2026-10-25T05:00:00Z"));
    }
    let without = |holiday: &str, until: &str| {
        let mut hours = weekly("mon-sun", &["22:00-06:00"]);
        hours["holidays"] = json!([holiday]);
        let (_, elapsed, _, due) =
            told(&on(zone, &hours, json!({ "within": "PT1H" }), span(spring[0], until)));
        (elapsed, due.unwrap())
    };
    let saturday_night = ("420".to_owned(), "2026-03-28T22:00:00Z".to_owned());
    assert_eq!(without("2026-03-29", "2026-03-30T10:00:00Z"), saturday_night);
    let sunday_night = ("0".to_owned(), "2026-03-29T21:00:00Z".to_owned());
    assert_eq!(without("2026-03-28", "2026-03-29T10:00:00Z"), sunday_night);
}

#[test]
fn a_day_that_apia_skipped_has_no_hours() {
    let (zone, hours) = ("Pacific/Apia", weekly("mon-fri", &["09:00-17:00"]));
    let due = |within: Value, from: &str| {
        let story = on(zone, &hours, json!({ "within": within }), json!({ "started": from }));
        told(&story).3.unwrap()
    };
    // Thursday 29 December 2011, four and ten o'clock; after it came Saturday the 31st.
    assert_eq!(due(json!("PT3H"), "2011-12-29T16:00:00-10:00"), "2012-01-01T21:00:00Z");
    let days = |by: &str| json!({ "working_days": 1, "by": by });
    assert_eq!(due(days("close"), "2011-12-29T10:00:00-10:00"), "2012-01-02T03:00:00Z");
    assert_eq!(due(days("same_time"), "2011-12-29T10:00:00-10:00"), "2012-01-01T20:00:00Z");
}

#[test]
fn holidays_are_whole_or_part_and_a_date_may_be_opened() {
    let due = |holidays: Value| {
        let mut hours = weekly("mon-fri", &["08:00-17:00"]);
        hours["holidays"] = holidays;
        let started = json!({ "started": "2026-12-24T10:00:00+01:00" });
        told(&on("Europe/Berlin", &hours, json!({}), started)).3.unwrap()
    };
    let eve = || json!({ "date": "2026-12-24", "hours": ["08:00-12:00"] });
    let boxing = || json!({ "date": "2026-12-26", "hours": ["10:00-11:00"] });
    assert_eq!(due(json!([])), "2026-12-24T13:00:00Z");
    assert_eq!(due(json!([eve()])), "2026-12-25T09:00:00Z");
    assert_eq!(due(json!([eve(), "2026-12-25"])), "2026-12-28T09:00:00Z");
    assert_eq!(due(json!([eve(), "2026-12-25", boxing()])), "2026-12-28T08:00:00Z");
    // Listed twice, it is closed, whichever comes first.
    assert_eq!(due(json!([eve(), "2026-12-25", boxing(), "2026-12-26"])), "2026-12-28T09:00:00Z");
    assert_eq!(due(json!(["2026-12-26", boxing(), eve(), "2026-12-25"])), "2026-12-28T09:00:00Z");
}

#[test]
fn a_calendar_is_read_in_its_own_zone() {
    let mut hours = weekly("mon-fri", &["09:00-17:00"]);
    hours["time_zone"] = json!("America/New_York");
    let due = |started: &str| {
        let terms = json!({ "within": "PT2H" });
        told(&on("UTC", &hours, terms, json!({ "started": started }))).3.unwrap()
    };
    assert_eq!(due("2026-03-06T21:00:00Z"), "2026-03-09T14:00:00Z");
    assert_eq!(due("2026-10-30T20:00:00Z"), "2026-11-02T15:00:00Z");
}

#[test]
fn a_limit_holds_to_its_last_second() {
    let lunch = weekly("mon-fri", &["08:00-12:00", "13:00-17:00"]);
    let verdict = |field: &str, until: &str| {
        let until = format!("2026-04-07T{until}Z");
        let mut story = on("UTC", &lunch, json!({}), span("2026-04-07T11:30:00Z", &until));
        let objective = story.contract["objectives"][0].as_object_mut().unwrap();
        objective.remove("within");
        objective.insert(field.to_owned(), json!("PT40M"));
        told(&story).0
    };
    assert_eq!(verdict("within", "13:10:00"), "met");
    assert_eq!(verdict("within", "13:10:01"), "missed");
    assert_eq!(verdict("within", "13:10:00.000000001"), "missed");
    assert_eq!(verdict("less_than", "13:09:59"), "met");
    assert_eq!(verdict("less_than", "13:10:00"), "missed");
}

#[test]
fn a_pause_takes_only_hours() {
    let office = weekly("mon-fri", &["09:00-17:00"]);
    let with = |pauses: Value, terms: Value| {
        let mut incident = span("2026-04-06T16:00:00Z", "2026-04-07T10:00:00Z");
        incident["pauses"] = pauses;
        let (verdict, elapsed, paused, due) = told(&on("UTC", &office, terms, incident));
        (verdict, elapsed, paused, due.unwrap())
    };
    let pause = |from: &str, until: &str, reason: &str| {
        json!({ "from": format!("2026-04-{from}:00Z"), "until": format!("2026-04-{until}:00Z"),
                "reason": reason })
    };
    let own = |verdict, elapsed: &str, paused: &str, due: &str| {
        (verdict, elapsed.to_owned(), paused.to_owned(), format!("2026-04-{due}:00Z"))
    };
    let hour = || json!({ "within": "PT1H" });
    let night = json!([pause("06T18:00", "07T08:00", "client")]);
    assert_eq!(with(night, hour()), own("missed", "120", "0", "06T17:00"));
    let longer = pause("06T16:30", "07T09:30", "client");
    assert_eq!(with(json!([longer]), hour()), own("met", "60", "60", "07T10:00"));
    let over = json!([longer, pause("06T16:45", "07T09:15", "vendor")]);
    assert_eq!(with(over.clone(), hour()), own("met", "60", "60", "07T10:00"));
    let vendor = json!({ "within": "PT1H", "pause_on": ["vendor"] });
    assert_eq!(with(over, vendor), own("missed", "90", "30", "07T09:30"));
    let before = json!([pause("06T09:00", "06T16:30", "client")]);
    assert_eq!(with(before, hour()), own("missed", "90", "30", "07T09:30"));
}

#[test]
fn what_is_opened_again_goes_on_starts_anew_or_never_stopped() {
    let office = weekly("mon-fri", &["09:00-17:00"]);
    let with = |rule: &str, again: Value| {
        let mut incident = span("2026-04-06T10:00:00Z", "2026-04-06T12:00:00Z");
        incident["reopened"] = again;
        let terms = json!({ "within": "PT3H", "reopened": rule });
        let (verdict, elapsed, paused, _) = told(&on("UTC", &office, terms, incident));
        (verdict, elapsed, paused)
    };
    let own =
        |verdict, elapsed: &str, paused: &str| (verdict, elapsed.to_owned(), paused.to_owned());
    let once = json!([{ "from": "2026-04-07T11:00:00Z", "until": "2026-04-07T12:00:00Z" }]);
    assert_eq!(with("resume", once.clone()), own("met", "180", "420"));
    assert_eq!(with("from_start", once.clone()), own("missed", "600", "0"));
    assert_eq!(with("longest", once), own("met", "120", "0"));
    let twice = json!([
        { "from": "2026-04-06T14:00:00Z", "until": "2026-04-06T15:00:00Z" },
        { "from": "2026-04-06T16:00:00Z", "until": "2026-04-07T09:00:01Z" },
    ]);
    assert_eq!(with("resume", twice.clone()), own("missed", "240:01", "180"));
    assert_eq!(with("longest", twice), own("met", "120", "0"));
}

#[test]
fn a_change_of_priority_changes_the_limit() {
    let with = |rule: &str, first: &str, at: &str, then: &str, until: &str| {
        let day = |time: &str| format!("2026-04-07T{time}:00Z");
        let incident = json!({
            "priority": first, "started": day("08:00"), "resolved": day(until),
            "priority_changes": [{ "at": day(at), "priority": then }],
        });
        let terms = json!({ "within": { "P1": "PT2H", "P2": "PT8H" }, "priority_change": rule });
        told(&on("UTC", &json!({ "always": true }), terms, incident)).0
    };
    for (rule, higher, lower, too_late) in [
        ("last", "missed", "met", "missed"),
        ("first", "met", "missed", "missed"),
        ("highest", "missed", "missed", "missed"),
        ("restart", "met", "met", "missed"),
    ] {
        assert_eq!(with(rule, "P2", "11:00", "P1", "11:30"), higher, "{rule}");
        assert_eq!(with(rule, "P1", "09:00", "P2", "12:00"), lower, "{rule}");
        assert_eq!(with(rule, "P1", "11:00", "P2", "12:00"), too_late, "{rule}");
    }
}

#[test]
fn working_days_are_dates_with_hours() {
    let mut hours = weekly("mon-fri", &["09:00-17:00"]);
    hours["holidays"] = json!(["2026-04-06", { "date": "2026-04-08", "hours": ["09:00-12:00"] }]);
    let due = |days: u32, by: &str, started: &str| {
        let within = json!({ "working_days": days, "by": by });
        let incident = json!({ "started": format!("2026-04-{started}:00Z") });
        told(&on("UTC", &hours, json!({ "within": within }), incident)).3.unwrap()
    };
    let at = |time: &str| format!("2026-04-{time}:00Z");
    // The third was a Friday, the sixth is Easter Monday.
    assert_eq!(due(0, "close", "03T18:00"), at("07T17:00"));
    assert_eq!(due(1, "close", "03T16:00"), at("07T17:00"));
    assert_eq!(due(1, "close", "04T16:00"), at("08T12:00"));
    assert_eq!(due(1, "same_time", "03T16:00"), at("07T16:00"));
    assert_eq!(due(2, "same_time", "03T16:00"), at("08T12:00"));
    assert_eq!(due(2, "same_time", "03T11:00"), at("08T11:00"));
    assert_eq!(due(3, "same_time", "03T16:00"), at("09T16:00"));
    // What comes before the hours of a day begins with them; all of that day has elapsed at its close.
    assert_eq!(due(1, "same_time", "07T06:00"), at("07T17:00"));
}
