//! What a filter leaves of a report: objectives and periods.

use std::collections::BTreeSet;

use chrono::Datelike;

use super::board::VERDICTS;
use super::cut;
use crate::format::words::{Language, Phrase, Statement};
use crate::format::{money, period};
use crate::report::{ObjectiveFacts, Report, ResultFigures, Verdict};
use crate::units::Money;
use crate::web::message::{Facet, Filter, FilterBy, Span};
use crate::web::names::marked;

/// The most bytes that the choices of one facet take.
const MOST_BYTES: usize = 12_000;

/// The objectives and periods that a filter leaves.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Selection {
    /// By position, in the contract's order.
    pub(super) objectives: Vec<u32>,
    pub(super) periods: Span,
    /// Whether that is all there is.
    pub(super) whole: bool,
}

impl Selection {
    /// What the filter leaves, as far as there is a facet for what it wants.
    pub(super) fn of(report: &Report, filter: &Filter) -> Self {
        let filter = filter.among(&facets(None, report, filter));
        let periods = periods(report, filter.get(FilterBy::Period));
        let with_results = with_results(report, &filter, periods);
        let wanted = filter.words.trim().to_lowercase();
        let fits = |(at, objective): &(u32, &ObjectiveFacts)| {
            with_results.as_ref().is_none_or(|some| some.contains(at))
                && has_words(report, objective, &wanted)
                && is_wanted(report, objective, &filter)
        };
        let all = (0..).zip(&report.agreement.objectives);
        let objectives = all.filter(fits).map(|(at, _)| at).collect();
        Self { objectives, periods, whole: filter.is_empty() }
    }

    /// What was missed and earned of it, in sentences; nothing where it is the whole.
    pub(super) fn sums(&self, language: &dyn Language, report: &Report) -> String {
        if self.whole || self.objectives.is_empty() {
            return String::new();
        }
        let own = || {
            let results = report.results.iter().filter(|it| self.periods.contains(it.period));
            results.filter(|it| self.objectives.binary_search(&it.objective).is_ok())
        };
        let count = |keep: &dyn Fn(Verdict) -> bool| {
            own().filter(|result| keep(result.verdict)).count() as u64
        };
        let periods = |keep: &dyn Fn(Verdict) -> bool| {
            let kept = own().filter(|result| keep(result.verdict)).map(|result| result.period);
            kept.collect::<BTreeSet<_>>()
        };
        let lengths: BTreeSet<&str> = periods(&|_| true)
            .into_iter()
            .filter_map(|at| report.periods.get(at as usize))
            .map(|facts| facts.every.as_str())
            .collect();
        let several = lengths.len() > 1;
        let missed = |verdict| verdict == Verdict::Missed;
        let overall = language.say(&Phrase::Statement(Statement::Overall {
            finished: periods(&Verdict::is_final).len() as u64,
            missed: periods(&missed).len() as u64,
            every: noun(lengths.first()),
            running: count(&Verdict::is_running) > 0,
            results: several.then(|| (count(&missed), count(&Verdict::is_final))),
        }));
        let is_finished = |result: &&ResultFigures| {
            report.periods.get(result.period as usize).is_some_and(|facts| facts.finished)
        };
        let credits = own().filter(is_finished).filter_map(|result| result.credit.as_ref());
        let amounts = || credits.clone().filter_map(|credit| credit.amount.as_ref());
        let earned = report.summary.all_sums().map(|sums| {
            let currency = sums.earned.currency;
            let own = amounts().filter(|it| it.currency == currency);
            Money { amount: own.map(|it| it.amount.clone()).sum(), currency }
        });
        let earned = earned.filter(|it| !it.amount.is_zero()).map(|earned| {
            language.say(&Phrase::Statement(Statement::Earned(&money(language, &earned))))
        });
        std::iter::once(overall).chain(earned).collect::<Vec<_>>().join(" ")
    }
}

/// What one of the periods of a length is called, as reports call it.
fn noun<'e>(length: Option<&&'e str>) -> &'e str {
    match length {
        Some(every @ (&"month" | &"quarter" | &"year")) => every,
        Some(&"half_year") => "half-year",
        _ => "period",
    }
}

/// The periods of a year, or the one of that id; none where there is none such.
pub(super) fn periods(report: &Report, wanted: Option<&str>) -> Span {
    let all = cut::count(report.periods.len());
    let Some(wanted) = wanted else { return Span { from: 0, count: all } };
    let one = (0..all).find(|at| report.period_id(*at).as_deref() == Some(wanted));
    if let Some(one) = one {
        let parts = report.parts_of(one);
        return Span { from: parts.start, count: parts.end - parts.start };
    }
    // They are in the order in which they begin.
    let begins = |year: i32| report.periods.partition_point(|facts| facts.first.year() < year);
    let year: Option<i32> = wanted.parse().ok();
    let span = year.map(|year| (begins(year), begins(year.saturating_add(1))));
    let (from, until) = span.unwrap_or_default();
    Span { from: cut::count(from), count: cut::count(until - from) }
}

/// The objectives that have a result of the verdict, in the periods that are wanted; nothing where
/// neither is asked for.
fn with_results(report: &Report, filter: &Filter, periods: Span) -> Option<BTreeSet<u32>> {
    let verdict = filter.get(FilterBy::Verdict);
    if verdict.is_none() && filter.get(FilterBy::Period).is_none() {
        return None;
    }
    let fits = |result: &&ResultFigures| {
        periods.contains(result.period)
            && verdict.is_none_or(|verdict| verdict == result.verdict.name())
    };
    Some(report.results.iter().filter(fits).map(|result| result.objective).collect())
}

fn has_words(report: &Report, objective: &ObjectiveFacts, wanted: &str) -> bool {
    let holds = |name: &str| name.to_lowercase().contains(wanted);
    let service = objective.service.and_then(|at| report.agreement.services.get(at as usize));
    wanted.is_empty()
        || holds(&objective.name)
        || service.is_some_and(|service| holds(&service.name))
}

fn is_wanted(report: &Report, objective: &ObjectiveFacts, filter: &Filter) -> bool {
    let service = objective.service.and_then(|at| report.agreement.services.get(at as usize));
    let wants = |by, fits: &dyn Fn(&str) -> bool| filter.get(by).is_none_or(fits);
    let value = filter.get(FilterBy::Value);
    wants(FilterBy::Service, &|id| service.is_some_and(|own| own.id == id))
        // A limit for no priority is one for all.
        && wants(FilterBy::Priority, &|word| {
            let mut own = objective.limits.iter().map(|limit| limit.priority.as_deref());
            own.any(|priority| priority.is_none_or(|own| own == word))
        })
        && wants(FilterBy::Label, &|name| {
            let mut own = objective.labels.iter().filter(|label| label.name == name);
            own.any(|label| value.is_none_or(|value| label.value.as_deref() == Some(value)))
        })
}

/// By what the objectives and periods of a report can be filtered; without a language with no words.
pub(super) fn facets(
    language: Option<&dyn Language>,
    report: &Report,
    filter: &Filter,
) -> Vec<Facet> {
    let agreement = &report.agreement;
    let objectives = &agreement.objectives;
    let own: BTreeSet<u32> = objectives.iter().filter_map(|it| it.service).collect();
    let services = own.iter().filter_map(|at| agreement.services.get(*at as usize));
    let services = services.map(|it| [it.id.clone(), shown(&it.name)]);

    let occurs = |verdict: &&Verdict| report.results.iter().any(|it| it.verdict == **verdict);
    let verdicts = VERDICTS.iter().filter(occurs);
    let verdicts = verdicts.map(|verdict| {
        let words = language.map(|language| language.say(&Phrase::Verdict(*verdict)));
        [verdict.name().to_owned(), words.unwrap_or_default()]
    });

    let limits = objectives.iter().flat_map(|it| &it.limits);
    let priorities = each(limits.filter_map(|limit| limit.priority.as_deref()));
    let labels = || objectives.iter().flat_map(|it| &it.labels);
    let names = each(labels().map(|label| label.name.as_str()));
    let wanted = filter.get(FilterBy::Label);
    let values = labels().filter(|label| Some(label.name.as_str()) == wanted);
    let values = each(values.filter_map(|label| label.value.as_deref()));
    // What only one has tells nothing apart, but for the name of a label, which comes first.
    vec![
        facet(FilterBy::Service, services, 2),
        facet(FilterBy::Verdict, verdicts, 2),
        facet(FilterBy::Priority, priorities, 2),
        facet(FilterBy::Label, names, 1),
        facet(FilterBy::Value, values, 1),
        period_facet(language, report),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// Years, where there are several, and periods, the newest first.
pub(super) fn period_facet(language: Option<&dyn Language>, report: &Report) -> Option<Facet> {
    let years: BTreeSet<i32> = report.periods.iter().map(|facts| facts.first.year()).collect();
    // Where each year is a period of its own, it stands there once.
    let several = years.len() > 1 && years.len() < report.periods.len();
    let years = years.into_iter().rev().filter(|_| several);
    let years = years.map(|year| {
        let words = language.map(|language| language.say(&Phrase::Year(year)));
        [year.to_string(), words.unwrap_or_default()]
    });
    let periods = (0..cut::count(report.periods.len())).zip(&report.periods).rev();
    let periods = periods.filter(|(at, _)| report.parts_of(*at).start == *at);
    let periods = periods.map(|(at, facts)| {
        let words = language.map(|language| period(language, facts)).unwrap_or_default();
        [report.period_id(at).unwrap_or_default(), words]
    });
    facet(FilterBy::Period, years.chain(periods), 2)
}

/// A facet with as many choices as go into a message; nothing where there are too few.
pub(super) fn facet(
    by: FilterBy,
    choices: impl Iterator<Item = [String; 2]>,
    least: usize,
) -> Option<Facet> {
    let mut room = MOST_BYTES;
    let fits = |[wanted, words]: &[String; 2]| {
        let size = wanted.len() + words.len() + 8;
        let fits = size <= room;
        room = room.saturating_sub(size);
        fits
    };
    let choices: Vec<[String; 2]> = choices.take_while(fits).collect();
    (choices.len() >= least).then_some(Facet { by, choices })
}

/// Each of some words once, in their order.
fn each<'w>(words: impl Iterator<Item = &'w str>) -> impl Iterator<Item = [String; 2]> {
    let mut seen = BTreeSet::new();
    let own = words.filter(move |word| seen.insert(*word));
    own.map(|word| [word.to_owned(), shown(word)])
}

/// A name as it stands in a list to choose from.
pub(super) fn shown(name: &str) -> String {
    marked(&cut::name(name))
}
