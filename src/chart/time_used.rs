//! An objective's downtime, period by period, against the downtime it is allowed.

use std::cmp::Reverse;

use super::canvas::{Canvas, Point, Side, room};
use super::labels::{Labels, above};
use super::plot::{Layout, Plot, draw_break};
use super::role::Role;
use super::scale::{self, Scale, TimeUnit};
use super::series::{Column, Series, role};
use super::{Chart, Mark, MarkOf, Picture, Place, Size, Table, cut};
use crate::format::words::{Chart as Words, Heading, Language, Phrase};
use crate::format::{Toward, bound_value, duration, number};
use crate::report::{ObjectiveFacts, Report, TimeFigures, Verdict};
use crate::units::{Exact, Sort, Unit};

/// How far a bar that is cut goes beyond the highest line, and how far below its end the cut is.
const BEYOND: i32 = 50;
const CUT: i32 = 60;

/// The most numbers that stand at bars.
pub(super) const MOST_LABELS: usize = 6;

/// The downtime of the objective at that position against what it is allowed, period by period;
/// nothing where there is no such objective.
#[must_use]
pub fn time_used(
    language: &dyn Language,
    report: &Report,
    objective: u32,
    size: Size,
) -> Option<Chart> {
    let series = Series::of(language, report, objective)?;
    let say = |words: Words<'_>| language.say(&Phrase::Chart(words));
    let (missed, finished) =
        (series.count(|v| v == Verdict::Missed), series.count(Verdict::is_final));
    let name = series.objective.name.as_str();
    let every = series.every;
    let measured = series.columns.iter().any(|column| column.verdict() != Verdict::NotMeasured);
    let finding = match (measured, finished) {
        (false, _) => say(Words::NothingMeasured(name)),
        (true, 0) => say(Words::NoneOver { objective: name, every }),
        (true, _) if series.objective.is_availability() => {
            say(Words::UsedUp { objective: name, finished, missed, every })
        }
        (true, _) => {
            let better = series.objective.better;
            say(Words::BeyondTarget { objective: name, finished, missed, every, better })
        }
    };
    let drawing = Drawing::of(language, &series, objective, size);
    let unit = drawing.unit.sign;
    let measure = if series.objective.is_availability() {
        say(Words::UsedMeasure { every, unit })
    } else {
        say(Words::TimeMeasure { indicator: &series.objective.indicator, every, unit })
    };
    let picture = measured.then(|| drawing.picture(&finding));
    let table = drawing.table();
    Some(Chart { finding, measure, picture, table })
}

/// A text at the right end of the target.
struct TargetLabel {
    role: Role,
    allowed: Exact,
    /// The column before which the target ends.
    end: usize,
    text: String,
}

struct Drawing<'a> {
    language: &'a dyn Language,
    series: &'a Series<'a>,
    objective: u32,
    size: Size,
    scale: Scale,
    unit: TimeUnit,
}

impl<'a> Drawing<'a> {
    fn of(language: &'a dyn Language, series: &'a Series<'a>, objective: u32, size: Size) -> Self {
        let measured = || series.columns.iter().filter_map(|it| used(series.objective, it));
        let times: Vec<Exact> = measured().map(|used| used.time).collect();
        let allowed = measured().map(|used| used.allowed).max();
        let allowed = allowed.unwrap_or_else(Exact::zero);
        // The target does not lie on the highest line.
        let tenth = allowed.checked_div(&Exact::from(10)).unwrap_or_else(Exact::zero);
        let most = cut::reach(&times, &allowed).max(&allowed + &tenth);
        let (scale, unit) = scale::time(&most);
        Self { language, series, objective, size, scale, unit }
    }

    fn picture(&self, finding: &str) -> Picture {
        let Self { scale, series, size, .. } = self;
        let columns = &series.columns;
        let ticks = self.ticks();
        let target = self.target();
        let texts: Vec<&str> = target.iter().map(|label| label.text.as_str()).collect();
        let layout = Layout {
            size: *size,
            columns: columns.len(),
            scale,
            ticks: &ticks,
            targets: &texts,
            beyond: 0,
        };
        let plot = Plot::new(&layout);
        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, *size, finding);
        plot.draw_grid(&canvas, scale, &ticks, true);
        plot.draw_time(&canvas, self.language, columns);
        let unknown: Vec<bool> = columns.iter().map(|it| self.used(it).is_none()).collect();
        plot.draw_unknown(&canvas, &unknown);
        let bars: Vec<Place> =
            columns.iter().enumerate().map(|(at, column)| self.bar(&plot, at, column)).collect();
        for (column, bar) in columns.iter().zip(&bars) {
            draw_bar(&canvas, column.verdict(), bar);
            if self.is_cut(column) {
                draw_break(&canvas, bar, bar.y + CUT);
            }
        }
        let allowed =
            |column: &Column<'_>| Some((self.used(column)?.allowed, column.verdict().is_running()));
        let lines: Vec<_> = columns.iter().map(allowed).collect();
        plot.draw_target(&canvas, &lines);
        let mut labels = Labels::new(plot.within());
        bars.iter().filter(|bar| bar.height > 0).for_each(|bar| labels.mark(*bar));
        for TargetLabel { role, allowed, end, text } in &target {
            plot.draw_target_label(&canvas, &mut labels, (*role, allowed, *end), text);
        }
        self.draw_numbers(&canvas, &bars, &mut labels);
        canvas.finish();
        let marks = columns.iter().zip(&bars).enumerate();
        let marks = marks.map(|(at, (column, bar))| self.mark(plot.column(at), *bar, column));
        Picture { svg, size: *size, marks: marks.collect() }
    }

    fn used(&self, column: &Column<'_>) -> Option<Used> {
        used(self.series.objective, column)
    }

    /// Digits at every line, the unit at the highest alone.
    fn ticks(&self) -> Vec<String> {
        let unit = Exact::from(self.unit.seconds);
        let digits = self.scale.lines.iter().map(|line| {
            let line = line.checked_div(&unit).unwrap_or_else(Exact::zero);
            number(self.language, &line.to_fixed(line.decimals(3).unwrap_or(3)))
        });
        let mut ticks: Vec<String> = digits.collect();
        if let Some(top) = ticks.last_mut() {
            *top = self.say(Words::AxisTime(top, self.unit.sign));
        }
        ticks
    }

    /// What stands at the right end of the target: what the last finished period was allowed, and
    /// that the last step is what the running period is allowed to date.
    fn target(&self) -> Vec<TargetLabel> {
        let results = || self.series.columns.iter().enumerate().rev();
        let of = |is: fn(Verdict) -> bool| {
            let mut own = results().filter(|(_, column)| is(column.verdict()));
            own.find_map(|(at, column)| Some((at, self.used(column)?)))
        };
        let (finished, running) = (of(Verdict::is_final), of(Verdict::is_running));
        let finished = finished.map(|(at, used)| TargetLabel {
            role: Role::Label,
            end: at + 1,
            text: self.short(&used.allowed, Toward::Shorter),
            allowed: used.allowed,
        });
        let running = running.map(|(at, used)| TargetLabel {
            role: Role::Tick,
            allowed: used.allowed,
            end: at + 1,
            text: self.say(Words::ToDate),
        });
        finished.into_iter().chain(running).collect()
    }

    /// A bar from nothing to the downtime; even none can be seen, for it is no gap.
    fn bar(&self, plot: &Plot, at: usize, column: &Column<'_>) -> Place {
        const LEAST: i32 = 20;
        let bottom = plot.inner.bottom();
        let Some(used) = self.used(column) else { return plot.bar(at, bottom, bottom) };
        let top = if self.is_cut(column) {
            plot.inner.y - BEYOND
        } else {
            plot.y(&used.time).min(bottom - LEAST)
        };
        plot.bar(at, top, bottom)
    }

    fn is_cut(&self, column: &Column<'_>) -> bool {
        self.used(column).is_some_and(|used| used.time > self.scale.to())
    }

    /// Numbers at the bars that are cut and at those missed, the worst first.
    fn draw_numbers(&self, canvas: &Canvas<'_>, bars: &[Place], labels: &mut Labels) {
        let mut worst: Vec<(&Column<'_>, &Place)> = self.series.columns.iter().zip(bars).collect();
        worst.retain(|(column, _)| column.verdict() == Verdict::Missed || self.is_cut(column));
        let beyond = |column: &Column<'_>| self.used(column).map(|used| &used.time - &used.allowed);
        worst.order_by_key(|(column, _)| Reverse((self.is_cut(column), beyond(column))));
        for (column, bar) in worst.into_iter().take(MOST_LABELS) {
            let Some(used) = self.used(column) else { continue };
            let text = self.short(&used.time, Toward::Longer);
            put(canvas, labels, &text, bar, above);
        }
    }

    fn mark(&self, place: Place, bar: Place, column: &Column<'_>) -> Mark {
        let verdict = column.verdict();
        let state = self.language.say(&Phrase::Verdict(verdict));
        let (objective, period) = (self.series.objective.name.as_str(), column.name.as_str());
        let texts = self.used(column).map(|used| {
            (self.length(&used.time, Toward::Longer), self.length(&used.allowed, Toward::Shorter))
        });
        let bound = self.language.say(&Phrase::Bound(
            &self.series.objective.target,
            &bound_value(self.language, &self.series.objective.target.value, self.series.objective),
        ));
        let words = self.say(match &texts {
            Some((value, _)) if !self.series.objective.is_availability() => {
                Words::Reached { objective, period, verdict: &state, value, bound: &bound }
            }
            Some((down, allowed)) => Words::Used {
                objective,
                period,
                verdict: &state,
                down,
                allowed,
                to_date: verdict.is_running(),
            },
            None => Words::Unknown { objective, period, verdict: &state },
        });
        let (value, against) = texts.unwrap_or_default();
        Mark {
            column: place,
            drawn: bar,
            of: MarkOf::Period { objective: Some(self.objective), period: column.period },
            title: column.name.clone(),
            value,
            against,
            state,
            words,
        }
    }

    fn table(&self) -> Table {
        let [time, bound] = if self.series.objective.is_availability() {
            [Heading::Down, Heading::Allowed]
        } else {
            [Heading::Value, Heading::Target]
        };
        let headings = [Heading::Period, time, bound, Heading::Verdict];
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

    /// A length beside a mark: whole seconds, and where there is little room whole minutes; the
    /// table has the rest.
    fn short(&self, seconds: &Exact, toward: Toward) -> String {
        const NARROW: u32 = 480;
        const MINUTE: i128 = 60;
        let minutes = self.size.width < NARROW && *seconds >= Exact::from(10 * MINUTE);
        let unit = Exact::from(if minutes { MINUTE } else { 1 });
        let units = seconds.checked_div(&unit).unwrap_or_else(Exact::zero);
        let units = match toward {
            Toward::Shorter => units.floor(0),
            Toward::Longer => units.ceil(0),
        };
        self.length(&(&units * &unit), toward)
    }

    fn length(&self, seconds: &Exact, toward: Toward) -> String {
        duration(self.language, seconds, toward)
    }

    fn say(&self, words: Words<'_>) -> String {
        self.language.say(&Phrase::Chart(words))
    }
}

/// The time of a column, and what it is held against.
struct Used {
    time: Exact,
    allowed: Exact,
}

/// What was used in a column in which anything was measured: downtime, or the length of cases.
fn used(objective: &ObjectiveFacts, column: &Column<'_>) -> Option<Used> {
    let result = column.result.filter(|result| result.verdict != Verdict::NotMeasured)?;
    match (&result.time, &result.value) {
        (Some(TimeFigures { down_seconds, allowed_seconds, .. }), _) => {
            Some(Used { time: down_seconds.clone(), allowed: allowed_seconds.clone() })
        }
        (None, Some(value)) if objective.unit == Unit::Seconds => {
            Some(Used { time: value.clone(), allowed: objective.target.value.clone() })
        }
        _ => None,
    }
}

fn draw_bar(canvas: &Canvas<'_>, verdict: Verdict, bar: &Place) {
    // An outline is drawn inside its bar.
    const INSET: i32 = 7;
    let Some(role) = role(verdict).filter(|_| bar.height > 0) else { return };
    let outlined = verdict.is_running() && bar.width > 2 * INSET;
    let inset = if outlined { INSET } else { 0 };
    canvas.rectangle(
        role,
        &Place {
            x: bar.x + inset,
            y: bar.y + inset,
            width: bar.width - 2 * inset,
            height: (bar.height - inset).max(0),
        },
    );
}

/// Writes the number of a mark at the first of the places that is free.
pub(super) fn put(
    canvas: &Canvas<'_>,
    labels: &mut Labels,
    text: &str,
    mark: &Place,
    places: impl Fn(&Place, i32, i32) -> Vec<Place>,
) {
    let size = room((0, 0), Side::Left, text, true);
    let places = places(mark, size.width, size.height);
    if let Some(place) = labels.first_free_at(mark, places) {
        let point: Point = (place.x, place.y - size.y);
        canvas.text(Role::Label, point, Side::Left, text);
    }
}
