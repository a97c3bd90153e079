//! What lines of labelled time rest on.

use super::value::plain;
use super::{IncidentLine, Page};
use crate::format::words::{How, Phrase};
use crate::format::{Toward, duration, exact_duration, instant, number, period};
use crate::report::{Bound, BoundFacts, GroupFacts, Operand, Outcome, Role, Step, StepName};
use crate::units::Exact;

impl Page<'_> {
    pub(super) fn agreed(&self, step: &Step) -> Option<String> {
        let (from, until) = (self.moment(step, Role::From)?, self.moment(step, Role::Until)?);
        let Outcome::Seconds(seconds) = &step.result else { return None };
        let hours = seconds.checked_div(&Exact::from(3_600))?;
        Some(self.say(&Phrase::How(How::Agreed {
            from: &instant(self.language, from),
            until: &instant(self.language, until),
            hours: &number(self.language, &hours.to_fixed(hours.decimals(2).unwrap_or(2))),
            to_date: self.row.verdict.is_running(),
        })))
    }

    pub(super) fn down(&self, step: &Step) -> String {
        let weighted = |operand: &Operand| matches!(operand, Operand::Incident { weight, .. } if *weight != Exact::from(1));
        let down = self.row.time.as_ref().map(|time| {
            self.say(&Phrase::How(How::Down {
                incidents: time.incidents,
                outages: time.outages,
                weighted: step.operands.iter().any(weighted),
            }))
        });
        let units = step.operands.iter().filter_map(|operand| self.units(operand));
        down.into_iter().chain(self.chosen(step)).chain(units).collect::<Vec<_>>().join("; ")
    }

    /// A stretch whose downtime an earlier period was credited for.
    pub(super) fn credited_before(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Consumed { period: at, from, until, seconds } = operand else { return None };
        Some(IncidentLine {
            id: period(self.language, self.report.periods.get(*at as usize)?),
            title: None,
            how: self.say(&Phrase::How(How::Consumed {
                from: &instant(self.language, from),
                until: &instant(self.language, until),
                seconds: &self.seconds(&Outcome::Seconds(seconds.clone()))?,
            })),
            corrections: Vec::new(),
        })
    }

    /// Which incidents or measurements a step is about, a part of a sentence for each choice.
    pub(super) fn chosen(&self, step: &Step) -> Vec<String> {
        const MOST_NAMED: usize = 6;
        let chosen = step.operands.iter().filter_map(|operand| {
            let Operand::Chosen { label, values, .. } = operand else { return None };
            let (named, others) = values.split_at(values.len().min(MOST_NAMED));
            let (label, more) = (label.as_deref(), others.len() as u64);
            Some(self.say(&Phrase::How(How::Chosen { label, values: named, more })))
        });
        chosen.collect()
    }

    /// What the members of a group are together.
    pub(super) fn members(&self, step: &Step) -> Option<String> {
        let group = step.operands.iter().find_map(|operand| match operand {
            Operand::Group { group } => Some(group),
            _ => None,
        })?;
        Some(self.together(group))
    }

    fn together(&self, group: &GroupFacts) -> String {
        let (needed, members) = (group.needed.map(u64::from), group.members.len() as u64);
        self.say(&Phrase::How(How::Members { kind: &group.kind, needed, members }))
    }

    /// What befell a member of a group.
    pub(super) fn member(&self, operand: &Operand) -> Vec<IncidentLine> {
        let Operand::Member { member } = operand else { return Vec::new() };
        let parts = [
            (&member.incidents, None),
            (&member.excluded, Some(StepName::ExcludedIncidents)),
            (&member.maintenance, Some(StepName::Maintenance)),
            (&member.declared, Some(StepName::ExclusionSpans)),
            (&member.unknown, Some(StepName::Unknown)),
        ];
        let lines = parts.into_iter().flat_map(|(operands, what)| {
            let told = operands.iter().filter_map(|it| self.incident(it).or_else(|| self.span(it)));
            told.map(move |line| (line, what)).collect::<Vec<_>>()
        });
        let of_member = lines.map(|(line, what)| {
            let how =
                self.say(&Phrase::How(How::OfMember { member: &member.id, what, how: &line.how }));
            IncidentLine { how, ..line }
        });
        let group = member.group.as_ref().map(|group| IncidentLine {
            id: member.id.clone(),
            title: None,
            how: self.together(group),
            corrections: Vec::new(),
        });
        of_member.chain(group).collect()
    }

    /// A span or a record of maintenance.
    fn span(&self, operand: &Operand) -> Option<IncidentLine> {
        let (id, from, until, corrections) = match operand {
            Operand::Record { id, from, until, corrections, .. } => {
                (id.as_str(), from, until, corrections.as_slice())
            }
            Operand::Span { from, until, reason, .. } => {
                (reason.as_deref().unwrap_or("–"), from, until, &[][..])
            }
            _ => return None,
        };
        Some(IncidentLine {
            id: id.to_owned(),
            title: None,
            corrections: self.corrected(corrections.iter()),
            how: self.say(&Phrase::How(How::Incident {
                from: &instant(self.language, from),
                until: &instant(self.language, until),
                open: false,
                weight: None,
                users: None,
            })),
        })
    }

    /// The units of the clock by which outages count.
    fn units(&self, operand: &Operand) -> Option<String> {
        let Operand::Unit { length, throughout, more_than, .. } = operand else { return None };
        let words = |seconds| exact_duration(self.language, seconds);
        let more_than = more_than.as_ref().map(words);
        Some(self.say(&Phrase::How(How::Units {
            length: &words(length),
            throughout: *throughout,
            more_than: more_than.as_deref(),
        })))
    }

    /// `(2,646,000 − 4,680) ÷ 2,646,000`
    pub(super) fn quotient(&self) -> Option<String> {
        let digits = |exact: &Exact| number(self.language, &plain(exact));
        let time = self.row.time.as_ref()?;
        let (measured, down) = (digits(&time.measured_seconds), digits(&time.down_seconds));
        Some(format!("({measured} \u{2212} {down}) ÷ {measured}"))
    }

    /// Whether any time was taken out.
    pub(super) fn removed(&self) -> bool {
        let removed = self.steps.iter().find(|step| step.name == StepName::Removed);
        let seconds = removed.map(|step| &step.result);
        matches!(seconds, Some(Outcome::Seconds(seconds)) if !seconds.is_zero())
    }

    pub(super) fn target(&self) -> String {
        let bound = self.bound(&self.objective.target);
        let Some(time) = &self.row.time else {
            return self.say(&Phrase::How(How::LengthTarget(&bound)));
        };
        let (allowed, margin) = (&time.allowed_seconds, time.margin());
        let beyond = margin.is_negative();
        let toward = if beyond { Toward::Longer } else { Toward::Shorter };
        let left = duration(self.language, &margin, toward);
        self.say(&Phrase::How(How::Target {
            bound: &bound,
            allowed: &duration(self.language, allowed, Toward::Shorter),
            strict: self.allowing().is_some_and(|(bound, _)| bound == Bound::Above),
            margin: (!margin.is_zero()).then_some(left.as_str()),
            beyond,
        }))
    }

    /// The bound of values as they are, which says how much downtime is allowed.
    fn allowing(&self) -> Option<(Bound, &Exact)> {
        let allowed = self.steps.iter().find(|step| step.name == StepName::Allowed)?;
        allowed.operands.iter().find_map(|operand| match operand {
            Operand::Bound { bound, value, .. } => Some((*bound, value)),
            _ => None,
        })
    }

    /// That bound in words: with all its decimals.
    pub(super) fn bound_allowing(&self) -> Option<String> {
        let (bound, value) = self.allowing()?;
        Some(self.bound(&BoundFacts { bound, value: value.clone() }))
    }

    pub(super) fn rest(&self) -> Option<String> {
        let rest = self.steps.iter().find(|step| step.name == StepName::Rest)?;
        let Outcome::Seconds(seconds) = &rest.result else { return None };
        let length = duration(self.language, seconds, Toward::Shorter);
        let after = self.steps.iter().find(|step| step.name == StepName::AfterPerfect);
        let mut operands = after.into_iter().flat_map(|step| &step.operands);
        let consumed = operands.any(|it| matches!(it, Operand::ConsumedOf { .. }));
        Some(self.say(&Phrase::How(How::Rest { length: &length, consumed })))
    }

    /// Of how much time a budget is.
    pub(super) fn budget(&self) -> Option<String> {
        let budget = self.row.time.as_ref()?.budget.as_ref()?;
        let length = duration(self.language, &budget.measured_seconds, Toward::Shorter);
        Some(self.say(&Phrase::How(How::Budget {
            bound: &self.bound(&self.objective.target),
            measured: &length,
        })))
    }
}
