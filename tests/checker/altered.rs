//! No figure can be altered unnoticed.

use serde_json::{Value, json};

use super::check::{of_clocks, of_result, of_the_whole};
use super::of_amendments::with_added;
use super::of_groups::{counted, of_groups};
use super::of_windows::with_windows;
use super::{Sample, changed};

/// What a report says that no file bears out: nothing is worked out from it.
const BEYOND_THE_FILES: [&str; 2] = ["/warnings", "sha256"];

/// The pointers of everything that is no list and no object.
fn leaves(value: &Value, place: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            members
                .iter()
                .for_each(|(name, value)| leaves(value, &format!("{place}/{name}"), found));
        }
        Value::Array(items) => {
            for (position, item) in items.iter().enumerate() {
                leaves(item, &format!("{place}/{position}"), found);
            }
        }
        _ => found.push(place.to_owned()),
    }
}

/// A value that differs as little as its kind allows: the last digit of a text is another.
fn altered(value: &Value) -> Value {
    match value {
        Value::Bool(truth) => json!(!truth),
        Value::Number(number) => json!(number.as_u64().map_or(0, |number| number + 1)),
        Value::String(text) => match text.rfind(|c: char| c.is_ascii_digit()) {
            Some(digit) => {
                let other = if text[digit..].starts_with('1') { "2" } else { "1" };
                json!(format!("{}{other}{}", &text[..digit], &text[digit + 1..]))
            }
            None => json!(format!("{text}?")),
        },
        _ => json!("1"),
    }
}

/// The pointers below which `sample` could be altered without a complaint.
fn unnoticed(sample: &mut Sample, keep: impl Fn(usize, &str) -> bool) -> Vec<String> {
    let mut places = Vec::new();
    leaves(&sample.report, "/report", &mut places);
    leaves(&json!(sample.calculations), "/calculations", &mut places);
    places.retain(|place| !BEYOND_THE_FILES.iter().any(|beyond| place.contains(beyond)));
    let chosen = places.iter().enumerate().filter(|(number, place)| keep(*number, place));
    let chosen: Vec<&String> = chosen.map(|(_, place)| place).collect();
    assert!(chosen.len() > 100, "too few to mean anything");
    chosen.into_iter().filter(|place| !is_noticed(sample, place)).cloned().collect()
}

fn is_noticed(sample: &mut Sample, place: &str) -> bool {
    let before = swap(sample, place, None);
    let part: Vec<&str> = place.split('/').collect();
    let Sample { papers, report, calculations, .. } = &*sample;
    let noticed = match part[..] {
        [_, "calculations", at, ..] | [_, "report", "results", at, ..] => {
            let at = at.parse().unwrap();
            let settlement = papers.settlement(report["results"].as_array().unwrap(), calculations);
            of_result(papers, report, (calculations, &settlement), at)
        }
        [_, "report", "clocks", ..] => of_clocks(papers, report),
        _ => of_the_whole(papers, report, calculations),
    };
    let noticed = !noticed.is_empty();
    swap(sample, place, Some(before));
    noticed
}

/// Puts `value` at a place, or else what differs a little; hands back what was there.
fn swap(sample: &mut Sample, place: &str, value: Option<Value>) -> Value {
    let place = match place.strip_prefix("/report") {
        Some(rest) => sample.report.pointer_mut(rest).unwrap(),
        None => {
            let (_, rest) = place[1..].split_once('/').unwrap();
            let (calculation, rest) = rest.split_once('/').unwrap();
            let calculation = &mut sample.calculations[calculation.parse::<usize>().unwrap()];
            calculation.pointer_mut(&format!("/{rest}")).unwrap()
        }
    };
    let value = value.unwrap_or_else(|| altered(place));
    std::mem::replace(place, value)
}

#[test]
fn nothing_of_the_small_sample_can_be_altered_unnoticed() {
    let mut sample = Sample::of("managed-services");
    assert_eq!(unnoticed(&mut sample, |_, _| true), [""; 0]);
}

#[test]
fn no_figure_of_the_sample_with_maintenance_can_be_altered_unnoticed() {
    let mut sample = Sample::of("hosted-portal");
    let keep =
        |number: usize, place: &str| place.starts_with("/report") || number.is_multiple_of(5);
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}

#[test]
fn no_figure_of_the_sample_with_requests_can_be_altered_unnoticed() {
    let mut sample = Sample::of("public-api");
    let keep =
        |number: usize, place: &str| place.starts_with("/report") || number.is_multiple_of(97);
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}

#[test]
fn no_figure_of_the_sample_with_clocks_can_be_altered_unnoticed() {
    let mut sample = Sample::of("service-desk");
    let keep =
        |number: usize, place: &str| place.starts_with("/report") || number.is_multiple_of(7);
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}

#[test]
fn no_figure_of_the_large_sample_can_be_altered_unnoticed() {
    let mut sample = Sample::of("github-enterprise-cloud");
    assert_eq!(unnoticed(&mut sample, |number, _| number % 97 == 0), [""; 0]);
}

#[test]
fn no_figure_of_the_other_indicators_can_be_altered_unnoticed() {
    let mut sample = Sample::of_indicators("2026-04-20T10:00:00Z");
    assert_eq!(unnoticed(&mut sample, |number, _| number.is_multiple_of(5)), [""; 0]);
}

#[test]
fn no_figure_of_chosen_incidents_can_be_altered_unnoticed() {
    let mut sample = Sample::of_counting("2026-04-10T10:00:00Z");
    assert_eq!(unnoticed(&mut sample, |number, _| number.is_multiple_of(23)), [""; 0]);
}

#[test]
fn nothing_that_was_corrected_can_be_altered_unnoticed() {
    for (id, every) in [("managed-services", 5), ("service-desk", 97), ("hosted-portal", 17)] {
        let mut sample = Sample::corrected(id);
        let keep = |number: usize, place: &str| {
            number.is_multiple_of(every) || place.contains("correct") || place.contains("disputed")
        };
        assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
    }
}

#[test]
fn no_figure_of_groups_can_be_altered_unnoticed() {
    let mut sample = of_groups("2026-03-12T09:20:00Z", |_, _| {});
    let keep = |number: usize, place: &str| {
        let is_behind = place.contains("/member/") || place.contains("/group/");
        number.is_multiple_of(if is_behind { 5 } else { 41 })
    };
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}

#[test]
fn no_figure_of_the_rules_of_credits_can_be_altered_unnoticed() {
    let mut sample = Sample::of_credits("2026-06-01T10:00:00Z");
    let keep = |number: usize, place: &str| place.contains("/credit") || number.is_multiple_of(43);
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}

#[test]
fn no_figure_of_amended_terms_can_be_altered_unnoticed() {
    let charges = json!([{ "from": "2026-01-01", "amount": "3600.00", "per": "month" }]);
    let mut sample = changed("managed-services", |contract, _| {
        contract["amendments"] = json!([
            { "effective": "2026-03-12", "set": { "services/vpn/charges": charges } },
            { "effective": "2026-04-01",
              "set": { "objectives/vpn-availability/target": { "at_least": "99.95" } } },
        ]);
    });
    let keep = |number: usize, place: &str| {
        place.contains("/terms/") || place.contains("/charge") || number.is_multiple_of(13)
    };
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}

#[test]
fn no_figure_of_what_is_amended_for_all_credits_can_be_altered_unnoticed() {
    let mut sample = changed("managed-services", |contract, _| {
        let caps = json!([{ "percent": "12", "per": "period", "each": "service" }]);
        let credits = json!({ "caps": caps, "claim": { "within": { "days": 20 } } });
        contract["amendments"] =
            json!([{ "effective": "2026-06-01", "set": { "credits": credits } }]);
    });
    super::tells(&sample, &["/amendments/0/set/credits/caps/0", "/amendments/0/set/credits/claim"]);
    let keep = |number: usize, place: &str| place.contains("/credit") || number.is_multiple_of(17);
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}

#[test]
fn no_figure_in_another_currency_can_be_altered_unnoticed() {
    let mut sample = changed("managed-services", |contract, _| {
        contract["amendments"] =
            json!([{ "effective": "2026-05-01", "set": { "currency": "USD" } }]);
    });
    assert!(sample.report["summary"]["other_currencies"].is_array());
    let keep = |number: usize, place: &str| {
        place.contains("currenc") || place.contains("/credit") || number.is_multiple_of(17)
    };
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}

#[test]
fn no_figure_of_what_is_added_and_taken_out_can_be_altered_unnoticed() {
    let mut sample = with_added("2026-06-10T00:00:00Z");
    let keep = |number: usize, place: &str| {
        let is_own = ["/terms/", "/amendments/", "mail"].iter().any(|it| place.contains(it));
        is_own || number.is_multiple_of(11)
    };
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}

#[test]
fn no_figure_of_days_of_groups_can_be_altered_unnoticed() {
    let counting = json!({ "minimum_outage": "PT90M", "unknown": "down" });
    let mut sample = of_groups("2026-03-25T12:00:00Z", |contract, _| {
        counted(contract, "contract", &counting);
        with_windows(contract, &json!({}));
    });
    let keep = |number: usize, place: &str| {
        number.is_multiple_of(if place.contains("/labels/") { 5 } else { 61 })
    };
    assert_eq!(unnoticed(&mut sample, keep), [""; 0]);
}
