//! How incidents count.

use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Text, contract as written};
use crate::model::{Counting, Minimum, OutageFrom, OutagePer, Overlap, Reading, Treatment};

const OVERLAPS: [(&str, Overlap); 2] = [("union", Overlap::Union), ("sum", Overlap::Sum)];
const PER: [(&str, OutagePer); 2] =
    [("outage", OutagePer::Outage), ("incident", OutagePer::Incident)];
const OUTAGE_FROM: [(&str, OutageFrom); 3] = [
    ("started", OutageFrom::Started),
    ("detected", OutageFrom::Detected),
    ("reported", OutageFrom::Reported),
];
const CONCURRENT: [(&str, bool); 2] = [("counted", false), ("excluded", true)];

impl<'j> Check<'j, '_> {
    /// How incidents count in the whole contract.
    pub(super) fn counting(
        &mut self,
        written: Option<&written::Counting<'j>>,
        readings: &mut Vec<Reading>,
    ) -> Counting {
        let counting = self.counting_over(written, Counting::default());
        let mut read = |name, stated: Option<String>, default: &str| {
            let by_default = stated.is_none();
            let value = stated.unwrap_or_else(|| default.to_owned());
            readings.push(Reading { name, value, by_default });
        };
        let said = |of: fn(&written::Counting<'j>) -> Option<Text<'j>>| {
            written.and_then(of).map(|text| text.decoded().into_owned())
        };
        let minimum = written.and_then(|written| written.minimum_outage.as_ref());
        read("counting/overlap", said(|it| it.overlap), "union");
        read("counting/per", said(|it| it.per), "outage");
        read("counting/outage_from", said(|it| it.outage_from), "started");
        read("counting/minimum_outage", minimum.and_then(minimum_said), "none");
        read("counting/grace", said(|it| it.grace), "none");
        read("counting/concurrent_cause", said(|it| it.concurrent_cause), "counted");
        read("counting/exclusion_span", said(|it| it.exclusion_span), "removed");
        read("counting/maintenance", said(|it| it.maintenance), "removed");
        read("counting/excluded_incident", said(|it| it.excluded_incident), "up");
        read("counting/unknown", said(|it| it.unknown), "removed");
        counting
    }

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

    fn counting_over(
        &mut self,
        written: Option<&written::Counting<'j>>,
        base: Counting,
    ) -> Counting {
        let Some(written) = written else { return base };
        let treatments = Treatment::ALL.map(|treatment| (treatment.name(), treatment));
        let minimum = written.minimum_outage.as_ref();
        Counting {
            overlap: self.or(written.overlap, &OVERLAPS, base.overlap),
            per: self.or(written.per, &PER, base.per),
            outage_from: self.or(written.outage_from, &OUTAGE_FROM, base.outage_from),
            minimum: minimum.and_then(|it| self.minimum(it)).unwrap_or(base.minimum),
            grace: written.grace.and_then(|it| self.elapsed(&it)).unwrap_or(base.grace),
            excluded_first: self.or(written.concurrent_cause, &CONCURRENT, base.excluded_first),
            exclusion_span: self.or(written.exclusion_span, &treatments, base.exclusion_span),
            maintenance: self.or(written.maintenance, &treatments, base.maintenance),
            excluded_incident: self.or(
                written.excluded_incident,
                &treatments,
                base.excluded_incident,
            ),
            unknown: self.or(written.unknown, &treatments, base.unknown),
        }
    }

    /// What a word says; where there is none, or none that is known, `otherwise`.
    fn or<T: Copy>(&mut self, word: Option<Text<'j>>, words: &[(&str, T)], otherwise: T) -> T {
        word.and_then(|word| self.word(&word, words)).unwrap_or(otherwise)
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

/// The fields whose place the worked calculation names, where a part of the contract states them.
pub(super) fn stated_fields(written: Option<&written::Counting<'_>>) -> Vec<&'static str> {
    let Some(it) = written else { return Vec::new() };
    let fields = [
        ("overlap", it.overlap.is_some()),
        ("per", it.per.is_some()),
        ("minimum_outage", it.minimum_outage.is_some()),
        ("grace", it.grace.is_some()),
    ];
    fields.into_iter().filter(|(_, stated)| *stated).map(|(name, _)| name).collect()
}
