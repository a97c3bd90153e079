//! What every picture of periods has: margins measured first, grid, columns, target.

use plotters::coord::CoordTranslate;
use plotters::coord::cartesian::Cartesian2d;
use plotters::coord::types::RangedCoordf64;

use super::canvas::{Canvas, Point, Side, room};
use super::labels::Labels;
use super::role::Role;
use super::scale::Scale;
use super::series::{Column, coordinate};
use super::{Place, Size, time_axis};
use crate::format::words::Language;
use crate::units::Exact;

/// Above the highest line: room for a number above a bar that is cut.
const HEAD: i32 = 220;
/// Below the lowest line: room for the labels of the time axis.
const FOOT: i32 = 220;
/// Between the picture's edge or an axis text and the plot.
const ASIDE: i32 = 80;
/// The widest column and bar.
const WIDEST_COLUMN: i32 = 1_200;
const WIDEST_BAR: i32 = 400;

/// The place where values are drawn.
pub(super) struct Plot {
    coordinates: Cartesian2d<RangedCoordf64, RangedCoordf64>,
    size: Size,
    columns: u32,
    /// Where columns begin and end, and the highest and lowest lines are.
    pub(super) inner: Place,
}

/// What must be known before anything is placed.
pub(super) struct Layout<'a> {
    pub(super) size: Size,
    pub(super) columns: usize,
    pub(super) scale: &'a Scale,
    /// The texts of the scale's lines.
    pub(super) ticks: &'a [String],
    /// The texts at the right end of the target.
    pub(super) targets: &'a [&'a str],
    /// The room below the lowest line for values beyond it.
    pub(super) beyond: i32,
}

impl Plot {
    pub(super) fn new(layout: &Layout<'_>) -> Self {
        let Layout { size, scale, .. } = layout;
        let widest = |texts: &mut dyn Iterator<Item = Place>| {
            texts.map(|place| place.width).max().unwrap_or_default()
        };
        let ticks = layout.ticks.iter().map(|tick| room((0, 0), Side::Left, tick, false));
        let targets = layout.targets.iter().map(|target| room((0, 0), Side::Left, target, true));
        let (width, height) = (tenths(size.width), tenths(size.height));
        let left = (widest(&mut { ticks }) + ASIDE).min(width / 3);
        let at_right = widest(&mut { targets });
        let at_right = if at_right == 0 { 10 } else { (at_right + ASIDE).min(width / 3) };
        let columns = u32::try_from(layout.columns).unwrap_or(u32::MAX).max(1);
        let most = i32::try_from(columns).unwrap_or(i32::MAX).saturating_mul(WIDEST_COLUMN);
        let right = (width - at_right).min(left.saturating_add(most));
        let (top, bottom) = (HEAD, height - FOOT - layout.beyond);
        let inner = Place { x: left, y: top, width: right - left, height: bottom - top };
        let coordinates = Cartesian2d::new(
            0_f64..f64::from(columns),
            coordinate(&scale.from())..coordinate(&scale.to()),
            (left..right, bottom..top),
        );
        Self { coordinates, size: *size, columns, inner }
    }

    /// The whole picture.
    pub(super) fn bounds(&self) -> Place {
        Place { x: 0, y: 0, width: tenths(self.size.width), height: tenths(self.size.height) }
    }

    /// The picture between the texts of its axes.
    pub(super) fn within(&self) -> Place {
        let Place { width, height, .. } = self.bounds();
        Place { x: self.inner.x, y: 0, width: width - self.inner.x, height: height - FOOT + 50 }
    }

    /// Where a value stands.
    pub(super) fn y(&self, value: &Exact) -> i32 {
        self.coordinates.translate(&(0.0, coordinate(value))).1
    }

    /// Where a column begins; the one after the last is where it ends.
    fn x(&self, column: usize) -> i32 {
        let column = u32::try_from(column).unwrap_or(u32::MAX).min(self.columns);
        self.coordinates.translate(&(f64::from(column), 0.0)).0
    }

    /// A column from the highest place to the lowest.
    pub(super) fn column(&self, column: usize) -> Place {
        let (from, to) = (self.x(column), self.x(column.saturating_add(1)));
        Place { x: from, y: 0, width: to - from, height: tenths(self.size.height) - FOOT }
    }

    /// The bar of a column between two heights.
    pub(super) fn bar(&self, column: usize, top: i32, bottom: i32) -> Place {
        let Place { x, width, .. } = self.column(column);
        let share = if width < 60 { 76 } else { 62 };
        let bar = (width * share / 100).clamp(6, WIDEST_BAR).min(width.max(1));
        Place { x: x + (width - bar) / 2, y: top, width: bar, height: bottom - top }
    }

    /// The middle of a column.
    pub(super) fn middle(&self, column: usize) -> i32 {
        let Place { x, width, .. } = self.column(column);
        x + width / 2
    }

    /// Grid lines and their texts; the lowest line is stronger where bars begin there.
    pub(super) fn draw_grid(
        &self,
        canvas: &Canvas<'_>,
        scale: &Scale,
        ticks: &[String],
        zero: bool,
    ) {
        let Place { x, width, .. } = self.inner;
        for (place, line) in scale.lines.iter().enumerate().rev() {
            let y = self.y(line);
            let role = if zero && place == 0 { Role::Zero } else { Role::Grid };
            canvas.path(role, vec![(x, y), (x + width, y)]);
        }
        for (line, tick) in scale.lines.iter().zip(ticks) {
            let point = (x - ASIDE, self.y(line));
            // An amount of thirty digits has no room.
            if room(point, Side::Right, tick, false).x >= 0 {
                canvas.text(Role::Tick, point, Side::Right, tick);
            }
        }
    }

    /// The labels of the time axis.
    pub(super) fn draw_time(
        &self,
        canvas: &Canvas<'_>,
        language: &dyn Language,
        columns: &[Column<'_>],
    ) {
        let y = tenths(self.size.height) - 80;
        let middles: Vec<i32> = (0..columns.len()).map(|column| self.middle(column)).collect();
        for label in time_axis::labels(language, columns, &middles, (y, self.bounds())) {
            canvas.text(Role::Tick, (label.x, y), Side::Middle, &label.text);
        }
    }

    /// Hatches the columns of which nothing is known, those side by side as one.
    pub(super) fn draw_unknown(&self, canvas: &Canvas<'_>, unknown: &[bool]) {
        let mut at = 0;
        for run in unknown.chunk_by(|one, other| one == other) {
            if run.first() == Some(&true) {
                let (from, to) = (self.x(at), self.x(at + run.len()));
                let gap = ((to - from) / 10).min(40);
                let area = Place { x: from + gap, width: to - from - 2 * gap, ..self.inner };
                hatch(canvas, &area);
            }
            at += run.len();
        }
    }

    /// The target from column to column, which steps where it changes; no line crosses a column
    /// without one. A step to or from a period that runs is left open, and so are those of columns
    /// too narrow for them.
    pub(super) fn draw_target(&self, canvas: &Canvas<'_>, targets: &[Option<(Exact, bool)>]) {
        const NARROW: i32 = 160;
        let open = self.column(0).width < NARROW;
        let mut lines: Vec<Vec<Point>> = Vec::new();
        let mut before: Option<(i32, bool)> = None;
        for (column, target) in targets.iter().enumerate() {
            let level = target.as_ref().map(|(value, running)| (self.y(value), *running));
            if let Some((y, running)) = level {
                let (from, to) = ((self.x(column), y), (self.x(column + 1), y));
                match (before, lines.last_mut()) {
                    (Some((same, kind)), Some(line)) if (same, kind) == (y, running) => {
                        line.pop();
                        line.push(to);
                    }
                    (Some((_, kind)), Some(line)) if kind == running && !open => {
                        line.extend([from, to]);
                    }
                    _ => lines.push(vec![from, to]),
                }
            }
            before = level;
        }
        for role in [Role::TargetEdge, Role::Target] {
            lines.iter().for_each(|line| canvas.path(role, line.clone()));
        }
    }

    /// The text at the right end of a target that ends before a column, or, where something
    /// stands there, right of all columns.
    pub(super) fn draw_target_label(
        &self,
        canvas: &Canvas<'_>,
        labels: &mut Labels,
        (role, target, end): (Role, &Exact, usize),
        text: &str,
    ) {
        let y = self.y(target);
        let place = |x: i32| room((x + ASIDE, y), Side::Left, text, role == Role::Label);
        if let Some(free) = labels.first_clear(vec![place(self.x(end)), place(self.inner.right())])
        {
            canvas.text(role, (free.x, y), Side::Left, text);
        }
    }
}

/// Lines at 45° over an area.
pub(super) fn hatch(canvas: &Canvas<'_>, area: &Place) {
    const APART: i32 = 60;
    let Place { x, y, width, height } = *area;
    let mut offset = APART / 2;
    while offset < width + height {
        // From the lower or left edge up to the right or upper one.
        let right = x + width;
        let from = (right - offset.min(width), y + height - (offset - width).max(0));
        let to = (right - (offset - height).max(0), y + height - offset.min(height));
        canvas.path(Role::Hatch, vec![from, to]);
        offset += APART;
    }
}

/// A slanted gap across a bar or stem, and its two edges.
pub(super) fn draw_break(canvas: &Canvas<'_>, mark: &Place, y: i32) -> [[Point; 2]; 2] {
    const OVER: i32 = 20;
    const SLANT: i32 = 40;
    const WIDE: i32 = 35;
    let (left, right) = (mark.x - OVER, mark.right() + OVER);
    let edges = [0, WIDE].map(|down| [(left, y + SLANT + down), (right, y + down)]);
    let [[a, b], [c, d]] = edges;
    canvas.area(Role::Break, vec![a, b, d, c]);
    edges
}

fn tenths(pixels: u32) -> i32 {
    i32::try_from(pixels).unwrap_or_default().saturating_mul(10)
}
