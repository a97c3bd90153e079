//! An agreement as a document to be read, in English.

use super::super::{ContractLabel, ContractWords};
use super::{bound_words, indicator, list, plural, reading};
use crate::report::Event;

pub(super) fn words(said: &ContractWords<'_>) -> String {
    match said {
        ContractWords::Label(it) => label(*it).to_owned(),
        ContractWords::Term { from, until: None } => {
            format!("from {from}; no end is stated")
        }
        ContractWords::Term { from, until: Some(until) } => format!("from {from} to {until}"),
        ContractWords::Holds { from, before } => match (from, before) {
            (Some(from), Some(before)) => format!("from {from}, before {before}"),
            (Some(from), None) => format!("from {from} on"),
            (None, Some(before)) => format!("before {before}"),
            (None, None) => "throughout".to_owned(),
        },
        ContractWords::Every { every, days } => match *every {
            "month" => "every month".to_owned(),
            "quarter" => "every quarter".to_owned(),
            "half_year" => "every half-year".to_owned(),
            "year" => "every year".to_owned(),
            _ => format!("every {}", plural(u64::from(*days), "day")),
        },
        ContractWords::Window(days) => {
            format!("by the last {}", plural(u64::from(*days), "day"))
        }
        ContractWords::OfRange(from) => format!("the upper end of a range from {from}"),
        ContractWords::Weekdays(first, last) if first == last => weekday(*first).to_owned(),
        ContractWords::Weekdays(0, 6) => "Every day".to_owned(),
        ContractWords::Weekdays(first, last) => {
            format!("{} to {}", weekday(*first), weekday(*last))
        }
        ContractWords::InZone(zone) => format!("local time of {}", reading::zones(zone)),
        ContractWords::Group { kind, needed, members } => {
            let named = list(members, "and");
            match *kind {
                "series" => format!("{named}: each is needed"),
                "parallel" => format!("{named}: any is enough"),
                "k_of_n" => format!("{named}: {needed} of them are enough"),
                _ => format!("{named}, by their shares"),
            }
        }
        ContractWords::Charge { amount, months, length, kind } => {
            let per = match months {
                1 => " a month".to_owned(),
                3 => " a quarter".to_owned(),
                6 => " a half-year".to_owned(),
                12 => " a year".to_owned(),
                0 => format!(" for each {length}"),
                more => format!(" for {}", plural(u64::from(*more), "month")),
            };
            match *kind {
                "usage" => format!("{amount}{per}, by what is used"),
                "one_time" => format!("{amount}, once"),
                _ => format!("{amount}{per}"),
            }
        }
        ContractWords::Limit { length, working_days, strict } => {
            let length = length.map_or_else(
                || plural(u64::from(*working_days), "working day"),
                std::borrow::ToOwned::to_owned,
            );
            if *strict { format!("less than {length}") } else { format!("within {length}") }
        }
        ContractWords::Measure { measure, bound, rank } => match *measure {
            "share" => format!("{bound} of cases within their limit"),
            "mean" => format!("{bound} in the mean"),
            "median" => format!("{bound} in the median"),
            "maximum" => format!("{bound} in every case"),
            "percentile" => format!("{bound} in {} % of cases", rank.unwrap_or_default()),
            _ => (*bound).to_owned(),
        },
        ContractWords::Tier { begin: (begin, value), end } => {
            let begin = format!("{} {value}", bound_words(begin.bound));
            let text = match end {
                None => begin,
                Some((end, value)) => {
                    format!("{begin}, but {} {value}", bound_words(end.bound))
                }
            };
            capital(&text)
        }
        ContractWords::Percent(percent, basis) => format!("{percent} of {}", basis_words(basis)),
        ContractWords::Days(days) => {
            let unit = if *days == "1" { "day" } else { "days" };
            format!("{days} {unit} of the charge")
        }
        ContractWords::Rule { rule, size, within, on, part, count_in, beyond } => {
            let counted = match *count_in {
                "began" => ", in the period in which it began",
                "ended" => ", in the period in which it ended",
                _ => "",
            };
            let rule = rule_words((rule, size, *within), (on, part), *beyond);
            format!("{rule}{counted}")
        }
        ContractWords::LostTime { times, hour_of } => {
            let hours = match *hour_of {
                "agreed" => ", by the hour of agreed time",
                "measured" => ", by the hour of measured time",
                _ => "",
            };
            match *times {
                "1" => format!("the charge for the time that was lost{hours}"),
                times => format!("{times} times the charge for the time that was lost{hours}"),
            }
        }
        ContractWords::Shortfall(basis) => {
            format!("of {} the part of the target that is missing", basis_words(basis))
        }
        ContractWords::AtRisk { parts: [risk, pool, own], basis } => format!(
            "{own} of the pool, which is {pool} of the {risk} of {} that is at risk",
            basis_words(basis)
        ),
        ContractWords::Cap { most, each, objectives, annual, carried } => {
            let of = if *annual { " of what a year costs" } else { "" };
            let each = match *each {
                "objective" => ", for each objective by itself",
                "part" => ", for each part that is judged by itself",
                "service" => ", for each service by itself",
                _ => "",
            };
            let about = match objectives {
                [] => String::new(),
                some => format!(", for {}", list(some, "and")),
            };
            let carried = if *carried { "; what it cuts off is carried forward" } else { "" };
            format!("{most}{of}{each}{about}{carried}")
        }
        ContractWords::Least { amount, inclusive, together } => {
            let bound = if *inclusive { "at least" } else { "more than" };
            let of =
                if *together { ", all credits of a period together" } else { ", each by itself" };
            format!("{bound} {amount}{of}")
        }
        ContractWords::EarnBack { percent, after, within, of_all } => {
            let who = if *of_all { "every objective is" } else { "the objective is" };
            let (after, within) =
                (plural(u64::from(*after), "period"), plural(u64::from(*within), "period"));
            format!(
                "{percent} of a credit, once {who} good in {after} in a row of the next {within}"
            )
        }
        ContractWords::Claim { within, from, calendar } => {
            let hours = calendar.map(|it| format!(", as {it} opens")).unwrap_or_default();
            format!("within {within} {}{hours}", claim_from(from))
        }
        ContractWords::Exercise(days) => {
            format!("within {} after the period", plural(u64::from(*days), "day"))
        }
        ContractWords::Trigger { because, periods: 1, within: None, .. } => (*because).to_owned(),
        ContractWords::Trigger { because, periods, within, consecutive, every } => {
            let periods = plural(u64::from(*periods), every);
            let run = if *consecutive { " in a row" } else { "" };
            let within = within.map(|it| format!(" of the last {it}")).unwrap_or_default();
            format!("{because}, in {periods}{run}{within}")
        }
        ContractWords::Notice(length) => format!("{length} before"),
        ContractWords::DayCount(days) => plural(u64::from(*days), "day"),
        ContractWords::Allowance(length, per) => {
            format!("{length} in a {}", per.replace('_', "-"))
        }
        ContractWords::Recurring { rule, at, length } => {
            format!("{}, from {at} for {length}", super::recurrence::words(rule))
        }
        ContractWords::Services(services) => list(services, "and"),
        ContractWords::WithoutCredit(names) => {
            format!("No credit is promised for {}.", list(names, "and"))
        }
        ContractWords::NotPromised(name) => {
            format!("{} is not promised.", indicator::indicator(name))
        }
        ContractWords::Coverage(percent) => format!("at least {percent} of agreed time"),
        ContractWords::Amended { from, by } => match by {
            [] => format!("holds from {from}"),
            by => format!("holds from {from}, agreed by {}", list(by, "and")),
        },
        ContractWords::Changed { name, fields } => match (name, *fields) {
            (None, fields) => fields.join(", "),
            (Some(name), []) => (*name).to_owned(),
            (Some(name), fields) => format!("{name}: {}", fields.join(", ")),
        },
        ContractWords::Course { starts, stops } => {
            let events = |events: &[Event]| {
                let each = events.iter().map(|it| super::case::event(*it).to_lowercase());
                each.collect::<Vec<_>>().join(", or else ")
            };
            format!("from: {}; to: {}", events(starts), events(stops))
        }
        ContractWords::ScorePart { name, weight, points, periods } => {
            match (weight, points, periods) {
                (Some(weight), _, _) => format!("{name}, with a weight of {weight}"),
                (_, Some((points, of)), _) => {
                    let unit = if *points == "1" { "point" } else { "points" };
                    format!("{name}, {points} {unit} for each {of}")
                }
                (_, _, Some(periods)) => {
                    format!("{name}, over the last {}", plural(u64::from(*periods), "period"))
                }
                _ => (*name).to_owned(),
            }
        }
        ContractWords::Priorities(names) => format!("incidents of {}", list(names, "and")),
        ContractWords::Criticality(level) => level.to_string(),
        ContractWords::CostOfDowntime { amount, per } => format!("{amount} for {per} down"),
    }
}

/// What a rule pays for.
fn rule_words(
    (rule, size, within): (&str, &str, u32),
    (on, part): (&str, &str),
    beyond: bool,
) -> String {
    let beyond = if beyond { " beyond what the target allows" } else { "" };
    let part = match part {
        "begun" => ", what is begun counts",
        "exact" => ", in proportion",
        _ => ", whole ones",
    };
    match rule {
        "per_miss" if on == "always" => "Each case beyond its limit".to_owned(),
        "per_miss" => "Each case beyond its limit, in a missed period".to_owned(),
        "per_outage" => "Each outage of a missed period".to_owned(),
        "per_block" => {
            let of = match on {
                "outage" => "an outage",
                "overrun" => "the time beyond the limit of a case",
                _ => "a missed period’s downtime",
            };
            format!("Each {size} of {of}{beyond}{part}")
        }
        "times_lost_time" => format!("A missed period’s downtime{beyond}"),
        "per_point" => format!("Each {size} short of the target{part}"),
        "repeat" => format!("{size} periods missed in a row"),
        "every" => {
            format!("Every {size} breaches in the last {}", plural(u64::from(within), "period"))
        }
        _ => "Each missed period".to_owned(),
    }
}

/// The charge that a credit is a share of.
fn basis_words(basis: &str) -> String {
    reading::answer("objectives/credit/basis", basis).into_owned()
}

fn claim_from(from: &str) -> &'static str {
    match from {
        "incident_end" => "of the end of the last incident",
        "reported" => "of the report of the last incident",
        "report_delivered" => "of the delivery of the report",
        _ => "of the end of the period",
    }
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// The name of a day of the week, from Monday.
pub(super) fn weekday(day: usize) -> &'static str {
    const DAYS: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    DAYS.get(day).copied().unwrap_or_default()
}

fn label(label: ContractLabel) -> &'static str {
    use ContractLabel as It;
    match label {
        It::Stated => "stated",
        It::ByDefault => "by default",
        It::Parties => "Parties and term",
        It::Services => "Services",
        It::Hours => "Hours",
        It::Objectives => "What is promised",
        It::Counting => "What counts and what does not",
        It::Credits => "Credits",
        It::Caps => "Caps",
        It::Claims => "Claims",
        It::Rights => "Rights beyond money",
        It::Commitments => "Promised without a measure",
        It::Amendments => "Amendments",
        It::Silent => "What it does not say",
        It::Provider => "Provider",
        It::Client => "Client",
        It::Term => "Holds",
        It::Currency => "Currency",
        It::Note => "Note",
        It::AgreedHours => "Agreed hours",
        It::AroundTheClock => "around the clock",
        It::Group => "Made of",
        It::Delivered => "Delivered",
        It::Price => "Charge",
        It::Criticality => "Criticality, 1 the highest",
        It::CostOfDowntime => "Downtime costs the client",
        It::Closed => "Closed",
        It::OtherHours => "Other hours",
        It::Promised => "Promised",
        It::Measured => "Measured",
        It::OfService => "Service",
        It::EveryCase => "every case within its limit",
        It::EveryIncident => "every incident",
        It::Judged => "Judged",
        It::Limit => "Each case",
        It::LimitOf => "Priority",
        It::Expected => "Expected besides",
        It::Known => "Must be known",
        It::About => "About",
        It::Holds => "These terms hold",
        It::HowMeasured => "How it is measured and judged",
        It::HowCounted => "How downtime is counted",
        It::Maintenance => "Permitted maintenance",
        It::When => "When",
        It::AnyTime => "at any time",
        It::Standing => "counts without record or notice",
        It::Notice => "Announced",
        It::AtMost => "At most",
        It::OnlyDowntime => "only time in which something hurts",
        It::Exclusion => "The provider does not answer for",
        It::EveryCredit => "What holds for every credit",
        It::Worth => "Credit",
        It::MissedPeriod => "Each missed period",
        It::Waived => "is not charged",
        It::Least => "Credited only",
        It::EarnedBack => "Charged again",
        It::Bonus => "Bonus to the provider",
        It::BonusSetOff => "set off against the period's credits, never below zero",
        It::BonusPayable => "payable, beside the credits",
        It::Most => "At most",
        It::ToClaim => "To be claimed",
        It::Before => "Before that",
        It::GivenBy => "Given by",
        It::Exercise => "To be exercised",
        It::NewTerms => "New terms",
        It::Changes => "Changes",
        It::NamedAs => "Told as",
        It::Clock => "Clock",
        It::ComesFrom => "Comes from",
        It::NoService => "No service is named.",
        It::NoCalendar => "No hours are agreed: everything is agreed around the clock.",
        It::NoObjective => "Nothing is promised that can be measured.",
        It::NoMaintenance => "No maintenance is permitted: what is done counts as it hurts.",
        It::NoExclusion => "No cause is excluded.",
        It::NoCredit => "No credit is promised.",
        It::NoCap => "No cap limits credits.",
        It::NoClaimHere => "not needed",
        It::NoClaim => "No credit has to be claimed.",
        It::NoRight => "No right beyond money is granted.",
        It::NoCommitment => "Nothing is promised without a measure.",
        It::NoAmendment => "Nothing was amended.",
        It::NoPrice => "No charge is stated.",
        It::SaysAll => "It promises availability, response and resolution.",
    }
}
