//! What the engine says of a world: its report, nothing else of it.

use num_rational::BigRational;
use sla_calculator::report::{CreditFigure, Report, ResultFigures};

use super::Told;
use super::naive::fraction;
use crate::engine::{opened, second, told_of};
use crate::random::World;

/// What the engine tells of each credit and of all that is earned back, or why it refuses the world.
pub(crate) fn asked(world: &World) -> Result<Told, String> {
    let (case, as_of) = opened(world)?;
    let evaluation = case.evaluate(as_of).map_err(|faults| told_of(&faults))?;
    let report = &evaluation.report;
    let mut told = Told::new();
    for result in &report.results {
        let mut row = std::collections::BTreeMap::new();
        row.insert("value", number(result.value.as_ref()));
        if let Some(credit) = &result.credit {
            of_credit(&mut row, credit);
        }
        told.insert(place(report, result.objective, result), row);
    }
    for earned in &report.earned_back {
        let from = |period: u32| second(&report.periods[period as usize].from).to_string();
        let place =
            format!("{} {} earned", promised(report, earned.objective), from(earned.credit_period));
        let by: Vec<String> = earned.by.iter().map(|period| from(*period)).collect();
        let of = number(Some(&earned.of.amount));
        let amount = number(Some(&earned.amount.amount));
        told.insert(place, [("of", of), ("amount", amount), ("by", by.join(" "))].into());
    }
    Ok(told)
}

/// The promise that an objective keeps, or continues by other terms, and its labels.
fn promised(report: &Report, objective: u32) -> String {
    let objective = &report.agreement.objectives[objective as usize];
    let labels: Vec<&str> = objective.labels.iter().filter_map(|it| it.value.as_deref()).collect();
    let first = objective.terms.as_ref().and_then(|terms| terms.continues);
    let first = first.map_or(objective, |first| &report.agreement.objectives[first as usize]);
    format!("{} {labels:?}", first.position)
}

fn place(report: &Report, objective: u32, result: &ResultFigures) -> String {
    let period = &report.periods[result.period as usize];
    format!("{} {}", promised(report, objective), second(&period.from))
}

fn of_credit(row: &mut std::collections::BTreeMap<&'static str, String>, credit: &CreditFigure) {
    let mut say = |name, value| row.insert(name, value);
    say("share", number(credit.share.as_ref()));
    say("gross", number(credit.gross.as_ref()));
    say("carried_in", number(credit.carried_in.as_ref()));
    let caps = credit.caps.iter().map(|cut| {
        let [before, after] = [&cut.before, &cut.after].map(|it| number(Some(it)));
        format!("{}: {before} > {after}", cut.cap)
    });
    say("caps", caps.collect::<Vec<_>>().join(", "));
    say("not_paid", credit.not_paid.to_string());
    say("too_small", credit.too_small.to_string());
    say("paid_share", number(credit.paid_share.as_ref()));
    say("amount", number(credit.amount.as_ref().map(|money| &money.amount)));
    say("provisional", credit.provisional.to_string());
    say("claim", credit.claim.name().to_owned());
    let deadline = credit.deadline.as_ref().map(|it| second(it).to_string());
    say("deadline", deadline.unwrap_or_default());
}

fn number(exact: Option<&sla_calculator::units::Exact>) -> String {
    let number = exact.map(|exact| -> BigRational { fraction(&exact.to_string()) });
    number.map(|number| number.to_string()).unwrap_or_default()
}
