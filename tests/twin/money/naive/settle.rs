//! From what rules give to what is paid, period after period.

use std::collections::BTreeMap;

use serde_json::Value;

use super::cap::{self, Capped};
use super::claim::{self, Claim};
use super::combine;
use super::cut::{cut, cut_shares, rounded};
use super::time::Times;
use super::{Due, Number, integer, told_number};

/// What became of a credit.
#[derive(Clone, Default)]
pub(super) struct Settled {
    pub(super) carried_in: Option<Number>,
    /// The caps that it was held against: before, and after.
    pub(super) caps: Vec<(usize, Number, Number)>,
    pub(super) not_paid: bool,
    pub(super) too_small: bool,
    pub(super) amount: Option<Number>,
    pub(super) share: Option<Number>,
    pub(super) net: Option<Number>,
    pub(super) claim: Claim,
    cut_off: Number,
}

/// A credit that takes room under caps.
pub(super) struct Paid {
    /// The end of its period, in half seconds; of one before the files its beginning, and half a
    /// second more.
    pub(super) end: i64,
    pub(super) due: Option<usize>,
    pub(super) objective: Option<Value>,
    pub(super) service: Value,
    pub(super) amount: Number,
}

pub(super) fn settled(times: &Times<'_>, due: &[Due]) -> Vec<Settled> {
    let contract = times.contract;
    let objectives = contract["objectives"].as_array().unwrap();
    let places = places(contract);
    let mut all: Vec<Settled> = due.iter().map(|_| Settled::default()).collect();
    let mut issued = before(times);
    // By objective and part.
    let mut carried: BTreeMap<(usize, &[String]), Number> = BTreeMap::new();
    for period in 0..times.periods.len() {
        let credits = &times.terms(period)["credits"];
        let own = due.iter().enumerate().filter(|(_, it)| it.period == period);
        let own = own.filter(|(_, it)| !objectives[it.objective]["credit"].is_null());
        let own: Vec<usize> = own.map(|(at, _)| at).collect();
        for at in &own {
            let it = &due[*at];
            let gross = it.gross.clone();
            let carried_in =
                gross.as_ref().and_then(|_| carried.remove(&(it.objective, it.labels.as_slice())));
            let with = |gross: Number| gross + carried_in.clone().unwrap_or_else(|| integer(0));
            let share = if gross.is_none() { it.share.clone() } else { None };
            all[*at] = Settled { share, amount: gross.map(with), carried_in, ..Settled::default() };
        }
        let caps = |all: &mut [Settled], issued: &[Paid], together: bool| {
            for (at, cap) in credits["caps"].as_array().into_iter().flatten().enumerate() {
                let is_together = cap["each"].as_str().unwrap_or("together") == "together";
                if is_together == together {
                    hold(times, (at, cap), (due, &own), all, issued);
                }
            }
        };
        caps(&mut all, &issued, false);
        combine::combine(times, due, &own, &mut all);
        caps(&mut all, &issued, true);
        for at in &own {
            all[*at].net = all[*at].amount.as_ref().map(|it| rounded(it, places));
        }
        drop_small(&credits["minimum"], &own, &mut all);
        for at in own {
            let it = &due[at];
            let found = &mut all[at];
            found.claim = claim::claim(times, it, (found.net.as_ref(), found.share.as_ref()));
            if found.cut_off > integer(0) && !it.provisional && !found.not_paid {
                carried.insert((it.objective, &it.labels), found.cut_off.clone());
            }
            if let Some(amount) = found.claim.issued(found.net.as_ref()) {
                let objective = &objectives[it.objective];
                issued.push(Paid {
                    end: 2 * times.periods[period].span.1,
                    due: Some(at),
                    objective: Some(objective["id"].clone()),
                    service: objective["service"].clone(),
                    amount,
                });
            }
        }
    }
    all
}

/// The decimals of the currency (ISO 4217).
pub(super) fn places(contract: &Value) -> u32 {
    match contract["currency"].as_str().unwrap() {
        "JPY" => 0,
        "BHD" => 3,
        _ => 2,
    }
}

/// What was credited before the files.
fn before(times: &Times<'_>) -> Vec<Paid> {
    let told = times.history["history"]["credits"].as_array().into_iter().flatten();
    let objectives = times.contract["objectives"].as_array().unwrap();
    let paid = told.map(|it| {
        let objective = it.get("objective").cloned();
        let own = objectives.iter().find(|own| Some(&own["id"]) == objective.as_ref());
        Paid {
            end: 2 * times.midnight(it["period"].as_str().unwrap().parse().unwrap()) + 1,
            due: None,
            service: own.map(|it| it["service"].clone()).unwrap_or_default(),
            objective,
            amount: told_number(&it["amount"]),
        }
    });
    paid.collect()
}

/// Holds one cap against the credits of one period; what may still change takes no room from what
/// will not.
fn hold(
    times: &Times<'_>,
    (at, cap): (usize, &Value),
    (due, own): (&[Due], &[usize]),
    all: &mut [Settled],
    issued: &[Paid],
) {
    let capped = |at: usize| Capped { due: &due[at], objective: times.objective(&due[at]) };
    let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let about = own.iter().filter(|at| cap::is_about(cap, Some(&capped(**at).objective["id"])));
    about.for_each(|at| groups.entry(cap::together(cap, &capped(*at))).or_default().push(*at));
    for group in groups.into_values() {
        let mut beside = integer(0);
        for provisional in [false, true] {
            let own = group.iter().copied().filter(|at| due[*at].provisional == provisional);
            let own: Vec<(usize, Number)> =
                own.filter_map(|at| Some((at, worth(&all[at])?))).collect();
            let own: Vec<(usize, Number)> =
                own.into_iter().filter(|(_, worth)| *worth != integer(0)).collect();
            let of: Vec<Capped<'_>> = own.iter().map(|(at, _)| capped(*at)).collect();
            let Some(left) = cap::left(times, cap, (&of, due), issued) else { continue };
            let worths: Vec<Number> = own.iter().map(|(_, worth)| worth.clone()).collect();
            let is_share = all[own[0].0].amount.is_none();
            let left = left - &beside;
            let after = match is_share {
                true => cut_shares(&worths, &left),
                false => cut(&worths, &left, places(times.contract)),
            };
            beside += after.iter().sum::<Number>();
            for ((place, before), after) in own.into_iter().zip(after) {
                let found = &mut all[place];
                if cap["carry_forward"] == true && !is_share {
                    found.cut_off += &before - &after;
                }
                let worth = if is_share { &mut found.share } else { &mut found.amount };
                *worth = Some(after.clone());
                found.caps.push((at, before, after));
            }
        }
    }
}

/// The amount, or the share where there is no price.
pub(super) fn worth(settled: &Settled) -> Option<Number> {
    settled.amount.clone().or_else(|| settled.share.clone())
}

/// Takes out what is less than is paid at all, after rounding.
fn drop_small(minimum: &Value, own: &[usize], all: &mut [Settled]) {
    let Some((name, bound)) = ["more_than", "at_least"]
        .into_iter()
        .find_map(|name| Some((name, told_number(minimum.get(name)?))))
    else {
        return;
    };
    let net = |all: &[Settled], at: usize| all[at].net.clone().unwrap_or_else(|| integer(0));
    let sum: Number = own.iter().map(|at| net(all, *at)).sum();
    for at in own {
        let weighed = if minimum["each"] == "period" { sum.clone() } else { net(all, *at) };
        let is_paid = if name == "at_least" { weighed >= bound } else { weighed > bound };
        if !is_paid && net(all, *at) != integer(0) {
            all[*at].too_small = true;
            all[*at].net = Some(integer(0));
        }
    }
}
