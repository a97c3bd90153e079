//! What a breach of an objective is worth, as it is written.

use super::credits::Claim;
use crate::document::DigitsOr;
use crate::document::object::object;
use crate::document::token::{Bound, Digits, Text};
use crate::document::word_or::WordOr;

object! {
    /// What a breach of an objective is worth: exactly one of the rules from `tiers` to `every`.
    Credit {
        /// What percentages are of: `service_charge`; `agreement_charge`, also where the objective
        /// names no service; `affected_charge`, the part with the labels for which it is judged;
        /// `previous_charge`, `next_charge`, `annual_charge` or `window_charge`.
        optional basis: Text<'j>,
        /// By the value reached: the deepest tier reached holds.
        optional tiers: Vec<Tier<'j>>,
        /// By the `points` that there are: the row of the most of them that are reached holds.
        optional points_table: Vec<PointsRow<'j>>,
        /// Whether a breached period is not charged at all.
        optional waive: bool,
        /// So much for a breached period, however bad it was.
        optional per_breach: Price<'j>,
        /// So much for each missed case: an amount, or more.
        optional per_miss: DigitsOr<'j, PerMiss<'j>>,
        /// So much for each outage of a breached period.
        optional per_outage: Price<'j>,
        /// So much for each so long stretch of time.
        optional per_block: PerBlock<'j>,
        /// So many times the charge for the time that was lost.
        optional times_lost_time: LostTime<'j>,
        /// So much for each so many points by which the target was missed.
        optional per_point: PerPoint<'j>,
        /// Whether the share is the part of the target that is missing: (target − value) ÷ target.
        optional shortfall_of_target: bool,
        /// A part of the amount at risk.
        optional at_risk: AtRisk<'j>,
        /// So much where periods in a row were breached.
        optional repeat: Repeat<'j>,
        /// So much for every so many breaches.
        optional every: Every<'j>,
        /// Beside `per_miss`: whether only the misses of a breached period count, `breached`, or
        /// `always` every miss.
        optional when: Text<'j>,
        /// By when it must be claimed, where that is other than for other credits, with `from`; or
        /// `automatic` where it need not be.
        optional claim: WordOr<'j, Claim<'j>>,
        /// The clause, where it is another than the objective's.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A tier: the values for which so much is due. It begins where values are worse.
    Tier {
        /// Where more is better: it begins below this value.
        optional below: Bound<'j>,
        /// Where more is better: it begins at this value.
        optional at_or_below: Bound<'j>,
        /// Where more is better: it ends above this value; without an end it reaches to the next
        /// tier. Where less is better: it begins above this value.
        optional above: Bound<'j>,
        /// Where more is better: it ends at this value.
        optional at_least: Bound<'j>,
        /// Where less is better: it begins at this value.
        optional at_or_above: Bound<'j>,
        /// Where less is better: it ends at this value; with `below` instead, before it.
        optional at_most: Bound<'j>,
        /// The percentage of the basis.
        optional percent: Digits<'j>,
        /// Or an amount in the contract's currency.
        optional amount: Digits<'j>,
        /// Or so many days of the charge of the period.
        optional days_of_charge: Digits<'j>,
    }
}

object! {
    /// What is due from so many points on.
    PointsRow {
        /// So many points, or more.
        required points: Digits<'j>,
        /// The percentage of the basis.
        optional percent: Digits<'j>,
        /// Or an amount in the contract's currency.
        optional amount: Digits<'j>,
        /// Or so many days of the charge of the period.
        optional days_of_charge: Digits<'j>,
    }
}

object! {
    /// What each of something is worth: one of these.
    Price {
        /// A percentage of the basis.
        optional percent: Digits<'j>,
        /// An amount in the contract's currency.
        optional amount: Digits<'j>,
        /// So many days of the charge of the period.
        optional days_of_charge: Digits<'j>,
    }
}

object! {
    /// What each missed case is worth.
    PerMiss {
        /// A percentage of the basis.
        optional percent: Digits<'j>,
        /// Or an amount in the contract's currency.
        optional amount: Digits<'j>,
        /// Or so many days of the charge of the period.
        optional days_of_charge: Digits<'j>,
        /// Only the misses of a breached period, `breached`, or `always` every miss.
        optional when: Text<'j>,
    }
}

object! {
    /// What each so long stretch of a breached period is worth.
    PerBlock {
        /// How long a block is: hours and less, or whole days of 24 hours.
        required length: Text<'j>,
        /// What is cut into blocks: each whole `outage`, all downtime of the `period`, or by how much
        /// each missed case went beyond its limit, the `overrun`.
        required on: Text<'j>,
        /// Which blocks count: `whole` ones, those that were `begun`, or `exact` parts too.
        optional part: Text<'j>,
        /// Of the period's downtime: `all`, or only what is `beyond_target`.
        optional time: Text<'j>,
        /// Of each outage: whether its blocks are credited for the period in which it `began` or
        /// `ended`; as `counting` says where it is missing.
        optional count_in: Text<'j>,
        /// A percentage of the basis.
        optional percent: Digits<'j>,
        /// Or an amount in the contract's currency.
        optional amount: Digits<'j>,
        /// Or so many days of the charge of the period.
        optional days_of_charge: Digits<'j>,
    }
}

object! {
    /// So many times the charge for the time that was lost in a breached period.
    LostTime {
        /// How many times.
        required times: Digits<'j>,
        /// `all` downtime, or only what is `beyond_target`.
        optional time: Text<'j>,
        /// Whether the charge is for every hour of the `period`, for its `agreed` hours, or for its
        /// `measured` time, which is agreed hours less what is removed.
        optional hour_of: Text<'j>,
    }
}

object! {
    /// What each so many points are worth by which the target was missed.
    PerPoint {
        /// How many: 1 for a percentage point, 0.1 for a tenth of one.
        required step: Digits<'j>,
        /// The percentage of the basis for each.
        required percent: Digits<'j>,
        /// Which of them count: `whole` ones, those that were `begun`, or `exact` parts too.
        optional part: Text<'j>,
    }
}

object! {
    /// A part of the amount at risk: `percent` × `pool` × `allocation` of the basis.
    AtRisk {
        /// The percentage of the basis that is at risk.
        required percent: Digits<'j>,
        /// The percentage of that which is in the pool.
        required pool: Digits<'j>,
        /// The percentage of that which stands for this objective. Those of one pool are not more
        /// than its percentage together.
        required allocation: Digits<'j>,
    }
}

object! {
    /// What it is worth that periods in a row were breached; those not measured neither count nor
    /// break a row.
    Repeat {
        /// How many in a row, the breached one among them.
        required periods: Digits<'j>,
        /// A percentage of the basis.
        optional percent: Digits<'j>,
        /// Or an amount in the contract's currency.
        optional amount: Digits<'j>,
        /// Or so many days of the charge of the period.
        optional days_of_charge: Digits<'j>,
    }
}

object! {
    /// What every so many breaches are worth, less what was paid in the same periods before.
    Every {
        /// How many breaches.
        required breaches: Digits<'j>,
        /// In the last so many periods.
        required within: Digits<'j>,
        /// A percentage of the basis.
        optional percent: Digits<'j>,
        /// Or an amount in the contract's currency.
        optional amount: Digits<'j>,
        /// Or so many days of the charge of the period.
        optional days_of_charge: Digits<'j>,
    }
}
