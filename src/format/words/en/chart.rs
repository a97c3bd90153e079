//! Pictures.

use super::super::Chart;
use super::indicator::indicator;
use super::{budget, cost, month_name, of_periods, outage, plural};
use crate::report::Label;
use crate::units::Better;

pub(super) fn words(chart: &Chart<'_>) -> String {
    match chart {
        Chart::DueTick => "due".to_owned(),
        Chart::AxisDay { month, day } => {
            format!("{day} {}", month_name(*month).get(..3).unwrap_or_default())
        }
        Chart::UsedUp { objective, missed: 0, .. } => {
            format!("{objective} stayed within its allowance")
        }
        Chart::UsedUp { objective, finished, missed, every } => {
            format!(
                "{objective} used up its allowance in {}",
                of_periods(*missed, *finished, every)
            )
        }
        Chart::BeyondTarget { better: Better::More, objective, missed: 0, .. } => {
            format!("{objective} never fell below its target")
        }
        Chart::BeyondTarget { better: Better::Less, objective, missed: 0, .. } => {
            format!("{objective} never went beyond its target")
        }
        Chart::BeyondTarget { better, objective, missed, finished, every } => {
            let fell = match better {
                Better::More => "fell below",
                Better::Less => "went beyond",
            };
            let periods = of_periods(*missed, *finished, every);
            format!("{objective} {fell} its target in {periods}")
        }
        Chart::NoneOver { objective, every } => format!("{objective}: no {every} is over yet"),
        Chart::NothingMeasured(objective) => format!("{objective} could not be measured"),
        Chart::Credits { periods, finished, every, amount, lapsed, all_lapsed } => {
            let periods = of_periods(*periods, *finished, every);
            match lapsed {
                _ if *all_lapsed => {
                    format!("Credits of {amount} were earned in {periods}, and all of it lapsed")
                }
                Some(lapsed) => {
                    format!("Credits of {amount} were earned in {periods}; {lapsed} of it lapsed")
                }
                None => format!("Credits of {amount} were earned in {periods}"),
            }
        }
        Chart::ProvisionalOnly(amount) => {
            format!("No credit was earned yet; {amount} would be, if the running period ended now")
        }
        Chart::NoCredits => "No credit was earned".to_owned(),
        Chart::NoAmounts => {
            "Credits were earned, but the contract states no charge to reckon them from".to_owned()
        }
        Chart::UsedMeasure { every, unit } => {
            format!("Downtime by {every} in {}, against the downtime allowed", unit_name(unit))
        }
        Chart::TimeMeasure { indicator: name, every, unit } => {
            format!("{} by {every} in {}, against the target", indicator(name), unit_name(unit))
        }
        Chart::ValueMeasure { indicator: _, cases: true, every, from } => {
            format!("Cases within the limit by {every} in percent, axis from {from}")
        }
        Chart::ValueMeasure { indicator: name, cases: false, every, from } => {
            let unit = if from.ends_with('%') { " in percent" } else { "" };
            format!("{} by {every}{unit}, axis from {from}", indicator(name))
        }
        Chart::CreditMeasure { every, currency, elsewhere, lapsed, provisional, cut } => {
            let hollow = if *lapsed { "; hollow: lapsed" } else { "" };
            let dashed = if *provisional { "; dashed: if it ended now" } else { "" };
            let hatched = if *cut { "; hatched: cut off by caps" } else { "" };
            let table = if elsewhere.is_empty() {
                String::new()
            } else {
                format!("; in the table alone: {elsewhere}")
            };
            format!("Credit by {every} in {currency}{hatched}{hollow}{dashed}{table}")
        }
        Chart::CreditCap(amount) => format!("Cap {amount}"),
        Chart::CreditLeft(left, whole) => format!("{left} of {whole}"),
        Chart::AxisTime(digits, unit) => format!("{digits}\u{a0}{unit}"),
        Chart::AxisMonth(month, year) => {
            let month = month_name(*month).get(..3).unwrap_or_default();
            year.map_or_else(|| month.to_owned(), |year| format!("{month}\u{a0}{year:04}"))
        }
        Chart::AxisQuarter(quarter, None) => format!("Q{quarter}"),
        Chart::AxisQuarter(quarter, Some(year)) => format!("Q{quarter}\u{a0}{year:04}"),
        Chart::AxisYear(year) => format!("{year:04}"),
        Chart::ToDate => "to date".to_owned(),
        Chart::Used { objective, period, verdict, down, allowed, to_date } => {
            let to_date = if *to_date { " to date" } else { "" };
            format!("{objective}, {period}: {verdict}, {down} used of {allowed} allowed{to_date}.")
        }
        Chart::Reached { objective, period, verdict, value, bound } => {
            format!("{objective}, {period}: {verdict}, {value}, target {bound}.")
        }
        Chart::Unknown { objective, period, verdict } => {
            format!("{objective}, {period}: {verdict}.")
        }
        Chart::CreditOf { period, amount, state, cut } => {
            let cut = cut.map(|cut| format!(" Caps cut off {cut}.")).unwrap_or_default();
            format!("{period}: {amount}, {state}.{cut}")
        }
        Chart::Within { objective, cases: 0, .. } => format!("{objective} had no case"),
        Chart::Within { objective, decided: 0, cases, .. } => {
            format!("{objective}: {}, none decided", plural(*cases, "case"))
        }
        Chart::Within { objective, within, decided, .. } => {
            format!("{objective}: {} within the limit", of_periods(*within, *decided, "case"))
        }
        Chart::CasesMeasure { by_priority, counted, open } => {
            let what = if *counted { "Cases by elapsed time" } else { "Elapsed time of each case" };
            let lanes = if *by_priority { ", by priority" } else { "" };
            let open = if *open { "; hollow: still open" } else { "" };
            format!("{what}{lanes}, on a square-root scale{open}")
        }
        Chart::Case { incident, elapsed, limit, stands } => {
            let limit = limit.map(|limit| format!(" of {limit}")).unwrap_or_default();
            format!("{incident}: {elapsed}{limit}. {stands}.")
        }
        Chart::Counted { priority, span, cases, missed } => {
            let priority =
                if priority.is_empty() { String::new() } else { format!("{priority}, ") };
            format!("{priority}{span}: cases {cases}, missed {missed}.")
        }
        Chart::Stretch { objective, what, when, length } => {
            let length = length.map(|length| format!(", {length}")).unwrap_or_default();
            format!("{objective}: {what}, {when}{length}.")
        }
        Chart::Owed => "owed".to_owned(),
        Chart::Lapsed => "lapsed".to_owned(),
        Chart::IfItEndedNow => "if it ended now".to_owned(),
        Chart::State => "State".to_owned(),
        Chart::AxisHour(hour) => format!("{hour:02}:00"),
        Chart::AxisShare(digits) => format!("{digits}\u{a0}%"),
        Chart::Label(label) => label_words(*label).to_owned(),
        Chart::Outages { .. }
        | Chart::OutagesMeasure { .. }
        | Chart::LabelSpan { .. }
        | Chart::Names { .. } => outage::words(chart),
        Chart::BudgetStands { .. }
        | Chart::BudgetMeasure { .. }
        | Chart::BudgetUse { .. }
        | Chart::BudgetForecast { .. }
        | Chart::TooMuch(_)
        | Chart::EvenPace
        | Chart::AtThisRate
        | Chart::Now => budget::words(chart),
        Chart::CostMost { .. }
        | Chart::NoCost
        | Chart::CostMeasure { .. }
        | Chart::Unsaid(_)
        | Chart::NotPermitted(_)
        | Chart::RequestsFailed
        | Chart::Others { .. }
        | Chart::Cost { .. }
        | Chart::IncidentCount(_) => cost::words(chart),
    }
}

/// What an instant of agreed time was.
pub(super) fn label_words(label: Label) -> &'static str {
    match label {
        Label::OutsideHours => "Outside the hours of every member",
        Label::ExclusionSpan => "Declared not to count",
        Label::Maintenance => "Maintenance",
        Label::Outage => "Outage",
        Label::Tolerated => "Outage too short to count",
        Label::ExcludedIncident => "Incident of an excluded cause",
        Label::Unknown => "Unknown",
        Label::Up => "Up",
    }
}

fn unit_name(sign: &str) -> &'static str {
    match sign {
        "s" => "seconds",
        "min" => "minutes",
        "h" => "hours",
        _ => "days",
    }
}
