//! The twin of labels. It shares nothing with the engine: it reads the documents by itself, and asks
//! no more of anybody than how an instant is read on a wall.

mod answer;
mod counting;
mod figures;
mod groups;
mod judge;
mod known;
mod maintenance;
mod outages;
mod requests;
mod scope;
mod slots;
mod units;

pub(crate) use answer::{Answer, Result, answer};
pub(crate) use counting::Counting;
pub(crate) use groups::{members, named};
pub(crate) use known::WHOLE;

/// What an instant of agreed time is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Label {
    OutsideHours,
    ExclusionSpan,
    Maintenance,
    Outage,
    Tolerated,
    ExcludedIncident,
    Unknown,
    Up,
}

impl Label {
    pub(crate) const ALL: [Self; 8] = [
        Self::OutsideHours,
        Self::ExclusionSpan,
        Self::Maintenance,
        Self::Outage,
        Self::Tolerated,
        Self::ExcludedIncident,
        Self::Unknown,
        Self::Up,
    ];

    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::OutsideHours => "outside_hours",
            Self::ExclusionSpan => "exclusion_span",
            Self::Maintenance => "maintenance",
            Self::Outage => "outage",
            Self::Tolerated => "tolerated",
            Self::ExcludedIncident => "excluded_incident",
            Self::Unknown => "unknown",
            Self::Up => "up",
        }
    }
}
