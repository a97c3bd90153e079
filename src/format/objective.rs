//! What an objective is called.

use super::words::{Language, Phrase};
use crate::report::{LabelFacts, ObjectiveFacts};

/// The name of an objective; one that is judged by labels has their values in it, and of a label that
/// its incidents do not say, that they do not.
#[must_use]
pub fn objective_name(language: &dyn Language, objective: &ObjectiveFacts) -> String {
    let named = |without: &dyn Fn(&LabelFacts) -> String| -> String {
        let values = objective.labels.iter();
        let values = values.map(|label| label.value.clone().unwrap_or_else(|| without(label)));
        values.map(|value| format!(", {value}")).collect()
    };
    // A report has a sign for it, and no word.
    match objective.name.strip_suffix(&named(&|_| "–".to_owned())) {
        Some(own) => {
            let words = named(&|label| language.say(&Phrase::WithoutLabel(&label.name)));
            format!("{own}{words}")
        }
        None => objective.name.clone(),
    }
}
