//! When rights beyond money arise.

use std::collections::VecDeque;

use chrono::NaiveDate;

use super::claim::days_after;
use crate::model::{Right, Trigger};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Zone};

/// What a period shows of a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The period, by its position.
    pub period: usize,
    /// Whether it has the sign; nothing where it was not measured or is not over.
    pub has_sign: Option<bool>,
    /// What was held against the bound, where the sign has one.
    pub value: Option<Exact>,
}

/// A right that arose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arisen {
    /// The period at whose end it did, by its position.
    pub period: usize,
    /// The periods that gave it, in order of time; they give it no second time.
    pub by: Vec<usize>,
    /// The last local day on which it can be exercised, where it lapses.
    pub last_day: Option<NaiveDate>,
    /// The first instant at which it has lapsed.
    pub deadline: Option<Instant>,
}

/// How it stands with a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TriggerStands {
    /// What each period shows, in order of time.
    pub shown: Vec<Shown>,
    /// When the right arose by it.
    pub arisen: Vec<Arisen>,
    /// How many of the periods that it needs there are by now.
    pub so_far: usize,
}

/// How it stands with a trigger of `right`, of whose `periods` these are shown, in order of time.
///
/// The right arises at the end of each period with which there are enough.
#[must_use]
pub fn trigger_stands(
    (right, trigger): (&Right, &Trigger),
    shown: Vec<Shown>,
    periods: &[ServicePeriod],
    zone: Zone,
) -> TriggerStands {
    let spans = trigger.sign.spans();
    let mut used = vec![false; shown.len()];
    // The places of the periods that have the sign, and may still give the right.
    let mut open: VecDeque<usize> = VecDeque::new();
    let mut arisen = Vec::new();
    for (at, period) in shown.iter().enumerate() {
        let is_last =
            |first: usize| trigger.among.last.is_none_or(|last| at - first < last as usize);
        while open.front().is_some_and(|first| !is_last(*first)) {
            open.pop_front();
        }
        let looked_at = |place: usize| (place + 1).saturating_sub(spans)..place + 1;
        match period.has_sign {
            Some(true) => {
                let is_used = used.get(looked_at(at)).is_none_or(|used| used.contains(&true));
                open.extend((!is_used).then_some(at));
            }
            Some(false) if trigger.among.consecutive => open.clear(),
            _ => {}
        }
        if period.has_sign != Some(true) || open.len() < trigger.periods as usize {
            continue;
        }
        let counted: Vec<usize> = open.drain(..).collect();
        for place in &counted {
            used.get_mut(looked_at(*place)).into_iter().flatten().for_each(|used| *used = true);
        }
        let end = right.exercise_days.zip(periods.get(period.period));
        let last_day = end.and_then(|(days, period)| days_after(period, days, zone));
        arisen.push(Arisen {
            period: period.period,
            by: counted.iter().filter_map(|place| shown.get(*place)).map(|it| it.period).collect(),
            last_day,
            deadline: last_day.and_then(|day| Some(zone.start_of_day(day.succ_opt()?))),
        });
    }
    TriggerStands { so_far: open.len(), shown, arisen }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Among, Clause, Effect, Sign};

    /// The places at which a right arises, by what, and how far it is.
    fn stands(periods: u32, among: Among, signs: &str) -> (Vec<(usize, Vec<usize>)>, usize) {
        of(Trigger { sign: Sign::Missed, of: vec![0], periods, among }, signs)
    }

    fn of(trigger: Trigger, signs: &str) -> (Vec<(usize, Vec<usize>)>, usize) {
        let right = Right {
            id: None,
            effect: Effect::Terminate,
            any: Vec::new(),
            exercise_days: None,
            clause: Clause::default(),
        };
        let shown = signs.chars().enumerate().map(|(period, sign)| Shown {
            period,
            has_sign: (sign != '-').then_some(sign == 'x'),
            value: None,
        });
        let found = trigger_stands((&right, &trigger), shown.collect(), &[], Zone::UTC);
        (found.arisen.into_iter().map(|it| (it.period, it.by)).collect(), found.so_far)
    }

    const ALL: Among = Among { last: None, consecutive: false };
    const RUN: Among = Among { last: None, consecutive: true };

    fn last(periods: u32) -> Among {
        Among { last: Some(periods), consecutive: false }
    }

    #[test]
    fn enough_of_the_last_give_it() {
        assert_eq!(stands(3, last(4), "x.x.x"), (vec![], 2));
        assert_eq!(stands(3, last(5), "x.x.x"), (vec![(4, vec![0, 2, 4])], 0));
        assert_eq!(stands(3, last(5), "x.x.x."), (vec![(4, vec![0, 2, 4])], 0));
        assert_eq!(stands(2, ALL, "x.......x"), (vec![(8, vec![0, 8])], 0));
        assert_eq!(stands(2, last(3), "x..."), (vec![], 0));
    }

    #[test]
    fn those_that_follow_each_other_give_it() {
        assert_eq!(stands(3, RUN, "xx.x"), (vec![], 1));
        assert_eq!(stands(3, RUN, "xxx"), (vec![(2, vec![0, 1, 2])], 0));
        assert_eq!(stands(3, RUN, "xx."), (vec![], 0));
    }

    #[test]
    fn what_was_not_measured_neither_counts_nor_parts() {
        assert_eq!(stands(3, RUN, "xx-x"), (vec![(3, vec![0, 1, 3])], 0));
        assert_eq!(stands(2, last(2), "x-x"), (vec![], 1));
        // Nor does what lies behind the last count, whether these were measured or not.
        assert_eq!(stands(2, last(2), "x--"), (vec![], 0));
        assert_eq!(stands(3, RUN, "xx-"), (vec![], 2));
        let run_of_last = Among { last: Some(3), consecutive: true };
        assert_eq!(stands(3, run_of_last, "xx-x"), (vec![], 2));
    }

    #[test]
    fn what_gave_it_once_counts_no_more() {
        let found = stands(2, last(3), "xxx");
        assert_eq!(found, (vec![(1, vec![0, 1])], 1));
        assert_eq!(stands(2, RUN, "xxxx").0.len(), 2);
        assert_eq!(stands(1, ALL, "x.x").0.len(), 2);
        // Nor do the periods that a mean went over.
        let sign = Sign::Downtime { within: 3, more_than: Exact::zero() };
        let of_three = Trigger { sign, of: vec![0], periods: 1, among: ALL };
        assert_eq!(of(of_three, "..xxxx"), (vec![(2, vec![2]), (5, vec![5])], 0));
    }
}
