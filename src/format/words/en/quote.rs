//! A table of agreements.

use super::super::QuoteWords;
use super::plural;

pub(super) fn words(said: &QuoteWords<'_>) -> String {
    match said {
        QuoteWords::Asked { down, fee } => {
            format!("One outage of {down} in June, at a fee of {fee} a month.")
        }
        QuoteWords::Found { promises, agreements, paying, least, most } => {
            let of =
                format!("{} of {}", plural(*promises, "promise"), plural(*agreements, "agreement"));
            match paying {
                0 => format!("Of {of}, none would pay anything."),
                _ if least == most => {
                    format!("Of {of}, {paying} would pay: {most} of the monthly fee.")
                }
                _ => format!(
                    "Of {of}, {paying} would pay: from {least} to {most} of the monthly fee."
                ),
            }
        }
        QuoteWords::Expected(field) => match *field {
            "down" => "Up to 20 days, as 3, 1.5, 90 min or 1 d 12 h.",
            "currency" => "A code of three letters, as EUR; or nothing.",
            _ => "An amount above zero in digits, as 10,000 or 2,500.50.",
        }
        .to_owned(),
        QuoteWords::NoCredit => "none stated".to_owned(),
        QuoteWords::Most { most, charge, per, months } => {
            let most = match charge {
                Some(unit) if *most == "1" => format!("one {unit}’s charge"),
                Some(unit) => format!("{most} {unit}s’ charge"),
                None => (*most).to_owned(),
            };
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
