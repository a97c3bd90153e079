//! The contract as it is written, `sla-contract/1`.

use super::object::{Members, object};
use super::token::{Date, Digits, Text};

/// What `format` says of a contract that this program reads.
pub const FORMAT: &str = "sla-contract/1";

object! {
    /// A service contract: who agreed what with whom, and what a breach is worth.
    Contract {
        /// `sla-contract/1`.
        required format: Text<'j>,
        /// The contract's own id.
        optional id: Text<'j>,
        /// The contract's title.
        optional title: Text<'j>,
        /// A remark that every reader of the results should see.
        optional note: Text<'j>,
        /// Who provides the services.
        optional provider: Party<'j>,
        /// Who receives the services.
        optional client: Party<'j>,
        /// ISO 4217 code of the currency of every amount.
        required currency: Text<'j>,
        /// IANA name of the zone in which periods and days are cut; UTC where it is missing.
        optional time_zone: Text<'j>,
        /// From when, and until when, the contract holds.
        optional term: Term<'j>,
        /// The period for which objectives are judged; a calendar month where it is missing.
        optional service_period: ServicePeriod<'j>,
        /// The services.
        required services: Vec<Service<'j>>,
        /// How incidents count.
        optional counting: Counting<'j>,
        /// What was promised.
        required objectives: Vec<Objective<'j>>,
        /// What holds for every credit.
        optional credits: Credits<'j>,
    }
}

object! {
    /// A party of the contract.
    Party {
        /// Its name.
        required name: Text<'j>,
    }
}

object! {
    /// The contract's term.
    Term {
        /// The first local date.
        optional from: Date<'j>,
        /// The local date at whose beginning the contract has ended.
        optional until: Date<'j>,
    }
}

object! {
    /// A service period.
    ServicePeriod {
        /// `month` or `quarter`, of the calendar.
        required every: Text<'j>,
    }
}

object! {
    /// A service.
    Service {
        /// The id that incidents and objectives name.
        required id: Text<'j>,
        /// Its name; its id where it is missing.
        optional name: Text<'j>,
        /// How critical it is: 1 is the most.
        optional criticality: Digits<'j>,
        /// What is delivered.
        optional deliverables: Vec<Text<'j>>,
        /// What it costs, from when.
        optional charges: Vec<Charge<'j>>,
        /// The clause that defines it.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A recurring charge.
    Charge {
        /// The first local date on which it holds, until the next charge.
        required from: Date<'j>,
        /// The amount, in the contract's currency.
        required amount: Digits<'j>,
        /// `month`, `quarter`, `half_year` or `year`.
        required per: Text<'j>,
    }
}

object! {
    /// How incidents count.
    Counting {
        /// For each impact word the weight, from 0 to 1, of a second with it.
        optional impact: Members<'j, Digits<'j>>,
    }
}

object! {
    /// An objective: one promise that can be judged.
    Objective {
        /// Its id.
        required id: Text<'j>,
        /// Its name; its id where it is missing.
        optional name: Text<'j>,
        /// The clause that promises it.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
        /// The id of the service that it is about.
        required service: Text<'j>,
        /// What is measured: `availability`, in percent.
        required indicator: Text<'j>,
        /// The value that keeps the promise.
        required target: Target<'j>,
        /// What a breach is worth.
        optional credit: Credit<'j>,
    }
}

object! {
    /// A target: one of its bounds.
    Target {
        /// The value itself keeps the promise.
        optional at_least: Digits<'j>,
        /// Only a greater value keeps the promise.
        optional above: Digits<'j>,
    }
}

object! {
    /// What a breach of an objective is worth.
    Credit {
        /// What percentages are of: `service_charge`.
        optional basis: Text<'j>,
        /// The percentages by value; the deepest tier reached holds.
        required tiers: Vec<Tier<'j>>,
    }
}

object! {
    /// A tier: the values for which a percentage is due.
    Tier {
        /// It begins below this value.
        optional below: Digits<'j>,
        /// It begins at this value.
        optional at_or_below: Digits<'j>,
        /// It ends above this value; without an end it reaches down to the next tier.
        optional above: Digits<'j>,
        /// It ends at this value.
        optional at_least: Digits<'j>,
        /// The percentage of the basis.
        required percent: Digits<'j>,
    }
}

object! {
    /// What holds for every credit.
    Credits {
        /// By when a credit must be claimed; without it, none need be.
        optional claim: Claim<'j>,
        /// How a credit is rounded to the minor unit: `half_up`.
        optional rounding: Text<'j>,
    }
}

object! {
    /// By when a credit must be claimed.
    Claim {
        /// How long.
        required within: Within<'j>,
        /// After what: `period_end`.
        optional from: Text<'j>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A length in local calendar days.
    Within {
        /// So many days; the day of the event itself is not counted.
        required days: Digits<'j>,
    }
}
