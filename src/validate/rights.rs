//! Rights beyond money.

use std::borrow::Cow;
use std::collections::hash_map::Entry;
use std::collections::{BTreeSet, HashMap};

use super::contract::clause;
use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Bound, Digits, Text, contract as written};
use crate::model::{
    Among, Calendar, Cut, Effect, Indicator, Objective, Periods, Reach, Right, Side, Sign, Stops,
    Trigger,
};
use crate::units::{Currency, Exact, Unit};

/// No right looks at more periods.
const MOST_PERIODS: u32 = 10_000;

/// No mean, and no sum of downtime, goes over more.
const MOST_TOGETHER: u32 = 120;

/// A hundred years: more is a mistake.
const MOST_DAYS: u32 = 36_525;

/// The objectives that rights may name, and the contract's periods.
#[derive(Clone, Copy)]
pub(super) struct Promised<'a> {
    pub(super) objectives: &'a [Objective],
    pub(super) periods: Option<&'a Periods>,
    pub(super) calendars: &'a [Calendar],
    pub(super) currency: Option<Currency>,
}

/// The bounds that a value may be held against, as they are written.
struct Bounds<'w, 'j> {
    below: &'w Option<Bound<'j>>,
    at_or_below: &'w Option<Bound<'j>>,
    above: &'w Option<Bound<'j>>,
    at_or_above: &'w Option<Bound<'j>>,
    /// Where the object begins.
    start: usize,
}

/// How periods are counted, as it is written.
struct Counted<'w, 'j> {
    periods: &'w Option<Digits<'j>>,
    within: &'w Option<Digits<'j>>,
    consecutive: Option<bool>,
}

impl<'j> Check<'j, '_> {
    pub(super) fn rights(
        &mut self,
        rights: &[written::Right<'j>],
        promised: Promised<'_>,
    ) -> Vec<Right> {
        let mut ids: HashMap<Cow<'j, str>, Text<'j>> = HashMap::new();
        for id in rights.iter().filter_map(|right| right.id) {
            match ids.entry(id.decoded()) {
                Entry::Occupied(first) => self.duplicate(&id, first.get()),
                Entry::Vacant(free) => _ = free.insert(id),
            }
        }
        rights.iter().filter_map(|right| self.right(right, promised)).collect()
    }

    fn right(&mut self, right: &written::Right<'j>, promised: Promised<'_>) -> Option<Right> {
        let id = right.id.as_ref().and_then(|id| self.name(id)).map(|id| id.into_owned());
        let effect = right.effect.as_ref().and_then(|effect| self.word(effect, Effect::WORDS));
        let triggers = right.any.as_deref().unwrap_or_default();
        if right.any.is_some() && triggers.is_empty() {
            self.note(Finding::new(Code::EmptyList, self.spot(right.start)).found("any"));
        }
        let any: Vec<_> = triggers.iter().map(|it| self.trigger(it, promised)).collect();
        let days = right.exercise_within.as_ref().and_then(|within| within.days.as_ref());
        let exercise_days = days.and_then(|days| self.whole(days, 1, MOST_DAYS));
        let effect = effect?;
        let any: Vec<Trigger> = any.into_iter().collect::<Option<_>>()?;
        let stops = match &right.stops {
            None => Stops::Later,
            Some(stops) => self.stops(stops, effect, &any)?,
        };
        Some(Right {
            id,
            effect,
            stops,
            any,
            exercise_days,
            clause: clause(right.clause.as_ref(), right.text.as_ref()),
        })
    }

    /// Of which periods it stops the credits; a fault where it stops none, or those that give it.
    fn stops(&mut self, stops: &Text<'j>, effect: Effect, any: &[Trigger]) -> Option<Stops> {
        let found = self.word(stops, Stops::WORDS)?;
        let by_credits = any.iter().any(|it| matches!(it.sign, Sign::Credits { .. }));
        if effect != Effect::NoCredits || found.own() && by_credits {
            let finding = Finding::new(Code::FieldNotHere, self.source.spot(stops));
            self.note(finding.found(&stops.decoded()));
        }
        Some(found)
    }

    fn trigger(
        &mut self,
        trigger: &written::Trigger<'j>,
        promised: Promised<'_>,
    ) -> Option<Trigger> {
        let written::Trigger { breached, value, mean, sum, share_of_objectives, downtime, .. } =
            trigger;
        let credits = trigger.credits.as_ref();
        let stated = [
            breached.is_some(),
            value.is_some(),
            mean.is_some(),
            sum.is_some(),
            share_of_objectives.is_some(),
            downtime.is_some(),
            credits.is_some(),
        ];
        if stated.iter().filter(|it| **it).count() != 1 {
            let names =
                ["breached", "value", "mean", "sum", "share_of_objectives", "downtime", "credits"];
            self.one_of(trigger.start, &names);
            return None;
        }
        if let Some(breached) = breached {
            let of = self.all_of(breached.of.as_deref(), breached.start, promised, &|_| true);
            let (periods, among) = self.counted(&Counted {
                periods: &breached.periods,
                within: &breached.within,
                consecutive: breached.consecutive,
            })?;
            return Some(Trigger { sign: Sign::Missed, of: of?, periods, among });
        }
        if let Some(value) = value {
            return self.value_reached(value, promised);
        }
        if let Some(mean) = mean {
            return self.mean_reached(mean, promised);
        }
        if let Some(sum) = sum {
            return self.sum_reached(sum, promised);
        }
        if let Some(share) = share_of_objectives {
            return self.share_missed(share, promised);
        }
        if let Some(credits) = credits {
            return self.credits_reached(credits, promised);
        }
        self.too_much_downtime(downtime.as_ref()?, promised)
    }

    fn one_of(&mut self, start: usize, names: &[&str]) {
        let names = names.iter().map(|name| (*name).to_owned()).collect();
        let finding = Finding::new(Code::BoundCount, self.spot(start));
        self.note(finding.expected(Expected::ExactlyOneField(names)));
    }

    fn value_reached(
        &mut self,
        value: &written::ValueReached<'j>,
        promised: Promised<'_>,
    ) -> Option<Trigger> {
        let of = self.promised(value.of.as_ref()?, promised, &|_| true);
        let counted = self.counted(&Counted {
            periods: &value.periods,
            within: &value.within,
            consecutive: value.consecutive,
        });
        let bounds = Bounds {
            below: &value.below,
            at_or_below: &value.at_or_below,
            above: &value.above,
            at_or_above: &value.at_or_above,
            start: value.start,
        };
        let (of, (periods, among)) = (of?, counted?);
        let reach = self.reach(&bounds, promised.objectives.get(of)?)?;
        Some(Trigger { sign: Sign::Value(reach), of: vec![of], periods, among })
    }

    fn mean_reached(
        &mut self,
        mean: &written::MeanReached<'j>,
        promised: Promised<'_>,
    ) -> Option<Trigger> {
        let over = mean.over.as_ref().and_then(|over| self.whole(over, 1, MOST_TOGETHER));
        let of = self.one_objective(mean.of.as_ref()?, promised, &|_| true)?;
        let bounds = Bounds {
            below: &mean.below,
            at_or_below: &mean.at_or_below,
            above: &mean.above,
            at_or_above: &mean.at_or_above,
            start: mean.start,
        };
        let reach = self.reach(&bounds, promised.objectives.get(of)?)?;
        let sign = Sign::Mean { over: over?, reach };
        Some(Trigger { sign, of: vec![of], periods: 1, among: Among::default() })
    }

    fn sum_reached(
        &mut self,
        sum: &written::SumReached<'j>,
        promised: Promised<'_>,
    ) -> Option<Trigger> {
        let over = sum.over.as_ref().and_then(|over| self.whole(over, 1, MOST_TOGETHER));
        // Percentages have a mean, and no sum; days that are looked back on overlap.
        let may = |it: &Objective| it.target.unit != Unit::Percent && it.window.is_none();
        let of = self.one_objective(sum.of.as_ref()?, promised, &may)?;
        let (bound, side) = match (&sum.above, &sum.at_or_above) {
            (Some(above), None) => (above, Side::Above),
            (None, Some(at_or_above)) => (at_or_above, Side::Below),
            _ => {
                self.one_of(sum.start, &["above", "at_or_above"]);
                return None;
            }
        };
        let own = promised.objectives.get(of)?;
        let value = self.in_unit(bound, own.indicator, own.target.unit)?;
        let reach = Reach { cut: Cut { value, side }, below: false };
        let sign = Sign::Sum { over: over?, reach };
        Some(Trigger { sign, of: vec![of], periods: 1, among: Among::default() })
    }

    fn share_missed(
        &mut self,
        share: &written::ShareMissed<'j>,
        promised: Promised<'_>,
    ) -> Option<Trigger> {
        let of = self.all_of(share.of.as_deref(), share.start, promised, &|_| true);
        let counted = self.counted(&Counted {
            periods: &share.periods,
            within: &share.within,
            consecutive: share.consecutive,
        });
        let (digits, side) = match (&share.at_least, &share.more_than) {
            (Some(at_least), None) => (at_least, Side::Below),
            (None, Some(more_than)) => (more_than, Side::Above),
            _ => {
                self.one_of(share.start, &["at_least", "more_than"]);
                return None;
            }
        };
        let value = self.decimal_between(digits, 0, 100)?;
        let reach = Reach { cut: Cut { value, side }, below: false };
        let (periods, among) = counted?;
        Some(Trigger { sign: Sign::Share(reach), of: of?, periods, among })
    }

    fn too_much_downtime(
        &mut self,
        downtime: &written::TooMuchDowntime<'j>,
        promised: Promised<'_>,
    ) -> Option<Trigger> {
        // Days that are looked back on overlap, and would be counted more than once.
        let is_availability =
            |it: &Objective| it.indicator == Indicator::Availability && it.window.is_none();
        let of = downtime.of.as_ref();
        let of = of.and_then(|of| self.one_objective(of, promised, &is_availability));
        let more_than = downtime.more_than.as_ref().and_then(|length| self.elapsed(length));
        let within = downtime.within.as_ref();
        let within = within.map_or(Some(1), |within| self.whole(within, 1, MOST_TOGETHER));
        let calendar = match &downtime.calendar {
            None => Some(None),
            Some(id) => self.calendar(id, promised.calendars).map(Some),
        };
        let more_than = Exact::seconds(more_than?);
        let sign = Sign::Downtime { within: within?, more_than, calendar: calendar? };
        Some(Trigger { sign, of: vec![of?], periods: 1, among: Among::default() })
    }

    fn credits_reached(
        &mut self,
        credits: &written::CreditsReached<'j>,
        promised: Promised<'_>,
    ) -> Option<Trigger> {
        let is_credited = |it: &Objective| it.credit.is_some();
        let of = self.all_of(credits.of.as_deref(), credits.start, promised, &is_credited);
        let counted = self.counted(&Counted {
            periods: &credits.periods,
            within: &credits.within,
            consecutive: credits.consecutive,
        });
        let over = credits.over.as_ref();
        let over = over.map_or(Some(1), |over| self.whole(over, 1, MOST_TOGETHER));
        let (at_least, of_charges) = match (&credits.at_least, &credits.percent) {
            (Some(amount), None) => (self.amount(amount, promised.currency)?, false),
            (None, Some(percent)) => (self.decimal_between(percent, 0, 100)?, true),
            _ => {
                self.one_of(credits.start, &["at_least", "percent"]);
                return None;
            }
        };
        let sign = Sign::Credits { over: over?, at_least, of_charges };
        let (periods, among) = counted?;
        Some(Trigger { sign, of: of?, periods, among })
    }

    /// How many periods, among which.
    fn counted(&mut self, counted: &Counted<'_, 'j>) -> Option<(u32, Among)> {
        let periods = self.or_one(counted.periods);
        let last =
            counted.within.as_ref().map(|within| (within, self.whole(within, 1, MOST_PERIODS)));
        let periods = periods?;
        let last = match last {
            None => None,
            Some((within, last)) => {
                let last = last?;
                if last < periods {
                    let finding = Finding::new(Code::OffScale, self.source.spot(within));
                    let finding = finding.found(&within.decoded());
                    self.note(finding.expected(Expected::AtLeast(periods.to_string())));
                }
                Some(last)
            }
        };
        let among = Among { last, consecutive: counted.consecutive == Some(true) };
        Some((periods, among))
    }

    fn or_one(&mut self, digits: &Option<Digits<'j>>) -> Option<u32> {
        digits.as_ref().map_or(Some(1), |digits| self.whole(digits, 1, MOST_PERIODS))
    }

    /// The value of one objective, which is not judged label by label.
    fn one_objective(
        &mut self,
        id: &Text<'j>,
        promised: Promised<'_>,
        may: &dyn Fn(&Objective) -> bool,
    ) -> Option<usize> {
        self.promised(id, promised, &|it| it.scope().per.is_empty() && may(it))
    }

    fn promised(
        &mut self,
        id: &Text<'j>,
        promised: Promised<'_>,
        may: &dyn Fn(&Objective) -> bool,
    ) -> Option<usize> {
        let written = id.decoded();
        let found = promised.objectives.iter().position(|it| it.id == *written && may(it));
        if found.is_none() {
            let known = promised.objectives.iter().filter(|it| may(it)).map(|it| it.id.as_str());
            self.unknown(Code::UnknownObjective, id, known.collect::<Vec<_>>().into_iter());
        }
        found
    }

    /// Objectives with the same periods: those of the contract, where none are named.
    fn all_of(
        &mut self,
        ids: Option<&[Text<'j>]>,
        start: usize,
        promised: Promised<'_>,
        may: &dyn Fn(&Objective) -> bool,
    ) -> Option<Vec<usize>> {
        let Some(ids) = ids else {
            let all = promised.objectives.iter().enumerate();
            let all = all.filter(|(_, it)| Some(&it.periods) == promised.periods && may(it));
            let all: Vec<usize> = all.map(|(at, _)| at).collect();
            if all.is_empty() {
                self.note(Finding::new(Code::EmptyList, self.spot(start)).found("of"));
            }
            return (!all.is_empty()).then_some(all);
        };
        if ids.is_empty() {
            self.note(Finding::new(Code::EmptyList, self.spot(start)).found("of"));
        }
        let found: Vec<_> = ids.iter().map(|id| self.promised(id, promised, may)).collect();
        let mut found: Vec<usize> = found.into_iter().collect::<Option<_>>()?;
        let objective = |at: &usize| promised.objectives.get(*at);
        let first = found.first().and_then(objective)?;
        for (at, id) in found.iter().zip(ids) {
            if objective(at).is_some_and(|it| it.periods != first.periods) {
                let finding = Finding::new(Code::OtherPeriods, self.source.spot(id));
                self.note(finding.found(&first.id));
            }
        }
        // Told twice, it is no second promise.
        let mut known = BTreeSet::new();
        found.retain(|at| known.insert(*at));
        Some(found)
    }

    /// The values beyond the one bound that is stated, in the unit of the objective.
    fn reach(&mut self, bounds: &Bounds<'_, 'j>, of: &Objective) -> Option<Reach> {
        let all = [
            ("below", bounds.below, true, Side::Below),
            ("at_or_below", bounds.at_or_below, true, Side::Above),
            ("above", bounds.above, false, Side::Above),
            ("at_or_above", bounds.at_or_above, false, Side::Below),
        ];
        let mut stated = all.iter().filter_map(|(_, bound, below, side)| {
            bound.as_ref().map(|bound| (bound, *below, *side))
        });
        let (Some((bound, below, side)), None) = (stated.next(), stated.next()) else {
            self.one_of(bounds.start, &all.map(|(name, ..)| name));
            return None;
        };
        let value = self.in_unit(bound, of.indicator, of.target.unit)?;
        Some(Reach { cut: Cut { value, side }, below })
    }
}
