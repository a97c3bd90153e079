//! What only the whole contract can tell.

use std::collections::{BTreeSet, HashMap};

use crate::diagnostic::{Code, Finding, Findings};
use crate::document::{Source, Text, contract as written};
use crate::model::Agreement;

/// Warns of services that no objective names, nor a group that one names.
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
    let judged = agreement.objectives.iter().filter_map(|objective| objective.service);
    let judged: BTreeSet<usize> = judged.collect();
    let named: BTreeSet<usize> = judged.iter().flat_map(|it| agreement.behind(*it)).collect();
    for (position, service) in agreement.services.iter().enumerate() {
        if let (false, Some(id)) = (named.contains(&position), written.get(&service.id)) {
            let finding = Finding::new(Code::ServiceWithoutObjective, source.spot(id));
            findings.push(finding.found(&service.id));
        }
    }
}
