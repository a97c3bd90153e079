//! Parts of the grid.

use super::board::{Board, VERDICTS, gravest, letter};
use super::cut;
use super::selection::{self, Selection};
use crate::format::words::{Heading, Language, Phrase};
use crate::format::{
    Toward, bound_value, cases_words, duration, exact_percent, money, objective_name, period,
    shown_value,
};
use crate::report::{BoundFacts, CreditFigure, Report, ResultFigures, Verdict};
use crate::units::Sort;
use crate::web::message::{
    Cell, Column, Filter, GridLine, GridPart, GridWish, MOST_BYTES, Order, RowView, ServiceView,
    Span, encode,
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
    let selection = match wish.only {
        Some(_) => Selection::of(report, &Filter::default()),
        None => Selection::of(report, &wish.filter),
    };
    let lines = lines(report, board, wish, (order, &selection));
    let all_lines = cut::count(lines.len());
    // Where they are grouped, each is counted with its service.
    let left = |line: &Line| match line {
        Line::Service { objectives, .. } => objectives.len(),
        Line::Objective(_) => usize::from(!board.is_grouped()),
    };
    let left_objectives = cut::count(lines.iter().map(left).sum());
    let within = selection.periods;
    let latest = |count| Span { from: within.end() - count, count };
    let periods = match wish.only {
        Some(_) => latest(within.count.min(WHOLE_OF_ONE)),
        None => wish.periods.map_or_else(
            || latest(if within.count <= WHOLE { within.count } else { LATEST }),
            |wanted| part_of(wanted, within),
        ),
    };
    let most = if wish.cells { MOST_CELLS / periods.count.max(1) } else { MOST_LINES };
    let mut span = Span {
        from: wish.lines.from.min(all_lines.saturating_sub(1)),
        count: wish.lines.count.min(most.min(MOST_LINES)),
    };
    let facets = selection::facets(Some(language), report, &wish.filter);
    let teller = Teller { language, report, within, periods, cells: wish.cells };
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
            within,
            facets: facets.clone(),
            sums: selection.sums(language, report),
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
fn lines(
    report: &Report,
    board: &Board,
    wish: &GridWish,
    (order, selection): (Order, &Selection),
) -> Vec<Line> {
    if let Some(only) = &wish.only {
        let place = report.agreement.objectives.iter().position(|it| it.id == *only);
        return place.map(|place| Line::Objective(cut::count(place))).into_iter().collect();
    }
    let fits = |position: &u32| selection.objectives.binary_search(position).is_ok();
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
        let usual = !selection.whole || objectives.iter().any(bad);
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
    /// The periods of strips.
    pub(super) within: Span,
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
            self.report
                .results_of(**objective)
                .iter()
                .any(|result| result.verdict == Verdict::Missed)
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
        let own = self.report.results_of(position);
        let bound = |bound: &BoundFacts| {
            let value = bound_value(self.language, &bound.value, objective);
            self.language.say(&Phrase::Bound(bound, &value))
        };
        let expected = objective.expected.as_ref().map(&bound);
        // Where none is over, the newest.
        let mut shown = own.iter().rev().filter(|result| self.within.contains(result.period));
        let newest = shown.clone().next();
        let last = shown.find(|result| result.verdict.is_final()).or(newest);
        let last_name = last.and_then(|last| self.report.periods.get(last.period as usize));
        let wanted = if self.cells { self.periods } else { Span::default() };
        let cells = self.in_order(wanted).into_iter().map(|period| {
            // Of one that amendments cut, no objective is judged for more than a part.
            let parts = self.report.parts_of(period);
            let place = own.partition_point(|result| result.period < parts.start);
            let own = own.get(place).filter(|result| parts.contains(&result.period));
            own.map(|result| self.cell(result))
        });
        let shown = own.iter().filter(|result| self.within.contains(result.period));
        let verdicts: Vec<char> = shown.map(|result| letter(result.verdict)).collect();
        Some(RowView {
            id: objective.id.clone(),
            position,
            name: marked(&cut::whole_name(&objective_name(self.language, objective))),
            target: match expected {
                None => bound(&objective.target),
                Some(expected) => self.language.say(&Phrase::AlsoExpected {
                    bound: &bound(&objective.target),
                    expected: &expected,
                }),
            },
            strip: verdicts.iter().skip(verdicts.len().saturating_sub(LONGEST_STRIP)).collect(),
            last: last.map(|last| self.cell(last)),
            last_name: last_name.map(|facts| period(self.language, facts)).unwrap_or_default(),
            margin: last.map(|last| self.margin(last)).unwrap_or_default(),
            // An objective with periods of its own has none in the columns of others.
            cells: cells.map(|cell| cell.unwrap_or_else(no_cell)).collect(),
        })
    }

    fn cell(&self, result: &ResultFigures) -> Cell {
        let language = self.language;
        let objective = self.report.agreement.objectives.get(result.objective as usize);
        let value = result.value.as_ref().zip(objective);
        let value = value.map(|(value, objective)| shown_value(language, value, objective));
        let credit = result.credit.as_ref().filter(|credit| credit.is_due());
        let share = credit.and_then(|credit| credit.share.as_ref());
        let time = result.time.as_ref().filter(|_| value.is_some());
        let cases = result.cases.as_ref().filter(|_| value.is_some());
        let down = time.map(|time| duration(language, &time.down_seconds, Toward::Longer));
        Cell {
            state: letter(result.verdict),
            down: down.unwrap_or_default(),
            cases: cases.map(|cases| cases_words(language, cases)).unwrap_or_default(),
            value: value.unwrap_or_else(|| language.say(&Phrase::Verdict(result.verdict))),
            percent: share.map(|share| exact_percent(language, share)).unwrap_or_default(),
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
        let facts = |at: u32| Some((at, self.report.periods.get(at as usize)?));
        let shown = self.in_order(self.periods).into_iter().filter_map(facts);
        shown
            .map(|(at, facts)| Column {
                id: self.report.period_id(at).unwrap_or_default(),
                position: at,
                every: facts.every.clone(),
                name: period(self.language, facts),
                to_date: !facts.finished,
            })
            .collect()
    }

    /// Periods in the order of their columns: those of one length beside each other, the short ones
    /// first, so that no quarter stands between its months. The parts of one are one column, which
    /// stands for the last of them.
    fn in_order(&self, periods: Span) -> Vec<u32> {
        let mut positions: Vec<u32> = (periods.from..periods.end()).collect();
        positions.retain(|at| self.report.parts_of(*at).end.min(periods.end()) == at + 1);
        positions.order_by_key(|at| {
            self.report.periods.get(*at as usize).map(|facts| length_rank(&facts.every))
        });
        positions
    }

    fn strip_of_all(&self) -> String {
        let Span { from, count } = self.within;
        let mut verdicts = vec![Verdict::NotMeasured; count as usize];
        for result in &self.report.results {
            let place = result.period.checked_sub(from).map(|place| place as usize);
            if let Some(worst) = place.and_then(|place| verdicts.get_mut(place)) {
                *worst = gravest([*worst, result.verdict]);
            }
        }
        let longer = verdicts.len().saturating_sub(LONGEST_STRIP);
        verdicts.into_iter().map(letter).skip(longer).collect()
    }
}

/// The rank of a length of periods, as contracts call it, the shortest first.
fn length_rank(every: &str) -> usize {
    let known = ["month", "quarter", "half_year", "year"];
    known.iter().position(|known| *known == every).unwrap_or(known.len())
}

/// What there is of a wanted part of the grid's periods, and at most so many as a grid shows.
fn part_of(wanted: Span, within: Span) -> Span {
    let relative = Span { from: wanted.from.saturating_sub(within.from), ..wanted };
    let part = relative.within(within.count, WHOLE);
    Span { from: within.from + part.from, ..part }
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
    let share = credit.share.as_ref().map(|share| exact_percent(language, share));
    match (&credit.amount, share) {
        (Some(amount), Some(share)) => format!("{share}, {}", money(language, amount)),
        (Some(amount), None) => money(language, amount),
        // The amount stands with the later part of its period.
        (None, Some(share)) if credit.one_with.is_some() => share,
        (None, share) => share.map(|it| language.say(&Phrase::ShareOnly(&it))).unwrap_or_default(),
    }
}
