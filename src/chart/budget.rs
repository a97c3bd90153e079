//! What is left of an error budget as a period goes on, against an even pace, and what comes next.

use chrono::DateTime;

use super::canvas::{Canvas, Point, Side, room};
use super::labels::Labels;
use super::role::Role;
use super::{Chart, Mark, MarkOf, Picture, Place, Size, Table, tick_axis};
use crate::format::words::{BudgetStands, Chart as Words, Heading, How, Language, Phrase};
use crate::format::{Toward, date, duration, instant, number, times};
use crate::report::{BudgetFigures, BudgetPath, BudgetUse};
use crate::units::{Exact, Instant, LocalInstant};

/// Above the highest line, below the lowest, and at the left of the lines.
const HEAD: i32 = 120;
const FOOT: i32 = 240;
const LEFT: i32 = 480;
const RIGHT: i32 = 60;
/// How much beyond the budget is drawn, in percent of it; more is cut.
const MOST_BEYOND: i64 = 100;
/// The narrowest column that can be pointed at.
const LEAST_POINTED: i32 = 80;
/// The most marks, and rows of the table.
const MOST_MARKS: usize = 120;

/// Whose budget it is.
pub struct BudgetOf<'a> {
    /// The objective.
    pub objective: &'a str,
    /// The period.
    pub period: &'a str,
    /// Its figures.
    pub figures: &'a BudgetFigures,
    /// How it was used; nothing where nothing is allowed.
    pub path: Option<&'a BudgetPath>,
}

/// How an error budget is used.
#[must_use]
pub fn budget(language: &dyn Language, of: &BudgetOf<'_>, size: Size) -> Chart {
    let drawing = Drawing { language, of, size };
    let finding = drawing.finding();
    let burn = of.figures.burn.as_ref().filter(|burn| !burn.is_zero());
    let measure = drawing.say(Words::BudgetMeasure {
        period: of.period,
        allowed: &drawing.length(&of.figures.allowed_seconds, Toward::Shorter),
        burn: burn.map(|burn| times(language, burn)).as_deref(),
    });
    let picture = of.path.map(|path| drawing.picture(&finding, path));
    let table = of.path.map(|path| drawing.table(path)).unwrap_or_default();
    Chart { finding, measure, picture, table }
}

struct Drawing<'a> {
    language: &'a dyn Language,
    of: &'a BudgetOf<'a>,
    size: Size,
}

/// Where things are.
struct Field<'p> {
    path: &'p BudgetPath,
    plot: Place,
    /// The lowest value, in percent of the budget.
    lowest: i64,
}

impl Field<'_> {
    fn x(&self, at: Instant) -> i32 {
        tick_axis::x(self.path.span, &self.plot, at)
    }

    /// Where a share of the budget stands, in thousandths of a percent.
    fn y(&self, share: i64) -> i32 {
        let (lowest, all) = (self.lowest * 1_000, (100 - self.lowest) * 1_000);
        let below = 100_000 - share.clamp(lowest, 100_000);
        let down = (below * i64::from(self.plot.height) + all / 2).checked_div(all);
        self.plot.y + i32::try_from(down.unwrap_or_default()).unwrap_or_default()
    }
}

impl Drawing<'_> {
    fn finding(&self) -> String {
        let BudgetOf { objective, period, figures, path } = self.of;
        let day = |at: &LocalInstant| {
            let local = DateTime::parse_from_rfc3339(&at.at).ok();
            local.map_or_else(|| at.at.clone(), |local| date(self.language, local.date_naive()))
        };
        let left = self.share(&figures.left_seconds);
        let used_up = path.and_then(|path| path.used_up.as_ref()).map(day);
        let gone = figures.left_seconds.is_negative() || figures.left_seconds.is_zero();
        let ends = figures.ends.as_ref().map(day);
        let stands = match &ends {
            _ if figures.allowed_seconds.is_zero() => BudgetStands::None,
            _ if gone => BudgetStands::UsedUp(used_up.as_deref()),
            Some(ends) => BudgetStands::Ends(ends),
            None if figures.burn.is_some() => BudgetStands::Lasts(&left),
            None => BudgetStands::WasLeft(&left),
        };
        self.say(Words::BudgetStands { objective, period, stands })
    }

    fn picture(&self, finding: &str, path: &BudgetPath) -> Picture {
        let tenths = |pixels: u32| i32::try_from(pixels).unwrap_or_default() * 10;
        let (width, height) = (tenths(self.size.width), tenths(self.size.height));
        let plot =
            Place { x: LEFT, y: HEAD, width: width - LEFT - RIGHT, height: height - HEAD - FOOT };
        let least = path.points.iter().filter_map(|point| point.left.as_ref());
        let least = least.map(|left| self.thousandths(left)).min().unwrap_or_default();
        let lowest = if least < 0 { -MOST_BEYOND } else { 0 };
        let field = Field { path, plot, lowest };
        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, self.size, finding);
        self.draw_grid(&canvas, &field);
        tick_axis::draw(self.language, &canvas, (path.span, &field.plot), &path.ticks);
        let bounds = Place { x: LEFT, y: 0, width: width - LEFT, height: plot.bottom() };
        let mut labels = Labels::new(bounds);
        let even = path.points.iter();
        let even = even.map(|point| (field.x(point.at), field.y(self.thousandths(&point.even))));
        canvas.path(Role::Pace, straight(&even.collect::<Vec<_>>()));
        let steps = steps(path.points.iter().filter_map(|point| {
            let left = point.left.as_ref()?;
            Some((field.x(point.at), field.y(self.thousandths(left))))
        }));
        let now = steps.last().copied();
        // What was used at once is an upright line, on which no number stands.
        for ((x, y), (_, next)) in steps.iter().zip(steps.iter().skip(1)) {
            if next > y {
                labels.take(Place { x: *x, y: *y, width: 1, height: next - y });
            }
        }
        canvas.path(Role::Left, steps);
        let forecast = now.and_then(|now| Some((now, self.forecast(&field)?)));
        if let Some((now, end)) = forecast {
            canvas.path(Role::Forecast, vec![now, end]);
            self.draw_end(&canvas, &field, &mut labels, end);
        }
        if let Some((x, y)) = now {
            canvas.dot(Role::Value, (x, y), 35);
            let text = self.share(&self.of.figures.left_seconds);
            let over = room((x, y - 110), Side::Middle, &text, true);
            let under = room((x, y + 110), Side::Middle, &text, true);
            let aside = room((x - 70, y + 60), Side::Right, &text, true);
            if let Some(place) = labels.first_free([over, under, aside]) {
                canvas.text(Role::Label, (place.x, place.y + 57), Side::Left, &text);
            }
        }
        canvas.finish();
        Picture { svg, size: self.size, marks: self.marks(&field, forecast.map(|(_, end)| end)) }
    }

    /// A line each quarter of the budget, or each half of what is drawn beyond it.
    fn draw_grid(&self, canvas: &Canvas<'_>, field: &Field<'_>) {
        let step = if field.lowest < 0 { 50 } else { 25 };
        let Place { x, width, .. } = field.plot;
        let mut line = field.lowest;
        while line <= 100 {
            let y = field.y(line * 1_000);
            let role = if line == 0 { Role::Zero } else { Role::Grid };
            canvas.path(role, vec![(x, y), (x + width, y)]);
            let digits = number(self.language, &line.to_string());
            let text = if line == 100 { self.say(Words::AxisShare(&digits)) } else { digits };
            canvas.text(Role::Tick, (x - 80, y), Side::Right, &text);
            line += step;
        }
    }

    /// Where the forecast ends: where nothing is left, or at the end of the period.
    fn forecast(&self, field: &Field<'_>) -> Option<Point> {
        let at_end = field.path.left_at_end.as_ref()?;
        let left = &self.of.figures.left_seconds;
        if left.is_negative() || left.is_zero() {
            return None;
        }
        Some(match field.path.ends {
            Some(ends) => (field.x(ends), field.y(0)),
            None => (field.plot.right(), field.y(self.thousandths(at_end))),
        })
    }

    /// The day on which nothing is left, at the end of the forecast.
    fn draw_end(&self, canvas: &Canvas<'_>, field: &Field<'_>, labels: &mut Labels, (x, y): Point) {
        let Some(ends) = field.path.ends.and(self.of.figures.ends.as_ref()) else { return };
        let Ok(local) = DateTime::parse_from_rfc3339(&ends.at) else { return };
        let text = date(self.language, local.date_naive());
        canvas.dot(Role::Breach, (x, y), 35);
        let places = [
            room((x + 60, y - 100), Side::Left, &text, true),
            room((x - 60, y - 100), Side::Right, &text, true),
        ];
        if let Some(place) = labels.first_free(places) {
            canvas.text(Role::Label, (place.x, place.y + 57), Side::Left, &text);
        }
    }

    fn marks(&self, field: &Field<'_>, forecast: Option<Point>) -> Vec<Mark> {
        let used = field.path.used.iter().take(MOST_MARKS).map(|it| {
            let (x, end) = (field.x(it.span.from()), field.x(it.span.until()));
            let y = field.y(self.thousandths(&it.left));
            let [when, used, left] = self.told(it);
            let words = self.say(Words::BudgetUse {
                objective: self.of.objective,
                when: &when,
                used: &used,
                left: &left,
            });
            let drawn = Place { x, y, width: (end - x).max(10), height: 10 };
            self.mark(field, drawn, [when, used, left, String::new()], words)
        });
        let end = forecast.zip(field.path.left_at_end.as_ref()).map(|((x, y), at_end)| {
            let ends = self.of.figures.ends.as_ref().map(|at| instant(self.language, at));
            let left = self.left(at_end);
            let words = self.say(Words::BudgetForecast {
                objective: self.of.objective,
                period: self.of.period,
                ends: ends.as_deref(),
                left: &left,
            });
            let left = if ends.is_some() { self.share(&Exact::zero()) } else { left };
            let title = ends.unwrap_or_else(|| self.of.period.to_owned());
            let drawn = Place { x: x - 10, y, width: 10, height: 10 };
            let rate = self.say(Words::AtThisRate);
            self.mark(field, drawn, [title, String::new(), left, rate], words)
        });
        used.chain(end).collect()
    }

    fn mark(
        &self,
        field: &Field<'_>,
        drawn: Place,
        [title, value, against, state]: [String; 4],
        words: String,
    ) -> Mark {
        let wider = (LEAST_POINTED - drawn.width).max(0);
        let most = (field.plot.right() - drawn.width - wider).max(field.plot.x);
        let x = (drawn.x - wider / 2).clamp(field.plot.x, most);
        let column = Place { x, width: drawn.width + wider, ..field.plot };
        Mark { column, drawn, of: MarkOf::Itself, title, value, against, state, words }
    }

    /// When it was used, how much, and what was left.
    fn told(&self, used: &BudgetUse) -> [String; 3] {
        let [from, until] = &used.ends;
        let (first, last) = (instant(self.language, from), instant(self.language, until));
        let when = self.language.say(&Phrase::Dates { first: &first, last: &last });
        [when, self.length(&used.used, Toward::Longer), self.left(&used.left)]
    }

    /// What is left, with the length of it.
    fn left(&self, left: &Exact) -> String {
        if left.is_negative() {
            return self.say(Words::TooMuch(&self.length(&-left.clone(), Toward::Longer)));
        }
        let length = self.length(left, Toward::Shorter);
        self.language
            .say(&Phrase::How(How::LeftOfBudget { share: &self.share(left), length: &length }))
    }

    fn table(&self, path: &BudgetPath) -> Table {
        let headings = [Heading::When, Heading::Used, Heading::Left];
        let rows = path.used.iter().take(MOST_MARKS).map(|used| self.told(used).to_vec());
        Table {
            headings: headings.map(|it| self.language.say(&Phrase::Heading(it))).to_vec(),
            rows: rows.collect(),
        }
    }

    /// A share of the budget in whole percent, cut toward the worse side.
    fn share(&self, seconds: &Exact) -> String {
        let digits = self.of_budget(seconds).floor(0).to_fixed(0);
        self.say(Words::AxisShare(&number(self.language, &digits)))
    }

    /// A share of the budget in thousandths of a percent, as far as it can be drawn.
    fn thousandths(&self, seconds: &Exact) -> i64 {
        let share = &self.of_budget(seconds) * &Exact::from(1_000);
        let share = share.floor(0).to_whole().unwrap_or_default();
        let most = i128::from(MOST_BEYOND) * 2_000;
        i64::try_from(share.clamp(-most, most)).unwrap_or_default()
    }

    fn of_budget(&self, seconds: &Exact) -> Exact {
        let share = (seconds * &Exact::from(100)).checked_div(&self.of.figures.allowed_seconds);
        share.unwrap_or_else(Exact::zero)
    }

    fn length(&self, seconds: &Exact, toward: Toward) -> String {
        duration(self.language, seconds, toward)
    }

    fn say(&self, words: Words<'_>) -> String {
        self.language.say(&Phrase::Chart(words))
    }
}

/// The corners of steps: level up to the point at which the next begins, and there down to it.
fn steps(points: impl Iterator<Item = Point>) -> Vec<Point> {
    let mut corners: Vec<Point> = Vec::new();
    for (x, y) in points {
        if let Some((before, level)) = corners.last().copied() {
            if level == y
                && corners.len() > 1
                && corners.iter().rev().nth(1).is_some_and(|it| it.1 == y)
            {
                corners.pop();
            } else if level != y && before != x {
                corners.push((x, level));
            }
        }
        corners.push((x, y));
    }
    corners
}

/// A path without the points that lie within half a pixel of a straight line between others
/// (Douglas and Peucker, 1973).
fn straight(points: &[Point]) -> Vec<Point> {
    const NEAR: i64 = 5;
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let (dx, dy) = (i64::from(last.0 - first.0), i64::from(last.1 - first.1));
    let off = |it: &Point| (dx * i64::from(it.1 - first.1) - dy * i64::from(it.0 - first.0)).abs();
    let farthest = points.iter().enumerate().max_by_key(|(_, it)| off(it));
    match farthest {
        Some((at, far)) if off(far) > NEAR * dx.abs().max(dy.abs()) && at > 0 => {
            let (head, tail) = points.split_at(at);
            let mut path = straight(&[head, &[*far]].concat());
            path.pop();
            path.extend(straight(tail));
            path
        }
        _ => vec![*first, *last],
    }
}
