//! Rights beyond money, with what each period shows of them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agreement::{Bound, BoundFacts};
use super::arrange::position;
use super::basis::Basis;
use crate::model::{Effect, Every, Reach, Right, Side, Sign, Trigger};
use crate::penalty::{Arisen, Shown, ShownIn, TriggerStands};
use crate::units::Exact;

/// A right beyond money, and how it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct RightFigures {
    /// Its id.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    /// What may be done: `terminate`, `withhold`, `no_credits`.
    pub effect: String,
    /// Of which periods it stops the credits, where it does: `later`, `own_period`,
    /// `own_period_and_later`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub stops: Option<String>,
    /// The clause that grants it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// For how many local days it can be exercised; without it, it does not lapse.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub exercise_days: Option<u32>,
    /// How it stands.
    pub state: RightState,
    /// What gives it, each alone.
    pub triggers: Vec<TriggerFigures>,
}

/// How a right stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RightState {
    /// Nothing gave it yet.
    NotArisen,
    /// It can be exercised.
    Exercisable,
    /// It was not exercised in time.
    Lapsed,
}

/// What gives a right, and what each period shows of that.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TriggerFigures {
    /// What a period must show: `breached`, `value`, `mean`, `sum`, `share_of_objectives`,
    /// `downtime`, `credits`.
    pub sign: String,
    /// Of which objectives, by their positions in the contract.
    pub of: Vec<u32>,
    /// Beyond which bound, where there is one; of downtime in seconds, of credits in money.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub bound: Option<BoundFacts>,
    /// Whether credits are held against their bound in percent of all charges.
    #[serde(default, skip_serializing_if = "std::ops::Not::not")]
    pub of_charges: bool,
    /// The calendar in whose hours downtime counts, where it has one of its own.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// Over how many periods the value goes that is held against it.
    pub over: u32,
    /// In how many periods.
    pub periods: u32,
    /// Of the last so many; of the whole term where there is none.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub within: Option<u32>,
    /// Whether they must follow each other.
    pub consecutive: bool,
    /// What periods before those of the report show, of which verdicts are told, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub before: Vec<ShownBefore>,
    /// What each period that is over shows, in order of time.
    pub shown: Vec<ShownFigure>,
    /// When the right arose by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arisen: Vec<ArisenFigure>,
    /// How many of the periods that it needs there are by now.
    pub so_far: u32,
}

/// A period before those of the report.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct PeriodBefore {
    /// How long it is: `month`, `quarter`, `half_year`, `year`, `days`.
    pub every: String,
    /// Its first local date.
    pub first: NaiveDate,
    /// The local date at whose beginning it is over.
    pub next: NaiveDate,
}

/// What a period before those of the report shows, by the verdicts that the history tells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownBefore {
    /// The period.
    pub period: PeriodBefore,
    /// Whether it has the sign.
    pub has_sign: bool,
    /// What was held against the bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Exact>,
}

/// What a period shows.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ShownFigure {
    /// The period, by its position in the report.
    pub period: u32,
    /// Whether it has the sign; nothing where it was not measured.
    pub has_sign: Option<bool>,
    /// What was held against the bound.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub value: Option<Exact>,
}

/// A right that arose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ArisenFigure {
    /// At the end of which period, by its position in the report; none where it was before them.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period: Option<u32>,
    /// At the end of which period before those of the report.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub period_before: Option<PeriodBefore>,
    /// By which periods before those of the report, in order of time.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub by_before: Vec<PeriodBefore>,
    /// By which periods, in order of time.
    pub by: Vec<u32>,
    /// The last local day on which it can be exercised, where it lapses.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// Whole local days left; none where that day has begun, or is past.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_left: Option<u64>,
    /// How it stands.
    pub state: RightState,
}

/// The rights of the agreement, with how it stands with each trigger.
pub(super) fn rights(
    basis: &Basis,
    stands: &[Vec<TriggerStands>],
    days_left: &dyn Fn(NaiveDate) -> u64,
) -> Vec<RightFigures> {
    let arisen = |length: Every, found: &Arisen| {
        let is_open = found.deadline.is_none_or(|deadline| basis.as_of < deadline);
        ArisenFigure {
            period: found.period.position().map(position),
            period_before: before(length, found.period),
            by_before: found.by.iter().filter_map(|it| before(length, *it)).collect(),
            by: found.by.iter().filter_map(|it| it.position()).map(position).collect(),
            last_day: found.last_day,
            days_left: found.last_day.filter(|_| is_open).map(days_left),
            state: if is_open { RightState::Exercisable } else { RightState::Lapsed },
        }
    };
    let length = |trigger: &Trigger| {
        let own = trigger.of.first().and_then(|at| basis.agreement.objectives.get(*at));
        own.map_or(basis.agreement.periods.every, |own| own.periods.every)
    };
    let figures = |(trigger, stands): (&Trigger, &TriggerStands)| TriggerFigures {
        sign: sign_name(&trigger.sign).to_owned(),
        of: trigger.of.iter().copied().map(position).collect(),
        bound: bound(&trigger.sign),
        of_charges: matches!(trigger.sign, Sign::Credits { of_charges: true, .. }),
        calendar: match &trigger.sign {
            Sign::Downtime { calendar: Some(at), .. } => {
                basis.agreement.calendars.get(*at).map(|calendar| calendar.id.clone())
            }
            _ => None,
        },
        over: position(trigger.sign.spans()),
        periods: trigger.periods,
        within: trigger.among.last,
        consecutive: trigger.among.consecutive,
        before: stands.shown.iter().filter_map(|it| shown_before(length(trigger), it)).collect(),
        shown: stands.shown.iter().filter_map(shown).collect(),
        arisen: stands.arisen.iter().map(|it| arisen(length(trigger), it)).collect(),
        so_far: position(stands.so_far),
    };
    let each = basis.agreement.rights.iter().zip(stands).map(|(right, stands)| {
        let triggers: Vec<_> = right.any.iter().zip(stands).map(figures).collect();
        let Right { id, effect, stops, exercise_days, clause, .. } = right;
        let states = || triggers.iter().flat_map(|it| &it.arisen).map(|it| it.state);
        RightFigures {
            id: id.clone(),
            effect: effect.name().to_owned(),
            stops: (*effect == Effect::NoCredits).then(|| stops.name().to_owned()),
            clause: clause.number.clone(),
            text: clause.text.clone(),
            exercise_days: *exercise_days,
            state: match states().find(|state| *state == RightState::Exercisable) {
                Some(state) => state,
                None => states().next().unwrap_or(RightState::NotArisen),
            },
            triggers,
        }
    });
    each.collect()
}

/// What a period of the report shows.
fn shown(shown: &Shown) -> Option<ShownFigure> {
    let period = position(shown.period.position()?);
    Some(ShownFigure { period, has_sign: shown.has_sign, value: shown.value.clone() })
}

/// What a period before those of the report shows; nothing where nothing is told of it.
fn shown_before(length: Every, shown: &Shown) -> Option<ShownBefore> {
    let period = before(length, shown.period)?;
    Some(ShownBefore { period, has_sign: shown.has_sign?, value: shown.value.clone() })
}

/// A period, where it is before those of the report.
fn before(length: Every, period: ShownIn) -> Option<PeriodBefore> {
    match period {
        ShownIn::Before(first, next) => {
            Some(PeriodBefore { every: length.name().to_owned(), first, next })
        }
        ShownIn::Period(_) => None,
    }
}

/// Its name in a contract.
fn sign_name(sign: &Sign) -> &'static str {
    match sign {
        Sign::Missed => "breached",
        Sign::Value(_) => "value",
        Sign::Mean { .. } => "mean",
        Sign::Sum { .. } => "sum",
        Sign::Share(_) => "share_of_objectives",
        Sign::Downtime { .. } => "downtime",
        Sign::Credits { .. } => "credits",
    }
}

fn bound(sign: &Sign) -> Option<BoundFacts> {
    match sign {
        Sign::Missed => None,
        Sign::Value(reach)
        | Sign::Mean { reach, .. }
        | Sign::Sum { reach, .. }
        | Sign::Share(reach) => Some(beyond(reach)),
        Sign::Credits { at_least, .. } => {
            Some(BoundFacts { bound: Bound::AtLeast, value: at_least.clone() })
        }
        Sign::Downtime { more_than, .. } => {
            Some(BoundFacts { bound: Bound::Above, value: more_than.clone() })
        }
    }
}

/// The values that a sign asks for, as their bound.
fn beyond(reach: &Reach) -> BoundFacts {
    let bound = match (reach.below, reach.cut.side) {
        (true, Side::Below) => Bound::Below,
        (true, Side::Above) => Bound::AtOrBelow,
        (false, Side::Above) => Bound::Above,
        (false, Side::Below) => Bound::AtLeast,
    };
    BoundFacts { bound, value: reach.cut.value.clone() }
}
