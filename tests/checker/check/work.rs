//! What a worked calculation must consist of: each step with its operands, every one taken from
//! where its source says it stands.

use serde_json::{Value, json};

use super::clock::{Nanos, seconds};
use super::clocks::iso;
use super::history::Counted;
use super::indicators::{Kind, kind};
use super::labels::{Span, without};
use super::number::{Number, number, rounded_by, text, whole};
use super::operands::operand;
use super::papers::{Papers, Period, stated};
use super::parts::{Parts, Weighted};
use super::settlement::Settlement;

/// One calculation beside the files that it is about.
#[derive(Clone, Copy)]
pub(crate) struct Work<'a> {
    pub(crate) papers: &'a Papers,
    /// What is judged, by its position.
    pub(crate) subject: usize,
    pub(crate) objective: usize,
    pub(crate) service: Option<usize>,
    /// The period's position.
    pub(crate) number: usize,
    pub(crate) period: &'a Period,
    /// The rows of the report.
    pub(crate) rows: &'a [Value],
    /// Every calculation, in the order of the rows.
    pub(crate) calculations: &'a [Value],
    /// Its own, by position.
    pub(crate) row: usize,
    /// What became of all credits.
    pub(crate) settlement: &'a Settlement,
    pub(crate) steps: &'a [Value],
}

/// A step as it must be, but for its result.
pub(crate) struct Expected {
    pub(crate) name: &'static str,
    pub(crate) operation: &'static str,
    pub(crate) operands: Vec<Value>,
    /// Where the rule stands in the contract.
    pub(crate) rule: Option<String>,
}

pub(crate) fn step(name: &'static str, operation: &'static str, operands: Vec<Value>) -> Expected {
    Expected { name, operation, operands, rule: None }
}

impl Expected {
    pub(crate) fn under(mut self, rule: String) -> Self {
        self.rule = Some(rule);
        self
    }
}

/// `P30D` in seconds.
fn days(length: &Value) -> Number {
    let days = length.as_str().and_then(|length| length.strip_prefix('P')?.strip_suffix('D'));
    whole(days.unwrap().parse::<u32>().unwrap() * 86_400)
}

/// What a report tells.
#[derive(Clone, Copy)]
pub(crate) struct Told<'a> {
    /// The rows.
    pub(crate) rows: &'a [Value],
    /// Every calculation, in their order.
    pub(crate) calculations: &'a [Value],
    /// What became of all credits.
    pub(crate) settlement: &'a Settlement,
}

impl<'a> Work<'a> {
    /// The calculation of the figure at a position.
    pub(crate) fn of(
        papers: &'a Papers,
        Told { rows, calculations, settlement }: Told<'a>,
        at: usize,
    ) -> Self {
        let (subject, position) = papers.figures[at];
        let objective = papers.subjects[subject].objective;
        Self {
            papers,
            subject,
            objective,
            service: papers.service_of(objective),
            number: position,
            period: &papers.periods[position],
            rows,
            row: at,
            settlement,
            calculations,
            steps: calculations[at]["steps"].as_array().map_or(&[][..], Vec::as_slice),
        }
    }
}

impl Work<'_> {
    /// The step of that name, as it was told.
    pub(crate) fn step(&self, name: &str) -> Option<&Value> {
        self.steps.iter().find(|step| step["name"] == name)
    }

    /// The result of an earlier step, as it was told.
    pub(crate) fn result(&self, name: &str) -> Value {
        self.step(name).map_or(Value::Null, |step| step["result"].clone())
    }

    /// That result's bare value.
    pub(crate) fn bare(&self, name: &str) -> Value {
        self.result(name)["value"].clone()
    }

    pub(crate) fn is_zero(&self, name: &str) -> bool {
        number(&self.bare(name)).is_none_or(|number| number == whole(0))
    }

    /// Whether the period is over.
    pub(crate) fn finished(&self) -> bool {
        self.period.span.1 <= self.papers.as_of
    }

    /// The place of a part of the objective.
    pub(crate) fn rule(&self, part: &str) -> String {
        format!("/objectives/{}{part}", self.objective)
    }

    /// The place of the target, or of the objective that leaves it open.
    pub(crate) fn target_rule(&self) -> String {
        let target = self.rule("/target");
        if self.papers.says(&target).is_some() { target } else { self.rule("") }
    }

    /// Every step, in order.
    pub(crate) fn expected(&self) -> Vec<Expected> {
        let mut steps = self.window();
        steps.extend(match self.kind() {
            Kind::Availability => self.measurement(),
            Kind::Outages => self.outage_figure(),
            Kind::Clock => self.cases(),
            Kind::Tally => self.tally(),
            Kind::Requests => self.request_success(),
        });
        if self.kind() == Kind::Availability {
            if self.is_zero("measured") {
                return steps;
            }
            steps.extend(self.judgement());
        }
        steps.extend(self.credit());
        steps
    }

    fn window(&self) -> Vec<Expected> {
        let (papers, period) = (self.papers, self.period);
        let (term_from, term_until) = papers.term;
        let date = |date: chrono::NaiveDate, source: Value| {
            let date = json!({ "unit": "date", "value": date.to_string() });
            vec![operand("date", date, source), self.zone()]
        };
        let mut steps = vec![
            step("period_begins", "start_of_day", date(period.first, json!("calendar"))),
            step("period_ends", "start_of_day", date(period.next, json!("calendar"))),
        ];
        let window = self.window_days();
        let mut from = match window {
            None => vec![self.earlier("instant", "period_begins")],
            Some(_) => Vec::new(),
        };
        let begin =
            window.map_or(period.whole.0, |days| papers.window_begins(self.looked_at().1, days));
        let mut until = vec![self.earlier("instant", "period_ends")];
        if term_from > begin {
            if papers.says("/term/from").is_some() {
                steps.push(step("term_begins", "start_of_day", self.term_date("/term/from")));
                from.push(self.earlier("instant", "term_begins"));
            } else {
                let source = json!({ "default": "term/from" });
                from.push(operand("instant", self.instant(term_from), source));
            }
        }
        if term_until.is_some_and(|until| until < period.whole.1) {
            steps.push(step("term_ends", "start_of_day", self.term_date("/term/until")));
            until.push(self.earlier("instant", "term_ends"));
        }
        if papers.as_of < period.whole.1 {
            until.push(operand("instant", self.instant(papers.as_of), json!("as_of")));
        }
        let Some(days) = window else {
            steps.push(step("from", "latest", from));
            steps.push(step("until", "earliest", until));
            return steps;
        };
        steps.push(step("until", "earliest", until));
        let operands = vec![self.earlier("until", "until"), self.window_operand(days), self.zone()];
        steps.push(step("window_begins", "days_before", operands));
        from.push(self.earlier("instant", "window_begins"));
        steps.push(step("from", "latest", from));
        steps
    }

    /// How many days the objective looks back on, if it does.
    pub(crate) fn window_days(&self) -> Option<u64> {
        let window = self.papers.says(&self.rule("/window"))?;
        let before = &window["before_start"];
        let is_read = window["judged"].is_null() && (before == "clip" || before == "up");
        assert!(is_read, "not read here");
        window["days"].as_u64()
    }

    fn is_up_before_start(&self) -> bool {
        let stated = self.papers.says(&self.rule("/window/before_start"));
        stated.is_some_and(|before| before == "up")
    }

    fn window_operand(&self, days: u64) -> Value {
        let days = json!({ "unit": "days", "value": days });
        operand("days", days, self.contract(&self.rule("/window/days")))
    }

    /// The time that is looked at.
    pub(crate) fn looked_at(&self) -> (Nanos, Nanos) {
        let until = self.period.span.1.min(self.papers.as_of);
        let begin = self.window_days().map(|days| self.papers.window_begins(until, days));
        (begin.map_or(self.period.span.0, |begin| begin.max(self.papers.term.0)), until)
    }

    /// The incidents of which this is, that count or would but for their causes.
    pub(crate) fn own_incidents(&self, are_excluded: bool) -> Vec<Counted<'_>> {
        let of = |service| self.own_incidents_of(service, are_excluded);
        self.service.map(of).unwrap_or_default()
    }

    /// Those of a service behind it.
    pub(crate) fn own_incidents_of(&self, service: usize, are_excluded: bool) -> Vec<Counted<'_>> {
        let mut counted = self.papers.counted_on(service, are_excluded);
        if let Some(chosen) = &self.papers.subjects[self.subject].chosen {
            counted.retain(|it| chosen.contains(&it.number));
        }
        counted
    }

    /// What is said of a question of how incidents count, and where: with the objective, its
    /// service, or the contract.
    pub(crate) fn counts(&self, field: &str) -> Option<(&Value, String)> {
        let service = self.service.map(|service| format!("/services/{service}"));
        let places = [Some(self.rule("")), service, Some(String::new())].into_iter().flatten();
        let mut places = places.map(|place| format!("{place}/counting/{field}"));
        places.find_map(|place| Some((self.papers.says(&place)?, place)))
    }

    /// The units of the clock by which outages count.
    pub(crate) fn unit(&self) -> Option<&Value> {
        self.counts("unit").map(|(unit, _)| unit)
    }

    fn unit_operand(&self) -> Option<Value> {
        let (unit, place) = self.counts("unit")?;
        let length = |said: &Value| text(&seconds(0, iso(said.as_str().unwrap())));
        let mut operand = json!({
            "kind": "unit",
            "length": length(&unit["length"]),
            "throughout": unit["counts"] == "whole",
            "source": self.contract(&place),
        });
        if !unit["more_than"].is_null() {
            operand["more_than"] = json!(length(&unit["more_than"]));
        }
        Some(operand)
    }

    /// Whether any time of outages does not count.
    fn is_tolerated(&self) -> bool {
        let parts = self.step(self.down_step()).and_then(|step| self.outages_of(step));
        let Some(Parts { all, counted }) = parts else { return false };
        let spans = |list: Vec<Weighted>| -> Vec<Span> {
            list.into_iter().map(|(from, until, _)| (from, until)).collect()
        };
        let agreed = self.papers.hours_of(self.objective).within(self.looked_at());
        let taken: Vec<Span> = self.before().iter().flat_map(|step| self.taken(step)).collect();
        let beside = without(&without(&agreed, &taken), &spans(counted));
        without(&beside, &spans(all)) != beside
    }

    /// By which priority and labels incidents are chosen, and the labels of which this is.
    pub(crate) fn chosen(&self) -> Vec<Value> {
        let rule = self.papers.objective(self.objective);
        let choice = |label: Value, values: Value, place: &str| {
            let source = self.contract(&self.rule(place));
            json!({ "kind": "chosen", "label": label, "values": values, "source": source })
        };
        let priorities = stated(rule, "/where/priority");
        let priorities = priorities.map(|it| choice(Value::Null, it.clone(), "/where/priority"));
        let labels = rule["where"]["labels"].as_object().into_iter().flatten();
        let labels = labels.map(|(name, values)| {
            choice(json!(name), values.clone(), &format!("/where/labels/{name}"))
        });
        let own = self.papers.subjects[self.subject].labels.iter().enumerate();
        let own = own.map(|(at, (name, value))| {
            let values = value.iter().collect::<Vec<_>>();
            choice(json!(name), json!(values), &format!("/per/{at}"))
        });
        priorities.into_iter().chain(labels).chain(own).collect()
    }

    pub(crate) fn kind(&self) -> Kind {
        kind(self.papers.objective(self.objective))
    }

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
    fn enough_known(&self) -> Option<Expected> {
        let operands = vec![self.earlier("value", "coverage"), self.least_known()?];
        Some(step("enough_known", "compare", operands).under(self.rule("/minimum_coverage")))
    }

    /// Whether as much is known as a verdict needs.
    pub(crate) fn is_enough(&self) -> bool {
        self.bare("enough_known").as_bool().unwrap_or(true)
    }

    /// The share that is known, and whether it is enough.
    pub(crate) fn coverage(&self) -> Vec<Expected> {
        let agreed = self.earlier("agreed", "agreed");
        let share = match self.unknown_step() {
            "unknown" => {
                let unknown = self.earlier("removed", "unknown");
                step("coverage", "known_share", vec![unknown, agreed])
            }
            _ => {
                let measured = self.earlier("measured", "measured");
                step("coverage", "coverage", vec![measured, agreed])
            }
        };
        std::iter::once(share).chain(self.enough_known()).collect()
    }

    /// Time from one instant to another as it counts: in hours, or as a part of a fixed length.
    fn counted(&self, name: &'static str, mut operands: Vec<Value>) -> Expected {
        let stated = self.papers.says("/counting/period_length");
        if let Some(length) = stated.filter(|length| *length != "actual") {
            let of = |seconds: Number| json!({ "unit": "seconds", "value": text(&seconds) });
            let whole = seconds(self.period.whole.0, self.period.whole.1);
            let source = self.contract("/counting/period_length");
            operands.push(operand("length", of(days(length)), source));
            operands.push(operand("whole", of(whole), json!({ "step": "period_ends" })));
            return step(name, "fixed_length", operands);
        }
        let calendar = self.calendar();
        let operation = if calendar.is_some() { "hours_between" } else { "elapsed" };
        operands.extend(calendar);
        step(name, operation, operands)
    }

    fn measurement(&self) -> Vec<Expected> {
        let mut steps = self.measured_time();
        let mut coverage = self.coverage().into_iter();
        steps.extend(coverage.next());
        if !self.is_zero("measured") {
            steps.push(step("availability", "availability", self.measured_and_down()));
        }
        steps.extend(coverage);
        steps
    }

    /// Agreed, down, removed and measured time.
    pub(crate) fn measured_time(&self) -> Vec<Expected> {
        let window = || vec![self.earlier("from", "from"), self.earlier("until", "until")];
        let windowed = |more: Vec<Value>| {
            window().into_iter().chain(self.calendar()).chain(more).collect::<Vec<_>>()
        };
        let incidents = || self.incidents_of_down();
        let mut covered = self.covered();
        covered.extend(self.declared("unknown"));
        covered.extend(self.own_missing_steps());
        covered.extend(incidents());
        covered.extend(self.excluded());
        covered.extend(self.all_left_out("unknown"));
        covered.extend(self.all_left_out("excluded_incident"));
        covered.extend(self.outside());
        let mut agreed = window();
        if self.is_up_before_start() && self.bare("window_begins") != self.bare("from") {
            agreed[0] = self.earlier("from", "window_begins");
        }
        let mut steps = vec![self.counted("agreed", agreed).under(self.rule(""))];
        if self.is_group() {
            let (outages, incidents) = self.reach();
            let kind = match self.group_kind() {
                "series" => "largest_of_members",
                "parallel" => "smallest_of_members",
                "k_of_n" => "numbered_of_members",
                _ => "mean_of_members",
            };
            let operands = self.member_operands(outages, incidents);
            let operands = self.chosen().into_iter().chain(operands).collect();
            steps.push(step("members", kind, windowed(operands)));
        }
        let before = self.before();
        let outside = |named: &[&str]| -> Vec<Value> {
            let earlier = before.iter().filter(|step| named.contains(step));
            earlier.map(|step| json!({ "kind": "outside", "step": step })).collect()
        };
        if before.contains(&"outside_hours") {
            let left_out = self.all_left_out("outside_hours").into_iter().collect();
            steps.push(step("outside_hours", "any_open", windowed(left_out)));
        }
        if before.contains(&"exclusion_spans") {
            let mut operands = self.declared("exclusion_spans");
            operands.extend(self.all_left_out("exclusion_span"));
            operands.extend(outside(&["outside_hours"]));
            steps.push(step("exclusion_spans", "any_open", windowed(operands)));
        }
        if self.is_maintained() {
            let mut operands = self.maintenance();
            operands.extend(self.all_left_out("maintenance"));
            operands.extend(outside(&["outside_hours", "exclusion_spans"]));
            steps.push(step("maintenance", "permitted", windowed(operands)));
        }
        let with_outside =
            |operands: Vec<Value>| windowed(operands.into_iter().chain(self.outside()).collect());
        let counted = |operands: Vec<Value>| {
            let mut operands = with_outside(operands);
            operands.extend(self.counting_rules());
            operands.extend(self.unit_operand());
            operands
        };
        let told = self.incidents();
        let of_some = told.iter().any(|it| !it["affected"].is_null());
        let others = self.counts("same_users").is_none_or(|(said, _)| said == "different");
        let weigh = if of_some && others { "weight_of_users" } else { "largest_weight" };
        let open = self.chosen().into_iter().chain(told).chain(self.members_of());
        steps.push(step(self.down_step(), weigh, counted(open.collect())));
        steps.push(step("outage", "any_open", counted(incidents())));
        if self.is_tolerated() {
            steps.push(step("tolerated", "not_counted", counted(incidents())));
        }
        steps.push(step(self.unknown_step(), "uncovered", windowed(covered)));
        if self.unknown_step() == "unknown" {
            let parts = ["outside_hours", "exclusion_spans", "maintenance", "unknown"].into_iter();
            let parts = parts.filter(|name| !self.is_zero(name));
            let parts = parts.map(|name| self.earlier("summand", name)).collect();
            steps.push(step("removed", "sum", parts));
        }
        steps.extend(self.consumed_steps());
        let taken = vec![self.earlier("minuend", "agreed"), self.earlier("subtrahend", "removed")];
        steps.push(step("measured", "difference", taken));
        steps
    }

    /// The incidents, and members of a group, that the step of downtime names.
    pub(crate) fn incidents_of_down(&self) -> Vec<Value> {
        let own = json!({ "kind": "incidents_of", "step": self.down_step() });
        [own].into_iter().chain(self.members_of()).collect()
    }

    /// Of a group what its members weigh together.
    fn members_of(&self) -> Option<Value> {
        self.is_group().then(|| json!({ "kind": "members_of", "step": "members" }))
    }

    /// Of a group the time in which all members are left out, one of them for a label.
    fn all_left_out(&self, label: &str) -> Option<Value> {
        let told = json!({ "kind": "all_left_out", "step": "members", "label": label });
        self.is_group().then_some(told)
    }

    fn group_kind(&self) -> &str {
        let group = &self.papers.list("/services")[self.service.unwrap()]["group"];
        group.as_object().unwrap().keys().next().unwrap()
    }

    fn judgement(&self) -> Vec<Expected> {
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
        if !self.finished() {
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
            let bounds = [("unknown_down", "unknown_as_down"), ("unknown_up", "unknown_as_up")];
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

    /// What the days that end with the period are worked out from.
    fn window_to_come(&self, until: Value, days: u64) -> Vec<Value> {
        let now = operand("instant", self.instant(self.papers.as_of), json!("as_of"));
        assert!(self.before().is_empty() && self.declared("unknown").is_empty(), "not read here");
        assert!(!self.is_group(), "not read here");
        let mut operands = vec![self.earlier("from", "from"), until, now];
        operands.extend([self.window_operand(days), self.zone()]);
        if self.is_up_before_start() {
            let up = json!({ "unit": "truth", "value": true });
            let source = self.contract(&self.rule("/window/before_start"));
            operands.push(operand("up_before", up, source));
        }
        operands.extend(self.calendar());
        operands.extend(self.covered());
        operands.push(json!({ "kind": "incidents_of", "step": self.down_step() }));
        operands.extend(self.excluded());
        if !self.consumed().is_empty() {
            operands.push(json!({ "kind": "consumed_of", "step": "consumed" }));
        }
        operands
    }
}
