//! In which zone dates begin and end.

use super::{Fact, Operand, Outcome, Role, Work, by_default};
use crate::model::{Agreement, Switch};

impl Work<'_> {
    /// The contract's zone, and those to which amendments change it, each behind the date from which on
    /// it holds.
    pub(super) fn zone(&self) -> Vec<Operand> {
        let agreement = self.basis.agreement.as_ref();
        let terms = agreement.terms.as_slice();
        let zone = |name: &str, terms: &Agreement| Operand::Value {
            role: Role::Zone,
            value: Outcome::Zone(name.to_owned()),
            source: match terms.stated_of_contract(Switch::TimeZone) {
                None => by_default(Switch::TimeZone.name()),
                Some(_) => self.file(terms.pointers.real("/time_zone")),
            },
        };
        let mut operands = vec![zone(agreement.zone.name(), terms.first().unwrap_or(agreement))];
        for (date, name) in agreement.zone.changes() {
            let Some(terms) = terms.iter().find(|it| it.from == Some(date)) else { continue };
            let changes = |path: &String| path == Switch::TimeZone.name();
            let by = terms.amendments.iter().rfind(|it| it.changes.iter().any(changes));
            let Some(by) = by else { continue };
            operands.push(Operand::Value {
                role: Role::ZoneFrom,
                value: Outcome::Date(date),
                source: self.file(format!("/amendments/{}/effective", by.position)),
            });
            operands.push(zone(name, terms));
        }
        operands
    }

    fn file(&self, pointer: String) -> Fact {
        Fact::File { file: self.basis.contract, pointer }
    }
}
