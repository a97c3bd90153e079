//! What a result would be if something were otherwise.

use super::credit;
use super::words::{Language, Phrase};
use crate::report::{OtherFigures, ResultFigures};

/// What would be, in a few words: `missed, €1,200.00`. Where no credit would be due, that is said
/// only if one `is_due` as it is.
#[must_use]
pub fn other_outcome(language: &dyn Language, other: &OtherFigures, is_due: bool) -> String {
    let none = || is_due.then(|| language.say(&Phrase::NoCredit));
    language.say(&Phrase::OtherOutcome {
        verdict: &other_verdict(language, other),
        credit: other_credit(language, other).or_else(none).as_deref(),
    })
}

/// The verdict.
#[must_use]
pub fn other_verdict(language: &dyn Language, other: &OtherFigures) -> String {
    language.say(&if other.verdict.is_final() && !other.certain {
        Phrase::UncertainVerdict(other.verdict)
    } else {
        Phrase::Verdict(other.verdict)
    })
}

/// The credit, if any is due; its share, where the charge is not stated.
#[must_use]
pub fn other_credit(language: &dyn Language, other: &OtherFigures) -> Option<String> {
    credit(language, other.amount.as_ref(), other.share.as_ref())
}

/// What a result is by other tellings: without corrections, and with those that are disputed. Each
/// with what it is told under.
#[must_use]
pub fn other_tellings<'r>(
    language: &dyn Language,
    result: &'r ResultFigures,
) -> Vec<(String, &'r OtherFigures)> {
    let uncorrected = result.uncorrected.as_deref().map(|it| (Phrase::Uncorrected, it));
    let disputed = result.disputed.as_deref().map(|it| (Phrase::Undisputed, it));
    let both = uncorrected.into_iter().chain(disputed);
    both.map(|(under, other)| (language.say(&under), other)).collect()
}
