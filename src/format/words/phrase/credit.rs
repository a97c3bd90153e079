//! What stands behind the lines of a credit.

use crate::report::Operation;

/// How a line of a credit was worked out.
#[derive(Clone, Copy, Debug)]
pub enum CreditHow<'a> {
    /// That nothing is due where the target is kept.
    Kept,
    /// That something is due where it is missed.
    Missed,
    /// So many missed cases.
    Misses(u64),
    /// So many outages.
    Outages(u64),
    /// Parts of a length, or of each of several.
    Parts {
        /// The length; nothing where there are several.
        length: Option<&'a str>,
        /// How many there are, and whether they are outages.
        several: Option<(u64, bool)>,
        /// How long each part is.
        size: &'a str,
        /// Which parts count.
        part: Operation,
    },
    /// So many breached periods in a row, of so many that it takes.
    Row {
        /// So many.
        breaches: u64,
        /// Of so many.
        size: u64,
    },
    /// So many breaches.
    Every {
        /// So many,
        breaches: u64,
        /// in so many periods,
        within: u64,
        /// each so many of them once,
        size: u64,
        /// so many times before.
        before: &'a str,
    },
    /// A length less one that the target allows.
    Beyond {
        /// All downtime.
        down: &'a str,
        /// What is allowed.
        allowed: &'a str,
    },
    /// The hours for which a charge is.
    ChargedHours {
        /// Whether those of a calendar.
        agreed: bool,
    },
    /// So many times a percentage or an amount.
    Times {
        /// How many times.
        units: &'a str,
        /// What.
        price: &'a str,
    },
    /// A part of the amount at risk.
    AtRisk {
        /// What is at risk.
        percent: &'a str,
        /// What of it is in the pool.
        pool: &'a str,
        /// What of the pool stands for the objective.
        allocation: &'a str,
    },
    /// So many days of the charge.
    Days {
        /// How many times, where there is a number.
        units: Option<&'a str>,
        /// How many days.
        days: &'a str,
        /// Of how many.
        whole: &'a str,
    },
    /// So many times the charge for lost time.
    LostTime {
        /// How many times.
        times: &'a str,
        /// The time.
        lost: &'a str,
        /// Of how much.
        whole: &'a str,
    },
    /// The part of the target that is missing.
    Shortfall {
        /// The target.
        bound: &'a str,
        /// The value.
        value: &'a str,
    },
    /// A charge that is paid by real time.
    ChargeByTime {
        /// The amount.
        amount: &'a str,
        /// For how long.
        per: &'a str,
        /// How long it holds.
        time: &'a str,
    },
    /// What was invoiced.
    Invoiced {
        /// The amount.
        amount: &'a str,
        /// The days of it that count, of all, where not all do.
        part: Option<(&'a str, &'a str)>,
    },
    /// So many days for each month.
    DaysOfMonths {
        /// How many days.
        days: &'a str,
        /// How many months.
        months: &'a str,
        /// The time that counts, of all, where not all does.
        part: Option<(&'a str, &'a str)>,
    },
    /// So many days of the charge, as a tier gives them.
    DaysOfCharge(&'a str),
}
