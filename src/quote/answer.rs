//! The answers: what each promise is worth, the dearest first.

use crate::compliance::Verdict;
use crate::evaluate::{Case, Input};
use crate::report::{CapFacts, ClaimTermsFacts, Report};
use crate::units::{Currency, Exact, Money};

use super::question::{Asked, NotCounted, Question, questions};

/// What a promise of an agreement would pay.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The agreement's title.
    pub agreement: String,
    /// The promise's id.
    pub objective: String,
    /// The promise's name.
    pub name: String,
    /// Whether it is kept.
    pub verdict: Verdict,
    /// The currency of its amounts.
    pub currency: Currency,
    /// The credit after all caps; nothing where no credit is promised at all.
    pub credit: Option<Money>,
    /// The credit in percent of the monthly fee.
    pub of_fee: Option<Exact>,
    /// The most that is credited.
    pub caps: Vec<CapFacts>,
    /// How long there is to claim; nothing where no claim is needed.
    pub claim: Option<ClaimTermsFacts>,
    /// What is not counted.
    pub not_counted: Vec<NotCounted>,
}

/// The answers of all agreements, the largest share of the fee first, which needs no rate between
/// currencies; of equal ones by name, and at the end those that promise no money. A contract that cannot be read, or promises no availability, has none.
#[must_use]
pub fn answers<'c>(contracts: impl IntoIterator<Item = &'c [u8]>, asked: &Asked) -> Vec<Answer> {
    let all = contracts.into_iter().flat_map(|contract| questions(contract, asked));
    let mut answers: Vec<Answer> = all.filter_map(|question| answer(&question, asked)).collect();
    answers.sort_by(|a, b| {
        let named = |it: &Answer| (it.agreement.clone(), it.objective.clone());
        b.of_fee.cmp(&a.of_fee).then_with(|| named(a).cmp(&named(b)))
    });
    answers
}

fn answer(question: &Question, asked: &Asked) -> Option<Answer> {
    let contract = Input::new("contract.json", &question.contract);
    let incidents = Input::new("incidents.json", &question.incidents);
    let case = Case::open(&[contract, incidents]).ok()?;
    let Report { agreement, periods, results, .. } = case.evaluate(question.as_of).ok()?.report;
    let row = results.iter().find(|row| {
        let period = periods.get(row.period as usize);
        period.is_some_and(|period| period.first <= question.on && question.on < period.next)
    })?;
    let due = row.credit.as_ref().and_then(|credit| credit.amount.clone());
    let currency = Currency::named(&agreement.currency)?;
    let credit = question.credited.then(|| due.unwrap_or_else(|| Money::zero(currency)));
    let of_fee = credit
        .as_ref()
        .and_then(|credit| (&credit.amount * &Exact::from(100)).checked_div(&asked.fee));
    Some(Answer {
        agreement: question.agreement.clone(),
        objective: question.objective.clone(),
        name: question.name.clone(),
        verdict: row.verdict,
        currency,
        credit,
        of_fee,
        caps: agreement.caps,
        claim: agreement.claim,
        not_counted: question.not_counted.clone(),
    })
}
