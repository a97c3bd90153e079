//! What stands over the figures of a report.

use crate::timeline::IncidentClass;

/// What a report says of itself and of everything in it.
#[derive(Clone, Copy, Debug)]
pub enum Statement<'a> {
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
    /// That there are errors and no result.
    Stopped {
        /// How many.
        errors: u64,
    },
    /// That the contract reads otherwise from a day on.
    Amended {
        /// From when.
        from: &'a str,
        /// What it is about, and where it is agreed.
        told: &'a [&'a str],
        /// Who agreed.
        by: &'a [String],
    },
    /// What was earned.
    Earned(&'a str),
    /// What of that the client gets or may still get, where it is not all.
    Owed(&'a str),
    /// What was granted.
    Granted(&'a str),
    /// What is claimed, and not decided yet.
    Claimed(&'a str),
    /// What was refused.
    Refused(&'a str),
    /// What is charged again.
    EarnedBack(&'a str),
    /// What can be claimed without any day on which that ends.
    StillClaimable(&'a str),
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
    /// What of bonuses is set off.
    BonusSetOff(&'a str),
    /// What of bonuses the client pays.
    BonusPayable(&'a str),
    /// What downtime cost the client, and what of that credits cover and do not.
    Loss {
        /// What it cost.
        amount: &'a str,
        /// What is covered.
        covered: &'a str,
        /// What is not.
        not_covered: &'a str,
    },
    /// What it cost in another currency than that of credits.
    LossApart {
        /// What it cost.
        amount: &'a str,
        /// The currency of credits.
        currency: &'a str,
    },
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
    /// How many results have no case.
    WithoutCases(u64),
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
}
