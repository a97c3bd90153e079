//! What the engine says of a world: its report, nothing else of it.

use sla_calculator::evaluate::Case;
use sla_calculator::report::OtherFigures;
use sla_calculator::units::Exact;

use super::Others;
use super::naive::{Result as Found, WHOLE};
use crate::engine::{fraction, opened, second};
use crate::naive::Fraction;
use crate::naive::periods::Period;
use crate::random::World;

/// What the engine tells of each objective in each period, or why it refuses the world.
pub(crate) fn asked(world: &World) -> Result<(Vec<Found>, Others), String> {
    let (case, as_of): (Case, _) = opened(world)?;
    let evaluation = case.evaluate(as_of).map_err(|faults| crate::engine::told_of(&faults))?;
    let report = &evaluation.report;
    let found = report.results.iter().map(|result| {
        let period = &report.periods[result.period as usize];
        let time = result.time.as_ref();
        let labels = time.into_iter().flat_map(|time| &time.labels);
        let labels = labels.filter(|(_, seconds)| **seconds != Exact::zero());
        let seconds = labels.map(|(label, seconds)| (name(*label), whole(seconds)));
        let objective = &report.agreement.objectives[result.objective as usize];
        let found = Found {
            objective: objective.position as usize,
            labels: objective.labels.iter().map(|label| label.value.clone()).collect(),
            period: Period { from: second(&period.from), until: second(&period.until) },
            seconds: seconds.collect(),
            removed: time.map_or(0, |time| whole(&time.removed_seconds)),
            down: time.map_or(0, |time| parts(&time.down_seconds)),
            consumed: time.and_then(|time| time.consumed_seconds.as_ref()).map_or(0, parts),
            value: result.value.as_ref().map(|value| fraction(&value.to_string())),
            verdict: result.verdict.name(),
            certain: result.certain,
        };
        let other = |other: &Option<Box<OtherFigures>>| {
            let other = other.as_ref()?;
            let value = other.value.as_ref().map(|value| fraction(&value.to_string()));
            Some((value, other.verdict.name(), other.certain))
        };
        (found, [other(&result.uncorrected), other(&result.disputed)])
    });
    let mut found: Vec<_> = found.collect();
    found.sort_by_key(|(it, _)| (it.objective, it.labels.clone(), it.period));
    Ok(found.into_iter().unzip())
}

fn name(label: sla_calculator::timeline::Label) -> &'static str {
    let name = serde_json::to_value(label).unwrap();
    let mut names = super::naive::Label::ALL.into_iter().map(super::naive::Label::name);
    names.find(|known| name == *known).unwrap()
}

/// Parts of seconds.
fn parts(seconds: &Exact) -> i64 {
    whole(&(seconds * &Exact::from(i128::from(WHOLE))))
}

fn whole(seconds: &Exact) -> i64 {
    let seconds: Fraction = fraction(&seconds.to_string());
    assert!(seconds.is_integer(), "everything happens at full seconds");
    seconds.to_integer().try_into().unwrap()
}
