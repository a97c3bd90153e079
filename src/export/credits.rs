//! Every credit as a table.

use super::csv::{harmless, table};
use super::plain::Text;
use crate::format::words::{Heading, Language, Phrase};
use crate::format::{credit_line, visible};
use crate::report::{BonusDue, CreditLine, ObjectiveFacts, Report, credit_lines};
use crate::units::Exact;

/// The columns before those of the caps.
const FIRST: [&str; 10] = [
    "period_start",
    "period_end",
    "service",
    "objective",
    "labels",
    "rule",
    "basis",
    "share",
    "gross",
    "carried_in",
];

/// The columns after them.
const LAST: [&str; 8] = [
    "paid_instead",
    "too_small",
    "net",
    "claim_state",
    "claim_deadline",
    "granted",
    "granted_currency",
    "currency",
];

/// One row for each credit, and below zero for what is charged again of one and for each bonus, in
/// order of time; a
/// column for what each cap of the contract cut off, `cap_1_cut` the first.
///
/// `basis`, `share` in percent, `gross`, `carried_in` and the cuts are exact; `net` is rounded once.
/// `granted_currency` is that of what was granted, where it is not the `currency` of all else.
/// A credit of a period that is not over has the state `provisional`, one that a right stops `stopped`.
#[must_use]
pub fn credits_csv(report: &Report) -> String {
    let caps: Vec<String> =
        (1..=report.agreement.caps.len()).map(|number| format!("cap_{number}_cut")).collect();
    let columns = FIRST.into_iter().chain(caps.iter().map(String::as_str)).chain(LAST);
    let columns: Vec<&str> = columns.collect();
    let rows = credit_lines(report).into_iter().filter_map(|line| row(report, &line));
    table(&columns, rows)
}

fn state(line: &CreditLine) -> &'static str {
    match (line.provisional, line.stopped) {
        _ if line.bonus == Some(BonusDue::SetOff) => "set_off",
        _ if line.bonus == Some(BonusDue::Payable) => "payable",
        (true, _) => "provisional",
        (_, true) => "stopped",
        _ => line.claim.name(),
    }
}

fn row(report: &Report, line: &CreditLine) -> Option<Vec<String>> {
    let objective = report.agreement.objectives.get(line.objective as usize)?;
    let service = objective.service.and_then(|at| report.agreement.services.get(at as usize));
    let span = report.periods.get(line.period as usize)?;
    let exact = |it: &Option<Exact>| it.as_ref().map(Exact::to_string).unwrap_or_default();
    let rounded = |it: &Option<Exact>| {
        let rounded = it.as_ref().map(|it| it.to_fixed(line.currency.minor_digits()));
        rounded.unwrap_or_default()
    };
    let granted = line.granted.as_ref();
    let elsewhere = granted.filter(|granted| granted.currency != line.currency);
    let said = |it: bool| if it { "yes" } else { "" }.to_owned();
    let mut row = vec![
        span.from.at.clone(),
        span.until.at.clone(),
        service.map(|service| harmless(&service.id)).unwrap_or_default(),
        harmless(&objective.stated_id),
        harmless(&labels(objective)),
        line.rule.clone(),
        exact(&line.basis),
        exact(&line.share),
        exact(&line.gross),
        exact(&line.carried_in),
    ];
    row.extend((0..report.agreement.caps.len()).map(|cap| {
        let cut = line.caps.iter().find(|cut| cut.cap as usize == cap);
        cut.map(|cut| (&cut.before - &cut.after).to_string()).unwrap_or_default()
    }));
    row.extend([
        said(line.not_paid),
        said(line.too_small),
        rounded(&line.net),
        state(line).to_owned(),
        line.deadline.as_ref().map(|deadline| deadline.at.clone()).unwrap_or_default(),
        granted.map(|it| it.amount.to_fixed(it.currency.minor_digits())).unwrap_or_default(),
        elsewhere.map(|granted| granted.currency.code().to_owned()).unwrap_or_default(),
        line.currency.code().to_owned(),
    ]);
    Some(row)
}

/// `site=Berlin; floor=2`.
fn labels(objective: &ObjectiveFacts) -> String {
    let labels = objective.labels.iter().map(|label| {
        let value = label.value.as_deref().unwrap_or_default();
        format!("{}={value}", label.name)
    });
    labels.collect::<Vec<_>>().join("; ")
}

/// The account of credits: what each is worth by its rule, what caps cut off, what is paid, and how it
/// stands with its claim; then the sums.
#[must_use]
pub fn credits_text(language: &dyn Language, report: &Report) -> String {
    let headings = [
        Heading::Period,
        Heading::Objective,
        Heading::ByRule,
        Heading::Cut,
        Heading::Paid,
        Heading::State,
        Heading::Claim,
    ];
    let head = headings.map(|heading| language.say(&Phrase::Heading(heading))).to_vec();
    let or_dash = |it: Option<String>| it.unwrap_or_else(|| "–".to_owned());
    let rows = credit_lines(report).into_iter().filter_map(|line| {
        let told = credit_line(language, report, &line)?;
        Some(vec![
            told.period,
            visible(&told.objective),
            or_dash(told.by_rule),
            or_dash(told.cut),
            or_dash(told.paid),
            told.state,
            or_dash(told.last_day),
        ])
    });
    let mut text = Text::new(language);
    text.table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    text.finish()
}
