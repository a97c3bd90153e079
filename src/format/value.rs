//! How many digits a value needs.

use super::words::Language;
use super::{Toward, duration_beside, exact_duration, number};
use crate::report::ObjectiveFacts;
use crate::units::{Better, Exact, Unit};

/// The most decimals ever shown.
const MOST_PLACES: u32 = 30;

/// The digits of a value, cut toward the worse side, with at least `places` decimals and as many
/// more as keep it on its own side of the objective's target and tiers, and of a percentage of 0
/// and of 100. Lengths have all their digits, in seconds, and counts have no decimals.
///
/// So 99.996 against a target of 100 is `99.99`, and 99.89996 against 99.9 is `99.89`.
#[must_use]
pub fn figure(value: &Exact, objective: &ObjectiveFacts, places: u32) -> String {
    let cut = |places| match objective.better {
        Better::More => value.floor(places),
        Better::Less => value.ceil(places),
    };
    let scale = match objective.unit {
        Unit::Seconds | Unit::Count => return cut(9).to_fixed(value.decimals(9).unwrap_or(9)),
        Unit::Percent => vec![Exact::zero(), Exact::from(100)],
        Unit::Number => Vec::new(),
    };
    let bounds: Vec<&Exact> = scale.iter().chain(bounds(objective)).collect();
    let least = bounds.iter().filter_map(|bound| bound.decimals(MOST_PLACES)).max();
    let mut places = places.max(least.unwrap_or_default());
    while places < MOST_PLACES {
        if bounds.iter().all(|bound| cut(places).cmp(bound) == value.cmp(bound)) {
            break;
        }
        places += 1;
    }
    cut(places).to_fixed(places)
}

/// What values of an objective are held against: target, expected level, tiers.
fn bounds(objective: &ObjectiveFacts) -> impl Iterator<Item = &Exact> {
    let tiers = objective.tiers.iter();
    let tiers = tiers.flat_map(|tier| [Some(&tier.begin), tier.end.as_ref()]).flatten();
    let own = std::iter::once(&objective.target).chain(&objective.expected);
    own.chain(tiers).map(|bound| &bound.value)
}

/// The value of an objective as people read it: `99.823 %`, `3 h 12 min`, `4.61`.
#[must_use]
pub fn shown_value(language: &dyn Language, value: &Exact, objective: &ObjectiveFacts) -> String {
    let toward = match objective.better {
        Better::More => Toward::Shorter,
        Better::Less => Toward::Longer,
    };
    match objective.unit {
        Unit::Seconds => {
            duration_beside(language, value, toward, &bounds(objective).collect::<Vec<_>>())
        }
        _ => in_unit(language, &figure(value, objective, 2), objective),
    }
}

/// The value of an objective's bound with all its decimals: `99.95 %`, `4 h`.
#[must_use]
pub fn bound_value(language: &dyn Language, value: &Exact, objective: &ObjectiveFacts) -> String {
    match objective.unit {
        Unit::Seconds => exact_duration(language, value),
        _ => in_unit(language, &all_digits(value), objective),
    }
}

/// Digits with what they count in.
pub(super) fn in_unit(language: &dyn Language, digits: &str, objective: &ObjectiveFacts) -> String {
    match (objective.unit, &objective.unit_name) {
        (Unit::Percent, _) => with_unit(language, digits),
        (_, None) => number(language, digits),
        (_, Some(name)) => format!("{}\u{a0}{name}", number(language, digits)),
    }
}

fn all_digits(value: &Exact) -> String {
    value.to_fixed(value.decimals(MOST_PLACES).unwrap_or(6))
}

/// A percentage with all its decimals: `99.95 %`; with six, and a mark, where they do not end:
/// `6.666666… %`.
#[must_use]
pub fn exact_percent(language: &dyn Language, value: &Exact) -> String {
    let digits = with_unit(language, &all_digits(value));
    match value.decimals(MOST_PLACES) {
        Some(_) => digits,
        None => digits.replacen('\u{a0}', "…\u{a0}", 1),
    }
}

fn with_unit(language: &dyn Language, digits: &str) -> String {
    format!("{}\u{a0}%", number(language, digits))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::report::{Bound, BoundFacts, PriceFacts, TierFacts};

    #[track_caller]
    fn check(value: &str, target: &str, tier: &str, shown: &str) {
        let exact = |text: &str| Exact::parse(text).unwrap();
        let objective = ObjectiveFacts {
            terms: None,
            id: String::new(),
            name: String::new(),
            stated_id: String::new(),
            position: 0,
            labels: Vec::new(),
            service: Some(0),
            indicator: "availability".to_owned(),
            measure: "value".to_owned(),
            unit: Unit::Percent,
            unit_name: None,
            better: Better::More,
            source: None,
            parts: Vec::new(),
            starts: Vec::new(),
            stops: Vec::new(),
            limits: Vec::new(),
            clause: None,
            text: None,
            target: BoundFacts { bound: Bound::AtLeast, value: exact(target) },
            target_from: None,
            expected: None,
            credit: Some("tiers".to_owned()),
            basis: Some("service_charge".to_owned()),
            tiers: vec![TierFacts {
                begin: BoundFacts { bound: Bound::Below, value: exact(tier) },
                end: None,
                price: PriceFacts { percent: Some(exact("10")), ..PriceFacts::default() },
            }],
            rule: None,
            credit_clause: None,
            credit_text: None,
            bonus: None,
            claim: None,
            automatic: false,
            calendar: None,
            every: "month".to_owned(),
            every_days: None,
            window_days: None,
            minimum_coverage: None,
            priorities: Vec::new(),
            rank: None,
        };
        assert_eq!(figure(&exact(value), &objective, 2), shown);
    }

    #[test]
    fn no_digit_carries_a_value_across_a_line() {
        check("99.996", "100", "99", "99.99");
        check("99.9999", "100", "99", "99.99");
        check("100", "100", "99", "100.00");
        check("99.8999999", "99.9", "99", "99.89");
        check("99.90000004", "99.9", "99", "99.90000004");
        check("98.996", "99.9", "99", "98.99");
        check("0.0004", "99.9", "99", "0.0004");
        check("99.9512", "99.95", "99.125", "99.951");
    }
}
