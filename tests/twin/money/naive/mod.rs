//! The twin of money. It shares nothing with the engine: it reads the documents by itself, and asks
//! no more of anybody than how an instant is read on a wall.

mod cap;
mod charge;
mod claim;
mod combine;
mod cut;
mod earned;
mod facts;
mod rule;
mod settle;
mod time;

use std::collections::BTreeMap;

use num_bigint::BigInt;
use num_rational::BigRational;
use serde_json::Value;

use self::facts::Judged;
use self::settle::Settled;
use self::time::Times;
use super::Told;
use crate::random::World;

pub(crate) type Number = BigRational;

/// `99.5`, or `1/3`.
pub(crate) fn fraction(text: &str) -> Number {
    let whole = |text: &str| -> BigInt { text.parse().unwrap() };
    if let Some((above, below)) = text.split_once('/') {
        return Number::new(whole(above), whole(below));
    }
    let (front, decimals) = text.split_once('.').unwrap_or((text, ""));
    let scale = BigInt::from(10).pow(decimals.len().try_into().unwrap());
    Number::new(whole(&format!("{front}{decimals}")), scale)
}

fn integer(number: i64) -> Number {
    Number::from(BigInt::from(number))
}

/// The number that a field tells.
fn told_number(value: &Value) -> Number {
    fraction(value.as_str().unwrap())
}

/// One credit as its rule gives it: of an objective, a part of it by label, and a period.
struct Due {
    objective: usize,
    labels: Vec<String>,
    period: usize,
    judged: Judged,
    /// Nothing where it is an amount.
    share: Option<Number>,
    /// Nothing where it is not priced.
    gross: Option<Number>,
    basis: Option<Vec<charge::Part>>,
    /// How many times the price was due of every so many breaches; of other rules 0.
    times: Number,
    provisional: bool,
}

/// The contract as it reads with its one amendment, if it has one.
fn amended(contract: &Value) -> Option<Value> {
    let changes = contract["amendments"][0]["set"].as_object()?;
    let mut amended = contract.clone();
    for (place, value) in changes {
        let mut part = &mut amended;
        for name in place.split('/') {
            part = match part {
                Value::Array(items) => items.iter_mut().find(|it| it["id"] == *name).unwrap(),
                of => &mut of[name],
            };
        }
        *part = value.clone();
    }
    Some(amended)
}

/// What the twin says of a world.
pub(crate) fn told(world: &World) -> Told {
    let amended = amended(&world.contract);
    let times = Times::of((&world.contract, amended.as_ref()), &world.history, world.as_of);
    let mut due: Vec<Due> = Vec::new();
    let objectives = world.contract["objectives"].as_array().unwrap();
    for (objective, terms) in objectives.iter().enumerate() {
        for labels in facts::subjects(&times, terms) {
            let own = due.len();
            for (period, _) in times.periods.iter().enumerate() {
                let terms = &times.terms(period)["objectives"][objective];
                let judged = facts::judged(&times, terms, (&labels, period), &due);
                let next = rule::due(&times, (objective, terms), judged, &labels, &due[own..]);
                due.push(next);
            }
        }
    }
    let settled = settle::settled(&times, &due);
    let mut told: Told = due
        .iter()
        .zip(&settled)
        .map(|(due, settled)| (place(&times, due), row(due, settled, &objectives[due.objective])))
        .collect();
    for earned in earned::earned_back(&times, &due, &settled) {
        let by: Vec<String> =
            earned.by.iter().map(|period| times.periods[*period].span.0.to_string()).collect();
        let row = [
            ("of", earned.of.to_string()),
            ("amount", earned.amount.to_string()),
            ("by", by.join(" ")),
        ];
        told.insert(format!("{} earned", place(&times, &due[earned.due])), row.into());
    }
    told
}

fn place(times: &Times<'_>, due: &Due) -> String {
    format!("{} {:?} {}", due.objective, due.labels, times.periods[due.period].span.0)
}

fn row(due: &Due, settled: &Settled, objective: &Value) -> BTreeMap<&'static str, String> {
    let number = |it: &Option<Number>| it.as_ref().map(Number::to_string).unwrap_or_default();
    let mut row: BTreeMap<_, _> = [("value", number(&due.judged.value))].into();
    let is_granted = settled.claim.granted.as_ref().is_some_and(|it| *it != integer(0));
    let is_told = due.judged.value.is_some() || settled.carried_in.is_some() || is_granted;
    if objective["credit"].is_null() || !is_told {
        return row;
    }
    let caps = settled.caps.iter().map(|(cap, before, after)| format!("{cap}: {before} > {after}"));
    // By its rule nothing is due where nothing was measured.
    let nothing = due.judged.value.is_none().then(|| integer(0));
    row.extend([
        ("share", number(&nothing.or_else(|| due.share.clone()))),
        ("gross", number(&due.gross)),
        ("carried_in", number(&settled.carried_in)),
        ("caps", caps.collect::<Vec<_>>().join(", ")),
        ("not_paid", settled.not_paid.to_string()),
        ("too_small", settled.too_small.to_string()),
        ("paid_share", number(&settled.share)),
        ("amount", number(&settled.net)),
        ("provisional", due.provisional.to_string()),
        ("claim", settled.claim.state.to_owned()),
        ("deadline", settled.claim.deadline.map(|it| it.to_string()).unwrap_or_default()),
    ]);
    row
}
