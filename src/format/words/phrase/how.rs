//! What stands behind the lines of a calculation.

use super::CreditHow;
use crate::compliance::{CaseVerdict, NoDue};
use crate::report::{LeftOut, Operation, StepName};

/// How a line of a calculation was worked out, or what is behind it.
#[derive(Clone, Copy, Debug)]
pub enum How<'a> {
    /// A case of a clock in a calculation.
    Case {
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
        /// What started it and what stopped it, in words, where these stood in for other events.
        stood_in: [Option<&'a str>; 2],
    },
    /// In what period a stretch was credited, and how much of it.
    Consumed {
        /// From.
        from: &'a str,
        /// Until.
        until: &'a str,
        /// Its downtime.
        seconds: &'a str,
    },
    /// The target of lengths.
    LengthTarget(&'a str),
    /// Of how many outages a figure is.
    Outages {
        /// How many.
        outages: u64,
        /// How the figure is worked out.
        of: Operation,
    },
    /// An outage.
    Outage {
        /// How long it counted.
        length: &'a str,
        /// Whether it has ended.
        ended: bool,
    },
    /// How many single values there are.
    Items {
        /// How many.
        count: u64,
        /// What they weigh together, where that is another number.
        weight: Option<&'a str>,
    },
    /// How many requests succeeded, of how many, in how many steps.
    Requests {
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
    LeftOut(&'a [(LeftOut, u64)]),
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
    Item {
        /// When.
        at: &'a str,
        /// By when it had to be, where it had.
        due: Option<&'a str>,
        /// The value; nothing where it is counted.
        value: &'a str,
        /// Its weight, where it is not one.
        weight: Option<&'a str>,
    },
    /// What an objective gives of points.
    Points {
        /// How often.
        times: &'a str,
        /// How many each time.
        points: &'a str,
        /// The period before in which it was missed, too, where it counts more for that.
        before: Option<&'a str>,
    },
    /// How the agreed time comes about.
    Agreed {
        /// From.
        from: &'a str,
        /// Until.
        until: &'a str,
        /// The same in hours.
        hours: &'a str,
        /// Whether it ends at the instant of evaluation.
        to_date: bool,
    },
    /// Incidents, and the outages that they make.
    Down {
        /// Incidents.
        incidents: u64,
        /// Outages.
        outages: u64,
        /// Whether some seconds weigh less than others.
        weighted: bool,
    },
    /// Which incidents or measurements count, by what they say of themselves.
    Chosen {
        /// The name of a label; of their priority, none.
        label: Option<&'a str>,
        /// What they may say; that they say nothing, where there is none.
        values: &'a [String],
        /// How much else they may say.
        more: u64,
    },
    /// What the members of a group are together.
    Members {
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
    Units {
        /// Their length.
        length: &'a str,
        /// Whether only those count that are down throughout.
        throughout: bool,
        /// For longer than which one must be down, where any bound is stated.
        more_than: Option<&'a str>,
    },
    /// Why time was taken out.
    Removed,
    /// How much of time was maintenance: by so many records, or by standing slots.
    Maintenance(u64),
    /// That no permission covers maintenance.
    NotPermitted,
    /// How much time was declared not to count: in so many spans.
    Spans(u64),
    /// The target against the downtime that it allows.
    Target {
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
    /// That a limit is stated as a range, by whose upper end it is judged.
    Range {
        /// For which priority; nothing where for all.
        priority: Option<&'a str>,
        /// Its lower end.
        from: &'a str,
        /// Its upper end.
        to: &'a str,
    },
    /// That no case was decided, and the contract says what holds then.
    WithoutCases,
    /// How a value was rounded before it was judged.
    Rounded {
        /// Where what lies between goes, by its word in a contract.
        mode: &'a str,
        /// To so many decimals.
        places: u32,
    },
    /// How long the rest of a running period is.
    Rest {
        /// The time in words.
        length: &'a str,
        /// Whether downtime that was credited before is left out, too.
        consumed: bool,
    },
    /// Of how much measured time an error budget is, under which bound.
    Budget {
        /// The bound in words.
        bound: &'a str,
        /// The length.
        measured: &'a str,
    },
    /// How a burn rate is reckoned.
    Burn,
    /// What is left of a budget.
    LeftOfBudget {
        /// The share of it.
        share: &'a str,
        /// How long that is.
        length: &'a str,
    },
    /// How a line of a credit was worked out.
    Credit(CreditHow<'a>),
    /// The tier reached.
    Tier {
        /// Its begin in words.
        begin: &'a str,
        /// Its end in words.
        end: Option<&'a str>,
    },
    /// That no tier holds the value.
    NoTier,
    /// A charge in part of a period.
    Charge {
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
    /// The claim: so much time after a day.
    Claim {
        /// How many.
        length: u64,
        /// Of what, by the operation that adds them.
        unit: Operation,
        /// The day from which they count.
        first: &'a str,
    },
    /// The claim: so many hours after an instant.
    ClaimHours {
        /// How many.
        hours: u64,
        /// After when.
        from: &'a str,
    },
    /// The credits of the parts of a period that amendments cut.
    WithParts {
        /// What each comes to.
        worth: &'a [String],
        /// Whether one breach is credited once, by the largest.
        once: bool,
    },
    /// What is added that a cap cut off before.
    CarriedForward {
        /// The credit itself, where there is one.
        own: Option<&'a str>,
        /// What is added.
        carried: &'a str,
        /// The period whose credit was cut.
        period: &'a str,
    },
    /// How a cap works.
    Cap {
        /// So many percent,
        percent: Option<&'a str>,
        /// or so many days or months,
        times: Option<&'a str>,
        /// of so many,
        charged: Option<&'a str>,
        /// `day` or `month`,
        unit: &'a str,
        /// of charges.
        charges: Option<&'a str>,
        /// How much it allows.
        most: &'a str,
        /// What was credited before.
        issued: Option<&'a str>,
        /// What is left.
        left: &'a str,
        /// How many other credits share it.
        others: u64,
        /// What they are together.
        together: Option<&'a str>,
        /// Its clause.
        clause: Option<&'a str>,
    },
    /// That it is the time of a step before the claim.
    ClaimStep {
        /// The step.
        id: &'a str,
        /// How its time is worked out.
        how: &'a str,
    },
    /// That a claim was decided.
    Decided {
        /// When.
        at: &'a str,
    },
    /// What of a credit is charged again.
    EarnedBack {
        /// Of what.
        of: &'a str,
        /// How many percent.
        percent: &'a str,
        /// How good the periods had to be; as good as their target where nothing is stated.
        bound: Option<&'a str>,
        /// How good they were.
        good: &'a [String],
        /// How many more values there are.
        more: u64,
    },
    /// What a bonus is worth.
    Bonus {
        /// Its level.
        bound: &'a str,
        /// How many percent of which charge, where it is a share.
        share: Option<(&'a str, Option<&'a str>)>,
    },
    /// What of a bonus is set off.
    SetOff {
        /// The bonus.
        of: &'a str,
        /// What is left of the credits.
        left: &'a str,
    },
    /// What downtime costs.
    CostOfDowntime {
        /// How much downtime there is.
        down: &'a str,
        /// What so much of it costs.
        amount: &'a str,
        /// Of how much downtime that is.
        per: &'a str,
    },
    /// How the cost of downtime is that of one incident or another.
    LossShared,
    /// What an incident's own downtime cost.
    LostBy {
        /// How much of it there is.
        down: &'a str,
        /// What it cost.
        amount: &'a str,
    },
    /// What is left of a cost, less credits.
    LessCredits {
        /// The cost.
        of: &'a str,
        /// The credits, at most a few of them.
        credits: &'a [String],
        /// How many more there are.
        more: u64,
    },
    /// A period that was good enough, and its value.
    GoodPeriod {
        /// The period.
        period: &'a str,
        /// Its value.
        value: &'a str,
    },
    /// A good period of which a history tells.
    GoodAsTold(&'a str),
    /// That no credits are due any more.
    Stopped {
        /// Since when.
        since: &'a str,
        /// Whether for the period at whose end the right arose.
        own: bool,
    },
    /// What is paid instead.
    PaidInstead {
        /// Whose, and how much.
        paid: &'a [String],
        /// How many more.
        more: u64,
    },
    /// That it is too little.
    TooSmall {
        /// What it is.
        of: &'a str,
        /// The least that is paid.
        least: &'a str,
        /// Whether the least itself is.
        inclusive: bool,
    },
    /// That it is enough.
    Enough {
        /// The least that is paid.
        least: &'a str,
        /// Whether the least itself is.
        inclusive: bool,
    },
    /// An incident in a calculation.
    Incident {
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
}
