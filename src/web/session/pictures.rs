//! The pictures of a report, small enough for one message.

use super::board::Board;
use super::cut::{self, part};
use super::ledger::Ledger;
use super::selection::Selection;
use super::time_pictures::{self, MOST_COLUMNS, Pictured};
use crate::chart::{self, MOST_DOTS, MarkOf, NamedCase, Size};
use crate::evaluate::Evaluation;
use crate::format::objective_name;
use crate::format::words::Language;
use crate::report::{ObjectiveFacts, Report, Verdict};
use crate::units;
use crate::web::message::{
    Chart, ChartWish, Charts, FigureId, Leads, MOST_BYTES, Mark, Picture, Span, Unit, encode,
};
use crate::web::names::{mark_report, marked, plain};

/// The most periods of a picture, which are the latest.
const MOST_PERIODS: u32 = 120;
/// The most bytes that the list of objectives takes.
const MOST_NAME_BYTES: usize = MOST_BYTES / 8;

/// The pictures of a report; nothing where it has no objective.
pub(super) fn charts(
    language: &dyn Language,
    (evaluation, board): (&Evaluation, &Board),
    ledger: &mut Ledger,
    wish: &ChartWish,
) -> Option<Charts> {
    let report = &evaluation.report;
    let selection = Selection::of(report, &wish.filter);
    let Span { from: first, count: all } = selection.periods;
    let objectives = &report.agreement.objectives;
    let wished = wish.objective.as_ref();
    let wished = wished.and_then(|id| objectives.iter().position(|it| it.id == *id));
    let objective = wished.map(cut::count).or_else(|| board.worst_of(&selection.objectives))?;
    let id = objectives.get(objective as usize)?.id.clone();
    let wish = ChartWish { objective: Some(id), ..wish.clone() };
    let (mut count, mut most_dots) = (all.min(MOST_PERIODS), MOST_DOTS);
    let mut columns = MOST_COLUMNS;
    let costs = time_pictures::costs(language, evaluation, ledger, (&wish, &selection));
    let (costs, labels) = costs.map_or((None, Vec::new()), |(chart, names)| (Some(chart), names));
    loop {
        let periods = Span { from: first + all - count, count };
        let mut charts = draw(language, report, &wish, objective, (periods, &selection))?;
        charts.cases = cases(language, evaluation, objective, (wish.width, most_dots));
        let wish = &wish;
        let pictured = Pictured { language, evaluation, wish, objective, periods, columns };
        charts.outages = pictured.outages();
        charts.budget = pictured.budget();
        charts.costs.clone_from(&costs);
        charts.labels.clone_from(&labels);
        if count <= 1 && most_dots == 0 || encode(&charts).len() <= MOST_BYTES - 1_024 {
            return Some(charts);
        }
        if std::mem::take(&mut most_dots) == 0 {
            count = count.div_ceil(2);
        }
        columns = (columns / 2).max(1);
    }
}

/// The cases of an objective, where it is a clock.
fn cases(
    language: &dyn Language,
    evaluation: &Evaluation,
    objective: u32,
    (width, most_dots): (u32, usize),
) -> Option<Chart> {
    let report = &evaluation.report;
    let facts = report.agreement.objectives.get(objective as usize)?;
    if facts.measure == "value" {
        return None;
    }
    let whole = objective_name(language, facts);
    let facts = ObjectiveFacts { name: marked(&cut::name(&whole)), ..facts.clone() };
    let points = evaluation.case_points(objective);
    let points = points.map(|case| (marked(&cut::name(case.incident)), case));
    let points: Vec<NamedCase<'_>> = points.collect();
    let chart = chart::cases(language, &facts, &points, (Size::for_width(width), most_dots));
    let mut chart = told(chart, report, |_| objective);
    chart.finding = with_whole_name(&chart.finding, &whole);
    Some(chart)
}

/// A heading with all of a name of which pictures and their marks have the beginning and the end.
fn with_whole_name(finding: &str, name: &str) -> String {
    finding.replacen(&marked(&cut::name(name)), &marked(&cut::whole_name(name)), 1)
}

fn draw(
    language: &dyn Language,
    report: &Report,
    wish: &ChartWish,
    objective: u32,
    (periods, selection): (Span, &Selection),
) -> Option<Charts> {
    let size = Size::for_width(wish.width);
    let shown = |objectives: &[u32]| {
        let mut part = part(report, objectives, periods);
        for objective in &mut part.agreement.objectives {
            objective.name = cut::name(&objective_name(language, objective));
        }
        mark_report(&mut part);
        if !selection.whole || (periods.count as usize) < report.periods.len() {
            part.summary.finished_periods = finished(&part);
        }
        part
    };
    let one = shown(&[objective]);
    let trend = match unit_of(report.agreement.objectives.get(objective as usize)?, wish.unit) {
        Unit::Time => chart::time_used(language, &one, 0, size)?,
        Unit::Percent => chart::value_reached(language, &one, 0, size)?,
    };
    let all = shown(&selection.objectives);
    let credits = chart::credits(language, &all, size);
    let mut room = MOST_NAME_BYTES;
    // What is drawn can be chosen, whatever the filter leaves.
    let names = (0..).zip(&report.agreement.objectives).filter_map(|(at, it)| {
        (at == objective || selection.objectives.binary_search(&at).is_ok()).then_some(it)
    });
    let names = names.map(|objective| {
        (objective.id.clone(), marked(&cut::name(&objective_name(language, objective))))
    });
    let objectives = names.take_while(|(id, name)| {
        let size = id.len() + name.len();
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    });
    let mut trend = told(trend, &one, |_| 0);
    if let Some(objective) = report.agreement.objectives.get(objective as usize) {
        trend.finding = with_whole_name(&trend.finding, &objective_name(language, objective));
    }
    Some(Charts {
        wish: wish.clone(),
        objectives: objectives.collect(),
        trend,
        cases: None,
        budget: None,
        outages: None,
        costs: None,
        labels: Vec::new(),
        credits: told(credits, &all, |period| dearest(&all, period)),
    })
}

/// The unit in which an objective is drawn: a length is time, and only an
/// availability has both.
fn unit_of(objective: &ObjectiveFacts, wished: Unit) -> Unit {
    match objective.unit {
        _ if objective.is_availability() => wished,
        units::Unit::Seconds => Unit::Time,
        _ => Unit::Percent,
    }
}

/// How many of the periods are over and have a result.
fn finished(part: &Report) -> u64 {
    let over = part.periods.iter().enumerate().filter(|(at, period)| {
        let measured = |result: &&crate::report::ResultFigures| {
            result.period as usize == *at && result.verdict != Verdict::NotMeasured
        };
        period.finished && part.results.iter().any(|result| measured(&result))
    });
    over.count() as u64
}

/// The objective whose credit in a period is the highest.
fn dearest(report: &Report, period: u32) -> u32 {
    let parts = report.parts_of(period);
    let own = report.results.iter().filter(|result| parts.contains(&result.period));
    let amount = |result: &&crate::report::ResultFigures| {
        let credit = result.credit.as_ref()?;
        credit.amount.as_ref().map(|amount| amount.amount.clone())
    };
    // Of equal ones the first.
    own.rev().max_by_key(amount).map_or(0, |result| result.objective)
}

/// The chart; each of its marks of a period leads to the figure of that objective of `report`.
pub(super) fn told(chart: chart::Chart, report: &Report, objective: impl Fn(u32) -> u32) -> Chart {
    let chart::Chart { finding, measure, picture, table } = chart;
    let figure = |period: u32| {
        let objective = report.agreement.objectives.get(objective(period) as usize);
        FigureId {
            objective: objective.map(|it| it.id.clone()).unwrap_or_default(),
            period: report.period_id(period).unwrap_or_default(),
        }
    };
    let picture = picture.map(|picture| picture_of(picture, figure));
    Chart { finding, measure, picture, headings: table.headings, rows: table.rows }
}

/// The picture; each of its marks of a period leads to that figure.
pub(super) fn picture_of(picture: chart::Picture, figure: impl Fn(u32) -> FigureId) -> Picture {
    let mark = |mark: chart::Mark| Mark {
        column: mark.column.into(),
        drawn: mark.drawn.into(),
        leads: match mark.of {
            MarkOf::Period { period, .. } => Leads::Figure(figure(period)),
            MarkOf::Incident(id) => Leads::Incident(id),
            MarkOf::Itself => Leads::Nowhere,
        },
        title: mark.title,
        value: mark.value,
        against: mark.against,
        state: mark.state,
        words: mark.words,
    };
    Picture {
        svg: plain(&picture.svg),
        width: picture.size.width,
        height: picture.size.height,
        marks: picture.marks.into_iter().map(mark).collect(),
    }
}
