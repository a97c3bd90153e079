//! What is measured.

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
        other => other,
    }
}
