//! Parts of the grid.

use super::board::{Board, VERDICTS, gravest, letter};
use super::cut;
use crate::format::words::{Heading, Language, Phrase};
use crate::format::{
    Toward, bound_value, cases_words, duration, exact_percent, money, period, shown_value,
};
use crate::report::{BoundFacts, CreditFigure, Report, ResultFigures, Verdict};
use crate::web::message::{
    Cell, Column, GridLine, GridPart, GridWish, MOST_BYTES, Order, RowView, ServiceView, Span,
    encode,
};
use crate::web::names::marked;

/// The most cells of one part.
const MOST_CELLS: u32 = 1_500;
/// The most lines of one part.
const MOST_LINES: u32 = 200;
/// So many periods are shown whole; of more, the latest [`LATEST`].
const WHOLE: u32 = 24;
const LATEST: u32 = 12;
/// So many periods are shown of a single objective.
const WHOLE_OF_ONE: u32 = 120;
/// A strip has at most so many periods, which are the latest.
const LONGEST_STRIP: usize = 600;

/// A line before it is told.
enum Line {
    Service { service: u32, objectives: Vec<u32>, unfolded: bool },
    Objective(u32),
}

/// The part of the grid that is wished for, as much of it as goes into one message.
pub(super) fn grid(
    language: &dyn Language,
    report: &Report,
    board: &Board,
    wish: &GridWish,
) -> GridPart {
    let order = wish.order.unwrap_or_else(|| board.usual_order());
    let lines = lines(report, board, wish, order);
    let all_lines = cut::count(lines.len());
    // Where they are grouped, each is counted with its service.
    let left = |line: &Line| match line {
        Line::Service { objectives, .. } => objectives.len(),
        Line::Objective(_) => usize::from(!board.is_grouped()),
    };
    let left_objectives = cut::count(lines.iter().map(left).sum());
    let all_periods = cut::count(report.periods.len());
    let latest = if all_periods <= WHOLE { all_periods } else { LATEST };
    let latest = Span { from: all_periods - latest, count: latest };
    let periods = match wish.only {
        Some(_) => Span { from: u32::MAX, count: WHOLE_OF_ONE }.within(all_periods, WHOLE_OF_ONE),
        None => wish.periods.unwrap_or(latest).within(all_periods, WHOLE),
    };
    let most = if wish.cells { MOST_CELLS / periods.count.max(1) } else { MOST_LINES };
    let mut span = Span {
        from: wish.lines.from.min(all_lines.saturating_sub(1)),
        count: wish.lines.count.min(most.min(MOST_LINES)),
    };
    let teller = Teller { language, report, periods, cells: wish.cells };
    loop {
        let shown = lines.iter().skip(span.from as usize).take(span.count as usize);
        let lines: Vec<GridLine> = shown.filter_map(|line| teller.line(line)).collect();
        let wish = GridWish {
            lines: Span { count: cut::count(lines.len()), ..span },
            periods: Some(periods),
            ..wish.clone()
        };
        let part = GridPart {
            wish,
            order,
            lines,
            all_lines,
            all_objectives: cut::count(report.agreement.objectives.len()),
            left_objectives,
            columns: teller.columns(),
            all_periods,
            strip: teller.strip_of_all(),
            every: report.agreement.every.clone(),
            states: VERDICTS
                .map(|verdict| (letter(verdict), language.say(&Phrase::Verdict(verdict))))
                .to_vec(),
        };
        if span.count <= 1 || encode(&part).len() <= MOST_BYTES - 1_024 {
            return part;
        }
        span.count = span.count.div_ceil(2);
    }
}

/// The lines that a wish leaves, in their order.
fn lines(report: &Report, board: &Board, wish: &GridWish, order: Order) -> Vec<Line> {
    if let Some(only) = &wish.only {
        let place = report.agreement.objectives.iter().position(|it| it.id == *only);
        return place.map(|place| Line::Objective(cut::count(place))).into_iter().collect();
    }
    let wanted = wish.filter.trim().to_lowercase();
    let holds = |name: &str| name.to_lowercase().contains(&wanted);
    let fits = |position: &u32| {
        let bad = !wish.missed || board.objective(*position).is_some_and(|own| own.is_bad());
        let objective = report.agreement.objectives.get(*position as usize);
        bad && objective.is_some_and(|objective| {
            let service =
                objective.service.and_then(|at| report.agreement.services.get(at as usize));
            holds(&objective.name) || service.is_some_and(|service| holds(&service.name))
        })
    };
    if !board.is_grouped() {
        let objectives = board.objectives(order).into_iter().filter(fits);
        return objectives.map(Line::Objective).collect();
    }
    let mut lines = Vec::new();
    for (service, mut objectives) in board.services(order) {
        objectives.retain(&fits);
        if objectives.is_empty() {
            continue;
        }
        let bad = |at: &u32| board.objective(*at).is_some_and(|own| own.is_bad());
        let usual = !wanted.is_empty() || wish.missed || objectives.iter().any(bad);
        let id = report.agreement.services.get(service as usize).map(|facts| facts.id.as_str());
        let turned = wish.turned.iter().any(|turned| turned == id.unwrap_or_default());
        let unfolded = usual != turned;
        let own = objectives.clone();
        lines.push(Line::Service { service, objectives, unfolded });
        if unfolded {
            lines.extend(own.into_iter().map(Line::Objective));
        }
    }
    lines
}

/// Tells of objectives in some periods.
pub(super) struct Teller<'a> {
    pub(super) language: &'a dyn Language,
    pub(super) report: &'a Report,
    pub(super) periods: Span,
    /// Whether the figures of those periods are wanted.
    pub(super) cells: bool,
}

impl Teller<'_> {
    fn line(&self, line: &Line) -> Option<GridLine> {
        Some(match line {
            Line::Service { service, objectives, unfolded } => {
                GridLine::Service(self.service(*service, objectives, *unfolded)?)
            }
            Line::Objective(position) => GridLine::Objective(Box::new(self.row(*position)?)),
        })
    }

    fn service(&self, service: u32, objectives: &[u32], unfolded: bool) -> Option<ServiceView> {
        let facts = self.report.agreement.services.get(service as usize);
        // What is about no service is about the whole agreement.
        let whole = || self.language.say(&Phrase::Heading(Heading::Untitled));
        let was_missed = |objective: &&u32| {
            self.results(**objective).iter().any(|result| result.verdict == Verdict::Missed)
        };
        let missed = objectives.iter().filter(was_missed).count() as u64;
        Some(ServiceView {
            id: facts.map(|facts| facts.id.clone()).unwrap_or_default(),
            name: facts.map_or_else(whole, |facts| marked(&cut::whole_name(&facts.name))),
            summary: self
                .language
                .say(&Phrase::ServiceStands { missed, objectives: objectives.len() as u64 }),
            missed: missed > 0,
            unfolded,
        })
    }

    pub(super) fn row(&self, position: u32) -> Option<RowView> {
        let objective = self.report.agreement.objectives.get(position as usize)?;
        let own = self.results(position);
        let bound = |bound: &BoundFacts| {
            let value = bound_value(self.language, &bound.value, objective);
            self.language.say(&Phrase::Bound(bound, &value))
        };
        let expected = objective.expected.as_ref().map(&bound);
        // Where none is over, the newest.
        let last = own.iter().rev().find(|result| result.verdict.is_final()).or(own.last());
        let last_name = last.and_then(|last| self.report.periods.get(last.period as usize));
        let wanted = if self.cells { self.periods } else { Span::default() };
        let cells = (wanted.from..wanted.end()).map(|period| {
            let place = own.binary_search_by_key(&period, |result| result.period);
            place.ok().and_then(|place| own.get(place)).map(|result| self.cell(result))
        });
        let verdicts = own.iter().map(|result| letter(result.verdict));
        Some(RowView {
            id: objective.id.clone(),
            position,
            name: marked(&cut::whole_name(&objective.name)),
            target: match expected {
                None => bound(&objective.target),
                Some(expected) => self.language.say(&Phrase::AlsoExpected {
                    bound: &bound(&objective.target),
                    expected: &expected,
                }),
            },
            strip: verdicts.skip(own.len().saturating_sub(LONGEST_STRIP)).collect(),
            last: last.map(|last| self.cell(last)),
            last_name: last_name.map(|facts| period(self.language, facts)).unwrap_or_default(),
            margin: last.map(|last| self.margin(last)).unwrap_or_default(),
            // An objective with periods of its own has none in the columns of others.
            cells: cells.map(|cell| cell.unwrap_or_else(no_cell)).collect(),
        })
    }

    /// The results of an objective, in order of time.
    fn results(&self, objective: u32) -> &[ResultFigures] {
        let results = &self.report.results;
        let from = results.partition_point(|result| result.objective < objective);
        let until = results.partition_point(|result| result.objective <= objective);
        results.get(from..until).unwrap_or_default()
    }

    fn cell(&self, result: &ResultFigures) -> Cell {
        let language = self.language;
        let objective = self.report.agreement.objectives.get(result.objective as usize);
        let value = result.value.as_ref().zip(objective);
        let value = value.map(|(value, objective)| shown_value(language, value, objective));
        let credit = result.credit.as_ref().filter(|credit| !credit.percent.is_zero());
        let time = result.time.as_ref().filter(|_| value.is_some());
        let cases = result.cases.as_ref().filter(|_| value.is_some());
        let down = time.map(|time| duration(language, &time.down_seconds, Toward::Longer));
        Cell {
            state: letter(result.verdict),
            down: down.unwrap_or_default(),
            cases: cases.map(|cases| cases_words(language, cases)).unwrap_or_default(),
            value: value.unwrap_or_else(|| language.say(&Phrase::Verdict(result.verdict))),
            percent: credit
                .map(|credit| exact_percent(language, &credit.percent))
                .unwrap_or_default(),
            credit: credit.map(|credit| worth(language, credit)).unwrap_or_default(),
            turned: result.is_turned(),
        }
    }

    /// Nothing where nothing was measured.
    fn margin(&self, result: &ResultFigures) -> String {
        let (Some(time), Some(_)) = (&result.time, &result.value) else { return String::new() };
        let margin = time.margin();
        let beyond = margin.is_negative();
        let toward = if beyond { Toward::Longer } else { Toward::Shorter };
        let length = duration(self.language, &margin, toward);
        self.language.say(&Phrase::Margin { length: &length, beyond })
    }

    pub(super) fn columns(&self) -> Vec<Column> {
        let shown = (0..).zip(&self.report.periods);
        let shown = shown.skip(self.periods.from as usize).take(self.periods.count as usize);
        shown
            .map(|(at, facts)| Column {
                id: self.report.period_id(at).unwrap_or_default(),
                name: period(self.language, facts),
                to_date: !facts.finished,
            })
            .collect()
    }

    fn strip_of_all(&self) -> String {
        let periods = self.report.periods.len();
        let mut verdicts = vec![Verdict::NotMeasured; periods];
        for result in &self.report.results {
            if let Some(worst) = verdicts.get_mut(result.period as usize) {
                *worst = gravest([*worst, result.verdict]);
            }
        }
        verdicts.into_iter().map(letter).skip(periods.saturating_sub(LONGEST_STRIP)).collect()
    }
}

/// What stands where an objective has no such period.
fn no_cell() -> Cell {
    let nothing = String::new;
    let state = letter(Verdict::NotMeasured);
    Cell {
        state,
        value: nothing(),
        down: nothing(),
        cases: nothing(),
        percent: nothing(),
        credit: nothing(),
        turned: false,
    }
}

/// The percentage, as the cell shows it, and the amount where the charge is stated.
fn worth(language: &dyn Language, credit: &CreditFigure) -> String {
    let percent = exact_percent(language, &credit.percent);
    match &credit.amount {
        Some(amount) => format!("{percent}, {}", money(language, amount)),
        None => language.say(&Phrase::ShareOnly(&percent)),
    }
}
