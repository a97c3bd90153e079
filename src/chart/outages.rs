//! What a service's time was: a lane for each label that occurs.

use std::cmp::Reverse;

use super::canvas::{Canvas, Side, room};
use super::labels::Labels;
use super::plot::hatch;
use super::role::Role;
use super::{Chart, Mark, MarkOf, Picture, Place, Size, Table, tick_axis};
use crate::format::words::{Chart as Words, Heading, Language, Phrase};
use crate::format::{Toward, duration, instant, number};
use crate::report::{Label, LabelSpan, LabelSpans};
use crate::units::{Exact, Interval, IntervalSet, Sort};

/// The height of a lane: its name and its bar.
const LANE: i32 = 400;
/// Where the bar of a lane is, from its top, and how high it is.
const BAR: i32 = 200;
const HIGH: i32 = 140;
/// The height of the axis, and the room at the sides.
const AXIS: i32 = 240;
const SIDE: i32 = 10;
/// The narrowest mark, and the narrowest that can be pointed at.
const LEAST: i32 = 20;
const LEAST_POINTED: i32 = 80;
/// The most marks: of more a finger would meet none.
const MOST_MARKS: usize = 150;
/// The most rows of the table.
const MOST_ROWS: usize = 300;

/// The lanes, from the top.
const LANES: [Label; 6] = [
    Label::Outage,
    Label::Tolerated,
    Label::ExcludedIncident,
    Label::Maintenance,
    Label::ExclusionSpan,
    Label::Unknown,
];

/// How what is drawn is called.
pub struct Shown<'a> {
    /// The objective.
    pub objective: &'a str,
    /// The period, or the periods.
    pub when: &'a str,
    /// The name of an incident, a record, a reason.
    pub name: &'a dyn Fn(&str) -> String,
}

/// What the time of an objective's service was, so many pixels wide.
///
/// A lane for outages, and one for each other label that occurs. An outage that weighs less is less
/// high; outside agreed hours a span is a line. What lies closer together than can be told is one
/// mark with its number.
#[must_use]
pub fn outages(
    language: &dyn Language,
    shown: &Shown<'_>,
    spans: &LabelSpans,
    width: u32,
) -> Chart {
    let drawing = Drawing { language, shown, spans, width: Size::for_width(width).width };
    let seconds = |label| spans.seconds.get(&label).cloned().unwrap_or_else(Exact::zero);
    let untold = [Label::Unknown, Label::OutsideHours];
    let known = spans.seconds.iter().any(|(label, it)| !untold.contains(label) && !it.is_zero());
    let finding = if known {
        drawing.say(Words::Outages {
            objective: shown.objective,
            when: shown.when,
            outages: spans.outages,
            down: &drawing.length(&seconds(Label::Outage)),
        })
    } else {
        drawing.say(Words::NothingMeasured(shown.objective))
    };
    let [from, until] = &spans.ends;
    let measure = drawing.say(Words::OutagesMeasure {
        from: &instant(language, from),
        until: &instant(language, until),
        shaded: !drawing.closed().is_empty(),
        several: spans.spans.iter().any(|span| span.count > 1),
    });
    let picture = Some(drawing.picture(&finding));
    let table = drawing.table();
    Chart { finding, measure, picture, table }
}

struct Drawing<'a> {
    language: &'a dyn Language,
    shown: &'a Shown<'a>,
    spans: &'a LabelSpans,
    width: u32,
}

impl Drawing<'_> {
    fn picture(&self, finding: &str) -> Picture {
        let lanes: Vec<Label> =
            LANES.into_iter().filter(|label| *label == Label::Outage || self.has(*label)).collect();
        let count = i32::try_from(lanes.len()).unwrap_or_default();
        let across = i32::try_from(self.width).unwrap_or_default() * 10 - 2 * SIDE;
        let plot = Place { x: SIDE, y: 0, width: across, height: count * LANE };
        let height = u32::try_from((plot.height + AXIS) / 10).unwrap_or_default();
        let size = Size { width: self.width, height };
        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, size, finding);
        for closed in self.closed().iter() {
            let (x, end) = self.ends(&plot, *closed);
            canvas.rectangle(Role::Band, &Place { x, width: end - x, ..plot });
        }
        let mut marks = Vec::new();
        for (at, label) in (0..).zip(lanes) {
            let lane = Place { y: plot.y + at * LANE, height: LANE, ..plot };
            self.draw_lane(&canvas, &lane, label);
            let own = self.spans.spans.iter().filter(|span| span.label == label);
            marks.extend(own.map(|span| (span.seconds.clone(), self.mark(&lane, span))));
        }
        tick_axis::draw(self.language, &canvas, (self.spans.window, &plot), &self.spans.ticks);
        canvas.finish();
        if marks.len() > MOST_MARKS {
            marks.order_by_key(|(seconds, _)| Reverse(seconds.clone()));
            marks.truncate(MOST_MARKS);
        }
        let mut marks: Vec<Mark> = marks.into_iter().map(|(_, mark)| mark).collect();
        marks.order_by_key(|mark| (mark.column.y, mark.drawn.x));
        Picture { svg, size, marks }
    }

    fn has(&self, label: Label) -> bool {
        self.spans.spans.iter().any(|span| span.label == label)
    }

    fn draw_lane(&self, canvas: &Canvas<'_>, lane: &Place, label: Label) {
        let (bar, text) = (lane.y + BAR, lane.y + 110);
        let base = bar + HIGH;
        canvas.path(Role::Grid, vec![(lane.x, base), (lane.right(), base)]);
        let name = self.label(label);
        let seconds = self.spans.seconds.get(&label).cloned().unwrap_or_else(Exact::zero);
        let total = self.length(&seconds);
        canvas.text(Role::Tick, (lane.x, text), Side::Left, &name);
        canvas.text(Role::Label, (lane.right(), text), Side::Right, &total);
        let mut labels = Labels::new(Place { height: BAR + HIGH, ..*lane });
        labels.take(room((lane.x, text), Side::Left, &name, false));
        labels.take(room((lane.right(), text), Side::Right, &total, true));
        for span in self.spans.spans.iter().filter(|span| span.label == label) {
            let drawn = self.draw_span(canvas, lane, span);
            if span.count > 1 {
                let count = number(self.language, &span.count.to_string());
                let middle = (drawn.x + drawn.width / 2, text);
                if labels.first_free([room(middle, Side::Middle, &count, true)]).is_some() {
                    canvas.text(Role::Label, middle, Side::Middle, &count);
                }
            }
        }
    }

    /// A span: solid in agreed hours, otherwise a line.
    fn draw_span(&self, canvas: &Canvas<'_>, lane: &Place, span: &LabelSpan) -> Place {
        let whole = self.place(lane, span, span.span);
        let hours = IntervalSet::union_of(self.spans.hours.iter().copied());
        let open: Vec<Interval> = hours.within(span.span).collect();
        if open.len() > 1 {
            let y = whole.y + whole.height / 2;
            canvas.path(Role::Outside, vec![(whole.x, y), (whole.right(), y)]);
        }
        for part in open {
            let place = self.place(lane, span, part);
            let role = match span.label {
                Label::Outage => Role::Breach,
                Label::Tolerated | Label::ExcludedIncident | Label::Up => Role::Value,
                Label::Maintenance => Role::Maintenance,
                Label::ExclusionSpan => Role::Lapsed,
                Label::Unknown => Role::Unknown,
                Label::OutsideHours => Role::Outside,
            };
            canvas.rectangle(role, &place);
            if span.label == Label::ExclusionSpan {
                hatch(canvas, &place);
            }
        }
        whole
    }

    /// Where a part of a span is drawn: as high as it weighs, and wide enough to be seen.
    fn place(&self, lane: &Place, span: &LabelSpan, part: Interval) -> Place {
        let (x, end) = self.ends(lane, part);
        let width = (end - x).max(LEAST);
        let x = x.min(lane.right() - width);
        let height = (&span.weight * &Exact::from(i128::from(HIGH))).floor(0).to_whole();
        let height = height.and_then(|height| i32::try_from(height).ok()).unwrap_or(HIGH);
        let height = height.clamp(LEAST, HIGH);
        Place { x, y: lane.y + BAR + HIGH - height, width, height }
    }

    fn ends(&self, lane: &Place, span: Interval) -> (i32, i32) {
        let x = |at| tick_axis::x(self.spans.window, lane, at);
        (x(span.from()), x(span.until()))
    }

    /// The time outside agreed hours.
    fn closed(&self) -> IntervalSet {
        let hours = IntervalSet::union_of(self.spans.hours.iter().copied());
        IntervalSet::union_of([self.spans.window]).without(&hours)
    }

    fn mark(&self, lane: &Place, span: &LabelSpan) -> Mark {
        let drawn = self.place(lane, span, span.span);
        let wider = (LEAST_POINTED - drawn.width).max(0);
        let most = (lane.right() - drawn.width - wider).max(lane.x);
        let x = (drawn.x - wider / 2).clamp(lane.x, most);
        let column = Place { x, width: drawn.width + wider, ..*lane };
        let [title, when, length, names] = self.told(span);
        let count = number(self.language, &span.count.to_string());
        let words = self.say(Words::LabelSpan {
            objective: self.shown.objective,
            label: &title,
            count: (span.count > 1).then_some(count.as_str()),
            when: &when,
            length: &length,
            names: &names,
        });
        let of = span.incident.clone().map_or(MarkOf::Itself, MarkOf::Incident);
        Mark { column, drawn, of, title, value: when, against: length, state: names, words }
    }

    /// What it was, when, how long, and what is behind it.
    fn told(&self, span: &LabelSpan) -> [String; 4] {
        let [from, until] = &span.ends;
        let (first, last) = (instant(self.language, from), instant(self.language, until));
        let when = self.language.say(&Phrase::Dates { first: &first, last: &last });
        let names: Vec<String> = span.names.iter().map(|name| (self.shown.name)(name)).collect();
        let more = span.sources.saturating_sub(names.len() as u64);
        let names = match names.as_slice() {
            [] => String::new(),
            names => self.say(Words::Names { names, more }),
        };
        [self.label(span.label), when, self.length(&span.seconds), names]
    }

    fn table(&self) -> Table {
        let headings = [Heading::What, Heading::When, Heading::Length, Heading::Behind];
        let rows = self.spans.spans.iter().filter(|span| span.label != Label::Up);
        let rows = rows.take(MOST_ROWS).map(|span| self.told(span).to_vec());
        Table {
            headings: headings.map(|it| self.language.say(&Phrase::Heading(it))).to_vec(),
            rows: rows.collect(),
        }
    }

    fn label(&self, label: Label) -> String {
        self.say(Words::Label(label))
    }

    fn length(&self, seconds: &Exact) -> String {
        duration(self.language, seconds, Toward::Longer)
    }

    fn say(&self, words: Words<'_>) -> String {
        self.language.say(&Phrase::Chart(words))
    }
}
