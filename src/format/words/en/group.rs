//! Services that make one together.

use super::{plural, step};
use crate::report::StepName;

/// What the members of a group are together.
pub(super) fn how(kind: &str, needed: Option<u64>, members: u64) -> String {
    let all = plural(members, "member");
    match (kind, needed) {
        ("series", _) => format!("at each instant the worst of {all}, each of which is needed"),
        ("parallel", _) => format!("at each instant the best of {all}, any of which is enough"),
        ("k_of_n", Some(needed)) => {
            format!("at each instant as badly as the best {needed} of {all} allow")
        }
        _ => format!("at each instant the mean of {all} by their shares"),
    }
}

/// What befell a member.
pub(super) fn of_member(member: &str, what: Option<StepName>, how: &str) -> String {
    let what = match what {
        Some(StepName::ExcludedIncidents) => ", excluded cause",
        Some(StepName::Maintenance) => ", maintenance",
        Some(StepName::ExclusionSpans) => ", declared not to count",
        Some(StepName::Unknown) => ", nothing known",
        Some(other) => return format!("{member}, {}: {how}", step::words(other)),
        None => "",
    };
    format!("{member}{what}: {how}")
}
