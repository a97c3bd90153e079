//! Corrections of what histories tell, once all of them are read.

use std::collections::BTreeMap;

use super::scalar::Check;
use super::told::{Terms, ToldTurn};
use crate::diagnostic::{Code, Expected, Finding, Findings, nearest};
use crate::document::{Few, Moment, Part, Source, Text, incidents as written};
use crate::model::{
    Corrected, Correction, Draft, Event, History, Impact, IncidentSet, RecordSet, Set, Turn,
};
use crate::units::{Instant, Sort};

/// A correction as a file tells it.
pub(super) struct ToldCorrection<'j> {
    pub(super) source: Source<'j>,
    /// Its position in its list.
    pub(super) position: u32,
    pub(super) written: written::Correction<'j>,
}

/// Where the parts stand that corrections are of.
pub(super) struct Known<'a, 'j> {
    pub(super) terms: &'a Terms<'a>,
    /// The position of the incident of an id.
    pub(super) incident: &'a dyn Fn(&str) -> Option<usize>,
    /// What the file tells of the incident at a position.
    pub(super) written: &'a dyn Fn(usize) -> Option<written::Incident<'j>>,
}

/// What corrections say in common, whatever they are of.
struct Head<'d, 'j> {
    id: Option<&'d Text<'j>>,
    at: Option<&'d Moment<'j>>,
    by: Option<&'d Text<'j>>,
    reason: Option<&'d Text<'j>>,
    agreed: Option<bool>,
    fields: Vec<&'static str>,
}

/// Puts the corrections that make sense into the history, in the order in which they were made.
pub(super) fn correct(
    told: &[ToldCorrection<'_>],
    known: &Known<'_, '_>,
    history: &mut History,
    findings: &mut Findings,
) {
    let mut corrections: Vec<(Correction, &ToldCorrection<'_>)> = Vec::new();
    for told in told {
        let mut check = Check { source: told.source, findings };
        let correction = check.correction(told, known, history);
        corrections.extend(correction.map(|correction| (correction, told)));
    }
    // Of those made at one instant, the later told is the later made.
    corrections.order_by_key(|(it, _)| (it.at, it.file, it.position));
    in_order(&corrections, history, findings);
    history.corrections = corrections.into_iter().map(|(correction, _)| correction).collect();
}

/// Notes what makes no sense of a part once the corrections up to each are applied.
fn in_order(
    corrections: &[(Correction, &ToldCorrection<'_>)],
    history: &History,
    findings: &mut Findings,
) {
    let mut drafts: BTreeMap<usize, Draft> = BTreeMap::new();
    let mut records = history.maintenance.clone();
    for (correction, told) in corrections {
        let mut check = Check { source: told.source, findings };
        match (correction.part, &correction.set, &told.written) {
            (
                Corrected::Incident(at),
                Set::Incident(set),
                written::Correction::Incident(written),
            ) => {
                let Some(incident) = history.incidents.get(at) else { continue };
                let before = drafts.entry(at).or_insert_with(|| Draft::of(incident));
                let mut draft = before.clone();
                draft.correct(set);
                let written = written.set.as_ref();
                written.into_iter().for_each(|written| check.draft(&draft, written));
                if correction.agreed {
                    *before = draft;
                }
            }
            (
                Corrected::Maintenance(at),
                Set::Record(set),
                written::Correction::Maintenance(written),
            ) => {
                let Some(before) = records.get_mut(at) else { continue };
                let record = set.correct(before);
                let backwards = record.began.zip(record.ended);
                let backwards = backwards.is_some_and(|(began, ended)| ended < began);
                let (from, until) = set.planned(before);
                if let (true, Some(part)) = (backwards || until < from, &written.set) {
                    check.backwards(part);
                }
                if correction.agreed {
                    *before = record;
                }
            }
            _ => {}
        }
    }
}

impl<'j> Check<'j, '_> {
    fn correction(
        &mut self,
        told: &ToldCorrection<'j>,
        known: &Known<'_, '_>,
        history: &mut History,
    ) -> Option<Correction> {
        let (head, part, set) = match &told.written {
            written::Correction::Incident(it) => {
                let fields = it.set.as_ref().map(|set| set.named.clone()).unwrap_or_default();
                let head = Head {
                    id: it.incident.as_ref(),
                    at: it.at.as_ref(),
                    by: it.by.as_ref(),
                    reason: it.reason.as_ref(),
                    agreed: it.agreed,
                    fields,
                };
                let place = it.incident.as_ref().and_then(|id| (known.incident)(&id.decoded()));
                let set = it.set.as_ref().and_then(|set| {
                    let written = place.and_then(|place| (known.written)(place));
                    self.incident_set(set, written.as_ref(), known.terms, history)
                });
                let set = set.map(|set| Set::Incident(Box::new(set)));
                (head, place.map(Corrected::Incident), set)
            }
            written::Correction::Maintenance(it) => {
                let fields = it.set.as_ref().map(|set| set.named.clone()).unwrap_or_default();
                let head = Head {
                    id: it.maintenance.as_ref(),
                    at: it.at.as_ref(),
                    by: it.by.as_ref(),
                    reason: it.reason.as_ref(),
                    agreed: it.agreed,
                    fields,
                };
                let id = it.maintenance.as_ref().map(|id| id.decoded());
                let mut records = history.maintenance.iter();
                let place = id.and_then(|id| records.position(|record| record.id == id));
                let set = it.set.as_ref().and_then(|set| self.record_set(set, known.terms));
                (head, place.map(Corrected::Maintenance), set.map(Set::Record))
            }
        };
        let at = head.at.and_then(|at| self.instant(at));
        if let (Some(at), Some(written)) = (at, head.at) {
            let own = history.origins.iter().find(|origin| origin.file == self.source.file);
            if own.and_then(|origin| origin.exported_at).is_some_and(|exported| exported < at) {
                self.fault(Code::AfterExport, written);
            }
        }
        let mut name = |text: Option<&Text<'j>>| self.name(text?).map(|name| name.into_owned());
        let (by, reason) = (name(head.by), name(head.reason));
        if let (None, Some(id)) = (part, head.id) {
            self.unknown_part(id, &told.written, history);
        }
        Some(Correction {
            file: self.source.file,
            position: told.position,
            part: part?,
            at: at?,
            by: by?,
            reason: reason?,
            agreed: head.agreed.unwrap_or(true),
            fields: head.fields,
            set: set?,
        })
    }

    /// Notes that no file tells of what is corrected.
    fn unknown_part(&mut self, id: &Text<'j>, of: &written::Correction<'_>, history: &History) {
        /// Among more it takes too long to look for the nearest.
        const MOST: usize = 10_000;
        let finding = Finding::new(Code::UnknownIncident, self.source.spot(id));
        let finding = finding.found(&id.decoded());
        let near = match of {
            written::Correction::Incident(_) if history.incidents.len() <= MOST => {
                nearest(&id.decoded(), history.incidents.iter().map(|it| it.id()))
            }
            written::Correction::Maintenance(_) if history.maintenance.len() <= MOST => {
                nearest(&id.decoded(), history.maintenance.iter().map(|it| it.id.as_str()))
            }
            _ => None,
        };
        self.note(finding.nearest(near));
    }

    /// What fields of an incident say now; `told` is what the file says of it.
    fn incident_set(
        &mut self,
        part: &Part<written::Incident<'j>>,
        told: Option<&written::Incident<'_>>,
        terms: &Terms<'_>,
        history: &mut History,
    ) -> Option<IncidentSet> {
        let written = &part.value;
        let spot = self.spot(written.start);
        if part.has("id") {
            self.note(Finding::new(Code::FieldNotHere, spot).found("id"));
        }
        let moments = super::incidents::moments(written);
        let mut events = Vec::new();
        for (event, moment) in Event::ALL.into_iter().zip(moments) {
            if part.has(event.name()) {
                events.push((event, moment.and_then(|moment| self.instant(moment))));
            }
        }
        if part.has("started") && written.started.is_none() {
            let expected = Expected::Field("started".to_owned());
            self.note(Finding::new(Code::MissingField, spot).expected(expected));
        }
        let impact = part.has("impact").then(|| self.impact(written.impact.as_ref(), terms));
        let services = part.has("services").then(|| {
            // Their own impacts stand with them; the incident's is known apart.
            let mut services = written.clone();
            services.impact = None;
            let touches = self.touches(&services, terms);
            let told = told
                .and_then(|told| told.impact)
                .and_then(|word| terms.agreement?.impact.named(&word.decoded()));
            let touches = touches.iter().map(|told| told.touch).collect();
            (touches, told.unwrap_or(Impact::Unstated))
        });
        let priority = part.has("priority").then(|| self.priority(written.priority, terms));
        let cause = written.cause.filter(|cause| self.name(cause).is_some());
        let affected = written.affected.as_ref().and_then(|it| self.affected(it));
        let turns = self.turns(written, terms);
        self.changes_at_once(written);
        let words = &mut history.words;
        let mut put = |text: Text<'j>| words.put(&text.decoded());
        let labels = super::incidents::labels(written);
        let labels = labels.iter().map(|[name, value]| [put(*name), put(*value)]).collect();
        let priority = priority.map(|priority| priority.map(&mut put));
        let cause = part.has("cause").then(|| cause.map(&mut put));
        Some(IncidentSet {
            title: part.has("title").then(|| written.title.map(|it| it.decoded().into_owned())),
            events,
            impact,
            services,
            priority,
            cause,
            labels: part.has("labels").then_some(labels),
            affected: part.has("affected").then_some(affected),
            turns: turns_by_field(&turns, part, history),
        })
    }

    /// What fields of a record say now.
    fn record_set(
        &mut self,
        part: &Part<written::Maintenance<'j>>,
        terms: &Terms<'_>,
    ) -> Option<RecordSet> {
        let written = &part.value;
        let spot = self.spot(written.start);
        if part.has("id") {
            self.note(Finding::new(Code::FieldNotHere, spot).found("id"));
        }
        let planned = [
            ("planned_from", written.planned_from.is_none()),
            ("planned_until", written.planned_until.is_none()),
        ];
        for (name, _) in planned.into_iter().filter(|(name, gone)| part.has(name) && *gone) {
            let expected = Expected::Field(name.to_owned());
            self.note(Finding::new(Code::MissingField, spot).expected(expected));
        }
        let services = part.has("services").then(|| {
            let ids = written.services.as_deref();
            // Of services that are none of the agreement's, nothing is maintained.
            ids.map(|ids| self.agreed_services(ids, written.start, terms).unwrap_or_default())
        });
        let mut at = |moment: &Option<Moment<'j>>| moment.as_ref().and_then(|it| self.instant(it));
        Some(RecordSet {
            services,
            planned_from: at(&written.planned_from),
            planned_until: at(&written.planned_until),
            began: part.has("from").then(|| at(&written.from)),
            ended: part.has("until").then(|| at(&written.until)),
            announced: part.has("announced").then(|| at(&written.announced)),
            impact: part.has("impact").then(|| self.impact(written.impact.as_ref(), terms)),
        })
    }

    /// Notes what of an incident makes no sense since this correction.
    fn draft(&mut self, draft: &Draft, part: &Part<written::Incident<'j>>) {
        let written = &part.value;
        let moments = super::incidents::moments(written);
        // What the correction does not touch is told with the file's own faults.
        self.events_in_order(moments, |event| draft.event(event));
        let ends = [Event::Restored, Event::Resolved, Event::Closed];
        let mut ended: Option<Instant> = ends.into_iter().filter_map(|it| draft.event(it)).min();
        let mut backwards = false;
        for (from, until) in draft.reopened() {
            backwards |= ended.is_none_or(|ended| from < ended);
            ended = until;
        }
        let reopened = written.reopened.iter().flat_map(Few::iter);
        let reopened = reopened.filter_map(|it| it.from.as_ref());
        let places = Event::ALL.into_iter().zip(moments);
        let places = places.filter_map(|(event, at)| at.filter(|_| ends.contains(&event)));
        if let (true, Some(moment)) = (backwards, reopened.chain(places).next()) {
            self.fault(Code::ReopenedBeforeEnd, moment);
        }
    }

    /// Notes that a record ends before it begins since this correction.
    fn backwards(&mut self, part: &Part<written::Maintenance<'j>>) {
        let written = &part.value;
        let ends = [&written.planned_until, &written.until, &written.planned_from, &written.from];
        if let Some(moment) = ends.into_iter().flatten().next() {
            self.fault(Code::EndBeforeStart, moment);
        }
    }
}

/// The turns of each field that a correction has, also of those that it empties.
fn turns_by_field(
    told: &Few<ToldTurn<'_>>,
    part: &Part<written::Incident<'_>>,
    history: &mut History,
) -> Vec<(&'static str, Vec<Turn>)> {
    let turns: Vec<Turn> = told.iter().map(|turn| turn.turn(&mut history.words)).collect();
    let fields = ["pauses", "reopened", "priority_changes", "impact_changes", "updates"];
    let fields = fields.into_iter().filter(|field| part.has(field));
    let own = |field| turns.iter().filter(|turn| turn.field() == field).copied().collect();
    fields.map(|field| (field, own(field))).collect()
}
