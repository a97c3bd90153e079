//! The time of a service, measured step by step.

use serde_json::{Value, json};

use super::clock::{instant, seconds};
use super::history::Counted;
use super::labels::{Span, without};
use super::limits::iso;
use super::number::{Number, text, whole};
use super::operands::operand;
use super::papers::stated;
use super::parts::{Parts, Weighted};
use super::work::{Expected, Work, step};

impl Work<'_> {
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
        let from = self.outage_from(service);
        for it in counted.iter_mut().filter(|_| from != "started") {
            let told = self.papers.told_of(it.number)[from].as_str().and_then(instant);
            let told = told.filter(|at| *at <= self.papers.as_of && it.open.0 < *at);
            if let Some(told) = told {
                (it.open.0, it.begun_by) = (told, None);
            }
        }
        counted.retain(|it| it.open.0 < it.open.1);
        counted
    }

    /// The event with which an incident begins to count on a service: where that is told of it, and
    /// no earlier than it started.
    pub(crate) fn counts_from(&self, it: &Counted<'_>, service: usize) -> &str {
        let event = self.outage_from(service);
        let told = self.papers.told_of(it.number)[event].as_str().and_then(instant);
        if told == Some(it.open.0) { event } else { "started" }
    }

    /// The event with which an incident should begin to count on a service.
    fn outage_from(&self, service: usize) -> &str {
        let said = self.counts_on(service, "outage_from");
        said.and_then(|(said, _)| said.as_str()).unwrap_or("started")
    }

    /// What is said of a question of how incidents count, and where: with the objective, its
    /// service, or the contract.
    pub(crate) fn counts(&self, field: &str) -> Option<(&Value, String)> {
        self.counts_in(&[Some(self.rule("")), self.service.map(place_of_service)], field)
    }

    /// The same of any service: of one behind the objective's own the objective says nothing.
    pub(crate) fn counts_on(&self, service: usize, field: &str) -> Option<(&Value, String)> {
        if self.service == Some(service) {
            return self.counts(field);
        }
        self.counts_in(&[Some(place_of_service(service))], field)
    }

    fn counts_in(&self, places: &[Option<String>], field: &str) -> Option<(&Value, String)> {
        let places = places.iter().flatten().map(String::as_str).chain([""]);
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
        let parts = self.step(self.outage_step()).and_then(|step| self.outages_of(step));
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
    pub(crate) fn counted(&self, name: &'static str, mut operands: Vec<Value>) -> Expected {
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

    pub(crate) fn measurement(&self) -> Vec<Expected> {
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
        if before.contains(&"maintenance") {
            let mut operands = self.maintenance();
            operands.extend(self.all_left_out("maintenance"));
            operands.extend(outside(&["outside_hours", "exclusion_spans"]));
            steps.push(step("maintenance", "permitted", windowed(operands)));
        }
        let excluded = |outside: Vec<Value>| {
            let told = self.chosen().into_iter().chain(self.excluded());
            let told = told.chain(self.all_left_out("excluded_incident")).chain(outside);
            windowed(told.collect())
        };
        if before.contains(&"excluded_incidents") {
            let earlier = outside(&["outside_hours", "exclusion_spans", "maintenance"]);
            steps.push(step("excluded_incidents", "any_open", excluded(earlier)));
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
        let are_added = self.counts("overlap").is_some_and(|(said, _)| said == "sum");
        let weigh = match () {
            () if are_added => "sum_of_weights",
            () if of_some && others => "weight_of_users",
            () => "largest_weight",
        };
        let open = self.chosen().into_iter().chain(told).chain(self.members_of());
        steps.push(step(self.outage_step(), weigh, counted(open.collect())));
        steps.push(step("outage", "any_open", counted(incidents())));
        if self.is_tolerated() {
            steps.push(step("tolerated", "not_counted", counted(incidents())));
        }
        if !self.is_excluded_first() && self.treatment("excluded_incident") != "up" {
            let mut operands = excluded(outside(&before));
            operands.push(json!({ "kind": "outside", "step": self.outage_step() }));
            steps.extend(self.excluded_step(operands));
        }
        steps.push(step(self.unknown_step(), "uncovered", windowed(covered)));
        if self.unknown_step() == "unknown" {
            steps.push(self.all_removed());
        }
        steps.extend(self.all_down());
        steps.extend(self.consumed_steps());
        let taken = vec![self.earlier("minuend", "agreed"), self.earlier("subtrahend", "removed")];
        steps.push(step("measured", "difference", taken));
        steps
    }

    /// The incidents, and members of a group, that the step of downtime names.
    pub(crate) fn incidents_of_down(&self) -> Vec<Value> {
        let own = json!({ "kind": "incidents_of", "step": self.outage_step() });
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
}

/// `P30D` in seconds.
fn days(length: &Value) -> Number {
    let days = length.as_str().and_then(|length| length.strip_prefix('P')?.strip_suffix('D'));
    whole(days.unwrap().parse::<u32>().unwrap() * 86_400)
}

fn place_of_service(service: usize) -> String {
    format!("/services/{service}")
}
