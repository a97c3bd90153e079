//! What happens to an incident more than once, and in which order (semantics, section 4).

use serde_json::{Value, json};
use sla_calculator::report::ClockFigure;

use super::clocks::{LATER, clock, evaluated, only, told};
use super::labels::at;
use super::story::Story;

/// An incident of the second of April 2026, from 08:00 until 10:00, with more to tell.
fn incident(members: Value) -> Value {
    let mut incident = json!({
        "services": ["s"], "priority": "P2",
        "started": at(2, "08:00"), "reported": at(2, "08:00"), "resolved": at(2, "10:00"),
    });
    incident.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
    incident
}

/// The hours that elapsed, and were paused, on each clock, and its verdict.
fn hours(story: &Story) -> Vec<(u32, u32, &'static str)> {
    let hours = |seconds: &str| seconds.parse::<u32>().unwrap() / 3_600;
    let told = |clock: ClockFigure| {
        let parts = [&clock.elapsed_seconds, &clock.paused_seconds];
        let [elapsed, paused] = parts.map(|seconds| hours(&seconds.to_string()));
        (elapsed, paused, clock.verdict.name())
    };
    evaluated(story, LATER).clocks().into_iter().map(told).collect()
}

#[test]
fn news_is_owed_while_an_incident_is_open_again() {
    let stretches = |rule: &str| {
        let story = clock("update_time", json!({ "within": "PT2H", "reopened": rule }));
        hours(&story.raw(incident(json!({
            "reopened": [{ "from": at(2, "12:00"), "until": at(2, "16:00") }],
            "updates": [at(2, "09:00"), at(2, "13:00")],
        }))))
    };
    // The news of 09:00 is the last until 13:00, with a wait of two hours between.
    let resumed = [(1, 0, "met"), (2, 2, "met"), (3, 0, "missed")];
    assert_eq!(stretches("resume"), resumed);
    let alone = [(1, 0, "met"), (1, 0, "met"), (1, 0, "met"), (3, 0, "missed")];
    assert_eq!(stretches("longest"), alone);
    let never_stopped = [(1, 0, "met"), (4, 0, "missed"), (3, 0, "missed")];
    assert_eq!(stretches("from_start"), never_stopped);
}

#[test]
fn news_is_owed_as_long_as_an_incident_is_open_again() {
    let story = clock("update_time", json!({ "within": "PT2H" }));
    let story = story.raw(incident(json!({ "reopened": [{ "from": at(2, "12:00") }] })));
    let clock = only(&story, &at(2, "13:00"));
    assert_eq!(
        (clock.verdict.name(), clock.elapsed_seconds.to_string().as_str()),
        ("missed", "10800")
    );
    let before = only(&story, &at(2, "11:00"));
    assert_eq!((before.verdict.name(), before.to.unwrap().by.as_str()), ("met", "resolved"));
}

/// A response by priority, and an incident whose priority changes at 09:00.
fn changing(members: Value, changes: &[&str]) -> Story {
    let changes: Vec<Value> =
        changes.iter().map(|to| json!({ "at": at(2, "09:00"), "priority": to })).collect();
    let story = clock("resolution_time", members);
    let story = story.contract("/priorities", json!(["P1", "P2", "P3"]));
    story.raw(incident(json!({ "priority_changes": changes })))
}

#[test]
fn of_priorities_of_one_instant_the_highest_holds() {
    let within = json!({ "P1": "PT1H", "P2": "PT3H", "P3": "PT9H" });
    for rule in ["last", "highest", "restart"] {
        let members = json!({ "within": within, "priority_change": rule });
        let orders = [["P3", "P1"], ["P1", "P3"]].map(|order| changing(members.clone(), &order));
        for story in &orders {
            assert_eq!(only(story, LATER).priority.as_deref(), Some("P1"), "{rule}");
            assert_eq!(story.faults(), ["changed_twice"]);
        }
        let [one, other] = orders.map(|story| evaluated(&story, LATER).clocks());
        assert_eq!(one, other, "{rule}");
    }
    // The same twice says nothing else.
    assert_eq!(changing(json!({}), &["P1", "P1"]).faults(), [""; 0]);
}

#[test]
fn without_a_list_the_order_of_limits_and_then_that_of_names_says_what_is_higher() {
    let priority = |members: Value, changes: &[&str]| {
        let mut story = changing(members, changes);
        story.contract.as_object_mut().unwrap().remove("priorities");
        only(&story, LATER).priority
    };
    let within = json!({ "within": { "high": "PT1H", "P2": "PT9H", "low": "PT9H" } });
    assert_eq!(priority(within, &["low", "high"]).as_deref(), Some("high"));
    for order in [["a", "b"], ["b", "a"]] {
        assert_eq!(priority(json!({}), &order).as_deref(), Some("a"));
    }
}

#[test]
fn of_impacts_of_one_instant_the_heaviest_holds() {
    for order in [["none", "full"], ["full", "none"]] {
        let changes = order.map(|impact| json!({ "at": at(2, "09:00"), "impact": impact }));
        let story = Story::new().raw(incident(json!({ "impact_changes": changes })));
        assert_eq!(story.faults(), ["changed_twice"]);
        let down = story.result(LATER, "2026-04-01").time.unwrap().down_seconds;
        assert_eq!(down.to_string(), "7200", "{order:?}");
    }
}

#[test]
fn a_clock_is_chosen_by_the_priority_that_sets_its_limit() {
    let verdicts = |members: Value, to: &str| -> Vec<(Option<String>, &'static str)> {
        let clocks = evaluated(&changing(members, &[to]), LATER).clocks();
        clocks.into_iter().map(|clock| (clock.priority, clock.verdict.name())).collect()
    };
    let one = |name: &str, verdict| vec![(Some(name.to_owned()), verdict)];
    let chosen = |priority: &str, within: &str, rule: &str| json!({ "within": within, "where": { "priority": [priority] }, "priority_change": rule });
    // From P2 to P1: two hours in all.
    for (rule, found) in
        [("last", one("P1", "met")), ("first", vec![]), ("highest", one("P1", "met"))]
    {
        assert_eq!(verdicts(chosen("P1", "PT2H", rule), "P1"), found, "{rule}");
    }
    assert_eq!(verdicts(chosen("P1", "PT1H", "restart"), "P1"), one("P1", "met"));
    assert_eq!(verdicts(chosen("P2", "PT2H", "last"), "P1"), []);
    assert_eq!(verdicts(chosen("P2", "PT2H", "first"), "P1"), one("P2", "met"));
    // What was missed under a priority that is chosen stays so, as with a limit for it alone.
    let missed = [chosen("P2", "PT30M", "last"), json!({ "within": { "P2": "PT30M" } })];
    for members in missed {
        assert_eq!(verdicts(members, "P3"), one("P3", "missed"));
    }
    // Without a limit it is the last alone that says so.
    let mean = |priority: &str| {
        let target = json!({ "mean_at_most": "PT3H" });
        json!({ "within": null, "target": target, "where": { "priority": [priority] } })
    };
    for (priority, found) in [("P3", one("P3", "stopped")), ("P2", vec![])] {
        let mut story = changing(mean(priority), &["P3"]);
        story.contract["objectives"][0].as_object_mut().unwrap().remove("within");
        let clocks = evaluated(&story, LATER).clocks().into_iter();
        let told: Vec<_> = clocks.map(|clock| (clock.priority, clock.verdict.name())).collect();
        assert_eq!(told, found);
    }
}

#[test]
fn while_it_is_paused_within_its_limit_nothing_is_due() {
    // Its hour is up as the pause begins, or hours end: and while it waits nobody knows how long.
    let paused = |from: &str, within: &str| {
        let story = clock("resolution_time", json!({ "within": within })).raw(json!({
            "services": ["s"], "started": at(2, "08:00"), "pauses": [{ "from": at(2, from) }],
        }));
        let clock = only(&story, LATER);
        (clock.verdict.name(), clock.due.map(|due| due.at), clock.no_due.is_some())
    };
    assert_eq!(paused("09:00", "PT1H"), ("paused", None, true));
    assert_eq!(paused("09:00", "PT2H"), ("paused", None, true));
    // What was missed before was due before.
    assert_eq!(paused("10:00", "PT1H"), ("missed", Some(at(2, "09:00")), false));
}

#[test]
fn what_happened_in_another_order_than_things_happen_is_told() {
    let faults = |members: Value| Story::new().raw(incident(members)).faults();
    let nothing = [""; 0];
    let reported = |at: &str, more: Value| {
        let mut members = json!({ "reported": at });
        members.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        faults(members)
    };
    for answer in ["acknowledged", "responded", "workaround", "on_site"] {
        let early = json!({ answer: at(2, "08:20") });
        assert_eq!(reported(&at(2, "08:30"), early.clone()), ["out_of_order"], "{answer}");
        // Whoever noticed it need not wait for the report.
        let noticed = json!({ answer: at(2, "08:20"), "detected": at(2, "08:10") });
        assert_eq!(reported(&at(2, "08:30"), noticed), nothing, "{answer}");
    }
    assert_eq!(faults(json!({ "closed": at(2, "09:00") })), ["out_of_order"]);
    assert_eq!(faults(json!({ "closed": at(2, "10:00") })), nothing);
    let told = json!({ "aware": at(2, "09:00"), "notified": at(2, "08:30") });
    assert_eq!(faults(told), ["out_of_order"]);
    // Before the beginning is told once.
    let before = json!({ "reported": at(2, "08:30"), "responded": at(2, "07:00") });
    assert_eq!(faults(before), ["event_before_start"]);
}

#[test]
fn what_is_told_outside_an_incident_is_told() {
    let faults = |members: Value| Story::new().raw(incident(members)).faults();
    let nothing = [""; 0];
    let again = json!([{ "from": at(2, "12:00"), "until": at(2, "14:00") }]);
    assert_eq!(faults(json!({ "updates": [at(2, "11:00")] })), ["outside_incident"]);
    assert_eq!(faults(json!({ "updates": [at(2, "07:00")] })), ["outside_incident"]);
    assert_eq!(faults(json!({ "updates": [at(2, "08:00"), at(2, "10:00")] })), nothing);
    assert_eq!(faults(json!({ "updates": [at(2, "11:00")], "closed": at(2, "11:30") })), nothing);
    assert_eq!(faults(json!({ "updates": [at(2, "13:00")], "reopened": again })), nothing);
    let open = json!([{ "from": at(2, "12:00") }]);
    assert_eq!(faults(json!({ "updates": [at(3, "13:00")], "reopened": open })), nothing);
    let change = |to: &str| json!({ "priority_changes": [{ "at": at(2, to), "priority": "P1" }] });
    assert_eq!(faults(change("07:00")), ["outside_incident"]);
    assert_eq!(faults(change("09:00")), nothing);
    // It is known from its report on, even where it began to hurt later.
    let known = json!({ "reported": at(2, "07:00"), "priority_changes": [{ "at": at(2, "07:30"), "priority": "P1" }] });
    assert_eq!(faults(known), nothing);
}

#[test]
fn a_correction_that_brings_events_out_of_order_is_told() {
    let mut story = told(
        clock("response_time", json!({})),
        &[
            ("started", "08:00"),
            ("reported", "08:10"),
            ("responded", "09:00"),
            ("resolved", "10:00"),
        ],
    );
    story.incidents["corrections"] = json!([{
        "incident": "0", "at": at(3, "08:00"), "by": "client", "reason": "by the logs",
        "set": { "reported": at(2, "09:30") },
    }]);
    assert_eq!(story.faults(), ["out_of_order"]);
}

#[test]
fn of_several_clocks_the_longest_counts_when_the_last_has_stopped() {
    // Two hours on the second of April, one on the second of May.
    let target = json!({ "maximum_at_most": "PT9H" });
    let story = clock("resolution_time", json!({ "reopened": "longest", "target": target }));
    let story = story.raw(incident(json!({
        "reopened": [{ "from": at(29, "08:00"), "until": "2026-05-02T09:00:00Z" }],
    })));
    let cases = |as_of: &str, first: &str| {
        let result = story.result(as_of, first);
        (result.verdict.name(), result.cases.unwrap().total)
    };
    assert_eq!(cases("2026-05-01T12:00:00Z", "2026-04-01"), ("not_measured", 0));
    // What was longest in April was not known to be so until May.
    assert_eq!(cases(LATER, "2026-04-01"), ("not_measured", 0));
    assert_eq!(cases(LATER, "2026-05-01").1, 1);
    let stopped = story.contract("/objectives/0/attribution", json!("stopped"));
    let result = stopped.result(LATER, "2026-05-01");
    assert_eq!(result.cases.unwrap().total, 1);
}
