//! The worked calculation as data: operations, operands with their sources, exact results.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::Bound;
use crate::compliance::{CaseVerdict, NoDue};
use crate::measurement::LeftOut;
use crate::timeline::Label;
use crate::units::{Exact, LocalInstant};

/// The worked calculation behind the figures of one objective in one period.
///
/// Each step can be recomputed from its operands alone; each operand is a value of a file, an
/// earlier step, or the instant of evaluation.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Calculation {
    /// The objective's position.
    pub objective: u32,
    /// The period's position.
    pub period: u32,
    /// The steps in order.
    pub steps: Vec<Step>,
}

/// One step.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Step {
    /// What it works out; unique within its calculation.
    pub name: StepName,
    /// How.
    pub operation: Operation,
    /// From what.
    pub operands: Vec<Operand>,
    /// The exact result.
    pub result: Outcome,
    /// How the result was rounded, where it was.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rounding: Option<Rounding>,
    /// Where in the contract the rule stands: JSON Pointer of the object.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub rule: Option<String>,
    /// The clause as the contract numbers it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

/// What a step works out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum StepName {
    /// The first instant of the period.
    PeriodBegins,
    /// The first instant after the period.
    PeriodEnds,
    /// The first instant of the term.
    TermBegins,
    /// The first instant after the term.
    TermEnds,
    /// The first instant of the days that are looked at.
    WindowBegins,
    /// The first instant that is looked at.
    From,
    /// The first instant that is no longer looked at.
    Until,
    /// Agreed time.
    Agreed,
    /// What the members of a group weigh together, in seconds.
    Members,
    /// Time outside the hours of every member of a group.
    OutsideHours,
    /// Time that is declared not to count.
    ExclusionSpans,
    /// Maintenance that is permitted.
    Maintenance,
    /// Time with an incident of an excluded cause open.
    ExcludedIncidents,
    /// Downtime of outages, each second by its weight, where other time counts as down too.
    OutageDown,
    /// Downtime, each second by its weight.
    Down,
    /// Time with an outage open.
    Outage,
    /// Time of outages that are too short to count.
    Tolerated,
    /// Time of which nothing is known, where it is not all that is taken out.
    Unknown,
    /// Time taken out.
    Removed,
    /// Agreed less removed.
    Measured,
    /// The share of agreed time of which something is known, in percent.
    Coverage,
    /// Whether that is enough for a verdict.
    EnoughKnown,
    /// The value in percent.
    Availability,
    /// How many cases were within their limit.
    Met,
    /// How many cases were not.
    Missed,
    /// The share of cases that were within their limit, in percent.
    Share,
    /// One length for all cases.
    Length,
    /// How many outages began.
    OutagesBegun,
    /// The longest of the outages, their mean length, or the mean time between them.
    OutageFigure,
    /// Single values as one.
    Tally,
    /// How many steps of series of requests are left out.
    LeftOut,
    /// The share of requests that succeeded.
    RequestSuccess,
    /// The downtime that the target allows.
    Allowed,
    /// Whether the value keeps the promise.
    Target,
    /// Whether it reaches the level that is expected.
    Expected,
    /// What is left of a running period.
    Rest,
    /// The value after a perfect rest.
    AfterPerfect,
    /// Whether that would keep the promise.
    AfterPerfectTarget,
    /// Measured time of the whole period that runs: what has passed, and the rest.
    BudgetMeasured,
    /// The downtime that the target allows in it.
    Budget,
    /// What is left of the allowed downtime.
    BudgetLeft,
    /// How many times as fast as evenly it is used.
    BudgetBurn,
    /// When it will be used up at the present rate.
    BudgetEnds,
    /// The value with all unknown time down.
    UnknownDown,
    /// The value with all unknown time up.
    UnknownUp,
    /// The percentage of the deepest tier reached.
    Tier,
    /// The service's charge in the period.
    Charge,
    /// The credit.
    Credit,
    /// The period's last local day.
    LastDay,
    /// The last local day to claim.
    ClaimDay,
    /// The first instant at which it is too late to claim.
    ClaimDeadline,
}

/// How a step works.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Operation {
    /// The first instant of the local date `date` in `zone`.
    StartOfDay,
    /// The latest of the instants.
    Latest,
    /// The earliest of the instants.
    Earliest,
    /// Seconds from `from` to `until`.
    Elapsed,
    /// The instant with the same local time so many `days` before `until`.
    DaysBefore,
    /// Seconds from `from` to `until` in the hours of the calendar.
    HoursBetween,
    /// `length` × seconds from `from` to `until` ÷ seconds of the whole period.
    FixedLength,
    /// How many of the cases are met.
    CountMet,
    /// How many of the cases are missed.
    CountMissed,
    /// `met` ÷ (`met` + `missed`) × 100.
    Share,
    /// How many of the outages began from `from` to `until`.
    CountOutages,
    /// The largest of the outages' lengths; 0 without one.
    LongestOutage,
    /// The mean of the lengths of the outages that have ended.
    MeanOutage,
    /// (`measured` − `down`) ÷ the number of the outages.
    TimeBetween,
    /// How many items there are.
    CountItems,
    /// Σ `weight` × `value` of the items ÷ Σ `weight`.
    WeightedMean,
    /// How many steps the runs have that are left out.
    CountLeftOut,
    /// Σ `good` ÷ Σ `total` of the steps × 100.
    Occurrences,
    /// The mean of `good` ÷ `total` of the steps × 100; of a step of 0 in all, 1.
    IntervalMean,
    /// The mean of the cases' elapsed seconds.
    Mean,
    /// The median of the cases' elapsed seconds; of an even number, the mean of the middle two.
    Median,
    /// The largest of the cases' elapsed seconds.
    Maximum,
    /// Of the n cases in order of elapsed seconds, number ⌈`rank` × n ÷ 100⌉.
    Percentile,
    /// Over all instants from `from` to `until`: the largest `weight` of the stretches open at
    /// each, in weighted seconds.
    LargestWeight,
    /// Over all instants from `from` to `until`: what befalls the users, in weighted seconds; the
    /// stretches open at each affect others, all users together at most, the heaviest first. One
    /// without `affected` affects all.
    WeightOfUsers,
    /// Over all instants from `from` to `until`: the sum of the `weight`s of the stretches open at
    /// each, in weighted seconds.
    SumOfWeights,
    /// Over all instants from `from` to `until`, in weighted seconds: of the members of the group
    /// that are not left out, the largest weight.
    ///
    /// A member is left out outside its hours, and while its label is unknown, or one that is
    /// removed. The first of these labels holds: an exclusion span, maintenance, an outage, an
    /// excluded incident, unknown. In an outage it weighs what an outage of any service does, with a
    /// label that counts as down 1, otherwise 0. What becomes of each label its rules say, else it is
    /// removed, an excluded incident up. A member that is a group weighs what its own members do
    /// together, or its own incidents where these weigh more; where all of its members are left out
    /// it has each of their labels.
    LargestOfMembers,
    /// Likewise the smallest weight.
    SmallestOfMembers,
    /// Likewise that of number `needed` in ascending order; the largest, where fewer are left.
    NumberedOfMembers,
    /// Likewise Σ share × weight ÷ Σ share.
    MeanOfMembers,
    /// Seconds from `from` to `until` in which any stretch is open.
    AnyOpen,
    /// Seconds from `from` to `until` in which a stretch is open whose outage, or that part of it,
    /// does not count by the rules.
    NotCounted,
    /// Seconds from `from` to `until` that a permission makes maintenance: those of records it
    /// permits, or of its standing slots.
    Permitted,
    /// The sum of the summands.
    Sum,
    /// Seconds from `from` to `until` that lie in no `covered` stretch, or in a span of which
    /// nothing is known, and in no open stretch.
    Uncovered,
    /// `minuend` − `subtrahend`.
    Difference,
    /// `measured` ÷ `agreed` × 100.
    Coverage,
    /// (`agreed` − `removed`) ÷ `agreed` × 100.
    KnownShare,
    /// (`measured` − `down`) ÷ `measured` × 100.
    Availability,
    /// `measured` × (100 − `bound`) ÷ 100.
    AllowedDowntime,
    /// Whether `value` keeps the bound.
    Compare,
    /// (`measured` + `rest` − `down`) ÷ (`measured` + `rest`) × 100.
    AfterPerfectRest,
    /// The same over the hours from the later of `from` and so many `days` before `until`: what of
    /// them has passed at `instant`, known and down as in an availability, and a perfect `rest`;
    /// where they begin before `from` and `up_before` holds, the hours between as well, all up.
    AfterPerfectWindow,
    /// (`down` ÷ `allowed`) ÷ (`measured` ÷ `whole`).
    BurnRate,
    /// The first instant by which `left` × `measured` ÷ (`down` × `rest`) of the hours from `from` to
    /// `until` have passed.
    UsedUp,
    /// (`measured` − `down`) ÷ (`measured` + `removed`) × 100.
    UnknownAsDown,
    /// (`measured` + `removed` − `down`) ÷ (`measured` + `removed`) × 100.
    UnknownAsUp,
    /// (`measured` − `down` − `removed`) ÷ `measured` × 100.
    UpAsDown,
    /// (`measured` − `down` + `removed`) ÷ `measured` × 100.
    DownAsUp,
    /// The percentage of the deepest tier that holds `value`; zero where none does.
    DeepestTier,
    /// Σ `amount` × months of the period ÷ months of the charge × seconds it holds ÷ seconds of
    /// the whole period.
    ChargeForPeriod,
    /// `charge` × `percent` ÷ 100, rounded.
    Percentage,
    /// The local date of the last instant before `until`.
    LastDateBefore,
    /// `date` and so many `days`.
    AddDays,
    /// The first instant after the local date `date` in `zone`.
    EndOfDay,
}

/// What an operand is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// A local date.
    Date,
    /// A zone.
    Zone,
    /// An instant among others.
    Instant,
    /// The beginning of a stretch.
    From,
    /// The end of a stretch.
    Until,
    /// What is subtracted from.
    Minuend,
    /// What is subtracted.
    Subtrahend,
    /// Agreed time.
    Agreed,
    /// Measured time.
    Measured,
    /// Downtime.
    Down,
    /// Unknown time.
    Removed,
    /// A part of a sum.
    Summand,
    /// What is left of a running period.
    Rest,
    /// Allowed downtime.
    Allowed,
    /// What is left of that.
    Left,
    /// A value.
    Value,
    /// Months of the service period.
    Months,
    /// A charge.
    Charge,
    /// A percentage.
    Percent,
    /// A number of days.
    Days,
    /// A fixed length.
    Length,
    /// The seconds of the whole period, or of all that is measured in it.
    Whole,
    /// Cases within their limit.
    Met,
    /// Cases beyond it.
    Missed,
    /// A rank in percent.
    Rank,
    /// Whether the days that lie before the beginning count as measured, and as up.
    UpBefore,
}

/// One thing that a step works from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum Operand {
    /// A plain value.
    Value {
        /// What it is for.
        role: Role,
        /// The value.
        value: Outcome,
        /// Where it comes from.
        source: Fact,
    },
    /// A bound of a target.
    Bound {
        /// `at_least` or `above`.
        bound: Bound,
        /// Its value.
        value: Exact,
        /// Where it stands.
        source: Fact,
    },
    /// An incident on a service.
    Incident {
        /// Its id.
        id: String,
        /// What it was about.
        title: Option<String>,
        /// When it began.
        from: LocalInstant,
        /// Where that stands.
        from_source: Fact,
        /// When it ended, or until when it is known to be open.
        until: LocalInstant,
        /// Where that stands; the sources of which it is the earliest where it is open.
        until_source: Vec<Fact>,
        /// How many of all users it touched; all of them where that is not told.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        affected: Option<AffectedFacts>,
        /// Where the impact word stands; nothing where none is stated, which counts in full.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        impact_source: Option<Fact>,
        /// The weight of a second of it: that of the word, for its share of users.
        weight: Exact,
        /// Where the contract gives the word its weight, or that it came by default.
        weight_source: Fact,
    },
    /// Hours: of the step's time, only what lies in them counts.
    Calendar {
        /// The calendar's id.
        id: String,
        /// Where it stands.
        source: Fact,
    },
    /// A clock of an incident.
    Case {
        /// The incident's id.
        id: String,
        /// What it was about.
        title: Option<String>,
        /// Where the incident stands.
        source: Fact,
        /// Where the fields of it stand that corrections say.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        corrections: Vec<Fact>,
        /// The priority in force at the end.
        priority: Option<String>,
        /// When it started.
        started: LocalInstant,
        /// When it stopped, if it did.
        stopped: Option<LocalInstant>,
        /// Hours that passed while it was not paused, in seconds.
        elapsed: Exact,
        /// Hours in which it was paused, in seconds.
        paused: Exact,
        /// Its limit in seconds of its hours.
        limit: Option<Exact>,
        /// When the limit had elapsed.
        due: Option<LocalInstant>,
        /// Why it has not, where it has a limit.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        no_due: Option<NoDue>,
        /// How it stands.
        verdict: CaseVerdict,
        /// When that became final.
        decided: Option<LocalInstant>,
    },
    /// The cases among the operands of an earlier step.
    CasesOf {
        /// The step.
        step: StepName,
    },
    /// An outage, whole.
    Outage {
        /// When it began to count.
        from: LocalInstant,
        /// How many seconds it counted.
        length: Exact,
        /// Whether it has ended.
        ended: bool,
    },
    /// The outages among the operands of an earlier step.
    OutagesOf {
        /// The step.
        step: StepName,
    },
    /// A single value.
    Item {
        /// What was measured or done; of an incident its id; of a duty, or another objective, the
        /// first date of the period.
        name: String,
        /// What the incident was about; the other objective.
        title: Option<String>,
        /// When: a measurement's end, a deed, a resolution, the end of a period.
        at: LocalInstant,
        /// The first instant at which it was too late, of what was to be done in time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        due: Option<LocalInstant>,
        /// The value; of what either is or is not, 100 or 0.
        value: Exact,
        /// How much it weighs.
        weight: Exact,
        /// Where it stands, or whose calculation it is.
        source: Fact,
    },
    /// Maintenance that a contract permits.
    Permission {
        /// Its id.
        id: Option<String>,
        /// The clause.
        clause: Option<String>,
        /// Where it stands.
        source: Fact,
    },
    /// Maintenance that was done.
    Record {
        /// Its id.
        id: String,
        /// When it began.
        from: LocalInstant,
        /// When it ended, or until when it is known to go on.
        until: LocalInstant,
        /// When it was planned to begin.
        planned_from: LocalInstant,
        /// When it was planned to end.
        planned_until: LocalInstant,
        /// When it was announced, if it was.
        announced: Option<LocalInstant>,
        /// Where it stands.
        source: Fact,
        /// Where the fields of it stand that corrections say.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        corrections: Vec<Fact>,
    },
    /// A part of maintenance that no permission covers.
    NotPermitted {
        /// The id of the record.
        id: String,
        /// Its beginning.
        from: LocalInstant,
        /// Its end.
        until: LocalInstant,
        /// Where the record stands.
        source: Fact,
        /// Where the fields of it stand that corrections say.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        corrections: Vec<Fact>,
        /// The weight of a second of it.
        weight: Exact,
        /// Where the contract gives its impact that weight, or that it came by default.
        weight_source: Fact,
    },
    /// Steps of a series of requests that follow each other.
    Steps {
        /// The beginning of the first.
        from: LocalInstant,
        /// The end of the last.
        until: LocalInstant,
        /// How many requests of each succeeded.
        good: Vec<u64>,
        /// Where the first of these stands.
        good_source: Fact,
        /// How many requests each had.
        total: Vec<u64>,
        /// Where the first of these stands.
        total_source: Fact,
    },
    /// Steps of a series of requests that follow each other and are left out.
    LeftOut {
        /// The beginning of the first.
        from: LocalInstant,
        /// The end of the last.
        until: LocalInstant,
        /// How many they are.
        steps: u64,
        /// Why.
        reason: LeftOut,
        /// Where the first of them stands.
        source: Fact,
    },
    /// A span that a history declares, or missing steps of a series of requests.
    Span {
        /// Its beginning.
        from: LocalInstant,
        /// Its end, or until when it is known to go on.
        until: LocalInstant,
        /// Why.
        reason: Option<String>,
        /// Where it stands.
        source: Fact,
    },
    /// That only time counts that an earlier step did not take.
    Outside {
        /// The step.
        step: StepName,
    },
    /// Which incidents, or measurements, count, by what they say of themselves.
    Chosen {
        /// The name of a label; of their priority, none.
        label: Option<String>,
        /// What they may say; those count that say nothing, where there is none.
        values: Vec<String>,
        /// Where that stands; of a label by whose values it is judged one by one, where its name
        /// does.
        source: Fact,
    },
    /// How incidents count, where it is otherwise than by default.
    Rule {
        /// The field of `counting`.
        field: String,
        /// What it says; lengths in seconds.
        value: String,
        /// Where it stands.
        source: Fact,
    },
    /// The units of the clock by which outages count.
    Unit {
        /// Their length in seconds.
        length: Exact,
        /// Whether only those count that are down throughout, and each instant by its own weight;
        /// others count whole and with their largest weight.
        throughout: bool,
        /// The seconds for longer than which one must be down, where any bound is stated.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        more_than: Option<Exact>,
        /// Where they stand.
        source: Fact,
    },
    /// The incidents among the operands of an earlier step.
    IncidentsOf {
        /// The step.
        step: StepName,
    },
    /// A service that is behind a group.
    Member {
        /// The service, and what of it is known.
        member: MemberFacts,
    },
    /// The group whose members they are.
    Group {
        /// What it is made of.
        group: GroupFacts,
    },
    /// What the members among the operands of an earlier step weigh together: at each instant the
    /// larger of that and what else is open holds.
    MembersOf {
        /// The step.
        step: StepName,
    },
    /// The stretches in which every one of these members is left out, and one for that label;
    /// `outside_hours`, where all are.
    AllLeftOut {
        /// The step.
        step: StepName,
        /// The label.
        label: Label,
    },
    /// A stretch with evidence.
    Covered {
        /// Its beginning.
        from: LocalInstant,
        /// Its end.
        until: LocalInstant,
        /// Where it stands, or that it came by default.
        source: Fact,
    },
    /// A tier.
    Tier {
        /// `below` or `at_or_below`.
        begin: Bound,
        /// The value at which it begins.
        begin_value: Exact,
        /// `above` or `at_least`, where it has an end of its own.
        end: Option<Bound>,
        /// The value at which it ends.
        end_value: Option<Exact>,
        /// The percentage.
        percent: Exact,
        /// Where it stands.
        source: Fact,
    },
    /// A charge that holds in a part of the period.
    Charge {
        /// The amount, in the contract's currency.
        amount: Exact,
        /// For so many months.
        months: u32,
        /// Seconds that it holds in the period.
        seconds: Exact,
        /// Seconds of the whole, unclipped period.
        period_seconds: Exact,
        /// Months of the period.
        period_months: u32,
        /// When it begins to hold in the period.
        from: LocalInstant,
        /// When it ceases to.
        until: LocalInstant,
        /// Where it stands.
        source: Fact,
    },
}

/// What is behind a group: a service, and what of it is known. What reaches into none of the time
/// that matters is not told.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct MemberFacts {
    /// The service's id.
    pub id: String,
    /// Where it stands.
    pub source: Option<Fact>,
    /// Its hours, unless it is always open.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub hours: Vec<Operand>,
    /// How it counts, where it is otherwise than by default.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub rules: Vec<Operand>,
    /// Spans that are declared not to count.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub declared: Vec<Operand>,
    /// Maintenance: what is permitted, and what was done.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub maintenance: Vec<Operand>,
    /// Its incidents, and maintenance that no permission covers.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub incidents: Vec<Operand>,
    /// Its incidents of excluded causes.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub excluded: Vec<Operand>,
    /// Spans of which nothing is known.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub unknown: Vec<Operand>,
    /// What it is made of, where it is a group itself.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub group: Option<GroupFacts>,
}

/// What a group is made of.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct GroupFacts {
    /// `series`, `parallel`, `k_of_n` or `weighted`.
    pub kind: String,
    /// The ids of its members.
    pub members: Vec<String>,
    /// How many of them are needed, where that is stated.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub needed: Option<u32>,
    /// Their shares, in order, where they have any.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub shares: Vec<Exact>,
    /// Where it stands.
    pub source: Fact,
}

/// How many of all users an incident touched.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct AffectedFacts {
    /// So many,
    pub users: u32,
    /// of so many.
    pub of: u32,
    /// Where that stands.
    pub source: Fact,
}

/// Where an operand comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Fact {
    /// A value of a file: the file by its position, the value by JSON Pointer.
    File {
        /// The file, by its position among the inputs.
        file: u32,
        /// JSON Pointer (RFC 6901).
        pointer: String,
    },
    /// An earlier step of the same calculation.
    Step(StepName),
    /// The value of another objective.
    Result {
        /// Its position in the report.
        objective: u32,
        /// The period's position.
        period: u32,
    },
    /// The instant of evaluation.
    AsOf,
    /// The calendar: the period's first date, or the date at which the next begins.
    Calendar,
    /// What holds where the files say nothing, by the name of the reading.
    Default(String),
}

/// A value of a step, with its unit.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "unit", content = "value", rename_all = "snake_case")]
pub enum Outcome {
    /// An instant.
    Instant(LocalInstant),
    /// A local date.
    Date(NaiveDate),
    /// A zone's name.
    Zone(String),
    /// Seconds.
    Seconds(Exact),
    /// A percentage.
    Percent(Exact),
    /// An amount in the contract's currency.
    Money(Exact),
    /// A count of months.
    Months(u32),
    /// A count of days.
    Days(u32),
    /// How many times as much.
    Times(Exact),
    /// A count of cases.
    Count(u64),
    /// A number in a unit of its own.
    Number(Exact),
    /// Yes or no.
    Truth(bool),
}

/// How a result was rounded.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Rounding {
    /// `half_up`: half away from zero.
    pub mode: String,
    /// To so many decimals.
    pub places: u32,
    /// The exact value before.
    pub exact: Exact,
}
