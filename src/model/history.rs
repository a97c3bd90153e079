//! What happened.

use super::Incidents;
use crate::units::{Instant, Interval};

/// All incidents of all files, and what the files are evidence for.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The files, in order.
    pub origins: Vec<Origin>,
    /// The incidents, in order of file and position, each once.
    pub incidents: Incidents,
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
