//! What a history is evidence for.

use crate::model::{Declared, History, Incident, Origin};
use crate::units::{Instant, Interval, IntervalSet};

/// The time for which there is evidence, file by file.
#[derive(Clone, Debug)]
pub struct Evidence {
    /// For each origin of the history, its stretch and where it comes from.
    pub stretches: Vec<(Interval, EvidenceSource)>,
    /// All of them together.
    pub known: IntervalSet,
}

/// Where the bounds of evidence come from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EvidenceSource {
    /// The file says so.
    Stated,
    /// By default until the instant of its export.
    Export,
    /// By default until the last instant in it.
    LastInstant,
}

impl Evidence {
    /// The evidence of `history`. What a file does not state goes from the later of `term_from`
    /// and its first incident until its export, else until its last instant known at `as_of`.
    #[must_use]
    pub fn of(history: &History, term_from: Option<Instant>, as_of: Instant) -> Self {
        let stretches: Vec<_> = history
            .origins
            .iter()
            .map(|origin| stretch(origin, history, term_from, as_of))
            .collect();
        let known = IntervalSet::union_of(stretches.iter().map(|(stretch, _)| *stretch));
        Self { stretches, known }
    }

    /// The end of the evidence of the origin of `incident`.
    #[must_use]
    pub fn until(&self, incident: Incident<'_>, history: &History) -> Option<Instant> {
        self.until_of_file(incident.file(), history)
    }

    /// The end of the evidence of a file.
    #[must_use]
    pub fn until_of_file(&self, file: u32, history: &History) -> Option<Instant> {
        let origin = history.origins.iter().position(|origin| origin.file == file)?;
        self.stretches.get(origin).map(|(stretch, _)| stretch.until())
    }

    /// What is known of a declared span: one that goes on, or ends after `as_of`, runs to the earlier
    /// of `as_of` and the end of its file's evidence.
    #[must_use]
    pub fn known_of(&self, span: &Declared, history: &History, as_of: Instant) -> Interval {
        let ended = span.until.filter(|until| *until <= as_of);
        let covered = || self.until_of_file(span.file, history).unwrap_or(as_of);
        Interval::new(span.from, ended.unwrap_or_else(|| covered().min(as_of)))
    }

    /// The first instant with evidence.
    #[must_use]
    pub fn first(&self) -> Option<Instant> {
        self.known.iter().next().map(Interval::from)
    }
}

fn stretch(
    origin: &Origin,
    history: &History,
    term_from: Option<Instant>,
    as_of: Instant,
) -> (Interval, EvidenceSource) {
    if let Some(covers) = origin.covers {
        return (covers, EvidenceSource::Stated);
    }
    let happened = |incident: &Incident<'_>| incident.started() <= as_of;
    let own = || history.incidents.iter().filter(|incident| incident.file() == origin.file);
    let first = own().filter(happened).map(|incident| incident.started()).min();
    let from = first.max(term_from);
    // What is still to come is not known yet.
    let instants = own()
        .filter(happened)
        .flat_map(|incident| incident.instants().filter(|at| *at <= as_of).collect::<Vec<_>>());
    let last = instants.chain(others(origin.file, history).filter(|at| *at <= as_of)).max();
    let (until, source) = match origin.exported_at {
        Some(exported_at) => (Some(exported_at), EvidenceSource::Export),
        None => (last, EvidenceSource::LastInstant),
    };
    let from = from.or(until);
    // Without any instant in it, a file is evidence for nothing.
    let until = until.or(from);
    (from.zip(until).map_or(Interval::EMPTY, |(from, until)| Interval::new(from, until)), source)
}

/// The instants in a file beside those of its incidents.
fn others(file: u32, history: &History) -> impl Iterator<Item = Instant> + '_ {
    let records = history.maintenance.iter().filter(move |it| it.file == file);
    let records = records.flat_map(|it| it.began.into_iter().chain(it.ended).chain(it.announced));
    let spans = history.exclusion_spans.iter().chain(&history.unknown);
    let spans = spans.filter(move |it| it.file == file);
    let spans = spans.flat_map(|it| std::iter::once(it.from).chain(it.until));
    let measured = history.measurements.iter().filter(move |it| it.file == file);
    let deeds = history.deeds.iter().filter(move |it| it.file == file);
    let deeds = deeds.map(|it| it.at).chain(measured.map(|it| it.span.until()));
    records.chain(spans).chain(deeds)
}

/// Where a suggested instant of evaluation comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AsOfSource {
    /// The latest export.
    Export,
    /// The end of what is covered.
    Covers,
    /// The last instant in the files.
    LastInstant,
}

impl AsOfSource {
    /// Its name as data: `exported_at`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Export => "exported_at",
            Self::Covers => "covers",
            Self::LastInstant => "last_instant",
        }
    }
}

/// The instant at which the files are most naturally evaluated: the latest export, else the end of
/// what they cover, else their last instant.
#[must_use]
pub fn suggested_as_of(history: &History) -> Option<(Instant, AsOfSource)> {
    let origins = || history.origins.iter();
    let export = origins().filter_map(|origin| origin.exported_at).max();
    let covers = || origins().filter_map(|origin| origin.covers).map(|c| c.until()).max();
    let last = || {
        let incidents = history.incidents.iter().map(|incident| incident.last_instant());
        let others = origins().flat_map(|origin| others(origin.file, history));
        let corrections = history.corrections.iter().map(|correction| correction.at);
        incidents.chain(others).chain(corrections).max()
    };
    export
        .map(|at| (at, AsOfSource::Export))
        .or_else(|| covers().map(|at| (at, AsOfSource::Covers)))
        .or_else(|| last().map(|at| (at, AsOfSource::LastInstant)))
}
