//! What is paid.

use chrono::NaiveDate;

use crate::model::words::words;
use crate::units::Exact;

/// A charge, from a date until the next one of its kind and labels.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Charge {
    /// The first local date on which it holds.
    pub from: NaiveDate,
    /// The amount, not negative.
    pub amount: Exact,
    /// For how long it is paid.
    pub per: ChargePer,
    /// How it is paid.
    pub kind: ChargeKind,
    /// What it is for, as names and values of labels.
    pub labels: Vec<[String; 2]>,
    /// Its position in the contract.
    pub position: usize,
    /// The local date at whose beginning it holds no more, where an amendment ends it.
    pub until: Option<NaiveDate>,
    /// Where it stands in the file, where an amendment states it.
    pub stands: Option<String>,
}

/// For how long a charge is paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChargePer {
    /// Calendar months.
    Months(u32),
    /// Elapsed nanoseconds; more than none.
    Length(i128),
}

words! {
    /// How a charge is paid.
    ChargeKind {
        /// Again and again, in proportion to time.
        Recurring = "recurring",
        /// By what was used, as each period is invoiced.
        Usage = "usage",
        /// Once; no credit is a share of it.
        OneTime = "one_time",
    }

    /// What a credit is a share of.
    BasisKind {
        /// The charge of the objective's service in the period.
        ServiceCharge = "service_charge",
        /// All charges of the agreement in the period.
        AgreementCharge = "agreement_charge",
        /// Of the service's charges those with the labels for which it is judged.
        AffectedCharge = "affected_charge",
        /// The charge of the period before.
        PreviousCharge = "previous_charge",
        /// The charge of the period after.
        NextCharge = "next_charge",
        /// The charge of the contract year in which the period begins.
        AnnualCharge = "annual_charge",
        /// The charge of the days that are looked at.
        WindowCharge = "window_charge",
    }
}

impl BasisKind {
    /// Whether it is a charge of the period itself.
    #[must_use]
    pub fn is_of_period(self) -> bool {
        matches!(self, Self::ServiceCharge | Self::AgreementCharge | Self::AffectedCharge)
    }
}
