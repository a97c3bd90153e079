//! What a breach does to an invoice.

mod basis;
mod bonus;
mod charge;
mod charged;
mod claim;
mod contract_year;
mod facts;
mod right;
mod rule;
mod service_credit;
mod settle;

pub use basis::CreditBasis;
pub use bonus::{BonusEarned, SumOf};
pub use charge::{ChargePart, Charging, Payee, annual_charge, charge_of};
pub use charged::{Charged, DAYS_OF_MONTH};
pub use claim::{ClaimState, claim_by, last_day};
pub use facts::{CreditFacts, EarlierPeriod, VerdictBy};
pub use right::{Arisen, Shown, ShownIn, TriggerStands, right_stands};
pub use rule::{Worth, units_told, worth};
pub use service_credit::{ServiceCredit, assess};
pub use settle::{
    Account, CapCharge, CapUse, ChargeOf, ClaimBy, ClaimFacts, ClaimTold, CreditPart, CutLine, Due,
    EarnedBack, Issued, IssuedFrom, Level, Settled, Settlement, Settling, Stopped, settle,
};
