//! What is said of an agreement as a document to be read.

use crate::report::{BoundFacts, Event};

/// What is said of an agreement as a document to be read.
#[derive(Clone, Debug)]
pub enum ContractWords<'a> {
    /// A heading, the name of a line, or a sentence without particulars.
    Label(ContractLabel),
    /// From when, and until when, it holds.
    Term {
        /// The first day.
        from: &'a str,
        /// The last, if it ends.
        until: Option<&'a str>,
    },
    /// By which terms something holds, where amendments change them.
    Holds {
        /// The first day; from the beginning where there is none.
        from: Option<&'a str>,
        /// The day before which it ends, if it does.
        before: Option<&'a str>,
    },
    /// How long periods are.
    Every {
        /// `month`, `quarter`, `half_year`, `year`, `days`.
        every: &'a str,
        /// How many days.
        days: u32,
    },
    /// The days that are looked at.
    Window(u32),
    /// The lower end of a promise that is a range, whose upper end is told before it.
    OfRange(&'a str),
    /// Days of the week, from Monday; the last of them where they are several.
    Weekdays(usize, usize),
    /// The local zone of hours.
    InZone(&'a str),
    /// What services are together.
    Group {
        /// `series`, `parallel`, `k_of_n`, `weighted`.
        kind: &'a str,
        /// How many are needed.
        needed: u32,
        /// Their names, with their shares where they have some.
        members: &'a [String],
    },
    /// What is paid.
    Charge {
        /// The amount.
        amount: &'a str,
        /// For how many months; 0 where for a length.
        months: u32,
        /// For which length.
        length: &'a str,
        /// `recurring`, `usage`, `one_time`.
        kind: &'a str,
    },
    /// A case within a limit.
    Limit {
        /// The limit, in words.
        length: Option<&'a str>,
        /// Or so many working days.
        working_days: u32,
        /// Whether the limit itself is too long already.
        strict: bool,
    },
    /// What of many values is held against a target.
    Measure {
        /// `share`, `mean`, `median`, `maximum`, `percentile`.
        measure: &'a str,
        /// The bound, in words.
        bound: &'a str,
        /// The rank of a percentile.
        rank: Option<&'a str>,
    },
    /// That a credit is due for a value between two bounds.
    Tier {
        /// Where it begins.
        begin: (&'a BoundFacts, &'a str),
        /// Where it ends.
        end: Option<(&'a BoundFacts, &'a str)>,
    },
    /// What something is worth: a percentage of a basis, by the word in a contract.
    Percent(&'a str, &'a str),
    /// So many days of the charge.
    Days(&'a str),
    /// What is worth that: the line of a rule.
    Rule {
        /// Its word in a contract: `per_block`.
        rule: &'a str,
        /// A length, a number of points, of periods, of breaches, in words.
        size: &'a str,
        /// Out of how many periods.
        within: u32,
        /// What is cut into blocks, or which cases count.
        on: &'a str,
        /// Which parts count.
        part: &'a str,
        /// In which period an outage counts: that in which it `began` or `ended`, where it is said.
        count_in: &'a str,
        /// Whether only what is beyond the target counts.
        beyond: bool,
    },
    /// So many times the charge for the time that was lost.
    LostTime {
        /// How many times.
        times: &'a str,
        /// For which hours the charge is.
        hour_of: &'a str,
    },
    /// The part of the target that is missing, of a basis.
    Shortfall(&'a str),
    /// A part of what is at risk, of a basis.
    AtRisk {
        /// At risk, in the pool, for the objective.
        parts: [&'a str; 3],
        /// The basis.
        basis: &'a str,
    },
    /// The most that is credited.
    Cap {
        /// How much, and in which time.
        most: &'a str,
        /// `objective`, `part`, `service`, `together`.
        each: &'a str,
        /// The objectives, where it is not about all.
        objectives: &'a [String],
        /// Whether of what a contract year costs.
        annual: bool,
        /// Whether what it cuts off is carried forward.
        carried: bool,
    },
    /// The least that is credited.
    Least {
        /// The bound.
        amount: &'a str,
        /// Whether the bound itself is credited.
        inclusive: bool,
        /// Whether for all credits of a period together.
        together: bool,
    },
    /// What of a credit is charged again.
    EarnBack {
        /// The share.
        percent: &'a str,
        /// After so many good periods.
        after: u32,
        /// Within so many.
        within: u32,
        /// Whether every objective must be good.
        of_all: bool,
    },
    /// By when a credit must be claimed.
    Claim {
        /// How long.
        within: &'a str,
        /// After what.
        from: &'a str,
        /// In the hours of which calendar.
        calendar: Option<&'a str>,
    },
    /// For how many days a right can be exercised.
    Exercise(u32),
    /// In how many periods what gives a right must show.
    Trigger {
        /// What.
        because: &'a str,
        /// In how many periods.
        periods: u32,
        /// Of the last so many.
        within: Option<u32>,
        /// In a row.
        consecutive: bool,
        /// `month`.
        every: &'a str,
    },
    /// How early maintenance is announced.
    Notice(&'a str),
    /// So many days.
    DayCount(u32),
    /// How much maintenance there may be.
    Allowance(&'a str, &'a str),
    /// When it may be done by a rule.
    Recurring {
        /// The rule, as it is written.
        rule: &'a str,
        /// At which time.
        at: &'a str,
        /// For how long.
        length: &'a str,
    },
    /// Services that it is about.
    Services(&'a [String]),
    /// That nothing is credited for these.
    WithoutCredit(&'a [String]),
    /// That an indicator is not promised, by its word.
    NotPromised(&'a str),
    /// How much must be known.
    Coverage(&'a str),
    /// From which day an amendment holds, and who agreed to it.
    Amended {
        /// The day.
        from: &'a str,
        /// Who.
        by: &'a [String],
    },
    /// What an amendment changes: a part of the contract by its name, and which fields of it.
    Changed {
        /// Its name; nothing where the fields are the contract's own.
        name: Option<&'a str>,
        /// The fields; none where it is all of the part.
        fields: &'a [String],
    },
    /// From which event to which a clock runs, each with what stands in for it.
    Course {
        /// What starts it.
        starts: &'a [Event],
        /// What stops it.
        stops: &'a [Event],
    },
    /// An objective that a value comes from.
    ScorePart {
        /// Its name.
        name: &'a str,
        /// How much it weighs.
        weight: Option<&'a str>,
        /// How many points it gives, and what for: `breach`, `miss`, `outage`.
        points: Option<(&'a str, &'a str)>,
        /// Over how many of its periods a mean goes.
        periods: Option<u32>,
    },
    /// Incidents of these priorities.
    Priorities(&'a [String]),
    /// How critical a service is.
    Criticality(u32),
    /// What downtime costs the client.
    CostOfDowntime {
        /// The amount.
        amount: &'a str,
        /// Of so long.
        per: &'a str,
    },
}

/// A heading, the name of a line, or a sentence without particulars.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[allow(missing_docs, reason = "each is what it says, in `words/en`")]
pub enum ContractLabel {
    Stated,
    ByDefault,
    Parties,
    Services,
    Hours,
    Objectives,
    Counting,
    Credits,
    Caps,
    Claims,
    Rights,
    Commitments,
    Amendments,
    Silent,
    Provider,
    Client,
    Term,
    Currency,
    Note,
    AgreedHours,
    AroundTheClock,
    Group,
    Delivered,
    Price,
    Criticality,
    /// What downtime costs the client.
    CostOfDowntime,
    Closed,
    OtherHours,
    Promised,
    Measured,
    OfService,
    EveryIncident,
    EveryCase,
    Judged,
    Limit,
    LimitOf,
    Expected,
    Known,
    About,
    Holds,
    HowMeasured,
    HowCounted,
    Maintenance,
    When,
    AnyTime,
    Standing,
    Notice,
    AtMost,
    OnlyDowntime,
    Exclusion,
    EveryCredit,
    Worth,
    MissedPeriod,
    Waived,
    Least,
    EarnedBack,
    Bonus,
    BonusSetOff,
    BonusPayable,
    Most,
    ToClaim,
    Before,
    GivenBy,
    Exercise,
    NewTerms,
    Changes,
    NamedAs,
    Clock,
    ComesFrom,
    NoService,
    NoCalendar,
    NoObjective,
    NoMaintenance,
    NoExclusion,
    NoCredit,
    NoCap,
    NoClaim,
    NoClaimHere,
    NoRight,
    NoCommitment,
    NoAmendment,
    NoPrice,
    SaysAll,
}
