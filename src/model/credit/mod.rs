//! What a breach is worth.

mod bonus;
mod charge;
mod invoice;
mod price;
mod rule;
mod tier;

pub use bonus::{Bonus, BonusDue, BonusLevel};
pub use charge::{BasisKind, Charge, ChargeKind, ChargePer};
pub use invoice::{Invoiced, Invoices};
pub use price::Price;
pub use rule::{
    AtRisk, CreditPart, CreditRule, CreditTime, Every, HourOf, LostTime, MissWhen, On, PerBlock,
    PerPoint, Repeat, Rule, RuleClaim,
};
pub use tier::{Tier, Tiers, deeper};
