//! Periods, hours and outages, as spans of seconds since 1970.

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use chrono_tz::Tz;
use serde_json::Value;

use super::super::super::naive::periods::term;
use super::{Due, Number, integer};
use crate::zone::{HOUR, reading, start_of_day};

pub(super) type Span = (i64, i64);

/// The papers of a world, and what of time follows from them.
pub(super) struct Times<'a> {
    pub(super) contract: &'a Value,
    /// From when on the contract reads otherwise, and how, where that has come.
    pub(super) amended: Option<(i64, &'a Value)>,
    pub(super) history: &'a Value,
    pub(super) zone: Tz,
    pub(super) as_of: i64,
    pub(super) term: Span,
    /// For what the history is evidence, as far as it has passed.
    pub(super) known: Span,
    pub(super) periods: Vec<Period>,
}

/// A service period.
#[derive(Clone, Copy)]
pub(super) struct Period {
    pub(super) first: NaiveDate,
    pub(super) whole: Span,
    /// What of it is judged.
    pub(super) span: Span,
    pub(super) finished: bool,
}

/// An outage: the time from its first instant to its last, and its agreed seconds.
#[derive(Clone)]
pub(super) struct Outage {
    pub(super) span: Span,
    pub(super) seconds: i64,
    pub(super) ended: bool,
}

pub(super) fn instant(value: &Value) -> Option<i64> {
    Some(chrono::DateTime::parse_from_rfc3339(value.as_str()?).unwrap().timestamp())
}

pub(super) fn cut((a, b): Span, (c, d): Span) -> Span {
    let from = a.max(c);
    (from, b.min(d).max(from))
}

/// A length as generated: `PT90M`, `PT2H`, `P2D`.
pub(super) fn length(text: &str) -> i64 {
    let number = |text: &str| text[..text.len() - 1].parse::<i64>().unwrap();
    match (text.strip_prefix("PT"), text.chars().last().unwrap()) {
        (Some(rest), 'H') => number(rest) * HOUR,
        (Some(rest), 'M') => number(rest) * 60,
        (Some(rest), _) => number(rest),
        (None, _) => number(&text[1..]) * 24 * HOUR,
    }
}

impl<'a> Times<'a> {
    pub(super) fn of(
        (contract, amended): (&'a Value, Option<&'a Value>),
        history: &'a Value,
        as_of: i64,
    ) -> Self {
        let zone: Tz = contract["time_zone"].as_str().unwrap().parse().unwrap();
        let covers = &history["source"]["covers"];
        let covers = (instant(&covers["from"]).unwrap(), instant(&covers["until"]).unwrap());
        let term = term(contract, zone, covers.0);
        let known = cut(covers, (i64::MIN, as_of));
        let effective =
            || contract["amendments"][0]["effective"].as_str().unwrap().parse().unwrap();
        let amended = amended.map(|amended| (start_of_day(zone, effective()), amended));
        let amended = amended.filter(|(from, _)| *from < as_of);
        let periods = Vec::new();
        let mut times = Self { contract, amended, history, zone, as_of, term, known, periods };
        let mut next = times.period_with(reading(zone, term.0).date());
        while next.span.0 < as_of && next.whole.0 < term.1 {
            times.periods.push(next);
            next = times.period_with(reading(zone, next.whole.1).date());
        }
        times
    }

    /// The terms by which a period is credited: those at its end.
    pub(super) fn terms(&self, period: usize) -> &'a Value {
        let end = self.periods[period].span.1;
        self.amended.filter(|(from, _)| *from < end).map_or(self.contract, |(_, amended)| amended)
    }

    /// The objective of a credit by the terms of its period.
    pub(super) fn objective(&self, due: &Due) -> &'a Value {
        &self.terms(due.period)["objectives"][due.objective]
    }

    pub(super) fn date(&self, instant: i64) -> NaiveDate {
        reading(self.zone, instant).date()
    }

    pub(super) fn midnight(&self, date: NaiveDate) -> i64 {
        start_of_day(self.zone, date)
    }

    /// How many months a period has, or none where it is so many days.
    pub(super) fn months(&self) -> Option<u32> {
        match self.contract["service_period"]["every"].as_str().unwrap_or("month") {
            "month" => Some(1),
            "quarter" => Some(3),
            "half_year" => Some(6),
            "year" => Some(12),
            _ => None,
        }
    }

    /// The period with a date: found by going on from the anchor, one by one.
    pub(super) fn period_with(&self, date: NaiveDate) -> Period {
        let written = &self.contract["service_period"];
        let january = NaiveDate::from_ymd_opt(self.date(self.term.0).year(), 1, 1).unwrap();
        let anchor = written["from"].as_str().map_or(january, |from| from.parse().unwrap());
        let first = |number: i64| -> NaiveDate {
            match self.months() {
                Some(months) => shifted(anchor, number * i64::from(months)),
                None => {
                    let days = length(written["every"].as_str().unwrap()) / (24 * HOUR);
                    anchor + chrono::Duration::days(number * days)
                }
            }
        };
        let mut number = 0;
        while first(number + 1) <= date {
            number += 1;
        }
        while first(number) > date {
            number -= 1;
        }
        let whole = (self.midnight(first(number)), self.midnight(first(number + 1)));
        let is_whole = written["partial"] == "whole";
        let span = if is_whole { whole } else { cut(whole, self.term) };
        Period { first: first(number), whole, span, finished: span.1 <= self.as_of }
    }

    /// The period so many later, or earlier, if it has any part in the term.
    pub(super) fn beside(&self, period: &Period, steps: i32) -> Option<Period> {
        let mut found = *period;
        for _ in 0..steps.abs() {
            let at = if steps < 0 { found.whole.0 - 1 } else { found.whole.1 };
            found = self.period_with(self.date(at));
        }
        let inside = cut(found.whole, self.term);
        (inside.0 < inside.1).then_some(found)
    }

    /// The local dates of a span.
    pub(super) fn days(&self, span: Span) -> i64 {
        (self.date(span.1 - 1) - self.date(span.0)).num_days() + 1
    }

    /// For how many days the charge of a span is: its own, or thirty for each month and its part of them.
    pub(super) fn charged_days(&self, span: Span) -> Number {
        let is_thirtieth = self.contract["credits"]["day_of_charge"] == "thirtieth";
        match self.months().filter(|_| is_thirtieth) {
            None => integer(self.days(span)),
            Some(_) => integer(30) * self.charged_months(span),
        }
    }

    /// For how many months the charge of a span of a period of months is: its part of them.
    pub(super) fn charged_months(&self, span: Span) -> Number {
        let (from, until) = self.period_with(self.date(span.0)).whole;
        let months = integer(i64::from(self.months().unwrap()));
        months * integer(span.1 - span.0) / integer(until - from)
    }

    /// Whether a calendar opens on a date; without any, every day but Saturday and Sunday.
    pub(super) fn is_working(&self, calendar: Option<&str>, date: NaiveDate) -> bool {
        let holidays = calendar.map(|id| &self.contract["calendars"][id]["holidays"]);
        let is_holiday = holidays
            .and_then(Value::as_array)
            .is_some_and(|dates| dates.iter().any(|it| *it == *date.to_string()));
        !is_holiday && ![Weekday::Sat, Weekday::Sun].contains(&date.weekday())
    }

    /// The agreed hours in a span: all of it, or from 08:00 to 18:00 on working days, when no clock
    /// is put forward.
    pub(super) fn hours(&self, objective: &Value, span: Span) -> Vec<Span> {
        let Some(calendar) = objective["calendar"].as_str() else { return vec![span] };
        let (mut open, mut date) = (Vec::new(), self.date(span.0));
        while self.midnight(date) < span.1 {
            let at = self.midnight(date);
            let inside = cut(span, (at + 8 * HOUR, at + 18 * HOUR));
            if self.is_working(Some(calendar), date) && inside.0 < inside.1 {
                open.push(inside);
            }
            date = date + Days::new(1);
        }
        open
    }

    pub(super) fn agreed(&self, objective: &Value, span: Span) -> i64 {
        self.hours(objective, span).iter().map(|(from, until)| until - from).sum()
    }

    /// The incidents that have happened: those of a service, with these labels.
    pub(super) fn incidents(&self, service: &Value, labels: &[String]) -> Vec<&'a Value> {
        let all = self.history["incidents"].as_array().unwrap().iter();
        let touches =
            |it: &&Value| service.is_null() || it["services"].as_array().unwrap().contains(service);
        let own = all.filter(touches);
        let own = own.filter(|it| instant(&it["started"]).unwrap() <= self.as_of);
        own.filter(|it| labels.iter().all(|label| it["labels"]["region"] == *label)).collect()
    }

    /// When something happened, if it has.
    pub(super) fn happened(&self, incident: &Value, event: &str) -> Option<i64> {
        instant(&incident[event]).filter(|at| *at <= self.as_of)
    }

    /// From when until when an incident lasted, as far as it is known.
    pub(super) fn lasted(&self, incident: &Value) -> Span {
        let until = self.happened(incident, "restored").unwrap_or(self.known.1);
        (instant(&incident["started"]).unwrap(), until)
    }

    /// The whole outages of an objective: maximal runs of its incidents.
    pub(super) fn outages(&self, objective: &Value, labels: &[String]) -> Vec<Outage> {
        let incidents = self.incidents(&objective["service"], labels);
        let lasted = incidents.iter().map(|it| self.lasted(it));
        let mut spans: Vec<Span> = lasted.filter(|(from, until)| from < until).collect();
        spans.sort_unstable();
        let mut runs: Vec<Span> = Vec::new();
        for span in spans {
            match runs.last_mut().filter(|last| span.0 <= last.1) {
                Some(last) => last.1 = last.1.max(span.1),
                None => runs.push(span),
            }
        }
        let open = |span: Span| {
            let is_open = |it: &&&Value| self.happened(it, "restored").is_none();
            incidents.iter().filter(is_open).any(|it| cut(self.lasted(it), span).1 == span.1)
        };
        let outage = |run: Span| {
            let hours = self.hours(objective, run);
            let span = (hours.first()?.0, hours.last()?.1);
            let seconds = hours.iter().map(|(from, until)| until - from).sum();
            Some(Outage { span, seconds, ended: !open(run) })
        };
        runs.into_iter().filter_map(outage).collect()
    }
}

/// The date so many months later or earlier; where the month has no such day its last.
pub(super) fn shifted(date: NaiveDate, months: i64) -> NaiveDate {
    let by = Months::new(months.unsigned_abs().try_into().unwrap());
    if months < 0 { date - by } else { date + by }
}
