//! The answers: what each promise is worth, the dearest first.

use crate::compliance::Verdict;
use crate::evaluate::{Case, Evaluation, Input};
use crate::report::{CapFacts, ClaimTermsFacts, PeriodFacts, Report, ResultFigures};
use crate::units::{Currency, Exact, Money, Sort};

use super::agreement::Agreement;
use super::question::{Asked, NotCounted, Question, questions};

/// What a promise of an agreement would pay.
#[derive(Clone, Debug)]
pub struct Answer {
    /// The agreement's position among those that were asked.
    pub place: usize,
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
/// currencies; of equal ones by name, and at the end those that promise no money. An agreement that
/// cannot be evaluated, or promises no availability, has none.
#[must_use]
pub fn answers(agreements: &[Agreement], asked: &Asked) -> Vec<Answer> {
    let of_one = |(place, agreement): (usize, &Agreement)| {
        let answered = move |question: Question| answer(&question, asked, place);
        questions(agreement, asked).into_iter().filter_map(answered).collect::<Vec<_>>()
    };
    let mut answers: Vec<Answer> = agreements.iter().enumerate().flat_map(of_one).collect();
    answers.order_by(|a, b| {
        let named = |it: &Answer| (it.agreement.clone(), it.objective.clone());
        b.of_fee.cmp(&a.of_fee).then_with(|| named(a).cmp(&named(b)))
    });
    answers
}

/// The case that a question makes, evaluated, with the position of the result that is looked at.
#[must_use]
pub fn evaluated(question: &Question) -> Option<(Evaluation, usize)> {
    let contract = Input::new("contract.json", &question.contract);
    let incidents = Input::new("incidents.json", &question.incidents);
    let case = Case::open(&[contract, incidents]).ok()?;
    let evaluation = case.evaluate(question.as_of).ok()?;
    let has = |period: &PeriodFacts| period.first <= question.on && question.on < period.next;
    let Report { periods, results, .. } = &evaluation.report;
    let is_own = |row: &ResultFigures| periods.get(row.period as usize).is_some_and(has);
    let row = results.iter().position(is_own)?;
    Some((evaluation, row))
}

/// The answer to a question that the agreement at `place` was asked.
fn answer(question: &Question, asked: &Asked, place: usize) -> Option<Answer> {
    let (evaluation, row) = evaluated(question)?;
    let Report { agreement, results, .. } = evaluation.report;
    let row = results.get(row)?;
    let due = row.credit.as_ref().and_then(|credit| credit.amount.clone());
    let currency = Currency::named(&agreement.currency)?;
    let credit = question.credited.then(|| due.unwrap_or_else(|| Money::zero(currency)));
    let of_fee = credit
        .as_ref()
        .and_then(|credit| (&credit.amount * &Exact::from(100)).checked_div(&asked.fee));
    let own = agreement.objectives.into_iter().nth(row.objective as usize);
    let claim = match own {
        Some(own) if own.automatic => None,
        Some(own) => own.claim.or(agreement.claim),
        None => agreement.claim,
    };
    Some(Answer {
        place,
        agreement: question.agreement.clone(),
        objective: question.objective.clone(),
        name: question.name.clone(),
        verdict: row.verdict,
        currency,
        credit,
        of_fee,
        caps: agreement.caps,
        claim,
        not_counted: question.not_counted.clone(),
    })
}
