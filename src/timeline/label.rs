//! What an instant of a service's agreed time is.

use serde::{Deserialize, Serialize};

use crate::model::{Counting, Treatment};

/// What an instant of agreed time is: the first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Label {
    /// Outside the hours of every member of a group: nobody promised anything.
    OutsideHours,
    /// Declared not to count.
    ExclusionSpan,
    /// In maintenance that is permitted.
    Maintenance,
    /// In an outage that counts.
    Outage,
    /// In an outage, or a part of one, that is too short to count.
    Tolerated,
    /// In an incident of an excluded cause.
    ExcludedIncident,
    /// Of which nothing is known.
    Unknown,
    /// None of these.
    Up,
}

impl Label {
    /// Every label, in order of precedence.
    pub const ALL: [Self; 8] = [
        Self::OutsideHours,
        Self::ExclusionSpan,
        Self::Maintenance,
        Self::Outage,
        Self::Tolerated,
        Self::ExcludedIncident,
        Self::Unknown,
        Self::Up,
    ];

    /// What becomes of time with it; nothing for an outage, whose seconds have weights.
    #[must_use]
    pub fn treatment(self, counting: &Counting) -> Option<Treatment> {
        match self {
            Self::OutsideHours => Some(Treatment::Removed),
            Self::ExclusionSpan => Some(counting.exclusion_span),
            Self::Maintenance => Some(counting.maintenance),
            Self::Outage => None,
            Self::Tolerated | Self::Up => Some(Treatment::Up),
            Self::ExcludedIncident => Some(counting.excluded_incident),
            Self::Unknown => Some(counting.unknown),
        }
    }
}

/// For each label the time that has it, in nanoseconds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Labelled([i128; Label::ALL.len()]);

impl Labelled {
    /// The time with a label.
    #[must_use]
    pub fn of(&self, label: Label) -> i128 {
        self.0.get(label as usize).copied().unwrap_or_default()
    }

    /// Notes the time with a label.
    pub fn set(&mut self, label: Label, nanoseconds: i128) {
        self.0.get_mut(label as usize).into_iter().for_each(|time| *time = nanoseconds);
    }

    /// The time with any label.
    #[must_use]
    pub fn sum(&self) -> i128 {
        self.0.iter().sum()
    }

    /// The time that is treated so.
    #[must_use]
    pub fn treated(&self, counting: &Counting, treatment: Treatment) -> i128 {
        let treated = Label::ALL.into_iter();
        let treated = treated.filter(|label| label.treatment(counting) == Some(treatment));
        treated.map(|label| self.of(label)).sum()
    }
}
