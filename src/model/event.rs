//! What happens in the life of an incident.

use serde::{Deserialize, Serialize};

use super::{Impact, Rank};
use crate::units::Instant;

/// An event that an incident may tell the instant of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Event {
    /// It began.
    Started,
    /// It was noticed.
    Detected,
    /// It was reported.
    Reported,
    /// The report was acknowledged.
    Acknowledged,
    /// Somebody answered.
    Responded,
    /// A workaround was there.
    Workaround,
    /// Somebody was on site.
    OnSite,
    /// Service was back.
    Restored,
    /// It was resolved.
    Resolved,
    /// It was closed.
    Closed,
    /// The provider knew of a breach of data.
    Aware,
    /// The client was told of it.
    Notified,
    /// The last instant of which the data could be brought back.
    RecoveryPoint,
}

impl Event {
    /// Every event.
    pub const ALL: [Self; 13] = [
        Self::Started,
        Self::Detected,
        Self::Reported,
        Self::Acknowledged,
        Self::Responded,
        Self::Workaround,
        Self::OnSite,
        Self::Restored,
        Self::Resolved,
        Self::Closed,
        Self::Aware,
        Self::Notified,
        Self::RecoveryPoint,
    ];

    /// The field that tells it.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Started => "started",
            Self::Detected => "detected",
            Self::Reported => "reported",
            Self::Acknowledged => "acknowledged",
            Self::Responded => "responded",
            Self::Workaround => "workaround",
            Self::OnSite => "on_site",
            Self::Restored => "restored",
            Self::Resolved => "resolved",
            Self::Closed => "closed",
            Self::Aware => "aware",
            Self::Notified => "notified",
            Self::RecoveryPoint => "recovery_point",
        }
    }

    /// Whether an incident may be reopened after it.
    #[must_use]
    pub fn is_an_end(self) -> bool {
        matches!(self, Self::Restored | Self::Resolved | Self::Closed)
    }
}

/// The instants of some events of an incident, in the order of [`Event::ALL`].
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Told(u16);

impl Told {
    /// With one more event.
    #[must_use]
    pub(super) fn and(self, event: Event) -> Self {
        Self(self.0 | 1 << event as u16)
    }

    /// The position of an event among those that are told.
    pub(super) fn position(self, event: Event) -> Option<usize> {
        let bit = 1 << event as u16;
        (self.0 & bit != 0).then(|| (self.0 & (bit - 1)).count_ones() as usize)
    }

    /// How many are told.
    pub(super) fn len(self) -> usize {
        self.0.count_ones() as usize
    }
}

/// A word that many incidents may share, by its position in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Word(pub u32);

/// What may happen to an incident more than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Turn {
    /// It waited for somebody else.
    Pause {
        /// The first instant.
        from: Instant,
        /// The first instant after, unless it still waits.
        until: Option<Instant>,
        /// Why.
        reason: Option<Word>,
    },
    /// It was open again.
    Reopened {
        /// The first instant.
        from: Instant,
        /// The first instant after, unless it still is.
        until: Option<Instant>,
    },
    /// Its priority changed.
    PriorityChange {
        /// When.
        at: Instant,
        /// How high it is among those to which this incident's changed: of several at one instant
        /// the highest holds.
        height: u32,
        /// The priority from then on.
        priority: Word,
    },
    /// Its impact changed.
    ImpactChange {
        /// When.
        at: Instant,
        /// The rank of its weight: of several at one instant the heaviest holds.
        rank: Rank,
        /// The impact from then on.
        impact: Impact,
        /// Its position among the changes that the file tells.
        position: u32,
    },
    /// News of it was given.
    Update(Instant),
}

impl Turn {
    /// The field that tells it.
    #[must_use]
    pub fn field(&self) -> &'static str {
        match self {
            Self::Pause { .. } => "pauses",
            Self::Reopened { .. } => "reopened",
            Self::PriorityChange { .. } => "priority_changes",
            Self::ImpactChange { .. } => "impact_changes",
            Self::Update(_) => "updates",
        }
    }

    /// When it began, and when it ended, if it did.
    pub(super) fn span(&self) -> (Instant, Option<Instant>) {
        match self {
            Self::Pause { from, until, .. } | Self::Reopened { from, until } => (*from, *until),
            Self::PriorityChange { at, .. } | Self::ImpactChange { at, .. } | Self::Update(at) => {
                (*at, None)
            }
        }
    }
}
