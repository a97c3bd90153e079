//! The results as a table (RFC 4180).

use csv::{Terminator, WriterBuilder};

use crate::format::figure;
use crate::report::{ClockFigure, ObjectiveFacts, Report, ResultFigures, TimeFigures};
use crate::units::{Exact, LocalInstant, Money};

const COLUMNS: [&str; 14] = [
    "period_start",
    "period_end",
    "service",
    "objective",
    "indicator",
    "value",
    "target",
    "verdict",
    "measured_seconds",
    "down_seconds",
    "removed_seconds",
    "credit_percent",
    "credit_amount",
    "currency",
];

/// Only where a contract states what downtime costs; a loss has a currency of its own.
const LOSS_COLUMNS: [&str; 4] = ["loss", "loss_covered", "loss_not_covered", "loss_currency"];

/// Only where something was corrected.
const UNCORRECTED_COLUMNS: [&str; 3] =
    ["uncorrected_verdict", "uncorrected_value", "uncorrected_credit_amount"];

/// One row for each objective and period, in the order of the report.
///
/// Seconds are exact; `value` has six decimals or as many as keep it on its own side of target and
/// tiers, cut; the credit of a running period is what would be due if it ended now. A text that a
/// spreadsheet would take for a formula gets an apostrophe in front. Where the contract states what
/// downtime costs, more columns say it; where corrections changed a result, what each that they
/// changed was without them.
#[must_use]
pub fn csv(report: &Report) -> String {
    let corrected = report.results.iter().any(|result| result.uncorrected.is_some());
    let costs = report.results.iter().any(|result| result.loss.is_some());
    let loss_columns = if costs { LOSS_COLUMNS.as_slice() } else { &[] };
    let more = if corrected { UNCORRECTED_COLUMNS.as_slice() } else { &[] };
    let rows = report.results.iter().filter_map(|result| {
        let mut row = row(report, result).map(Vec::from)?;
        if costs {
            row.extend(loss(result));
        }
        if corrected {
            row.extend(uncorrected(report, result));
        }
        Some(row)
    });
    table(&[COLUMNS.as_slice(), loss_columns, more].concat(), rows)
}

/// What downtime cost the client, told once for a service and period.
fn loss(result: &ResultFigures) -> [String; 4] {
    let Some(loss) = &result.loss else { return Default::default() };
    let fixed = |it: &Money| it.amount.to_fixed(it.currency.minor_digits());
    let part = |it: &Option<Money>| it.as_ref().map(fixed).unwrap_or_default();
    let currency = loss.amount.currency.code().to_owned();
    [fixed(&loss.amount), part(&loss.covered), part(&loss.not_covered), currency]
}

/// What a result was without corrections, where it was something else.
fn uncorrected(report: &Report, result: &ResultFigures) -> [String; 3] {
    let objective = report.agreement.objectives.get(result.objective as usize);
    let Some((before, objective)) = result.uncorrected.as_ref().zip(objective) else {
        return Default::default();
    };
    let value = before.value.as_ref().map(|value| digits(value, objective));
    let amount = before.amount.as_ref();
    let amount = amount.map(|money| money.amount.to_fixed(money.currency.minor_digits()));
    [before.verdict.name().to_owned(), value.unwrap_or_default(), amount.unwrap_or_default()]
}

const CLOCK_COLUMNS: [&str; 11] = [
    "incident",
    "service",
    "objective",
    "priority",
    "started",
    "due",
    "stopped",
    "elapsed_seconds",
    "paused_seconds",
    "real_seconds",
    "verdict",
];

/// One row for each clock of each incident, objective by objective.
///
/// `elapsed_seconds` are the hours of its calendar less its pauses, `paused_seconds` the hours of
/// its pauses, `real_seconds` all time from its start until it stopped or is no longer looked at. A
/// clock that is skipped because of its incident's cause has a row too: its verdict is `excluded`, and
/// it is due at no time.
#[must_use]
pub fn clocks_csv(report: &Report, clocks: &[ClockFigure]) -> String {
    let rows = clocks.iter().filter_map(|clock| clock_row(report, clock).map(Vec::from));
    table(&CLOCK_COLUMNS, rows)
}

fn clock_row(report: &Report, clock: &ClockFigure) -> Option<[String; 11]> {
    let objective = report.agreement.objectives.get(clock.objective as usize)?;
    let service = objective.service.and_then(|at| report.agreement.services.get(at as usize));
    let at = |instant: &Option<LocalInstant>| {
        instant.as_ref().map_or_else(String::new, |instant| instant.at.clone())
    };
    Some([
        harmless(&clock.incident),
        service.map(|service| harmless(&service.id)).unwrap_or_default(),
        harmless(&objective.stated_id),
        clock.priority.as_deref().map(harmless).unwrap_or_default(),
        clock.started.at.clone(),
        at(&clock.due),
        at(&clock.stopped),
        clock.elapsed_seconds.to_string(),
        clock.paused_seconds.to_string(),
        clock.real_seconds.to_string(),
        clock.verdict.name().to_owned(),
    ])
}

pub(super) fn table(columns: &[&str], rows: impl Iterator<Item = Vec<String>>) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let head = columns.iter().map(|column| (*column).to_owned()).collect();
    for row in std::iter::once(head).chain(rows) {
        // Writing to memory cannot fail.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn row(report: &Report, result: &ResultFigures) -> Option<[String; 14]> {
    let objective = report.agreement.objectives.get(result.objective as usize)?;
    let service = objective.service.and_then(|at| report.agreement.services.get(at as usize));
    let period = report.periods.get(result.period as usize)?;
    let credit = result.credit.as_ref();
    let share = credit.and_then(|credit| credit.share.as_ref());
    let amount = credit.and_then(|credit| credit.amount.as_ref());
    let amount = amount.map(|money| money.amount.to_fixed(money.currency.minor_digits()));
    let seconds = |of: &dyn Fn(&TimeFigures) -> &Exact| {
        result.time.as_ref().map_or_else(String::new, |time| of(time).to_string())
    };
    Some([
        period.from.at.clone(),
        period.until.at.clone(),
        service.map(|service| harmless(&service.name)).unwrap_or_default(),
        harmless(&objective.id),
        objective.indicator.clone(),
        result.value.as_ref().map_or_else(String::new, |value| digits(value, objective)),
        objective.target.value.to_string(),
        result.verdict.name().to_owned(),
        seconds(&|time| &time.measured_seconds),
        seconds(&|time| &time.down_seconds),
        seconds(&|time| &time.removed_seconds),
        share.map_or_else(String::new, ToString::to_string),
        amount.unwrap_or_default(),
        report.currency_of(result.period).code().to_owned(),
    ])
}

fn digits(value: &Exact, objective: &ObjectiveFacts) -> String {
    figure(value, objective, 6)
}

/// Source: OWASP, CSV injection.
pub(super) fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        format!("'{text}")
    } else {
        text.to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::harmless;

    #[test]
    fn a_formula_is_made_a_text() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("@sum"), "'@sum");
        assert_eq!(harmless("ERP (=new)"), "ERP (=new)");
    }
}
