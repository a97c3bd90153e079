//! Every indicator, by its formula, worked out by hand.

use serde_json::{Value, json};
use sla_calculator::report::ResultFigures;
use sla_calculator::timeline::IncidentClass;
use sla_calculator::units::Unit;

use super::labels::at;
use super::story::{Story, check, verdict};

/// An objective in place of the one there is.
fn objective(story: Story, mut objective: Value) -> Story {
    objective.as_object_mut().unwrap().insert("id".to_owned(), json!("o"));
    story.contract("/objectives", json!([objective]))
}

/// About the service's time.
fn of_time(story: Story, indicator: &str, target: Value) -> Story {
    objective(story, json!({ "service": "s", "indicator": indicator, "target": target }))
}

/// Three outages in April: of 10 and 30 minutes, and one of 2 hours that goes on into May.
fn three() -> Story {
    Story::new()
        .incident(&at(3, "10:00"), &at(3, "10:10"), "full")
        .incident(&at(9, "10:00"), &at(9, "10:30"), "full")
        .incident(&at(30, "23:00"), "2026-05-01T01:00:00Z", "full")
}

#[test]
fn downtime_is_the_sum_of_what_lies_in_the_period() {
    let story = |target: Value| of_time(three(), "downtime", target);
    // 10 and 30 minutes, and one hour of the two.
    check(&story(json!({ "at_most": "PT100M" })), "2026-04-01", ("met", "6000.0000"));
    check(&story(json!({ "below": "PT100M" })), "2026-04-01", ("missed", "6000.0000"));
    check(&story(json!({ "at_most": "PT1H" })), "2026-05-01", ("met", "3600.0000"));
    check(&story(json!({ "at_most": "PT1H" })), "2026-06-01", ("met", "0.0000"));
}

#[test]
fn outages_are_counted_where_they_begin() {
    let story = |minimum: Value| {
        let story = of_time(three(), "outage_count", json!({ "at_most": "2" }));
        story.contract("/counting", json!({ "minimum_outage": minimum }))
    };
    check(&story(json!("PT1M")), "2026-04-01", ("missed", "3.0000"));
    check(&story(json!("PT1M")), "2026-05-01", ("met", "0.0000"));
    check(&story(json!({ "more_than": "PT10M" })), "2026-04-01", ("met", "2.0000"));
}

#[test]
fn an_outage_outside_the_hours_is_none() {
    let office = json!({ "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } });
    // Friday the third is a day of work; Saturday the fourth is none.
    let story = Story::new().incident(&at(3, "16:50"), &at(3, "17:10"), "full").incident(
        &at(4, "10:00"),
        &at(4, "12:00"),
        "full",
    );
    let story = of_time(story, "outage_count", json!({ "at_most": "1" }));
    let story =
        story.contract("/calendars", office).contract("/services/0/calendar", json!("office"));
    check(&story, "2026-04-01", ("met", "1.0000"));
}

#[test]
fn outages_may_belong_where_they_ended() {
    let story = |indicator: &str, target: Value| {
        let ended = json!({ "outage_in": "ended" });
        of_time(three(), indicator, target).contract("/counting", ended)
    };
    let count = || story("outage_count", json!({ "at_most": "2" }));
    check(&count(), "2026-04-01", ("met", "2.0000"));
    check(&count(), "2026-05-01", ("met", "1.0000"));
    // Whole: the hour before May as well.
    let longest = || story("longest_outage", json!({ "at_most": "PT90M" }));
    check(&longest(), "2026-04-01", ("met", "1800.0000"));
    check(&longest(), "2026-05-01", ("missed", "7200.0000"));
    let restore = || story("mean_time_to_restore", json!({ "at_most": "PT54M" }));
    check(&restore(), "2026-04-01", ("met", "1200.0000"));
    check(&restore(), "2026-05-01", ("missed", "7200.0000"));
    // What goes on has ended nowhere.
    let then = count().result("2026-05-01T00:30:00Z", "2026-05-01");
    assert_eq!(verdict(&then).1, "0.0000");
    // What ends with a period belongs to it.
    let story = Story::new().incident(&at(30, "23:00"), "2026-05-01T00:00:00Z", "full");
    let story = of_time(story, "outage_count", json!({ "at_most": "2" }))
        .contract("/counting", json!({ "outage_in": "ended" }));
    check(&story, "2026-04-01", ("met", "1.0000"));
    check(&story, "2026-05-01", ("met", "0.0000"));
}

#[test]
fn the_longest_outage_is_whole() {
    let story = of_time(three(), "longest_outage", json!({ "at_most": "PT90M" }));
    check(&story, "2026-04-01", ("missed", "7200.0000"));
    check(&story, "2026-05-01", ("met", "0.0000"));
}

#[test]
fn the_mean_time_to_restore_is_of_whole_outages_that_ended() {
    let story = of_time(three(), "mean_time_to_restore", json!({ "at_most": "PT54M" }));
    // (10 + 30 + 120) ÷ 3 minutes.
    check(&story, "2026-04-01", ("met", "3200.0000"));
    check(&story, "2026-05-01", ("not_measured", ""));
    // At the end of April the third has not ended: (10 + 30) ÷ 2.
    let then = story.result("2026-05-01T00:00:00Z", "2026-04-01");
    assert_eq!(verdict(&then), ("met", "1200.0000".to_owned()));
}

#[test]
fn maintenance_that_was_done_as_planned_has_ended() {
    let record = |from: &str, until: &str| json!({ "id": "CHG", "planned_from": at(9, from), "planned_until": at(9, until) });
    // Nobody permits it: it is an outage.
    let story = |record: Value| {
        let story = super::labels::april("maintenance", json!([record]));
        of_time(story, "mean_time_to_restore", json!({ "at_most": "PT1H" }))
    };
    check(&story(record("10:00", "10:30")), "2026-04-01", ("met", "1800.0000"));
    // What tells its beginning alone goes on.
    let mut begun = record("10:00", "10:30");
    begun["from"] = json!(at(9, "10:00"));
    check(&story(begun), "2026-04-01", ("not_measured", ""));
}

#[test]
fn maintenance_that_goes_on_with_permission_is_no_outage_any_more() {
    let record = json!({ "id": "CHG", "planned_from": at(9, "01:00"), "planned_until": at(9, "06:00"),
                         "from": at(9, "01:00") });
    // What is done before two o'clock is an outage, which ends there.
    let slots = json!([{ "slots": { "weekly": { "mon-sun": ["02:00-06:00"] } } }]);
    let story = super::labels::april("maintenance", json!([record]));
    let story = of_time(story, "outage_count", json!({ "at_most": "0" }));
    let story = story
        .contract("/maintenance", slots)
        .contract("/counting", json!({ "outage_in": "ended" }));
    let count = |as_of: &str| verdict(&story.result(as_of, "2026-04-01")).1;
    assert_eq!(count(&at(9, "01:30")), "0.0000");
    assert_eq!(count(&at(9, "03:00")), "1.0000");
}

#[test]
fn the_mean_time_between_failures_is_up_time_by_outages() {
    let story = of_time(three(), "mean_time_between_failures", json!({ "at_least": "PT240H" }));
    // (720 hours − 100 minutes) ÷ 3.
    check(&story, "2026-04-01", ("missed", "862000.0000"));
    check(&story, "2026-05-01", ("not_measured", ""));
}

#[test]
fn what_only_grows_is_past_recovery() {
    let state = |indicator: &str, target: Value| {
        let story = of_time(three(), indicator, target);
        story.result(&at(10, "00:00"), "2026-04-01").verdict.name()
    };
    assert_eq!(state("outage_count", json!({ "at_most": "1" })), "running_past_recovery");
    assert_eq!(state("downtime", json!({ "at_most": "PT40M" })), "running_on_track");
    assert_eq!(state("mean_time_to_restore", json!({ "below": "PT20M" })), "running_below_target");
}

#[test]
fn a_count_with_gaps_is_certain_only_where_it_is_missed() {
    let certain = |most: &str| {
        let story = of_time(three(), "outage_count", json!({ "at_most": most }));
        let story = story.covers(&at(1, "00:00"), &at(20, "00:00"));
        let result = story.result("2026-05-02T00:00:00Z", "2026-04-01");
        (result.verdict.name(), result.certain)
    };
    assert_eq!(certain("2"), ("missed", true));
    assert_eq!(certain("3"), ("met", false));
}

fn with(mut story: Story, list: &str, items: Value) -> Story {
    story.incidents.as_object_mut().unwrap().insert(list.to_owned(), items);
    story
}

fn measured(indicator: &str, values: &[(&str, u32, &str)]) -> Value {
    let each = values.iter().map(|(value, count, until)| {
        json!({ "indicator": indicator, "from": at(1, "00:00"), "until": until, "value": value,
                "count": count })
    });
    each.collect()
}

#[test]
fn marks_are_averaged_by_their_number() {
    let values = [
        ("4.6", 41, "2026-05-01T00:00:00Z"),
        ("4.1", 9, &at(20, "00:00")),
        ("1", 7, "2026-05-02T00:00:00Z"),
    ];
    let story = with(Story::new(), "measurements", measured("csat", &values));
    let story = |minimum: u32| {
        let csat = json!({ "indicator": "csat", "target": { "at_least": "4.5" },
                           "minimum_answers": minimum });
        objective(
            Story { contract: story.contract.clone(), incidents: story.incidents.clone() },
            csat,
        )
    };
    // (4.6 × 41 + 4.1 × 9) ÷ 50
    check(&story(50), "2026-04-01", ("met", "4.5100"));
    check(&story(51), "2026-04-01", ("not_measured", ""));
    check(&story(1), "2026-05-01", ("missed", "1.0000"));
    let counts = story(1).result("2030-01-01T00:00:00Z", "2026-04-01").items.unwrap();
    assert_eq!((counts.items, counts.weight.to_string()), (2, "50".to_owned()));
}

#[test]
fn anything_may_be_measured_with_its_unit() {
    let values = [("180", 1, "2026-05-01T00:00:00Z"), ("230", 3, "2026-05-01T00:00:00Z")];
    let story = with(Story::new(), "measurements", measured("page-load", &values));
    let load = json!({ "indicator": "measurement", "source": "page-load", "unit": "ms",
                       "target": { "at_most": "220" } });
    let story = objective(story, load);
    check(&story, "2026-04-01", ("met", "217.5000"));
    let facts = &story.report("2030-01-01T00:00:00Z").agreement.objectives[0];
    assert_eq!(facts.unit_name.as_deref(), Some("ms"));
}

#[test]
fn a_measured_share_has_the_scale_of_one() {
    let story = |value: &str, target: &str| {
        let values = measured("paid-in-time", &[(value, 1, "2026-05-01T00:00:00Z")]);
        let paid = json!({ "indicator": "measurement", "source": "paid-in-time", "unit": "%",
                           "target": { "at_least": target } });
        objective(with(Story::new(), "measurements", values), paid)
    };
    check(&story("99.5", "99"), "2026-04-01", ("met", "99.5000"));
    let facts = &story("100", "99").report("2030-01-01T00:00:00Z").agreement.objectives[0];
    assert_eq!((facts.unit, facts.unit_name.as_deref()), (Unit::Percent, None));
    assert_eq!(story("100.01", "99").faults()[0], "off_scale");
    assert_eq!(story("-1", "99").faults()[0], "off_scale");
    assert_eq!(story("99.5", "101").faults()[0], "off_scale");
}

#[test]
fn deeds_are_counted() {
    let drill = |day| json!({ "type": "drill", "at": at(day, "12:00") });
    let story = || with(Story::new(), "events", json!([drill(3), drill(5)]));
    let count = |target: Value| {
        let mut terms = json!({ "indicator": "event_count", "event": "drill" });
        if !target.is_null() {
            terms.as_object_mut().unwrap().insert("target".to_owned(), target);
        }
        objective(story(), terms)
    };
    check(&count(Value::Null), "2026-04-01", ("met", "2.0000"));
    check(&count(Value::Null), "2026-05-01", ("missed", "0.0000"));
    check(&count(json!({ "at_least": "3" })), "2026-04-01", ("missed", "2.0000"));
}

#[test]
fn a_report_is_due_so_many_days_after_its_period() {
    let delivered =
        |at: &str, of: Value| json!({ "type": "report_delivered", "at": at, "for": of });
    let events = json!([
        // For March, on the last day; for April, a day late; for May, never.
        delivered("2026-04-10T23:59:59Z", json!("2026-03-01")),
        delivered("2026-05-11T00:00:00Z", Value::Null),
    ]);
    let terms = json!({ "indicator": "report_delivered", "due": { "days": 10 } });
    let story = objective(with(Story::new(), "events", events), terms);
    check(&story, "2026-04-01", ("met", "100.0000"));
    check(&story, "2026-05-01", ("missed", "0.0000"));
    check(&story, "2026-06-01", ("missed", "0.0000"));
    // Before it is due, nothing is decided.
    let before = story.result("2026-05-10T00:00:00Z", "2026-05-01");
    assert_eq!(verdict(&before), ("not_measured", String::new()));
}

#[test]
fn what_is_missed_with_the_end_of_a_month_belongs_to_it() {
    let events = json!([{ "type": "report_delivered", "at": "2026-04-10T08:00:00Z" }]);
    // For April, until the end of May.
    let terms = json!({ "indicator": "report_delivered", "due": { "days": 31 } });
    let story = objective(with(Story::new(), "events", events), terms);
    check(&story, "2026-05-01", ("missed", "0.0000"));
    let then = story.result("2026-06-01T00:00:00Z", "2026-05-01");
    assert_eq!(verdict(&then), ("missed", "0.0000".to_owned()));
    // For May, until 1 July.
    check(&story, "2026-06-01", ("not_measured", ""));
}

#[test]
fn working_days_begin_with_the_first_after_the_period() {
    let events = |at: &str| json!([{ "type": "review_held", "at": at, "for": "2026-04-01" }]);
    // May 2026 begins on a Friday: its third working day is the Tuesday after.
    let story = |at: &str| {
        let terms = json!({ "indicator": "review_held", "calendar": "office",
                            "due": { "working_days": 3 } });
        let hours = json!({ "office": { "weekly": { "mon-fri": ["09:00-17:00"] } } });
        objective(with(Story::new(), "events", events(at)), terms).contract("/calendars", hours)
    };
    check(&story("2026-05-05T23:00:00Z"), "2026-05-01", ("met", "100.0000"));
    check(&story("2026-05-06T00:00:00Z"), "2026-05-01", ("missed", "0.0000"));
}

fn ticket(resolved: &str, again: Option<&str>, first_contact: &str) -> Value {
    let reopened = again.map(|again| json!([{ "from": at(20, "00:00"), "until": again }]));
    json!({ "services": ["s"], "started": at(2, "00:00"), "resolved": resolved, "impact": "none",
            "reopened": reopened.unwrap_or_else(|| json!([])),
            "labels": { "first_contact": first_contact } })
}

#[test]
fn incidents_are_shared_out_by_what_became_of_them() {
    let story = || {
        Story::new()
            .raw(ticket(&at(3, "00:00"), None, "yes"))
            .raw(ticket(&at(4, "00:00"), None, "yes"))
            .raw(ticket(&at(5, "00:00"), Some("2026-05-04T00:00:00Z"), "no"))
            .raw(ticket(&at(6, "00:00"), Some(&at(21, "00:00")), "no"))
    };
    let first = json!({ "indicator": "first_contact_fix", "target": { "at_least": "60" } });
    let first = objective(story(), first);
    check(&first, "2026-04-01", ("missed", "50.0000"));
    // Without weight, and yet they count.
    let classes = first.report("2030-01-01T00:00:00Z").incidents.classes;
    let counted = classes.iter().find(|class| class.class == IncidentClass::Counted).unwrap();
    assert_eq!(counted.count, 4);
    // Five resolutions in April, one of them the second of its incident; one in May, of such a one.
    let again = json!({ "indicator": "reopen_rate", "target": { "at_most": "20" } });
    let again = objective(story(), again);
    check(&again, "2026-04-01", ("met", "20.0000"));
    check(&again, "2026-05-01", ("missed", "100.0000"));
    check(&again, "2026-06-01", ("not_measured", ""));
}

#[test]
fn a_share_of_incidents_is_judged_label_by_label() {
    let of = |site: &str, resolved: &str, again: Option<&str>, first: &str| {
        let mut ticket = ticket(resolved, again, first);
        ticket["labels"]["site"] = json!(site);
        ticket
    };
    let story = || {
        Story::new()
            .raw(of("east", &at(3, "00:00"), None, "yes"))
            .raw(of("east", &at(6, "00:00"), Some(&at(21, "00:00")), "no"))
            .raw(of("west", &at(5, "00:00"), None, "yes"))
    };
    let told = |indicator: &str, target: Value| {
        let terms = json!({ "indicator": indicator, "per": ["site"], "target": target });
        let report = objective(story(), terms).report("2026-05-01T00:00:00Z");
        let of_april = |it: &&ResultFigures| {
            report.periods[it.period as usize].first.to_string() == "2026-04-01"
        };
        report.results.iter().filter(of_april).map(verdict).collect::<Vec<_>>()
    };
    let met = |value: &str| ("met", value.to_owned());
    let missed = |value: &str| ("missed", value.to_owned());
    // East: one of three resolutions is of a ticket that had been opened again.
    let again = told("reopen_rate", json!({ "at_most": "20" }));
    assert_eq!(again, [missed("33.3333"), met("0.0000")]);
    let at_once = told("first_contact_fix", json!({ "at_least": "75" }));
    assert_eq!(at_once, [missed("50.0000"), met("100.0000")]);
}

#[test]
fn what_is_not_solved_yet_may_be_restored() {
    let incident = json!({ "services": ["s"], "started": at(2, "00:00"), "impact": "none",
                           "restored": at(3, "00:00"), "resolved": at(9, "00:00"),
                           "labels": { "first_contact": "yes" } });
    let terms = json!({ "indicator": "first_contact_fix", "target": { "at_least": "60" } });
    let story = objective(Story::new().raw(incident), terms);
    let then = story.result(&at(5, "00:00"), "2026-04-01");
    assert_eq!(verdict(&then), ("running_on_track", "100.0000".to_owned()));
}

#[test]
fn an_incident_in_a_share_counts_whatever_it_weighs() {
    let terms = json!({ "indicator": "reopen_rate", "target": { "at_most": "20" } });
    let story = objective(Story::new().raw(ticket(&at(3, "00:00"), None, "no")), terms);
    let report = story.report("2026-05-01T00:00:00Z");
    let counted = report.incidents.classes.iter().find(|it| it.class.name() == "counted");
    assert_eq!(counted.unwrap().count, 1);
}

#[test]
fn a_score_weighs_other_objectives() {
    // BMC: 87.5 = (100 × 3 + 50 × 1) ÷ 4.
    let values = [("100", 1, "2026-05-01T00:00:00Z")];
    let mut measurements = measured("patching", &values);
    let backups = measured("backups", &[("50", 1, "2026-05-01T00:00:00Z")]);
    measurements.as_array_mut().unwrap().extend(backups.as_array().unwrap().iter().cloned());
    let story = with(Story::new(), "measurements", measurements);
    let of = |id: &str, weight: &str| json!({ "objective": id, "weight": weight });
    let story = story.contract(
        "/objectives",
        json!([
            { "id": "mean", "indicator": "mean", "of": "score", "periods": 3,
              "target": { "at_least": "85" } },
            { "id": "score", "indicator": "score", "target": { "at_least": "90" },
              "parts": [of("patched", "3"), of("backed-up", "1")] },
            { "id": "patched", "indicator": "patching", "target": { "at_least": "95" } },
            { "id": "backed-up", "indicator": "backups", "target": { "at_least": "95" } },
        ]),
    );
    let report = story.report("2030-01-01T00:00:00Z");
    let april = report.periods.iter().position(|it| it.first.to_string() == "2026-04-01").unwrap();
    let of = |objective: u32, period: usize| {
        let mut results = report.results.iter();
        let found = results.find(|it| (it.objective, it.period as usize) == (objective, period));
        verdict(found.unwrap())
    };
    assert_eq!(of(1, april), ("missed", "87.5000".to_owned()));
    assert_eq!(of(0, april), ("met", "87.5000".to_owned()));
    // Months without a value are left out; after three there is none.
    assert_eq!(of(0, april + 2), ("met", "87.5000".to_owned()));
    assert_eq!(of(0, april + 3), ("not_measured", String::new()));
}

#[test]
fn a_score_may_weigh_what_is_measured_in_percent_where_more_is_better() {
    let story = |target: Value| {
        let values = [("80", 1, "2026-05-01T00:00:00Z")];
        let story = with(Story::new(), "measurements", measured("answered", &values));
        let calls = json!({ "id": "calls", "indicator": "measurement", "source": "answered",
                            "unit": "%", "target": target });
        let score = json!({ "id": "score", "indicator": "score", "target": { "at_least": "80" },
                            "parts": [{ "objective": "calls", "weight": "2" }] });
        story.contract("/objectives", json!([score, calls]))
    };
    check(&story(json!({ "at_least": "90" })), "2026-04-01", ("met", "80.0000"));
    assert_eq!(story(json!({ "at_most": "90" })).faults(), ["unknown_objective"]);
}

#[test]
fn the_mean_of_periods_leaves_out_those_without_value() {
    let values = [("80", 1, "2026-03-01T00:00:00Z"), ("90", 1, "2026-05-01T00:00:00Z")];
    let story = with(Story::new(), "measurements", {
        let each = values.iter().map(|(value, _, until)| {
            json!({ "indicator": "patching", "from": "2026-02-01T00:00:00Z", "until": until,
                    "value": value })
        });
        each.collect()
    });
    let story = story.contract(
        "/objectives",
        json!([
            { "id": "mean", "indicator": "mean", "of": "patched", "periods": 3,
              "target": { "at_least": "85" } },
            { "id": "patched", "indicator": "patching", "target": { "at_least": "95" } },
        ]),
    );
    check(&story, "2026-04-01", ("met", "85.0000"));
    check(&story, "2026-05-01", ("met", "90.0000"));
}

#[test]
fn recovery_has_a_time_and_a_point() {
    let disaster = json!({ "services": ["s"], "started": at(10, "12:00"), "impact": "none",
                           "restored": at(10, "15:00"), "recovery_point": at(10, "11:50"),
                           "labels": { "recovery": "drill" } });
    let story = |indicator: &str, within: &str| {
        let story = Story::new().raw(disaster.clone());
        let story = story.incident(&at(11, "00:00"), &at(12, "00:00"), "full");
        objective(
            story,
            json!({ "service": "s", "indicator": indicator, "within": within,
                    "where": { "labels": { "recovery": ["drill", "disaster"] } } }),
        )
    };
    check(&story("recovery_time", "PT3H"), "2026-04-01", ("met", "100.0000"));
    check(&story("recovery_time", "PT2H"), "2026-04-01", ("missed", "0.0000"));
    check(&story("recovery_point", "PT10M"), "2026-04-01", ("met", "100.0000"));
    check(&story("recovery_point", "PT9M"), "2026-04-01", ("missed", "0.0000"));
}

#[test]
fn nothing_of_later_is_known() {
    let values = [("80", 1, "2026-04-20T00:00:00Z"), ("90", 1, "2026-04-25T00:00:00Z")];
    let story = with(Story::new(), "measurements", measured("patching", &values));
    let terms = json!({ "indicator": "patching", "target": { "at_least": "85" } });
    let story = objective(story, terms);
    let at = |as_of: &str| verdict(&story.result(as_of, "2026-04-01"));
    assert_eq!(at("2026-04-19T00:00:00Z"), ("not_measured", String::new()));
    assert_eq!(at("2026-04-20T00:00:00Z"), ("running_below_target", "80.0000".to_owned()));
    assert_eq!(at("2026-04-25T00:00:00Z"), ("running_on_track", "85.0000".to_owned()));
}
