//! How open questions are read.

use std::borrow::Cow;

use super::{English, list, plural};
use crate::format::{date, exact_duration};
use crate::units::{Exact, Length};

/// A zone, or several, each after the first behind the date from which on it holds.
pub(super) fn zones(told: &str) -> Cow<'_, str> {
    if !told.contains(", ") {
        return Cow::Borrowed(told);
    }
    let each = told.split(", ").map(|part| match part.split_once(' ') {
        Some((from, zone)) => {
            let from = from.parse().map_or_else(|_| from.to_owned(), |day| date(&English, day));
            format!("from {from} on {zone}")
        }
        None => part.to_owned(),
    });
    Cow::Owned(each.collect::<Vec<_>>().join(", "))
}

/// The question that a reading answers, by its field.
pub(super) fn question(name: &str) -> &str {
    match name {
        "time_zone" => "Time zone",
        "term/from" => "Beginning of the term",
        "service_period/every" => "Service period",
        "counting/impact" => "Weights of impact",
        "counting/overlap" => "Incidents that overlap",
        "counting/same_users" => "Users of incidents that overlap",
        "counting/per" => "An outage is",
        "counting/outage_from" => "An incident counts from when it",
        "counting/outage_in" => "An outage belongs to the period in which it",
        "value_rounding" => "Values are held against targets and tiers",
        "counting/minimum_outage" => "Shortest outage that counts",
        "counting/grace" => "Beginning of an outage that does not count",
        "counting/unit" => "Outages count by",
        "counting/concurrent_cause" => "Of two causes at one instant holds",
        "counting/exclusion_span" => "Time declared not to count",
        "counting/maintenance" => "Maintenance",
        "counting/excluded_incident" => "Time of incidents with an excluded cause",
        "counting/unknown" => "Time of which nothing is known",
        "counting/period_length" => "Length of a period",
        "service_period/partial" => "First and last period",
        "amended_period" => "A period that an amendment cuts is judged",
        "maintenance/counts" => "What counts as maintenance",
        "objectives/window/judged" => "A window of days is judged",
        "objectives/window/before_start" => "A window that begins before the term",
        "objectives/window/consumed" => "Downtime of a window for which a credit was due",
        "objectives/within/by" => "On the last working day a clock is due",
        "service_period/from" => "A period begins on",
        "objectives/credit/basis" => "Credits are a share of",
        "objectives/credit/when" => "Missed cases for which a credit is due",
        "objectives/credit/part" => "Of parts of a length, a credit is due for",
        "objectives/credit/time" => "Downtime for which a credit is due",
        "objectives/credit/hour_of" => "Lost time is charged by the hour of",
        "objectives/bonus/due" => "A bonus is",
        "objectives/pause_on" => "Pauses that stop a clock",
        "objectives/priority_change" => "Limit after a change of priority",
        "objectives/reopened" => "Clock of a reopened incident",
        "objectives/excluded_cause" => "Clocks of incidents with an excluded cause",
        "objectives/attribution" => "A case belongs to the period in which",
        "objectives/no_cases" => "A period without any case",
        "objectives/method" => "The share of requests that succeeded is",
        "objectives/no_requests" => "A step without requests",
        "counting/down_when" => "A step of requests is an outage",
        "credits/combination" => "Several credits of one period",
        "credits/day_of_charge" => "A day of charge is",
        "credits/caps/of" => "A cap is a share of",
        "credits/minimum/each" => "The least that is credited is held against",
        "credits/earn_back/of" => "Credits are earned back by good periods of",
        "credits/rounding" => "Rounding of a credit",
        "credits/claim" => "Claims",
        "credits/claim/from" => "Time to claim begins",
        other => other,
    }
}

/// What a reading answers, in words where the answer is one of the format's own.
pub(super) fn answer<'a>(name: &str, value: &'a str) -> Cow<'a, str> {
    Cow::Borrowed(match (name, value) {
        ("time_zone", value) => return zones(value),
        ("term/from", "first_instant_covered") => "the first instant of the history",
        ("term/from" | "service_period/from", value) => {
            let said = value.parse().map(|value| date(&English, value));
            return said.map_or(Cow::Borrowed(value), Cow::Owned);
        }
        ("counting/overlap", "union") => "count once, the heaviest at each instant",
        ("counting/overlap", "sum") => "count together, their weights added",
        ("counting/same_users", "different") => "are others of each: their shares add up",
        ("counting/same_users", "largest") => "are the same: the largest share counts",
        ("counting/per", "outage") => "all time without a break with any incident",
        ("counting/per", "incident") => "each incident by itself",
        ("counting/outage_from", "started") => "started",
        ("counting/outage_from", "detected") => "was detected",
        ("counting/outage_from", "reported") => "was reported",
        ("value_rounding", "none") => "as they are",
        ("value_rounding", value) => return Cow::Owned(rounding_said(value)),
        ("counting/minimum_outage", "none") => "any",
        ("counting/grace", "none") => "nothing",
        ("counting/unit", "exact") => "each instant",
        ("counting/unit", value) => return Cow::Owned(units(value)),
        ("counting/down_when", value) => return Cow::Owned(error_rate(value)),
        ("counting/concurrent_cause", "counted") => "the one that counts",
        ("counting/concurrent_cause", "excluded") => "the excluded one",
        (
            "counting/exclusion_span"
            | "counting/maintenance"
            | "counting/excluded_incident"
            | "counting/unknown",
            treatment,
        ) => match treatment {
            "removed" => "is taken out",
            "up" => "counts as up",
            "down" => "counts as down",
            _ => "has no effect",
        },
        ("counting/period_length", "actual") => "as long as it is",
        ("service_period/partial", "clipped") => "clipped to the term",
        ("service_period/partial", "whole") => "judged whole",
        ("amended_period", "split") => "part by part, each by its own terms",
        ("amended_period", "start") => "by the terms of its start",
        ("amended_period", "end") => "by the terms of its end",
        ("objectives/credit/basis", "service_charge") => "the charge of the service",
        ("objectives/credit/basis", "agreement_charge") => "all charges of the agreement",
        ("objectives/credit/basis", "affected_charge") => "the part of the charge that is affected",
        ("objectives/credit/basis", "previous_charge") => "the charge of the period before",
        ("objectives/credit/basis", "next_charge") => "the charge of the period after",
        ("objectives/credit/basis", "annual_charge") => "the charge of the contract year",
        ("objectives/credit/basis", "window_charge") => "the charge of the days looked at",
        ("objectives/credit/when", "breached") => "those of a period that is missed",
        ("objectives/credit/when", "always") => "all",
        ("objectives/credit/part", "whole") => "whole ones",
        ("objectives/credit/part", "begun") => "those that were begun",
        ("objectives/credit/part", "exact") => "all, in proportion",
        ("objectives/credit/time", "all") => "all of it",
        ("objectives/credit/time", "beyond_target") => "what is more than the target allows",
        ("objectives/credit/hour_of", "period") => "the whole period",
        ("objectives/credit/hour_of", "agreed") => "agreed time",
        ("objectives/credit/hour_of", "measured") => "measured time",
        ("objectives/bonus/due", "set_off") => "set off against credits of its period",
        ("objectives/bonus/due", "payable") => "paid",
        ("objectives/pause_on", "all") => "every one",
        ("objectives/priority_change", "last") => {
            "that of the priority in force; what was missed before stays missed"
        }
        ("objectives/priority_change", "first") => "that of the first priority",
        ("objectives/priority_change", "highest") => "that of the highest priority so far",
        ("objectives/priority_change", "restart") => "that of the last, by a new clock",
        ("objectives/reopened", "resume") => "goes on; the time between is a pause",
        ("objectives/reopened", "longest") => "the longest stretch counts",
        ("objectives/reopened", "from_start") => "never stopped",
        ("objectives/excluded_cause", "skipped") => "are left out",
        ("objectives/excluded_cause", "counted") => "count",
        ("objectives/attribution", "decided") => "its verdict became final",
        ("objectives/attribution", "opened") => "its clock started",
        ("objectives/attribution", "stopped") => "its clock stopped",
        ("objectives/attribution", "due") => "it was due",
        ("objectives/no_cases", "not_measured") => "is not measured",
        ("objectives/no_cases", "met") => "keeps the promise",
        ("objectives/method", "occurrences") => "all good requests by all requests",
        ("objectives/method", "interval_mean") => "the mean of the steps",
        ("objectives/no_requests", "up") => "counts as up",
        ("objectives/no_requests", "removed") => "is left out",
        ("credits/combination", "sum") => "are all paid",
        ("credits/combination", "highest") => "only the highest is paid",
        ("credits/combination", "one_per_incident") => "one for each incident is paid",
        ("credits/combination", "exclusive") => "of each list the dearest is paid",
        ("credits/day_of_charge", "period") => "one of the days of its period",
        ("credits/day_of_charge", "thirtieth") => "a thirtieth of a month",
        ("credits/caps/of", "window_charges") => "the charges of its own time",
        ("credits/caps/of", "annual_charges") => "the charges of the contract year",
        ("credits/minimum/each", "credit") => "each credit",
        ("credits/minimum/each", "period") => "all credits of a period",
        ("credits/earn_back/of", "same_objective") => "the same objective",
        ("credits/earn_back/of", "all_objectives") => "all objectives",
        ("credits/rounding", "half_up") => "once, half up to the minor unit",
        ("credits/claim", "automatic") => "none needed",
        ("credits/claim/from", "period_end") => "at the end of the period",
        ("credits/claim/from", "incident_end") => "at the end of the last incident",
        ("credits/claim/from", "reported") => "when the last incident is reported",
        ("credits/claim/from", "report_delivered") => "when the report is delivered",
        ("maintenance/counts", "window") => "all of it",
        ("maintenance/counts", "downtime") => "only what hurts",
        ("objectives/window/judged", "period_end") => "at the end of the period",
        ("objectives/window/judged", "day") => "at the end of every day",
        ("objectives/window/before_start", "wait") => "is not judged",
        ("objectives/window/before_start", "clip") => "is judged from the term on",
        ("objectives/window/before_start", "up") => "counts what lies before as up",
        ("objectives/window/consumed", "no") => "counts in every window that holds it",
        ("objectives/window/consumed", "credited") => "counts in no later window",
        ("objectives/within/by", "close") => "at the end of its hours",
        ("objectives/within/by", "same_time") => "at the time at which it started",
        ("objectives/within/by", _) => "as each limit says",
        (_, value) => return length(value).map_or(Cow::Borrowed(value), Cow::Owned),
    })
}

/// `any PT1M`, `whole PT1M`, `more_than PT6M of PT1H` in words.
fn units(value: &str) -> String {
    let words = |value: &str| length(value).unwrap_or_else(|| value.to_owned());
    match (value.split_once(' '), value.split_once(" of ")) {
        (Some(("more_than", _)), Some((bound, unit))) => {
            let bound = bound.trim_start_matches("more_than ");
            format!("units of {} that are down for more than {}", words(unit), words(bound))
        }
        (Some(("whole", unit)), _) => format!("units of {} that are down throughout", words(unit)),
        (Some((_, unit)), _) => format!("units of {}, each that is touched", words(unit)),
        (None, _) => value.to_owned(),
    }
}

/// `half_up 2` in words.
fn rounding_said(value: &str) -> String {
    let (mode, places) = value.split_once(' ').unwrap_or((value, ""));
    places.parse().map_or_else(|_| value.to_owned(), |places| rounding(mode, places))
}

/// How a value is rounded, by the word for it in a contract.
pub(super) fn rounding(mode: &str, places: u32) -> String {
    let mode = match mode {
        "half_up" => "half up",
        "half_even" => "half to even",
        other => other,
    };
    format!("rounded {mode} to {}", plural(u64::from(places), "decimal"))
}

/// `error_rate_above 5, minimum_requests 10` in words.
fn error_rate(value: &str) -> String {
    let words = value.split(", ").map(|part| match part.split_once(' ') {
        Some(("error_rate_above", rate)) => format!("where more than {rate} % failed"),
        Some(("error_rate_at_or_above", rate)) => format!("where {rate} % failed or more"),
        Some((_, requests)) => format!("of at least {requests} requests"),
        None => part.to_owned(),
    });
    words.collect::<Vec<_>>().join(" ")
}

/// A length of the format's own in words: `PT1M` is 1 min.
fn length(value: &str) -> Option<String> {
    let length = Length::parse(value).filter(|length| length.months == 0)?;
    let length = i128::from(length.days) * DAY + length.nanoseconds;
    Some(exact_duration(&English, &Exact::seconds(length)))
}

/// A day of a fixed length, in nanoseconds.
const DAY: i128 = 86_400_000_000_000;

/// Those for which alone a reading holds.
pub(super) fn holds_for(ids: &[String], more: u64) -> String {
    let more = (more > 0).then(|| format!("{more} more"));
    let all: Vec<String> = ids.iter().cloned().chain(more).collect();
    format!("for {}", list(&all, "and"))
}
