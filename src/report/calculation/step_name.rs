//! What a step works out.

use serde::{Deserialize, Serialize};

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
    /// The local midnight with which an amendment begins a part of the period.
    TermsBegin,
    /// That with which one ends it.
    TermsEnd,
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
    /// Downtime of the days that are looked at, where some of it is used up.
    DownOfWindow,
    /// The downtime of them that is used up: a credit was due for it in an earlier period.
    Consumed,
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
    /// How many were skipped because of the causes of their incidents.
    Skipped,
    /// The share of cases that were within their limit, in percent.
    Share,
    /// One length for all cases.
    Length,
    /// How many outages began.
    OutagesBegun,
    /// How many outages ended.
    OutagesEnded,
    /// The longest of the outages, their mean length, or the mean time between them.
    OutageFigure,
    /// Single values as one.
    Tally,
    /// How many steps of series of requests are left out.
    LeftOut,
    /// The share of requests that succeeded.
    RequestSuccess,
    /// The least value that is rounded so that it keeps the target.
    KeptFrom,
    /// The downtime that the target allows.
    Allowed,
    /// The value, rounded as it is held against targets and tiers.
    Rounded,
    /// Whether the value keeps the promise.
    Target,
    /// Whether it reaches the level that is expected.
    Expected,
    /// What is left of a running period.
    Rest,
    /// The value after a perfect rest.
    AfterPerfect,
    /// That value, rounded likewise.
    AfterPerfectRounded,
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
    /// What is due by the deepest tier reached.
    Tier,
    /// The whole outages for which a credit is due.
    OutagesCredited,
    /// The downtime for which a credit is due.
    LostTime,
    /// The time of the period for which its charge is.
    ChargedTime,
    /// The local days of the period.
    ChargedDays,
    /// How far the value is on the wrong side of the target.
    Short,
    /// How many times the price is due.
    Units,
    /// The share of the charge that is due, in percent.
    CreditShare,
    /// The service's charge in the period.
    Charge,
    /// The credit.
    Credit,
    /// The credit with those of the other parts of its period, which an amendment cuts.
    WithParts,
    /// That no credits are due any more.
    Stopped,
    /// The credit with what a cap cut off the one before.
    WithCarried,
    /// What the caps of its objective and service leave of it.
    CappedEach,
    /// That another credit is paid instead.
    Combined,
    /// What the caps of all credits together leave of it.
    Capped,
    /// What is paid.
    Paid,
    /// The local day from which the time to claim counts, not counted itself: the period's last.
    LastDay,
    /// The last local day to claim.
    ClaimDay,
    /// The first instant at which it is too late to claim.
    ClaimDeadline,
    /// What was granted when the claim was decided.
    Granted,
    /// What of the credit is charged again.
    EarnedBack,
    /// What a bonus is a share of.
    BonusCharge,
    /// What the provider gets for a value that is better than promised.
    Bonus,
    /// What of that is set off against credits.
    BonusSetOff,
    /// What the downtime cost the client.
    Loss,
    /// What of that each incident brought.
    LossByIncident,
    /// What of that no credit covers.
    NotCovered,
}
