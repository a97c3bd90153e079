//! The credits of all objectives together, period by period.

use std::cmp::Reverse;

use super::canvas::Canvas;
use super::labels::{Labels, above};
use super::plot::{Layout, Plot};
use super::role::Role;
use super::scale::{self, Scale};
use super::series::{Column, columns};
use super::time_used::{MOST_LABELS, put};
use super::{Chart, Mark, MarkOf, Picture, Place, Size, Table};
use crate::format::words::{Chart as Words, Heading, Language, Phrase};
use crate::format::{amount, number};
use crate::penalty::ClaimState;
use crate::report::{Report, Verdict};
use crate::units::{Exact, Sort};

/// The credits of all objectives, period by period.
#[must_use]
pub fn credits(language: &dyn Language, report: &Report, size: Size) -> Chart {
    let sums = sums(report);
    let most = sums.iter().map(|sum| sum.amount.clone()).max().unwrap_or_else(Exact::zero);
    let columns = columns(language, report);
    let scale = scale::amount(&most);
    let drawing = Drawing { language, report, columns, sums, size, scale };
    let finding = drawing.finding();
    let measure = drawing.say(Words::CreditMeasure {
        every: &report.agreement.every,
        currency: &report.agreement.currency,
        lapsed: drawing.sums.iter().any(|sum| sum.is(State::Lapsed)),
        provisional: drawing.sums.iter().any(|sum| sum.is(State::Provisional)),
    });
    let picture = (!most.is_zero()).then(|| drawing.picture(&finding));
    let table = drawing.table();
    Chart { finding, measure, picture, table }
}

/// How the credits of a period stand: its claims all have one deadline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Owed,
    Lapsed,
    Provisional,
}

/// The credits of a period.
#[derive(Clone, Debug)]
struct Sum {
    amount: Exact,
    /// What caps cut off.
    cut: Exact,
    state: State,
    /// Whether anything was measured.
    measured: bool,
    /// Whether a credit is due whose charge is not stated.
    not_priced: bool,
}

impl Sum {
    fn is(&self, state: State) -> bool {
        self.state == state && !self.amount.is_zero()
    }
}

fn sums(report: &Report) -> Vec<Sum> {
    let empty = Sum {
        amount: Exact::zero(),
        cut: Exact::zero(),
        state: State::Owed,
        measured: false,
        not_priced: false,
    };
    let mut sums = vec![empty; report.periods.len()];
    for result in &report.results {
        let Some(sum) = sums.get_mut(result.period as usize) else { continue };
        sum.measured |= result.verdict != Verdict::NotMeasured;
        let Some(credit) = &result.credit else { continue };
        match &credit.amount {
            Some(amount) => {
                sum.amount = &sum.amount + &amount.amount;
                let cuts = credit.caps.iter().map(|cut| &cut.before - &cut.after);
                sum.cut = &sum.cut + &cuts.sum::<Exact>();
            }
            None => sum.not_priced |= credit.is_due(),
        }
        if credit.provisional {
            sum.state = State::Provisional;
        } else if matches!(credit.claim, ClaimState::Expired | ClaimState::Late) {
            sum.state = State::Lapsed;
        }
    }
    sums
}

struct Drawing<'a> {
    language: &'a dyn Language,
    report: &'a Report,
    columns: Vec<Column<'a>>,
    sums: Vec<Sum>,
    size: Size,
    scale: Scale,
}

impl Drawing<'_> {
    fn finding(&self) -> String {
        let total = |state: State| {
            let sums = self.sums.iter().filter(|sum| sum.is(state));
            sums.map(|sum| sum.amount.clone()).sum::<Exact>()
        };
        let (owed, lapsed) = (total(State::Owed), total(State::Lapsed));
        let (earned, provisional) = (&owed + &lapsed, total(State::Provisional));
        let periods = self.sums.iter().filter(|s| s.is(State::Owed) || s.is(State::Lapsed)).count();
        if !earned.is_zero() {
            let lapsed_text = (!lapsed.is_zero()).then(|| self.money(&lapsed));
            self.say(Words::Credits {
                periods: periods as u64,
                finished: self.report.summary.finished_periods,
                every: &self.report.agreement.every,
                amount: &self.money(&earned),
                lapsed: lapsed_text.as_deref(),
                all_lapsed: owed.is_zero(),
            })
        } else if !provisional.is_zero() {
            self.say(Words::ProvisionalOnly(&self.money(&provisional)))
        } else if self.sums.iter().any(|sum| sum.not_priced) {
            self.say(Words::NoAmounts)
        } else {
            self.say(Words::NoCredits)
        }
    }

    fn picture(&self, finding: &str) -> Picture {
        let Self { scale, size, columns, sums, .. } = self;
        let ticks = self.ticks();
        let layout = Layout {
            size: *size,
            columns: columns.len(),
            scale,
            ticks: &ticks,
            targets: &[],
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
        let bar = |(at, sum): (usize, &Sum)| plot.bar(at, plot.y(&sum.amount), bottom);
        let bars: Vec<Place> = sums.iter().enumerate().map(bar).collect();
        let mut labels = Labels::new(plot.within());
        for (sum, bar) in sums.iter().zip(&bars).filter(|(sum, _)| !sum.amount.is_zero()) {
            draw_bar(&canvas, sum.state, bar);
            labels.mark(*bar);
        }
        self.draw_numbers(&canvas, &bars, &mut labels);
        canvas.finish();
        let marks = bars.iter().enumerate();
        let marks = marks.filter_map(|(at, bar)| self.mark(plot.column(at), *bar, at));
        Picture { svg, size: *size, marks: marks.collect() }
    }

    /// Digits at every line, the currency at the highest alone.
    fn ticks(&self) -> Vec<String> {
        let agreement = &self.report.agreement;
        let places = match self.scale.step.decimals(12).unwrap_or_default() {
            0 => 0,
            places => places.max(agreement.minor_digits),
        };
        let mut ticks: Vec<String> =
            self.scale.lines.iter().map(|l| number(self.language, &l.to_fixed(places))).collect();
        if let (Some(top), Some(line)) = (ticks.last_mut(), self.scale.lines.last()) {
            *top = amount(self.language, line, &agreement.currency, places);
        }
        ticks
    }

    /// Numbers at what is owed, then at the largest of the rest.
    fn draw_numbers(&self, canvas: &Canvas<'_>, bars: &[Place], labels: &mut Labels) {
        let mut largest: Vec<(&Sum, &Place)> = self.sums.iter().zip(bars).collect();
        largest.retain(|(sum, _)| !sum.amount.is_zero());
        largest.order_by_key(|(sum, _)| Reverse((sum.state == State::Owed, sum.amount.clone())));
        // Of equal ones side by side the first speaks for all.
        largest.dedup_by(|(one, _), (other, _)| one.amount == other.amount);
        for (sum, bar) in largest.into_iter().take(MOST_LABELS) {
            let text = self.money(&sum.amount);
            put(canvas, labels, &text, bar, above);
        }
    }

    fn mark(&self, place: Place, bar: Place, at: usize) -> Option<Mark> {
        let (column, sum) = (self.columns.get(at)?, self.sums.get(at)?);
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
            of: MarkOf::Period { objective: None, period: u32::try_from(at).unwrap_or(u32::MAX) },
            title: column.name.clone(),
            value,
            against: String::new(),
            state,
            words,
        })
        .filter(|_| !sum.amount.is_zero())
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
            let amount = if sum.measured { self.money(&sum.amount) } else { String::new() };
            let cut = if sum.cut.is_zero() { String::new() } else { self.money(&-sum.cut.clone()) };
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
        let agreement = &self.report.agreement;
        amount(self.language, exact, &agreement.currency, agreement.minor_digits)
    }

    fn say(&self, words: Words<'_>) -> String {
        self.language.say(&Phrase::Chart(words))
    }
}

fn draw_bar(canvas: &Canvas<'_>, state: State, bar: &Place) {
    // An outline is drawn inside its bar.
    const INSET: i32 = 7;
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
