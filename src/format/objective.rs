//! What an objective is called.

use super::date;
use super::words::{Language, Phrase};
use crate::report::{LabelFacts, ObjectiveFacts};

/// The name of an objective; one that is judged by labels has their values in it, and of a label that
/// its incidents do not say, that they do not; one that continues a promise by other terms has the
/// date from which on it does.
#[must_use]
pub fn objective_name(language: &dyn Language, objective: &ObjectiveFacts) -> String {
    let terms = objective.terms.as_ref().filter(|terms| terms.continues.is_some());
    let since = terms.and_then(|terms| terms.from);
    // A report has signs for what language has words for.
    let named = since.and_then(|from| objective.name.strip_suffix(&format!(", {from}")));
    let name = named.unwrap_or(&objective.name);
    let mut words = with_labels(language, name, &objective.labels);
    if let Some(from) = since.filter(|_| named.is_some()) {
        words = language.say(&Phrase::Since { name: &words, from: &date(language, from) });
    }
    words
}

fn with_labels(language: &dyn Language, name: &str, labels: &[LabelFacts]) -> String {
    let named = |without: &dyn Fn(&LabelFacts) -> String| -> String {
        let values = labels.iter();
        let values = values.map(|label| label.value.clone().unwrap_or_else(|| without(label)));
        values.map(|value| format!(", {value}")).collect()
    };
    match name.strip_suffix(&named(&|_| "–".to_owned())) {
        Some(own) => {
            let words = named(&|label| language.say(&Phrase::WithoutLabel(&label.name)));
            format!("{own}{words}")
        }
        None => name.to_owned(),
    }
}
