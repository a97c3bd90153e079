//! The most that is credited.

use std::collections::BTreeSet;

use serde_json::Value;

use super::charge::{self, Part};
use super::settle::Paid;
use super::time::{Span, Times, shifted};
use super::{Due, Number, integer, told_number};

/// One that a cap is held against.
pub(super) struct Capped<'a> {
    pub(super) due: &'a Due,
    pub(super) objective: &'a Value,
}

/// Which credits are held against a cap together.
pub(super) fn together(cap: &Value, of: &Capped<'_>) -> String {
    let each = match cap["each"].as_str().unwrap_or("together") {
        "objective" => of.due.objective.to_string(),
        "part" => format!("{} {:?}", of.due.objective, of.due.labels),
        "service" => of.objective["service"].to_string(),
        _ => String::new(),
    };
    format!("{each} of {}", share_of(of).unwrap_or_default())
}

/// What a share without a price is of.
pub(super) fn share_of(of: &Capped<'_>) -> Option<String> {
    let kind = of.objective["credit"]["basis"].as_str();
    // Without a service it is the agreement's.
    let default =
        if of.objective["service"].is_null() { "agreement_charge" } else { "service_charge" };
    let kind = kind.unwrap_or(default);
    let service = if kind == "agreement_charge" { &Value::Null } else { &of.objective["service"] };
    let own = format!("{} {:?}", of.due.objective, of.due.labels);
    let part = if kind == "affected_charge" { own } else { String::new() };
    of.due.gross.is_none().then(|| format!("{kind} {service} {part}"))
}

/// Whether a cap is about an objective.
pub(super) fn is_about(cap: &Value, objective: Option<&Value>) -> bool {
    let named = cap["objectives"].as_array();
    named.is_none_or(|all| objective.is_some_and(|it| all.contains(it)))
}

/// How much a cap leaves of credits of one time, given what was issued before; nothing where it says
/// nothing of them.
pub(super) fn left(
    times: &Times<'_>,
    cap: &Value,
    (own, due): (&[Capped<'_>], &[Due]),
    issued: &[Paid],
) -> Option<Number> {
    let first = own.first()?;
    let per = cap["per"].as_str().unwrap();
    if first.due.gross.is_none() {
        let is_share = per == "period" && cap["of"] != "annual_charges";
        return is_share.then(|| cap.get("percent").map(told_number)).flatten();
    }
    let period = times.periods[first.due.period];
    let begin = begins(times, per, first.due.period);
    let in_window = |at: i64| 2 * begin < at && at < 2 * period.span.1;
    let is_of = |paid: &Paid| {
        let each = match cap["each"].as_str().unwrap_or("together") {
            "objective" => paid.objective.as_ref() == Some(&first.objective["id"]),
            "part" => paid.due.is_some_and(|it| {
                (due[it].objective, &due[it].labels) == (first.due.objective, &first.due.labels)
            }),
            "service" => paid.service == first.objective["service"],
            _ => true,
        };
        each && is_about(cap, paid.objective.as_ref())
    };
    let issued = issued.iter().filter(|it| per != "period" && in_window(it.end) && is_of(it));
    let issued: Number = issued.map(|it| it.amount.clone()).sum();
    let most = match cap["amount"].as_str() {
        Some(_) => told_number(&cap["amount"]),
        None => of_charges(times, cap, (first, due), begin)?,
    };
    Some(most - issued)
}

/// A share of charges, or what so many days or months cost; nothing where no charge is known.
fn of_charges(
    times: &Times<'_>,
    cap: &Value,
    (first, due): (&Capped<'_>, &[Due]),
    begin: i64,
) -> Option<Number> {
    let per = cap["per"].as_str().unwrap();
    let period = times.periods[first.due.period];
    let services = services(times, cap, first);
    let mut charges: Vec<(Number, Span)> = Vec::new();
    if cap["of"] == "annual_charges" {
        for service in &services {
            let amount = charge::of_year(times, service.as_ref(), &period);
            charges.extend(amount.map(|amount| (amount, period.span)));
        }
    } else if per == "period" {
        charges = of_period(times, cap, (first, due), &services, first.due.period);
    } else {
        let end = period.span.1;
        let affected = first.objective["credit"]["basis"] == "affected_charge";
        let is_part = cap["each"] == "part" && affected;
        for before in times.history["history"]["charges"].as_array().into_iter().flatten() {
            let own =
                services.iter().any(|it| it.as_ref().is_none_or(|it| *it == before["service"]));
            let whole =
                times.period_with(before["period"].as_str().unwrap().parse().unwrap()).whole;
            let begins = times.midnight(before["period"].as_str().unwrap().parse().unwrap());
            if own && !is_part && begin <= begins && begins < end {
                charges.push((told_number(&before["amount"]), whole));
            }
        }
        for (at, other) in times.periods.iter().enumerate() {
            if begin < other.span.1 && other.span.1 <= end {
                charges.extend(of_period(times, cap, (first, due), &services, at));
            }
        }
    }
    if charges.is_empty() {
        return None;
    }
    let sum: Number = charges.iter().map(|(amount, _)| amount.clone()).sum();
    if cap["percent"].is_string() {
        return Some(sum * told_number(&cap["percent"]) / integer(100));
    }
    let spans: BTreeSet<Span> = charges.iter().map(|(_, span)| *span).collect();
    let (most, paid_for): (_, Number) = match cap["days_of_charge"].as_str() {
        Some(_) => {
            let days = spans.into_iter().map(|span| times.charged_days(span));
            (&cap["days_of_charge"], days.sum())
        }
        None => {
            let months = spans.into_iter().map(|span| times.charged_months(span));
            (&cap["months_of_charge"], months.sum())
        }
    };
    Some(sum * told_number(most) / paid_for)
}

/// The charges of one period: for a cap of an objective in its period those that its credits are of.
fn of_period(
    times: &Times<'_>,
    cap: &Value,
    (first, due): (&Capped<'_>, &[Due]),
    services: &[Option<Value>],
    period: usize,
) -> Vec<(Number, Span)> {
    let span = times.periods[period].span;
    let each = cap["each"].as_str().unwrap_or("together");
    let affected = first.objective["credit"]["basis"] == "affected_charge";
    let is_own_basis = match cap["per"].as_str().unwrap() {
        "period" => ["objective", "part"].contains(&each),
        _ => each == "part" && affected,
    };
    if is_own_basis {
        let own = due.iter().filter(|it| {
            let is_part = each != "part" || it.labels == first.due.labels;
            it.objective == first.due.objective && it.period == period && is_part
        });
        let mut parts: Vec<&Part> = Vec::new();
        for part in own.filter_map(|it| it.basis.as_ref()).flatten() {
            if !parts.contains(&part) {
                parts.push(part);
            }
        }
        let sum: Number = parts.iter().map(|part| part.amount.clone()).sum();
        return if parts.is_empty() { Vec::new() } else { vec![(sum, span)] };
    }
    let charge = |service: &Option<Value>| {
        let parts = charge::charged(times, service.as_ref(), &[], (span, false))?;
        Some((charge::sum(&parts), span))
    };
    services.iter().filter_map(charge).collect()
}

/// Whose charges a cap is a share of: nothing stands for the whole agreement.
fn services(times: &Times<'_>, cap: &Value, first: &Capped<'_>) -> Vec<Option<Value>> {
    let named = |of: &Value| (!of.is_null()).then(|| of.clone());
    if cap["each"].as_str().unwrap_or("together") != "together" {
        return vec![named(&first.objective["service"])];
    }
    let Some(objectives) = cap["objectives"].as_array() else { return vec![None] };
    let all = times.contract["objectives"].as_array().unwrap().iter();
    let own = all.filter(|it| objectives.contains(&it["id"])).map(|it| named(&it["service"]));
    let mut services: Vec<Option<Value>> = Vec::new();
    for service in own {
        if !services.contains(&service) {
            services.push(service);
        }
    }
    if services.contains(&None) { vec![None] } else { services }
}

/// After what end periods are in the window of a cap for a credit of a period.
fn begins(times: &Times<'_>, per: &str, period: usize) -> i64 {
    let own = &times.periods[period];
    match per {
        "contract_year" => charge::year_begins(times, own),
        "period" | "term" => i64::MIN / 4,
        months => {
            let months: i64 = months.split('_').next().unwrap().parse().unwrap();
            let is_whole = own.span.1 == own.whole.1;
            match times.months().filter(|_| is_whole) {
                // So many months of such periods, whatever day they begin on.
                Some(length) if months % i64::from(length) == 0 => {
                    let mut begin = own.whole.1;
                    for _ in 0..months / i64::from(length) {
                        begin = times.period_with(times.date(begin - 1)).whole.0;
                    }
                    begin
                }
                _ => times.midnight(shifted(times.date(own.span.1), -months)),
            }
        }
    }
}
