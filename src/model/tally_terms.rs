//! What is agreed of a value that is put together from single ones.

use super::Scope;
use super::words::words;
use crate::units::Exact;

/// The terms of a tally.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TallyTerms {
    /// What its values come from.
    pub source: TallySource,
    /// Which incidents or measurements it is for.
    pub scope: Scope,
    /// The unit of a number that has one of its own.
    pub unit_name: Option<String>,
}

/// What the values of a tally come from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TallySource {
    /// Measurements of that name, by the number of their answers.
    Measurements {
        /// The name.
        name: String,
        /// How many answers they must rest on.
        minimum_answers: Exact,
    },
    /// Resolutions: which of them were of incidents solved at first contact.
    FirstContact,
    /// Resolutions: which of them were of incidents that had been opened again.
    Reopened,
    /// Deeds of that kind, which are counted.
    Count(String),
    /// The periods that have ended: for which of them it was done in time.
    Duty {
        /// What.
        kind: String,
        /// By when.
        due: Due,
    },
    /// Series of requests.
    Requests {
        /// How their steps become one value.
        method: RequestMethod,
        /// What a step without any request is.
        no_requests: NoRequests,
    },
    /// Values of other objectives in the same period, by weight.
    Score(Vec<(usize, Exact)>),
    /// What other objectives give in the same period, added up.
    Points(Vec<PointsPart>),
    /// Values of another objective in the last periods.
    Mean {
        /// The objective, by its position.
        of: usize,
        /// How many periods.
        periods: u32,
    },
}

/// What an objective gives of points.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PointsPart {
    /// The objective, by its position.
    pub objective: usize,
    /// How many each time.
    pub points: Exact,
    /// What gives them.
    pub of: PointsFor,
    /// From which lengths in nanoseconds on they count so many times, in the contract's order.
    pub by_length: Vec<(i128, Exact)>,
    /// So many times as many where that objective, by its position, was missed in the measured
    /// period before, too.
    ///
    /// Source: UK Model Services Contract, "Repeat KPI Failure": points × 2.
    pub repeated: Option<(usize, Exact)>,
}

impl PointsPart {
    /// How many times the points of one miss or outage of that length count.
    #[must_use]
    pub fn times(&self, length: i128) -> Exact {
        let reached = self.by_length.iter().filter(|(from, _)| *from <= length);
        let longest = reached.max_by_key(|(from, _)| *from);
        longest.map_or_else(|| Exact::from(1), |(_, times)| times.clone())
    }
}

words! {
    /// What gives points.
    PointsFor {
        /// A period in which the objective is missed.
        Breach = "breach",
        /// Each case beyond its limit.
        Miss = "miss",
        /// Each outage.
        Outage = "outage",
    }

    /// How the steps of series of requests become one value.
    ///
    /// Source: budgeting methods of OpenSLO, `Occurrences` and `RatioTimeslices`.
    RequestMethod {
        /// All good requests by all requests.
        Occurrences = "occurrences",
        /// The mean of the steps' shares of good requests.
        IntervalMean = "interval_mean",
    }

    /// What a step without any request is, for a mean of steps.
    NoRequests {
        /// As good as one in which every request succeeded.
        Up = "up",
        /// None.
        Removed = "removed",
    }
}

/// How long after the end of a period something is due: at the end of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Due {
    /// So many local days.
    Days(u32),
    /// So many days with hours.
    WorkingDays(u32),
}

impl TallySource {
    /// Whether it rests on other objectives.
    #[must_use]
    pub fn rests_on(&self) -> Vec<usize> {
        match self {
            Self::Score(parts) => parts.iter().map(|(objective, _)| *objective).collect(),
            Self::Points(parts) => {
                let before = |part: &PointsPart| part.repeated.as_ref().map(|(of, _)| *of);
                parts
                    .iter()
                    .flat_map(|part| [Some(part.objective), before(part)])
                    .flatten()
                    .collect()
            }
            Self::Mean { of, .. } => vec![*of],
            _ => Vec::new(),
        }
    }
}
