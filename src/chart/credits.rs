//! The credits of all objectives together, period by period.

use std::cmp::Reverse;
use std::collections::BTreeSet;

use super::canvas::Canvas;
use super::credit_sums::{State, Sum, cap_of_each, sums};
use super::labels::{Labels, above};
use super::plot::{Layout, Plot, hatch};
use super::role::Role;
use super::scale::{self, Scale};
use super::series::{Column, columns};
use super::time_used::{MOST_LABELS, put};
use super::{Chart, Mark, MarkOf, Picture, Place, Size, Table};
use crate::format::words::{Chart as Words, Heading, Language, Phrase};
use crate::format::{amount, money, moneys, number};
use crate::report::{Report, Verdict};
use crate::units::{Currency, Exact, Money, Sort};

/// The credits of all objectives, period by period.
#[must_use]
pub fn credits(language: &dyn Language, report: &Report, size: Size) -> Chart {
    let sums = sums(report);
    let currency = report.summary.sums.owed.currency;
    // Bars side by side are of one currency.
    let drawn = sums.iter().map(|sum| match sum.currency == currency {
        true => sum.clone(),
        false => Sum { amount: Exact::zero(), cut: Exact::zero(), ..sum.clone() },
    });
    let drawn: Vec<Sum> = drawn.collect();
    let elsewhere = sums.iter().zip(&drawn).filter(|(own, drawn)| own.amount != drawn.amount);
    let elsewhere: BTreeSet<&str> = elsewhere.map(|(own, _)| own.currency.code()).collect();
    let elsewhere = elsewhere.into_iter().collect::<Vec<_>>().join(", ");
    let most = drawn.iter().map(Sum::before_caps).max().unwrap_or_else(Exact::zero);
    let mut columns = columns(language, report);
    columns.retain(|column| report.parts_of(column.period).end == column.period + 1);
    let scale = scale::amount(&most);
    let cap = cap_of_each(report).filter(|cap| *cap <= scale.to());
    let drawing = Drawing { language, report, columns, sums, drawn, currency, size, scale, cap };
    let finding = drawing.finding();
    let measure = drawing.say(Words::CreditMeasure {
        every: &report.agreement.every,
        currency: currency.code(),
        elsewhere: &elsewhere,
        lapsed: drawing.drawn.iter().any(|sum| sum.is(State::Lapsed)),
        provisional: drawing.drawn.iter().any(|sum| sum.is(State::Provisional)),
        cut: drawing.drawn.iter().any(|sum| !sum.cut.is_zero()),
    });
    let picture = (!most.is_zero()).then(|| drawing.picture(&finding));
    let table = drawing.table();
    Chart { finding, measure, picture, table }
}

struct Drawing<'a> {
    language: &'a dyn Language,
    report: &'a Report,
    columns: Vec<Column<'a>>,
    sums: Vec<Sum>,
    /// Those of the periods that are in the currency of the picture; the others are nothing.
    drawn: Vec<Sum>,
    currency: Currency,
    size: Size,
    scale: Scale,
    /// What is the most of every period, where it stands within the scale.
    cap: Option<Exact>,
}

impl Drawing<'_> {
    fn finding(&self) -> String {
        let total = |states: &[State]| {
            let of = |currency: Currency| {
                let own = self.sums.iter().filter(|sum| sum.currency == currency);
                let own = own.filter(|sum| states.contains(&sum.state));
                Money { amount: own.map(|sum| sum.amount.clone()).sum(), currency }
            };
            let all = self.report.summary.all_sums().map(|sums| of(sums.owed.currency));
            let some: Vec<Money> = all.filter(|sum| !sum.amount.is_zero()).collect();
            (!some.is_empty()).then(|| moneys(self.language, some.iter()))
        };
        let (owed, lapsed) = (total(&[State::Owed]), total(&[State::Lapsed]));
        let earned = total(&[State::Owed, State::Lapsed]);
        let periods = self.sums.iter().filter(|s| s.is(State::Owed) || s.is(State::Lapsed)).count();
        if let Some(earned) = earned {
            self.say(Words::Credits {
                periods: periods as u64,
                finished: self.report.summary.finished_periods,
                every: &self.report.agreement.every,
                amount: &earned,
                lapsed: lapsed.as_deref(),
                all_lapsed: owed.is_none(),
            })
        } else if let Some(provisional) = total(&[State::Provisional]) {
            self.say(Words::ProvisionalOnly(&provisional))
        } else if self.sums.iter().any(|sum| sum.not_priced) {
            self.say(Words::NoAmounts)
        } else {
            self.say(Words::NoCredits)
        }
    }

    fn picture(&self, finding: &str) -> Picture {
        let Self { scale, size, columns, drawn: sums, .. } = self;
        let ticks = self.ticks();
        let cap_label = self.cap.as_ref().map(|cap| self.say(Words::CreditCap(&self.money(cap))));
        let cap: Vec<&str> = cap_label.as_deref().into_iter().collect();
        let layout = Layout {
            size: *size,
            columns: columns.len(),
            scale,
            ticks: &ticks,
            targets: &cap,
            beyond: 0,
        };
        let plot = Plot::new(&layout);
        let mut svg = String::new();
        let canvas = Canvas::new(&mut svg, *size, finding);
        plot.draw_grid(&canvas, scale, &ticks, true);
        plot.draw_time(&canvas, self.language, columns);
        let unknown: Vec<bool> = sums.iter().map(|sum| !sum.measured).collect();
        plot.draw_unknown(&canvas, &unknown);
        let bottom = plot.inner.bottom();
        let stacks = sums.iter().enumerate().map(|(at, sum)| {
            let (top, level) = (plot.y(&sum.before_caps()), plot.y(&sum.amount));
            [plot.bar(at, level, bottom), plot.bar(at, top, level), plot.bar(at, top, bottom)]
        });
        let stacks: Vec<[Place; 3]> = stacks.collect();
        let bars: Vec<Place> = stacks.iter().map(|[_, _, whole]| *whole).collect();
        let mut labels = Labels::new(plot.within());
        for (sum, [paid, cut, whole]) in sums.iter().zip(&stacks) {
            if !sum.amount.is_zero() {
                draw_bar(&canvas, sum.state, paid);
            }
            if !sum.cut.is_zero() {
                draw_cut(&canvas, cut);
            }
            if !sum.before_caps().is_zero() {
                labels.mark(*whole);
            }
        }
        if let Some((cap, text)) = self.cap.as_ref().zip(cap_label.as_deref()) {
            plot.draw_target(&canvas, &vec![Some((cap.clone(), false)); columns.len()]);
            let end = (Role::Label, cap, columns.len());
            plot.draw_target_label(&canvas, &mut labels, end, text);
            // No number lies across it.
            const AIR: i32 = 15;
            labels.take(Place { y: plot.y(cap) - AIR, height: 2 * AIR, ..plot.inner });
        }
        self.draw_numbers(&canvas, &bars, &mut labels);
        canvas.finish();
        let marks = bars.iter().enumerate();
        let marks = marks.filter_map(|(at, bar)| self.mark(plot.column(at), *bar, at));
        Picture { svg, size: *size, marks: marks.collect() }
    }

    /// Digits at every line, the currency at the highest alone.
    fn ticks(&self) -> Vec<String> {
        let places = match self.scale.step.decimals(12).unwrap_or_default() {
            0 => 0,
            places => places.max(self.currency.minor_digits()),
        };
        let mut ticks: Vec<String> =
            self.scale.lines.iter().map(|l| number(self.language, &l.to_fixed(places))).collect();
        if let (Some(top), Some(line)) = (ticks.last_mut(), self.scale.lines.last()) {
            *top = amount(self.language, line, self.currency.code(), places);
        }
        ticks
    }

    /// Numbers at what is owed, then at the largest of the rest.
    fn draw_numbers(&self, canvas: &Canvas<'_>, bars: &[Place], labels: &mut Labels) {
        let mut largest: Vec<(&Sum, &Place)> = self.drawn.iter().zip(bars).collect();
        largest.retain(|(sum, _)| !sum.before_caps().is_zero());
        largest.order_by_key(|(sum, _)| Reverse((sum.state == State::Owed, sum.amount.clone())));
        // Of equal ones side by side the first speaks for all.
        largest.dedup_by(|(one, _), (other, _)| one.amount == other.amount && one.cut == other.cut);
        for (sum, bar) in largest.into_iter().take(MOST_LABELS) {
            let amount = self.money(&sum.amount);
            let text = match sum.cut.is_zero() {
                true => amount,
                // It stands at the height of what it would have been.
                false => self.say(Words::CreditLeft(&amount, &self.money(&sum.before_caps()))),
            };
            put(canvas, labels, &text, bar, above);
        }
    }

    fn mark(&self, place: Place, bar: Place, at: usize) -> Option<Mark> {
        let (column, sum) = (self.columns.get(at)?, self.drawn.get(at)?);
        let value = self.money(&sum.amount);
        let state = self.state(sum);
        let cut = (!sum.cut.is_zero()).then(|| self.money(&sum.cut));
        let words = self.say(Words::CreditOf {
            period: &column.name,
            amount: &value,
            state: &state,
            cut: cut.as_deref(),
        });
        Some(Mark {
            column: place,
            drawn: bar,
            of: MarkOf::Period { objective: None, period: column.period },
            title: column.name.clone(),
            value,
            against: String::new(),
            state,
            words,
        })
        .filter(|_| !sum.before_caps().is_zero())
    }

    fn state(&self, sum: &Sum) -> String {
        match sum.state {
            _ if !sum.measured => self.language.say(&Phrase::Verdict(Verdict::NotMeasured)),
            _ if sum.amount.is_zero() => String::new(),
            State::Owed => self.say(Words::Owed),
            State::Lapsed => self.say(Words::Lapsed),
            State::Provisional => self.say(Words::IfItEndedNow),
        }
    }

    fn table(&self) -> Table {
        let heading = |heading| self.language.say(&Phrase::Heading(heading));
        let rows = self.columns.iter().zip(&self.sums);
        let cuts = self.sums.iter().any(|sum| !sum.cut.is_zero());
        let rows = rows.map(|(column, sum)| {
            let own =
                |amount: Exact| money(self.language, &Money { amount, currency: sum.currency });
            let amount = if sum.measured { own(sum.amount.clone()) } else { String::new() };
            let cut = if sum.cut.is_zero() { String::new() } else { own(-sum.cut.clone()) };
            let cut = cuts.then_some(cut);
            let texts = [Some(column.name.clone()), cut, Some(amount), Some(self.state(sum))];
            texts.into_iter().flatten().collect()
        });
        let headings = [
            Some(heading(Heading::Period)),
            cuts.then(|| heading(Heading::Cut)),
            Some(heading(Heading::Credit)),
            Some(self.say(Words::State)),
        ];
        Table { headings: headings.into_iter().flatten().collect(), rows: rows.collect() }
    }

    fn money(&self, exact: &Exact) -> String {
        money(self.language, &Money { amount: exact.clone(), currency: self.currency })
    }

    fn say(&self, words: Words<'_>) -> String {
        self.language.say(&Phrase::Chart(words))
    }
}

// An outline is drawn inside its bar.
const INSET: i32 = 7;

/// What caps cut off, on top of what they left.
fn draw_cut(canvas: &Canvas<'_>, place: &Place) {
    let inset = INSET.min(place.width / 3).min(place.height / 3);
    let inside = Place {
        x: place.x + inset,
        y: place.y + inset,
        width: place.width - 2 * inset,
        height: place.height - 2 * inset,
    };
    canvas.rectangle(Role::Cut, &inside);
    hatch(canvas, &inside);
}

fn draw_bar(canvas: &Canvas<'_>, state: State, bar: &Place) {
    let role = match state {
        State::Owed => return canvas.rectangle(Role::Breach, bar),
        State::Lapsed => Role::Lapsed,
        State::Provisional => Role::RunBelow,
    };
    let inset = INSET.min(bar.width / 3);
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
