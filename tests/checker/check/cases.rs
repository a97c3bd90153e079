//! The steps and the row of an objective that is judged by clocks.

use serde_json::{Value, json};

use super::clock::seconds;
use super::clocks::{Case, is_clock};
use super::indicators::Kind;
use super::limits::iso;
use super::number::{Number, number, text, whole};
use super::operands::operand;
use super::papers::stated;
use super::work::{Expected, Work, step};

impl Work<'_> {
    pub(crate) fn measure(&self) -> &'static str {
        measure(self.papers.objective(self.objective))
    }

    /// The step that works out the value, if any does; it is judged unless too little is known.
    pub(crate) fn value_step(&self) -> Option<&'static str> {
        let name = match self.measure() {
            "value" => match self.kind() {
                Kind::Outages => self.figure_step(),
                Kind::Tally => "tally",
                Kind::Requests => "request_success",
                _ => "availability",
            },
            "share" => "share",
            _ => "length",
        };
        let is_shown = match self.is_enough() {
            true => self.step("target").is_some(),
            false => self.has_figure(),
        };
        self.step(name).filter(|_| is_shown).map(|_| name)
    }

    pub(crate) fn own_cases(&self) -> Vec<&Case> {
        let subject = &self.papers.subjects[self.subject];
        if self.window_days().is_none() {
            return self.papers.cases_in(subject, self.number);
        }
        let (from, until) = self.looked_at();
        // What belongs to the instant of evaluation belongs to a period that runs.
        let until = until + i128::from(!self.finished() && until == self.papers.as_of);
        self.papers.cases_between(subject, (from, until))
    }

    /// The limits that are ranges.
    fn ranges(&self) -> Vec<Value> {
        let rule = self.papers.objective(self.objective);
        let fields = ["within", "less_than"].into_iter();
        let stated = fields.filter(|field| rule[*field].is_object()).flat_map(|field| {
            let own = &rule[field];
            match own["to"].is_null() {
                false => vec![(None, own, self.rule(&format!("/{field}")))],
                true => {
                    let each = own.as_object().unwrap().iter();
                    let each = each.filter(|(_, limit)| !limit["to"].is_null());
                    let place = |name: &String| self.rule(&format!("/{field}/{name}"));
                    each.map(|(name, limit)| (Some(name), limit, place(name))).collect()
                }
            }
        });
        let ranges = stated.map(|(priority, limit, place)| {
            let length = |end: &str| text(&seconds(0, iso(limit[end].as_str().unwrap())));
            let mut range = json!({
                "kind": "range", "from": length("from"), "to": length("to"),
                "source": self.contract(&place),
            });
            if let Some(priority) = priority {
                range["priority"] = json!(priority);
            }
            range
        });
        ranges.collect()
    }

    fn counted_cases(&self, verdict: &str) -> usize {
        self.own_cases().iter().filter(|case| case.verdict == verdict).count()
    }

    /// The clocks that are skipped for their causes, and started in the time that is looked at.
    fn skipped(&self) -> Vec<&Case> {
        let window = self.looked_at();
        let skipped = self.papers.subjects[self.subject].skipped.iter();
        skipped.filter(|case| window.0 <= case.started && case.started < window.1).collect()
    }

    /// The cases, their value, and whether it keeps the target.
    pub(crate) fn cases(&self) -> Vec<Expected> {
        let window = || vec![self.earlier("from", "from"), self.earlier("until", "until")];
        let cases_of = || json!({ "kind": "cases_of", "step": "met" });
        let mut all = window();
        all.extend(self.calendar());
        all.extend(self.chosen());
        all.extend(self.ranges());
        let cases = self.own_cases();
        all.extend(cases.iter().map(|case| self.papers.case_operand(case)));
        let mut missed = window();
        missed.push(cases_of());
        let mut steps = vec![
            step("met", "count_met", all).under(self.rule("")),
            step("missed", "count_missed", missed),
        ];
        let skipped = self.skipped();
        if !skipped.is_empty() {
            let stated = self.papers.says(&self.rule("/excluded_cause")).is_some();
            let source = match stated {
                true => self.contract(&self.rule("/excluded_cause")),
                false => json!({ "default": "objectives/excluded_cause" }),
            };
            let mut operands = window();
            operands.push(json!({
                "kind": "rule", "field": "excluded_cause", "value": "skipped", "source": source,
            }));
            operands.extend(skipped.into_iter().map(|case| self.papers.case_operand(case)));
            steps.push(step("skipped", "count_excluded", operands));
        }
        let judged = self.counted_cases("met") + self.counted_cases("missed");
        let measure = self.measure();
        let value = match measure {
            "share" if judged == 0 => return self.without_cases(steps),
            _ if cases.is_empty() => return self.without_cases(steps),
            "share" => {
                let counts = vec![self.earlier("met", "met"), self.earlier("missed", "missed")];
                step("share", "share", counts)
            }
            _ => {
                let mut operands = vec![cases_of()];
                let rank = self.rule("/target/percentile/rank");
                if let Some(stated) = self.papers.says(&rank) {
                    let percent = json!({ "unit": "percent", "value": stated });
                    operands.push(operand("rank", percent, self.contract(&rank)));
                }
                step("length", measure, operands)
            }
        };
        let name = value.name;
        steps.push(value);
        steps.extend(self.judged(name));
        steps
    }

    /// The steps of a period without any case: what the contract says of that, if it says anything and
    /// anything is known.
    fn without_cases(&self, mut steps: Vec<Expected>) -> Vec<Expected> {
        let objective = self.papers.objective(self.objective);
        let (unknown, agreed) = self.unknown();
        let Some(said) = stated(objective, "/no_cases").and_then(Value::as_str) else {
            return steps;
        };
        if said == "not_measured" || unknown == agreed {
            return steps;
        }
        let operands = |value: String| {
            let source = self.contract(&self.rule("/no_cases"));
            let rule =
                json!({ "kind": "rule", "field": "no_cases", "value": value, "source": source });
            vec![json!({ "kind": "cases_of", "step": "met" }), rule]
        };
        if said == "met" {
            steps.push(step("target", "kept_without_cases", operands("met".to_owned())));
            return steps;
        }
        let value = match said.starts_with('P') {
            true => text(&seconds(0, iso(said))),
            false => text(&number(&json!(said)).unwrap()),
        };
        let name = if self.measure() == "share" { "share" } else { "length" };
        steps.push(step(name, "without_cases", operands(value)));
        steps.extend(self.judged(name));
        steps
    }

    pub(crate) fn expected_case_row(&self) -> Value {
        let (papers, subject) = (self.papers, &self.papers.subjects[self.subject]);
        let value = self.value_step().map_or(Value::Null, |name| self.bare(name));
        let objective = papers.objective(self.objective);
        let (unknown, agreed) = self.unknown();
        let nothing_known = unknown == agreed;
        let kept = self.bare("target").as_bool();
        let rank = number(&objective["target"]["percentile"]["rank"]);
        let lost_by_one = self.measure() == "maximum"
            || rank == number(&json!(100))
            || (self.measure() == "share"
                && number(&self.bound()["value"]) == number(&json!(100))
                && self.is_never_rounded_up());
        let verdict = self.verdict_of(kept, lost_by_one);
        let certain = unknown == 0 && matches!(verdict, "met" | "missed");
        let open = subject.cases.iter().filter(|case| !self.finished() && case.decided.is_none());
        json!({
            "objective": self.subject,
            "period": self.number,
            "verdict": verdict,
            "certain": certain,
            "value": value,
            "cases": {
                "total": self.own_cases().len(),
                "met": self.counted_cases("met"),
                "missed": self.counted_cases("missed"),
                "open": open.count(),
                "excluded": self.skipped().len(),
                "known": !nothing_known,
            },
            "credit": self.credit_figure(),
        })
    }
}

/// How many cases become one value; what has no cases has one.
pub(crate) fn measure(objective: &Value) -> &'static str {
    if !is_clock(objective) {
        return "value";
    }
    let Some(target) = stated(objective, "/target").and_then(Value::as_object) else {
        return "share";
    };
    let (name, _) = target.iter().next().unwrap();
    let all = ["share", "mean", "median", "maximum", "percentile"];
    all.into_iter().find(|measure| name.starts_with(measure)).unwrap_or("value")
}

/// One length for several, and the operation that makes it.
pub(crate) fn together(
    mut lengths: Vec<Number>,
    operation: &str,
    rank: Option<Number>,
) -> Option<Number> {
    lengths.sort();
    let count = lengths.len();
    let kept = match operation {
        "mean" => 0..count,
        "median" => (count - 1) / 2..count / 2 + 1,
        "maximum" => count - 1..count,
        "percentile" => {
            let place = (rank? * whole(count) / whole(100)).ceil().to_integer();
            let place: usize = place.try_into().ok()?;
            place.checked_sub(1)?..place
        }
        other => panic!("no length of several: {other}"),
    };
    let kept = lengths.get(kept)?;
    Some(kept.iter().sum::<Number>() / whole(kept.len()))
}
