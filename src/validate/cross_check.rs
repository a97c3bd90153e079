//! What only several parts together can tell.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::Told;
use crate::diagnostic::{Code, Difference, Finding, Findings, Spot};
use crate::document::{Source, Text, contract as written};
use crate::model::{Agreement, History, Impact, Incident, Origin, Touched};
use crate::units::Instant;

/// One history of several files: what is told twice in the same way counts once, what is told in
/// two ways is a fault.
pub fn merge<'j>(
    told: Vec<(Source<'j>, Told<'j>)>,
    agreement: Option<&Agreement>,
    findings: &mut Findings,
) -> History {
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
                    let reaches = |file| reach(&history.origins, file);
                    let Some(known) = history.incidents.get_mut(*position) else { continue };
                    let further = reaches(incident.file) > reaches(known.file);
                    let same = known.tells_the_same(&incident);
                    let code =
                        if same { Code::DuplicateIncident } else { Code::ConflictingIncident };
                    let finding = Finding::new(code, spot).found(&incident.id).other(*first);
                    findings.push(finding.differences(differences(&incident, known, agreement)));
                    // An incident that is open is known to be so for as long as any file tells it.
                    if same && further {
                        (known.file, known.position) = (incident.file, incident.position);
                    }
                }
            }
        }
    }
    history
}

/// Until when a file says that it is evidence.
fn reach(origins: &[Origin], file: u32) -> Option<Instant> {
    let origin = origins.iter().find(|origin| origin.file == file)?;
    origin.covers.map(|covers| covers.until()).or(origin.exported_at)
}

/// The fields in which two tellings of an incident differ.
fn differences(
    here: &Incident,
    there: &Incident,
    agreement: Option<&Agreement>,
) -> Vec<Difference> {
    let told = |incident: &Incident| {
        let end = incident.end.map(|end| (end.event.name(), end.at.to_string()));
        let ended = |event| end.clone().filter(|(name, _)| *name == event).map(|(_, at)| at);
        [
            ("title", incident.title.as_ref().map(ToString::to_string)),
            ("services", Some(services(incident, agreement))),
            ("started", Some(incident.started.to_string())),
            ("restored", ended("restored")),
            ("resolved", ended("resolved")),
            ("url", incident.url.as_ref().map(ToString::to_string)),
        ]
    };
    told(here)
        .into_iter()
        .zip(told(there))
        .filter(|((_, here), (_, there))| here != there)
        .map(|((field, here), (_, there))| Difference { field: field.to_owned(), here, there })
        .collect()
}

/// The services of an incident with their impact: `erp full, vpn degraded`.
fn services(incident: &Incident, agreement: Option<&Agreement>) -> String {
    let names = incident.touches.iter().map(|touch| {
        let service = match &touch.service {
            Touched::Other(id) => id.as_ref(),
            Touched::Agreed(position) => agreement
                .and_then(|agreement| agreement.services.get(*position))
                .map_or("", |service| service.id.as_str()),
        };
        let level = match touch.impact {
            Impact::Level(level) => {
                agreement.and_then(|agreement| agreement.impact.levels().get(level as usize))
            }
            Impact::Unstated => None,
        };
        level.map_or_else(|| service.to_owned(), |level| format!("{service} {}", level.word))
    });
    names.collect::<Vec<_>>().join(", ")
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
