//! What is paid: of whom, when, for how long.

use chrono::{Datelike, Months, NaiveDate};
use serde_json::Value;

use super::time::{Period, Span, Times, cut, length};
use super::{Number, integer, told_number};

/// A part of a charge: where it stands, when it holds, and how much it is.
#[derive(Clone, PartialEq)]
pub(super) struct Part {
    pub(super) place: String,
    pub(super) span: Span,
    pub(super) amount: Number,
}

/// Whose charges are asked for.
pub(super) struct Asked<'a> {
    pub(super) service: &'a Value,
    pub(super) labels: &'a [String],
    pub(super) window: Span,
}

pub(super) fn sum(parts: &[Part]) -> Number {
    parts.iter().map(|part| part.amount.clone()).sum()
}

/// What a credit of a period is a share of; nothing where any of it has no charge.
pub(super) fn basis(
    times: &Times<'_>,
    kind: &str,
    asked: &Asked<'_>,
    period: &Period,
) -> Option<Vec<Part>> {
    let labels = if kind == "affected_charge" { asked.labels } else { &[] };
    let span = match kind {
        "previous_charge" => times.beside(period, -1)?.span,
        "next_charge" => times.beside(period, 1)?.span,
        "annual_charge" => year(times, times.date(period.span.0)),
        "window_charge" => asked.window,
        _ => period.span,
    };
    let of_all = kind == "agreement_charge" || asked.service.is_null();
    let by_months = kind == "window_charge";
    charged(times, (!of_all).then_some(asked.service), labels, (span, by_months))
}

/// The charges of a service, or of the agreement and all its services.
pub(super) fn charged(
    times: &Times<'_>,
    service: Option<&Value>,
    labels: &[String],
    span: (Span, bool),
) -> Option<Vec<Part>> {
    let null = Value::Null;
    let payees: Vec<&Value> = match service {
        Some(service) => vec![service],
        None => {
            let services = times.contract["services"].as_array().unwrap().iter();
            let all = std::iter::once(&null).chain(services.map(|it| &it["id"]));
            let is_paid = |payee: &&Value| {
                let charges = stated(times, payee).into_iter().map(|it| it.charge);
                charges
                    .chain(invoices(times, payee).map(|(_, it)| it))
                    .any(|it| it["kind"] != "one_time")
            };
            all.filter(is_paid).collect()
        }
    };
    let parts = payees.into_iter().map(|payee| of_payee(times, payee, labels, span));
    let parts = parts.collect::<Option<Vec<_>>>()?.concat();
    (!parts.is_empty()).then_some(parts)
}

/// The contract year with a date, as far as it lies in the term.
fn year(times: &Times<'_>, date: NaiveDate) -> Span {
    let first: NaiveDate = times.contract["term"]["from"].as_str().unwrap().parse().unwrap();
    let begins = |years: i64| super::time::shifted(first, 12 * years);
    let mut years = 0;
    while begins(years + 1) <= date {
        years += 1;
    }
    cut((times.midnight(begins(years)), times.midnight(begins(years + 1))), times.term)
}

/// The charge of the contract year in which a period ends.
pub(super) fn of_year(
    times: &Times<'_>,
    service: Option<&Value>,
    period: &Period,
) -> Option<Number> {
    let span = year(times, times.date(period.span.1 - 1));
    charged(times, service, &[], (span, false)).map(|parts| sum(&parts))
}

/// The first day of the contract year in which a period ends.
pub(super) fn year_begins(times: &Times<'_>, period: &Period) -> i64 {
    let first: NaiveDate = times.contract["term"]["from"].as_str().unwrap().parse().unwrap();
    let date = times.date(period.span.1 - 1);
    let mut begin = first;
    while begin + Months::new(12) <= date {
        begin = begin + Months::new(12);
    }
    times.midnight(begin)
}

/// A charge that is agreed, and when it holds.
struct Stated<'a> {
    place: String,
    charge: &'a Value,
    held: Span,
}

/// What is charged by the terms of one time after the other.
fn stated<'a>(times: &Times<'a>, payee: &Value) -> Vec<Stated<'a>> {
    let of = |contract: &'a Value| -> &'a Value {
        match payee.as_str() {
            None => &contract["charges"],
            Some(id) => {
                let mut services = contract["services"].as_array().unwrap().iter();
                &services.find(|it| it["id"] == id).unwrap()["charges"]
            }
        }
    };
    let first = of(times.contract);
    let later = times.amended.map(|(from, amended)| (from, of(amended)));
    let later = later.filter(|(_, charges)| *charges != first);
    let until = later.map_or(i64::MAX, |(from, _)| from);
    let versions = [(first, (i64::MIN, until))].into_iter();
    let versions = versions.chain(later.map(|(from, charges)| (charges, (from, i64::MAX))));
    let mut found = Vec::new();
    for (version, (charges, agreed)) in versions.enumerate() {
        let charges = || charges.as_array().into_iter().flatten().enumerate();
        for (at, charge) in charges() {
            let same =
                |it: &Value| (&it["kind"], &it["labels"]) == (&charge["kind"], &charge["labels"]);
            let later = charges().filter(|(_, it)| same(it)).map(|(_, it)| date(&it["from"]));
            let next = later.filter(|it| *it > date(&charge["from"])).min();
            let until = next.map_or(i64::MAX, |next| times.midnight(next));
            let held = cut((times.midnight(date(&charge["from"])), until), agreed);
            if held.0 < held.1 {
                found.push(Stated { place: format!("{payee} {version} {at}"), charge, held });
            }
        }
    }
    found
}

fn invoices<'a>(times: &Times<'a>, payee: &Value) -> impl Iterator<Item = (usize, &'a Value)> {
    let all = times.history["charges"].as_array().into_iter().flatten().enumerate();
    all.filter(move |(_, it)| it["service"] == *payee)
}

fn date(value: &Value) -> NaiveDate {
    value.as_str().unwrap().parse().unwrap()
}

/// The charges of one payee, or nothing where some of the span has none.
fn of_payee(
    times: &Times<'_>,
    payee: &Value,
    labels: &[String],
    (span, by_months): (Span, bool),
) -> Option<Vec<Part>> {
    let mut parts = Vec::new();
    let mut invoiced: Vec<(&str, Span)> = Vec::new();
    let mut covered: Vec<Span> = Vec::new();
    for (at, invoice) in invoices(times, payee).filter(|_| labels.is_empty()) {
        let found = times.period_with(date(&invoice["period"]));
        let (period, inside) = (found.span, cut(found.span, span));
        let kind = invoice["kind"].as_str().unwrap_or("recurring");
        if period.0 >= period.1 || inside.0 >= inside.1 || kind == "one_time" {
            continue;
        }
        invoiced.push((kind, found.whole));
        if kind == "recurring" {
            covered.push(inside);
        }
        let part = integer(inside.1 - inside.0) / integer(period.1 - period.0);
        let amount = told_number(&invoice["amount"]) * part;
        parts.push(Part { place: format!("invoice {at}"), span: inside, amount });
    }
    let charges = stated(times, payee);
    for Stated { place, charge, held } in &charges {
        let kind = charge["kind"].as_str().unwrap_or("recurring");
        let is_about = labels.iter().all(|label| charge["labels"]["region"] == *label);
        if kind == "one_time" || !is_about {
            continue;
        }
        // What is paid by use is not less because the term begins or ends within a period.
        let wide = |whole: Span| {
            let from = if span.0 == times.term.0 { whole.0 } else { span.0 };
            let until = if span.1 == times.term.1 { whole.1 } else { span.1 };
            (from.min(span.0), until.max(span.1))
        };
        for (whole, months) in stretches(times, span, by_months) {
            let asked = if kind == "usage" { wide(whole) } else { span };
            let inside = cut(cut(*held, asked), whole);
            for inside in without(inside, kind, &invoiced) {
                let seconds = integer(inside.1 - inside.0);
                let amount = told_number(&charge["amount"]);
                let part = match charge["per"].as_str().unwrap() {
                    per if per.starts_with('P') => seconds / integer(length(per)),
                    per => {
                        let per = match per {
                            "month" => 1,
                            "quarter" => 3,
                            "half_year" => 6,
                            _ => 12,
                        };
                        let months = integer(months) / integer(per);
                        months * seconds / integer(whole.1 - whole.0)
                    }
                };
                if kind == "recurring" {
                    covered.push(inside);
                }
                let place = place.clone();
                parts.push(Part { place, span: inside, amount: amount * part });
            }
        }
    }
    let never =
        !charges.iter().any(|it| it.charge["kind"].as_str().unwrap_or("recurring") == "recurring");
    covered.sort_unstable();
    let mut until = span.0;
    for part in covered.iter().filter(|part| part.0 < part.1) {
        if part.0 <= until {
            until = until.max(part.1);
        }
    }
    (until >= span.1 || never && !parts.is_empty()).then_some(parts)
}

/// What of a span is not invoiced.
fn without(span: Span, kind: &str, invoiced: &[(&str, Span)]) -> Vec<Span> {
    let mut left = vec![span];
    for (_, own) in invoiced.iter().filter(|(it, _)| *it == kind) {
        let cuts = left.iter().flat_map(|it| [(it.0, it.1.min(own.0)), (it.0.max(own.1), it.1)]);
        left = cuts.collect();
        left.retain(|it| it.0 < it.1);
    }
    left.retain(|it| it.0 < it.1);
    left
}

/// The stretches that have a price of their own: periods of months, else calendar months.
fn stretches(times: &Times<'_>, span: Span, by_months: bool) -> Vec<(Span, i64)> {
    let mut found = Vec::new();
    match times.months().filter(|_| !by_months) {
        Some(months) => {
            let mut period = times.period_with(times.date(span.0));
            while period.whole.0 < span.1 {
                found.push((period.whole, i64::from(months)));
                period = times.period_with(times.date(period.whole.1));
            }
        }
        None => {
            let mut first = times.date(span.0).with_day(1).unwrap();
            while times.midnight(first) < span.1 {
                let next = first + Months::new(1);
                found.push(((times.midnight(first), times.midnight(next)), 1));
                first = next;
            }
        }
    }
    found
}
