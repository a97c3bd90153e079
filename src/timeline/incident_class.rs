//! What became of each incident.

use serde::{Deserialize, Serialize};

use super::outage::is_weightless;
use crate::model::{Agreement, Incident, Touch, Touched};
use crate::units::{Instant, Interval};

/// Whether an incident counted, and if not, why: the first that fits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum IncidentClass {
    /// It began after the instant of evaluation and has not happened yet.
    LaterThanAsOf,
    /// It names no service.
    NoService,
    /// It names none of the agreement's services.
    ServiceNotInAgreement,
    /// It lies outside the agreement's term.
    OutsideTerm,
    /// It came from a cause for which the provider does not answer.
    Excluded,
    /// It ended as it began, or nothing is known of it after its beginning.
    ZeroLength,
    /// Its impact has no weight.
    WeightZero,
    /// It counted.
    Counted,
    /// It was told before, in the same way, and is in its class there.
    ToldAgain,
}

impl IncidentClass {
    /// Every class, in order of precedence.
    pub const ALL: [Self; 9] = [
        Self::LaterThanAsOf,
        Self::NoService,
        Self::ServiceNotInAgreement,
        Self::OutsideTerm,
        Self::Excluded,
        Self::ZeroLength,
        Self::WeightZero,
        Self::Counted,
        Self::ToldAgain,
    ];

    /// Its name as data: `weight_zero`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::ToldAgain => "told_again",
            Self::LaterThanAsOf => "later_than_as_of",
            Self::NoService => "no_service",
            Self::ServiceNotInAgreement => "service_not_in_agreement",
            Self::OutsideTerm => "outside_term",
            Self::Excluded => "excluded",
            Self::ZeroLength => "zero_length",
            Self::WeightZero => "weight_zero",
            Self::Counted => "counted",
        }
    }
}

/// The class of `incident` in `term` as of `as_of`, given when it is known to have been open,
/// whether its cause is excluded, and whether it is judged by itself: by a clock, or as one of a
/// share.
#[must_use]
#[inline(never)]
pub fn classify(
    incident: Incident<'_>,
    agreement: &Agreement,
    term: Interval,
    known: Interval,
    as_of: Instant,
    (is_excluded, is_judged): (bool, bool),
) -> IncidentClass {
    let agreed = |touched: &Touched| matches!(touched, Touched::Agreed(_));
    let at_its_beginning = known.is_empty() && known.from() == term.from();
    let outside =
        incident.started() >= term.until() || (known.until() <= term.from() && !at_its_beginning);
    let touches_nobody = incident.affected().is_some_and(|affected| affected.users == 0);
    let weightless = |touch: &Touch| is_weightless(incident, touch, known, &agreement.impact);
    if incident.started() > as_of {
        IncidentClass::LaterThanAsOf
    } else if is_judged {
        IncidentClass::Counted
    } else if incident.touches().is_empty() {
        IncidentClass::NoService
    } else if !incident.touches().iter().any(|touch| agreed(&touch.service)) {
        IncidentClass::ServiceNotInAgreement
    } else if outside {
        IncidentClass::OutsideTerm
    } else if is_excluded {
        IncidentClass::Excluded
    } else if known.is_empty() {
        IncidentClass::ZeroLength
    } else if touches_nobody
        || incident.touches().iter().all(|t| !agreed(&t.service) || weightless(t))
    {
        IncidentClass::WeightZero
    } else {
        IncidentClass::Counted
    }
}
