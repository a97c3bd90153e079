//! What an objective measures, by the word for it.

use serde_json::Value;

use super::cases::measure;
use super::clocks::is_clock;
use super::header::target_of;
use super::papers::{Papers, text};

/// Where the value of an objective comes from.
#[derive(Clone, Copy, PartialEq)]
pub(crate) enum Kind {
    Availability,
    /// Downtime, or a figure of outages.
    Outages,
    Clock,
    /// Single values.
    Tally,
    /// The share of requests that succeeded.
    Requests,
}

pub(crate) fn kind(objective: &Value) -> Kind {
    match text(&objective["indicator"]) {
        _ if is_clock(objective) => Kind::Clock,
        "availability" => Kind::Availability,
        "downtime" | "outage_count" | "longest_outage" => Kind::Outages,
        "mean_time_to_restore" | "mean_time_between_failures" => Kind::Outages,
        "request_success" => Kind::Requests,
        _ => Kind::Tally,
    }
}

/// Whether it is about what each instant of a service's time was.
pub(crate) fn is_about_time(objective: &Value) -> bool {
    matches!(kind(objective), Kind::Availability | Kind::Outages)
}

/// Which values are better: those on the side of the target.
pub(crate) fn better(objective: &Value) -> &'static str {
    match target_of(objective).unwrap().0.as_str() {
        "at_least" | "above" => "more",
        _ => "less",
    }
}

impl Papers {
    /// What the values of an objective count in.
    pub(crate) fn unit(&self, objective: &Value) -> &'static str {
        match text(&objective["indicator"]) {
            _ if is_clock(objective) && measure(objective) != "share" => "seconds",
            "mean" => {
                let others = self.list("/objectives").iter();
                self.unit(others.into_iter().find(|it| it["id"] == objective["of"]).unwrap())
            }
            "outage_count" | "event_count" => "count",
            "points" => "number",
            "csat" | "latency" | "measurement" if objective["unit"] == "%" => "percent",
            "csat" | "nps" | "latency" | "measurement" => "number",
            _ if kind(objective) == Kind::Outages => "seconds",
            _ => "percent",
        }
    }
}
