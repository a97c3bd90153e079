//! Series of requests.

use std::collections::BTreeMap;

use super::scalar::Check;
use super::told::Terms;
use crate::diagnostic::{Code, Expected, Finding, Findings, Shape, Spot};
use crate::document::{Digits, Text, incidents as written};
use crate::model::{Requests, Series, Steps, Touched, Word, Words};
use crate::units::{Exact, Instant, Sort};

/// The most requests of a step: more is a mistake, not a count.
const MOST: u64 = 10_000_000_000_000_000_000;

/// A series, and where it is told.
pub(super) struct ToldSeries {
    pub(super) series: Series,
    pub(super) spot: Spot,
}

/// A count that makes sense.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Counted {
    Missing,
    Number(u64),
}

impl<'j> Check<'j, '_> {
    /// The series about services of the agreement.
    pub(super) fn series(
        &mut self,
        series: &[written::Series<'j>],
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Vec<ToldSeries> {
        let each = (0..).zip(series);
        let each = each.filter_map(|(position, it)| self.one_series(position, it, terms, words));
        each.collect()
    }

    fn one_series(
        &mut self,
        position: u32,
        written: &written::Series<'j>,
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Option<ToldSeries> {
        let service = written.service.as_ref().and_then(|id| self.service_of_series(id, terms));
        let from = written.from.as_ref().and_then(|from| self.instant(from));
        let step = written.step.as_ref().and_then(|step| self.step(step));
        let steps = written
            .good
            .zip(written.total)
            .and_then(|(good, total)| self.steps(good, total, self.spot(written.start)));
        let (from, step, steps) = (from?, step?, steps?);
        let room = Instant::LAST.since(from).checked_div(step).unwrap_or_default();
        if i128::try_from(steps.len()).is_ok_and(|steps| steps > room) {
            written.step.iter().for_each(|step| self.fault(Code::OffScale, step));
            return None;
        }
        let labels = written.labels.iter().flat_map(|labels| &labels.members);
        let labels = labels.map(|(name, value)| [name, value].map(|it| words.put(&it.decoded())));
        let (file, labels) = (self.source.file, labels.collect());
        let series = Series { file, position, service: service?, labels, from, step, steps };
        Some(ToldSeries { series, spot: self.spot(written.start) })
    }

    /// The agreement's service of that id, if it has any.
    fn service_of_series(&mut self, id: &Text<'j>, terms: &Terms<'_>) -> Option<usize> {
        let name = self.name(id)?;
        match terms.service(&name) {
            Touched::Agreed(service) => Some(service),
            _ => {
                if terms.agreement.is_some() {
                    self.fault(Code::NothingOfAgreement, id);
                }
                None
            }
        }
    }

    /// A length of hours and less, and more than nothing.
    fn step(&mut self, text: &Text<'j>) -> Option<i128> {
        let step = self.elapsed(text)?;
        if step == 0 {
            self.fault(Code::NotALength, text);
        }
        (step > 0).then_some(step)
    }

    /// What the steps tell, where every one of them makes sense.
    fn steps(
        &mut self,
        good: written::Counts,
        total: written::Counts,
        series: Spot,
    ) -> Option<Steps> {
        let (source, mut steps, mut makes_sense) = (self.source, Steps::default(), true);
        let (mut goods, mut totals) = (good.of(source), total.of(source));
        loop {
            let (good, total) = match (goods.next(), totals.next()) {
                (None, None) => break,
                (Some(good), Some(total)) => (good, total),
                (good, total) => {
                    let length = |next: Option<_>, rest: usize| {
                        (steps.len() + usize::from(next.is_some()) + rest).to_string()
                    };
                    let lengths = [length(good, goods.count()), length(total, totals.count())];
                    let finding = Finding::new(Code::LengthsDiffer, series);
                    self.note(finding.found(&lengths.join(", ")));
                    return None;
                }
            };
            let (at, counted) = (good.0, [self.count(good), self.count(total)]);
            let step = match counted {
                [Some(Counted::Number(good)), Some(Counted::Number(total))] if good <= total => {
                    Some(Requests { good, total })
                }
                [Some(Counted::Number(good)), Some(Counted::Number(total))] => {
                    let finding = Finding::new(Code::MoreGoodThanTotal, self.spot(at));
                    let expected = Expected::AtMost(total);
                    self.note(finding.found(&good.to_string()).expected(expected));
                    makes_sense = false;
                    None
                }
                [Some(Counted::Missing), Some(Counted::Missing)] => None,
                [Some(_), Some(_)] => {
                    self.note(Finding::new(Code::MissingInOne, self.spot(at)));
                    makes_sense = false;
                    None
                }
                _ => {
                    makes_sense = false;
                    None
                }
            };
            steps.push(step);
        }
        makes_sense.then_some(steps)
    }

    /// A count; nothing where it makes no sense, which is then noted.
    fn count(&mut self, (byte, count): (usize, written::Count<'j>)) -> Option<Counted> {
        match count {
            written::Count::Missing => Some(Counted::Missing),
            written::Count::Other => None,
            written::Count::Digits(digits) => self.number(byte, &digits).map(Counted::Number),
        }
    }

    fn number(&mut self, byte: usize, digits: &Digits<'j>) -> Option<u64> {
        let said = digits.decoded();
        if let Some(number) = said.parse().ok().filter(|number| *number <= MOST) {
            return Some(number);
        }
        let exact = self.decimal(digits)?;
        let whole = exact.to_whole();
        let is_off = exact.is_negative() || exact > Exact::from(i128::from(MOST));
        let finding = Finding::new(Code::OffScale, self.spot(byte)).found(&said);
        match whole.and_then(|whole| u64::try_from(whole).ok()).filter(|_| !is_off) {
            Some(number) => return Some(number),
            None if is_off => {
                let expected = Expected::Between("0".to_owned(), MOST.to_string());
                self.note(finding.expected(expected));
            }
            None => {
                let code = Code::WrongShape;
                let expected = Expected::Shape(vec![Shape::WholeNumber]);
                self.note(Finding { code, ..finding }.expected(expected));
            }
        }
        None
    }
}

/// The series of all files, in order; one that tells again of an instant of a service and labels of
/// which another tells is noted.
pub(super) fn without_overlap(told: Vec<ToldSeries>, findings: &mut Findings) -> Vec<Series> {
    let mut same: BTreeMap<(usize, Vec<[Word; 2]>), Vec<&ToldSeries>> = BTreeMap::new();
    for it in told.iter().filter(|it| !it.series.steps.is_empty()) {
        let mut labels = it.series.labels.clone();
        labels.order();
        same.entry((it.series.service, labels)).or_default().push(it);
    }
    for mut own in same.into_values() {
        own.order_by_key(|it| (it.series.whole(), it.spot));
        let mut longest: Option<&ToldSeries> = None;
        for it in own {
            let until = |it: &ToldSeries| it.series.whole().until();
            if let Some(other) = longest.filter(|other| it.series.from < until(other)) {
                let finding = Finding::new(Code::SeriesOverlap, it.spot);
                findings.push(finding.other(other.spot));
            }
            if longest.is_none_or(|other| until(other) < until(it)) {
                longest = Some(it);
            }
        }
    }
    told.into_iter().map(|it| it.series).collect()
}
