//! One history of several files.

use std::collections::HashMap;
use std::sync::Arc;

use super::corrections::{Known, ToldCorrection, correct};
use super::ids::Ids;
use super::incidents::YEAR;
use super::records::ToldRecords;
use super::scalar::Check;
use super::series::{ToldSeries, without_overlap};
use super::told::{Terms, Told};
use crate::diagnostic::{Code, Finding, Findings, Spot};
use crate::document::{Reader, Source, Text, incidents as written};
use crate::model::{
    Agreement, History, Invoiced, Invoices, NewIncident, Origin, Turn, Word, Words,
};
use crate::units::{Instant, Sort};

/// Gathers the incidents of several files: what is told twice in the same way counts once, what is
/// told in two ways is a fault.
pub struct Gathering<'a, 'j> {
    terms: Terms<'a>,
    history: History,
    ids: Ids,
    /// The files so far, each with the position that its first incident has in the history.
    files: Vec<(Source<'j>, usize)>,
    /// The byte at which each incident was first told.
    starts: Vec<usize>,
    /// What the files correct.
    corrections: Vec<ToldCorrection<'j>>,
    /// The series of requests of all files.
    series: Vec<ToldSeries>,
    /// What was invoiced, in order of file and position.
    charges: Vec<Invoiced>,
    /// The verdicts of before that were told by now.
    verdicts: super::verdicts::Known,
    /// The records of maintenance of all files.
    records: ToldRecords,
}

/// An incident that was told before.
struct ToldAgain {
    /// Its position in the history.
    known: usize,
    /// Its position in the file that tells it again, and the byte at which it begins there.
    position: u32,
    start: usize,
}

impl<'a, 'j> Gathering<'a, 'j> {
    /// With nothing yet; words are looked up in `agreement`.
    #[must_use]
    pub fn new(agreement: Option<&'a Agreement>) -> Self {
        Self {
            terms: Terms::of(agreement),
            history: History::default(),
            ids: Ids::default(),
            files: Vec::new(),
            starts: Vec::new(),
            corrections: Vec::new(),
            series: Vec::new(),
            charges: Vec::new(),
            verdicts: HashMap::new(),
            records: ToldRecords::default(),
        }
    }

    /// Adds what a file tells, as far as it makes sense; the findings say what does not. With each
    /// incident, `on_byte` hears which byte of the file it begins at.
    pub fn add(
        &mut self,
        source: Source<'j>,
        findings: &mut Findings,
        on_byte: &mut dyn FnMut(usize),
    ) {
        make_room(source.text.len() / 2);
        let Self {
            terms, history, ids, files, starts, corrections, series, charges, verdicts, ..
        } = self;
        let History { incidents, words, exclusion_spans, unknown, .. } = history;
        let History { measurements, deeds, claims, before, .. } = history;
        let first = incidents.len();
        files.push((source, first));
        let mut told_again = Vec::new();
        let mut gather = |position, written: &written::Incident<'j>, findings: &mut Findings| {
            on_byte(written.start);
            let Some(told) = Check { source, findings }.incident(written, terms) else { return };
            let id = told.id.decoded();
            let has_its_id = |at| incidents.get(at).is_some_and(|known| known.id() == id);
            match ids.find_or_put(&id, incidents.len(), has_its_id) {
                Some(known) => {
                    told_again.push(ToldAgain { known, position, start: written.start });
                }
                None => {
                    starts.push(written.start);
                    let title = told.title.map(|title| title.decoded());
                    let new = NewIncident {
                        id: &id,
                        title: title.as_deref(),
                        file: source.file,
                        position,
                        affected: told.affected,
                        started: told.started,
                        end: told.end(),
                        event: &|event| told.event(event),
                        priority: told.priority.map(|word| words.put(&word.decoded())),
                        cause: told.cause.map(|word| words.put(&word.decoded())),
                        labels: &labels(&told, words),
                        turns: &turns(&told, words),
                    };
                    incidents.push(new, told.touches.iter().map(|told| told.touch));
                }
            }
        };
        let document: Option<written::Incidents<'j>> =
            Reader::document(source, findings, &mut gather);
        let mut written = document.unwrap_or_default();
        let own = written.corrections.take().into_iter().flatten();
        corrections.extend((0..).zip(own).map(|(position, written)| ToldCorrection {
            source,
            position,
            written,
        }));
        let mut check = Check { source, findings };
        let origin = check.origin(written.source.as_ref());
        let spans = written.exclusion_spans.as_deref().unwrap_or_default();
        exclusion_spans.extend(check.exclusion_spans(spans, terms, words));
        let spans = written.unknown.as_deref().unwrap_or_default();
        unknown.extend(check.unknown_spans(spans, terms, words));
        let measured = written.measurements.as_deref().unwrap_or_default();
        measurements.extend(check.measurements(measured, terms, words));
        let charged = written.charges.as_deref().unwrap_or_default();
        charges.extend(check.invoiced(charged, terms));
        let requests = written.series.as_deref().unwrap_or_default();
        series.extend(check.series(requests, terms, words));
        let done = written.events.as_deref().unwrap_or_default();
        deeds.extend(check.deeds(done, terms, words));
        let made = written.claims.as_deref().unwrap_or_default();
        claims.extend(check.claims(made, terms, words));
        if let Some(earlier) = &written.history {
            check.earlier(earlier, terms, (words, before, verdicts));
        }
        let known = origin.covers.map(|covers| covers.until()).or(origin.exported_at);
        for (at, byte) in (first..).zip(starts.iter().skip(first)) {
            let Some(open) = incidents.get(at).filter(|it| it.end().is_none()) else { continue };
            if let Some(until) = known.filter(|until| until.since(open.started()) > YEAR) {
                let spot = Spot { file: source.file, byte: *byte };
                findings.push(Finding::new(Code::YearsLong, spot).found(&until.to_string()));
            }
        }
        if let Some(exported_at) = origin.exported_at {
            let own = (first..).zip(starts.iter().skip(first));
            let last_instant = |at| incidents.get(at).map(|incident| incident.last_instant());
            for (_, byte) in own.filter(|(at, _)| last_instant(*at) > Some(exported_at)) {
                let spot = Spot { file: source.file, byte: *byte };
                findings.push(Finding::new(Code::AfterExport, spot));
            }
        }
        self.history.origins.push(origin);
        let records = written.maintenance.as_deref().unwrap_or_default();
        self.records.add(source, records, &self.terms, (&mut self.history, findings));
        for again in told_again {
            self.compare(source, &again, findings);
        }
    }

    /// All that was gathered, with the corrections that make sense; the findings say what does not.
    #[must_use]
    pub fn finish(mut self, findings: &mut Findings) -> History {
        let series = std::mem::take(&mut self.series);
        self.history.series = Arc::new(without_overlap(series, findings));
        self.history.charges = Invoices::new(std::mem::take(&mut self.charges));
        let told = std::mem::take(&mut self.corrections);
        if told.is_empty() {
            return self.history;
        }
        let mut history = std::mem::take(&mut self.history);
        let incidents = history.incidents.clone();
        let has = |id: &str, at| incidents.get(at).is_some_and(|known| known.id() == id);
        let known = Known {
            terms: &self.terms,
            incident: &|id| self.ids.find(id, |at| has(id, at)),
            written: &|position| {
                let (source, start) = self.first_telling(position)?;
                Reader::incident(source, start)
            },
        };
        correct(&told, &known, &mut history, findings);
        history
    }

    /// Holds what is told again against what was told first: what little of it the history lacks
    /// is read anew.
    fn compare(&mut self, source: Source<'j>, again: &ToldAgain, findings: &mut Findings) {
        let Some((first, start)) = self.first_telling(again.known) else { return };
        let both = self.read(first, start).zip(self.read(source, again.start));
        let Some((known, told)) = both else { return };
        let same = known.tells_the_same(&told);
        let code = if same { Code::DuplicateIncident } else { Code::ConflictingIncident };
        findings.push_with(code, || {
            Finding::new(code, source.spot(&told.id))
                .found(&told.id.decoded())
                .other(first.spot(&known.id))
                .differences(told.differences(&known, &self.terms))
        });
        let History { origins, incidents, told_again, .. } = &mut self.history;
        *told_again += u64::from(same);
        // An incident that is open is known to be so for as long as any file tells it.
        let named = incidents.get(again.known).map(|known| known.file());
        if same && named.is_some_and(|named| reach(origins, source.file) > reach(origins, named)) {
            incidents.name_instead(again.known, source.file, again.position);
        }
    }

    /// The file that first told the incident at a position, and the byte at which it begins there.
    fn first_telling(&self, position: usize) -> Option<(Source<'j>, usize)> {
        let later = self.files.partition_point(|(_, first)| *first <= position);
        let (source, _) = self.files.get(later.checked_sub(1)?)?;
        Some((*source, *self.starts.get(position)?))
    }

    /// The incident that begins at a byte; its faults are told already.
    fn read(&self, source: Source<'j>, start: usize) -> Option<Told<'j>> {
        let written = Reader::incident(source, start)?;
        let mut known = Findings::default();
        Check { source, findings: &mut known }.incident(&written, &self.terms)
    }
}

fn labels(told: &Told<'_>, words: &mut Words) -> Vec<[Word; 2]> {
    let mut put = |text: &Text<'_>| words.put(&text.decoded());
    told.labels.iter().map(|[name, value]| [put(name), put(value)]).collect()
}

/// The turns of an incident, each kind in order of time.
fn turns(told: &Told<'_>, words: &mut Words) -> Vec<Turn> {
    let mut turns: Vec<Turn> = told.turns.iter().map(|turn| turn.turn(words)).collect();
    turns.order();
    turns
}

/// Lets memory grow by so many bytes at once, about what a history takes beside its file: in a
/// browser each growth may bring about a collection of garbage. Where there is no such room, less
/// may do.
fn make_room(bytes: usize) {
    let mut room = Vec::<u8>::new();
    let _ = room.try_reserve_exact(bytes);
    drop(std::hint::black_box(room));
}

/// Until when a file says that it is evidence.
pub(super) fn reach(origins: &[Origin], file: u32) -> Option<Instant> {
    let origin = origins.iter().find(|origin| origin.file == file)?;
    origin.covers.map(|covers| covers.until()).or(origin.exported_at)
}
