//! English.

mod budget;
mod case;
mod chart;
mod contract;
mod cost;
mod credit;
mod fault;
mod group;
mod heading;
mod how;
mod indicator;
mod key_figure;
mod otherwise;
mod outage;
mod page;
mod quote;
mod reading;
mod recurrence;
mod right;
mod statement;
mod step;
mod usage;

use super::super::number;
use super::{Language, Marks, Page, PageLanguage, Phrase};
use crate::compliance::Verdict;
use crate::diagnostic::{Code, Severity};
use crate::penalty::ClaimState;
use crate::report::{Bound, Part, StepName};
use crate::timeline::IncidentClass;

/// English.
#[derive(Clone, Copy, Debug, Default)]
pub struct English;

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

impl PageLanguage for English {
    fn tag(&self) -> &'static str {
        "en"
    }

    fn marks(&self) -> Marks {
        Marks { decimal: '.', group: ',' }
    }

    fn page(&self, page: &Page<'_>) -> String {
        page::words(page)
    }
}

impl Language for English {
    fn symbol(&self, currency: &str) -> Option<&'static str> {
        Some(match currency {
            "EUR" => "€",
            "GBP" => "£",
            "JPY" => "¥",
            "USD" => "$",
            _ => return None,
        })
    }

    fn say(&self, phrase: &Phrase<'_>) -> String {
        match phrase {
            Phrase::Date { year, month, day } => {
                let month = month_name(*month).get(..3).unwrap_or_default();
                format!("{day} {month} {year:04}")
            }
            Phrase::Instant { date, time, zone } => format!("{date}, {time} {zone}"),
            Phrase::Month { year, month } => format!("{} {year:04}", month_name(*month)),
            Phrase::HalfYear { year, half } => format!("H{half} {year:04}"),
            Phrase::Year(year) => format!("{year:04}"),
            Phrase::Dates { first, last } => format!("{first} – {last}"),
            Phrase::Cases(0) => "no case".to_owned(),
            Phrase::Cases(total) => plural(*total, "case"),
            Phrase::CasesMissed { total: 0, open: 0, .. } => "no case".to_owned(),
            Phrase::CasesMissed { missed, total, open } => {
                let open = match open {
                    0 => String::new(),
                    open => format!(", {open} still open"),
                };
                let total = number(&English, &total.to_string());
                format!("{missed} of {total} missed{open}")
            }
            Phrase::NoDue(why) => case::no_due(*why).to_owned(),
            Phrase::Case(verdict) => case::verdict(*verdict).to_owned(),
            Phrase::ClocksStand { missed, open, total } => {
                let parts = [(missed, "missed"), (open, "open")];
                let parts = parts.iter().filter(|(count, _)| **count > 0);
                let parts: Vec<String> =
                    parts.map(|(count, word)| format!("{count} {word}")).collect();
                match parts.as_slice() {
                    [] => format!("{} met", plural(*total, "clock")),
                    _ => format!("{} of {}", parts.join(", "), plural(*total, "clock")),
                }
            }
            Phrase::ClockStands { verdict, margin, by } => case::stands(*verdict, *margin, *by),
            Phrase::StandsIn { by, instead_of } => {
                format!("its {}, as no {} is told", case::noun(by), case::noun(instead_of))
            }
            Phrase::ElapsedOf { elapsed, limit } => format!("{elapsed} of {limit}"),
            Phrase::Part(part) => match part {
                Part::Running => "Running",
                Part::Paused => "Paused",
                Part::Outside => "Outside hours",
            }
            .to_owned(),
            Phrase::Event(event) => case::event(*event).to_owned(),
            Phrase::ReopenedUntil(Some(until)) => format!("Reopened, until {until}"),
            Phrase::ReopenedUntil(None) => "Reopened, still open".to_owned(),
            Phrase::StillOpen => "still open".to_owned(),
            Phrase::PriorityBecame { priority, at } => format!("{priority} from {at}"),
            Phrase::PartIn(Some(down)) => format!("{down} of outage"),
            Phrase::PartCost(amount) => format!("cost the client {amount}"),
            Phrase::PartIn(None) => "one of its cases".to_owned(),
            Phrase::Indicator(name) => indicator::indicator(name).to_owned(),
            Phrase::Quarter { year, quarter } => format!("Q{quarter} {year:04}"),
            Phrase::Duration { days, hours, minutes, seconds } => {
                let units = [(days, "d"), (hours, "h"), (minutes, "min")];
                let units = units.iter().filter(|(count, _)| **count > 0);
                let mut parts: Vec<_> =
                    units.map(|(count, unit)| format!("{count}\u{a0}{unit}")).collect();
                if *seconds != "0" || parts.is_empty() {
                    parts.push(format!("{seconds}\u{a0}s"));
                }
                parts.join("\u{a0}")
            }
            Phrase::Seconds(digits) => format!("{digits}\u{a0}s"),
            Phrase::WithoutLabel(label) => format!("without {label}"),
            Phrase::Since { name, from } => format!("{name} from {from} on"),
            Phrase::Reading { name, value, by_default, only } => {
                let origin = if *by_default { "by default" } else { "as the contract states" };
                let (question, answer) = (reading::question(name), reading::answer(name, value));
                let only = match only {
                    [] => String::new(),
                    _ if *by_default => " for all others".to_owned(),
                    only => format!(", {}", reading::holds_for(only, 0)),
                };
                format!("{question}: {answer} ({origin}{only}; {name})")
            }
            Phrase::Otherwise { name, value } => otherwise::words(name, value),
            Phrase::OtherReading { name, value } => {
                format!("{} ({name}: {value})", otherwise::words(name, value))
            }
            Phrase::OtherOutcome { verdict, credit: None } => verdict.to_lowercase(),
            Phrase::OtherOutcome { verdict, credit: Some(credit) } => {
                format!("{}, {credit}", verdict.to_lowercase())
            }
            Phrase::NoCredit => "no credit".to_owned(),
            Phrase::NothingChanges => "No verdict and no credit would be another.".to_owned(),
            Phrase::NotEvaluated => "It cannot be calculated so.".to_owned(),
            Phrase::HoldsForOthers => "for all others".to_owned(),
            Phrase::HoldsFor { ids, more } => reading::holds_for(ids, *more),
            Phrase::Question(name) => reading::question(name).to_owned(),
            Phrase::Answer { name, value } => reading::answer(name, value).into_owned(),
            Phrase::Verdict(verdict) => verdict_words(*verdict).to_owned(),
            Phrase::TurnedVerdict(verdict) => format!("{verdict}, corrected"),
            Phrase::Correction { id, fields, by, at, reason, agreed } => {
                let disputed = if *agreed { "" } else { " (disputed, not applied)" };
                format!("{id}, {}: by {by}, {at}{disputed}: {reason}", list(fields, "and"))
            }
            Phrase::CorrectedBy { fields, by, reason } => {
                format!("{} corrected by {by}: {reason}", list(fields, "and"))
            }
            Phrase::Uncorrected => "Without corrections".to_owned(),
            Phrase::Undisputed => "If what is disputed were agreed".to_owned(),
            Phrase::OutcomeUnder { under, outcome } => format!("{under}: {outcome}"),
            Phrase::UncertainVerdict(verdict) => {
                format!("{}, uncertain", verdict_words(*verdict))
            }
            Phrase::Claim(state) => match state {
                ClaimState::NotDue => "–",
                ClaimState::Automatic => "No claim needed",
                ClaimState::Claimable => "Claimable",
                ClaimState::Claimed => "Claimed",
                ClaimState::Granted => "Granted",
                ClaimState::PartlyGranted => "Partly granted",
                ClaimState::Refused => "Refused",
                ClaimState::Late => "Claimed too late",
                ClaimState::Expired => "Expired",
            }
            .to_owned(),
            Phrase::IfItEndedNow => "If it ended now".to_owned(),
            Phrase::EarnedBack => "Earned back".to_owned(),
            Phrase::BonusSetOff => "Bonus, set off".to_owned(),
            Phrase::BonusPayable => "Bonus, payable".to_owned(),
            Phrase::Stopped => "Stopped by a right".to_owned(),
            Phrase::WithCarried { own, carried } => format!("{own} + {carried} carried"),
            Phrase::PaidInstead => "Another is paid".to_owned(),
            Phrase::TooSmall => "Too small".to_owned(),
            Phrase::ShareOnly(percent) => format!("{percent}, no charge stated"),
            Phrase::AlsoExpected { bound, expected } => format!("{bound}, expected {expected}"),
            Phrase::Reached { step: StepName::EnoughKnown, kept } => {
                if *kept { "Enough" } else { "Too little to judge" }.to_owned()
            }
            Phrase::Reached { kept, .. } => {
                if *kept { "Reached" } else { "Not reached" }.to_owned()
            }
            Phrase::Bound(bound, value) => format!("{} {value}", bound_words(bound.bound)),
            Phrase::Heading(heading) => heading::words(*heading).to_owned(),
            Phrase::Quote(said) => quote::words(said),
            Phrase::CalculationTitle { objective, period, value } => {
                format!("{objective}, {period}: {value}")
            }
            Phrase::Step(step) => step::words(*step).to_owned(),
            Phrase::ChargeOf(basis) => credit::charge(basis).to_owned(),
            Phrase::ClassOf(class) => class_words(*class).to_owned(),
            Phrase::NotYet => "not yet".to_owned(),
            Phrase::NotYetAsOf(as_of) => format!("As of {as_of} it has not happened yet."),
            Phrase::Engine { engine, zone_data } => {
                format!("Calculated by {engine} with time zone rules {zone_data}.")
            }
            Phrase::File { name, bytes, sha256: "" } => format!("{name}: {bytes} bytes"),
            Phrase::File { name, bytes, sha256 } => {
                format!("{name}: {bytes} bytes, SHA-256 {sha256}")
            }
            Phrase::Fault { code, found, count, digits, class, kind, other } => {
                let found = found.unwrap_or_default();
                match (code, class, kind) {
                    (Code::NotCounted, Some(class), _) => {
                        format!("{}.", class_count(*class, *count, digits))
                    }
                    (Code::WrongKind, _, Some(kind)) => format!(
                        "This is {}, not a contract or an incident history in JSON.",
                        fault::kind_words(*kind)
                    ),
                    (Code::MoreFaults, ..) => format!("{digits} further faults are not listed."),
                    _ => fault::words(*code, found, *other),
                }
            }
            Phrase::Expected(expected) => fault::expected_words(expected),
            Phrase::Difference { field, here, there } => {
                let told = |value: &Option<&str>| value.unwrap_or("nothing").to_owned();
                format!("{field}: {} here, {} there.", told(here), told(there))
            }
            Phrase::DidYouMean(name) => format!("Did you mean \u{201c}{name}\u{201d}?"),
            Phrase::Remedy { code, kind } => fault::remedy_words(*code, *kind).to_owned(),
            Phrase::Severity(Severity::Error) => "error".to_owned(),
            Phrase::Severity(Severity::Warning) => "warning".to_owned(),
            Phrase::FaultCount { errors, warnings } => {
                let parts: Vec<String> = [(errors, "error"), (warnings, "warning")]
                    .into_iter()
                    .filter(|(count, _)| **count > 0)
                    .map(|(count, word)| plural(*count, word))
                    .collect();
                list(&parts, "and")
            }
            Phrase::Usage(usage) => usage::words(usage),
            Phrase::ServiceStands { missed: 0, objectives: 1 } => "not missed".to_owned(),
            Phrase::ServiceStands { missed: 0, objectives } => {
                format!("none of {} missed", plural(*objectives, "objective"))
            }
            Phrase::ServiceStands { missed, objectives } => {
                format!("{missed} of {} missed", plural(*objectives, "objective"))
            }
            Phrase::Margin { length, beyond: true } => format!("{length} too long"),
            Phrase::Margin { length, beyond: false } => format!("{length} to spare"),
            Phrase::KeyFigure(key) => key_figure::words(key),
            Phrase::Chart(chart) => chart::words(chart),
            Phrase::Contract(said) => contract::words(said),
            Phrase::Right(right) => right::words(right),
            Phrase::How(how) => how::words(how),
            Phrase::Statement(statement) => statement::words(statement),
        }
    }
}

fn days_left_words(days: u64) -> String {
    match days {
        0 => "today is the last day".to_owned(),
        days => format!("{} left", plural(days, "day")),
    }
}

fn month_name(month: u32) -> &'static str {
    MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default()
}

fn plural(count: u64, word: &str) -> String {
    let digits = number(&English, &count.to_string());
    if count == 1 { format!("1 {word}") } else { format!("{digits} {word}s") }
}

fn list(items: &[String], word: &str) -> String {
    match items {
        [] => String::new(),
        [one] => one.clone(),
        [rest @ .., last] => format!("{} {word} {last}", rest.join(", ")),
    }
}

fn verdict_words(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Met => "Met",
        Verdict::Missed => "Missed",
        Verdict::NotMeasured => "Not measured",
        Verdict::RunningOnTrack => "On track",
        Verdict::RunningBelowTarget => "Below target",
        Verdict::RunningPastRecovery => "Past recovery",
    }
}

/// `152 incidents name no service`
fn class_count(class: IncidentClass, count: u64, digits: &str) -> String {
    let one = count == 1;
    let incidents = if one { "incident" } else { "incidents" };
    let what = match class {
        IncidentClass::ToldAgain if one => "is told again and counts once",
        IncidentClass::ToldAgain => "are told again and count once",
        IncidentClass::LaterThanAsOf => "began after the as-of instant",
        IncidentClass::NoService if one => "names no service",
        IncidentClass::NoService => "name no service",
        IncidentClass::ServiceNotInAgreement if one => "names no service of the agreement",
        IncidentClass::ServiceNotInAgreement => "name no service of the agreement",
        IncidentClass::OutsideTerm if one => "lies outside the term",
        IncidentClass::OutsideTerm => "lie outside the term",
        IncidentClass::Excluded if one => "has a cause that is excluded",
        IncidentClass::Excluded => "have a cause that is excluded",
        IncidentClass::ZeroLength if one => "has no length",
        IncidentClass::ZeroLength => "have no length",
        IncidentClass::WeightZero if one => "has an impact without weight",
        IncidentClass::WeightZero => "have an impact without weight",
        IncidentClass::Counted => "counted",
    };
    format!("{digits} {incidents} {what}")
}

/// What became of an incident.
fn class_words(class: IncidentClass) -> &'static str {
    match class {
        IncidentClass::ToldAgain => "No: it is told again, and counts once",
        IncidentClass::LaterThanAsOf => {
            "No: it begins after the as-of instant, and has not happened"
        }
        IncidentClass::NoService => "No: it names no service",
        IncidentClass::ServiceNotInAgreement => "No: it names no service of the agreement",
        IncidentClass::OutsideTerm => "No: it lies outside the term",
        IncidentClass::Excluded => "No: its cause is excluded",
        IncidentClass::ZeroLength => "No: it has no length",
        IncidentClass::WeightZero => "No: its impact has no weight",
        IncidentClass::Counted => "Yes",
    }
}

fn bound_words(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "at least",
        Bound::Above => "above",
        Bound::Below => "below",
        Bound::AtOrBelow => "at or below",
        Bound::AtMost => "at most",
        Bound::AtOrAbove => "at or above",
    }
}

/// `3 of 12 months`
fn of_periods(some: u64, all: u64, every: &str) -> String {
    format!("{some} of {}", plural(all, every))
}
