//! What is told of the members of a group.

use serde_json::{Value, json};

use super::clock::overlap;
use super::labels::Span;
use super::members::default;
use super::papers::{stated, text};
use super::work::Work;

impl Work<'_> {
    /// What the step of the members is worked out from.
    pub(crate) fn member_operands(&self, outages: Span, incidents: Span) -> Vec<Value> {
        let service = self.service.unwrap();
        let behind = self.papers.behind(service).into_iter().filter(|it| *it != service);
        let mut operands = self.covered();
        operands.extend(behind.map(|it| self.member_operand(it, outages, incidents)));
        operands.push(json!({ "kind": "group", "group": self.papers.group(service) }));
        operands
    }

    pub(crate) fn member_operand(&self, service: usize, outages: Span, incidents: Span) -> Value {
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
            ("rules", self.rules_of_member(service)),
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

    /// How a member counts, where it is otherwise than by default.
    fn rules_of_member(&self, service: usize) -> Vec<Value> {
        let fields = [
            "overlap",
            "same_users",
            "concurrent_cause",
            "exclusion_span",
            "maintenance",
            "excluded_incident",
            "unknown",
        ];
        let said = fields.into_iter().filter_map(|field| {
            let (said, place) = self.counts_on(service, field)?;
            let source = self.contract(&place);
            let rule = json!({ "kind": "rule", "field": field, "value": said, "source": source });
            (said != default(field)).then_some(rule)
        });
        said.chain(self.rule_of_steps(service)).collect()
    }
}
