//! What other readings change, for other programs.

use serde::Serialize;

use super::csv::{harmless, table};
use super::json;
use crate::analysis::{Change, Weighed};
use crate::report::{OtherFigures, Report, ResultFigures};

const COLUMNS: [&str; 11] = [
    "reading",
    "answer",
    "period_start",
    "objective",
    "verdict",
    "credit_percent",
    "credit_amount",
    "other_verdict",
    "other_credit_percent",
    "other_credit_amount",
    "currency",
];

/// One row for each result that another reading changes, reading by reading.
#[must_use]
pub fn sensitivity_csv(report: &Report, weighed: &[Weighed]) -> String {
    let rows = weighed.iter().flat_map(|reading| {
        reading.changes.iter().filter_map(|change| {
            let objective = report.agreement.objectives.get(change.objective as usize)?;
            let period = report.periods.get(change.period as usize)?;
            let [verdict, percent, amount] = figures(&OtherFigures::of(result(report, change)?));
            let [other_verdict, other_percent, other_amount] = figures(&change.other);
            Some(vec![
                reading.name.clone(),
                reading.value.clone(),
                period.from.at.clone(),
                harmless(&objective.id),
                verdict,
                percent,
                amount,
                other_verdict,
                other_percent,
                other_amount,
                report.currency_of(change.period).code().to_owned(),
            ])
        })
    });
    table(&COLUMNS, rows)
}

/// The result of a report that a change is of.
pub(super) fn result<'r>(report: &'r Report, change: &Change) -> Option<&'r ResultFigures> {
    let place = (change.objective, change.period);
    let found = report.results.binary_search_by_key(&place, |it| (it.objective, it.period));
    report.results.get(found.ok()?)
}

fn figures(figures: &OtherFigures) -> [String; 3] {
    let percent = figures.share.as_ref().map(ToString::to_string);
    let amount = figures.amount.as_ref();
    let amount = amount.map(|money| money.amount.to_fixed(money.currency.minor_digits()));
    let verdict = figures.verdict.name().to_owned();
    [verdict, percent.unwrap_or_default(), amount.unwrap_or_default()]
}

/// All that was weighed, with the ids of objectives and periods.
#[derive(Serialize)]
struct Whole<'a> {
    format: &'static str,
    as_of: &'a str,
    currency: &'a str,
    readings: Vec<Reading<'a>>,
}

#[derive(Serialize)]
struct Reading<'a> {
    name: &'a str,
    value: &'a str,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    refused: bool,
    changes: Vec<Row<'a>>,
}

#[derive(Serialize)]
struct Row<'a> {
    objective: &'a str,
    period: String,
    as_read: OtherFigures,
    otherwise: &'a OtherFigures,
}

/// What `format` says of it.
const FORMAT: &str = "sla-sensitivity/1";

/// Every other reading with the results that it changes, as they are and as they would be.
#[must_use]
pub fn sensitivity_json(report: &Report, weighed: &[Weighed]) -> String {
    let readings = weighed.iter().map(|reading| Reading {
        name: &reading.name,
        value: &reading.value,
        refused: reading.refused,
        changes: reading.changes.iter().filter_map(|change| row(report, change)).collect(),
    });
    json(&Whole {
        format: FORMAT,
        as_of: &report.provenance.as_of.at,
        currency: &report.agreement.currency,
        readings: readings.collect(),
    })
}

fn row<'a>(report: &'a Report, change: &'a Change) -> Option<Row<'a>> {
    Some(Row {
        objective: &report.agreement.objectives.get(change.objective as usize)?.id,
        period: report.period_id(change.period)?,
        as_read: OtherFigures::of(result(report, change)?),
        otherwise: &change.other,
    })
}
