//! Maintenance: what was done, when it was permitted, and what of it no permission covers.

use serde_json::{Value, json};

use super::clock::{Nanos, instant, overlap};
use super::hours::Hours;
use super::labels::{Span, without};
use super::limits::iso;
use super::number::{Number, text as decimal, whole};
use super::operands::file;
use super::papers::{Cut, Papers, stated, text};
use super::work::Work;

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

pub(super) fn at(json: &Value, field: &str) -> Option<Nanos> {
    stated(json, &format!("/{field}")).map(|at| instant(text(at)).unwrap())
}

impl Papers {
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
