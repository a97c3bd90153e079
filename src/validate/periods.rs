//! Service periods and windows.

use super::scalar::{Check, said};
use crate::diagnostic::{Code, Expected, Finding, Shape};
use crate::document::{Text, contract as written};
use crate::model::{
    BeforeStart, Consumed, Every, Judged, Life, Partial, Periods, Place, Statements, Switch,
    Window, fixed_length,
};
use crate::units::Length;

/// A hundred years: more is a mistake.
const MOST_DAYS: u32 = 36_525;

impl<'j> Check<'j, '_> {
    /// Service periods; calendar months where nothing is written.
    pub(super) fn periods(
        &mut self,
        written: Option<&written::ServicePeriod<'j>>,
    ) -> Option<Periods> {
        let Some(written) = written else {
            return Some(Periods {
                every: Every::Month,
                anchor: None,
                partial: Partial::Clipped,
                life: Life::default(),
            });
        };
        let every = written.every.as_ref().and_then(|every| self.every(every));
        let anchor = match &written.from {
            None => Some(None),
            Some(date) => self.date(date).map(Some),
        };
        let partial = match &written.partial {
            None => Some(Partial::Clipped),
            Some(word) => self.word(word, Partial::WORDS),
        };
        Some(Periods { every: every?, anchor: anchor?, partial: partial?, life: Life::default() })
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
        let judged = match &written.judged {
            None => Some(Judged::PeriodEnd),
            Some(word) => self.word(word, Judged::WORDS),
        };
        let before_start = match &written.before_start {
            None => Some(BeforeStart::Wait),
            Some(word) => self.word(word, BeforeStart::WORDS),
        };
        let consumed = match &written.consumed {
            None => Some(Consumed::No),
            Some(word) => self.word(word, Consumed::WORDS),
        };
        Some(Window {
            days: days?,
            judged: judged?,
            before_start: before_start?,
            consumed: consumed?,
        })
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
    pub(super) fn period_length(&mut self, written: Option<&Text<'j>>) -> Option<i128> {
        let text = written.filter(|text| text.decoded() != "actual")?;
        let length = fixed_length(&text.decoded());
        if length.is_none() {
            self.fault(Code::NotALength, text);
        }
        length
    }
}

/// Notes what is stated of periods.
pub(super) fn note_periods(
    written: Option<&written::ServicePeriod<'_>>,
    place: Place,
    statements: &mut Statements,
) {
    let Some(it) = written else { return };
    // Two weeks are fourteen days, however they are written.
    let every = it.every.as_ref().map(|every| {
        let days = Length::parse(&every.decoded()).and_then(Length::whole_days);
        days.map_or_else(|| every.decoded().into_owned(), |days| format!("P{days}D"))
    });
    statements.put(Switch::Every, place, every);
    let from = it.from.as_ref().map(|from| from.decoded().into_owned());
    statements.put(Switch::Anchor, place, from);
    statements.put(Switch::Partial, place, said(it.partial.as_ref()));
}
