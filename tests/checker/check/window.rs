//! The time that a figure looks at.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::clock::{Nanos, instant};
use super::number::number;
use super::operands::operand;
use super::work::{Expected, Work, step};

impl Work<'_> {
    pub(crate) fn window(&self) -> Vec<Expected> {
        let (papers, period) = (self.papers, self.period);
        // Of what is judged whole the term takes nothing.
        let is_cut = |begin: Nanos| !period.cut.whole && papers.term.0 > begin;
        let (term_from, term_until) = papers.term;
        let date = |date: NaiveDate, source: Value| {
            let date = json!({ "unit": "date", "value": date.to_string() });
            self.dated(operand("date", date, source))
        };
        let mut steps = vec![
            step("period_begins", "start_of_day", date(period.first, json!("calendar"))),
            step("period_ends", "start_of_day", date(period.next, json!("calendar"))),
        ];
        let window = self.window_days();
        let mut from = match window {
            None => vec![self.earlier("instant", "period_begins")],
            Some(_) => Vec::new(),
        };
        let begin =
            window.map_or(period.whole.0, |days| papers.window_begins(self.looked_at().1, days));
        let mut until = vec![self.earlier("instant", "period_ends")];
        if is_cut(begin) && (window.is_some() || period.span.0 == term_from) {
            if papers.says("/term/from").is_some() {
                steps.push(step("term_begins", "start_of_day", self.term_date("/term/from")));
                from.push(self.earlier("instant", "term_begins"));
            } else {
                let source = json!({ "default": "term/from" });
                from.push(operand("instant", self.instant(term_from), source));
            }
        }
        for (of, end) in [(&mut from, false), (&mut until, true)] {
            let Some((amended, name)) = self.amended(end) else { continue };
            let source = self.contract(&format!("/amendments/{}/effective", amended.1));
            steps.push(step(name, "start_of_day", date(amended.0, source)));
            if end || window.is_none() {
                of.push(self.earlier("instant", name));
            }
        }
        let ends = term_until.is_some_and(|until| period.span.1 == until && until < period.whole.1);
        if !period.cut.whole && ends {
            steps.push(step("term_ends", "start_of_day", self.term_date("/term/until")));
            until.push(self.earlier("instant", "term_ends"));
        }
        if papers.as_of < period.whole.1 {
            until.push(operand("instant", self.instant(papers.as_of), json!("as_of")));
        }
        let end = self.looked_at().1;
        if window.is_some() && end < period.span.1.min(papers.as_of) {
            let day = papers.clock.date_at(end);
            steps.push(step("until", "start_of_day", date(day, json!("calendar"))));
            until.clear();
        }
        let Some(days) = window else {
            steps.push(step("from", "latest", from));
            steps.push(step("until", "earliest", until));
            return steps;
        };
        if !until.is_empty() {
            steps.push(step("until", "earliest", until));
        }
        let mut operands = vec![self.earlier("until", "until"), self.window_operand(days)];
        operands.extend(self.zone());
        steps.push(step("window_begins", "days_before", operands));
        from.push(self.earlier("instant", "window_begins"));
        steps.push(step("from", "latest", from));
        steps
    }

    /// The date with which terms begin, or end, within its period, with the last amendment of it, and
    /// the step that says when that is.
    fn amended(&self, at_end: bool) -> Option<((NaiveDate, usize), &'static str)> {
        let (papers, period) = (self.papers, self.period);
        let (from, until) = (papers.term.0, papers.term.1.unwrap_or(Nanos::MAX));
        let (is_cut, date, name) = match at_end {
            false => (period.span.0 > period.whole.0.max(from), period.cut.life.0, "terms_begin"),
            true => (period.span.1 < period.whole.1.min(until), period.cut.life.1, "terms_end"),
        };
        let date = date.filter(|_| is_cut)?;
        let known = papers.amendments_known();
        let own = known.iter().rfind(|(_, it)| it["effective"] == date.to_string())?;
        Some(((date, own.0), name))
    }

    /// The step that says when the period ends, clipped to the term and to its terms.
    pub(crate) fn end_of_span(&self) -> &'static str {
        if let Some((_, name)) = self.amended(true) {
            return name;
        }
        if self.period.span.1 < self.period.whole.1 { "term_ends" } else { "period_ends" }
    }

    /// Whether a row is of the same promise, by whatever terms.
    pub(crate) fn is_of_promise(&self, row: &Value) -> bool {
        let other = usize::try_from(row["objective"].as_u64().unwrap()).unwrap();
        self.papers.promised(self.subject) == self.papers.promised(other)
    }

    /// How many days the objective looks back on, if it does.
    pub(crate) fn window_days(&self) -> Option<u64> {
        let window = self.papers.says(&self.rule("/window"))?;
        number(&window["days"])?.to_integer().try_into().ok()
    }

    pub(crate) fn is_up_before_start(&self) -> bool {
        let stated = self.papers.says(&self.rule("/window/before_start"));
        stated.is_some_and(|before| before == "up")
    }

    fn window_operand(&self, days: u64) -> Value {
        let days = json!({ "unit": "days", "value": days });
        operand("days", days, self.contract(&self.rule("/window/days")))
    }

    /// The time that is looked at.
    pub(crate) fn looked_at(&self) -> (Nanos, Nanos) {
        let until = self.end.unwrap_or_else(|| self.told_end());
        let begin = self.window_days().map(|days| self.papers.window_begins(until, days));
        (begin.map_or(self.period.span.0, |begin| begin.max(self.papers.term.0)), until)
    }

    /// The ends of the windows of its period: its own, or that of each of its days.
    pub(crate) fn ends(&self) -> Vec<Nanos> {
        let (papers, from) = (self.papers, self.period.span.0);
        let last = self.period.span.1.min(papers.as_of);
        let by_day = papers.says(&self.rule("/window/judged")).is_some_and(|it| it == "day");
        let days = papers.clock.date_at(from).iter_days().skip(1);
        let ends = days.map(|date| papers.clock.start_of_day(date));
        let ends: Vec<Nanos> = ends.take_while(|end| by_day && *end <= last).collect();
        if ends.is_empty() { vec![last] } else { ends }
    }

    /// The end that its steps tell; where it can be none, the last.
    fn told_end(&self) -> Nanos {
        let ends = self.ends();
        let told = self.bare("until")["at"].as_str().and_then(instant);
        told.filter(|told| ends.contains(told)).unwrap_or(ends[ends.len() - 1])
    }

    /// Whether so many days of the term have passed that the figure is judged.
    pub(crate) fn is_judged(&self) -> bool {
        let Some(days) = self.window_days() else { return true };
        let stated = self.papers.says(&self.rule("/window/before_start"));
        let waits = stated.is_none_or(|before| before == "wait");
        !waits || self.papers.window_begins(self.looked_at().1, days) >= self.papers.term.0
    }

    /// Whether the days that end with the period have hours.
    pub(crate) fn has_hours_at_the_end(&self) -> bool {
        let end = self.period.span.1;
        let hours = self.papers.hours_of(self.objective);
        self.window_days().is_none_or(|days| {
            let begin = self.papers.window_begins(end, days).max(self.papers.term.0);
            hours.length((begin, end)) > 0
        })
    }

    /// What the days that end with the period are worked out from.
    pub(crate) fn window_to_come(&self, until: Value, days: u64) -> Vec<Value> {
        let now = operand("instant", self.instant(self.papers.as_of), json!("as_of"));
        let mut operands = vec![self.earlier("from", "from"), until, now];
        operands.push(self.window_operand(days));
        operands.extend(self.zone());
        if self.is_up_before_start() {
            let up = json!({ "unit": "truth", "value": true });
            let source = self.contract(&self.rule("/window/before_start"));
            operands.push(operand("up_before", up, source));
        }
        operands.extend(self.calendar());
        let named = ["removed", self.down_step()];
        operands.extend(named.map(|step| json!({ "kind": "time_of", "step": step })));
        if !self.consumed().is_empty() {
            operands.push(json!({ "kind": "consumed_of", "step": "consumed" }));
        }
        operands
    }
}
