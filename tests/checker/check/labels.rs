//! What agreed time was beside outages: spans that are declared not to count, permitted maintenance,
//! spans of which nothing is known.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::{Nanos, instant, overlap};
use super::hours::Hours;
use super::lengths::joined;
use super::limits::iso;
use super::number::{Number, text as decimal, whole};
use super::operands::file;
use super::papers::{Cut, Papers, stated, text};
use super::work::Work;

pub(crate) type Span = (Nanos, Nanos);

const DAY: Nanos = 86_400_000_000_000;

/// Maintenance of a history.
pub(crate) struct Record<'a> {
    pub(crate) told: &'a Value,
    file: usize,
    position: usize,
    /// When it was done.
    pub(crate) done: Span,
    planned: Span,
}

/// The time of maintenance that no permission covers.
pub(crate) struct Lost<'a> {
    pub(crate) record: Record<'a>,
    pub(crate) span: Span,
    pub(crate) weight: Number,
}

fn at(json: &Value, field: &str) -> Option<Nanos> {
    stated(json, &format!("/{field}")).map(|at| instant(text(at)).unwrap())
}

/// The parts of `spans` outside `others`.
pub(crate) fn without(spans: &[Span], others: &[Span]) -> Vec<Span> {
    let mut left: Vec<Span> = spans.to_vec();
    for (from, until) in others {
        let cut = |(a, b): &Span| [(*a, (*b).min(*from)), ((*a).max(*until), *b)];
        left = left.iter().flat_map(cut).filter(|(a, b)| a < b).collect();
    }
    left.sort_unstable();
    left
}

impl Papers {
    /// The id of a service.
    fn id_of(&self, service: usize) -> &Value {
        &self.list("/services")[service]["id"]
    }

    fn is_about(&self, told: &Value, service: usize) -> bool {
        let named = stated(told, "/services").and_then(Value::as_array);
        named.is_none_or(|named| named.contains(self.id_of(service)))
    }

    /// What is told of a service in one of the lists of the histories, each with its place.
    fn listed_of(&self, list: &str, service: usize) -> Vec<(usize, usize, &Value)> {
        let files = self.histories();
        let told = files.flat_map(|at| {
            let items = self.json[at][list].as_array().into_iter().flatten().enumerate();
            items.map(move |(position, item)| (at, position, item))
        });
        told.filter(|(.., item)| self.is_about(item, service)).collect()
    }

    /// The end of a file's evidence, but not after the instant of evaluation.
    fn covered_or_now(&self, file: usize) -> Nanos {
        let stretch = self.stretches.iter().find(|stretch| stretch.file == file).unwrap();
        stretch.until.min(self.as_of)
    }

    /// The declared spans of a service, with their places.
    pub(crate) fn spans(&self, list: &str, service: usize) -> Vec<(Span, usize, usize, &Value)> {
        let told = self.listed_of(list, service).into_iter();
        let known = told.map(|(file, position, item)| {
            let until = at(item, "until").filter(|until| *until <= self.as_of);
            let span = (at(item, "from").unwrap(), until.unwrap_or(self.covered_or_now(file)));
            (span, file, position, item)
        });
        known.filter(|((from, until), ..)| from < until).collect()
    }

    /// The maintenance of a service that was done.
    pub(crate) fn records(&self, service: usize) -> Vec<Record<'_>> {
        let told = self.listed_of("maintenance", service).into_iter();
        let records = told.map(|(file, position, told)| {
            let planned = (at(told, "planned_from").unwrap(), at(told, "planned_until").unwrap());
            let happened = |field| at(told, field).filter(|at| *at <= self.as_of);
            let (began, ended) = (happened("from"), happened("until"));
            let until = match (began, ended) {
                (_, Some(ended)) => ended,
                (None, None) => planned.1,
                (Some(_), None) => self.covered_or_now(file),
            };
            let done = (began.unwrap_or(planned.0), until.min(self.as_of));
            Record { told, file, position, done, planned }
        });
        records.filter(|record| record.done.0 < record.done.1).collect()
    }

    /// When maintenance of a service was permitted: in the slots, announced in time, and within the
    /// allowance of each month.
    pub(crate) fn permitted(&self, service: usize) -> Vec<Span> {
        if let Some(known) = self.permitted.borrow().get(&service) {
            return known.clone();
        }
        let found = self.find_permitted(service);
        self.permitted.borrow_mut().insert(service, found.clone());
        found
    }

    fn find_permitted(&self, service: usize) -> Vec<Span> {
        let mut permitted: Vec<Span> = Vec::new();
        let agreed = self.list("/maintenance").iter();
        for permission in agreed.filter(|it| self.is_about(it, service)) {
            let notice = &permission["notice"];
            let latest = |planned: Nanos| match (notice["days"].as_u64(), notice["hours"].as_i64())
            {
                (Some(days), _) => {
                    let date = self.clock.date_at(planned);
                    let date = date.checked_sub_days(chrono::Days::new(days)).unwrap();
                    Some(self.clock.same_time(planned, date))
                }
                (_, Some(hours)) => Some(planned - Nanos::from(hours) * DAY / 24),
                _ => None,
            };
            let in_time = |record: &&Record<'_>| {
                let Some(latest) = latest(record.planned.0) else { return true };
                at(record.told, "announced").is_some_and(|announced| announced <= latest)
            };
            let slots = &permission["slots"];
            let mut eligible: Vec<Span> = Vec::new();
            for record in self.records(service).iter().filter(in_time) {
                let span =
                    (record.done.0.max(record.planned.0), record.done.1.min(record.planned.1));
                let around = (span.0 - 3 * DAY, span.1 + 3 * DAY);
                let slots = match slots.is_null() {
                    true => Hours::ALWAYS,
                    false => Hours::read(slots, &self.clock.zones, around),
                };
                eligible.extend(without(&slots.within(span), &eligible));
            }
            if permission["standing"] == true {
                let all = (self.earliest(), self.as_of);
                eligible =
                    Hours::read(slots, &self.clock.zones, (all.0 - 3 * DAY, all.1 + 3 * DAY))
                        .within(all);
            }
            if permission["counts"] == "downtime" {
                eligible = without(&eligible, &without(&eligible, &self.hurting(service)));
            }
            let eligible = without(&eligible, &permitted);
            // What was done before anything is judged takes nothing of an allowance.
            let spans = self.periods.iter().map(|period| period.span.0);
            let early = [(Nanos::MIN, spans.chain([self.term.0]).min().unwrap())];
            let judged = without(&eligible, &early);
            permitted.extend(without(&eligible, &judged));
            permitted.extend(self.allowed(permission, judged));
        }
        permitted.sort_unstable();
        permitted
    }

    /// When an incident of a service, or its maintenance, has weight.
    fn hurting(&self, service: usize) -> Vec<Span> {
        let incidents = self.counted_on(service, false).into_iter().map(|it| it.open);
        let records = self.records(service).into_iter();
        let records = records.filter(|it| self.weight(it.told["impact"].as_str()) > whole(0));
        incidents.chain(records.map(|it| it.done)).collect()
    }

    /// What of eligible time, which is in order, an allowance leaves.
    fn allowed(&self, permission: &Value, eligible: Vec<Span>) -> Vec<Span> {
        let Some(most) = stated(permission, "/allowance/at_most") else { return eligible };
        let most = iso(text(most));
        // They are of the calendar, whenever the term begins.
        let cut = Cut::by(text(&permission["allowance"]["per"]));
        let first = self.period_with(&cut, self.clock.date_at(self.earliest()));
        let months = std::iter::successors(Some(first), |month| {
            (month.whole.1 < self.as_of).then(|| self.period_with(&cut, month.next))
        });
        let each = months.flat_map(|month| {
            let mut left = most;
            let own =
                eligible.iter().map(|(a, b)| ((*a).max(month.whole.0), (*b).min(month.whole.1)));
            let own = own.filter(|(a, b)| a < b).map(|(a, b)| {
                let until = b.min(a + left);
                left -= until - a;
                (a, until)
            });
            own.filter(|(a, b)| a < b).collect::<Vec<_>>()
        });
        each.collect()
    }

    /// The maintenance of a service that lost its label and hurt, in order of time.
    pub(crate) fn lost(&self, service: usize) -> Vec<Lost<'_>> {
        let permitted = self.permitted(service);
        let mut lost = Vec::new();
        for position in 0..self.records(service).len() {
            let parts = without(&[self.records(service)[position].done], &permitted);
            for span in parts {
                let record = self.records(service).remove(position);
                let weight = self.weight(record.told["impact"].as_str());
                if weight > whole(0) {
                    lost.push(Lost { record, span, weight });
                }
            }
        }
        lost
    }
}

impl Work<'_> {
    /// The window and every run of incidents, and of maintenance that lost its label, that reaches
    /// into it.
    fn looked_at_with_outages(&self) -> Vec<Span> {
        let window = self.looked_at();
        let mut looked_at: Vec<Span> =
            self.runs().into_iter().filter(|run| overlap(*run, window)).collect();
        looked_at.push(window);
        looked_at
    }

    /// Whether the step of downtime tells of an incident that was open then: it reaches into the
    /// window, or where it matters how long outages are, its outage does.
    pub(crate) fn is_told(&self, span: Span) -> bool {
        let window = self.looked_at();
        if !self.looks_at_length() {
            return overlap(span, window);
        }
        let window = self.in_units();
        self.runs().into_iter().any(|run| overlap(run, window) && overlap(run, span))
    }

    /// Runs of incidents, and of maintenance that lost its label, that overlap or touch.
    pub(crate) fn runs(&self) -> Vec<Span> {
        if self.is_group() {
            return self.group_runs();
        }
        let Some(service) = self.service else { return Vec::new() };
        let (counted, lost) = (self.own_incidents(false), self.lost_of(service));
        let down = self.steps_down(service);
        let spans = counted.iter().map(|it| it.open).chain(lost.iter().map(|it| it.span));
        let spans = spans.chain(down.iter().map(|(span, _)| *span));
        joined(spans.collect())
    }

    /// Runs of those of each incident by itself.
    pub(crate) fn runs_of_each(&self) -> Vec<Span> {
        let Some(service) = self.service else { return Vec::new() };
        let mut owned: BTreeMap<(&str, &str), Vec<Span>> = BTreeMap::new();
        let counted = self.own_incidents(false);
        for it in &counted {
            owned.entry(("incident", &it.incident.id)).or_default().push(it.open);
        }
        let lost = self.lost_of(service);
        for it in &lost {
            let id = it.record.told["id"].as_str().unwrap_or_default();
            owned.entry(("record", id)).or_default().push(it.span);
        }
        let down = self.steps_down(service);
        let sources: Vec<String> = down.iter().map(|it| it.1["good_source"].to_string()).collect();
        for ((span, _), source) in down.iter().zip(&sources) {
            owned.entry(("steps", source)).or_default().push(*span);
        }
        owned.into_values().flat_map(joined).collect()
    }

    /// What declared spans and maintenance must reach to be told.
    fn reached(&self) -> Vec<Span> {
        if self.is_group() { vec![self.reach().1] } else { self.looked_at_with_outages() }
    }

    pub(crate) fn reaches(&self, span: Span) -> bool {
        self.reached().iter().any(|it| overlap(*it, span))
    }

    /// The declared spans of a list that reach what is looked at.
    pub(crate) fn declared(&self, list: &str) -> Vec<Value> {
        let Some(service) = self.service else { return Vec::new() };
        self.declared_of(service, list, &self.reached())
    }

    /// Those of any service that reach one of these spans.
    pub(crate) fn declared_of(&self, service: usize, list: &str, within: &[Span]) -> Vec<Value> {
        let reason = if list == "unknown" { "reason" } else { "cause" };
        let spans = self.papers.spans(list, service).into_iter();
        let spans = spans.filter(|(span, ..)| within.iter().any(|it| overlap(*it, *span)));
        let told = spans.map(|(span, at, position, item)| {
            json!({
                "kind": "span",
                "from": self.papers.clock.reading(span.0),
                "until": self.papers.clock.reading(span.1),
                "reason": item[reason],
                "source": file(at, &format!("/{list}/{position}")),
            })
        });
        told.collect()
    }

    /// The permissions of maintenance, and what was done.
    pub(crate) fn maintenance(&self) -> Vec<Value> {
        let Some(service) = self.service else { return Vec::new() };
        self.maintenance_of(service, &self.reached())
    }

    /// Those of any service.
    pub(crate) fn maintenance_of(&self, service: usize, within: &[Span]) -> Vec<Value> {
        let papers = self.papers;
        let agreed = papers.list("/maintenance").iter().enumerate();
        let agreed = agreed.filter(|(_, it)| papers.is_about(it, service));
        let permissions = agreed.map(|(at, permission)| {
            json!({
                "kind": "permission",
                "id": permission["id"],
                "clause": permission["clause"],
                "source": self.contract(&format!("/maintenance/{at}")),
            })
        });
        let done = papers.records(service);
        let done = done.iter().filter(|record| within.iter().any(|it| overlap(*it, record.done)));
        let records = done.map(|record| {
            let reading = |at: Nanos| papers.clock.reading(at);
            let announced = at(record.told, "announced").map(reading);
            let mut told = json!({
                "kind": "record",
                "id": record.told["id"],
                "from": reading(record.done.0),
                "until": reading(record.done.1),
                "planned_from": reading(record.planned.0),
                "planned_until": reading(record.planned.1),
                "announced": announced,
                "source": record.place(),
            });
            papers.note_corrections(&mut told, record.part());
            told
        });
        permissions.chain(records).collect()
    }

    /// The maintenance of a service without permission that is told, with when each begins and ends.
    pub(crate) fn not_permitted(
        &self,
        service: usize,
        is_told: &dyn Fn(Span) -> bool,
    ) -> Vec<(Span, Value)> {
        let lost = self.lost_of(service).into_iter().filter(|it| is_told(it.span));
        let told = lost.map(|Lost { record, span, weight }| {
            let mut told = json!({
                "kind": "not_permitted",
                "id": record.told["id"],
                "from": self.papers.clock.reading(span.0),
                "until": self.papers.clock.reading(span.1),
                "source": record.place(),
                "weight": decimal(&weight),
                "weight_source": self.weight_source(record.told["impact"].as_str()),
            });
            self.papers.note_corrections(&mut told, record.part());
            (span, told)
        });
        told.collect()
    }

    /// The time that steps of these names took.
    pub(crate) fn taken(&self, step: &str) -> Vec<Span> {
        let Some(service) = self.service else { return Vec::new() };
        if self.is_group() {
            return match step {
                "outside_hours" => self.labelled("outside_hours"),
                "exclusion_spans" => self.labelled("exclusion_span"),
                "maintenance" => self.labelled("maintenance"),
                "excluded_incidents" => self.excluded_time(),
                "down" | "down_of_window" | "outage_down" => self.outage_time(),
                _ => Vec::new(),
            };
        }
        let declared = || {
            if self.treatment("exclusion_span") == "ignored" {
                return Vec::new();
            }
            let spans = self.papers.spans("exclusion_spans", service).into_iter();
            spans.map(|(span, ..)| span).collect::<Vec<_>>()
        };
        match step {
            "exclusion_spans" => declared(),
            "maintenance" if self.treatment("maintenance") == "ignored" => Vec::new(),
            "excluded_incidents" => self.excluded_time(),
            "down" | "down_of_window" | "outage_down" => self.outage_time(),
            "maintenance" => without(&self.papers.permitted(service), &declared()),
            // No other step takes time; that it is named is a complaint of its own.
            _ => Vec::new(),
        }
    }

    /// The steps before those of outages, by name: what the files declare, and what they permit.
    pub(crate) fn before(&self) -> Vec<&'static str> {
        let declared = !self.declared("exclusion_spans").is_empty();
        let declared = declared && self.treatment("exclusion_span") != "ignored";
        let excluded = self.is_excluded_first() && self.comes_before("excluded_incidents");
        let steps = [
            ("outside_hours", self.comes_before("outside_hours")),
            ("exclusion_spans", declared || self.comes_before("exclusion_spans")),
            ("maintenance", self.comes_before("maintenance")),
            ("excluded_incidents", excluded),
        ];
        steps.into_iter().filter(|(_, is)| *is).map(|(name, _)| name).collect()
    }

    /// Whether a step takes any of the time looked at, or where it matters how long outages are, of
    /// one that reaches into it.
    fn comes_before(&self, step: &str) -> bool {
        if self.has(step) || !self.looks_at_length() {
            return self.has(step);
        }
        let (window, hours) = (self.in_units(), self.papers.hours_of(self.objective));
        let taken = self.taken(step);
        let runs = self.runs().into_iter().filter(|run| overlap(*run, window));
        runs.flat_map(|run| hours.within(run)).any(|it| taken.iter().any(|own| overlap(*own, it)))
    }

    /// The window with the unit of the clock within which it may begin.
    pub(crate) fn in_units(&self) -> Span {
        let unit = self.unit().map_or(0, |unit| iso(text(&unit["length"])));
        let window = self.looked_at();
        (window.0 - unit, window.1)
    }

    /// All time that comes before an outage.
    pub(crate) fn taken_before(&self) -> Vec<Span> {
        if self.is_group() {
            return self.before_group();
        }
        let excluded = Some("excluded_incidents").filter(|_| self.is_excluded_first());
        let steps = ["exclusion_spans", "maintenance"].into_iter().chain(excluded);
        steps.flat_map(|step| self.taken(step)).collect()
    }

    /// That only time counts that these did not take.
    pub(crate) fn outside(&self) -> Vec<Value> {
        let before = self.before().into_iter();
        before.map(|step| json!({ "kind": "outside", "step": step })).collect()
    }

    /// Whether a step takes any of the time looked at.
    pub(crate) fn has(&self, step: &str) -> bool {
        self.taken(step).iter().any(|span| !self.in_hours(*span).is_empty())
    }

    /// The agreed hours of what is looked at in a span.
    fn in_hours(&self, (from, until): Span) -> Vec<Span> {
        let window = self.looked_at();
        let hours = self.papers.hours_of(self.objective);
        let (from, until) = (from.max(window.0), until.min(window.1));
        if from < until { hours.within((from, until)) } else { Vec::new() }
    }

    /// The step of unknown time: that of all that is taken out, where nothing else is.
    pub(crate) fn unknown_step(&self) -> &'static str {
        let labels = [
            ("exclusion_spans", "exclusion_span"),
            ("maintenance", "maintenance"),
            ("excluded_incidents", "excluded_incident"),
        ];
        let is_removed =
            |(step, label): &(&str, &str)| self.treatment(label) == "removed" && self.has(step);
        let others = self.has("outside_hours") || labels.iter().any(is_removed);
        if others || self.treatment("unknown") != "removed" { "unknown" } else { "removed" }
    }
}

impl Record<'_> {
    /// Whether it has ended; what tells neither beginning nor end was done as planned.
    pub(crate) fn has_ended(&self, papers: &Papers) -> bool {
        let told = |field: &str| at(self.told, field).filter(|at| *at <= papers.as_of);
        let planned = || told("from").is_none() && self.planned.1 <= papers.as_of;
        told("until").is_some() || planned()
    }

    fn part(&self) -> (usize, &'static str, usize) {
        (self.file, "maintenance", self.position)
    }

    fn place(&self) -> Value {
        file(self.file, &format!("/maintenance/{}", self.position))
    }
}
