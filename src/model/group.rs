//! Services that make one together.

use std::collections::BTreeSet;

use super::{Agreement, Incident, Objective, Touched};
use crate::units::Exact;

/// A service that is a group of others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Its members by the positions of these services, each once: in the contract's order; where
    /// they have shares, by id.
    pub members: Vec<usize>,
    /// What they are together.
    pub kind: GroupKind,
}

/// What the members of a group are together.
///
/// Source: series, parallel and k-out-of-n structures as in IEC 61078, over weights of impact in
/// place of up and down; shares as agreements on sites of unequal size have them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupKind {
    /// Each is needed: the largest weight holds.
    Series,
    /// Any is enough: the smallest weight holds.
    Parallel,
    /// So many are needed: in order of weight that of number so many holds.
    KOfN(u32),
    /// Each has a share, in the order of the members: the mean of the weights holds, by shares.
    Weighted(Vec<Exact>),
}

impl GroupKind {
    /// Its field in a contract: `k_of_n`.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Series => "series",
            Self::Parallel => "parallel",
            Self::KOfN(_) => "k_of_n",
            Self::Weighted(_) => "weighted",
        }
    }
}

impl Agreement {
    /// The group that the service at a position is, if it is one.
    #[must_use]
    pub fn group(&self, service: usize) -> Option<&Group> {
        self.services.get(service)?.group.as_ref()
    }

    /// The services whose incidents an objective is about: its own, and all behind that where it is
    /// a group; nothing where it is about every incident.
    #[must_use]
    pub fn about(&self, objective: &Objective) -> Option<BTreeSet<usize>> {
        objective.service.map(|service| self.behind(service).into_iter().collect())
    }

    /// A service with all that is behind it, each once: members before their groups, itself last.
    #[must_use]
    pub fn behind(&self, service: usize) -> Vec<usize> {
        let members = |of: usize| self.group(of).map(|group| group.members.iter());
        let mut seen = vec![false; self.services.len()];
        let mut found = Vec::new();
        // What is being looked at, with the members still to come: no recursion, for groups may be
        // nested deeper than a stack.
        let mut open = vec![(service, members(service))];
        while let Some((of, rest)) = open.last_mut() {
            match rest.as_mut().and_then(Iterator::next) {
                Some(member) => {
                    let new = seen.get_mut(*member).is_some_and(|it| !std::mem::replace(it, true));
                    if new {
                        open.push((*member, members(*member)));
                    }
                }
                None => {
                    found.push(*of);
                    open.pop();
                }
            }
        }
        found
    }
}

/// Whether an incident touches one of these services.
#[must_use]
pub fn touches_any(incident: Incident<'_>, services: &BTreeSet<usize>) -> bool {
    let own = |touched| matches!(touched, Touched::Agreed(service) if services.contains(&service));
    incident.touches().iter().any(|touch| own(touch.service))
}
