//! What cost most, worked out once for each way to tell it apart.

use crate::evaluate::Evaluation;
use crate::report::{CostBy, Costs};
use crate::web::message::By;

/// So many parts are told one by one, and so many labels can be chosen.
const MOST_PARTS: usize = 10;
const MOST_LABELS: usize = 4;

/// What was worked out of one evaluation.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    costs: Option<(By, Costs)>,
    labels: Option<Vec<String>>,
}

impl Ledger {
    /// The parts of all downtime, told apart so, and the names of labels that do it too.
    pub(super) fn of(&mut self, evaluation: &Evaluation, by: &By) -> (&Costs, &[String]) {
        let labels = self.labels.get_or_insert_with(|| evaluation.label_names(MOST_LABELS));
        let known = self.costs.take().filter(|(known, _)| known == by);
        let costs = known.unwrap_or_else(|| {
            let how = match by {
                By::Incident => CostBy::Incident,
                By::Cause => CostBy::Cause,
                By::Service => CostBy::Service,
                By::Label(name) => CostBy::Label(name.clone()),
            };
            (by.clone(), evaluation.costs(&how, MOST_PARTS))
        });
        let (_, costs) = self.costs.insert(costs);
        (costs, labels)
    }
}
