//! What became of credits, for display.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::arrange::position;
use super::basis::{Assessed, Basis};
use crate::model::{Agreement, Cap, CapCharges, CapPer, Claim, ClaimWithin, Most};
use crate::penalty::{Account, CapUse, ClaimFacts, ClaimState, ServiceCredit};
use crate::units::{Exact, LocalInstant, Money};

/// A credit, for display.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct CreditFigure {
    /// The later part of its period, by its position, with whose credit this is one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub one_with: Option<u32>,
    /// The tier that holds the value, by position.
    pub tier: Option<u32>,
    /// How many times what the rule states is due.
    pub units: Exact,
    /// The percentage due of the basis; nothing where the contract speaks in amounts.
    pub share: Option<Exact>,
    /// The charge that it is of; nothing where none is stated.
    pub basis: Option<Money>,
    /// The credit by its rule alone, before it is rounded; nothing where it is not priced.
    pub gross: Option<Exact>,
    /// What a cap cut off the credit of the period before, and is added.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub carried_in: Option<Exact>,
    /// The caps that it was held against, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub caps: Vec<CutFigure>,
    /// Whether a right has arisen by which no credits are due any more.
    #[serde(default, skip_serializing_if = "is_false")]
    pub stopped: bool,
    /// Whether another credit is paid instead.
    #[serde(default, skip_serializing_if = "is_false")]
    pub not_paid: bool,
    /// Whether it is less than what is paid at all.
    #[serde(default, skip_serializing_if = "is_false")]
    pub too_small: bool,
    /// What is paid of a share that has no price.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub paid_share: Option<Exact>,
    /// What is paid; nothing where it is not priced.
    pub amount: Option<Money>,
    /// Whether the period is not over: what would be due if it ended now.
    pub provisional: bool,
    /// How it stands with its claim.
    pub claim: ClaimState,
    /// The first instant at which it can no longer be claimed.
    pub deadline: Option<LocalInstant>,
    /// The last local day on which it can be claimed.
    pub last_day: Option<NaiveDate>,
    /// When it was claimed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub requested: Option<LocalInstant>,
    /// When that was decided.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decided: Option<LocalInstant>,
    /// What was granted then.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub granted: Option<Money>,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde calls it so")]
fn is_false(it: &bool) -> bool {
    !it
}

impl CreditFigure {
    /// Whether the value is worth anything by its rule, priced or not.
    #[must_use]
    pub fn is_due(&self) -> bool {
        self.share.as_ref().or(self.gross.as_ref()).is_some_and(|it| !it.is_zero())
    }

    /// What the client gets: what was granted; nothing where it was refused or not claimed in time;
    /// what is due otherwise.
    #[must_use]
    pub fn owed(&self) -> Option<&Money> {
        match self.claim {
            ClaimState::Granted | ClaimState::PartlyGranted => self.granted.as_ref(),
            ClaimState::Refused | ClaimState::Late | ClaimState::Expired => None,
            ClaimState::NotDue => None,
            ClaimState::Automatic | ClaimState::Claimable | ClaimState::Claimed => {
                self.amount.as_ref()
            }
        }
    }
}

/// A cap that a credit was held against.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutFigure {
    /// The cap, by its position among the contract's.
    pub cap: u32,
    /// What the credit was.
    pub before: Exact,
    /// What is left of it.
    pub after: Exact,
}

/// A credit of which a share is charged again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct EarnedBackFigure {
    /// The credit's objective, by its position in the report.
    pub objective: u32,
    /// The credit's period, by its position in the report.
    pub credit_period: u32,
    /// The period with which there were enough good ones.
    pub period: u32,
    /// What was granted or set off.
    pub of: Money,
    /// What is charged again.
    pub amount: Money,
    /// The periods that were good enough.
    pub by: Vec<u32>,
}

/// The most that is credited, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CapFacts {
    /// So many percent of charges.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub percent: Option<Exact>,
    /// Whether of the charges of the contract year, not of its own window.
    #[serde(default, skip_serializing_if = "is_false")]
    pub of_annual: bool,
    /// So much.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Exact>,
    /// As much as so many days cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub days_of_charge: Option<Exact>,
    /// As much as so many months cost.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months_of_charge: Option<Exact>,
    /// `period`, `months`, `contract_year` or `term`.
    pub per: String,
    /// How many months.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub months: Option<u32>,
    /// `objective`, `service` or `together`.
    pub each: String,
    /// The objectives that it is about, by position in the contract; empty where about all.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub objectives: Vec<u32>,
    /// Whether what it cuts off is added to the next period's credit.
    #[serde(default, skip_serializing_if = "is_false")]
    pub carry_forward: bool,
    /// The clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

impl CapFacts {
    /// How many days or months it allows the charge of, and which: `day`, `month`.
    #[must_use]
    pub fn charged(&self) -> (Option<&Exact>, Option<&'static str>) {
        match (&self.days_of_charge, &self.months_of_charge) {
            (Some(days), _) => (Some(days), Some("day")),
            (_, Some(months)) => (Some(months), Some("month")),
            _ => (None, None),
        }
    }
}

/// How long there is for a claim, for display.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimTermsFacts {
    /// So many.
    pub within: u32,
    /// `days`, `working_days`, `months`, `hours` or `periods`.
    pub unit: String,
    /// From when: `period_end`, `incident_end`, `reported`, `report_delivered`.
    pub from: String,
    /// What must have been done before, by id.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub steps: Vec<(String, ClaimTermsFacts)>,
    /// The calendar of its working days.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub calendar: Option<String>,
    /// The clause.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub clause: Option<String>,
    /// The clause's own sentence.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
}

pub(super) fn claim_terms(agreement: &Agreement, claim: &Claim) -> ClaimTermsFacts {
    let (within, unit) = match claim.within {
        ClaimWithin::Days(days) => (days, "days"),
        ClaimWithin::WorkingDays(days, _) => (days, "working_days"),
        ClaimWithin::Months(months) => (months, "months"),
        ClaimWithin::Hours(hours) => (hours, "hours"),
        ClaimWithin::Periods(periods) => (periods, "periods"),
    };
    let calendar = match claim.within {
        ClaimWithin::WorkingDays(_, calendar) => calendar,
        _ => None,
    };
    let calendar = calendar.and_then(|at| agreement.calendars.get(at));
    let steps = claim.steps.iter();
    ClaimTermsFacts {
        within,
        unit: unit.to_owned(),
        from: claim.from.name().to_owned(),
        calendar: calendar.map(|calendar| calendar.id.clone()),
        steps: steps.map(|(id, step)| (id.clone(), claim_terms(agreement, step))).collect(),
        clause: claim.clause.number.clone(),
        text: claim.clause.text.clone(),
    }
}

/// How much a cap allows, by what it is told in.
#[derive(Default)]
pub(super) struct CapMost {
    pub(super) percent: Option<Exact>,
    pub(super) amount: Option<Exact>,
    pub(super) days_of_charge: Option<Exact>,
    pub(super) months_of_charge: Option<Exact>,
}

/// How much a cap allows.
pub(super) fn most(cap: &Cap) -> CapMost {
    let mut most = CapMost::default();
    let (place, value) = match &cap.most {
        Most::Percent(percent, _) => (&mut most.percent, percent),
        Most::Amount(amount) => (&mut most.amount, amount),
        Most::Days(days) => (&mut most.days_of_charge, days),
        Most::Months(months) => (&mut most.months_of_charge, months),
    };
    *place = Some(value.clone());
    most
}

pub(super) fn cap_facts(cap: &Cap) -> CapFacts {
    let most = most(cap);
    let (per, months) = match cap.per {
        CapPer::Period => ("period", None),
        CapPer::Months(months) => ("months", Some(months)),
        CapPer::ContractYear => ("contract_year", None),
        CapPer::Term => ("term", None),
    };
    CapFacts {
        percent: most.percent,
        of_annual: matches!(&cap.most, Most::Percent(_, CapCharges::Annual)),
        amount: most.amount,
        days_of_charge: most.days_of_charge,
        months_of_charge: most.months_of_charge,
        per: per.to_owned(),
        months,
        each: cap.each.name().to_owned(),
        objectives: cap.of.iter().copied().map(position).collect(),
        carry_forward: cap.carry_forward,
        clause: cap.clause.number.clone(),
        text: cap.clause.text.clone(),
    }
}

pub(super) fn credit_figure(
    basis: &Basis,
    account: &Account,
    assessed: &Assessed,
    credit: &ServiceCredit,
) -> CreditFigure {
    let zone = basis.agreement.zone;
    let currency = basis.currency_of(assessed.period);
    let money = |amount: &Exact| Money { amount: amount.clone(), currency };
    let settled = assessed.due.and_then(|at| account.settlement.settled.get(at));
    let claim = settled.map(|settled| &settled.claim);
    let at = |get: &dyn Fn(&ClaimFacts) -> Option<crate::units::Instant>| {
        claim.and_then(get).map(|at| zone.reading(at))
    };
    let uses = settled.into_iter().flat_map(|settled| &settled.caps);
    let uses = uses.filter_map(|at| account.settlement.cap_uses.get(*at));
    let cut = |used: &CapUse| {
        let line = used.lines.iter().find(|line| Some(line.due) == assessed.due)?;
        let (before, after) = (line.before.clone(), line.after.clone());
        Some(CutFigure { cap: position(used.cap), before, after })
    };
    let due = assessed.due.and_then(|at| account.due.get(at));
    let is_stopped = due.is_some_and(|due| due.stopped.is_some()) && credit.is_due();
    CreditFigure {
        one_with: basis
            .one_with(account, (assessed.subject, assessed.period))
            .map(|whole| position(whole.period)),
        tier: credit.worth.tier.map(position),
        units: credit.worth.units.clone(),
        share: credit.share.clone(),
        basis: credit.basis.as_ref().map(|basis| money(&basis.total)),
        gross: credit.gross.clone(),
        carried_in: settled.and_then(|settled| settled.carried_in.clone()),
        caps: uses.filter_map(cut).collect(),
        stopped: is_stopped,
        not_paid: settled.is_some_and(|settled| settled.not_paid),
        too_small: settled.is_some_and(|settled| settled.too_small),
        paid_share: settled.and_then(|settled| settled.share.clone()),
        amount: settled.and_then(|settled| settled.net.as_ref()).map(money),
        provisional: credit.provisional,
        claim: claim.map_or(ClaimState::NotDue, |claim| claim.state),
        deadline: at(&|claim| claim.deadline),
        last_day: claim.and_then(|claim| claim.last_day),
        requested: at(&|claim| claim.requested),
        decided: at(&|claim| claim.decided),
        granted: claim.and_then(|claim| claim.granted.clone()),
    }
}

pub(super) fn earned_back(account: &Account) -> Vec<EarnedBackFigure> {
    let all = account.settlement.earned_back.iter().filter_map(|it| {
        let due = account.due.get(it.due)?;
        Some(EarnedBackFigure {
            objective: position(due.subject),
            credit_period: position(due.period),
            period: position(it.period),
            of: it.of.clone(),
            amount: it.amount.clone(),
            by: it.by.iter().copied().map(position).collect(),
        })
    });
    all.collect()
}
