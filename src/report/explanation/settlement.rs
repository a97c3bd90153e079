//! The steps from a rule's credit to the one that is paid, and its claim.

use super::{Work, of, step};
use crate::model::{ClaimWithin, RuleClaim};
use crate::penalty::{
    Account, CapUse, ChargeOf, ClaimTold, Due, IssuedFrom, Settled, Stopped, last_day,
};
use crate::report::arrange::position;
use crate::report::settlement::most;
use crate::report::{
    CapChargeOperand, CapOperand, CappedOperand, Fact, IssuedOperand, Operand, Operation, Outcome,
    Role, Rounding, Step, StepName,
};
use crate::units::{Exact, Instant};

impl Work<'_> {
    /// What was carried forward, the caps, the choice among credits, what is paid, and the claim.
    pub(super) fn settlement(&self, account: &Account) -> Vec<Step> {
        let Some(at) = self.assessed.due else { return Vec::new() };
        let settled = account.settlement.settled.get(at).zip(account.due.get(at));
        let Some((settled, due)) = settled else { return Vec::new() };
        let mut steps = Vec::new();
        let mut from = StepName::Credit;
        let worth = |exact: &Exact| match &due.gross {
            Some(_) => Outcome::Money(exact.clone()),
            None => Outcome::Percent(exact.clone()),
        };
        let gross = due.gross.clone().or_else(|| due.share.clone());
        let Some(mut now) = gross else { return Vec::new() };
        if due.gross.is_none() {
            from = self.assessed.credit.as_ref().map_or(from, |it| self.share_step(it));
        }
        if !due.parts.is_empty() {
            let parts = self.with_parts(due, from, worth(&now));
            from = parts.name;
            steps.push(parts);
        }
        if let Some(stopped) = due.stopped.filter(|_| !now.is_zero()) {
            steps.extend(self.stopped(stopped, (worth(&now), from), worth(&Exact::zero())));
            (now, from) = (Exact::zero(), StepName::Stopped);
        }
        if let Some(carried) = &settled.carried_in {
            let sum = &now + carried;
            let source = self.carried_from(account, due);
            let mut with = step(StepName::WithCarried, Operation::Sum, worth(&sum));
            // Where nothing was measured there is no credit of its own.
            if self.assessed.value.is_some() {
                with = with.operand(Role::Summand, worth(&now), of(from));
            }
            steps.push(with.operand(Role::Summand, worth(carried), source));
            (now, from) = (sum, StepName::WithCarried);
        }
        let uses = settled.caps.iter().filter_map(|at| account.settlement.cap_uses.get(*at));
        let (each, together): (Vec<&CapUse>, Vec<&CapUse>) = uses.partition(|used| {
            let cap = self.basis.terms_at_end(self.period).credits.caps.get(used.cap);
            cap.is_some_and(|cap| cap.each != crate::model::CapEach::Together)
        });
        for (name, uses) in [(StepName::CappedEach, each), (StepName::Capped, together)] {
            if name == StepName::Capped && settled.not_paid {
                steps.push(self.not_paid(account, due.whole, (worth(&now), from)));
                (now, from) = (Exact::zero(), StepName::Combined);
            }
            let Some(after) = uses.last().and_then(|it| after(it, at)) else { continue };
            steps.push(
                step(name, Operation::CutToCaps, worth(&after))
                    .operand(Role::Value, worth(&now), of(from))
                    .operands(uses.iter().filter_map(|used| self.cap(account, used, at))),
            );
            (now, from) = (after, name);
        }
        let paid = self.paid(settled, from);
        if paid.is_some() {
            from = StepName::Paid;
        }
        steps.extend(paid);
        if settled.claim.deadline.is_some() {
            steps.extend(self.claim_by(account, at));
        }
        if let Some(granted) = self.granted(settled, due, (&worth, from)) {
            from = StepName::Granted;
            steps.push(granted);
        }
        steps.extend(self.earned_back(account, at, from));
        steps
    }

    /// That no credits are due any more.
    fn stopped(
        &self,
        stopped: Stopped,
        (worth, from): (Outcome, StepName),
        nothing: Outcome,
    ) -> Option<Step> {
        let right = self.basis.agreement.rights.get(stopped.right)?;
        let step = step(StepName::Stopped, Operation::RightStops, nothing)
            .operand(Role::Value, worth, of(from))
            .operand(Role::Instant, self.instant(stopped.arose), Fact::Calendar);
        Some(step.clause(&right.clause, format!("/rights/{}", stopped.right)))
    }

    /// The credits of the parts of a period that amendments cut, as one.
    fn with_parts(&self, due: &Due, from: StepName, worth: Outcome) -> Step {
        let credit = self.assessed.credit.as_ref();
        let own = credit.and_then(|credit| credit.gross.clone().or_else(|| credit.share.clone()));
        let priced = due.gross.is_some();
        let outcome = |exact: &Exact| match priced {
            true => Outcome::Money(exact.clone()),
            false => Outcome::Percent(exact.clone()),
        };
        let sum: Exact = due.parts.iter().map(|part| part.worth.clone()).sum();
        let own = own.unwrap_or_else(Exact::zero);
        let is_sum = due.gross.as_ref() == Some(&(&sum + &own));
        let operation = match (priced, is_sum) {
            (true, true) => Operation::Sum,
            (true, false) => Operation::Largest,
            (false, _) => Operation::MeanOverTime,
        };
        let part = |subject: usize, period: usize, own: &Exact, source: Fact| {
            let span = self.basis.periods.get(period).map(|period| period.span.nanoseconds());
            let value = Operand::Value { role: Role::Summand, value: outcome(own), source };
            let seconds = Exact::seconds(span.unwrap_or_default());
            let source = self.result_of(subject, period);
            let value_of = Outcome::Seconds(seconds);
            let length = Operand::Value { role: Role::Length, value: value_of, source };
            std::iter::once(value).chain((!priced).then_some(length))
        };
        let before = due.parts.iter().flat_map(|it| {
            part(it.subject, it.period, &it.worth, self.result_of(it.subject, it.period))
        });
        let step = step(StepName::WithParts, operation, worth).operands(before);
        // Where nothing was measured there is no credit of its own.
        match self.assessed.value {
            Some(_) => step.operands(part(due.subject, due.period, &own, of(from))),
            None => step,
        }
    }

    /// The period before, in which a cap cut the credit.
    fn carried_from(&self, account: &Account, own: &Due) -> Fact {
        let before = account.due.iter().filter(|due| due.promise == own.promise);
        let before = before.filter(|due| due.whole < own.whole).max_by_key(|due| due.whole);
        let (subject, period) = before.map_or((own.subject, 0), |due| (due.subject, due.period));
        self.result_of(subject, period)
    }

    /// That another credit is paid instead.
    fn not_paid(&self, account: &Account, period: usize, own: (Outcome, StepName)) -> Step {
        let (worth, from) = own;
        let others = account.due.iter().enumerate().filter(|(_, due)| due.whole == period);
        let others = others.filter_map(|(at, due)| {
            let settled = account.settlement.settled.get(at)?;
            let paid = settled.exact.as_ref().or(settled.share.as_ref());
            let is_paid = !settled.not_paid && paid.is_some_and(|it| !it.is_zero());
            is_paid.then(|| Operand::Value {
                role: Role::Paid,
                value: match (&settled.exact, &settled.share) {
                    (Some(exact), _) => Outcome::Money(exact.clone()),
                    (None, share) => Outcome::Percent(share.clone().unwrap_or_else(Exact::zero)),
                },
                source: self.result_of(due.subject, due.period),
            })
        });
        let nothing = match worth {
            Outcome::Money(_) => Outcome::Money(Exact::zero()),
            _ => Outcome::Percent(Exact::zero()),
        };
        let mut step = step(StepName::Combined, Operation::PaidInstead, nothing)
            .operand(Role::Value, worth, of(from))
            .operands(others);
        step.rule = Some("/credits/combination".to_owned());
        step
    }

    fn result_of(&self, subject: usize, period: usize) -> Fact {
        Fact::Result { objective: position(subject), period: position(period) }
    }

    fn cap(&self, account: &Account, used: &CapUse, own: usize) -> Option<Operand> {
        let cap = self.basis.terms_at_end(self.period).credits.caps.get(used.cap)?;
        let limit = most(cap);
        let is_months = limit.months_of_charge.is_some();
        let before = &self.basis.history.before;
        let charges = used.charges.iter().map(|charge| {
            let (period, annual, source) = match charge.of {
                ChargeOf::Period(at) | ChargeOf::Basis(at) => (Some(at), false, None),
                ChargeOf::Year(at) => (Some(at), true, None),
                ChargeOf::Before(at) => {
                    let told = before.charges.get(at);
                    let pointer = |at| format!("/history/charges/{at}/amount");
                    let fact =
                        told.map(|it| Fact::File { file: it.file, pointer: pointer(it.position) });
                    (None, false, fact)
                }
            };
            CapChargeOperand {
                service: charge.service.map(position),
                period: period.map(position),
                annual,
                amount: charge.amount.clone(),
                source,
            }
        });
        let issued = used.issued.iter().filter_map(|at| {
            let issued = account.settlement.issued.get(*at)?;
            let source = match issued.from {
                IssuedFrom::Due(at) => {
                    let due = account.due.get(at)?;
                    self.result_of(due.subject, due.period)
                }
                IssuedFrom::Before(at) => {
                    let told = before.credits.get(at)?;
                    let pointer = format!("/history/credits/{}/amount", told.position);
                    Fact::File { file: told.file, pointer }
                }
            };
            Some(IssuedOperand { amount: issued.amount.clone(), source })
        });
        // Beside what may still change, what will not has taken its room already.
        let firm = used.firm.iter().filter_map(|line| {
            let due = account.due.get(line.due)?;
            let source = self.result_of(due.subject, due.period);
            Some(IssuedOperand { amount: line.after.clone(), source })
        });
        let issued: Vec<IssuedOperand> = issued.chain(firm).collect();
        let spent: Exact = issued.iter().map(|it| it.amount.clone()).sum();
        let left = &used.most - &spent;
        let credits = used.lines.iter().filter_map(|line| {
            let due = account.due.get(line.due)?;
            let source = self.result_of(due.subject, due.period);
            Some(CappedOperand { before: line.before.clone(), source })
        });
        Some(Operand::Cap(Box::new(CapOperand {
            cap: position(used.cap),
            percent: limit.percent,
            amount: limit.amount,
            days_of_charge: limit.days_of_charge,
            months_of_charge: limit.months_of_charge,
            is_share: used.is_share,
            charges: charges.collect(),
            charged_days: used.paid_for.clone().filter(|_| !is_months),
            charged_months: used.paid_for.clone().filter(|_| is_months),
            most: used.most.clone(),
            issued,
            left: if left.is_negative() { Exact::zero() } else { left },
            credits: credits.collect(),
            after: after(used, own)?,
            source: self.contract(format!("/credits/caps/{}", used.cap)),
            clause: cap.clause.number.clone(),
        })))
    }

    /// The rounding, once, and whether it is as much as is paid at all; where nothing else was held
    /// against the credit, its own step says it.
    fn paid(&self, settled: &Settled, from: StepName) -> Option<Step> {
        let (exact, net) = settled.exact.as_ref().zip(settled.net.as_ref())?;
        let minimum = self.basis.terms_at_end(self.period).credits.minimum.as_ref();
        // Where nothing was measured there is no credit of its own.
        let is_nothing = self.assessed.value.is_none();
        if from == StepName::Credit && (minimum.is_none() || is_nothing) {
            return None;
        }
        let operation =
            if settled.too_small { Operation::TooSmall } else { Operation::RoundedOnce };
        let mut paid = step(StepName::Paid, operation, Outcome::Money(net.clone())).operand(
            Role::Value,
            Outcome::Money(exact.clone()),
            of(from),
        );
        paid.rounding = Some(Rounding {
            mode: "half_up".to_owned(),
            places: self.currency().minor_digits(),
            exact: exact.clone(),
        });
        if let Some(minimum) = minimum {
            let field = if minimum.inclusive { "at_least" } else { "more_than" };
            let source = self.contract(format!("/credits/minimum/{field}"));
            let least = Outcome::Money(minimum.amount.clone());
            paid = paid
                .operand(Role::Least, least, source)
                .clause(&minimum.clause, "/credits/minimum".to_owned());
        }
        Some(paid)
    }

    /// From when the claim's time counts, its last day and its end.
    fn claim_by(&self, account: &Account, at: usize) -> Vec<Step> {
        let zone = self.basis.agreement.zone;
        let claim = self.objective.claim(&self.basis.terms_at_end(self.period).credits);
        let settled = account.settlement.settled.get(at);
        let Some((claim, settled)) = claim.zip(settled) else { return Vec::new() };
        let Some(deadline) = settled.claim.deadline else { return Vec::new() };
        let step_at = account.due.get(at).and_then(|due| due.claim_step).map(|(at, _)| at);
        let open = step_at.and_then(|at| claim.steps.get(at));
        let rule = self.objective.credit.as_ref();
        let own = rule.is_some_and(|rule| rule.claim != RuleClaim::AsAll);
        let place = if own { self.rule("/credit/claim") } else { "/credits/claim".to_owned() };
        let (rule, claim) = match (step_at, open) {
            (Some(at), Some((_, step))) => (format!("{place}/steps/{at}"), step),
            _ => (place, claim),
        };
        let named = open.map(|(id, _)| Operand::Rule {
            field: "steps".to_owned(),
            value: id.clone(),
            source: self.contract(format!("{rule}/id")),
        });
        let (field, length) = match claim.within {
            ClaimWithin::Days(days) => ("days", Outcome::Days(days)),
            ClaimWithin::WorkingDays(days, _) => ("working_days", Outcome::Days(days)),
            ClaimWithin::Months(months) => ("months", Outcome::Months(months)),
            ClaimWithin::Hours(hours) => ("hours", Outcome::Count(hours.into())),
            ClaimWithin::Periods(periods) => ("periods", Outcome::Count(periods.into())),
        };
        let length_source = self.contract(format!("{rule}/within/{field}"));
        let mut steps = Vec::new();
        let from = self.claim_from(account, at);
        if let ClaimWithin::Hours(_) = claim.within {
            let (begin, source) = from;
            steps.push(
                step(StepName::ClaimDeadline, Operation::AddHours, self.instant(deadline))
                    .operand(Role::From, self.instant(begin), source)
                    .operand(Role::Hours, length, length_source)
                    .operands(named)
                    .clause(&claim.clause, rule),
            );
            return steps;
        }
        let told = account.due.get(at).and_then(|due| due.claim_from);
        let (first, operation) = match told {
            Some((_, ClaimTold::Incident(_) | ClaimTold::Deed(_))) => {
                (zone.date_at(from.0), Operation::DateOf)
            }
            Some((_, ClaimTold::Period)) | None => {
                (last_day(self.period, zone), Operation::LastDateBefore)
            }
        };
        steps.push(
            step(StepName::LastDay, operation, Outcome::Date(first))
                .operand(Role::Until, self.instant(from.0), from.1)
                .operands(self.zone()),
        );
        let Some(day) = settled.claim.last_day else { return steps };
        let operation = match claim.within {
            ClaimWithin::WorkingDays(..) => Operation::AddWorkingDays,
            ClaimWithin::Months(_) => Operation::AddMonths,
            ClaimWithin::Periods(_) => Operation::AddPeriods,
            ClaimWithin::Days(_) | ClaimWithin::Hours(_) => Operation::AddDays,
        };
        let mut to_claim = step(StepName::ClaimDay, operation, Outcome::Date(day))
            .operand(Role::Date, Outcome::Date(first), of(StepName::LastDay))
            .operand(Role::Days, length, length_source);
        if let ClaimWithin::WorkingDays(_, Some(calendar)) = claim.within {
            to_claim = to_claim.operands(self.calendar_at(Some(calendar)));
        }
        steps.push(to_claim.operands(named).clause(&claim.clause, rule));
        steps.push(
            step(StepName::ClaimDeadline, Operation::EndOfDay, self.instant(deadline))
                .operand(Role::Date, Outcome::Date(day), of(StepName::ClaimDay))
                .operands(self.zone()),
        );
        steps
    }

    /// The instant from which the time for a claim counts, and where it comes from.
    fn claim_from(&self, account: &Account, at: usize) -> (Instant, Fact) {
        let history = &self.basis.history;
        let file = |file, pointer| Fact::File { file, pointer };
        match account.due.get(at).and_then(|due| due.claim_from) {
            Some((began, ClaimTold::Incident(incident))) => {
                let told = history.incidents.get(incident);
                let told = told.map(|it| file(it.file(), format!("/incidents/{}", it.position())));
                (began, told.unwrap_or(Fact::Calendar))
            }
            Some((began, ClaimTold::Deed(deed))) => {
                let told = history.deeds.get(deed);
                let told = told.map(|it| file(it.file, format!("/events/{}/at", it.position)));
                (began, told.unwrap_or(Fact::Calendar))
            }
            Some((_, ClaimTold::Period)) | None => (self.period.span.until(), self.end_of_span()),
        }
    }
}

/// What a cap leaves of a credit.
fn after(used: &CapUse, due: usize) -> Option<Exact> {
    used.lines.iter().find(|line| line.due == due).map(|line| line.after.clone())
}
