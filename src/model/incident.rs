//! One incident.

use super::event::{Event, Told, Turn, Word};
use super::incidents::Shelf;
use super::{Affected, Impact};
use crate::units::Instant;

/// An incident of a history, whose [`Incidents`](super::Incidents) lend it.
#[derive(Clone, Copy, Debug)]
pub struct Incident<'h> {
    pub(super) kept: &'h Kept,
    pub(super) shelf: &'h Shelf,
}

/// What is kept of each incident; all else of it stands on its shelf.
#[derive(Clone, Debug)]
pub(super) struct Kept {
    pub(super) started: Instant,
    /// When it ended; meaningless without the event.
    pub(super) ended: Instant,
    pub(super) event: Option<EndEvent>,
    pub(super) has_title: bool,
    /// Where its id begins in the texts; where its title does; where that ends.
    pub(super) texts: [usize; 3],
    /// Its first of the touches, and the first that is no longer its own.
    pub(super) touches: [usize; 2],
    /// Likewise of how many users it touched.
    pub(super) affected: [usize; 2],
    /// Likewise of the labels.
    pub(super) labels: [usize; 2],
    /// Likewise of the turns.
    pub(super) turns: [usize; 2],
    /// Which events it tells, but for those above, and where the first of their instants is.
    pub(super) told: Told,
    pub(super) moments: usize,
    pub(super) priority: Option<Word>,
    pub(super) cause: Option<Word>,
    pub(super) file: u32,
    pub(super) position: u32,
}

impl<'h> Incident<'h> {
    /// Its id.
    #[must_use]
    pub fn id(&self) -> &'h str {
        let [id, title, _] = self.kept.texts;
        self.shelf.texts.get(id..title).unwrap_or_default()
    }

    /// What it was about.
    #[must_use]
    pub fn title(&self) -> Option<&'h str> {
        let [_, title, end] = self.kept.texts;
        self.shelf.texts.get(title..end).filter(|_| self.kept.has_title)
    }

    /// The file, by its position among the inputs.
    #[must_use]
    pub fn file(&self) -> u32 {
        self.kept.file
    }

    /// Its position in that file.
    #[must_use]
    pub fn position(&self) -> u32 {
        self.kept.position
    }

    /// The services that it touched.
    #[must_use]
    pub fn touches(&self) -> &'h [Touch] {
        let [first, end] = self.kept.touches;
        self.shelf.touches.get(first..end).unwrap_or_default()
    }

    /// How many of all users it touched, if it tells.
    #[must_use]
    pub fn affected(&self) -> Option<Affected> {
        let [first, end] = self.kept.affected;
        self.shelf.affected.get(first..end)?.first().copied()
    }

    /// When an event happened, if it tells so.
    #[must_use]
    pub fn event(&self, event: Event) -> Option<Instant> {
        let kept = self.kept;
        match (event, kept.event) {
            (Event::Started, _) => Some(kept.started),
            (Event::Restored, Some(EndEvent::Restored))
            | (Event::Resolved, Some(EndEvent::Resolved)) => Some(kept.ended),
            _ => {
                let at = kept.moments + kept.told.position(event)?;
                self.shelf.moments.get(at).copied()
            }
        }
    }

    /// Its priority at its beginning.
    #[must_use]
    pub fn priority(&self) -> Option<Word> {
        self.kept.priority
    }

    /// What it came from.
    #[must_use]
    pub fn cause(&self) -> Option<Word> {
        self.kept.cause
    }

    /// What it says of itself, as names and values.
    #[must_use]
    pub fn labels(&self) -> &'h [[Word; 2]] {
        let [first, end] = self.kept.labels;
        self.shelf.labels.get(first..end).unwrap_or_default()
    }

    /// What happened to it more than once.
    #[must_use]
    pub fn turns(&self) -> &'h [Turn] {
        let [first, end] = self.kept.turns;
        self.shelf.turns.get(first..end).unwrap_or_default()
    }

    /// When it began.
    #[must_use]
    pub fn started(&self) -> Instant {
        self.kept.started
    }

    /// When and by what it ended, unless it is open.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        self.kept.event.map(|event| End { at: self.kept.ended, event })
    }

    /// Every instant that it tells, in no order.
    pub fn instants(&self) -> impl Iterator<Item = Instant> {
        let turns = self.turns().iter().flat_map(|turn| {
            let (at, until) = turn.span();
            [Some(at), until].into_iter().flatten()
        });
        let [first, count] = [self.kept.moments, self.kept.told.len()];
        let moments = self.shelf.moments.iter().skip(first).take(count).copied();
        let end = self.end().map(|end| end.at);
        [Some(self.started()), end].into_iter().flatten().chain(moments).chain(turns)
    }

    /// The last instant that it tells.
    #[must_use]
    pub fn last_instant(&self) -> Instant {
        self.instants().max().unwrap_or(self.started())
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
    /// The event.
    #[must_use]
    pub fn event(self) -> Event {
        match self {
            Self::Restored => Event::Restored,
            Self::Resolved => Event::Resolved,
        }
    }
}

/// A service touched by an incident.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Touch {
    /// The service.
    pub service: Touched,
    /// How badly.
    pub impact: Impact,
    /// Whether that is stated for this service alone, not for the incident.
    pub own: bool,
}

/// Which service was touched.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Touched {
    /// The agreement's service at that position.
    Agreed(usize),
    /// One that the agreement does not define.
    Other,
}
