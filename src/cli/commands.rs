//! The commands.

use std::io::Read;

use chrono::NaiveDate;

use super::arguments::{Arguments, Format};
use super::files::{self, File};
use super::{DONE, FAULTS, Refusal, usage};
use crate::analysis::Sensitivity;
use crate::compliance::Verdict;
use crate::diagnostic::{Fault, Severity};
use crate::evaluate::{self, Case, Evaluation, Input};
use crate::export;
use crate::format::words::{Language, Phrase, Usage};
use crate::format::{calculation, fault_line};
use crate::quote::{Agreement, Asked, answers};
use crate::report::{Report, ResultFigures, credit_lines};

/// An exit code, and the text for standard output.
type Said = (u8, String);

/// `sla check`: the faults of each file and of all together.
pub(super) fn check(
    arguments: &Arguments,
    language: &dyn Language,
    input: &mut dyn Read,
) -> Result<Said, Refusal> {
    let files = read_all(arguments, language, input)?;
    let inputs: Vec<Input<'_>> = files.iter().map(File::input).collect();
    let faults = evaluate::check(&inputs);
    let stop = faults.iter().any(|fault| fault.severity == Severity::Error);
    let mut text = lines(language, &faults);
    if faults.is_empty() {
        let none = Usage::NoFaults(files.len() as u64);
        text = format!("{}\n", language.say(&Phrase::Usage(none)));
    }
    Ok((if stop { FAULTS } else { DONE }, text))
}

/// `sla evaluate`: the report.
pub(super) fn evaluate(
    arguments: &Arguments,
    language: &dyn Language,
    input: &mut dyn Read,
) -> Result<Said, Refusal> {
    let (_, evaluation) = evaluation(arguments, language, input)?;
    let report = &evaluation.report;
    let text = match arguments.format {
        Format::Text => {
            let credited =
                |row: &ResultFigures| row.credit.as_ref().is_some_and(|credit| credit.is_due());
            let final_rows = report.results.iter().filter(|row| row.verdict.is_final());
            // Who was told of a breach will ask what became of it.
            let missed = final_rows
                .filter(|row| row.verdict == Verdict::Missed || credited(row) || row.is_turned());
            let missed = missed.filter_map(|row| evaluation.calculation(row.objective, row.period));
            export::text(language, report, missed)
        }
        Format::Json => {
            let clocks = evaluation.clocks();
            export::report_and_calculations(report, &clocks, evaluation.calculations())
        }
        Format::Csv => export::csv(report),
    };
    let breached = arguments.fail_on_breach && report.summary.missed > 0;
    Ok((if breached { FAULTS } else { DONE }, text))
}

/// `sla clocks`: every clock of every incident.
pub(super) fn clocks(
    arguments: &Arguments,
    language: &dyn Language,
    input: &mut dyn Read,
) -> Result<Said, Refusal> {
    let (_, evaluation) = evaluation(arguments, language, input)?;
    let clocks = evaluation.clocks();
    let text = match arguments.format {
        Format::Text => export::clocks_text(language, &evaluation.report, &clocks),
        Format::Json => export::json(&clocks),
        Format::Csv => export::clocks_csv(&evaluation.report, &clocks),
    };
    Ok((DONE, text))
}

/// `sla credits`: every credit, from its rule to its claim.
pub(super) fn credits(
    arguments: &Arguments,
    language: &dyn Language,
    input: &mut dyn Read,
) -> Result<Said, Refusal> {
    let (_, evaluation) = evaluation(arguments, language, input)?;
    let report = &evaluation.report;
    let text = match arguments.format {
        Format::Text => export::credits_text(language, report),
        Format::Json => export::json(&credit_lines(report)),
        Format::Csv => export::credits_csv(report),
    };
    Ok((DONE, text))
}

/// `sla sensitivity`: what other readings of the contract would change.
pub(super) fn sensitivity(
    arguments: &Arguments,
    language: &dyn Language,
    input: &mut dyn Read,
) -> Result<Said, Refusal> {
    let (case, evaluation) = evaluation(arguments, language, input)?;
    let weighed = Sensitivity::of(&case).finish(&case, &evaluation);
    let report = &evaluation.report;
    let text = match arguments.format {
        Format::Text => export::sensitivity_text(language, report, &weighed),
        Format::Json => export::sensitivity_json(report, &weighed),
        Format::Csv => export::sensitivity_csv(report, &weighed),
    };
    Ok((DONE, text))
}

/// `sla quote`: what each agreement would pay for so much downtime; all that are known where none is
/// named.
pub(super) fn quote(
    arguments: &Arguments,
    language: &dyn Language,
    input: &mut dyn Read,
) -> Result<Said, Refusal> {
    let (Some(down), Some(fee)) = (arguments.down, arguments.fee.clone()) else {
        return Err(usage(language, Usage::MissingQuestion));
    };
    let (hour, currency) = (arguments.hour.clone(), arguments.currency.clone());
    let asked = Asked { down, fee, hour, currency };
    let paths = arguments.files.iter().flat_map(|path| files::contracts_in(path));
    let files: Vec<File> =
        paths.map(|path| files::read(&path, input, language)).collect::<Result<_, _>>()?;
    let named = files.iter().map(File::bytes);
    let all = files::AGREEMENTS.iter().copied().filter(|_| arguments.files.is_empty());
    let agreements: Vec<Agreement> = named.chain(all).filter_map(Agreement::read).collect();
    let answers = answers(&agreements, &asked);
    let text = match arguments.format {
        Format::Text => export::quote_text(language, &answers, &asked),
        Format::Json => export::quote_json(language, &answers, &asked),
        Format::Csv => export::quote_csv(language, &answers, &asked),
    };
    Ok((DONE, text))
}

/// `sla explain`: the worked calculation of one figure.
pub(super) fn explain(
    arguments: &Arguments,
    language: &dyn Language,
    input: &mut dyn Read,
) -> Result<Said, Refusal> {
    let (_, evaluation) = evaluation(arguments, language, input)?;
    let report = &evaluation.report;
    let objective = objective(report, arguments.objective.as_deref(), language)?;
    let period = period(report, objective, arguments.period.as_deref(), language)?;
    let steps = evaluation.calculation(objective, period);
    let text = match (arguments.format, &steps) {
        (Format::Json, Some(steps)) => export::json(steps),
        (_, steps) => steps
            .as_ref()
            .and_then(|steps| calculation(language, report, steps))
            .map(|text| export::calculation_text(language, &text))
            .unwrap_or_default(),
    };
    Ok((DONE, text))
}

/// Opens the files and evaluates them.
fn evaluation(
    arguments: &Arguments,
    language: &dyn Language,
    input: &mut dyn Read,
) -> Result<(Case, Evaluation), Refusal> {
    let files = read_all(arguments, language, input)?;
    let inputs: Vec<Input<'_>> = files.iter().map(File::input).collect();
    let faults = |faults: Vec<Fault>| Refusal { exit: FAULTS, words: lines(language, &faults) };
    let case = Case::open(&inputs).map_err(faults)?;
    let as_of = arguments.as_of.ok_or_else(|| missing_as_of(&case, language))?;
    let evaluation = case.evaluate(as_of).map_err(faults)?;
    Ok((case, evaluation))
}

fn read_all(
    arguments: &Arguments,
    language: &dyn Language,
    input: &mut dyn Read,
) -> Result<Vec<File>, Refusal> {
    arguments.files.iter().map(|path| files::read(path, input, language)).collect()
}

fn lines(language: &dyn Language, faults: &[Fault]) -> String {
    faults.iter().map(|fault| fault_line(language, fault)).collect()
}

fn missing_as_of(case: &Case, language: &dyn Language) -> Refusal {
    let Some((instant, source)) = case.suggested_as_of() else {
        return usage(language, Usage::MissingAsOfAlone);
    };
    usage(language, Usage::MissingAsOf { instant: &instant.to_string(), source: source.name() })
}

/// The position of the objective of that id.
fn objective(report: &Report, id: Option<&str>, language: &dyn Language) -> Result<u32, Refusal> {
    let objectives = &report.agreement.objectives;
    let id = id.unwrap_or_default();
    let found = (0_u32..).zip(objectives).find(|(_, objective)| objective.id == id);
    found.map(|(position, _)| position).ok_or_else(|| {
        let ids: Vec<&str> = objectives.iter().map(|objective| objective.id.as_str()).collect();
        usage(language, Usage::UnknownObjective { id, known: &ids.join(", ") })
    })
}

/// The position of the objective's period that contains that local date.
fn period(
    report: &Report,
    objective: u32,
    date: Option<&str>,
    language: &dyn Language,
) -> Result<u32, Refusal> {
    let date = date.unwrap_or_default();
    let own = || {
        let results = report.results.iter().filter(move |result| result.objective == objective);
        results.filter_map(|it| Some((it.period, report.periods.get(it.period as usize)?)))
    };
    let found = date.parse().ok().and_then(|date: NaiveDate| {
        own().find(|(_, period)| period.first <= date && date < period.next)
    });
    found.map(|(position, _)| position).ok_or_else(|| {
        let name = |period: Option<&crate::report::PeriodFacts>| {
            period.map_or_else(String::new, |period| period.first.to_string())
        };
        let names = || own().map(|(_, period)| period);
        let (first, last) = (name(names().next()), name(names().next_back()));
        usage(language, Usage::UnknownPeriod { period: date, first: &first, last: &last })
    })
}
