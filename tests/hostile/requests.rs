//! Series of requests chosen to do harm: what they say is said soon, whatever they count.

use std::time::{Duration, Instant as Stopwatch};

use sla_calculator::evaluate::{Case, Input};
use sla_calculator::units::Instant;

/// Far more than any of these takes, and far less than any takes whose time grows as a square.
const LONG: Duration = Duration::from_secs(120);

/// A service with series of requests, by an objective of every kind that looks at them.
fn contract(services: usize) -> String {
    let ids: Vec<String> = (0..services).map(|at| format!(r#"{{ "id": "s{at}" }}"#)).collect();
    let objective = |at: usize, id: &str, more: &str| {
        format!(
            r#"{{ "id": "{id}{at}", "service": "s{at}", "target": {{ "at_least": "99" }}, {more} }}"#
        )
    };
    let objectives: Vec<String> = (0..services)
        .flat_map(|at| {
            let rule = r#""counting": { "down_when": { "error_rate_above": "5" } }"#;
            let mean = r#""indicator": "request_success", "method": "interval_mean""#;
            [
                objective(at, "up", &format!(r#""indicator": "availability", {rule}"#)),
                objective(at, "all", r#""indicator": "request_success""#),
                objective(at, "mean", mean),
            ]
        })
        .collect();
    format!(
        r#"{{ "format": "sla-contract/1", "currency": "EUR", "term": {{ "from": "2026-01-01" }},
              "services": [{}], "objectives": [{}] }}"#,
        ids.join(","),
        objectives.join(",")
    )
}

fn series(service: usize, from: &str, step: &str, [good, total]: [&str; 2]) -> String {
    format!(
        r#"{{ "service": "s{service}", "from": "{from}", "step": "{step}",
              "good": [{good}], "total": [{total}] }}"#
    )
}

fn history(series: &[String]) -> String {
    format!(
        r#"{{ "format": "sla-incidents/1", "incidents": [], "series": [{}], "source": {{ "covers":
              {{ "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z" }} }} }}"#,
        series.join(",")
    )
}

/// The value of each result, with every calculation, in good time.
#[track_caller]
#[allow(clippy::disallowed_methods, reason = "a stopwatch: no figure depends on it")]
fn values(services: usize, history: &str, as_of: &str) -> Vec<Option<String>> {
    let begun = Stopwatch::now();
    let contract = contract(services);
    let inputs = [&contract, history].map(|text| Input::new("a.json", text.as_bytes()));
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    let evaluation = case.evaluate(Instant::parse(as_of).unwrap()).unwrap();
    let results = evaluation.report.results.iter();
    let values = results.map(|it| it.value.as_ref().map(|value| value.to_fixed(3))).collect();
    assert_eq!(evaluation.calculations().count(), evaluation.report.results.len());
    assert!(begun.elapsed() < LONG, "{:?}", begun.elapsed());
    values
}

fn listed(number: u64, of: impl Fn(u64) -> String) -> String {
    (0..number).map(of).collect::<Vec<_>>().join(",")
}

#[test]
fn a_year_of_minutes_is_read_soon() {
    const MINUTES: u64 = 525_600;
    let total = listed(MINUTES, |at| (900 + at % 200).to_string());
    // Every tenth minute is down: no run is longer than a step.
    let good = listed(MINUTES, |at| (if at % 10 > 0 { 900 + at % 200 } else { 800 }).to_string());
    let one = series(0, "2026-01-01T00:00:00Z", "PT1M", [&good, &total]);
    let values = values(1, &history(&[one]), "2027-01-01T00:00:00Z");
    assert_eq!(values.len(), 3 * 12);
    assert_eq!(values[0].as_deref(), Some("90.000"));
    assert!(values.iter().all(Option::is_some));
}

#[test]
fn the_mean_of_thousands_of_unlike_fractions_is_exact() {
    let total = |at: u64| 500_000 + at * 7_919 % 500_009;
    let all = [
        listed(2_000, |at| (total(at) - at % 100).to_string()),
        listed(2_000, |at| total(at).to_string()),
    ];
    let one = series(0, "2026-01-01T00:00:00Z", "PT5M", [&all[0], &all[1]]);
    let values = values(1, &history(&[one]), "2026-02-01T00:00:00Z");
    assert_eq!(values[0].as_deref(), Some("100.000"));
    assert!(values[2].as_deref().is_some_and(|value| value.starts_with("99.99")));
}

#[test]
fn counts_of_any_size_and_steps_of_any_length_are_counted() {
    let huge = u64::pow(2, 63);
    let totals = [huge, huge, 0, 1].map(|it| it.to_string()).join(",");
    let goods = [huge, huge / 2, 0, 1].map(|it| it.to_string()).join(",");
    let one = series(0, "2026-01-10T00:00:00Z", "PT0.000000001S", [&goods, &totals]);
    let found = values(1, &history(&[one]), "2026-02-01T00:00:00Z");
    let found: Vec<Option<&str>> = found.iter().map(Option::as_deref).collect();
    // Three quarters of twice as many and one; (1 + ½ + 1 + 1) ÷ 4.
    assert_eq!(found, [Some("99.999"), Some("75.000"), Some("87.500")]);
    let late = series(0, "9999-12-31T23:00:00Z", "PT59M", ["1", "2"]);
    let early = series(0, "0000-01-01T00:00:00Z", "PT876000H", ["1,null,2", "2,null,2"]);
    for one in [late, early] {
        let found = values(1, &history(&[one]), "2026-02-01T00:00:00Z");
        assert_eq!(found[1], None);
    }
}

#[test]
fn thousands_of_faults_of_counts_are_told_once_each() {
    let bad = listed(100_000, |at| (if at % 2 == 0 { "-1" } else { "\"x\"" }).to_string());
    let good = listed(100_000, |_| "7".to_owned());
    let one = series(0, "2026-01-01T00:00:00Z", "PT1M", [&bad, &good]);
    let (contract, history) = (contract(1), history(&[one]));
    let inputs = [&contract, &history].map(|text| Input::new("a.json", text.as_bytes()));
    let faults = Case::open(&inputs).unwrap_err();
    assert_eq!(faults.last().unwrap().count, Some(95_000));
}
