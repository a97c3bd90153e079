//! Outages and maintenance chosen to do harm: what they say is said soon, and in bounded room.

use std::time::{Duration, Instant as Stopwatch};

use serde_json::{Value, json};
use sla_calculator::diagnostic::Code;
use sla_calculator::evaluate::{Case, Evaluation, Input};
use sla_calculator::units::Instant;

/// Far more than any of these takes, and far less than any takes whose time grows as a square.
const LONG: Duration = Duration::from_secs(40);
/// How many things of a kind there are here at one instant.
pub(crate) const MANY: usize = 20_000;

/// A second of the year 2026.
pub(crate) fn at(second: usize) -> String {
    let begin = Instant::parse("2026-01-01T00:00:00Z").unwrap();
    begin.after(i128::try_from(second).unwrap() * 1_000_000_000).to_string()
}

/// The half of the year, at which all are open.
const MIDDLE: usize = 182 * 86_400;

/// From when until when: each within the one before.
pub(crate) fn nested() -> impl Iterator<Item = (String, String)> {
    (0..MANY).map(|n| (at(MIDDLE - 2 * (MANY - n)), at(MIDDLE + 2 * (MANY - n))))
}

/// From when until when: each begins a little later, and ends a little later.
pub(crate) fn staggered() -> impl Iterator<Item = (String, String)> {
    (0..MANY).map(|n| (at(MIDDLE - 2 * (MANY - n)), at(MIDDLE + 2 * n + 1)))
}

fn contract(more: &Value) -> Value {
    let mut contract = json!({
        "format": "sla-contract/1", "currency": "EUR", "term": { "from": "2026-01-01" },
        "services": [{ "id": "s" }],
        "objectives": [{ "id": "o", "service": "s", "indicator": "availability",
                         "target": { "at_least": "99.9" } }],
    });
    let members = more.as_object().unwrap().clone();
    contract.as_object_mut().unwrap().extend(members);
    contract
}

pub(crate) fn history(list: &str, items: Vec<Value>) -> Value {
    let covers = json!({ "from": "2026-01-01T00:00:00Z", "until": "2027-01-01T00:00:00Z" });
    let mut history = json!({
        "format": "sla-incidents/1", "source": { "covers": covers }, "incidents": [],
    });
    history[list] = Value::Array(items);
    history
}

/// Evaluated, with every calculation, in good time.
#[track_caller]
#[allow(clippy::disallowed_methods, reason = "a stopwatch: no figure depends on it")]
pub(crate) fn evaluated(contract: &Value, history: &Value) -> Evaluation {
    let begun = Stopwatch::now();
    let files = [contract, history].map(Value::to_string);
    let inputs = files.each_ref().map(|text| Input::new("a.json", text.as_bytes()));
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{:#?}", &faults[..1]));
    let evaluation = case.evaluate(Instant::parse("2027-01-01T00:00:00Z").unwrap()).unwrap();
    let steps: usize = evaluation.calculations().map(|it| it.steps.len()).sum();
    assert!(steps > 0);
    assert!(begun.elapsed() < LONG, "took {:?}", begun.elapsed());
    evaluation
}

/// All outage seconds of the year, unweighted.
pub(crate) fn outage(evaluation: &Evaluation) -> i128 {
    let times = evaluation.report.results.iter().filter_map(|result| result.time.as_ref());
    times.map(|time| time.outage_seconds.to_whole().unwrap()).sum()
}

fn incidents(spans: impl Iterator<Item = (String, String)>) -> Vec<Value> {
    let words = ["full", "degraded", "none"];
    let incident = |(number, (from, until)): (usize, (String, String))| {
        json!({
            "id": number.to_string(), "services": ["s"], "impact": words[number % 3],
            "cause": if number % 7 == 0 { "client" } else { "provider" },
            "started": from, "restored": until,
        })
    };
    spans.enumerate().map(incident).collect()
}

#[test]
fn thousands_of_incidents_at_one_instant() {
    let impact = json!({ "full": "1", "degraded": "0.37", "none": "0.11" });
    let nested = history("incidents", incidents(nested()));
    let staggered = history("incidents", incidents(staggered()));
    for counting in [
        json!({}),
        json!({ "overlap": "sum" }),
        json!({ "per": "incident", "minimum_outage": "PT1M" }),
        json!({ "per": "incident", "overlap": "sum", "grace": "PT1S" }),
        json!({ "concurrent_cause": "excluded" }),
    ] {
        let mut counting = counting;
        counting["impact"] = impact.clone();
        let exclusions = json!([{ "cause": "client" }]);
        let contract = contract(&json!({ "counting": counting, "exclusions": exclusions }));
        for history in [&nested, &staggered] {
            evaluated(&contract, history);
        }
    }
}

#[test]
fn thousands_of_incidents_of_some_users_at_one_instant() {
    let mut all = incidents(nested());
    for (number, incident) in all.iter_mut().enumerate() {
        incident["affected"] = json!({ "users": number % 90, "of": 90 + number % 10 });
    }
    let history = history("incidents", all);
    let unit = json!({ "length": "PT1S", "counts": "any" });
    for counting in [
        json!({ "same_users": "different" }),
        json!({ "same_users": "largest" }),
        json!({ "overlap": "sum" }),
        json!({ "unit": unit, "same_users": "different" }),
        json!({ "unit": unit, "overlap": "sum" }),
    ] {
        evaluated(&contract(&json!({ "counting": counting })), &history);
    }
}

/// Incidents each of which touches one user of another total.
fn of_unlike_totals(spans: impl Iterator<Item = (String, String)>) -> Value {
    let mut all = incidents(spans);
    for (number, incident) in all.iter_mut().enumerate() {
        incident["affected"] = json!({ "users": 1, "of": 1_000_003 + 2 * number });
        incident["impact"] = json!("full");
    }
    history("incidents", all)
}

#[test]
fn thousands_of_unlike_totals_of_users_one_after_the_other() {
    let apart = (0..1_200).map(|n| (at(800 * n), at(800 * n + 60)));
    let history = of_unlike_totals(apart);
    let counting = json!({ "counting": { "minimum_outage": "PT30S" } });
    for counting in [json!({}), counting] {
        assert_eq!(outage(&evaluated(&contract(&counting), &history)), 72_000);
    }
}

#[test]
fn a_hundred_unlike_totals_of_users_at_one_instant() {
    for overlap in ["union", "sum"] {
        let counting = json!({ "counting": { "overlap": overlap } });
        evaluated(&contract(&counting), &of_unlike_totals(nested().take(120)));
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a stopwatch: no figure depends on it")]
fn thousands_of_unlike_totals_of_users_at_one_instant_are_refused_soon() {
    let apart = (0..MANY).map(|n| (at(800 * n), at(800 * n + 60)));
    let all: [Vec<_>; 3] = [nested().collect(), staggered().collect(), apart.collect()];
    for (spans, overlap) in all.into_iter().zip(["union", "sum", "union"]) {
        let begun = Stopwatch::now();
        let contract = contract(&json!({ "counting": { "overlap": overlap } }));
        let files = [contract, of_unlike_totals(spans.into_iter())].map(|file| file.to_string());
        let inputs = files.each_ref().map(|text| Input::new("a.json", text.as_bytes()));
        let case = Case::open(&inputs).unwrap();
        let faults = case.evaluate(Instant::parse("2027-01-01T00:00:00Z").unwrap()).err().unwrap();
        assert_eq!(faults.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::TooManyTotals]);
        assert!(begun.elapsed() < LONG, "took {:?}", begun.elapsed());
    }
}

#[test]
fn thousands_of_impact_words() {
    let word = |number: usize| (format!("word-{number}"), json!(format!("0.{number:05}")));
    let impact: serde_json::Map<_, _> = (0..MANY / 4).map(word).collect();
    let mut all = incidents(nested());
    for (number, incident) in all.iter_mut().enumerate() {
        incident["impact"] = json!(format!("word-{}", number % (MANY / 4)));
    }
    let history = history("incidents", all);
    for overlap in ["union", "sum"] {
        let counting = json!({ "impact": impact, "overlap": overlap });
        evaluated(&contract(&json!({ "counting": counting })), &history);
    }
}

fn records(spans: impl Iterator<Item = (String, String)>) -> Vec<Value> {
    let record = |(number, (from, until)): (usize, (String, String))| {
        json!({
            "id": number.to_string(), "planned_from": from, "planned_until": until,
            "announced": "2026-01-01T00:00:00Z",
        })
    };
    spans.enumerate().map(record).collect()
}

/// Five of every ten minutes of every day.
fn minutes() -> Value {
    let clock = |minute: u32| format!("{:02}:{:02}", minute / 60, minute % 60);
    let each = (0..1_440).step_by(10).map(|at| json!(format!("{}-{}", clock(at), clock(at + 5))));
    json!({ "mon-sun": each.collect::<Vec<_>>() })
}

#[test]
fn maintenance_within_maintenance() {
    for spans in [nested().collect::<Vec<_>>(), staggered().collect()] {
        let history = history("maintenance", records(spans.into_iter()));
        for permission in [
            json!({}),
            json!({ "counts": "downtime" }),
            json!({ "allowance": { "at_most": "PT0S", "per": "month" } }),
            json!({ "allowance": { "at_most": "PT1H", "per": "month" }, "notice": { "days": 5 } }),
        ] {
            let found = evaluated(&contract(&json!({ "maintenance": [permission] })), &history);
            assert!(outage(&found) <= i128::try_from(4 * MANY).unwrap(), "{permission}");
        }
    }
}

#[test]
fn slots_within_maintenance_within_maintenance() {
    let history = history("maintenance", records(nested().step_by(20)));
    for counts in ["window", "downtime"] {
        let permission = json!({ "slots": { "weekly": minutes() }, "counts": counts });
        let found = evaluated(&contract(&json!({ "maintenance": [permission] })), &history);
        assert_eq!(outage(&found), i128::try_from(2 * MANY).unwrap(), "{counts}");
    }
}

#[test]
#[allow(clippy::disallowed_methods, reason = "a stopwatch: no figure depends on it")]
fn slots_of_ten_years_within_thousands_of_records_are_refused_soon() {
    let span = |n: usize| (at(n), "2026-12-01T00:00:00Z".to_owned());
    let history = history("maintenance", records((0..MANY).map(span)));
    let permission = json!({ "slots": { "weekly": minutes() } });
    let mut contract = contract(&json!({ "maintenance": [permission] }));
    contract["term"] = json!({ "from": "2016-01-01" });
    let begun = Stopwatch::now();
    let files = [contract, history].map(|file| file.to_string());
    let inputs = files.each_ref().map(|text| Input::new("a.json", text.as_bytes()));
    let case = Case::open(&inputs).unwrap();
    let faults = case.evaluate(Instant::parse("2027-01-01T00:00:00Z").unwrap()).err().unwrap();
    assert_eq!(faults.iter().map(|it| it.code).collect::<Vec<_>>(), [Code::TooManyPieces]);
    assert!(begun.elapsed() < LONG, "took {:?}", begun.elapsed());
}

#[test]
fn an_allowance_of_nothing_allows_nothing() {
    let history = history("maintenance", records(nested().take(100)));
    for length in ["PT0S", "PT0H", "P0D"] {
        let allowance = json!({ "at_most": length, "per": "month" });
        let permitted = json!({ "maintenance": [{ "allowance": allowance }] });
        let found = evaluated(&contract(&permitted), &history);
        assert_eq!(outage(&found), i128::try_from(4 * MANY).unwrap(), "{length}");
    }
}

#[test]
fn permissions_without_number() {
    let some: Vec<Value> = records(staggered()).into_iter().step_by(20).collect();
    let mut history = history("maintenance", some);
    history["incidents"] =
        json!(incidents(staggered()).into_iter().step_by(20).collect::<Vec<_>>());
    let permission = |number: usize| {
        let allowance = json!({ "at_most": format!("PT{number}S"), "per": "quarter" });
        json!({ "allowance": allowance, "counts": "downtime" })
    };
    let permissions: Vec<Value> = (0..MANY / 20).map(permission).collect();
    evaluated(&contract(&json!({ "maintenance": permissions })), &history);
}

#[test]
fn spans_within_spans() {
    let span = |(from, until): (String, String)| json!({ "from": from, "until": until });
    for list in ["exclusion_spans", "unknown"] {
        let mut history = history(list, nested().chain(staggered()).map(span).collect());
        history["incidents"] = Value::Array(incidents(staggered()));
        evaluated(&contract(&json!({ "counting": { "per": "incident" } })), &history);
    }
}
