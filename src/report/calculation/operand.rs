//! What a step works from.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::{CapOperand, Fact, GroupFacts, MemberFacts, Outcome, Role, StepName};
use crate::compliance::{CaseVerdict, NoDue};
use crate::measurement::LeftOut;
use crate::report::{Bound, ClockMark, PriceFacts};
use crate::timeline::Label;
use crate::units::{Exact, LocalInstant};

/// What brings a part of what downtime costs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum LostBy {
    /// An incident.
    Incident,
    /// Maintenance that was not permitted.
    Maintenance,
    /// Steps in which too many requests failed.
    Requests,
    /// Time with a label, which counts as down.
    Label(Label),
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
        /// What started it.
        from: ClockMark,
        /// When it stopped, if it did.
        stopped: Option<LocalInstant>,
        /// What stopped it.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        to: Option<ClockMark>,
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
        /// The cause of its incident, where it is skipped because of that.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        cause: Option<String>,
    },
    /// That a limit is stated as a range, whose upper end is the limit.
    Range {
        /// For which priority; nothing where for all.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        priority: Option<String>,
        /// Its lower end in seconds.
        from: Exact,
        /// Its upper end in seconds.
        to: Exact,
        /// Where it stands.
        source: Fact,
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
        /// When it ceased to, as far as is known.
        until: LocalInstant,
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
        /// Whose miss in a period before has it count more.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        before: Option<Fact>,
    },
    /// What brought a part of what downtime cost.
    Lost {
        /// What it is.
        by: LostBy,
        /// The id of the incident, or of the record of maintenance.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        id: Option<String>,
        /// What the incident was about.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        title: Option<String>,
        /// The seconds of downtime that are its own, each by its weight: at each instant they are
        /// those of the heaviest open, of equally heavy ones of the first to begin.
        seconds: Exact,
        /// What they cost.
        amount: Exact,
        /// Where it stands.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        source: Option<Fact>,
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
    /// A stretch of the window of an earlier period for whose downtime a credit was due, where it
    /// lies in the time that is looked at.
    Consumed {
        /// The period, by its position in the report.
        period: u32,
        /// The beginning: that of the window, or where the last one before it ended.
        from: LocalInstant,
        /// The end.
        until: LocalInstant,
        /// The seconds of downtime in it.
        seconds: Exact,
    },
    /// The stretches that are consumed among the operands of an earlier step.
    ConsumedOf {
        /// The step.
        step: StepName,
    },
    /// An earlier step that works out time from one instant until another, which can be asked of other
    /// instants as well.
    TimeOf {
        /// The step.
        step: StepName,
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
        /// `below` or `at_or_below`; where less is better, `above` or `at_or_above`.
        begin: Bound,
        /// The value at which it begins.
        begin_value: Exact,
        /// `above` or `at_least`, or else `below` or `at_most`, where it has an end of its own.
        end: Option<Bound>,
        /// The value at which it ends.
        end_value: Option<Exact>,
        /// What is due.
        #[serde(flatten)]
        price: PriceFacts,
        /// Where it stands.
        source: Fact,
    },
    /// What was invoiced for a period.
    Invoiced {
        /// The amount, in the currency of the period.
        amount: Exact,
        /// Seconds of it that count.
        seconds: Exact,
        /// Seconds of that period.
        period_seconds: Exact,
        /// When these begin.
        from: LocalInstant,
        /// When they end.
        until: LocalInstant,
        /// Where it stands.
        source: Fact,
    },
    /// What became of an earlier period.
    Earlier {
        /// What was judged in it, by its position in the report, where an amendment made it another.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        objective: Option<u32>,
        /// The period, by its position in the report.
        period: u32,
        /// Whether the promise was broken.
        breached: bool,
        /// How many times the price was due of every so many breaches; of another rule 0.
        units: Exact,
    },
    /// What became of an earlier period, as the history tells it.
    EarlierTold {
        /// Its first date.
        period: NaiveDate,
        /// Whether the promise was broken.
        breached: bool,
        /// How many times the price was due of every so many breaches; of another rule 0.
        units: Exact,
        /// Where its verdict stands.
        source: Fact,
    },
    /// A cap, and what it was held against.
    Cap(Box<CapOperand>),
    /// A charge that holds in a part of the period.
    Charge {
        /// The amount, in the currency of the period.
        amount: Exact,
        /// For so many months, where it is paid by the month.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        months: Option<u32>,
        /// For so many seconds, where it is paid by real time.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        per_seconds: Option<Exact>,
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
