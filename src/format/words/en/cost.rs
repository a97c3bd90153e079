//! The picture of what cost most.

use super::super::{Chart, CostWord};
use super::plural;

pub(super) fn words(chart: &Chart<'_>) -> String {
    match chart {
        Chart::CostMost { first, of: (1, _), .. } => format!("{first}: all of the downtime"),
        Chart::CostMost { first, count: 1, share, .. } => {
            format!("{first}: {share} of all downtime")
        }
        Chart::CostMost { count, share, of: (_, of), .. } => {
            format!("The first {count} of {of} make {share} of all downtime")
        }
        Chart::NoCost => "There was no downtime".to_owned(),
        Chart::CostMeasure { by, all } => format!(
            "Downtime of all services, {all}, by {}; a second counts for the heaviest incident open",
            noun(*by)
        ),
        Chart::Unsaid(by) => match by {
            CostWord::Label(name) => format!("no {name} said"),
            by => format!("no {} said", noun(*by)),
        },
        Chart::NotPermitted(None) => "Maintenance that is not permitted".to_owned(),
        Chart::NotPermitted(Some(id)) => format!("{id} Maintenance that is not permitted"),
        Chart::RequestsFailed => "Too many requests failed".to_owned(),
        Chart::Others(count) => format!("{count} more"),
        Chart::Cost { name, down, share, incidents, credit } => {
            let incidents = match incidents {
                0 => String::new(),
                incidents => format!(", {}", plural(*incidents, "incident")),
            };
            let credit = credit.map(|credit| format!(", {credit} credit")).unwrap_or_default();
            format!("{name}: {down}, {share} of all downtime{incidents}{credit}.")
        }
        Chart::IncidentCount(count) => plural(*count, "incident"),
        _ => String::new(),
    }
}

fn noun(by: CostWord<'_>) -> &str {
    match by {
        CostWord::Incident => "incident",
        CostWord::Cause => "cause",
        CostWord::Service => "service",
        CostWord::Label(name) => name,
    }
}
