//! A worked calculation as a careful accountant would note it.

use std::collections::BTreeMap;

use super::objective::objective_name;
use super::value::{bound_value, exact_percent, figure, shown_value};
use super::words::{Language, Phrase};
use super::{Toward, amount, date, duration, instant, number, on_a_clock, period, times};
use crate::report::{
    AgreementFacts, Bound, BoundFacts, Calculation, CaseCounts, CorrectionFacts, Fact, GroupFacts,
    ObjectiveFacts, Operand, Operation, Outcome, Report, ResultFigures, Role, Step, StepName,
};
use crate::units::{Exact, LocalInstant, Unit};

/// A calculation in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CalculationText {
    /// What, when and how much.
    pub title: String,
    /// Its lines.
    pub lines: Vec<Line>,
}

/// One line: what, how, how much.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// The clause that the line follows.
    pub clause: Option<String>,
    /// The clause's own sentence.
    pub text: Option<String>,
    /// What is worked out.
    pub what: String,
    /// How.
    pub how: String,
    /// The result with its unit.
    pub result: String,
    /// The incidents behind it.
    pub incidents: Vec<IncidentLine>,
}

/// An incident behind a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct IncidentLine {
    /// Its id.
    pub id: String,
    /// What it was about.
    pub title: Option<String>,
    /// From when until when, and its weight.
    pub how: String,
    /// What of it was corrected.
    pub corrections: Vec<String>,
}

/// The lines of `calculation`, one of `report`'s own.
#[must_use]
pub fn calculation(
    language: &dyn Language,
    report: &Report,
    calculation: &Calculation,
) -> Option<CalculationText> {
    let objective = report.agreement.objectives.get(calculation.objective as usize)?;
    let facts = report.periods.get(calculation.period as usize)?;
    let row = report
        .results
        .iter()
        .find(|row| (row.objective, row.period) == (calculation.objective, calculation.period))?;
    let value = match &row.value {
        Some(value) => shown_value(language, value, objective),
        None => verdict(language, row),
    };
    let page = Page { language, report, objective, row, steps: &calculation.steps };
    Some(CalculationText {
        title: language.say(&Phrase::CalculationTitle {
            objective: &objective_name(language, objective),
            period: &period(language, facts),
            value: &value,
        }),
        lines: calculation.steps.iter().filter_map(|step| page.line(step)).collect(),
    })
}

/// A verdict in words, and whether unknown time could turn it.
#[must_use]
pub fn verdict(language: &dyn Language, row: &ResultFigures) -> String {
    let words = language.say(&if row.verdict.is_final() && !row.certain {
        Phrase::UncertainVerdict(row.verdict)
    } else {
        Phrase::Verdict(row.verdict)
    });
    if row.is_turned() { language.say(&Phrase::TurnedVerdict(&words)) } else { words }
}

/// How many of the cases of a period were missed; how many there were, where none has a limit.
#[must_use]
pub fn cases_words(language: &dyn Language, cases: &CaseCounts) -> String {
    let CaseCounts { total, missed, met, .. } = *cases;
    language.say(&if missed + met == 0 {
        Phrase::Cases(total)
    } else {
        Phrase::CasesMissed { missed, total, open: 0 }
    })
}

/// Whether a step tells of nothing but members of a group that are all left out.
fn is_all_left_out(step: &Step) -> bool {
    let is_told = |it: &Operand| matches!(it, Operand::Span { .. } | Operand::Record { .. });
    let mut operands = step.operands.iter();
    operands.any(|it| matches!(it, Operand::AllLeftOut { .. }))
        && !step.operands.iter().any(is_told)
}

struct Page<'a> {
    language: &'a dyn Language,
    report: &'a Report,
    objective: &'a ObjectiveFacts,
    row: &'a ResultFigures,
    steps: &'a [Step],
}

impl Page<'_> {
    /// The line of a step; nothing where another line says it, or there is nothing to say.
    fn line(&self, step: &Step) -> Option<Line> {
        let removed = self.removed();
        let (how, result) = match step.name {
            StepName::Agreed => (self.agreed(step)?, self.seconds(&step.result)?),
            // What is down says nothing of the requests that succeeded.
            StepName::Down | StepName::OutageDown if self.row.requests.is_some() => return None,
            StepName::Down if step.operation == Operation::Sum => {
                (String::new(), self.seconds(&step.result)?)
            }
            StepName::Down | StepName::OutageDown => (self.down(step), self.seconds(&step.result)?),
            StepName::Members => (self.members(step)?, self.seconds(&step.result)?),
            StepName::OutsideHours => (String::new(), self.seconds(&step.result)?),
            StepName::ExclusionSpans | StepName::Maintenance if is_all_left_out(step) => {
                (self.say(&Phrase::AllLeftOut), self.seconds(&step.result)?)
            }
            StepName::ExclusionSpans => {
                let spans = step.operands.iter().filter(|it| matches!(it, Operand::Span { .. }));
                let how = self.say(&Phrase::SpansHow(spans.count() as u64));
                (how, self.seconds(&step.result)?)
            }
            StepName::Maintenance => {
                let records = |it: &&Operand| matches!(it, Operand::Record { .. });
                let records = step.operands.iter().filter(records).count();
                let how = self.say(&Phrase::MaintenanceHow(records as u64));
                (how, self.seconds(&step.result)?)
            }
            StepName::ExcludedIncidents => {
                (self.chosen(step).join("; "), self.seconds(&step.result)?)
            }
            StepName::Tolerated => (String::new(), self.seconds(&step.result)?),
            StepName::Unknown => (self.say(&Phrase::RemovedHow), self.seconds(&step.result)?),
            StepName::Removed if removed && step.operation == Operation::Sum => {
                (String::new(), format!("\u{2212}{}", self.seconds(&step.result)?))
            }
            StepName::Removed if removed => {
                let seconds = self.seconds(&step.result)?;
                (self.say(&Phrase::RemovedHow), format!("\u{2212}{seconds}"))
            }
            StepName::Measured if removed => (String::new(), self.seconds(&step.result)?),
            StepName::Coverage if removed => (String::new(), self.value(&step.result)?),
            StepName::Availability => (self.quotient()?, self.value(&step.result)?),
            StepName::Met => (self.cases(step)?, self.met()?),
            StepName::OutagesBegun if self.row.value.is_some() => {
                (String::new(), self.value(&step.result)?)
            }
            StepName::OutageFigure => (self.outage_figure(step), self.value(&step.result)?),
            StepName::Tally => (self.tally(step), self.value(&step.result)?),
            StepName::LeftOut => {
                let Outcome::Count(steps) = &step.result else { return None };
                (self.left_out()?, number(self.language, &steps.to_string()))
            }
            StepName::RequestSuccess => (self.requests(step)?, self.value(&step.result)?),
            StepName::Share | StepName::Length => (String::new(), self.value(&step.result)?),
            StepName::Target => (self.target(), verdict(self.language, self.row)),
            StepName::Expected | StepName::EnoughKnown => self.bounded(step)?,
            StepName::AfterPerfect => (self.rest()?, self.value(&step.result)?),
            StepName::Budget => (self.budget()?, self.seconds(&step.result)?),
            // Of a period that is over, the target says it.
            StepName::BudgetLeft if self.row.verdict.is_running() => {
                (String::new(), self.seconds(&step.result)?)
            }
            StepName::BudgetBurn => {
                let Outcome::Times(burn) = &step.result else { return None };
                (self.say(&Phrase::BurnHow), times(self.language, burn))
            }
            StepName::BudgetEnds => {
                let Outcome::Instant(ends) = &step.result else { return None };
                (String::new(), instant(self.language, ends))
            }
            StepName::UnknownDown | StepName::UnknownUp => {
                (String::new(), self.value(&step.result)?)
            }
            StepName::Tier => (self.tier(), self.credit_share(&step.result)?),
            StepName::Charge if self.credited() => (self.charge(step), self.money(&step.result)?),
            StepName::Credit if self.credited() => (self.credit(step)?, self.money(&step.result)?),
            StepName::ClaimDay => (self.claim(step)?, self.date(&step.result)?),
            _ => return None,
        };
        let incidents = match step.name {
            StepName::Down | StepName::OutageDown | StepName::ExcludedIncidents => {
                step.operands.iter().filter_map(|o| self.incident(o)).collect()
            }
            StepName::Members => step.operands.iter().flat_map(|o| self.member(o)).collect(),
            StepName::Met => step.operands.iter().filter_map(|o| self.case(o)).collect(),
            StepName::OutagesBegun => step.operands.iter().filter_map(|o| self.outage(o)).collect(),
            StepName::Tally => step.operands.iter().filter_map(|o| self.item(o)).collect(),
            StepName::LeftOut => {
                step.operands.iter().filter_map(|o| self.left_out_run(o)).collect()
            }
            _ => Vec::new(),
        };
        Some(Line {
            clause: step.clause.clone(),
            text: step.text.clone(),
            what: match step.name {
                StepName::OutageFigure | StepName::Tally | StepName::RequestSuccess => {
                    self.say(&Phrase::Indicator(&self.objective.indicator))
                }
                _ => self.say(&Phrase::Step(step.name)),
            },
            how,
            result,
            incidents,
        })
    }

    fn agreed(&self, step: &Step) -> Option<String> {
        let (from, until) = (self.moment(step, Role::From)?, self.moment(step, Role::Until)?);
        let Outcome::Seconds(seconds) = &step.result else { return None };
        let hours = seconds.checked_div(&Exact::from(3_600))?;
        Some(self.say(&Phrase::AgreedHow {
            from: &instant(self.language, from),
            until: &instant(self.language, until),
            hours: &number(self.language, &hours.to_fixed(hours.decimals(2).unwrap_or(2))),
            to_date: self.row.verdict.is_running(),
        }))
    }

    fn down(&self, step: &Step) -> String {
        let weighted = |operand: &Operand| matches!(operand, Operand::Incident { weight, .. } if *weight != Exact::from(1));
        let down = self.row.time.as_ref().map(|time| {
            self.say(&Phrase::DownHow {
                incidents: time.incidents,
                outages: time.outages,
                weighted: step.operands.iter().any(weighted),
            })
        });
        let units = step.operands.iter().filter_map(|operand| self.units(operand));
        down.into_iter().chain(self.chosen(step)).chain(units).collect::<Vec<_>>().join("; ")
    }

    /// Which incidents or measurements a step is about, a part of a sentence for each choice.
    fn chosen(&self, step: &Step) -> Vec<String> {
        const MOST_NAMED: usize = 6;
        let chosen = step.operands.iter().filter_map(|operand| {
            let Operand::Chosen { label, values, .. } = operand else { return None };
            let (named, others) = values.split_at(values.len().min(MOST_NAMED));
            let (label, more) = (label.as_deref(), others.len() as u64);
            Some(self.say(&Phrase::ChosenHow { label, values: named, more }))
        });
        chosen.collect()
    }

    /// What the members of a group are together.
    fn members(&self, step: &Step) -> Option<String> {
        let group = step.operands.iter().find_map(|operand| match operand {
            Operand::Group { group } => Some(group),
            _ => None,
        })?;
        Some(self.together(group))
    }

    fn together(&self, group: &GroupFacts) -> String {
        let (needed, members) = (group.needed.map(u64::from), group.members.len() as u64);
        self.say(&Phrase::MembersHow { kind: &group.kind, needed, members })
    }

    /// What befell a member of a group.
    fn member(&self, operand: &Operand) -> Vec<IncidentLine> {
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
            let how = self.say(&Phrase::OfMember { member: &member.id, what, how: &line.how });
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
            how: self.say(&Phrase::IncidentHow {
                from: &instant(self.language, from),
                until: &instant(self.language, until),
                open: false,
                weight: None,
                users: None,
            }),
        })
    }

    /// The units of the clock by which outages count.
    fn units(&self, operand: &Operand) -> Option<String> {
        let Operand::Unit { length, throughout, more_than, .. } = operand else { return None };
        let words = |seconds| duration(self.language, seconds, Toward::Shorter);
        let more_than = more_than.as_ref().map(words);
        Some(self.say(&Phrase::UnitsHow {
            length: &words(length),
            throughout: *throughout,
            more_than: more_than.as_deref(),
        }))
    }

    /// `(2,646,000 − 4,680) ÷ 2,646,000`
    fn quotient(&self) -> Option<String> {
        let digits = |exact: &Exact| number(self.language, &plain(exact));
        let time = self.row.time.as_ref()?;
        let (measured, down) = (digits(&time.measured_seconds), digits(&time.down_seconds));
        Some(format!("({measured} \u{2212} {down}) ÷ {measured}"))
    }

    fn cases(&self, step: &Step) -> Option<String> {
        let cases = self.row.cases.as_ref()?;
        let CaseCounts { total, missed, open, .. } = *cases;
        let counted = match open {
            0 => cases_words(self.language, cases),
            open => self.say(&Phrase::CasesMissed { missed, total, open }),
        };
        Some(std::iter::once(counted).chain(self.chosen(step)).collect::<Vec<_>>().join("; "))
    }

    fn met(&self) -> Option<String> {
        let counts = self.row.cases.as_ref()?;
        Some(format!("{} / {}", counts.met, counts.met + counts.missed))
    }

    /// Whether any time was taken out.
    fn removed(&self) -> bool {
        let removed = self.steps.iter().find(|step| step.name == StepName::Removed);
        let seconds = removed.map(|step| &step.result);
        matches!(seconds, Some(Outcome::Seconds(seconds)) if !seconds.is_zero())
    }

    fn outage_figure(&self, step: &Step) -> String {
        let begun = self.steps.iter().find(|step| step.name == StepName::OutagesBegun);
        let operands = begun.map(|step| step.operands.as_slice()).unwrap_or_default();
        let of = |wanted: &dyn Fn(bool) -> bool| {
            let outages = operands.iter();
            outages
                .filter(|it| matches!(it, Operand::Outage { ended, .. } if wanted(*ended)))
                .count()
        };
        let outages = match step.operation {
            Operation::MeanOutage => of(&|ended| ended),
            _ => of(&|_| true),
        };
        self.say(&Phrase::OutagesHow { outages: outages as u64, of: step.operation })
    }

    /// An outage, whole.
    fn outage(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Outage { from, length, ended } = operand else { return None };
        Some(IncidentLine {
            id: instant(self.language, from),
            title: None,
            corrections: Vec::new(),
            how: self.say(&Phrase::OutageHow {
                length: &duration(self.language, length, Toward::Longer),
                ended: *ended,
            }),
        })
    }

    /// How many single values there are, and what they weigh.
    fn tally(&self, step: &Step) -> String {
        let weights = step.operands.iter().filter_map(|operand| match operand {
            Operand::Item { weight, .. } => Some(weight),
            _ => None,
        });
        let count = weights.clone().count() as u64;
        let weight = weights.fold(Exact::zero(), |sum, weight| &sum + weight);
        let weighed = weight != Exact::from(i128::from(count));
        let weight = number(self.language, &plain(&weight));
        let items =
            self.say(&Phrase::ItemsHow { count, weight: weighed.then_some(weight.as_str()) });
        std::iter::once(items).chain(self.chosen(step)).collect::<Vec<_>>().join("; ")
    }

    /// How many requests succeeded.
    fn requests(&self, step: &Step) -> Option<String> {
        let requests = self.row.requests.as_ref()?;
        let digits = |exact: &Exact| number(self.language, &plain(exact));
        Some(self.say(&Phrase::RequestsHow {
            good: &digits(&requests.good),
            total: &digits(&requests.total),
            steps: requests.steps,
            mean: step.operation == Operation::IntervalMean,
        }))
    }

    /// How many steps are left out, and why.
    fn left_out(&self) -> Option<String> {
        let reasons = self.row.requests.as_ref()?.left_out.iter();
        let reasons: Vec<_> = reasons.map(|(reason, count)| (*reason, *count)).collect();
        Some(self.say(&Phrase::LeftOutHow(&reasons)))
    }

    /// Steps that are left out and follow each other.
    fn left_out_run(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::LeftOut { from, until, steps, reason, .. } = operand else { return None };
        let reason = self.say(&Phrase::LeftOutFor(*reason));
        Some(self.run([from, until], *steps, Some(reason)))
    }

    /// Steps in which too many requests failed.
    fn failed_run(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Steps { from, until, good, total, .. } = operand else { return None };
        let sum = |counts: &[u64]| counts.iter().map(|it| i128::from(*it)).sum::<i128>();
        let [good, all] = [sum(good), sum(total)];
        let digits = |sum: i128| number(self.language, &sum.to_string());
        let (failed, total_digits) = (digits(all - good), digits(all));
        let failed = Phrase::RequestsFailed { failed: &failed, total: &total_digits };
        Some(self.run([from, until], total.len() as u64, Some(self.say(&failed))))
    }

    fn run(&self, ends: [&LocalInstant; 2], steps: u64, title: Option<String>) -> IncidentLine {
        let [from, until] = ends.map(|at| instant(self.language, at));
        let how = Phrase::IncidentHow {
            from: &from,
            until: &until,
            open: false,
            weight: None,
            users: None,
        };
        let id = self.say(&Phrase::StepCount(steps));
        IncidentLine { id, title, how: self.say(&how), corrections: Vec::new() }
    }

    /// A single value.
    fn item(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Item { name, title, at, due, value, weight, .. } = operand else {
            return None;
        };
        let weight = (*weight != Exact::from(1)).then(|| number(self.language, &plain(weight)));
        let value = match self.objective.unit {
            Unit::Count => String::new(),
            _ => shown_value(self.language, value, self.objective),
        };
        let due = due.as_ref().map(|due| instant(self.language, due));
        Some(IncidentLine {
            id: name.clone(),
            title: title.clone(),
            corrections: Vec::new(),
            how: self.say(&Phrase::ItemHow {
                at: &instant(self.language, at),
                due: due.as_deref(),
                value: &value,
                weight: weight.as_deref(),
            }),
        })
    }

    /// A clock of an incident.
    fn case(&self, operand: &Operand) -> Option<IncidentLine> {
        let Operand::Case {
            id,
            title,
            corrections,
            started,
            stopped,
            elapsed,
            limit,
            no_due,
            verdict,
            ..
        } = operand
        else {
            return None;
        };
        let stopped = stopped.as_ref().map(|at| instant(self.language, at));
        let limit = limit.as_ref().map(|it| on_a_clock(self.language, it, Toward::Shorter));
        Some(IncidentLine {
            id: id.clone(),
            title: title.clone(),
            corrections: self.corrected(corrections.iter()),
            how: self.say(&Phrase::CaseHow {
                started: &instant(self.language, started),
                stopped: stopped.as_deref(),
                elapsed: &on_a_clock(self.language, elapsed, Toward::Longer),
                limit: limit.as_deref(),
                verdict: *verdict,
                no_due: *no_due,
            }),
        })
    }

    fn target(&self) -> String {
        let bound = self.bound(&self.objective.target);
        let Some(time) = &self.row.time else {
            return self.say(&Phrase::LengthTargetHow(&bound));
        };
        let (allowed, margin) = (&time.allowed_seconds, time.margin());
        let beyond = margin.is_negative();
        let toward = if beyond { Toward::Longer } else { Toward::Shorter };
        let left = duration(self.language, &margin, toward);
        self.say(&Phrase::TargetHow {
            bound: &bound,
            allowed: &duration(self.language, allowed, Toward::Shorter),
            strict: self.objective.target.bound == Bound::Above,
            margin: (!margin.is_zero()).then_some(left.as_str()),
            beyond,
        })
    }

    /// Whether the value is worth anything.
    fn credited(&self) -> bool {
        self.row.credit.as_ref().is_some_and(|credit| !credit.percent.is_zero())
    }

    fn rest(&self) -> Option<String> {
        let rest = self.steps.iter().find(|step| step.name == StepName::Rest)?;
        let Outcome::Seconds(seconds) = &rest.result else { return None };
        let length = duration(self.language, seconds, Toward::Shorter);
        Some(self.say(&Phrase::RestHow(&length)))
    }

    /// Of how much time a budget is.
    fn budget(&self) -> Option<String> {
        let budget = self.row.time.as_ref()?.budget.as_ref()?;
        let length = duration(self.language, &budget.measured_seconds, Toward::Shorter);
        Some(self.say(&Phrase::BudgetHow {
            bound: &self.bound(&self.objective.target),
            measured: &length,
        }))
    }

    fn tier(&self) -> String {
        let tier = self.row.credit.as_ref().and_then(|credit| credit.tier);
        let tier = tier.and_then(|tier| self.objective.tiers.get(tier as usize));
        let Some(tier) = tier else { return self.say(&Phrase::NoTier) };
        let begin = self.bound(&tier.begin);
        let end = tier.end.as_ref().map(|end| self.bound(end));
        self.say(&Phrase::TierHow { begin: &begin, end: end.as_deref() })
    }

    fn charge(&self, step: &Step) -> String {
        let parts = step.operands.iter().filter_map(|operand| {
            let Operand::Charge { amount, months, seconds, period_seconds, period_months, .. } =
                operand
            else {
                return None;
            };
            let length = |seconds| duration(self.language, seconds, Toward::Shorter);
            let part =
                (seconds != period_seconds).then(|| (length(seconds), length(period_seconds)));
            Some(self.say(&Phrase::ChargeHow {
                amount: &self.amount(amount),
                months: *months,
                period_months: *period_months,
                part: part.as_ref().map(|(part, whole)| (part.as_str(), whole.as_str())),
            }))
        });
        parts.collect::<Vec<_>>().join(" + ")
    }

    fn credit(&self, step: &Step) -> Option<String> {
        let Outcome::Money(rounded) = &step.result else { return None };
        let credit = self.row.credit.as_ref()?;
        let basis = credit.basis.as_ref()?;
        let of = self.say(&Phrase::PercentOf {
            percent: &exact_percent(self.language, &credit.percent),
            amount: &self.unrounded(&basis.amount),
        });
        let exact = step.rounding.as_ref().map(|rounding| &rounding.exact);
        Some(match exact.filter(|exact| *exact != rounded) {
            None => of,
            Some(exact) => {
                format!("{of}, {}", self.say(&Phrase::RoundedFrom(&self.unrounded(exact))))
            }
        })
    }

    /// An amount with all its decimals, at most four beyond the minor unit's; a mark where they go
    /// on.
    fn unrounded(&self, exact: &Exact) -> String {
        let AgreementFacts { currency, minor_digits, .. } = &self.report.agreement;
        let most = minor_digits + 4;
        match exact.decimals(most) {
            Some(places) => amount(self.language, exact, currency, places.max(*minor_digits)),
            None => format!("{}…", amount(self.language, exact, currency, most)),
        }
    }

    fn claim(&self, step: &Step) -> Option<String> {
        let days = step.operands.iter().find_map(|operand| match operand {
            Operand::Value { value: Outcome::Days(days), .. } => Some(*days),
            _ => None,
        })?;
        let last_day = step.operands.iter().find_map(|operand| match operand {
            Operand::Value { value: Outcome::Date(date), .. } => Some(*date),
            _ => None,
        })?;
        Some(self.say(&Phrase::ClaimHow { days, last_day: &date(self.language, last_day) }))
    }

    fn incident(&self, operand: &Operand) -> Option<IncidentLine> {
        if let Operand::Steps { .. } = operand {
            return self.failed_run(operand);
        }
        if let Operand::NotPermitted { id, from, until, corrections, weight, .. } = operand {
            let weight = (*weight != Exact::from(1)).then(|| number(self.language, &plain(weight)));
            return Some(IncidentLine {
                id: id.clone(),
                title: Some(self.say(&Phrase::NotPermitted)),
                corrections: self.corrected(corrections.iter()),
                how: self.say(&Phrase::IncidentHow {
                    from: &instant(self.language, from),
                    until: &instant(self.language, until),
                    open: false,
                    weight: weight.as_deref(),
                    users: None,
                }),
            });
        }
        let Operand::Incident {
            id,
            title,
            from,
            from_source,
            until,
            until_source,
            impact_source,
            weight,
            affected,
            ..
        } = operand
        else {
            return None;
        };
        let sources = until_source.iter().chain([from_source]).chain(impact_source);
        let users = affected.as_ref().map(|it| [u64::from(it.users), u64::from(it.of)]);
        let open = until_source.contains(&Fact::AsOf);
        let weight = (*weight != Exact::from(1)).then(|| number(self.language, &plain(weight)));
        Some(IncidentLine {
            id: id.clone(),
            title: title.clone(),
            corrections: self.corrected(sources),
            how: self.say(&Phrase::IncidentHow {
                from: &instant(self.language, from),
                until: &instant(self.language, until),
                open,
                weight: weight.as_deref(),
                users,
            }),
        })
    }

    /// Which of these facts corrections say, a sentence for each correction.
    fn corrected<'s>(&self, sources: impl Iterator<Item = &'s Fact>) -> Vec<String> {
        let mut fields: BTreeMap<(u32, u32), Vec<String>> = BTreeMap::new();
        for source in sources {
            let Fact::File { file, pointer } = source else { continue };
            let mut steps = pointer.split('/').skip(1);
            let ("corrections", Some(position)) = (steps.next().unwrap_or_default(), steps.next())
            else {
                continue;
            };
            if let (Ok(position), Some(field)) = (position.parse(), steps.nth(1)) {
                let known = fields.entry((*file, position)).or_default();
                if !known.iter().any(|it| it == field) {
                    known.push(field.to_owned());
                }
            }
        }
        let said = fields.into_iter().filter_map(|(place, fields)| {
            let mut corrections = self.report.corrections.iter();
            let CorrectionFacts { by, reason, .. } =
                corrections.find(|it| (it.file, it.position) == place)?;
            Some(self.say(&Phrase::CorrectedBy { fields: &fields, by, reason }))
        });
        said.collect()
    }

    /// The operand instant of a role.
    fn moment<'s>(&self, step: &'s Step, wanted: Role) -> Option<&'s LocalInstant> {
        step.operands.iter().find_map(|operand| match operand {
            Operand::Value { role, value: Outcome::Instant(at), .. } if *role == wanted => Some(at),
            _ => None,
        })
    }

    /// A bound beside the target, and whether the value keeps it.
    fn bounded(&self, step: &Step) -> Option<(String, String)> {
        let Outcome::Truth(kept) = step.result else { return None };
        let bound = step.operands.iter().find_map(|operand| match operand {
            Operand::Bound { bound, value, .. } => Some((*bound, value)),
            _ => None,
        })?;
        let value = match step.name {
            StepName::EnoughKnown => exact_percent(self.language, bound.1),
            _ => bound_value(self.language, bound.1, self.objective),
        };
        let bound = BoundFacts { bound: bound.0, value: bound.1.clone() };
        let how = self.say(&Phrase::Bound(&bound, &value));
        Some((how, self.say(&Phrase::Reached { step: step.name, kept })))
    }

    fn bound(&self, bound: &BoundFacts) -> String {
        let value = bound_value(self.language, &bound.value, self.objective);
        self.say(&Phrase::Bound(bound, &value))
    }

    /// A value of the indicator with six decimals or more; a mark where they do not end.
    fn value(&self, outcome: &Outcome) -> Option<String> {
        const PLACES: u32 = 6;
        let value = match outcome {
            Outcome::Percent(value) => value,
            Outcome::Seconds(value) => {
                return Some(shown_value(self.language, value, self.objective));
            }
            Outcome::Number(value) => {
                let digits = number(self.language, &plain(value));
                return Some(match &self.objective.unit_name {
                    Some(name) => format!("{digits}\u{a0}{name}"),
                    None => digits,
                });
            }
            _ => return None,
        };
        let digits = number(self.language, &figure(value, self.objective, PLACES));
        let more = if value.decimals(PLACES).is_none() { "…" } else { "" };
        Some(format!("{digits}{more}\u{a0}%"))
    }

    fn seconds(&self, outcome: &Outcome) -> Option<String> {
        let Outcome::Seconds(seconds) = outcome else { return None };
        Some(self.say(&Phrase::Seconds(&number(self.language, &plain(seconds)))))
    }

    fn percent(&self, outcome: &Outcome) -> Option<String> {
        let Outcome::Percent(percent) = outcome else { return None };
        Some(exact_percent(self.language, percent))
    }

    /// The percentage due, and that its amount is unknown where no charge is stated.
    fn credit_share(&self, outcome: &Outcome) -> Option<String> {
        let percent = self.percent(outcome)?;
        let priced = self.row.credit.as_ref().is_some_and(|credit| credit.amount.is_some());
        Some(if priced || !self.credited() {
            percent
        } else {
            self.say(&Phrase::ShareOnly(&percent))
        })
    }

    fn money(&self, outcome: &Outcome) -> Option<String> {
        let Outcome::Money(amount) = outcome else { return None };
        Some(self.amount(amount))
    }

    fn amount(&self, exact: &Exact) -> String {
        let agreement = &self.report.agreement;
        amount(self.language, exact, &agreement.currency, agreement.minor_digits)
    }

    fn date(&self, outcome: &Outcome) -> Option<String> {
        let Outcome::Date(day) = outcome else { return None };
        Some(date(self.language, *day))
    }

    fn say(&self, phrase: &Phrase<'_>) -> String {
        self.language.say(phrase)
    }
}

/// All decimals of seconds or a weight; of a share of users, which may not end, the first nine.
fn plain(exact: &Exact) -> String {
    exact.to_fixed(exact.decimals(30).unwrap_or(9))
}
