//! Agreements that are amended, worked out again from the files.

use serde_json::{Value, json};

use super::of_groups::of_groups;
use super::{Sample, changed, changed_at, read, tells};

/// Nothing to complain of, and something from these places of the contract.
#[track_caller]
fn bears_out(sample: &Sample, places: &[&str], what: &str) {
    let complaints = sample.complaints();
    assert!(complaints.is_empty(), "{what}\n{}", complaints.join("\n"));
    tells(sample, places);
}

fn amendment(effective: &str, set: &Value) -> Value {
    json!({ "effective": effective, "set": set })
}

#[test]
fn targets_and_credits_that_change_with_a_period_follow_from_the_files() {
    let target = json!({ "objectives/vpn-availability/target": { "at_least": "99.99" } });
    let bound = json!({ "objectives/vpn-availability/target/at_least": "99.5" });
    let tiers = json!([{ "below": "99.9", "percent": "12.5" }, { "below": "97", "percent": "60" }]);
    let tiers = json!({ "objectives/vpn-availability/credit/tiers": tiers });
    for (amendments, place) in [
        (json!([amendment("2026-03-01", &target)]), "/amendments/0/set/objectives~1vpn"),
        (
            json!([amendment("2026-05-01", &bound), amendment("2026-03-01", &target)]),
            "~1target~1at_least\"",
        ),
        (json!([amendment("2026-04-01", &tiers)]), "~1credit~1tiers/0"),
        // What is paid is by the terms at the end of a period.
        (json!([amendment("2026-04-16", &tiers)]), "~1credit~1tiers/0"),
        // From the first day on it is as if written so.
        (json!([amendment("2026-01-01", &tiers), amendment("2026-06-02", &target)]), "tiers/1"),
    ] {
        for held in ["split", "start", "end"] {
            let sample = changed("managed-services", |contract, _| {
                contract["amendments"] = amendments.clone();
                // Where periods are not cut, each is by one of both.
                let is_cut = amendments.to_string().contains("06-02") && held == "split";
                contract["amended_period"] = json!(if is_cut { "end" } else { held });
            });
            bears_out(&sample, &[place], &format!("{amendments} {held}"));
        }
    }
}

#[test]
fn charges_that_change_follow_from_the_files() {
    let charge =
        |from: &str, amount: &str| json!({ "from": from, "amount": amount, "per": "month" });
    for (effective, list) in [
        ("2026-03-01", json!([charge("2026-01-01", "3600.00")])),
        ("2026-03-12", json!([charge("2026-01-01", "3600.00")])),
        ("2026-03-12", json!([charge("2026-02-01", "1"), charge("2026-04-20", "5400.00")])),
    ] {
        let sample = changed("managed-services", |contract, _| {
            let more = json!({ "objectives/erp-availability/target/at_least": "99.95" });
            contract["amendments"] = json!([
                amendment(effective, &json!({ "services/vpn/charges": list })),
                amendment("2026-04-01", &more),
            ]);
        });
        let places = ["/amendments/0/set/services~1vpn~1charges/0", "~1target~1at_least\""];
        bears_out(&sample, &places, &format!("{effective} {list}"));
    }
}

#[test]
fn periods_that_amendments_cut_follow_from_the_files() {
    let target = |at_least: &str| json!({ "objectives/web-up/target": { "at_least": at_least } });
    let limit = json!({ "objectives/shop-longest/target": { "at_most": "PT20M" } });
    for as_of in ["2026-02-20T12:30:00Z", "2026-03-12T09:20:00Z", "2026-06-01T00:00:00Z"] {
        let sample = of_groups(as_of, |contract, _| {
            contract["amendments"] = json!([
                amendment("2026-02-12", &target("99.9")),
                amendment("2026-03-10", &limit),
                amendment("2026-02-20", &target("99.5")),
            ]);
        });
        bears_out(&sample, &["\"terms_begin\"", "\"terms_end\"", "/amendments/2/effective"], as_of);
    }
}

/// The contract with every rule of credits, each objective of availability amended.
fn of_credits(as_of: &str, change: impl Fn(&mut Value)) -> Sample {
    let mut contract = read(include_bytes!("credits/contract.json"));
    // Where there are amendments, charges are told in order of time.
    for service in contract["services"].as_array_mut().unwrap() {
        if let Some(charges) = service["charges"].as_array_mut() {
            charges.sort_by_key(|charge| charge["from"].as_str().unwrap().to_owned());
        }
    }
    change(&mut contract);
    let incidents = include_bytes!("credits/incidents.json");
    Sample::of_two(contract.to_string().as_bytes(), incidents, as_of)
}

#[test]
fn every_rule_of_credits_by_other_terms_follows_from_the_files() {
    for (effective, as_of) in [
        ("2026-03-01", "2026-04-20T10:00:00Z"),
        ("2026-04-01", "2026-06-01T10:00:00Z"),
        ("2026-02-01", "2027-01-05T00:00:00Z"),
    ] {
        let sample = of_credits(as_of, |contract| {
            let objectives = contract["objectives"].as_array().unwrap().iter();
            // A bonus is for more than the target.
            let is_own = |it: &&Value| {
                it["indicator"] == "availability" && it["per"].is_null() && it["bonus"].is_null()
            };
            let own = objectives.filter(is_own);
            let set = own.map(|it| {
                let path = format!("objectives/{}/target/at_least", it["id"].as_str().unwrap());
                (path, json!("99.95"))
            });
            let set: serde_json::Map<String, Value> = set.collect();
            contract["amendments"] = json!([amendment(effective, &Value::Object(set))]);
        });
        bears_out(&sample, &["~1target~1at_least\""], effective);
    }
}

#[test]
fn clocks_by_the_terms_in_which_they_started_follow_from_the_files() {
    for effective in ["2026-04-01", "2026-03-01", "2026-04-18"] {
        let sample = changed("service-desk", |contract, _| {
            // A quarter may be cut, a month with credits may not here.
            let held = if effective.ends_with("18") { "split" } else { "end" };
            contract["amended_period"] = json!(held);
            let mut set = json!({
                "objectives/on-site/within": "PT2H",
                "objectives/mean-restore/target": { "mean_at_most": "PT90M" },
                "objectives/answer-p90/target": { "percentile": { "rank": "80", "at_most": "PT2H" } },
                "objectives/updates/within/P1": "PT20M",
            });
            if held == "end" {
                set["objectives/response/within/P2"] = json!("PT20M");
                set["objectives/resolution/target/share_at_least"] = json!("95");
                set["objectives/resolution/within/P3"] = json!({ "working_days": 1 });
            }
            contract["amendments"] = json!([amendment(effective, &set)]);
        });
        bears_out(&sample, &["/amendments/0/set/objectives~1"], effective);
        // A clock that started by the one terms is decided by the others, or this says nothing.
        let clocks = sample.report["clocks"].as_array().unwrap().iter();
        let edge: chrono::DateTime<chrono::FixedOffset> =
            format!("{effective}T00:00:00+02:00").parse().unwrap();
        let at = |told: &Value| -> Option<chrono::DateTime<chrono::FixedOffset>> {
            told["at"].as_str()?.parse().ok()
        };
        let mut across = clocks.filter(|clock| {
            at(&clock["started"]) < Some(edge) && at(&clock["decided"]) > Some(edge)
        });
        assert!(effective == "2026-04-18" || across.next().is_some(), "{effective}");
    }
}

/// What is promised, and to which services, after the amendments of the contract with every rule.
fn added() -> Value {
    let charges = json!([{ "from": "2026-03-01", "amount": "1200.00", "per": "month" }]);
    json!({
        "services": [{ "id": "mail", "charges": charges }],
        "objectives": [
            { "id": "mail-up", "service": "mail", "indicator": "availability", "clause": "N.1",
              "target": { "at_least": "99.95" },
              "credit": { "tiers": [{ "below": "99.9", "percent": "10" }] } },
            { "id": "mail-long", "service": "mail", "indicator": "longest_outage",
              "target": { "at_most": "PT10M" } },
        ],
        "commitments": [{ "id": "care", "text": "Post is read with care." }],
        "rights": [{ "id": "leave", "effect": "terminate",
                     "any": [{ "breached": { "of": ["mail-up"], "periods": 2 } }] }],
    })
}

/// With these, and without what was promised before of remote access.
pub(crate) fn with_added(as_of: &str) -> Sample {
    changed_at("managed-services", as_of, |contract, history| {
        // The right to leave is of what ends, too.
        contract["rights"] = Value::Null;
        for at in [2, 5, 8, 9] {
            history["incidents"][at]["services"] = json!(["mail", "erp"]);
        }
        contract["amendments"] = json!([
            { "effective": "2026-03-01", "add": added() },
            { "effective": "2026-05-01", "remove": ["objectives/vpn-availability", "services/vpn"],
              "set": { "objectives/mail-up/target": { "at_least": "99.92" } } },
        ]);
    })
}

#[test]
fn what_is_added_and_taken_out_follows_from_the_files() {
    for as_of in ["2026-04-20T10:00:00Z", "2026-07-01T00:00:00Z"] {
        let sample = with_added(as_of);
        let mut places = vec!["/amendments/0/add/objectives/0", "/amendments/0/add/services/0"];
        if as_of > "2026-05" {
            places.push("/amendments/1/set/objectives~1mail-up~1target");
        }
        bears_out(&sample, &places, as_of);
    }
}

#[test]
fn every_part_of_an_objective_that_is_amended_follows_from_the_files() {
    let whole = json!({
        "id": "erp-availability", "name": "ERP", "service": "erp", "indicator": "availability",
        "clause": "N.2", "target": { "at_least": "99.8" }, "counting": { "grace": "PT3M" },
        "credit": { "tiers": [{ "below": "99.8", "percent": "7" }] },
    });
    let counting = json!({ "objectives/erp-availability/counting": { "minimum_outage": "PT10M" } });
    let first = json!({ "objectives/erp-availability/target/at_least": "99.7",
                        "objectives/erp-availability/clause": "N.1" });
    let again = json!({ "effective": "2026-05-01", "add": { "objectives": [whole] } });
    for amendments in [
        json!([amendment("2026-01-01", &first)]),
        json!([amendment("2026-03-01", &counting), amendment("2026-01-01", &first)]),
        json!([amendment("2026-04-01", &json!({ "objectives/erp-availability": whole }))]),
        json!([{ "effective": "2026-03-01", "remove": ["objectives/erp-availability"] }, again]),
        json!([{ "effective": "2026-03-10", "remove": ["objectives/erp-availability"] }, again]),
    ] {
        let sample = changed("managed-services", |contract, _| {
            contract["amendments"] = amendments.clone();
        });
        let own = if amendments[0]["remove"].is_null() {
            "/amendments/0/set"
        } else {
            "/amendments/1/add"
        };
        bears_out(&sample, &[own], &amendments.to_string());
    }
}
