//! Reports to draw.

use std::fs;

use sla_calculator::evaluate::{Case, Evaluation, Input};
use sla_calculator::report::Report;
use sla_calculator::units::Instant;

/// What happens in a month of 30 days or so at 99.9 %.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Month {
    /// Nothing.
    Up,
    /// So many minutes of downtime.
    Down(u32),
    /// All of the downtime that is allowed, and not a second more.
    Exactly,
    /// Nobody knows.
    Unknown,
}

pub(crate) fn evaluate(files: &[(String, String)], as_of: &str) -> Evaluation {
    let inputs: Vec<Input<'_>> =
        files.iter().map(|(name, text)| Input::new(name, text.as_bytes())).collect();
    let case = Case::open(&inputs).unwrap_or_else(|faults| panic!("{faults:#?}"));
    case.evaluate(Instant::parse(as_of).unwrap()).unwrap_or_else(|f| panic!("{f:#?}"))
}

/// The report of an example.
pub(crate) fn example(id: &str, as_of: &str) -> Report {
    evaluated(id, as_of).report
}

/// All that was found of an example.
pub(crate) fn evaluated(id: &str, as_of: &str) -> Evaluation {
    let file = |name: &str| {
        (name.to_owned(), fs::read_to_string(format!("examples/{id}/{name}")).unwrap())
    };
    evaluate(&[file("contract.json"), file("incidents.json")], as_of)
}

/// A report of months from July 2015 on, of an objective of that name, each month its own file of
/// evidence; the first month after them runs.
pub(crate) fn report(name: &str, months: &[Month]) -> Report {
    let contract = serde_json::json!({
        "format": "sla-contract/1", "currency": "EUR", "time_zone": "UTC",
        "term": { "from": "2015-07-01" },
        "services": [{ "id": "erp", "name": name,
                       "charges": [{ "from": "2015-07-01", "amount": "12000.00",
                                      "per": "month" }] }],
        "objectives": [{ "id": "up", "name": name, "service": "erp", "indicator": "availability",
                         "target": { "at_least": "99.9" },
                         "credit": { "tiers": [{ "below": "99.9", "percent": "10" },
                                               { "below": "99", "percent": "25" }] } }],
    });
    let mut files = vec![("contract.json".to_owned(), contract.to_string())];
    for (place, month) in months.iter().enumerate().filter(|(_, m)| !matches!(m, Month::Unknown)) {
        let (from, days) = start(place);
        let (until, _) = start(place + 1);
        let nanoseconds = match month {
            Month::Up | Month::Unknown => 0,
            Month::Down(minutes) => i128::from(*minutes) * 60_000_000_000,
            Month::Exactly => i128::from(days) * 86_400_000_000_000 / 1_000,
        };
        let began = Instant::parse(&from).unwrap();
        let ended = began.after(nanoseconds);
        let incidents = if nanoseconds == 0 {
            serde_json::json!([])
        } else {
            serde_json::json!([{ "id": place.to_string(), "services": ["erp"], "started": from,
                                 "restored": ended.to_string() }])
        };
        let history = serde_json::json!({
            "format": "sla-incidents/1",
            "source": { "covers": { "from": from, "until": until } },
            "incidents": incidents,
        });
        files.push((format!("{place}.json"), history.to_string()));
    }
    if files.len() == 1 {
        let nothing = r#"{ "format": "sla-incidents/1", "incidents": [],
            "source": { "covers": { "from": "2015-06-01T00:00:00Z", "until": "2015-06-02T00:00:00Z" } } }"#;
        files.push(("0.json".to_owned(), nothing.to_owned()));
    }
    let (as_of, _) = start(months.len());
    evaluate(&files, &as_of).report
}

/// The first instant of a month, and how many days it has.
fn start(place: usize) -> (String, u32) {
    let (year, month) = (2015 + (place + 6) / 12, (place + 6) % 12 + 1);
    let days = match month {
        2 if year % 4 == 0 => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (format!("{year}-{month:02}-01T00:00:00Z"), days)
}
