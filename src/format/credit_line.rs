//! Lines of the account of credits, in words.

use super::words::{Language, Phrase};
use super::{date, money, objective_name, period};
use crate::report::{BonusDue, CreditLine, CutFigure, Report};
use crate::units::{Currency, Exact, Money};

/// A line of the account of credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditLineText {
    /// The objective's name.
    pub objective: String,
    /// The period.
    pub period: String,
    /// What the rule alone gives, where it is priced, and what is carried forward to it.
    pub by_rule: Option<String>,
    /// What caps cut off, below zero.
    pub cut: Option<String>,
    /// What is to be paid; below zero what is charged again.
    pub paid: Option<String>,
    /// How it stands.
    pub state: String,
    /// The last day to claim it.
    pub last_day: Option<String>,
}

/// A line of the account of credits in words; nothing where the report has no such objective.
#[must_use]
pub fn credit_line(
    language: &dyn Language,
    report: &Report,
    line: &CreditLine,
) -> Option<CreditLineText> {
    let facts = &report.agreement;
    let objective = facts.objectives.get(line.objective as usize)?;
    // Rounded as what is paid is, or a credit would seem to be more than its rule gives.
    let currency = line.currency;
    let own = |it: &Exact| money(language, &Money { amount: it.clone(), currency }.rounded());
    let is_back = line.is_earned_back();
    let by_rule = line.gross.as_ref().filter(|_| !is_back).map(|gross| match &line.carried_in {
        None => own(gross),
        Some(carried) => {
            let (own, carried) = (own(gross), own(carried));
            language.say(&Phrase::WithCarried { own: &own, carried: &carried })
        }
    });
    Some(CreditLineText {
        objective: objective_name(language, objective),
        period: period(language, report.periods.get(line.period as usize)?),
        by_rule,
        cut: line.net.as_ref().and_then(|_| cut_by_caps(language, currency, &line.caps)),
        paid: line.net.as_ref().map(own),
        state: language.say(&match (line.provisional, is_back) {
            (true, _) => Phrase::IfItEndedNow,
            (_, true) => Phrase::EarnedBack,
            _ if line.bonus == Some(BonusDue::SetOff) => Phrase::BonusSetOff,
            _ if line.bonus == Some(BonusDue::Payable) => Phrase::BonusPayable,
            _ if line.stopped => Phrase::Stopped,
            _ if line.not_paid => Phrase::PaidInstead,
            _ if line.too_small => Phrase::TooSmall,
            _ => Phrase::Claim(line.claim),
        }),
        last_day: line.last_day.map(|day| date(language, day)),
    })
}

/// What caps cut off a credit, below zero; nothing where they left it whole.
#[must_use]
pub fn cut_by_caps(
    language: &dyn Language,
    currency: Currency,
    caps: &[CutFigure],
) -> Option<String> {
    let cut: Exact = caps.iter().map(|cut| &cut.before - &cut.after).sum();
    let cut = Money { amount: -cut, currency }.rounded();
    (!cut.amount.is_zero()).then(|| money(language, &cut))
}
