//! What can be said.

mod chart;
mod contract;
mod credit;
mod heading;
mod how;
mod key_figure;
mod quote;
mod right;
mod statement;
mod usage;

pub use chart::{BudgetStands, Chart, CostWord};
pub use contract::{ContractLabel, ContractWords};
pub use credit::CreditHow;
pub use heading::Heading;
pub use how::How;
pub use key_figure::KeyFigure;
pub use quote::QuoteWords;
pub use right::RightWords;
pub use statement::Statement;
pub use usage::Usage;

use crate::compliance::{CaseVerdict, NoDue, Verdict};
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
    /// That incidents do not say the label of that name.
    WithoutLabel(&'a str),
    /// The name of a promise by the terms that hold for it from a date on.
    Since {
        /// Its name.
        name: &'a str,
        /// The date.
        from: &'a str,
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
        /// The field that tells what stopped it, if it stopped.
        by: Option<&'a str>,
    },
    /// The event that stood in for another which is not told, by their fields.
    StandsIn {
        /// The event.
        by: &'a str,
        /// The other.
        instead_of: &'a str,
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
    /// What an incident cost the client there.
    PartCost(&'a str),
    /// What is measured, by its word in a contract.
    Indicator(&'a str),
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
    /// That a line is a bonus, which is set off.
    BonusSetOff,
    /// That a line is a bonus, which the client pays.
    BonusPayable,
    /// The percentage of a credit whose charge is not stated.
    ShareOnly(&'a str),
    /// That a credit is what would be due if its period ended now.
    IfItEndedNow,
    /// That a share of a credit is charged again.
    EarnedBack,
    /// That a right has arisen by which no credits are due any more.
    Stopped,
    /// That another credit is paid instead.
    PaidInstead,
    /// A credit by its rule, and what is carried forward to it.
    WithCarried {
        /// The credit.
        own: &'a str,
        /// What is carried forward.
        carried: &'a str,
    },
    /// That a credit is less than what is paid at all.
    TooSmall,
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
    /// What a table of agreements says of each.
    Quote(QuoteWords<'a>),
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
    /// The charge that a credit is a share of, by the word in a contract.
    ChargeOf(&'a str),
    /// Whether an incident counted, or why it did not.
    ClassOf(IncidentClass),
    /// That an incident has not happened yet, in its row of a list.
    NotYet,
    /// The same, as of an instant.
    NotYetAsOf(&'a str),
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
    /// The row of figures under the verdict.
    KeyFigure(KeyFigure<'a>),
    /// What only a picture says.
    Chart(Chart<'a>),
    /// An agreement as a document to be read.
    Contract(ContractWords<'a>),
    /// Rights beyond money.
    Right(RightWords<'a>),
    /// How a line of a calculation was worked out.
    How(How<'a>),
    /// What a report says of itself and of everything in it.
    Statement(Statement<'a>),
}
