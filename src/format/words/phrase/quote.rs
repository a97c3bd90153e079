//! What a table of agreements says of each.

/// What a table of agreements says of each.
#[derive(Clone, Debug)]
pub enum QuoteWords<'a> {
    /// What is asked: how long a service is down, and what it costs a month.
    Asked {
        /// How long.
        down: &'a str,
        /// The fee; in each agreement's own currency where it is digits alone.
        fee: &'a str,
    },
    /// What was found.
    Found {
        /// How many promises there are.
        promises: u64,
        /// Of how many agreements.
        agreements: u64,
        /// How many would pay something.
        paying: u64,
        /// The smallest share of the fee that one of them would pay.
        least: &'a str,
        /// The largest.
        most: &'a str,
    },
    /// What is expected in a field that cannot be read: `down`, `fee`, `hour` or `currency`.
    Expected(&'a str),
    /// That no credit is promised.
    NoCredit,
    /// The most that is credited.
    Most {
        /// A percentage, an amount.
        most: &'a str,
        /// Of which that is the charge, where it is so many of them: `day`, `month`.
        charge: Option<&'a str>,
        /// In which time: `period`, `months`, `contract_year` or `term`.
        per: &'a str,
        /// How many months.
        months: u32,
    },
    /// How long there is to claim.
    Within {
        /// So many.
        within: u32,
        /// `days`, `working_days`, `months`, `hours` or `periods`.
        unit: &'a str,
    },
    /// Maintenance, as what is not counted.
    Maintenance,
    /// Outages shorter than this.
    Shorter(&'a str),
    /// Outages no longer than this.
    NotLonger(&'a str),
    /// Units that are down in part.
    Parts(&'a str),
    /// What comes before the report.
    BeforeReport,
}
