//! One history of several files.

use std::borrow::Cow;
use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::scalar::Check;
use crate::diagnostic::{Code, Difference, Finding, Findings, Spot};
use crate::document::{Reader, Source, incidents as written};
use crate::model::{Agreement, History, Impact, Incident, Origin, Touched};
use crate::units::Instant;

/// Gathers the incidents of several files: what is told twice in the same way counts once, what is
/// told in two ways is a fault.
pub struct Gathering<'a, 'j> {
    agreement: Option<&'a Agreement>,
    history: History,
    /// By id, where in the history, and where it was first told.
    seen: HashMap<Cow<'j, str>, (usize, Spot)>,
}

/// An incident that was told before.
struct ToldAgain {
    known: usize,
    first: Spot,
    spot: Spot,
    incident: Incident,
}

impl<'a, 'j> Gathering<'a, 'j> {
    /// With nothing yet; words are looked up in `agreement`.
    #[must_use]
    pub fn new(agreement: Option<&'a Agreement>) -> Self {
        Self { agreement, history: History::default(), seen: HashMap::new() }
    }

    /// Adds what a file tells, as far as it makes sense; the findings say what does not. With each
    /// incident, `on_byte` hears which byte of the file it begins at.
    pub fn add(
        &mut self,
        source: Source<'j>,
        findings: &mut Findings,
        on_byte: &mut dyn FnMut(usize),
    ) {
        let Self { agreement, history: History { incidents, .. }, seen } = self;
        let first = incidents.len();
        let mut starts = Vec::new();
        let mut told_again = Vec::new();
        let mut gather = |position, written: written::Incident<'j>, findings: &mut Findings| {
            on_byte(written.start);
            let told = Check { source, findings }.incident(&written, position, *agreement);
            let (Some(incident), Some(id)) = (told, written.id) else { return };
            let spot = source.spot(&id);
            match seen.entry(id.decoded()) {
                Entry::Vacant(free) => {
                    free.insert((incidents.len(), spot));
                    starts.push(written.start);
                    incidents.push(incident);
                }
                Entry::Occupied(taken) => {
                    let (known, first) = *taken.get();
                    told_again.push(ToldAgain { known, first, spot, incident });
                }
            }
        };
        let document: Option<written::Incidents<'j>> =
            Reader::document(source, findings, &mut gather);
        let origin = document.and_then(|document| document.source);
        let origin = Check { source, findings }.origin(origin.as_ref());
        if let Some(exported_at) = origin.exported_at {
            let own = incidents.iter().skip(first).zip(starts);
            for (_, byte) in own.filter(|(incident, _)| incident.last_instant() > exported_at) {
                let spot = Spot { file: source.file, byte };
                findings.push(Finding::new(Code::AfterExport, spot));
            }
        }
        self.history.origins.push(origin);
        for told in told_again {
            self.compare(told, findings);
        }
    }

    /// All that was gathered.
    #[must_use]
    pub fn finish(self) -> History {
        self.history
    }

    /// Holds what is told again against what was told first.
    fn compare(&mut self, told: ToldAgain, findings: &mut Findings) {
        let History { origins, incidents, told_again } = &mut self.history;
        let Some(known) = incidents.get_mut(told.known) else { return };
        let again = &told.incident;
        let same = known.tells_the_same(again);
        let code = if same { Code::DuplicateIncident } else { Code::ConflictingIncident };
        findings.push_with(code, || {
            let finding = Finding::new(code, told.spot).found(&again.id).other(told.first);
            finding.differences(differences(again, known, self.agreement))
        });
        *told_again += u64::from(same);
        // An incident that is open is known to be so for as long as any file tells it.
        if same && reach(origins, again.file) > reach(origins, known.file) {
            (known.file, known.position) = (again.file, again.position);
        }
    }
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
        [
            ("title", incident.title.as_ref().map(ToString::to_string)),
            ("services", Some(services(incident, agreement))),
            ("started", Some(incident.started.to_string())),
            ("restored", incident.restored.as_ref().map(ToString::to_string)),
            ("resolved", incident.resolved.as_ref().map(ToString::to_string)),
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
