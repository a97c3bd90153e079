//! A table of agreements.

use super::super::QuoteWords;
use super::plural;

pub(super) fn words(said: &QuoteWords<'_>) -> String {
    match said {
        QuoteWords::Asked { down, fee } => {
            format!("One outage of {down} in June, at a fee of {fee} a month.")
        }
        QuoteWords::NoCredit => "none stated".to_owned(),
        QuoteWords::Most { most, days, per, months } => {
            let most = if *days { format!("{most} days’ charge") } else { (*most).to_owned() };
            match *per {
                "period" => format!("{most} a period"),
                "months" => format!("{most} in {}", plural(u64::from(*months), "month")),
                "contract_year" => format!("{most} a contract year"),
                _ => format!("{most} in all"),
            }
        }
        QuoteWords::Within { within, unit } => {
            let unit = match *unit {
                "days" => "day",
                "working_days" => "working day",
                "months" => "month",
                "hours" => "hour",
                _ => "service period",
            };
            plural(u64::from(*within), unit)
        }
        QuoteWords::Maintenance => "permitted maintenance".to_owned(),
        QuoteWords::Shorter(length) => format!("outages under {length}"),
        QuoteWords::NotLonger(length) => format!("outages up to {length}"),
        QuoteWords::Parts(length) => format!("parts of {length} on the clock"),
        QuoteWords::BeforeReport => "what comes before the report".to_owned(),
    }
}
