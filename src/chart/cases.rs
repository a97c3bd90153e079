//! The cases of a clock: one dot each where its elapsed time is, a lane for each priority.

use std::collections::BTreeMap;

use super::canvas::{Canvas, Point, Side, room};
use super::role::Role;
use super::{Chart, Mark, MarkOf, Picture, Place, Size, Table};
use crate::format::words::{Chart as Words, Heading, Language, Phrase};
use crate::format::{Toward, duration, duration_beside, exact_duration, number};
use crate::report::{CasePoint, CaseVerdict, ObjectiveFacts};
use crate::units::{Exact, Sort};

/// Of more cases their numbers are drawn, not one by one.
pub const MOST_DOTS: usize = 400;

/// More priorities share one lane.
const MOST_LANES: usize = 4;
/// Above the dots of a lane: the limit's label.
const HEAD: i32 = 150;
/// The height of the axis, and the room at the sides.
const AXIS: i32 = 220;
const ASIDE: i32 = 80;
/// Half the width of a dot, and of what answers for it.
const RADIUS: i32 = 35;
const REACH: i32 = 80;
/// The width of a bar where cases are counted.
const BAR: i32 = 120;

/// A case, and what its incident is called.
pub type NamedCase<'c> = (String, CasePoint<'c>);

/// The cases of an objective; those of more than `most_dots` are counted.
#[must_use]
pub fn cases(
    language: &dyn Language,
    objective: &ObjectiveFacts,
    cases: &[NamedCase<'_>],
    (size, most_dots): (Size, usize),
) -> Chart {
    let drawing = Drawing { language, objective, cases, size };
    let counted = cases.len() > most_dots;
    let finding = drawing.finding();
    let lanes = drawing.lanes();
    let measure = drawing.say(Words::CasesMeasure {
        by_priority: lanes.len() > 1,
        counted,
        open: !counted && cases.iter().any(|(_, case)| is_open(case.verdict)),
    });
    if cases.is_empty() {
        return Chart { finding, measure, picture: None, table: Table::default() };
    }
    let (picture, table) = drawing.picture(&finding, &lanes, counted);
    Chart { finding, measure, picture: Some(picture), table }
}

fn is_open(verdict: CaseVerdict) -> bool {
    matches!(verdict, CaseVerdict::Running | CaseVerdict::Paused)
}

struct Drawing<'a> {
    language: &'a dyn Language,
    objective: &'a ObjectiveFacts,
    cases: &'a [NamedCase<'a>],
    size: Size,
}

/// The cases of a priority.
struct Lane<'a> {
    /// Its priority; nothing where all share a lane.
    name: &'a str,
    cases: Vec<&'a NamedCase<'a>>,
}

impl Lane<'_> {
    /// The limit, where all cases have the same.
    fn limit(&self) -> Option<i128> {
        let (_, first) = self.cases.first()?;
        let same = self.cases.iter().all(|(_, case)| case.limit == first.limit);
        first.limit.filter(|_| same)
    }
}

/// Where things are: elapsed time from left to right by its square root, the lanes one below the
/// other.
struct Field {
    inner: Place,
    most: i128,
    lane: i32,
}

impl Field {
    fn x(&self, elapsed: i128) -> i32 {
        let width = i128::from(self.inner.width);
        let part = (width * width * elapsed.clamp(0, self.most)).checked_div(self.most);
        self.inner.x + i32::try_from(part.unwrap_or_default().isqrt()).unwrap_or_default()
    }

    /// The elapsed time that stands there.
    fn elapsed(&self, x: i32) -> i128 {
        let (part, width) = (i128::from(x - self.inner.x), i128::from(self.inner.width));
        (self.most * part * part).checked_div(width * width).unwrap_or_default()
    }

    fn top(&self, lane: i32) -> i32 {
        self.inner.y + lane * self.lane
    }

    fn bottom(&self, lane: i32) -> i32 {
        self.top(lane) + self.lane
    }
}

impl<'a> Drawing<'a> {
    fn finding(&self) -> String {
        let count = |is: CaseVerdict| self.cases.iter().filter(|(_, it)| it.verdict == is).count();
        let (met, missed) = (count(CaseVerdict::Met), count(CaseVerdict::Missed));
        self.say(Words::Within {
            objective: &self.objective.name,
            within: met as u64,
            decided: (met + missed) as u64,
            cases: self.cases.len() as u64,
        })
    }

    /// A lane for each priority in the order of the limits, and one for what has none.
    fn lanes(&self) -> Vec<Lane<'a>> {
        let of_limit = |name: &str| {
            let limits = self.objective.limits.iter();
            limits.clone().position(|limit| limit.priority.as_deref() == Some(name))
        };
        let mut lanes: BTreeMap<(usize, &str), Vec<&NamedCase<'_>>> = BTreeMap::new();
        for case in self.cases {
            let name = case.1.priority.unwrap_or_default();
            let place = of_limit(name).unwrap_or(usize::MAX);
            lanes.entry((place, name)).or_default().push(case);
        }
        if lanes.len() > MOST_LANES {
            return vec![Lane { name: "", cases: self.cases.iter().collect() }];
        }
        lanes.into_iter().map(|((_, name), cases)| Lane { name, cases }).collect()
    }

    fn field(&self, lanes: &[Lane<'_>]) -> Field {
        let tenths = |pixels: u32| i32::try_from(pixels).unwrap_or_default() * 10;
        let (width, height) = (tenths(self.size.width), tenths(self.size.height));
        let names = lanes.iter().map(|lane| room((0, 0), Side::Left, &short(lane.name), false));
        let left = names.map(|place| place.width).max().unwrap_or_default() + ASIDE;
        let times = self.cases.iter().map(|(_, it)| it.elapsed.max(it.limit.unwrap_or_default()));
        let inner = Place { x: left, y: 0, width: width - left - ASIDE, height: height - AXIS };
        let number = i32::try_from(lanes.len()).unwrap_or(1).max(1);
        Field { inner, most: times.max().unwrap_or_default().max(1), lane: inner.height / number }
    }

    fn picture(&self, finding: &str, lanes: &[Lane<'a>], counted: bool) -> (Picture, Table) {
        let field = self.field(lanes);
        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, self.size, finding);
        self.draw_axis(&canvas, &field, lanes.len());
        let most = if counted { most_in_a_bar(&field, lanes) } else { 0 };
        let (mut marks, mut rows) = (Vec::new(), Vec::new());
        for (at, lane) in (0..).zip(lanes) {
            let middle = i32::midpoint(field.top(at) + HEAD, field.bottom(at));
            canvas.text(Role::Tick, (0, middle), Side::Left, &short(lane.name));
            if counted {
                self.draw_bars(&canvas, (&field, at, most), lane, (&mut marks, &mut rows));
            } else {
                self.draw_dots(&canvas, (&field, at), lane, (&mut marks, &mut rows));
            }
            self.draw_limit(&canvas, (&field, at), lane);
        }
        canvas.finish();
        let headings = if counted {
            vec![Heading::Elapsed, Heading::Cases, Heading::CasesMissed, Heading::Priority]
        } else {
            let of_case = [Heading::Incident, Heading::Elapsed, Heading::Allowed];
            of_case.into_iter().chain([Heading::Priority, Heading::Verdict]).collect()
        };
        let headings = headings.into_iter().map(|it| self.language.say(&Phrase::Heading(it)));
        let table = Table { headings: headings.collect(), rows };
        (Picture { svg, size: self.size, marks }, table)
    }

    /// A line below each lane, and times as far as there is room, the longest first.
    fn draw_axis(&self, canvas: &Canvas<'_>, field: &Field, lanes: usize) {
        const APART: i32 = 200;
        let (left, right) = (field.inner.x, field.inner.right());
        for lane in (0..).take(lanes) {
            let y = field.bottom(lane);
            let last = lane as usize + 1 == lanes;
            let role = if last { Role::Zero } else { Role::Grid };
            canvas.path(role, vec![(left, y), (right, y)]);
        }
        if lanes == 1 {
            canvas.path(Role::Grid, vec![(left, HEAD), (right, HEAD)]);
        }
        let y = field.inner.bottom() + 140;
        let mut free = right + ASIDE;
        for seconds in TICKS.into_iter().rev() {
            let elapsed = seconds * 1_000_000_000;
            let text = self.length(elapsed, Toward::Shorter);
            let x = field.x(elapsed);
            let place = room((x, y), Side::Middle, &text, false);
            if elapsed <= field.most && place.right() <= free && place.x >= 0 {
                canvas.text(Role::Tick, (x, y), Side::Middle, &text);
                canvas.path(Role::Stem, vec![(x, field.inner.bottom()), (x, y - 90)]);
                free = place.x - APART;
            }
        }
    }

    fn draw_limit(&self, canvas: &Canvas<'_>, (field, lane): (&Field, i32), own: &Lane<'_>) {
        let Some(limit) = own.limit() else { return };
        let (x, top) = (field.x(limit), field.top(lane));
        canvas.path(Role::TargetEdge, vec![(x, top + 20), (x, field.bottom(lane))]);
        canvas.path(Role::Target, vec![(x, top + 20), (x, field.bottom(lane))]);
        let text = exact_duration(self.language, &Exact::seconds(limit));
        let right = room((x + 50, top + 70), Side::Left, &text, true);
        let (x, side) = if right.right() <= field.inner.right() + ASIDE {
            (x + 50, Side::Left)
        } else {
            (x - 50, Side::Right)
        };
        canvas.text(Role::Label, (x, top + 70), side, &text);
    }

    /// Dots side by side, moved off the middle of the lane where they would lie on each other.
    fn draw_dots(
        &self,
        canvas: &Canvas<'_>,
        (field, lane): (&Field, i32),
        own: &Lane<'_>,
        (marks, rows): (&mut Vec<Mark>, &mut Vec<Vec<String>>),
    ) {
        let mut cases = own.cases.clone();
        cases.order_by_key(|(_, case)| case.elapsed);
        let (top, bottom) = (field.top(lane) + HEAD + RADIUS, field.bottom(lane) - RADIUS - 10);
        let mut placed: Vec<Point> = Vec::new();
        for (name, case) in cases {
            let center = free_place(&placed, field.x(case.elapsed), (top, bottom));
            placed.push(center);
            let role = match case.verdict {
                CaseVerdict::Missed => Role::Breach,
                CaseVerdict::Running | CaseVerdict::Paused => Role::Run,
                CaseVerdict::Met | CaseVerdict::Stopped | CaseVerdict::Excluded => Role::Value,
            };
            canvas.dot(role, center, RADIUS);
            let mark = self.dot_mark(name, case, center, field);
            rows.push(vec![
                mark.title.clone(),
                mark.value.clone(),
                mark.against.clone(),
                case.priority.unwrap_or_default().to_owned(),
                mark.state.clone(),
            ]);
            marks.push(mark);
        }
    }

    fn dot_mark(&self, name: &str, case: &CasePoint<'_>, (x, y): Point, field: &Field) -> Mark {
        let around =
            |reach: i32| Place { x: x - reach, y: y - reach, width: 2 * reach, height: 2 * reach };
        let most = field.inner.right() + ASIDE - 2 * REACH;
        let column = around(REACH);
        let column = Place { x: column.x.clamp(0, most.max(0)), y: column.y.max(0), ..column };
        let margin = case.limit.map(|limit| limit - case.elapsed);
        let toward = match case.verdict {
            CaseVerdict::Missed => Toward::Longer,
            _ => Toward::Shorter,
        };
        let margin = margin.map(|margin| self.length(margin, toward));
        let (verdict, margin) = (case.verdict, margin.as_deref());
        let stands = Phrase::ClockStands { verdict, margin, by: case.by };
        let state = self.language.say(&stands);
        let (elapsed, limit) = (Exact::seconds(case.elapsed), case.limit.map(Exact::seconds));
        let limit = limit.as_ref();
        let value = duration_beside(self.language, &elapsed, Toward::Longer, limit.as_slice());
        let against = limit.map(|limit| exact_duration(self.language, limit));
        let words = self.say(Words::Case {
            incident: name,
            elapsed: &value,
            limit: against.as_deref(),
            stands: &state,
        });
        Mark {
            column,
            drawn: around(RADIUS),
            of: MarkOf::Incident(case.incident.to_owned()),
            title: name.to_owned(),
            value,
            against: against.unwrap_or_default(),
            state,
            words,
        }
    }

    /// How many cases took about as long, those missed on top.
    fn draw_bars(
        &self,
        canvas: &Canvas<'_>,
        (field, lane, most): (&Field, i32, i32),
        own: &Lane<'_>,
        (marks, rows): (&mut Vec<Mark>, &mut Vec<Vec<String>>),
    ) {
        let bottom = field.bottom(lane);
        let high = field.lane - HEAD - 10;
        for (bar, [kept, missed]) in bars(field, own) {
            let x = field.inner.x + bar * BAR;
            let height = |count: i32| {
                let height = i64::from(high) * i64::from(count) / i64::from(most.max(1));
                i32::try_from(height).unwrap_or_default().max(i32::from(count > 0) * 10)
            };
            let (low, all) = (height(kept), height(kept) + height(missed));
            let width = BAR - 10;
            let of = |role: Role, y: i32, height: i32| {
                if height > 0 {
                    canvas.rectangle(role, &Place { x, y, width, height });
                }
            };
            of(Role::Value, bottom - low, low);
            of(Role::Breach, bottom - all, all - low);
            let [from, until] =
                [x, x + BAR].map(|x| self.length(field.elapsed(x), Toward::Shorter));
            let title = self.language.say(&Phrase::Dates { first: &from, last: &until });
            let digits = |count: i32| number(self.language, &count.to_string());
            let (value, against) = (digits(kept + missed), digits(missed));
            let words = self.say(Words::Counted {
                priority: own.name,
                span: &title,
                cases: &value,
                missed: &against,
            });
            rows.push(vec![title.clone(), value.clone(), against.clone(), own.name.to_owned()]);
            let drawn = Place { x, y: bottom - all, width, height: all };
            let column = Place { x, y: field.top(lane), width: BAR, height: field.lane };
            let state = own.name.to_owned();
            marks.push(Mark {
                column,
                drawn,
                of: MarkOf::Itself,
                title,
                value,
                against,
                state,
                words,
            });
        }
    }

    /// A length as whole seconds tell it.
    fn length(&self, nanoseconds: i128, toward: Toward) -> String {
        let seconds = Exact::seconds(nanoseconds);
        let whole = match toward {
            Toward::Shorter => seconds.floor(0),
            Toward::Longer => seconds.ceil(0),
        };
        duration(self.language, &whole, toward)
    }

    fn say(&self, words: Words<'_>) -> String {
        self.language.say(&Phrase::Chart(words))
    }
}

/// The times that an axis tells, in seconds.
const TICKS: [i128; 22] = [
    0,
    60,
    300,
    900,
    1_800,
    3_600,
    7_200,
    14_400,
    28_800,
    57_600,
    86_400,
    172_800,
    345_600,
    604_800,
    1_209_600,
    2_419_200,
    4_838_400,
    9_676_800,
    19_353_600,
    38_707_200,
    77_414_400,
    154_828_800,
];

/// How many cases were kept and missed, bar by bar.
fn bars(field: &Field, lane: &Lane<'_>) -> BTreeMap<i32, [i32; 2]> {
    let last = (field.inner.width - 1).max(0) / BAR;
    let mut bars: BTreeMap<i32, [i32; 2]> = BTreeMap::new();
    for (_, case) in &lane.cases {
        let bar = ((field.x(case.elapsed) - field.inner.x) / BAR).min(last);
        let [kept, missed] = bars.entry(bar).or_default();
        *(if case.verdict == CaseVerdict::Missed { missed } else { kept }) += 1;
    }
    bars
}

fn most_in_a_bar(field: &Field, lanes: &[Lane<'_>]) -> i32 {
    let sums = lanes.iter().flat_map(|lane| bars(field, lane).into_values());
    sums.map(|[kept, missed]| kept + missed).max().unwrap_or_default()
}

/// The place nearest to the middle where a dot lies on no other, or the middle.
fn free_place(placed: &[Point], x: i32, (top, bottom): (i32, i32)) -> Point {
    const APART: i32 = 2 * RADIUS + 5;
    let middle = i32::midpoint(top, bottom);
    let near: Vec<Point> = placed.iter().rev().copied().filter(|at| x - at.0 < APART).collect();
    let steps = (0..=(bottom - top).max(0) / APART).flat_map(|step| [step * APART, -step * APART]);
    let lies_free = |y: i32| {
        near.iter().all(|at| {
            let (dx, dy) = (x - at.0, y - at.1);
            dx * dx + dy * dy >= APART * APART
        })
    };
    let y = steps
        .map(|step| middle + step)
        .filter(|y| (top..=bottom).contains(y))
        .find(|y| lies_free(*y));
    (x, y.unwrap_or(middle))
}

/// A priority as far as there is room for it.
fn short(name: &str) -> String {
    const MOST: usize = 10;
    match name.char_indices().nth(MOST) {
        Some((end, _)) => name.get(..end).into_iter().chain(["…"]).collect(),
        None => name.to_owned(),
    }
}
