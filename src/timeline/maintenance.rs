//! Which instants of a service are maintenance: permitted, and recorded or standing.

use std::cell::LazyCell;

use crate::model::{
    Agreement, History, Impact, Life, Notice, Partial, Periods, Permission, Record, Recurring,
};
use crate::units::{Instant, Interval, IntervalSet, Zone};

use super::recurrence::slots;
use super::{Evidence, Hours, Stretch, service_periods};

/// The maintenance of a service.
#[derive(Clone, Debug, Default)]
pub struct Maintenance {
    /// The instants that are maintenance.
    pub permitted: IntervalSet,
    /// For each record about the service, by its position in the history, when it was done, and
    /// how badly that hurt.
    pub done: Vec<(usize, Interval, Impact)>,
}

/// What decides which maintenance of a service is permitted.
#[derive(Clone, Copy)]
pub struct Looked<'a> {
    /// What is permitted.
    pub agreement: &'a Agreement,
    /// What was done.
    pub history: &'a History,
    /// For how long the files are evidence.
    pub evidence: &'a Evidence,
    /// The instant of evaluation.
    pub as_of: Instant,
    /// All time that is looked at.
    pub looked_at: Interval,
    /// The slots of each permission that has any.
    pub slots: &'a [Option<SlotTimes>],
}

/// The slots of a permission as instants.
#[derive(Clone, Debug)]
pub enum SlotTimes {
    /// Hours of the week.
    Weekly(Box<Hours>),
    /// What a rule names.
    Recurring(IntervalSet),
}

impl SlotTimes {
    /// The slots of a rule over all time that is looked at.
    #[must_use]
    pub fn recurring(recurring: &Recurring, looked_at: Interval) -> Self {
        Self::Recurring(IntervalSet::union_of(slots(recurring, looked_at)))
    }

    fn within(&self, window: Interval) -> Vec<Interval> {
        match self {
            Self::Weekly(hours) => hours.within(window).collect(),
            Self::Recurring(slots) => slots.within(window).collect(),
        }
    }
}

impl Maintenance {
    /// The maintenance of a service, whose counted incidents had that time, for an objective that is
    /// judged from `begins` on: what was done before is permitted, and takes nothing of an allowance.
    #[must_use]
    pub fn of(
        looked: Looked<'_>,
        (service, begins): (usize, Instant),
        incidents: &[Stretch],
    ) -> Self {
        let Looked { agreement, history, .. } = looked;
        let records = history.maintenance.iter().enumerate();
        let records = records.filter(|(_, record)| record.is_about(service));
        let done = records.map(|(at, record)| (at, looked.done(record), record.impact));
        let done: Vec<_> = done.filter(|(_, span, _)| !span.is_empty()).collect();
        let hurting = LazyCell::new(|| {
            let heavy = done.iter().filter(|(.., impact)| !agreement.impact.is_weightless(*impact));
            let heavy = heavy.map(|(_, span, _)| *span);
            IntervalSet::union_of(heavy.chain(incidents.iter().map(|stretch| stretch.span)))
        });
        let mut permitted = IntervalSet::default();
        let permissions = agreement.maintenance.iter().zip(looked.slots);
        for (permission, slots) in permissions.filter(|(it, _)| it.is_about(service)) {
            let mut eligible = looked.eligible(permission, slots.as_ref(), &done);
            if permission.only_downtime {
                eligible = eligible.intersection(&hurting);
            }
            let eligible = eligible.without(&permitted);
            let judged = IntervalSet::union_of([Interval::new(begins, Instant::LAST)]);
            let allowed = looked.allowed(permission, eligible.intersection(&judged));
            let early = eligible.without(&judged);
            let all = permitted.iter().chain(early.iter()).chain(allowed.iter());
            permitted = IntervalSet::union_of(all.copied());
        }
        Self { permitted, done }
    }
}

impl Looked<'_> {
    /// When maintenance was done, as far as is known; what is told of later has not happened yet.
    fn done(&self, record: &Record) -> Interval {
        let happened = |at: Option<Instant>| at.filter(|at| *at <= self.as_of);
        let (began, ended) = (happened(record.began), happened(record.ended));
        let covered = || self.evidence.until_of_file(record.file, self.history);
        let until = match (began, ended) {
            (_, Some(ended)) => ended,
            (None, None) => record.planned.until(),
            (Some(_), None) => covered().unwrap_or(self.as_of),
        };
        Interval::new(began.unwrap_or(record.planned.from()), until.min(self.as_of))
    }

    /// The instants that a permission may make maintenance, but for its allowance.
    fn eligible(
        &self,
        permission: &Permission,
        slots: Option<&SlotTimes>,
        done: &[(usize, Interval, Impact)],
    ) -> IntervalSet {
        if permission.standing {
            let slots = slots.map(|slots| slots.within(self.looked_at));
            return IntervalSet::union_of(slots.unwrap_or_default());
        }
        let records = done.iter().filter_map(|(at, span, _)| {
            let record = self.history.maintenance.get(*at)?;
            let permitted = span.intersection(&record.planned);
            self.is_announced(permission, record).then_some(permitted)
        });
        // Joined first: each of thousands that overlap has all the slots within it.
        let spans = IntervalSet::union_of(records);
        match slots {
            None => spans,
            Some(slots) => IntervalSet::union_of(spans.iter().flat_map(|span| slots.within(*span))),
        }
    }

    /// Whether a record was announced as early as a permission demands.
    fn is_announced(&self, permission: &Permission, record: &Record) -> bool {
        let Some(notice) = permission.notice else { return true };
        let zone = self.agreement.zone;
        let latest = match notice {
            Notice::Elapsed(elapsed) => record.planned.from().after(-elapsed),
            Notice::Days(days) => days_before(zone, record.planned.from(), days),
        };
        let known = record.announced.filter(|announced| *announced <= self.as_of);
        known.is_some_and(|announced| announced <= latest)
    }

    /// What of the eligible instants, in order of time, a permission's allowance leaves.
    fn allowed(&self, permission: &Permission, eligible: IntervalSet) -> IntervalSet {
        let Some(allowance) = permission.allowance else { return eligible };
        let (Some(first), Some(last)) = (eligible.iter().next(), eligible.iter().last()) else {
            return eligible;
        };
        let all = Interval::new(first.from(), last.until());
        let (every, partial) = (allowance.per, Partial::Clipped);
        let rule = Periods { every, anchor: None, partial, life: Life::default() };
        let mut allowed = Vec::new();
        for period in service_periods(&rule, self.agreement.zone, all, all.until()) {
            let mut left = allowance.at_most;
            for span in eligible.within(period.whole) {
                let until = span.from().after(left.min(span.nanoseconds()));
                left -= until.since(span.from());
                allowed.push(Interval::new(span.from(), until));
            }
        }
        IntervalSet::union_of(allowed)
    }
}

/// The instant with the same local time so many days before.
fn days_before(zone: Zone, at: Instant, days: u32) -> Instant {
    let date = zone.date_at(at).checked_sub_days(chrono::Days::new(days.into()));
    date.map_or(at, |date| zone.time_on(date, zone.time_at(at)))
}
