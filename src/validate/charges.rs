//! Charges: what a contract states, and what was invoiced.

use std::borrow::Cow;

use super::scalar::Check;
use super::told::Terms;
use crate::diagnostic::{Code, Expected, Finding, Shape};
use crate::document::{Digits, Text, contract as written, incidents};
use crate::model::{Charge, ChargeKind, ChargePer, CostOfDowntime, Invoiced};
use crate::units::{Currency, Exact, Length, Sort};

/// The words for how long a charge is paid, in months.
const PER: [(&str, u32); 4] = [("month", 1), ("quarter", 3), ("half_year", 6), ("year", 12)];

/// The words for how much downtime a cost is of, in seconds.
const DOWN_FOR: [(&str, u32); 3] = [("minute", 60), ("hour", 3600), ("day", 86_400)];

impl<'j> Check<'j, '_> {
    /// Charges in order of time.
    pub(super) fn charges(
        &mut self,
        charges: &[written::Charge<'j>],
        currency: Option<Currency>,
    ) -> Vec<Charge> {
        let mut known: Vec<Charge> = Vec::new();
        for (position, charge) in charges.iter().enumerate() {
            let from = charge.from.as_ref().and_then(|from| self.date(from));
            let amount = charge.amount.as_ref().and_then(|amount| self.amount(amount, currency));
            let per = charge.per.as_ref().and_then(|per| self.per(per));
            let kind = self.choice(charge.kind.as_ref(), ChargeKind::WORDS);
            let labels = charge.labels.iter().flat_map(|labels| &labels.members);
            let mut labels: Vec<[String; 2]> = labels
                .map(|(name, value)| [name, value].map(|it| it.decoded().into_owned()))
                .collect();
            labels.order();
            let (Some(from), Some(kind)) = (from, kind) else { continue };
            let same = |it: &Charge| (it.from, it.kind, &it.labels) == (from, kind, &labels);
            if let Some(written) = charge.from.as_ref().filter(|_| known.iter().any(same)) {
                self.fault(Code::DuplicateId, written);
            }
            if let (Some(amount), Some(per)) = (amount, per) {
                let (until, stands) = (None, None);
                known.push(Charge { from, amount, per, kind, labels, position, until, stands });
            }
        }
        known.order_by_key(|charge| charge.from);
        known
    }

    /// What downtime costs the client.
    pub(super) fn cost_of_downtime(
        &mut self,
        cost: Option<&written::CostOfDowntime<'j>>,
        currency: Option<Currency>,
    ) -> Option<CostOfDowntime> {
        let cost = cost?;
        let currency = match &cost.currency {
            Some(own) => self.currency(own),
            None => currency,
        };
        let amount = cost.amount.as_ref().and_then(|amount| self.amount(amount, currency));
        let seconds = cost.per.as_ref().and_then(|per| self.word(per, &DOWN_FOR));
        Some(CostOfDowntime { amount: amount?, currency: currency?, seconds: seconds? })
    }

    /// For how long a charge is paid: so many months, or real time.
    fn per(&mut self, text: &Text<'j>) -> Option<ChargePer> {
        const DAY: i128 = 86_400_000_000_000;
        let written: Cow<'_, str> = text.decoded();
        if !written.starts_with('P') {
            return self.word(text, &PER).map(ChargePer::Months);
        }
        let length = Length::parse(&written).and_then(|length| match length {
            Length { months, days: 0, nanoseconds: 0 } if months > 0 => {
                Some(ChargePer::Months(months))
            }
            Length { months: 0, days, nanoseconds } => {
                let length = i128::from(days) * DAY + nanoseconds;
                (length > 0).then_some(ChargePer::Length(length))
            }
            Length { .. } => None,
        });
        if length.is_none() {
            let finding = Finding::new(Code::NotALength, self.source.spot(text));
            let finding = finding.found(&written);
            self.note(finding.expected(Expected::Shape(vec![Shape::Length])));
        }
        length
    }

    /// An amount that is not negative and has no finer part than the currency's minor unit.
    pub(super) fn amount(
        &mut self,
        digits: &Digits<'j>,
        currency: Option<Currency>,
    ) -> Option<Exact> {
        let amount = self.decimal(digits)?;
        if amount.is_negative() {
            let finding = Finding::new(Code::OffScale, self.source.spot(digits))
                .found(&digits.decoded())
                .expected(Expected::AtLeast("0".to_owned()));
            self.note(finding);
            return None;
        }
        if let Some(currency) = currency
            && amount.decimals(currency.minor_digits()).is_none()
        {
            let finding = Finding::new(Code::TooManyDecimals, self.source.spot(digits))
                .found(&digits.decoded())
                .expected(Expected::Decimals(currency.minor_digits().into()));
            self.note(finding);
            return None;
        }
        Some(amount)
    }

    /// What was invoiced.
    pub(super) fn invoiced(
        &mut self,
        invoiced: &[incidents::Invoiced<'j>],
        terms: &Terms<'_>,
    ) -> Vec<Invoiced> {
        let each = (0..).zip(invoiced).filter_map(|(position, written)| {
            let service = self.service_of_deed(written.service.as_ref(), terms);
            let date = written.period.as_ref().and_then(|date| self.date(date));
            let amount = written.amount.as_ref().and_then(|it| self.amount_in(it, date, terms));
            let kind = self.choice(written.kind.as_ref(), ChargeKind::WORDS);
            let file = self.source.file;
            let (service, date, amount) = (service?, date?, amount?);
            Some(Invoiced { file, position, service, date, amount, kind: kind? })
        });
        each.collect()
    }
}
