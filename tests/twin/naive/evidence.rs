//! What a history is evidence for (semantics, section 3).

use serde_json::Value;

use super::events::{Incident, instant};
use super::periods::Period;

/// From when until when a file is evidence; nothing if it holds no instant.
pub(crate) struct Evidence {
    span: Option<Period>,
    /// When its first incident began.
    begun: Option<i64>,
    /// Until when the file says that it is evidence.
    stated_end: Option<i64>,
}

impl Evidence {
    pub(crate) fn of(
        history: &Value,
        incidents: &[Option<Incident>],
        term_from: Option<i64>,
    ) -> Self {
        let source = &history["source"];
        let covers = &source["covers"];
        if let (Some(from), Some(until)) = (instant(&covers["from"]), instant(&covers["until"])) {
            let begun = incidents.iter().flatten().map(|incident| incident.started).min();
            return Self { span: Some(Period { from, until }), begun, stated_end: Some(until) };
        }
        let known = || incidents.iter().flatten();
        let first = known().map(|incident| incident.started).min();
        let from = first.max(term_from);
        let exported_at = instant(&source["exported_at"]);
        let until = exported_at.or_else(|| known().map(Incident::last_instant).max());
        let span = from.or(until).zip(until.or(from)).map(|(from, until)| Period { from, until });
        Self { span, begun: first, stated_end: exported_at }
    }

    /// The first instant that is covered, or at which anything began.
    pub(crate) fn first(&self) -> Option<i64> {
        self.span.filter(|span| span.from < span.until).map(|span| span.from).or(self.begun)
    }

    /// Until when a running clock, or an open incident, is looked at.
    pub(crate) fn now(&self, as_of: i64) -> i64 {
        self.stated_end.map_or(as_of, |end| end.min(as_of))
    }

    /// The part of a stretch of time that is covered.
    pub(crate) fn of_stretch(&self, from: i64, until: i64) -> Option<Period> {
        let span = self.span?;
        let part = Period { from: span.from.max(from), until: span.until.min(until) };
        (part.from < part.until).then_some(part)
    }
}
