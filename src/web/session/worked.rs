//! Worked calculations, as much of each as goes into a message.

use std::collections::BTreeSet;

use super::board::letter;
use super::cut;
use crate::evaluate::Evaluation;
use crate::format::words::Language;
use crate::format::{
    Line, MOST_NAMED, calculation, number, objective_name, other_outcome, other_tellings,
};
use crate::report::{
    Calculation, Fact, Operand, OtherFigures, Report, ResultFigures, Role, StepName,
};
use crate::web::message::{FigureId, IncidentView, OtherReadingView, Span, StepView, Worked};
use crate::web::names::{mark_calculation, mark_report};

/// The most incidents, charges and the like that a step lists.
const MOST_LISTED: usize = 200;

/// The result that a figure names, if it is one of the report's.
pub(super) fn result<'r>(report: &'r Report, figure: &FigureId) -> Option<&'r ResultFigures> {
    let objective = report.agreement.objectives.iter().position(|it| it.id == figure.objective)?;
    let objective = cut::count(objective);
    let begins = |at: u32| report.period_id(at).as_ref() == Some(&figure.period);
    let mut own = report.results.iter().filter(|result| result.objective == objective);
    own.find(|result| begins(result.period))
}

/// The calculation of a figure, if it is one of the report's.
pub(super) fn worked(
    language: &dyn Language,
    evaluation: &Evaluation,
    figure: &FigureId,
) -> Option<Worked> {
    let report = &evaluation.report;
    let own = result(report, figure)?;
    let tellings = tellings(language, own);
    let ResultFigures { objective, period, .. } = *own;
    let mut calculated = evaluation.calculation(objective, period)?;
    // What is paid instead is another's, and what was carried forward is of another period.
    let named: BTreeSet<u32> = paid_instead(&calculated).chain([objective]).collect();
    let named: Vec<u32> = named.into_iter().collect();
    let place = |objective: u32| named.binary_search(&objective).map_or(objective, cut::count);
    let periods = Span { from: 0, count: cut::count(report.periods.len()) };
    let mut report = cut::part(report, &named, periods);
    for objective in &mut report.agreement.objectives {
        objective.name = cut::whole_name(&objective_name(language, objective));
    }
    calculated.objective = place(objective);
    let mut unlisted = 0_u64;
    for step in &mut calculated.steps {
        step.clause = step.clause.as_deref().map(cut::name);
        step.text = step.text.take().map(cut::text);
        let mut listed = 0;
        let is_success = step.name == StepName::RequestSuccess;
        step.operands.retain(|operand| {
            if matches!(operand, Operand::Value { .. } | Operand::Bound { .. }) {
                return true;
            }
            listed += 1;
            let is_line = match operand {
                Operand::Incident { .. } | Operand::Case { .. } | Operand::Item { .. } => true,
                Operand::LeftOut { .. } | Operand::Lost { .. } => true,
                // Those that count are told by their sums.
                Operand::Steps { .. } => !is_success,
                _ => false,
            };
            unlisted += u64::from(is_line && listed > MOST_LISTED);
            listed <= MOST_LISTED
        });
        for operand in &mut step.operands {
            if let Operand::Value { source: Fact::Result { objective, .. }, .. } = operand {
                *objective = place(*objective);
            }
            if let Operand::Cap(cap) = operand {
                cap.clause = cap.clause.as_deref().map(cut::name);
            }
            if let Operand::Incident { id, title, .. }
            | Operand::Case { id, title, .. }
            | Operand::Item { name: id, title, .. } = operand
            {
                *id = cut::name(id);
                *title = title.as_deref().map(cut::name);
            }
            if let Operand::Lost { id, title, .. } = operand {
                *id = id.as_deref().map(cut::name);
                *title = title.as_deref().map(cut::name);
            }
            if let Operand::Chosen { label, values, .. } = operand {
                *label = label.as_deref().map(cut::name);
                values.iter_mut().for_each(|value| *value = cut::name(value));
            }
        }
    }
    let plain = calculation(language, &report, &calculated)?;
    let plain = plain_text(&plain.title, &plain.lines);
    mark_report(&mut report);
    mark_calculation(&mut calculated);
    let told = calculation(language, &report, &calculated)?;
    let unlisted = (unlisted > 0).then(|| number(language, &unlisted.to_string()));
    let step = |line: Line| {
        let incidents = line.incidents.into_iter().map(|incident| IncidentView {
            id: incident.id,
            title: incident.title,
            how: incident.how,
            corrections: incident.corrections,
        });
        let incidents: Vec<IncidentView> = incidents.collect();
        StepView {
            clause: line.clause,
            text: line.text,
            what: line.what,
            how: line.how,
            result: line.result,
            unlisted: unlisted.clone().filter(|_| !incidents.is_empty()),
            incidents,
        }
    };
    Some(Worked {
        figure: figure.clone(),
        title: told.title,
        steps: told.lines.into_iter().map(step).collect(),
        tellings,
        plain,
    })
}

/// The objectives whose credits are paid instead, as far as they are named.
fn paid_instead(calculated: &Calculation) -> impl Iterator<Item = u32> {
    let operands = calculated.steps.iter().flat_map(|step| &step.operands);
    let paid = operands.filter_map(|operand| match operand {
        Operand::Value { role: Role::Paid, source: Fact::Result { objective, .. }, .. } => {
            Some(*objective)
        }
        _ => None,
    });
    paid.take(MOST_NAMED)
}

/// What a figure is by other tellings.
fn tellings(language: &dyn Language, result: &ResultFigures) -> Vec<OtherReadingView> {
    let is_due = OtherFigures::of(result).is_due();
    let tellings = other_tellings(language, result).into_iter();
    let view = |(under, other): (String, &OtherFigures)| OtherReadingView {
        under,
        outcome: other_outcome(language, other, is_due),
        field: String::new(),
        state: letter(other.verdict),
    };
    tellings.map(view).collect()
}

/// The title and a line for each step, columns parted by tabs so that a table takes them.
fn plain_text(title: &str, lines: &[Line]) -> String {
    let lines = lines.iter().map(|line| {
        let clause = line.clause.as_deref().unwrap_or_default();
        [clause, &line.what, &line.how, &line.result].join("\t")
    });
    std::iter::once(title.to_owned()).chain(lines).map(|line| line + "\n").collect()
}
