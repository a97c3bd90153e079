//! Objectives as they are written.

use std::borrow::Cow;

use jiter::Peek;
use serde_json::{Value as Json, json};

use super::{Bonus, Counting, Credit, ServicePeriod, ValueRounding};
use crate::diagnostic::{Shape, nearest};
use crate::document::amend::{Misled, New};
use crate::document::object::{Members, object};
use crate::document::read::{Broken, Reader, Value};
use crate::document::token::{Answer, Bound, Digits, Text};

object! {
    /// An objective: one promise that can be judged.
    Objective {
        /// Its id.
        required id: Text<'j>,
        /// Its name; its id where it is missing.
        optional name: Text<'j>,
        /// The clause that promises it.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
        /// The id of the service that it is about; without it, a clock looks at every incident.
        optional service: Text<'j>,
        /// What is measured. The time of a service: `availability`, `downtime`, `outage_count`,
        /// `longest_outage`, `mean_time_to_restore`, `mean_time_between_failures`. A clock on each
        /// incident: `response_time`, `resolution_time`, `restore_time`, `on_site_time`,
        /// `update_time`, `breach_notification`, `recovery_time`, `recovery_point`. A share of
        /// incidents: `first_contact_fix`, `reopen_rate`. What was measured elsewhere: `csat`,
        /// `nps`, `latency`, `patching`, `backups`, `encryption`, or any `measurement`. Series of
        /// requests: `request_success`. What was
        /// done: `event_count`, `report_delivered`, `review_held`, `evidence_given`. Other
        /// objectives: `score`, `mean`, `points`.
        required indicator: Text<'j>,
        /// The calendar of its hours; the service's where it is missing.
        optional calendar: Text<'j>,
        /// The time that keeps the promise, that time included; by priority where it differs.
        optional within: Limits<'j>,
        /// The time below which the promise is kept; by priority where it differs.
        optional less_than: Limits<'j>,
        /// The event at which a clock starts; without it, the indicator's own and what stands in.
        optional from: Text<'j>,
        /// The event at which a clock stops; without it, the indicator's own and what stands in.
        optional to: Text<'j>,
        /// The value that keeps the promise; a clock without it keeps it when every case does.
        optional target: Target<'j>,
        /// The level that is expected beside the binding one, with a bound of the target's kind.
        optional expected: Target<'j>,
        /// How its value, a share or a number, is rounded before it is held against target and
        /// tiers, where it is otherwise than for the whole contract; `none` where it is not.
        optional value_rounding: ValueRounding<'j>,
        /// The share of agreed time, in percent, of which something must be known: with less, the
        /// value of a service's time is shown, and not judged.
        optional minimum_coverage: Digits<'j>,
        /// The reasons for which a pause stops the clock; every pause where it is missing.
        optional pause_on: Vec<Text<'j>>,
        /// Which incidents are looked at, by the hours in which their clocks start.
        optional when: When<'j>,
        /// Which incidents are looked at, by priority and labels; those alone make outages.
        optional r#where: Where<'j>,
        /// The labels for whose values the objective is judged one by one.
        optional per: Vec<Text<'j>>,
        /// What holds without any case: `not_measured`, `met`, or a value: of a share in
        /// percent, else a length.
        optional no_cases: Answer<'j>,
        /// The period to which a case belongs: by when it was `decided`, `opened`, `stopped` or
        /// `due`. Where it has several clocks, for its incident was opened again or its priority
        /// changed, it was decided by the first that missed its limit, else when the last stopped;
        /// opened and due are those of the clock that is told: the longest, or one that was missed
        /// before it was restarted.
        optional attribution: Text<'j>,
        /// The priority that sets the limit: `last`, `first`, `highest`, or `restart`, a new clock
        /// at each change. Of several told for one instant the highest holds.
        optional priority_change: Text<'j>,
        /// What becomes of a clock whose incident was reopened: `resume`, it goes on, and the time
        /// between is a pause; `longest`, of each time that it was open the longest counts;
        /// `from_start`, it never stopped. News is owed likewise, each stretch of it a case: with
        /// `longest` anew from each reopening, otherwise from the last news on.
        optional reopened: Text<'j>,
        /// What becomes of incidents of an excluded cause: `skipped` or `counted`.
        optional excluded_cause: Text<'j>,
        /// How incidents count for it, where it is otherwise than for its service.
        optional counting: Counting<'j>,
        /// The periods for which it is judged; the contract's where it is missing.
        optional period: ServicePeriod<'j>,
        /// The days that are looked at, where they are others than the period's.
        optional window: Window<'j>,
        /// The name of the measurements, for `measurement`.
        optional source: Text<'j>,
        /// The unit of the measurements, as it is to be shown; of a share `%`, from 0 to 100.
        optional unit: Text<'j>,
        /// What a `request_success` is: all good requests by all requests, `occurrences`, or the mean
        /// of the steps, `interval_mean`. Either is of the steps that lie wholly in measured time: one
        /// across the edge of a period belongs to neither, a missing one to none.
        optional method: Text<'j>,
        /// What a step without any request is for an `interval_mean`: `up` or `removed`.
        optional no_requests: Text<'j>,
        /// How many answers the measurements of a period must rest on.
        optional minimum_answers: Digits<'j>,
        /// The type of the events that are counted, for `event_count`.
        optional event: Text<'j>,
        /// How long after a period its report, review or evidence is due.
        optional due: Due<'j>,
        /// The objectives of a `score`, with their weights.
        optional parts: Vec<ScorePart<'j>>,
        /// What gives `points`, which are added up.
        optional points: Vec<PointsPart<'j>>,
        /// The objective of a `mean`.
        optional of: Text<'j>,
        /// Over how many of its periods a `mean` goes, this one among them.
        optional periods: Digits<'j>,
        /// What a breach is worth.
        optional credit: Credit<'j>,
        /// What the provider gets where a period is better than promised.
        optional bonus: Bonus<'j>,
    }
}

object! {
    /// The last days, over and over.
    Window {
        /// So many local days.
        required days: Digits<'j>,
        /// When they are judged: at `period_end`, or every `day`. Of the days of a period the worst is
        /// its own, however many are missed: one breach, and at most one credit. Days in a row that
        /// reach into the next period are a breach of either.
        optional judged: Text<'j>,
        /// What holds until so many days of the term have passed: `wait`, `clip` or `up`.
        optional before_start: Text<'j>,
        /// Which downtime of an availability counts in no later window: `no`, none, or `credited`,
        /// that of the window for which a credit of an earlier period was due.
        optional consumed: Text<'j>,
    }
}

/// The fields by which an object is one limit: no priority has their names.
const LIMIT_FIELDS: [&str; 3] = ["working_days", "from", "to"];

/// Whether a field says that an object is a range; it may be misspelt.
fn is_of_range(name: &str) -> bool {
    name == "to" || nearest(name, ["from"]).is_some()
}

/// Whether a field says that an object is one limit, and no list of priorities, likewise.
fn is_of_limit(name: &str) -> bool {
    is_of_range(name) || nearest(name, ["working_days"]).is_some()
}

/// The time that is allowed: one for all, or by priority.
#[derive(Clone, Debug)]
pub enum Limits<'j> {
    /// `"PT4H"`
    One(Limit<'j>),
    /// `{ "P1": "PT15M", "P2": "PT1H" }`
    ByPriority(Members<'j, Limit<'j>>),
}

impl<'j> Value<'j> for Limits<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::Object if !reader.has_member(is_of_limit) => {
                Ok(Members::read(reader, peek)?.map(Self::ByPriority))
            }
            _ => Ok(Limit::read(reader, peek)?.map(Self::One)),
        }
    }

    fn schema() -> Json {
        let limit = <Limit as Value>::schema;
        let by_priority = json!({
            "type": "object",
            "propertyNames": { "not": { "enum": LIMIT_FIELDS } },
            "additionalProperties": limit(),
        });
        json!({ "anyOf": [limit(), by_priority] })
    }

    fn put(&mut self, path: &[Cow<'_, str>], new: &mut New<'j, '_>) -> Result<(), Misled> {
        match self {
            Self::ByPriority(limits) if !path.is_empty() => limits.put(path, new),
            Self::One(_) | Self::ByPriority(_) if path.is_empty() => {
                new.whole(self);
                Ok(())
            }
            Self::One(_) | Self::ByPriority(_) => Err(Misled::among(Vec::new())),
        }
    }
}

/// A time that is allowed.
#[derive(Clone, Debug)]
pub enum Limit<'j> {
    /// `"PT4H"`: hours and less.
    Length(Text<'j>),
    /// `{ "working_days": 2 }`
    WorkingDays(WorkingDays<'j>),
    /// `{ "from": "PT2H", "to": "PT4H" }`: its upper end is the limit.
    Range(LimitRange<'j>),
}

impl<'j> Value<'j> for Limit<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(Text::read(reader, peek)?.map(Self::Length)),
            Peek::Object if reader.has_member(is_of_range) => {
                Ok(LimitRange::read(reader, peek)?.map(Self::Range))
            }
            Peek::Object => Ok(WorkingDays::read(reader, peek)?.map(Self::WorkingDays)),
            _ => reader.wrong_shape(peek, &[Shape::Length, Shape::Object]),
        }
    }

    fn schema() -> Json {
        let length = json!({ "type": "string", "format": "duration" });
        let range = <LimitRange as Value>::schema();
        json!({ "anyOf": [length, <WorkingDays as Value>::schema(), range] })
    }
}

object! {
    /// Days with hours, after the one on which a clock starts or, outside hours, the next.
    WorkingDays {
        /// So many.
        required working_days: Digits<'j>,
        /// Until the `close` of the last, or the `same_time` on it, at most its close.
        optional by: Text<'j>,
    }
}

object! {
    /// A time between two: hours and less. Its ends may be the same.
    LimitRange {
        /// Its lower end, which is no limit.
        required from: Text<'j>,
        /// Its upper end, by which it is judged.
        required to: Text<'j>,
    }
}

object! {
    /// Incidents by the hours in which their clocks start.
    When {
        /// `inside` or `outside` the hours of the calendar.
        required started: Text<'j>,
        /// The calendar; the objective's where it is missing.
        optional calendar: Text<'j>,
    }
}

object! {
    /// Incidents by what they say of themselves; all of it must hold.
    Where {
        /// One of these priorities: of a clock the one that sets its limit, by `priority_change`; of
        /// anything else the one at the beginning of the incident. A clock is as if its limits named
        /// these alone: one that was missed under one of them stays so, whatever its priority becomes.
        optional priority: Vec<Text<'j>>,
        /// For each of these labels one of its values.
        optional labels: Members<'j, Vec<Text<'j>>>,
    }
}

object! {
    /// A target: one of its bounds. The level that is expected beside it stands by itself.
    Target {
        /// The value of the indicator: at least this.
        optional at_least: TargetBound<'j>,
        /// The value of the indicator: above this.
        optional above: TargetBound<'j>,
        /// The value of the indicator: at most this.
        optional at_most: TargetBound<'j>,
        /// The value of the indicator: below this.
        optional below: TargetBound<'j>,
        /// The share of cases within their limit, in percent: at least this.
        optional share_at_least: Digits<'j>,
        /// The share of cases within their limit, in percent: above this.
        optional share_above: Digits<'j>,
        /// The mean of all cases: at most this.
        optional mean_at_most: Text<'j>,
        /// The mean of all cases: below this.
        optional mean_below: Text<'j>,
        /// The median of all cases, for an even number the mean of the middle two: at most this.
        optional median_at_most: Text<'j>,
        /// The median of all cases: below this.
        optional median_below: Text<'j>,
        /// The longest of all cases: at most this.
        optional maximum_at_most: Text<'j>,
        /// The longest of all cases: below this.
        optional maximum_below: Text<'j>,
        /// A percentile of all cases.
        optional percentile: Percentile<'j>,
    }
}

/// A bound of a target, or two between which it lies.
#[derive(Clone, Debug)]
pub enum TargetBound<'j> {
    /// `"99.9"`
    One(Bound<'j>),
    /// `{ "from": "99.5", "to": "99.9" }`: its upper end is the bound.
    Range(TargetRange<'j>),
}

impl<'j> Value<'j> for TargetBound<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::Object => Ok(TargetRange::read(reader, peek)?.map(Self::Range)),
            _ => Ok(Bound::read(reader, peek)?.map(Self::One)),
        }
    }

    fn schema() -> Json {
        json!({ "anyOf": [<Bound as Value>::schema(), <TargetRange as Value>::schema()] })
    }
}

object! {
    /// A promise that is a range. Its ends may be the same.
    TargetRange {
        /// Its lower end, by which nothing is judged.
        required from: Bound<'j>,
        /// Its upper end, by which it is judged.
        required to: Bound<'j>,
    }
}

object! {
    /// A percentile: of n cases in order of length, number ⌈rank × n ÷ 100⌉.
    Percentile {
        /// The rank in percent, above 0 up to 100.
        required rank: Digits<'j>,
        /// At most this.
        optional at_most: Text<'j>,
        /// Below this.
        optional below: Text<'j>,
    }
}

object! {
    /// How long after the end of a period.
    Due {
        /// So many days.
        optional days: Digits<'j>,
        /// So many days with hours.
        optional working_days: Digits<'j>,
    }
}

object! {
    /// An objective in a score.
    ScorePart {
        /// Its id.
        required objective: Text<'j>,
        /// How much it weighs.
        required weight: Digits<'j>,
    }
}

object! {
    /// What an objective gives of `points`.
    PointsPart {
        /// Its id.
        required objective: Text<'j>,
        /// How many points.
        required points: Digits<'j>,
        /// For what: a `breach`, where it is missing; each `miss` of a clock's limit; or each `outage`
        /// that a figure of outages counts.
        optional r#for: Text<'j>,
        /// How many times as many for longer ones: of an outage by its length, of a miss by what
        /// elapsed on its clock. The longest length that is reached holds; a shorter one counts once.
        optional by_length: Vec<PointsTimes<'j>>,
        /// How many times as many where an objective was missed in the period before, too; one that
        /// was not measured is passed over.
        optional repeated: PointsRepeated<'j>,
    }
}

object! {
    /// How many times as many points for what fails again.
    PointsRepeated {
        /// The objective that was missed before; the one that gives the points, where it is missing.
        optional of: Text<'j>,
        /// So many times.
        required times: Digits<'j>,
    }
}

object! {
    /// How many times as many points.
    PointsTimes {
        /// From this length on.
        required from: Text<'j>,
        /// So many times.
        required times: Digits<'j>,
    }
}
