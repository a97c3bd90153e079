//! The pictures of a report, small enough for one message.

use std::cmp::Reverse;

use super::message::{Chart, ChartWish, Charts, MOST_BYTES, Mark, Picture, Span, Unit, encode};
use super::names::{mark_report, marked};
use super::session::part;
use crate::chart::{self, Size};
use crate::format::words::Language;
use crate::report::{Report, Verdict};

/// The most periods of a picture, which are the latest.
const MOST_PERIODS: u32 = 120;
/// Longer names are cut in pictures and in the list of objectives.
const LONGEST_NAME: usize = 120;
/// The most bytes that the list of objectives takes.
const MOST_NAME_BYTES: usize = MOST_BYTES / 8;

/// The pictures of a report; nothing where it has no objective.
pub(super) fn charts(language: &dyn Language, report: &Report, wish: &ChartWish) -> Option<Charts> {
    let all = u32::try_from(report.periods.len()).unwrap_or(u32::MAX);
    let there = |objective: &u32| report.agreement.objectives.get(*objective as usize).is_some();
    let objective = wish.objective.filter(there).or_else(|| worst(report))?;
    let wish = ChartWish { objective: Some(objective), ..wish.clone() };
    let mut count = all.min(MOST_PERIODS);
    loop {
        let charts = draw(language, report, &wish, Span { from: all - count, count })?;
        if count <= 1 || encode(&charts).len() <= MOST_BYTES - 1_024 {
            return Some(charts);
        }
        count = count.div_ceil(2);
    }
}

/// The objective that was missed most often, and among such ones that with the lowest value.
fn worst(report: &Report) -> Option<u32> {
    let objectives = u32::try_from(report.agreement.objectives.len()).unwrap_or(u32::MAX);
    (0..objectives).min_by_key(|objective| {
        let own = || report.results.iter().filter(|result| result.objective == *objective);
        let missed = own().filter(|result| result.verdict == Verdict::Missed).count();
        let lowest = own().filter_map(|result| result.value.clone()).min();
        (Reverse(missed), lowest.is_none(), lowest)
    })
}

fn draw(
    language: &dyn Language,
    report: &Report,
    wish: &ChartWish,
    periods: Span,
) -> Option<Charts> {
    let size = Size::for_width(wish.width);
    let shown = |objectives: Span| {
        let mut part = part(report, objectives, periods);
        for objective in &mut part.agreement.objectives {
            objective.name = objective.name.chars().take(LONGEST_NAME).collect();
        }
        mark_report(&mut part);
        if (periods.count as usize) < report.periods.len() {
            part.summary.finished_periods = finished(&part);
        }
        part
    };
    let objective = wish.objective.unwrap_or_default();
    let one = shown(Span { from: objective, count: 1 });
    let trend = match wish.unit {
        Unit::Time => chart::time_used(language, &one, 0, size)?,
        Unit::Percent => chart::percent(language, &one, 0, size)?,
    };
    let all = shown(Span { from: 0, count: u32::MAX });
    let credits = chart::credits(language, &all, size);
    let mut room = MOST_NAME_BYTES;
    let names = report.agreement.objectives.iter().map(|objective| {
        let name: String = objective.name.chars().take(LONGEST_NAME).collect();
        marked(&name)
    });
    let objectives = names.take_while(|name| {
        let fits = name.len() <= room;
        room = room.saturating_sub(name.len());
        fits
    });
    Some(Charts {
        wish: wish.clone(),
        objectives: objectives.collect(),
        trend: told(trend, periods, |_| objective),
        credits: told(credits, periods, |period| dearest(&all, period)),
    })
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
    let own = report.results.iter().filter(|result| result.period == period);
    let amount = |result: &&crate::report::ResultFigures| {
        let credit = result.credit.as_ref()?;
        credit.amount.as_ref().map(|amount| amount.amount.clone())
    };
    // Of equal ones the first.
    own.rev().max_by_key(amount).map_or(0, |result| result.objective)
}

fn told(chart: chart::Chart, periods: Span, objective: impl Fn(u32) -> u32) -> Chart {
    let chart::Chart { finding, measure, picture, table } = chart;
    let mark = |mark: chart::Mark| Mark {
        column: mark.column.into(),
        drawn: mark.drawn.into(),
        objective: objective(mark.period),
        period: periods.from + mark.period,
        title: mark.title,
        value: mark.value,
        against: mark.against,
        state: mark.state,
        words: mark.words,
    };
    let picture = picture.map(|picture| Picture {
        svg: picture.svg,
        width: picture.size.width,
        height: picture.size.height,
        marks: picture.marks.into_iter().map(mark).collect(),
    });
    Chart { finding, measure, picture, headings: table.headings, rows: table.rows }
}
