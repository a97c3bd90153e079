//! The verdict on the whole, in sentences.

use super::words::{Heading, Language, Phrase, Statement};
use super::{date, instant, money, number};
use crate::report::{Report, Summary, Sums};
use crate::timeline::IncidentClass;
use crate::units::Money;

/// What a report says in sentences.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StatementText {
    /// The contract's title.
    pub title: String,
    /// Between whom, where the contract says so.
    pub parties: Option<String>,
    /// As of when.
    pub as_of: String,
    /// The amendments that are in force, in the order in which they came into effect.
    pub amendments: Vec<String>,
    /// The one sentence.
    pub verdict: String,
    /// What is owed, what lapses, what is running, what is not known.
    pub lede: Vec<String>,
    /// How many incidents counted.
    pub incidents: String,
    /// How many did not, class by class.
    pub not_counted: Vec<String>,
    /// What the histories are evidence for.
    pub evidence: Vec<String>,
    /// How each open question was read.
    pub readings: Vec<String>,
    /// What was corrected.
    pub corrections: Vec<String>,
    /// What calculated it, from which files.
    pub provenance: Vec<String>,
}

/// The sentences of a report.
#[must_use]
pub fn statement(language: &dyn Language, report: &Report) -> StatementText {
    let agreement = &report.agreement;
    let say = |phrase: &Phrase<'_>| language.say(phrase);
    let digits = |count: u64| number(language, &count.to_string());
    let untitled = || say(&Phrase::Heading(Heading::Untitled));
    let (provider, client) = (agreement.provider.as_deref(), agreement.client.as_deref());
    let parties = match (provider, client) {
        (Some(provider), Some(client)) => {
            Some(say(&Phrase::Statement(Statement::Parties { provider, client })))
        }
        (one, other) => one.or(other).map(str::to_owned),
    };
    let counts = &report.incidents.classes;
    let counted = counts.iter().find(|class| class.class == IncidentClass::Counted);
    let file = |position: u32| {
        report.provenance.files.get(position as usize).map_or("", |file| file.name.as_str())
    };
    let evidence = report.evidence.iter().map(|evidence| {
        say(&Phrase::Statement(Statement::Evidence {
            file: file(evidence.file),
            from: &instant(language, &evidence.from),
            until: &instant(language, &evidence.until),
            source: &evidence.source,
        }))
    });
    let readings = report.readings.iter().map(|reading| {
        say(&Phrase::Reading {
            name: &reading.name,
            value: &reading.value,
            by_default: reading.by_default,
            only: &reading.only,
        })
    });
    let corrections = report.corrections.iter().map(|correction| {
        say(&Phrase::Correction {
            id: &correction.id,
            fields: &correction.fields,
            by: &correction.by,
            at: &instant(language, &correction.at),
            reason: &correction.reason,
            agreed: correction.agreed,
        })
    });
    let amendments = agreement.amendments.iter().map(|amendment| {
        let told = [amendment.clause.as_deref(), amendment.title.as_deref()];
        let told: Vec<&str> = told.into_iter().flatten().collect();
        let from = &date(language, amendment.effective);
        let by = &amendment.agreed_by;
        say(&Phrase::Statement(Statement::Amended { from, told: &told, by }))
    });
    let engine = say(&Phrase::Engine {
        engine: &report.provenance.engine,
        zone_data: &report.provenance.zone_data,
    });
    let files = report.provenance.files.iter().map(|file| {
        say(&Phrase::File { name: &file.name, bytes: &digits(file.bytes), sha256: &file.sha256 })
    });
    let not_counted = counts
        .iter()
        .filter(|class| class.class != IncidentClass::Counted && class.count > 0)
        .map(|class| {
            say(&Phrase::Statement(Statement::ClassCount {
                class: class.class,
                count: class.count,
                digits: &digits(class.count),
            }))
        });
    StatementText {
        title: agreement.title.clone().unwrap_or_else(untitled),
        parties,
        as_of: say(&Phrase::Statement(Statement::AsOf(&instant(
            language,
            &report.provenance.as_of,
        )))),
        amendments: amendments.collect(),
        verdict: say(&Phrase::Statement(Statement::Overall {
            finished: report.summary.finished_periods,
            missed: report.summary.missed_periods,
            every: &agreement.every,
            running: report.summary.running.iter().any(|count| *count > 0),
            results: several_lengths(report)
                .then_some((report.summary.missed, report.summary.judged)),
        })),
        lede: lede(language, &report.summary),
        incidents: say(&Phrase::Statement(Statement::IncidentsCounted {
            counted: &digits(counted.map_or(0, |class| class.count)),
            total: &digits(report.incidents.total),
            unstated: report.incidents.impact_unstated,
        })),
        not_counted: not_counted.collect(),
        evidence: evidence.collect(),
        readings: readings.collect(),
        corrections: corrections.collect(),
        provenance: std::iter::once(engine).chain(files).collect(),
    }
}

/// Whether its periods are of several lengths, so that months would be counted with their quarter.
fn several_lengths(report: &Report) -> bool {
    let mut lengths = report.periods.iter().map(|period| period.every.as_str());
    let first = lengths.next();
    lengths.any(|length| Some(length) != first)
}

/// What is owed; what must be claimed by when, or lapsed; what runs; what is not known.
fn lede(language: &dyn Language, summary: &Summary) -> Vec<String> {
    let say = |phrase: &Phrase<'_>| language.say(phrase);
    let mut lede: Vec<String> = summary.all_sums().flat_map(|own| sums(language, own)).collect();
    let codes = summary.all_sums().map(|sums| sums.owed.currency.code());
    let codes = codes.collect::<Vec<_>>().join(", ");
    for loss in &summary.losses {
        let amount = &money(language, &loss.amount);
        let covered = loss.covered.as_ref().map(|it| money(language, it));
        let not_covered = loss.not_covered.as_ref().map(|it| money(language, it));
        lede.push(say(&Phrase::Statement(match (&covered, &not_covered) {
            (Some(covered), Some(not_covered)) => Statement::Loss { amount, covered, not_covered },
            _ => Statement::LossApart { amount, currency: &codes },
        })));
    }
    let not_priced = summary.all_sums().map(|sums| sums.not_priced).sum();
    if not_priced > 0 {
        lede.push(say(&Phrase::Statement(Statement::NotPriced(not_priced))));
    }
    if summary.running.iter().any(|count| *count > 0) {
        lede.push(say(&Phrase::Statement(Statement::Running(summary.running))));
    }
    let provisional = summary.all_sums().map(|sums| &sums.provisional);
    for sum in provisional.filter(|sum| !sum.amount.is_zero()) {
        let sum = money(language, sum);
        lede.push(say(&Phrase::Statement(Statement::Provisional(&sum))));
    }
    if summary.not_measured > 0 {
        lede.push(say(&Phrase::Statement(Statement::NotMeasured(summary.not_measured))));
    }
    if summary.without_cases > 0 {
        lede.push(say(&Phrase::Statement(Statement::WithoutCases(summary.without_cases))));
    }
    if summary.uncertain > 0 {
        lede.push(say(&Phrase::Statement(Statement::Uncertain(summary.uncertain))));
    }
    lede
}

/// What credits in one currency come to.
fn sums(language: &dyn Language, sums: &Sums) -> Vec<String> {
    let say = |phrase: &Phrase<'_>| language.say(phrase);
    let some = |sum: &Money| (!sum.amount.is_zero()).then(|| money(language, sum));
    let mut lede = Vec::new();
    lede.extend(some(&sums.earned).map(|sum| say(&Phrase::Statement(Statement::Earned(&sum)))));
    // Where it is one sum alone, that one's sentence says it.
    let parts = [&sums.automatic, &sums.claimable, &sums.claimed, &sums.granted];
    let many = parts.into_iter().filter(|sum| !sum.amount.is_zero()).count() > 1;
    let is_less = sums.owed.amount < sums.earned.amount;
    let is_back = !sums.earned_back.amount.is_zero();
    let is_set_off = sums.bonus.as_ref().is_some_and(|it| !it.set_off.amount.is_zero());
    let owed = some(&sums.owed).filter(|_| is_less && (many || is_back || is_set_off));
    lede.extend(owed.map(|sum| say(&Phrase::Statement(Statement::Owed(&sum)))));
    lede.extend(
        some(&sums.automatic).map(|sum| say(&Phrase::Statement(Statement::Automatic(&sum)))),
    );
    match (some(&sums.claimable), &sums.next_deadline) {
        (Some(sum), Some(next)) => lede.push(say(&Phrase::Statement(Statement::Claimable {
            amount: &sum,
            next: &money(language, &next.amount),
            by: &date(language, next.last_day),
            days_left: next.days_left,
        }))),
        (Some(sum), None) => lede.push(say(&Phrase::Statement(Statement::StillClaimable(&sum)))),
        (None, _) => {}
    }
    let mut tell = |sum: &Money, words: fn(&str) -> Statement<'_>| {
        lede.extend(some(sum).map(|sum| say(&Phrase::Statement(words(&sum)))));
    };
    tell(&sums.claimed, |sum| Statement::Claimed(sum));
    tell(&sums.granted, |sum| Statement::Granted(sum));
    tell(&sums.refused, |sum| Statement::Refused(sum));
    tell(&sums.earned_back, |sum| Statement::EarnedBack(sum));
    tell(&sums.expired, |sum| Statement::Expired(sum));
    if let Some(bonus) = &sums.bonus {
        tell(&bonus.set_off, |sum| Statement::BonusSetOff(sum));
        tell(&bonus.payable, |sum| Statement::BonusPayable(sum));
    }
    lede
}
