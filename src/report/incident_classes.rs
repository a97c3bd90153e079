//! What became of each incident: whether it counted, or why it did not.

use super::basis::{Assessed, Basis};
use crate::model::Word;
use crate::timeline::{IncidentClass, classify, judged_time, open_time};

/// The class of each incident, by its position in the history.
#[must_use]
pub fn incident_classes(basis: &Basis, assessed: &[Assessed]) -> Vec<IncidentClass> {
    let Basis { agreement, history, evidence, term, as_of, .. } = basis;
    let mut is_judged = vec![false; history.incidents.len()];
    let cases = basis.cases.iter().flat_map(|(cases, _)| cases).map(|case| case.incident);
    let resolutions = assessed.iter().flat_map(|it| it.measured.resolutions());
    for incident in cases.chain(resolutions) {
        is_judged.get_mut(incident).into_iter().for_each(|judged| *judged = true);
    }
    // What lies in a period that is judged whole is not outside.
    let time = judged_time(*term, basis.periods.iter());
    let excluded = agreement.exclusions.iter();
    let excluded: Vec<Word> =
        excluded.filter_map(|exclusion| history.words.find(&exclusion.cause)).collect();
    let each = history.incidents.iter().zip(is_judged).map(|(incident, is_judged)| {
        let known = open_time(incident, history, evidence, *as_of);
        let is_excluded = incident.cause().is_some_and(|cause| excluded.contains(&cause));
        classify(incident, agreement, time, known, *as_of, (is_excluded, is_judged))
    });
    each.collect()
}
