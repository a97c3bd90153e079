//! The row of figures under the verdict.

/// What the row of figures under the verdict says.
#[derive(Clone, Debug)]
pub enum KeyFigure<'a> {
    /// The label of the credits of finished periods.
    Earned,
    /// The label of what the client gets or may still get.
    Owed,
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
