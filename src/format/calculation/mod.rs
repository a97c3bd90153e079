//! A worked calculation as a careful accountant would note it.

mod bonus;
mod cases;
mod credit;
mod credit_rule;
mod figures;
mod granted;
mod incident;
mod loss;
mod settlement;
mod time;
mod value;

pub use settlement::MOST_NAMED;

pub(super) use value::plain as plain_digits;

use super::objective::objective_name;
use super::value::shown_value;
use super::words::{How, Language, Phrase};
use super::{instant, number, period, times};
use crate::report::{
    Calculation, CaseCounts, ObjectiveFacts, Operand, Operation, Outcome, Report, ResultFigures,
    Step, StepName,
};

/// A calculation in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalculationText {
    /// What, when and how much.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line: what, how, how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The clause that the line follows.
    pub clause: Option<String>,
    /// The clause's own sentence.
    pub text: Option<String>,
    /// What is worked out.
    pub what: String,
    /// How.
    pub how: String,
    /// The result with its unit.
    pub result: String,
    /// The incidents behind it.
    pub incidents: Vec<IncidentLine>,
}

/// An incident behind a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentLine {
    /// Its id.
    pub id: String,
    /// What it was about.
    pub title: Option<String>,
    /// From when until when, and its weight.
    pub how: String,
    /// What of it was corrected.
    pub corrections: Vec<String>,
}

/// The lines of `calculation`, one of `report`'s own.
#[must_use]
pub fn calculation(
    language: &dyn Language,
    report: &Report,
    calculation: &Calculation,
) -> Option<CalculationText> {
    let objective = report.agreement.objectives.get(calculation.objective as usize)?;
    let facts = report.periods.get(calculation.period as usize)?;
    let row = report
        .results
        .iter()
        .find(|row| (row.objective, row.period) == (calculation.objective, calculation.period))?;
    let value = match &row.value {
        Some(value) => shown_value(language, value, objective),
        None => verdict(language, row),
    };
    let page = Page { language, report, objective, row, steps: &calculation.steps };
    Some(CalculationText {
        title: language.say(&Phrase::CalculationTitle {
            objective: &objective_name(language, objective),
            period: &period(language, facts),
            value: &value,
        }),
        lines: calculation.steps.iter().filter_map(|step| page.line(step)).collect(),
    })
}

/// A verdict in words, and whether unknown time could turn it.
#[must_use]
pub fn verdict(language: &dyn Language, row: &ResultFigures) -> String {
    let words = language.say(&if row.verdict.is_final() && !row.certain {
        Phrase::UncertainVerdict(row.verdict)
    } else {
        Phrase::Verdict(row.verdict)
    });
    if row.is_turned() { language.say(&Phrase::TurnedVerdict(&words)) } else { words }
}

/// How many of the cases of a period were missed; how many there were, where none has a limit.
#[must_use]
pub fn cases_words(language: &dyn Language, cases: &CaseCounts) -> String {
    let CaseCounts { total, missed, met, .. } = *cases;
    language.say(&if missed + met == 0 {
        Phrase::Cases(total)
    } else {
        Phrase::CasesMissed { missed, total, open: 0 }
    })
}

/// Whether a step tells of nothing but members of a group that are all left out.
fn is_all_left_out(step: &Step) -> bool {
    let is_told = |it: &Operand| matches!(it, Operand::Span { .. } | Operand::Record { .. });
    let mut operands = step.operands.iter();
    operands.any(|it| matches!(it, Operand::AllLeftOut { .. }))
        && !step.operands.iter().any(is_told)
}

struct Page<'a> {
    language: &'a dyn Language,
    report: &'a Report,
    objective: &'a ObjectiveFacts,
    row: &'a ResultFigures,
    steps: &'a [Step],
}

impl Page<'_> {
    /// The line of a step; nothing where another line says it, or there is nothing to say.
    fn line(&self, step: &Step) -> Option<Line> {
        let removed = self.removed();
        let (how, result) = match step.name {
            StepName::Agreed => (self.agreed(step)?, self.seconds(&step.result)?),
            // What is down says nothing of the requests that succeeded.
            StepName::Down | StepName::OutageDown if self.row.requests.is_some() => return None,
            StepName::Down | StepName::DownOfWindow
                if matches!(step.operation, Operation::Sum | Operation::Difference) =>
            {
                (String::new(), self.seconds(&step.result)?)
            }
            StepName::Down | StepName::DownOfWindow | StepName::OutageDown => {
                (self.down(step), self.seconds(&step.result)?)
            }
            StepName::Consumed => {
                (String::new(), format!("\u{2212}{}", self.seconds(&step.result)?))
            }
            StepName::Members => (self.members(step)?, self.seconds(&step.result)?),
            StepName::OutsideHours => (String::new(), self.seconds(&step.result)?),
            StepName::ExclusionSpans | StepName::Maintenance if is_all_left_out(step) => {
                (self.say(&Phrase::How(How::AllLeftOut)), self.seconds(&step.result)?)
            }
            StepName::ExclusionSpans => {
                let spans = step.operands.iter().filter(|it| matches!(it, Operand::Span { .. }));
                let how = self.say(&Phrase::How(How::Spans(spans.count() as u64)));
                (how, self.seconds(&step.result)?)
            }
            StepName::Maintenance => {
                let records = |it: &&Operand| matches!(it, Operand::Record { .. });
                let records = step.operands.iter().filter(records).count();
                let how = self.say(&Phrase::How(How::Maintenance(records as u64)));
                (how, self.seconds(&step.result)?)
            }
            StepName::ExcludedIncidents => {
                (self.chosen(step).join("; "), self.seconds(&step.result)?)
            }
            StepName::Tolerated => (String::new(), self.seconds(&step.result)?),
            StepName::Unknown => {
                (self.say(&Phrase::How(How::Removed)), self.seconds(&step.result)?)
            }
            StepName::Removed if removed && step.operation == Operation::Sum => {
                (String::new(), format!("\u{2212}{}", self.seconds(&step.result)?))
            }
            StepName::Removed if removed => {
                let seconds = self.seconds(&step.result)?;
                (self.say(&Phrase::How(How::Removed)), format!("\u{2212}{seconds}"))
            }
            StepName::Measured if removed => (String::new(), self.seconds(&step.result)?),
            StepName::Coverage if removed => (String::new(), self.value(&step.result)?),
            StepName::Availability => (self.quotient()?, self.value(&step.result)?),
            StepName::Met => (self.cases(step)?, self.met()?),
            StepName::OutagesBegun | StepName::OutagesEnded if self.row.value.is_some() => {
                (String::new(), self.value(&step.result)?)
            }
            StepName::OutageFigure => (self.outage_figure(step), self.value(&step.result)?),
            StepName::Tally => (self.tally(step), self.value(&step.result)?),
            StepName::LeftOut => {
                let Outcome::Count(steps) = &step.result else { return None };
                (self.left_out()?, number(self.language, &steps.to_string()))
            }
            StepName::RequestSuccess => (self.requests(step)?, self.value(&step.result)?),
            StepName::Skipped => {
                let Outcome::Count(cases) = &step.result else { return None };
                (String::new(), number(self.language, &cases.to_string()))
            }
            StepName::Share | StepName::Length if step.operation == Operation::WithoutCases => {
                (self.say(&Phrase::How(How::WithoutCases)), self.value(&step.result)?)
            }
            StepName::Share | StepName::Length => (String::new(), self.value(&step.result)?),
            StepName::Rounded => self.rounded(step)?,
            StepName::KeptFrom => (String::new(), self.bound_allowing()?),
            StepName::Target if step.operation == Operation::KeptWithoutCases => {
                (self.say(&Phrase::How(How::WithoutCases)), verdict(self.language, self.row))
            }
            StepName::Target => (self.target(), verdict(self.language, self.row)),
            StepName::Expected | StepName::EnoughKnown => self.bounded(step)?,
            StepName::AfterPerfect => (self.rest()?, self.value(&step.result)?),
            StepName::Budget => (self.budget()?, self.seconds(&step.result)?),
            // Of a period that is over, the target says it.
            StepName::BudgetLeft if self.row.verdict.is_running() => {
                (String::new(), self.seconds(&step.result)?)
            }
            StepName::BudgetBurn => {
                let Outcome::Times(burn) = &step.result else { return None };
                (self.say(&Phrase::How(How::Burn)), times(self.language, burn))
            }
            StepName::BudgetEnds => {
                let Outcome::Instant(ends) = &step.result else { return None };
                (String::new(), instant(self.language, ends))
            }
            StepName::UnknownDown | StepName::UnknownUp => {
                (String::new(), self.value(&step.result)?)
            }
            StepName::Tier => (self.tier(), self.tier_worth(step)?),
            StepName::OutagesCredited => (String::new(), self.value_of_count(&step.result)?),
            StepName::LostTime => (self.beyond(step)?, self.seconds(&step.result)?),
            StepName::ChargedTime if self.credited() => {
                (self.charged_hours(step), self.seconds(&step.result)?)
            }
            StepName::ChargedDays if self.credited() => {
                (self.days_of_months(step)?, self.value_of_count(&step.result)?)
            }
            StepName::Short => self.short(step)?,
            StepName::Units => self.credit_units(step)?,
            // That nothing is due is told by how many times it is not.
            StepName::CreditShare if !self.credited() && self.has_units() => return None,
            StepName::CreditShare => {
                (self.credit_share_of(step)?, self.credit_share(&step.result)?)
            }
            StepName::Charge if self.credited() => (self.charge(step), self.money(&step.result)?),
            StepName::Credit if self.credited() => (self.credit(step)?, self.money(&step.result)?),
            StepName::Stopped
            | StepName::WithParts
            | StepName::WithCarried
            | StepName::CappedEach
            | StepName::Combined
            | StepName::Capped
            | StepName::Paid => self.settlement(step)?,
            StepName::ClaimDay => (self.claim(step)?, self.date(&step.result)?),
            StepName::ClaimDeadline => self.claim_hours(step)?,
            StepName::Granted => self.granted(step)?,
            StepName::EarnedBack => self.earned_back(step)?,
            StepName::BonusCharge => (self.charge(step), self.money(&step.result)?),
            StepName::Bonus => self.bonus(step)?,
            StepName::BonusSetOff => self.set_off(step)?,
            StepName::Loss => self.loss(step)?,
            StepName::LossByIncident => (self.say(&Phrase::How(How::LossShared)), String::new()),
            StepName::NotCovered => self.not_covered(step)?,
            _ => return None,
        };
        let incidents = match step.name {
            StepName::Down
            | StepName::DownOfWindow
            | StepName::OutageDown
            | StepName::ExcludedIncidents => {
                step.operands.iter().filter_map(|o| self.incident(o)).collect()
            }
            StepName::Members => step.operands.iter().flat_map(|o| self.member(o)).collect(),
            StepName::Met | StepName::Skipped => {
                step.operands.iter().filter_map(|o| self.case(o)).collect()
            }
            StepName::Consumed => {
                step.operands.iter().filter_map(|o| self.credited_before(o)).collect()
            }
            StepName::OutagesBegun | StepName::OutagesEnded | StepName::OutagesCredited => {
                step.operands.iter().filter_map(|o| self.outage(o)).collect()
            }
            StepName::Tally => step.operands.iter().filter_map(|o| self.item(o)).collect(),
            StepName::LossByIncident => {
                step.operands.iter().filter_map(|it| self.lost_by(step, it)).collect()
            }
            StepName::LeftOut => {
                step.operands.iter().filter_map(|o| self.left_out_run(o)).collect()
            }
            _ => Vec::new(),
        };
        Some(Line {
            clause: step.clause.clone(),
            text: step.text.clone(),
            what: match step.name {
                StepName::OutageFigure | StepName::Tally | StepName::RequestSuccess => {
                    self.say(&Phrase::Indicator(&self.objective.indicator))
                }
                StepName::Charge => {
                    let basis = self.objective.basis.as_deref().unwrap_or_default();
                    self.say(&Phrase::ChargeOf(basis))
                }
                StepName::Granted => self.say(&self.decision()),
                _ => self.say(&Phrase::Step(step.name)),
            },
            how,
            result,
            incidents,
        })
    }
}
