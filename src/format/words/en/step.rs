//! The steps of a calculation.

use crate::report::StepName;

pub(super) fn words(step: StepName) -> &'static str {
    match step {
        StepName::PeriodBegins => "The period begins",
        StepName::PeriodEnds => "The period ends",
        StepName::TermBegins => "The term begins",
        StepName::TermEnds => "The term ends",
        StepName::WindowBegins => "The days that are looked at begin",
        StepName::From => "Looked at from",
        StepName::Until => "Looked at until",
        StepName::Agreed => "Agreed time",
        StepName::ExclusionSpans => "Time declared not to count",
        StepName::ExcludedIncidents => "Incidents of an excluded cause",
        StepName::OutageDown => "Downtime of outages",
        StepName::Tolerated => "Outages too short to count",
        StepName::Unknown => "Time of which nothing is known",
        StepName::Down => "Downtime",
        StepName::Outage => "Time with an outage",
        StepName::Removed => "Time taken out",
        StepName::Measured => "Measured time",
        StepName::Coverage => "Share of agreed time that is known",
        StepName::Availability => "Availability",
        StepName::Met => "Within the limit",
        StepName::Missed => "Beyond the limit",
        StepName::Share => "Share within the limit",
        StepName::Length => "Value of all cases",
        StepName::Allowed => "Downtime allowed",
        StepName::Target => "Target",
        StepName::Rest => "Rest of the period",
        StepName::AfterPerfect => "After a perfect rest",
        StepName::AfterPerfectTarget => "Target after a perfect rest",
        StepName::UnknownDown => "If all unknown time was down",
        StepName::UnknownUp => "If all unknown time was up",
        StepName::Tier => "Tier",
        StepName::Charge => "Charge for the period",
        StepName::Credit => "Credit",
        StepName::LastDay => "Last day of the period",
        StepName::ClaimDay => "Claim by",
        StepName::ClaimDeadline => "Too late from",
    }
}
