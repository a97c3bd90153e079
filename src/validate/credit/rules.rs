//! The rules but for tiers, and of what objectives they may speak.

use super::Promise;
use crate::diagnostic::{Code, Expected, Finding, Shape};
use crate::document::{DigitsOr, Text, contract as written};
use crate::model::{
    AtRisk, CreditPart, CreditTime, EveryBreaches, HourOf, Indicator, Limits, LostTime, MissWhen,
    On, OutageIn, PerBlock, PerPoint, Price, Repeat, Rule, Terms,
};
use crate::units::{Better, Exact, Length, Unit};
use crate::validate::scalar::Check;

/// No rule looks back on more periods.
const MOST_PERIODS: u32 = 10_000;

impl<'j> Check<'j, '_> {
    pub(super) fn per_miss(
        &mut self,
        written: &DigitsOr<'j, written::PerMiss<'j>>,
        credit: &written::Credit<'j>,
        promise: Promise<'_>,
    ) -> Option<Rule> {
        self.only_of_limits("per_miss", credit.start, promise);
        let (price, own) = match written {
            DigitsOr::Digits(digits) => {
                (self.amount(digits, promise.currency).map(Price::Amount), None)
            }
            DigitsOr::Object(it) => {
                let prices = (&it.percent, &it.amount, &it.days_of_charge);
                (self.price(prices, it.start, promise), it.when.as_ref())
            }
        };
        if let (Some(_), Some(beside)) = (own, &credit.when) {
            self.not_here("when", beside);
        }
        let when = self.choice(own.or(credit.when.as_ref()), MissWhen::WORDS);
        Some(Rule::PerMiss(price?, when?))
    }

    pub(super) fn per_block(
        &mut self,
        written: &written::PerBlock<'j>,
        promise: Promise<'_>,
    ) -> Option<PerBlock> {
        let length = written.length.as_ref().and_then(|length| self.block(length));
        let on = written.on.as_ref().and_then(|on| self.word(on, On::WORDS));
        let part = self.choice(written.part.as_ref(), CreditPart::WORDS);
        let time = self.choice(written.time.as_ref(), CreditTime::WORDS);
        let prices = (&written.percent, &written.amount, &written.days_of_charge);
        let price = self.price(prices, written.start, promise);
        match on {
            Some(On::Overrun) => self.only_of_limits("overrun", written.start, promise),
            Some(On::Outage | On::Period) => {
                self.only_of_time("per_block", written.start, promise);
            }
            None => {}
        }
        match (&written.time, on) {
            (Some(time), Some(On::Outage | On::Overrun)) => self.not_here("time", time),
            (Some(written), _) => self.only_beyond_a_target(time, written, promise),
            _ => {}
        }
        let count_in = match &written.count_in {
            Some(written) if on.is_some_and(|on| on != On::Outage) => {
                self.not_here("count_in", written);
                None
            }
            written => written.as_ref().and_then(|it| self.word(it, OutageIn::WORDS)),
        };
        let may_be_beyond = on == Some(On::Period) && allows_time(promise);
        let (length, on, part, time) = (length?, on?, part?, time?);
        Some(PerBlock { length, on, part, time, may_be_beyond, count_in, price: price? })
    }

    pub(super) fn lost_time(
        &mut self,
        written: &written::LostTime<'j>,
        promise: Promise<'_>,
    ) -> Option<LostTime> {
        /// Nobody promises more.
        const MOST_TIMES: i128 = 100_000;
        self.only_of_time("times_lost_time", written.start, promise);
        let times = written.times.as_ref();
        let times = times.and_then(|times| self.decimal_between(times, 0, MOST_TIMES));
        let time = self.choice(written.time.as_ref(), CreditTime::WORDS);
        if let Some(written) = &written.time {
            self.only_beyond_a_target(time, written, promise);
        }
        let hour_of = self.choice(written.hour_of.as_ref(), HourOf::WORDS);
        let may_be_beyond = allows_time(promise);
        Some(LostTime { times: times?, time: time?, may_be_beyond, hour_of: hour_of? })
    }

    pub(super) fn per_point(
        &mut self,
        written: &written::PerPoint<'j>,
        promise: Promise<'_>,
    ) -> Option<PerPoint> {
        if promise.target.is_some_and(|target| target.unit == Unit::Seconds) {
            let finding = Finding::new(Code::FieldNotHere, self.spot(written.start));
            self.note(finding.found("per_point"));
        }
        let step = written.step.as_ref().and_then(|digits| {
            let step = self.decimal(digits)?;
            if step <= Exact::zero() {
                let finding = Finding::new(Code::OffScale, self.source.spot(digits));
                let finding = finding.found(&digits.decoded());
                self.note(finding.expected(Expected::MoreThan("0".to_owned())));
                return None;
            }
            Some(step)
        });
        let percent = written.percent.as_ref().and_then(|it| self.decimal_between(it, 0, 100));
        let part = self.choice(written.part.as_ref(), CreditPart::WORDS);
        Some(PerPoint { step: step?, percent: percent?, part: part? })
    }

    pub(super) fn at_risk(&mut self, written: &written::AtRisk<'j>) -> Option<AtRisk> {
        let [percent, pool, allocation] = [&written.percent, &written.pool, &written.allocation]
            .map(|it| it.as_ref().and_then(|it| self.decimal_between(it, 0, 100)));
        Some(AtRisk { percent: percent?, pool: pool?, allocation: allocation? })
    }

    pub(super) fn repeat(
        &mut self,
        written: &written::Repeat<'j>,
        promise: Promise<'_>,
    ) -> Option<Repeat> {
        let periods = written.periods.as_ref().and_then(|it| self.whole(it, 2, MOST_PERIODS));
        let prices = (&written.percent, &written.amount, &written.days_of_charge);
        let price = self.price(prices, written.start, promise);
        Some(Repeat { periods: periods?, price: price? })
    }

    pub(super) fn every_breaches(
        &mut self,
        written: &written::Every<'j>,
        promise: Promise<'_>,
    ) -> Option<EveryBreaches> {
        let breaches = written.breaches.as_ref().and_then(|it| self.whole(it, 1, MOST_PERIODS));
        // Fewer periods never have so many breaches.
        let least = breaches.unwrap_or(1);
        let within = written.within.as_ref().and_then(|it| self.whole(it, least, MOST_PERIODS));
        let prices = (&written.percent, &written.amount, &written.days_of_charge);
        let price = self.price(prices, written.start, promise);
        Some(EveryBreaches { breaches: breaches?, within: within?, price: price? })
    }

    /// The length of a block: hours and less, or days of 24 hours.
    fn block(&mut self, text: &Text<'j>) -> Option<i128> {
        const DAY: i128 = 86_400_000_000_000;
        let length = Length::parse(&text.decoded());
        let days = |length: Length| length.whole_days().map(|days| i128::from(days) * DAY);
        let length = length.and_then(|length| length.elapsed().or_else(|| days(length)));
        let length = length.filter(|length| *length > 0);
        if length.is_none() {
            let finding = Finding::new(Code::NotALength, self.source.spot(text));
            let finding = finding.found(&text.decoded());
            self.note(finding.expected(Expected::Shape(vec![Shape::Length])));
        }
        length
    }

    fn not_here(&mut self, name: &str, text: &Text<'j>) {
        let finding = Finding::new(Code::FieldNotHere, self.source.spot(text));
        self.note(finding.found(name));
    }

    /// Notes a rule about downtime where the objective is not about a service's time.
    pub(super) fn only_of_time(&mut self, name: &str, start: usize, promise: Promise<'_>) {
        if promise.terms.is_some_and(|terms| !matches!(terms, Terms::ServiceTime(_))) {
            self.note(Finding::new(Code::FieldNotHere, self.spot(start)).found(name));
        }
    }

    /// Notes a rule about missed cases where these have no limit.
    fn only_of_limits(&mut self, name: &str, start: usize, promise: Promise<'_>) {
        let has_limits = |terms: &Terms| match terms {
            Terms::Clock(clock) => !matches!(clock.limits, Limits::None),
            _ => false,
        };
        if promise.terms.is_some_and(|terms| !has_limits(terms)) {
            self.note(Finding::new(Code::FieldNotHere, self.spot(start)).found(name));
        }
    }

    /// Notes time beyond a target that allows none.
    fn only_beyond_a_target(
        &mut self,
        time: Option<CreditTime>,
        written: &Text<'j>,
        promise: Promise<'_>,
    ) {
        if time == Some(CreditTime::BeyondTarget) && !allows_time(promise) {
            self.not_here("time", written);
        }
    }

    /// Notes a share of the target that is missing where values above it are worse.
    pub(super) fn only_where_more_is_better(&mut self, start: usize, promise: Promise<'_>) {
        if promise.target.is_some_and(|target| target.better == Better::Less) {
            let finding = Finding::new(Code::FieldNotHere, self.spot(start));
            self.note(finding.found("shortfall_of_target"));
        }
    }
}

/// Whether the target allows so much time.
fn allows_time(promise: Promise<'_>) -> bool {
    let allow = [Indicator::Availability, Indicator::Downtime];
    promise.indicator.is_none_or(|indicator| allow.contains(&indicator))
}
