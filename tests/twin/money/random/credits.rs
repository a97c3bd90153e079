//! What holds for all credits.

use serde_json::{Value, json};

use super::{Currency, Dice};

/// What holds for the credits of these objectives, in periods of months or of days.
pub(super) fn credits(
    dice: &mut Dice,
    currency: Currency,
    of: &[&str],
    is_of_months: bool,
) -> Value {
    let mut credits = json!({});
    let caps: Vec<Value> =
        (0..dice.below(4)).map(|_| cap(dice, currency, of, is_of_months)).collect();
    credits["caps"] = json!(caps);
    match dice.below(8) {
        0 | 1 => credits["combination"] = json!("highest"),
        2 if of.len() > 1 => {
            let lists = [&of[..2], &of[1..]];
            let lists: Vec<_> = lists.into_iter().filter(|list| list.len() > 1).collect();
            credits["combination"] = json!({ "exclusive": lists });
        }
        3 | 4 => credits["combination"] = json!("one_per_incident"),
        5 => credits["combination"] = json!("sum"),
        _ => {}
    }
    if dice.percent(40) {
        credits["day_of_charge"] = json!(dice.pick(&["period", "thirtieth", "thirtieth"]));
    }
    if dice.percent(50) {
        let mut minimum =
            json!({ dice.pick(&["more_than", "at_least"]): currency.amount(dice, 150) });
        if dice.percent(60) {
            minimum["each"] = json!(dice.pick(&["credit", "period"]));
        }
        credits["minimum"] = minimum;
    }
    if dice.percent(60) {
        credits["claim"] = claim(dice);
    }
    if dice.percent(55) {
        let after = 1 + dice.below(2);
        let mut terms =
            json!({ "after_periods": after, "percent": dice.pick(&["100", "50", "33.3"]) });
        if dice.percent(60) {
            terms["within"] = json!(after + dice.below(3));
        }
        if dice.percent(60) {
            terms["of"] = json!(dice.pick(&["same_objective", "all_objectives"]));
        }
        if dice.percent(30) {
            terms["at_least"] = json!(dice.pick(&["99.99", "95", "99.5"]));
        }
        credits["earn_back"] = terms;
    }
    credits
}

fn cap(dice: &mut Dice, currency: Currency, of: &[&str], is_of_months: bool) -> Value {
    let per = ["period", "period", "2_months", "3_months", "12_months", "contract_year", "term"];
    let mut cap = json!({ "per": dice.pick(&per) });
    if dice.percent(70) {
        let each = ["objective", "part", "service", "together"];
        cap["each"] = json!(dice.pick(&each));
    }
    match dice.below(4) {
        0 => cap["amount"] = json!(currency.amount(dice, 400)),
        1 if is_of_months && dice.percent(50) => {
            cap["months_of_charge"] = json!(dice.pick(&["0.05", "0.125", "0.3"]));
        }
        1 => cap["days_of_charge"] = json!(dice.pick(&["1", "2.5", "5"])),
        _ => {
            cap["percent"] = json!(dice.pick(&["3", "7.7", "10", "20"]));
            if dice.percent(35) {
                cap["of"] =
                    json!(dice.pick(&["window_charges", "annual_charges", "annual_charges"]));
            }
        }
    }
    if dice.percent(30) {
        cap["carry_forward"] = json!(true);
    }
    if dice.percent(25) && !of.is_empty() {
        cap["objectives"] = json!(&of[..1 + usize::from(dice.percent(50) && of.len() > 1)]);
    }
    cap
}

fn within(dice: &mut Dice) -> Value {
    match dice.below(6) {
        0 => json!({ "months": 1 + dice.below(2) }),
        1 => json!({ "working_days": dice.below(25) }),
        2 => json!({ "working_days": 1 + dice.below(12), "calendar": "office" }),
        3 => json!({ "hours": 24 * dice.below(30) + 5 }),
        4 => json!({ "periods": 1 + dice.below(2) }),
        _ => json!({ "days": dice.below(45) }),
    }
}

fn claim(dice: &mut Dice) -> Value {
    const FROM: [&str; 4] = ["period_end", "incident_end", "reported", "report_delivered"];
    let mut claim = json!({ "within": within(dice) });
    if dice.percent(60) {
        claim["from"] = json!(dice.pick(&FROM));
    }
    if dice.percent(30) {
        let mut steps = Vec::new();
        for id in ["notice", "evidence"] {
            let mut step = json!({ "id": id, "within": within(dice) });
            if dice.percent(60) {
                step["from"] = json!(dice.pick(&FROM));
            }
            steps.push(step);
        }
        claim["steps"] = json!(steps);
    }
    claim
}
