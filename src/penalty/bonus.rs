//! What the provider gets for a period that was better than promised.

use super::CreditBasis;
use crate::model::{Bonus, BonusLevel};
use crate::units::Exact;

/// A sum of money with the subject and the period that it is about, by their positions.
pub type SumOf = ((usize, usize), Exact);

/// What the provider gets for a period that was better than promised.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BonusEarned {
    /// The subject, by its position.
    pub subject: usize,
    /// The period, by its position.
    pub period: usize,
    /// What is agreed.
    pub bonus: Bonus,
    /// The level that is reached, by its position.
    pub level: usize,
    /// The value, as it is held against it.
    pub value: Exact,
    /// What a percentage is of; nothing where that is not stated, or the level is worth an amount.
    pub charge: Option<CreditBasis>,
    /// What it is worth, before it is rounded; nothing where it is not priced.
    pub exact: Option<Exact>,
    /// The same, rounded once.
    pub amount: Option<Exact>,
    /// What the client gets of the credits of the period, against which it is set off.
    pub against: Vec<SumOf>,
    /// What of these is charged again.
    pub charged_again: Vec<SumOf>,
    /// The bonuses that were set off before it.
    pub before: Vec<SumOf>,
    /// What of it is set off; nothing where it is payable, or not priced.
    pub set_off: Option<Exact>,
}

impl BonusEarned {
    /// The level that is reached.
    #[must_use]
    pub fn reached(&self) -> Option<&BonusLevel> {
        self.bonus.levels.get(self.level)
    }
}
