//! The picture of an error budget.

use super::super::{BudgetStands, Chart};

pub(super) fn words(chart: &Chart<'_>) -> String {
    match chart {
        Chart::BudgetStands { objective, period, stands } => match stands {
            BudgetStands::Ends(day) => format!(
                "{objective} will have used up its error budget of {period} on {day} at this rate"
            ),
            BudgetStands::Lasts(left) => {
                format!("{objective} has {left} of its error budget of {period} left, and it lasts")
            }
            BudgetStands::UsedUp(Some(day)) => {
                format!("{objective} used up its error budget of {period} on {day}")
            }
            BudgetStands::UsedUp(None) => {
                format!("{objective} used up its error budget of {period}")
            }
            BudgetStands::WasLeft(left) => {
                format!("{objective} had {left} of its error budget of {period} left")
            }
            BudgetStands::None => format!("{objective} has no error budget: nothing is allowed"),
        },
        Chart::BudgetMeasure { period, allowed, burn } => {
            let burn = burn.map(|burn| format!("; used at {burn} the even pace"));
            format!(
                "Left of {allowed} of downtime allowed in {period}, in percent{}",
                burn.unwrap_or_default()
            )
        }
        Chart::BudgetUse { objective, when, used, left } => {
            format!("{objective}, {when}: {used} used, {left}.")
        }
        Chart::TooMuch(length) => format!("{length} too much"),
        Chart::EvenPace => "even pace".to_owned(),
        Chart::BudgetForecast { objective, ends: Some(ends), .. } => {
            format!("{objective}: nothing is left from {ends} on, at this rate.")
        }
        Chart::BudgetForecast { objective, period, left, .. } => {
            format!("{objective}: at the end of {period} {left}, at this rate.")
        }
        Chart::AtThisRate => "at this rate".to_owned(),
        Chart::Now => "now".to_owned(),
        _ => String::new(),
    }
}
