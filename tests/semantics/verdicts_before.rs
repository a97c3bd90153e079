//! Verdicts of periods before the time that the files tell of.

use serde_json::{Value, json};

use super::story::Story;

const LATER: &str = "2026-07-01T00:00:00Z";

/// A contract from January 2026 on, with months that were missed, and what was judged before.
fn story(missed: &[&str], credit: Value, verdicts: Value) -> Story {
    let mut story = Story::new()
        .contract("/term", json!({ "from": "2026-01-01" }))
        .contract("/objectives/0/credit", credit);
    for month in missed {
        let at = |hour: &str| format!("{month}-10T{hour}:00Z");
        story = story.incident(&at("10:00"), &at("12:00"), "full");
    }
    story.incidents["history"] = json!({ "verdicts": verdicts });
    story
}

fn told(period: &str, verdict: &str) -> Value {
    json!({ "period": period, "objective": "o", "verdict": verdict })
}

/// The shares of the periods in percent.
fn shares(story: &Story) -> String {
    let results = story.report(LATER).results;
    let share = |it: &sla_calculator::report::ResultFigures| {
        let share = it.credit.as_ref().and_then(|credit| credit.share.as_ref());
        share.map_or_else(|| "–".to_owned(), ToString::to_string)
    };
    results.iter().map(share).collect::<Vec<_>>().join(" ")
}

#[test]
fn a_row_of_breaches_goes_on_from_before() {
    let row = || json!({ "repeat": { "periods": 3, "percent": "5" } });
    let of = |verdicts: Value| shares(&story(&["2026-01", "2026-02"], row(), verdicts));
    assert_eq!(of(json!([])), "0 0 0 0 0 0");
    assert_eq!(of(json!([told("2025-12-01", "missed")])), "0 5 0 0 0 0");
    let both = json!([told("2025-12-01", "missed"), told("2025-11-01", "missed")]);
    assert_eq!(of(both), "5 5 0 0 0 0");
    // A month that was kept breaks it; one of which nothing is told does not.
    let kept = json!([told("2025-12-01", "met"), told("2025-11-01", "missed")]);
    assert_eq!(of(kept), "0 0 0 0 0 0");
    let gap = json!([told("2025-08-01", "missed"), told("2025-11-01", "missed")]);
    assert_eq!(of(gap), "5 5 0 0 0 0");
}

#[test]
fn every_so_many_breaches_count_from_before_as_far_as_they_reach() {
    let every =
        |within: u32| json!({ "every": { "breaches": 2, "within": within, "percent": "5" } });
    let of = |within: u32, verdicts: Value| shares(&story(&["2026-02"], every(within), verdicts));
    // October to February are five periods.
    let october = || json!([told("2025-10-01", "missed")]);
    assert_eq!(of(5, october()), "0 5 0 0 0 0");
    assert_eq!(of(4, october()), "0 0 0 0 0 0");
    // For October and November it was paid in November: a third breach alone pays nothing.
    let both = || json!([told("2025-10-01", "missed"), told("2025-11-01", "missed")]);
    assert_eq!(of(5, both()), "0 0 0 0 0 0");
    // Of the last four periods it was paid once, and two were breached.
    assert_eq!(of(4, both()), "0 0 0 0 0 0");
    let third = json!([
        told("2025-10-01", "missed"),
        told("2025-11-01", "missed"),
        told("2025-12-01", "missed"),
    ]);
    assert_eq!(of(5, third), "0 5 0 0 0 0");
}

#[test]
fn a_verdict_counts_for_a_month_of_the_term_in_which_nothing_was_measured() {
    let row = json!({ "repeat": { "periods": 2, "percent": "5" } });
    let mut story = story(&["2026-02"], row, json!([told("2026-01-01", "missed")]));
    story.incidents["source"]["covers"]["from"] = json!("2026-02-01T00:00:00Z");
    assert_eq!(shares(&story), "– 5 0 0 0 0");
    // Where it is judged, what is calculated holds.
    story.incidents["source"]["covers"]["from"] = json!("2026-01-01T00:00:00Z");
    assert_eq!(shares(&story), "0 0 0 0 0 0");
    let warnings = story.report(LATER).warnings;
    let codes: Vec<&str> = warnings.iter().map(|it| it.code.name()).collect();
    assert!(codes.contains(&"verdict_of_judged"), "{codes:?}");
}

#[test]
fn a_verdict_that_makes_no_sense_is_a_fault() {
    let row = || json!({ "repeat": { "periods": 2, "percent": "5" } });
    let faults = |verdict: Value| story(&[], row(), json!([verdict])).faults();
    assert_eq!(faults(told("2025-12-01", "missed")), [""; 0]);
    assert_eq!(faults(told("2025-12-02", "missed")), ["not_a_period"]);
    assert_eq!(faults(told("2025-12-01", "bad")), ["unknown_word"]);
    let other = json!({ "period": "2025-12-01", "objective": "x", "verdict": "met" });
    assert_eq!(faults(other), ["unknown_objective"]);
    let twice = json!([told("2025-12-01", "met"), told("2025-12-01", "met")]);
    assert_eq!(story(&[], row(), twice).faults(), ["verdict_told_twice"]);
}
