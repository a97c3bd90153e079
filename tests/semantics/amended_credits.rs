//! Credits of several periods, or of several promises, by terms that were amended between.

use serde_json::{Value, json};

use super::amendments::{LATER, amended, per_month, rows};
use super::story::Story;

/// A day without the service in each of these months.
fn down_in(months: &[u32], credit: Value) -> Story {
    let story = Story::new().contract("/objectives/0/credit", credit);
    months.iter().fold(story, |story, month| {
        let day = |day: u32| format!("2026-{month:02}-{day}T10:00:00Z");
        story.incident(&day(10), &day(11), "full")
    })
}

fn from_april(credit: &Value) -> Value {
    json!([{ "effective": "2026-04-01", "set": { "objectives/o/credit": credit } }])
}

#[test]
fn of_equal_credits_that_of_the_first_promise_is_paid_by_whatever_terms() {
    let mut story = down_in(&[3, 4], per_month("20"));
    let mut other = story.contract["objectives"][0].clone();
    other["id"] = json!("p");
    story.contract["objectives"].as_array_mut().unwrap().push(other);
    let story = story.contract("/credits", json!({ "combination": "highest" }));
    let amended = amended(story, from_april(&json!({ "per_breach": { "percent": "20" } })));
    let paid = rows(&amended.report(LATER));
    let missed: Vec<&str> =
        paid.iter().filter(|row| row.contains("missed")).map(String::as_str).collect();
    let expected = [
        "o 03-01–04-01 missed 96.774 200.00",
        "p 03-01–04-01 missed 96.774 0.00",
        "p 04-01–05-01 missed 96.666 0.00",
        "o/2026-04-01 04-01–05-01 missed 96.666 200.00",
    ];
    assert_eq!(missed, expected);
}

#[test]
fn what_another_rule_gave_is_no_time_of_so_many_breaches() {
    let every = json!({ "every": { "breaches": 2, "within": 2, "percent": "5" } });
    let second = |before: Value| {
        let report = amended(down_in(&[3, 4], before), from_april(&every)).report(LATER);
        rows(&report)[3].clone()
    };
    // The second breach of two months, for which nothing of the kind was due yet.
    let expected = "o/2026-04-01 04-01–05-01 missed 96.666 50.00";
    assert_eq!(second(json!({ "per_breach": { "percent": "1" } })), expected);
    assert_eq!(
        second(json!({ "every": { "breaches": 3, "within": 3, "percent": "5" } })),
        expected
    );
    // It was due for the first of them.
    let each = json!({ "every": { "breaches": 1, "within": 2, "percent": "5" } });
    assert_eq!(second(each), "o/2026-04-01 04-01–05-01 missed 96.666 0.00");
}
