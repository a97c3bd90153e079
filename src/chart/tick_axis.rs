//! A running axis of time: the finest labels for which there is room.

use chrono::Datelike;

use super::canvas::{Canvas, Side, room};
use super::labels::Labels;
use super::role::Role;
use super::{Place, coordinate_of};
use crate::format::words::{Chart as Words, Language, Phrase};
use crate::report::{Tick, TickKind, TickLevel};
use crate::units::{Instant, Interval};

/// Where an instant stands in a window across a place.
pub(super) fn x(window: Interval, across: &Place, at: Instant) -> i32 {
    coordinate_of(across, window.nanoseconds(), at.since(window.from()))
}

/// Writes the labels of the finest level that fits under a place, each with a short line where it
/// stands.
pub(super) fn draw(
    language: &dyn Language,
    canvas: &Canvas<'_>,
    (window, across): (Interval, &Place),
    levels: &[TickLevel],
) {
    const BELOW: i32 = 140;
    const LINE: i32 = 40;
    const EDGE: i32 = 20;
    let y = across.bottom() + BELOW;
    let bounds = Place { y: across.bottom(), height: 2 * BELOW, ..*across };
    let placed = |level: &TickLevel| -> Option<Vec<(i32, i32, String)>> {
        let mut labels = Labels::new(bounds);
        let mut first = true;
        let mut texts = Vec::new();
        for tick in &level.ticks {
            let at = x(window, across, tick.at);
            let text = text(language, level.kind, tick, std::mem::take(&mut first));
            // At an edge the text moves inwards.
            let width = room((0, y), Side::Left, &text, false).width;
            let most = (bounds.right() - width - EDGE).max(bounds.x);
            let left = (at - width / 2).clamp(bounds.x, most);
            labels.first_free([room((left, y), Side::Left, &text, false)])?;
            texts.push((at, left, text));
        }
        Some(texts)
    };
    let finest = levels.iter().rev().find_map(placed);
    // Where no level fits, the first label says at least where the axis begins.
    let coarsest = || {
        let (level, tick) = levels.iter().find_map(|it| Some((it, it.ticks.first()?)))?;
        Some(vec![(x(window, across, tick.at), bounds.x, text(language, level.kind, tick, true))])
    };
    for (at, left, text) in finest.or_else(coarsest).unwrap_or_default() {
        canvas.path(Role::Zero, vec![(at, across.bottom()), (at, across.bottom() + LINE)]);
        canvas.text(Role::Tick, (left, y), Side::Left, &text);
    }
}

/// What stands at a label; a month, and the first, say the year too.
fn text(language: &dyn Language, kind: TickKind, tick: &Tick, first: bool) -> String {
    let (year, month, day) = (tick.date.year(), tick.date.month(), tick.date.day());
    let words = match kind {
        TickKind::Year => Words::AxisYear(year),
        TickKind::Month if month == 1 && !first => Words::AxisYear(year),
        TickKind::Month => Words::AxisMonth(month, first.then_some(year)),
        TickKind::Hour if tick.hour > 0 => Words::AxisHour(tick.hour),
        TickKind::Day | TickKind::Hour => Words::AxisDay { month, day },
    };
    language.say(&Phrase::Chart(words))
}
