//! Accounts worked out by hand: each with its arithmetic beside it, none taken from what the engine
//! says.

mod bases;
mod caps;
mod claims;
mod rules;
mod together;

use serde_json::{Value, json};
use sla_calculator::report::ResultFigures;

use super::story::Story;

/// Long after everything.
const LATER: &str = "2031-01-01T00:00:00Z";

/// An agreement with objectives `a`, `b`, … about one service, each with its credit and what was
/// measured of it from January 2026 on, month by month; `–` where nothing was. At least 99 % is owed
/// of each.
fn account(currency: &str, charge: &str, lines: &[(Value, &str)]) -> Story {
    let (mut objectives, mut measured) = (Vec::new(), Vec::new());
    for ((credit, values), name) in lines.iter().zip(["a", "b", "c", "d"]) {
        objectives.push(json!({
            "id": name, "service": "s", "indicator": "measurement", "source": name, "unit": "%",
            "target": { "at_least": "99" }, "credit": credit,
        }));
        for (month, value) in values.split(' ').enumerate().filter(|(_, value)| *value != "–") {
            measured.push(json!({ "indicator": name, "service": "s", "value": value,
                                  "from": midnight(month), "until": midnight(month + 1) }));
        }
    }
    let charges = json!([{ "from": "2020-01-01", "amount": charge, "per": "month" }]);
    let mut story = Story::new()
        .contract("/currency", json!(currency))
        .contract("/services/0/charges", charges)
        .contract("/objectives", json!(objectives));
    story.incidents["measurements"] = json!(measured);
    story
}

/// One objective in euros at 1,000 a month.
fn single(credit: Value, values: &str) -> Story {
    account("EUR", "1000.00", &[(credit, values)])
}

/// One objective about availability, at least 99.9 %, and outages in April 2026 from a day and an
/// hour on, so many minutes.
fn down(charge: &str, credit: Value, outages: &[(&str, i64)]) -> Story {
    let charges = json!([{ "from": "2020-01-01", "amount": charge, "per": "month" }]);
    let mut story = Story::new()
        .contract("/services/0/charges", charges)
        .contract("/objectives/0/credit", credit);
    for (from, minutes) in outages {
        let from: chrono::DateTime<chrono::Utc> = format!("2026-04-{from}:00Z").parse().unwrap();
        let until = from + chrono::TimeDelta::minutes(*minutes);
        story = story.incident(&from.to_rfc3339(), &until.to_rfc3339(), "full");
    }
    story
}

fn midnight(month: usize) -> String {
    format!("{}-{:02}-01T00:00:00Z", 2026 + month / 12, month % 12 + 1)
}

fn amount(row: &ResultFigures) -> String {
    let paid = row.credit.as_ref().and_then(|credit| credit.amount.as_ref());
    paid.map_or_else(|| "–".to_owned(), |paid| paid.amount.to_string())
}

/// What is paid of each objective in the first so many periods from January 2026 on: `–` where there is
/// no price.
fn paid(story: &Story, periods: usize) -> Vec<String> {
    paid_from(story, "2026-01-01", periods)
}

/// The same from a date on.
fn paid_from(story: &Story, from: &str, periods: usize) -> Vec<String> {
    let report = story.report(LATER);
    let of = |objective: usize| {
        let own = report.results.iter().filter(|row| row.objective as usize == objective);
        let own = own.filter(|row| {
            let first = report.periods[row.period as usize].first.to_string();
            *from <= *first.as_str()
        });
        own.take(periods).map(amount).collect::<Vec<_>>().join(" ")
    };
    (0..report.agreement.objectives.len()).map(of).collect()
}

/// What is paid for April 2026.
fn april(story: &Story) -> String {
    amount(&story.result(LATER, "2026-04-01"))
}

/// The story under what holds for all credits.
fn under(story: Story, credits: Value) -> Story {
    story.contract("/credits", credits)
}

/// The story with more in its history.
fn with(mut story: Story, name: &str, value: Value) -> Story {
    story.incidents[name] = value;
    story
}

/// A fixed sum for each breached period.
fn sum(amount: &str) -> Value {
    json!({ "per_breach": { "amount": amount } })
}

/// A share of the charge for each breached period.
fn share(percent: &str) -> Value {
    json!({ "per_breach": { "percent": percent } })
}
