//! Rights beyond money, as they are written.

use crate::document::object::object;
use crate::document::token::{Bound, Digits, Text};

object! {
    /// What a party may do where promises are broken often or badly.
    Right {
        /// Its id, which no other right has.
        optional id: Text<'j>,
        /// What may be done: `terminate`, `withhold`; or `no_credits`, that none are due.
        required effect: Text<'j>,
        /// Of a right with `no_credits`, for which periods none are due: for those that begin when it
        /// has arisen, or later, while it can be exercised, `later`, where it is missing; for the one
        /// at whose end it arises and those that end within it, `own_period`; for both,
        /// `own_period_and_later`. Where it rests on credits itself, for later ones alone.
        optional stops: Text<'j>,
        /// What gives the right; each alone is enough.
        required any: Vec<Trigger<'j>>,
        /// For how long after the period in which it arose, at least a day; without it, it does not
        /// lapse.
        optional exercise_within: Within<'j>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// What gives a right: one of these.
    Trigger {
        /// Objectives were missed.
        optional breached: Breached<'j>,
        /// The value of an objective was so bad.
        optional value: ValueReached<'j>,
        /// The mean of an objective's values was so bad.
        optional mean: MeanReached<'j>,
        /// The sum of an objective's values was so bad.
        optional sum: SumReached<'j>,
        /// So large a part of objectives was missed.
        optional share_of_objectives: ShareMissed<'j>,
        /// There was so much downtime.
        optional downtime: TooMuchDowntime<'j>,
        /// There were so many credits.
        optional credits: CreditsReached<'j>,
    }
}

object! {
    /// Periods in which objectives were missed. Those not measured neither count nor break a run,
    /// and what gave the right once, by whichever trigger, counts no more.
    Breached {
        /// Any of these; of all that have the contract's periods, where it is missing.
        optional of: Vec<Text<'j>>,
        /// In so many periods; 1 where it is missing.
        optional periods: Digits<'j>,
        /// Of the last so many; of the whole term where it is missing.
        optional within: Digits<'j>,
        /// Whether they must follow each other.
        optional consecutive: bool,
    }
}

object! {
    /// Periods in which the value of an objective was so bad, of one that is judged label by label the
    /// worst of its values: one of the bounds.
    ValueReached {
        /// The objective.
        required of: Text<'j>,
        /// Below this.
        optional below: Bound<'j>,
        /// This, or below.
        optional at_or_below: Bound<'j>,
        /// Above this.
        optional above: Bound<'j>,
        /// This, or above.
        optional at_or_above: Bound<'j>,
        /// In so many periods; 1 where it is missing.
        optional periods: Digits<'j>,
        /// Of the last so many; of the whole term where it is missing.
        optional within: Digits<'j>,
        /// Whether they must follow each other.
        optional consecutive: bool,
    }
}

object! {
    /// The mean of an objective's values over its last periods; those without a value are left out.
    MeanReached {
        /// The objective.
        required of: Text<'j>,
        /// Over so many periods.
        required over: Digits<'j>,
        /// Below this.
        optional below: Bound<'j>,
        /// This, or below.
        optional at_or_below: Bound<'j>,
        /// Above this.
        optional above: Bound<'j>,
        /// This, or above.
        optional at_or_above: Bound<'j>,
    }
}

object! {
    /// The values of an objective over its last periods, added up, as far as there are any: points,
    /// downtime, numbers. One of the bounds.
    SumReached {
        /// The objective: one whose values are no percentages.
        required of: Text<'j>,
        /// Over so many periods.
        required over: Digits<'j>,
        /// Above this.
        optional above: Bound<'j>,
        /// This, or above.
        optional at_or_above: Bound<'j>,
    }
}

object! {
    /// Periods in which so large a part of the objectives that were judged was missed; one that is
    /// judged label by label is missed where any part of it is.
    ShareMissed {
        /// Of these; of all that have the contract's periods, where it is missing.
        optional of: Vec<Text<'j>>,
        /// At least so many percent of them.
        optional at_least: Digits<'j>,
        /// More than so many percent of them.
        optional more_than: Digits<'j>,
        /// In so many periods; 1 where it is missing.
        optional periods: Digits<'j>,
        /// Of the last so many; of the whole term where it is missing.
        optional within: Digits<'j>,
        /// Whether they must follow each other.
        optional consecutive: bool,
    }
}

object! {
    /// Downtime, each second by its weight, as an availability counts it, in hours of its own where
    /// it names a calendar.
    TooMuchDowntime {
        /// The availability.
        required of: Text<'j>,
        /// More than this.
        required more_than: Text<'j>,
        /// In the last so many periods together; 1 where it is missing.
        optional within: Digits<'j>,
        /// The calendar of the hours in which it counts; those of the availability where it is
        /// missing.
        optional calendar: Text<'j>,
    }
}

object! {
    /// Periods in which credits were so large: one of the bounds. What was granted stands for what
    /// was calculated, and what was refused or not claimed in time counts as nothing.
    CreditsReached {
        /// Of which objectives; of all that have a credit and the contract's periods, where it is
        /// missing.
        optional of: Vec<Text<'j>>,
        /// At least so much.
        optional at_least: Digits<'j>,
        /// Or at least so many percent of all charges of the agreement.
        optional percent: Digits<'j>,
        /// Over the last so many periods together; 1 where it is missing.
        optional over: Digits<'j>,
        /// In so many periods; 1 where it is missing.
        optional periods: Digits<'j>,
        /// Of the last so many; of the whole term where it is missing.
        optional within: Digits<'j>,
        /// Whether they must follow each other.
        optional consecutive: bool,
    }
}

object! {
    /// A length in local calendar days.
    Within {
        /// So many days; the day of the event itself is not counted.
        required days: Digits<'j>,
    }
}
