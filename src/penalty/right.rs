//! When rights beyond money arise.

use std::collections::{HashSet, VecDeque};

use chrono::{Days, NaiveDate};

use super::claim::days_after;
use crate::model::{Right, Trigger};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Sort, Zone};

/// A period, of those that are judged or before them; these come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ShownIn {
    /// Before all that are judged: its first local date, and the one at whose beginning it is over.
    Before(NaiveDate, NaiveDate),
    /// By its position among those that are judged.
    Period(usize),
}

impl ShownIn {
    /// Its position, if it is one of those that are judged.
    #[must_use]
    pub fn position(self) -> Option<usize> {
        match self {
            Self::Before(..) => None,
            Self::Period(at) => Some(at),
        }
    }

    /// Its last local day, and so many days later.
    fn days_after(self, days: u32, periods: &[ServicePeriod], zone: Zone) -> Option<NaiveDate> {
        match self {
            Self::Before(_, next) => next.pred_opt()?.checked_add_days(Days::new(days.into())),
            Self::Period(at) => days_after(periods.get(at)?, days, zone),
        }
    }
}

/// What a period shows of a trigger.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// The period.
    pub period: ShownIn,
    /// Whether it has the sign; nothing where it was not measured or is not over.
    pub has_sign: Option<bool>,
    /// What was held against the bound, where the sign has one.
    pub value: Option<Exact>,
    /// The objectives by which it has the sign.
    pub by: Vec<usize>,
}

/// A right that arose.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arisen {
    /// The period at whose end it did.
    pub period: ShownIn,
    /// The periods that gave it, in order of time; they give it no second time.
    pub by: Vec<ShownIn>,
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

/// How it stands with each trigger of a right, of whose `periods` these are shown, in order of time.
///
/// The right arises at the end of each period with which there are enough. What gave it once counts
/// no more, by whichever of its triggers.
#[must_use]
pub fn right_stands(
    right: &Right,
    shown: Vec<Vec<Shown>>,
    periods: &[ServicePeriod],
    zone: Zone,
) -> Vec<TriggerStands> {
    let mut used = Used::new();
    let mut counts: Vec<(Count<'_>, Vec<Arisen>)> = Vec::new();
    for (trigger, shown) in right.any.iter().zip(&shown) {
        counts.push((Count { trigger, shown, open: VecDeque::new() }, Vec::new()));
    }
    let own = |(trigger, shown): (usize, &Vec<Shown>)| {
        let places = shown.iter().enumerate();
        places.map(|(place, it)| (it.period, trigger, place)).collect::<Vec<_>>()
    };
    let mut steps: Vec<(ShownIn, usize, usize)> = shown.iter().enumerate().flat_map(own).collect();
    steps.order();
    for (period, trigger, place) in steps {
        let Some((count, arisen)) = counts.get_mut(trigger) else { continue };
        let Some(by) = count.reached(place, &mut used) else { continue };
        let days = right.exercise_days;
        let last_day = days.and_then(|days| period.days_after(days, periods, zone));
        let deadline = last_day.and_then(|day| Some(zone.start_of_day(day.succ_opt()?)));
        arisen.push(Arisen { period, by, last_day, deadline });
    }
    let so_far = |(mut count, arisen): (Count<'_>, Vec<Arisen>)| {
        count.leave_used(&used);
        (count.open.len(), arisen)
    };
    let told: Vec<(usize, Vec<Arisen>)> = counts.into_iter().map(so_far).collect();
    let all = shown.into_iter().zip(told);
    all.map(|(shown, (so_far, arisen))| TriggerStands { shown, arisen, so_far }).collect()
}

/// What of which objective gave a right: by objective and period.
type Used = HashSet<(usize, ShownIn)>;

/// A trigger, and how far it is.
struct Count<'s> {
    trigger: &'s Trigger,
    shown: &'s [Shown],
    /// The places of the periods that have the sign, and may still give the right; by another
    /// trigger some may be used since.
    open: VecDeque<usize>,
}

impl Count<'_> {
    /// Looks at the next period; where there are enough with it, those that give the right.
    fn reached(&mut self, place: usize, used: &mut Used) -> Option<Vec<ShownIn>> {
        let Trigger { among, periods, .. } = self.trigger;
        let is_past = |first: usize| among.last.is_some_and(|last| place - first >= last as usize);
        while self.open.front().is_some_and(|first| is_past(*first)) {
            self.open.pop_front();
        }
        match self.shown.get(place)?.has_sign {
            Some(true) => self.open.push_back(place),
            Some(false) if among.consecutive => self.open.clear(),
            _ => {}
        }
        let needed = *periods as usize;
        if self.shown.get(place)?.has_sign != Some(true) || self.open.len() < needed {
            return None;
        }
        self.leave_used(used);
        if self.open.len() < needed {
            return None;
        }
        let places: Vec<usize> = self.open.drain(..).collect();
        for place in &places {
            let by = self.shown.get(*place).map(|it| it.by.as_slice()).unwrap_or_default();
            let looked_at = looked_at(self.trigger, self.shown, *place);
            used.extend(looked_at.iter().flat_map(|it| by.iter().map(|by| (*by, it.period))));
        }
        let shown = places.iter().filter_map(|place| self.shown.get(*place));
        Some(shown.map(|it| it.period).collect())
    }

    /// Leaves out what gave the right already.
    fn leave_used(&mut self, used: &Used) {
        let (trigger, shown) = (self.trigger, self.shown);
        let is_used = |place: usize| {
            let looked_at = looked_at(trigger, shown, place);
            let by = shown.get(place).map(|it| it.by.as_slice()).unwrap_or_default();
            by.iter().all(|by| looked_at.iter().any(|it| used.contains(&(*by, it.period))))
        };
        self.open.retain(|place| !is_used(*place));
    }
}

/// The periods that the sign of one looks at, this one the last.
fn looked_at<'s>(trigger: &Trigger, shown: &'s [Shown], place: usize) -> &'s [Shown] {
    let first = (place + 1).saturating_sub(trigger.sign.spans());
    shown.get(first..=place).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Among, Clause, Effect, Sign, Stops};

    /// The places at which a right arises, by what, and how far it is.
    fn stands(periods: u32, among: Among, signs: &str) -> (Vec<(usize, Vec<usize>)>, usize) {
        of(Trigger { sign: Sign::Missed, of: vec![0], periods, among }, signs)
    }

    fn of(trigger: Trigger, signs: &str) -> (Vec<(usize, Vec<usize>)>, usize) {
        let right = Right {
            id: None,
            effect: Effect::Terminate,
            stops: Stops::Later,
            any: vec![trigger],
            exercise_days: None,
            clause: Clause::default(),
        };
        let shown = signs.chars().enumerate().map(|(period, sign)| Shown {
            period: ShownIn::Period(period),
            has_sign: (sign != '-').then_some(sign == 'x'),
            value: None,
            by: vec![0],
        });
        let found = right_stands(&right, vec![shown.collect()], &[], Zone::UTC).remove(0);
        let places = |by: Vec<ShownIn>| by.into_iter().map(place).collect();
        let arisen = found.arisen.into_iter().map(|it| (place(it.period), places(it.by)));
        (arisen.collect(), found.so_far)
    }

    fn place(period: ShownIn) -> usize {
        period.position().unwrap()
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
        let sign = Sign::Downtime { within: 3, more_than: Exact::zero(), calendar: None };
        let of_three = Trigger { sign, of: vec![0], periods: 1, among: ALL };
        assert_eq!(of(of_three, "..xxxx"), (vec![(2, vec![2]), (5, vec![5])], 0));
    }

    /// For each trigger, of these objectives, the places at which the right arises by it, and how
    /// far it is; each needs so many periods.
    fn together(triggers: &[(u32, &[usize], &str)]) -> Vec<(Vec<usize>, usize)> {
        let trigger = |(periods, of, _): &(u32, &[usize], &str)| Trigger {
            sign: Sign::Missed,
            of: of.to_vec(),
            periods: *periods,
            among: ALL,
        };
        let right = Right {
            id: None,
            effect: Effect::Terminate,
            stops: Stops::Later,
            any: triggers.iter().map(trigger).collect(),
            exercise_days: None,
            clause: Clause::default(),
        };
        let shown = triggers.iter().map(|(_, of, signs)| {
            let each = signs.chars().enumerate().map(|(period, sign)| Shown {
                period: ShownIn::Period(period),
                has_sign: Some(sign == 'x'),
                value: None,
                by: of.to_vec(),
            });
            each.collect()
        });
        let found = right_stands(&right, shown.collect(), &[], Zone::UTC).into_iter();
        found.map(|it| (it.arisen.iter().map(|it| place(it.period)).collect(), it.so_far)).collect()
    }

    #[test]
    fn what_gave_it_by_one_trigger_counts_no_more_for_another() {
        // January to March gave it by the first: of the other two are left, not five.
        let found = together(&[(3, &[0], "xxx.."), (4, &[0], "xxxxx")]);
        assert_eq!(found, [(vec![2], 0), (vec![], 2)]);
        // Other objectives were missed for themselves.
        let found = together(&[(3, &[0], "xxx.."), (4, &[1], "xxxxx")]);
        assert_eq!(found, [(vec![2], 0), (vec![3], 1)]);
        let found = together(&[(1, &[0], "x"), (1, &[0, 1], "x"), (1, &[0], "x")]);
        assert_eq!(found, [(vec![0], 0), (vec![0], 0), (vec![], 0)]);
    }
}
