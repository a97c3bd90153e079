//! Services that make one together: what their members were, instant by instant.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Value, json};

use super::clock::{Nanos, instant, overlap};
use super::indicators::Kind;
use super::labels::{Span, without};
use super::number::{Number, number, text as decimal, whole};
use super::operands::file;
use super::papers::{Papers, stated, text};
use super::work::Work;

type Weighted = (Nanos, Nanos, Number);

/// The labels that come before an outage.
const BEFORE: [&str; 3] = ["outside_hours", "exclusion_span", "maintenance"];

/// What a service is throughout a stretch.
#[derive(Clone)]
pub(crate) struct Slice {
    pub(crate) span: Span,
    pub(crate) label: &'static str,
    /// What it weighs, whatever its label.
    pub(crate) weight: Number,
    /// What the members of a group weigh together; nothing where all are left out.
    pub(crate) members: Option<Number>,
    /// The labels of these, where all are left out.
    pub(crate) left_out: BTreeSet<&'static str>,
}

/// What is told of a service: of a member as it is written in an operand.
struct Told {
    /// When it was promised; nothing where it always is.
    hours: Option<Vec<Span>>,
    declared: Vec<Span>,
    permitted: Vec<Span>,
    incidents: Vec<Weighted>,
    excluded: Vec<Span>,
    unknown: Vec<Span>,
    group: Option<Value>,
}

/// What is behind a group.
struct Behind {
    covered: Vec<Span>,
    services: BTreeMap<String, Told>,
}

/// A member at an instant.
enum State {
    Out(&'static str),
    In(Number),
}

impl Behind {
    fn state(&self, id: &str, at: Nanos) -> Option<State> {
        let told = self.services.get(id)?;
        if !told.hours.as_ref().is_none_or(|hours| holds(hours, at)) {
            return Some(State::Out("outside_hours"));
        }
        let slice = self.slice(told, (at, at + 1))?;
        Some(match slice.label {
            "outage" => State::In(slice.weight),
            // By default an excluded incident is up, and all others are removed.
            "up" | "excluded_incident" => State::In(whole(0)),
            label => State::Out(label),
        })
    }

    /// What a service is in a span in which nothing changes; its own hours are another's.
    fn slice(&self, told: &Told, span: Span) -> Option<Slice> {
        let at = span.0;
        let (members, left_out) = match &told.group {
            None => (None, BTreeSet::new()),
            Some(group) => self.together(group, at)?,
        };
        let open = told.incidents.iter().filter(|it| it.0 <= at && at < it.1);
        let own = open.map(|it| it.2.clone()).max().unwrap_or_else(|| whole(0));
        let weight = own.max(members.clone().unwrap_or_else(|| whole(0)));
        let has = |label: &str| left_out.contains(label);
        let outside = !left_out.is_empty() && left_out.iter().all(|it| *it == "outside_hours");
        let label = match () {
            () if outside => "outside_hours",
            () if holds(&told.declared, at) || has("exclusion_span") => "exclusion_span",
            () if holds(&told.permitted, at) || has("maintenance") => "maintenance",
            () if weight > whole(0) => "outage",
            () if holds(&told.excluded, at) || has("excluded_incident") => "excluded_incident",
            () if !holds(&self.covered, at) || holds(&told.unknown, at) || has("unknown") => {
                "unknown"
            }
            () => "up",
        };
        Some(Slice { span, label, weight, members, left_out })
    }

    /// What the members of a group weigh together, or else their labels.
    fn together(
        &self,
        group: &Value,
        at: Nanos,
    ) -> Option<(Option<Number>, BTreeSet<&'static str>)> {
        let (mut inside, mut out) = (Vec::new(), BTreeSet::new());
        for (place, id) in group["members"].as_array()?.iter().enumerate() {
            match self.state(id.as_str()?, at)? {
                State::Out(label) => _ = out.insert(label),
                State::In(weight) => inside.push((place, weight)),
            }
        }
        if inside.is_empty() {
            return Some((None, out));
        }
        let weights = || {
            let mut weights: Vec<Number> = inside.iter().map(|(_, it)| it.clone()).collect();
            weights.sort();
            weights
        };
        let weight = match group["kind"].as_str()? {
            "series" => weights().pop()?,
            "parallel" => weights().swap_remove(0),
            "k_of_n" => {
                let needed = usize::try_from(group["needed"].as_u64()?).ok()?;
                let needed = needed.min(inside.len()).checked_sub(1)?;
                weights().swap_remove(needed)
            }
            "weighted" => {
                let share = |place: usize| number(&group["shares"][place]);
                let (mut sum, mut all) = (whole(0), whole(0));
                for (place, weight) in inside {
                    sum += share(place)? * weight;
                    all += share(place)?;
                }
                sum / all
            }
            _ => return None,
        };
        Some((Some(weight), BTreeSet::new()))
    }

    /// Every instant at which anything of these changes, and those of a window.
    fn cuts(&self, window: Span) -> Vec<Nanos> {
        let of = |told: &Told| {
            let spans = [&told.declared, &told.permitted, &told.excluded, &told.unknown];
            let spans = spans.into_iter().flatten().chain(told.hours.iter().flatten());
            let spans = spans.map(|(from, until)| (*from, *until));
            let spans = spans.chain(told.incidents.iter().map(|(from, until, _)| (*from, *until)));
            spans.collect::<Vec<_>>()
        };
        let spans = self.services.values().flat_map(of).chain(self.covered.iter().copied());
        let cuts = spans.chain([window]).flat_map(|(from, until)| [from, until]);
        let cuts: BTreeSet<Nanos> =
            cuts.filter(|cut| (window.0..=window.1).contains(cut)).collect();
        cuts.into_iter().collect()
    }
}

fn holds(spans: &[Span], at: Nanos) -> bool {
    spans.iter().any(|(from, until)| *from <= at && at < *until)
}

fn spans(operands: &Value) -> Option<Vec<Span>> {
    let each = operands.as_array().into_iter().flatten().map(|operand| {
        let at = |field: &str| instant(operand[field]["at"].as_str()?);
        Some((at("from")?, at("until")?))
    });
    each.collect()
}

impl Papers {
    /// The members of a group, in its order.
    pub(crate) fn members(&self, service: usize) -> Vec<usize> {
        let group = &self.list("/services")[service]["group"];
        let Some((kind, said)) = group.as_object().and_then(|group| group.iter().next()) else {
            return Vec::new();
        };
        let ids: Vec<&str> = match kind.as_str() {
            "weighted" => said.as_object().unwrap().keys().map(String::as_str).collect(),
            "k_of_n" => said["of"].as_array().unwrap().iter().map(text).collect(),
            _ => said.as_array().unwrap().iter().map(text).collect(),
        };
        ids.into_iter().map(|id| self.service_named(id)).collect()
    }

    fn service_named(&self, id: &str) -> usize {
        self.list("/services").iter().position(|service| service["id"] == id).unwrap()
    }

    /// All that is behind a service, each once, members before their groups, itself last.
    pub(crate) fn behind(&self, service: usize) -> Vec<usize> {
        let mut found = Vec::new();
        for member in self.members(service) {
            for behind in self.behind(member) {
                if !found.contains(&behind) {
                    found.push(behind);
                }
            }
        }
        found.push(service);
        found
    }

    /// Whether an incident touches a service, or what is behind it.
    pub(crate) fn touches(&self, touches: &[(String, Option<String>)], service: &Value) -> bool {
        let behind = self.behind(self.service_named(text(service)));
        let ids: Vec<&Value> = behind.iter().map(|at| &self.list("/services")[*at]["id"]).collect();
        touches.iter().any(|(id, _)| ids.iter().any(|own| *own == id))
    }

    fn group(&self, service: usize) -> Value {
        let group = self.list("/services")[service]["group"].as_object().unwrap();
        let (kind, said) = group.iter().next().unwrap();
        let ids = self.members(service);
        let ids: Vec<&Value> = ids.iter().map(|at| &self.list("/services")[*at]["id"]).collect();
        let mut told = json!({
            "kind": kind,
            "members": ids,
            "source": file(self.contract, &format!("/services/{service}/group/{kind}")),
        });
        match kind.as_str() {
            "k_of_n" => told["needed"] = said["k"].clone(),
            "weighted" => {
                let shares = said.as_object().unwrap().values();
                let shares = shares.map(|share| decimal(&number(share).unwrap()));
                told["shares"] = shares.collect();
            }
            _ => {}
        }
        told
    }
}

impl Work<'_> {
    pub(crate) fn is_group(&self) -> bool {
        self.service.is_some_and(|service| !self.papers.members(service).is_empty())
    }

    /// What the operands of a step tell of what is behind a group, and of the group.
    fn told_behind(&self, operands: &[Value]) -> Option<(Behind, Told)> {
        let covered: Vec<Value> =
            operands.iter().filter(|it| it["kind"] == "covered").cloned().collect();
        let mut behind = Behind { covered: spans(&json!(covered))?, services: BTreeMap::new() };
        for member in operands.iter().filter(|it| it["kind"] == "member") {
            let member = &member["member"];
            behind.services.insert(member["id"].as_str()?.to_owned(), self.told(member)?);
        }
        let group = operands.iter().find(|it| it["kind"] == "group")?;
        let own = self.told(&json!({ "group": group["group"], "id": "" }))?;
        Some((behind, own))
    }

    fn told(&self, member: &Value) -> Option<Told> {
        // What the steps of its series say stands with their counts.
        let mut rules = member["rules"].as_array().into_iter().flatten();
        if !rules.all(|rule| rule["field"] == "down_when") {
            return None;
        }
        let permitted = match member["maintenance"].as_array() {
            // As with any service, looked up where the operands say it stands.
            Some(_) => {
                let mut services = self.papers.list("/services").iter();
                self.papers.permitted(services.position(|service| service["id"] == member["id"])?)
            }
            None => Vec::new(),
        };
        let hours = member["hours"].as_array().map(|hours| {
            let hours = self.papers.hours.get(hours[0]["id"].as_str()?)?;
            Some(hours.within((self.papers.earliest(), self.papers.as_of)))
        });
        let hours = match hours {
            None => None,
            Some(hours) => Some(hours?),
        };
        let weighed = member["incidents"].as_array().into_iter().flatten().map(|operand| {
            let at = |field: &str| instant(operand[field]["at"].as_str()?);
            let weight = match operand["kind"].as_str()? {
                "steps" => self.papers.weight(None),
                _ => number(&operand["weight"])?,
            };
            Some((at("from")?, at("until")?, weight))
        });
        Some(Told {
            hours,
            declared: spans(&member["declared"])?,
            permitted,
            incidents: weighed.collect::<Option<_>>()?,
            excluded: spans(&member["excluded"])?,
            unknown: spans(&member["unknown"])?,
            group: stated(member, "/group").cloned(),
        })
    }

    /// What a group is in each part of a window in which nothing changes, by the operands of the step
    /// of its members.
    pub(crate) fn members_told(&self, operands: &[Value], window: Span) -> Option<Vec<Slice>> {
        let (behind, own) = self.told_behind(operands)?;
        let cuts = behind.cuts(window);
        cuts.windows(2).map(|cut| behind.slice(&own, (cut[0], cut[1]))).collect()
    }

    /// What the group is at each instant of all time that is looked at, by the files.
    pub(crate) fn group_slices(&self) -> Rc<Vec<Slice>> {
        assert!(self.papers.subjects[self.subject].chosen.is_none(), "not read here");
        let service = self.service.unwrap();
        let of_requests = self.kind() == Kind::Requests;
        if let Some(known) = self.papers.groups.borrow().get(&(service, of_requests)) {
            return Rc::clone(known);
        }
        let window = (self.papers.earliest(), self.papers.as_of);
        let (behind, _) = self.told_behind(&self.member_operands(window, window)).unwrap();
        let own = self.member_operand(service, window, window);
        let own = self.told(&own["member"]).unwrap();
        let mut services = behind.services;
        services.insert(String::new(), own);
        let behind = Behind { services, ..behind };
        let cuts = behind.cuts(window);
        let own = &behind.services[""];
        let slices = cuts.windows(2).map(|cut| behind.slice(own, (cut[0], cut[1])).unwrap());
        let slices = Rc::new(slices.collect::<Vec<_>>());
        self.papers.groups.borrow_mut().insert((service, of_requests), Rc::clone(&slices));
        slices
    }

    /// The time in which the group has a label.
    pub(crate) fn labelled(&self, label: &str) -> Vec<Span> {
        let slices = self.group_slices();
        slices.iter().filter(|slice| slice.label == label).map(|slice| slice.span).collect()
    }

    /// Runs of weight, which nothing ends that comes before an outage.
    pub(crate) fn group_runs(&self) -> Vec<Span> {
        let mut runs: Vec<Span> = Vec::new();
        let mut is_broken = true;
        for slice in self.group_slices().iter() {
            if slice.weight > whole(0) {
                match runs.last_mut() {
                    Some(run) if !is_broken => run.1 = slice.span.1,
                    _ => runs.push(slice.span),
                }
                is_broken = false;
            } else if !BEFORE.contains(&slice.label) {
                is_broken = true;
            }
        }
        runs
    }

    /// Whether the outage that ends then is over: all behind it has ended, or the group was seen up
    /// since.
    pub(crate) fn group_has_ended(&self, run: Span) -> bool {
        let papers = self.papers;
        let behind = papers.behind(self.service.unwrap());
        let mut open = behind.iter().flat_map(|service| papers.counted_on(*service, false));
        let over = open.all(|it| !overlap(it.open, run) || papers.end_of(it.incident).is_some());
        let up = |slice: &Slice| {
            slice.span.0 >= run.1
                && slice.weight == whole(0)
                && !BEFORE.contains(&slice.label)
                && slice.label != "unknown"
        };
        let steps = |it: &usize| {
            let own = self.steps_down(*it).into_iter().filter(|(span, _)| overlap(*span, run));
            own.map(|(span, _)| self.is_followed(*it, span)).collect::<Vec<_>>()
        };
        let over = over && behind.iter().flat_map(steps).all(|is_followed| is_followed);
        over || self.group_slices().iter().any(up)
    }

    /// The ids of the incidents that were open in an outage of the group, and in the window.
    pub(crate) fn ids_behind(&self) -> BTreeSet<String> {
        let (papers, window) = (self.papers, self.looked_at());
        let runs = self.group_runs();
        let inside = |(from, until): Span| {
            let own = (from.max(window.0), until.min(window.1));
            own.0 < own.1 && runs.iter().any(|run| overlap(*run, own))
        };
        let behind = papers.behind(self.service.unwrap());
        let behind: Vec<_> = behind.iter().flat_map(|it| papers.counted_on(*it, false)).collect();
        behind.iter().filter(|it| inside(it.open)).map(|it| it.incident.id.clone()).collect()
    }

    /// The window with all outages that reach into it, and that with the time of all incidents open
    /// in it.
    pub(crate) fn reach(&self) -> (Span, Span) {
        let join = |a: Span, b: Span| (a.0.min(b.0), a.1.max(b.1));
        let window = self.looked_at();
        let runs = self.group_runs().into_iter().filter(|run| overlap(*run, window));
        let outages = runs.fold(window, join);
        let papers = self.papers;
        let behind = papers.behind(self.service.unwrap());
        let counted: Vec<Span> = behind
            .iter()
            .flat_map(|it| papers.counted_on(*it, false).into_iter().map(|it| it.open))
            .chain(behind.iter().flat_map(|it| papers.lost(*it).into_iter().map(|it| it.span)))
            .chain(behind.iter().flat_map(|it| self.steps_down(*it).into_iter().map(|it| it.0)))
            .collect();
        let open = counted.into_iter().filter(|it| overlap(*it, outages));
        (outages, open.fold(outages, join))
    }

    /// What the step of the members is worked out from.
    pub(crate) fn member_operands(&self, outages: Span, incidents: Span) -> Vec<Value> {
        let service = self.service.unwrap();
        let behind = self.papers.behind(service).into_iter().filter(|it| *it != service);
        let mut operands = self.covered();
        operands.extend(behind.map(|it| self.member_operand(it, outages, incidents)));
        operands.push(json!({ "kind": "group", "group": self.papers.group(service) }));
        operands
    }

    fn member_operand(&self, service: usize, outages: Span, incidents: Span) -> Value {
        let papers = self.papers;
        let told = &papers.list("/services")[service];
        let mut member = json!({
            "id": told["id"],
            "source": self.contract(&format!("/services/{service}")),
        });
        let hours = stated(told, "/calendar").map(text);
        let hours = hours.filter(|id| !papers.hours[*id].is_always()).map(|id| {
            let source = self.contract(&format!("/calendars/{id}"));
            json!({ "kind": "calendar", "id": id, "source": source })
        });
        let is_near = |span: Span| overlap(span, incidents);
        let unknown = self.declared_of(service, "unknown", &[incidents]).into_iter();
        let unknown = unknown.chain(self.missing_steps(service, &is_near)).collect();
        for (part, operands) in [
            ("hours", hours.into_iter().collect()),
            ("rules", self.rule_of_steps(service).into_iter().collect()),
            ("declared", self.declared_of(service, "exclusion_spans", &[incidents])),
            ("maintenance", self.maintenance_of(service, &[incidents])),
            ("incidents", self.incidents_of_service(service, &|it| overlap(it, outages))),
            ("excluded", self.incidents_that(service, true, &|it| overlap(it, incidents))),
            ("unknown", unknown),
        ] {
            if !operands.is_empty() {
                member[part] = json!(operands);
            }
        }
        if !papers.members(service).is_empty() {
            member["group"] = papers.group(service);
        }
        json!({ "kind": "member", "member": member })
    }

    /// The length of a run in hours, less what comes before an outage, and from when it counts.
    pub(crate) fn group_length(&self, run: Span) -> Option<(Nanos, Nanos, Nanos)> {
        let taken: Vec<Span> = BEFORE.iter().flat_map(|label| self.labelled(label)).collect();
        let parts = without(&[run], &taken);
        let hours = self.papers.hours_of(self.objective);
        let length = parts.iter().map(|part| hours.length(*part)).sum();
        let begin = parts.iter().find_map(|part| hours.within(*part).first().copied());
        let end = parts.iter().rev().find_map(|part| hours.within(*part).last().copied());
        Some((begin?.0, end?.1, length))
    }
}
