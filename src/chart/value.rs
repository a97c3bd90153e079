//! An objective's value, period by period, against its target.

use super::canvas::Canvas;
use super::labels::{Labels, around, beside};
use super::plot::{Layout, Plot, draw_break};
use super::role::Role;
use super::scale::{self, Scale};
use super::series::{Column, Series, role};
use super::time_used::{MOST_LABELS, put};
use super::{Chart, Mark, MarkOf, Picture, Place, Size, Table, cut};
use crate::format::words::{Chart as Words, Heading, Language, Phrase};
use crate::format::{bound_value, number, shown_value};
use crate::report::{ObjectiveFacts, Report, Verdict};
use crate::units::{Better, Exact, Sort, Unit};

/// The room below the lowest line for values that are cut.
const BEYOND: i32 = 260;

/// The value of the objective at that position, period by period; nothing where there is no such
/// objective.
#[must_use]
pub fn value_reached(
    language: &dyn Language,
    report: &Report,
    objective: u32,
    size: Size,
) -> Option<Chart> {
    let series = Series::of(language, report, objective)?;
    let say = |words: Words<'_>| language.say(&Phrase::Chart(words));
    let (missed, finished) =
        (series.count(|v| v == Verdict::Missed), series.count(Verdict::is_final));
    let (name, every) = (series.objective.name.as_str(), series.every);
    let measured = series.columns.iter().any(|column| value(column).is_some());
    let finding = match (measured, finished) {
        (false, _) => say(Words::NothingMeasured(name)),
        (true, 0) => say(Words::NoneOver { objective: name, every }),
        (true, _) => {
            let better = series.objective.better;
            say(Words::BeyondTarget { objective: name, finished, missed, every, better })
        }
    };
    let drawing = Drawing::of(language, &series, objective, size);
    let from = bound_value(language, &drawing.scale.from(), series.objective);
    let indicator = series.objective.indicator.as_str();
    let cases = series.objective.measure == "share";
    let measure = say(Words::ValueMeasure { indicator, cases, every, from: &from });
    let picture = measured.then(|| drawing.picture(&finding));
    let table = drawing.table();
    Some(Chart { finding, measure, picture, table })
}

struct Drawing<'a> {
    language: &'a dyn Language,
    series: &'a Series<'a>,
    objective: u32,
    size: Size,
    scale: Scale,
}

impl<'a> Drawing<'a> {
    fn of(language: &'a dyn Language, series: &'a Series<'a>, objective: u32, size: Size) -> Self {
        let target = &series.objective.target.value;
        let values = series.columns.iter().filter_map(value);
        let scale = if is_up_to_a_hundred(series.objective) {
            let short = |value: &Exact| &Exact::from(100) - value;
            let shortfalls: Vec<Exact> = values.map(short).collect();
            scale::percent(&cut::reach(&shortfalls, &short(target)))
        } else {
            let values: Vec<Exact> = values.cloned().collect();
            // The target does not lie on the highest line.
            let tenth = target.checked_div(&Exact::from(10)).unwrap_or_else(Exact::zero);
            scale::amount(&cut::reach(&values, target).max(target + &tenth))
        };
        Self { language, series, objective, size, scale }
    }

    fn picture(&self, finding: &str) -> Picture {
        let Self { scale, series, size, language, .. } = self;
        let columns = &series.columns;
        let ticks = self.ticks();
        let target = &series.objective.target.value;
        let target_text = bound_value(*language, target, series.objective);
        let beyond = if columns.iter().any(|column| self.is_cut(column)) { BEYOND } else { 0 };
        let layout = Layout {
            size: *size,
            columns: columns.len(),
            scale,
            ticks: &ticks,
            targets: &[&target_text],
            beyond,
        };
        let plot = Plot::new(&layout);
        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, *size, finding);
        plot.draw_grid(&canvas, scale, &ticks, false);
        plot.draw_time(&canvas, *language, columns);
        let unknown: Vec<bool> = columns.iter().map(|column| value(column).is_none()).collect();
        plot.draw_unknown(&canvas, &unknown);
        let lines: Vec<_> =
            columns.iter().map(|c| value(c).map(|_| (target.clone(), false))).collect();
        plot.draw_target(&canvas, &lines);
        let dots: Vec<Place> =
            columns.iter().enumerate().map(|(at, column)| self.dot(&plot, at, column)).collect();
        for (column, dot) in columns.iter().zip(&dots) {
            self.draw_dot(&canvas, &plot, column, dot);
        }
        let mut labels = Labels::new(plot.within());
        dots.iter().filter(|dot| dot.height > 0).for_each(|dot| labels.take(*dot));
        let target_at = plot.y(target);
        let line = Place { y: target_at - 10, height: 20, ..plot.inner };
        let end = (Role::Label, target, columns.len());
        plot.draw_target_label(&canvas, &mut labels, end, &target_text);
        labels.take(line);
        self.draw_numbers(&canvas, &dots, &mut labels);
        canvas.finish();
        let marks = columns.iter().zip(&dots).enumerate();
        let marks = marks.map(|(at, (column, dot))| self.mark(plot.column(at), *dot, column));
        Picture { svg, size: *size, marks: marks.collect() }
    }

    /// As many decimals at every line, the unit at the highest alone.
    fn ticks(&self) -> Vec<String> {
        let places = self.scale.step.decimals(12).unwrap_or_default();
        let digits =
            self.scale.lines.iter().map(|line| number(self.language, &line.to_fixed(places)));
        let mut ticks: Vec<String> = digits.collect();
        if let (Some(top), Unit::Percent) = (ticks.last_mut(), self.series.objective.unit) {
            *top = format!("{top}\u{a0}%");
        }
        ticks
    }

    /// A dot at the value; below the lowest line where it lies far below.
    fn dot(&self, plot: &Plot, at: usize, column: &Column<'_>) -> Place {
        let radius = (plot.column(at).width * 2 / 5).clamp(14, 40);
        let y = match value(column) {
            Some(_) if self.is_cut(column) => plot.inner.bottom() + BEYOND - 70,
            Some(value) => plot.y(value),
            None => plot.inner.bottom(),
        };
        let radius = if value(column).is_some() { radius } else { 0 };
        let x = plot.middle(at);
        Place { x: x - radius, y: y - radius, width: 2 * radius, height: 2 * radius }
    }

    fn draw_dot(&self, canvas: &Canvas<'_>, plot: &Plot, column: &Column<'_>, dot: &Place) {
        let Some(role) = role(column.verdict()).filter(|_| value(column).is_some()) else { return };
        let radius = dot.width / 2;
        let (x, y) = (dot.x + radius, dot.y + radius);
        if self.is_cut(column) {
            let from = plot.inner.bottom();
            canvas.path(Role::Stem, vec![(x, from), (x, dot.y)]);
            let stem = Place { x: x - 25, y: from, width: 50, height: dot.y - from };
            let edges = draw_break(canvas, &stem, from + 30);
            edges.into_iter().for_each(|edge| canvas.path(Role::Stem, edge.to_vec()));
        }
        canvas.dot(role, (x, y), radius);
    }

    fn is_cut(&self, column: &Column<'_>) -> bool {
        value(column).is_some_and(|value| *value < self.scale.from())
    }

    /// Numbers at the dots of what was missed, the worst first.
    fn draw_numbers(&self, canvas: &Canvas<'_>, dots: &[Place], labels: &mut Labels) {
        let mut worst: Vec<(&Column<'_>, &Place)> = self.series.columns.iter().zip(dots).collect();
        worst.retain(|(column, _)| column.verdict() == Verdict::Missed || self.is_cut(column));
        worst.order_by_key(|(column, _)| value(column));
        for (column, dot) in worst.into_iter().take(MOST_LABELS) {
            let Some(value) = value(column) else { continue };
            let text = shown_value(self.language, value, self.series.objective);
            let places = if self.is_cut(column) { beside } else { around };
            put(canvas, labels, &text, dot, places);
        }
    }

    fn mark(&self, place: Place, dot: Place, column: &Column<'_>) -> Mark {
        let verdict = column.verdict();
        let objective = self.series.objective;
        let state = self.language.say(&Phrase::Verdict(verdict));
        let bound = bound_value(self.language, &objective.target.value, objective);
        let bound = self.language.say(&Phrase::Bound(&objective.target, &bound));
        let value = value(column).map(|value| shown_value(self.language, value, objective));
        let (name, period) = (objective.name.as_str(), column.name.as_str());
        let words = self.language.say(&Phrase::Chart(match &value {
            Some(value) => {
                Words::Reached { objective: name, period, verdict: &state, value, bound: &bound }
            }
            None => Words::Unknown { objective: name, period, verdict: &state },
        }));
        Mark {
            column: place,
            drawn: dot,
            of: MarkOf::Period { objective: Some(self.objective), period: column.period },
            title: column.name.clone(),
            value: value.unwrap_or_default(),
            against: bound,
            state,
            words,
        }
    }

    fn table(&self) -> Table {
        let headings = [Heading::Period, Heading::Value, Heading::Target, Heading::Verdict];
        let rows = self.series.columns.iter().map(|column| {
            let nowhere = Place { x: 0, y: 0, width: 0, height: 0 };
            let mark = self.mark(nowhere, nowhere, column);
            vec![mark.title, mark.value, mark.against, mark.state]
        });
        Table {
            headings: headings.map(|h| self.language.say(&Phrase::Heading(h))).to_vec(),
            rows: rows.collect(),
        }
    }
}

/// Whether the axis ends at a hundred, not at nothing.
fn is_up_to_a_hundred(objective: &ObjectiveFacts) -> bool {
    objective.unit == Unit::Percent && objective.better == Better::More
}

/// The value of a column in which anything was measured.
fn value<'a>(column: &Column<'a>) -> Option<&'a Exact> {
    let result = column.result.filter(|result| result.verdict != Verdict::NotMeasured)?;
    result.value.as_ref()
}
