//! Rights beyond money, in English.

use super::super::RightWords;
use super::{days_left_words, list, plural};

pub(super) fn words(right: &RightWords<'_>) -> String {
    match right {
        RightWords::Effect(effect, stops) => match (*effect, *stops) {
            ("terminate", _) => "Right to terminate",
            ("withhold", _) => "Right to withhold payment",
            (_, Some("own_period")) => "No credits for that period",
            (_, Some("own_period_and_later")) => "No credits for that period, nor further ones",
            _ => "No further credits",
        }
        .to_owned(),
        RightWords::Because { sign, objectives, bound, calendar, over, every } => {
            let of = match objectives {
                [one] => one.clone(),
                several if several.len() <= 3 => list(several, "or"),
                several => format!("any of {}", plural(several.len() as u64, "objective")),
            };
            let over = match over {
                1 => format!("one {every}"),
                over => plural(u64::from(*over), every),
            };
            match *sign {
                "breached" => format!("{of} missed"),
                "value" => format!("{of} {bound}"),
                "mean" => format!("the mean of {of} over {over} {bound}"),
                "sum" => format!("the sum of {of} over {over} {bound}"),
                "share_of_objectives" => {
                    let all = plural(objectives.len() as u64, "objective");
                    format!("{bound} of {all} missed")
                }
                "credits" => format!("credits of {bound} or more in {over}"),
                _ => {
                    let hours = calendar.map(|hours| format!(" in the hours of “{hours}”"));
                    let hours = hours.unwrap_or_default();
                    format!("{of} with more than {bound} of downtime{hours} in {over}")
                }
            }
        }
        RightWords::Gave { period, because, by } => match by {
            [one] if one == period => (*because).to_owned(),
            by => format!("{because} in {}", list(by, "and")),
        },
        RightWords::Arose { period, gave, until, days_left } => {
            let end = match (until, days_left) {
                (None, _) => ".".to_owned(),
                (Some(until), None) => format!("; it lapsed after {until}."),
                (Some(until), Some(left)) => {
                    format!("; it can be exercised until {until} ({}).", days_left_words(*left))
                }
            };
            format!("Arose at the end of {period}: {}{end}", gave.join("; also "))
        }
        RightWords::SoFar { because, needed: 1, now, is_used, every, .. } => {
            let now = now.map_or_else(String::new, |now| format!(" (last {now})"));
            match is_used {
                true => {
                    format!("True as well, but by {every}s that gave it already: {because}{now}.")
                }
                false => format!("Not yet: {because}{now}."),
            }
        }
        RightWords::SoFar { because, so_far, needed, within, consecutive, every, .. } => {
            let within = within.map_or_else(String::new, |within| format!(" of the last {within}"));
            let run = if *consecutive { " in a row" } else { "" };
            format!("{so_far} of {}{run}{within}: {because}.", plural(u64::from(*needed), every))
        }
    }
}
