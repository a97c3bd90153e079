//! How incidents count.

use super::scalar::{Check, said};
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Digits, Text, WordOr, contract as written};
use crate::model::{
    ClockUnit, Counting, DownWhen, EXCLUDED_FIRST, Minimum, OutageFrom, OutageIn, OutagePer,
    Overlap, Place, SameUsers, Statements, Switch, Treatment, UnitCounts,
};

use crate::units::Exact;

const DAY: i128 = 86_400_000_000_000;

impl<'j> Check<'j, '_> {
    /// How incidents count for a part of the contract, where what it leaves open is as in `base`.
    pub(super) fn counting_of_part(
        &mut self,
        written: Option<&written::Counting<'j>>,
        base: Counting,
    ) -> Counting {
        let Some(part) = written else { return base };
        for (name, stated) in
            [("impact", part.impact.is_some()), ("period_length", part.period_length.is_some())]
        {
            if stated {
                self.note(Finding::new(Code::FieldNotHere, self.spot(part.start)).found(name));
            }
        }
        self.counting_over(written, base)
    }

    /// How incidents count, where what is left open is as in `base`.
    pub(super) fn counting_over(
        &mut self,
        written: Option<&written::Counting<'j>>,
        base: Counting,
    ) -> Counting {
        let Some(written) = written else { return base };
        let treatments = Treatment::WORDS;
        let minimum = written.minimum_outage.as_ref();
        Counting {
            overlap: self.or(written.overlap, Overlap::WORDS, base.overlap),
            same_users: self.or(written.same_users, SameUsers::WORDS, base.same_users),
            per: self.or(written.per, OutagePer::WORDS, base.per),
            outage_from: self.or(written.outage_from, OutageFrom::WORDS, base.outage_from),
            outage_in: self.or(written.outage_in, OutageIn::WORDS, base.outage_in),
            minimum: minimum.and_then(|it| self.minimum(it)).unwrap_or(base.minimum),
            grace: written.grace.and_then(|it| self.elapsed(&it)).unwrap_or(base.grace),
            unit: written.unit.as_ref().map_or(base.unit, |it| self.unit(it)),
            excluded_first: self.or(written.concurrent_cause, EXCLUDED_FIRST, base.excluded_first),
            exclusion_span: self.or(written.exclusion_span, treatments, base.exclusion_span),
            maintenance: self.or(written.maintenance, treatments, base.maintenance),
            excluded_incident: self.or(
                written.excluded_incident,
                treatments,
                base.excluded_incident,
            ),
            unknown: self.or(written.unknown, treatments, base.unknown),
            down_when: match &written.down_when {
                None => base.down_when,
                Some(written) => self.down_when(written),
            },
        }
    }

    /// What a word says; where there is none, or none that is known, `otherwise`.
    pub(super) fn or<T: Copy>(
        &mut self,
        word: Option<Text<'j>>,
        words: &[(&str, T)],
        otherwise: T,
    ) -> T {
        word.and_then(|word| self.word(&word, words)).unwrap_or(otherwise)
    }

    /// When a step of a series of requests is an outage; nothing where never.
    fn down_when(&mut self, written: &written::DownWhen<'j>) -> Option<DownWhen> {
        let rate = match written {
            WordOr::Word(word) => {
                self.word(word, &[("never", ())]);
                return None;
            }
            WordOr::Object(rate) => rate,
        };
        let minimum = match &rate.minimum_requests {
            None => Some(0),
            Some(digits) => self.whole(digits, 0, u32::MAX).map(u64::from),
        };
        let (bound, at_bound) = match (&rate.error_rate_above, &rate.error_rate_at_or_above) {
            (Some(above), None) => (self.error_rate(above), false),
            (None, Some(above)) => (self.error_rate(above), true),
            _ => {
                let names = ["error_rate_above", "error_rate_at_or_above"];
                let finding = Finding::new(Code::BoundCount, self.spot(rate.start));
                let names = names.map(str::to_owned).to_vec();
                self.note(finding.expected(Expected::ExactlyOneField(names)));
                return None;
            }
        };
        Some(DownWhen { bound: bound?, at_bound, minimum: minimum? })
    }

    /// A share of requests.
    fn error_rate(&mut self, digits: &Digits<'j>) -> Option<u64> {
        let percent = self.decimal_between(digits, 0, 100)?;
        let bound = (&percent * &Exact::power_of_ten(DownWhen::DECIMALS)).to_whole();
        if bound.is_none() {
            let finding = Finding::new(Code::OffScale, self.source.spot(digits));
            let most = Expected::Decimals(DownWhen::DECIMALS.into());
            self.note(finding.found(&digits.decoded()).expected(most));
        }
        bound.and_then(|bound| u64::try_from(bound).ok())
    }

    /// A unit of the clock; none where each instant counts by itself.
    fn unit(&mut self, written: &written::Unit<'j>) -> Option<ClockUnit> {
        let unit = match written {
            WordOr::Word(word) => {
                self.word(word, &[("exact", ())]);
                return None;
            }
            WordOr::Object(unit) => unit,
        };
        let length = unit.length.as_ref().and_then(|it| Some((it, self.elapsed(it)?)));
        let length = length.and_then(|(written, length)| {
            let divides = length > 0 && DAY % length == 0;
            if !divides {
                self.fault(Code::NotPartOfADay, written);
            }
            divides.then_some(length)
        });
        let counts = match (&unit.counts, &unit.more_than) {
            (Some(counts), None) => self.word(counts, UnitCounts::WORDS),
            (None, Some(more)) => {
                let bound = self.elapsed(more);
                if let (Some(bound), Some(length)) = (bound, length)
                    && bound >= length
                {
                    self.fault(Code::UnitNever, more);
                }
                bound.map(UnitCounts::MoreThan)
            }
            _ => {
                let names = ["counts", "more_than"].map(str::to_owned).to_vec();
                let finding = Finding::new(Code::BoundCount, self.spot(unit.start));
                self.note(finding.expected(Expected::ExactlyOneField(names)));
                None
            }
        };
        Some(ClockUnit { length: length?, counts: counts? })
    }

    fn minimum(&mut self, written: &written::MinimumOutage<'j>) -> Option<Minimum> {
        match written {
            written::MinimumOutage::AtLeast(least) => self.elapsed(least).map(Minimum::AtLeast),
            written::MinimumOutage::Bound(bound) => match (&bound.at_least, &bound.more_than) {
                (Some(least), None) => self.elapsed(least).map(Minimum::AtLeast),
                (None, Some(more)) => self.elapsed(more).map(Minimum::MoreThan),
                _ => {
                    let names = ["at_least", "more_than"].map(str::to_owned).to_vec();
                    let finding = Finding::new(Code::BoundCount, self.spot(bound.start));
                    self.note(finding.expected(Expected::ExactlyOneField(names)));
                    None
                }
            },
        }
    }
}

/// A unit as it is written: `any PT1M`, `more_than PT6M of PT1H`.
fn unit_said(written: &written::Unit<'_>) -> Option<String> {
    match written {
        WordOr::Word(word) => Some(word.decoded().into_owned()),
        WordOr::Object(unit) => {
            let length = unit.length?.decoded();
            match (unit.counts, unit.more_than) {
                (Some(counts), _) => Some(format!("{} {length}", counts.decoded())),
                (None, more) => more.map(|it| format!("more_than {} of {length}", it.decoded())),
            }
        }
    }
}

/// When a step is an outage, as it is written: `error_rate_above 5, minimum_requests 10`.
fn down_when_said(written: &written::DownWhen<'_>) -> Option<String> {
    let rate = match written {
        WordOr::Word(word) => return Some(word.decoded().into_owned()),
        WordOr::Object(rate) => rate,
    };
    let fields = [
        ("error_rate_above", &rate.error_rate_above),
        ("error_rate_at_or_above", &rate.error_rate_at_or_above),
        ("minimum_requests", &rate.minimum_requests),
    ];
    let said = fields
        .into_iter()
        .filter_map(|(name, digits)| Some(format!("{name} {}", digits.as_ref()?.decoded())));
    Some(said.collect::<Vec<_>>().join(", "))
}

/// A minimum as it is written: `PT1M`, `more_than PT1M`.
fn minimum_said(written: &written::MinimumOutage<'_>) -> Option<String> {
    match written {
        written::MinimumOutage::AtLeast(least) => Some(least.decoded().into_owned()),
        written::MinimumOutage::Bound(bound) => match (&bound.at_least, &bound.more_than) {
            (Some(least), _) => Some(least.decoded().into_owned()),
            (None, more) => more.map(|more| format!("more_than {}", more.decoded())),
        },
    }
}

/// Notes what a part of the contract states of how incidents count.
pub(super) fn note_counting(
    written: Option<&written::Counting<'_>>,
    place: Place,
    statements: &mut Statements,
) {
    let Some(it) = written else { return };
    let minimum = it.minimum_outage.as_ref().and_then(minimum_said);
    statements.put(Switch::MinimumOutage, place, minimum);
    statements.put(Switch::Unit, place, it.unit.as_ref().and_then(unit_said));
    statements.put(Switch::DownWhen, place, it.down_when.as_ref().and_then(down_when_said));
    let words = [
        (Switch::Overlap, &it.overlap),
        (Switch::SameUsers, &it.same_users),
        (Switch::Per, &it.per),
        (Switch::OutageFrom, &it.outage_from),
        (Switch::OutageIn, &it.outage_in),
        (Switch::Grace, &it.grace),
        (Switch::ConcurrentCause, &it.concurrent_cause),
        (Switch::ExclusionSpan, &it.exclusion_span),
        (Switch::Maintenance, &it.maintenance),
        (Switch::ExcludedIncident, &it.excluded_incident),
        (Switch::Unknown, &it.unknown),
    ];
    for (switch, word) in words {
        statements.put(switch, place, said(word.as_ref()));
    }
}
