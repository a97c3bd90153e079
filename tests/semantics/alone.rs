//! What is asked of one objective changes nothing for another.

use serde_json::{Value, json};

use super::story::Story;

const LATER: &str = "2026-06-01T00:00:00Z";

/// An objective about a service for the periods of the contract.
fn promise(id: &str, service: &str, more: &Value) -> Value {
    let mut objective = json!({
        "id": id, "service": service, "indicator": "availability", "target": { "at_least": "99" },
    });
    objective.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    objective
}

/// What is found of the first objective: the seconds taken out, and those down.
fn first(story: &Story) -> (String, String) {
    let report = story.report(LATER);
    let mut results = report.results.iter().filter(|result| result.objective == 0);
    let time = results.next().unwrap().time.clone().unwrap();
    (time.removed_seconds.to_string(), time.down_seconds.to_string())
}

/// A story whose first objective says the same with another beside it.
#[track_caller]
fn check(story: Story, other: Value, expected: (&str, &str)) {
    let (removed, down) = first(&story);
    assert_eq!((removed.as_str(), down.as_str()), expected);
    let mut promises = story.contract["objectives"].as_array().unwrap().clone();
    promises.push(other);
    let (removed, down) = first(&story.contract("/objectives", json!(promises)));
    assert_eq!((removed.as_str(), down.as_str()), expected, "with another objective");
}

/// From 10 April 2026 on, four hours of standing maintenance count as down in a group, two of them
/// before the term: of the group these are no outage, which is two hours long.
#[test]
fn standing_maintenance_of_a_member_has_no_weight_before_the_term() {
    let night = json!({
        "rule": "FREQ=MONTHLY;BYMONTHDAY=9", "from": "2026-01-01", "at": "22:00", "length": "PT4H",
    });
    let story = |minimum: &str| {
        let counting = json!({ "maintenance": "down", "minimum_outage": minimum });
        let shop = json!({ "id": "shop", "group": { "series": ["s"] } });
        Story::new()
            .contract("/term", json!({ "from": "2026-04-10", "until": "2026-05-01" }))
            .contract("/services", json!([{ "id": "s" }, shop]))
            .contract("/counting", counting)
            .contract(
                "/maintenance",
                json!([{ "services": ["s"], "standing": true, "slots": night }]),
            )
            .contract("/objectives", json!([promise("o", "shop", &json!({}))]))
    };
    let looks_back = || promise("other", "s", &json!({ "window": { "days": 7 } }));
    check(story("PT2H"), looks_back(), ("0", "7200"));
    check(story("PT3H"), looks_back(), ("0", "0"));
    // What an incident tells is found over the whole history.
    let told = story("PT3H").incident("2026-04-09T22:00:00Z", "2026-04-10T00:00:00Z", "full");
    check(told.contract("/maintenance", json!([])), looks_back(), ("0", "0"));
    let told = story("PT3H").incident("2026-04-09T22:00:00Z", "2026-04-10T02:00:00Z", "full");
    check(told.contract("/maintenance", json!([])), looks_back(), ("0", "7200"));
}

/// An allowance of three hours a month: of the month before the term nothing is used, but of a month
/// that is judged whole.
#[test]
fn an_allowance_is_used_from_the_first_instant_that_the_objective_judges() {
    let record = |id: &str, from: &str, until: &str| {
        json!({
            "id": id, "services": ["s"], "impact": "full",
            "planned_from": format!("2026-04-{from}:00Z"), "planned_until": format!("2026-04-{until}:00Z"),
        })
    };
    let story = |own: &Value| {
        let mut story = Story::new()
            .contract("/term", json!({ "from": "2026-04-16", "until": "2026-05-01" }))
            .contract(
                "/maintenance",
                json!([{ "allowance": { "at_most": "PT3H", "per": "month" } }]),
            )
            .contract("/objectives", json!([promise("o", "s", own)]));
        let records =
            json!([record("1", "10T10:00", "10T12:00"), record("2", "20T10:00", "20T12:00")]);
        story.incidents.as_object_mut().unwrap().insert("maintenance".to_owned(), records);
        story
    };
    let whole = json!({ "period": { "every": "month", "partial": "whole" } });
    let clipped = json!({ "period": { "every": "month" } });
    check(story(&clipped), promise("other", "s", &whole), ("7200", "0"));
    check(story(&whole), promise("other", "s", &clipped), ("10800", "3600"));
}
