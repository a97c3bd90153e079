//! The time of a service.

use serde_json::{Value, json};

use super::super::story::Story;

const LATER: &str = "2030-01-01T00:00:00Z";

/// Seconds down and maintained of the period that begins on a local date.
#[track_caller]
fn seconds(story: &Story, first: &str) -> (String, String) {
    let time = story.result(LATER, first).time.unwrap();
    let labels = serde_json::to_value(time.labels).unwrap();
    (time.down_seconds.to_string(), labels["maintenance"].as_str().unwrap_or("0").to_owned())
}

#[track_caller]
fn down(story: &Story, first: &str) -> String {
    seconds(story, first).0
}

fn agreed(story: &Story, first: &str) -> u64 {
    let time = story.result(LATER, first).time.unwrap();
    time.agreed_seconds.to_string().parse().unwrap()
}

fn tenth(counting: Value, from: &str, until: &str) -> Story {
    let day = |time: &str| format!("2026-04-10T{time}Z");
    Story::new().contract("/counting", counting).incident(&day(from), &day(until), "full")
}

#[test]
fn minimum_and_grace_hold_to_the_second() {
    let april =
        |counting: Value, until: &str| down(&tenth(counting, "10:00:00", until), "2026-04-01");
    let least = || json!({ "minimum_outage": "PT5M" });
    assert_eq!(april(least(), "10:04:59"), "0");
    assert_eq!(april(least(), "10:05:00"), "300");
    let more = || json!({ "minimum_outage": { "more_than": "PT5M" } });
    assert_eq!(april(more(), "10:05:00"), "0");
    assert_eq!(april(more(), "10:05:01"), "301");
    let grace = || json!({ "grace": "PT5M" });
    assert_eq!(april(grace(), "10:05:00"), "0");
    assert_eq!(april(grace(), "10:05:01"), "1");
    let both = || json!({ "grace": "PT5M", "minimum_outage": "PT10M" });
    assert_eq!(april(both(), "10:09:59"), "0");
    assert_eq!(april(both(), "10:10:00"), "300");
}

#[test]
fn what_an_outage_has_before_midnight_counts_for_its_length() {
    let story = |counting: Value| {
        Story::new().contract("/counting", counting).incident(
            "2026-04-30T23:57:00Z",
            "2026-05-01T00:02:00Z",
            "full",
        )
    };
    let months = |counting: Value| {
        let story = story(counting);
        [down(&story, "2026-04-01"), down(&story, "2026-05-01")]
    };
    assert_eq!(months(json!({ "minimum_outage": "PT5M" })), ["180", "120"]);
    assert_eq!(months(json!({ "minimum_outage": { "more_than": "PT5M" } })), ["0", "0"]);
    assert_eq!(months(json!({ "grace": "PT4M" })), ["0", "60"]);
    let hour = json!({ "unit": { "length": "PT1H", "counts": "any" } });
    assert_eq!(months(hour), ["3600", "3600"]);
}

#[test]
fn units_are_those_of_the_clock() {
    let april = |unit: Value, from: &str, until: &str| {
        down(&tenth(json!({ "unit": unit }), from, until), "2026-04-01")
    };
    let minute = |counts: &str| json!({ "length": "PT1M", "counts": counts });
    assert_eq!(april(minute("any"), "10:00:30", "10:02:10"), "180");
    assert_eq!(april(minute("any"), "10:00:00", "10:02:00"), "120");
    assert_eq!(april(minute("whole"), "10:00:30", "10:02:10"), "60");
    assert_eq!(april(minute("whole"), "10:00:30", "10:01:59"), "0");
    let bucket = || json!({ "length": "PT1H", "more_than": "PT6M" });
    assert_eq!(april(bucket(), "10:00:00", "10:06:00"), "0");
    assert_eq!(april(bucket(), "10:00:00", "10:06:01"), "3600");
    assert_eq!(april(bucket(), "10:54:00", "11:06:01"), "3600");
}

#[test]
fn periods_begin_on_odd_days() {
    let every = |every: &str, from: &str| {
        Story::new()
            .contract("/term", json!({ "from": from }))
            .contract("/time_zone", json!("Europe/Berlin"))
            .contract("/service_period", json!({ "every": every, "from": from }))
    };
    let hours = |story: &Story, first: &str| {
        let seconds = agreed(story, first);
        assert_eq!(seconds % 3600, 0);
        seconds / 3600
    };
    let last = every("month", "2026-01-31");
    assert_eq!(hours(&last, "2026-01-31"), 28 * 24);
    assert_eq!(hours(&last, "2026-02-28"), 31 * 24 - 1);
    assert_eq!(hours(&last, "2026-03-31"), 30 * 24);
    assert_eq!(hours(&last, "2026-04-30"), 31 * 24);
    let middle = every("month", "2026-01-16");
    assert_eq!(hours(&middle, "2026-10-16"), 31 * 24 + 1);
    assert_eq!(hours(&every("P7D", "2026-03-25"), "2026-03-25"), 7 * 24 - 1);
    assert_eq!(hours(&every("P10D", "2026-10-20"), "2026-10-20"), 10 * 24 + 1);
    assert_eq!(hours(&every("quarter", "2026-02-01"), "2026-02-01"), 89 * 24 - 1);
    assert_eq!(hours(&every("half_year", "2026-04-01"), "2026-04-01"), 183 * 24);
    assert_eq!(hours(&every("half_year", "2026-05-01"), "2026-05-01"), 184 * 24 + 1);
    assert_eq!(hours(&every("year", "2027-03-01"), "2027-03-01"), 366 * 24);
}

#[test]
fn a_month_without_a_day_is_a_day_shorter() {
    let story = Story::new()
        .contract("/time_zone", json!("Pacific/Apia"))
        .contract("/term", json!({ "from": "2011-10-01" }));
    assert_eq!(agreed(&story, "2011-12-01"), 30 * 86_400);
    // Africa/Cairo begins summer time at midnight: the 24th of April 2026 starts at one.
    let story = Story::new().contract("/time_zone", json!("Africa/Cairo"));
    let story = story.contract("/service_period", json!({ "every": "P1D", "from": "2026-04-24" }));
    let story = story.contract("/term", json!({ "from": "2026-04-24", "until": "2026-04-26" }));
    assert_eq!(agreed(&story, "2026-04-24"), 23 * 3600);
    assert_eq!(agreed(&story, "2026-04-25"), 24 * 3600);
    let story = story.incident("2026-04-23T21:59:00Z", "2026-04-23T22:01:00Z", "full");
    assert_eq!(down(&story, "2026-04-24"), "60");
}

/// Days of Berlin with maintenance that needs no record.
fn standing(slots: Value) -> Story {
    Story::new()
        .contract("/time_zone", json!("Europe/Berlin"))
        .contract("/term", json!({ "from": "2026-01-01", "until": "2026-11-01" }))
        .contract("/service_period", json!({ "every": "P1D", "from": "2026-01-01" }))
        .contract("/maintenance", json!([{ "standing": true, "slots": slots }]))
}

#[test]
fn maintenance_that_comes_again_keeps_to_the_clock() {
    let own = |down: &str, maintained: &str| (down.to_owned(), maintained.to_owned());
    // Hours of the week are readings of the clock.
    let weekly = standing(json!({ "weekly": { "sun": ["02:00-04:00"] } }));
    assert_eq!(seconds(&weekly, "2026-03-22"), own("0", "7200"));
    assert_eq!(seconds(&weekly, "2026-03-29"), own("0", "3600"));
    assert_eq!(seconds(&weekly, "2026-10-25"), own("0", "10800"));
    // A rule has a start, after the gap or at the first of two, and a length.
    let rule = || {
        standing(json!({
            "rule": "FREQ=MONTHLY;BYDAY=-1SU", "from": "2026-01-01", "at": "02:30",
            "length": "PT1H",
        }))
    };
    assert_eq!(seconds(&rule(), "2026-03-22"), own("0", "0"));
    let spring = rule().incident("2026-03-29T00:30:00Z", "2026-03-29T02:30:00Z", "full");
    assert_eq!(seconds(&spring, "2026-03-29"), own("3600", "3600"));
    let inside = rule().incident("2026-03-29T01:00:00Z", "2026-03-29T02:00:00Z", "full");
    assert_eq!(seconds(&inside, "2026-03-29"), own("0", "3600"));
    let inside = rule().incident("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "full");
    assert_eq!(seconds(&inside, "2026-10-25"), own("0", "3600"));
    let second = rule().incident("2026-10-25T01:30:00Z", "2026-10-25T02:30:00Z", "full");
    assert_eq!(seconds(&second, "2026-10-25"), own("3600", "3600"));
}

#[test]
fn so_many_of_so_many_are_needed() {
    let april = |group: Value| {
        let hour = |story: Story, service: &str, from: &str, until: &str| {
            let day = |time: &str| format!("2026-04-10T{time}:00Z");
            let mut story = story.incident(&day(from), &day(until), "full");
            let last = story.incidents["incidents"].as_array_mut().unwrap().last_mut();
            last.unwrap()["services"] = json!([service]);
            story
        };
        let services = json!([{ "id": "a" }, { "id": "b" }, { "id": "c" },
                              { "id": "s", "group": group }]);
        let story = Story::new().contract("/services", services);
        let story = hour(story, "a", "10:00", "11:00");
        let story = hour(story, "b", "10:30", "11:30");
        down(&hour(story, "c", "10:50", "12:00"), "2026-04-01")
    };
    let needed = |k: u32| json!({ "k_of_n": { "k": k, "of": ["a", "b", "c"] } });
    // All three for ten minutes, two or more for an hour less twenty minutes, any for two hours.
    assert_eq!(april(needed(1)), "600");
    assert_eq!(april(needed(2)), "3600");
    assert_eq!(april(needed(3)), "7200");
    assert_eq!(april(json!({ "series": ["a", "b", "c"] })), "7200");
    assert_eq!(april(json!({ "parallel": ["a", "b", "c"] })), "600");
    let shares = json!({ "weighted": { "a": "0.5", "b": "0.3", "c": "0.2" } });
    // 3600 × 0.5 + 3600 × 0.3 + 4200 × 0.2.
    assert_eq!(april(shares), "3720");
}

#[test]
fn tiers_of_time_begin_at_their_bound() {
    let credit = |begins: &str, until: &str| {
        let objective = json!({
            "id": "o", "service": "s", "indicator": "downtime",
            "target": { "at_most": "PT30M" },
            "credit": { "tiers": [{ begins: "PT1H", "percent": "10" }] },
        });
        let story = tenth(json!({}), "10:00:00", until);
        let story = story.contract("/objectives", json!([objective]));
        let credit = story.result(LATER, "2026-04-01").credit.unwrap();
        credit.amount.unwrap().amount.to_string()
    };
    assert_eq!(credit("above", "11:00:00"), "0");
    assert_eq!(credit("above", "11:00:00.000000001"), "100");
    assert_eq!(credit("at_or_above", "10:59:59.999999999"), "0");
    assert_eq!(credit("at_or_above", "11:00:00"), "100");
}
