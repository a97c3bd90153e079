//! Spans of time of which a history says something, whatever incidents it tells.

use super::Word;
use crate::units::Instant;

/// A span that a history declares for services.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Declared {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in its list there.
    pub position: u32,
    /// The services, by their positions; all of them where it names none.
    pub services: Option<Vec<usize>>,
    /// The first instant.
    pub from: Instant,
    /// The first instant after it, unless it goes on.
    pub until: Option<Instant>,
    /// Why.
    pub reason: Option<Word>,
}

impl Declared {
    /// Whether it is about the service at that position.
    #[must_use]
    pub fn is_about(&self, service: usize) -> bool {
        self.services.as_ref().is_none_or(|services| services.contains(&service))
    }
}
