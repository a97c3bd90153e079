//! The verdict on an objective in a period.

use serde::{Deserialize, Serialize};

use crate::measurement::Availability;
use crate::model::Cut;
use crate::units::{Exact, Interval};

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
    /// The value with all unknown time down, and with all of it up.
    pub bounds: Option<(Exact, Exact)>,
    /// The value after a perfect rest of a period not over, and the seconds of that rest.
    pub after_perfect: Option<(Exact, Exact)>,
    /// The downtime, in seconds, that the target allows in the measured time.
    pub allowed: Exact,
}

/// Judges the availability of the passed part of `span` against `target`.
#[must_use]
pub fn judge(availability: &Availability, target: &Cut, span: Interval) -> Judgement {
    let rest = Exact::seconds(span.nanoseconds() - availability.window.nanoseconds());
    let running = !rest.is_zero();
    let after_perfect = if running { availability.after_perfect(&rest) } else { None };
    let bounds = availability.bounds();
    let met = |value: &Exact| target.is_below(value);
    let verdict = match (availability.value(), &after_perfect) {
        (None, _) => Verdict::NotMeasured,
        (Some(value), None) if met(&value) => Verdict::Met,
        (Some(_), None) => Verdict::Missed,
        (Some(value), Some(_)) if met(&value) => Verdict::RunningOnTrack,
        (Some(_), Some(best)) if met(best) => Verdict::RunningBelowTarget,
        (Some(_), Some(_)) => Verdict::RunningPastRecovery,
    };
    let sides = bounds.as_ref().map(|(worst, best)| met(worst) == met(best));
    let share = &(&Exact::from(100) - &target.value) * &availability.measured();
    Judgement {
        verdict,
        certain: verdict.is_final() && sides.unwrap_or_default(),
        bounds,
        after_perfect: after_perfect.map(|value| (value, rest)),
        allowed: share.checked_div(&Exact::from(100)).unwrap_or_else(Exact::zero),
    }
}
