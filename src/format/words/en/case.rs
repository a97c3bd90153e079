//! Incidents and their clocks.

use crate::compliance::{CaseVerdict, NoDue};
use crate::report::Event;

/// `4 min late`, `20 min to spare`
pub(super) fn stands(verdict: CaseVerdict, margin: Option<&str>) -> String {
    let word = self::verdict(verdict);
    match (verdict, margin) {
        (CaseVerdict::Missed, Some(margin)) => format!("{word}, {margin} late"),
        (CaseVerdict::Met, Some(margin)) => format!("{word}, {margin} to spare"),
        (CaseVerdict::Running | CaseVerdict::Paused, Some(margin)) => {
            format!("{word}, {margin} left")
        }
        _ => word.to_owned(),
    }
}

pub(super) fn no_due(why: NoDue) -> &'static str {
    match why {
        NoDue::Paused => "none while it is paused",
        NoDue::NeverOpen => "none: its hours never open long enough",
    }
}

/// After how a clock stands, which says itself that it is paused.
pub(super) fn no_due_too(why: NoDue) -> &'static str {
    match why {
        NoDue::Paused => "",
        NoDue::NeverOpen => ", no due instant: its hours never open long enough",
    }
}

pub(super) fn event(event: Event) -> &'static str {
    match event {
        Event::Started => "Began",
        Event::Detected => "Detected",
        Event::Reported => "Reported",
        Event::Acknowledged => "Acknowledged",
        Event::Responded => "Answered",
        Event::Workaround => "Workaround",
        Event::OnSite => "On site",
        Event::Restored => "Restored",
        Event::Resolved => "Resolved",
        Event::Closed => "Closed",
        Event::Aware => "Provider aware",
        Event::Notified => "Client told",
        Event::RecoveryPoint => "Last data kept",
    }
}

pub(super) fn verdict(verdict: CaseVerdict) -> &'static str {
    match verdict {
        CaseVerdict::Met => "Met",
        CaseVerdict::Missed => "Missed",
        CaseVerdict::Running => "Running",
        CaseVerdict::Paused => "Paused",
        CaseVerdict::Stopped => "Stopped",
    }
}
