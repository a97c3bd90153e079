//! A value held against its target, and what would be left of it.

use serde_json::{Value, json};

use super::number::{Number, number, rounded_by, text, whole};
use super::operands::operand;
use super::work::{Expected, Work, step};

impl Work<'_> {
    /// By which word, and to how many decimals, its value is rounded before it is judged, if it is,
    /// and where that stands.
    pub(crate) fn rounding(&self) -> Option<(&str, u32, String)> {
        let unit = self.papers.unit(self.papers.objective(self.objective));
        if !["percent", "number"].contains(&unit) {
            return None;
        }
        let mut places = [self.rule("/value_rounding"), "/value_rounding".to_owned()].into_iter();
        let (said, place) = places.find_map(|place| Some((self.papers.says(&place)?, place)))?;
        let decimals = number(&said["places"])?.to_integer();
        Some((said["mode"].as_str()?, decimals.try_into().ok()?, place))
    }

    /// The rounded value of a step, where it is rounded.
    fn rounded(&self, name: &'static str, of: &str) -> Option<Expected> {
        let (_, _, place) = self.rounding()?;
        let mut round = step(name, "round", vec![self.earlier("value", of)]);
        round.rule = Some(place);
        Some(round)
    }

    /// The step whose value is held against targets and tiers.
    pub(crate) fn judged_step<'s>(&self, of: &'s str) -> &'s str {
        if self.rounding().is_some() { "rounded" } else { of }
    }

    /// The value that a step works out, rounded if it is, held against the target and the level that
    /// is expected.
    pub(crate) fn judged(&self, of: &str) -> Vec<Expected> {
        let value = self.judged_step(of);
        let rounded = self.rounded("rounded", of).into_iter();
        rounded.chain([self.compared(value)]).chain(self.beside(value)).collect()
    }

    /// Whether nothing is rounded to more than it is.
    pub(crate) fn is_never_rounded_up(&self) -> bool {
        self.rounding().is_none_or(|(mode, ..)| mode == "down")
    }

    /// Whether the value that a step works out keeps the target.
    fn compared(&self, of: &str) -> Expected {
        let operands = vec![self.earlier("value", of), self.bound()];
        step("target", "compare", operands).under(self.target_rule())
    }

    /// The comparison with the level that is expected, where one is.
    fn beside(&self, of: &str) -> Option<Expected> {
        let operands = vec![self.earlier("value", of), self.expected_bound()?];
        Some(step("expected", "compare", operands).under(self.rule("/expected")))
    }

    /// The share that is known, held against the least that must be, where any is stated.
    pub(crate) fn enough_known(&self) -> Option<Expected> {
        let operands = vec![self.earlier("value", "coverage"), self.least_known()?];
        Some(step("enough_known", "compare", operands).under(self.rule("/minimum_coverage")))
    }

    /// Whether as much is known as a verdict needs.
    pub(crate) fn is_enough(&self) -> bool {
        self.bare("enough_known").as_bool().unwrap_or(true)
    }

    pub(crate) fn judgement(&self) -> Vec<Expected> {
        let measured = self.earlier("measured", "measured");
        let compare = |name, of| {
            step(name, "compare", vec![self.earlier("value", of), self.bound()])
                .under(self.target_rule())
        };
        let mut steps: Vec<Expected> = self.kept_from().into_iter().collect();
        let allowed = vec![measured, self.bound_as_it_is()];
        steps.push(step("allowed", "allowed_downtime", allowed));
        if !self.is_enough() {
            return steps;
        }
        steps.extend(self.judged("availability"));
        if !self.finished() && self.has_hours_at_the_end() {
            let from = operand("from", self.instant(self.papers.as_of), json!("as_of"));
            let until = self.earlier("until", self.end_of_span());
            steps.push(self.counted("rest", vec![from, until.clone()]));
            let (operation, mut operands) = match self.window_days() {
                None => ("after_perfect_rest", self.measured_and_down()),
                Some(days) => ("after_perfect_window", self.window_to_come(until, days)),
            };
            operands.push(self.earlier("rest", "rest"));
            steps.push(step("after_perfect", operation, operands));
            let rounded = self.rounded("after_perfect_rounded", "after_perfect");
            let of = if rounded.is_some() { "after_perfect_rounded" } else { "after_perfect" };
            steps.extend(rounded);
            steps.push(compare("after_perfect_target", of));
        }
        steps.extend(self.error_budget());
        if !self.is_zero(self.unknown_step()) {
            let both = [("unknown_down", "unknown_as_down"), ("unknown_up", "unknown_as_up")];
            let bounds = match self.treatment("unknown") {
                "removed" => both.to_vec(),
                "down" => vec![("unknown_up", "down_as_up")],
                _ => vec![("unknown_down", "up_as_down")],
            };
            for (name, operation) in bounds {
                let mut operands = self.measured_and_down();
                operands.push(self.earlier("removed", self.unknown_step()));
                steps.push(step(name, operation, operands));
            }
        }
        steps
    }

    /// The bound of the values that keep the target once they are rounded.
    fn kept_from(&self) -> Option<Expected> {
        let (mode, places, place) = self.rounding()?;
        let rule = json!({
            "kind": "rule",
            "field": "value_rounding",
            "value": format!("{mode} {places}"),
            "source": self.contract(&place),
        });
        Some(step("kept_from", "kept_once_rounded", vec![self.bound(), rule]).under(place))
    }

    /// The bound of values as they are, whether they are rounded or not.
    fn bound_as_it_is(&self) -> Value {
        let Some((bound, value)) = self.kept_once_rounded() else { return self.bound() };
        let source = json!({ "step": "kept_from" });
        json!({ "kind": "bound", "bound": bound, "value": text(&value), "source": source })
    }

    /// The least of the values from 0 to 100 that keep the target once they are rounded, or what all
    /// of them are above: between each value of so many decimals and the next, rounding has one turn.
    pub(crate) fn kept_once_rounded(&self) -> Option<(&'static str, Number)> {
        let (mode, places, _) = self.rounding()?;
        let told = self.bound();
        let bound = number(&told["value"])?;
        let keeps = |value: &Number| match told["bound"] == "above" {
            true => rounded_by(mode, value, places) > bound,
            false => rounded_by(mode, value, places) >= bound,
        };
        let unit = whole(1) / whole(10_u64.pow(places));
        let near = &bound / &unit;
        let turns = (-4..=4).map(|halves: i64| {
            let half = Number::new(halves.into(), 2.into());
            (near.floor() + half) * &unit
        });
        let little = &unit / whole(1_000);
        let turn = turns.into_iter().find(|turn| keeps(&(turn + &little))).unwrap();
        let word = if keeps(&turn) { "at_least" } else { "above" };
        Some((word, turn.max(whole(0)).min(whole(100))))
    }

    /// The downtime that is allowed in the whole period, and how it is used.
    fn error_budget(&self) -> Vec<Expected> {
        let left = |allowed| {
            let operands =
                vec![self.earlier("minuend", allowed), self.earlier("subtrahend", "down")];
            step("budget_left", "difference", operands)
        };
        if self.finished() || self.window_days().is_some() {
            return vec![left("allowed")];
        }
        let whole_of = |role| self.earlier(role, "budget_measured");
        let passed = vec![self.earlier("summand", "measured"), self.earlier("summand", "rest")];
        let mut steps = vec![
            step("budget_measured", "sum", passed),
            step("budget", "allowed_downtime", vec![whole_of("measured"), self.bound_as_it_is()]),
            left("budget"),
        ];
        if self.is_zero("budget") {
            return steps;
        }
        let operands = vec![
            self.earlier("down", "down"),
            self.earlier("allowed", "budget"),
            self.earlier("measured", "measured"),
            whole_of("whole"),
        ];
        steps.push(step("budget_burn", "burn_rate", operands));
        let of = |name: &str| number(&self.bare(name)).unwrap_or_else(|| whole(0));
        if of("budget_burn") > whole(1) && of("budget_left") > whole(0) {
            let mut operands = vec![
                operand("from", self.instant(self.papers.as_of), json!("as_of")),
                self.earlier("until", self.end_of_span()),
                self.earlier("left", "budget_left"),
            ];
            operands.extend(self.measured_and_down());
            operands.push(self.earlier("rest", "rest"));
            operands.extend(self.calendar());
            steps.push(step("budget_ends", "used_up", operands));
        }
        steps
    }
}
