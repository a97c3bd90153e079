//! Services that make one together: what their members were, instant by instant.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use serde_json::{Value, json};

use super::clock::overlap;
use super::labels::Span;
use super::members::{BEFORE, Behind, Policy, Slice, Told, spans};
use super::number::{number, text as decimal, whole};
use super::operands::file;
use super::papers::{Papers, stated, text};
use super::parts::weighed;
use super::work::Work;

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

    pub(crate) fn group(&self, service: usize) -> Value {
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
        let list = |part: &str| member[part].as_array().map_or(&[][..], Vec::as_slice);
        let policy = Policy::told(list("rules"))?;
        Some(Told {
            incidents: weighed(list("incidents"), policy.weighing())?,
            policy,
            hours,
            declared: spans(&member["declared"])?,
            permitted,
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
        let service = self.service.unwrap();
        if let Some(known) = self.papers.groups.borrow().get(&self.subject) {
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
        self.papers.groups.borrow_mut().insert(self.subject, Rc::clone(&slices));
        slices
    }

    /// The time in which the group has a label.
    pub(crate) fn labelled(&self, label: &str) -> Vec<Span> {
        let slices = self.group_slices();
        slices.iter().filter(|slice| slice.label == label).map(|slice| slice.span).collect()
    }

    /// Whether a label comes before an outage.
    fn is_before(&self, label: &str) -> bool {
        BEFORE.contains(&label) || label == "excluded_incident" && self.is_excluded_first()
    }

    /// The time that comes before outages of the group, whatever is looked at.
    pub(crate) fn before_group(&self) -> Vec<Span> {
        let slices = self.group_slices();
        slices.iter().filter(|slice| self.is_before(slice.label)).map(|slice| slice.span).collect()
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
            } else if !self.is_before(slice.label) {
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
        let mut open = behind.iter().flat_map(|service| self.own_incidents_of(*service, false));
        let over = open.all(|it| !overlap(it.open, run) || papers.has_ended(&it));
        let up = |slice: &Slice| {
            slice.span.0 >= run.1
                && slice.weight == whole(0)
                && !self.is_before(slice.label)
                && slice.is_known
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
        let behind: Vec<_> =
            behind.iter().flat_map(|it| self.own_incidents_of(*it, false)).collect();
        behind.iter().filter(|it| inside(it.open)).map(|it| it.incident.id.clone()).collect()
    }

    /// The window with all outages that reach into it, and that with the time of all incidents open
    /// in it.
    pub(crate) fn reach(&self) -> (Span, Span) {
        let join = |a: Span, b: Span| (a.0.min(b.0), a.1.max(b.1));
        let window = self.in_units();
        let runs = self.group_runs().into_iter().filter(|run| overlap(*run, window));
        let outages = runs.fold(window, join);
        let papers = self.papers;
        let behind = papers.behind(self.service.unwrap());
        let counted: Vec<Span> = behind
            .iter()
            .flat_map(|it| self.own_incidents_of(*it, false).into_iter().map(|it| it.open))
            .chain(behind.iter().flat_map(|it| self.lost_of(*it).into_iter().map(|it| it.span)))
            .chain(behind.iter().flat_map(|it| self.steps_down(*it).into_iter().map(|it| it.0)))
            .collect();
        let open = counted.into_iter().filter(|it| overlap(*it, outages));
        (outages, open.fold(outages, join))
    }
}
