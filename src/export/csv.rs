//! The results as a table (RFC 4180).

use csv::{Terminator, WriterBuilder};

use crate::format::figure;
use crate::report::{ObjectiveFacts, Report, ResultFigures};
use crate::units::Exact;

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

/// One row for each objective and period, in the order of the report.
///
/// Seconds are exact; `value` has six decimals or as many as keep it on its own side of target and
/// tiers, cut; the credit of a running period is what would be due if it ended now. A text that a
/// spreadsheet would take for a formula gets an apostrophe in front.
#[must_use]
pub fn csv(report: &Report) -> String {
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(Vec::new());
    let rows = report.results.iter().filter_map(|result| row(report, result));
    let head = std::iter::once(COLUMNS.map(str::to_owned));
    for row in head.chain(rows) {
        // Writing to memory cannot fail.
        let _ = writer.write_record(&row);
    }
    writer.into_inner().ok().and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default()
}

fn row(report: &Report, result: &ResultFigures) -> Option<[String; 14]> {
    let objective = report.agreement.objectives.get(result.objective as usize)?;
    let service = report.agreement.services.get(objective.service as usize)?;
    let period = report.periods.get(result.period as usize)?;
    let credit = result.credit.as_ref();
    let amount = credit.and_then(|credit| credit.amount.as_ref());
    let amount = amount.map(|money| money.amount.to_fixed(money.currency.minor_digits()));
    Some([
        period.from.at.clone(),
        period.until.at.clone(),
        harmless(&service.name),
        harmless(&objective.id),
        objective.indicator.clone(),
        result.value.as_ref().map_or_else(String::new, |value| digits(value, objective)),
        objective.target.value.to_string(),
        result.verdict.name().to_owned(),
        result.measured_seconds.to_string(),
        result.down_seconds.to_string(),
        result.removed_seconds.to_string(),
        credit.map_or_else(String::new, |credit| credit.percent.to_string()),
        amount.unwrap_or_default(),
        report.agreement.currency.clone(),
    ])
}

fn digits(value: &Exact, objective: &ObjectiveFacts) -> String {
    figure(value, objective, 6)
}

/// Source: OWASP, CSV injection.
fn harmless(text: &str) -> String {
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
