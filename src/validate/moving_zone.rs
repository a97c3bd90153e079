//! The contract's zone, which amendments may change.

use chrono::NaiveDate;

use super::amendments::paths;
use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding, Findings};
use crate::document::{Later, New, Text, Value, contract as written};
use crate::model::Amendment;
use crate::units::{MOST_MOVES, Zone};

const FIELD: &str = "time_zone";

/// Where the new value of what an amendment says of the zone stands, and the path that names it.
fn change<'j>(amendment: &written::Amendment<'j>) -> Option<(Text<'j>, Option<Later>)> {
    paths(amendment).find(|(path, _)| path.decoded() == FIELD)
}

/// Whether an amendment, which takes effect on that day, changes the zone.
pub(super) fn moves(effective: NaiveDate, amendment: &written::Amendment<'_>, zone: Zone) -> bool {
    change(amendment).is_some() && zone.changes().any(|(date, _)| date == effective)
}

impl<'j> Check<'j, '_> {
    /// The contract's zone over all its time, where its amendments, in the order in which they take
    /// effect, change it. What is amiss with their values is told with each version.
    pub(super) fn zone_over_time(
        &mut self,
        contract: &written::Contract<'j>,
        amendments: &[(Amendment, &written::Amendment<'j>)],
    ) -> Option<Zone> {
        let changes = amendments.iter();
        let changes = changes.filter_map(|(it, written)| Some((it.effective, change(written)?)));
        let mut changes = changes.peekable();
        changes.peek()?;
        let mut told_elsewhere = Findings::default();
        let begins = contract.term.as_ref().and_then(|term| term.from.as_ref());
        let mut unheard = Check { source: self.source, findings: &mut told_elsewhere };
        let begins = begins.and_then(|date| unheard.date(date));
        let named = |contract: &written::Contract<'j>| match &contract.time_zone {
            None => Some(Zone::UTC),
            Some(name) => Zone::named(&name.decoded()),
        };
        let mut contract = contract.clone();
        let mut zone = named(&contract)?;
        for (effective, (path, later)) in changes {
            let mut new = New { source: self.source, later, findings: &mut told_elsewhere };
            contract.put(&[FIELD.into()], &mut new).ok()?;
            let next = named(&contract)?;
            // What holds from the beginning changes nothing.
            let from_the_beginning = begins.is_some_and(|begins| effective <= begins);
            let moved = if from_the_beginning { Some(next) } else { zone.moved(effective, &next) };
            let Some(moved) = moved else {
                let finding = Finding::new(Code::CannotAmend, self.source.spot(&path));
                self.note(finding.found(FIELD).expected(Expected::AtMost(MOST_MOVES as u64)));
                return None;
            };
            zone = moved;
        }
        Some(zone)
    }
}
