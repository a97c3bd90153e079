//! What is promised, objective by objective.

use super::super::calculation::plain_digits;
use super::super::words::{ContractLabel, ContractWords, Phrase};
use super::super::{bound_value, date, exact_percent, number};
use super::{ContractEntry, ContractLine, Teller};
use crate::report::{Bound, BoundFacts, LimitFacts, ObjectiveFacts};
use crate::units::Exact;

impl Teller<'_> {
    /// The objectives, each once, however many combinations of labels it is judged for; what continues
    /// a promise stands behind it.
    pub(super) fn promised(&self) -> impl Iterator<Item = &ObjectiveFacts> {
        let agreement = &self.report.agreement;
        let in_order = agreement.in_order().into_iter();
        let objectives = in_order.filter_map(|at| agreement.objectives.get(at as usize));
        let mut told = std::collections::BTreeSet::new();
        objectives.filter(move |it| told.insert(it.position))
    }

    pub(super) fn objectives(&self) -> Vec<ContractEntry> {
        let entries = self.promised().map(|it| self.objective(it)).collect();
        let mut entries = self.or_none(entries, ContractLabel::NoObjective);
        let lines = self.readings(|name| {
            let is_own = name.starts_with("objectives/") && !name.starts_with("objectives/credit/");
            is_own || name == "value_rounding"
        });
        if !lines.is_empty() {
            let title = self.label(ContractLabel::HowMeasured);
            entries.push(ContractEntry { title, lines, ..ContractEntry::default() });
        }
        entries
    }

    fn objective(&self, it: &ObjectiveFacts) -> ContractEntry {
        let mut promised = self.target(it, &it.target);
        if let Some(from) = &it.target_from {
            promised = self.of_range(promised, &bound_value(self.language, from, it));
        }
        let mut lines = vec![
            self.line(ContractLabel::Promised, promised),
            self.line(
                ContractLabel::Measured,
                self.language.say(&Phrase::Indicator(&it.indicator)),
            ),
        ];
        lines.extend(self.comes_from(it));
        lines.extend(it.limits.iter().map(|limit| self.limit(limit)));
        if let Some(expected) = &it.expected {
            lines.push(self.line(ContractLabel::Expected, self.target(it, expected)));
        }
        let every = || self.label(ContractLabel::EveryIncident);
        let service = self.service_name(it.service).unwrap_or_else(every);
        lines.push(self.line(ContractLabel::OfService, service));
        if !it.priorities.is_empty() {
            let words = self.say(ContractWords::Priorities(&it.priorities));
            lines.push(self.line(ContractLabel::About, words));
        }
        lines.push(self.hours(it.calendar.as_ref()));
        let days = it.every_days.unwrap_or_default();
        let mut judged = self.say(ContractWords::Every { every: &it.every, days });
        if let Some(days) = it.window_days {
            judged = format!("{judged}, {}", self.say(ContractWords::Window(days)));
        }
        lines.push(self.line(ContractLabel::Judged, judged));
        if let Some(least) = &it.minimum_coverage {
            let percent = exact_percent(self.language, least);
            lines
                .push(self.line(ContractLabel::Known, self.say(ContractWords::Coverage(&percent))));
        }
        if let Some(terms) = &it.terms {
            let [from, before] = [terms.from, terms.until];
            let [from, before] = [from, before].map(|day| day.map(|day| date(self.language, day)));
            let words = ContractWords::Holds { from: from.as_deref(), before: before.as_deref() };
            lines.push(self.line(ContractLabel::Holds, self.say(words)));
        }
        ContractEntry {
            title: self.plain_name(it),
            id: None,
            objective: Some(it.id.clone()),
            clause: it.clause.clone(),
            text: it.text.clone(),
            lines,
        }
    }

    /// What a value is put together from, where its indicator does not say so alone.
    fn comes_from(&self, it: &ObjectiveFacts) -> Vec<ContractLine> {
        let mut lines = Vec::new();
        if let Some(name) = &it.source {
            lines.push(self.line(ContractLabel::NamedAs, name.clone()));
        }
        for part in &it.parts {
            let mut promised = self.promised();
            let own = promised.find(|other| other.position == part.objective);
            let name = own.map(|own| self.plain_name(own)).unwrap_or_default();
            let plain = |exact: &Option<Exact>| exact.as_ref().map(|exact| self.plain(exact));
            let (weight, points) = (plain(&part.weight), plain(&part.points));
            let words = ContractWords::ScorePart {
                name: &name,
                weight: weight.as_deref(),
                points: points.as_deref().zip(part.points_for.as_deref()),
                periods: part.periods,
            };
            lines.push(self.line(ContractLabel::ComesFrom, self.say(words)));
        }
        if !it.starts.is_empty() {
            let words = ContractWords::Course { starts: &it.starts, stops: &it.stops };
            lines.push(self.line(ContractLabel::Clock, self.say(words)));
        }
        lines
    }

    /// The name of an objective without the labels, or the day, that tell apart how it is judged.
    pub(super) fn plain_name(&self, it: &ObjectiveFacts) -> String {
        let values = it.labels.iter().map(|label| label.value.as_deref().unwrap_or("–"));
        let mut tail: String = values.map(|value| format!(", {value}")).collect();
        let terms = it.terms.as_ref().filter(|terms| terms.continues.is_some());
        if let Some(from) = terms.and_then(|terms| terms.from) {
            tail = format!("{tail}, {from}");
        }
        it.name.strip_suffix(tail.as_str()).unwrap_or(&it.name).to_owned()
    }

    /// A bound, and of many values which.
    fn target(&self, it: &ObjectiveFacts, bound: &BoundFacts) -> String {
        let is_all = bound.bound == Bound::AtLeast && bound.value == Exact::from(100);
        if is_all && it.measure == "share" {
            return self.label(ContractLabel::EveryCase);
        }
        let bound = self.bound(it, bound);
        let rank = it.rank.as_ref().map(|rank| self.plain(rank));
        let words =
            ContractWords::Measure { measure: &it.measure, bound: &bound, rank: rank.as_deref() };
        self.say(words)
    }

    pub(super) fn bound(&self, it: &ObjectiveFacts, bound: &BoundFacts) -> String {
        let value = bound_value(self.language, &bound.value, it);
        self.language.say(&Phrase::Bound(bound, &value))
    }

    fn of_range(&self, upper: String, from: &str) -> String {
        format!("{upper}, {}", self.say(ContractWords::OfRange(from)))
    }

    fn limit(&self, limit: &LimitFacts) -> ContractLine {
        let length = limit.seconds.as_ref().map(|seconds| self.seconds(seconds));
        let how = self.say(ContractWords::Limit {
            length: length.as_deref(),
            working_days: limit.working_days.unwrap_or_default(),
            strict: limit.strict,
        });
        let from = limit.from_seconds.as_ref().map(|from| self.seconds(from));
        let how = from.map_or(how.clone(), |from| self.of_range(how, &from));
        match &limit.priority {
            None => self.line(ContractLabel::Limit, how),
            Some(priority) => {
                let what = format!("{} {priority}", self.label(ContractLabel::LimitOf));
                ContractLine { what, how, ..ContractLine::default() }
            }
        }
    }

    /// A number with all its digits.
    pub(super) fn plain(&self, exact: &Exact) -> String {
        number(self.language, &plain_digits(exact))
    }
}
