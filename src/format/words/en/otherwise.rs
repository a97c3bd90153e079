//! What would be read otherwise.

use super::reading::answer;

/// Under another answer to a question, by its field.
pub(super) fn words(name: &str, value: &str) -> String {
    let fixed = match (name, value) {
        ("service_period/partial", "whole") => "If the first and the last period were judged whole",
        ("amended_period", "start") => {
            "If a period that an amendment cuts were judged by the terms of its start"
        }
        ("amended_period", "end") => {
            "If a period that an amendment cuts were judged by the terms of its end"
        }
        ("counting/period_length", "P30D") => "Under 30-day months",
        ("counting/period_length", "PT2628288S") => "Under months of 2,628,288 s",
        ("counting/impact", "full 1, degraded 0, none 0") => "If degraded service counted as up",
        ("counting/impact", "full 1, degraded 1, none 0") => {
            "If degraded service counted as down in full"
        }
        ("counting/overlap", "sum") => "If incidents that overlap were added up",
        ("counting/same_users", "largest") => "If incidents that overlap touched the same users",
        ("counting/per", "incident") => "If each incident were an outage by itself",
        ("counting/outage_from", "detected") => "If incidents counted from when they were detected",
        ("counting/outage_from", "reported") => "If incidents counted from when they were reported",
        ("counting/outage_in", "ended") => "If outages belonged where they ended",
        ("counting/concurrent_cause", "excluded") => {
            "If an excluded cause held before one that counts"
        }
        ("counting/minimum_outage", length) => {
            return format!("If outages below {} did not count", answer("", length));
        }
        ("counting/grace", length) => {
            return format!("If the first {} of each outage did not count", answer("", length));
        }
        ("counting/unit", value) => {
            return format!("If outages counted by {}", answer(name, value));
        }
        ("counting/exclusion_span", value) => {
            return treated("time declared not to count", value, "nothing were declared");
        }
        ("counting/maintenance", value) => {
            return treated("maintenance", value, "maintenance were none");
        }
        ("counting/excluded_incident", value) => {
            let ignored = "there were no incidents of excluded causes";
            return treated("incidents of excluded causes", value, ignored);
        }
        ("counting/unknown", value) => {
            return treated("time of which nothing is known", value, "no evidence were asked for");
        }
        ("maintenance/counts", "downtime") => "If only what hurts counted as maintenance",
        ("objectives/window/judged", "day") => "If the window were judged every day",
        ("objectives/window/before_start", "wait") => {
            "If a window that begins before the term were not judged"
        }
        ("objectives/window/before_start", "clip") => {
            "If a window that begins before the term were cut to it"
        }
        ("objectives/window/before_start", "up") => "If the time before the term counted as up",
        ("objectives/window/consumed", "credited") => {
            "If downtime that was credited counted in no later window"
        }
        ("objectives/credit/basis", "agreement_charge") => {
            "If credits were a share of all charges of the agreement"
        }
        ("objectives/credit/when", "always") => "If every missed case were credited",
        ("objectives/credit/part", "begun") => "If parts that were begun were credited",
        ("objectives/credit/part", "exact") => "If parts were credited in proportion",
        ("objectives/credit/time", "beyond_target") => {
            "If only downtime beyond the target were credited"
        }
        ("objectives/credit/hour_of", "agreed") => {
            "If lost time were charged by the agreed hours of the period"
        }
        ("objectives/credit/hour_of", "measured") => {
            "If lost time were charged by the measured time of the period"
        }
        ("credits/combination", "highest") => "If of a period only the highest credit were paid",
        ("credits/combination", "one_per_incident") => "If for each incident one credit were paid",
        ("credits/day_of_charge", "thirtieth") => "If a day of charge were a thirtieth of a month",
        ("credits/caps/of", "annual_charges") => "If caps were shares of the charges of a year",
        ("credits/minimum/each", "period") => {
            "If all credits of a period were held against the least together"
        }
        ("credits/earn_back/of", "all_objectives") => {
            "If only good periods of all objectives earned credits back"
        }
        ("objectives/pause_on", "none") => "If no pause stopped the clock",
        ("objectives/within/by", "same_time") => {
            "If the last working day ended at the time at which the clock started"
        }
        ("objectives/priority_change", "first") => "If the first priority set the limit",
        ("objectives/priority_change", "highest") => "If the highest priority set the limit",
        ("objectives/priority_change", "restart") => "If a change of priority started a new clock",
        ("objectives/reopened", "longest") => {
            "If of a reopened incident the longest stretch counted"
        }
        ("objectives/reopened", "from_start") => "If a reopened incident had never stopped",
        ("objectives/excluded_cause", "counted") => "If incidents of excluded causes counted",
        ("objectives/attribution", "opened") => "If cases belonged where their clock started",
        ("objectives/attribution", "stopped") => "If cases belonged where their clock stopped",
        ("objectives/attribution", "due") => "If cases belonged where they were due",
        ("objectives/no_cases", "met") => "If a period without any case kept the promise",
        ("objectives/method", "occurrences") => "If all good requests were put by all requests",
        ("objectives/method", "interval_mean") => "If the mean of the steps of requests counted",
        ("objectives/no_requests", "removed") => "If a step without requests were left out",
        ("objectives/no_requests", "up") => "If a step without requests counted as up",
        (name, value) => return format!("If {name} were {value}"),
    };
    fixed.to_owned()
}

fn treated(what: &str, value: &str, ignored: &str) -> String {
    match value {
        "removed" => format!("If {what} were taken out"),
        "up" => format!("If {what} counted as up"),
        "down" => format!("If {what} counted as down"),
        _ => format!("If {ignored}"),
    }
}
