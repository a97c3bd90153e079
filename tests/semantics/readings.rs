//! What the contract states, and what it leaves open.

use serde_json::{Value, json};

use super::story::Story;

/// The answers to a question, each with whether it came by default and for which alone it holds.
#[track_caller]
fn answers(contract: &Story, name: &str) -> Value {
    let readings = contract.report("2026-05-01T00:00:00Z").readings;
    let own = readings.into_iter().filter(|reading| reading.name == name);
    own.map(|it| json!([it.value, it.by_default, it.only])).collect()
}

/// Three services with an objective each, the second service and the third objective with an
/// answer of their own.
fn three() -> Story {
    let services = ["a", "b", "c"].map(|id| json!({ "id": id }));
    let objectives = ["a", "b", "c"].map(|id| {
        json!({ "id": format!("{id}-up"), "service": id, "indicator": "availability",
                "target": { "at_least": "99.9" } })
    });
    let story = Story::new().contract("/services", json!(services));
    story
        .contract("/objectives", json!(objectives))
        .contract("/services/1/counting", json!({ "overlap": "sum", "grace": "PT2M" }))
        .contract("/objectives/2/counting", json!({ "overlap": "union" }))
}

#[test]
fn what_a_part_states_is_listed_with_those_it_holds_for() {
    assert_eq!(
        answers(&three(), "counting/overlap"),
        json!([["union", true, ["a-up"]], ["sum", false, ["b-up"]], ["union", false, ["c-up"]],])
    );
    assert_eq!(
        answers(&three(), "counting/grace"),
        json!([["none", true, ["a-up", "c-up"]], ["PT2M", false, ["b-up"]]])
    );
    let all = three().contract("/counting", json!({ "grace": "PT1M" }));
    assert_eq!(
        answers(&all, "counting/grace"),
        json!([["PT1M", false, ["a-up", "c-up"]], ["PT2M", false, ["b-up"]]])
    );
}

#[test]
fn what_holds_for_all_is_listed_once() {
    assert_eq!(answers(&three(), "counting/per"), json!([["outage", true, []]]));
    let period = json!({ "every": "quarter", "partial": "whole" });
    let own = (0..3).fold(three(), |story, at| {
        story.contract(&format!("/objectives/{at}/period"), period.clone())
    });
    assert_eq!(answers(&own, "service_period/every"), json!([["quarter", false, []]]));
    assert_eq!(answers(&own, "service_period/partial"), json!([["whole", false, []]]));
    let own = own.contract("/objectives/0/period", json!({ "every": "year" }));
    assert_eq!(
        answers(&own, "service_period/partial"),
        json!([["clipped", true, ["a-up"]], ["whole", false, ["b-up", "c-up"]]])
    );
}

#[test]
fn a_question_that_nothing_raises_is_not_listed() {
    for name in ["objectives/window/judged", "objectives/reopened", "maintenance/counts"] {
        assert_eq!(answers(&three(), name), json!([]), "{name}");
    }
    let maintenance = json!([{ "id": "m" }, { "id": "n", "counts": "downtime" }]);
    let story = three().contract("/maintenance", maintenance);
    assert_eq!(
        answers(&story, "maintenance/counts"),
        json!([["window", true, ["m"]], ["downtime", false, ["n"]]])
    );
}
