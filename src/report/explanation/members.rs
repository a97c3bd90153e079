//! The members of a group: what each was, and what they were together.

use super::{Subject, Work};
use crate::measurement::Availability;
use crate::model::{Counting, Group, GroupKind, Overlap, SameUsers, Switch, Treatment};
use crate::report::{GroupFacts, MemberFacts, Operand, Operation, Outcome, Step, StepName};
use crate::timeline::{GroupTime, Label, ServiceTime, Stretch};
use crate::units::{Interval, Sort};

/// What of a group's time is told: what lies in it, and where any of these incidents is open.
#[derive(Clone, Copy)]
pub(super) struct Told {
    /// The window, and all outages that reach into it.
    pub(super) outages: Interval,
    /// That, and the time of every incident open in it.
    pub(super) incidents: Interval,
}

impl Work<'_> {
    /// What the service's members were together, where it is a group.
    pub(super) fn members(&self, found: &Availability) -> Option<Step> {
        let (service, time) = (self.objective.service?, self.service_time()?);
        let group = self.basis.agreement.group(service)?;
        let hours = self.basis.hours_of(self.objective.calendar);
        let seconds = Outcome::Seconds(time.weight_of_members(found.window, hours)?);
        let told = self.reach_of_group(found)?;
        let behind = self.behind(time.group.as_ref()?);
        let operands = behind.map(|(member, time)| self.member(member, time, told));
        let operation = match group.kind {
            GroupKind::Series => Operation::LargestOfMembers,
            GroupKind::Parallel => Operation::SmallestOfMembers,
            GroupKind::KOfN(_) => Operation::NumberedOfMembers,
            GroupKind::Weighted(_) => Operation::MeanOfMembers,
        };
        Some(
            self.windowed(StepName::Members, operation, seconds)
                .operands(self.calendar())
                .operands(self.chosen())
                .operands(self.covered())
                .operands(operands)
                .operands([Operand::Group { group: self.group(service, group) }]),
        )
    }

    /// Everything behind a group with its time, each once, members before their groups.
    fn behind<'b>(
        &'b self,
        group: &'b GroupTime,
    ) -> impl Iterator<Item = (usize, &'b ServiceTime)> {
        let time = |place: usize| self.basis.times.get(place);
        group.behind.iter().filter_map(move |(service, place)| Some((*service, time(*place)?)))
    }

    fn member(&self, service: usize, time: &ServiceTime, told: Told) -> Operand {
        let Some(it) = self.basis.agreement.services.get(service) else {
            return Operand::Member { member: MemberFacts::default() };
        };
        let subject = Subject { service, time, counting: &it.counting };
        let history = &self.basis.history;
        let stretches: Vec<&Stretch> = match &time.group {
            Some(group) => group.own.iter().collect(),
            None => time.outages.stretches(&time.reaching(told.outages)).collect(),
        };
        let within = [told.incidents];
        let declared = |spans, list| self.declared_of(service, spans, list, &within);
        let mut unknown = declared(&history.unknown, "unknown");
        unknown.extend(self.missing_steps((service, &it.counting), &within));
        let group = self.basis.agreement.group(service);
        Operand::Member {
            member: MemberFacts {
                id: it.id.clone(),
                source: Some(self.contract(format!("/services/{service}"))),
                hours: self.calendar_at(it.calendar).into_iter().collect(),
                rules: self.rules_of_member(service, &it.counting),
                declared: declared(&history.exclusion_spans, "exclusion_spans"),
                maintenance: self.maintenance_of(service, time, &within),
                incidents: self.incidents_in(subject, stretches, told.outages),
                excluded: self.incidents_in(
                    subject,
                    time.excluded.all_stretches().iter(),
                    told.incidents,
                ),
                unknown,
                group: group.map(|group| self.group(service, group)),
            },
        }
    }

    fn group(&self, service: usize, group: &Group) -> GroupFacts {
        let agreement = &self.basis.agreement;
        let id = |member: &usize| agreement.services.get(*member).map(|it| it.id.clone());
        let kind = group.kind.name();
        GroupFacts {
            kind: kind.to_owned(),
            members: group.members.iter().filter_map(id).collect(),
            needed: match group.kind {
                GroupKind::KOfN(k) => Some(k),
                _ => None,
            },
            shares: match &group.kind {
                GroupKind::Weighted(shares) => shares.clone(),
                _ => Vec::new(),
            },
            source: self.contract(format!("/services/{service}/group/{kind}")),
        }
    }

    /// Those of stretches that are open in a span, in order of time.
    fn incidents_in<'s>(
        &self,
        subject: Subject<'_>,
        stretches: impl IntoIterator<Item = &'s Stretch>,
        within: Interval,
    ) -> Vec<Operand> {
        let inside = |it: &&Stretch| !it.span.intersection(&within).is_empty();
        let mut own: Vec<&Stretch> = stretches.into_iter().filter(inside).collect();
        own.order_by_key(|stretch| (stretch.span, stretch.source));
        own.into_iter().filter_map(|it| self.incident_of(subject, it)).collect()
    }

    /// The incidents and the maintenance of the group itself that are told.
    pub(super) fn of_group_itself(&self, found: &Availability) -> Vec<Operand> {
        let (Some(subject), Some(told)) = (self.subject(), self.reach_of_group(found)) else {
            return Vec::new();
        };
        self.incidents_in(subject, subject.time.own_stretches(), told.outages)
    }

    /// What is told of a group; nothing of what is none.
    pub(super) fn reach_of_group(&self, found: &Availability) -> Option<Told> {
        let time = self.service_time()?;
        let group = time.group.as_ref()?;
        let window = self.in_units(found.window);
        let join = |a: Interval, b: Interval| {
            Interval::new(a.from().min(b.from()), a.until().max(b.until()))
        };
        let list = time.outages.list().get(time.reaching(window)).unwrap_or_default();
        let outages = list.iter().map(|outage| outage.span).fold(window, join);
        let behind = self.behind(group).flat_map(|(_, time)| time.own_stretches());
        let open =
            group.own.iter().chain(behind).filter(|it| !it.span.intersection(&outages).is_empty());
        let incidents = open.map(|stretch| stretch.span).fold(outages, join);
        Some(Told { outages, incidents })
    }

    /// The time in which all members are left out, one of them for a label.
    pub(super) fn all_left_out(&self, label: Label) -> Option<Operand> {
        let time = self.service_time()?;
        let is_group = time.group.is_some();
        is_group.then_some(Operand::AllLeftOut { step: StepName::Members, label })
    }

    /// What the members weigh together.
    pub(super) fn members_of(&self) -> Option<Operand> {
        let is_group = self.service_time()?.group.is_some();
        is_group.then_some(Operand::MembersOf { step: StepName::Members })
    }

    pub(super) fn service_time(&self) -> Option<&ServiceTime> {
        self.basis.service_time(self.assessed.subject)
    }

    /// How a member counts, where it is otherwise than by default.
    fn rules_of_member(&self, service: usize, counting: &Counting) -> Vec<Operand> {
        let default = Counting::default();
        let word = |treatment: Treatment| {
            let known = Treatment::WORDS.iter().find(|(_, it)| *it == treatment);
            known.map_or("", |(word, _)| *word)
        };
        let treatments = [
            (Switch::ExclusionSpan, counting.exclusion_span, default.exclusion_span),
            (Switch::Maintenance, counting.maintenance, default.maintenance),
            (Switch::ExcludedIncident, counting.excluded_incident, default.excluded_incident),
            (Switch::Unknown, counting.unknown, default.unknown),
        ];
        let mut said = vec![
            (Switch::Overlap, "sum", counting.overlap == Overlap::Sum),
            (Switch::SameUsers, "largest", counting.same_users == SameUsers::Largest),
            (Switch::ConcurrentCause, "excluded", counting.excluded_first),
        ];
        said.extend(treatments.map(|(switch, own, default)| (switch, word(own), own != default)));
        let stated = |switch| self.basis.agreement.stated_of(switch, service);
        let steps = stated(Switch::DownWhen).map_or("", |(_, value)| value);
        said.push((Switch::DownWhen, steps, self.down_when(counting).is_some()));
        let said = said.into_iter().filter(|(.., otherwise)| *otherwise);
        let rules = said.map(|(switch, value, _)| Operand::Rule {
            field: switch.name().trim_start_matches("counting/").to_owned(),
            value: value.to_owned(),
            source: self.field_of(stated(switch), switch),
        });
        rules.collect()
    }
}
