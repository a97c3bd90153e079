//! Claims that were made, and what was credited before.

use chrono::NaiveDate;

use super::scalar::Check;
use super::told::Terms;
use super::verdicts::Known;
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Digits, Moment, Text, incidents as written};
use crate::model::{Before, BeforeAmount, ClaimMade, Touched, Words};
use crate::units::{Exact, Instant, Money};

impl<'j> Check<'j, '_> {
    /// The claims that make sense.
    pub(super) fn claims(
        &mut self,
        claims: &[written::ClaimMade<'j>],
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Vec<ClaimMade> {
        let each = claims.iter().enumerate();
        each.filter_map(|(position, claim)| self.claim_made(position, claim, terms, words))
            .collect()
    }

    fn claim_made(
        &mut self,
        position: usize,
        claim: &written::ClaimMade<'j>,
        terms: &Terms<'_>,
        words: &mut Words,
    ) -> Option<ClaimMade> {
        let period = claim.period.as_ref().and_then(|date| self.date(date));
        let objective = self.objective_credited(claim.objective.as_ref()?, terms);
        let mut at = |moment: &Option<_>| match moment {
            None => Some(None),
            Some(moment) => self.instant(moment).map(Some),
        };
        let (requested, decided) = (at(&claim.requested), at(&claim.decided));
        if let (Some(Some(requested)), Some(Some(decided)), Some(written)) =
            (requested, decided, &claim.decided)
            && decided < requested
        {
            self.fault(Code::EndBeforeStart, written);
        }
        let agreed = period.zip(terms.agreement);
        let currency = match &claim.currency {
            Some(own) => self.currency(own),
            None => agreed.map(|(date, agreement)| agreement.currency_on(date).currency),
        };
        let granted = match &claim.granted {
            None => Some(None),
            Some(digits) => {
                let granted = self.amount(digits, currency).zip(currency);
                granted.map(|(amount, currency)| Some(Money { amount, currency }))
            }
        };
        if claim.granted.is_some() && claim.decided.is_none() {
            let finding = Finding::new(Code::MissingField, self.spot(claim.start));
            self.note(finding.expected(Expected::Field("decided".to_owned())));
        }
        let labels = claim.labels.iter().flat_map(|labels| &labels.members);
        let labels = labels.map(|(name, value)| [name, value].map(|it| words.put(&it.decoded())));
        let steps = claim.steps.iter().flat_map(|steps| &steps.members);
        let steps: Vec<_> =
            steps.map(|(id, at)| self.step_done(id, at, objective, terms)).collect();
        let steps = steps.into_iter().collect::<Option<_>>();
        Some(ClaimMade {
            file: self.source.file,
            position,
            labels: labels.collect(),
            period: period?,
            objective: objective?,
            steps: steps?,
            requested: requested?,
            decided: decided?,
            granted: granted?,
            chosen: claim.choice == Some(true),
        })
    }

    /// A step before a claim, by its position, and when it was done.
    fn step_done(
        &mut self,
        id: &Text<'j>,
        at: &Moment<'j>,
        objective: Option<usize>,
        terms: &Terms<'_>,
    ) -> Option<(usize, Instant)> {
        let at = self.instant(at);
        let agreement = terms.agreement?;
        let claim = agreement.objectives.get(objective?)?.claim(&agreement.credits);
        let steps = claim.map(|claim| claim.steps.as_slice()).unwrap_or_default();
        let found = steps.iter().position(|(known, _)| *known == *id.decoded());
        if found.is_none() {
            let known = steps.iter().map(|(id, _)| id.as_str());
            self.unknown(Code::UnknownWord, id, known);
        }
        Some((found?, at?))
    }

    /// The objective of that id that has a credit; a fault where there is none.
    fn objective_credited(&mut self, id: &Text<'j>, terms: &Terms<'_>) -> Option<usize> {
        // Without an agreement there is nothing to be credited, which is told elsewhere.
        let objectives = &terms.agreement?.objectives;
        let written = id.decoded();
        let credited = || objectives.iter().enumerate().filter(|(_, it)| it.credit.is_some());
        let found = credited().find(|(_, it)| it.id == *written).map(|(at, _)| at);
        if found.is_none() {
            let known: Vec<&str> = credited().map(|(_, it)| it.id.as_str()).collect();
            self.unknown(Code::UnknownObjective, id, known.into_iter());
        }
        found
    }

    /// An amount of the period with a date.
    pub(super) fn amount_in(
        &mut self,
        digits: &Digits<'j>,
        period: Option<NaiveDate>,
        terms: &Terms<'_>,
    ) -> Option<Exact> {
        let held = terms.agreement.zip(period);
        self.amount(digits, held.map(|(agreement, date)| agreement.currency_on(date).currency))
    }

    /// What was charged and credited before, as far as it makes sense.
    pub(super) fn earlier(
        &mut self,
        written: &written::Earlier<'j>,
        terms: &Terms<'_>,
        (words, before, known): (&mut Words, &mut Before, &mut Known),
    ) {
        let file = self.source.file;
        let verdicts = written.verdicts.as_deref().unwrap_or_default();
        before.verdicts.extend(self.earlier_verdicts(verdicts, terms, (words, known)));
        for (position, charge) in written.charges.iter().flatten().enumerate() {
            let period = charge.period.as_ref().and_then(|date| self.date(date));
            let amount = charge.amount.as_ref().and_then(|it| self.amount_in(it, period, terms));
            let service = match &charge.service {
                None => Some(None),
                Some(id) => self.service_charged(id, terms).map(Some),
            };
            if let (Some(period), Some(amount), Some(service)) = (period, amount, service) {
                let objective = None;
                let charge = BeforeAmount { file, position, period, service, objective, amount };
                before.charges.push(charge);
            }
        }
        for (position, credit) in written.credits.iter().flatten().enumerate() {
            let period = credit.period.as_ref().and_then(|date| self.date(date));
            let amount = credit.amount.as_ref().and_then(|it| self.amount_in(it, period, terms));
            let objective = match &credit.objective {
                None => Some(None),
                Some(id) => self.objective_credited(id, terms).map(Some),
            };
            if let (Some(period), Some(amount), Some(objective)) = (period, amount, objective) {
                let own = objective.zip(terms.agreement);
                let own = own.and_then(|(at, agreement)| agreement.objectives.get(at));
                let service = own.and_then(|objective| objective.service);
                let credit = BeforeAmount { file, position, period, service, objective, amount };
                before.credits.push(credit);
            }
        }
    }

    fn service_charged(&mut self, id: &Text<'j>, terms: &Terms<'_>) -> Option<usize> {
        let agreement = terms.agreement?;
        match terms.service(&self.name(id)?) {
            Touched::Agreed(service) => Some(service),
            _ => {
                let ids = agreement.services.iter().map(|service| service.id.as_str());
                self.unknown(Code::UnknownService, id, ids);
                None
            }
        }
    }
}
