//! How often each rule, switch, cap and state was met with.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use serde_json::Value;

use super::Told;
use crate::random::World;

/// What is hit where a credit of an objective is due by its rule.
const OF_RULES: [&str; 62] = [
    "tiers",
    "points_table",
    "waive",
    "per_breach",
    "per_miss",
    "per_outage",
    "per_block",
    "times_lost_time",
    "per_point",
    "shortfall_of_target",
    "at_risk",
    "repeat",
    "every",
    "percent",
    "amount",
    "days_of_charge",
    "a day by default",
    "a day of period",
    "a day of thirtieth",
    "below",
    "at_or_below",
    "above",
    "at_or_above",
    "at_least",
    "at_most",
    "on outage",
    "on period",
    "on overrun",
    "part by default",
    "part whole",
    "part begun",
    "part exact",
    "time all",
    "time beyond_target",
    "hour_of by default",
    "hour_of period",
    "hour_of agreed",
    "hour_of measured",
    "when always",
    "when breached",
    "basis by default",
    "basis service_charge",
    "basis agreement_charge",
    "basis affected_charge",
    "basis previous_charge",
    "basis next_charge",
    "basis annual_charge",
    "basis window_charge",
    "of availability",
    "of downtime",
    "of outage_count",
    "of response_time",
    "of measurement",
    "of points",
    "for breach",
    "for miss",
    "for outage",
    "repeated of itself",
    "repeated of another",
    "by label",
    "in a window",
    "in hours",
];

/// What is hit where a cap cuts something off, or a credit waits for its claim.
const OF_CREDITS: [&str; 42] = [
    "cap percent",
    "cap amount",
    "cap days_of_charge",
    "cap months_of_charge",
    "cap annual_charges",
    "cap per period",
    "cap per months",
    "cap per contract_year",
    "cap per term",
    "cap each objective",
    "cap each part",
    "cap each service",
    "cap each together",
    "cap of some objectives",
    "cap of a share",
    "two caps",
    "carried",
    "highest",
    "one_per_incident",
    "exclusive",
    "more_than, each credit",
    "more_than, each period",
    "at_least, each credit",
    "at_least, each period",
    "claim days",
    "claim months",
    "claim working_days",
    "claim hours",
    "claim periods",
    "claim from period_end",
    "claim from incident_end",
    "claim from reported",
    "claim from report_delivered",
    "claim steps",
    "earned same_objective",
    "earned all_objectives",
    "earned at_least",
    "earned within",
    "provisional",
    "not priced",
    "usage",
    "invoice",
];

const STATES: [&str; 9] = [
    "not_due",
    "automatic",
    "claimable",
    "claimed",
    "granted",
    "partly_granted",
    "refused",
    "late",
    "expired",
];

const PLACES: [&str; 13] = [
    "EUR",
    "JPY",
    "BHD",
    "month",
    "quarter",
    "half_year",
    "P28D",
    "whole",
    "clipped",
    "amended charges",
    "amended caps",
    "amended minimum",
    "amended rule",
];

/// How often each was hit.
pub(super) struct Tally(BTreeMap<String, u64>);

impl Tally {
    pub(super) fn new() -> Self {
        let all = OF_RULES.iter().chain(&OF_CREDITS).chain(&STATES).chain(&PLACES);
        Self(all.map(|name| ((*name).to_owned(), 0)).collect())
    }

    pub(super) fn add(&mut self, other: &Self) {
        other.0.iter().for_each(|(name, number)| *self.0.get_mut(name).unwrap() += number);
    }

    /// What was hit less often than that.
    pub(super) fn below(&self, least: u64) -> Vec<&str> {
        let seldom = self.0.iter().filter(|(_, number)| **number < least);
        seldom.map(|(name, _)| name.as_str()).collect()
    }

    fn hit(&mut self, name: &str) {
        *self.0.get_mut(name).unwrap_or_else(|| panic!("{name} is not wanted")) += 1;
    }

    pub(super) fn count(&mut self, world: &World, told: &Told) {
        let contract = &world.contract;
        let mut met: BTreeSet<String> = BTreeSet::new();
        let objectives = contract["objectives"].as_array().unwrap();
        for (place, row) in told {
            let objective = &objectives[place.split(' ').next().unwrap().parse::<usize>().unwrap()];
            let is = |name: &str| {
                row.get(name).is_some_and(|it| !["", "0", "false"].contains(&it.as_str()))
            };
            if let Some(state) = row.get("claim") {
                met.insert(state.clone());
            }
            if place.ends_with("earned") {
                of_earned(&mut met, &contract["credits"]["earn_back"]);
            } else if is("share") || is("gross") {
                of_rule(&mut met, objective);
                of_row(&mut met, world, objective, &is);
            }
            of_caps(&mut met, contract, row, &is);
            if !place.ends_with("earned") && (is("share") || is("gross")) {
                let set = contract["amendments"][0]["set"].as_object().into_iter().flatten();
                met.extend(set.map(|(place, _)| amended_part(place).to_owned()));
            }
        }
        met.iter().for_each(|name| self.hit(name));
    }
}

fn text(of: &Value, default: &'static str) -> String {
    of.as_str().unwrap_or(default).to_owned()
}

/// What an amendment changes.
fn amended_part(place: &str) -> &'static str {
    match place.rsplit('/').next() {
        Some("charges") => "amended charges",
        Some("caps") => "amended caps",
        Some("minimum") => "amended minimum",
        _ => "amended rule",
    }
}

fn of_rule(met: &mut BTreeSet<String>, objective: &Value) {
    let credit = objective["credit"].as_object().unwrap();
    let (rule, of) =
        credit.iter().find(|(name, _)| !["basis", "when"].contains(&name.as_str())).unwrap();
    met.insert(rule.clone());
    let rows = of.as_array().cloned().unwrap_or_else(|| vec![of.clone()]);
    for name in rows.iter().filter_map(Value::as_object).flat_map(|row| row.keys()) {
        met.extend(OF_RULES.contains(&name.as_str()).then(|| name.clone()));
    }
    match rule.as_str() {
        "per_block" => {
            met.insert(format!("on {}", text(&of["on"], "")));
            met.insert(format!("part {}", text(&of["part"], "by default")));
            if of["on"] == "period" {
                met.insert(format!("time {}", text(&of["time"], "all")));
            }
        }
        "per_point" => _ = met.insert(format!("part {}", text(&of["part"], "by default"))),
        "times_lost_time" => {
            met.insert(format!("time {}", text(&of["time"], "all")));
            met.insert(format!("hour_of {}", text(&of["hour_of"], "by default")));
        }
        "per_miss" => {
            let when = of.get("when").or(credit.get("when")).and_then(Value::as_str);
            met.insert(format!("when {}", when.unwrap_or("breached")));
        }
        _ => {}
    }
    met.insert(format!("of {}", text(&objective["indicator"], "")));
    for part in objective["points"].as_array().into_iter().flatten() {
        met.insert(format!("for {}", text(&part["for"], "breach")));
        if let Some(again) = part["repeated"].as_object() {
            let of = if again.contains_key("of") { "another" } else { "itself" };
            met.insert(format!("repeated of {of}"));
        }
    }
    for (field, name) in [("per", "by label"), ("window", "in a window"), ("calendar", "in hours")]
    {
        met.extend((!objective[field].is_null()).then(|| name.to_owned()));
    }
}

fn of_row(met: &mut BTreeSet<String>, world: &World, objective: &Value, is: &dyn Fn(&str) -> bool) {
    let contract = &world.contract;
    if is("share") {
        met.insert(format!("basis {}", text(&objective["credit"]["basis"], "by default")));
        let usage = contract["services"].to_string().contains("\"usage\"");
        met.extend(usage.then(|| "usage".to_owned()));
        met.extend((!world.history["charges"].is_null()).then(|| "invoice".to_owned()));
        met.extend((!is("gross")).then(|| "not priced".to_owned()));
    }
    if objective["credit"].to_string().contains("days_of_charge") {
        let day = text(&contract["credits"]["day_of_charge"], "by default");
        met.insert(format!("a day {}{day}", if day == "by default" { "" } else { "of " }));
    }
    met.extend(is("provisional").then(|| "provisional".to_owned()));
    met.insert(text(&contract["currency"], ""));
    met.insert(text(&contract["service_period"]["every"], ""));
    met.insert(text(&contract["service_period"]["partial"], "clipped"));
}

fn of_earned(met: &mut BTreeSet<String>, terms: &Value) {
    met.insert(format!("earned {}", text(&terms["of"], "same_objective")));
    for name in ["at_least", "within"] {
        met.extend(terms.get(name).map(|_| format!("earned {name}")));
    }
}

fn of_caps(
    met: &mut BTreeSet<String>,
    contract: &Value,
    row: &BTreeMap<&'static str, String>,
    is: &dyn Fn(&str) -> bool,
) {
    let credits = &contract["credits"];
    // Which cap it was is not told by its place alone where these are amended.
    let is_amended = !contract["amendments"][0]["set"]["credits/caps"].is_null();
    let mut cuts = 0;
    for cut in row.get("caps").iter().flat_map(|it| it.split(", ")).filter(|it| !it.is_empty()) {
        let (at, rest) = cut.split_once(": ").unwrap();
        let (before, after) = rest.split_once(" > ").unwrap();
        let cap = &credits["caps"][at.parse::<usize>().unwrap()];
        if before == after || is_amended {
            continue;
        }
        cuts += 1;
        let kinds = ["percent", "amount", "days_of_charge", "months_of_charge"];
        let kind = kinds.iter().find(|name| !cap[**name].is_null()).unwrap();
        met.insert(format!("cap {kind}"));
        met.extend((cap["of"] == "annual_charges").then(|| "cap annual_charges".to_owned()));
        let per = text(&cap["per"], "");
        met.insert(format!("cap per {}", if per.ends_with("months") { "months" } else { &per }));
        met.insert(format!("cap each {}", text(&cap["each"], "together")));
        met.extend((!cap["objectives"].is_null()).then(|| "cap of some objectives".to_owned()));
        met.extend(is("paid_share").then(|| "cap of a share".to_owned()));
    }
    met.extend((cuts > 1).then(|| "two caps".to_owned()));
    met.extend(is("carried_in").then(|| "carried".to_owned()));
    if is("not_paid") {
        met.insert(text(&credits["combination"], "exclusive"));
    }
    if is("too_small") {
        let minimum = &credits["minimum"];
        let name = if minimum["more_than"].is_null() { "at_least" } else { "more_than" };
        met.insert(format!("{name}, each {}", text(&minimum["each"], "credit")));
    }
    if is("deadline") {
        let claim = &credits["claim"];
        let within = claim["within"].as_object().unwrap();
        let unit = within.keys().find(|name| *name != "calendar").unwrap();
        met.insert(format!("claim {unit}"));
        met.insert(format!("claim from {}", text(&claim["from"], "period_end")));
        met.extend((!claim["steps"].is_null()).then(|| "claim steps".to_owned()));
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.iter().try_for_each(|(name, number)| writeln!(f, "{name}: {number}"))
    }
}
