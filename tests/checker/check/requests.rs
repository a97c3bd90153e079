//! Series of requests: the steps that are outages, and the share of requests that succeeded.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::clock::{Nanos, instant, overlap};
use super::indicators::{Kind, kind};
use super::labels::{Span, without};
use super::limits::iso;
use super::number::{Number, number, text as decimal, whole};
use super::operands::file;
use super::papers::{Papers, stated, text};
use super::work::{Expected, Work, step};

/// A series of a history.
struct Series<'a> {
    file: usize,
    position: usize,
    from: Nanos,
    step: Nanos,
    good: &'a [Value],
    total: &'a [Value],
}

impl Series<'_> {
    /// From the beginning of one step to that of another.
    fn span(&self, first: usize, after: usize) -> Span {
        let begin = |at: usize| self.from + self.step * Nanos::try_from(at).unwrap();
        (begin(first), begin(after))
    }

    fn place(&self, list: &str, at: usize) -> Value {
        file(self.file, &format!("/series/{}/{list}/{at}", self.position))
    }

    fn counts(&self, at: usize) -> Option<(u64, u64)> {
        self.good[at].as_u64().zip(self.total[at].as_u64())
    }

    /// How many steps have ended at an instant.
    fn ended(&self, as_of: Nanos) -> usize {
        (0..self.good.len()).take_while(|at| self.span(*at, at + 1).1 <= as_of).count()
    }

    /// Those up to a position that are alike, in runs: the first, the first after it, what they are.
    fn runs<T: PartialEq>(&self, until: usize, of: impl Fn(usize) -> T) -> Vec<(usize, usize, T)> {
        let mut runs: Vec<(usize, usize, T)> = Vec::new();
        for at in 0..until {
            let what = of(at);
            match runs.last_mut() {
                Some(last) if last.2 == what => last.1 = at + 1,
                _ => runs.push((at, at + 1, what)),
            }
        }
        runs
    }

    fn operand(&self, papers: &Papers, first: usize, after: usize) -> Value {
        let (from, until) = self.span(first, after);
        json!({
            "kind": "steps",
            "from": papers.clock.reading(from),
            "until": papers.clock.reading(until),
            "good": self.good[first..after],
            "good_source": self.place("good", first),
            "total": self.total[first..after],
            "total_source": self.place("total", first),
        })
    }
}

impl Papers {
    /// Every series of a service, with its file and position.
    fn told_series(&self, service: usize) -> Vec<(usize, usize, &Value)> {
        let id = &self.list("/services")[service]["id"];
        let all = self.histories().flat_map(|file| {
            let list = self.json[file]["series"].as_array().into_iter().flatten().enumerate();
            list.map(move |(position, told)| (file, position, told))
        });
        all.filter(|(.., told)| &told["service"] == id).collect()
    }

    /// When a step of a service is an outage for an objective, if ever, and where that stands: what
    /// the objective says is said of its own service alone, and what becomes of requests does not
    /// change what time they are measured in.
    fn down_when(&self, objective: usize, service: usize) -> Option<(&Value, String)> {
        let field = "/counting/down_when";
        let is_own = self.service_of(objective) == Some(service);
        let own = is_own.then(|| format!("/objectives/{objective}{field}"));
        let mut places =
            own.into_iter().chain([format!("/services/{service}{field}"), field.to_owned()]);
        let found = places.find_map(|place| Some((self.says(&place)?, place)));
        let of_requests = kind(self.objective(objective)) == Kind::Requests;
        found.filter(|(rule, _)| rule.is_object() && !of_requests)
    }

    /// The series that an objective may look at: of requests those of its own service, else those of
    /// all services behind it the steps of whose series may be outages.
    pub(crate) fn series_looked_at(&self, objective: usize) -> Vec<(usize, usize, &Value)> {
        let Some(service) = self.service_of(objective) else { return Vec::new() };
        if kind(self.objective(objective)) == Kind::Requests {
            return self.told_series(service);
        }
        let behind = self.behind(service).into_iter();
        let behind = behind.filter(|it| self.down_when(objective, *it).is_some());
        behind.flat_map(|it| self.told_series(it)).collect()
    }

    /// Whether any of a series has happened in the term.
    pub(crate) fn is_told_of(&self, told: &Value) -> bool {
        let from = instant(text(&told["from"])).unwrap();
        let number = Nanos::try_from(told["total"].as_array().unwrap().len()).unwrap();
        let until = from + iso(text(&told["step"])) * number;
        let end = self.term.1.unwrap_or(self.as_of).min(self.as_of);
        from.max(self.term.0) < until.min(end)
    }
}

impl Work<'_> {
    fn series(&self) -> Vec<Series<'_>> {
        self.service.map(|service| self.series_of(service)).unwrap_or_default()
    }

    /// Those of any service.
    fn series_of(&self, service: usize) -> Vec<Series<'_>> {
        let chosen = self.papers.subjects[self.subject].series.as_ref();
        let own = self.papers.told_series(service).into_iter();
        let own = own.filter(|(file, at, _)| chosen.is_none_or(|it| it.contains(&(*file, *at))));
        let series = own.map(|(file, position, told)| Series {
            file,
            position,
            from: instant(text(&told["from"])).unwrap(),
            step: iso(text(&told["step"])),
            good: told["good"].as_array().unwrap(),
            total: told["total"].as_array().unwrap(),
        });
        series.collect()
    }

    /// When a step of a service is an outage, if ever, and where that stands.
    fn down_when(&self, service: usize) -> Option<(&Value, String)> {
        self.papers.down_when(self.objective, service)
    }

    /// The steps of a service that are outages, with when each run of them begins and ends.
    pub(crate) fn steps_down(&self, service: usize) -> Vec<(Span, Value)> {
        let Some((rule, _)) = self.down_when(service) else { return Vec::new() };
        let at_bound = rule["error_rate_above"].is_null();
        let field = if at_bound { "error_rate_at_or_above" } else { "error_rate_above" };
        let bound = number(&rule[field]).unwrap();
        let least = rule["minimum_requests"].as_u64().unwrap_or_default();
        let mut down = Vec::new();
        for series in self.series_of(service) {
            let is_down = |at: usize| {
                series.counts(at).is_some_and(|(good, total)| {
                    let failed = |total| whole(total - good) * whole(100) / whole(total);
                    let is_beyond = |rate: Number| rate > bound || (at_bound && rate == bound);
                    total > 0 && total >= least && is_beyond(failed(total))
                })
            };
            let runs = series.runs(series.ended(self.papers.as_of), is_down).into_iter();
            down.extend(runs.filter(|run| run.2).map(|(first, after, _)| {
                (series.span(first, after), series.operand(self.papers, first, after))
            }));
        }
        down
    }

    /// How incidents count, where it is otherwise than by default.
    pub(crate) fn counting_rules(&self) -> Vec<Value> {
        let steps = self.service.and_then(|service| self.rule_of_steps(service));
        steps.into_iter().chain(self.length_rules()).collect()
    }

    /// When a step of a service is an outage, as an operand.
    pub(crate) fn rule_of_steps(&self, service: usize) -> Option<Value> {
        let (rule, place) = self.down_when(service)?;
        Some(json!({
            "kind": "rule",
            "field": "down_when",
            "value": said(rule),
            "source": self.contract(&place),
        }))
    }

    /// Whether steps that are outages, and have ended, are followed by another.
    pub(crate) fn is_followed(&self, service: usize, (_, until): Span) -> bool {
        let ends = |it: &Series<'_>| it.span(0, it.ended(self.papers.as_of)).1;
        self.series_of(service).iter().any(|it| until < ends(it))
    }

    /// The missing steps of its own service that reach what is looked at.
    pub(crate) fn own_missing_steps(&self) -> Vec<Value> {
        let of = |service| self.missing_steps(service, &|span| self.reaches(span));
        self.service.map(of).unwrap_or_default()
    }

    /// The missing steps of a service that reach what is looked at, where they are unknown time.
    pub(crate) fn missing_steps(
        &self,
        service: usize,
        reaches: &dyn Fn(Span) -> bool,
    ) -> Vec<Value> {
        if self.down_when(service).is_none() {
            return Vec::new();
        }
        let mut missing = Vec::new();
        for series in self.series_of(service) {
            let is_missing = |at: usize| series.counts(at).is_none();
            let runs = series.runs(series.ended(self.papers.as_of), is_missing).into_iter();
            for (first, after, _) in runs.filter(|run| run.2) {
                let span = series.span(first, after);
                if reaches(span) {
                    missing.push(json!({
                        "kind": "span",
                        "from": self.papers.clock.reading(span.0),
                        "until": self.papers.clock.reading(span.1),
                        "reason": null,
                        "source": series.place("good", first),
                    }));
                }
            }
        }
        missing
    }

    /// Why a step does not count, unless it does, given what is taken out and what is known.
    fn left_out(
        &self,
        (series, at): (&Series<'_>, usize),
        (taken, known): (&[Span], &[Span]),
    ) -> Option<&'static str> {
        let (papers, window) = (self.papers, self.looked_at());
        let span = series.span(at, at + 1);
        let Some((_, total)) = series.counts(at) else { return Some("missing") };
        if span.0 < window.0 || window.1 < span.1 {
            return Some("across");
        }
        if papers.hours_of(self.objective).length(span) < span.1 - span.0 {
            return Some("out_of_hours");
        }
        if !without(&[span], known).is_empty() {
            return Some("unknown");
        }
        if taken.iter().any(|it| overlap(*it, span)) {
            return Some("removed");
        }
        let rule = papers.objective(self.objective);
        let is_mean = rule["method"] == "interval_mean";
        (is_mean && rule["no_requests"] == "removed" && total == 0).then_some("without_requests")
    }

    /// The steps of the window in runs, each with why it is left out.
    fn request_runs(&self) -> Vec<(Value, Option<&'static str>, usize)> {
        let (taken, known) = self.taken_and_known();
        let mut found = Vec::new();
        for series in self.series() {
            let runs = series.runs(series.good.len(), |at| {
                let is_here = overlap(series.span(at, at + 1), self.looked_at());
                is_here.then(|| self.left_out((&series, at), (&taken, &known)))
            });
            for (first, after, reason) in runs {
                let Some(reason) = reason else { continue };
                let mut told = series.operand(self.papers, first, after);
                if let Some(reason) = reason {
                    told = json!({
                        "kind": "left_out",
                        "from": told["from"],
                        "until": told["until"],
                        "steps": after - first,
                        "reason": reason,
                        "source": told["good_source"],
                    });
                }
                found.push((told, reason, after - first));
            }
        }
        found
    }

    /// What is taken out, and of what something is known.
    fn taken_and_known(&self) -> (Vec<Span>, Vec<Span>) {
        let papers = self.papers;
        let before = ["outside_hours", "exclusion_spans", "maintenance"];
        let taken: Vec<Span> = before.iter().flat_map(|it| self.taken(it)).collect();
        if self.is_group() {
            let all = [(papers.earliest(), papers.as_of)];
            return (taken, without(&all, &self.labelled("unknown")));
        }
        let dark = papers.spans("unknown", self.service.unwrap()).into_iter();
        let dark: Vec<Span> = dark.map(|(span, ..)| span).collect();
        let covered: Vec<Span> = papers.stretches.iter().map(|it| (it.from, it.until)).collect();
        let excluded = self.own_incidents(true).into_iter().map(|it| it.open);
        let known = without(&covered, &dark).into_iter().chain(self.runs()).chain(excluded);
        let known = known.chain(taken.clone()).collect();
        (taken, known)
    }

    /// What time is measured, which steps are left out, and what the others come to.
    pub(crate) fn request_success(&self) -> Vec<Expected> {
        let mut steps = self.measured_time();
        let runs = self.request_runs();
        let window = || vec![self.earlier("from", "from"), self.earlier("until", "until")];
        let of = |is_out: bool| {
            let own = runs.iter().filter(move |run| run.1.is_some() == is_out);
            window().into_iter().chain(own.map(|(told, ..)| told.clone())).collect::<Vec<_>>()
        };
        if runs.iter().any(|run| run.1.is_some()) {
            steps.push(step("left_out", "count_left_out", of(true)));
        }
        if self.sums().2 == 0 {
            return steps;
        }
        let rule = self.papers.objective(self.objective);
        let operation = stated(rule, "/method").map_or("occurrences", text);
        let operation = if operation == "occurrences" { "occurrences" } else { "interval_mean" };
        let mut operands = window();
        operands.extend(self.chosen());
        operands.extend(of(false).into_iter().skip(2));
        steps.push(step("request_success", operation, operands).under(self.rule("")));
        steps.extend(self.judged("request_success"));
        steps
    }

    /// How many steps count, and their good requests and all.
    fn sums(&self) -> (usize, u64, u64) {
        let (mut steps, mut good, mut total) = (0, 0, 0);
        for (told, reason, count) in self.request_runs() {
            if reason.is_none() {
                let sum = |list: &str| -> u64 {
                    told[list].as_array().unwrap().iter().map(|it| it.as_u64().unwrap()).sum()
                };
                steps += count;
                good += sum("good");
                total += sum("total");
            }
        }
        (steps, good, total)
    }

    pub(crate) fn expected_request_row(&self) -> Value {
        let mut left_out: BTreeMap<&str, usize> = BTreeMap::new();
        for (_, reason, count) in self.request_runs() {
            reason.into_iter().for_each(|reason| *left_out.entry(reason).or_default() += count);
        }
        let (taken, known) = self.taken_and_known();
        let agreed = self.papers.hours_of(self.objective).within(self.looked_at());
        let measured = without(&agreed, &taken);
        let measured = without(&measured, &without(&measured, &known));
        let told: Vec<Span> = self.series().iter().map(|it| it.span(0, it.good.len())).collect();
        let is_told = without(&measured, &told).is_empty();
        let dark = left_out.contains_key("missing") || left_out.contains_key("unknown");
        let dark = dark || !self.is_zero(self.unknown_step());
        let (steps, good, total) = self.sums();
        let mut row = self.row_of_value(is_told && !dark, false);
        row["requests"] = json!({
            "steps": steps,
            "good": decimal(&whole(good)),
            "total": decimal(&whole(total)),
            "left_out": left_out,
            "known": number(&self.bare("removed")) < number(&self.bare("agreed")),
        });
        row
    }
}

/// What a rule says, as a reading tells it.
pub(crate) fn said(rule: &Value) -> String {
    if let Some(word) = rule.as_str() {
        return word.to_owned();
    }
    let fields = ["error_rate_above", "error_rate_at_or_above", "minimum_requests"].into_iter();
    let told = fields.filter(|field| !rule[*field].is_null()).map(|field| {
        let value = &rule[field];
        format!("{field} {}", value.as_str().map_or_else(|| value.to_string(), str::to_owned))
    });
    told.collect::<Vec<_>>().join(", ")
}

/// The sum of what the steps among operands count, or the mean of their shares.
pub(crate) fn together(operands: &[Value], is_mean: bool) -> Option<Number> {
    let (mut good, mut total, mut sum, mut steps) = (whole(0), whole(0), whole(0), 0_usize);
    for run in operands.iter().filter(|operand| operand["kind"] == "steps") {
        for (own, all) in run["good"].as_array()?.iter().zip(run["total"].as_array()?) {
            let (own, all) = (whole(own.as_u64()?), whole(all.as_u64()?));
            sum += if all == whole(0) { whole(1) } else { &own / &all };
            good += own;
            total += all;
            steps += 1;
        }
    }
    let value = if is_mean { sum / whole(steps) } else { good / &total };
    (total > whole(0)).then(|| value * whole(100))
}
