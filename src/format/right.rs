//! Rights beyond money, in sentences.

use std::collections::BTreeMap;

use super::objective::objective_name;
use super::value::{bound_value, exact_percent, shown_value};
use super::words::{Language, Phrase, RightWords};
use super::{Toward, amount, date, duration_beside, exact_duration, period, period_before};
use crate::report::{
    ArisenFigure, ObjectiveFacts, Report, RightFigures, RightState, TriggerFigures,
};
use crate::units::Exact;

/// A right in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RightText {
    /// The clause that grants it.
    pub clause: Option<String>,
    /// What may be done.
    pub title: String,
    /// How it stands.
    pub lines: Vec<String>,
    /// Whether it can be exercised.
    pub is_open: bool,
}

/// The rights of a report.
#[must_use]
pub fn rights(language: &dyn Language, report: &Report) -> Vec<RightText> {
    report.rights.iter().map(|right| right_text(language, report, right)).collect()
}

fn right_text(language: &dyn Language, report: &Report, right: &RightFigures) -> RightText {
    let say = |words: RightWords<'_>| language.say(&Phrase::Right(words));
    // By whichever triggers, and by how many of them at once, at the end of a period it arises once.
    let mut arisen: BTreeMap<_, Vec<(&ArisenFigure, String)>> = BTreeMap::new();
    let mut near = Vec::new();
    for trigger in &right.triggers {
        let because = because(language, report, trigger);
        for found in &trigger.arisen {
            // What is in none of the report's periods comes before all of them.
            let end = (found.period, found.period_before.as_ref().map(|it| it.next));
            arisen.entry(end).or_default().push((found, because.clone()));
        }
        if trigger.arisen.is_empty() || trigger.so_far > 0 {
            near.push(say(RightWords::SoFar {
                because: &because,
                so_far: trigger.so_far,
                needed: trigger.periods,
                within: trigger.within,
                consecutive: trigger.consecutive,
                every: every(report, trigger),
                now: last_value(language, report, trigger).as_deref(),
                is_used: trigger.shown.last().is_some_and(|it| it.has_sign == Some(true)),
            }));
        }
    }
    let arisen = arisen.values().filter_map(|all| arose(language, report, all));
    let lines = arisen.chain(near).collect();
    RightText {
        clause: right.clause.clone(),
        title: say(RightWords::Effect(&right.effect, right.stops.as_deref())),
        lines,
        is_open: right.state == RightState::Exercisable,
    }
}

/// That it arose at the end of a period, by these.
fn arose(
    language: &dyn Language,
    report: &Report,
    all: &[(&ArisenFigure, String)],
) -> Option<String> {
    let named = |position: &u32| {
        report.periods.get(*position as usize).map(|facts| period(language, facts))
    };
    let (first, _) = all.first()?;
    let before = |period| period_before(language, period);
    let completing = match &first.period_before {
        Some(period) => before(period),
        None => named(first.period.as_ref()?)?,
    };
    let gave = all.iter().map(|(arisen, because)| {
        let by = arisen.by.iter().filter_map(named);
        let by: Vec<String> = arisen.by_before.iter().map(before).chain(by).collect();
        language.say(&Phrase::Right(RightWords::Gave { period: &completing, because, by: &by }))
    });
    let gave: Vec<String> = gave.collect();
    let until = first.last_day.map(|day| date(language, day));
    Some(language.say(&Phrase::Right(RightWords::Arose {
        period: &completing,
        gave: &gave,
        until: until.as_deref(),
        days_left: first.days_left,
    })))
}

/// What gives the right.
pub(super) fn because(
    language: &dyn Language,
    report: &Report,
    trigger: &TriggerFigures,
) -> String {
    let objectives = &report.agreement.objectives;
    let facts = |of: &u32| objectives.iter().find(|it| it.position == *of);
    let name = |facts: &ObjectiveFacts| match facts.labels.as_slice() {
        [] => objective_name(language, facts),
        _ => facts.stated_id.clone(),
    };
    let names: Vec<String> = trigger.of.iter().filter_map(facts).map(name).collect();
    let bound = trigger.bound.as_ref().map(|bound| match trigger.sign.as_str() {
        "downtime" => exact_duration(language, &bound.value),
        "credits" => credited(language, report, trigger, &bound.value),
        sign => {
            let facts =
                trigger.of.first().and_then(facts).filter(|_| sign != "share_of_objectives");
            let value = match facts {
                Some(facts) => bound_value(language, &bound.value, facts),
                None => exact_percent(language, &bound.value),
            };
            language.say(&Phrase::Bound(bound, &value))
        }
    });
    language.say(&Phrase::Right(RightWords::Because {
        sign: &trigger.sign,
        objectives: &names,
        bound: bound.as_deref().unwrap_or_default(),
        calendar: trigger.calendar.as_deref(),
        over: trigger.over,
        every: every(report, trigger),
    }))
}

/// What was last held against the bound.
fn last_value(
    language: &dyn Language,
    report: &Report,
    trigger: &TriggerFigures,
) -> Option<String> {
    let before = trigger.before.iter().rev().filter_map(|shown| shown.value.as_ref());
    let mut values = trigger.shown.iter().rev().filter_map(|shown| shown.value.as_ref());
    let value = values.next().or_else(|| before.into_iter().next())?;
    let mut objectives = report.agreement.objectives.iter();
    Some(match trigger.sign.as_str() {
        "downtime" => {
            let bound = trigger.bound.as_ref().map(|bound| &bound.value);
            duration_beside(language, value, Toward::Longer, bound.as_slice())
        }
        "share_of_objectives" => exact_percent(language, &value.floor(2)),
        "credits" if trigger.of_charges => exact_percent(language, &value.floor(2)),
        "credits" => credited(language, report, trigger, value),
        _ => {
            let facts = objectives.find(|it| trigger.of.contains(&it.position))?;
            // The bound is one more that the digits may not cross.
            let expected = trigger.bound.clone();
            shown_value(language, value, &ObjectiveFacts { expected, ..facts.clone() })
        }
    })
}

/// Credits as an amount, or as percent of all charges.
fn credited(
    language: &dyn Language,
    report: &Report,
    trigger: &TriggerFigures,
    value: &Exact,
) -> String {
    match trigger.of_charges {
        true => exact_percent(language, value),
        false => {
            let facts = &report.agreement;
            amount(language, value, &facts.currency, facts.minor_digits)
        }
    }
}

/// What its periods are called: `month`.
pub(super) fn every<'r>(report: &'r Report, trigger: &TriggerFigures) -> &'r str {
    let first = trigger.shown.first().and_then(|it| report.periods.get(it.period as usize));
    match first.map_or(report.agreement.every.as_str(), |facts| facts.every.as_str()) {
        "half_year" => "half-year",
        "days" => "period",
        every => every,
    }
}
