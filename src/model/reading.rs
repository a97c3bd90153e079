//! How a contract is read: what it states, what it leaves open, and how else that may be read.

use std::collections::BTreeMap;

use super::amendment::AmendedPeriod;
use super::clock_terms::{Attribution, PriorityRule, ReopenedRule, SKIPS_EXCLUDED};
use super::counting::{
    Counting, EXCLUDED_FIRST, OutageFrom, OutageIn, OutagePer, Overlap, SameUsers,
};
use super::credit::{CreditPart, CreditTime, HourOf, LostTime, MissWhen, PerBlock, PerPoint, Rule};
use super::credits::{
    CapCharges, Combination, DayOfCharge, LEAST_PER_PERIOD, Most, OF_ALL_OBJECTIVES,
};
use super::maintenance::ONLY_DOWNTIME;
use super::periods::{BeforeStart, Consumed, Judged, Partial};
use super::switch::{Scope, Switch, named};
use super::{
    Agreement, BasisKind, By, ClockUnit, Every, ImpactScale, Indicator, Limit, Limits, Minimum,
    NoCases, NoRequests, Objective, Opening, Price, RequestMethod, TallySource, Terms, Treatment,
    UnitCounts,
};
use crate::units::Length;

/// A part of a contract that answers questions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Place {
    /// The contract as a whole.
    Contract,
    /// The service at that position.
    Service(usize),
    /// The objective at that position.
    Objective(usize),
    /// The permission of maintenance at that position.
    Permission(usize),
    /// The cap at that position.
    Cap(usize),
}

/// What a contract states, by question and place, as it says it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Statements(BTreeMap<(Switch, Place), String>);

impl Statements {
    /// Those of objectives by other positions; what is said of one that has none is left out.
    #[must_use]
    pub fn moved(&self, position: impl Fn(usize) -> Option<usize>) -> Self {
        let moved = |place: Place| match place {
            Place::Objective(at) => position(at).map(Place::Objective),
            place => Some(place),
        };
        let all = self.0.iter();
        Self(
            all.filter_map(|((switch, at), said)| Some(((*switch, moved(*at)?), said.clone())))
                .collect(),
        )
    }

    /// Notes what is said of a question at a place, if anything.
    pub fn put(&mut self, switch: Switch, place: Place, said: Option<String>) {
        if let Some(said) = said {
            self.0.insert((switch, place), said);
        }
    }

    fn at(&self, switch: Switch, place: Place) -> Option<(Place, &str)> {
        self.0.get(&(switch, place)).map(|said| (place, said.as_str()))
    }
}

/// How an open question is read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading {
    /// The question.
    pub switch: Switch,
    /// The answer in force.
    pub value: String,
    /// Whether the contract leaves it open.
    pub by_default: bool,
    /// For which objectives, permissions of maintenance, or caps, by position; empty where for all
    /// of them.
    pub only: Vec<usize>,
}

/// Another reading of what a contract leaves open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OtherReading {
    /// The question.
    pub switch: Switch,
    /// The other answer.
    pub value: &'static str,
}

impl Agreement {
    /// Whether nothing was agreed later.
    fn is_unamended(&self) -> bool {
        self.later.is_empty() && self.amendments.is_empty()
    }

    /// Where the answer for an objective stands, and what it says; nothing where it is left open.
    #[must_use]
    pub fn stated(&self, switch: Switch, objective: usize) -> Option<(Place, &str)> {
        self.terms_of(objective).stated_there(switch, objective)
    }

    /// What the contract itself says about a question.
    #[must_use]
    pub fn stated_of_contract(&self, switch: Switch) -> Option<&str> {
        self.statements.at(switch, Place::Contract).map(|(_, said)| said)
    }

    fn stated_there(&self, switch: Switch, objective: usize) -> Option<(Place, &str)> {
        let own = Place::Objective(objective);
        let at = |place| self.statements.at(switch, place);
        match switch.scope() {
            Scope::Contract => at(Place::Contract),
            // Periods of its own leave nothing to the contract's.
            Scope::Periods if self.statements.at(Switch::Every, own).is_some() => at(own),
            Scope::Periods => at(Place::Contract),
            Scope::Value => at(own).or_else(|| at(Place::Contract)),
            Scope::Counting | Scope::WholeOutages => {
                let service = self.objectives.get(objective).and_then(|it| it.service);
                let service = || at(Place::Service(service?));
                at(own).or_else(service).or_else(|| at(Place::Contract))
            }
            _ => at(own),
        }
    }

    /// Where the answer of a service to a question of how incidents count stands, and what it says.
    #[must_use]
    pub fn stated_of(&self, switch: Switch, service: usize) -> Option<(Place, &str)> {
        let at = |place| self.statements.at(switch, place);
        at(Place::Service(service)).or_else(|| at(Place::Contract))
    }

    /// How each question that the agreement raises is read.
    #[must_use]
    pub fn readings(&self) -> Vec<Reading> {
        let mut readings: Vec<Reading> = Vec::new();
        for switch in Switch::ALL {
            let first = readings.len();
            if *switch == Switch::TimeZone && self.zone.changes().next().is_some() {
                let value = self.zone.to_string();
                let (by_default, only) = (false, Vec::new());
                readings.push(Reading { switch: *switch, value, by_default, only });
                continue;
            }
            for (position, stated) in self.asked(*switch) {
                let Some(value) = stated.or(self.default_of(*switch, position)) else { continue };
                let by_default = stated.is_none();
                let own = readings.iter_mut().skip(first);
                let same = own
                    .into_iter()
                    .find(|known| known.value == value && known.by_default == by_default);
                match same {
                    Some(known) => known.only.push(position),
                    None => readings.push(Reading {
                        switch: *switch,
                        value: value.to_owned(),
                        by_default,
                        only: vec![position],
                    }),
                }
            }
            // Of what holds for all, nobody asks for which.
            if let [alone] = readings.get_mut(first..).unwrap_or_default() {
                alone.only.clear();
            }
        }
        readings
    }

    /// What stands in where an objective, by its position, leaves a question open.
    fn default_of(&self, switch: Switch, objective: usize) -> Option<&'static str> {
        let service = self.objectives.get(objective).and_then(|it| it.service);
        match (switch, service) {
            (Switch::CreditBasis, None) => Some(BasisKind::AgreementCharge.name()),
            _ => switch.default(),
        }
    }

    /// The positions of those for whom a question is to be answered, and what is stated for each.
    fn asked(&self, switch: Switch) -> Vec<(usize, Option<&str>)> {
        let said = |(_, said)| said;
        let of_objectives = |concerned: &dyn Fn(&Objective) -> bool| {
            let objectives = self.objectives.iter().enumerate();
            let objectives = objectives.filter(|(_, objective)| concerned(objective));
            objectives.map(|(at, _)| (at, self.stated(switch, at).map(said))).collect()
        };
        match switch.scope() {
            Scope::Contract => {
                let credited = || self.objectives.iter().filter(|it| it.credit.is_some()).count();
                let concerned = match switch {
                    Switch::AmendedPeriod => !self.is_unamended(),
                    Switch::Claim => self.credits.claim.is_none(),
                    Switch::ClaimFrom => self.credits.claim.is_some(),
                    Switch::DayOfCharge => self.has_days_of_charge(),
                    Switch::MinimumEach => self.credits.minimum.is_some(),
                    Switch::EarnBackOf => self.credits.earn_back.is_some(),
                    // Of one credit there is nothing to choose.
                    Switch::Combination => credited() > 1,
                    _ => true,
                };
                let answer = (0, self.statements.at(switch, Place::Contract).map(said));
                Some(answer).filter(|_| concerned).into_iter().collect()
            }
            Scope::Periods => of_objectives(&|_| true),
            Scope::Counting => of_objectives(&|objective| objective.is_counted_by(switch)),
            Scope::WholeOutages => of_objectives(&|it| {
                let leaves_it = |rule: &Rule| rule.is_of_outages() && rule.count_in().is_none();
                let of_outages = it.rule().is_some_and(leaves_it);
                it.is_about_time() && (it.indicator.is_of_whole_outages() || of_outages)
            }),
            Scope::Value => of_objectives(&|it| it.target.may_be_rounded()),
            Scope::Clock => of_objectives(&|objective| objective.clock().is_some()),
            Scope::WorkingDays => of_objectives(&|it| working_days(it).next().is_some()),
            Scope::Window => of_objectives(&|objective| objective.window.is_some()),
            Scope::CreditedWindow => of_objectives(&|objective| {
                let is_credited = objective.window.is_some() && objective.credit.is_some();
                is_credited && objective.indicator == Indicator::Availability
            }),
            Scope::Credit => {
                of_objectives(&|it| it.rule().is_some_and(|rule| !rule.is_of_amounts()))
            }
            Scope::CreditPerMiss | Scope::CreditByPart | Scope::CreditForTime | Scope::LostTime => {
                of_objectives(&|it| it.rule().is_some_and(|rule| rule.raises(switch)))
            }
            Scope::Bonus => of_objectives(&|objective| objective.bonus.is_some()),
            Scope::Requests => of_objectives(&|objective| objective.requests().is_some()),
            Scope::IntervalMean => of_objectives(&|objective| {
                matches!(objective.requests(), Some((RequestMethod::IntervalMean, _)))
            }),
            Scope::Cap => {
                let stated = |at| self.statements.at(switch, Place::Cap(at)).map(said);
                let caps = self.credits.caps.iter().enumerate();
                let shares = caps.filter(|(_, cap)| matches!(cap.most, Most::Percent(..)));
                shares.map(|(at, _)| (at, stated(at))).collect()
            }
            Scope::Permission => {
                let stated = |at| self.statements.at(switch, Place::Permission(at)).map(said);
                (0..self.maintenance.len()).map(|at| (at, stated(at))).collect()
            }
        }
    }

    /// Whether any credit, or the most that is credited, is so many days of a charge by the month.
    fn has_days_of_charge(&self) -> bool {
        let is_days = |price: &&Price| matches!(price, Price::Days(_));
        let mut credited = self.objectives.iter().filter(|it| it.periods.every.months().is_some());
        credited.any(|it| {
            let rule = it.rule();
            let caps = || self.credits.caps.iter();
            rule.is_some_and(|rule| rule.prices().iter().any(is_days))
                || rule.is_some() && caps().any(|cap| matches!(cap.most, Most::Days(_)))
        })
    }

    /// Every other reading of what is left open, one question at a time.
    #[must_use]
    pub fn other_readings(&self) -> Vec<OtherReading> {
        let open = |switch: &&Switch| self.asked(**switch).iter().any(|(_, said)| said.is_none());
        let may = |switch: &&Switch| **switch != Switch::PeriodLength || self.may_be_fixed();
        let switches = Switch::ALL.iter().filter(open).filter(may);
        let others = switches.flat_map(|switch| {
            let answers = switch.answers().into_iter();
            let others = answers.filter(|answer| Some(*answer) != switch.default());
            others.map(|value| OtherReading { switch: *switch, value })
        });
        others.collect()
    }

    /// Whether a month of fixed length could stand for the agreed time of every period.
    fn may_be_fixed(&self) -> bool {
        let always = |calendar: usize| {
            self.calendars.get(calendar).is_none_or(|it| matches!(it.opening, Opening::Always))
        };
        let mut counting = self.objectives.iter().filter(|it| it.is_about_time());
        let months = |it: &Objective| it.window.is_some() || it.periods.every == Every::Month;
        counting.all(|it| it.calendar.is_none_or(always) && months(it))
    }

    /// The agreement with another reading of what it leaves open; what it states stays.
    #[must_use]
    pub fn read_as(&self, other: OtherReading) -> Self {
        let OtherReading { switch, value } = other;
        let mut read = self.clone();
        // Members of groups count as their own services do.
        for (at, service) in read.services.iter_mut().enumerate() {
            if switch.scope() == Scope::Counting && self.stated_of(switch, at).is_none() {
                service.counting.read(switch, value);
            }
        }
        for (at, said) in self.asked(switch) {
            if said.is_some() {
                continue;
            }
            match switch {
                Switch::AmendedPeriod => {
                    put(&mut read.amended_period, named(value, AmendedPeriod::WORDS));
                }
                Switch::PeriodLength => read.period_length = fixed_length(value),
                Switch::Combination => {
                    put(&mut read.credits.combination, Combination::named(value))
                }
                Switch::DayOfCharge => {
                    put(&mut read.credits.day_of_charge, named(value, DayOfCharge::WORDS));
                }
                Switch::CapOf => {
                    let cap = read.credits.caps.get_mut(at);
                    if let Some(Most::Percent(_, charges)) = cap.map(|cap| &mut cap.most) {
                        put(charges, named(value, CapCharges::WORDS));
                    }
                }
                Switch::MinimumEach => {
                    let least = read.credits.minimum.as_mut();
                    let least = least.zip(named(value, LEAST_PER_PERIOD));
                    least.into_iter().for_each(|(it, together)| it.per_period = together);
                }
                Switch::EarnBackOf => {
                    let terms = read.credits.earn_back.as_mut();
                    let terms = terms.zip(named(value, OF_ALL_OBJECTIVES));
                    terms.into_iter().for_each(|(it, of_all)| it.of_all = of_all);
                }
                Switch::Impact => read.impact = ImpactScale::said(value),
                Switch::MaintenanceCounts => {
                    let permission = read.maintenance.get_mut(at);
                    let permission = permission.zip(named(value, ONLY_DOWNTIME));
                    permission.into_iter().for_each(|(it, only)| it.only_downtime = only);
                }
                _ => read.objectives.get_mut(at).into_iter().for_each(|it| it.read(switch, value)),
            }
        }
        for version in &mut read.later {
            version.agreement = version.agreement.read_as(other);
        }
        read
    }
}

impl Objective {
    /// Whether a question about how incidents count is one about it. Of requests it is only that
    /// which decides what time is measured.
    fn is_counted_by(&self, switch: Switch) -> bool {
        let of_labels = [
            Switch::ConcurrentCause,
            Switch::ExclusionSpan,
            Switch::Maintenance,
            Switch::ExcludedIncident,
            Switch::Unknown,
        ];
        self.is_about_time() || (self.requests().is_some() && of_labels.contains(&switch))
    }

    /// Reads a question about it so.
    fn read(&mut self, switch: Switch, value: &str) {
        self.counting.read(switch, value);
        if switch == Switch::Partial {
            put(&mut self.periods.partial, named(value, Partial::WORDS));
        }
        if let Some(credit) = &mut self.credit {
            credit.rule.read(switch, value);
            // Without a service it is of the agreement in any case.
            if switch == Switch::CreditBasis && self.service.is_some() {
                put(&mut credit.basis, named(value, BasisKind::WORDS));
            }
        }
        if let Some(window) = &mut self.window {
            match switch {
                Switch::WindowJudged => put(&mut window.judged, named(value, Judged::WORDS)),
                Switch::BeforeStart => {
                    put(&mut window.before_start, named(value, BeforeStart::WORDS))
                }
                Switch::WindowConsumed => put(&mut window.consumed, named(value, Consumed::WORDS)),
                _ => {}
            }
        }
        if let Terms::Tally(terms) = &mut self.terms
            && let TallySource::Requests { method, no_requests } = &mut terms.source
        {
            match switch {
                Switch::Method => put(method, named(value, RequestMethod::WORDS)),
                Switch::NoRequests => put(no_requests, named(value, NoRequests::WORDS)),
                _ => {}
            }
        }
        let Terms::Clock(clock) = &mut self.terms else { return };
        match switch {
            Switch::PauseOn => clock.pause_on = (value == "none").then(Vec::new),
            Switch::PriorityChange => {
                put(&mut clock.priority_change, named(value, PriorityRule::WORDS));
            }
            Switch::Reopened => put(&mut clock.reopened, named(value, ReopenedRule::WORDS)),
            Switch::ExcludedCause => put(&mut clock.skips_excluded, named(value, SKIPS_EXCLUDED)),
            Switch::Attribution => put(&mut clock.attribution, named(value, Attribution::WORDS)),
            Switch::NoCases if value == "met" => clock.no_cases = NoCases::Met,
            Switch::LimitBy => {
                let limits = limits_mut(&mut clock.limits);
                for limit in limits {
                    if let (Limit::WorkingDays { by, .. }, Some(read)) =
                        (limit, named(value, By::WORDS))
                    {
                        *by = read;
                    }
                }
            }
            _ => {}
        }
    }
}

impl Rule {
    /// Whether it raises a question.
    fn raises(&self, switch: Switch) -> bool {
        match (self, switch) {
            (Self::PerMiss(..), Switch::CreditWhen)
            | (Self::PerBlock(_) | Self::PerPoint(_), Switch::CreditPart)
            | (Self::TimesLostTime(_), Switch::HourOf) => true,
            // Beyond what a target allows there is only where it allows any.
            (Self::PerBlock(block), Switch::CreditTime) => block.may_be_beyond,
            (Self::TimesLostTime(lost), Switch::CreditTime) => lost.may_be_beyond,
            _ => false,
        }
    }

    /// Reads a question about it so; other questions are none of its.
    fn read(&mut self, switch: Switch, value: &str) {
        match (self, switch) {
            (Self::PerMiss(_, when), Switch::CreditWhen) => {
                put(when, named(value, MissWhen::WORDS));
            }
            (Self::PerBlock(PerBlock { part, .. }), Switch::CreditPart)
            | (Self::PerPoint(PerPoint { part, .. }), Switch::CreditPart) => {
                put(part, named(value, CreditPart::WORDS));
            }
            (Self::PerBlock(PerBlock { time, .. }), Switch::CreditTime)
            | (Self::TimesLostTime(LostTime { time, .. }), Switch::CreditTime) => {
                put(time, named(value, CreditTime::WORDS));
            }
            (Self::TimesLostTime(lost), Switch::HourOf) => {
                put(&mut lost.hour_of, named(value, HourOf::WORDS));
            }
            _ => {}
        }
    }
}

impl Counting {
    /// Reads a question about it so; other questions are none of its.
    fn read(&mut self, switch: Switch, value: &str) {
        let treatment = || named(value, Treatment::WORDS);
        match switch {
            Switch::Overlap => put(&mut self.overlap, named(value, Overlap::WORDS)),
            Switch::SameUsers => put(&mut self.same_users, named(value, SameUsers::WORDS)),
            Switch::Per => put(&mut self.per, named(value, OutagePer::WORDS)),
            Switch::OutageFrom => put(&mut self.outage_from, named(value, OutageFrom::WORDS)),
            Switch::OutageIn => put(&mut self.outage_in, named(value, OutageIn::WORDS)),
            Switch::MinimumOutage => put(&mut self.minimum, elapsed(value).map(Minimum::AtLeast)),
            Switch::Grace => put(&mut self.grace, elapsed(value)),
            Switch::Unit => put(&mut self.unit, unit(value)),
            Switch::ConcurrentCause => put(&mut self.excluded_first, named(value, EXCLUDED_FIRST)),
            Switch::ExclusionSpan => put(&mut self.exclusion_span, treatment()),
            Switch::Maintenance => put(&mut self.maintenance, treatment()),
            Switch::ExcludedIncident => put(&mut self.excluded_incident, treatment()),
            Switch::Unknown => put(&mut self.unknown, treatment()),
            _ => {}
        }
    }
}

fn put<T>(place: &mut T, value: Option<T>) {
    if let Some(value) = value {
        *place = value;
    }
}

fn elapsed(value: &str) -> Option<i128> {
    Length::parse(value).and_then(Length::elapsed)
}

/// The units of `any PT1M`; none for `exact`.
fn unit(value: &str) -> Option<Option<ClockUnit>> {
    let Some((counts, length)) = value.split_once(' ') else {
        return (value == "exact").then_some(None);
    };
    let counts = named(counts, UnitCounts::WORDS)?;
    Some(Some(ClockUnit { length: elapsed(length)?, counts }))
}

/// A length of which a day has 24 hours, in nanoseconds; nothing for `actual`.
#[must_use]
pub fn fixed_length(value: &str) -> Option<i128> {
    const DAY: i128 = 86_400_000_000_000;
    let length = Length::parse(value).filter(|length| length.months == 0)?;
    let length = i128::from(length.days) * DAY + length.nanoseconds;
    (length > 0).then_some(length)
}

fn working_days(objective: &Objective) -> impl Iterator<Item = &Limit> {
    let limits = objective.clock().into_iter().flat_map(|clock| {
        let (one, several) = match &clock.limits {
            Limits::None => (None, None),
            Limits::One(limit) => (Some(limit), None),
            Limits::ByPriority(limits) => (None, Some(limits)),
        };
        one.into_iter().chain(several.into_iter().flatten().map(|(_, limit)| limit))
    });
    limits.filter(|limit| matches!(limit, Limit::WorkingDays { .. }))
}

fn limits_mut(limits: &mut Limits) -> Vec<&mut Limit> {
    match limits {
        Limits::None => Vec::new(),
        Limits::One(limit) => vec![limit],
        Limits::ByPriority(limits) => limits.iter_mut().map(|(_, limit)| limit).collect(),
    }
}
