//! What is agreed and what happened: facts that both parties would sign.
//!
//! A value here has been validated; what makes no sense cannot be built or was refused before.

mod agreement;
mod amendment;
mod calendar;
mod clock_terms;
mod correction;
mod counting;
mod credit;
mod credits;
mod currency_in_force;
mod cut;
mod cuts;
mod declared;
mod done;
mod event;
mod group;
mod history;
mod impact;
mod incident;
mod incidents;
mod indicator;
mod maintenance;
mod periods;
mod periods_in_force;
mod reading;
mod recurrence;
mod right;
mod rounding;
mod series;
mod switch;
mod tally_terms;
mod target;
mod words;
mod zone_in_force;

pub use agreement::{
    Agreement, Clause, Commitment, CostOfDowntime, Exclusion, Objective, Service, Subject, Term,
    Terms,
};
pub use amendment::{AmendedPeriod, Amendment, Life, Pointers, Version};
pub use calendar::{Calendar, DayHours, Opening, Week};
pub use clock_terms::{
    Attribution, By, ClockTerms, Course, Limit, Limits, NoCases, PriorityRule, ReopenedRule,
    SKIPS_EXCLUDED, Scope, When,
};
pub use correction::{Corrected, Correction, Draft, IncidentSet, RecordSet, Set};
pub use counting::{
    ClockUnit, Counting, DownWhen, EXCLUDED_FIRST, Minimum, OutageFrom, OutageIn, OutagePer,
    Overlap, SameUsers, Treatment, UnitCounts,
};
pub use credit::{
    AtRisk, BasisKind, Bonus, BonusDue, BonusLevel, Charge, ChargeKind, ChargePer, CreditPart,
    CreditRule, CreditTime, Every as EveryBreaches, HourOf, Invoiced, Invoices, LostTime, MissWhen,
    On, PerBlock, PerPoint, Price, Repeat, Rule, RuleClaim, Tier, Tiers, deeper,
};
pub use credits::{
    Before, BeforeAmount, BeforeVerdict, Cap, CapCharges, CapEach, CapPer, Claim, ClaimFrom,
    ClaimMade, ClaimWithin, Combination, Credits, DayOfCharge, EarnBack, LeastCredit, Most,
};
pub(crate) use credits::{LEAST_PER_PERIOD, OF_ALL_OBJECTIVES};
pub use currency_in_force::CurrencyInForce;
pub use cut::{Cut, Side};
pub use cuts::Cuts;
pub use declared::Declared;
pub use done::{Deed, Measurement};
pub use event::{Event, Turn, Word};
pub use group::{Group, GroupKind, touches_any};
pub use history::{History, Origin, Words};
pub use impact::{Affected, FULL, Impact, ImpactScale, Level, Rank, Weights};
pub use incident::{End, EndEvent, Incident, Touch, Touched};
pub use incidents::{Incidents, NewIncident};
pub use indicator::{Indicator, IndicatorOrigin};
pub use maintenance::{Allowance, Notice, ONLY_DOWNTIME, Permission, Record, Slots};
pub use periods::{BeforeStart, Consumed, Every, Judged, Partial, Periods, Window};
pub use reading::{OtherReading, Place, Reading, Statements, fixed_length};
pub use recurrence::{
    Frequency, Months, NthWeekdays, Places, Recurrence, RecurrenceEnd, Recurring,
};
pub use right::{Among, Effect, Reach, Right, Sign, Stops, Trigger};
pub use rounding::{RoundingMode, ValueRounding};
pub use series::{Requests, Series, Steps};
pub use switch::Switch;
pub use tally_terms::{
    Due, NoRequests, PointsFor, PointsPart, RequestMethod, TallySource, TallyTerms,
};
pub use target::{Measure, Target};
