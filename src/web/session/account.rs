//! The statement of account.

use super::credits::credits;
use super::{Open, cut, faults};
use crate::diagnostic::{Code, Fault};
use crate::format::words::{KeyFigure as Key, Language, Phrase};
use crate::format::{self, date, moneys, number, objective_name, period, shown_value, statement};
use crate::report::{ReadingFacts, Report, ResultFigures, Sums, Verdict};
use crate::timeline::IncidentClass;
use crate::units::Money;
use crate::web::message::{
    Account, Change, CommitmentView, Commitments, FileView, KeyFigure, Proposal, ReadingView,
    RightView, Span, Tone,
};
use crate::web::names::{mark_report, marked};

/// The most sentences of one kind.
const MOST_SENTENCES: usize = 100;
/// The most bytes of all promises without a measure together.
const MOST_PROMISED: usize = 40_000;
/// The most ids that one sentence lists.
const MOST_NAMED: usize = 12;
/// A deadline this near is worth a colour, in days.
const NEAR: u64 = 30;

/// The account of a report.
pub(super) fn account(
    language: &dyn Language,
    open: &Open,
    report: &Report,
    change: Option<Change>,
) -> Account {
    let mut shown = cut::part(report, &[], Span::default());
    // Whether they are of one length decides what the verdict counts.
    shown.periods.clone_from(&report.periods);
    for file in &mut shown.provenance.files {
        file.name = cut::whole_name(&file.name);
    }
    mark_report(&mut shown);
    let told = statement(language, &shown);
    let warnings: Vec<Fault> =
        report.warnings.iter().filter(|fault| fault.code != Code::NotCounted).cloned().collect();
    let proposed = open.case.suggested_as_of().map(|(instant, source)| Proposal {
        instant: instant.to_string(),
        source: source.name().to_owned(),
    });
    Account {
        title: told.title,
        parties: told.parties,
        as_of: told.as_of,
        as_of_at: shown.provenance.as_of.at.clone(),
        zone: language
            .say(&Phrase::Answer { name: "time_zone", value: &shown.agreement.time_zone }),
        proposed,
        verdict: told.verdict,
        lede: told.lede,
        note: shown.agreement.note.clone(),
        figures: key_figures(language, report),
        coverage: None,
        change,
        warnings: faults::fault_list(language, &warnings, &open.used),
        incidents: told.incidents,
        not_counted: told.not_counted,
        classes: classes(report),
        readings: readings(language, &shown),
        credits: credits(language, report),
        rights: rights(language, report),
        commitments: commitments(language, report),
        amendments: last(told.amendments),
        corrections: first(told.corrections),
        evidence: first(told.evidence),
        provenance: first(told.provenance),
        files: files(open, report),
    }
}

/// The classes of the incidents that did not count, in their order. What is told again is in no list
/// twice.
fn classes(report: &Report) -> Vec<Option<String>> {
    let own = report.incidents.classes.iter();
    let own = own.filter(|it| it.class != IncidentClass::Counted && it.count > 0);
    let listed = |class: IncidentClass| class != IncidentClass::ToldAgain;
    own.map(|it| Some(it.class.name().to_owned()).filter(|_| listed(it.class))).collect()
}

/// As many sentences as go well into one message.
fn first(sentences: Vec<String>) -> Vec<String> {
    sentences.into_iter().take(MOST_SENTENCES).map(cut::text).collect()
}

/// As many of the last as go well into one message.
fn last(sentences: Vec<String>) -> Vec<String> {
    let before = sentences.len().saturating_sub(MOST_SENTENCES);
    first(sentences.into_iter().skip(before).collect())
}

/// How open questions were read, as many as go well into one message.
fn readings(language: &dyn Language, report: &Report) -> Vec<ReadingView> {
    let only = |ids: &[String]| {
        let more = ids.len().saturating_sub(MOST_NAMED) as u64;
        let ids: Vec<String> = ids.iter().take(MOST_NAMED).map(|id| cut::name(id)).collect();
        language.say(&Phrase::HoldsFor { ids: &ids, more })
    };
    let view = |reading: &ReadingFacts| {
        let ReadingFacts { name, value, by_default, only: ids } = reading;
        ReadingView {
            question: language.say(&Phrase::Question(name)),
            answer: cut::text(language.say(&Phrase::Answer { name, value })),
            field: name.clone(),
            by_default: *by_default,
            only: match ids.as_slice() {
                [] => String::new(),
                _ if *by_default => language.say(&Phrase::HoldsForOthers),
                ids => only(ids),
            },
        }
    };
    report.readings.iter().take(MOST_SENTENCES).map(view).collect()
}

/// How rights beyond money stand, as many sentences as go well into one message.
fn rights(language: &dyn Language, report: &Report) -> Vec<RightView> {
    let named = report.rights.iter().flat_map(|right| &right.triggers).flat_map(|it| &it.of);
    let named: std::collections::BTreeSet<u32> = named.copied().collect();
    let objectives = (0..).zip(&report.agreement.objectives);
    let named = objectives.filter(|(_, it)| named.contains(&it.position)).map(|(at, _)| at);
    let mut shown = cut::part(report, &named.collect::<Vec<_>>(), Span::default());
    shown.periods.clone_from(&report.periods);
    shown.rights = report.rights.iter().take(MOST_SENTENCES).cloned().collect();
    mark_report(&mut shown);
    let mut room = MOST_SENTENCES;
    let told = format::rights(language, &shown).into_iter().map(|right| {
        let lines: Vec<String> = right.lines.into_iter().take(room).map(cut::text).collect();
        room -= lines.len();
        RightView { title: right.title, clause: right.clause, lines, is_open: right.is_open }
    });
    told.collect()
}

/// What was promised without any measure, as much as goes well into one message.
fn commitments(language: &dyn Language, report: &Report) -> Option<Commitments> {
    let agreement = &report.agreement;
    let mut room = MOST_PROMISED;
    let mut listed = Vec::new();
    for promised in &agreement.commitments {
        let service = promised.service.and_then(|at| agreement.services.get(at as usize));
        let service = service.map(|service| service.name.as_str());
        let of = [promised.clause.as_deref(), service].into_iter().flatten();
        let of: Vec<String> = of.map(|it| marked(&cut::name(it))).collect();
        let text = marked(&cut::text(promised.text.clone()));
        let taken = of.iter().map(String::len).sum::<usize>() + text.len();
        let Some(left) = room.checked_sub(taken) else { break };
        room = left;
        listed.push(CommitmentView { text, of });
    }
    let unlisted = agreement.commitments.len() - listed.len();
    (!agreement.commitments.is_empty()).then(|| Commitments {
        listed,
        unlisted: (unlisted > 0).then(|| number(language, &unlisted.to_string())),
    })
}

fn files(open: &Open, report: &Report) -> Vec<FileView> {
    let kind = |given: u32| {
        let place = open.used.iter().position(|used| *used == given);
        let file = place.and_then(|place| report.provenance.files.get(place));
        file.map_or("unused", |file| file.kind.as_str()).to_owned()
    };
    let view =
        |(given, sha256): (u32, &String)| FileView { kind: kind(given), sha256: sha256.clone() };
    (0..).zip(&open.digests).map(view).collect()
}

fn key_figures(language: &dyn Language, report: &Report) -> Vec<KeyFigure> {
    let keys = Keys { language, report };
    [keys.earned(), keys.claim(), keys.worst(), keys.incidents()].into_iter().flatten().collect()
}

struct Keys<'a> {
    language: &'a dyn Language,
    report: &'a Report,
}

impl Keys<'_> {
    fn say(&self, key: Key<'_>) -> String {
        self.language.say(&Phrase::KeyFigure(key))
    }

    fn earned(&self) -> Option<KeyFigure> {
        let summary = &self.report.summary;
        if summary.finished_periods == 0 {
            return None;
        }
        let periods = Key::PeriodsWithCredit {
            periods: self.credited_periods(),
            finished: summary.finished_periods,
            every: &self.report.agreement.every,
        };
        let none = summary.all_sums().all(|sums| sums.earned.amount.is_zero());
        let unpriced = none && summary.all_sums().any(|sums| sums.not_priced > 0);
        Some(KeyFigure {
            label: self.say(Key::Earned),
            value: if unpriced {
                self.say(Key::NotPriced)
            } else {
                moneys(self.language, summary.all_sums().map(|sums| &sums.earned))
            },
            note: self.say(periods),
            tone: if none { Tone::Plain } else { Tone::Breach },
            class: None,
        })
    }

    fn credited_periods(&self) -> u64 {
        let finished = |period: u32| {
            self.report.periods.get(period as usize).is_some_and(|period| period.finished)
        };
        let credits = self.report.results.iter().filter(|result| {
            let due = result.credit.as_ref().is_some_and(|credit| credit.is_due());
            due && finished(result.period)
        });
        let periods: std::collections::BTreeSet<u32> = credits.map(|it| it.period).collect();
        periods.len() as u64
    }

    /// What can still be claimed; where nothing need be, what comes by itself.
    fn claim(&self) -> Option<KeyFigure> {
        let summary = &self.report.summary;
        if summary.all_sums().all(|sums| sums.earned.amount.is_zero()) {
            return None;
        }
        let all = |of: fn(&Sums) -> &Money| moneys(self.language, summary.all_sums().map(of));
        let figure = |label: Key<'_>, value: String, note: String, tone: Tone| KeyFigure {
            label: self.say(label),
            value,
            note,
            tone,
            class: None,
        };
        let facts = &self.report.agreement;
        if facts.claim.is_none() && facts.objectives.iter().all(|it| it.claim.is_none()) {
            let note = self.say(Key::NoClaimNeeded);
            return Some(figure(Key::Automatic, all(|sums| &sums.automatic), note, Tone::Plain));
        }
        let has_lapsed = summary.all_sums().any(|sums| !sums.expired.amount.is_zero());
        let lapsed = has_lapsed.then(|| self.say(Key::Lapsed(&all(|sums| &sums.expired))));
        let claimable = all(|sums| &sums.claimable);
        let next = summary.all_sums().filter_map(|sums| sums.next_deadline.as_ref());
        Some(match next.min_by_key(|next| next.last_day) {
            Some(next) => {
                let by = date(self.language, next.last_day);
                let note = self.say(Key::ClaimBy { by: &by, days_left: next.days_left });
                let tone = if next.days_left <= NEAR { Tone::Risk } else { Tone::Plain };
                figure(Key::Claimable, claimable, note, tone)
            }
            None => {
                let note = lapsed.unwrap_or_default();
                figure(Key::Claimable, claimable, note, Tone::Plain)
            }
        })
    }

    /// The missed result with the most downtime beyond what is allowed.
    fn worst(&self) -> Option<KeyFigure> {
        let beyond = |result: &&ResultFigures| result.time.as_ref().map(|time| -time.margin());
        let results = self.report.results.iter();
        let missed = results.filter(|result| result.verdict == Verdict::Missed);
        // Of equal ones the first.
        let worst = missed.rev().max_by_key(beyond)?;
        let objective = self.report.agreement.objectives.get(worst.objective as usize)?;
        let facts = self.report.periods.get(worst.period as usize)?;
        let every = &self.report.agreement.every;
        let name = marked(&cut::whole_name(&objective_name(self.language, objective)));
        Some(KeyFigure {
            label: self.say(Key::Worst(every)),
            value: shown_value(self.language, worst.value.as_ref()?, objective),
            note: self
                .say(Key::WorstOf { objective: &name, period: &period(self.language, facts) }),
            tone: Tone::Plain,
            class: None,
        })
    }

    fn incidents(&self) -> Option<KeyFigure> {
        let counts = &self.report.incidents;
        if counts.total == 0 {
            return None;
        }
        let counted = counts.classes.iter().find(|it| it.class == IncidentClass::Counted);
        let counted = counted.map_or(0, |it| it.count);
        let digits = |count: u64| number(self.language, &count.to_string());
        Some(KeyFigure {
            label: self.say(Key::Counted),
            value: digits(counted),
            note: self.say(Key::CountedOf(&digits(counts.total))),
            tone: Tone::Plain,
            class: Some(IncidentClass::Counted.name().to_owned()),
        })
    }
}
