//! What is credited, what limits that, by when it is claimed, and rights beyond money.

use super::super::right::because;
use super::super::words::{ContractLabel, ContractWords, Phrase, QuoteWords, RightWords};
use super::super::{amount, bound_value, exact_percent, number};
use super::{ContractEntry, ContractLine, Teller};
use crate::report::{
    BonusDue, BonusFacts, CapFacts, ClaimTermsFacts, ObjectiveFacts, PriceFacts, RightFigures,
    RuleFacts, TierFacts,
};
use crate::units::Exact;

impl Teller<'_> {
    pub(super) fn credits(&self) -> Vec<ContractEntry> {
        let facts = &self.report.agreement;
        let mut entries: Vec<ContractEntry> =
            self.promised().filter(|it| it.credit.is_some()).map(|it| self.credit(it)).collect();
        let bonuses = self.promised().filter_map(|it| self.bonus(it, it.bonus.as_ref()?));
        let bonuses: Vec<ContractEntry> = bonuses.collect();
        if entries.is_empty() {
            let mut none = self.or_none(entries, ContractLabel::NoCredit);
            none.extend(bonuses);
            return none;
        }
        let without = self.promised().filter(|it| it.credit.is_none());
        let without: Vec<String> = without.map(|it| self.plain_name(it)).collect();
        if !without.is_empty() {
            entries.push(self.sentence(self.say(ContractWords::WithoutCredit(&without))));
        }
        let lines = self.readings(|name| {
            let is_own = name.starts_with("objectives/credit/");
            let of_all = ["credits/combination", "credits/day_of_charge", "credits/rounding"];
            is_own || of_all.contains(&name)
        });
        let title = self.label(ContractLabel::EveryCredit);
        entries.push(ContractEntry { title, lines, ..ContractEntry::default() });
        if let Some(least) = &facts.least_credit {
            let sum = self.sum(&least.amount);
            let words = ContractWords::Least {
                amount: &sum,
                inclusive: least.inclusive,
                together: least.per_period,
            };
            entries.push(ContractEntry {
                clause: least.clause.clone(),
                text: least.text.clone(),
                lines: vec![self.line(ContractLabel::Least, self.say(words))],
                ..ContractEntry::default()
            });
        }
        if let Some(back) = &facts.earn_back {
            let percent = exact_percent(self.language, &back.percent);
            let (after, within, of_all) = (back.after_periods, back.within, back.of_all);
            let words = ContractWords::EarnBack { percent: &percent, after, within, of_all };
            entries.push(ContractEntry {
                clause: back.clause.clone(),
                text: back.text.clone(),
                lines: vec![self.line(ContractLabel::EarnedBack, self.say(words))],
                ..ContractEntry::default()
            });
        }
        entries.extend(bonuses);
        entries
    }

    /// What the provider gets where a period is better than promised.
    fn bonus(&self, it: &ObjectiveFacts, bonus: &BonusFacts) -> Option<ContractEntry> {
        let levels = bonus.levels.iter().map(|level| {
            let bound = self.bound(it, &level.from);
            let basis = if it.service.is_some() { "service_charge" } else { "agreement_charge" };
            let price = self.price(it, &level.price, basis);
            ContractLine { what: bound, how: price, ..ContractLine::default() }
        });
        let due = match bonus.due {
            BonusDue::SetOff => ContractLabel::BonusSetOff,
            BonusDue::Payable => ContractLabel::BonusPayable,
        };
        let due = self.line(ContractLabel::Bonus, self.label(due));
        Some(ContractEntry {
            title: self.plain_name(it),
            clause: bonus.clause.clone(),
            text: bonus.text.clone(),
            lines: std::iter::once(due).chain(levels).collect(),
            ..ContractEntry::default()
        })
    }

    fn credit(&self, it: &ObjectiveFacts) -> ContractEntry {
        let basis = it.basis.as_deref().unwrap_or_default();
        let mut lines: Vec<ContractLine> =
            it.tiers.iter().map(|tier| self.tier(it, tier, basis)).collect();
        let name = it.credit.as_deref().unwrap_or_default();
        match (name, &it.rule) {
            (_, Some(rule)) => lines.push(self.rule(it, (name, rule), basis)),
            ("waive", None) => {
                let waived = self.label(ContractLabel::Waived);
                lines.push(self.line(ContractLabel::MissedPeriod, waived));
            }
            ("shortfall_of_target", None) => {
                let how = self.say(ContractWords::Shortfall(basis));
                lines.push(self.line(ContractLabel::MissedPeriod, how));
            }
            _ => {}
        }
        if let Some(claim) = &it.claim {
            lines.extend(self.claim_lines(claim));
        }
        if it.automatic {
            let how = self.label(ContractLabel::NoClaimHere);
            lines.push(self.line(ContractLabel::ToClaim, how));
        }
        let own = it.credit_clause.is_some() || it.credit_text.is_some();
        ContractEntry {
            title: self.plain_name(it),
            id: None,
            objective: None,
            clause: if own { it.credit_clause.clone() } else { it.clause.clone() },
            text: it.credit_text.clone(),
            lines,
        }
    }

    fn tier(&self, it: &ObjectiveFacts, tier: &TierFacts, basis: &str) -> ContractLine {
        let value = |value: &Exact| bound_value(self.language, value, it);
        let begin = value(&tier.begin.value);
        let end = tier.end.as_ref().map(|end| (end, value(&end.value)));
        let words = ContractWords::Tier {
            begin: (&tier.begin, &begin),
            end: end.as_ref().map(|(end, value)| (*end, value.as_str())),
        };
        let how = self.price(it, &tier.price, basis);
        ContractLine { what: self.say(words), how, ..ContractLine::default() }
    }

    /// An amount of the terms in force.
    fn sum(&self, sum: &Exact) -> String {
        let facts = &self.report.agreement;
        amount(self.language, sum, &facts.currency, facts.minor_digits)
    }

    /// What is paid by the terms of an objective.
    fn price(&self, it: &ObjectiveFacts, price: &PriceFacts, basis: &str) -> String {
        if let Some(percent) = &price.percent {
            let percent = exact_percent(self.language, percent);
            return self.say(ContractWords::Percent(&percent, basis));
        }
        if let Some(days) = &price.days_of_charge {
            return self.say(ContractWords::Days(&self.plain(days)));
        }
        let from = it.terms.as_ref().and_then(|terms| terms.from);
        let (currency, places) = match &it.terms {
            Some(_) => self.report.agreement.currency_on(from),
            None => (&*self.report.agreement.currency, self.report.agreement.minor_digits),
        };
        let sum = price.amount.as_ref();
        sum.map(|sum| amount(self.language, sum, currency, places)).unwrap_or_default()
    }

    fn rule(
        &self,
        it: &ObjectiveFacts,
        (name, rule): (&str, &RuleFacts),
        basis: &str,
    ) -> ContractLine {
        let count = |count: u32| number(self.language, &count.to_string());
        let size = match (&rule.seconds, &rule.step) {
            (Some(seconds), _) => self.seconds(seconds),
            (None, Some(step)) => bound_value(self.language, step, it),
            (None, None) => rule.periods.or(rule.breaches).map(count).unwrap_or_default(),
        };
        let on = rule.on.as_deref().or(rule.when.as_deref()).unwrap_or_default();
        let what = self.say(ContractWords::Rule {
            rule: name,
            size: &size,
            within: rule.within.unwrap_or_default(),
            on,
            part: rule.part.as_deref().unwrap_or_default(),
            count_in: rule.count_in.as_deref().unwrap_or_default(),
            beyond: rule.time.as_deref() == Some("beyond_target"),
        });
        let how = match (&rule.times, &rule.pool, &rule.allocation, &rule.price.percent) {
            (Some(times), ..) => self.say(ContractWords::LostTime {
                times: &self.plain(times),
                hour_of: rule.hour_of.as_deref().unwrap_or_default(),
            }),
            (None, Some(pool), Some(own), Some(risk)) => {
                let [risk, pool, own] =
                    [risk, pool, own].map(|percent| exact_percent(self.language, percent));
                self.say(ContractWords::AtRisk { parts: [&risk, &pool, &own], basis })
            }
            _ => self.price(it, &rule.price, basis),
        };
        ContractLine { what, how, ..ContractLine::default() }
    }

    pub(super) fn caps(&self) -> Vec<ContractEntry> {
        let entries = self.report.agreement.caps.iter().map(|cap| ContractEntry {
            clause: cap.clause.clone(),
            text: cap.text.clone(),
            lines: vec![self.line(ContractLabel::Most, self.cap(cap))],
            ..ContractEntry::default()
        });
        self.or_none(entries.collect(), ContractLabel::NoCap)
    }

    fn cap(&self, cap: &CapFacts) -> String {
        let (units, charge) = cap.charged();
        let units = units.map(|units| self.plain(units));
        let percent = cap.percent.as_ref().map(|it| exact_percent(self.language, it));
        let most = units.or(percent).or_else(|| cap.amount.as_ref().map(|sum| self.sum(sum)));
        let most = self.language.say(&Phrase::Quote(QuoteWords::Most {
            most: &most.unwrap_or_default(),
            charge,
            per: &cap.per,
            months: cap.months.unwrap_or_default(),
        }));
        let about = self.promised().filter(|it| cap.objectives.contains(&it.position));
        let objectives: Vec<String> = about.map(|it| self.plain_name(it)).collect();
        let (annual, carried) = (cap.of_annual, cap.carry_forward);
        let each = cap.each.as_str();
        self.say(ContractWords::Cap { most: &most, each, objectives: &objectives, annual, carried })
    }

    pub(super) fn claims(&self) -> Vec<ContractEntry> {
        let claim = self.report.agreement.claim.as_ref();
        let entries = claim.map(|claim| {
            let lines = self.claim_lines(claim);
            let (clause, text) = (claim.clause.clone(), claim.text.clone());
            ContractEntry { clause, text, lines, ..ContractEntry::default() }
        });
        let mut entries = self.or_none(entries.into_iter().collect(), ContractLabel::NoClaim);
        let lines = self.readings(|name| name.starts_with("credits/claim"));
        let lines: Vec<ContractLine> =
            lines.into_iter().filter(|line| claim.is_none() || line.by == self.by(true)).collect();
        if !lines.is_empty() {
            entries.push(ContractEntry { lines, ..ContractEntry::default() });
        }
        entries
    }

    fn claim_lines(&self, claim: &ClaimTermsFacts) -> Vec<ContractLine> {
        let mut lines = vec![self.line(ContractLabel::ToClaim, self.claim(claim))];
        for (id, step) in &claim.steps {
            let how = format!("{}: {}", id.replace('_', " "), self.claim(step));
            lines.push(self.line(ContractLabel::Before, how));
        }
        lines
    }

    fn claim(&self, claim: &ClaimTermsFacts) -> String {
        let within = QuoteWords::Within { within: claim.within, unit: &claim.unit };
        let within = self.language.say(&Phrase::Quote(within));
        let (from, calendar) = (claim.from.as_str(), claim.calendar.as_deref());
        self.say(ContractWords::Claim { within: &within, from, calendar })
    }

    pub(super) fn rights(&self) -> Vec<ContractEntry> {
        let entries = self.report.rights.iter().map(|right| self.right(right));
        self.or_none(entries.collect(), ContractLabel::NoRight)
    }

    fn right(&self, right: &RightFigures) -> ContractEntry {
        let mut lines: Vec<ContractLine> = Vec::new();
        for trigger in &right.triggers {
            let because = because(self.language, self.report, trigger);
            let words = ContractWords::Trigger {
                because: &because,
                periods: trigger.periods,
                within: trigger.within,
                consecutive: trigger.consecutive,
                every: super::super::right::every(self.report, trigger),
            };
            lines.push(self.line(ContractLabel::GivenBy, self.say(words)));
        }
        if let Some(days) = right.exercise_days {
            let words = self.say(ContractWords::Exercise(days));
            lines.push(self.line(ContractLabel::Exercise, words));
        }
        ContractEntry {
            title: self
                .language
                .say(&Phrase::Right(RightWords::Effect(&right.effect, right.stops.as_deref()))),
            clause: right.clause.clone(),
            text: right.text.clone(),
            lines,
            ..ContractEntry::default()
        }
    }
}
