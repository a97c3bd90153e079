//! The contract as it is written, `sla-contract/1`.

use jiter::Peek;
use serde_json::{Value as Json, json};

use super::object::{Members, object};
use super::read::{Broken, Reader, Value};
use super::token::{Date, Digits, Text};
use crate::diagnostic::Shape;

/// What `format` says of a contract that this program reads.
pub const FORMAT: &str = "sla-contract/1";

object! {
    /// A service contract: who agreed what with whom, and what a breach is worth.
    Contract {
        /// `sla-contract/1`.
        required format: Text<'j>,
        /// The contract's own id.
        optional id: Text<'j>,
        /// The contract's title.
        optional title: Text<'j>,
        /// A remark that every reader of the results should see.
        optional note: Text<'j>,
        /// Who provides the services.
        optional provider: Party<'j>,
        /// Who receives the services.
        optional client: Party<'j>,
        /// ISO 4217 code of the currency of every amount.
        required currency: Text<'j>,
        /// IANA name of the zone in which periods and days are cut; UTC where it is missing.
        optional time_zone: Text<'j>,
        /// From when, and until when, the contract holds.
        optional term: Term<'j>,
        /// The period for which objectives are judged; a calendar month where it is missing.
        optional service_period: ServicePeriod<'j>,
        /// The calendars that services and objectives name, by id.
        optional calendars: Members<'j, Calendar<'j>>,
        /// The services.
        required services: Vec<Service<'j>>,
        /// The priorities of incidents, the highest first.
        optional priorities: Vec<Text<'j>>,
        /// How incidents count.
        optional counting: Counting<'j>,
        /// The causes for which the provider does not answer.
        optional exclusions: Vec<Exclusion<'j>>,
        /// What was promised.
        required objectives: Vec<Objective<'j>>,
        /// What holds for every credit.
        optional credits: Credits<'j>,
    }
}

object! {
    /// A party of the contract.
    Party {
        /// Its name.
        required name: Text<'j>,
    }
}

object! {
    /// The contract's term.
    Term {
        /// The first local date.
        optional from: Date<'j>,
        /// The local date at whose beginning the contract has ended.
        optional until: Date<'j>,
    }
}

object! {
    /// A service period.
    ServicePeriod {
        /// `month`, `quarter`, `half_year`, `year`, or whole days or weeks: `P7D`.
        required every: Text<'j>,
        /// A local date on which a period begins; 1 January where it is missing. A day 29 to 31 is
        /// the last of a shorter month.
        optional from: Date<'j>,
        /// What becomes of a period that the term cuts: `clipped`, or judged `whole`.
        optional partial: Text<'j>,
    }
}

object! {
    /// Hours that are agreed: always, or by the week with exceptions by date.
    Calendar {
        /// Whether it is always open; then it has no week.
        optional always: bool,
        /// IANA name of the zone in which its hours are read; the contract's where it is missing.
        optional time_zone: Text<'j>,
        /// The hours of each day: `"mon-fri": ["08:00-12:00", "13:00-18:00"]`. Hours that end past
        /// midnight, `22:00-06:00` or `22:00-30:00`, belong to the day on which they begin.
        optional weekly: Members<'j, Vec<Text<'j>>>,
        /// Dates that are closed, or have hours of their own.
        optional holidays: Vec<Holiday<'j>>,
        /// The clause that states it.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A date with hours of its own.
    DayHours {
        /// The local date.
        required date: Date<'j>,
        /// Its hours, in place of the week's; closed where there are none.
        optional hours: Vec<Text<'j>>,
    }
}

/// A date that is closed, or has hours of its own.
#[derive(Clone, Debug)]
pub enum Holiday<'j> {
    /// `"2026-12-25"`
    Closed(Date<'j>),
    /// `{ "date": "2026-12-24", "hours": ["08:00-12:00"] }`
    Hours(DayHours<'j>),
}

impl<'j> Value<'j> for Holiday<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(Date::read(reader, peek)?.map(Self::Closed)),
            Peek::Object => Ok(DayHours::read(reader, peek)?.map(Self::Hours)),
            _ => reader.wrong_shape(peek, &[Shape::Date, Shape::Object]),
        }
    }

    fn schema() -> Json {
        json!({ "anyOf": [<Date as Value>::schema(), <DayHours as Value>::schema()] })
    }
}

object! {
    /// A cause for which the provider does not answer.
    Exclusion {
        /// The word by which incidents name it.
        required cause: Text<'j>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A service.
    Service {
        /// The id that incidents and objectives name.
        required id: Text<'j>,
        /// Its name; its id where it is missing.
        optional name: Text<'j>,
        /// How critical it is: 1 is the most.
        optional criticality: Digits<'j>,
        /// What is delivered.
        optional deliverables: Vec<Text<'j>>,
        /// The calendar of its agreed hours; always open where it is missing.
        optional calendar: Text<'j>,
        /// What it costs, from when.
        optional charges: Vec<Charge<'j>>,
        /// The clause that defines it.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A recurring charge.
    Charge {
        /// The first local date on which it holds, until the next charge.
        required from: Date<'j>,
        /// The amount, in the contract's currency.
        required amount: Digits<'j>,
        /// `month`, `quarter`, `half_year` or `year`.
        required per: Text<'j>,
    }
}

object! {
    /// How incidents count.
    Counting {
        /// For each impact word the weight, from 0 to 1, of a second with it.
        optional impact: Members<'j, Digits<'j>>,
        /// The length of a service period for availability: `actual`, or a fixed one, `P30D`, in
        /// place of the agreed time of a whole, always open period.
        optional period_length: Text<'j>,
    }
}

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
        /// What is measured: `availability`, in percent, or a clock on each incident:
        /// `response_time`, `resolution_time`, `restore_time`, `on_site_time`, `update_time`,
        /// `breach_notification`.
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
        /// The reasons for which a pause stops the clock; every pause where it is missing.
        optional pause_on: Vec<Text<'j>>,
        /// Which incidents are looked at, by the hours in which their clocks start.
        optional when: When<'j>,
        /// Which incidents are looked at, by priority and labels.
        optional r#where: Where<'j>,
        /// The labels for whose values the objective is judged one by one.
        optional per: Vec<Text<'j>>,
        /// What holds without any case: `not_measured`, `met`, or a value.
        optional no_cases: Text<'j>,
        /// The period to which a case belongs: by when it was `decided`, `opened`, `stopped` or
        /// `due`.
        optional attribution: Text<'j>,
        /// The priority that sets the limit: `last`, `first`, `highest`, or `restart`, a new clock
        /// at each change.
        optional priority_change: Text<'j>,
        /// What becomes of a clock whose incident was reopened: `resume`, `longest`, `from_start`.
        optional reopened: Text<'j>,
        /// What becomes of incidents of an excluded cause: `skipped` or `counted`.
        optional excluded_cause: Text<'j>,
        /// The periods for which it is judged; the contract's where it is missing.
        optional period: ServicePeriod<'j>,
        /// The days that are looked at, where they are others than the period's.
        optional window: Window<'j>,
        /// What a breach is worth.
        optional credit: Credit<'j>,
    }
}

object! {
    /// The last days, over and over.
    Window {
        /// So many local days.
        required days: Digits<'j>,
        /// When they are judged: at `period_end`, or every `day`.
        optional judged: Text<'j>,
        /// What holds until so many days of the term have passed: `wait`, `clip` or `up`.
        optional before_start: Text<'j>,
    }
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
            Peek::Object if !reader.has_member("working_days") => {
                Ok(Members::read(reader, peek)?.map(Self::ByPriority))
            }
            _ => Ok(Limit::read(reader, peek)?.map(Self::One)),
        }
    }

    fn schema() -> Json {
        let limit = <Limit as Value>::schema;
        json!({ "anyOf": [limit(), { "type": "object", "additionalProperties": limit() }] })
    }
}

/// A time that is allowed.
#[derive(Clone, Debug)]
pub enum Limit<'j> {
    /// `"PT4H"`: hours and less.
    Length(Text<'j>),
    /// `{ "working_days": 2 }`
    WorkingDays(WorkingDays<'j>),
}

impl<'j> Value<'j> for Limit<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(Text::read(reader, peek)?.map(Self::Length)),
            Peek::Object => Ok(WorkingDays::read(reader, peek)?.map(Self::WorkingDays)),
            _ => reader.wrong_shape(peek, &[Shape::Length, Shape::Object]),
        }
    }

    fn schema() -> Json {
        let length = json!({ "type": "string", "format": "duration" });
        json!({ "anyOf": [length, <WorkingDays as Value>::schema()] })
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
        /// One of these priorities.
        optional priority: Vec<Text<'j>>,
        /// For each of these labels one of its values.
        optional labels: Members<'j, Vec<Text<'j>>>,
    }
}

object! {
    /// A target: one of its bounds.
    Target {
        /// Availability: the value itself keeps the promise.
        optional at_least: Digits<'j>,
        /// Availability: only a greater value keeps the promise.
        optional above: Digits<'j>,
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
    /// What a breach of an objective is worth.
    Credit {
        /// What percentages are of: `service_charge`.
        optional basis: Text<'j>,
        /// The percentages by value; the deepest tier reached holds.
        required tiers: Vec<Tier<'j>>,
    }
}

object! {
    /// A tier: the values for which a percentage is due.
    Tier {
        /// It begins below this value.
        optional below: Digits<'j>,
        /// It begins at this value.
        optional at_or_below: Digits<'j>,
        /// It ends above this value; without an end it reaches down to the next tier.
        optional above: Digits<'j>,
        /// It ends at this value.
        optional at_least: Digits<'j>,
        /// The percentage of the basis.
        required percent: Digits<'j>,
    }
}

object! {
    /// What holds for every credit.
    Credits {
        /// By when a credit must be claimed; without it, none need be.
        optional claim: Claim<'j>,
        /// How a credit is rounded to the minor unit: `half_up`.
        optional rounding: Text<'j>,
    }
}

object! {
    /// By when a credit must be claimed.
    Claim {
        /// How long.
        required within: Within<'j>,
        /// After what: `period_end`.
        optional from: Text<'j>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A length in local calendar days.
    Within {
        /// So many days; the day of the event itself is not counted.
        required days: Digits<'j>,
    }
}
