//! What other files changed in the verdict and its figures.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::cut;
use crate::format::words::{Language, Phrase, Statement};
use crate::format::{money, moneys, number, objective_name, period, shown_value, statement};
use crate::report::{ObjectiveFacts, PeriodFacts, Report, Verdict};
use crate::units::{Exact, Money};
use crate::web::message::Change;
use crate::web::names::marked;

/// The most figures that are listed.
const MOST_LISTED: usize = 20;

/// The figures of a report, as far as they can be compared.
#[derive(Clone, Debug)]
pub(super) struct Figures {
    verdict: String,
    earned: Vec<Money>,
    objectives: Vec<ObjectiveFacts>,
    /// By objective and the first date of the period.
    rows: BTreeMap<(u32, NaiveDate), Row>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Row {
    period: PeriodFacts,
    verdict: Verdict,
    value: Option<Exact>,
    credit: Option<Money>,
}

impl Figures {
    /// The figures of a report.
    pub(super) fn of(language: &dyn Language, report: &Report) -> Self {
        let rows = report.results.iter().filter_map(|result| {
            let period = report.periods.get(result.period as usize)?;
            let credit = result.credit.as_ref().and_then(|credit| credit.amount.clone());
            let credit = credit.filter(|credit| !credit.amount.is_zero());
            let (verdict, value) = (result.verdict, result.value.clone());
            let row = Row { period: period.clone(), verdict, value, credit };
            Some(((result.objective, period.first), row))
        });
        Self {
            verdict: statement(language, report).verdict,
            earned: report.summary.all_sums().map(|sums| sums.earned.clone()).collect(),
            objectives: report.agreement.objectives.clone(),
            rows: rows.collect(),
        }
    }

    /// What is different in `after`.
    pub(super) fn changed_to(&self, language: &dyn Language, after: &Self) -> Change {
        let known: BTreeMap<&str, u32> =
            (0..).zip(&self.objectives).map(|(at, it)| (it.id.as_str(), at)).collect();
        let mut listed = Vec::new();
        let mut changed = 0_usize;
        for ((objective, first), row) in &after.rows {
            let Some(facts) = after.objectives.get(*objective as usize) else { continue };
            let was = known.get(facts.id.as_str()).and_then(|at| self.rows.get(&(*at, *first)));
            let Some(was) = was.filter(|was| *was != row) else { continue };
            changed += 1;
            if listed.len() < MOST_LISTED {
                listed.push(language.say(&Phrase::Statement(Statement::Changed {
                    objective: &marked(&cut::name(&objective_name(language, facts))),
                    period: &period(language, &row.period),
                    before: &told(language, was, facts),
                    after: &told(language, row, facts),
                })));
            }
        }
        let unlisted = changed - listed.len();
        let sums = (self.earned != after.earned)
            .then(|| [self, after].map(|it| moneys(language, it.earned.iter())));
        Change {
            summary: language.say(&Phrase::Statement(Statement::ChangedTo {
                verdict: (self.verdict != after.verdict).then_some(self.verdict.as_str()),
                earned: sums.as_ref().map(|[before, after]| (before.as_str(), after.as_str())),
                figures: changed as u64,
            })),
            figures: listed,
            unlisted: (unlisted > 0).then(|| number(language, &unlisted.to_string())),
        }
    }
}

/// `Missed, 99.82 %, €1,200.00`
fn told(language: &dyn Language, row: &Row, objective: &ObjectiveFacts) -> String {
    let verdict = language.say(&Phrase::Verdict(row.verdict));
    let value = row.value.as_ref().map(|value| shown_value(language, value, objective));
    let credit = row.credit.as_ref().map(|credit| money(language, credit));
    [Some(verdict), value, credit].into_iter().flatten().collect::<Vec<_>>().join(", ")
}
