//! Claims that were made, and what was credited before, as they are written.

use crate::document::object::{Members, object};
use crate::document::token::{Bound, Date, Digits, Moment, Text};

object! {
    /// A claim for a credit, and what became of it. Several records of one credit are one claim: what
    /// any of them tells holds, the first request, and the last decision.
    ClaimMade {
        /// The first date of the credit's period.
        required period: Date<'j>,
        /// The objective, by id.
        required objective: Text<'j>,
        /// The labels of the part that is credited, where the objective is judged label by label.
        optional labels: Members<'j, Text<'j>>,
        /// When each step before it was done, by its id.
        optional steps: Members<'j, Moment<'j>>,
        /// When it was made.
        optional requested: Moment<'j>,
        /// When it was decided.
        optional decided: Moment<'j>,
        /// What was granted then, which stands for the calculated credit; `"0"` where it was refused.
        optional granted: Digits<'j>,
        /// The currency of what was granted, by ISO 4217, where it is not the contract's in that period.
        /// Then it stands in sums of its own, under caps by what was calculated.
        optional currency: Text<'j>,
        /// Whether the client chose this credit among those of which not all are paid.
        optional choice: bool,
    }
}

object! {
    /// What was charged and credited before the time that the files tell of.
    Earlier {
        /// Charges, for caps that look back.
        optional charges: Vec<EarlierCharge<'j>>,
        /// Credits, for caps that look back.
        optional credits: Vec<EarlierCredit<'j>>,
        /// Verdicts, for credits and rights that look back, and for what is earned back.
        optional verdicts: Vec<EarlierVerdict<'j>>,
    }
}

object! {
    /// What a service cost in an earlier period.
    EarlierCharge {
        /// The first date of the period.
        required period: Date<'j>,
        /// The service, by id; all of them together where it is missing.
        optional service: Text<'j>,
        /// How much, in the contract's currency in that period.
        required amount: Digits<'j>,
    }
}

object! {
    /// What was credited for an earlier period.
    EarlierCredit {
        /// The first date of the period.
        required period: Date<'j>,
        /// The objective, by id; none by itself where it is missing.
        optional objective: Text<'j>,
        /// How much, in the contract's currency in that period.
        required amount: Digits<'j>,
    }
}

object! {
    /// How an objective was judged in a period that nothing else here tells of. Where the files tell
    /// enough to judge it, what is calculated holds.
    EarlierVerdict {
        /// The first date of the period.
        required period: Date<'j>,
        /// The objective, by id.
        required objective: Text<'j>,
        /// The labels of the part that was judged, where the objective is judged label by label.
        optional labels: Members<'j, Text<'j>>,
        /// `met` or `missed`.
        required verdict: Text<'j>,
        /// What was measured, in the unit of the objective, for what looks at values.
        optional value: Bound<'j>,
    }
}
