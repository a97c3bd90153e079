//! What a period is worth by its objective's rule: how many times which price, of what.

use num_traits::Signed;
use serde_json::Value;

use super::charge;
use super::facts::{Judged, target};
use super::time::{Times, length};
use super::{Due, Number, integer, told_number};

/// The credit of a period; `before` are the periods before it.
pub(super) fn due(
    times: &Times<'_>,
    (at, objective): (usize, &Value),
    judged: Judged,
    labels: &[String],
    before: &[Due],
) -> Due {
    let (period, own) = (before.len(), &times.periods[before.len()]);
    let credit = &objective["credit"];
    let kind = credit["basis"].as_str().unwrap_or("service_charge");
    let asked = charge::Asked { service: &objective["service"], labels, window: judged.window };
    let basis = charge::basis(times, kind, &asked, own);
    let total = basis.as_ref().map(|parts| charge::sum(parts));
    let nothing = (integer(0), "amount", integer(0), false);
    let is_worth = judged.value.is_some() && !credit.is_null();
    let (units, unit, number, open) = match is_worth {
        true => worth(times, objective, &judged, before),
        false => nothing,
    };
    let worth = &units * number;
    let share = match unit {
        "percent" => Some(worth.clone()),
        "days_of_charge" => Some(&worth * integer(100) / times.charged_days(own.span)),
        _ => None,
    };
    let gross = match &share {
        None => Some(worth),
        Some(share) => total.map(|total| total * share / integer(100)),
    };
    let provisional = !own.finished || open;
    let labels = labels.to_vec();
    let times = if credit["every"].is_null() { integer(0) } else { units };
    Due { objective: at, labels, period, judged, share, gross, basis, times, provisional }
}

/// So many parts of a size: whole ones, those that were begun, or exactly so many.
fn parts(length: &Number, size: &Number, part: &Value) -> Number {
    let parts = length / size;
    match part.as_str().unwrap_or("whole") {
        "whole" => parts.floor(),
        "begun" => parts.ceil(),
        _ => parts,
    }
}

/// How many times, of what, how much, and whether it still grows.
fn worth(
    times: &Times<'_>,
    objective: &Value,
    judged: &Judged,
    before: &[Due],
) -> (Number, &'static str, Number, bool) {
    let (credit, breached) = (&objective["credit"], judged.breached);
    let value = judged.value.clone().unwrap();
    let (bound, more) = target(objective);
    let once = integer(i64::from(breached));
    let if_breached = |units: Number| if breached { units } else { integer(0) };
    let priced = |units: Number, of: &Value| {
        let (unit, number) = price(of);
        (units, unit, number, false)
    };
    let mut fields = credit.as_object().unwrap().keys();
    let rule = fields.find(|it| !["basis", "when"].contains(&it.as_str())).unwrap();
    let of = &credit[rule];
    let lost = |time: &Value| match time == "beyond_target" {
        true => (&judged.down - &judged.allowed).max(integer(0)),
        false => judged.down.clone(),
    };
    match rule.as_str() {
        "tiers" => match tier(of, &value, more) {
            Some(tier) => priced(integer(1), tier),
            None => none_of(of),
        },
        "points_table" => {
            let rows = of.as_array().unwrap().iter();
            let reached = rows.filter(|it| told_number(&it["points"]) <= value);
            match reached.max_by_key(|it| told_number(&it["points"])) {
                Some(row) => priced(integer(1), row),
                None => none_of(of),
            }
        }
        "waive" => (once, "percent", integer(100), false),
        "per_breach" => priced(once, of),
        "per_miss" => {
            let all = of["when"].as_str().or(credit["when"].as_str()) == Some("always");
            let misses = integer(judged.missed.len().try_into().unwrap());
            priced(if breached || all { misses } else { integer(0) }, of)
        }
        "per_outage" => priced(if_breached(integer(judged.outages.len().try_into().unwrap())), of),
        "per_block" => {
            let size = integer(length(of["length"].as_str().unwrap()));
            let each = |lengths: &[(i64, bool)]| {
                let number = lengths.iter().map(|it| parts(&integer(it.0), &size, &of["part"]));
                (number.sum::<Number>(), lengths.iter().any(|(_, ended)| !ended))
            };
            let (units, open) = match of["on"].as_str().unwrap() {
                "outage" => each(&judged.outages),
                "overrun" => each(&judged.missed),
                _ => (parts(&lost(&of["time"]), &size, &of["part"]), false),
            };
            let (units, unit, number, _) = priced(if_breached(units), of);
            (units, unit, number, open)
        }
        "times_lost_time" => {
            let span = times.periods[before.len()].span;
            let charged = match of["hour_of"].as_str() {
                Some("measured") => judged.measured,
                Some("agreed") => times.agreed(objective, span),
                _ => span.1 - span.0,
            };
            let units = match charged {
                0 => integer(0),
                charged => lost(&of["time"]) / integer(charged),
            };
            let percent = told_number(&of["times"]) * integer(100);
            (if_breached(units), "percent", percent, false)
        }
        "per_point" => {
            let short = if more { bound - value } else { value - bound };
            let units = parts(&short.abs(), &told_number(&of["step"]), &of["part"]);
            (if_breached(units), "percent", told_number(&of["percent"]), false)
        }
        "shortfall_of_target" => {
            let part = (&bound - value) * integer(100);
            let part = if bound == integer(0) { bound } else { part / bound };
            (once, "percent", if_breached(part), false)
        }
        "at_risk" => {
            let number = |name: &str| told_number(&of[name]);
            let percent = number("percent") * number("pool") * number("allocation");
            (once, "percent", percent / integer(10_000), false)
        }
        "repeat" => {
            let row = of["periods"].as_u64().unwrap() as usize - 1;
            let mut last = before.iter().rev().filter(|it| it.judged.value.is_some());
            let is_row = (0..row).all(|_| last.next().is_some_and(|it| it.judged.breached));
            priced(if_breached(integer(i64::from(is_row))), of)
        }
        "every" => {
            let within = of["within"].as_u64().unwrap() as usize;
            let inside = &before[before.len().saturating_sub(within - 1)..];
            let own = inside.iter().filter(|it| it.judged.breached).count() + 1;
            let due = own / of["breaches"].as_u64().unwrap() as usize;
            let paid: Number = inside.iter().map(|it| it.times.clone()).sum();
            let left = (integer(due.try_into().unwrap()) - paid).max(integer(0));
            priced(if_breached(left), of)
        }
        rule => panic!("no rule {rule}"),
    }
}

/// What none of these rows is worth: no amount where they are amounts, else no share.
fn none_of(rows: &Value) -> (Number, &'static str, Number, bool) {
    let amounts = rows.as_array().unwrap().iter().all(|row| !row["amount"].is_null());
    (integer(0), if amounts { "amount" } else { "percent" }, integer(0), false)
}

fn price(of: &Value) -> (&'static str, Number) {
    if of.is_string() {
        return ("amount", told_number(of));
    }
    let names = ["percent", "amount", "days_of_charge"];
    let name = names.into_iter().find(|name| !of[*name].is_null()).unwrap();
    (name, told_number(&of[name]))
}

/// The deepest tier that is reached, unless it has ended.
fn tier<'a>(tiers: &'a Value, value: &Number, more: bool) -> Option<&'a Value> {
    let bound = |of: &Value| {
        let text = of.as_str()?;
        Some(if text.starts_with('P') { integer(length(text)) } else { told_number(of) })
    };
    let begins = |tier: &Value| match more {
        true => bound(&tier["below"]).or_else(|| bound(&tier["at_or_below"])),
        false => bound(&tier["above"]).or_else(|| bound(&tier["at_or_above"])),
    };
    let is_reached = |tier: &&Value| {
        let (begin, strict) = (begins(tier).unwrap(), tier["at_or_below"].is_null());
        match (more, strict, tier["at_or_above"].is_null()) {
            (true, true, _) => *value < begin,
            (true, false, _) => *value <= begin,
            (false, _, true) => *value > begin,
            (false, _, false) => *value >= begin,
        }
    };
    let has_ended = |tier: &&Value| match more {
        true => {
            bound(&tier["above"]).is_some_and(|end| *value <= end)
                || bound(&tier["at_least"]).is_some_and(|end| *value < end)
        }
        false => {
            bound(&tier["below"]).is_some_and(|end| *value >= end)
                || bound(&tier["at_most"]).is_some_and(|end| *value > end)
        }
    };
    let reached = tiers.as_array().unwrap().iter().filter(is_reached);
    let deepest = match more {
        true => reached.min_by_key(|it| begins(it).unwrap()),
        false => reached.max_by_key(|it| begins(it).unwrap()),
    };
    deepest.filter(|it| !has_ended(it))
}
