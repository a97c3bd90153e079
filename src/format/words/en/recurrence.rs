//! Rules of RFC 5545, in English.

use super::contract::weekday;
use super::{list, month_name};

const CODES: [&str; 7] = ["MO", "TU", "WE", "TH", "FR", "SA", "SU"];

/// A rule in words, as far as there are some; else as it is written.
pub(super) fn words(rule: &str) -> String {
    told(rule).unwrap_or_else(|| rule.to_owned())
}

fn told(rule: &str) -> Option<String> {
    let (mut days, mut months, mut every, mut unit) = (Vec::new(), Vec::new(), "1", "");
    for part in rule.split(';') {
        let (name, value) = part.split_once('=')?;
        match name.to_ascii_uppercase().as_str() {
            "FREQ" => {
                unit = match value.to_ascii_uppercase().as_str() {
                    "DAILY" => "day",
                    "WEEKLY" => "week",
                    "MONTHLY" => "month",
                    _ => "year",
                };
            }
            "INTERVAL" => every = value,
            "WKST" => {}
            "BYDAY" => {
                for day in value.split(',') {
                    days.push(day_words(day)?);
                }
            }
            "BYMONTHDAY" => {
                for day in value.split(',') {
                    days.push(match day.parse::<i32>().ok()? {
                        -1 => "the last day".to_owned(),
                        day if day > 0 => format!("day {day}"),
                        _ => return None,
                    });
                }
            }
            "BYMONTH" => {
                for month in value.split(',') {
                    months.push(month_name(month.parse().ok()?).to_owned());
                }
            }
            _ => return None,
        }
    }
    let each = match every {
        "1" => format!("every {unit}"),
        every => format!("every {every} {unit}s"),
    };
    let months =
        if months.is_empty() { String::new() } else { format!(", in {}", list(&months, "and")) };
    Some(match days.as_slice() {
        [] => format!("{each}{months}"),
        days => format!("{} of {each}{months}", list(days, "and")),
    })
}

/// `2SU` as the second Sunday.
fn day_words(day: &str) -> Option<String> {
    let (place, code) = day.split_at_checked(day.len().checked_sub(2)?)?;
    let code = code.to_ascii_uppercase();
    let name = weekday(CODES.iter().position(|it| *it == code)?);
    Some(match place {
        "" => name.to_owned(),
        "1" | "+1" => format!("the first {name}"),
        "2" | "+2" => format!("the second {name}"),
        "3" | "+3" => format!("the third {name}"),
        "4" | "+4" => format!("the fourth {name}"),
        "-1" => format!("the last {name}"),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_are_told_as_far_as_there_are_words() {
        for (rule, said) in [
            ("FREQ=MONTHLY;BYDAY=2SU", "the second Sunday of every month"),
            ("FREQ=WEEKLY;BYDAY=TU,TH", "Tuesday and Thursday of every week"),
            ("FREQ=MONTHLY;INTERVAL=3;BYMONTHDAY=-1", "the last day of every 3 months"),
            ("FREQ=DAILY", "every day"),
            ("FREQ=DAILY;COUNT=3", "FREQ=DAILY;COUNT=3"),
            ("odd", "odd"),
        ] {
            assert_eq!(words(rule), said);
        }
    }
}
