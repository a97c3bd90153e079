//! Verdicts of before what the files tell follow from them, whatever periods are as long, and label by
//! label.

use serde_json::{Value, json};

use super::Sample;

/// Periods of some length: the second is not measured, and told of.
struct Length {
    every: &'static str,
    /// First dates: of the last before, of one before that, and of one long before.
    before: [&'static str; 3],
    /// Of the first, the second and the third.
    first: [&'static str; 3],
    /// A day in the third.
    down: &'static str,
}

const LENGTHS: [Length; 4] = [
    Length {
        every: "P10D",
        before: ["2026-01-01", "2025-12-22", "2025-11-12"],
        first: ["2026-01-11", "2026-01-21", "2026-01-31"],
        down: "2026-02-04",
    },
    Length {
        every: "month",
        before: ["2025-12-31", "2025-11-30", "2025-09-30"],
        first: ["2026-01-31", "2026-02-28", "2026-03-31"],
        down: "2026-04-04",
    },
    Length {
        every: "quarter",
        before: ["2025-10-11", "2025-07-11", "2025-01-11"],
        first: ["2026-01-11", "2026-04-11", "2026-07-11"],
        down: "2026-08-04",
    },
    Length {
        every: "half_year",
        before: ["2025-07-11", "2025-01-11", "2024-01-11"],
        first: ["2026-01-11", "2026-07-11", "2027-01-11"],
        down: "2027-02-04",
    },
];

fn verdict(period: &str, missed: bool, value: &str, labels: &Value) -> Value {
    let verdict = if missed { "missed" } else { "met" };
    let mut told =
        json!({ "period": period, "objective": "o", "verdict": verdict, "value": value });
    if !labels.is_null() {
        told["labels"] = labels.clone();
    }
    told
}

/// The verdicts that are told of periods with these labels: last, one before, long before, second.
fn verdicts(of: &Length, labels: &Value, missed: [bool; 4]) -> Vec<Value> {
    let [last, earlier, long_before] = of.before;
    // In no order.
    vec![
        verdict(last, missed[0], "98.5", labels),
        verdict(long_before, missed[2], "97", labels),
        verdict(of.first[1], missed[3], "99.95", labels),
        verdict(earlier, missed[1], "98", labels),
    ]
}

/// What is told under these credits and rights, of which nothing is to be complained of.
fn told(
    of: &Length,
    (credit, credits): (&Value, &Value),
    rights: &Value,
    labels: &[Value],
) -> String {
    let kinds = [[true, true, true, true], [true, false, true, false]];
    let told = labels.iter().zip(kinds).flat_map(|(labels, missed)| verdicts(of, labels, missed));
    let told: Vec<Value> = told.collect();
    let mut objective = json!({ "id": "o", "service": "s", "indicator": "availability",
        "target": { "at_least": "99.9" }, "credit": credit });
    if !labels[0].is_null() {
        objective["per"] = json!(["region"]);
    }
    let [first, _, third] = of.first;
    let contract = json!({
        "format": "sla-contract/1", "currency": "EUR", "term": { "from": first },
        "service_period": { "every": of.every, "from": first }, "credits": credits,
        "services": [{ "id": "s",
            "charges": [{ "from": "2020-01-01", "amount": "900.00", "per": "month" }] }],
        "objectives": [objective], "rights": rights,
    });
    let incident = |id: &str, day: &str, region: &str| {
        json!({ "id": id, "services": ["s"], "labels": { "region": region },
                "started": format!("{day}T02:00:00Z"), "restored": format!("{day}T09:00:00Z") })
    };
    let history = json!({
        "format": "sla-incidents/1",
        "incidents": [incident("A", first, "east"), incident("B", of.down, "west")],
        "source": { "covers": { "from": format!("{third}T00:00:00Z"), "until": "2028-01-01T00:00:00Z" } },
        "history": { "verdicts": told },
    });
    let files = [contract.to_string(), history.to_string()].map(String::into_bytes);
    let mut said = String::new();
    for as_of in ["2026-02-25T00:00:00Z", "2027-08-01T00:00:00Z"] {
        let sample = Sample::of_two(&files[0], &files[1], as_of);
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{contract}\n{history}\n{}", complaints.join("\n"));
        said += &sample.report.to_string();
        said += &serde_json::to_string(&sample.calculations).unwrap();
    }
    said
}

/// The same of periods of each length, and of each with labels and without; what they say.
fn of_each(credit: &Value, credits: &Value, rights: &Value, words: &[&str]) {
    for of in &LENGTHS {
        let regions = ["west", "east"].map(|region| json!({ "region": region }));
        let kinds = [&[Value::Null][..], &regions];
        // No mean is of what is judged by label.
        let is_mean = !rights[0]["any"][0]["mean"].is_null();
        for labels in kinds.into_iter().take(if is_mean { 1 } else { 2 }) {
            let said = told(of, (credit, credits), rights, labels);
            for word in words {
                assert!(said.contains(word), "{} {credit} {rights}: {word}", of.every);
            }
        }
    }
}

#[test]
fn rules_that_look_back_count_what_is_told() {
    for credit in [
        json!({ "repeat": { "periods": 2, "percent": "5" } }),
        json!({ "repeat": { "periods": 4, "percent": "5" } }),
        json!({ "every": { "breaches": 2, "within": 3, "percent": "5" } }),
        json!({ "every": { "breaches": 3, "within": 6, "amount": "7.00" } }),
    ] {
        of_each(&credit, &json!({}), &json!([]), &["\"earlier_told\""]);
    }
}

#[test]
fn what_is_told_of_a_good_period_is_earned_back_by() {
    let credit = json!({ "per_breach": { "percent": "5" } });
    for terms in [
        json!({ "after_periods": 1, "percent": "50" }),
        json!({ "after_periods": 1, "percent": "50", "at_least": "99.9" }),
    ] {
        of_each(&credit, &json!({ "earn_back": terms }), &json!([]), &["\"earned_back\""]);
    }
}

#[test]
fn rights_count_what_is_told() {
    let credit = json!({ "per_breach": { "percent": "5" } });
    for trigger in [
        json!({ "breached": { "periods": 3, "within": 4 } }),
        json!({ "breached": { "periods": 2, "consecutive": true } }),
        json!({ "value": { "of": "o", "below": "99", "periods": 2 } }),
        json!({ "mean": { "of": "o", "over": 3, "below": "99" } }),
    ] {
        let rights = json!([{ "effect": "terminate", "any": [trigger] }]);
        of_each(&credit, &json!({}), &rights, &["\"arisen\"", "\"before\""]);
    }
}
