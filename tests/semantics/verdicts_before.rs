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

mod for_rights {
    use super::*;
    use sla_calculator::format::rights;
    use sla_calculator::format::words::English;
    use sla_calculator::report::{Report, RightState};

    /// What a trigger makes of months that were missed, and of what was judged before.
    fn report(missed: &[&str], trigger: Value, verdicts: Value) -> Report {
        let right = json!([{ "effect": "terminate", "any": [trigger] }]);
        story(missed, Value::Null, verdicts).contract("/rights", right).report(LATER)
    }

    /// The months at whose ends the right arose, `-` for one before the report, and how far it is.
    fn stands(missed: &[&str], trigger: Value, verdicts: Value) -> (Vec<String>, u32) {
        let trigger = report(missed, trigger, verdicts).rights.remove(0).triggers.remove(0);
        let end = |it: &sla_calculator::report::ArisenFigure| match (it.period, &it.period_before) {
            (Some(at), None) => format!("{}", at + 1),
            (None, Some(before)) => before.first.to_string(),
            both => panic!("{both:?}"),
        };
        (trigger.arisen.iter().map(end).collect(), trigger.so_far)
    }

    fn valued(period: &str, verdict: &str, value: &str) -> Value {
        json!({ "period": period, "objective": "o", "verdict": verdict, "value": value })
    }

    #[test]
    fn missed_periods_count_from_before() {
        let of_last = |within: u32| json!({ "breached": { "periods": 3, "within": within } });
        let missed: &[&str] = &["2026-01", "2026-03"];
        let october = || json!([told("2025-10-01", "missed")]);
        // October to March are six months.
        assert_eq!(stands(missed, of_last(6), json!([])), (vec![], 2));
        assert_eq!(stands(missed, of_last(6), october()), (vec!["3".to_owned()], 0));
        assert_eq!(stands(missed, of_last(5), october()), (vec![], 1));
        let row = || json!({ "breached": { "periods": 3, "consecutive": true } });
        let both = json!([told("2025-12-01", "missed"), told("2025-11-01", "missed")]);
        assert_eq!(stands(&["2026-01"], row(), both), (vec!["1".to_owned()], 0));
        let kept = json!([told("2025-12-01", "met"), told("2025-11-01", "missed")]);
        assert_eq!(stands(&["2026-01"], row(), kept), (vec![], 0));
        // Of which nothing is told does not part its neighbours.
        let gap = json!([told("2025-12-01", "missed"), told("2025-08-01", "missed")]);
        assert_eq!(stands(&["2026-01"], row(), gap), (vec!["1".to_owned()], 0));
    }

    #[test]
    fn what_gave_it_before_counts_no_more() {
        let of_last = || json!({ "breached": { "periods": 2, "within": 3 } });
        let both = || json!([told("2025-11-01", "missed"), told("2025-12-01", "missed")]);
        let arose = vec!["2025-12-01".to_owned()];
        assert_eq!(stands(&["2026-01"], of_last(), both()), (arose, 0));
        let right = json!([{ "effect": "terminate", "any": [of_last()],
                             "exercise_within": { "days": 181 } }]);
        let story = story(&["2026-01"], Value::Null, both()).contract("/rights", right);
        let lapses = |as_of: &str| {
            let report = story.report(as_of);
            let line = rights(&English, &report).remove(0).lines.remove(0);
            (report.rights[0].state, line)
        };
        // 181 days after 31 December are over with 30 June.
        let (state, line) = lapses("2026-06-30T23:59:59Z");
        assert_eq!(state, RightState::Exercisable);
        let because = "Arose at the end of December 2025: o missed in November 2025 and December \
                       2025; it can be exercised until 30 Jun 2026";
        assert!(line.starts_with(because), "{line}");
        assert_eq!(lapses("2026-07-01T00:00:00Z").0, RightState::Lapsed);
    }

    #[test]
    fn values_that_are_told_count_for_values_and_means() {
        let value = |below: &str| json!({ "value": { "of": "o", "below": below, "periods": 2 } });
        // January has 742 of 744 hours: 99.7311… %.
        let december = || json!([valued("2025-12-01", "missed", "98")]);
        let january = || vec!["1".to_owned()];
        assert_eq!(stands(&["2026-01"], value("99.8"), december()), (january(), 0));
        assert_eq!(stands(&["2026-01"], value("98"), december()), (vec![], 0));
        // A verdict alone has no value.
        let verdict = json!([told("2025-12-01", "missed")]);
        assert_eq!(stands(&["2026-01"], value("99.8"), verdict), (vec![], 1));
        let mean =
            |bound: &str, value: &str| json!({ "mean": { "of": "o", "over": 2, bound: value } });
        // Of 98 % and 100 %.
        assert_eq!(stands(&[], mean("at_or_below", "99"), december()), (january(), 0));
        assert_eq!(stands(&[], mean("below", "99"), december()), (vec![], 0));
        let shown =
            report(&[], mean("below", "99"), december()).rights.remove(0).triggers.remove(0);
        // Alone it is no mean of two.
        assert!(shown.before.is_empty(), "{:?}", shown.before);
        assert_eq!(shown.shown[0].value.as_ref().map(ToString::to_string).as_deref(), Some("99"));
        let faults = |value: Value| {
            let told = json!([{ "period": "2025-12-01", "objective": "o", "verdict": "met",
                                "value": value }]);
            story(&[], Value::Null, told).faults()
        };
        assert_eq!(faults(json!("100")), [""; 0]);
        assert_eq!(faults(json!("100.1")), ["off_scale"]);
        assert_eq!(faults(json!("PT1H")), ["not_a_decimal"]);
    }

    #[test]
    fn a_verdict_counts_for_a_month_of_the_term_in_which_nothing_was_measured() {
        let right = json!([{ "effect": "terminate",
                             "any": [{ "breached": { "periods": 2, "consecutive": true } }] }]);
        let verdicts = json!([told("2026-01-01", "missed")]);
        let mut story = story(&["2026-02"], Value::Null, verdicts).contract("/rights", right);
        let arisen = |story: &Story| {
            let trigger = story.report(LATER).rights.remove(0).triggers.remove(0);
            trigger.arisen.iter().map(|it| (it.period, it.by.clone())).collect::<Vec<_>>()
        };
        story.incidents["source"]["covers"]["from"] = json!("2026-02-01T00:00:00Z");
        assert_eq!(arisen(&story), [(Some(1), vec![0, 1])]);
        // Where it is judged, what is calculated holds.
        story.incidents["source"]["covers"]["from"] = json!("2026-01-01T00:00:00Z");
        assert_eq!(arisen(&story), []);
    }

    #[test]
    fn a_right_of_before_stops_credits() {
        let credit = json!({ "per_breach": { "percent": "5" } });
        let right = |days: u32| {
            json!([{ "effect": "no_credits", "exercise_within": { "days": days },
                     "any": [{ "breached": { "periods": 2 } }] }])
        };
        let both = json!([told("2025-11-01", "missed"), told("2025-12-01", "missed")]);
        let missed: &[&str] = &["2026-01", "2026-03"];
        let stopped = |days: u32| {
            let story =
                story(missed, credit.clone(), both.clone()).contract("/rights", right(days));
            let lines = sla_calculator::report::credit_lines(&story.report(LATER));
            lines.iter().filter(|it| it.stopped).map(|it| it.period + 1).collect::<Vec<u32>>()
        };
        // January and March are two more, at whose end it arises again.
        assert_eq!(stopped(365)[..2], [1, 3]);
        assert_eq!(stopped(31)[..1], [1]);
    }
}
