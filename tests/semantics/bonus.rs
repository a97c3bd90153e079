//! What the provider gets for periods that were better than promised.

use serde_json::{Value, json};
use sla_calculator::format::words::English;
use sla_calculator::format::{contract, statement};
use sla_calculator::report::{BonusDue, Report, credit_lines};

use super::settlement::{LATER, told};
use super::story::Story;

/// Three promises of one service at €1,000.00 a month. In January 3 hours are down (99.597 %), in
/// February 4 minutes (99.990 %), in March nothing.
fn story(bonus: Value) -> Story {
    let promise = |id: &str, least: &str| {
        json!({ "id": id, "service": "s", "indicator": "availability",
                "target": { "at_least": least } })
    };
    let mut poor = promise("a", "99.9");
    poor["credit"] = json!({ "per_breach": { "amount": "30.00" } });
    let mut good = promise("b", "99");
    good["bonus"] = bonus;
    Story::new()
        .contract("/objectives", json!([poor, good]))
        .incident("2026-01-10T00:00:00Z", "2026-01-10T03:00:00Z", "full")
        .incident("2026-02-10T00:00:00Z", "2026-02-10T00:04:00Z", "full")
}

fn levels(levels: Value, due: &str) -> Value {
    json!({ "levels": levels, "due": due, "clause": "7.4" })
}

/// Of each month's bonus its level, what it is worth, and what of it is set off.
fn bonuses(report: &Report) -> Vec<Option<(u32, String, Option<String>)>> {
    let own = report.results.iter().filter(|it| it.objective == 1).take(3);
    let fixed = |it: &sla_calculator::units::Money| it.amount.to_fixed(2);
    let told = own.map(|it| {
        let bonus = it.bonus.as_ref()?;
        Some((bonus.level, fixed(bonus.amount.as_ref()?), bonus.set_off.as_ref().map(fixed)))
    });
    told.collect()
}

#[test]
fn the_best_level_reached_holds_to_its_very_value() {
    // 4 minutes of 28 days: 1 − 4 ÷ 40,320.
    let at = |value: &str| {
        let list =
            json!([{ "at_least": "100", "percent": "3" }, { "at_least": value, "percent": "1" }]);
        bonuses(&story(levels(list, "payable")).report(LATER))
    };
    let some = |level, amount: &str| Some((level, amount.to_owned(), None));
    assert_eq!(at("99.990"), [None, some(1, "10.00"), some(0, "30.00")]);
    let story = |value: &str| {
        let list = json!([{ "at_least": value, "amount": "5.00" }]);
        story(levels(list, "payable"))
            .contract("/value_rounding", json!({ "places": 2, "mode": "half_up" }))
            .report(LATER)
    };
    assert_eq!(bonuses(&story("99.99"))[1], some(0, "5.00"));
    assert_eq!(bonuses(&story("99.991"))[1], None);
}

#[test]
fn a_bonus_is_set_off_against_credits_of_its_period_and_not_below_zero() {
    let set_off = |amount: &str| {
        let list = json!([{ "at_least": "99.5", "amount": amount }]);
        story(levels(list, "set_off")).report(LATER)
    };
    let of = |amount: &str, of: &str| Some((0, amount.to_owned(), Some(of.to_owned())));
    for (amount, taken, owed) in
        [("29.99", "29.99", "0.01"), ("30.00", "30.00", "0"), ("30.01", "30.00", "0")]
    {
        let report = set_off(amount);
        assert_eq!(bonuses(&report), [of(amount, taken), of(amount, "0.00"), of(amount, "0.00")]);
        assert_eq!(report.summary.sums.owed.amount.to_string(), owed);
        assert_eq!(report.summary.sums.earned.amount.to_string(), "30");
    }
    let said = statement(&English, &set_off("10.00")).lede.join(" ");
    assert!(said.contains("€10.00 of bonuses to the provider is set off."), "{said}");
    assert!(said.contains("€20.00"), "{said}");
}

#[test]
fn what_is_payable_is_in_no_other_sum() {
    let list = json!([{ "at_least": "99.5", "percent": "2" }]);
    let report = story(levels(list, "payable")).report(LATER);
    let sums = report.summary.sums.bonus.as_ref().unwrap();
    // Twenty for each of 48 months.
    assert_eq!(
        (sums.payable.amount.to_string(), sums.set_off.amount.to_string()),
        ("960".into(), "0".into())
    );
    assert_eq!(report.summary.sums.owed.amount.to_string(), "30");
    let lines = credit_lines(&report);
    let own = lines.iter().find(|line| line.bonus == Some(BonusDue::Payable)).unwrap();
    assert_eq!((own.rule.as_str(), own.net.as_ref().unwrap().to_string()), ("bonus", "-20".into()));
    let said = statement(&English, &report).lede.join(" ");
    assert!(said.contains("€960.00 of bonuses is payable to the provider"), "{said}");
}

#[test]
fn a_refused_credit_leaves_nothing_to_set_off_against() {
    let claims = json!([{ "period": "2026-01-01", "objective": "a",
                          "requested": "2026-02-05T00:00:00Z",
                          "decided": "2026-02-06T00:00:00Z", "granted": "12.00" }]);
    let bonus = levels(json!([{ "at_least": "99.5", "amount": "20.00" }]), "set_off");
    let report = told(story(bonus), "claims", claims).report(LATER);
    assert_eq!(bonuses(&report)[0], Some((0, "20.00".into(), Some("12.00".into()))));
    assert_eq!(report.summary.sums.owed.amount.to_string(), "0");
}

#[test]
fn a_bonus_is_worked_out_in_words() {
    let bonus = levels(json!([{ "at_least": "99.5", "percent": "2" }]), "set_off");
    let mut story = story(bonus);
    story.contract["objectives"].as_array_mut().unwrap().swap(0, 1);
    let told = story.explained(LATER, "2026-01-01");
    assert!(told.contains("§7.4") || told.contains("7.4"), "{told}");
    assert!(told.contains("Bonus to the provider: level at least 99.5"), "{told}");
    assert!(told.contains("Bonus set off: €20.00"), "{told}");
}

#[test]
fn a_bonus_without_a_charge_has_a_share_and_no_sum() {
    let bonus = levels(json!([{ "at_least": "99.5", "percent": "2" }]), "set_off");
    let report = story(bonus).contract("/services", json!([{ "id": "s" }])).report(LATER);
    let own = report.results.iter().find_map(|it| it.bonus.clone()).unwrap();
    assert_eq!((own.share.unwrap().to_string(), own.amount, own.set_off), ("2".into(), None, None));
    assert_eq!(report.summary.sums.owed.amount.to_string(), "30");
}

#[test]
fn no_bonus_is_due_before_a_period_is_over_or_where_nothing_was_measured() {
    let bonus = levels(json!([{ "at_least": "99", "amount": "1.00" }]), "payable");
    assert_eq!(bonuses(&story(bonus.clone()).report("2026-01-31T23:59:59Z")), [None]);
    let dark = story(bonus).covers("2026-02-01T00:00:00Z", "2026-03-01T00:00:00Z");
    let found = bonuses(&dark.report(LATER));
    assert_eq!(found.iter().map(Option::is_some).collect::<Vec<_>>(), [false, true, false]);
}

#[test]
fn a_bonus_that_makes_no_sense_is_a_fault() {
    let of = |level: Value| story(levels(json!([level]), "set_off")).faults();
    assert_eq!(of(json!({ "at_least": "98.99", "amount": "1" })), ["bonus_short_of_target"]);
    assert!(of(json!({ "at_least": "99", "amount": "1" })).is_empty());
    assert_eq!(of(json!({ "at_most": "99.5", "amount": "1" })), ["bound_count"]);
    assert_eq!(of(json!({ "at_least": "99.5" })), ["bound_count"]);
    assert_eq!(of(json!({ "at_least": "99.5", "amount": "-1" })), ["off_scale"]);
    assert_eq!(of(json!({ "at_least": "99.5", "amount": "1.001" })), ["too_many_decimals"]);
    assert_eq!(of(json!({ "at_least": "99.5", "percent": "101" })), ["off_scale"]);
    assert_eq!(story(levels(json!([]), "payable")).faults(), ["empty_list"]);
    assert_eq!(
        story(levels(json!([{ "at_least": "99.5", "amount": "1" }]), "owed")).faults(),
        ["unknown_word"]
    );
    let twice =
        json!([{ "at_least": "99.5", "amount": "1" }, { "at_least": "99.50", "amount": "2" }]);
    assert_eq!(story(levels(twice, "payable")).faults(), ["tier_overlap"]);
}

#[test]
fn the_agreement_tells_of_a_bonus_where_it_has_no_credit_too() {
    let list = json!([{ "at_least": "99.5", "percent": "2" }]);
    let told = |story: &Story| format!("{:?}", contract(&English, &story.report(LATER)));
    for mut story in [story(levels(list.clone(), "set_off")), story(levels(list, "payable"))] {
        let due = story.contract["objectives"][1]["bonus"]["due"].clone();
        let words = match due.as_str() {
            Some("payable") => "payable, beside the credits",
            _ => "set off against the period's credits, never below zero",
        };
        let with = told(&story);
        assert!(with.contains("Bonus to the provider") && with.contains(words), "{with}");
        story.contract["objectives"].as_array_mut().unwrap().remove(0);
        assert!(told(&story).contains(words));
    }
}

#[test]
fn what_becomes_of_a_bonus_is_a_question_that_a_contract_may_leave_open() {
    let due = |bonus: Value| {
        let readings = story(bonus).report(LATER).readings;
        let own = readings.into_iter().find(|it| it.name == "objectives/bonus/due");
        own.map(|it| (it.value, it.by_default))
    };
    let level = || json!([{ "at_least": "99.9", "percent": "2" }]);
    assert_eq!(due(json!({ "levels": level() })), Some(("set_off".to_owned(), true)));
    assert_eq!(due(levels(level(), "payable")), Some(("payable".to_owned(), false)));
    assert_eq!(due(levels(level(), "set_off")), Some(("set_off".to_owned(), false)));
    assert_eq!(due(Value::Null), None);
}
