//! What is measured.

/// What is measured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indicator {
    /// The share of measured time without downtime, in percent.
    Availability,
    /// From the report to the first answer.
    ResponseTime,
    /// From the report to the solution.
    ResolutionTime,
    /// From the report until service is back.
    RestoreTime,
    /// From the report until somebody is on site.
    OnSiteTime,
    /// From one update to the next.
    UpdateTime,
    /// From the provider's knowing of a breach of data until the client is told.
    BreachNotification,
}

/// Where an indicator is read from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum IndicatorOrigin {
    /// What each instant of a service's time was.
    ServiceTime,
    /// A clock on each incident.
    Clock,
}

impl Indicator {
    /// Every indicator.
    pub const ALL: [Self; 7] = [
        Self::Availability,
        Self::ResponseTime,
        Self::ResolutionTime,
        Self::RestoreTime,
        Self::OnSiteTime,
        Self::UpdateTime,
        Self::BreachNotification,
    ];

    /// The word for it in a contract.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Availability => "availability",
            Self::ResponseTime => "response_time",
            Self::ResolutionTime => "resolution_time",
            Self::RestoreTime => "restore_time",
            Self::OnSiteTime => "on_site_time",
            Self::UpdateTime => "update_time",
            Self::BreachNotification => "breach_notification",
        }
    }

    /// Where it is read from.
    #[must_use]
    pub fn origin(self) -> IndicatorOrigin {
        match self {
            Self::Availability => IndicatorOrigin::ServiceTime,
            Self::ResponseTime
            | Self::ResolutionTime
            | Self::RestoreTime
            | Self::OnSiteTime
            | Self::UpdateTime
            | Self::BreachNotification => IndicatorOrigin::Clock,
        }
    }
}
