//! What a breach does to an invoice.

mod charge;
mod claim;
mod service_credit;

pub use charge::{ChargePart, PeriodCharge, period_charge};
pub use claim::{ClaimState, claim_day, deadline, last_day};
pub use service_credit::{ServiceCredit, assess};
