//! What happened: incidents, measurements, claims, invoices, and what was before.

use chrono::NaiveDate;
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::{Currency, Dice};
use crate::random::world::told;
use crate::zone::{DAY, HOUR, MINUTE, start_of_day};

fn midnight(zone: Tz, date: &str) -> i64 {
    start_of_day(zone, date.parse().unwrap())
}

pub(super) fn as_of(dice: &mut Dice, zone: &str) -> i64 {
    let zone = zone.parse().unwrap();
    let date = dice.pick(&[
        "2026-03-01",
        "2026-04-17",
        "2026-05-01",
        "2026-06-20",
        "2026-07-01",
        "2026-09-14",
    ]);
    let minutes = if dice.percent(50) { dice.below(24 * 60) } else { 0 };
    midnight(zone, date) + minutes * MINUTE
}

pub(super) fn history(dice: &mut Dice, currency: Currency, contract: &Value, zone: &str) -> Value {
    let zone: Tz = zone.parse().unwrap();
    let (from, until) = (midnight(zone, "2025-06-01"), midnight(zone, "2026-07-20"));
    let incidents: Vec<Value> = (0..4 + dice.below(14))
        .map(|at| incident(dice, at, (midnight(zone, "2025-12-20"), until)))
        .collect();
    let mut history = json!({
        "format": "sla-incidents/1", "incidents": incidents,
        "source": { "covers": { "from": told(from), "until": told(until) } },
        "measurements": measurements(dice, contract, zone),
    });
    let steps = !contract["credits"]["claim"]["steps"].is_null();
    let objectives = contract["objectives"].as_array().unwrap().iter();
    let credited: Vec<&Value> = objectives.filter(|it| !it["credit"].is_null()).collect();
    if !credited.is_empty() {
        let claims = (0..dice.below(12)).map(|_| {
            let objective = &dice.pick(&credited)["id"];
            claim(dice, currency, (zone, steps), objective)
        });
        history["claims"] = claims.collect();
    }
    let any = credited.first().map(|it| &it["id"]);
    if dice.percent(55) {
        history["events"] = (0..9)
            .map(|_| {
                let at = midnight(zone, "2026-02-01") + dice.below(150 * 24) * HOUR;
                json!({ "type": "report_delivered", "for": first(dice), "at": told(at) })
            })
            .collect();
    }
    if dice.percent(35) {
        history["charges"] = (0..1 + dice.below(4)).map(|_| invoice(dice, currency)).collect();
    }
    if dice.percent(35) {
        history["history"] = json!({
            "charges": [
                { "period": "2025-05-01", "service": "erp", "amount": currency.amount(dice, 900) },
                { "period": "2025-07-01", "service": "desk", "amount": currency.amount(dice, 900) },
                { "period": "2025-08-01", "amount": currency.amount(dice, 900) },
            ],
            "credits": [{ "period": "2025-06-01", "amount": currency.amount(dice, 50) }],
        });
        if let Some(objective) = any {
            let credit = json!({ "period": "2025-08-01", "objective": objective,
                "amount": currency.amount(dice, 50) });
            history["history"]["credits"].as_array_mut().unwrap().push(credit);
        }
    }
    history
}

fn incident(dice: &mut Dice, at: i64, (from, until): (i64, i64)) -> Value {
    let started = from + dice.below((until - from) / MINUTE - 60) * MINUTE;
    let started = if dice.percent(15) { started - started.rem_euclid(DAY) } else { started };
    let services: Vec<&str> = match dice.below(4) {
        0 => vec!["erp", "desk"],
        1 => vec!["desk"],
        _ => vec!["erp"],
    };
    let mut incident = json!({
        "id": format!("i{at}"), "services": services, "started": told(started),
        "labels": { "region": dice.pick(&["east", "west"]) },
    });
    if dice.percent(93) {
        let length = match dice.below(6) {
            0 => 30 * MINUTE * (1 + dice.below(8)),
            1 => (1 + dice.below(9)) * HOUR,
            2 => (1 + dice.below(70)) * HOUR,
            _ => (1 + dice.below(300)) * MINUTE,
        };
        incident["restored"] = told((started + length).min(until));
    }
    if dice.percent(80) {
        let reported = (started + dice.below(20) * MINUTE).min(until);
        incident["reported"] = told(reported);
        if dice.percent(90) {
            let length =
                dice.pick(&[30, 60, 61, 90, 240, 300, 2000]) + dice.below(2) * dice.below(40);
            incident["responded"] = told((reported + length * MINUTE).min(until));
        }
    }
    incident
}

const MONTHS: [&str; 9] = [
    "2025-12-01",
    "2026-01-01",
    "2026-02-01",
    "2026-03-01",
    "2026-04-01",
    "2026-05-01",
    "2026-06-01",
    "2026-07-01",
    "2026-07-20",
];

fn measurements(dice: &mut Dice, contract: &Value, zone: Tz) -> Vec<Value> {
    let mut told_of = Vec::new();
    for objective in contract["objectives"].as_array().unwrap() {
        if objective["indicator"] != "measurement" {
            continue;
        }
        for span in MONTHS.windows(2) {
            let many = dice.below(3);
            for _ in 0..many {
                let value = match dice.percent(30) {
                    true => dice.pick(&["97", "96.5", "93", "95", "98", "90"]).to_owned(),
                    false => format!("{}.{}", 90 + dice.below(10), dice.below(10)),
                };
                let mut measured = json!({ "indicator": objective["source"], "value": value,
                    "from": told(midnight(zone, span[0])), "until": told(midnight(zone, span[1])) });
                if let Some(service) = objective.get("service") {
                    measured["service"] = service.clone();
                }
                if dice.percent(40) {
                    measured["count"] = json!(1 + dice.below(9));
                }
                told_of.push(measured);
            }
        }
    }
    told_of
}

/// The first date of some period, as a rule.
fn first(dice: &mut Dice) -> &'static str {
    dice.pick(&[
        "2026-01-01",
        "2026-02-01",
        "2026-03-01",
        "2026-04-01",
        "2026-01-16",
        "2026-02-16",
        "2026-03-16",
        "2026-02-13",
    ])
}

/// A claim for a credit, made or not; where they are asked for, with steps before it.
fn claim(dice: &mut Dice, currency: Currency, (zone, steps): (Tz, bool), of: &Value) -> Value {
    let period = first(dice);
    let mut claim = json!({ "period": period, "objective": of });
    let begin: NaiveDate = period.parse().unwrap();
    let ends = start_of_day(zone, begin + chrono::Months::new(1));
    let after = |dice: &mut Dice| ends + dice.below(45) * DAY + dice.pick(&[0, 0, HOUR, -MINUTE]);
    if dice.percent(25) {
        claim["choice"] = json!(true);
    }
    if dice.percent(70) {
        claim["requested"] = told(after(dice));
    }
    if dice.percent(25) {
        claim["labels"] = json!({ "region": dice.pick(&["east", "west"]) });
    }
    if steps && dice.percent(60) {
        claim["steps"] = json!({ "notice": told(after(dice)) });
        if dice.percent(60) {
            claim["steps"]["evidence"] = told(after(dice));
        }
    }
    if dice.percent(45) {
        claim["decided"] = told(ends + (45 + dice.below(30)) * DAY);
        if dice.percent(80) {
            let granted =
                if dice.percent(20) { "0".to_owned() } else { currency.amount(dice, 100) };
            claim["granted"] = json!(granted);
        }
    }
    claim
}

fn invoice(dice: &mut Dice, currency: Currency) -> Value {
    let mut invoice = json!({ "period": first(dice), "amount": currency.amount(dice, 2000) });
    if dice.percent(75) {
        invoice["service"] = json!(dice.pick(&["erp", "desk"]));
    }
    if dice.percent(40) {
        invoice["kind"] = json!(dice.pick(&["recurring", "usage", "one_time"]));
    }
    invoice
}
