//! What a breach does to an invoice.

mod basis;
mod charge;
mod claim;
mod facts;
mod right;
mod rule;
mod service_credit;

pub use basis::CreditBasis;
pub use charge::{ChargePart, period_charge};
pub use claim::{ClaimState, claim_day, deadline, last_day};
pub use facts::{CreditFacts, EarlierPeriod};
pub use right::{Arisen, Shown, TriggerStands, right_stands};
pub use rule::{Worth, worth};
pub use service_credit::{ServiceCredit, assess};
