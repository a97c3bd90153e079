//! What was granted, and what is earned back: how it is worked out and told.

use serde_json::{Value, json};

use super::settlement::{LATER, months, told, with};
use super::story::Story;

fn earned_back(story: &Story) -> Vec<(u32, u32, String)> {
    let report = story.report(LATER);
    let all = report.earned_back.iter();
    all.map(|it| (it.credit_period, it.period, it.amount.amount.to_fixed(2))).collect()
}

fn terms(more: Value) -> Value {
    let mut terms = json!({ "after_periods": 2, "percent": "50", "clause": "§6.9" });
    terms.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    json!({ "earn_back": terms })
}

#[test]
fn the_calculation_tells_by_which_periods_it_was_earned_back() {
    let story = with(months("s", &[&[30, 0, 0, 0]]), terms(json!({})));
    assert_eq!(earned_back(&story), [(0, 2, "150.00".to_owned())]);
    let told = story.explained(LATER, "2026-01-01");
    let line = told.lines().find(|line| line.contains("Earned back")).unwrap();
    for word in ["50", "€300.00", "target met", "February 2026", "March 2026", "€150.00", "§6.9"]
    {
        assert!(told.contains(word), "{word}: {line}");
    }
    let story = with(months("s", &[&[30, 2, 1, 0]]), terms(json!({ "at_least": "98" })));
    let told = story.explained(LATER, "2026-01-01");
    assert!(told.contains("at least 98"), "{told}");
}

#[test]
fn the_calculation_tells_what_was_granted() {
    let claims = json!([{ "period": "2026-01-01", "objective": "a",
        "requested": "2026-02-02T00:00:00Z", "decided": "2026-02-03T12:00:00Z", "granted": "120.00" }]);
    let mut credits = terms(json!({}));
    credits["claim"] = json!({ "within": { "days": 30 } });
    let story = told(with(months("s", &[&[30, 0, 0]]), credits), "claims", claims);
    assert_eq!(earned_back(&story), [(0, 2, "60.00".to_owned())]);
    let told = story.explained(LATER, "2026-01-01");
    assert!(told.contains("Partly granted: ") && told.contains("€120.00"), "{told}");
    assert!(told.contains("50") && told.contains("€60.00"), "{told}");
}

#[test]
fn periods_of_other_lengths_do_not_count_for_all_objectives() {
    let all = terms(json!({ "of": "all_objectives" }));
    let story = |credited: &[&[u32]]| with(months("st", credited), all.clone());
    // February and March are good in both, or in that which was measured.
    assert_eq!(earned_back(&story(&[&[30], &[0, 0, 0]])).len(), 1);
    assert_eq!(earned_back(&story(&[&[30, 0, 0], &[0, 0, 0]])).len(), 1);
    assert_eq!(earned_back(&story(&[&[30, 0, 0], &[0, 1, 0]])).len(), 0);
    // A quarter is no month that follows January, however bad it was.
    let quarter = story(&[&[30, 0, 0], &[0, 1, 0]])
        .contract("/objectives/1/period", json!({ "every": "quarter" }));
    let found = earned_back(&quarter);
    assert_eq!(found.iter().filter(|(credit, ..)| *credit == found[0].0).count(), 1);
    assert!(found.iter().any(|(.., amount)| amount == "150.00"), "{found:?}");
}

#[test]
fn a_month_that_was_not_measured_is_as_good_as_the_history_tells() {
    // Nothing is known of February.
    let story = |told_of: Value, more: Value| {
        let mut story = with(months("s", &[&[30, 0, 0, 30]]), terms(more));
        let measured = story.incidents["measurements"].as_array_mut().unwrap();
        measured.retain(|it| it["from"] != "2026-02-01T00:00:00Z");
        told(story, "history", json!({ "verdicts": told_of }))
    };
    let february = |verdict: &str| json!([{ "period": "2026-02-01", "objective": "a", "verdict": verdict, "value": "99" }]);
    let january = [(0, 2, "150.00".to_owned())];
    assert_eq!(earned_back(&story(json!([]), json!({}))), []);
    let met = story(february("met"), json!({}));
    assert_eq!(earned_back(&met), january);
    let words = met.explained(LATER, "2026-01-01");
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("February 2026 (as the history tells)"), "{words}");
    assert_eq!(earned_back(&story(february("missed"), json!({}))), []);
    // Where a value is asked for, it is the value that counts.
    let level = |least: &str| json!({ "at_least": least });
    assert_eq!(earned_back(&story(february("missed"), level("99"))), january);
    assert_eq!(earned_back(&story(february("missed"), level("99.1"))), []);
    // Without one the month neither counts nor breaks the row.
    let verdict = json!([{ "period": "2026-02-01", "objective": "a", "verdict": "missed" }]);
    let after_one = json!({ "after_periods": 1, "within": 1, "at_least": "99" });
    let found = earned_back(&story(verdict, after_one));
    assert_eq!(found[0], (0, 2, "150.00".to_owned()));
}
