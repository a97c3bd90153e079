//! Warnings about labels that only contract and history together show.

use std::collections::BTreeSet;

use crate::diagnostic::{Code, Fault, Finding, locate, nearest};
use crate::model::Scope;
use crate::report::Basis;

/// Labels by which objectives choose incidents or tell them apart, and which nothing has: what is
/// judged by one that is misspelt would be met.
pub(super) fn label_warnings(basis: &Basis) -> Vec<Fault> {
    let history = &basis.history;
    if history.incidents.is_empty() && history.series.is_empty() {
        return Vec::new();
    }
    let named = |scope: &Scope| {
        let chosen = scope.labels.iter().map(|(name, _)| name.clone());
        chosen.chain(scope.per.iter().cloned()).collect::<Vec<String>>()
    };
    let objectives = basis.agreement.objectives.iter();
    let named: BTreeSet<String> = objectives.flat_map(|it| named(it.scope())).collect();
    let nowhere = named.iter().filter(|name| history.words.find(name).is_none());
    let findings = nowhere.map(|name| {
        let told = history.incidents.iter().flat_map(|incident| incident.labels());
        let told = told.chain(history.series.iter().flat_map(|series| &series.labels));
        let known: BTreeSet<&str> = told.map(|[name, _]| history.words.text(*name)).collect();
        let finding = Finding::new(Code::UnknownLabel, None).found(name);
        finding.nearest(nearest(name, known))
    });
    locate(findings.collect(), &[])
}
