//! Points: what gives them, and what so many of them are worth.

use super::scalar::Check;
use super::tallies::indicator_of;
use crate::diagnostic::{Code, Expected, Finding, Shape};
use crate::document::{Text, contract as written};
use crate::model::{Indicator, IndicatorOrigin, PointsFor, PointsPart};
use crate::units::{Exact, Length};

/// Nobody promises more.
const MOST_TIMES: i128 = 100_000;

impl<'j> Check<'j, '_> {
    /// What gives the points of an objective.
    pub(super) fn points_parts(
        &mut self,
        objective: &written::Objective<'j>,
        all: &[written::Objective<'j>],
    ) -> Option<Vec<PointsPart>> {
        let Some(parts) = &objective.points else {
            self.missing(objective, "points");
            return None;
        };
        if parts.is_empty() {
            self.note(Finding::new(Code::EmptyList, self.spot(objective.start)).found("points"));
        }
        let parts: Vec<_> = parts.iter().map(|part| self.points_part(part, all)).collect();
        parts.into_iter().collect()
    }

    fn points_part(
        &mut self,
        part: &written::PointsPart<'j>,
        all: &[written::Objective<'j>],
    ) -> Option<PointsPart> {
        let of = part.r#for.as_ref();
        let of = of.map_or(Some(PointsFor::Breach), |of| self.word(of, PointsFor::WORDS));
        let may = |other: &written::Objective<'j>| {
            let is_of = |indicator: Indicator| match of {
                Some(PointsFor::Miss) => {
                    let is_clock = indicator.origin() == IndicatorOrigin::Clock;
                    is_clock && (other.within.is_some() || other.less_than.is_some())
                }
                Some(PointsFor::Outage) => indicator.is_of_whole_outages(),
                Some(PointsFor::Breach) | None => indicator != Indicator::Points,
            };
            indicator_of(other).is_some_and(is_of) && other.per.is_none()
        };
        let id = part.objective.as_ref();
        let objective = id.and_then(|id| self.objective_named(id, all, &may));
        let repeated = part.repeated.as_ref();
        let repeated = repeated.map(|repeated| self.points_repeated(repeated, objective, all));
        let points = part.points.as_ref().and_then(|points| self.weight(points));
        if let (Some(_), Some(PointsFor::Breach)) = (&part.by_length, of) {
            let finding = Finding::new(Code::FieldNotHere, self.spot(part.start));
            self.note(finding.found("by_length"));
        }
        let by_length: Vec<_> =
            part.by_length.iter().flatten().map(|it| self.points_times(it)).collect();
        let by_length = by_length.into_iter().collect::<Option<_>>();
        let repeated = match repeated {
            None => None,
            Some(repeated) => Some(repeated?),
        };
        let (points, by_length) = (points?, by_length?);
        Some(PointsPart { objective: objective?, points, of: of?, by_length, repeated })
    }

    /// The objective that was missed before, and how many times the points of `own` count then.
    fn points_repeated(
        &mut self,
        written: &written::PointsRepeated<'j>,
        own: Option<usize>,
        all: &[written::Objective<'j>],
    ) -> Option<(usize, Exact)> {
        let may = |other: &written::Objective<'j>| {
            let no_points = indicator_of(other).is_some_and(|it| it != Indicator::Points);
            no_points && other.per.is_none()
        };
        let of = written.of.as_ref();
        let of = of.map_or(own, |of| self.objective_named(of, all, &may));
        let times = written.times.as_ref();
        let times = times.and_then(|times| self.decimal_between(times, 0, MOST_TIMES));
        Some((of?, times?))
    }

    fn points_times(&mut self, written: &written::PointsTimes<'j>) -> Option<(i128, Exact)> {
        let from = written.from.as_ref().and_then(|from| self.elapsed_length(from));
        let times = written.times.as_ref();
        let times = times.and_then(|times| self.decimal_between(times, 0, MOST_TIMES));
        Some((from?, times?))
    }

    /// A length of hours and less, from which on something holds.
    fn elapsed_length(&mut self, text: &Text<'j>) -> Option<i128> {
        let length = Length::parse(&text.decoded()).and_then(Length::elapsed);
        if length.is_none() {
            let finding = Finding::new(Code::NotALength, self.source.spot(text));
            let finding = finding.found(&text.decoded());
            self.note(finding.expected(Expected::Shape(vec![Shape::Length])));
        }
        length
    }
}
