//! The files as they were given, read by nobody but this checker.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use chrono::{Datelike, Days, Months, NaiveDate};
use serde_json::Value;

use super::amendments::{Life, Terms};
use super::clock::{Clock, Nanos, instant};
use super::corrections::Others;
use super::history::{Incident, Stretch};
use super::hours::Hours;
use super::members::Slice;
use super::number::{Number, number, whole};
use super::subjects::Subject;
use super::zones::contract_clock;

/// The inputs, and what follows from the contract alone.
pub(crate) struct Papers {
    /// Name and size of each file.
    pub(crate) files: Vec<(String, usize)>,
    /// The files' own JSON, in the order given.
    pub(crate) json: Vec<Value>,
    pub(crate) contract: usize,
    pub(crate) as_of: Nanos,
    pub(crate) clock: Clock,
    /// Every incident of every file; those told twice once.
    pub(crate) incidents: Vec<Incident>,
    /// The evidence of each history.
    pub(crate) stretches: Vec<Stretch>,
    /// The first instant of the term, and the first after it.
    pub(crate) term: (Nanos, Option<Nanos>),
    /// The periods of all objectives that have begun at the instant of evaluation.
    pub(crate) periods: Vec<Period>,
    /// By which terms each objective is judged, and where parts of the contract stand that amendments
    /// move, where there are any.
    pub(crate) terms: Vec<Terms>,
    pub(crate) places: BTreeMap<String, String>,
    /// The hours of each calendar.
    pub(crate) hours: BTreeMap<String, Hours>,
    /// What is judged by itself.
    pub(crate) subjects: Vec<Subject>,
    /// Every clock of every incident, as the report tells it.
    pub(crate) clocks: Value,
    /// The maintenance of each service that was permitted, once it was asked for.
    pub(crate) permitted: RefCell<BTreeMap<usize, Vec<(Nanos, Nanos)>>>,
    /// What the group of each subject was at each instant, once it was asked for.
    pub(crate) groups: RefCell<Groups>,
    /// Every figure there is to be: a subject in a period.
    pub(crate) figures: Vec<(usize, usize)>,
    /// The incidents of which a figure is a share.
    pub(crate) shared_out: BTreeSet<usize>,
    /// What was corrected by the instant of evaluation, as the report tells it.
    pub(crate) corrections: Vec<Value>,
    /// Where corrections say fields of what is told: by file, list, position and field.
    pub(crate) corrected: BTreeMap<(usize, &'static str, usize), BTreeMap<String, Value>>,
    /// The rows of the same files with other corrections, by the field that tells of them.
    pub(crate) others: Vec<(&'static str, Others)>,
}

/// What groups were at each instant.
type Groups = BTreeMap<usize, Rc<Vec<Slice>>>;

/// How time is cut into periods.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Cut {
    /// `month`, `quarter`, `half_year`, `year`, or so many days: `P10D`.
    pub(crate) every: String,
    /// A date on which one begins.
    from: Option<NaiveDate>,
    /// Whether they are judged whole where the term cuts them.
    pub(crate) whole: bool,
    /// From when, and until when, these are the terms.
    pub(crate) life: Life,
}

impl Cut {
    /// From the first of January on, cut by the term.
    pub(crate) fn by(every: &str) -> Self {
        Self { every: every.to_owned(), from: None, whole: false, life: (None, None) }
    }

    pub(crate) fn said(said: &Value) -> Self {
        Self {
            every: stated(said, "/every").map_or("month", text).to_owned(),
            from: stated(said, "/from").map(|from| text(from).parse().unwrap()),
            whole: said["partial"] == "whole",
            life: (None, None),
        }
    }

    /// The same, whatever its terms.
    pub(crate) fn of_term(&self) -> Self {
        Self { life: (None, None), ..self.clone() }
    }

    /// What it is called.
    pub(crate) fn name(&self) -> &str {
        if days_of(&self.every).is_some() { "days" } else { &self.every }
    }

    /// The first date of the period so many after the one that begins on `anchor`.
    fn first(&self, anchor: NaiveDate, number: i64) -> NaiveDate {
        if let Some(days) = days_of(&self.every) {
            return anchor + chrono::TimeDelta::days(days * number);
        }
        let months =
            Months::new(u32::try_from(number.unsigned_abs()).unwrap() * months_of(&self.every));
        let moved = match number < 0 {
            true => anchor.checked_sub_months(months),
            false => anchor.checked_add_months(months),
        };
        moved.unwrap()
    }
}

/// Of so many days, how many.
pub(crate) fn days_of(every: &str) -> Option<i64> {
    every.strip_prefix('P')?.strip_suffix('D')?.parse().ok()
}

/// A service period.
#[derive(Clone)]
pub(crate) struct Period {
    pub(crate) cut: Cut,
    pub(crate) first: NaiveDate,
    pub(crate) next: NaiveDate,
    pub(crate) whole: (Nanos, Nanos),
    /// The part within the term.
    pub(crate) span: (Nanos, Nanos),
}

impl Papers {
    pub(crate) fn new(files: &[(&str, &[u8])], as_of: &str) -> Self {
        let json: Vec<Value> =
            files.iter().map(|(_, bytes)| serde_json::from_slice(bytes).unwrap()).collect();
        let contract = json.iter().position(|json| json["format"] == "sla-contract/1").unwrap();
        let mut papers = Self {
            files: files.iter().map(|(name, bytes)| ((*name).to_owned(), bytes.len())).collect(),
            contract,
            as_of: instant(as_of).unwrap(),
            clock: contract_clock(&json[contract], instant(as_of).unwrap()),
            json,
            incidents: Vec::new(),
            stretches: Vec::new(),
            term: (0, None),
            periods: Vec::new(),
            terms: Vec::new(),
            places: BTreeMap::new(),
            hours: BTreeMap::new(),
            subjects: Vec::new(),
            clocks: Value::Null,
            permitted: RefCell::default(),
            groups: RefCell::default(),
            figures: Vec::new(),
            shared_out: BTreeSet::new(),
            corrections: Vec::new(),
            corrected: BTreeMap::new(),
            others: Vec::new(),
        };
        papers.correct();
        papers.incidents = papers.read_incidents();
        papers.stretches = papers.histories().map(|file| papers.stretch(file)).collect();
        papers.term = papers.read_term();
        papers.amend();
        papers.periods = papers.read_periods();
        papers.hours = papers.read_hours();
        papers.subjects = papers.read_subjects();
        papers.figures = papers.read_figures();
        papers.shared_out = papers.read_shared_out();
        papers.clocks = papers.expected_clocks();
        papers
    }

    /// What the contract says at a pointer.
    pub(crate) fn says(&self, pointer: &str) -> Option<&Value> {
        stated(&self.json[self.contract], pointer)
    }

    /// The items of one of the contract's lists.
    pub(crate) fn list(&self, pointer: &str) -> &[Value] {
        self.says(pointer).and_then(Value::as_array).map_or(&[], Vec::as_slice)
    }

    pub(crate) fn objective(&self, position: usize) -> &Value {
        &self.list("/objectives")[position]
    }

    /// The position of an objective's service, if it names one.
    pub(crate) fn service_of(&self, objective: usize) -> Option<usize> {
        let named = stated(self.objective(objective), "/service")?;
        self.list("/services").iter().position(|service| service["id"] == *named)
    }

    /// How an objective's periods are cut.
    pub(crate) fn cut_of(&self, objective: usize) -> Cut {
        let own = self.objective(objective);
        let own = stated(own, "/period").or_else(|| stated(own, "/agreed_period"));
        let cut = own.map_or_else(|| self.own_cut(), Cut::said);
        let life = self.terms_of(objective).map_or((None, None), |terms| terms.life);
        Cut { life, ..cut }
    }

    /// The hours of the calendars around all that is told.
    fn read_hours(&self) -> BTreeMap<String, Hours> {
        let day = |days: Nanos| days * 86_400_000_000_000;
        let first = self.earliest();
        // Days that are looked at may begin before the term.
        let around = (first - day(210), self.as_of + day(60));
        let calendars = self.says("/calendars").and_then(Value::as_object).into_iter().flatten();
        let zones = &self.clock.zones;
        calendars.map(|(id, told)| (id.clone(), Hours::read(told, zones, around))).collect()
    }

    /// The first instant that anything is about.
    pub(crate) fn earliest(&self) -> Nanos {
        let first = self.incidents.iter().map(|incident| incident.started).min();
        self.term.0.min(first.unwrap_or(self.as_of)).min(self.as_of)
    }

    fn read_figures(&self) -> Vec<(usize, usize)> {
        let subjects = self.subjects.iter().enumerate();
        let figures = subjects.flat_map(|(at, subject)| {
            let periods = self.periods.iter().enumerate();
            let own = periods.filter(|(_, period)| self.is_of(subject.objective, period));
            own.map(move |(period, _)| (at, period))
        });
        figures.collect()
    }

    /// The first instant of a window of so many days that ends at an instant.
    pub(crate) fn window_begins(&self, until: Nanos, days: u64) -> Nanos {
        let today = self.clock.date_at(until);
        let date = today.checked_sub_days(Days::new(days)).unwrap();
        if self.clock.start_of_day(today) == until {
            return self.clock.start_of_day(date);
        }
        self.clock.same_time(until, date)
    }

    pub(crate) fn date(&self, pointer: &str) -> Option<NaiveDate> {
        self.says(pointer).map(|date| text(date).parse().unwrap())
    }

    fn read_term(&self) -> (Nanos, Option<Nanos>) {
        let midnight = |date| self.clock.start_of_day(date);
        let covered = || self.stretches.iter().filter(|stretch| stretch.from < stretch.until);
        let first_covered = || covered().map(|stretch| stretch.from).min();
        let begun = || {
            let started = self.incidents.iter().map(|incident| incident.started);
            started.filter(|at| *at <= self.as_of).min()
        };
        let until = self.date("/term/until").map(midnight);
        let from = self.date("/term/from").map(midnight).unwrap_or_else(|| {
            let first = first_covered().or_else(begun).unwrap_or(self.as_of);
            until.map_or(first, |until| first.min(until))
        });
        (from, until)
    }

    fn read_periods(&self) -> Vec<Period> {
        let mut kinds: Vec<Cut> = Vec::new();
        for objective in 0..self.list("/objectives").len() {
            let cut = self.cut_of(objective);
            if !kinds.contains(&cut) {
                kinds.push(cut);
            }
        }
        let each = kinds.iter().flat_map(|cut| self.periods_of(cut));
        let mut periods: Vec<Period> = each.collect();
        let ends = |(from, until): (Nanos, Nanos)| (until, -from);
        periods.sort_by_key(|period| {
            let alike = kinds.iter().position(|cut| cut.of_term() == period.cut.of_term());
            (ends(period.whole), alike, ends(period.span))
        });
        periods.dedup_by(|it, before| (&it.cut, it.span) == (&before.cut, before.span));
        periods
    }

    pub(crate) fn periods_of(&self, cut: &Cut) -> Vec<Period> {
        let mut period = self.period_with(cut, self.clock.date_at(self.term.0));
        let mut periods = Vec::new();
        while period.whole.0 < self.as_of {
            let next = self.period_with(cut, period.next);
            if period.span.0 < period.span.1 && period.span.0 < self.as_of {
                // When terms begin and end is no part of a period that they do not cut.
                let uncut = self.period_with(&cut.of_term(), period.first).span;
                let (from, until) = cut.life;
                let life = (
                    from.filter(|_| period.span.0 != uncut.0),
                    until.filter(|_| period.span.1 != uncut.1),
                );
                periods.push(Period { cut: Cut { life, ..cut.clone() }, ..period });
            }
            period = next;
        }
        periods
    }

    /// Whether an objective is judged for a period.
    pub(crate) fn is_of(&self, objective: usize, period: &Period) -> bool {
        let cut = self.cut_of(objective);
        cut.of_term() == period.cut.of_term()
            && self.period_with(&cut, period.first).span == period.span
    }

    /// The period that has a date, whether it is inside the term or not.
    pub(crate) fn period_with(&self, cut: &Cut, date: NaiveDate) -> Period {
        let (from, until) = self.term;
        let year = self.clock.date_at(from).year();
        let anchor = cut.from.or(NaiveDate::from_ymd_opt(year, 1, 1)).unwrap();
        // One by one, back and forth.
        let mut number = 0;
        while cut.first(anchor, number) > date {
            number -= 1;
        }
        while cut.first(anchor, number + 1) <= date {
            number += 1;
        }
        let (first, next) = (cut.first(anchor, number), cut.first(anchor, number + 1));
        let whole = (self.clock.start_of_day(first), self.clock.start_of_day(next));
        let clipped = (whole.0.max(from), whole.1.min(until.unwrap_or(whole.1)));
        // What has no part in the term is judged nowhere.
        let is_whole = cut.whole && clipped.0 < clipped.1;
        let span = if is_whole { whole } else { clipped };
        let (begin, end) = cut.life;
        let midnight = |date| self.clock.start_of_day(date);
        let begin = begin.map_or(span.0, |date| midnight(date).max(span.0));
        let span = (begin, end.map_or(span.1, |date| midnight(date).min(span.1)));
        Period { cut: cut.clone(), first, next, whole, span }
    }

    /// The same on a date.
    pub(crate) fn own_cut_on(&self, date: NaiveDate) -> Cut {
        let holds = |version: &&Value| {
            let from = version["from"].as_str().map(|from| from.parse().unwrap());
            from.is_none_or(|from: NaiveDate| from <= date)
        };
        let version = self.list("/amended").iter().rfind(holds);
        version.map_or_else(|| self.own_cut(), |version| Cut::said(&version["service_period"]))
    }

    /// How the contract cuts time where an objective says nothing else.
    pub(crate) fn own_cut(&self) -> Cut {
        self.says("/service_period").map_or_else(|| Cut::by("month"), Cut::said)
    }

    /// The weight of an impact word; of none, that of `full`.
    pub(crate) fn weight(&self, word: Option<&str>) -> Number {
        let Some(word) = word else {
            return self.says("/counting/impact/full").map_or(whole(1), |it| number(it).unwrap());
        };
        match self.says("/counting/impact") {
            Some(levels) => number(&levels[word]).unwrap(),
            None => match word {
                "full" => whole(1),
                "degraded" => Number::new(1.into(), 2.into()),
                "none" => whole(0),
                other => panic!("an impact without weight: {other}"),
            },
        }
    }
}

/// What stands at a pointer, unless it says nothing.
pub(crate) fn stated<'a>(json: &'a Value, pointer: &str) -> Option<&'a Value> {
    json.pointer(pointer).filter(|value| !value.is_null())
}

/// A text of a file that is known to be one.
pub(crate) fn text(value: &Value) -> &str {
    value.as_str().unwrap()
}

/// How many months a charge is for.
pub(crate) fn months_of(per: &str) -> u32 {
    match per {
        "month" => 1,
        "quarter" => 3,
        "half_year" => 6,
        "year" => 12,
        other => panic!("no length of a charge: {other}"),
    }
}
