//! What holds for every credit, as it is written.

use crate::document::object::object;
use crate::document::token::{Digits, Text};
use crate::document::word_or::WordOr;

object! {
    /// What holds for every credit, in this order: caps of each objective and service, combination,
    /// caps of all, rounding, the least amount, the claim, and what is earned back.
    Credits {
        /// Which of several credits of one period are paid: all, their `sum`, where it is missing; the
        /// `highest`; those of which no two rest on `one_per_incident`; or of each list in `exclusive`
        /// the dearest.
        optional combination: Combination<'j>,
        /// What a day of charge is: one of the local days of its `period`, where it is missing; or a
        /// `thirtieth` of a month, whatever its length, in periods of months.
        optional day_of_charge: Text<'j>,
        /// The most that is credited.
        optional caps: Vec<Cap<'j>>,
        /// The least that is credited, after caps and rounding.
        optional minimum: LeastCredit<'j>,
        /// By when a credit must be claimed; without it, none need be.
        optional claim: Claim<'j>,
        /// What of a credit is charged again when service is better for a while.
        optional earn_back: EarnBack<'j>,
        /// How a credit is rounded to the minor unit: `half_up`.
        optional rounding: Text<'j>,
    }
}

/// Which of several credits of one period are paid.
pub type Combination<'j> = WordOr<'j, Exclusive<'j>>;

object! {
    /// Objectives of which no two are credited for one period.
    Exclusive {
        /// Lists of objectives; of each the dearest credit is paid.
        required exclusive: Vec<Vec<Text<'j>>>,
    }
}

object! {
    /// The most that is credited: a `percent` of charges, an `amount`, `days_of_charge` or
    /// `months_of_charge`.
    Cap {
        /// So many percent of the charges.
        optional percent: Digits<'j>,
        /// Of which charges: those of its window, this period among them, `window_charges`, where it
        /// is missing; or the `annual_charges` of the contract year.
        optional of: Text<'j>,
        /// So much.
        optional amount: Digits<'j>,
        /// As much as so many days cost.
        optional days_of_charge: Digits<'j>,
        /// As much as so many months cost, by what those of its window cost; in periods of months.
        optional months_of_charge: Digits<'j>,
        /// In which time: a `period`, `12_months` (or any other number of them) up to its end, the
        /// `contract_year`, or the `term`.
        required per: Text<'j>,
        /// Of what by itself: of each `objective`, with all its parts; of each `part` that is judged by
        /// itself; or of each `service`, before credits are combined;
        /// of all credits together where it is missing, after that.
        optional each: Text<'j>,
        /// The objectives whose credits it is about; all of them where it is missing.
        optional objectives: Vec<Text<'j>>,
        /// Whether what it cuts off is added to the next period's credit.
        optional carry_forward: bool,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// The least that is credited: one of the bounds.
    LeastCredit {
        /// Only what is more than this.
        optional more_than: Digits<'j>,
        /// Only what is at least this.
        optional at_least: Digits<'j>,
        /// Of what: each `credit`, where it is missing; or all credits of a `period` together.
        optional each: Text<'j>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// By when a credit must be claimed.
    Claim {
        /// How long.
        required within: ClaimWithin<'j>,
        /// After what: `period_end`, where it is missing; the end of the last incident behind the
        /// credit, `incident_end`; when that was `reported`; or when the report of the period was
        /// delivered, `report_delivered`.
        optional from: Text<'j>,
        /// What must have been done before: a first notice, evidence; each in a time of its own. Who
        /// claims without having done it does it then.
        optional steps: Vec<ClaimStep<'j>>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// What must have been done before a claim.
    ClaimStep {
        /// Its id, which no other step has.
        required id: Text<'j>,
        /// How long.
        required within: ClaimWithin<'j>,
        /// After what, as of the claim.
        optional from: Text<'j>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// How long there is for a claim: one of these. The day from which it counts is not counted, and
    /// the last day counts to its end; hours end at the instant.
    ClaimWithin {
        /// So many local days.
        optional days: Digits<'j>,
        /// So many days on which the calendar opens.
        optional working_days: Digits<'j>,
        /// So many calendar months.
        optional months: Digits<'j>,
        /// So many hours.
        optional hours: Digits<'j>,
        /// To the end of the service period that comes so many after the credit's.
        optional periods: Digits<'j>,
        /// The calendar of working days.
        optional calendar: Text<'j>,
    }
}

object! {
    /// What of a credit is charged again: after so many measured periods in a row that are so good, a
    /// share of what was granted or set off.
    EarnBack {
        /// So many measured periods in a row, after the credit's.
        required after_periods: Digits<'j>,
        /// Each so good: at least this, or at most where lower values are better; where it is
        /// missing, the target is met.
        optional at_least: Digits<'j>,
        /// They must be among the next so many periods; as many as there must be, where it is missing.
        optional within: Digits<'j>,
        /// The share that is charged again.
        required percent: Digits<'j>,
        /// Whose values: those of the `same_objective`, where it is missing; or of `all_objectives`
        /// that have a credit and periods as long.
        optional of: Text<'j>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}
