//! The verdict on an objective in a period.

use serde::{Deserialize, Serialize};

use super::CaseMeasure;
use crate::measurement::Availability;
use crate::model::{NoCases, Target};
use crate::units::Exact;

/// Whether a promise was kept; for a period not over, how it stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Verdict {
    /// The target was reached.
    Met,
    /// It was not.
    Missed,
    /// Nothing is known of the period.
    NotMeasured,
    /// The period is not over; so far the target is reached.
    RunningOnTrack,
    /// So far it is not; a perfect rest would reach it.
    RunningBelowTarget,
    /// Even a perfect rest would not reach it.
    RunningPastRecovery,
}

impl Verdict {
    /// Its name as data: `running_on_track`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Met => "met",
            Self::Missed => "missed",
            Self::NotMeasured => "not_measured",
            Self::RunningOnTrack => "running_on_track",
            Self::RunningBelowTarget => "running_below_target",
            Self::RunningPastRecovery => "running_past_recovery",
        }
    }

    /// Whether the period is over and was measured.
    #[must_use]
    pub fn is_final(self) -> bool {
        matches!(self, Self::Met | Self::Missed)
    }

    /// Whether the period is not over.
    #[must_use]
    pub fn is_running(self) -> bool {
        !self.is_final() && self != Self::NotMeasured
    }
}

/// What is judged of a measured value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Judgement {
    /// The verdict, or the state of a period not over.
    pub verdict: Verdict,
    /// Whether a verdict would be the same with all unknown time up, and with all of it down; a
    /// period not over has no verdict.
    pub certain: bool,
    /// What is judged beside it of a measured availability.
    pub availability: Option<AvailabilityMargin>,
}

/// How far an availability is from its target.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AvailabilityMargin {
    /// The value with all unknown time down, and with all of it up.
    pub bounds: Option<(Exact, Exact)>,
    /// The value after a perfect rest of a period not over, and the seconds of that rest; nothing
    /// where nothing is measured then.
    pub after_perfect: Option<(Exact, Exact)>,
    /// The downtime, in seconds, that the target allows in the measured time: of a value that is
    /// rounded, as much as it is still rounded to it.
    pub allowed: Exact,
}

/// Judges an availability against `target`, given whether its period is over; of one that is not,
/// `after_perfect` is the value after a perfect rest, if there is any, with the seconds of that rest.
#[must_use]
pub fn judge(
    availability: &Availability,
    target: &Target,
    finished: bool,
    after_perfect: Option<(Exact, Exact)>,
) -> Judgement {
    let bounds = availability.bounds();
    let met = |value: &Exact| target.is_kept_by(value);
    let is_past_recovery = after_perfect.as_ref().is_some_and(|(best, _)| !met(best));
    let verdict = match availability.value() {
        None => Verdict::NotMeasured,
        Some(value) if finished && met(&value) => Verdict::Met,
        Some(_) if finished => Verdict::Missed,
        Some(value) if met(&value) => Verdict::RunningOnTrack,
        Some(_) if is_past_recovery => Verdict::RunningPastRecovery,
        Some(_) => Verdict::RunningBelowTarget,
    };
    let sides = bounds.as_ref().map(|(worst, best)| met(worst) == met(best));
    let share = &(&Exact::from(100) - &target.kept_from().value) * &availability.measured();
    Judgement {
        verdict,
        certain: verdict.is_final() && sides.unwrap_or_default(),
        availability: Some(AvailabilityMargin {
            bounds,
            after_perfect,
            allowed: share.checked_div(&Exact::from(100)).unwrap_or_else(Exact::zero),
        }),
    }
}

/// Judges one value of a period against `target`, given whether the period is over.
#[must_use]
pub fn judge_value(
    value: Option<&Exact>,
    target: &Target,
    finished: bool,
    sure: Sure,
) -> Judgement {
    let verdict = match (value.map(|value| target.is_kept_by(value)), finished) {
        (None, _) => Verdict::NotMeasured,
        (Some(true), true) => Verdict::Met,
        (Some(false), true) => Verdict::Missed,
        (Some(true), false) => Verdict::RunningOnTrack,
        (Some(false), false) if sure.of_a_miss => Verdict::RunningPastRecovery,
        (Some(false), false) => Verdict::RunningBelowTarget,
    };
    let certain = match verdict {
        Verdict::Missed => sure.is_whole || sure.of_a_miss,
        _ => verdict.is_final() && sure.is_whole,
    };
    Judgement { verdict, certain, availability: None }
}

/// How far the value of a period is settled by what is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sure {
    /// Whether there is evidence for all of it.
    pub is_whole: bool,
    /// Whether nothing that comes, or comes to be known, can turn a miss.
    pub of_a_miss: bool,
}

/// Judges the value of cases against `target`, given whether their period is over; of one that is
/// not, what those of them come to that will still be looked at when it is.
#[must_use]
pub fn judge_cases(
    measure: &CaseMeasure,
    target: &Target,
    no_cases: &NoCases,
    to_stay: Option<&CaseMeasure>,
) -> (Option<Exact>, Judgement) {
    let finished = to_stay.is_none();
    let stays = to_stay.and_then(|cases| cases.value.as_ref());
    let is_lost = target.is_lost_by_one() && stays.is_some_and(|it| !target.is_kept_by(it));
    let nothing_known = measure.unknown == measure.agreed;
    let (value, kept) = match (&measure.value, no_cases) {
        (Some(value), _) => (Some(value.clone()), Some(target.is_kept_by(value))),
        (None, NoCases::NotMeasured) => (None, None),
        (None, _) if nothing_known => (None, None),
        (None, NoCases::Met) => (None, Some(true)),
        (None, NoCases::Value(value)) => (Some(value.clone()), Some(target.is_kept_by(value))),
    };
    let verdict = match (kept, finished) {
        (None, _) => Verdict::NotMeasured,
        (Some(true), true) => Verdict::Met,
        (Some(false), true) => Verdict::Missed,
        (Some(true), false) => Verdict::RunningOnTrack,
        // A value that stands in for cases is no miss: one to come would take its place.
        (Some(false), false) if is_lost => Verdict::RunningPastRecovery,
        (Some(false), false) => Verdict::RunningBelowTarget,
    };
    let certain = verdict.is_final() && measure.unknown == 0;
    (value, Judgement { verdict, certain, availability: None })
}
