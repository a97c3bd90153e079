//! Lines of calculations in English.

use super::super::How;
use super::{English, case, credit, group, indicator, list, plural, reading};
use crate::format::number;
use crate::report::Operation;

pub(super) fn words(how: &How<'_>) -> String {
    match how {
        How::Case { started, stopped, elapsed, limit, verdict, no_due, stood_in } => {
            let stopped = stopped.map_or_else(|| "still open".to_owned(), |at| format!("to {at}"));
            let limit = limit.map_or_else(String::new, |limit| format!(" of {limit}"));
            let verdict = case::verdict(*verdict).to_lowercase();
            let no_due = no_due.map_or("", case::no_due_too);
            let [from, to] = stood_in.map(|it| it.unwrap_or_default());
            let from = if from.is_empty() { String::new() } else { format!("; from {from}") };
            let to = if to.is_empty() { String::new() } else { format!("; to {to}") };
            format!("{started} {stopped}: {elapsed}{limit}, {verdict}{no_due}{from}{to}")
        }
        How::Consumed { from, until, seconds } => format!("{from} to {until}: {seconds}"),
        How::LengthTarget(bound) => (*bound).to_owned(),
        How::Outages { .. }
        | How::Outage { .. }
        | How::Items { .. }
        | How::Requests { .. }
        | How::LeftOut(_)
        | How::LeftOutFor(_)
        | How::RequestsFailed { .. }
        | How::StepCount(_)
        | How::Item { .. }
        | How::Points { .. } => indicator::how(how),
        How::Agreed { from, until, hours, to_date } => {
            let so_far = if *to_date { ", as far as it has passed" } else { "" };
            format!("{from} to {until} ({hours}\u{a0}h){so_far}")
        }
        How::Down { incidents: 0, .. } => "no incident".to_owned(),
        How::Down { incidents, outages, weighted } => {
            let found = plural(*incidents, "incident");
            let found = match outages {
                0 => format!("{found}, no outage that counts"),
                outages if outages == incidents => found,
                outages => format!("{found}, {}", plural(*outages, "outage")),
            };
            let weights = if *weighted { ", each second by its weight" } else { "" };
            format!("{found}{weights}")
        }
        How::Chosen { label, values: [], .. } => {
            format!("only without {}", label.unwrap_or("priority"))
        }
        How::Chosen { label, values, more } => {
            let others = Some(*more).filter(|more| *more > 0);
            let others = others.map(|more| plural(more, "other"));
            let named = values.iter().cloned().chain(others).collect::<Vec<_>>();
            format!("only with {} {}", label.unwrap_or("priority"), list(&named, "or"))
        }
        How::Units { length, throughout: true, .. } => {
            format!("only whole units of {length} count, on the clock")
        }
        How::Units { length, more_than: Some(bound), .. } => format!(
            "each unit of {length} on the clock that is down for more than {bound} counts whole"
        ),
        How::Units { length, .. } => {
            format!("each unit of {length} on the clock that is touched counts whole")
        }
        How::Members { kind, needed, members } => group::how(kind, *needed, *members),
        How::OfMember { member, what, how } => group::of_member(member, *what, how),
        How::AllLeftOut => "every member is left out".to_owned(),
        How::Maintenance(0) => "permitted without a record".to_owned(),
        How::Maintenance(records) => {
            format!("{}, as far as permitted", plural(*records, "record"))
        }
        How::NotPermitted => "Maintenance that is not permitted".to_owned(),
        How::Spans(spans) => format!("{} of the history", plural(*spans, "span")),
        How::Removed => "no evidence covers it".to_owned(),
        How::Target { bound, allowed, strict, margin, beyond } => {
            let margin = match (margin, *beyond) {
                (None, _) => String::new(),
                (Some(margin), true) => format!(", {margin} too long"),
                (Some(margin), false) => format!(", {margin} left"),
            };
            let less = if *strict { "less than " } else { "" };
            format!("{bound}: {less}{allowed} of downtime allowed{margin}")
        }
        How::Range { priority, from, to } => {
            let of = priority.map_or_else(String::new, |priority| format!(" of {priority}"));
            format!("the limit{of} is {from} to {to}, and judged by {to}")
        }
        How::WithoutCases => "no case was decided, and so the contract says".to_owned(),
        How::Rounded { mode, places } => {
            format!("{}, for the comparison", reading::rounding(mode, *places))
        }
        How::Rest { length, consumed } => {
            let without = if *consumed { ", without downtime credited before" } else { "" };
            format!("{length} still to come, if all of it is up{without}")
        }
        How::Budget { bound, measured } => format!("{bound} of {measured}"),
        How::Burn => "the used share of the budget ÷ the passed share of the time".to_owned(),
        How::LeftOfBudget { share, length } => format!("{share} left, {length}"),
        How::Credit(how) => credit::how(how),
        How::Tier { begin, end: None } => (*begin).to_owned(),
        How::Tier { begin, end: Some(end) } => format!("{begin}, {end}"),
        How::NoTier => "no tier holds this value".to_owned(),
        How::Charge { amount, months, period_months, part } => {
            let per = match months {
                1 => "a month".to_owned(),
                3 => "a quarter".to_owned(),
                6 => "a half-year".to_owned(),
                12 => "a year".to_owned(),
                more => format!("for each {more} months"),
            };
            let divided = if *months == 1 { String::new() } else { format!(" ÷ {months}") };
            let times =
                if *period_months == 1 { String::new() } else { format!(" × {period_months}") };
            let converted =
                if months == period_months { String::new() } else { format!("{divided}{times}") };
            let part =
                part.map_or_else(String::new, |(part, whole)| format!(" × {part} ÷ {whole}"));
            format!("{amount} {per}{converted}{part}")
        }
        How::PercentOf { percent, amount } => format!("{percent} of {amount}"),
        How::RoundedFrom(exact) => format!("rounded half up from {exact}"),
        How::Claim { length, unit, first } => {
            let unit = match unit {
                Operation::AddWorkingDays => "working day",
                Operation::AddMonths => "month",
                Operation::AddPeriods => "service period",
                _ => "day",
            };
            format!("{} after {first}", plural(*length, unit))
        }
        How::ClaimHours { hours, from } => format!("{} after {from}", plural(*hours, "hour")),
        How::WithParts { worth, once: true } => {
            format!("the largest of {}, once for one breach", list(worth, "and"))
        }
        How::WithParts { worth, once: false } => {
            format!("{}, of the parts of the period", list(worth, "and"))
        }
        How::CarriedForward { own, carried, period } => {
            let own = own.map_or_else(String::new, |own| format!("{own} + "));
            format!("{own}{carried} that a cap cut off in {period}")
        }
        How::Cap {
            percent,
            times,
            charged,
            unit,
            charges,
            most,
            issued,
            left,
            others,
            together,
            clause,
        } => {
            let clause = clause.map_or_else(String::new, |clause| format!("{clause}: "));
            let of = match (percent, times, charges) {
                (Some(percent), _, Some(charges)) => format!("{percent} of {charges} = "),
                (_, Some(times), Some(charges)) => {
                    let all = charged.unwrap_or_default();
                    let unit = if all == "1" { (*unit).to_owned() } else { format!("{unit}s") };
                    format!("{times} of {all} {unit} of {charges} = ")
                }
                _ => String::new(),
            };
            let issued = issued.map_or_else(String::new, |issued| {
                format!(", {issued} of it credited before, {left} left")
            });
            let together = together.map_or_else(String::new, |together| {
                format!(", for this and {} of {together} together", plural(*others, "other credit"))
            });
            format!("{clause}at most {of}{most}{issued}{together}")
        }
        How::ClaimStep { id, how } => format!("for “{id}”, before the claim: {how}"),
        How::Decided { at } => format!("decided at {at}"),
        How::EarnedBack { of, percent, bound, good, more } => {
            let level = bound.map_or_else(|| "target met".to_owned(), str::to_owned);
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{percent} of {of}: {level} in {}{more}", list(good, "and"))
        }
        How::Bonus { bound, share } => match share {
            None => format!("level {bound} reached"),
            Some((percent, Some(charge))) => {
                format!("level {bound} reached: {percent} of {charge}")
            }
            Some((percent, None)) => {
                format!("level {bound} reached: {percent} of a charge that is not stated")
            }
        },
        How::SetOff { of, left } => {
            format!("{of}, but not more than is left of the period's credits, {left}")
        }
        How::CostOfDowntime { down, amount, per } => format!("{down} × {amount} ÷ {per}"),
        How::LossShared => {
            "by its downtime; a second is that of the heaviest incident open, of equally heavy ones \
             of the first to begin"
                .to_owned()
        }
        How::LostBy { down, amount } => format!("{down} down: {amount}"),
        How::LessCredits { of, credits: [], .. } => {
            format!("{of}: the client gets no credit")
        }
        How::LessCredits { of, credits, more } => {
            let more = if *more > 0 { format!(" and {more} more") } else { String::new() };
            format!("{of} less credits of {}{more}, not below zero", list(credits, "and"))
        }
        How::GoodPeriod { period, value } => format!("{period} ({value})"),
        How::GoodAsTold(period) => format!("{period} (as the history tells)"),
        How::Stopped { since, own: false } => {
            format!("no credits are due for what begins from {since} on")
        }
        How::Stopped { since, own: true } => {
            format!("no credits are due for the period at whose end, {since}, the right arose")
        }
        How::PaidInstead { paid: [], .. } => "another credit is paid instead".to_owned(),
        How::PaidInstead { paid, more: 0 } => paid.join("; "),
        How::PaidInstead { paid, more } => format!("{}; and {more} more", paid.join("; ")),
        How::TooSmall { of, least, inclusive } => {
            let least =
                if *inclusive { format!("at least {least}") } else { format!("more than {least}") };
            format!("{of}, and only {least} is paid")
        }
        How::Enough { least, inclusive } => {
            format!("{} {least}", if *inclusive { "at least" } else { "more than" })
        }
        How::Incident { from, until, open, weight, users } => {
            let open = if *open { ", no end known by then" } else { "" };
            let weight = weight.map_or_else(String::new, |weight| format!(", weight {weight}"));
            let users = users.map_or_else(String::new, |[users, of]| {
                format!(", {} of {}", number(&English, &users.to_string()), plural(of, "user"))
            });
            format!("{from} to {until}{open}{users}{weight}")
        }
    }
}
