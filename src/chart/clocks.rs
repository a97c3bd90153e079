//! The clocks of an incident on its calendar: a line each.

use chrono::{Datelike, NaiveDate};

use super::canvas::{Canvas, Side, room};
use super::folded_axis::FoldedAxis;
use super::labels::Labels;
use super::role::Role;
use super::{Mark, MarkOf, Picture, Place, Size};
use crate::format::words::{Chart as Words, Heading, Language, Phrase};
use crate::format::{Toward, duration, instant};
use crate::report::{CaseVerdict, ClockLine, Part};
use crate::units::{Exact, Instant, Interval, IntervalSet, LocalInstant, Sort};

/// The height of a clock: its name and its line.
const LANE: i32 = 540;
/// Where the line of a clock is, from the top of its lane.
const LINE: i32 = 380;
/// Half the thickness of a line.
const HALF: i32 = 40;
/// The height of the axis.
const AXIS: i32 = 240;
/// The room at the sides.
const SIDE: i32 = 70;
/// The most stretches that can be pointed at: of more a finger would meet none.
const MOST_MARKS: usize = 120;

/// The clocks of an incident with their names, so many pixels wide; nothing where it has none.
///
/// Running is solid, paused hollow, outside hours thin; the due instant is a tick, the stop a dot,
/// and agreed hours are a band behind them. Where all clocks stand still for long, time is folded.
/// The stretches of each clock and its due instant are the marks.
#[must_use]
pub fn clocks(
    language: &dyn Language,
    title: &str,
    lines: &[(String, &ClockLine)],
    width: u32,
) -> Option<Picture> {
    let height = i32::try_from(lines.len()).ok()?.checked_mul(LANE)?.checked_add(AXIS)?;
    let size = Size { width, height: u32::try_from(height / 10).ok()? };
    let open = IntervalSet::union_of(lines.iter().flat_map(|(_, line)| {
        let counted = line.parts.iter().filter(|(_, part)| *part != Part::Outside);
        counted.map(|(span, _)| *span).chain(until_due(line)).chain(ends(line))
    }));
    open.iter().next()?;
    let across = i32::try_from(width).ok()? * 10 - 2 * SIDE;
    let plot = Place { x: SIDE, y: 0, width: across, height: height - AXIS };
    let axis = FoldedAxis::new(&open, &plot);
    let mut svg = String::new();
    let canvas = Canvas::new(&mut svg, size, title);
    for span in open.iter().filter(|span| span.nanoseconds() > 1) {
        let (x, end) = (axis.x(span.from()), axis.x(span.until()));
        let place = Place { x, y: plot.y, width: end - x, height: plot.height };
        canvas.rectangle(Role::Band, &place);
    }
    for (x, end) in &axis.folds {
        let (middle, y) = (i32::midpoint(*x, *end), plot.bottom() + 40);
        for dx in [-20, 20] {
            canvas.path(Role::Break, vec![(middle + dx - 15, y + 50), (middle + dx + 15, y - 50)]);
        }
    }
    for (at, (name, line)) in (0..).zip(lines) {
        draw_clock(language, &canvas, &axis, plot.y + at * LANE, name, line);
    }
    draw_days(language, &canvas, &axis, &plot, lines);
    canvas.finish();
    let lanes = (0..).zip(lines).map(|(at, (name, line))| Lane {
        language,
        axis: &axis,
        top: plot.y + at * LANE,
        bounds: &plot,
        name,
        line,
    });
    let marks = lanes.flat_map(Lane::marks).take(MOST_MARKS);
    Some(Picture { svg, size, marks: marks.collect() })
}

/// What leads to the instant at which a clock is due: all time from its end, where all of that is
/// in its hours, or else the last moment before.
fn until_due(line: &ClockLine) -> Option<Interval> {
    let due = line.moments.due?;
    let (last, _) = line.parts.last()?;
    let left = line.figure.limit_seconds.as_ref().map(|it| it - &line.figure.elapsed_seconds);
    let rest = Interval::new(last.until().min(due), due);
    let open = !rest.is_empty() && left == Some(Exact::seconds(rest.nanoseconds()));
    Some(if open { rest } else { Interval::new(due.after(-1), due) })
}

/// A clock and where it is drawn.
struct Lane<'a> {
    language: &'a dyn Language,
    axis: &'a FoldedAxis,
    top: i32,
    bounds: &'a Place,
    name: &'a str,
    line: &'a ClockLine,
}

impl Lane<'_> {
    fn marks(self) -> impl Iterator<Item = Mark> {
        let parts = self.line.parts.iter().zip(&self.line.readings);
        let parts = parts.map(|((span, part), (from, until, _))| {
            let length = Exact::seconds(span.nanoseconds());
            let length = duration(self.language, &length, Toward::Shorter);
            let ends = (self.instant(from), self.instant(until));
            let when = self.language.say(&Phrase::Dates { first: &ends.0, last: &ends.1 });
            let what = self.language.say(&Phrase::Part(*part));
            self.mark((span.from(), span.until()), (what, when, length))
        });
        let due = self.line.moments.due.zip(self.line.figure.due.as_ref());
        let due = due.map(|(at, reading)| {
            let what = self.language.say(&Phrase::Heading(Heading::Due));
            self.mark((at, at), (what, self.instant(reading), String::new()))
        });
        let marks: Vec<Mark> = parts.chain(due).collect();
        marks.into_iter()
    }

    fn instant(&self, at: &LocalInstant) -> String {
        instant(self.language, at)
    }

    /// A stretch; what is narrow is as wide as can be pointed at.
    fn mark(
        &self,
        (from, until): (Instant, Instant),
        (value, against, state): (String, String, String),
    ) -> Mark {
        const LEAST: i32 = 80;
        let (x, end) = (self.axis.x(from), self.axis.x(until));
        let drawn =
            Place { x, y: self.top + LINE - HALF, width: (end - x).max(1), height: 2 * HALF };
        let wider = (LEAST - drawn.width).max(0);
        let most = self.bounds.right() - drawn.width - wider;
        let column = Place {
            x: (x - wider / 2).clamp(self.bounds.x, most.max(self.bounds.x)),
            y: self.top,
            width: drawn.width + wider,
            height: LANE,
        };
        let words = self.language.say(&Phrase::Chart(Words::Stretch {
            objective: self.name,
            what: &value,
            when: &against,
            length: Some(state.as_str()).filter(|length| !length.is_empty()),
        }));
        let title = self.name.to_owned();
        Mark { column, drawn, of: MarkOf::Itself, title, value, against, state, words }
    }
}

/// The first and last instant of a clock: it may start or stop outside its hours.
fn ends(line: &ClockLine) -> impl Iterator<Item = Interval> {
    let first = line.parts.first().map(|(span, _)| span.from());
    let last = line.parts.last().map(|(span, _)| span.until());
    first.into_iter().chain(last).map(|at| Interval::new(at.after(-1), at))
}

fn draw_clock(
    language: &dyn Language,
    canvas: &Canvas<'_>,
    axis: &FoldedAxis,
    top: i32,
    name: &str,
    line: &ClockLine,
) {
    let y = top + LINE;
    canvas.text(Role::Tick, (SIDE, top + 100), Side::Left, name);
    let missed = line.moments.missed;
    let bar = |role: Role, span: Interval| {
        let (x, end) = (axis.x(span.from()), axis.x(span.until()));
        let place = Place { x, y: y - HALF, width: (end - x).max(10), height: 2 * HALF };
        canvas.rectangle(role, &place);
    };
    for (span, part) in &line.parts {
        match part {
            Part::Running => {
                let limit = missed.unwrap_or(Instant::LAST);
                let within = Interval::new(span.from(), span.until().min(limit));
                let beyond = Interval::new(span.from().max(limit), span.until());
                let parts = [(Role::Value, within), (Role::Breach, beyond)];
                let some = parts.into_iter().filter(|(_, span)| !span.is_empty());
                some.for_each(|(role, span)| bar(role, span));
            }
            Part::Paused => bar(Role::Paused, *span),
            Part::Outside => {
                canvas
                    .path(Role::Outside, vec![(axis.x(span.from()), y), (axis.x(span.until()), y)]);
            }
        }
    }
    if let Some(due) = line.moments.due {
        let x = axis.x(due);
        canvas.path(Role::Target, vec![(x, y - 110), (x, y + 110)]);
        let word = language.say(&Phrase::Chart(Words::DueTick));
        let left = room((x - 30, y - 120), Side::Right, &word, true);
        let (x, side) = if left.x < SIDE { (x + 30, Side::Left) } else { (x - 30, Side::Right) };
        canvas.text(Role::Label, (x, y - 120), side, &word);
    }
    if let Some(stop) = line.moments.stopped {
        let late = line.figure.verdict == CaseVerdict::Missed;
        let role = if late { Role::Breach } else { Role::Value };
        canvas.dot(role, (axis.x(stop), y), 60);
    }
}

/// The name of each day where its hours begin, as far as there is room, and whole hours between.
fn draw_days(
    language: &dyn Language,
    canvas: &Canvas<'_>,
    axis: &FoldedAxis,
    plot: &Place,
    lines: &[(String, &ClockLine)],
) {
    let mut days: Vec<(Instant, NaiveDate)> = Vec::new();
    for (_, line) in lines {
        for ((span, part), (from, _, _)) in line.parts.iter().zip(&line.readings) {
            let date = from.at.get(..10).and_then(|date| date.parse().ok());
            if let (Some(date), true) = (date, *part != Part::Outside) {
                days.push((span.from(), date));
            }
        }
    }
    days.order();
    days.dedup_by_key(|(_, date)| *date);
    let y = plot.bottom() + 140;
    let bounds = Place { y: plot.bottom(), height: AXIS, ..*plot };
    let mut labels = Labels::new(bounds);
    let ends = days.iter().skip(1).map(|(at, _)| axis.x(*at)).chain([plot.right()]);
    for ((at, date), end) in days.iter().zip(ends) {
        let words = Words::AxisDay { month: date.month(), day: date.day() };
        let text = language.say(&Phrase::Chart(words));
        let own = room((axis.x(*at), y), Side::Left, &text, false);
        // Where another day's stands in the way, as near to its beginning as there is room in it.
        let aside = (own.x..end - own.width).step_by(10).map(|x| Place { x, ..own });
        if let Some(place) = labels.first_free(aside.chain([own])) {
            canvas.text(Role::Tick, (place.x, y), Side::Left, &text);
        }
    }
    let mut hours: Vec<(Instant, u32)> = lines.iter().flat_map(|(_, line)| hours(line)).collect();
    hours.order();
    hours.dedup();
    let hour = |(at, hour): &(Instant, u32)| {
        let text = language.say(&Phrase::Chart(Words::AxisHour(*hour)));
        (room((axis.x(*at), y), Side::Middle, &text, false), axis.x(*at), text)
    };
    // The finest step of hours of which all have room beside each other.
    let steps = [1, 2, 3, 6, 12].map(|step| {
        let some = hours.iter().filter(|(_, hour)| hour % step == 0);
        some.take(MOST_HOURS + 1).map(hour).collect::<Vec<_>>()
    });
    let fits = |step: &&Vec<(Place, i32, String)>| {
        let mut alone = Labels::new(bounds);
        step.len() <= MOST_HOURS
            && step.iter().all(|(place, _, _)| alone.first_free([*place]).is_some())
    };
    for (place, x, text) in steps.iter().find(fits).into_iter().flatten() {
        if labels.first_free([*place]).is_some() {
            canvas.path(Role::Zero, vec![(*x, plot.bottom()), (*x, plot.bottom() + 40)]);
            canvas.text(Role::Tick, (*x, y), Side::Middle, text);
        }
    }
}

/// So many hours have never room beside each other.
const MOST_HOURS: usize = 40;

/// The whole hours at which the clock may run, as its calendar reads them.
fn hours(line: &ClockLine) -> Vec<(Instant, u32)> {
    let counted = line.parts.iter().zip(&line.readings);
    let counted = counted.filter(|((_, part), _)| *part != Part::Outside);
    let own = counted.flat_map(|((span, _), (from, until, _))| {
        let local = |at: &LocalInstant| {
            let part = |from: usize| at.at.get(from..from + 2)?.parse::<u32>().ok();
            Some([part(11)?, part(14)?, part(17)?])
        };
        // In a span over a change of the clock its hours are not those of its beginning.
        let offset = |at: &LocalInstant| {
            at.at.get(19..).map(|rest| {
                rest.trim_start_matches(|it: char| it == '.' || it.is_ascii_digit()).to_owned()
            })
        };
        let begins = local(from).filter(|_| offset(from) == offset(until));
        let first = begins.map(|[hour, minute, second]| {
            let over = i128::from(minute * 60 + second);
            let rest = if over == 0 { 0 } else { 3_600 - over };
            (span.from().after(rest * SECOND), if over == 0 { hour } else { hour + 1 })
        });
        let next = |(at, hour): &(Instant, u32)| Some((at.after(3_600 * SECOND), hour + 1));
        let all = std::iter::successors(first, next);
        let until = span.until();
        all.take_while(move |(at, _)| *at <= until).take(MOST_HOURS * 12)
    });
    own.map(|(at, hour)| (at, hour % 24)).collect()
}

/// In nanoseconds.
const SECOND: i128 = 1_000_000_000;
