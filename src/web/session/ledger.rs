//! What cost most, worked out once for each way to tell it apart.

use crate::evaluate::Evaluation;
use crate::report::{CostBy, CostScope, Costs};
use crate::web::message::By;

/// So many parts are told one by one, and so many labels can be chosen.
const MOST_PARTS: usize = 10;
const MOST_LABELS: usize = 4;

/// What was worked out of one evaluation.
#[derive(Debug, Default)]
pub(super) struct Ledger {
    costs: Option<(By, CostScope, Costs)>,
    labels: Option<Vec<String>>,
}

impl Ledger {
    /// The parts of the downtime of some services and periods, told apart so, and the names of labels
    /// that do it too.
    pub(super) fn of(
        &mut self,
        evaluation: &Evaluation,
        by: &By,
        scope: &CostScope,
    ) -> (&Costs, &[String]) {
        let labels = self.labels.get_or_insert_with(|| evaluation.label_names(MOST_LABELS));
        let known = self.costs.take().filter(|(known, of, _)| known == by && of == scope);
        let costs = known.unwrap_or_else(|| {
            let how = match by {
                By::Incident => CostBy::Incident,
                By::Cause => CostBy::Cause,
                By::Service => CostBy::Service,
                By::Label(name) => CostBy::Label(name.clone()),
            };
            (by.clone(), scope.clone(), evaluation.costs_of(&how, scope, MOST_PARTS))
        });
        let (.., costs) = self.costs.insert(costs);
        (costs, labels)
    }
}
