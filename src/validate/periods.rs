//! Service periods and windows.

use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding, Shape};
use crate::document::{Text, contract as written};
use crate::model::{BeforeStart, Every, Judged, Partial, Periods, Reading, Window};
use crate::units::Length;

/// A hundred years: more is a mistake.
const MOST_DAYS: u32 = 36_525;

impl<'j> Check<'j, '_> {
    /// The contract's service periods.
    pub(super) fn service_period(
        &mut self,
        written: Option<&written::ServicePeriod<'j>>,
        readings: &mut Vec<Reading>,
    ) -> Option<Periods> {
        let periods = self.periods(written);
        let mut read = |name, value: String, stated: bool| {
            readings.push(Reading { name, value, by_default: !stated });
        };
        let every = written.and_then(|written| written.every.as_ref());
        let name = |periods: &Periods| match periods.every {
            Every::Days(days) => format!("P{days}D"),
            every => every.name().to_owned(),
        };
        let value = periods.as_ref().map_or_else(|| Every::Month.name().to_owned(), name);
        read("service_period/every", value, every.is_some());
        if let Some(anchor) = periods.and_then(|periods| periods.anchor) {
            read("service_period/from", anchor.to_string(), true);
        }
        let partial = periods.map_or(Partial::Clipped, |periods| periods.partial);
        let stated = written.is_some_and(|written| written.partial.is_some());
        read("partial_period", partial.name().to_owned(), stated);
        periods
    }

    /// Service periods; calendar months where nothing is written.
    pub(super) fn periods(
        &mut self,
        written: Option<&written::ServicePeriod<'j>>,
    ) -> Option<Periods> {
        let Some(written) = written else {
            return Some(Periods { every: Every::Month, anchor: None, partial: Partial::Clipped });
        };
        let every = written.every.as_ref().and_then(|every| self.every(every));
        let anchor = match &written.from {
            None => Some(None),
            Some(date) => self.date(date).map(Some),
        };
        let words = [Partial::Clipped, Partial::Whole].map(|partial| (partial.name(), partial));
        let partial = match &written.partial {
            None => Some(Partial::Clipped),
            Some(word) => self.word(word, &words),
        };
        Some(Periods { every: every?, anchor: anchor?, partial: partial? })
    }

    fn every(&mut self, written: &Text<'j>) -> Option<Every> {
        let text = written.decoded();
        let days = Length::parse(&text).and_then(Length::whole_days);
        if let Some(days) = days.filter(|days| (1..=MOST_DAYS).contains(days)) {
            return Some(Every::Days(days));
        }
        if text.starts_with('P') {
            let finding = Finding::new(Code::NotALength, self.source.spot(written)).found(&text);
            self.note(finding.expected(Expected::Between("P1D".into(), "P36525D".into())));
            return None;
        }
        self.word(written, &Every::MONTHLY.map(|every| (every.name(), every)))
    }

    /// The window of an objective.
    pub(super) fn window(&mut self, written: &written::Window<'j>) -> Option<Window> {
        let days = written.days.as_ref().and_then(|days| self.whole(days, 1, MOST_DAYS));
        let judged = [("period_end", Judged::PeriodEnd), ("day", Judged::Day)];
        let judged = match &written.judged {
            None => Some(Judged::PeriodEnd),
            Some(word) => self.word(word, &judged),
        };
        let before =
            [("wait", BeforeStart::Wait), ("clip", BeforeStart::Clip), ("up", BeforeStart::Up)];
        let before_start = match &written.before_start {
            None => Some(BeforeStart::Wait),
            Some(word) => self.word(word, &before),
        };
        Some(Window { days: days?, judged: judged?, before_start: before_start? })
    }

    /// A length of hours and less, in nanoseconds.
    pub(super) fn elapsed(&mut self, text: &Text<'j>) -> Option<i128> {
        let elapsed = Length::parse(&text.decoded()).and_then(Length::elapsed);
        if elapsed.is_none() {
            let finding =
                Finding::new(Code::NotALength, self.source.spot(text)).found(&text.decoded());
            self.note(finding.expected(Expected::Shape(vec![Shape::Length])));
        }
        elapsed
    }

    /// The length that stands for the agreed time of a whole period, in nanoseconds, if any does.
    pub(super) fn period_length(
        &mut self,
        written: Option<&Text<'j>>,
        readings: &mut Vec<Reading>,
    ) -> Option<i128> {
        const DAY: i128 = 86_400_000_000_000;
        let actual = written.is_none_or(|text| text.decoded() == "actual");
        readings.push(Reading {
            name: "counting/period_length",
            value: written.map_or("actual".into(), |text| text.decoded().into_owned()),
            by_default: written.is_none(),
        });
        let text = written.filter(|_| !actual)?;
        let length = Length::parse(&text.decoded()).filter(|length| length.months == 0);
        // A day of a fixed length has 24 hours.
        let length = length.map(|length| i128::from(length.days) * DAY + length.nanoseconds);
        let length = length.filter(|length| *length > 0);
        if length.is_none() {
            self.fault(Code::NotALength, text);
        }
        length
    }
}
