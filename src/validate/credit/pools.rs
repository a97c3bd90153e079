//! Pools of amounts at risk: what is allocated of one is not more than it holds.

use crate::diagnostic::{Code, Expected, Finding};
use crate::document::contract as written;
use crate::model::{AtRisk, Objective, Rule};
use crate::units::Exact;
use crate::validate::scalar::Check;

impl<'j> Check<'j, '_> {
    /// Notes the first objective by which more of a pool is allocated than it holds; parts of one
    /// pool are of the same percentages.
    pub(in crate::validate) fn pools(
        &mut self,
        written: &[written::Objective<'j>],
        objectives: &[Objective],
    ) {
        let mut pools: Vec<(&AtRisk, Exact)> = Vec::new();
        for objective in objectives {
            let Some(Rule::AtRisk(own)) = objective.credit.as_ref().map(|credit| &credit.rule)
            else {
                continue;
            };
            let same = |(known, _): &&mut (&AtRisk, Exact)| {
                (&known.percent, &known.pool) == (&own.percent, &own.pool)
            };
            let before = match pools.iter_mut().find(same) {
                Some((_, sum)) => sum,
                None => {
                    pools.push((own, Exact::zero()));
                    let Some((_, sum)) = pools.last_mut() else { continue };
                    sum
                }
            };
            let sum = &*before + &own.allocation;
            let was_within = *before <= own.pool;
            let is_within = sum <= own.pool;
            *before = sum.clone();
            let is_it = |it: &&written::Objective<'j>| {
                it.id.as_ref().is_some_and(|id| id.decoded() == objective.id)
            };
            let at_risk = written.iter().find(is_it).and_then(|it| it.credit.as_ref());
            let at_risk = at_risk.and_then(|credit| credit.at_risk.as_ref());
            if let (true, false, Some(at_risk)) = (was_within, is_within, at_risk) {
                let finding = Finding::new(Code::PoolOverdrawn, self.spot(at_risk.start));
                let most = Expected::Between("0".to_owned(), own.pool.to_string());
                self.note(finding.found(&sum.to_string()).expected(most));
            }
        }
    }
}
