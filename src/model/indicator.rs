//! What is measured.

use crate::units::{Better, Unit};

macro_rules! indicators {
    ($($(#[$doc:meta])* $indicator:ident = $name:literal $origin:ident $unit:ident $better:ident;)*) => {
        /// What is measured.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub enum Indicator {
            $($(#[$doc])* $indicator,)*
        }

        impl Indicator {
            /// Every indicator.
            pub const ALL: &'static [Self] = &[$(Self::$indicator),*];

            /// The word for it in a contract.
            #[must_use]
            pub fn name(self) -> &'static str {
                match self { $(Self::$indicator => $name,)* }
            }

            /// Where it is read from.
            #[must_use]
            pub fn origin(self) -> IndicatorOrigin {
                match self { $(Self::$indicator => IndicatorOrigin::$origin,)* }
            }

            /// What its value counts in, where it is one value for a period.
            #[must_use]
            pub fn unit(self) -> Unit {
                match self { $(Self::$indicator => Unit::$unit,)* }
            }

            /// Which values are better; nothing where a contract may say either.
            #[must_use]
            pub fn better(self) -> Option<Better> {
                match self { $(Self::$indicator => Side::$better.better(),)* }
            }
        }
    };
}

impl Indicator {
    /// Whether it looks at outages whole: each in one period, however far it reaches.
    #[must_use]
    pub fn is_of_whole_outages(self) -> bool {
        matches!(
            self,
            Self::OutageCount
                | Self::LongestOutage
                | Self::MeanTimeToRestore
                | Self::MeanTimeBetweenFailures
        )
    }
}

/// Where an indicator is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorOrigin {
    /// What each instant of a service's time was.
    ServiceTime,
    /// A clock on each incident.
    Clock,
    /// Incidents, by what became of them.
    Incidents,
    /// What was measured elsewhere.
    Measurements,
    /// Series of requests.
    Requests,
    /// What was done.
    Deeds,
    /// What was to be done after each period.
    Duties,
    /// Other objectives.
    Objectives,
}

enum Side {
    More,
    Less,
    Either,
}

impl Side {
    fn better(self) -> Option<Better> {
        match self {
            Self::More => Some(Better::More),
            Self::Less => Some(Better::Less),
            Self::Either => None,
        }
    }
}

indicators! {
    /// The share of measured time without downtime.
    Availability = "availability" ServiceTime Percent More;
    /// Downtime, each second by its weight.
    Downtime = "downtime" ServiceTime Seconds Less;
    /// How many outages began.
    OutageCount = "outage_count" ServiceTime Count Less;
    /// The longest of the outages that began.
    LongestOutage = "longest_outage" ServiceTime Seconds Less;
    /// The mean length of the outages that began and ended.
    MeanTimeToRestore = "mean_time_to_restore" ServiceTime Seconds Less;
    /// Time that was not down, by the outages that began.
    MeanTimeBetweenFailures = "mean_time_between_failures" ServiceTime Seconds More;
    /// From the report to the first answer.
    ResponseTime = "response_time" Clock Percent More;
    /// From the report to the solution.
    ResolutionTime = "resolution_time" Clock Percent More;
    /// From the report until service is back.
    RestoreTime = "restore_time" Clock Percent More;
    /// From the report until somebody is on site.
    OnSiteTime = "on_site_time" Clock Percent More;
    /// From one update to the next.
    UpdateTime = "update_time" Clock Percent More;
    /// From the provider's knowing of a breach of data until the client is told.
    BreachNotification = "breach_notification" Clock Percent More;
    /// From a disaster, or the drill of one, until service is back: the recovery time of ISO 22301.
    RecoveryTime = "recovery_time" Clock Percent More;
    /// From the last instant of which data could be brought back to the disaster: the recovery point
    /// of ISO 22301.
    RecoveryPoint = "recovery_point" Clock Percent More;
    /// The share of resolutions that needed but one contact.
    FirstContactFix = "first_contact_fix" Incidents Percent More;
    /// The share of resolutions of incidents that had been opened again.
    ReopenRate = "reopen_rate" Incidents Percent Less;
    /// The mean of clients' marks.
    Csat = "csat" Measurements Number Either;
    /// Promoters less detractors, from −100 to 100.
    Nps = "nps" Measurements Number More;
    /// How long requests take, in a unit of its own.
    Latency = "latency" Measurements Number Less;
    /// The share of what had to be patched.
    Patching = "patching" Measurements Percent More;
    /// The share of backups that succeeded.
    Backups = "backups" Measurements Percent More;
    /// The share of what had to be encrypted.
    Encryption = "encryption" Measurements Percent More;
    /// Anything else that is measured elsewhere.
    Measurement = "measurement" Measurements Number Either;
    /// The share of requests that succeeded.
    RequestSuccess = "request_success" Requests Percent More;
    /// How often something was done: drills, reviews of access, attestations.
    EventCount = "event_count" Deeds Count Either;
    /// The share of reports that were delivered in time.
    ReportDelivered = "report_delivered" Duties Percent More;
    /// The share of reviews that were held in time.
    ReviewHeld = "review_held" Duties Percent More;
    /// The share of evidence that was given in time.
    EvidenceGiven = "evidence_given" Duties Percent More;
    /// The mean of other objectives' values by weight.
    Score = "score" Objectives Percent More;
    /// What other objectives were broken by, in points that are added up.
    Points = "points" Objectives Number Less;
    /// The mean of another objective's values in the last periods.
    Mean = "mean" Objectives Number Either;
}
