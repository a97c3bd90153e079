//! Every credit as a line of an account.

use chrono::NaiveDate;
use serde::Serialize;

use super::{BonusDue, CreditFigure, CutFigure, Report, ResultFigures};
use crate::penalty::ClaimState;
use crate::units::{Currency, Exact, LocalInstant, Money, Sort};

/// A credit, or what of one is charged again, as a line of an account.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CreditLine {
    /// The objective, by its position in the report.
    pub objective: u32,
    /// The period, by its position in the report: of what is charged again that in which it is.
    pub period: u32,
    /// The period of the credit, whose calculation tells of it.
    pub credit_period: u32,
    /// The field of the contract that says how much; `earn_back` of what is charged again.
    pub rule: String,
    /// What the rule's percentage is of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub basis: Option<Exact>,
    /// The percentage due of it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub share: Option<Exact>,
    /// The credit by its rule alone; of what is charged again what that is a share of.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub gross: Option<Exact>,
    /// What a cap cut off the credit of the period before, and is added.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub carried_in: Option<Exact>,
    /// The caps that it was held against, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<CutFigure>,
    /// Whether a right has arisen by which no credits are due any more.
    pub stopped: bool,
    /// Whether another credit is paid instead.
    pub not_paid: bool,
    /// Whether it is less than what is paid at all.
    pub too_small: bool,
    /// What is paid; below zero what is charged again; nothing where it is not priced.
    pub net: Option<Exact>,
    /// Whether the period is not over: what would be due if it ended now.
    pub provisional: bool,
    /// How it stands with its claim.
    pub claim: ClaimState,
    /// The first instant at which it can no longer be claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub deadline: Option<LocalInstant>,
    /// The last local day on which it can be claimed.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_day: Option<NaiveDate>,
    /// What was granted, in whichever currency.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub granted: Option<Money>,
    /// The currency of all other amounts of the line.
    pub currency: Currency,
    /// What becomes of it where it is a bonus: it is set off, or the client pays it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub bonus: Option<BonusDue>,
}

impl CreditLine {
    /// Whether it is what of a credit is charged again.
    #[must_use]
    pub fn is_earned_back(&self) -> bool {
        self.rule == EARN_BACK
    }
}

/// The field of a contract by which credits are charged again.
const EARN_BACK: &str = "earn_back";

/// The field of an objective by which the provider gets a bonus.
const BONUS: &str = "bonus";

/// Every credit that is worth anything, period by period, and after those of a period what is charged
/// again in it, and its bonuses.
#[must_use]
pub fn credit_lines(report: &Report) -> Vec<CreditLine> {
    let credits = report.results.iter().filter_map(|result| {
        let credit = result.credit.as_ref().filter(|credit| is_told(credit))?;
        let objective = report.agreement.objectives.get(result.objective as usize)?;
        Some(CreditLine {
            objective: result.objective,
            period: result.period,
            credit_period: result.period,
            rule: objective.credit.clone().unwrap_or_default(),
            basis: credit.basis.as_ref().map(|basis| basis.amount.clone()),
            share: credit.share.clone(),
            gross: credit.gross.clone(),
            carried_in: credit.carried_in.clone(),
            caps: credit.caps.clone(),
            stopped: credit.stopped,
            not_paid: credit.not_paid,
            too_small: credit.too_small,
            net: credit.amount.as_ref().map(|amount| amount.amount.clone()),
            provisional: credit.provisional,
            claim: credit.claim,
            deadline: credit.deadline.clone(),
            last_day: credit.last_day,
            granted: credit.granted.clone(),
            currency: report.currency_of(result.period),
            bonus: None,
        })
    });
    let back = report.earned_back.iter().map(|back| CreditLine {
        objective: back.objective,
        period: back.period,
        credit_period: back.credit_period,
        rule: EARN_BACK.to_owned(),
        basis: None,
        share: None,
        gross: Some(back.of.amount.clone()),
        carried_in: None,
        caps: Vec::new(),
        stopped: false,
        not_paid: false,
        too_small: false,
        net: Some(-back.amount.amount.clone()),
        provisional: false,
        claim: ClaimState::Automatic,
        deadline: None,
        last_day: None,
        granted: None,
        currency: back.amount.currency,
        bonus: None,
    });
    let bonuses = report.results.iter().filter_map(|result| bonus_line(report, result));
    let mut lines: Vec<CreditLine> = credits.chain(back).chain(bonuses).collect();
    let place = |line: &CreditLine| (line.bonus.is_some(), line.is_earned_back());
    lines.order_by_key(|line| (line.period, place(line), line.objective));
    lines
}

/// The bonus of a result: below zero what is set off, or what the client pays.
fn bonus_line(report: &Report, result: &ResultFigures) -> Option<CreditLine> {
    let bonus = result.bonus.as_ref()?;
    let amount = |it: &Option<Money>| it.as_ref().map(|it| it.amount.clone());
    let net = amount(&bonus.set_off).or_else(|| amount(&bonus.amount));
    Some(CreditLine {
        objective: result.objective,
        period: result.period,
        credit_period: result.period,
        rule: BONUS.to_owned(),
        basis: amount(&bonus.basis),
        share: bonus.share.clone(),
        gross: amount(&bonus.amount),
        carried_in: None,
        caps: Vec::new(),
        stopped: false,
        not_paid: false,
        too_small: false,
        net: net.map(|net| -net),
        provisional: false,
        claim: ClaimState::Automatic,
        deadline: None,
        last_day: None,
        granted: None,
        currency: report.currency_of(result.period),
        bonus: Some(bonus.due),
    })
}

/// Whether there is anything to tell of a credit.
fn is_told(credit: &CreditFigure) -> bool {
    if credit.one_with.is_some() {
        return false;
    }
    credit.is_due() || credit.carried_in.is_some() || credit.claim != ClaimState::NotDue
}
