//! How what a breach is worth is worked out.

use super::{BasisKind, Price, Tiers};
use crate::model::words::words;
use crate::model::{Claim, Clause, OutageIn};
use crate::units::Exact;

/// What a breach of an objective is worth.
#[derive(Clone, Debug, PartialEq)]
pub struct CreditRule {
    /// How it is worked out.
    pub rule: Rule,
    /// What its percentages are of.
    pub basis: BasisKind,
    /// The clause that says so: its own, else the objective's.
    pub clause: Clause,
    /// By when it must be claimed.
    pub claim: RuleClaim,
    /// Whether what each miss is worth is written as an amount alone.
    pub is_short: bool,
}

/// By when what a rule is worth must be claimed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum RuleClaim {
    /// As every credit.
    #[default]
    AsAll,
    /// It need not be.
    Automatic,
    /// By terms of its own.
    Own(Claim),
}

/// How what a breach is worth is worked out.
#[derive(Clone, Debug, PartialEq)]
pub enum Rule {
    /// By the value reached.
    Tiers(Tiers),
    /// A breached period is not charged.
    Waive,
    /// So much for a breached period.
    PerBreach(Price),
    /// So much for each missed case.
    PerMiss(Price, MissWhen),
    /// So much for each outage of a breached period.
    PerOutage(Price),
    /// So much for each so long stretch of time.
    PerBlock(PerBlock),
    /// So many times the charge for the time that was lost.
    TimesLostTime(LostTime),
    /// So much for each so many points by which the target was missed.
    PerPoint(PerPoint),
    /// The part of the target that is missing.
    Shortfall,
    /// A part of the amount at risk.
    AtRisk(AtRisk),
    /// So much where periods in a row were breached.
    Repeat(Repeat),
    /// So much for every so many breaches.
    Every(Every),
}

/// So much for each so long stretch of time of a breached period.
#[derive(Clone, Debug, PartialEq)]
pub struct PerBlock {
    /// How long a block is, in nanoseconds; more than none.
    pub length: i128,
    /// What is cut into blocks.
    pub on: On,
    /// Which blocks count.
    pub part: CreditPart,
    /// Which of the period's downtime.
    pub time: CreditTime,
    /// Whether there is any time beyond what the target allows.
    pub may_be_beyond: bool,
    /// To which period an outage belongs with its blocks, where that is said of them alone.
    pub count_in: Option<OutageIn>,
    /// What each is worth.
    pub price: Price,
}

/// So many times the charge for the time that was lost.
#[derive(Clone, Debug, PartialEq)]
pub struct LostTime {
    /// How many times.
    pub times: Exact,
    /// Which time.
    pub time: CreditTime,
    /// Whether there is any time beyond what the target allows.
    pub may_be_beyond: bool,
    /// For which hours the charge is.
    pub hour_of: HourOf,
}

/// So much for each so many points by which the target was missed.
#[derive(Clone, Debug, PartialEq)]
pub struct PerPoint {
    /// How many points, in the unit of the value; more than none.
    pub step: Exact,
    /// The percentage of the basis for each.
    pub percent: Exact,
    /// Which of them count.
    pub part: CreditPart,
}

/// A part of the amount at risk, by three percentages.
#[derive(Clone, Debug, PartialEq)]
pub struct AtRisk {
    /// Of the basis, what is at risk.
    pub percent: Exact,
    /// Of that, what is in the pool.
    pub pool: Exact,
    /// Of that, what stands for the objective.
    pub allocation: Exact,
}

impl AtRisk {
    /// The percentage of the basis.
    #[must_use]
    pub fn share(&self) -> Exact {
        let product = &(&self.percent * &self.pool) * &self.allocation;
        product.checked_div(&Exact::from(10_000)).unwrap_or_else(Exact::zero)
    }
}

/// So much where periods in a row were breached.
#[derive(Clone, Debug, PartialEq)]
pub struct Repeat {
    /// How many in a row, the breached one among them.
    pub periods: u32,
    /// What it is worth.
    pub price: Price,
}

/// So much for every so many breaches.
#[derive(Clone, Debug, PartialEq)]
pub struct Every {
    /// How many breaches; at least one.
    pub breaches: u32,
    /// In the last so many periods, the breached one among them.
    pub within: u32,
    /// What they are worth.
    pub price: Price,
}

words! {
    /// What is cut into blocks.
    On {
        /// Each whole outage.
        Outage = "outage",
        /// All downtime of the period.
        Period = "period",
        /// By how much each missed case went beyond its limit.
        Overrun = "overrun",
    }

    /// Which parts of a length count.
    CreditPart {
        /// Whole ones.
        Whole = "whole",
        /// Those that were begun.
        Begun = "begun",
        /// All of it, in proportion.
        Exact = "exact",
    }

    /// Which downtime counts.
    CreditTime {
        /// All of it.
        All = "all",
        /// What is more than the target allows.
        BeyondTarget = "beyond_target",
    }

    /// For which hours a charge is.
    HourOf {
        /// Every hour of the period.
        Period = "period",
        /// Its agreed hours.
        Agreed = "agreed",
        /// Its measured time: agreed hours less what is removed.
        Measured = "measured",
    }

    /// Which missed cases count.
    MissWhen {
        /// Those of a breached period.
        Breached = "breached",
        /// All.
        Always = "always",
    }
}

impl Rule {
    /// The field of a contract that states it.
    #[must_use]
    pub fn name(&self) -> &'static str {
        match self {
            Self::Tiers(tiers) => tiers.field,
            Self::Waive => "waive",
            Self::PerBreach(_) => "per_breach",
            Self::PerMiss(..) => "per_miss",
            Self::PerOutage(_) => "per_outage",
            Self::PerBlock(_) => "per_block",
            Self::TimesLostTime(_) => "times_lost_time",
            Self::PerPoint(_) => "per_point",
            Self::Shortfall => "shortfall_of_target",
            Self::AtRisk(_) => "at_risk",
            Self::Repeat(_) => "repeat",
            Self::Every(_) => "every",
        }
    }

    /// Whether it is about whole outages.
    #[must_use]
    pub fn is_of_outages(&self) -> bool {
        match self {
            Self::PerOutage(_) => true,
            Self::PerBlock(block) => block.on == On::Outage,
            _ => false,
        }
    }

    /// To which period the outages belong for which it pays, where it says so itself.
    #[must_use]
    pub fn count_in(&self) -> Option<OutageIn> {
        match self {
            Self::PerBlock(block) => block.count_in,
            _ => None,
        }
    }

    /// The prices that it states.
    #[must_use]
    pub fn prices(&self) -> Vec<&Price> {
        match self {
            Self::Tiers(tiers) => tiers.list.iter().map(|tier| &tier.price).collect(),
            Self::PerBreach(price) | Self::PerMiss(price, _) | Self::PerOutage(price) => {
                vec![price]
            }
            Self::PerBlock(block) => vec![&block.price],
            Self::Repeat(repeat) => vec![&repeat.price],
            Self::Every(every) => vec![&every.price],
            Self::Waive
            | Self::TimesLostTime(_)
            | Self::PerPoint(_)
            | Self::Shortfall
            | Self::AtRisk(_) => Vec::new(),
        }
    }

    /// Whether it speaks of nothing but amounts, and so of no basis.
    #[must_use]
    pub fn is_of_amounts(&self) -> bool {
        let prices = self.prices();
        !prices.is_empty() && prices.iter().all(|price| matches!(price, Price::Amount(_)))
    }
}
