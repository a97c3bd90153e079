//! Objectives whose value is put together from single ones.

use super::clocks::Agreed;
use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Digits, Text, contract as written};
use crate::model::{
    Cut, Due, Indicator, IndicatorOrigin, Measure, NoRequests, Objective, RequestMethod, Side,
    TallySource, TallyTerms, Target,
};
use crate::units::{Better, Exact, Unit};

/// No report is due after more days.
const MOST_DAYS: u32 = 10_000;

/// No mean goes over more periods.
const MOST_PERIODS: u32 = 10_000;

impl<'j> Check<'j, '_> {
    /// The terms of a tally, and its target; `calendar` is the objective's own.
    pub(super) fn tally(
        &mut self,
        objective: &written::Objective<'j>,
        indicator: Indicator,
        calendar: Option<usize>,
        (agreed, all): (Agreed<'_>, &[written::Objective<'j>]),
    ) -> Option<(TallyTerms, Target)> {
        let source = self.tally_source(objective, indicator, all);
        let scope = self.scope(objective, calendar, agreed);
        let unit_name = objective.unit.as_ref().map(|unit| self.name(unit));
        let (unit, source) = match source? {
            (source, None) => (unit_of(objective, indicator), source),
            (source, Some(unit)) => (unit, source),
        };
        let target = match &objective.target {
            Some(target) => self.value_target(target, indicator, unit),
            None => self.default_target(objective, indicator),
        };
        let unit_name = match unit_name {
            None => None,
            Some(name) => Some(name?.into_owned()).filter(|_| unit == Unit::Number),
        };
        Some((TallyTerms { source, scope: scope?, unit_name }, target?))
    }

    /// Everything in time, and done at least once; for others a target must be stated.
    fn default_target(
        &mut self,
        objective: &written::Objective<'j>,
        indicator: Indicator,
    ) -> Option<Target> {
        let least = match indicator.origin() {
            IndicatorOrigin::Duties => 100,
            IndicatorOrigin::Deeds => 1,
            _ => {
                self.missing(objective, "target");
                return None;
            }
        };
        Some(Target {
            measure: Measure::Value,
            unit: indicator.unit(),
            better: Better::More,
            bound: Cut { value: Exact::from(least), side: Side::Below },
            by_default: true,
            rounding: None,
            lower_end: None,
        })
    }

    /// Where its values come from, and the unit where that is another objective's.
    fn tally_source(
        &mut self,
        objective: &written::Objective<'j>,
        indicator: Indicator,
        all: &[written::Objective<'j>],
    ) -> Option<(TallySource, Option<Unit>)> {
        let source = match indicator {
            Indicator::FirstContactFix => TallySource::FirstContact,
            Indicator::ReopenRate => TallySource::Reopened,
            Indicator::EventCount => {
                TallySource::Count(self.demanded(objective, "event", objective.event)?)
            }
            Indicator::ReportDelivered | Indicator::ReviewHeld | Indicator::EvidenceGiven => {
                let due = self.due(objective)?;
                TallySource::Duty { kind: indicator.name().to_owned(), due }
            }
            Indicator::RequestSuccess => {
                let method = RequestMethod::Occurrences;
                let method = self.or(objective.method, RequestMethod::WORDS, method);
                let no_requests = self.or(objective.no_requests, NoRequests::WORDS, NoRequests::Up);
                TallySource::Requests { method, no_requests }
            }
            Indicator::Score => TallySource::Score(self.score_parts(objective, all)?),
            Indicator::Points => TallySource::Points(self.points_parts(objective, all)?),
            Indicator::Mean => return self.mean(objective, all),
            Indicator::Measurement => {
                let name = self.demanded(objective, "source", objective.source)?;
                TallySource::Measurements {
                    name,
                    minimum_answers: self.minimum_answers(objective)?,
                }
            }
            _ => {
                let name = indicator.name().to_owned();
                TallySource::Measurements {
                    name,
                    minimum_answers: self.minimum_answers(objective)?,
                }
            }
        };
        Some((source, None))
    }

    fn minimum_answers(&mut self, objective: &written::Objective<'j>) -> Option<Exact> {
        match &objective.minimum_answers {
            None => Some(Exact::zero()),
            Some(digits) => self.whole(digits, 0, u32::MAX).map(|it| Exact::from(i128::from(it))),
        }
    }

    /// A text that must be there.
    fn demanded(
        &mut self,
        objective: &written::Objective<'j>,
        field: &str,
        text: Option<Text<'j>>,
    ) -> Option<String> {
        match text {
            Some(text) => self.name(&text).map(|name| name.into_owned()),
            None => {
                self.missing(objective, field);
                None
            }
        }
    }

    pub(super) fn missing(&mut self, objective: &written::Objective<'j>, field: &str) {
        let finding = Finding::new(Code::MissingField, self.spot(objective.start));
        self.note(finding.expected(Expected::Field(field.to_owned())));
    }

    fn due(&mut self, objective: &written::Objective<'j>) -> Option<Due> {
        let Some(due) = &objective.due else {
            self.missing(objective, "due");
            return None;
        };
        match (&due.days, &due.working_days) {
            (Some(days), None) => self.whole(days, 0, MOST_DAYS).map(Due::Days),
            (None, Some(days)) => self.whole(days, 0, MOST_DAYS).map(Due::WorkingDays),
            _ => {
                let names = ["days", "working_days"].map(str::to_owned).to_vec();
                let finding = Finding::new(Code::BoundCount, self.spot(due.start));
                self.note(finding.expected(Expected::ExactlyOneField(names)));
                None
            }
        }
    }

    fn score_parts(
        &mut self,
        objective: &written::Objective<'j>,
        all: &[written::Objective<'j>],
    ) -> Option<Vec<(usize, Exact)>> {
        let Some(parts) = &objective.parts else {
            self.missing(objective, "parts");
            return None;
        };
        if parts.is_empty() {
            self.note(Finding::new(Code::EmptyList, self.spot(objective.start)).found("parts"));
        }
        let percent = |other: &written::Objective<'_>| {
            let indicator = indicator_of(other);
            indicator.is_some_and(|it| {
                it.origin() != IndicatorOrigin::Objectives
                    && better(other, it) == Some(Better::More)
                    && counts_in_percent(other, it)
            }) && other.per.is_none()
        };
        let each = parts.iter().map(|part| {
            let id = part.objective.as_ref().and_then(|id| self.objective_named(id, all, &percent));
            let weight = part.weight.as_ref().and_then(|weight| self.weight(weight));
            Some((id?, weight?))
        });
        let each: Vec<Option<(usize, Exact)>> = each.collect();
        each.into_iter().collect()
    }

    pub(super) fn weight(&mut self, digits: &Digits<'j>) -> Option<Exact> {
        let weight = self.decimal(digits)?;
        if weight <= Exact::zero() {
            self.off_scale(digits, Expected::MoreThan("0".to_owned()));
            return None;
        }
        Some(weight)
    }

    fn mean(
        &mut self,
        objective: &written::Objective<'j>,
        all: &[written::Objective<'j>],
    ) -> Option<(TallySource, Option<Unit>)> {
        for (field, there) in
            [("of", objective.of.is_some()), ("periods", objective.periods.is_some())]
        {
            if !there {
                self.missing(objective, field);
            }
        }
        let is_no_mean = |other: &written::Objective<'_>| {
            let rests_on_any = [Indicator::Mean, Indicator::Points];
            indicator_of(other).is_some_and(|it| !rests_on_any.contains(&it)) && other.per.is_none()
        };
        let periods = objective.periods.as_ref().and_then(|it| self.whole(it, 1, MOST_PERIODS));
        let of = self.objective_named(objective.of.as_ref()?, all, &is_no_mean)?;
        let unit = all.get(of).and_then(|other| Some(unit_of(other, indicator_of(other)?)));
        Some((TallySource::Mean { of, periods: periods? }, unit))
    }

    /// The position of the objective of that id, if it is one of those that may be named here.
    pub(super) fn objective_named(
        &mut self,
        id: &Text<'j>,
        all: &[written::Objective<'j>],
        may: &dyn Fn(&written::Objective<'j>) -> bool,
    ) -> Option<usize> {
        let has_id = |other: &written::Objective<'j>| {
            other.id.is_some_and(|own| own.decoded() == id.decoded())
        };
        let found = all.iter().position(|other| has_id(other) && may(other));
        if found.is_none() {
            let ids: Vec<_> = all
                .iter()
                .filter(|other| may(other))
                .filter_map(|other| other.id.map(|id| id.decoded()))
                .collect();
            self.unknown(Code::UnknownObjective, id, ids.iter().map(|id| &**id));
        }
        found
    }

    /// Notes the objectives that rest on one whose periods are others than their own: these have no
    /// value for theirs.
    pub(super) fn same_periods(
        &mut self,
        written: &[written::Objective<'j>],
        objectives: &[Objective],
    ) {
        if written.len() != objectives.len() {
            return;
        }
        for (own, stated) in objectives.iter().zip(written) {
            let rests_on = own.tally().map(|tally| tally.source.rests_on()).unwrap_or_default();
            let others = rests_on.iter().filter_map(|at| objectives.get(*at));
            for other in others.filter(|other| other.periods != own.periods) {
                let finding = Finding::new(Code::OtherPeriods, self.spot(stated.start));
                self.note(finding.found(&other.id));
            }
        }
    }
}

pub(super) fn indicator_of(objective: &written::Objective<'_>) -> Option<Indicator> {
    let word = objective.indicator?;
    Indicator::ALL.iter().copied().find(|indicator| indicator.name() == word.decoded())
}

/// What its value counts in: a clock's in seconds where its target has a length, a measurement's in
/// percent where its unit is that; promoters less detractors are no share.
fn unit_of(objective: &written::Objective<'_>, indicator: Indicator) -> Unit {
    let of_share = |target: &written::Target<'_>| {
        target.share_at_least.is_some() || target.share_above.is_some()
    };
    match indicator.origin() {
        IndicatorOrigin::Clock if !objective.target.as_ref().is_none_or(of_share) => Unit::Seconds,
        IndicatorOrigin::Measurements
            if indicator != Indicator::Nps && is_in_percent(objective) =>
        {
            Unit::Percent
        }
        _ => indicator.unit(),
    }
}

/// The better side: that of the indicator, or of the target where either may be.
fn better(objective: &written::Objective<'_>, indicator: Indicator) -> Option<Better> {
    let of_target =
        |target: &written::Target<'_>| match target.at_least.is_some() || target.above.is_some() {
            true => Better::More,
            false => Better::Less,
        };
    indicator.better().or_else(|| objective.target.as_ref().map(of_target))
}

fn is_in_percent(objective: &written::Objective<'_>) -> bool {
    objective.unit.is_some_and(|unit| unit.decoded() == "%")
}

fn counts_in_percent(objective: &written::Objective<'_>, indicator: Indicator) -> bool {
    unit_of(objective, indicator) == Unit::Percent
}
