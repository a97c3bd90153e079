//! The contract's zone as it is known at an instant: amendments may change it.

use super::{Agreement, Opening, Slots};
use crate::units::{Instant, Zone};

impl Agreement {
    /// Leaves out what changes its zone at an instant or later. A zone of its own, of a calendar or of
    /// slots, never changes.
    pub fn know_zone_at(&mut self, as_of: Instant) {
        let known = self.zone.known_at(as_of);
        if known == self.zone {
            return;
        }
        let keep = |zone: &mut Zone| *zone = zone.known_at(as_of);
        keep(&mut self.zone);
        for calendar in &mut self.calendars {
            if let Opening::Weekly(week) = &mut calendar.opening {
                keep(&mut week.zone);
            }
        }
        for slots in self.maintenance.iter_mut().filter_map(|it| it.slots.as_mut()) {
            match slots {
                Slots::Weekly(week) => keep(&mut week.zone),
                Slots::Recurring(recurring) => keep(&mut recurring.zone),
            }
        }
    }
}
