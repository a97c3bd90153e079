//! The incidents as the files tell them: when they count, on what, and what becomes of the rest.

use serde_json::Value;

use super::clock::{Nanos, instant};
use super::number::{Number, whole};
use super::papers::{Papers, stated, text};

/// An incident of a file.
pub(crate) struct Incident {
    pub(crate) file: usize,
    pub(crate) position: usize,
    pub(crate) id: String,
    pub(crate) title: Option<String>,
    pub(crate) started: Nanos,
    /// When it ended, and the field that tells it.
    pub(crate) end: Option<(Nanos, &'static str)>,
    /// Each service with its impact word.
    pub(crate) touches: Vec<(String, Option<String>)>,
    /// How many of how many users it touched.
    pub(crate) affected: Option<[u32; 2]>,
}

/// A part of an incident that counts on a service, in which its impact is one.
pub(crate) struct Counted<'a> {
    /// Its position among all.
    pub(crate) number: usize,
    pub(crate) incident: &'a Incident,
    pub(crate) open: (Nanos, Nanos),
    pub(crate) weight: Number,
    pub(crate) word: Option<&'a str>,
    /// Where in the incident that word stands.
    pub(crate) word_at: Option<String>,
    /// Which of its changes of impact begins this part, and which ends it.
    pub(crate) begun_by: Option<usize>,
    pub(crate) ended_by: Option<usize>,
}

/// The time for which a file is evidence.
#[derive(Clone, Copy)]
pub(crate) struct Stretch {
    pub(crate) file: usize,
    pub(crate) from: Nanos,
    pub(crate) until: Nanos,
    /// `covers`, `exported_at` or `last_instant`.
    pub(crate) source: &'static str,
}

/// Why an incident did or did not count, in order of precedence.
pub(crate) const CLASSES: [&str; 8] = [
    "later_than_as_of",
    "no_service",
    "service_not_in_agreement",
    "outside_term",
    "excluded",
    "zero_length",
    "weight_zero",
    "counted",
];

impl Papers {
    /// The files of incidents.
    pub(crate) fn histories(&self) -> impl Iterator<Item = usize> {
        (0..self.json.len()).filter(|file| *file != self.contract)
    }

    /// Every incident, those told twice once.
    pub(crate) fn read_incidents(&self) -> Vec<Incident> {
        let mut known: Vec<Incident> = Vec::new();
        for file in self.histories() {
            for (position, json) in items(&self.json[file]["incidents"]).enumerate() {
                let incident = read(json, file, position);
                match known.iter_mut().find(|known| known.id == incident.id) {
                    None => known.push(incident),
                    // Told twice: the file that is evidence for longer counts.
                    Some(first) if self.reach(file) > self.reach(first.file) => *first = incident,
                    Some(_) => {}
                }
            }
        }
        known
    }

    /// Until when a file says that it is evidence.
    fn reach(&self, file: usize) -> Option<Nanos> {
        let at = |pointer| stated(&self.json[file], pointer).map(|at| instant(text(at)).unwrap());
        at("/source/covers/until").or_else(|| at("/source/exported_at"))
    }

    /// What a history is evidence for. What it does not state goes from the later of the term's
    /// beginning and its first incident until its export, else until its last instant; what comes
    /// after the instant of evaluation is evidence for nothing.
    pub(crate) fn stretch(&self, file: usize) -> Stretch {
        let at = |pointer| stated(&self.json[file], pointer).map(|at| instant(text(at)).unwrap());
        if let (Some(from), Some(until)) = (at("/source/covers/from"), at("/source/covers/until")) {
            return Stretch { file, from, until, source: "covers" };
        }
        let term = self.says("/term/from").map(|date| text(date).parse().unwrap());
        let term = term.map(|date| self.clock.start_of_day(date));
        let own = || {
            let happened = self.incidents.iter().filter(|incident| incident.started <= self.as_of);
            happened.filter(|incident| incident.file == file)
        };
        let first = own().map(|incident| incident.started).min();
        let last = own().map(|i| self.end_of(i).map_or(i.started, |(at, _)| at)).max();
        let (until, source) = match at("/source/exported_at") {
            Some(exported) => (Some(exported), "exported_at"),
            None => (last, "last_instant"),
        };
        let from = first.max(term).or(until).unwrap_or_default();
        Stretch { file, from, until: until.unwrap_or(from).max(from), source }
    }

    /// When an incident was open, as far as is known at the instant of evaluation.
    fn open_time(&self, incident: &Incident) -> (Nanos, Nanos) {
        let covered = self.stretches.iter().find(|stretch| stretch.file == incident.file).unwrap();
        let end = self.end_of(incident).map(|(end, _)| end);
        (incident.started, end.unwrap_or(covered.until.min(self.as_of)))
    }

    /// The end of an incident, if it has happened.
    pub(crate) fn end_of(&self, incident: &Incident) -> Option<(Nanos, &'static str)> {
        incident.end.filter(|(end, _)| *end <= self.as_of)
    }

    /// What counts on a service, or what would but for its cause.
    pub(crate) fn counted_on(&self, service: usize, is_excluded: bool) -> Vec<Counted<'_>> {
        let own = 0..self.incidents.len();
        let own = own.filter(|at| self.is_excluded(*at) == is_excluded);
        own.flat_map(|number| self.parts_on(number, service)).collect()
    }

    /// The parts of an incident that have weight on a service, each with one impact.
    fn parts_on(&self, number: usize, service: usize) -> Vec<Counted<'_>> {
        let id = text(&self.list("/services")[service]["id"]);
        let incident = &self.incidents[number];
        let mut touches = incident.touches.iter().enumerate();
        let Some((place, (_, word))) = touches.find(|(_, (touched, _))| touched == id) else {
            return Vec::new();
        };
        let told = &self.json[incident.file]["incidents"][incident.position];
        let own = stated(&told["services"][place], "/impact").is_some();
        let at = if own { format!("services/{place}/impact") } else { "impact".to_owned() };
        let open = self.open_time(incident);
        // What is said of the service alone is not changed by what is said of all.
        let changes = if own { Vec::new() } else { self.impact_changes(told) };
        let first = (open.0, word.as_deref(), word.as_ref().map(|_| at), None);
        let later = changes.iter().map(|(at, word, position)| {
            let word_at = format!("impact_changes/{position}/impact");
            (*at, Some(*word), Some(word_at), Some(*position))
        });
        let begins: Vec<_> = std::iter::once(first).chain(later).collect();
        let share = incident.affected.map(|[users, of]| Number::new(users.into(), of.into()));
        let parts = begins.iter().enumerate().map(|(at, (from, word, word_at, begun_by))| {
            let until = begins.get(at + 1).map_or(open.1, |next| next.0.min(open.1));
            let of = |end: Nanos| changes.iter().rev().find(|(at, ..)| *at == end).map(|it| it.2);
            let from = (*from).max(open.0);
            Counted {
                number,
                incident,
                open: (from, until),
                weight: self.weight(*word) * share.clone().unwrap_or_else(|| whole(1)),
                word: *word,
                word_at: word_at.clone(),
                begun_by: begun_by.and_then(|_| of(from)),
                ended_by: of(until),
            }
        });
        parts.filter(|it| it.weight > whole(0) && it.open.0 < it.open.1).collect()
    }

    /// When the impact of an incident changed, to which, and which of its changes it is: of those of
    /// one instant the heaviest holds, and is the last.
    fn impact_changes<'t>(&self, told: &'t Value) -> Vec<(Nanos, &'t str, usize)> {
        let changes = items(&told["impact_changes"]).enumerate();
        let changes =
            changes.map(|(at, it)| (instant(text(&it["at"])).unwrap(), text(&it["impact"]), at));
        let mut changes: Vec<(Nanos, &str, usize)> = changes.collect();
        changes.sort_by_key(|(at, word, _)| (*at, self.weight(Some(word))));
        changes
    }

    /// Whether a part of an incident is over: it has ended, or goes on with another impact.
    pub(crate) fn has_ended(&self, part: &Counted<'_>) -> bool {
        let goes_on = part.open.1 < self.open_time(part.incident).1;
        self.end_of(part.incident).is_some() || goes_on
    }

    /// How many incidents the files tell, a file that is there twice once.
    pub(crate) fn told(&self) -> usize {
        let mut files: Vec<&Value> = Vec::new();
        for file in self.json.iter().filter(|file| !file["incidents"].is_null()) {
            if !files.contains(&file) {
                files.push(file);
            }
        }
        files.iter().map(|file| items(&file["incidents"]).count()).sum()
    }

    /// The class of an incident.
    pub(crate) fn class(&self, at: usize) -> &'static str {
        let incident = &self.incidents[at];
        let mut cases = self.subjects.iter().flat_map(|subject| &subject.cases);
        let has_case = cases.any(|case| case.incident == at);
        if incident.started <= self.as_of && (has_case || self.shared_out.contains(&at)) {
            return "counted";
        }
        let (term_from, term_until) = self.term;
        let agreed = self.agreed(incident);
        let until = self.open_time(incident).1.max(incident.started);
        let empty = until == incident.started;
        let before = until <= term_from && !(empty && until == term_from);
        let reasons = [
            incident.started > self.as_of,
            incident.touches.is_empty(),
            agreed.is_empty(),
            before || term_until.is_some_and(|until| incident.started >= until),
            self.is_excluded(at),
            empty,
            (0..self.list("/services").len()).all(|it| self.parts_on(at, it).is_empty()),
            true,
        ];
        CLASSES[reasons.iter().position(|reason| *reason).unwrap()]
    }

    /// The impact words of an incident on the services of the agreement.
    pub(crate) fn agreed<'a>(&self, incident: &'a Incident) -> Vec<Option<&'a str>> {
        let known = |id: &String| self.list("/services").iter().any(|service| service["id"] == *id);
        let touches = incident.touches.iter().filter(|(id, _)| known(id));
        touches.map(|(_, word)| word.as_deref()).collect()
    }
}

fn items(list: &Value) -> impl Iterator<Item = &Value> {
    list.as_array().into_iter().flatten()
}

fn read(json: &Value, file: usize, position: usize) -> Incident {
    let word = |json| stated(json, "/impact").map(|word| text(word).to_owned());
    let touches = items(&json["services"]).map(|touched| match touched {
        Value::String(id) => (id.clone(), word(json)),
        service => (text(&service["id"]).to_owned(), word(service).or(word(json))),
    });
    let at = |field: &'static str| {
        stated(json, &format!("/{field}")).map(|at| (instant(text(at)).unwrap(), field))
    };
    let affected = stated(json, "/affected")
        .map(|told| ["users", "of"].map(|field| told[field].as_u64().unwrap().try_into().unwrap()));
    Incident {
        affected,
        file,
        position,
        id: text(&json["id"]).to_owned(),
        title: stated(json, "/title").map(|title| text(title).to_owned()),
        started: instant(text(&json["started"])).unwrap(),
        end: at("restored").or(at("resolved")),
        touches: touches.collect(),
    }
}
