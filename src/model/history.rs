//! What happened.

use super::Impact;
use crate::units::{Instant, Interval};

/// All incidents of all files, and what the files are evidence for.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The files, in order.
    pub origins: Vec<Origin>,
    /// The incidents, in order of file and position, each once.
    pub incidents: Vec<Incident>,
    /// How many were told again in the same way.
    pub told_again: u64,
}

/// One file of incidents.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// The system that recorded it.
    pub system: Option<String>,
    /// When it was exported.
    pub exported_at: Option<Instant>,
    /// The time that it says it is evidence for.
    pub covers: Option<Interval>,
}

/// An incident.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Incident {
    /// Its id.
    pub id: Box<str>,
    /// What it was about.
    pub title: Option<Box<str>>,
    /// Where it is told in full: an address of the web.
    pub url: Option<Box<str>>,
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in that file.
    pub position: u32,
    /// The services that it touched.
    pub touches: Vec<Touch>,
    /// When it began.
    pub started: Instant,
    /// When service was back.
    pub restored: Option<Instant>,
    /// When it was resolved.
    pub resolved: Option<Instant>,
}

impl Incident {
    /// When and by what it ended, unless it is open.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        let restored = self.restored.map(|at| End { at, event: EndEvent::Restored });
        restored.or(self.resolved.map(|at| End { at, event: EndEvent::Resolved }))
    }

    /// The last instant that counts: its end, or its beginning while it is open.
    #[must_use]
    pub fn last_instant(&self) -> Instant {
        self.end().map_or(self.started, |end| end.at)
    }

    /// Whether both tell the same, wherever they stand.
    #[must_use]
    pub fn tells_the_same(&self, other: &Self) -> bool {
        let plain = |incident: &Self| {
            let mut plain = Self { file: 0, position: 0, ..incident.clone() };
            plain.touches.iter_mut().for_each(|touch| touch.own = false);
            plain.touches.sort_unstable();
            plain
        };
        plain(self) == plain(other)
    }
}

/// The end of an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct End {
    /// When.
    pub at: Instant,
    /// By which event.
    pub event: EndEvent,
}

/// The event that ended an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndEvent {
    /// Service was back.
    Restored,
    /// It was resolved, which stands in where nothing says when service was back.
    Resolved,
}

impl EndEvent {
    /// The field that tells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Restored => "restored",
            Self::Resolved => "resolved",
        }
    }
}

/// A service touched by an incident.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Touch {
    /// The service.
    pub service: Touched,
    /// How badly.
    pub impact: Impact,
    /// Whether that is stated for this service alone, not for the incident.
    pub own: bool,
}

/// Which service was touched.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Touched {
    /// The agreement's service at that position.
    Agreed(usize),
    /// One that the agreement does not define.
    Other(Box<str>),
}
