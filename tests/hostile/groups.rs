//! Groups chosen to do harm: of thousands, in one another thousands deep, with thousands of incidents
//! at one instant.

use serde_json::{Value, json};

use super::timeline::{MANY, evaluated, history, nested, outage, staggered};

/// So many services: a group, and members of it or groups within it.
const SERVICES: usize = 2_000;

fn contract(services: Vec<Value>) -> Value {
    let last = services.last().unwrap()["id"].clone();
    json!({
        "format": "sla-contract/1", "currency": "EUR", "term": { "from": "2026-01-01" },
        "services": services,
        "objectives": [{ "id": "o", "service": last, "indicator": "availability",
                         "target": { "at_least": "99.9" } }],
    })
}

fn id(at: usize) -> String {
    format!("s{at}")
}

/// Incidents, each of the next of so many services.
fn incidents(spans: impl Iterator<Item = (String, String)>, services: usize) -> Value {
    let each = spans.enumerate().map(|(at, (from, until))| {
        json!({ "id": at.to_string(), "services": [id(at % services)],
                "started": from, "restored": until })
    });
    history("incidents", each.collect())
}

#[test]
fn groups_of_thousands_of_members_are_swept_once() {
    let ids: Vec<String> = (0..SERVICES).map(id).collect();
    let shares: serde_json::Map<String, Value> =
        ids.iter().map(|id| (id.clone(), json!("0.0005"))).collect();
    for group in [
        json!({ "series": ids }),
        json!({ "parallel": ids }),
        json!({ "k_of_n": { "k": SERVICES / 2, "of": ids } }),
        json!({ "weighted": shares }),
    ] {
        let mut services: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
        services.push(json!({ "id": "group", "group": group }));
        let found = evaluated(&contract(services), &incidents(nested(), SERVICES));
        assert!(outage(&found) > 0);
    }
}

#[test]
fn requests_of_thousands_of_members_are_looked_at_once() {
    let ids: Vec<String> = (0..SERVICES).map(id).collect();
    let mut services: Vec<Value> = ids.iter().map(|id| json!({ "id": id })).collect();
    services.push(json!({ "id": "group", "group": { "k_of_n": { "k": 1, "of": ids } } }));
    let mut contract = contract(services);
    contract["counting"] = json!({ "down_when": { "error_rate_above": "5" } });
    let mut history = history("incidents", Vec::new());
    let counts: Vec<u64> = (0..20).map(|at| at % 2).collect();
    let series = ids.iter().map(|id| {
        json!({ "service": id, "from": "2026-02-01T00:00:00Z", "step": "PT1M",
                "good": counts, "total": vec![1; counts.len()] })
    });
    history["series"] = series.collect();
    assert!(outage(&evaluated(&contract, &history)) > 0);
}

#[test]
fn groups_that_are_deep_in_one_another_are_worked_out_once() {
    // Each of two groups before it, of which both rest on the same.
    let mut services = vec![json!({ "id": id(0) }), json!({ "id": id(1) })];
    for at in (2..SERVICES / 10).step_by(2) {
        for own in [at, at + 1] {
            let kind = if own % 2 == 0 { "series" } else { "parallel" };
            services.push(json!({ "id": id(own), "group": { kind: [id(at - 2), id(at - 1)] } }));
        }
    }
    let found = evaluated(&contract(services), &incidents(staggered().take(MANY / 10), 2));
    assert!(outage(&found) > 0);
}

#[test]
fn one_group_flaps_while_thousands_of_incidents_are_open() {
    let services = vec![
        json!({ "id": id(0) }),
        json!({ "id": id(1) }),
        json!({ "id": "group", "group": { "parallel": [id(0), id(1)] } }),
    ];
    // All of one member are open while those of the other come and go.
    let long = nested().take(MANY / 2).enumerate().map(|(at, (from, until))| {
        json!({ "id": format!("long-{at}"), "services": [id(0)],
                "started": from, "restored": until })
    });
    let second = |n: usize| super::timeline::at(182 * 86_400 - 2 * n);
    let short = (0..MANY / 4).map(|n| {
        json!({ "id": format!("short-{n}"), "services": [id(1)],
                "started": second(2 * n + 1), "restored": second(2 * n) })
    });
    let found = evaluated(&contract(services), &history("incidents", long.chain(short).collect()));
    assert!(outage(&found) > 0);
}
