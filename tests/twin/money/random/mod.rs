//! Random agreements about money, and what happened under them.

mod credits;
mod past;
mod rule;

use serde_json::{Value, json};

use crate::random::World;
use crate::random::dice::Dice;

/// A currency, its decimals, and the bounds within which amounts lie.
#[derive(Clone, Copy)]
pub(super) struct Currency {
    name: &'static str,
    decimals: u32,
}

impl Currency {
    /// An amount of up to so many whole units.
    fn amount(self, dice: &mut Dice, most: i64) -> String {
        let scale = 10_i64.pow(self.decimals);
        let minor = 1 + dice.below(most * scale);
        match self.decimals {
            0 => minor.to_string(),
            decimals => format!("{}.{:0w$}", minor / scale, minor % scale, w = decimals as usize),
        }
    }
}

/// A world; of each number the same on every machine.
pub(super) fn world(number: u64) -> World {
    let dice = &mut Dice::new(number.wrapping_mul(2) + 0x5EED_0F00);
    let (name, decimals) = dice.pick(&[("EUR", 2), ("EUR", 2), ("JPY", 0), ("BHD", 3)]);
    let currency = Currency { name, decimals };
    let zone = dice.pick(&["UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe"]);
    let from = dice.pick(&["2026-01-01", "2026-01-01", "2026-01-16", "2025-08-20"]);
    let mut term = json!({ "from": from });
    if dice.percent(30) {
        term["until"] = json!(dice.pick(&["2026-06-01", "2026-06-20"]));
    }
    let every = dice.pick(&["month", "month", "month", "month", "quarter", "P28D", "half_year"]);
    let mut period = json!({ "every": every });
    if every == "P28D" || dice.percent(25) {
        period["from"] = json!(dice.pick(&["2026-01-16", "2026-01-01", "2025-12-05"]));
    }
    if dice.percent(15) {
        period["partial"] = json!("whole");
    }
    let services: Vec<Value> =
        ["erp", "desk"].iter().map(|id| service(dice, currency, id)).collect();
    let objectives = objectives(dice, currency);
    let credited = objectives.iter().filter(|it| !it["credit"].is_null());
    let credited: Vec<&str> = credited.map(|it| it["id"].as_str().unwrap()).collect();
    let credits = credits::credits(dice, currency, &credited, every != "P28D");
    let mut contract = json!({
        "format": "sla-contract/1", "currency": currency.name, "time_zone": zone, "term": term,
        "service_period": period, "services": services, "objectives": objectives,
        "calendars": { "office": { "weekly": { "mon-fri": ["08:00-18:00"] },
                                   "holidays": ["2026-04-03", "2026-05-01", "2026-03-02"] } },
        "credits": credits,
    });
    if dice.percent(30) {
        contract["charges"] = json!(charges(dice, currency));
    }
    let as_of = past::as_of(dice, zone);
    let history = past::history(dice, currency, &contract, zone);
    World { contract, history, as_of, step: 60 }
}

fn service(dice: &mut Dice, currency: Currency, id: &str) -> Value {
    match dice.percent(12) {
        true => json!({ "id": id }),
        false => json!({ "id": id, "charges": charges(dice, currency) }),
    }
}

/// Charges of a service, or of the agreement: some change within a period, some are of a region.
fn charges(dice: &mut Dice, currency: Currency) -> Vec<Value> {
    let per = |dice: &mut Dice| {
        dice.pick(&["month", "month", "quarter", "half_year", "year", "P30D", "PT168H"])
    };
    let mut charges = vec![json!({
        "from": "2020-01-01", "amount": currency.amount(dice, 2000), "per": per(dice) })];
    if dice.percent(30) {
        let from = dice.pick(&["2026-02-01", "2026-03-11", "2026-04-01"]);
        charges
            .push(json!({ "from": from, "amount": currency.amount(dice, 2000), "per": per(dice) }));
    }
    if dice.percent(30) {
        for region in ["east", "west"] {
            charges.push(json!({ "from": "2020-01-01", "amount": currency.amount(dice, 900),
                "per": "month", "labels": { "region": region } }));
        }
    }
    if dice.percent(20) {
        charges.push(json!({ "from": "2020-01-01", "amount": currency.amount(dice, 500),
            "per": "month", "kind": "usage" }));
    }
    if dice.percent(15) {
        charges.push(json!({ "from": "2026-02-03", "amount": currency.amount(dice, 9000),
            "per": "month", "kind": "one_time" }));
    }
    charges
}

/// Two to four objectives of any kind; points rest on those before.
fn objectives(dice: &mut Dice, currency: Currency) -> Vec<Value> {
    let kinds = 2 + dice.below(3);
    let mut objectives: Vec<Value> = Vec::new();
    for at in 0..kinds {
        let id = char::from(b'a' + u8::try_from(at).unwrap()).to_string();
        let points = at >= 2 && dice.percent(35);
        let mut objective = match (points, dice.below(10)) {
            (true, _) => points_of(dice, &objectives),
            (_, 0..5) => availability(dice),
            (_, 5..7) => clock(dice),
            (_, 7) => measured(dice, &id),
            (_, 8) => outage_count(dice),
            _ => downtime(dice),
        };
        objective["id"] = json!(id);
        if dice.percent(93) {
            objective["credit"] = rule::credit(dice, currency, &objective);
        }
        objectives.push(objective);
    }
    objectives
}

fn any_service(dice: &mut Dice) -> Value {
    json!(dice.pick(&["erp", "desk"]))
}

fn availability(dice: &mut Dice) -> Value {
    let target = dice.pick(&[
        ("at_least", "99.9"),
        ("at_least", "99"),
        ("above", "99.5"),
        ("at_least", "100"),
    ]);
    let mut objective = json!({ "service": any_service(dice), "indicator": "availability",
        "target": { target.0: target.1 } });
    match dice.below(10) {
        0..2 => objective["calendar"] = json!("office"),
        2..4 => objective["per"] = json!(["region"]),
        4..6 => objective["window"] = json!({ "days": 30, "before_start": "clip" }),
        _ => {}
    }
    objective
}

fn clock(dice: &mut Dice) -> Value {
    let share = dice.pick(&["100", "90", "75", "50"]);
    json!({ "service": any_service(dice), "indicator": "response_time",
        "within": dice.pick(&["PT1H", "PT4H"]), "target": { "share_at_least": share } })
}

/// A share, or a number of which less is better.
fn measured(dice: &mut Dice, id: &str) -> Value {
    let mut objective = json!({ "indicator": "measurement", "source": id });
    if dice.percent(70) {
        objective["service"] = any_service(dice);
    }
    if dice.percent(50) {
        objective["unit"] = json!("%");
        objective["target"] = json!({ "at_least": "97" });
    } else {
        objective["unit"] = json!("ms");
        let bound = dice.pick(&["at_most", "below"]);
        objective["target"] = json!({ bound: "95" });
    }
    objective
}

fn outage_count(dice: &mut Dice) -> Value {
    json!({ "service": any_service(dice), "indicator": "outage_count",
        "target": { "at_most": dice.pick(&["0", "1", "2"]) } })
}

fn downtime(dice: &mut Dice) -> Value {
    json!({ "service": any_service(dice), "indicator": "downtime",
        "target": { dice.pick(&["at_most", "below"]): dice.pick(&["PT2H", "PT30M"]) } })
}

fn points_of(dice: &mut Dice, others: &[Value]) -> Value {
    let mut parts = Vec::new();
    for other in others.iter().filter(|it| it["per"].is_null() && it["points"].is_null()) {
        let mut part = json!({ "objective": other["id"], "points": dice.pick(&["1", "2.5", "4"]) });
        match other["indicator"].as_str().unwrap() {
            "response_time" if dice.percent(60) => part["for"] = json!("miss"),
            "outage_count" if dice.percent(80) => part["for"] = json!("outage"),
            _ => {}
        }
        if !part["for"].is_null() && dice.percent(50) {
            part["by_length"] = json!([{ "from": "PT2H", "times": "1.5" },
                                       { "from": "PT6H", "times": "3" }]);
        }
        if dice.percent(40) {
            part["repeated"] = json!({ "times": dice.pick(&["2", "1.5", "0"]) });
            if dice.percent(50) {
                let plain = |it: &&Value| it["per"].is_null() && it["points"].is_null();
                let ids: Vec<&Value> = others.iter().filter(plain).map(|it| &it["id"]).collect();
                part["repeated"]["of"] = dice.pick(&ids).to_owned().clone();
            }
        }
        parts.push(part);
    }
    if parts.is_empty() {
        return outage_count(dice);
    }
    json!({ "indicator": "points", "target": { "at_most": dice.pick(&["0", "2", "4"]) },
        "points": parts })
}
