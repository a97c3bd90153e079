//! How objectives were judged before what the files tell.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::scalar::Check;
use super::told::Terms;
use crate::diagnostic::{Code, Expected, Finding, Spot};
use crate::document::{Date, incidents as written};
use crate::model::{BeforeVerdict, Cuts, Every, Periods, Word, Words};
use crate::units::Sort;
use chrono::NaiveDate;

/// The verdicts that were told by now, each by objective, period and labels.
pub(super) type Known = HashMap<(usize, NaiveDate, Vec<[Word; 2]>), Spot>;

/// Whether the promise was broken.
const MISSED: &[(&str, bool)] = &[("met", false), ("missed", true)];

impl<'j> Check<'j, '_> {
    /// The verdicts that make sense.
    pub(super) fn earlier_verdicts(
        &mut self,
        verdicts: &[written::EarlierVerdict<'j>],
        terms: &Terms<'_>,
        (words, known): (&mut Words, &mut Known),
    ) -> Vec<BeforeVerdict> {
        let mut found = Vec::new();
        for (position, told) in verdicts.iter().enumerate() {
            let Some(own) = self.earlier_verdict(position, told, terms, words) else { continue };
            let mut labels = own.labels.clone();
            labels.order();
            let spot = self.spot(told.start);
            match known.entry((own.objective, own.period, labels)) {
                Entry::Vacant(free) => {
                    free.insert(spot);
                    found.push(own);
                }
                Entry::Occupied(first) => {
                    let finding = Finding::new(Code::VerdictToldTwice, spot);
                    self.note(finding.found(&own.period.to_string()).other(*first.get()));
                }
            }
        }
        found
    }

    fn earlier_verdict(
        &mut self,
        position: usize,
        told: &written::EarlierVerdict<'j>,
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Option<BeforeVerdict> {
        let period = told.period.as_ref().and_then(|date| self.date(date));
        let missed = told.verdict.as_ref().and_then(|word| self.word(word, MISSED));
        let labels = told.labels.iter().flat_map(|labels| &labels.members);
        let labels = labels.map(|(name, value)| [name, value].map(|it| words.put(&it.decoded())));
        let labels: Vec<[Word; 2]> = labels.collect();
        // Without an agreement nothing is promised, which is told elsewhere.
        let objectives = &terms.agreement?.objectives;
        let id = told.objective.as_ref()?;
        let Some(at) = objectives.iter().position(|it| it.id == *id.decoded()) else {
            let known = objectives.iter().map(|it| it.id.as_str());
            self.unknown(Code::UnknownObjective, id, known);
            return None;
        };
        let objective = objectives.get(at)?;
        let begins = terms.agreement.and_then(|agreement| agreement.term.from);
        let periods = |date| {
            let agreement = terms.agreement;
            agreement.map_or(objective.periods, |it| it.periods_of(at, date))
        };
        let is_first = told.period.as_ref().zip(period).is_some_and(|(written, date)| {
            self.is_first_day(written, date, (periods(date), begins))
        });
        let (of, unit) = (objective.indicator, objective.target.unit);
        let value = told.value.as_ref().map(|value| self.in_unit(value, of, unit));
        let value = match value {
            None => None,
            Some(value) => Some(value?),
        };
        Some(BeforeVerdict {
            file: self.source.file,
            position,
            period: period.filter(|_| is_first)?,
            objective: at,
            labels,
            missed: missed?,
            value,
        })
    }

    /// Whether a date is the first of one of an objective's periods; a fault where it is not.
    fn is_first_day(
        &mut self,
        written: &Date<'j>,
        date: NaiveDate,
        (periods, begins): (Periods, Option<NaiveDate>),
    ) -> bool {
        // Periods of days that are counted from the term's beginning are not known before it is.
        if matches!(periods.every, Every::Days(_)) && periods.anchor.or(begins).is_none() {
            return true;
        }
        let cuts = Cuts::of(&periods, begins.unwrap_or(date));
        let number = cuts.number_of(date);
        let near = [number, number + 1].map(|number| cuts.first_day(number));
        if near.contains(&Some(date)) {
            return true;
        }
        let near = near.iter().flatten().map(ToString::to_string).collect();
        let finding = Finding::new(Code::NotAPeriod, self.source.spot(written));
        self.note(finding.found(&date.to_string()).expected(Expected::OneOf(near)));
        false
    }
}
