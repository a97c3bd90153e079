//! What is behind a group, among the operands.

use serde::{Deserialize, Serialize};

use super::{Fact, Operand};
use crate::units::Exact;

/// What is behind a group: a service, and what of it is known. What reaches into none of the time
/// that matters is not told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFacts {
    /// The service's id.
    pub id: String,
    /// Where it stands.
    pub source: Option<Fact>,
    /// Its hours, unless it is always open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Operand>,
    /// How it counts, where it is otherwise than by default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Operand>,
    /// Spans that are declared not to count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declared: Vec<Operand>,
    /// Maintenance: what is permitted, and what was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maintenance: Vec<Operand>,
    /// Its incidents, and maintenance that no permission covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<Operand>,
    /// Its incidents of excluded causes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<Operand>,
    /// Spans of which nothing is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<Operand>,
    /// What it is made of, where it is a group itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupFacts>,
}

/// What a group is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupFacts {
    /// `series`, `parallel`, `k_of_n` or `weighted`.
    pub kind: String,
    /// The ids of its members.
    pub members: Vec<String>,
    /// How many of them are needed, where that is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u32>,
    /// Their shares, in order, where they have any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Exact>,
    /// Where it stands.
    pub source: Fact,
}
