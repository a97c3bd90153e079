//! What is measured, and from what.

use super::super::How;
use super::{English, plural};
use crate::format::number;
use crate::report::{LeftOut, Operation};

/// The value of an indicator.
pub(super) fn indicator(name: &str) -> &str {
    match name {
        "availability" => "Availability",
        "response_time" => "Response time",
        "resolution_time" => "Resolution time",
        "restore_time" => "Time to restore",
        "on_site_time" => "Time to be on site",
        "update_time" => "Time between updates",
        "breach_notification" => "Time to notify of a breach",
        "downtime" => "Downtime",
        "outage_count" => "Outages",
        "longest_outage" => "Longest outage",
        "mean_time_to_restore" => "Mean time to restore",
        "mean_time_between_failures" => "Mean time between failures",
        "recovery_time" => "Time to recover",
        "recovery_point" => "Loss of data",
        "first_contact_fix" => "Solved at first contact",
        "reopen_rate" => "Reopened",
        "request_success" => "Requests that succeeded",
        "csat" => "Satisfaction",
        "nps" => "Net promoter score",
        "patching" => "Patched",
        "backups" => "Backups that succeeded",
        "encryption" => "Encrypted",
        "report_delivered" => "Reports delivered in time",
        "review_held" => "Reviews held in time",
        "evidence_given" => "Evidence given in time",
        "score" => "Score",
        "mean" => "Mean of periods",
        "points" => "Points",
        other => other,
    }
}

/// What a figure of outages or a tally is worked out from.
pub(super) fn how(how: &How<'_>) -> String {
    match how {
        How::Outages { outages, of: Operation::MeanOutage } => {
            format!("of {} that ended", plural(*outages, "outage"))
        }
        How::Outages { outages, of: Operation::TimeBetween } => {
            format!("measured time less downtime, by {}", plural(*outages, "outage"))
        }
        How::Outages { outages, .. } => format!("of {}", plural(*outages, "outage")),
        How::Outage { length, ended: true } => (*length).to_owned(),
        How::Outage { length, ended: false } => format!("{length}, not ended by then"),
        How::Items { count, weight: None } => plural(*count, "item"),
        How::Items { count, weight: Some(weight) } => {
            format!("{}, together of weight {weight}", plural(*count, "item"))
        }
        How::Requests { steps, mean: true, .. } => {
            format!("the mean of {}", plural(*steps, "step"))
        }
        How::Requests { good, total, steps, mean: false } => {
            format!("{good} of {total} requests in {}", plural(*steps, "step"))
        }
        How::LeftOut(reasons) => {
            let reasons = reasons.iter().map(|(reason, count)| {
                format!("{} {}", number(&English, &count.to_string()), left_out(*reason))
            });
            reasons.collect::<Vec<_>>().join(", ")
        }
        How::LeftOutFor(reason) => left_out(*reason).to_owned(),
        How::RequestsFailed { failed, total } => format!("{failed} of {total} requests failed"),
        How::StepCount(count) => plural(*count, "step"),
        How::Item { at, due, value, weight } => {
            let due = due.map(|due| format!("due before {due}"));
            let weight = weight.map(|weight| format!("weight {weight}"));
            let value = Some((*value).to_owned()).filter(|value| !value.is_empty());
            let parts = [Some((*at).to_owned()), due, value, weight];
            parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
        }
        How::Points { times, points, before } => {
            let before = before.map(|before| format!(", missed in {before}, too"));
            format!("{times} × {points} points{}", before.unwrap_or_default())
        }
        _ => String::new(),
    }
}

/// Why a step is left out.
fn left_out(reason: LeftOut) -> &'static str {
    match reason {
        LeftOut::Missing => "missing",
        LeftOut::Across => "across an edge of the time looked at",
        LeftOut::OutOfHours => "not wholly in agreed hours",
        LeftOut::Unknown => "in time of which nothing is known",
        LeftOut::Removed => "in time taken out",
        LeftOut::WithoutRequests => "without requests",
    }
}
