//! Rights beyond money, with what each period shows of them.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::agreement::{Bound, BoundFacts};
use super::arrange::position;
use super::basis::Basis;
use crate::model::{Effect, Reach, Right, Side, Sign, Trigger};
use crate::penalty::{Arisen, TriggerStands};
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
    /// What each period that is over shows, in order of time.
    pub shown: Vec<ShownFigure>,
    /// When the right arose by it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub arisen: Vec<ArisenFigure>,
    /// How many of the periods that it needs there are by now.
    pub so_far: u32,
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
    /// At the end of which period, by its position in the report.
    pub period: u32,
    /// By which periods.
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
    let arisen = |found: &Arisen| {
        let is_open = found.deadline.is_none_or(|deadline| basis.as_of < deadline);
        ArisenFigure {
            period: position(found.period),
            by: found.by.iter().copied().map(position).collect(),
            last_day: found.last_day,
            days_left: found.last_day.filter(|_| is_open).map(days_left),
            state: if is_open { RightState::Exercisable } else { RightState::Lapsed },
        }
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
        shown: stands
            .shown
            .iter()
            .map(|it| ShownFigure {
                period: position(it.period),
                has_sign: it.has_sign,
                value: it.value.clone(),
            })
            .collect(),
        arisen: stands.arisen.iter().map(arisen).collect(),
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
