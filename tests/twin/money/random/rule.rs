//! What a breach is worth.

use serde_json::{Value, json};

use super::{Currency, Dice};

/// A rule that the objective may have.
pub(super) fn credit(dice: &mut Dice, currency: Currency, objective: &Value) -> Value {
    let indicator = objective["indicator"].as_str().unwrap();
    let mut rules: Vec<&str> = vec!["per_breach", "waive", "at_risk", "repeat", "every"];
    let table = if indicator == "points" { "points_table" } else { "tiers" };
    rules.extend([table; 4]);
    let is_time = ["availability", "downtime", "outage_count"].contains(&indicator);
    if is_time {
        rules.extend(["per_outage", "per_outage", "per_block", "per_block", "per_block"]);
        rules.extend(["times_lost_time", "times_lost_time"]);
    }
    if indicator == "response_time" {
        rules.extend(["per_miss", "per_miss", "per_miss", "per_block", "per_block"]);
    }
    if !["downtime"].contains(&indicator) {
        rules.extend(["per_point", "per_point"]);
    }
    if objective["target"].get("at_least").is_some() {
        rules.extend(["shortfall_of_target"; 2]);
    }
    let rule = dice.pick(&rules);
    let mut credit = json!({});
    let of = match rule {
        "tiers" => tiers(dice, currency, objective),
        "points_table" => json!([
            with(json!({ "points": "2" }), price(dice, currency)),
            with(json!({ "points": "5" }), price(dice, currency)),
            with(json!({ "points": "9.5" }), price(dice, currency)),
        ]),
        "waive" | "shortfall_of_target" => json!(true),
        "at_risk" => json!({ "percent": dice.pick(&["10", "12.5"]), "pool": "50",
            "allocation": dice.pick(&["12", "7.5"]) }),
        "repeat" => with(json!({ "periods": 2 + dice.below(2) }), price(dice, currency)),
        "every" => {
            let breaches = 1 + dice.below(3);
            let price = match dice.percent(50) {
                true => json!({ "percent": dice.pick(&["5", "2.5"]) }),
                false => json!({ "amount": currency.amount(dice, 300) }),
            };
            with(json!({ "breaches": breaches, "within": breaches + dice.below(4) }), price)
        }
        "per_block" => block(dice, currency, indicator),
        "times_lost_time" => lost_time(dice, objective),
        "per_point" => {
            let mut point = json!({ "step": dice.pick(&["1", "0.1", "0.5"]),
                "percent": dice.pick(&["1", "0.5", "3"]) });
            if dice.percent(70) {
                point["part"] = json!(dice.pick(&["whole", "begun", "exact"]));
            }
            point
        }
        "per_miss" => per_miss(dice, currency, &mut credit),
        _ => price(dice, currency),
    };
    credit[rule] = of;
    basis(dice, objective, &mut credit);
    credit
}

/// What percentages are of, where there are any.
fn basis(dice: &mut Dice, objective: &Value, credit: &mut Value) {
    let text = credit.to_string();
    let is_share = ["percent", "days_of_charge", "waive", "times_lost", "shortfall"]
        .iter()
        .any(|word| text.contains(word));
    if !is_share || dice.percent(45) {
        return;
    }
    let mut kinds = vec!["agreement_charge"];
    if !objective["per"].is_null() {
        kinds.extend(["affected_charge"; 8]);
    }
    // Days of a charge, and the time that was lost, are of the period's own.
    let is_own = ["days_of_charge", "times_lost"].iter().any(|word| text.contains(word));
    if !is_own {
        kinds.extend(["previous_charge", "next_charge", "annual_charge"]);
        if !objective["window"].is_null() {
            kinds.extend(["window_charge"; 8]);
        }
    }
    if !objective["service"].is_null() {
        kinds.push("service_charge");
    }
    credit["basis"] = json!(dice.pick(&kinds));
}

fn price(dice: &mut Dice, currency: Currency) -> Value {
    match dice.below(5) {
        0 => json!({ "days_of_charge": dice.pick(&["1", "2.5", "3"]) }),
        1 | 2 => json!({ "amount": currency.amount(dice, 300) }),
        _ => json!({ "percent": dice.pick(&["5", "3.3", "10", "0.7", "25"]) }),
    }
}

fn with(mut row: Value, price: Value) -> Value {
    row.as_object_mut().unwrap().extend(price.as_object().unwrap().clone());
    row
}

/// Tiers from the target on toward the worse, some of which end before the next begins.
fn tiers(dice: &mut Dice, currency: Currency, objective: &Value) -> Value {
    let bounds: [&str; 3] = match objective["indicator"].as_str().unwrap() {
        "availability" => match objective["target"].as_object().unwrap().values().next() {
            Some(it) if it == "99" => ["99", "98.5", "95"],
            _ => ["99.5", "98.5", "95"],
        },
        "response_time" => ["50", "33.3", "10"],
        "downtime" => ["PT2H", "PT6H", "PT20H"],
        "outage_count" => ["2", "3", "5"],
        _ if objective["unit"] == "%" => ["97", "96.5", "93"],
        _ => ["95", "96.5", "98"],
    };
    let more = ["availability", "response_time"].iter().any(|it| objective["indicator"] == **it)
        || objective["unit"] == "%";
    let amounts = dice.percent(30);
    let mut tiers = Vec::new();
    let strict: Vec<bool> = bounds.iter().map(|_| dice.percent(60)).collect();
    for (at, bound) in bounds.iter().enumerate() {
        let mut tier = match amounts {
            true => json!({ "amount": currency.amount(dice, 200) }),
            false => {
                let percent = ["2.5", "10", "40"][at];
                json!({ "percent": percent })
            }
        };
        let name = match (more, strict[at]) {
            (true, true) => "below",
            (true, false) => "at_or_below",
            (false, true) => "above",
            (false, false) => "at_or_above",
        };
        tier[name] = json!(bound);
        if let Some(next) = bounds.get(at + 1).filter(|_| dice.percent(40)) {
            // It ends where the next begins, or just before, which leaves a hole.
            let end = match (more, strict[at + 1]) {
                (true, true) => dice.pick(&["at_least", "above"]),
                (true, false) => "above",
                (false, true) => dice.pick(&["at_most", "below"]),
                (false, false) => "below",
            };
            tier[end] = json!(next);
        }
        tiers.push(tier);
    }
    json!(tiers)
}

fn block(dice: &mut Dice, currency: Currency, indicator: &str) -> Value {
    let on = match indicator {
        "response_time" => "overrun",
        _ => dice.pick(&["outage", "period"]),
    };
    let length = dice.pick(&["PT30M", "PT1H", "PT7M", "P1D"]);
    let mut block = with(json!({ "length": length, "on": on }), price(dice, currency));
    if dice.percent(75) {
        block["part"] = json!(dice.pick(&["whole", "begun", "exact"]));
    }
    if on == "period" && indicator != "outage_count" && dice.percent(60) {
        block["time"] = json!(dice.pick(&["all", "beyond_target", "beyond_target"]));
    }
    block
}

fn lost_time(dice: &mut Dice, objective: &Value) -> Value {
    let mut rule = json!({ "times": dice.pick(&["1", "10", "2.5"]) });
    let allows = objective["indicator"] != "outage_count";
    if allows && dice.percent(60) {
        rule["time"] = json!(dice.pick(&["all", "beyond_target"]));
    }
    if dice.percent(50) {
        rule["hour_of"] = json!(dice.pick(&["period", "agreed", "measured"]));
    }
    rule
}

fn per_miss(dice: &mut Dice, currency: Currency, credit: &mut Value) -> Value {
    let when = dice.pick(&["always", "breached", "breached"]);
    match dice.below(3) {
        0 => {
            credit["when"] = json!(when);
            json!(currency.amount(dice, 50))
        }
        1 => with(price(dice, currency), json!({ "when": when })),
        _ => price(dice, currency),
    }
}
