//! The row of figures under the verdict.

use super::super::KeyFigure;
use super::{days_left_words, of_periods};

pub(super) fn words(key: &KeyFigure<'_>) -> String {
    match key {
        KeyFigure::Earned => "Credit earned".to_owned(),
        KeyFigure::Owed => "Owed".to_owned(),
        KeyFigure::NotPriced => "No charge stated".to_owned(),
        KeyFigure::PeriodsWithCredit { periods, finished, every } => {
            format!("in {}", of_periods(*periods, *finished, every))
        }
        KeyFigure::Automatic => "Due without a claim".to_owned(),
        KeyFigure::NoClaimNeeded => "the agreement asks for no claim".to_owned(),
        KeyFigure::Claimable => "Still claimable".to_owned(),
        KeyFigure::ClaimBy { by, days_left } => {
            format!("next by {by}, {}", days_left_words(*days_left))
        }
        KeyFigure::Lapsed(amount) => format!("{amount} lapsed"),
        KeyFigure::Worst(every) => format!("Worst {every}"),
        KeyFigure::WorstOf { objective, period } => format!("{objective}, {period}"),
        KeyFigure::Counted => "Incidents counted".to_owned(),
        KeyFigure::CountedOf(total) => format!("of {total} in the files"),
    }
}
