//! Targets of indicators that have one value for a period.

use super::scalar::Check;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::Bound;
use crate::document::contract::{self as written, TargetBound};
use crate::model::{Cut, Indicator, Measure, Side, Target};
use crate::units::{Better, Exact, Unit};

impl<'j> Check<'j, '_> {
    /// The target of an indicator whose value counts in `unit`.
    pub(super) fn value_target(
        &mut self,
        target: &written::Target<'j>,
        indicator: Indicator,
        unit: Unit,
    ) -> Option<Target> {
        let all = [
            ("at_least", &target.at_least, Side::Below, Better::More),
            ("above", &target.above, Side::Above, Better::More),
            ("at_most", &target.at_most, Side::Above, Better::Less),
            ("below", &target.below, Side::Below, Better::Less),
        ];
        let fits = |better| indicator.better().is_none_or(|own| own == better);
        let fitting = || all.iter().filter(|(.., better)| fits(*better));
        let stated: Vec<_> = all.iter().filter(|(_, bound, ..)| bound.is_some()).collect();
        let [(_, Some(bound), side, better)] = stated.as_slice() else {
            let names = fitting().map(|(name, ..)| (*name).to_owned()).collect();
            self.note_bounds(target, names);
            return None;
        };
        if !fits(*better) || of_cases(target) {
            let names = fitting().map(|(name, ..)| (*name).to_owned()).collect();
            self.note_bounds(target, names);
            return None;
        }
        let (lower_end, value) = match bound {
            TargetBound::One(bound) => (None, self.in_unit(bound, indicator, unit)?),
            TargetBound::Range(range) => self.range(range, indicator, unit)?,
        };
        let bound = Cut { value, side: *side };
        Some(Target {
            measure: Measure::Value,
            unit,
            better: *better,
            bound,
            by_default: false,
            rounding: None,
            lower_end,
        })
    }

    /// The ends of a promise that is a range.
    fn range(
        &mut self,
        range: &written::TargetRange<'j>,
        indicator: Indicator,
        unit: Unit,
    ) -> Option<(Option<Exact>, Exact)> {
        let mut end = |end: &Option<Bound<'j>>| self.in_unit(end.as_ref()?, indicator, unit);
        let (from, to) = (end(&range.from), end(&range.to));
        let (from, to) = (from?, to?);
        if let (true, Some(least), Some(most)) = (to < from, &range.from, &range.to) {
            let (least, most) = (least.length(), most.length());
            let finding = Finding::new(Code::OffScale, self.source.spot(&most));
            let finding = finding.found(&most.decoded());
            self.note(finding.expected(Expected::AtLeast(least.decoded().into_owned())));
        }
        Some((Some(from), to))
    }

    fn note_bounds(&mut self, target: &written::Target<'j>, names: Vec<String>) {
        let finding = Finding::new(Code::BoundCount, self.spot(target.start));
        self.note(finding.expected(Expected::ExactlyOneField(names)));
    }

    /// A bound of a value that counts in `unit`.
    pub(super) fn in_unit(
        &mut self,
        bound: &Bound<'j>,
        indicator: Indicator,
        unit: Unit,
    ) -> Option<Exact> {
        match unit {
            Unit::Seconds => self.elapsed(&bound.length()).map(Exact::seconds),
            Unit::Percent => self.decimal_between(&bound.digits(), 0, 100),
            Unit::Count => {
                self.whole(&bound.digits(), 0, u32::MAX).map(|it| Exact::from(i128::from(it)))
            }
            Unit::Number if indicator == Indicator::Nps => {
                self.decimal_between(&bound.digits(), -100, 100)
            }
            Unit::Number => self.decimal(&bound.digits()),
        }
    }
}

/// Whether it has a bound of cases.
fn of_cases(target: &written::Target<'_>) -> bool {
    let shares = [&target.share_at_least, &target.share_above];
    let lengths = [
        &target.mean_at_most,
        &target.mean_below,
        &target.median_at_most,
        &target.median_below,
        &target.maximum_at_most,
        &target.maximum_below,
    ];
    shares.into_iter().any(Option::is_some)
        || lengths.into_iter().any(Option::is_some)
        || target.percentile.is_some()
}
