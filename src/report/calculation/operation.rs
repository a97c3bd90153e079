//! How a step works.

use serde::{Deserialize, Serialize};

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
    /// How many of the cases are excluded.
    CountExcluded,
    /// `met` ÷ (`met` + `missed`) × 100.
    Share,
    /// How many of the outages began from `from` to `until`.
    CountOutages,
    /// How many of the outages ended after `from`, and at `until` or before.
    CountEnded,
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
    /// Σ `weight` × `value` of the items.
    WeightedSum,
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
    /// The largest of the summands: an amount that is due once for parts that are one breach.
    Largest,
    /// Σ `length` × `summand` ÷ Σ `length`, each summand before its length.
    MeanOverTime,
    /// Σ over the stretches that are consumed: the results of the named steps together, were each of
    /// these from the beginning of the stretch until its end.
    Within,
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
    /// What the rule says of a period without any case, where there is none.
    WithoutCases,
    /// That the promise is kept, as the rule says, without any case.
    KeptWithoutCases,
    /// The bound of the values, from 0 to 100, that keep `bound` once they are rounded by the rule:
    /// itself one of them where it is told with `at_least`.
    KeptOnceRounded,
    /// `measured` × (100 − `bound`) ÷ 100.
    AllowedDowntime,
    /// `value`, rounded as the contract says.
    Round,
    /// Whether `value` keeps the bound.
    Compare,
    /// (`measured` + `rest` − `down`) ÷ (`measured` + `rest`) × 100.
    AfterPerfectRest,
    /// The same over the hours from the later of `from` and so many `days` before `until`: of what of
    /// them has passed at `instant` the first step that is named is taken out and the second is down,
    /// each as in its own window, less what of that lies in stretches that are consumed; and a perfect
    /// `rest`; where they begin before `from` and `up_before` holds, the hours between as well, all up.
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
    /// What the deepest tier gives whose begin `value` has reached, unless it is past its end; zero
    /// where none does.
    DeepestTier,
    /// 1 where the target is not `kept`, else 0.
    Breached,
    /// How many cases are `missed`, or outages there are; 0 where the target is `kept`.
    CountCredited,
    /// Σ ⌊length ÷ `size`⌋ over the one `value`, the outages, or what the missed cases elapsed beyond
    /// their limits; 0 where the target is `kept`.
    WholeParts,
    /// The same with ⌈length ÷ `size`⌉.
    BegunParts,
    /// The same with length ÷ `size`.
    ExactParts,
    /// 1 where the target is not `kept` and each of `size` − 1 earlier periods was breached, else 0.
    RowOfBreaches,
    /// ⌊(1 + the earlier periods that were breached) ÷ `size`⌋ − Σ their units, or 0 where that is
    /// less or the target is `kept`; earlier are those of the last `within` periods.
    EveryBreaches,
    /// `minuend` − `subtrahend`, or 0 where that is less.
    Beyond,
    /// By how much `value` is on the wrong side of the bound; 0 where it keeps it.
    PointsShort,
    /// How many local days of `zone` have a part from `from` until `until`.
    DaysOf,
    /// `days` × `months` of the period × seconds from `from` until `until` ÷ seconds of the `whole`
    /// period.
    DaysOfMonths,
    /// `units` × `percent`.
    TimesPercent,
    /// `units` × `percent` × `pool` × `allocation` ÷ 10,000.
    ShareAtRisk,
    /// `days` ÷ `whole` × 100, `units` times where there are any.
    DaysOfCharge,
    /// `value` × `times` ÷ `whole` × 100; 0 where the target is `kept`.
    LostShare,
    /// (bound − `value`) ÷ bound × 100; 0 where `value` keeps it.
    ShareOfBound,
    /// `amount`, `units` times where there are any, rounded.
    TimesAmount,
    /// Σ `amount` × months of the period ÷ months of the charge × seconds it holds ÷ seconds of
    /// the whole period; of a charge by real time, `amount` × seconds it holds ÷ its own seconds; of
    /// what was invoiced, `amount` × its seconds that count ÷ seconds of its period.
    ChargeForPeriod,
    /// `charge` × `percent` ÷ 100, rounded where it says so.
    Percentage,
    /// `value` as it was held against the caps, one after the other. A cap allows its amount; its
    /// percentage of the sum of its charges; or so many days of them, of the days that they are for.
    /// Left of it is that less what was issued, not below zero. Where the credits, each rounded half
    /// up, are more than what is left, rounded down, each keeps left ÷ their sum of itself, at most
    /// all, rounded down; the units that remain go to the largest remainders, of equal ones to the
    /// first. Shares are cut exactly.
    CutToCaps,
    /// Nothing: a right by which no credits are due any more arose by `instant`, the beginning of the
    /// period or earlier, and can be exercised.
    RightStops,
    /// Nothing: those are paid of `value` and its rivals that the contract pays.
    PaidInstead,
    /// `value`, rounded; nothing else is held against it, or it is as much as the least.
    RoundedOnce,
    /// Nothing: `value`, rounded, is less than is paid at all, alone or with the others of its period.
    TooSmall,
    /// The local date of the last instant before `until`.
    LastDateBefore,
    /// The local date of `until`.
    DateOf,
    /// `date` and so many `days`.
    AddDays,
    /// The day so many days after `date` on which the calendar opens; from Monday to Friday where
    /// there is none.
    AddWorkingDays,
    /// `date` and so many months; after the last day of a month the last.
    AddMonths,
    /// The last day of the service period that comes so many after this.
    AddPeriods,
    /// `from` and so many `hours`.
    AddHours,
    /// The first instant after the local date `date` in `zone`.
    EndOfDay,
    /// `granted`, which stands for `value` from `instant` on; 0 where the decision names no sum.
    Decided,
    /// `value` × `percent` ÷ 100, rounded: each `good` value keeps the bound, or its target where there
    /// is none, in as many periods in a row as the rule asks for.
    ChargedAgain,
    /// `charge` × `percent` ÷ 100, or `amount`, rounded, or `percent` where there is no charge: `value`
    /// keeps the bound.
    Bonus,
    /// `value`, or Σ `paid` − Σ `charged_again` − Σ `set_off` where that is less, not below zero.
    SetOff,
    /// `down` × `amount` ÷ `length`, rounded.
    CostOfDowntime,
    /// `value`, shared out: each `lost` costs its part of `down` × `amount` ÷ `length`, as its seconds
    /// are of those of all, rounded down; the units that remain go to the largest remainders, of equal
    /// ones to the first.
    SharedByDowntime,
    /// `value` − Σ `paid`, the credits that the client gets, or 0 where that is less.
    LessCredits,
}
