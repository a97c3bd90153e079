//! Which incidents a step is about, by what they say of themselves.

use super::Work;
use crate::report::{Fact, Operand};

impl Work<'_> {
    /// By which priority and labels incidents are chosen, and the combination of labels that is
    /// judged by itself; nothing where it is about all.
    pub(super) fn chosen(&self) -> Vec<Operand> {
        let scope = self.objective.scope();
        let place = |part: String| self.contract(self.rule(&part));
        let escaped = |name: &str| name.replace('~', "~0").replace('/', "~1");
        let of_label = |label: &str, values: Vec<String>, source: Fact| Operand::Chosen {
            label: Some(label.to_owned()),
            values,
            source,
        };
        let priorities = Some(&scope.priorities).filter(|named| !named.is_empty());
        let priorities = priorities.map(|named| Operand::Chosen {
            label: None,
            values: named.clone(),
            source: place("/where/priority".to_owned()),
        });
        let labels = scope.labels.iter().map(|(name, values)| {
            let source = place(format!("/where/labels/{}", escaped(name)));
            of_label(name, values.clone(), source)
        });
        let subject = self.basis.subjects.get(self.assessed.subject);
        let values = subject.map(|subject| subject.labels.as_slice()).unwrap_or_default();
        let combination = scope.per.iter().zip(values).enumerate().map(|(at, (name, value))| {
            let value = value.map(|word| self.basis.history.words.text(word).to_owned());
            of_label(name, value.into_iter().collect(), place(format!("/per/{at}")))
        });
        priorities.into_iter().chain(labels).chain(combination).collect()
    }
}
