//! Corrections of what was told of incidents and maintenance.

use std::collections::BTreeMap;

use super::event::{Event, Turn, Word};
use super::incident::{End, EndEvent, Incident, Touch};
use super::{Affected, History, Impact, Record};
use crate::units::{Instant, Interval, Sort};

/// A correction that makes sense.
#[derive(Clone, Debug)]
pub struct Correction {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in its list there.
    pub position: u32,
    /// What it corrects.
    pub part: Corrected,
    /// When it was made.
    pub at: Instant,
    /// By whom.
    pub by: String,
    /// Why.
    pub reason: String,
    /// Whether both parties agree.
    pub agreed: bool,
    /// The fields that are otherwise.
    pub fields: Vec<&'static str>,
    /// What they say now.
    pub set: Set,
}

/// What a correction is of, by its position in the history.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Corrected {
    /// An incident.
    Incident(usize),
    /// A record of maintenance.
    Maintenance(usize),
}

/// What fields say now.
#[derive(Clone, Debug)]
pub enum Set {
    /// Those of an incident.
    Incident(Box<IncidentSet>),
    /// Those of a record of maintenance.
    Record(RecordSet),
}

/// What fields of an incident say now; nothing where they say what they did.
#[derive(Clone, Debug, Default)]
pub struct IncidentSet {
    /// What it was about, if anything is said.
    pub title: Option<Option<String>>,
    /// When events happened, if they did.
    pub events: Vec<(Event, Option<Instant>)>,
    /// How badly the services were touched of which nothing else is said.
    pub impact: Option<Impact>,
    /// The services that it touched, and the impact that it told of those without their own.
    pub services: Option<(Vec<Touch>, Impact)>,
    /// Its priority at its beginning.
    pub priority: Option<Option<Word>>,
    /// What it came from.
    pub cause: Option<Option<Word>>,
    /// What it says of itself.
    pub labels: Option<Vec<[Word; 2]>>,
    /// How many users it touched, of how many.
    pub affected: Option<Option<Affected>>,
    /// What happened more than once, by the field that tells it.
    pub turns: Vec<(&'static str, Vec<Turn>)>,
}

/// What fields of a record say now; nothing where they say what they did.
#[derive(Clone, Debug, Default)]
pub struct RecordSet {
    /// The services; all of them where it names none.
    pub services: Option<Option<Vec<usize>>>,
    /// When it was planned to begin.
    pub planned_from: Option<Instant>,
    /// When it was planned to end.
    pub planned_until: Option<Instant>,
    /// When it began, where it tells so.
    pub began: Option<Option<Instant>>,
    /// When it ended, where it tells so.
    pub ended: Option<Option<Instant>>,
    /// When it was announced, if it was.
    pub announced: Option<Option<Instant>>,
    /// How badly the services were touched.
    pub impact: Option<Impact>,
}

/// An incident taken from its shelf, to be corrected.
#[derive(Clone, Debug)]
pub struct Draft {
    pub(super) title: Option<String>,
    /// In the order of [`Event::ALL`].
    pub(super) events: [Option<Instant>; Event::ALL.len()],
    pub(super) priority: Option<Word>,
    pub(super) cause: Option<Word>,
    pub(super) labels: Vec<[Word; 2]>,
    pub(super) affected: Option<Affected>,
    pub(super) turns: Vec<Turn>,
    pub(super) touches: Vec<Touch>,
    /// The impact that a correction gave it.
    impact: Option<Impact>,
}

impl Draft {
    /// The incident as it stands.
    #[must_use]
    pub fn of(incident: Incident<'_>) -> Self {
        Self {
            title: incident.title().map(str::to_owned),
            events: Event::ALL.map(|event| incident.event(event)),
            priority: incident.priority(),
            cause: incident.cause(),
            labels: incident.labels().to_vec(),
            affected: incident.affected(),
            turns: incident.turns().to_vec(),
            touches: incident.touches().to_vec(),
            impact: None,
        }
    }

    /// Puts what a correction says in the place of what was told.
    pub fn correct(&mut self, set: &IncidentSet) {
        put(&mut self.title, set.title.as_ref());
        put(&mut self.priority, set.priority.as_ref());
        put(&mut self.cause, set.cause.as_ref());
        put(&mut self.labels, set.labels.as_ref());
        put(&mut self.affected, set.affected.as_ref());
        for (event, at) in &set.events {
            let place = self.events.get_mut(*event as usize);
            place.into_iter().for_each(|place| *place = *at);
        }
        self.impact = set.impact.or(self.impact);
        if let Some((touches, told)) = &set.services {
            let general = self.impact.unwrap_or(*told);
            self.touches.clone_from(touches);
            let others = self.touches.iter_mut().filter(|touch| !touch.own);
            others.for_each(|touch| touch.impact = general);
        } else if let Some(impact) = set.impact {
            let others = self.touches.iter_mut().filter(|touch| !touch.own);
            others.for_each(|touch| touch.impact = impact);
        }
        for (field, turns) in &set.turns {
            self.turns.retain(|turn| turn.field() != *field);
            self.turns.extend(turns);
        }
        self.turns.order();
    }

    /// When an event happened.
    #[must_use]
    pub fn event(&self, event: Event) -> Option<Instant> {
        self.events.get(event as usize).copied().flatten()
    }

    /// When it was open again, in order of time.
    pub fn reopened(&self) -> impl Iterator<Item = (Instant, Option<Instant>)> {
        self.turns.iter().filter_map(|turn| match turn {
            Turn::Reopened { from, until } => Some((*from, *until)),
            _ => None,
        })
    }

    /// When and by what it ended, unless it is open.
    #[must_use]
    pub fn end(&self) -> Option<End> {
        let end = |event: EndEvent| self.event(event.event()).map(|at| End { at, event });
        end(EndEvent::Restored).or_else(|| end(EndEvent::Resolved))
    }
}

impl RecordSet {
    /// When the record is planned to begin and to end, whichever comes first.
    #[must_use]
    pub fn planned(&self, record: &Record) -> (Instant, Instant) {
        let from = self.planned_from.unwrap_or(record.planned.from());
        (from, self.planned_until.unwrap_or(record.planned.until()))
    }

    /// The record with what the correction says in the place of what was told.
    #[must_use]
    pub fn correct(&self, record: &Record) -> Record {
        let mut record = record.clone();
        put(&mut record.services, self.services.as_ref());
        put(&mut record.began, self.began.as_ref());
        put(&mut record.ended, self.ended.as_ref());
        put(&mut record.announced, self.announced.as_ref());
        put(&mut record.impact, self.impact.as_ref());
        let (from, until) = self.planned(&record);
        record.planned = Interval::new(from, until);
        record
    }
}

fn put<T: Clone>(place: &mut T, value: Option<&T>) {
    if let Some(value) = value {
        place.clone_from(value);
    }
}

impl History {
    /// What happened after those corrections of which `holds` is true, in the order in which they
    /// were made; nothing where there is none.
    #[must_use]
    pub fn corrected(&self, holds: impl Fn(&Correction) -> bool) -> Option<Self> {
        let corrections = self.corrections.iter().enumerate();
        let mut corrections = corrections.filter(|(_, it)| holds(it)).peekable();
        corrections.peek()?;
        let mut history = self.clone();
        let mut drafts: BTreeMap<usize, Draft> = BTreeMap::new();
        for (at, correction) in corrections {
            match (correction.part, &correction.set) {
                (Corrected::Incident(place), Set::Incident(set)) => {
                    let Some(incident) = self.incidents.get(place) else { continue };
                    drafts.entry(place).or_insert_with(|| Draft::of(incident)).correct(set);
                }
                (Corrected::Maintenance(place), Set::Record(set)) => {
                    let record = history.maintenance.get_mut(place);
                    record.into_iter().for_each(|record| *record = set.correct(record));
                }
                _ => continue,
            }
            for field in &correction.fields {
                history.applied.insert((correction.part, field), at);
            }
        }
        for (place, draft) in drafts {
            history.incidents.replace(place, &draft);
        }
        Some(history)
    }

    /// The correction that says what a field of a part says, if one does; of `services/0/impact`
    /// it is that of `services`.
    #[must_use]
    pub fn correction_of(&self, part: Corrected, field: &str) -> Option<&Correction> {
        let field = field.split('/').next().unwrap_or_default();
        self.corrections_of(part).find(|(known, _)| *known == field).map(|(_, it)| it)
    }

    /// The fields of a part that corrections say, each with the correction.
    pub fn corrections_of(
        &self,
        part: Corrected,
    ) -> impl Iterator<Item = (&'static str, &Correction)> {
        let own = self.applied.range((part, "")..).take_while(move |((own, _), _)| *own == part);
        own.filter_map(|((_, field), at)| Some((*field, self.corrections.get(*at)?)))
    }
}
