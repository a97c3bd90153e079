//! The contract as it is written, `sla-contract/1`.

mod amendment;
mod bonus;
mod calendar;
mod counting;
mod credit_rule;
mod credits;
mod group;
mod maintenance;
mod objective;
mod right;

pub use amendment::{Additions, Amendment};
pub use bonus::{Bonus, BonusLevel};
pub use calendar::{Calendar, DayHours, Holiday};
pub use counting::{Counting, DownWhen, ErrorRate, Minimum, MinimumOutage, Unit, UnitOfClock};
pub use credit_rule::{
    AtRisk, Credit, Every, LostTime, PerBlock, PerMiss, PerPoint, PointsRow, Price, Repeat, Tier,
};
pub use credits::{
    Cap, Claim, ClaimStep, ClaimWithin, Combination, Credits, EarnBack, Exclusive, LeastCredit,
};
pub use group::{Group, KOfN};
pub use maintenance::{Allowance, Notice, Permission, Slots};
pub use objective::{
    Due, Limit, LimitRange, Limits, Objective, Percentile, PointsPart, PointsRepeated, PointsTimes,
    ScorePart, Target, TargetBound, TargetRange, When, Where, Window, WorkingDays,
};

pub use right::{
    Breached, CreditsReached, MeanReached, Right, ShareMissed, SumReached, TooMuchDowntime,
    Trigger, ValueReached, Within,
};

use super::WordOr;
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
        /// ISO 4217 code of the currency of every amount. Amendments may change it where periods end; an
        /// amount that they do not set is the same figure in the new one.
        required currency: Text<'j>,
        /// IANA name of the zone in which periods and days are cut; UTC where it is missing. An amendment
        /// may change it, up to four times, on a day that begins a period of the contract and of each
        /// objective: that day begins by the clocks before and ends by the new ones, as where a country
        /// moves to another zone. Hours of calendars and slots without a zone of their own, working days,
        /// deadlines and units of the clock follow. Hours are what the clocks read: what they read twice
        /// is open twice, what they leave out is not; of a day by a rule (`rule`) the first counts.
        optional time_zone: Text<'j>,
        /// From when, and until when, the contract holds.
        optional term: Term<'j>,
        /// The period for which objectives are judged; a calendar month where it is missing.
        optional service_period: ServicePeriod<'j>,
        /// The calendars that services and objectives name, by id.
        optional calendars: Members<'j, Calendar<'j>>,
        /// What it costs as a whole, beside its services, from when.
        optional charges: Vec<Charge<'j>>,
        /// The services.
        required services: Vec<Service<'j>>,
        /// The priorities of incidents, the highest first.
        optional priorities: Vec<Text<'j>>,
        /// How incidents count.
        optional counting: Counting<'j>,
        /// The maintenance that is permitted.
        optional maintenance: Vec<Permission<'j>>,
        /// The causes for which the provider does not answer.
        optional exclusions: Vec<Exclusion<'j>>,
        /// How values, shares and numbers, are rounded before they are held against targets and
        /// tiers; where it is missing, or `none`, they are not. As much downtime is allowed as is
        /// still rounded to the target.
        optional value_rounding: ValueRounding<'j>,
        /// What was promised.
        required objectives: Vec<Objective<'j>>,
        /// What was promised without any measure by which it could be judged.
        optional commitments: Vec<Commitment<'j>>,
        /// What holds for every credit.
        optional credits: Credits<'j>,
        /// What may be done where promises are broken often or badly.
        optional rights: Vec<Right<'j>>,
        /// What was agreed later, in any order; of those of one day the later in the list holds.
        optional amendments: Vec<Amendment<'j>>,
        /// What becomes of a period in which an amendment changes how an objective is measured or
        /// judged: `split`, each part is judged by its own terms, and breached parts are one breach;
        /// or all of it is judged by the terms of its `start`, or of its `end`.
        optional amended_period: Text<'j>,
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
        /// `month`, `quarter`, `half_year`, `year`, or whole days or weeks: `P7D`.
        required every: Text<'j>,
        /// A local date on which a period begins; 1 January where it is missing. A day 29 to 31 is
        /// the last of a shorter month.
        optional from: Date<'j>,
        /// What becomes of a period that the term cuts: `clipped`, or judged `whole`.
        optional partial: Text<'j>,
    }
}

object! {
    /// A cause for which the provider does not answer.
    Exclusion {
        /// The word by which incidents name it.
        required cause: Text<'j>,
        /// The clause.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A promise without a measure: it is shown, and not judged.
    Commitment {
        /// Its id.
        required id: Text<'j>,
        /// The service that it is about, by id; the whole contract where it is missing.
        optional service: Text<'j>,
        /// The clause that promises it.
        optional clause: Text<'j>,
        /// What is promised.
        required text: Text<'j>,
    }
}

object! {
    /// How a value is rounded before it is judged; the report has the exact one as well.
    RoundedTo {
        /// To so many decimals.
        required places: Digits<'j>,
        /// Where what lies between goes: `half_up`, `half_even`, `down` toward zero, or `up`.
        required mode: Text<'j>,
    }
}

/// How a value is rounded before it is judged; `"none"` where it is not.
pub type ValueRounding<'j> = WordOr<'j, RoundedTo<'j>>;

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
        /// The calendar of its agreed hours; always open where it is missing.
        optional calendar: Text<'j>,
        /// The services that make it together, where it is a group of them.
        optional group: Group<'j>,
        /// What it costs, from when.
        optional charges: Vec<Charge<'j>>,
        /// What its downtime costs the client: it stands beside the credits, and changes none.
        optional cost_of_downtime: CostOfDowntime<'j>,
        /// How incidents count for it, where it is otherwise than for the whole contract.
        optional counting: Counting<'j>,
        /// The clause that defines it.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// What downtime costs the client.
    CostOfDowntime {
        /// The amount.
        required amount: Digits<'j>,
        /// Its currency (ISO 4217), where it is not the contract's: then no credit is set against it.
        optional currency: Text<'j>,
        /// Of how much downtime, each second by its weight: a `minute`, an `hour` or a `day` of 24
        /// hours.
        required per: Text<'j>,
    }
}

object! {
    /// A charge.
    Charge {
        /// The first local date on which it holds, until the next charge of its kind and labels.
        required from: Date<'j>,
        /// The amount, in the contract's currency.
        required amount: Digits<'j>,
        /// `month`, `quarter`, `half_year` or `year`, or a length: `P28D`.
        required per: Text<'j>,
        /// `recurring`, in proportion to time; `usage`, the same for each period; or `one_time`, of
        /// which no credit is a share. Recurring where it is missing.
        optional kind: Text<'j>,
        /// What it is for: a site, a region.
        optional labels: Members<'j, Text<'j>>,
    }
}
