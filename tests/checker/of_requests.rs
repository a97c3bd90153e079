//! Series of requests.

use serde_json::json;

use super::{changed, tells};

#[test]
fn series_by_label_follow_from_the_files() {
    let sample = changed("public-api", |contract, history| {
        let first = history["series"][0].clone();
        for (region, steps) in [("eu", 500), ("us", 720), ("asia", 3)] {
            let mut own = first.clone();
            own["labels"] = json!({ "region": region, "kind": "public" });
            for list in ["good", "total"] {
                let mut counts = own[list].as_array().unwrap().clone();
                counts.rotate_left(steps % 7);
                counts.truncate(steps);
                own[list] = json!(counts);
            }
            history["series"].as_array_mut().unwrap().push(own);
        }
        let more = [
            (0, json!({ "per": ["region"] })),
            (1, json!({ "per": ["region"] })),
            (1, json!({ "where": { "labels": { "region": ["eu", "us"] } } })),
            (
                2,
                json!({ "where": { "labels": { "kind": ["public"] } }, "per": ["region", "kind"] }),
            ),
            (1, json!({ "where": { "labels": { "region": ["mars"] } } })),
        ];
        for (number, (at, fields)) in more.into_iter().enumerate() {
            let mut objective = contract["objectives"][at].clone();
            objective["id"] = json!(format!("more-{number}"));
            let fields = fields.as_object().unwrap().clone();
            objective.as_object_mut().unwrap().extend(fields);
            contract["objectives"].as_array_mut().unwrap().push(objective);
        }
    });
    tells(&sample, &["\"request_success\"", "\"asia\"", "\"us\""]);
}

#[test]
fn each_incident_by_itself_beside_steps_of_requests_follows_from_the_files() {
    for counting in [
        json!({ "minimum_outage": "PT3H" }),
        json!({ "per": "incident", "minimum_outage": "PT3H" }),
        json!({ "per": "incident", "grace": "PT90M" }),
        json!({ "per": "incident", "unit": { "length": "PT2H", "counts": "any" } }),
    ] {
        let sample = changed("public-api", |contract, history| {
            let objectives = contract["objectives"].as_array_mut().unwrap();
            let counting = counting.as_object().unwrap().clone();
            let rule = json!({ "error_rate_above": "1" });
            objectives[0]["counting"] = json!({ "down_when": rule });
            objectives[0]["counting"].as_object_mut().unwrap().extend(counting);
            for (indicator, target) in [
                ("outage_count", json!({ "at_most": "2" })),
                ("longest_outage", json!({ "at_most": "PT1H" })),
                ("mean_time_to_restore", json!({ "at_most": "PT1H" })),
            ] {
                objectives.push(json!({
                    "id": indicator, "service": "api", "indicator": indicator, "target": target,
                    "counting": objectives[0]["counting"],
                }));
            }
            // They overlap each other, and steps that failed.
            let told = |id: &str, started: &str, restored: &str| json!({ "id": id, "services": ["api"], "started": started, "restored": restored });
            history["incidents"].as_array_mut().unwrap().extend([
                told("1", "2026-04-09T12:30:00Z", "2026-04-09T14:30:00Z"),
                told("2", "2026-04-09T15:30:00Z", "2026-04-09T18:00:00Z"),
                told("3", "2026-04-23T10:30:00Z", "2026-04-23T11:30:00Z"),
            ]);
            // Runs of two series are two outages, however they overlap.
            history["series"].as_array_mut().unwrap().push(json!({
                "service": "api", "from": "2026-04-09T16:00:00Z", "step": "PT1H",
                "labels": { "region": "eu" }, "good": [10, 10, 100], "total": [100, 100, 100],
            }));
        });
        tells(&sample, &["\"outages_begun\"", "\"down_when\"", "\"steps\""]);
    }
}
