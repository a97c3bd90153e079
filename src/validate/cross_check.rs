//! What only several parts together can tell.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Told;
use crate::diagnostic::{Code, Finding, Findings, Spot};
use crate::document::{Source, Text, contract as written};
use crate::model::{Agreement, History, Incident};

/// One history of several files: what is told twice in the same way counts once, what is told in
/// two ways is a fault.
pub fn merge<'j>(told: Vec<(Source<'j>, Told<'j>)>, findings: &mut Findings) -> History {
    let mut history = History::default();
    let mut seen: HashMap<Box<str>, (usize, Spot)> = HashMap::new();
    for (source, Told { origin, incidents }) in told {
        history.origins.push(origin);
        for (incident, id) in incidents {
            let spot = source.spot(&id);
            match seen.entry(incident.id.clone()) {
                Entry::Vacant(free) => {
                    free.insert((history.incidents.len(), spot));
                    history.incidents.push(incident);
                }
                Entry::Occupied(taken) => {
                    let (position, first) = taken.get();
                    let same = same(history.incidents.get(*position), &incident);
                    let code =
                        if same { Code::DuplicateIncident } else { Code::ConflictingIncident };
                    findings.push(Finding::new(code, spot).found(&incident.id).other(*first));
                }
            }
        }
    }
    history
}

fn same(first: Option<&Incident>, second: &Incident) -> bool {
    first.is_some_and(|first| first.tells_the_same(second))
}

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
        let named = agreement.objectives.iter().any(|objective| objective.service == position);
        if let (false, Some(id)) = (named, written.get(&service.id)) {
            let finding = Finding::new(Code::ServiceWithoutObjective, source.spot(id));
            findings.push(finding.found(&service.id));
        }
    }
}
