//! Rights beyond money.

/// What is said of rights beyond money.
#[derive(Clone, Copy, Debug)]
pub enum RightWords<'a> {
    /// What may be done: `terminate`; and of which periods it stops the credits, where it does.
    Effect(&'a str, Option<&'a str>),
    /// What gives the right.
    Because {
        /// `breached`, `value`, `mean`, `sum`, `share_of_objectives`, `downtime`.
        sign: &'a str,
        /// The objectives.
        objectives: &'a [String],
        /// The bound, in words; of downtime the length.
        bound: &'a str,
        /// The calendar in whose hours downtime counts, where it has one of its own.
        calendar: Option<&'a str>,
        /// Over how many periods.
        over: u32,
        /// `month`, `quarter`.
        every: &'a str,
    },
    /// That it arose.
    Arose {
        /// At the end of which period.
        period: &'a str,
        /// What gave it, each in words.
        gave: &'a [String],
        /// The last day on which it can be exercised, where it lapses.
        until: Option<&'a str>,
        /// Whole days left; nothing where it has lapsed.
        days_left: Option<u64>,
    },
    /// What gave it, at the end of a period.
    Gave {
        /// Of which period.
        period: &'a str,
        /// What.
        because: &'a str,
        /// In which periods.
        by: &'a [String],
    },
    /// How near it is.
    SoFar {
        /// What would give it.
        because: &'a str,
        /// In so many periods so far,
        so_far: u32,
        /// of so many.
        needed: u32,
        /// Among the last so many.
        within: Option<u32>,
        /// Whether they must follow each other.
        consecutive: bool,
        /// `month`, `quarter`.
        every: &'a str,
        /// The last value that was held against the bound.
        now: Option<&'a str>,
        /// Whether the last period shows what would give it, by periods that gave it already.
        is_used: bool,
    },
}
