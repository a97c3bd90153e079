//! What only a picture says.

use crate::report::Label;
use crate::units::Better;

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
    /// In how many periods an objective was on the wrong side of its target.
    BeyondTarget {
        /// Which side is the right one.
        better: Better,
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
    /// What is drawn: a length of time.
    TimeMeasure {
        /// What is measured.
        indicator: &'a str,
        /// `month` or `quarter`.
        every: &'a str,
        /// The unit of the axis: `s`, `min`, `h`, `d`.
        unit: &'a str,
    },
    /// What is drawn: the value, on an axis from another one up.
    ValueMeasure {
        /// What is measured.
        indicator: &'a str,
        /// Whether it is a share of cases.
        cases: bool,
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
        /// The codes of others in which there are credits, which are not drawn; else empty.
        elsewhere: &'a str,
        /// Whether some have lapsed, and are hollow.
        lapsed: bool,
        /// Whether some are those of a running period, and dashed.
        provisional: bool,
        /// Whether caps cut something off, which is hatched.
        cut: bool,
    },
    /// The label of the line that is the most of any period.
    CreditCap(&'a str),
    /// The number of a mark: what caps left, of what it would have been.
    CreditLeft(&'a str, &'a str),
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
        /// What caps cut off.
        cut: Option<&'a str>,
    },
    /// A heading: how many of the cases that are decided were within the limit.
    Within {
        /// The objective.
        objective: &'a str,
        /// How many were.
        within: u64,
        /// Of how many.
        decided: u64,
        /// How many there are, with those that have no limit or are still open.
        cases: u64,
    },
    /// Under it: what is measured.
    CasesMeasure {
        /// Whether each priority has a lane.
        by_priority: bool,
        /// Whether they are counted, not drawn one by one.
        counted: bool,
        /// Whether some are still open.
        open: bool,
    },
    /// A mark: a case.
    Case {
        /// The incident.
        incident: &'a str,
        /// The elapsed time.
        elapsed: &'a str,
        /// The limit.
        limit: Option<&'a str>,
        /// How it stands.
        stands: &'a str,
    },
    /// A mark: cases that took about as long.
    Counted {
        /// Their priority; empty where all are together.
        priority: &'a str,
        /// From how long to how long.
        span: &'a str,
        /// How many there are, in digits.
        cases: &'a str,
        /// How many of them were missed, in digits.
        missed: &'a str,
    },
    /// A mark: a stretch of a clock, or its due instant.
    Stretch {
        /// The objective.
        objective: &'a str,
        /// How it counts.
        what: &'a str,
        /// From when until when.
        when: &'a str,
        /// How long it is.
        length: Option<&'a str>,
    },
    /// A credit that is owed.
    Owed,
    /// A credit that can no longer be claimed.
    Lapsed,
    /// What there would be if the period ended now.
    IfItEndedNow,
    /// A heading: how a credit stands.
    State,
    /// An hour on an axis.
    AxisHour(u32),
    /// A percentage of a budget on an axis, in digits.
    AxisShare(&'a str),
    /// What a service's time was: how often and how long it was out.
    Outages {
        /// The objective.
        objective: &'a str,
        /// When.
        when: &'a str,
        /// How many outages.
        outages: u64,
        /// How long they were in all.
        down: &'a str,
    },
    /// Under it: what is drawn.
    OutagesMeasure {
        /// From when.
        from: &'a str,
        /// Until when.
        until: &'a str,
        /// Whether some time is outside agreed hours, and shaded.
        shaded: bool,
        /// Whether some marks stand for several times.
        several: bool,
    },
    /// What an instant of agreed time was.
    Label(Label),
    /// A mark: a time with a label, or several.
    LabelSpan {
        /// The objective.
        objective: &'a str,
        /// What it was.
        label: &'a str,
        /// How many times, in digits, where there are several.
        count: Option<&'a str>,
        /// From when until when.
        when: &'a str,
        /// How long in agreed hours.
        length: &'a str,
        /// What is behind it.
        names: &'a str,
    },
    /// The names of what is behind a mark, and how many others there are.
    Names {
        /// The names.
        names: &'a [String],
        /// How many more.
        more: u64,
    },
    /// How an error budget stands.
    BudgetStands {
        /// The objective.
        objective: &'a str,
        /// The period.
        period: &'a str,
        /// How it stands.
        stands: BudgetStands<'a>,
    },
    /// Under it: what is drawn.
    BudgetMeasure {
        /// The period.
        period: &'a str,
        /// What was allowed in all of it.
        allowed: &'a str,
        /// How fast it is used.
        burn: Option<&'a str>,
    },
    /// A mark: a time in which a budget was used.
    BudgetUse {
        /// The objective.
        objective: &'a str,
        /// When.
        when: &'a str,
        /// How much was used.
        used: &'a str,
        /// What was left after it.
        left: &'a str,
    },
    /// A length beyond a budget.
    TooMuch(&'a str),
    /// At the line of an even pace.
    EvenPace,
    /// A mark: the end of a budget at the present rate, or of its period.
    BudgetForecast {
        /// The objective.
        objective: &'a str,
        /// The period.
        period: &'a str,
        /// When nothing is left; nothing where it lasts.
        ends: Option<&'a str>,
        /// What is left at the end of the period.
        left: &'a str,
    },
    /// What comes next at the present rate.
    AtThisRate,
    /// The instant of evaluation on an axis.
    Now,
    /// What downtime came from most.
    CostMost {
        /// The largest part.
        first: &'a str,
        /// So many of the largest.
        count: u64,
        /// Have so large a share.
        share: &'a str,
        /// How many there are, and the same in digits.
        of: (u64, &'a str),
    },
    /// That there was no downtime.
    NoCost,
    /// Under it: what is drawn.
    CostMeasure {
        /// By what it is told apart.
        by: CostWord<'a>,
        /// All downtime.
        all: &'a str,
    },
    /// What has no cause, or not that label.
    Unsaid(CostWord<'a>),
    /// Maintenance that was not permitted, with its id.
    NotPermitted(Option<&'a str>),
    /// Steps in which too many requests failed.
    RequestsFailed,
    /// The rest of all parts: how many, in digits.
    Others(&'a str),
    /// A mark: a part of all downtime.
    Cost {
        /// What it came from.
        name: &'a str,
        /// How long.
        down: &'a str,
        /// Its share.
        share: &'a str,
        /// How many incidents are behind it.
        incidents: u64,
        /// The credits of a service.
        credit: Option<&'a str>,
    },
    /// How many incidents.
    IncidentCount(u64),
}

/// By what downtime is told apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CostWord<'a> {
    /// By incident.
    Incident,
    /// By cause.
    Cause,
    /// By service.
    Service,
    /// By the value of that label.
    Label(&'a str),
}

/// How an error budget stands.
#[derive(Clone, Copy, Debug)]
pub enum BudgetStands<'a> {
    /// It will be used up on that day, at the present rate.
    Ends(&'a str),
    /// It lasts at the present rate; such a share is left.
    Lasts(&'a str),
    /// It was used up on that day.
    UsedUp(Option<&'a str>),
    /// Of a period that is over such a share was left.
    WasLeft(&'a str),
    /// Nothing is allowed.
    None,
}
