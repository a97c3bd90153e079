//! English.

mod budget;
mod case;
mod chart;
mod cost;
mod fault;
mod group;
mod heading;
mod indicator;
mod key_figure;
mod otherwise;
mod outage;
mod page;
mod reading;
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
            Phrase::WithoutCases(count) => {
                format!(
                    "{} not measured: there was nothing to measure, or too little.",
                    if *count == 1 {
                        "1 result was".to_owned()
                    } else {
                        format!("{} were", plural(*count, "result"))
                    }
                )
            }
            Phrase::Cases(0) => "no case".to_owned(),
            Phrase::Cases(total) => plural(*total, "case"),
            Phrase::CasesMissed { total: 0, open: 0, .. } => "no case".to_owned(),
            Phrase::CasesMissed { missed, total, open } => {
                let open = match open {
                    0 => String::new(),
                    open => format!(", {open} still open"),
                };
                format!("{missed} of {} missed{open}", plural(*total, "case"))
            }
            Phrase::NoDue(why) => case::no_due(*why).to_owned(),
            Phrase::Case(verdict) => case::verdict(*verdict).to_owned(),
            Phrase::CaseHow { started, stopped, elapsed, limit, verdict, no_due } => {
                let stopped =
                    stopped.map_or_else(|| "still open".to_owned(), |at| format!("to {at}"));
                let limit = limit.map_or_else(String::new, |limit| format!(" of {limit}"));
                let verdict = case::verdict(*verdict).to_lowercase();
                let no_due = no_due.map_or("", case::no_due_too);
                format!("{started} {stopped}: {elapsed}{limit}, {verdict}{no_due}")
            }
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
            Phrase::ClockStands { verdict, margin } => case::stands(*verdict, *margin),
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
            Phrase::PartIn(None) => "one of its cases".to_owned(),
            Phrase::LengthTargetHow(bound) => (*bound).to_owned(),
            Phrase::Indicator(name) => indicator::indicator(name).to_owned(),
            Phrase::OutagesHow { .. }
            | Phrase::OutageHow { .. }
            | Phrase::ItemsHow { .. }
            | Phrase::RequestsHow { .. }
            | Phrase::LeftOutHow(_)
            | Phrase::LeftOutFor(_)
            | Phrase::RequestsFailed { .. }
            | Phrase::StepCount(_)
            | Phrase::ItemHow { .. } => indicator::how(phrase),
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
            Phrase::Overall { results: Some((0, judged)), .. } => {
                format!("Kept in all {}.", plural(*judged, "result"))
            }
            Phrase::Overall { results: Some((missed, judged)), .. } => {
                format!("Missed in {missed} of {}.", plural(*judged, "result"))
            }
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
            Phrase::WithoutLabel(label) => format!("without {label}"),
            Phrase::Stopped { errors } => {
                format!("The files have {}; nothing was calculated.", plural(*errors, "error"))
            }
            Phrase::Earned(amount) => format!("Credits of {amount} were earned."),
            Phrase::Claimable { amount, next, by, days_left } => {
                let left = days_left_words(*days_left);
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
                ClaimState::Expired => "Expired",
            }
            .to_owned(),
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
            Phrase::CalculationTitle { objective, period, value } => {
                format!("{objective}, {period}: {value}")
            }
            Phrase::Step(step) => step::words(*step).to_owned(),
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
            Phrase::ChosenHow { label, values: [], .. } => {
                format!("only without {}", label.unwrap_or("priority"))
            }
            Phrase::ChosenHow { label, values, more } => {
                let others = Some(*more).filter(|more| *more > 0);
                let others = others.map(|more| plural(more, "other"));
                let named = values.iter().cloned().chain(others).collect::<Vec<_>>();
                format!("only with {} {}", label.unwrap_or("priority"), list(&named, "or"))
            }
            Phrase::UnitsHow { length, throughout: true, .. } => {
                format!("only whole units of {length} count, on the clock")
            }
            Phrase::UnitsHow { length, more_than: Some(bound), .. } => format!(
                "each unit of {length} on the clock that is down for more than {bound} counts whole"
            ),
            Phrase::UnitsHow { length, .. } => {
                format!("each unit of {length} on the clock that is touched counts whole")
            }
            Phrase::MembersHow { kind, needed, members } => group::how(kind, *needed, *members),
            Phrase::OfMember { member, what, how } => group::of_member(member, *what, how),
            Phrase::AllLeftOut => "every member is left out".to_owned(),
            Phrase::MaintenanceHow(0) => "permitted without a record".to_owned(),
            Phrase::MaintenanceHow(records) => {
                format!("{}, as far as permitted", plural(*records, "record"))
            }
            Phrase::NotPermitted => "Maintenance that is not permitted".to_owned(),
            Phrase::SpansHow(spans) => format!("{} of the history", plural(*spans, "span")),
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
            Phrase::BudgetHow { bound, measured } => format!("{bound} of {measured}"),
            Phrase::BurnHow => {
                "the used share of the budget ÷ the passed share of the time".to_owned()
            }
            Phrase::ClassOf(class) => class_words(*class).to_owned(),
            Phrase::LeftOfBudget { share, length } => format!("{share} left, {length}"),
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
            Phrase::IncidentHow { from, until, open, weight, users } => {
                let open = if *open { ", no end known by then" } else { "" };
                let weight = weight.map_or_else(String::new, |weight| format!(", weight {weight}"));
                let users = users.map_or_else(String::new, |[users, of]| {
                    format!(", {} of {}", number(&English, &users.to_string()), plural(of, "user"))
                });
                format!("{from} to {until}{open}{users}{weight}")
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
            Phrase::ChangedTo { verdict: None, earned: None, figures: 0 } => {
                "The other files change no figure.".to_owned()
            }
            Phrase::ChangedTo { verdict, earned, figures } => {
                let verdict = verdict.map(|before| format!("The verdict was: {before}"));
                let earned = earned
                    .map(|(before, now)| format!("Credits earned were {before}, and are {now}."));
                let figures = match figures {
                    0 => None,
                    1 => Some("1 figure is another.".to_owned()),
                    figures => Some(format!("{} are others.", plural(*figures, "figure"))),
                };
                [verdict, earned, figures].into_iter().flatten().collect::<Vec<_>>().join(" ")
            }
            Phrase::Changed { objective, period, before, after } => {
                format!("{objective}, {period}: was {before}; is {after}")
            }
            Phrase::KeyFigure(key) => key_figure::words(key),
            Phrase::Chart(chart) => chart::words(chart),
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
    }
}

/// `3 of 12 months`
fn of_periods(some: u64, all: u64, every: &str) -> String {
    format!("{some} of {}", plural(all, every))
}
