//! What agreements would pay, as a table.

use serde::Serialize;

use super::csv::{harmless, table};
use super::json;
use super::plain::Text;
use crate::format::words::{Heading, Language, Phrase, QuoteWords};
use crate::format::{amount, exact_duration, exact_percent, money, number, visible};
use crate::quote::{Answer, Asked, NotCounted};
use crate::report::{CapFacts, ClaimTermsFacts};
use crate::units::{Currency, Exact, Length};

const COLUMNS: [&str; 10] = [
    "agreement",
    "objective",
    "verdict",
    "credit",
    "currency",
    "percent_of_fee",
    "percent_of_loss",
    "caps",
    "claim_within",
    "does_not_count",
];

/// The share of the loss that a credit is, in percent, where an hour down costs so much.
fn of_loss(answer: &Answer, asked: &Asked) -> Option<Exact> {
    let hours = Exact::seconds(asked.down).checked_div(&Exact::from(3_600))?;
    let loss = &hours * asked.hour.as_ref()?;
    (&answer.credit.as_ref()?.amount * &Exact::from(100)).checked_div(&loss)
}

/// One row for each promise, the dearest first. Shares are exact.
#[must_use]
pub fn quote_csv(language: &dyn Language, answers: &[Answer], asked: &Asked) -> String {
    let rows = answers.iter().map(|answer| {
        let exact = |it: Option<Exact>| it.map(|it| it.to_string()).unwrap_or_default();
        let credit = answer.credit.as_ref();
        vec![
            harmless(&answer.agreement),
            harmless(&answer.objective),
            answer.verdict.name().to_owned(),
            credit.map_or_else(String::new, |it| it.amount.to_fixed(it.currency.minor_digits())),
            answer.currency.code().to_owned(),
            exact(answer.of_fee.clone()),
            exact(of_loss(answer, asked)),
            harmless(&caps(language, answer)),
            claim(language, answer),
            harmless(&not_counted(language, answer)),
        ]
    });
    table(&COLUMNS, rows)
}

/// What the table for people says of a promise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct QuoteLine {
    /// The agreement's title.
    pub agreement: String,
    /// The promise's name.
    pub name: String,
    /// The credit, or that none is stated.
    pub credit: String,
    /// Its share of the fee.
    pub of_fee: String,
    /// Its share of the loss, where an hour down has a price.
    pub of_loss: Option<String>,
    /// The most that is credited.
    pub at_most: String,
    /// How long there is to claim.
    pub claim: String,
    /// What is not counted.
    pub not_counted: String,
}

/// What the table for people says of a promise; a dash stands for nothing.
#[must_use]
pub fn quote_line(language: &dyn Language, answer: &Answer, asked: &Asked) -> QuoteLine {
    let or_dash = |it: String| if it.is_empty() { "–".to_owned() } else { visible(&it) };
    let percent = |it: Option<Exact>| {
        or_dash(it.map(|it| exact_percent(language, &it.floor(2))).unwrap_or_default())
    };
    let none = || language.say(&Phrase::Quote(QuoteWords::NoCredit));
    QuoteLine {
        agreement: visible(&answer.agreement),
        name: visible(&answer.name),
        credit: answer.credit.as_ref().map_or_else(none, |credit| money(language, credit)),
        of_fee: percent(answer.of_fee.clone()),
        of_loss: asked.hour.is_some().then(|| percent(of_loss(answer, asked))),
        at_most: or_dash(caps(language, answer)),
        claim: or_dash(claim(language, answer)),
        not_counted: or_dash(not_counted(language, answer)),
    }
}

/// What is asked, as a sentence.
#[must_use]
pub fn quote_question(language: &dyn Language, asked: &Asked) -> String {
    let down = exact_duration(language, &Exact::seconds(asked.down));
    let fee = match asked.currency.as_deref().and_then(Currency::named) {
        Some(currency) => amount(language, &asked.fee, currency.code(), currency.minor_digits()),
        None => number(language, &asked.fee.to_string()),
    };
    language.say(&Phrase::Quote(QuoteWords::Asked { down: &down, fee: &fee }))
}

/// The same table for people.
#[must_use]
pub fn quote_text(language: &dyn Language, answers: &[Answer], asked: &Asked) -> String {
    let mut head = vec![Heading::Agreement, Heading::Objective, Heading::Credit, Heading::OfFee];
    head.extend(asked.hour.is_some().then_some(Heading::OfLoss));
    head.extend([Heading::AtMost, Heading::ClaimWithin, Heading::DoesNotCount]);
    let head = head.into_iter().map(|it| language.say(&Phrase::Heading(it))).collect();
    let rows = answers.iter().map(|answer| {
        let line = quote_line(language, answer, asked);
        let mut row = vec![line.agreement, line.name, line.credit, line.of_fee];
        row.extend(line.of_loss);
        row.extend([line.at_most, line.claim, line.not_counted]);
        row
    });
    let rows: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let mut text = Text::new(language);
    text.line(&quote_question(language, asked));
    text.gap();
    text.table(&rows);
    text.finish()
}

/// A promise, for other programs.
#[derive(Serialize)]
struct Row<'a> {
    agreement: &'a str,
    objective: &'a str,
    verdict: &'static str,
    credit: Option<&'a Exact>,
    currency: &'static str,
    percent_of_fee: Option<&'a Exact>,
    percent_of_loss: Option<Exact>,
    caps: &'a [CapFacts],
    claim: Option<&'a ClaimTermsFacts>,
    does_not_count: Vec<String>,
}

/// The same for other programs.
#[must_use]
pub fn quote_json(language: &dyn Language, answers: &[Answer], asked: &Asked) -> String {
    let rows = answers.iter().map(|answer| row(language, answer, asked));
    json(&rows.collect::<Vec<_>>())
}

fn row<'a>(language: &dyn Language, answer: &'a Answer, asked: &Asked) -> Row<'a> {
    let not_counted = answer.not_counted.iter().map(|it| left_out(language, it));
    Row {
        agreement: &answer.agreement,
        objective: &answer.objective,
        verdict: answer.verdict.name(),
        credit: answer.credit.as_ref().map(|credit| &credit.amount),
        currency: answer.currency.code(),
        percent_of_fee: answer.of_fee.as_ref(),
        percent_of_loss: of_loss(answer, asked),
        caps: &answer.caps,
        claim: answer.claim.as_ref(),
        does_not_count: not_counted.collect(),
    }
}

fn caps(language: &dyn Language, answer: &Answer) -> String {
    let said = answer.caps.iter().map(|cap| {
        let (units, charge) = cap.charged();
        let units = units.map(|units| number(language, &units.to_string()));
        let percent = cap.percent.as_ref().map(|percent| exact_percent(language, percent));
        let sum = cap.amount.as_ref().map(|sum| {
            let currency = answer.currency;
            amount(language, sum, currency.code(), currency.minor_digits())
        });
        let most = units.or(percent).or(sum).unwrap_or_default();
        let months = cap.months.unwrap_or_default();
        let said = QuoteWords::Most { most: &most, charge, per: &cap.per, months };
        language.say(&Phrase::Quote(said))
    });
    said.collect::<Vec<_>>().join("; ")
}

fn claim(language: &dyn Language, answer: &Answer) -> String {
    let said = answer.claim.as_ref().map(|claim| {
        let within = QuoteWords::Within { within: claim.within, unit: &claim.unit };
        language.say(&Phrase::Quote(within))
    });
    said.unwrap_or_default()
}

fn not_counted(language: &dyn Language, answer: &Answer) -> String {
    let said = answer.not_counted.iter().map(|it| left_out(language, it));
    said.collect::<Vec<_>>().join(", ")
}

/// A cause is a word of the contract's own.
fn left_out(language: &dyn Language, it: &NotCounted) -> String {
    let length = |text: &str| {
        let elapsed = Length::parse(text).and_then(Length::elapsed);
        elapsed.map_or_else(
            || text.to_owned(),
            |elapsed| exact_duration(language, &Exact::seconds(elapsed)),
        )
    };
    let said = |words| language.say(&Phrase::Quote(words));
    match it {
        NotCounted::Cause(cause) => cause.replace('_', " "),
        NotCounted::Maintenance => said(QuoteWords::Maintenance),
        NotCounted::Shorter(text) => said(QuoteWords::Shorter(&length(text))),
        NotCounted::NotLonger(text) => said(QuoteWords::NotLonger(&length(text))),
        NotCounted::Parts(text) => said(QuoteWords::Parts(&length(text))),
        NotCounted::BeforeReport => said(QuoteWords::BeforeReport),
    }
}
