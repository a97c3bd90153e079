//! What stands over columns and sections.

/// The heading of a column or section.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The agreement.
    Agreement,
    /// The share of the monthly fee.
    OfFee,
    /// The share of what the outage cost.
    OfLoss,
    /// The most that is credited.
    AtMost,
    /// How long there is to claim.
    ClaimWithin,
    /// What is not counted.
    DoesNotCount,
    /// The title of a report whose contract has none.
    Untitled,
    /// The table of results.
    Periods,
    /// What was promised without any measure.
    Commitments,
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
    /// What a file says of what has not happened yet.
    Told,
    /// When it waited.
    Pauses,
    /// Its clocks.
    Clocks,
    /// The figures that it had a part in.
    Touched,
    /// What downtime cost the client.
    CostOfDowntime,
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
    /// The account of credits.
    Credits,
    /// What a rule alone gives.
    ByRule,
    /// What caps cut off.
    Cut,
    /// What is paid.
    Paid,
    /// How a credit stands.
    State,
    /// The calculations of everything missed.
    Calculations,
    /// What did not count.
    NotCounted,
    /// What was told wrongly.
    Corrections,
    /// Over the amendments that are in force.
    Amendments,
    /// Rights beyond money.
    Rights,
    /// What other readings change.
    Otherwise,
    /// The other readings that change nothing.
    Unchanged,
    /// The readings in force.
    Readings,
    /// How many cases.
    Cases,
    /// How many of them were missed.
    CasesMissed,
    /// Those of what the agreement leaves open.
    LeftOpen,
    /// Those of what it states.
    Stated,
    /// Where the figures come from.
    Provenance,
    /// What is odd about the files.
    Warnings,
    /// A remark of the contract.
    Note,
    /// Whether an incident counted.
    Counted,
    /// A column: what it was.
    What,
    /// A column: from when until when.
    When,
    /// A column: how long.
    Length,
    /// A column: what is behind it.
    Behind,
    /// A column: the share of all downtime.
    ShareOfAll,
    /// A column: what was used of a budget.
    Used,
    /// A column: what was left of it.
    Left,
}
