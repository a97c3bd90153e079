//! What the worker knows: the files once opened, and their whole report. The page gets windows.

use super::message::{
    Answer, ChartWish, FaultList, Form, MOST_BYTES, Proposal, Span, Window, Worked, encode,
};
use super::pictures;
use crate::diagnostic::{Code, Fault, Severity};
use crate::evaluate::{Case, Evaluation, Input};
use crate::export;
use crate::format::words::Language;
use crate::report::{Operand, Report, ResultFigures};
use crate::units::Instant;

/// The most cells of one window: some hundreds of bytes each.
const MOST_CELLS: u32 = 360;
/// The most periods of the first window, which holds the latest.
const FIRST_PERIODS: u32 = 24;
/// The most faults that are listed in one message.
const MOST_FAULTS: usize = 200;
/// The most incidents, charges and the like that a step lists.
const MOST_LISTED: usize = 200;
/// Longer texts of a contract are cut in what the page shows.
const LONGEST_TEXT: usize = 4_000;

/// The worker's memory.
#[derive(Debug, Default)]
pub struct Session {
    case: Option<Case>,
    evaluation: Option<Evaluation>,
}

impl Session {
    /// Opens other files and evaluates them, as of the instant they suggest where none is given.
    pub fn open(&mut self, inputs: &[Input<'_>], as_of: Option<&str>) -> Answer {
        *self = Self::default();
        let case = match Case::open(inputs) {
            Ok(case) => case,
            Err(faults) => return Answer::Faults(fault_list(&faults)),
        };
        let as_of = match as_of {
            Some(as_of) => case.instant(as_of),
            None => case.suggested_as_of().map(|(instant, _)| instant),
        };
        self.case = Some(case);
        as_of.map_or(Answer::AsOfMissing, |as_of| self.evaluate_at(as_of))
    }

    /// Evaluates the open files as of another instant.
    pub fn evaluate(&mut self, as_of: &str) -> Answer {
        match self.case.as_ref().map(|case| case.instant(as_of)) {
            Some(Some(as_of)) => self.evaluate_at(as_of),
            Some(None) => Answer::AsOfWrong,
            None => Answer::Nothing,
        }
    }

    fn evaluate_at(&mut self, as_of: Instant) -> Answer {
        let Some(case) = &self.case else { return Answer::Nothing };
        match case.evaluate(as_of) {
            Ok(evaluation) => {
                let all = count(evaluation.report.periods.len());
                self.evaluation = Some(evaluation);
                let periods = Span { from: all.saturating_sub(FIRST_PERIODS), count: all };
                self.window(Span { from: 0, count: MOST_CELLS }, periods)
            }
            Err(faults) => Answer::Faults(fault_list(&faults)),
        }
    }

    /// A part of the report, as much of what was asked for as goes into one message.
    #[must_use]
    pub fn window(&self, objectives: Span, periods: Span) -> Answer {
        let Some(evaluation) = &self.evaluation else { return Answer::Nothing };
        let report = &evaluation.report;
        let all_objectives = count(report.agreement.objectives.len());
        let all_periods = count(report.periods.len());
        let mut periods = within(periods, all_periods, MOST_CELLS);
        let mut objectives =
            within(objectives, all_objectives, (MOST_CELLS / periods.count.max(1)).max(1));
        let warnings = report.warnings.iter().filter(|fault| fault.code != Code::NotCounted);
        let warnings: Vec<Fault> = warnings.cloned().collect();
        let listed = first_faults(&warnings);
        loop {
            let window = Window {
                report: Report { warnings: listed.clone(), ..part(report, objectives, periods) },
                objectives,
                all_objectives,
                periods,
                all_periods,
                unlisted_warnings: (warnings.len() - listed.len()) as u64,
                proposed: self.proposal(),
            };
            let answer = Answer::Report(Box::new(window));
            let smallest = objectives.count <= 1 && periods.count <= 1;
            if smallest || encode(&answer).len() <= MOST_BYTES {
                return answer;
            }
            if objectives.count > 1 {
                objectives.count = objectives.count.div_ceil(2);
            } else {
                periods.count = periods.count.div_ceil(2);
            }
        }
    }

    /// One worked calculation.
    #[must_use]
    pub fn calculation(&self, objective: u32, period: u32) -> Answer {
        let Some(evaluation) = &self.evaluation else { return Answer::Nothing };
        let Some(mut calculation) = evaluation.calculation(objective, period) else {
            return Answer::Nothing;
        };
        let one = |from| Span { from, count: 1 };
        let report = part(&evaluation.report, one(objective), one(period));
        (calculation.objective, calculation.period) = (0, 0);
        let mut unlisted_incidents = 0;
        for step in &mut calculation.steps {
            step.text = step.text.take().map(cut);
            let mut listed = 0;
            step.operands.retain(|operand| {
                if matches!(operand, Operand::Value { .. } | Operand::Bound { .. }) {
                    return true;
                }
                listed += 1;
                let incident = matches!(operand, Operand::Incident { .. });
                unlisted_incidents += u64::from(incident && listed > MOST_LISTED);
                listed <= MOST_LISTED
            });
        }
        Answer::Worked(Box::new(Worked { report, calculation, unlisted_incidents }))
    }

    /// The report's pictures, in words of that language.
    #[must_use]
    pub fn charts(&self, language: &dyn Language, wish: &ChartWish) -> Answer {
        let report = self.evaluation.as_ref().map(|evaluation| &evaluation.report);
        let charts = report.and_then(|report| pictures::charts(language, report, wish));
        charts.map_or(Answer::Nothing, |charts| Answer::Charts(Box::new(charts)))
    }

    /// The whole report as a file's text.
    #[must_use]
    pub fn export(&self, form: Form) -> Option<String> {
        let evaluation = self.evaluation.as_ref()?;
        Some(match form {
            Form::Csv => export::csv(&evaluation.report),
            Form::Json => {
                export::report_and_calculations(&evaluation.report, evaluation.calculations())
            }
        })
    }

    fn proposal(&self) -> Option<Proposal> {
        let (instant, source) = self.case.as_ref()?.suggested_as_of()?;
        Some(Proposal { instant: instant.to_string(), source: source.name().to_owned() })
    }
}

/// The report cut to some objectives and periods, positions counted anew; without warnings.
pub(super) fn part(report: &Report, objectives: Span, periods: Span) -> Report {
    let mut part = Report {
        format: report.format.clone(),
        provenance: report.provenance.clone(),
        summary: report.summary.clone(),
        agreement: report.agreement.clone(),
        readings: report.readings.clone(),
        evidence: report.evidence.clone(),
        incidents: report.incidents.clone(),
        periods: slice(&report.periods, periods),
        results: Vec::new(),
        warnings: Vec::new(),
    };
    let agreement = &mut part.agreement;
    agreement.note = agreement.note.take().map(cut);
    agreement.objectives = slice(&report.agreement.objectives, objectives);
    let mut services: Vec<u32> = agreement.objectives.iter().map(|o| o.service).collect();
    services.sort_unstable();
    services.dedup();
    for objective in &mut agreement.objectives {
        let place = services.binary_search(&objective.service).unwrap_or_default();
        objective.service = count(place);
        objective.text = objective.text.take().map(cut);
    }
    let named = services.iter().filter_map(|at| report.agreement.services.get(*at as usize));
    agreement.services = named.cloned().collect();
    let inside = |span: Span, at: u32| at.checked_sub(span.from).filter(|at| *at < span.count);
    part.results = report
        .results
        .iter()
        .filter_map(|row| {
            let objective = inside(objectives, row.objective)?;
            let period = inside(periods, row.period)?;
            Some(ResultFigures { objective, period, ..row.clone() })
        })
        .collect();
    part
}

fn slice<T: Clone>(list: &[T], span: Span) -> Vec<T> {
    list.iter().skip(span.from as usize).take(span.count as usize).cloned().collect()
}

/// What there is of a span, and at most so many.
fn within(span: Span, all: u32, most: u32) -> Span {
    let from = span.from.min(all.saturating_sub(1));
    Span { from, count: span.count.min(most).min(all - from.min(all)) }
}

fn cut(text: String) -> String {
    if text.chars().count() <= LONGEST_TEXT {
        return text;
    }
    text.chars().take(LONGEST_TEXT).chain(['…']).collect()
}

fn fault_list(faults: &[Fault]) -> FaultList {
    let unlisted = faults.iter().filter(|fault| fault.code == Code::MoreFaults);
    let unlisted: u64 = unlisted.filter_map(|fault| fault.count).sum();
    let told: Vec<Fault> =
        faults.iter().filter(|fault| fault.code != Code::MoreFaults).cloned().collect();
    let errors = told.iter().filter(|fault| fault.severity == Severity::Error).count() as u64;
    let warnings = told.len() as u64 - errors;
    FaultList { listed: first_faults(&told), errors: errors + unlisted, warnings }
}

/// As many faults as go well into one message.
fn first_faults(faults: &[Fault]) -> Vec<Fault> {
    let mut room = MOST_BYTES / 3;
    let cut = faults.iter().take(MOST_FAULTS).map(|fault| {
        let mut fault = fault.clone();
        for place in [&mut fault.place, &mut fault.other].into_iter().flatten() {
            place.pointer = cut(std::mem::take(&mut place.pointer));
        }
        fault
    });
    cut.take_while(|fault| {
        let size = encode(fault).len();
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    })
    .collect()
}

fn count(length: usize) -> u32 {
    u32::try_from(length).unwrap_or(u32::MAX)
}
