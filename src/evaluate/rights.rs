//! Rights beyond money: what each period shows of their triggers.

use std::collections::HashMap;

use crate::compliance::Verdict;
use crate::model::{Right, Sign, Trigger};
use crate::penalty::{Shown, TriggerStands, trigger_stands};
use crate::report::{Assessed, Basis, Measured};
use crate::units::Exact;

/// How it stands with each trigger of each right of the agreement.
pub(super) fn rights(basis: &Basis, assessed: &[Assessed]) -> Vec<Vec<TriggerStands>> {
    let agreement = &basis.agreement;
    if agreement.rights.is_empty() {
        return Vec::new();
    }
    let mut found = Results::new();
    for result in assessed.iter().filter(|result| result.judgement.verdict.is_final()) {
        let objective = basis.subjects.get(result.subject).map(|subject| subject.objective);
        let at = objective.map(|objective| (objective, result.period));
        at.into_iter().for_each(|at| found.entry(at).or_default().push(result));
    }
    let stands = |right: &Right, trigger: &Trigger| {
        let shown = shown(basis, trigger, &found);
        trigger_stands((right, trigger), shown, &basis.periods, agreement.zone)
    };
    let all = agreement.rights.iter();
    all.map(|right| right.any.iter().map(|it| stands(right, it)).collect()).collect()
}

/// What was judged, by objective and period: of one that is judged by label, each of its parts.
type Results<'a> = HashMap<(usize, usize), Vec<&'a Assessed>>;

/// What each period that is over shows of a trigger.
fn shown(basis: &Basis, trigger: &Trigger, found: &Results<'_>) -> Vec<Shown> {
    let own = trigger.of.first().and_then(|at| basis.agreement.objectives.get(*at));
    let periods = basis.periods.iter().enumerate().filter(|(_, period)| period.finished);
    let periods = periods.filter(|(_, it)| own.is_some_and(|own| own.periods == it.periods));
    let periods: Vec<usize> = periods.map(|(at, _)| at).collect();
    let results = |period: usize| {
        let of = trigger.of.iter();
        of.filter_map(move |objective| found.get(&(*objective, period))).flatten()
    };
    let compared =
        |value: &Exact| own.map_or_else(|| value.clone(), |own| own.target.compared(value));
    let each = periods.iter().enumerate().map(|(place, period)| {
        // The last so many periods, this one among them.
        let last = |many: u32| {
            let first = (place + 1).saturating_sub(many as usize);
            periods.get(first..=place).unwrap_or_default()
        };
        let (has_sign, value) = match &trigger.sign {
            _ if results(*period).next().is_none() => (None, None),
            Sign::Missed => {
                let mut verdicts = results(*period).map(|it| it.judgement.verdict);
                (Some(verdicts.any(|it| it == Verdict::Missed)), None)
            }
            Sign::Value(reach) => {
                let value = results(*period).find_map(|it| it.value.as_ref().map(compared));
                (value.as_ref().map(|value| reach.holds(value)), value)
            }
            Sign::Mean { over, reach } => {
                let values = last(*over).iter().flat_map(|it| results(*it));
                let values: Vec<&Exact> = values.filter_map(|it| it.value.as_ref()).collect();
                let is_whole = last(*over).len() == *over as usize;
                let mean = mean(&values).filter(|_| is_whole).map(|mean| compared(&mean));
                (mean.as_ref().map(|mean| reach.holds(mean)), mean)
            }
            Sign::Share(reach) => {
                let judged = results(*period).count() as i128;
                let missed = results(*period).filter(|it| it.judgement.verdict == Verdict::Missed);
                let missed = Exact::from(missed.count() as i128 * 100);
                let share = missed.checked_div(&Exact::from(judged));
                (share.as_ref().map(|share| reach.holds(share)), share)
            }
            Sign::Downtime { within, more_than } => {
                let down =
                    last(*within).iter().flat_map(|it| results(*it)).filter_map(|it| down(it));
                let down: Vec<Exact> = down.collect();
                let sum = (!down.is_empty()).then(|| down.into_iter().sum::<Exact>());
                (sum.as_ref().map(|sum| sum > more_than), sum)
            }
        };
        Shown { period: *period, has_sign, value }
    });
    each.collect()
}

fn mean(values: &[&Exact]) -> Option<Exact> {
    let sum: Exact = values.iter().map(|it| (*it).clone()).sum();
    sum.checked_div(&Exact::from(values.len() as i128))
}

/// Weighted downtime in seconds.
fn down(assessed: &Assessed) -> Option<Exact> {
    match &assessed.measured {
        Measured::Availability(found) => Some(found.down.clone()),
        _ => None,
    }
}
