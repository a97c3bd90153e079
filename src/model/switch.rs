//! The questions that a contract may leave open: of each its field, what stands in, and how else it
//! is read.

use super::amendment::AmendedPeriod;
use super::clock_terms::{Attribution, By, PriorityRule, ReopenedRule, SKIPS_EXCLUDED};
use super::counting::{
    EXCLUDED_FIRST, OutageFrom, OutageIn, OutagePer, Overlap, SameUsers, Treatment,
};
use super::credit::{CreditPart, CreditTime, HourOf, MissWhen};
use super::credits::{CapCharges, Combination, DayOfCharge, LEAST_PER_PERIOD, OF_ALL_OBJECTIVES};
use super::maintenance::ONLY_DOWNTIME;
use super::periods::{BeforeStart, Consumed, Judged, Partial};
use super::tally_terms::{NoRequests, RequestMethod};

/// Who may answer a question.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// The contract alone.
    Contract,
    /// The contract, or an objective with periods of its own.
    Periods,
    /// The contract, a service, or an objective about what happened to it.
    Counting,
    /// The contract, a service, or an objective about whole outages.
    WholeOutages,
    /// The contract, or an objective whose value may be rounded.
    Value,
    /// A clock.
    Clock,
    /// A clock whose limit is working days.
    WorkingDays,
    /// An objective with a window.
    Window,
    /// An availability with a window and a credit.
    CreditedWindow,
    /// An objective with a credit that is a share of something.
    Credit,
    /// One with a credit for each missed case.
    CreditPerMiss,
    /// One with a credit for each part of a length.
    CreditByPart,
    /// One with a credit for the downtime of a period.
    CreditForTime,
    /// One with a credit of so many times the charge for the time that was lost.
    LostTime,
    /// An objective with a bonus.
    Bonus,
    /// A cap that is a share of charges.
    Cap,
    /// A permission of maintenance.
    Permission,
    /// An objective about series of requests.
    Requests,
    /// One that is the mean of their steps.
    IntervalMean,
}

macro_rules! switches {
    ($($(#[$doc:meta])* $switch:ident = $name:literal $scope:ident $default:expr;)*) => {
        /// A question that a contract may leave open, in the order in which reports list them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
        pub enum Switch {
            $($(#[$doc])* $switch,)*
        }

        impl Switch {
            /// Every switch.
            pub const ALL: &'static [Self] = &[$(Self::$switch),*];

            /// The field that answers it: `counting/overlap`.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$switch => $name,)* }
            }

            /// Who may answer it.
            #[must_use]
            pub fn scope(self) -> Scope {
                match self { $(Self::$switch => Scope::$scope,)* }
            }

            /// The answer that holds where nobody gives one; nothing where there is no question then.
            #[must_use]
            pub fn default(self) -> Option<&'static str> {
                match self { $(Self::$switch => $default,)* }
            }
        }
    };
}

switches! {
    /// The zone in which periods and days are cut.
    TimeZone = "time_zone" Contract Some("UTC");
    /// When the term begins.
    TermFrom = "term/from" Contract Some("first_instant_covered");
    /// How long a service period is.
    Every = "service_period/every" Periods Some("month");
    /// A date on which one begins.
    Anchor = "service_period/from" Periods None;
    /// What becomes of a period that the term cuts.
    Partial = "service_period/partial" Periods Some("clipped");
    /// What becomes of a period that an amendment changes.
    AmendedPeriod = "amended_period" Contract Some("split");
    /// What stands for the agreed time of a whole period.
    PeriodLength = "counting/period_length" Contract Some("actual");
    /// What a second of each impact weighs.
    Impact = "counting/impact" Contract Some("full 1, degraded 0.5, none 0");
    /// What several incidents at one instant weigh.
    Overlap = "counting/overlap" Counting Some("union");
    /// Which users several incidents touch at one instant.
    SameUsers = "counting/same_users" Counting Some("different");
    /// What an outage is.
    Per = "counting/per" Counting Some("outage");
    /// When an incident begins to hurt.
    OutageFrom = "counting/outage_from" Counting Some("started");
    /// To which period a whole outage belongs.
    OutageIn = "counting/outage_in" WholeOutages Some("began");
    /// How long an outage must be to count.
    MinimumOutage = "counting/minimum_outage" Counting Some("none");
    /// How much of the beginning of an outage does not count.
    Grace = "counting/grace" Counting Some("none");
    /// The units of the clock by which outages count.
    Unit = "counting/unit" Counting Some("exact");
    /// Which of two incidents of one instant holds.
    ConcurrentCause = "counting/concurrent_cause" Counting Some("counted");
    /// What becomes of spans that are declared not to count.
    ExclusionSpan = "counting/exclusion_span" Counting Some("removed");
    /// What becomes of maintenance.
    Maintenance = "counting/maintenance" Counting Some("removed");
    /// What becomes of incidents of an excluded cause.
    ExcludedIncident = "counting/excluded_incident" Counting Some("up");
    /// What becomes of time of which nothing is known.
    Unknown = "counting/unknown" Counting Some("removed");
    /// When a step of a series of requests is an outage.
    DownWhen = "counting/down_when" Counting None;
    /// What counts as maintenance.
    MaintenanceCounts = "maintenance/counts" Permission Some("window");
    /// When a window is judged.
    WindowJudged = "objectives/window/judged" Window Some("period_end");
    /// What holds of a window that begins before the term.
    BeforeStart = "objectives/window/before_start" Window Some("wait");
    /// Which downtime of a window counts in no later one.
    WindowConsumed = "objectives/window/consumed" CreditedWindow Some("no");
    /// The pauses that stop a clock.
    PauseOn = "objectives/pause_on" Clock Some("all");
    /// Until when on the last working day.
    LimitBy = "objectives/within/by" WorkingDays Some("close");
    /// Which priority sets the limit of a clock.
    PriorityChange = "objectives/priority_change" Clock Some("last");
    /// What becomes of a clock whose incident was reopened.
    Reopened = "objectives/reopened" Clock Some("resume");
    /// What becomes of clocks of incidents of an excluded cause.
    ExcludedCause = "objectives/excluded_cause" Clock Some("skipped");
    /// The period to which a case belongs.
    Attribution = "objectives/attribution" Clock Some("decided");
    /// What holds without any case.
    NoCases = "objectives/no_cases" Clock Some("not_measured");
    /// How the steps of series of requests become one value.
    Method = "objectives/method" Requests Some("occurrences");
    /// What a step without any request is.
    NoRequests = "objectives/no_requests" IntervalMean Some("up");
    /// How a value is rounded before it is held against targets and tiers.
    ValueRounding = "value_rounding" Value None;
    /// The charge of which a credit is a share.
    CreditBasis = "objectives/credit/basis" Credit Some("service_charge");
    /// Which missed cases a credit counts.
    CreditWhen = "objectives/credit/when" CreditPerMiss Some("breached");
    /// Which parts of a length a credit counts.
    CreditPart = "objectives/credit/part" CreditByPart Some("whole");
    /// Which downtime a credit counts.
    CreditTime = "objectives/credit/time" CreditForTime Some("all");
    /// For which hours the charge is by which lost time is credited.
    HourOf = "objectives/credit/hour_of" LostTime Some("period");
    /// What becomes of a bonus.
    BonusDue = "objectives/bonus/due" Bonus Some("set_off");
    /// Which of several credits of one period are paid.
    Combination = "credits/combination" Contract Some("sum");
    /// What a day of charge is.
    DayOfCharge = "credits/day_of_charge" Contract Some("period");
    /// Of which charges a cap is a share.
    CapOf = "credits/caps/of" Cap Some("window_charges");
    /// What is held against the least that is credited.
    MinimumEach = "credits/minimum/each" Contract Some("credit");
    /// Whose good periods earn a credit back.
    EarnBackOf = "credits/earn_back/of" Contract Some("same_objective");
    /// How a credit is rounded.
    Rounding = "credits/rounding" Contract Some("half_up");
    /// Whether a credit must be claimed.
    Claim = "credits/claim" Contract Some("automatic");
    /// When the time to claim begins.
    ClaimFrom = "credits/claim/from" Contract Some("period_end");
}

impl Switch {
    /// The answers that are weighed against each other where nobody gives one, the default among
    /// them: every word where it has words; where it has lengths or weights, what agreements
    /// customarily say.
    ///
    /// None where another answer makes other results, which cannot be laid beside these: the zone, the
    /// beginning of the term, and the service period, of which there is no end either. None where
    /// nothing is read into a contract that does not say it: no rounding of values, no error rate.
    /// None where no verdict and no credit would be another: what becomes of a bonus.
    /// None where this version has but one: how a credit is rounded, and how it is claimed.
    #[must_use]
    pub fn answers(self) -> Vec<&'static str> {
        match self {
            Self::Partial => words(Partial::WORDS),
            Self::AmendedPeriod => words(AmendedPeriod::WORDS),
            // 30 days, and a twelfth of a year of 365.04 days, as some clouds have it.
            Self::PeriodLength => vec!["actual", "P30D", "PT2628288S"],
            // A slow service counts as nothing, by half, or as none.
            Self::Impact => vec![
                "full 1, degraded 0.5, none 0",
                "full 1, degraded 0, none 0",
                "full 1, degraded 1, none 0",
            ],
            Self::Overlap => words(Overlap::WORDS),
            Self::SameUsers => words(SameUsers::WORDS),
            Self::Per => words(OutagePer::WORDS),
            Self::OutageFrom => words(OutageFrom::WORDS),
            Self::OutageIn => words(OutageIn::WORDS),
            // Monitors look every minute, or every five.
            Self::MinimumOutage | Self::Grace => vec!["none", "PT1M", "PT5M"],
            // Each minute touched, whole minutes alone.
            Self::Unit => vec!["exact", "any PT1M", "whole PT1M"],
            Self::ConcurrentCause => words(EXCLUDED_FIRST),
            Self::ExclusionSpan | Self::Maintenance | Self::ExcludedIncident | Self::Unknown => {
                words(Treatment::WORDS)
            }
            Self::MaintenanceCounts => words(ONLY_DOWNTIME),
            Self::WindowJudged => words(Judged::WORDS),
            Self::BeforeStart => words(BeforeStart::WORDS),
            Self::WindowConsumed => words(Consumed::WORDS),
            Self::PauseOn => vec!["all", "none"],
            Self::LimitBy => words(By::WORDS),
            Self::PriorityChange => words(PriorityRule::WORDS),
            Self::Reopened => words(ReopenedRule::WORDS),
            Self::ExcludedCause => words(SKIPS_EXCLUDED),
            Self::Attribution => words(Attribution::WORDS),
            Self::NoCases => vec!["not_measured", "met"],
            Self::Method => words(RequestMethod::WORDS),
            Self::NoRequests => words(NoRequests::WORDS),
            Self::CreditWhen => words(MissWhen::WORDS),
            Self::CreditPart => words(CreditPart::WORDS),
            Self::CreditTime => words(CreditTime::WORDS),
            Self::HourOf => words(HourOf::WORDS),
            // Of other periods and times credits are only where a contract says so.
            Self::CreditBasis => vec!["service_charge", "agreement_charge"],
            // Lists of objectives are nobody's custom.
            Self::Combination => words(Combination::WORDS),
            Self::DayOfCharge => words(DayOfCharge::WORDS),
            Self::CapOf => words(CapCharges::WORDS),
            Self::MinimumEach => words(LEAST_PER_PERIOD),
            Self::EarnBackOf => words(OF_ALL_OBJECTIVES),
            Self::TimeZone
            | Self::TermFrom
            | Self::Every
            | Self::Anchor
            | Self::DownWhen
            | Self::ValueRounding
            | Self::BonusDue
            | Self::Rounding
            | Self::Claim
            | Self::ClaimFrom => Vec::new(),
        }
    }
}

fn words<T>(words: &[(&'static str, T)]) -> Vec<&'static str> {
    words.iter().map(|(word, _)| *word).collect()
}

/// What a word stands for.
pub(super) fn named<T: Copy>(word: &str, words: &[(&str, T)]) -> Option<T> {
    words.iter().find(|(known, _)| *known == word).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_is_one_of_the_answers() {
        for switch in Switch::ALL {
            let answers = switch.answers();
            let default = switch.default();
            assert!(answers.is_empty() || default.is_some_and(|it| answers.contains(&it)));
        }
    }
}
