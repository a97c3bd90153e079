//! The steps of values that are put together from single ones.

use super::{Work, by_default};
use crate::measurement::{Item, ItemSource, Tally};
use crate::model::TallySource;
use crate::report::arrange::position;
use crate::report::{Fact, Operand, Operation, Step, StepName};

impl Work<'_> {
    /// The single values, what they come to, and whether it keeps the target.
    pub(super) fn tally(&self, found: &Tally) -> Vec<Step> {
        let (Some(terms), Some(value)) = (self.objective.tally(), &found.value) else {
            return Vec::new();
        };
        let operation = match terms.source {
            TallySource::Count(_) => Operation::CountItems,
            TallySource::Points(_) => Operation::WeightedSum,
            _ => Operation::WeightedMean,
        };
        let items = found.items.iter().filter_map(|item| self.item(item));
        let mut steps = vec![
            self.windowed(StepName::Tally, operation, self.measured(value))
                .operands(self.chosen())
                .operands(items)
                .clause(&self.objective.clause, self.rule("")),
        ];
        steps.extend(self.judged(value));
        steps
    }

    fn item(&self, item: &Item) -> Option<Operand> {
        let basis = self.basis;
        let reading = |at| basis.agreement.zone.reading(at);
        let in_file = |file: u32, list: &str, position: u32| Fact::File {
            file,
            pointer: format!("/{list}/{position}"),
        };
        let of_result = |(subject, period): (usize, usize)| Fact::Result {
            objective: position(subject),
            period: position(period),
        };
        let (mut due, mut repeated) = (None, None);
        let (at, name, title, source) = match item.source {
            ItemSource::Measurement(at) => {
                let it = basis.history.measurements.get(at)?;
                let name = basis.history.words.text(it.name).to_owned();
                (it.span.until(), name, None, in_file(it.file, "measurements", it.position))
            }
            ItemSource::Deed(at) => {
                let it = basis.history.deeds.get(at)?;
                let name = basis.history.words.text(it.kind).to_owned();
                (it.at, name, None, in_file(it.file, "events", it.position))
            }
            ItemSource::Resolution(at) => {
                let it = basis.history.incidents.get(at)?;
                let source = in_file(it.file(), "incidents", it.position());
                (item.at, it.id().to_owned(), it.title().map(str::to_owned), source)
            }
            ItemSource::Duty { period, deadline, deed } => {
                due = Some(reading(deadline));
                let deed = deed.and_then(|deed| basis.history.deeds.get(deed));
                let source = deed.map(|it| in_file(it.file, "events", it.position));
                let name = basis.periods.get(period)?.first.to_string();
                let at = deed.map_or(deadline, |deed| deed.at);
                (at, name, None, source.unwrap_or_else(|| by_default("events")))
            }
            ItemSource::Result(subject, period)
            | ItemSource::Repeat { of: (subject, period), .. } => {
                if let ItemSource::Repeat { before, .. } = item.source {
                    repeated = Some(of_result(before));
                }
                let place = basis.subjects.get(subject)?.objective;
                let objective = basis.agreement.objectives.get(place)?;
                let first = basis.periods.get(period)?.first;
                let source = of_result((subject, period));
                (item.at, first.to_string(), Some(objective.name.clone()), source)
            }
        };
        Some(Operand::Item {
            name,
            title,
            at: reading(at),
            due,
            value: item.value.clone(),
            weight: item.weight.clone(),
            source,
            before: repeated,
        })
    }
}
