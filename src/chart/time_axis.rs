//! When: a label where a year or a quarter begins.

use chrono::Datelike;

use super::Place;
use super::canvas::{Side, room};
use super::labels::Labels;
use super::series::Column;
use crate::format::words::{Chart, Language, Phrase};

/// So many years need no quarters between them.
const ENOUGH_YEARS: usize = 3;

/// A label of the time axis and where its middle is.
pub(super) struct TimeLabel {
    pub(super) x: i32,
    pub(super) text: String,
}

/// The labels of `columns`, whose middles are `middles`; all stand on the line `y` within
/// `bounds`.
pub(super) fn labels(
    language: &dyn Language,
    columns: &[Column<'_>],
    middles: &[i32],
    (y, bounds): (i32, Place),
) -> Vec<TimeLabel> {
    let every = usual(columns);
    let page = Axis { language, every, y, bounds };
    let start = |(column, x): (&Column<'_>, &i32)| Start {
        x: *x,
        year: column.facts.first.year(),
        month: column.facts.first.month(),
    };
    let (usual, others): (Vec<_>, Vec<_>) =
        columns.iter().zip(middles).partition(|(column, _)| column.facts.every == every);
    let starts: Vec<Start> = usual.into_iter().map(start).collect();
    let mut standing = Labels::new(bounds);
    // A period of another length is called by its own name: its beginning is told already.
    let others = others.into_iter().filter_map(|(column, x)| {
        let own = page.own(&column.facts.every, &start((column, x)))?;
        page.put(*x, own, &mut standing)
    });
    let mut labels: Vec<TimeLabel> = others.collect();
    let years: Vec<&Start> = starts.iter().filter(|start| start.month == 1).collect();
    labels.extend(page.years(&years, &mut standing));
    if years.len() >= ENOUGH_YEARS {
        return labels;
    }
    if let Some(first) = starts.first().filter(|first| first.month != 1) {
        labels.extend(page.put(first.x, page.small(first, true), &mut standing));
    }
    let quarters = starts.iter().skip(1).filter(|start| [4, 7, 10].contains(&start.month));
    let quarters: Vec<TimeLabel> =
        quarters.map(|start| TimeLabel { x: start.x, text: page.small(start, false) }).collect();
    // All of them or none, but for one that the first label leaves no room.
    let refused = quarters.iter().filter(|label| !standing.is_free(&page.room(label))).count();
    let narrow = quarters.windows(2).any(|pair| {
        let [one, other] = pair else { return false };
        let mut pair = Labels::new(bounds);
        pair.take(page.room(one));
        !pair.is_free(&page.room(other))
    });
    if !narrow && refused <= 1 {
        for label in quarters {
            labels.extend(page.put(label.x, label.text, &mut standing));
        }
    }
    labels
}

/// The length that most of the columns have; of equally many the first.
fn usual<'a>(columns: &'a [Column<'_>]) -> &'a str {
    let count = |every: &str| columns.iter().filter(|it| it.facts.every == every).count();
    let lengths = columns.iter().rev().map(|column| column.facts.every.as_str());
    lengths.max_by_key(|every| count(every)).unwrap_or_default()
}

struct Start {
    x: i32,
    year: i32,
    month: u32,
}

struct Axis<'a> {
    language: &'a dyn Language,
    every: &'a str,
    y: i32,
    bounds: Place,
}

impl Axis<'_> {
    /// Every year, or every second, fifth and so on, where all do not fit.
    fn years(&self, years: &[&Start], standing: &mut Labels) -> Vec<TimeLabel> {
        let say = |start: &Start| self.language.say(&Phrase::Chart(Chart::AxisYear(start.year)));
        let fits = |every: &i32| {
            let mut alone = Labels::new(self.bounds);
            let some = years.iter().filter(|start| start.year.rem_euclid(*every) == 0);
            some.clone().count() < 2
                || some.into_iter().all(|start| self.put(start.x, say(start), &mut alone).is_some())
        };
        let every = [1, 2, 5, 10, 20, 50, 100].into_iter().find(fits).unwrap_or(1_000);
        let some = years.iter().filter(|start| start.year.rem_euclid(every) == 0);
        some.filter_map(|start| self.put(start.x, say(start), standing)).collect()
    }

    /// The name of a period of that length; nothing where it has none that is short.
    fn own(&self, every: &str, start: &Start) -> Option<String> {
        let words = match every {
            "month" => Chart::AxisMonth(start.month, None),
            "quarter" => Chart::AxisQuarter(start.month.div_ceil(3), None),
            "year" => Chart::AxisYear(start.year),
            _ => return None,
        };
        Some(self.language.say(&Phrase::Chart(words)))
    }

    /// The name of a month or quarter, with its year where it stands first.
    fn small(&self, start: &Start, first: bool) -> String {
        let year = first.then_some(start.year);
        self.language.say(&Phrase::Chart(match self.every {
            "quarter" => Chart::AxisQuarter(start.month.div_ceil(3), year),
            _ => Chart::AxisMonth(start.month, year),
        }))
    }

    fn room(&self, label: &TimeLabel) -> Place {
        let place = room((label.x, self.y), Side::Middle, &label.text, false);
        let most = (self.bounds.right() - place.width).max(self.bounds.x);
        Place { x: place.x.clamp(self.bounds.x, most), ..place }
    }

    /// The label where it fits, moved inwards at the edges.
    fn put(&self, x: i32, text: String, standing: &mut Labels) -> Option<TimeLabel> {
        let place = self.room(&TimeLabel { x, text: text.clone() });
        standing.first_free([place])?;
        Some(TimeLabel { x: place.x + place.width / 2, text })
    }
}
