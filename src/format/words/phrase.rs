//! What can be said.

use crate::compliance::{CaseVerdict, Verdict};
use crate::diagnostic::{Code, Expected, FileKind, Severity};
use crate::penalty::ClaimState;
use crate::report::{BoundFacts, Event, Part, StepName};
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
    },
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
    },
    /// How a case stands.
    Case(CaseVerdict),
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
    /// A verdict, in a word or two.
    Verdict(Verdict),
    /// A verdict that unknown time could turn.
    UncertainVerdict(Verdict),
    /// How a credit stands with its claim.
    Claim(ClaimState),
    /// The percentage of a credit whose charge is not stated.
    ShareOnly(&'a str),
    /// A bound: `at least 99.9 %`.
    Bound(&'a BoundFacts, &'a str),
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
    /// Why time was taken out.
    RemovedHow,
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

/// What the row of figures under the verdict says.
#[derive(Clone, Debug)]
pub enum KeyFigure<'a> {
    /// The label of the credits of finished periods.
    Earned,
    /// That the contract states no charge to reckon them from.
    NotPriced,
    /// In how many finished periods a credit is due.
    PeriodsWithCredit {
        /// So many.
        periods: u64,
        /// Of so many.
        finished: u64,
        /// `month` or `quarter`.
        every: &'a str,
    },
    /// The label of credits that need no claim.
    Automatic,
    /// That they need none.
    NoClaimNeeded,
    /// The label of credits that can be claimed.
    Claimable,
    /// Until when the next of them can.
    ClaimBy {
        /// The last day.
        by: &'a str,
        /// Whole days left.
        days_left: u64,
    },
    /// What was not claimed in time.
    Lapsed(&'a str),
    /// The label of the worst period: `month` or `quarter`.
    Worst(&'a str),
    /// Which it was.
    WorstOf {
        /// The objective.
        objective: &'a str,
        /// The period.
        period: &'a str,
    },
    /// The label of the incidents that counted.
    Counted,
    /// Of how many.
    CountedOf(&'a str),
}

/// The heading of a column or section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The title of a report whose contract has none.
    Untitled,
    /// The table of results.
    Periods,
    /// A column: the service and objective.
    Objective,
    /// A column: the incident.
    Incident,
    /// A column: its priority.
    Priority,
    /// A column: when a clock started.
    Started,
    /// A column: when it was due.
    Due,
    /// A column: when it stopped.
    Stopped,
    /// A column: the hours that passed on it.
    Elapsed,
    /// The services that an incident touched.
    Services,
    /// What it came from.
    Cause,
    /// What happened.
    Events,
    /// When it waited.
    Pauses,
    /// Its clocks.
    Clocks,
    /// The figures that it had a part in.
    Touched,
    /// A column: from when.
    From,
    /// A column: until when.
    Until,
    /// A column: how time counted.
    How,
    /// A column: why.
    Reason,
    /// A column: what it was about.
    Title,
    /// A column: the period.
    Period,
    /// A column: the value.
    Value,
    /// A column: the target.
    Target,
    /// A column: downtime.
    Down,
    /// A column: what the target allows.
    Allowed,
    /// A column: the share of agreed time that is known.
    Known,
    /// A column: the verdict.
    Verdict,
    /// A column: the credit.
    Credit,
    /// A column: the claim.
    Claim,
    /// An amount.
    Amount,
    /// How a credit stands.
    State,
    /// The calculations of everything missed.
    Calculations,
    /// What did not count.
    NotCounted,
    /// The readings in force.
    Readings,
    /// Where the figures come from.
    Provenance,
    /// What is odd about the files.
    Warnings,
    /// A remark of the contract.
    Note,
}

/// What the command line says of itself.
#[derive(Clone, Debug)]
pub enum Usage<'a> {
    /// All of its commands and options.
    Help,
    /// Its version.
    Version(&'a str),
    /// No command was given.
    NoCommand,
    /// A command that it does not have.
    UnknownCommand(&'a str),
    /// An option that it does not have.
    UnknownOption(&'a str),
    /// An option without the value that it needs.
    MissingValue(&'a str),
    /// A value for an option that has none.
    NeedlessValue(&'a str),
    /// An argument that is no text.
    NotText,
    /// An option's value that is none of its words.
    BadValue {
        /// The option.
        option: &'a str,
        /// The value.
        value: &'a str,
        /// The words.
        words: &'a str,
    },
    /// The output would replace this input.
    OutputIsInput(&'a str),
    /// Too few files.
    MissingFiles,
    /// The figure to explain is not named.
    MissingFigure,
    /// No objective of that id; those there are.
    UnknownObjective {
        /// The id.
        id: &'a str,
        /// The ids there are.
        known: &'a str,
    },
    /// No period that contains that date; those there are.
    UnknownPeriod {
        /// What was asked for.
        period: &'a str,
        /// The first date of the first.
        first: &'a str,
        /// The first date of the last.
        last: &'a str,
    },
    /// No instant of evaluation; the one that suggests itself and where it comes from.
    MissingAsOf {
        /// The instant.
        instant: &'a str,
        /// Where it comes from: `exported_at`, `covers`, `last_instant`.
        source: &'a str,
    },
    /// No instant of evaluation, and none suggests itself.
    MissingAsOfAlone,
    /// A file that cannot be read.
    Unreadable {
        /// The file.
        file: &'a str,
        /// The system's reason.
        reason: &'a str,
    },
    /// A file that cannot be written.
    Unwritable {
        /// The file.
        file: &'a str,
        /// The system's reason.
        reason: &'a str,
    },
    /// No fault in the files.
    NoFaults(u64),
}

/// What only a picture says: its finding, its measure, its axes, its marks.
#[derive(Clone, Debug)]
pub enum Chart<'a> {
    /// In how many periods an objective used up the downtime that it is allowed.
    UsedUp {
        /// The objective.
        objective: &'a str,
        /// Finished periods.
        finished: u64,
        /// Those in which it was missed.
        missed: u64,
        /// `month` or `quarter`.
        every: &'a str,
    },
    /// In how many periods an objective was below its target.
    Below {
        /// The objective.
        objective: &'a str,
        /// Finished periods.
        finished: u64,
        /// Those in which it was missed.
        missed: u64,
        /// `month` or `quarter`.
        every: &'a str,
    },
    /// That no period of an objective is over.
    NoneOver {
        /// The objective.
        objective: &'a str,
        /// `month` or `quarter`.
        every: &'a str,
    },
    /// That nothing is known of an objective.
    NothingMeasured(&'a str),
    /// In how many periods a credit was earned, how much in all, and what of it lapsed.
    Credits {
        /// Finished periods with a credit.
        periods: u64,
        /// Finished periods in which something was measured.
        finished: u64,
        /// `month` or `quarter`.
        every: &'a str,
        /// The sum.
        amount: &'a str,
        /// What can no longer be claimed; nothing where all can.
        lapsed: Option<&'a str>,
        /// Whether all of it lapsed.
        all_lapsed: bool,
    },
    /// That only the running period would bring a credit.
    ProvisionalOnly(&'a str),
    /// That there is no credit.
    NoCredits,
    /// That no credit has an amount.
    NoAmounts,
    /// What is drawn: downtime against what is allowed.
    UsedMeasure {
        /// `month` or `quarter`.
        every: &'a str,
        /// The unit of the axis: `s`, `min`, `h`, `d`.
        unit: &'a str,
    },
    /// What is drawn: the value, on an axis from a percentage to 100.
    PercentMeasure {
        /// `month` or `quarter`.
        every: &'a str,
        /// Where the axis begins.
        from: &'a str,
    },
    /// What is drawn: credits in a currency.
    CreditMeasure {
        /// `month` or `quarter`.
        every: &'a str,
        /// The currency's code.
        currency: &'a str,
        /// Whether some have lapsed, and are hollow.
        lapsed: bool,
        /// Whether some are those of a running period, and dashed.
        provisional: bool,
    },
    /// A length on an axis: digits and `s`, `min`, `h` or `d`.
    AxisTime(&'a str, &'a str),
    /// A month on an axis; with its year where it stands first.
    AxisMonth(u32, Option<i32>),
    /// A quarter on an axis; with its year where it stands first.
    AxisQuarter(u32, Option<i32>),
    /// A year on an axis.
    AxisYear(i32),
    /// At the tick where a clock is due.
    DueTick,
    /// A day on an axis.
    AxisDay {
        /// The month.
        month: u32,
        /// The day of the month.
        day: u32,
    },
    /// That what is allowed is so to date.
    ToDate,
    /// A mark: the time used of the time allowed.
    Used {
        /// The objective.
        objective: &'a str,
        /// The period.
        period: &'a str,
        /// The verdict.
        verdict: &'a str,
        /// The downtime.
        down: &'a str,
        /// What is allowed.
        allowed: &'a str,
        /// Whether the period is not over.
        to_date: bool,
    },
    /// A mark: the value against the target.
    Reached {
        /// The objective.
        objective: &'a str,
        /// The period.
        period: &'a str,
        /// The verdict.
        verdict: &'a str,
        /// The value.
        value: &'a str,
        /// The target.
        bound: &'a str,
    },
    /// A mark of which nothing is known.
    Unknown {
        /// The objective.
        objective: &'a str,
        /// The period.
        period: &'a str,
        /// The verdict.
        verdict: &'a str,
    },
    /// A mark: the credits of a period.
    CreditOf {
        /// The period.
        period: &'a str,
        /// The amount.
        amount: &'a str,
        /// How it stands.
        state: &'a str,
    },
    /// A credit that is owed.
    Owed,
    /// A credit that can no longer be claimed.
    Lapsed,
    /// What there would be if the period ended now.
    IfItEndedNow,
    /// A heading: how a credit stands.
    State,
}
