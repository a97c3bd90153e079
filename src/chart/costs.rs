//! What cost most: downtime by what it came from, the largest first.

use super::canvas::{Canvas, Side, room};
use super::role::Role;
use super::{Chart, Mark, MarkOf, Picture, Place, Size, Table, coordinate_of};
use crate::format::words::{Chart as Words, CostWord, Heading, Language, Phrase};
use crate::format::{Toward, duration, moneys, number};
use crate::report::{Cost, CostOf, Costs};
use crate::units::Exact;

/// The height of a part: its name and its bar; how far down the bar is, and how high.
const ROW: i32 = 380;
const BAR: i32 = 200;
const HIGH: i32 = 100;

/// The parts of all downtime, so many pixels wide; `name` is what a part is called.
#[must_use]
pub fn costs(
    language: &dyn Language,
    costs: &Costs,
    (by, name): (CostWord<'_>, &dyn Fn(&CostOf) -> String),
    width: u32,
) -> Chart {
    let drawing = Drawing { language, costs, by, name, width: Size::for_width(width).width };
    let rows = drawing.rows();
    let finding = drawing.finding();
    let all = drawing.length(&costs.seconds);
    let measure = drawing.say(Words::CostMeasure { by, all: &all });
    let picture = (!rows.is_empty()).then(|| drawing.picture(&finding, &rows));
    let table = drawing.table(&rows);
    Chart { finding, measure, picture, table }
}

/// A part as it is told.
struct Row {
    name: String,
    seconds: Exact,
    down: String,
    share: String,
    incidents: u64,
    credit: Option<String>,
    of: MarkOf,
    /// Whether it stands for several.
    rest: bool,
}

struct Drawing<'a> {
    language: &'a dyn Language,
    costs: &'a Costs,
    by: CostWord<'a>,
    name: &'a dyn Fn(&CostOf) -> String,
    width: u32,
}

impl Drawing<'_> {
    fn rows(&self) -> Vec<Row> {
        let row = |part: &Cost| Row {
            name: (self.name)(&part.of),
            seconds: part.seconds.clone(),
            down: self.length(&part.seconds),
            share: self.share(&part.seconds),
            incidents: part.incidents,
            credit: (!part.credits.is_empty()).then(|| moneys(self.language, part.credits.iter())),
            of: match &part.of {
                CostOf::Incident(id) => MarkOf::Incident(id.clone()),
                _ => MarkOf::Itself,
            },
            rest: false,
        };
        let mut rows: Vec<Row> = self.costs.parts.iter().map(row).collect();
        if self.costs.others > 0 {
            let told: Exact = self.costs.parts.iter().map(|part| part.seconds.clone()).sum();
            let seconds = &self.costs.seconds - &told;
            rows.push(Row {
                name: self.say(Words::Others(&self.digits(self.costs.others))),
                down: self.length(&seconds),
                share: self.share(&seconds),
                seconds,
                incidents: 0,
                credit: None,
                of: MarkOf::Itself,
                rest: true,
            });
        }
        rows
    }

    /// How few of the parts make four fifths of it all; or what the first three make.
    fn finding(&self) -> String {
        const FEW: usize = 3;
        let Costs { parts, others, seconds } = self.costs;
        if seconds.is_zero() {
            return self.say(Words::NoCost);
        }
        let of = parts.len() as u64 + others;
        let mut sum = Exact::zero();
        let mut count = 0;
        for part in parts.iter().take(FEW) {
            sum = &sum + &part.seconds;
            count += 1;
            if &sum * &Exact::from(5) >= seconds * &Exact::from(4) {
                break;
            }
        }
        self.say(Words::CostMost {
            first: &parts.first().map(|part| (self.name)(&part.of)).unwrap_or_default(),
            count,
            share: &self.share(&sum),
            of: (of, &self.digits(of)),
        })
    }

    fn picture(&self, finding: &str, rows: &[Row]) -> Picture {
        let count = i32::try_from(rows.len()).unwrap_or_default();
        let height = u32::try_from((count * ROW + 40) / 10).unwrap_or_default();
        let size = Size { width: self.width, height };
        let across = i32::try_from(self.width).unwrap_or_default() * 10 - 20;
        let longest = rows.iter().map(|row| row.seconds.clone()).max();
        let longest = longest.unwrap_or_else(Exact::zero);
        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, size, finding);
        let mut marks = Vec::new();
        for (at, row) in (0..).zip(rows) {
            let lane = Place { x: 10, y: at * ROW, width: across, height: ROW };
            let text = lane.y + 110;
            let value = room((lane.right(), text), Side::Right, &row.down, true);
            let name = fitting(&row.name, value.x - lane.x - 80);
            canvas.text(Role::Tick, (lane.x, text), Side::Left, &name);
            canvas.text(Role::Label, (lane.right(), text), Side::Right, &row.down);
            let parts = |it: &Exact| (it * &Exact::from(1_000_000)).floor(0).to_whole();
            let (part, whole) = (parts(&row.seconds), parts(&longest));
            let end = coordinate_of(&lane, whole.unwrap_or(1), part.unwrap_or_default());
            let width = (end - lane.x).max(20);
            let bar = Place { x: lane.x, y: lane.y + BAR, width, height: HIGH };
            canvas.rectangle(if row.rest { Role::Lapsed } else { Role::Value }, &bar);
            marks.push(self.mark(lane, row));
        }
        canvas.finish();
        Picture { svg, size, marks }
    }

    /// A row as a whole, so that nothing is told on top of it.
    fn mark(&self, column: Place, row: &Row) -> Mark {
        let words = self.say(Words::Cost {
            name: &row.name,
            down: &row.down,
            share: &row.share,
            incidents: row.incidents,
            credit: row.credit.as_deref(),
        });
        Mark {
            column,
            drawn: column,
            of: row.of.clone(),
            title: row.name.clone(),
            value: row.down.clone(),
            against: row.share.clone(),
            state: self.incidents(row),
            words,
        }
    }

    fn incidents(&self, row: &Row) -> String {
        match row.incidents {
            0 => String::new(),
            count => self.say(Words::IncidentCount(count)),
        }
    }

    fn table(&self, rows: &[Row]) -> Table {
        let mut headings = vec![Heading::What, Heading::Down, Heading::ShareOfAll, Heading::Behind];
        let credits = self.by == CostWord::Service;
        headings.extend(credits.then_some(Heading::Credit));
        let rows = rows.iter().map(|row| {
            let own = [row.name.clone(), row.down.clone(), row.share.clone(), self.incidents(row)];
            let credit = credits.then(|| row.credit.clone().unwrap_or_default());
            own.into_iter().chain(credit).collect()
        });
        let heading = |heading: &Heading| self.language.say(&Phrase::Heading(*heading));
        Table { headings: headings.iter().map(heading).collect(), rows: rows.collect() }
    }

    /// A share of all downtime in percent, cut: whole, or of a small one its first places.
    fn share(&self, seconds: &Exact) -> String {
        let share = (seconds * &Exact::from(100)).checked_div(&self.costs.seconds);
        let share = share.unwrap_or_else(Exact::zero);
        let places = if share < Exact::from(1) && !share.is_zero() { 2 } else { 0 };
        let share = share.floor(places).to_fixed(places);
        self.say(Words::AxisShare(&number(self.language, &share)))
    }

    fn digits(&self, count: u64) -> String {
        number(self.language, &count.to_string())
    }

    fn length(&self, seconds: &Exact) -> String {
        duration(self.language, seconds, Toward::Longer)
    }

    fn say(&self, words: Words<'_>) -> String {
        self.language.say(&Phrase::Chart(words))
    }
}

/// A name as far as there is room for it.
fn fitting(name: &str, width: i32) -> String {
    let fits = |text: &str| room((0, 0), Side::Left, text, false).width <= width;
    if fits(name) {
        return name.to_owned();
    }
    let letters: Vec<char> = name.chars().take(200).collect();
    let cut = |count: &usize| {
        let head: String = letters.iter().take(*count).collect();
        let text = format!("{}…", head.trim_end());
        fits(&text).then_some(text)
    };
    (0..letters.len()).rev().find_map(|count| cut(&count)).unwrap_or_default()
}
