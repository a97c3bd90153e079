//! Services that make one together.

use serde_json::{Value, json};

use super::{Sample, read, tells};

/// A contract with groups of every kind, one in another, changed, with its history.
pub(crate) fn of_groups(as_of: &str, change: impl Fn(&mut Value, &mut Value)) -> Sample {
    let mut contract = read(include_bytes!("groups/contract.json"));
    let mut history = read(include_bytes!("groups/incidents.json"));
    change(&mut contract, &mut history);
    let [contract, history] = [contract, history].map(|file| file.to_string());
    Sample::of_two(contract.as_bytes(), history.as_bytes(), as_of)
}

/// The same where fields are added to how incidents count, with objectives about time, or with the
/// services that have a number of these ids, or with the contract.
pub(crate) fn counted(contract: &mut Value, place: &str, fields: &Value) {
    let add = |own: &mut Value| {
        let own = own.as_object_mut().unwrap().entry("counting").or_insert(json!({}));
        own.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
    };
    match place {
        "contract" => add(contract),
        "objectives" => {
            let objectives = contract["objectives"].as_array_mut().unwrap().iter_mut();
            objectives.filter(|it| it["indicator"] != "response_time").for_each(add);
        }
        _ => {
            let services = contract["services"].as_array_mut().unwrap().iter_mut();
            services.filter(|it| it["id"].as_str().unwrap().starts_with(place)).for_each(add);
        }
    }
}

#[test]
fn what_the_contract_says_of_steps_of_requests_holds_for_every_service() {
    let of_all = |contract: &mut Value, _: &mut Value| {
        contract["counting"]["down_when"] = json!({ "error_rate_at_or_above": "10" });
        contract["services"][0]["counting"]["down_when"] = json!("never");
    };
    for as_of in ["2026-02-11T00:30:00Z", "2026-03-12T09:20:00Z", "2026-06-01T00:00:00Z"] {
        let complaints = of_groups(as_of, of_all).complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
    }
    let of_contract = |contract: String| {
        let mut contract = read(contract.as_bytes());
        contract["counting"]["down_when"] = json!({ "error_rate_at_or_above": "3" });
        contract.to_string()
    };
    let complaints = Sample::changed("public-api", of_contract).complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_figure_of_every_kind_of_group_follows_from_its_files() {
    let instants = [
        "2026-02-02T10:45:00Z",
        "2026-02-11T00:30:00Z",
        "2026-02-20T12:30:00Z",
        "2026-02-27T23:00:00Z",
        "2026-03-12T09:20:00Z",
        "2026-03-25T12:00:00Z",
        "2026-04-18T10:30:00Z",
        "2026-06-01T00:00:00Z",
    ];
    for as_of in instants {
        let complaints = of_groups(as_of, |_, _| {}).complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
    }
}

#[test]
fn requests_of_groups_follow_from_the_files() {
    for as_of in ["2026-03-12T09:20:00Z", "2026-06-01T00:00:00Z"] {
        let mut contract = read(include_bytes!("groups/contract.json"));
        let mut history = read(include_bytes!("groups/incidents.json"));
        let objectives = contract["objectives"].as_array_mut().unwrap();
        for (service, method) in
            [("shop", "occurrences"), ("web", "interval_mean"), ("office", "interval_mean")]
        {
            objectives.push(json!({
                "id": format!("{service}-requests"), "service": service, "indicator": "request_success",
                "method": method, "target": { "at_least": "90" },
            }));
            let counts: Vec<u32> = (0..1_400).map(|at| 100 + at % 13).collect();
            let good: Vec<u32> = counts.iter().map(|total| total - total % 9).collect();
            history["series"].as_array_mut().unwrap().push(json!({
                "service": service, "from": "2026-02-01T00:00:00+01:00", "step": "PT1H",
                "good": good, "total": counts,
            }));
        }
        let [contract, history] = [contract, history].map(|file| file.to_string());
        let sample = Sample::of_two(contract.as_bytes(), history.as_bytes(), as_of);
        tells(&sample, &["\"request_success\"", "\"left_out\""]);
    }
}

const INSTANTS: [&str; 4] = [
    "2026-02-11T00:30:00Z",
    "2026-03-12T09:20:00Z",
    "2026-04-18T10:30:00Z",
    "2026-06-01T00:00:00Z",
];

#[test]
fn outages_of_groups_by_their_length_follow_from_the_files() {
    for (counting, words) in [
        (json!({ "minimum_outage": "PT90M" }), ["at_least 5400", "tolerated"]),
        (
            json!({ "minimum_outage": { "more_than": "PT30M" }, "grace": "PT40M" }),
            ["more_than 1800", "2400"],
        ),
        (
            json!({ "grace": "PT30M", "unit": { "length": "PT1H", "counts": "any" } }),
            ["1800", "\"unit\""],
        ),
        (
            json!({ "unit": { "length": "PT1H", "more_than": "PT6M" }, "maintenance": "ignored" }),
            ["360", "not_permitted"],
        ),
        (
            json!({ "unit": { "length": "PT2H", "counts": "whole" }, "concurrent_cause": "excluded" }),
            ["7200", "throughout"],
        ),
        (json!({ "minimum_outage": "PT2H", "per": "incident" }), ["at_least 7200", "tolerated"]),
    ] {
        for as_of in INSTANTS {
            let sample = of_groups(as_of, |contract, history| {
                counted(contract, "objectives", &counting);
                // Its maintenance does not end an outage of which it leaves out every member.
                history["incidents"].as_array_mut().unwrap().push(json!({
                    "id": "15", "services": ["web-1", "web-2"],
                    "started": "2026-02-11T04:00:00+01:00", "restored": "2026-02-11T05:00:00+01:00",
                }));
            });
            let complaints = sample.complaints();
            assert!(complaints.is_empty(), "{counting} {as_of}\n{}", complaints.join("\n"));
            if as_of == INSTANTS[3] {
                tells(&sample, &words);
            }
        }
    }
}

#[test]
fn labels_of_groups_and_of_their_members_follow_from_the_files() {
    for counting in [
        json!({ "concurrent_cause": "excluded" }),
        json!({ "concurrent_cause": "excluded", "excluded_incident": "removed" }),
        json!({ "excluded_incident": "down", "exclusion_span": "up", "unknown": "up" }),
        json!({ "excluded_incident": "removed", "exclusion_span": "down", "unknown": "down" }),
        json!({ "exclusion_span": "ignored", "unknown": "ignored" }),
        json!({ "maintenance": "down" }),
        json!({ "maintenance": "up", "excluded_incident": "ignored" }),
        json!({ "maintenance": "ignored" }),
        json!({ "overlap": "sum" }),
        json!({ "same_users": "largest", "outage_from": "reported" }),
    ] {
        for (place, as_of) in [
            ("contract", INSTANTS[1]),
            ("contract", INSTANTS[3]),
            ("objectives", INSTANTS[3]),
            ("web", INSTANTS[3]),
        ] {
            let sample = of_groups(as_of, |contract, history| {
                counted(contract, place, &counting);
                let incidents = history["incidents"].as_array_mut().unwrap().iter_mut();
                for (at, incident) in incidents.enumerate() {
                    if at % 3 != 1 {
                        let users = json!({ "users": 20 + 10 * at, "of": 200 });
                        incident["affected"] = users;
                    }
                    if incident["id"] == "9" {
                        incident["reported"] = json!("2026-03-01T12:00:00+01:00");
                    }
                }
            });
            let complaints = sample.complaints();
            let what = format!("{counting} of {place} {as_of}");
            assert!(complaints.is_empty(), "{what}\n{}", complaints.join("\n"));
        }
    }
}

#[test]
fn incidents_of_groups_that_are_chosen_follow_from_the_files() {
    for as_of in INSTANTS {
        let sample = of_groups(as_of, |contract, history| {
            for list in ["incidents", "series"] {
                let told = history[list].as_array_mut().unwrap().iter_mut();
                for (at, told) in told.enumerate() {
                    let region = ["eu", "us"][at % 2];
                    told["labels"] = json!({ "region": region });
                    if list == "incidents" {
                        told["priority"] = Value::from(["P1", "P2", "P3"][at % 3]);
                    }
                }
            }
            let objectives = contract["objectives"].as_array_mut().unwrap();
            let more = objectives.iter().enumerate().flat_map(|(at, objective)| {
                let chosen = [
                    json!({ "where": { "priority": ["P1", "P3"] } }),
                    json!({ "where": { "labels": { "region": ["us"] } } }),
                    json!({ "per": ["region"] }),
                ];
                let own = chosen.into_iter().enumerate().skip(at % 2);
                own.map(|(number, fields)| {
                    let mut more = objective.clone();
                    more["id"] = json!(format!("{}-{number}", more["id"].as_str().unwrap()));
                    more.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
                    more
                })
            });
            let more: Vec<Value> = more.collect();
            objectives.extend(more);
        });
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
        tells(&sample, &["\"chosen\"", "\"members\""]);
    }
}

#[test]
fn what_comes_before_an_outage_follows_from_the_files_wherever_it_lies() {
    let contract = json!({
        "format": "sla-contract/1", "id": "edge", "currency": "EUR", "time_zone": "UTC",
        "term": { "from": "2026-03-01", "until": "2026-06-01" },
        "services": [{ "id": "a" }, { "id": "b" }, { "id": "both", "group": { "series": ["a", "b"] } }],
        "maintenance": [{ "id": "any", "services": ["a"] }],
        "counting": { "minimum_outage": "PT2H" },
        "objectives": [
            { "id": "a", "service": "a", "indicator": "availability", "target": { "at_least": "99.9" } },
            { "id": "n", "service": "a", "indicator": "outage_count", "target": { "at_most": "0" } },
            { "id": "both", "service": "both", "indicator": "availability", "target": { "at_least": "99.9" } },
            { "id": "c", "service": "both", "indicator": "outage_count", "target": { "at_most": "0" } },
        ],
    });
    let history = json!({
        "format": "sla-incidents/1",
        "source": { "covers": { "from": "2026-03-01T00:00:00Z", "until": "2026-06-01T00:00:00Z" } },
        "incidents": [
            { "id": "1", "services": ["a"], "started": "2026-03-31T20:00:00Z", "restored": "2026-04-01T01:00:00Z" },
            { "id": "2", "services": ["a"], "started": "2026-04-30T23:00:00Z", "restored": "2026-05-01T03:00:00Z" },
        ],
        "maintenance": [
            { "id": "m1", "services": ["a"], "planned_from": "2026-03-31T20:00:00Z", "planned_until": "2026-03-31T23:30:00Z" },
            { "id": "m2", "services": ["a"], "planned_from": "2026-05-01T00:30:00Z", "planned_until": "2026-05-01T02:45:00Z" },
        ],
    });
    let [contract, history] = [contract, history].map(|file| file.to_string());
    let sample = Sample::of_two(contract.as_bytes(), history.as_bytes(), "2026-06-02T00:00:00Z");
    tells(&sample, &["at_least 7200"]);
}
