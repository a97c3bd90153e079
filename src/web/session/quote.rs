//! What agreements would pay.

use std::collections::BTreeSet;

use super::{Session, cut, worked};
use crate::export::{QuoteLine, quote_line, quote_question};
use crate::format::exact_percent;
use crate::format::words::{Language, Phrase, QuoteWords};
use crate::quote::{self, Agreement, Asked, answers, evaluated, questions};
use crate::units::{Currency, Exact};
use crate::web::message::{Answer, FigureId, PromiseId, QuoteRow, QuoteView, QuoteWish};

impl Session {
    /// Takes the file of all agreements.
    pub fn learn_agreements(&mut self, bundle: &[u8]) {
        self.agreements = Agreement::bundled(bundle);
    }

    /// Whether it has them.
    #[must_use]
    pub fn knows_agreements(&self) -> bool {
        !self.agreements.is_empty()
    }

    /// What all agreements would pay, or what of the question cannot be read.
    #[must_use]
    pub fn quote(&self, language: &dyn Language, wish: &QuoteWish) -> Answer {
        let view = match asked(wish) {
            Ok(asked) => view(language, &self.agreements, &asked),
            Err(wrong) => {
                let expected = |field| language.say(&Phrase::Quote(QuoteWords::Expected(field)));
                let wrong = wrong.map(|field| field.map(expected));
                let (asked, found) = (String::new(), String::new());
                QuoteView { wrong, asked, found, rows: Vec::new(), silent: Vec::new() }
            }
        };
        Answer::Quoted(Box::new(view))
    }

    /// The worked calculation of one of their promises.
    #[must_use]
    pub fn quote_calculation(
        &self,
        language: &dyn Language,
        wish: &QuoteWish,
        promise: &PromiseId,
    ) -> Answer {
        let worked = asked(wish).ok().and_then(|asked| {
            let agreement = self.agreements.iter().find(|it| it.id == promise.agreement)?;
            let all = questions(agreement, &asked);
            let question = all.iter().find(|it| it.objective == promise.objective)?;
            let (evaluation, row) = evaluated(question)?;
            let report = &evaluation.report;
            let row = report.results.get(row)?;
            // A promise to each of several has an id for each of them.
            let objective = report.agreement.objectives.get(row.objective as usize)?.id.clone();
            let figure = FigureId { objective, period: report.period_id(row.period)? };
            worked::worked(language, &evaluation, &figure)
        });
        worked.map_or(Answer::Nothing, |worked| Answer::Worked(Box::new(worked)))
    }
}

/// The question that stands in the fields, or the names of those that cannot be read.
fn asked(wish: &QuoteWish) -> Result<Asked, [Option<&'static str>; 4]> {
    let [hour, currency] = [&wish.hour, &wish.currency].map(|it| Some(it.trim()));
    let [hour, currency] = [hour, currency].map(|it| it.filter(|it| !it.is_empty()));
    let down = quote::typed_length(&wish.down);
    let fee = quote::typed_amount(&wish.fee);
    let cost = hour.and_then(quote::typed_amount);
    let named = currency.and_then(|code| Currency::named(&code.to_uppercase()));
    let wrong = [
        ("down", down.is_none()),
        ("fee", fee.is_none()),
        ("hour", hour.is_some() != cost.is_some()),
        ("currency", currency.is_some() != named.is_some()),
    ];
    let wrong = wrong.map(|(name, is_wrong)| is_wrong.then_some(name));
    match (down, fee) {
        (Some(down), Some(fee)) if wrong.iter().all(Option::is_none) => {
            Ok(Asked { down, fee, hour: cost, currency: named.map(|it| it.code().to_owned()) })
        }
        _ => Err(wrong),
    }
}

fn view(language: &dyn Language, agreements: &[Agreement], asked: &Asked) -> QuoteView {
    let answers = answers(agreements, asked);
    let shares = answers.iter().filter_map(|it| it.of_fee.as_ref());
    let paying: Vec<&Exact> = shares.filter(|share| !share.is_zero()).collect();
    let share = |it: Option<&&Exact>| {
        it.map(|it| exact_percent(language, &it.floor(2))).unwrap_or_default()
    };
    let heard: BTreeSet<usize> = answers.iter().map(|it| it.place).collect();
    let found = QuoteWords::Found {
        promises: u64::from(cut::count(answers.len())),
        agreements: u64::from(cut::count(heard.len())),
        paying: u64::from(cut::count(paying.len())),
        least: &share(paying.last()),
        most: &share(paying.first()),
    };
    let row = |answer: &quote::Answer| {
        let agreement = agreements.get(answer.place)?;
        let QuoteLine {
            agreement: title,
            name,
            credit,
            of_fee,
            of_loss,
            at_most,
            claim,
            not_counted,
        } = quote_line(language, answer, asked);
        Some(QuoteRow {
            promise: PromiseId {
                agreement: agreement.id.clone(),
                objective: answer.objective.clone(),
            },
            kind: agreement.kind.clone(),
            title,
            name,
            credit,
            pays: answer.of_fee.as_ref().is_some_and(|share| !share.is_zero()),
            of_fee,
            of_loss,
            at_most,
            claim,
            not_counted,
        })
    };
    let all = agreements.iter().enumerate();
    let silent = all.filter(|(place, _)| !heard.contains(place));
    QuoteView {
        wrong: Default::default(),
        asked: quote_question(language, asked),
        found: language.say(&Phrase::Quote(found)),
        rows: answers.iter().filter_map(row).collect(),
        silent: silent.map(|(_, it)| [it.id.clone(), it.title.clone()]).collect(),
    }
}
