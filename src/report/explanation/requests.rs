//! Steps of series of requests among the operands, and the share of requests that succeeded.

use std::ops::Range;

use super::Work;
use crate::measurement::{RequestFigures, Steps};
use crate::model::{Counting, DownWhen, RequestMethod, Series};
use crate::report::{Fact, Operand, Operation, Outcome, Step, StepName};
use crate::timeline::{Stretch, missing_steps};
use crate::units::{Interval, IntervalSet};

impl Work<'_> {
    /// What time is measured, which steps are left out, what the others come to, and whether it keeps
    /// the target.
    pub(super) fn requests(&self, found: &RequestFigures) -> Vec<Step> {
        let (basis, subject) = (self.basis, self.assessed.subject);
        let mut steps = self.measured_time(&found.time);
        let terms = self.objective.requests().zip(basis.service_time(subject));
        let Some((terms, time)) = terms else { return steps };
        let (window, hours) = (found.time.window, basis.hours_of(self.objective.calendar));
        let all = Steps::of(window, (time, hours), &self.objective.counting, terms);
        let (mut counted, mut left_out) = (Vec::new(), Vec::new());
        for (_, series) in basis.series_of(subject) {
            for (run, reason) in all.runs(series) {
                match reason {
                    None => counted.push(self.run(series, run)),
                    Some(reason) => left_out.push(Operand::LeftOut {
                        from: self.reading(series.span(run.start).from()),
                        until: self.reading(series.span(run.end).from()),
                        steps: run.len() as u64,
                        reason,
                        source: count_of(series, "good", run.start),
                    }),
                }
            }
        }
        if !left_out.is_empty() {
            let number = Outcome::Count(found.left_out.values().sum());
            let name = StepName::LeftOut;
            steps.push(self.windowed(name, Operation::CountLeftOut, number).operands(left_out));
        }
        let Some(value) = &found.value else { return steps };
        let operation = match terms {
            (RequestMethod::Occurrences, _) => Operation::Occurrences,
            (RequestMethod::IntervalMean, _) => Operation::IntervalMean,
        };
        let name = StepName::RequestSuccess;
        steps.push(
            self.windowed(name, operation, self.measured(value))
                .operands(self.chosen())
                .operands(counted)
                .clause(&self.objective.clause, self.rule("")),
        );
        steps.extend(self.judged(value));
        steps
    }

    /// The steps from one position up to another.
    fn run(&self, series: &Series, run: Range<usize>) -> Operand {
        let (first, span) = (run.start, [series.span(run.start), series.span(run.end)]);
        let steps = run.filter_map(|at| series.steps.get(at));
        let (good, total) = steps.map(|step| (step.good, step.total)).unzip();
        let [from, until] = span.map(|span| self.reading(span.from()));
        let [good_source, total_source] =
            ["good", "total"].map(|list| count_of(series, list, first));
        Operand::Steps { from, until, good, good_source, total, total_source }
    }

    /// The steps that are an outage, from the `first` on.
    pub(super) fn down_steps(
        &self,
        (at, first): (usize, usize),
        stretch: &Stretch,
    ) -> Option<Operand> {
        let series = self.basis.history.series.get(at)?;
        Some(self.run(series, first..series.inside(stretch.span).end))
    }

    /// By what the steps of a service that counts so are outages, where these are looked at: what
    /// becomes of requests does not change what time they are measured in.
    pub(super) fn down_when(&self, counting: &Counting) -> Option<DownWhen> {
        counting.down_when.filter(|_| self.objective.requests().is_none())
    }

    /// The missing steps of a service that reach what is looked at, where they are time of which
    /// nothing is known.
    pub(super) fn missing_steps(
        &self,
        (service, counting): (usize, &Counting),
        looked_at: &[Interval],
    ) -> Vec<Operand> {
        let looked_at = IntervalSet::union_of(looked_at.iter().copied());
        let is_looked_at = self.down_when(counting).is_some();
        let own = self.basis.series_of(self.assessed.subject);
        let own = own.filter(|(_, series)| is_looked_at && series.service == service);
        let missing = own.flat_map(|(_, series)| {
            let runs = missing_steps(series, self.basis.as_of);
            let looked_at = &looked_at;
            let runs = runs.filter(move |(_, span)| looked_at.within(*span).next().is_some());
            runs.map(move |(first, span)| Operand::Span {
                from: self.reading(span.from()),
                until: self.reading(span.until()),
                reason: None,
                source: count_of(series, "good", first),
            })
        });
        missing.collect()
    }
}

/// Where a count of a series stands.
fn count_of(series: &Series, list: &str, at: usize) -> Fact {
    let pointer = format!("/series/{}/{list}/{at}", series.position);
    Fact::File { file: series.file, pointer }
}
