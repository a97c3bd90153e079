//! Credits that rest on incidents: which is paid where one incident hurts several promises, and until
//! when they can be claimed.

use serde_json::{Value, json};

use super::Sample;
use super::worlds::Dice;

/// So many incidents in three months, each of one or more services.
fn incidents(dice: &mut Dice) -> Vec<Value> {
    let at = |month: u64, day: u64, hour: u64| format!("2026-{month:02}-{day:02}T{hour:02}:00:00Z");
    let each = (0..12).map(|number| {
        let (month, day, hour) = (dice.below(3) + 1, dice.below(26) + 1, dice.below(20));
        let services =
            dice.any(&[json!(["a"]), json!(["b"]), json!(["a", "b"]), json!(["b", "c"])]);
        let mut incident = json!({
            "id": number.to_string(), "services": services, "started": at(month, day, hour),
            "responded": at(month, day, hour + 1 + dice.below(3)),
        });
        if !dice.one_in(9) {
            let end =
                if dice.one_in(5) { at(month + 1, 2, hour) } else { at(month, day + 1, hour) };
            incident["restored"] = json!(end);
        }
        if dice.one_in(2) {
            incident["reported"] = json!(at(month, day, hour + 1));
        }
        incident
    });
    each.collect()
}

fn sample(number: u64, period: &Value, credits: &Value) -> Sample {
    let mut dice = Dice(number.wrapping_mul(0x9E37_79B9_7F4A_7C15));
    let charges = json!([
        { "from": "2025-01-01", "amount": "310.00", "per": "month" },
        { "from": "2026-02-11", "amount": "930.00", "per": dice.any(&["month", "quarter", "P30D"]) },
    ]);
    let tiers = json!({ "tiers": [
        { "below": "99.9", "percent": "10" }, { "below": "97", "percent": "20" },
        { "below": "93", "percent": "35" }] });
    let miss = json!({ "per_miss": { "amount": "40" } });
    let objective = |id: &str, service: &str, fields: Value| {
        let mut objective = json!({ "id": id, "service": service });
        objective.as_object_mut().unwrap().extend(fields.as_object().unwrap().clone());
        objective
    };
    let up =
        json!({ "indicator": "availability", "target": { "at_least": "99.9" }, "credit": tiers });
    let answered = json!({
        "indicator": "response_time", "within": "PT2H", "target": { "share_at_least": "100" },
        "credit": miss,
    });
    let longest = json!({
        "indicator": "longest_outage", "target": { "at_most": "PT10H" },
        "credit": { "per_breach": { "percent": "7.5" } },
    });
    let objectives = json!([
        objective("a-up", "a", up.clone()),
        objective("b-up", "b", up),
        objective("a-answered", "a", answered),
        objective("b-longest", "b", longest.clone()),
        objective("c-longest", "c", longest),
    ]);
    let service = |id: &str| json!({ "id": id, "charges": charges });
    let contract = json!({
        "format": "sla-contract/1", "currency": "EUR", "time_zone": "Europe/Berlin",
        "term": { "from": "2026-01-01" }, "service_period": period,
        "services": [service("a"), service("b"), service("c")],
        "objectives": objectives, "credits": credits,
    });
    let history = json!({
        "format": "sla-incidents/1", "incidents": incidents(&mut dice),
        "source": { "covers": { "from": "2026-01-01T00:00:00Z", "until": "2026-05-01T00:00:00Z" } },
    });
    let as_of = dice.any(&["2026-02-17T08:00:00Z", "2026-03-03T00:00:00Z", "2026-06-01T00:00:00Z"]);
    Sample::of_two(contract.to_string().as_bytes(), history.to_string().as_bytes(), as_of)
}

/// The files bear out each of several worlds, which say the words.
fn holds(period: &Value, credits: &Value, words: &[&str]) {
    let mut said = String::new();
    for number in 0..8 {
        let sample = sample(number, period, credits);
        let complaints = sample.complaints();
        assert!(complaints.is_empty(), "{period} {credits} {number}\n{}", complaints.join("\n"));
        said += &sample.report.to_string();
    }
    words.iter().for_each(|word| assert!(said.contains(word), "{credits}: {word}"));
}

#[test]
fn one_credit_for_each_incident_follows_from_the_files() {
    let month = json!({ "every": "month" });
    holds(&month, &json!({ "combination": "one_per_incident" }), &["\"not_paid\":true"]);
}

#[test]
fn claims_that_count_from_incidents_follow_from_the_files() {
    let month = json!({ "every": "month" });
    for from in ["incident_end", "reported"] {
        for within in [json!({ "hours": 72 }), json!({ "days": 30 }), json!({ "working_days": 5 })]
        {
            let claim = json!({ "from": from, "within": within });
            holds(&month, &json!({ "claim": claim }), &["\"claimable\"", "\"expired\""]);
        }
    }
}

#[test]
fn charges_of_periods_of_days_follow_from_the_files() {
    for (every, basis) in [("P10D", "period"), ("P45D", "2_months"), ("P10D", "contract_year")] {
        let period = json!({ "every": every, "from": "2026-01-04" });
        let claim = json!({ "within": { "periods": 2 } });
        let cap = json!({ "per": basis, "percent": "9" });
        holds(&period, &json!({ "claim": claim, "caps": [cap] }), &["\"caps\":[{"]);
    }
}
