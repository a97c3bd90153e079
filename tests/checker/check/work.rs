//! What a worked calculation must consist of: each step with its operands, every one taken from
//! where its source says it stands.

use serde_json::Value;

use super::clock::Nanos;
use super::indicators::{Kind, kind};
use super::number::{number, whole};
use super::papers::{Papers, Period};
use super::settlement::Settlement;

/// One calculation beside the files that it is about.
#[derive(Clone, Copy)]
pub(crate) struct Work<'a> {
    pub(crate) papers: &'a Papers,
    /// What is judged, by its position.
    pub(crate) subject: usize,
    pub(crate) objective: usize,
    pub(crate) service: Option<usize>,
    /// The period's position.
    pub(crate) number: usize,
    pub(crate) period: &'a Period,
    /// The rows of the report.
    pub(crate) rows: &'a [Value],
    /// Every calculation, in the order of the rows.
    pub(crate) calculations: &'a [Value],
    /// Its own, by position.
    pub(crate) row: usize,
    /// What became of all credits.
    pub(crate) settlement: &'a Settlement,
    pub(crate) steps: &'a [Value],
    /// When the days that are looked back on end, where that is not as its steps say.
    pub(crate) end: Option<Nanos>,
}

/// A step as it must be, but for its result.
pub(crate) struct Expected {
    pub(crate) name: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) operands: Vec<Value>,
    /// Where the rule stands in the contract.
    pub(crate) rule: Option<String>,
}

pub(crate) fn step(name: &'static str, operation: &'static str, operands: Vec<Value>) -> Expected {
    Expected { name, operation, operands, rule: None }
}

impl Expected {
    pub(crate) fn under(mut self, rule: String) -> Self {
        self.rule = Some(rule);
        self
    }
}

/// What a report tells.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    /// The rows.
    pub(crate) rows: &'a [Value],
    /// Every calculation, in their order.
    pub(crate) calculations: &'a [Value],
    /// What became of all credits.
    pub(crate) settlement: &'a Settlement,
}

impl<'a> Work<'a> {
    /// The calculation of the figure at a position.
    pub(crate) fn of(
        papers: &'a Papers,
        Told { rows, calculations, settlement }: Told<'a>,
        at: usize,
    ) -> Self {
        let (subject, position) = papers.figures[at];
        let objective = papers.subjects[subject].objective;
        Self {
            papers,
            subject,
            objective,
            service: papers.service_of(objective),
            number: position,
            period: &papers.periods[position],
            rows,
            row: at,
            settlement,
            calculations,
            steps: calculations[at]["steps"].as_array().map_or(&[][..], Vec::as_slice),
            end: None,
        }
    }
}

impl Work<'_> {
    /// The step of that name, as it was told.
    pub(crate) fn step(&self, name: &str) -> Option<&Value> {
        self.steps.iter().find(|step| step["name"] == name)
    }

    /// The result of an earlier step, as it was told.
    pub(crate) fn result(&self, name: &str) -> Value {
        self.step(name).map_or(Value::Null, |step| step["result"].clone())
    }

    /// That result's bare value.
    pub(crate) fn bare(&self, name: &str) -> Value {
        self.result(name)["value"].clone()
    }

    pub(crate) fn is_zero(&self, name: &str) -> bool {
        number(&self.bare(name)).is_none_or(|number| number == whole(0))
    }

    /// Whether the period is over.
    pub(crate) fn finished(&self) -> bool {
        self.period.span.1 <= self.papers.as_of
    }

    /// The place of a part of the objective.
    pub(crate) fn rule(&self, part: &str) -> String {
        format!("/objectives/{}{part}", self.objective)
    }

    /// The place of the target, or of the objective that leaves it open.
    pub(crate) fn target_rule(&self) -> String {
        let target = self.rule("/target");
        if self.papers.says(&target).is_some() { target } else { self.rule("") }
    }

    /// Every step, in order.
    pub(crate) fn expected(&self) -> Vec<Expected> {
        let mut steps = self.figure();
        if self.kind() == Kind::Availability && self.is_zero("measured") {
            return steps;
        }
        steps.extend(self.credit());
        steps.extend(self.bonus_steps());
        steps.extend(self.loss_steps());
        steps
    }

    /// Those of the value, and how it is judged.
    pub(crate) fn figure(&self) -> Vec<Expected> {
        let mut steps = self.window();
        steps.extend(match self.kind() {
            Kind::Availability => self.measurement(),
            Kind::Outages => self.outage_figure(),
            Kind::Clock => self.cases(),
            Kind::Tally => self.tally(),
            Kind::Requests => self.request_success(),
        });
        if self.kind() == Kind::Availability && !self.is_zero("measured") {
            steps.extend(self.judgement());
        }
        steps
    }

    pub(crate) fn kind(&self) -> Kind {
        kind(self.papers.objective(self.objective))
    }
}
