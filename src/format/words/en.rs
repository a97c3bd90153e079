//! English.

use super::super::number;
use super::{Chart, Heading, Language, Marks, Page, Phrase, Usage};
use crate::compliance::Verdict;
use crate::diagnostic::{Code, Expected, FileKind, Severity, Shape};
use crate::penalty::ClaimState;
use crate::report::{Bound, StepName};
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

impl Language for English {
    fn tag(&self) -> &'static str {
        "en"
    }

    fn marks(&self) -> Marks {
        Marks { decimal: '.', group: ',' }
    }

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
            Phrase::Overall { finished: 0, running: true, every, .. } => {
                format!("No {every} is over yet.")
            }
            Phrase::Overall { finished: 0, .. } => "Nothing could be measured.".to_owned(),
            Phrase::Overall { finished: 1, missed: 0, every, .. } => {
                format!("Kept in the one finished {every}.")
            }
            Phrase::Overall { finished: 1, every, .. } => {
                format!("Missed in the one finished {every}.")
            }
            Phrase::Overall { finished, missed: 0, every, .. } => {
                format!("Kept in all {finished} {every}s.")
            }
            Phrase::Overall { finished, missed, every, .. } if finished == missed => {
                format!("Missed in all {finished} {every}s.")
            }
            Phrase::Overall { finished, missed, every, .. } => {
                format!("Missed in {missed} of {finished} {every}s.")
            }
            Phrase::Stopped { errors } => {
                format!("The files have {}; nothing was calculated.", plural(*errors, "error"))
            }
            Phrase::Earned(amount) => format!("Credits of {amount} were earned."),
            Phrase::Claimable { amount, next, by, days_left } => {
                let left = match days_left {
                    0 => "today is the last day".to_owned(),
                    days => format!("{} left", plural(*days, "day")),
                };
                if amount == next {
                    format!("{amount} can still be claimed, by {by} ({left}).")
                } else {
                    format!(
                        "{amount} can still be claimed; {next} of it lapses after {by} ({left})."
                    )
                }
            }
            Phrase::Automatic(amount) => format!("{amount} is due without a claim."),
            Phrase::Expired(amount) => format!("{amount} can no longer be claimed."),
            Phrase::NotPriced(count) => format!(
                "{} no amount, because the contract states no charge for the service.",
                if *count == 1 {
                    "1 credit has".to_owned()
                } else {
                    format!("{count} credits have")
                }
            ),
            Phrase::Running(states) => {
                let words = ["on track", "below target", "past recovery"];
                let parts: Vec<String> = states
                    .iter()
                    .zip(words)
                    .filter(|(count, _)| **count > 0)
                    .map(|(count, word)| format!("{count} {word}"))
                    .collect();
                format!("In the period still running: {}.", list(&parts, "and"))
            }
            Phrase::Provisional(amount) => format!("{amount} more if it ended now."),
            Phrase::NotMeasured(count) => {
                format!(
                    "{} could not be measured: nothing is known of the time.",
                    plural(*count, "result")
                )
            }
            Phrase::Uncertain(count) => format!(
                "{} could turn, depending on time of which nothing is known.",
                plural(*count, "verdict")
            ),
            Phrase::IncidentsCounted { counted, total, unstated } => {
                let unstated = match unstated {
                    0 => String::new(),
                    1 => " One of them states no impact and counts in full.".to_owned(),
                    count => format!(" {count} of them state no impact and count in full."),
                };
                format!("{counted} of {total} incidents counted.{unstated}")
            }
            Phrase::ClassCount { class, count, digits } => class_count(*class, *count, digits),
            Phrase::Parties { provider, client } => format!("{provider} for {client}"),
            Phrase::AsOf(instant) => format!("As of {instant}"),
            Phrase::Evidence { file, from, until, .. } if from == until => {
                format!("{file} is evidence for no time at all.")
            }
            Phrase::Evidence { file, from, until, source } => {
                let source = match *source {
                    "covers" => "as the file states",
                    "exported_at" => "by default until its export",
                    _ => "by default until its last instant",
                };
                format!("{file} is evidence from {from} to {until}, {source}.")
            }
            Phrase::Reading { name, value, by_default } => {
                let origin = if *by_default { "by default" } else { "as the contract states" };
                let (question, answer) = (reading_question(name), reading_answer(name, value));
                format!("{question}: {answer} ({origin}; {name})")
            }
            Phrase::Verdict(verdict) => verdict_words(*verdict).to_owned(),
            Phrase::UncertainVerdict(verdict) => {
                format!("{}, uncertain", verdict_words(*verdict))
            }
            Phrase::Claim(state) => match state {
                ClaimState::NotDue => "–",
                ClaimState::Automatic => "No claim needed",
                ClaimState::Claimable => "Claimable",
                ClaimState::Expired => "Expired",
            }
            .to_owned(),
            Phrase::ShareOnly(percent) => format!("{percent}, no charge stated"),
            Phrase::Bound(bound, value) => format!("{} {value}", bound_words(bound.bound)),
            Phrase::Heading(heading) => heading_words(*heading).to_owned(),
            Phrase::CalculationTitle { objective, period, value } => {
                format!("{objective}, {period}: {value}")
            }
            Phrase::Step(step) => step_words(*step).to_owned(),
            Phrase::AgreedHow { from, until, hours, to_date } => {
                let so_far = if *to_date { ", as far as it has passed" } else { "" };
                format!("{from} to {until} ({hours}\u{a0}h){so_far}")
            }
            Phrase::DownHow { incidents: 0, .. } => "no incident".to_owned(),
            Phrase::DownHow { incidents, outages, weighted } => {
                let merged = match (incidents, outages) {
                    (incidents, outages) if incidents == outages => plural(*incidents, "incident"),
                    _ => format!(
                        "{} merged to {}",
                        plural(*incidents, "incident"),
                        plural(*outages, "outage")
                    ),
                };
                let weights = if *weighted { ", each second by its weight" } else { "" };
                format!("{merged}{weights}")
            }
            Phrase::RemovedHow => "no evidence covers it".to_owned(),
            Phrase::TargetHow { bound, allowed, strict, margin, beyond } => {
                let margin = match (margin, *beyond) {
                    (None, _) => String::new(),
                    (Some(margin), true) => format!(", {margin} too long"),
                    (Some(margin), false) => format!(", {margin} left"),
                };
                let less = if *strict { "less than " } else { "" };
                format!("{bound}: {less}{allowed} of downtime allowed{margin}")
            }
            Phrase::RestHow(length) => format!("{length} still to come, if all of it is up"),
            Phrase::TierHow { begin, end: None } => (*begin).to_owned(),
            Phrase::TierHow { begin, end: Some(end) } => format!("{begin}, {end}"),
            Phrase::NoTier => "no tier holds this value".to_owned(),
            Phrase::ChargeHow { amount, months, period_months, part } => {
                let per = match months {
                    1 => "a month",
                    3 => "a quarter",
                    6 => "a half-year",
                    _ => "a year",
                };
                let divided = if *months == 1 { String::new() } else { format!(" ÷ {months}") };
                let times = if *period_months == 1 {
                    String::new()
                } else {
                    format!(" × {period_months}")
                };
                let converted = if months == period_months {
                    String::new()
                } else {
                    format!("{divided}{times}")
                };
                let part =
                    part.map_or_else(String::new, |(part, whole)| format!(" × {part} ÷ {whole}"));
                format!("{amount} {per}{converted}{part}")
            }
            Phrase::PercentOf { percent, amount } => format!("{percent} of {amount}"),
            Phrase::RoundedFrom(exact) => format!("rounded half up from {exact}"),
            Phrase::ClaimHow { days, last_day } => {
                format!("{} after {last_day}", plural(u64::from(*days), "day"))
            }
            Phrase::IncidentHow { from, until, open, weight } => {
                let open = if *open { ", no end known by then" } else { "" };
                let weight = weight.map_or_else(String::new, |weight| format!(", weight {weight}"));
                format!("{from} to {until}{open}{weight}")
            }
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
                        kind_words(*kind)
                    ),
                    (Code::MoreFaults, ..) => format!("{digits} further faults are not listed."),
                    _ => fault_words(*code, found, *other),
                }
            }
            Phrase::Expected(expected) => expected_words(expected),
            Phrase::Difference { field, here, there } => {
                let told = |value: &Option<&str>| value.unwrap_or("nothing").to_owned();
                format!("{field}: {} here, {} there.", told(here), told(there))
            }
            Phrase::DidYouMean(name) => format!("Did you mean \u{201c}{name}\u{201d}?"),
            Phrase::Remedy { code, kind } => remedy_words(*code, *kind).to_owned(),
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
            Phrase::Usage(usage) => usage_words(usage),
            Phrase::Page(page) => page_words(page),
            Phrase::Chart(chart) => chart_words(chart),
        }
    }
}

fn month_name(month: u32) -> &'static str {
    MONTHS.get(month.saturating_sub(1) as usize).copied().unwrap_or_default()
}

fn plural(count: u64, word: &str) -> String {
    let digits = number(&English, &count.to_string());
    if count == 1 { format!("1 {word}") } else { format!("{digits} {word}s") }
}

/// The question that a reading answers, by its field.
fn reading_question(name: &str) -> &str {
    match name {
        "time_zone" => "Time zone",
        "term/from" => "Beginning of the term",
        "service_period/every" => "Service period",
        "counting/impact" => "Weights of impact",
        "counting/overlap" => "Incidents that overlap",
        "counting/unknown" => "Time of which nothing is known",
        "counting/period_length" => "Length of a period",
        "partial_period" => "First and last period",
        "objectives/credit/basis" => "Credits are a share of",
        "credits/rounding" => "Rounding of a credit",
        "credits/claim" => "Claims",
        "credits/claim/from" => "Time to claim begins",
        other => other,
    }
}

/// What a reading answers, in words where the answer is one of the format's own.
fn reading_answer<'a>(name: &str, value: &'a str) -> &'a str {
    match (name, value) {
        ("term/from", "first_instant_covered") => "the first instant of the history",
        ("counting/overlap", "union") => "count once, the heaviest at each instant",
        ("counting/unknown", "removed") => "is taken out",
        ("counting/period_length", "actual") => "as long as it is",
        ("partial_period", "clipped") => "clipped to the term",
        ("objectives/credit/basis", "service_charge") => "the charge of the service",
        ("credits/rounding", "half_up") => "once, half up to the minor unit",
        ("credits/claim", "automatic") => "none needed",
        ("credits/claim/from", "period_end") => "at the end of the period",
        (_, value) => value,
    }
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
        IncidentClass::ZeroLength if one => "has no length",
        IncidentClass::ZeroLength => "have no length",
        IncidentClass::WeightZero if one => "has an impact without weight",
        IncidentClass::WeightZero => "have an impact without weight",
        IncidentClass::Counted => "counted",
    };
    format!("{digits} {incidents} {what}")
}

fn bound_words(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "at least",
        Bound::Above => "above",
        Bound::Below => "below",
        Bound::AtOrBelow => "at or below",
    }
}

fn heading_words(heading: Heading) -> &'static str {
    match heading {
        Heading::Untitled => "Service level agreement",
        Heading::Periods => "Every objective, every period",
        Heading::Objective => "Objective",
        Heading::Period => "Period",
        Heading::Value => "Value",
        Heading::Target => "Target",
        Heading::Down => "Downtime",
        Heading::Allowed => "Allowed",
        Heading::Known => "Known",
        Heading::Verdict => "Verdict",
        Heading::Credit => "Credit",
        Heading::Claim => "Claim by",
        Heading::Calculations => "How everything missed was calculated",
        Heading::NotCounted => "Which incidents counted",
        Heading::Readings => "How the agreement was read",
        Heading::Provenance => "Where the figures come from",
        Heading::Warnings => "Worth a look",
        Heading::Note => "Note",
    }
}

fn step_words(step: StepName) -> &'static str {
    match step {
        StepName::PeriodBegins => "The period begins",
        StepName::PeriodEnds => "The period ends",
        StepName::TermBegins => "The term begins",
        StepName::TermEnds => "The term ends",
        StepName::From => "Looked at from",
        StepName::Until => "Looked at until",
        StepName::Agreed => "Agreed time",
        StepName::Down => "Downtime",
        StepName::Outage => "Time with an outage",
        StepName::Removed => "Unknown time taken out",
        StepName::Measured => "Measured time",
        StepName::Coverage => "Share of agreed time that is known",
        StepName::Availability => "Availability",
        StepName::Allowed => "Downtime allowed",
        StepName::Target => "Target",
        StepName::Rest => "Rest of the period",
        StepName::AfterPerfect => "After a perfect rest",
        StepName::AfterPerfectTarget => "Target after a perfect rest",
        StepName::UnknownDown => "If all unknown time was down",
        StepName::UnknownUp => "If all unknown time was up",
        StepName::Tier => "Tier",
        StepName::Charge => "Charge for the period",
        StepName::Credit => "Credit",
        StepName::LastDay => "Last day of the period",
        StepName::ClaimDay => "Claim by",
        StepName::ClaimDeadline => "Too late from",
    }
}

fn fault_words(code: Code, found: &str, other: Option<&str>) -> String {
    let other = other.unwrap_or("the other");
    match code {
        Code::EmptyFile => "The file is empty.".to_owned(),
        Code::WrongKind => "This is no contract and no incident history in JSON.".to_owned(),
        Code::NotUtf8 => "The text is not UTF-8 from here on.".to_owned(),
        Code::Syntax => format!("The JSON is broken here: found “{found}”."),
        Code::Truncated => "The file ends in the middle.".to_owned(),
        Code::TooDeep => "The file is nested deeper than any document of this kind.".to_owned(),
        Code::NotAnObject => "The JSON does not begin with an object, { … }.".to_owned(),
        Code::NoFormat => {
            "The JSON does not say what it is: the field “format” is missing.".to_owned()
        }
        Code::UnknownFormat => format!("This program does not read the format “{found}”."),
        Code::NoContract => "None of the files is a contract.".to_owned(),
        Code::NoIncidents => "None of the files is an incident history.".to_owned(),
        Code::TwoContracts => format!("A second contract; the first is {other}."),
        Code::UnknownField => format!("There is no field “{found}” here."),
        Code::DuplicateField => format!("The field “{found}” stands here twice."),
        Code::MissingField => format!("The field “{found}” is missing here."),
        Code::WrongShape => format!("{found} does not belong here."),
        Code::EmptyText => "This text is empty.".to_owned(),
        Code::NotADecimal => format!("“{found}” is not a decimal number."),
        Code::DecimalComma => format!("“{found}” has a comma where the decimal point belongs."),
        Code::TooManyDigits => format!("The number {found} has more than 30 digits."),
        Code::TooManyDecimals => {
            format!("The amount {found} has more decimals than its currency has.")
        }
        Code::OffScale => format!("{found} is off the scale."),
        Code::NotADate => format!("“{found}” is not a date of the calendar."),
        Code::NotAnInstant => format!("“{found}” is not an instant."),
        Code::NoOffset => format!("“{found}” does not say its offset from UTC."),
        Code::UnknownWord => format!("“{found}” is not a word for this."),
        Code::UnknownZone => format!("There is no time zone “{found}”."),
        Code::UnknownCurrency => format!("There is no currency “{found}”."),
        Code::UnknownService => format!("The contract has no service “{found}”."),
        Code::UnknownImpact => format!("The contract gives the impact “{found}” no weight."),
        Code::DuplicateId => format!("“{found}” is there already: {other}."),
        Code::ServiceTwice => {
            format!("This incident names the service “{found}” twice; the heavier impact counts.")
        }
        Code::EmptyList => format!("The list “{found}” has no item."),
        Code::ConflictingIncident => {
            format!("The incident “{found}” is told differently at {other}.")
        }
        Code::EndBeforeStart => format!("{found} lies before its beginning."),
        Code::TierOverlap => format!("This tier and the one at {other} hold for the same values."),
        Code::EmptyTier => {
            "No value lies in this tier: it ends where it begins, or above.".to_owned()
        }
        Code::BoundCount => "One bound belongs here, and only one.".to_owned(),
        Code::TooManyPeriods => {
            format!("There would be {found} results, more than one report can hold.")
        }
        Code::TierHole if other == "the other" => {
            format!("For {found} % no credit is due: the deepest tier ends above.")
        }
        Code::TierHole => format!(
            "For {found} % no credit is due: it lies between this tier and the one at {other}."
        ),
        Code::TierPaysLess => format!("The deeper tier at {other} pays less than this one."),
        Code::TierAboveTarget => {
            "This tier begins where the target is still kept; a credit is due there all the same."
                .to_owned()
        }
        Code::ServiceWithoutObjective => {
            format!("Nothing is promised of the service “{found}”: no objective names it.")
        }
        Code::DuplicateIncident => {
            format!("The incident “{found}” is told twice, first at {other}; it counts once.")
        }
        Code::SameFileTwice => format!("This file is the same as {other}; it was read once."),
        Code::AfterExport => "This incident goes on after the instant of the export.".to_owned(),
        Code::YearsLong => format!("This incident lasts more than a year, until {found}."),
        Code::NotAWebAddress => format!("“{found}” is no web address; it is not linked."),
        Code::NotCounted => "Some incidents did not count.".to_owned(),
        Code::MoreFaults => "Further faults are not listed.".to_owned(),
    }
}

fn kind_words(kind: FileKind) -> &'static str {
    match kind {
        FileKind::Pdf => "a PDF document",
        FileKind::Word => "a Word document",
        FileKind::Excel => "an Excel workbook",
        FileKind::OldOffice => "an Office document",
        FileKind::Zip => "a ZIP archive",
        FileKind::Gzip => "a gzip archive",
        FileKind::Picture => "a picture",
        FileKind::Html => "a web page",
        FileKind::Xml => "an XML file",
        FileKind::Csv => "a CSV table",
        FileKind::Utf16 => "text in UTF-16",
        FileKind::Binary => "a binary file",
        FileKind::Text => "plain text",
    }
}

/// What to do; empty where the message says it all.
fn remedy_words(code: Code, kind: Option<FileKind>) -> &'static str {
    match (code, kind) {
        (Code::WrongKind, Some(FileKind::Utf16)) | (Code::NotUtf8, _) => {
            "Save the file again as UTF-8."
        }
        (Code::WrongKind, Some(FileKind::Zip | FileKind::Gzip)) => {
            "Unpack it, and give the JSON files inside."
        }
        (Code::WrongKind, Some(FileKind::Csv | FileKind::Excel)) => {
            "Export the incidents as JSON, with “format”: “sla-incidents/1”."
        }
        (Code::WrongKind, Some(FileKind::Pdf | FileKind::Word | FileKind::OldOffice)) => {
            "Write its terms down as JSON; the samples show how a contract looks."
        }
        (Code::WrongKind | Code::EmptyFile, _) => {
            "Give a contract and an incident history; the samples show how they look."
        }
        (Code::Truncated, _) => "Copy or download the file again, whole.",
        (Code::NotAnObject, _) => {
            "A list of incidents belongs under “incidents” in an object with “format”: “sla-incidents/1”."
        }
        (Code::NoFormat, _) => "Add the field as the first of the object.",
        (Code::NoContract, _) => "Add a file with “format”: “sla-contract/1”.",
        (Code::NoIncidents, _) => "Add a file with “format”: “sla-incidents/1”.",
        (Code::TwoContracts, _) => "Give one contract at a time.",
        (Code::DecimalComma, _) => "Write a point: “99.9”.",
        (Code::NotADecimal, _) => "Write digits with at most one point: “99.95”.",
        (Code::NotADate, _) => "Write year, month and day: “2026-03-29”.",
        (Code::NotAnInstant, _) => "Write RFC 3339: “2026-03-29T12:00:00+02:00”.",
        (Code::NoOffset, _) => "Add “Z” for UTC, or an offset such as “+01:00”.",
        (Code::UnknownZone, _) => "Write a name of the IANA database: “Europe/Berlin”.",
        (Code::UnknownCurrency, _) => "Write a code of ISO 4217: “EUR”.",
        (Code::UnknownImpact, _) => "Give the word a weight under counting/impact of the contract.",
        (Code::UnknownService, _) => "Name a service by its id.",
        (Code::ConflictingIncident, _) => "Keep the version that is right.",
        (Code::TierHole, _) => "If that is how the agreement reads, nothing need be done.",
        (Code::YearsLong, _) => "Is the year right?",
        (Code::TooManyPeriods, _) => "Shorten the term, or give fewer objectives.",
        _ => "",
    }
}

fn shape_words(shape: Shape) -> &'static str {
    match shape {
        Shape::Object => "an object { … }",
        Shape::List => "a list [ … ]",
        Shape::Text => "a text in quotes",
        Shape::Decimal => "a decimal such as \"99.9\"",
        Shape::WholeNumber => "a whole number",
        Shape::Date => "a date such as \"2026-03-29\"",
        Shape::Instant => "an instant such as \"2026-03-29T12:00:00+02:00\"",
    }
}

fn expected_words(expected: &Expected) -> String {
    let quoted = |names: &[String]| -> Vec<String> {
        names.iter().map(|name| format!("“{name}”")).collect()
    };
    match expected {
        Expected::Shape(shapes) => {
            let shapes: Vec<String> = shapes.iter().map(|s| shape_words(*s).to_owned()).collect();
            format!("Expected {}.", list(&shapes, "or"))
        }
        Expected::OneOf(names) => format!("Expected {}.", list(&quoted(names), "or")),
        // The message names it.
        Expected::Field(_) => String::new(),
        Expected::ExactlyOneField(names) => {
            format!("Expected one of {}.", list(&quoted(names), "and"))
        }
        Expected::Between(least, most) => format!("Expected {least} to {most}."),
        Expected::AtLeast(least) => format!("Expected at least {least}."),
        Expected::AtMost(most) => format!("Expected at most {most}."),
        Expected::Decimals(most) => format!("Expected at most {}.", plural(*most, "decimal")),
        Expected::Character(characters) => {
            let names: Vec<String> = characters.iter().map(char::to_string).collect();
            format!("Expected {}.", list(&quoted(&names), "or"))
        }
        Expected::Value => "Expected a value.".to_owned(),
        Expected::End => "Expected the end of the file.".to_owned(),
        Expected::Escape => {
            "A line break, a control character or such an escape cannot stand in a text.".to_owned()
        }
        Expected::Number => "Expected a number.".to_owned(),
    }
}

fn usage_words(usage: &Usage<'_>) -> String {
    match usage {
        Usage::Help => HELP.to_owned(),
        Usage::Version(version) => format!("sla {version}"),
        Usage::NoCommand => "Say what to do: evaluate, check or explain.".to_owned(),
        Usage::UnknownCommand(command) => {
            format!("There is no command “{command}”: evaluate, check and explain there are.")
        }
        Usage::UnknownOption(option) => {
            format!("There is no option {option}; sla --help lists those there are.")
        }
        Usage::MissingValue(option) => format!("{option} needs a value."),
        Usage::NeedlessValue(option) => format!("{option} takes no value."),
        Usage::NotText => "An argument is no text.".to_owned(),
        Usage::BadValue { option, value, words } => {
            format!("{option} cannot be “{value}”; write one like {words}.")
        }
        Usage::OutputIsInput(file) => {
            format!("{file} is one of the files to read; give --output another name.")
        }
        Usage::MissingFiles => "Give at least one file, or - for standard input.".to_owned(),
        Usage::MissingFigure => "Say which figure: --objective ID and --period DATE.".to_owned(),
        Usage::UnknownObjective { id, known } => {
            format!("The contract has no objective “{id}”; it has {known}.")
        }
        Usage::UnknownPeriod { period, first, last } => {
            format!(
                "No period of the report contains “{period}”; they begin from {first} to {last}."
            )
        }
        Usage::MissingAsOf { instant, source } => {
            let source = match *source {
                "exported_at" => "the instant of the latest export",
                "covers" => "the end of what the history covers",
                _ => "the last instant in the history",
            };
            format!("Say as of when: --as-of {instant} would be {source}.")
        }
        Usage::MissingAsOfAlone => {
            "Say as of when, such as --as-of 2026-07-01T00:00:00Z.".to_owned()
        }
        Usage::Unreadable { file, reason } => format!("{file} cannot be read: {reason}."),
        Usage::Unwritable { file, reason } => format!("{file} cannot be written: {reason}."),
        Usage::NoFaults(files) => format!("No faults in {}.", plural(*files, "file")),
    }
}

const HELP: &str = "\
Computes from a contract and an incident history whether a service level
agreement was kept, and what each breach is worth.

  sla evaluate CONTRACT INCIDENTS... --as-of INSTANT
      [--format text|json|csv] [--output FILE] [--fail-on-breach]
      the report: a readable statement, all data, or a table
  sla explain CONTRACT INCIDENTS... --as-of INSTANT
      --objective ID --period DATE [--format text|json] [--output FILE]
      the worked calculation of one figure; DATE is any date in the period
  sla check FILE...
      the faults, as file:line:column: code: message

A file given as - is read from standard input. INSTANT is RFC 3339, such as
2026-07-01T00:00:00Z: what happens later is not known yet.

Exit codes: 0 done, 1 faults in the files (or a breach, with
--fail-on-breach), 2 wrong usage.";

fn page_words(page: &Page<'_>) -> String {
    match page {
        Page::Title => "SLA Calculator".to_owned(),
        Page::Promise => {
            "Was the service level agreement kept, and what is each breach worth?".to_owned()
        }
        Page::Privacy => {
            "Everything is calculated in this tab. No file, no figure leaves it.".to_owned()
        }
        Page::PrivacyCheck => {
            "To check, go offline once this page has loaded: it works the same.".to_owned()
        }
        Page::DropHere => "Drop a contract and an incident history here".to_owned(),
        Page::ChooseFiles => "Choose files".to_owned(),
        Page::AddFiles => "Add files".to_owned(),
        Page::Samples => "Or open a sample".to_owned(),
        Page::OpenSample => "Open".to_owned(),
        Page::Files => "Files".to_owned(),
        Page::SameName => "A file of the same name replaces the one that is here.".to_owned(),
        Page::Remove(name) => format!("Take {name} out"),
        Page::CloseFiles => "Close files".to_owned(),
        Page::Size(bytes) => format!("{bytes} bytes"),
        Page::FileKind(kind) => match *kind {
            "contract" => "Contract",
            "incidents" => "Incidents",
            _ => "Not recognised",
        }
        .to_owned(),
        Page::AsOf => "As of".to_owned(),
        Page::AsOfProposed(source) => match *source {
            "exported_at" => "Proposed: the instant of the latest export.",
            "covers" => "Proposed: the end of what the history covers.",
            "last_instant" => "Proposed: the last instant in the history.",
            _ => "The sample’s own.",
        }
        .to_owned(),
        Page::AsOfZone(Some(zone)) => format!("Date and time in {zone}."),
        Page::AsOfZone(None) => "Date and time in the contract’s time zone.".to_owned(),
        Page::AsOfWrong => "That is no date and time of the years 0 to 9999.".to_owned(),
        Page::AsOfMissing => {
            "The history names no instant. Say as of when it is to be evaluated.".to_owned()
        }
        Page::Evaluate => "Calculate".to_owned(),
        Page::Working => "Calculating…".to_owned(),
        Page::Fetching => "Fetching the sample…".to_owned(),
        Page::NotFetched(name) => {
            format!("{name} could not be fetched. Try again, or drop files of your own.")
        }
        Page::Unreadable(name) => format!(
            "{name} cannot be read. Has it changed since, or is it a folder? Take it out, or drop \
             it again."
        ),
        Page::EngineNotStarted => {
            "The calculator did not start. Try again, or use a current browser.".to_owned()
        }
        Page::EngineStopped => {
            "The calculation stopped unexpectedly. Your files are still here; try again.".to_owned()
        }
        Page::Versions => {
            "This page and its calculator are of different versions. Reload the page.".to_owned()
        }
        Page::StartAgain => "Start again".to_owned(),
        Page::Skip => "Skip to the result".to_owned(),
        Page::GridHint => "Choose a figure to see how it was calculated.".to_owned(),
        Page::Cell { objective, period, verdict, value, down, credit } => {
            let value = value.map_or_else(String::new, |value| format!(", {value}"));
            let down =
                if value.is_empty() { String::new() } else { format!(", {down} of downtime") };
            let credit = credit.map_or_else(String::new, |credit| format!(", {credit} credit"));
            format!("{objective}, {period}: {verdict}{value}{down}{credit}.")
        }
        Page::ToDate => "to date".to_owned(),
        Page::Part { first, last, periods, shown, objectives } => {
            format!("{first} to {last} of {periods} periods, {shown} of {objectives} objectives")
        }
        Page::Earlier => "Earlier".to_owned(),
        Page::Later => "Later".to_owned(),
        Page::ObjectivesBefore => "Objectives before".to_owned(),
        Page::ObjectivesAfter => "More objectives".to_owned(),
        Page::Close => "Close".to_owned(),
        Page::SampleBanner => "This is a sample.".to_owned(),
        Page::Faults => "What is wrong with the files".to_owned(),
        Page::More(count) => format!("and {count} more"),
        Page::ShowAll(count) => format!("Show all {count}"),
        Page::Unlisted(count) => format!("{count} more are not listed."),
        Page::SaveCsv => "Save as CSV".to_owned(),
        Page::SaveJson => "Save as JSON".to_owned(),
        Page::ShownAs => "Shown as".to_owned(),
        Page::AsTime => "Time".to_owned(),
        Page::AsPercent => "Percent".to_owned(),
        Page::ShowTable => "Table".to_owned(),
        Page::SaveSvg => "Download SVG".to_owned(),
        Page::SavePng => "Download PNG".to_owned(),
    }
}

fn chart_words(chart: &Chart<'_>) -> String {
    match chart {
        Chart::UsedUp { objective, missed: 0, .. } => {
            format!("{objective} stayed within its allowance")
        }
        Chart::UsedUp { objective, finished, missed, every } => {
            format!(
                "{objective} used up its allowance in {}",
                of_periods(*missed, *finished, every)
            )
        }
        Chart::Below { objective, missed: 0, .. } => {
            format!("{objective} never fell below its target")
        }
        Chart::Below { objective, finished, missed, every } => {
            format!(
                "{objective} fell below its target in {}",
                of_periods(*missed, *finished, every)
            )
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
            let unit = match *unit {
                "s" => "seconds",
                "min" => "minutes",
                "h" => "hours",
                _ => "days",
            };
            format!("Downtime by {every} in {unit}, against the downtime allowed")
        }
        Chart::PercentMeasure { every, from } => {
            format!("Availability by {every} in percent, axis from {from}")
        }
        Chart::CreditMeasure { every, currency, lapsed, provisional } => {
            let hollow = if *lapsed { "; hollow: lapsed" } else { "" };
            let dashed = if *provisional { "; dashed: if it ended now" } else { "" };
            format!("Credit by {every} in {currency}{hollow}{dashed}")
        }
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
        Chart::CreditOf { period, amount, state } => format!("{period}: {amount}, {state}."),
        Chart::Owed => "owed".to_owned(),
        Chart::Lapsed => "lapsed".to_owned(),
        Chart::IfItEndedNow => "if it ended now".to_owned(),
        Chart::State => "State".to_owned(),
    }
}

/// `3 of 12 months`
fn of_periods(some: u64, all: u64, every: &str) -> String {
    format!("{some} of {}", plural(all, every))
}
