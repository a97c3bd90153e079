//! Clocks as reports and calculations tell them.

use serde_json::{Value, json};

use super::cases::measure;
use super::clock::{Nanos, seconds};
use super::clocks::{Case, Mark};
use super::number::text as decimal;
use super::papers::{Papers, Period, stated, text};
use super::subjects::Subject;

impl Papers {
    /// The instant by which a case belongs to a period.
    fn belongs_at(&self, objective: usize, case: &Case) -> Option<Nanos> {
        let rule = self.objective(objective);
        let decided = if measure(rule) == "share" { case.decided } else { case.over };
        match stated(rule, "/attribution").map(text) {
            Some("opened") => decided.map(|_| case.started),
            Some("stopped") => decided.and(case.over),
            Some("due") => case.due.or(decided).filter(|at| decided.is_some() && *at <= self.as_of),
            _ => decided,
        }
    }

    /// The period to which a case belongs, if it belongs to one yet.
    pub(crate) fn belongs(&self, objective: usize, case: &Case) -> Option<usize> {
        let at = self.belongs_at(objective, case)?;
        let own = |period: &&Period| self.is_of(objective, period);
        let inside = |period: &&Period| period.span.0 <= at && at < period.span.1;
        let number = self.periods.iter().enumerate();
        number.filter(|(_, p)| own(p)).find(|(_, p)| inside(p)).map(|(number, _)| number)
    }

    /// The cases of a subject in a period, in the order in which they belong there.
    pub(crate) fn cases_in<'a>(&self, subject: &'a Subject, period: usize) -> Vec<&'a Case> {
        let own = subject.cases.iter().filter(|case| case.period == Some(period));
        let mut own: Vec<&Case> = own.collect();
        own.sort_by_key(|case| self.belongs_at(subject.objective, case));
        own
    }

    /// Those that belong between two instants.
    pub(crate) fn cases_between<'a>(
        &self,
        subject: &'a Subject,
        (from, until): (Nanos, Nanos),
    ) -> Vec<&'a Case> {
        let at = |case: &Case| self.belongs_at(subject.objective, case);
        let inside = |case: &&Case| at(case).is_some_and(|at| from <= at && at < until);
        let mut own: Vec<&Case> = subject.cases.iter().filter(inside).collect();
        own.sort_by_key(|case| at(case));
        own
    }

    /// A case as an operand of a step.
    pub(crate) fn case_operand(&self, case: &Case) -> Value {
        let incident = &self.incidents[case.incident];
        let at = |at: Option<Nanos>| at.map(|at| self.clock.reading(at));
        let place = format!("/incidents/{}", incident.position);
        let mut operand = json!({
            "kind": "case",
            "id": incident.id,
            "title": incident.title,
            "source": { "file": { "file": incident.file, "pointer": place } },
            "priority": case.priority,
            "started": at(Some(case.started)),
            "from": mark_of(case.from),
            "stopped": at(case.stopped),
            "elapsed": decimal(&seconds(0, case.elapsed)),
            "paused": decimal(&seconds(0, case.paused)),
            "limit": case.limit.map(|limit| decimal(&seconds(0, limit))),
            "due": at(case.due),
            "verdict": case.verdict,
            "decided": at(case.decided),
        });
        if let Some(to) = case.to {
            operand["to"] = mark_of(to);
        }
        if case.verdict == "excluded" {
            operand["cause"] = self.told_of(case.incident)["cause"].clone();
        }
        if let Some(why) = case.no_due {
            operand["no_due"] = json!(why);
        }
        self.note_corrections(&mut operand, (incident.file, "incidents", incident.position));
        operand
    }

    /// Every clock of every incident.
    pub(crate) fn expected_clocks(&self) -> Value {
        let mut told: Vec<((usize, usize, Nanos), Value)> = Vec::new();
        for (number, subject) in self.subjects.iter().enumerate() {
            for case in subject.cases.iter().chain(&subject.skipped) {
                let mut clock = self.case_operand(case);
                let members = clock.as_object_mut().unwrap();
                let beside = ["kind", "title", "source", "corrections", "cause"];
                members.retain(|name, _| !beside.contains(&name.as_str()));
                let names = [
                    ("id", "incident"),
                    ("elapsed", "elapsed_seconds"),
                    ("paused", "paused_seconds"),
                ];
                for (name, other) in names.into_iter().chain([("limit", "limit_seconds")]) {
                    let value = members.remove(name).unwrap();
                    members.insert(other.to_owned(), value);
                }
                members.insert("objective".to_owned(), json!(number));
                members.insert("period".to_owned(), json!(case.period));
                let real = decimal(&seconds(0, case.real));
                members.insert("real_seconds".to_owned(), json!(real));
                told.push(((subject.objective, case.incident, case.started), clock));
            }
        }
        told.sort_by_key(|(place, _)| *place);
        told.into_iter().map(|(_, clock)| clock).collect()
    }
}

fn mark_of((by, instead_of): Mark) -> Value {
    match instead_of {
        Some(instead_of) => json!({ "by": by, "instead_of": instead_of }),
        None => json!({ "by": by }),
    }
}
