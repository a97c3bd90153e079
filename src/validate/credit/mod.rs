//! What a breach of an objective is worth: exactly one rule, and what it needs.

mod bonus;
mod pools;
mod prices;
mod rules;
mod tiers;

use super::contract::clause;
use super::scalar::{Check, said};
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{DigitsOr, Text, WordOr, contract as written};
use crate::model::{
    BasisKind, Calendar, Clause, CreditRule, Indicator, Place, Price, Rule, RuleClaim, Statements,
    Switch, Target, Terms,
};
use crate::units::Currency;

/// What a credit is checked against.
#[derive(Clone, Copy)]
pub(super) struct Promise<'a> {
    pub(super) indicator: Option<Indicator>,
    pub(super) terms: Option<&'a Terms>,
    pub(super) target: Option<&'a Target>,
    pub(super) currency: Option<Currency>,
    pub(super) has_service: bool,
    pub(super) has_window: bool,
}

impl<'j> Check<'j, '_> {
    /// What a breach is worth, where the objective's own clause is `of_objective`.
    pub(super) fn credit_rule(
        &mut self,
        credit: &written::Credit<'j>,
        promise: Promise<'_>,
        of_objective: &Clause,
        calendars: &[Calendar],
    ) -> Option<CreditRule> {
        let basis = self.basis(credit.basis.as_ref(), promise);
        let stated = [
            ("tiers", credit.tiers.is_some()),
            ("points_table", credit.points_table.is_some()),
            ("waive", credit.waive == Some(true)),
            ("per_breach", credit.per_breach.is_some()),
            ("per_miss", credit.per_miss.is_some()),
            ("per_outage", credit.per_outage.is_some()),
            ("per_block", credit.per_block.is_some()),
            ("times_lost_time", credit.times_lost_time.is_some()),
            ("per_point", credit.per_point.is_some()),
            ("shortfall_of_target", credit.shortfall_of_target == Some(true)),
            ("at_risk", credit.at_risk.is_some()),
            ("repeat", credit.repeat.is_some()),
            ("every", credit.every.is_some()),
        ];
        if stated.iter().filter(|(_, stated)| *stated).count() != 1 {
            let names = stated.iter().map(|(name, _)| (*name).to_owned()).collect();
            let finding = Finding::new(Code::BoundCount, self.spot(credit.start));
            self.note(finding.expected(Expected::ExactlyOneField(names)));
        }
        if let (Some(when), None) = (&credit.when, &credit.per_miss) {
            let finding = Finding::new(Code::FieldNotHere, self.source.spot(when));
            self.note(finding.found("when"));
        }
        let rule = self.rule_of(credit, promise);
        self.only_of_period(basis, rule.as_ref(), credit);
        let own = clause(credit.clause.as_ref(), credit.text.as_ref());
        let of_objective = of_objective.clone();
        let clause = Clause {
            number: own.number.or(of_objective.number),
            text: own.text.or(of_objective.text),
        };
        let claim = match &credit.claim {
            None => Some(RuleClaim::AsAll),
            Some(WordOr::Word(word)) => {
                self.word(word, &[("automatic", ())]).map(|()| RuleClaim::Automatic)
            }
            Some(WordOr::Object(claim)) => {
                if claim.from.is_none() {
                    let finding = Finding::new(Code::MissingField, self.spot(claim.start));
                    self.note(finding.expected(Expected::Field("from".to_owned())));
                }
                self.claim(claim, calendars).map(RuleClaim::Own)
            }
        };
        let is_short = matches!(credit.per_miss, Some(DigitsOr::Digits(_)));
        Some(CreditRule { rule: rule?, basis: basis?, clause, claim: claim?, is_short })
    }

    /// What percentages are of: the charge of the service, or of the agreement where there is none.
    fn basis(&mut self, basis: Option<&Text<'j>>, promise: Promise<'_>) -> Option<BasisKind> {
        let Some(text) = basis else {
            return Some(match promise.has_service {
                true => BasisKind::ServiceCharge,
                false => BasisKind::AgreementCharge,
            });
        };
        let kind = self.word(text, BasisKind::WORDS)?;
        let of_service = [BasisKind::ServiceCharge, BasisKind::AffectedCharge].contains(&kind);
        let of_window = kind == BasisKind::WindowCharge;
        if of_service && !promise.has_service || of_window && !promise.has_window {
            let finding = Finding::new(Code::FieldNotHere, self.source.spot(text));
            self.note(finding.found(&text.decoded()));
        }
        Some(kind)
    }

    /// Notes days of charge, or a charge for lost time, of another charge than the period's: a year
    /// has other days.
    fn only_of_period(
        &mut self,
        basis: Option<BasisKind>,
        rule: Option<&Rule>,
        credit: &written::Credit<'j>,
    ) {
        let (Some(basis), Some(rule), Some(text)) = (basis, rule, &credit.basis) else { return };
        let is_longer = matches!(basis, BasisKind::AnnualCharge | BasisKind::WindowCharge);
        let has_days = rule.prices().iter().any(|price| matches!(price, Price::Days(_)));
        if is_longer && (has_days || matches!(rule, Rule::TimesLostTime(_))) {
            let finding = Finding::new(Code::FieldNotHere, self.source.spot(text));
            self.note(finding.found(basis.name()));
        }
    }

    fn rule_of(&mut self, credit: &written::Credit<'j>, promise: Promise<'_>) -> Option<Rule> {
        let mut rules = Vec::new();
        if let Some(tiers) = &credit.tiers {
            rules.push(self.tiers(tiers, credit.start, promise).map(Rule::Tiers));
        }
        if let Some(rows) = &credit.points_table {
            rules.push(self.points_table(rows, credit.start, promise).map(Rule::Tiers));
        }
        if credit.waive == Some(true) {
            rules.push(Some(Rule::Waive));
        }
        if let Some(price) = &credit.per_breach {
            rules.push(self.own_price(price, promise).map(Rule::PerBreach));
        }
        if let Some(per_miss) = &credit.per_miss {
            rules.push(self.per_miss(per_miss, credit, promise));
        }
        if let Some(price) = &credit.per_outage {
            self.only_of_time("per_outage", price.start, promise);
            rules.push(self.own_price(price, promise).map(Rule::PerOutage));
        }
        if let Some(block) = &credit.per_block {
            rules.push(self.per_block(block, promise).map(Rule::PerBlock));
        }
        if let Some(lost) = &credit.times_lost_time {
            rules.push(self.lost_time(lost, promise).map(Rule::TimesLostTime));
        }
        if let Some(point) = &credit.per_point {
            rules.push(self.per_point(point, promise).map(Rule::PerPoint));
        }
        if credit.shortfall_of_target == Some(true) {
            self.only_where_more_is_better(credit.start, promise);
            rules.push(Some(Rule::Shortfall));
        }
        if let Some(at_risk) = &credit.at_risk {
            rules.push(self.at_risk(at_risk).map(Rule::AtRisk));
        }
        if let Some(repeat) = &credit.repeat {
            rules.push(self.repeat(repeat, promise).map(Rule::Repeat));
        }
        if let Some(every) = &credit.every {
            rules.push(self.every_breaches(every, promise).map(Rule::Every));
        }
        rules.into_iter().next().flatten()
    }
}

/// Notes what a credit states of the questions that it may leave open.
pub(super) fn note_credit(
    credit: Option<&written::Credit<'_>>,
    place: Place,
    statements: &mut Statements,
) {
    let Some(credit) = credit else { return };
    let of_block = credit.per_block.as_ref();
    let of_time = credit.times_lost_time.as_ref();
    let of_point = credit.per_point.as_ref();
    let part = of_block.and_then(|it| it.part.as_ref());
    let part = part.or_else(|| of_point.and_then(|it| it.part.as_ref()));
    let time = of_block.and_then(|it| it.time.as_ref());
    let time = time.or_else(|| of_time.and_then(|it| it.time.as_ref()));
    let hour_of = of_time.and_then(|it| it.hour_of.as_ref());
    let when = match &credit.per_miss {
        Some(DigitsOr::Object(per_miss)) => per_miss.when.as_ref(),
        _ => None,
    };
    statements.put(Switch::CreditBasis, place, said(credit.basis.as_ref()));
    statements.put(Switch::CreditWhen, place, said(when.or(credit.when.as_ref())));
    statements.put(Switch::CreditPart, place, said(part));
    statements.put(Switch::CreditTime, place, said(time));
    statements.put(Switch::HourOf, place, said(hour_of));
}
