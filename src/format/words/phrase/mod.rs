//! What can be said.

mod chart;
mod heading;
mod key_figure;
mod usage;

pub use chart::{BudgetStands, Chart, CostWord};
pub use heading::Heading;
pub use key_figure::KeyFigure;
pub use usage::Usage;

use crate::compliance::{CaseVerdict, NoDue, Verdict};
use crate::diagnostic::{Code, Expected, FileKind, Severity};
use crate::penalty::ClaimState;
use crate::report::{BoundFacts, Event, LeftOut, Operation, Part, StepName};
use crate::timeline::IncidentClass;

/// Something to say, with its particulars already in digits.
#[derive(Clone, Debug)]
pub enum Phrase<'a> {
    /// A date.
    Date {
        /// The year.
        year: i32,
        /// The month, from 1.
        month: u32,
        /// The day, from 1.
        day: u32,
    },
    /// A time of day on a date in a zone.
    Instant {
        /// The date.
        date: &'a str,
        /// The time.
        time: &'a str,
        /// The zone's name for itself.
        zone: &'a str,
    },
    /// A calendar month.
    Month {
        /// The year.
        year: i32,
        /// The month, from 1.
        month: u32,
    },
    /// A calendar quarter.
    Quarter {
        /// The year.
        year: i32,
        /// The quarter, from 1.
        quarter: u32,
    },
    /// A length of time; units that are zero are left out.
    Duration {
        /// Days.
        days: i128,
        /// Hours.
        hours: i128,
        /// Minutes.
        minutes: i128,
        /// Seconds, in digits.
        seconds: &'a str,
    },
    /// Seconds, in the calculation.
    Seconds(&'a str),

    /// The verdict on the whole.
    Overall {
        /// Finished periods.
        finished: u64,
        /// Those in which anything was missed.
        missed: u64,
        /// `month` or `quarter`.
        every: &'a str,
        /// Whether a period is running.
        running: bool,
        /// Where periods are of several lengths: how many results were missed, of how many.
        results: Option<(u64, u64)>,
    },
    /// That incidents do not say the label of that name.
    WithoutLabel(&'a str),
    /// That there are errors and no result.
    Stopped {
        /// How many.
        errors: u64,
    },
    /// What was earned.
    Earned(&'a str),
    /// What can be claimed until when.
    Claimable {
        /// How much in all.
        amount: &'a str,
        /// How much lapses next.
        next: &'a str,
        /// The last day to claim that.
        by: &'a str,
        /// Whole days left.
        days_left: u64,
    },
    /// What needs no claim.
    Automatic(&'a str),
    /// What lapsed.
    Expired(&'a str),
    /// Credits without an amount.
    NotPriced(u64),
    /// How running periods stand: on track, below target, past recovery.
    Running([u64; 3]),
    /// What running periods would add.
    Provisional(&'a str),
    /// Results of which nothing is known.
    NotMeasured(u64),
    /// Verdicts that unknown time could turn.
    Uncertain(u64),
    /// How many incidents counted.
    IncidentsCounted {
        /// Those that counted.
        counted: &'a str,
        /// All.
        total: &'a str,
        /// Those that counted in full because they state no impact.
        unstated: u64,
    },
    /// How many incidents of a class did not count.
    ClassCount {
        /// The class.
        class: IncidentClass,
        /// How many.
        count: u64,
        /// The same in digits.
        digits: &'a str,
    },
    /// Between whom.
    Parties {
        /// The provider.
        provider: &'a str,
        /// The client.
        client: &'a str,
    },
    /// As of when, in which zone.
    AsOf(&'a str),
    /// What the history is evidence for.
    Evidence {
        /// The file.
        file: &'a str,
        /// From.
        from: &'a str,
        /// Until.
        until: &'a str,
        /// `covers`, or what stands in by default.
        source: &'a str,
    },
    /// How an open question is read.
    Reading {
        /// The question.
        name: &'a str,
        /// The answer.
        value: &'a str,
        /// Whether by default.
        by_default: bool,
        /// For which alone; empty where for all.
        only: &'a [String],
    },
    /// For which alone a reading holds.
    HoldsFor {
        /// Their ids.
        ids: &'a [String],
        /// How many more there are.
        more: u64,
    },
    /// Under another reading.
    Otherwise {
        /// The question.
        name: &'a str,
        /// The other answer.
        value: &'a str,
    },
    /// Another reading, with its field and what that would say.
    OtherReading {
        /// The question.
        name: &'a str,
        /// The other answer.
        value: &'a str,
    },
    /// What a result would be otherwise.
    OtherOutcome {
        /// The verdict.
        verdict: &'a str,
        /// The credit, or that there is none, where that is worth a word.
        credit: Option<&'a str>,
    },
    /// That no credit is due.
    NoCredit,
    /// That another reading changes nothing.
    NothingChanges,
    /// That nothing can be calculated under another reading.
    NotEvaluated,
    /// That a reading holds for those of which nothing else is said.
    HoldsForOthers,
    /// The question that a reading answers, by its field.
    Question(&'a str),
    /// What a reading answers.
    Answer {
        /// The question.
        name: &'a str,
        /// The answer.
        value: &'a str,
    },
    /// A half-year.
    HalfYear {
        /// The year.
        year: i32,
        /// The first or the second.
        half: u32,
    },
    /// A year.
    Year(i32),
    /// From a date to a date.
    Dates {
        /// The first.
        first: &'a str,
        /// The last.
        last: &'a str,
    },
    /// How many results have no case.
    WithoutCases(u64),
    /// How many cases there were.
    Cases(u64),
    /// How many cases were beyond their limit.
    CasesMissed {
        /// So many.
        missed: u64,
        /// Of how many.
        total: u64,
        /// How many are still open.
        open: u64,
    },
    /// A case of a clock in a calculation.
    CaseHow {
        /// When it started.
        started: &'a str,
        /// When it stopped, if it did.
        stopped: Option<&'a str>,
        /// The hours that passed on it.
        elapsed: &'a str,
        /// Its limit, if it has one.
        limit: Option<&'a str>,
        /// How it stands.
        verdict: CaseVerdict,
        /// Why it has no due instant, where it has a limit.
        no_due: Option<NoDue>,
    },
    /// How a case stands.
    Case(CaseVerdict),
    /// What stands in place of a due instant.
    NoDue(NoDue),
    /// How the clocks of an incident stand.
    ClocksStand {
        /// How many were missed.
        missed: u64,
        /// How many run or are paused.
        open: u64,
        /// Of how many.
        total: u64,
    },
    /// How a clock stands with its limit.
    ClockStands {
        /// The verdict.
        verdict: CaseVerdict,
        /// What is left of the limit or went beyond it, if there is one.
        margin: Option<&'a str>,
    },
    /// How much has elapsed of a limit.
    ElapsedOf {
        /// So much.
        elapsed: &'a str,
        /// Of so much.
        limit: &'a str,
    },
    /// How a part of a clock's life counts.
    Part(Part),
    /// What happened to an incident.
    Event(Event),
    /// That it was open again, until then or still.
    ReopenedUntil(Option<&'a str>),
    /// That it has no end yet.
    StillOpen,
    /// A change of priority.
    PriorityBecame {
        /// The priority from then on.
        priority: &'a str,
        /// When.
        at: &'a str,
    },
    /// What an incident was in a figure: so long an outage, or a case.
    PartIn(Option<&'a str>),
    /// The target of lengths.
    LengthTargetHow(&'a str),
    /// What is measured, by its word in a contract.
    Indicator(&'a str),
    /// Of how many outages a figure is.
    OutagesHow {
        /// How many.
        outages: u64,
        /// How the figure is worked out.
        of: Operation,
    },
    /// An outage.
    OutageHow {
        /// How long it counted.
        length: &'a str,
        /// Whether it has ended.
        ended: bool,
    },
    /// How many single values there are.
    ItemsHow {
        /// How many.
        count: u64,
        /// What they weigh together, where that is another number.
        weight: Option<&'a str>,
    },
    /// How many requests succeeded, of how many, in how many steps.
    RequestsHow {
        /// Those that succeeded.
        good: &'a str,
        /// All.
        total: &'a str,
        /// The steps.
        steps: u64,
        /// Whether the value is the mean of the steps.
        mean: bool,
    },
    /// How many steps are left out, and why.
    LeftOutHow(&'a [(LeftOut, u64)]),
    /// Why a step is left out.
    LeftOutFor(LeftOut),
    /// How many requests failed, of how many.
    RequestsFailed {
        /// Those that failed.
        failed: &'a str,
        /// All.
        total: &'a str,
    },
    /// So many steps of a series.
    StepCount(u64),
    /// A single value.
    ItemHow {
        /// When.
        at: &'a str,
        /// By when it had to be, where it had.
        due: Option<&'a str>,
        /// The value; nothing where it is counted.
        value: &'a str,
        /// Its weight, where it is not one.
        weight: Option<&'a str>,
    },
    /// A verdict, in a word or two.
    Verdict(Verdict),
    /// A verdict that a correction turned.
    TurnedVerdict(&'a str),
    /// A correction: of what, by whom, when, and whether it is agreed.
    Correction {
        /// What it is of.
        id: &'a str,
        /// The fields.
        fields: &'a [String],
        /// By whom.
        by: &'a str,
        /// When.
        at: &'a str,
        /// Why.
        reason: &'a str,
        /// Whether both parties agree.
        agreed: bool,
    },
    /// Behind a fact of a calculation: what of it was corrected.
    CorrectedBy {
        /// The fields.
        fields: &'a [String],
        /// By whom.
        by: &'a str,
        /// Why.
        reason: &'a str,
    },
    /// Without any correction.
    Uncorrected,
    /// If what is disputed were agreed.
    Undisputed,
    /// What a result is under a reading or telling.
    OutcomeUnder {
        /// Under which.
        under: &'a str,
        /// What it is.
        outcome: &'a str,
    },
    /// A verdict that unknown time could turn.
    UncertainVerdict(Verdict),
    /// How a credit stands with its claim.
    Claim(ClaimState),
    /// The percentage of a credit whose charge is not stated.
    ShareOnly(&'a str),
    /// A bound: `at least 99.9 %`.
    Bound(&'a BoundFacts, &'a str),
    /// A target, and the level that is expected beside it.
    AlsoExpected {
        /// The target.
        bound: &'a str,
        /// The level.
        expected: &'a str,
    },
    /// Whether a bound beside the target is kept.
    Reached {
        /// The step that compares.
        step: StepName,
        /// Whether it is.
        kept: bool,
    },
    /// The heading of a table column or section.
    Heading(Heading),
    /// The title of a calculation.
    CalculationTitle {
        /// The objective.
        objective: &'a str,
        /// The period.
        period: &'a str,
        /// The value.
        value: &'a str,
    },
    /// What a step works out.
    Step(StepName),
    /// How the agreed time comes about.
    AgreedHow {
        /// From.
        from: &'a str,
        /// Until.
        until: &'a str,
        /// The same in hours.
        hours: &'a str,
        /// Whether it ends at the instant of evaluation.
        to_date: bool,
    },
    /// Incidents merged to outages.
    DownHow {
        /// Incidents.
        incidents: u64,
        /// Outages.
        outages: u64,
        /// Whether some seconds weigh less than others.
        weighted: bool,
    },
    /// Which incidents or measurements count, by what they say of themselves.
    ChosenHow {
        /// The name of a label; of their priority, none.
        label: Option<&'a str>,
        /// What they may say; that they say nothing, where there is none.
        values: &'a [String],
        /// How much else they may say.
        more: u64,
    },
    /// What the members of a group are together.
    MembersHow {
        /// What kind of group, by its word in a contract.
        kind: &'a str,
        /// How many of them are needed, where that is stated.
        needed: Option<u64>,
        /// How many there are.
        members: u64,
    },
    /// What befell a member of a group.
    OfMember {
        /// The member.
        member: &'a str,
        /// What it was, where it is no incident that counts.
        what: Option<StepName>,
        /// When.
        how: &'a str,
    },
    /// That all members of a group are left out.
    AllLeftOut,
    /// Which units of the clock count.
    UnitsHow {
        /// Their length.
        length: &'a str,
        /// Whether only those count that are down throughout.
        throughout: bool,
        /// For longer than which one must be down, where any bound is stated.
        more_than: Option<&'a str>,
    },
    /// Why time was taken out.
    RemovedHow,
    /// How much of time was maintenance: by so many records, or by standing slots.
    MaintenanceHow(u64),
    /// That no permission covers maintenance.
    NotPermitted,
    /// How much time was declared not to count: in so many spans.
    SpansHow(u64),
    /// The target against the downtime that it allows.
    TargetHow {
        /// The bound in words.
        bound: &'a str,
        /// What was allowed.
        allowed: &'a str,
        /// Whether even that much is too long.
        strict: bool,
        /// What is left of it or goes beyond it, if anything.
        margin: Option<&'a str>,
        /// Whether it goes beyond.
        beyond: bool,
    },
    /// How long the rest of a running period is.
    RestHow(&'a str),
    /// Of how much measured time an error budget is, under which bound.
    BudgetHow {
        /// The bound in words.
        bound: &'a str,
        /// The length.
        measured: &'a str,
    },
    /// Whether an incident counted, or why it did not.
    ClassOf(IncidentClass),
    /// How a burn rate is reckoned.
    BurnHow,
    /// What is left of a budget.
    LeftOfBudget {
        /// The share of it.
        share: &'a str,
        /// How long that is.
        length: &'a str,
    },
    /// The tier reached.
    TierHow {
        /// Its begin in words.
        begin: &'a str,
        /// Its end in words.
        end: Option<&'a str>,
    },
    /// That no tier holds the value.
    NoTier,
    /// A charge in part of a period.
    ChargeHow {
        /// The amount.
        amount: &'a str,
        /// For how many months.
        months: u32,
        /// The months of the period.
        period_months: u32,
        /// The days or hours it holds, of all, where not throughout.
        part: Option<(&'a str, &'a str)>,
    },
    /// A percentage of an amount.
    PercentOf {
        /// The percentage.
        percent: &'a str,
        /// The amount.
        amount: &'a str,
    },
    /// What a sum was before it was rounded.
    RoundedFrom(&'a str),
    /// The claim: so many days after the last day.
    ClaimHow {
        /// Days.
        days: u32,
        /// The last day of the period.
        last_day: &'a str,
    },
    /// An incident in a calculation.
    IncidentHow {
        /// From.
        from: &'a str,
        /// Until.
        until: &'a str,
        /// Whether it is still open.
        open: bool,
        /// The weight, where it is not one.
        weight: Option<&'a str>,
        /// How many of how many users it touched, where that is told.
        users: Option<[u64; 2]>,
    },
    /// How the report can be calculated again.
    Engine {
        /// The engine and its version.
        engine: &'a str,
        /// The version of the zone rules.
        zone_data: &'a str,
    },
    /// A file and its digest.
    File {
        /// Its name.
        name: &'a str,
        /// Its size in digits.
        bytes: &'a str,
        /// Its SHA-256.
        sha256: &'a str,
    },

    /// A fault's message.
    Fault {
        /// What is wrong.
        code: Code,
        /// What stands there.
        found: Option<&'a str>,
        /// How many of the kind.
        count: u64,
        /// The same in digits.
        digits: &'a str,
        /// The class of incidents, where the fault is about one.
        class: Option<IncidentClass>,
        /// The kind of file, where the fault is about one.
        kind: Option<FileKind>,
        /// Where the other is.
        other: Option<&'a str>,
    },
    /// What would have been right.
    Expected(&'a Expected),
    /// A field that is told in two ways.
    Difference {
        /// The field.
        field: &'a str,
        /// What stands here.
        here: Option<&'a str>,
        /// What stands at the other place.
        there: Option<&'a str>,
    },
    /// The nearest right name.
    DidYouMean(&'a str),
    /// What to do about a fault.
    Remedy {
        /// What is wrong.
        code: Code,
        /// The kind of file, where the fault is about one.
        kind: Option<FileKind>,
    },
    /// How much a fault stops.
    Severity(Severity),
    /// How many errors and warnings.
    FaultCount {
        /// Errors.
        errors: u64,
        /// Warnings.
        warnings: u64,
    },

    /// What the command line says of itself.
    Usage(Usage<'a>),
    /// How the objectives of a service stand.
    ServiceStands {
        /// How many were missed.
        missed: u64,
        /// Of how many.
        objectives: u64,
    },
    /// The time that was left of an allowance, or that was too long.
    Margin {
        /// The time.
        length: &'a str,
        /// Whether it was too long.
        beyond: bool,
    },
    /// What other files changed in the whole.
    ChangedTo {
        /// The verdict before, where it is another now.
        verdict: Option<&'a str>,
        /// The credits before and now, where they differ.
        earned: Option<(&'a str, &'a str)>,
        /// How many figures are others.
        figures: u64,
    },
    /// A figure that other files changed.
    Changed {
        /// The objective.
        objective: &'a str,
        /// The period.
        period: &'a str,
        /// What it was.
        before: &'a str,
        /// What it is.
        after: &'a str,
    },
    /// The row of figures under the verdict.
    KeyFigure(KeyFigure<'a>),
    /// What only a picture says.
    Chart(Chart<'a>),
}
