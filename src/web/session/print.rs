//! The report as it is printed.

use super::grid::Teller;
use super::{cut, worked};
use crate::evaluate::Evaluation;
use crate::format::words::{Language, Phrase};
use crate::format::{cut_by_caps, date, exact_percent, money, objective_name, period, shown_value};
use crate::report::{Report, ResultFigures, Verdict};
use crate::web::message::{CreditRow, FigureId, MOST_BYTES, PrintPart, Sheet, Span, encode};
use crate::web::names::marked;

/// So many periods stand beside each other on paper.
const PERIODS: u32 = 12;
/// So many objectives, or credits, are told in one piece.
const ROWS: u32 = 40;

/// What is printed from the sheet of that number on, as much of it as goes into one message.
pub(super) fn part(language: &dyn Language, evaluation: &Evaluation, from: u32) -> PrintPart {
    let plan = plan(&evaluation.report);
    let mut room = MOST_BYTES - 1_024;
    let mut part = PrintPart { sheets: Vec::new(), next: None };
    for (place, planned) in (0_u32..).zip(&plan).skip(from as usize) {
        let Some(sheet) = planned.sheet(language, evaluation) else { continue };
        let size = encode(&sheet).len();
        if size > room && !part.sheets.is_empty() {
            part.next = Some(place);
            break;
        }
        room = room.saturating_sub(size);
        part.sheets.push(sheet);
    }
    part
}

/// A sheet before it is told.
enum Planned {
    Grid {
        objectives: Span,
        periods: Span,
    },
    /// Positions of results.
    Credits(Vec<usize>),
    /// The position of a result.
    Worked(usize),
}

/// The grid period by period, then every credit of finished periods, then everything missed.
fn plan(report: &Report) -> Vec<Planned> {
    let objectives = cut::count(report.agreement.objectives.len());
    let periods = cut::count(report.periods.len());
    let spans = |all: u32, step: u32| {
        (0..all).step_by(step as usize).map(move |from| Span { from, count: step.min(all - from) })
    };
    let grid = spans(periods, PERIODS).flat_map(|periods| {
        spans(objectives, ROWS).map(move |objectives| Planned::Grid { objectives, periods })
    });
    let is_credit = |result: &ResultFigures| {
        let credit = result.credit.as_ref();
        credit.is_some_and(|credit| !credit.provisional && credit.is_due())
    };
    let places = |keep: &dyn Fn(&ResultFigures) -> bool| {
        let results = report.results.iter().enumerate();
        results.filter(|(_, result)| keep(result)).map(|(place, _)| place).collect::<Vec<_>>()
    };
    let credits = places(&is_credit);
    let credits = credits.chunks(ROWS as usize).map(|places| Planned::Credits(places.to_vec()));
    let missed = places(&|result| result.verdict == Verdict::Missed);
    grid.chain(credits).chain(missed.into_iter().map(Planned::Worked)).collect()
}

impl Planned {
    fn sheet(&self, language: &dyn Language, evaluation: &Evaluation) -> Option<Sheet> {
        let report = &evaluation.report;
        match self {
            Self::Grid { objectives, periods } => {
                let within = Span { from: 0, count: cut::count(report.periods.len()) };
                let teller = Teller { language, report, within, periods: *periods, cells: true };
                let rows = (objectives.from..objectives.end()).filter_map(|at| teller.row(at));
                Some(Sheet::Grid { columns: teller.columns(), rows: rows.collect() })
            }
            Self::Credits(places) => {
                let results = places.iter().filter_map(|place| report.results.get(*place));
                let rows = results.filter_map(|result| credit_row(language, report, result));
                Some(Sheet::Credits(rows.collect()))
            }
            Self::Worked(place) => {
                let result = report.results.get(*place)?;
                let objective = report.agreement.objectives.get(result.objective as usize)?;
                let period = report.period_id(result.period)?;
                let figure = FigureId { objective: objective.id.clone(), period };
                let worked = worked::worked(language, evaluation, &figure)?;
                Some(Sheet::Worked(Box::new(worked)))
            }
        }
    }
}

fn credit_row(
    language: &dyn Language,
    report: &Report,
    result: &ResultFigures,
) -> Option<CreditRow> {
    let credit = result.credit.as_ref()?;
    let objective = report.agreement.objectives.get(result.objective as usize)?;
    let facts = report.periods.get(result.period as usize)?;
    let value = result.value.as_ref().map(|value| shown_value(language, value, objective));
    let amount = credit.amount.as_ref().map(|amount| money(language, amount));
    let share = credit.share.as_ref();
    let currency = report.currency_of(result.period);
    let cut = cut_by_caps(language, currency, &credit.caps).filter(|_| credit.amount.is_some());
    Some(CreditRow {
        objective: marked(&cut::name(&objective_name(language, objective))),
        period: period(language, facts),
        value: value.unwrap_or_default(),
        percent: share.map(|share| exact_percent(language, share)).unwrap_or_default(),
        cut: cut.unwrap_or_default(),
        amount: amount.unwrap_or_default(),
        claim: language.say(&Phrase::Claim(credit.claim)),
        last_day: credit.last_day.map(|day| date(language, day)).unwrap_or_default(),
    })
}
