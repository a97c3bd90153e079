//! Single values: dates, instants, decimals, words.

use std::borrow::Cow;

use chrono::NaiveDate;

use crate::diagnostic::{Code, Expected, Finding, Findings, Shape, Spot, nearest};
use crate::document::{Date, Digits, Moment, Source, Text, Token};
use crate::units::{DecimalError, Exact, Instant, InstantError};

/// What a text says, if there is one.
pub(super) fn said(text: Option<&Text<'_>>) -> Option<String> {
    text.map(|text| text.decoded().into_owned())
}

/// The checks of one file, with what they found.
pub(super) struct Check<'j, 'f> {
    pub(super) source: Source<'j>,
    pub(super) findings: &'f mut Findings,
}

impl<'j> Check<'j, '_> {
    /// Notes `code` at `token`, with what stands there.
    pub(super) fn fault(&mut self, code: Code, token: &Token<'j>) {
        self.note(Finding::new(code, self.source.spot(token)).found(&token.decoded()));
    }

    /// Notes an id that is there already.
    pub(super) fn duplicate(&mut self, id: &Text<'j>, first: &Text<'j>) {
        let finding = Finding::new(Code::DuplicateId, self.source.spot(id));
        self.note(finding.found(&id.decoded()).other(self.source.spot(first)));
    }

    pub(super) fn note(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The spot of an object that begins at `byte`.
    pub(super) fn spot(&self, byte: usize) -> Spot {
        Spot { file: self.source.file, byte }
    }

    /// A text with at least one visible character.
    pub(super) fn name(&mut self, text: &Text<'j>) -> Option<Cow<'j, str>> {
        let name = text.decoded();
        if name.trim().is_empty() {
            self.fault(Code::EmptyText, text);
            return None;
        }
        Some(name)
    }

    pub(super) fn decimal(&mut self, digits: &Digits<'j>) -> Option<Exact> {
        let code = match Exact::parse(&digits.decoded()) {
            Ok(exact) => return Some(exact),
            Err(DecimalError::NotADecimal) => Code::NotADecimal,
            Err(DecimalError::Comma) => Code::DecimalComma,
            Err(DecimalError::TooManyDigits) => Code::TooManyDigits,
        };
        self.fault(code, digits);
        None
    }

    /// A decimal from `least` up to `most`, both included.
    pub(super) fn decimal_between(
        &mut self,
        digits: &Digits<'j>,
        least: i128,
        most: i128,
    ) -> Option<Exact> {
        let value = self.decimal(digits)?;
        if value < Exact::from(least) || value > Exact::from(most) {
            self.off_scale(digits, Expected::Between(least.to_string(), most.to_string()));
            return None;
        }
        Some(value)
    }

    /// Notes a number that is none of those that were expected.
    pub(super) fn off_scale(&mut self, digits: &Digits<'j>, expected: Expected) {
        let finding = Finding::new(Code::OffScale, self.source.spot(digits));
        self.note(finding.found(&digits.decoded()).expected(expected));
    }

    /// A whole number from `least` up to `most`, both included.
    pub(super) fn whole(&mut self, digits: &Digits<'j>, least: u32, most: u32) -> Option<u32> {
        let value = self.decimal_between(digits, least.into(), most.into())?;
        let whole = value.to_whole().and_then(|whole| u32::try_from(whole).ok());
        if whole.is_none() {
            let finding = Finding::new(Code::WrongShape, self.source.spot(digits))
                .found(&digits.decoded())
                .expected(Expected::Shape(vec![Shape::WholeNumber]));
            self.note(finding);
        }
        whole
    }

    pub(super) fn date(&mut self, date: &Date<'j>) -> Option<NaiveDate> {
        let written = date.decoded();
        // `2026-03-29` and nothing else: chrono alone would take `2026- 3-29` and signs too.
        let plain = written.len() == 10
            && written.bytes().enumerate().all(|(at, byte)| match at {
                4 | 7 => byte == b'-',
                _ => byte.is_ascii_digit(),
            });
        let parsed = plain.then(|| written.parse().ok()).flatten();
        if parsed.is_none() {
            self.fault(Code::NotADate, date);
        }
        parsed
    }

    pub(super) fn instant(&mut self, moment: &Moment<'j>) -> Option<Instant> {
        let code = match Instant::parse(&moment.decoded()) {
            Ok(instant) => return Some(instant),
            Err(InstantError::NotAnInstant) => Code::NotAnInstant,
            Err(InstantError::NoOffset) => Code::NoOffset,
        };
        self.fault(code, moment);
        None
    }

    /// One of `words`, with what it stands for.
    pub(super) fn word<T: Copy>(&mut self, text: &Text<'j>, words: &[(&str, T)]) -> Option<T> {
        let written = text.decoded();
        let known = words.iter().find(|(word, _)| *word == written).map(|(_, value)| *value);
        if known.is_none() {
            self.unknown(Code::UnknownWord, text, words.iter().map(|(word, _)| *word));
        }
        known
    }

    /// Notes a name that is none of `known`: the nearest, and all where they are few.
    pub(super) fn unknown<'a>(
        &mut self,
        code: Code,
        text: &Text<'j>,
        known: impl Iterator<Item = &'a str> + Clone,
    ) {
        const FEW: usize = 12;
        let spot = self.source.spot(text);
        self.findings.push_with(code, || {
            let written = text.decoded();
            let finding = Finding::new(code, spot).found(&written);
            let finding = finding.nearest(nearest(&written, known.clone()));
            if (1..=FEW).contains(&known.clone().take(FEW + 1).count()) {
                finding.expected(Expected::OneOf(known.map(str::to_owned).collect()))
            } else {
                finding
            }
        });
    }
}
