//! What a breach does to an invoice.

mod basis;
mod charge;
mod claim;
mod right;
mod service_credit;

pub use basis::CreditBasis;
pub use charge::{ChargePart, period_charge};
pub use claim::{ClaimState, claim_day, deadline, last_day};
pub use right::{Arisen, Shown, TriggerStands, trigger_stands};
pub use service_credit::{ServiceCredit, assess};
