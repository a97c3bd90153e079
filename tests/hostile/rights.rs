//! Rights over thousands of periods: how near they are is said soon.

use std::time::{Duration, Instant as Stopwatch};

use serde_json::{Value, json};
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::report::RightFigures;
use sla_calculator::units::Instant;

/// Far more than any of these takes, and far less than any takes whose time grows as a square.
const LONG: Duration = Duration::from_secs(40);

/// Every other day of 10,000 is missed.
#[allow(clippy::disallowed_methods, reason = "a stopwatch: no figure depends on it")]
fn of_days(any: &Value) -> RightFigures {
    let contract = json!({
        "format": "sla-contract/1", "currency": "EUR", "term": { "from": "2000-01-01" },
        "service_period": { "every": "P1D" },
        "calendars": { "core": { "weekly": { "mon-sun": ["08:00-18:00"] } } },
        "services": [{ "id": "s" }],
        "objectives": [{ "id": "o", "service": "s", "indicator": "availability",
                         "target": { "at_least": "99.9" } }],
        "rights": [{ "effect": "terminate", "any": any }],
    });
    let begin = Instant::parse("2000-01-01T09:00:00Z").unwrap();
    let second = 1_000_000_000;
    let incident = |day: i128| {
        let at = begin.after(2 * day * 86_400 * second);
        json!({
            "id": day.to_string(), "services": ["s"], "started": at.to_string(),
            "restored": at.after((300 + 7 * day) * second).to_string(),
        })
    };
    let history = json!({
        "format": "sla-incidents/1",
        "source": { "covers": { "from": "2000-01-01T00:00:00Z", "until": "2028-01-01T00:00:00Z" } },
        "incidents": (0..5_000).map(incident).collect::<Vec<_>>(),
    });
    let begun = Stopwatch::now();
    let files = [contract, history].map(|file| file.to_string());
    let inputs = files.each_ref().map(|text| Input::new("a.json", text.as_bytes()));
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{:#?}", &faults[..1]));
    let as_of = begin.after(10_000 * 86_400 * second);
    let mut report = case.evaluate(as_of).unwrap().report;
    assert!(begun.elapsed() < LONG, "took {:?}", begun.elapsed());
    report.rights.remove(0)
}

#[test]
fn ten_thousand_days_are_counted_soon() {
    let right = of_days(&json!([
        { "breached": { "of": ["o"], "periods": 5_001 } },
        { "breached": { "of": ["o"], "periods": 2, "within": 10_000, "consecutive": true } },
        { "mean": { "of": "o", "over": 120, "below": "1" } },
        { "downtime": { "of": "o", "more_than": "PT9999H", "within": 120, "calendar": "core" } },
        { "share_of_objectives": { "more_than": "99", "periods": 10_000 } },
    ]));
    let so_far: Vec<u32> = right.triggers.iter().map(|it| it.so_far).collect();
    assert_eq!(so_far, [5_000, 0, 0, 0, 5_000]);
    assert!(right.triggers.iter().all(|it| it.arisen.is_empty() && it.shown.len() == 10_000));
}

#[test]
fn a_right_that_arises_thousands_of_times_by_many_triggers_is_counted_soon() {
    let each = |periods: u32| json!({ "breached": { "of": ["o"], "periods": periods } });
    let right = of_days(&json!((1..20).map(each).collect::<Vec<_>>()));
    assert_eq!(right.triggers[0].arisen.len(), 5_000);
    assert!(right.triggers[1..].iter().all(|it| it.arisen.is_empty() && it.so_far == 0));
}
