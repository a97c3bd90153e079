//! Lines of credits.

use super::plural;
use crate::format::words::CreditHow;
use crate::report::Operation;

pub(super) fn how(how: &CreditHow<'_>) -> String {
    match how {
        CreditHow::Kept => "the target is kept".to_owned(),
        CreditHow::Missed => "the target is missed".to_owned(),
        CreditHow::Misses(misses) => format!("{} beyond the limit", plural(*misses, "case")),
        CreditHow::Outages(outages) => plural(*outages, "outage"),
        CreditHow::Parts { length, several, size, part } => {
            let of = match (length, several) {
                (Some(length), _) => (*length).to_owned(),
                (None, Some((outages, true))) => plural(*outages, "outage"),
                (None, Some((cases, false))) => {
                    format!("what {} took beyond the limit", plural(*cases, "case"))
                }
                (None, None) => String::new(),
            };
            let each = if several.is_some_and(|(number, _)| number > 1) { ", each" } else { "" };
            let which = match part {
                Operation::BegunParts => "; what was begun counts",
                Operation::ExactParts => "",
                _ => "; only what is whole counts",
            };
            format!("{of}{each} in parts of {size}{which}")
        }
        CreditHow::Row { breaches, size } if breaches >= size => {
            format!("missed in {} in a row", plural(*size, "period"))
        }
        CreditHow::Row { size, .. } => {
            format!("not missed in {} in a row", plural(*size, "period"))
        }
        CreditHow::Every { breaches, within, size, before } => {
            let breaches = match breaches {
                1 => "1 breach".to_owned(),
                more => format!("{more} breaches"),
            };
            let paid = if *before == "0" {
                String::new()
            } else {
                format!(", less {before} for which it was due before")
            };
            format!("{breaches} in {}, once for every {size}{paid}", plural(*within, "period"))
        }
        CreditHow::Beyond { down, allowed } => {
            format!("{down} less {allowed} that the target allows")
        }
        CreditHow::ChargedHours { agreed: true } => "its agreed hours".to_owned(),
        CreditHow::ChargedHours { agreed: false } => String::new(),
        CreditHow::Times { units, price } => format!("{units} × {price}"),
        CreditHow::AtRisk { percent, pool, allocation } => {
            format!("{percent} at risk × {pool} of it in the pool × {allocation} of that")
        }
        CreditHow::Days { units, days, whole } => {
            let units = units.map_or_else(String::new, |units| format!("{units} × "));
            let unit = if *days == "1" { "day" } else { "days" };
            format!("{units}{days} {unit} of {whole}")
        }
        CreditHow::LostTime { times, lost, whole } => format!("{times} × {lost} of {whole}"),
        CreditHow::Shortfall { bound, value } => format!("({bound} − {value}) ÷ {bound}"),
        CreditHow::ChargeByTime { amount, per, time } => {
            format!("{amount} for each {per} × {time} ÷ {per}")
        }
        CreditHow::Invoiced { amount, part } => {
            let part =
                part.map_or_else(String::new, |(part, whole)| format!(" × {part} ÷ {whole}"));
            format!("{amount} invoiced{part}")
        }
        CreditHow::DaysOfMonths { days, months, part } => {
            let months =
                if *months == "1" { String::new() } else { format!(" × {months} months") };
            let part =
                part.map_or_else(String::new, |(part, whole)| format!(" × {part} ÷ {whole}"));
            format!("{days} for each month{months}{part}")
        }
        CreditHow::DaysOfCharge(days) => {
            let unit = if *days == "1" { "day" } else { "days" };
            format!("{days} {unit} of the charge")
        }
    }
}

/// The charge that a credit is a share of, by the word in a contract.
pub(super) fn charge(basis: &str) -> &'static str {
    match basis {
        "agreement_charge" => "All charges for the period",
        "affected_charge" => "Charge that is affected",
        "previous_charge" => "Charge for the period before",
        "next_charge" => "Charge for the period after",
        "annual_charge" => "Charge for the contract year",
        "window_charge" => "Charge for the days looked at",
        _ => "Charge for the period",
    }
}
