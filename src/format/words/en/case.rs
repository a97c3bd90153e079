//! Incidents and their clocks.

use crate::compliance::{CaseVerdict, NoDue};
use crate::report::Event;

/// `Answered 4 min late`, `Resolved, 20 min to spare`, `Running, 20 min left`
pub(super) fn stands(verdict: CaseVerdict, margin: Option<&str>, by: Option<&str>) -> String {
    let done = by.and_then(done);
    let word = self::verdict(verdict);
    match (verdict, margin) {
        (CaseVerdict::Missed, Some(margin)) => match (done, by) {
            (Some(done), _) => format!("{done} {margin} late"),
            // What took its place says nothing of how late it was.
            (None, Some(_)) => format!("{word} by {margin}"),
            (None, None) => format!("Still open, {margin} late"),
        },
        (CaseVerdict::Met, Some(margin)) => {
            format!("{}, {margin} to spare", done.unwrap_or(word))
        }
        (CaseVerdict::Running | CaseVerdict::Paused, Some(margin)) => {
            format!("{word}, {margin} left")
        }
        _ => word.to_owned(),
    }
}

/// What was done by what stopped a clock, where anything was.
fn done(field: &str) -> Option<&'static str> {
    Some(match field {
        "detected" => "Detected",
        "reported" => "Reported",
        "acknowledged" => "Acknowledged",
        "responded" => "Answered",
        "workaround" => "Worked around",
        "on_site" => "On site",
        "restored" => "Restored",
        "resolved" => "Resolved",
        "closed" => "Closed",
        "notified" => "Client told",
        "updates" => "News given",
        _ => return None,
    })
}

/// An event as a thing, by its field.
pub(super) fn noun(field: &str) -> &str {
    match field {
        "started" => "beginning",
        "detected" => "detection",
        "reported" => "report",
        "acknowledged" => "acknowledgement",
        "responded" => "answer",
        "on_site" => "arrival on site",
        "restored" => "restoration",
        "resolved" => "resolution",
        "closed" => "closing",
        "aware" => "becoming known",
        "notified" => "notification",
        "recovery_point" => "last data kept",
        other => other,
    }
}

pub(super) fn no_due(why: NoDue) -> &'static str {
    match why {
        NoDue::Paused => "none while it is paused",
        NoDue::NeverOpen => "none: its hours never open long enough",
        NoDue::Beyond9999 => "none before the year 10000",
    }
}

/// After how a clock stands, which says itself that it is paused.
pub(super) fn no_due_too(why: NoDue) -> &'static str {
    match why {
        NoDue::Paused => "",
        NoDue::NeverOpen => ", no due instant: its hours never open long enough",
        NoDue::Beyond9999 => ", not due before the year 10000",
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
        CaseVerdict::Excluded => "Left out",
    }
}
