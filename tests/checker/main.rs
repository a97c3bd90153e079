//! Every figure of the samples' reports is worked out again from the files alone, and no figure can
//! be altered unnoticed.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test's helpers fail by panicking"
)]

mod altered;
mod check;
mod contracts;
mod of_amendments;
mod of_groups;
mod of_impacts;
mod of_incidents;
mod of_requests;
mod of_verdicts;
mod of_windows;
mod settlements;
mod told;
mod worlds;
mod zones;

use check::{Papers, complaints};
use std::collections::BTreeMap;

use serde_json::{Value, json};
use told::{calculations, evaluated, report};

/// A contract with its incidents, and what the engine tells of it.
struct Sample {
    papers: Papers,
    report: Value,
    calculations: Vec<Value>,
    /// The same without corrections, and with those agreed that are disputed.
    others: Vec<Self>,
}

/// A file's name and bytes.
type File = (String, Vec<u8>);

impl Sample {
    fn of(id: &str) -> Self {
        Self::changed(id, |contract| contract)
    }

    /// The sample with another contract.
    fn changed(id: &str, contract: impl Fn(String) -> String) -> Self {
        let (mut files, as_of) = files_of(id);
        let text = String::from_utf8(files[0].1.clone()).unwrap();
        files[0].1 = contract(text).into_bytes();
        Self::told(&files, &as_of)
    }

    /// The sample with corrections.
    fn corrected(id: &str) -> Self {
        let corrections: &[u8] = match id {
            "managed-services" => include_bytes!("../golden/corrections/corrections.json"),
            "service-desk" => include_bytes!("corrected/service-desk.json"),
            _ => include_bytes!("corrected/hosted-portal.json"),
        };
        let (mut files, as_of) = files_of(id);
        files.push(("corrections.json".to_owned(), corrections.to_vec()));
        Self::told(&files, &as_of)
    }

    /// A contract with an objective of every kind that no sample has.
    fn of_indicators(as_of: &str) -> Self {
        let contract = include_bytes!("indicators/contract.json");
        let incidents = include_bytes!("indicators/incidents.json");
        Self::of_two(contract, incidents, as_of)
    }

    /// The same contract, changed.
    fn of_indicators_with(as_of: &str, change: impl Fn(&mut Value)) -> Self {
        let mut contract = read(include_bytes!("indicators/contract.json"));
        change(&mut contract);
        let incidents = include_bytes!("indicators/incidents.json");
        Self::of_two(contract.to_string().as_bytes(), incidents, as_of)
    }

    /// A contract that chooses incidents by what they say of themselves, and counts them by units
    /// and by users.
    fn of_counting(as_of: &str) -> Self {
        let contract = include_bytes!("counting/contract.json");
        let incidents = include_bytes!("counting/incidents.json");
        Self::of_two(contract, incidents, as_of)
    }

    /// A contract with every rule of credits.
    fn of_credits(as_of: &str) -> Self {
        let contract = include_bytes!("credits/contract.json");
        let incidents = include_bytes!("credits/incidents.json");
        Self::of_two(contract, incidents, as_of)
    }

    fn of_two(contract: &[u8], incidents: &[u8], as_of: &str) -> Self {
        let file = |name: &str, bytes: &[u8]| (name.to_owned(), bytes.to_vec());
        Self::told(&[file("contract.json", contract), file("incidents.json", incidents)], as_of)
    }

    fn told(files: &[File], as_of: &str) -> Self {
        let mut sample = Self::alone(files, as_of);
        if files.iter().any(|(_, bytes)| !read(bytes)["corrections"].is_null()) {
            let none = |_: &mut Value| None;
            let agreed = |told: &mut Value| {
                told["agreed"] = Value::Bool(true);
                Some(told.clone())
            };
            sample.others = vec![
                Self::alone(&with_corrections(files, none), as_of),
                Self::alone(&with_corrections(files, agreed), as_of),
            ];
            let [plain, disputed] = [0, 1].map(|at| others(&sample.others[at].report));
            sample.others[1].papers.others = vec![("uncorrected", plain.clone())];
            sample.papers.others = vec![("uncorrected", plain), ("disputed", disputed)];
        }
        sample
    }

    fn alone(files: &[File], as_of: &str) -> Self {
        let files: Vec<(&str, &[u8])> =
            files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
        let evaluation = evaluated(&files, as_of);
        Self {
            papers: Papers::new(&files, as_of),
            report: report(&evaluation),
            calculations: calculations(&evaluation),
            others: Vec::new(),
        }
    }

    fn complaints(&self) -> Vec<String> {
        let own = complaints(&self.papers, &self.report, &self.calculations);
        let others = self.others.iter().flat_map(Self::complaints);
        own.into_iter().chain(others).collect()
    }
}

/// The rows of a report, by the id of the objective and the dates of the period.
fn others(report: &Value) -> BTreeMap<[String; 3], Value> {
    let rows = report["results"].as_array().unwrap().iter();
    let each = rows.map(|row| {
        let at = |field: &str| usize::try_from(row[field].as_u64().unwrap()).unwrap();
        let objective = &report["agreement"]["objectives"][at("objective")];
        let period = &report["periods"][at("period")];
        let key = [&objective["id"], &period["first"], &period["next"]];
        (key.map(|it| it.as_str().unwrap().to_owned()), row.clone())
    });
    each.collect()
}

/// The files of a sample, and its instant of evaluation.
fn files_of(id: &str) -> (Vec<File>, String) {
    let examples = concat!(env!("CARGO_MANIFEST_DIR"), "/examples");
    let bytes_of = |path: String| std::fs::read(format!("{examples}/{path}")).unwrap();
    let samples = read(&bytes_of("samples.json".to_owned()));
    let sample = samples.as_array().unwrap().iter().find(|s| s["id"] == id).unwrap();
    let mut names = vec![sample["contract"].as_str().unwrap()];
    names.extend(sample["incidents"].as_array().unwrap().iter().map(|n| n.as_str().unwrap()));
    let files = names.iter().map(|name| ((*name).to_owned(), bytes_of(format!("{id}/{name}"))));
    (files.collect(), sample["as_of"].as_str().unwrap().to_owned())
}

fn read(bytes: &[u8]) -> Value {
    serde_json::from_slice(bytes).unwrap()
}

/// The files with what becomes of each correction in its place.
fn with_corrections(files: &[File], change: impl Fn(&mut Value) -> Option<Value>) -> Vec<File> {
    let changed = files.iter().map(|(name, bytes)| {
        let mut told = read(bytes);
        let Some(list) = told["corrections"].as_array_mut() else {
            return (name.clone(), bytes.clone());
        };
        *list = list.iter_mut().filter_map(&change).collect();
        (name.clone(), serde_json::to_vec(&told).unwrap())
    });
    changed.collect()
}

#[track_caller]
fn holds(id: &str) {
    let complaints = Sample::of(id).complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_figure_of_the_small_sample_follows_from_its_files() {
    holds("managed-services");
}

#[test]
fn every_figure_of_the_sample_with_clocks_follows_from_its_files() {
    holds("service-desk");
}

#[test]
fn every_figure_of_the_sample_with_maintenance_follows_from_its_files() {
    holds("hosted-portal");
}

#[test]
fn every_figure_of_the_sample_with_groups_follows_from_its_files() {
    holds("web-shop");
}

#[test]
fn every_figure_of_the_sample_with_requests_follows_from_its_files() {
    holds("public-api");
}

#[test]
fn a_fixed_length_of_periods_follows_from_the_files() {
    let fixed = |contract: String| {
        let counting = "\"counting\": {";
        assert!(contract.contains(counting));
        contract.replace(counting, &format!("{counting} \"period_length\": \"P30D\","))
    };
    let complaints = Sample::changed("managed-services", fixed).complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn every_figure_of_the_large_sample_follows_from_its_files() {
    holds("github-enterprise-cloud");
}

#[test]
fn every_figure_of_every_other_indicator_follows_from_its_files() {
    let instants = [
        "2026-01-31T23:00:00Z",
        "2026-03-10T23:00:00Z",
        "2026-04-20T10:00:00Z",
        "2027-01-05T00:00:00Z",
    ];
    for as_of in instants {
        let complaints = Sample::of_indicators(as_of).complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
    }
}

#[test]
fn every_rule_of_credits_follows_from_its_files() {
    let instants = [
        "2026-01-20T09:30:00Z",
        "2026-02-15T10:00:00Z",
        "2026-03-10T10:00:00Z",
        "2026-04-20T10:00:00Z",
        "2026-06-01T10:00:00Z",
        "2027-01-05T00:00:00Z",
    ];
    for as_of in instants {
        let complaints = Sample::of_credits(as_of).complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
    }
}

#[test]
fn days_of_charge_that_are_thirtieths_of_a_month_follow_from_the_files() {
    for from in [json!("2026-01-01"), json!("2026-01-12")] {
        let mut contract: Value =
            serde_json::from_slice(include_bytes!("credits/contract.json")).unwrap();
        contract["credits"]["day_of_charge"] = json!("thirtieth");
        contract["term"]["from"] = from.clone();
        let incidents = include_bytes!("credits/incidents.json");
        let contract = contract.to_string();
        let sample = Sample::of_two(contract.as_bytes(), incidents, "2026-06-01T10:00:00Z");
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{from}\n{}", complaints.join("\n"));
        let told = serde_json::to_string(&sample.calculations).unwrap();
        assert!(told.contains("\"days_of_months\""), "{from}");
    }
}

#[test]
fn what_is_rounded_and_where_outages_belong_follows_from_the_files() {
    for (mode, places) in
        [("half_up", 0), ("half_even", 1), ("down", 0), ("up", 2), ("half_up", 12), ("up", 0)]
    {
        let changed = |contract: &mut Value| {
            contract["value_rounding"] = json!({ "mode": mode, "places": places });
            contract["counting"]["outage_in"] = json!("ended");
            contract["commitments"] = json!([
                { "id": "care", "text": "Northwind acts with care." },
                { "id": "notes", "service": "erp", "clause": "9", "text": "Notes come in time." }
            ]);
            let objectives = contract["objectives"].as_array_mut().unwrap();
            let with_limit = objectives.iter_mut().filter(|it| it["within"].is_string());
            for objective in with_limit {
                let to = objective["within"].take();
                objective["within"] = json!({ "from": "PT1M", "to": to });
            }
            objectives[0]["value_rounding"] = json!("none");
            objectives[1]["counting"] = json!({ "outage_in": "began" });
        };
        for as_of in ["2026-03-10T23:00:00Z", "2026-04-20T10:00:00Z", "2027-01-05T00:00:00Z"] {
            let sample = Sample::of_indicators_with(as_of, changed);
            let complaints = sample.complaints();
            assert!(complaints.is_empty(), "{mode} {as_of}\n{}", complaints.join("\n"));
            let told = serde_json::to_string(&sample.calculations).unwrap();
            for word in ["\"rounded\"", "\"outages_ended\"", "\"range\""] {
                assert!(told.contains(word), "{word}");
            }
        }
    }
}

#[test]
fn targets_that_are_ranges_follow_from_the_files() {
    let ranges = |contract: &mut Value| {
        let targets = contract["objectives"].as_array_mut().unwrap().iter_mut();
        let targets = targets.filter_map(|it| it.get_mut("target")?.as_object_mut());
        let bounds = targets.flat_map(|target| target.iter_mut());
        let bounds =
            bounds.filter(|(name, _)| ["at_least", "at_most", "below"].contains(&name.as_str()));
        for (_, bound) in bounds {
            let is_length = bound.as_str().is_some_and(|bound| bound.starts_with('P'));
            let from = if is_length { "PT1S" } else { "0.5" };
            // Nothing may be counted by halves.
            let from =
                if bound.as_str().is_some_and(|bound| bound.len() == 1) { "0" } else { from };
            *bound = json!({ "from": from, "to": bound.take() });
        }
    };
    for as_of in ["2026-03-10T23:00:00Z", "2027-01-05T00:00:00Z"] {
        let sample = Sample::of_indicators_with(as_of, ranges);
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
        let told = serde_json::to_string(&sample.calculations).unwrap();
        assert!(told.contains("/target/at_least/to") && told.contains("/target/at_most/to"));
    }
}

#[test]
fn a_rounded_availability_that_runs_follows_from_the_files() {
    let changed = |contract: String| {
        let counting = "\"counting\": {";
        assert!(contract.contains(counting));
        let rounding = "\"value_rounding\": { \"places\": 1, \"mode\": \"half_up\" }";
        contract.replace(counting, &format!("{rounding}, {counting}"))
    };
    let complaints = Sample::changed("managed-services", changed).complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn rights_in_hours_of_their_own_and_by_label_follow_from_the_files() {
    let hours = |contract: &mut Value| {
        let downtime =
            json!({ "of": "up", "more_than": "PT10M", "within": 2, "calendar": "office" });
        let one = json!({ "value": { "of": "up", "below": "99.9" } });
        let right =
            json!({ "id": "hours", "effect": "terminate", "any": [{ "downtime": downtime }, one] });
        contract["rights"].as_array_mut().unwrap().push(right);
        let sums = json!({ "id": "sums", "effect": "withhold", "any": [
            { "sum": { "of": "marks", "over": 3, "at_or_above": "2" } }] });
        contract["rights"].as_array_mut().unwrap().push(sums);
    };
    for as_of in ["2026-04-20T10:00:00Z", "2027-01-05T00:00:00Z"] {
        let sample = Sample::of_indicators_with(as_of, hours);
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
        let shown = sample.report["rights"][3]["triggers"][0]["shown"].as_array().unwrap();
        assert!(shown.iter().any(|it| it["value"] != "0"), "{as_of}");
    }
    let of_labels = |contract: &mut Value| {
        let share = json!({ "share_of_objectives": { "more_than": "20" } });
        let breached = json!({ "breached": { "periods": 2 } });
        contract["rights"] = json!([{ "effect": "withhold", "any": [share, breached] }]);
    };
    let mut contract = read(include_bytes!("counting/contract.json"));
    of_labels(&mut contract);
    let incidents = include_bytes!("counting/incidents.json");
    for as_of in ["2026-04-10T10:00:00Z", "2026-06-05T00:00:00Z"] {
        let sample = Sample::of_two(contract.to_string().as_bytes(), incidents, as_of);
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
    }
}

#[test]
fn incidents_that_are_chosen_and_counted_by_units_and_users_follow_from_their_files() {
    let instants = [
        "2026-01-20T09:03:30Z",
        "2026-02-05T10:00:00Z",
        "2026-02-28T22:59:00Z",
        "2026-03-29T00:59:30Z",
        "2026-04-10T10:00:00Z",
        "2026-06-05T00:00:00Z",
    ];
    for as_of in instants {
        let complaints = Sample::of_counting(as_of).complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
    }
}

#[test]
fn what_was_corrected_follows_from_the_corrections() {
    for id in ["managed-services", "service-desk", "hosted-portal"] {
        let sample = Sample::corrected(id);
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{id}\n{}", complaints.join("\n"));
        // They change something, or this says nothing.
        let rows = sample.report["results"].as_array().unwrap();
        for telling in ["uncorrected", "disputed"] {
            assert!(rows.iter().any(|row| !row[telling].is_null()), "{id} {telling}");
        }
    }
}

/// A sample with its contract and its first history changed.
fn changed(id: &str, change: impl Fn(&mut Value, &mut Value)) -> Sample {
    let (_, as_of) = files_of(id);
    changed_at(id, &as_of, change)
}

/// The same, told at an instant.
fn changed_at(id: &str, as_of: &str, change: impl Fn(&mut Value, &mut Value)) -> Sample {
    let (files, _) = files_of(id);
    let (mut contract, mut history) = (read(&files[0].1), read(&files[1].1));
    change(&mut contract, &mut history);
    Sample::of_two(contract.to_string().as_bytes(), history.to_string().as_bytes(), as_of)
}

/// Nothing to complain of, and all of these words in the calculations.
#[track_caller]
fn tells(sample: &Sample, words: &[&str]) {
    let complaints = sample.complaints();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    let told = serde_json::to_string(&sample.calculations).unwrap();
    words.iter().for_each(|word| assert!(told.contains(word), "{word}"));
}

#[test]
fn maintenance_permitted_in_every_way_follows_from_the_files() {
    for (fields, ways) in [
        (json!({ "counts": "downtime" }), "downtime"),
        (json!({ "standing": true }), "standing"),
        (json!({ "allowance": { "at_most": "PT3H", "per": "quarter" } }), "quarter"),
        (json!({ "allowance": { "at_most": "PT3H", "per": "half_year" } }), "half-year"),
        (json!({ "allowance": { "at_most": "PT2H", "per": "year" } }), "year"),
        (json!({ "notice": { "hours": 100 } }), "hours"),
        // What was done before the term takes nothing of the month's allowance.
        (json!({ "allowance": { "at_most": "PT1H", "per": "month" } }), "before the term"),
    ] {
        let sample = changed("hosted-portal", |contract, _| {
            let permission = contract["maintenance"][0].as_object_mut().unwrap();
            permission.extend(fields.as_object().unwrap().clone());
            if ways == "before the term" {
                contract["term"]["from"] = json!("2026-03-20");
            }
        });
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{ways}\n{}", complaints.join("\n"));
    }
}

#[test]
fn what_holds_without_any_case_follows_from_the_contract() {
    let without = |contract: &mut Value| {
        let clock = |id: &str, target: Value, no_cases: &str| {
            json!({
                "id": id, "service": "erp", "indicator": "response_time", "within": "PT1H",
                "where": { "priority": ["never"] }, "target": target, "no_cases": no_cases,
            })
        };
        let credit = json!({ "tiers": [{ "below": "99", "percent": "5" }] });
        let mut worth = clock("stands-in", json!({ "share_at_least": "99" }), "98.5");
        worth["credit"] = credit;
        let objectives = contract["objectives"].as_array_mut().unwrap();
        objectives.push(worth);
        objectives.push(clock("kept", json!({ "share_at_least": "99" }), "met"));
        objectives.push(clock("length", json!({ "mean_at_most": "PT1H" }), "PT30M"));
        objectives.push(clock("nothing", json!({ "mean_at_most": "PT1H" }), "not_measured"));
    };
    for as_of in ["2026-03-10T23:00:00Z", "2026-04-20T10:00:00Z"] {
        let sample = Sample::of_indicators_with(as_of, without);
        tells(&sample, &["\"without_cases\"", "\"kept_without_cases\""]);
    }
}

#[test]
fn measurements_that_are_chosen_by_label_follow_from_the_files() {
    let mut contract = read(include_bytes!("indicators/contract.json"));
    let mut history = read(include_bytes!("indicators/incidents.json"));
    for (at, measured) in history["measurements"].as_array_mut().unwrap().iter_mut().enumerate() {
        let site = ["a", "b", "c"][at % 3];
        measured["labels"] = json!({ "site": site });
    }
    for objective in contract["objectives"].as_array_mut().unwrap() {
        if ["csat", "nps", "latency", "patching"].iter().any(|it| objective["indicator"] == *it) {
            objective["where"] = json!({ "labels": { "site": ["a", "b"] } });
        }
    }
    let [contract, history] = [contract, history].map(|file| file.to_string());
    for as_of in ["2026-03-10T23:00:00Z", "2027-01-05T00:00:00Z"] {
        tells(&Sample::of_two(contract.as_bytes(), history.as_bytes(), as_of), &["\"tally\""]);
    }
}

#[test]
fn whole_outages_in_units_of_every_kind_follow_from_the_files() {
    for unit in [
        json!({ "length": "PT1M", "counts": "whole" }),
        json!({ "length": "PT1H", "more_than": "PT6M" }),
        json!({ "length": "PT15M", "counts": "whole" }),
        json!({ "length": "PT5M", "counts": "any" }),
    ] {
        let units = |contract: &mut Value| contract["counting"]["unit"] = unit.clone();
        for as_of in ["2026-03-10T23:00:00Z", "2027-01-05T00:00:00Z"] {
            let complaints = Sample::of_indicators_with(as_of, units).complaints();
            assert!(complaints.is_empty(), "{unit} {as_of}\n{}", complaints.join("\n"));
        }
    }
}

/// Whether an objective is about the time of a service.
fn is_about_time(objective: &Value) -> bool {
    let indicator = objective["indicator"].as_str().unwrap();
    let of_outages = ["availability", "downtime", "outage_count", "longest_outage"];
    of_outages.contains(&indicator)
        || ["mean_time_to_restore", "mean_time_between_failures"].contains(&indicator)
}

#[test]
fn outages_by_their_length_and_each_incident_by_itself_follow_from_the_files() {
    let more_than = json!({ "more_than": "PT20M" });
    for (counting, words) in [
        (json!({ "minimum_outage": "PT45M" }), ["at_least 2700", "tolerated"]),
        (json!({ "minimum_outage": more_than, "grace": "PT10M" }), ["more_than 1200", "600"]),
        (json!({ "per": "incident", "minimum_outage": more_than }), ["more_than 1200", "\"per\""]),
        (json!({ "per": "incident", "grace": "PT30M" }), ["1800", "\"per\""]),
        (
            json!({ "grace": "PT30M", "unit": { "length": "PT15M", "counts": "any" } }),
            ["1800", "\"unit\""],
        ),
    ] {
        for as_of in ["2026-03-15T10:00:00Z", "2026-04-20T10:00:00Z"] {
            let sample = Sample::of_indicators_with(as_of, |contract| {
                let objectives = contract["objectives"].as_array_mut().unwrap().iter_mut();
                for objective in objectives.filter(|it| is_about_time(it)) {
                    let own = objective.as_object_mut().unwrap();
                    let own = own.entry("counting").or_insert(json!({})).as_object_mut().unwrap();
                    own.extend(counting.as_object().unwrap().clone());
                }
            });
            let complaints = sample.complaints();
            assert!(complaints.is_empty(), "{counting} {as_of}\n{}", complaints.join("\n"));
            tells(&sample, &words);
        }
    }
}

#[test]
fn labels_that_are_treated_otherwise_follow_from_the_files() {
    for (counting, word) in [
        (json!({ "concurrent_cause": "excluded" }), "excluded_incidents"),
        (
            json!({ "concurrent_cause": "excluded", "excluded_incident": "removed" }),
            "excluded_incidents",
        ),
        (
            json!({ "excluded_incident": "down", "exclusion_span": "up", "unknown": "up" }),
            "up_as_down",
        ),
        (
            json!({ "excluded_incident": "removed", "exclusion_span": "down", "unknown": "down" }),
            "down_as_up",
        ),
        (json!({ "exclusion_span": "ignored", "unknown": "ignored" }), "up_as_down"),
        (json!({ "maintenance": "down" }), "outage_down"),
        (json!({ "maintenance": "up", "excluded_incident": "ignored" }), "unknown"),
        (json!({ "maintenance": "ignored" }), "not_permitted"),
    ] {
        let sample =
            changed("hosted-portal", |contract, _| contract["counting"] = counting.clone());
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{counting}\n{}", complaints.join("\n"));
        tells(&sample, &[word]);
    }
}

#[test]
fn periods_of_days_and_from_any_date_follow_from_the_files() {
    let of_all = json!({ "every": "month", "from": "2025-12-16" });
    let days = json!({ "every": "P10D", "from": "2026-02-05" });
    let whole = json!({ "every": "quarter", "from": "2025-11-01", "partial": "whole" });
    for as_of in ["2026-03-16T00:00:00+01:00", "2026-04-20T10:00:00Z"] {
        let sample = Sample::of_indicators_with(as_of, |contract| {
            contract["service_period"] = of_all.clone();
            // Others rest on several, which must have their periods in common.
            let alone = |it: &Value| ["parts", "of", "credit"].iter().all(|of| it[of].is_null());
            contract["objectives"].as_array_mut().unwrap().retain(alone);
            contract.as_object_mut().unwrap().remove("rights");
            let objectives = contract["objectives"].as_array_mut().unwrap().iter_mut();
            for (at, objective) in objectives.filter(|it| is_about_time(it)).enumerate() {
                objective["period"] = [&days, &whole][at % 2].clone();
            }
        });
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{as_of}\n{}", complaints.join("\n"));
        tells(&sample, &["2026-02-15", "2026-02-16"]);
    }
}

#[test]
fn incidents_that_are_added_up_and_count_from_other_events_follow_from_the_files() {
    for counting in [
        json!({ "overlap": "sum" }),
        json!({ "outage_from": "reported" }),
        json!({ "outage_from": "detected", "overlap": "sum" }),
    ] {
        let counted = |contract: &mut Value| {
            let counting = counting.as_object().unwrap().clone();
            contract["counting"].as_object_mut().unwrap().extend(counting);
        };
        for as_of in ["2026-03-10T23:00:00Z", "2027-01-05T00:00:00Z"] {
            let mut contract = read(include_bytes!("indicators/contract.json"));
            contract["counting"] = json!({});
            counted(&mut contract);
            let mut history = read(include_bytes!("indicators/incidents.json"));
            for (at, incident) in
                history["incidents"].as_array_mut().unwrap().iter_mut().enumerate()
            {
                let started: chrono::DateTime<chrono::FixedOffset> =
                    incident["started"].as_str().unwrap().parse().unwrap();
                let later =
                    |minutes: i64| (started + chrono::Duration::minutes(minutes)).to_rfc3339();
                if at % 3 < 2 && incident["reported"].is_null() {
                    incident["reported"] = json!(later(5));
                }
                if at % 3 > 0 && incident["detected"].is_null() {
                    incident["detected"] = json!(later(2));
                }
            }
            let [contract, history] = [contract, history].map(|file| file.to_string());
            let sample = Sample::of_two(contract.as_bytes(), history.as_bytes(), as_of);
            let complaints = sample.complaints();
            assert!(complaints.is_empty(), "{counting} {as_of}\n{}", complaints.join("\n"));
        }
    }
}

#[test]
fn clocks_that_are_read_otherwise_follow_from_the_files() {
    let each = [
        json!({ "from": "started", "to": "resolved" }),
        json!({ "excluded_cause": "counted" }),
        json!({ "attribution": "opened" }),
        json!({ "attribution": "stopped" }),
        json!({ "attribution": "due" }),
        json!({ "priority_change": "first" }),
        json!({ "priority_change": "highest" }),
        json!({ "priority_change": "restart" }),
        json!({ "reopened": "longest" }),
        json!({ "reopened": "from_start" }),
        json!({ "reopened": "longest", "priority_change": "restart", "attribution": "stopped" }),
    ];
    for fields in each {
        let sample = changed("service-desk", |contract, history| {
            contract["priorities"] = json!(["P1", "P2", "P3", "P4"]);
            contract["exclusions"] = json!([{ "cause": "third_party" }, { "cause": "supplier" }]);
            for objective in contract["objectives"].as_array_mut().unwrap() {
                let indicator = objective["indicator"].as_str().unwrap().to_owned();
                let is_clock = indicator.ends_with("_time") && indicator != "mean_time";
                if is_clock {
                    let own = objective.as_object_mut().unwrap();
                    own.extend(fields.as_object().unwrap().clone());
                }
            }
            for (at, incident) in
                history["incidents"].as_array_mut().unwrap().iter_mut().enumerate()
            {
                if at % 6 == 0 {
                    incident["cause"] = json!("supplier");
                }
                let Some(ended) = incident["resolved"].as_str().map(str::to_owned) else {
                    continue;
                };
                let later = |hours: i64| {
                    let ended: chrono::DateTime<chrono::FixedOffset> = ended.parse().unwrap();
                    (ended + chrono::Duration::hours(hours)).to_rfc3339()
                };
                if at % 4 == 0 && incident["reopened"].is_null() {
                    let open = json!({ "from": later(2), "until": later(9 + at as i64) });
                    incident["reopened"] = json!([open]);
                }
                if at % 5 == 0 && incident["priority_changes"].is_null() {
                    let changes = [(-3, "P1"), (-2, "P3"), (-1, "P2")].map(
                        |(hours, priority)| json!({ "at": later(hours), "priority": priority }),
                    );
                    incident["priority_changes"] = json!(changes);
                }
            }
        });
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{fields}\n{}", complaints.join("\n"));
    }
}
