//! What caps leave, summed up from what is paid.

use std::collections::BTreeMap;

use chrono::{Months, NaiveDate};
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::select;
use serde_json::{Value, json};

use super::met::holds;
use super::money::{amount, is_firm, minor, told, whole, world};
use super::random::World;
use super::random::world::told as stamp;
use super::reported::{Told, number, second};

/// The first month of all terms here.
const FROM: &str = "2025-01-01";

fn cap() -> impl Strategy<Value = Value> {
    let most = select(vec![
        json!({ "percent": "2.5" }),
        json!({ "percent": "8", "of": "window_charges" }),
        json!({ "percent": "1.1", "of": "annual_charges" }),
        json!({ "days_of_charge": "0.7" }),
        json!({ "days_of_charge": "3" }),
        json!({ "months_of_charge": "0.03" }),
        json!({ "months_of_charge": "0.1" }),
    ]);
    let per = ["period", "2_months", "3_months", "12_months", "12_months", "contract_year", "term"];
    let each = select(vec!["objective", "part", "service", "together"]);
    (most, select(per.to_vec()), each).prop_map(|(most, per, each)| {
        let mut cap = most;
        cap["per"] = json!(per);
        cap["each"] = json!(each);
        cap
    })
}

/// A world of calendar months in which both services cost the same every month, and half of what
/// happened was a year earlier. No more is granted than is due.
fn of_months(mut world: World, caps: Vec<Value>, charges: [u32; 2]) -> World {
    let contract = world.contract.as_object_mut().unwrap();
    contract.remove("charges");
    contract["term"] = json!({ "from": FROM });
    contract["service_period"] = json!({ "every": "month" });
    contract["credits"]["caps"] = json!(caps);
    let services = contract["services"].as_array_mut().unwrap();
    for (service, amount) in services.iter_mut().zip(charges) {
        let charge = json!({ "from": "2020-01-01", "amount": amount.to_string(), "per": "month" });
        service["charges"] = json!([charge]);
    }
    for objective in contract["objectives"].as_array_mut().unwrap() {
        if let Some(credit) = objective.get_mut("credit") {
            credit.as_object_mut().unwrap().remove("basis");
        }
    }
    let history = world.history.as_object_mut().unwrap();
    history.retain(|name, _| !["charges", "history"].contains(&name.as_str()));
    history["source"]["covers"]["from"] = json!("2024-12-01T00:00:00Z");
    for incident in history["incidents"].as_array_mut().unwrap().iter_mut().step_by(2) {
        for event in ["started", "reported", "responded", "restored"] {
            if let Some(at) = incident.get_mut(event) {
                *at = json!(stamp(second(&json!({ "at": at })) - 365 * 86_400));
            }
        }
    }
    for claim in history.get_mut("claims").and_then(Value::as_array_mut).into_iter().flatten() {
        claim.as_object_mut().unwrap().remove("granted");
    }
    world
}

/// A credit that is paid: the number of its month, of what a cap holds together, and how much.
struct Paid {
    month: usize,
    of: BTreeMap<&'static str, String>,
    service: Value,
    amount: BigRational,
    takes_room: bool,
}

fn paid(world: &World, told: &Told) -> Vec<Paid> {
    let contract = world.contract["objectives"].as_array().unwrap();
    let firm = told.rows().iter().filter(|row| is_firm(row));
    let paid = firm.filter_map(|row| {
        let own = &told.report["agreement"]["objectives"][row["objective"].as_u64()? as usize];
        let objective = contract.iter().find(|it| it["id"] == own["id"])?;
        let state = row["credit"]["claim"].as_str()?;
        let of = [
            ("objective", own["id"].to_string()),
            ("part", row["objective"].to_string()),
            ("service", objective["service"].to_string()),
            ("together", String::new()),
        ];
        Some(Paid {
            month: row["period"].as_u64()? as usize,
            of: of.into(),
            service: objective["service"].clone(),
            amount: amount(&row["credit"]["amount"])?,
            takes_room: !["refused", "late", "expired"].contains(&state),
        })
    });
    paid.collect()
}

/// The first month of a cap's window for credits of a month, by number.
fn first_month(cap: &Value, month: usize) -> usize {
    match cap["per"].as_str().unwrap() {
        "period" => month,
        "contract_year" => month / 12 * 12,
        "term" => 0,
        months => {
            let months: usize = months.strip_suffix("_months").unwrap().parse().unwrap();
            (month + 1).saturating_sub(months)
        }
    }
}

/// How much a cap allows in the months from one to another, of what costs so much each month.
fn most(world: &World, cap: &Value, (first, last): (usize, usize), charge: u32) -> BigRational {
    let months = last - first + 1;
    let charges = |months: usize| whole(i64::from(charge) * i64::try_from(months).unwrap());
    if cap["of"] == "annual_charges" {
        return charges(12) * number(&cap["percent"]) / whole(100);
    }
    if cap["percent"].is_string() {
        return charges(months) * number(&cap["percent"]) / whole(100);
    }
    if cap["months_of_charge"].is_string() {
        return charges(1) * number(&cap["months_of_charge"]);
    }
    let begin = |month: usize| -> NaiveDate {
        FROM.parse::<NaiveDate>().unwrap() + Months::new(u32::try_from(month).unwrap())
    };
    let days = match world.contract["credits"]["day_of_charge"] == "thirtieth" {
        true => 30 * i64::try_from(months).unwrap(),
        false => (begin(last + 1) - begin(first)).num_days(),
    };
    charges(months) * number(&cap["days_of_charge"]) / whole(days)
}

#[test]
fn what_is_credited_in_a_window_is_never_more_than_its_cap() {
    let caps = prop::collection::vec(cap(), 1..3);
    let charges = [10..3000_u32, 10..3000_u32];
    let worlds = (world(), caps, charges);
    let worlds =
        worlds.prop_map(|(world, caps, charges)| (of_months(world, caps, charges), charges));
    holds(&worlds, |(world, [erp, desk]), met| {
        let told = told(&world);
        let (paid, unit) = (paid(&world, &told), minor(&world.contract));
        let mut reached: BTreeMap<&str, bool> =
            ["percent", "annual", "days_of_charge", "months_of_charge", "rolled"]
                .map(|name| (name, false))
                .into();
        for cap in world.contract["credits"]["caps"].as_array().unwrap() {
            let each = cap["each"].as_str().unwrap();
            for own in paid.iter().filter(|own| own.amount > whole(0)) {
                let first = first_month(cap, own.month);
                let same = paid.iter().filter(|it| it.of[each] == own.of[each]);
                let same = same.filter(|it| first <= it.month && it.month <= own.month);
                let same = same.filter(|it| it.month == own.month || it.takes_room);
                let all: Vec<&Paid> = same.collect();
                let sum: BigRational = all.iter().map(|it| it.amount.clone()).sum();
                let charge = match (each, own.service.as_str()) {
                    ("together", _) | (_, None) => erp + desk,
                    (_, Some(service)) => {
                        if service == "erp" {
                            erp
                        } else {
                            desk
                        }
                    }
                };
                let most = most(&world, cap, (first, own.month), charge);
                prop_assert!(sum <= most, "month {} of {}: {} of {}", own.month, cap, sum, most);
                if sum + &unit > most {
                    let kinds = ["percent", "days_of_charge", "months_of_charge"];
                    let kind = kinds.into_iter().find(|kind| cap[*kind].is_string()).unwrap();
                    let is_annual = cap["of"] == "annual_charges";
                    reached.insert(if is_annual { "annual" } else { kind }, true);
                    let earlier = all.iter().any(|it| it.month < own.month);
                    if cap["per"] == "12_months" && first > 0 && earlier {
                        reached.insert("rolled", true);
                    }
                }
            }
        }
        reached.into_iter().for_each(|(name, is)| met.note(name, is));
        Ok(())
    });
}

#[test]
fn what_is_cut_in_proportion_adds_up_to_the_cap() {
    let worlds = (world(), 1_u32..300).prop_map(|(mut world, most)| {
        let credits = world.contract["credits"].as_object_mut().unwrap();
        credits.retain(|name, _| !["combination", "minimum"].contains(&name.as_str()));
        credits["caps"] = json!([{ "amount": most.to_string(), "per": "period" }]);
        (world, whole(most.into()))
    });
    holds(&worlds, |(world, most), met| {
        let told = told(&world);
        let unit = minor(&world.contract);
        let down = |it: &BigRational| (it / &unit).floor() * &unit;
        let rounded = |it: &BigRational| down(&(it + &unit / whole(2)));
        let mut periods: BTreeMap<u64, Vec<[BigRational; 2]>> = BTreeMap::new();
        let priced = told.rows().iter().filter(|row| !row["credit"]["amount"].is_null());
        for row in priced.filter(|row| is_firm(row)) {
            for cut in row["credit"]["caps"].as_array().into_iter().flatten() {
                let cut = ["before", "after"].map(|name| number(&cut[name]));
                periods.entry(row["period"].as_u64().unwrap()).or_default().push(cut);
            }
        }
        let (mut several, mut lifted) = (false, false);
        for cuts in periods.into_values() {
            if cuts.iter().map(|[before, _]| rounded(before)).sum::<BigRational>() <= most {
                prop_assert!(cuts.iter().all(|[before, after]| before == after), "{:?}", cuts);
                continue;
            }
            let sum: BigRational = cuts.iter().map(|[_, after]| after.clone()).sum();
            prop_assert_eq!(&sum, &most, "{:?}", cuts);
            let all: BigRational = cuts.iter().map(|[before, _]| before.clone()).sum();
            let proportion = (&most / all).min(whole(1));
            // Of each the remainder, and whether it has a unit for it, or could not have one.
            let parts = cuts.iter().map(|[before, after]| {
                let quota = before * &proportion;
                let may = down(&quota) + &unit <= rounded(before);
                (&quota - down(&quota), (after - down(&quota)) / &unit, may)
            });
            let parts: Vec<(BigRational, BigRational, bool)> = parts.collect();
            for (remainder, units, _) in &parts {
                prop_assert!(*units == whole(0) || *units == whole(1), "{:?}", cuts);
                let less = parts.iter().filter(|(_, units, may)| *may && *units == whole(0));
                let largest = less.map(|(remainder, ..)| remainder).max();
                let is_fair = *units == whole(0) || largest.is_none_or(|it| it <= remainder);
                prop_assert!(is_fair, "{:?}", cuts);
                lifted |= *units == whole(1);
            }
            several |= cuts.len() > 1;
        }
        met.note("several are cut", several);
        met.note("a unit by the largest remainder", lifted);
        Ok(())
    });
}
