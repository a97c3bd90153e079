//! What stands over the figures, in English.

use super::super::{English, Statement};
use super::{class_count, days_left_words, list, plural};
use crate::format::number;

pub(super) fn words(statement: &Statement<'_>) -> String {
    match statement {
        Statement::WithoutCases(count) => {
            format!(
                "{} not measured: there was nothing to measure, or too little.",
                if *count == 1 {
                    "1 result was".to_owned()
                } else {
                    format!("{} were", plural(*count, "result"))
                }
            )
        }
        Statement::Amended { from, told, by } => {
            let told = match told {
                [] => String::new(),
                told => format!(": {}", told.join(", ")),
            };
            let by = match by {
                [] => String::new(),
                by => format!("; agreed by {}", list(by, "and")),
            };
            format!("As amended from {from}{told}{by}.")
        }
        Statement::Overall { finished: 0, running: true, every, .. } => {
            format!("No {every} is over yet.")
        }
        Statement::Overall { finished: 0, .. } => "Nothing could be measured.".to_owned(),
        Statement::Overall { results: Some((0, judged)), .. } => {
            format!("Kept in all {}.", plural(*judged, "result"))
        }
        Statement::Overall { results: Some((missed, judged)), .. } => {
            format!("Missed in {missed} of {}.", plural(*judged, "result"))
        }
        Statement::Overall { finished: 1, missed: 0, every, .. } => {
            format!("Kept in the one finished {every}.")
        }
        Statement::Overall { finished: 1, every, .. } => {
            format!("Missed in the one finished {every}.")
        }
        Statement::Overall { finished, missed: 0, every, .. } => {
            format!("Kept in all {finished} {every}s.")
        }
        Statement::Overall { finished, missed, every, .. } if finished == missed => {
            format!("Missed in all {finished} {every}s.")
        }
        Statement::Overall { finished, missed, every, .. } => {
            format!("Missed in {missed} of {finished} {every}s.")
        }
        Statement::Stopped { errors } => {
            format!("The files have {}; nothing was calculated.", plural(*errors, "error"))
        }
        Statement::Earned(amount) => format!("Credits of {amount} were earned."),
        Statement::Owed(amount) => format!("{amount} of that is owed."),
        Statement::Granted(amount) => format!("{amount} was granted."),
        Statement::Claimed(amount) => format!("{amount} is claimed and not decided yet."),
        Statement::Refused(amount) => format!("{amount} was refused."),
        Statement::EarnedBack(amount) => {
            format!("{amount} is charged again, because service was better afterwards.")
        }
        Statement::StillClaimable(amount) => format!("{amount} can still be claimed."),
        Statement::Claimable { amount, next, by, days_left } => {
            let left = days_left_words(*days_left);
            if amount == next {
                format!("{amount} can still be claimed, by {by} ({left}).")
            } else {
                format!("{amount} can still be claimed; {next} of it lapses after {by} ({left}).")
            }
        }
        Statement::Automatic(amount) => format!("{amount} is due without a claim."),
        Statement::Expired(amount) => format!("{amount} can no longer be claimed."),
        Statement::BonusSetOff(amount) => {
            format!("{amount} of bonuses to the provider is set off.")
        }
        Statement::BonusPayable(amount) => {
            format!("{amount} of bonuses is payable to the provider, beside the credits.")
        }
        Statement::Loss { amount, covered, not_covered } => format!(
            "Downtime cost the client {amount}: {covered} of it is covered by credits, {not_covered} \
             is not."
        ),
        Statement::LossApart { amount, currency } => format!(
            "Downtime cost the client {amount}, against which no credit is set: credits are in \
             {currency}."
        ),
        Statement::NotPriced(count) => format!(
            "{} no amount, because the contract states no charge for the service.",
            if *count == 1 { "1 credit has".to_owned() } else { format!("{count} credits have") }
        ),
        Statement::Running(states) => {
            let words = ["on track", "below target", "past recovery"];
            let parts: Vec<String> = states
                .iter()
                .zip(words)
                .filter(|(count, _)| **count > 0)
                .map(|(count, word)| format!("{count} {word}"))
                .collect();
            format!("In the period still running: {}.", list(&parts, "and"))
        }
        Statement::Provisional(amount) => format!("{amount} more if it ended now."),
        Statement::NotMeasured(count) => {
            format!(
                "{} could not be measured: nothing is known of the time.",
                plural(*count, "result")
            )
        }
        Statement::Uncertain(count) => format!(
            "{} could turn, depending on time of which nothing is known.",
            plural(*count, "verdict")
        ),
        Statement::IncidentsCounted { counted, total, unstated } => {
            let unstated = match unstated {
                0 => String::new(),
                1 => " One of them states no impact and counts in full.".to_owned(),
                count => {
                    let count = number(&English, &count.to_string());
                    format!(" {count} of them state no impact and count in full.")
                }
            };
            format!("{counted} of {total} incidents counted.{unstated}")
        }
        Statement::ClassCount { class, count, digits } => class_count(*class, *count, digits),
        Statement::Parties { provider, client } => format!("{provider} for {client}"),
        Statement::AsOf(instant) => format!("As of {instant}"),
        Statement::Evidence { file, from, until, .. } if from == until => {
            format!("{file} is evidence for no time at all.")
        }
        Statement::Evidence { file, from, until, source } => {
            let source = match *source {
                "covers" => "as the file states",
                "exported_at" => "by default until its export",
                _ => "by default until its last instant",
            };
            format!("{file} is evidence from {from} to {until}, {source}.")
        }
        Statement::ChangedTo { verdict: None, earned: None, figures: 0 } => {
            "The other files change no figure.".to_owned()
        }
        Statement::ChangedTo { verdict, earned, figures } => {
            let verdict = verdict.map(|before| format!("The verdict was: {before}"));
            let earned =
                earned.map(|(before, now)| format!("Credits earned were {before}, and are {now}."));
            let figures = match figures {
                0 => None,
                1 => Some("1 figure is another.".to_owned()),
                figures => Some(format!("{} are others.", plural(*figures, "figure"))),
            };
            [verdict, earned, figures].into_iter().flatten().collect::<Vec<_>>().join(" ")
        }
        Statement::Changed { objective, period, before, after } => {
            format!("{objective}, {period}: was {before}; is {after}")
        }
    }
}
