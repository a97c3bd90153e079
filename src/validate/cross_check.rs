//! What only the whole contract can tell.

use std::collections::HashMap;

use crate::diagnostic::{Code, Finding, Findings};
use crate::document::{Source, Text, contract as written};
use crate::model::Agreement;

/// Warns of services that no objective names.
pub fn objectives_per_service<'j>(
    source: Source<'j>,
    contract: &written::Contract<'j>,
    agreement: &Agreement,
    findings: &mut Findings,
) {
    let written: HashMap<String, Text<'j>> = contract
        .services
        .iter()
        .flatten()
        .filter_map(|service| Some((service.id?.decoded().into_owned(), service.id?)))
        .collect();
    for (position, service) in agreement.services.iter().enumerate() {
        let named =
            agreement.objectives.iter().any(|objective| objective.service == Some(position));
        if let (false, Some(id)) = (named, written.get(&service.id)) {
            let finding = Finding::new(Code::ServiceWithoutObjective, source.spot(id));
            findings.push(finding.found(&service.id));
        }
    }
}
