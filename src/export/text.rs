//! The statement as plain text, to read, mail and file.

use super::plain::{Text, WIDTH, wrap};
use super::sensitivity::result;
use crate::analysis::{Change, Weighed};
use crate::diagnostic::Code;
use crate::format::words::{Heading, Language, Phrase};
use crate::format::{
    CalculationText, Toward, calculation, cases_words, clock_stands, credit as credit_words, date,
    duration, exact_percent, fault, instant, objective_name, on_a_clock, other_outcome,
    other_tellings, period, rights, shown_value, statement, verdict, visible,
};
use crate::report::{Calculation, ClockFigure, OtherFigures, Report, ResultFigures};
use crate::units::{Exact, LocalInstant};

/// A readable statement: the verdict, a table of every objective and period, and the calculation
/// of everything missed.
#[must_use]
pub fn text(
    language: &dyn Language,
    report: &Report,
    missed: impl Iterator<Item = Calculation>,
) -> String {
    let told = statement(language, report);
    let mut page = Text::new(language);
    page.line(&visible(&told.title));
    if let Some(parties) = &told.parties {
        page.line(&visible(parties));
    }
    page.line(&told.as_of);
    page.gap();
    page.line(&told.verdict);
    for sentence in &told.lede {
        page.prose("", sentence);
    }
    if let Some(last) = told.amendments.last() {
        page.gap();
        page.prose("", &visible(last));
    }
    if let Some(note) = &report.agreement.note {
        page.gap();
        let head = language.say(&Phrase::Heading(Heading::Note));
        page.prose("", &format!("{head}: {}", visible(note)));
    }
    if !report.results.is_empty() {
        page.heading(Heading::Periods);
        page.table(&results(language, report));
    }
    page.rights(report);
    page.commitments(report);
    if told.amendments.len() > 1 {
        page.heading(Heading::Amendments);
    }
    for amendment in told.amendments.iter().filter(|_| told.amendments.len() > 1) {
        page.prose("", &visible(amendment));
    }
    page.corrections(report, &told.corrections);
    page.heading(Heading::NotCounted);
    page.prose("", &told.incidents);
    for class in &told.not_counted {
        page.prose("  ", class);
    }
    // The classes of incidents stand above already.
    let warnings = || report.warnings.iter().filter(|warning| warning.code != Code::NotCounted);
    if warnings().next().is_some() {
        page.heading(Heading::Warnings);
        for warning in warnings() {
            let place = warning.place.as_ref().map_or_else(String::new, |place| {
                format!("{}:{}:{}: ", visible(&place.name), place.line, place.column)
            });
            let words = fault(language, warning);
            page.prose("", &format!("{place}{}", words.message));
            for hint in words.hints {
                page.prose("  ", &hint);
            }
        }
    }
    let calculations: Vec<_> = missed.filter_map(|c| calculation(language, report, &c)).collect();
    if !calculations.is_empty() {
        page.heading(Heading::Calculations);
        for (position, calculation) in calculations.iter().enumerate() {
            if position > 0 {
                page.gap();
            }
            page.calculation(calculation);
        }
    }
    page.heading(Heading::Readings);
    for reading in &told.readings {
        page.prose("", &visible(reading));
    }
    page.heading(Heading::Provenance);
    for line in told.evidence.iter().chain(&told.provenance) {
        page.prose("", &visible(line));
    }
    page.finish()
}

/// One calculation as plain text.
#[must_use]
pub fn calculation_text(language: &dyn Language, calculation: &CalculationText) -> String {
    let mut page = Text::new(language);
    page.calculation(calculation);
    page.finish()
}

/// The rows of the table, head first; the last columns are flush right.
fn results(language: &dyn Language, report: &Report) -> Vec<Vec<String>> {
    let headings = [
        Heading::Objective,
        Heading::Period,
        Heading::Value,
        Heading::Known,
        Heading::Down,
        Heading::Verdict,
        Heading::Credit,
        Heading::Claim,
    ];
    let head = headings.map(|heading| language.say(&Phrase::Heading(heading))).to_vec();
    let in_order = report.agreement.in_order();
    let in_order = in_order.into_iter().flat_map(|objective| report.results_of(objective));
    let rows = in_order.filter_map(|result| row(language, report, result));
    let mut table: Vec<Vec<String>> = std::iter::once(head).chain(rows).collect();
    let times = || report.results.iter().filter_map(|result| result.time.as_ref());
    if times().all(|time| time.removed_seconds.is_zero()) {
        let known = headings.iter().position(|heading| *heading == Heading::Known);
        table.iter_mut().for_each(|row| drop(known.map(|known| row.remove(known))));
    }
    table
}

fn row(language: &dyn Language, report: &Report, result: &ResultFigures) -> Option<Vec<String>> {
    let objective = report.agreement.objectives.get(result.objective as usize)?;
    let facts = report.periods.get(result.period as usize)?;
    let value = result.value.as_ref().map(|value| shown_value(language, value, objective));
    let down = result.value.as_ref().and_then(|_| used(language, result));
    let credit = result.credit.as_ref().filter(|credit| credit.is_due());
    let amount = credit.and_then(|it| match (it.one_with, &it.share) {
        // The amount stands with the later part of its period.
        (Some(_), share) => share.as_ref().map(|share| exact_percent(language, share)),
        _ => credit_words(language, it.amount.as_ref(), it.share.as_ref()),
    });
    let claim = credit.map(|credit| match credit.last_day {
        Some(day) => date(language, day),
        None => language.say(&Phrase::Claim(credit.claim)),
    });
    let coverage = result.time.as_ref().and_then(|time| time.coverage.as_ref());
    let or_dash = |cell: Option<String>| cell.unwrap_or_else(|| "–".to_owned());
    Some(vec![
        visible(&objective_name(language, objective)),
        period(language, facts),
        or_dash(value),
        or_dash(coverage.map(|share| share_known(language, share))),
        or_dash(down),
        verdict(language, result),
        or_dash(amount),
        or_dash(claim),
    ])
}

/// Downtime, or the cases that were missed.
fn used(language: &dyn Language, result: &ResultFigures) -> Option<String> {
    match (&result.time, &result.cases) {
        (Some(time), _) => Some(duration(language, &time.down_seconds, Toward::Longer)),
        (None, Some(cases)) => Some(cases_words(language, cases)),
        (None, None) => None,
    }
}

/// A share with two decimals, cut.
fn share_known(language: &dyn Language, share: &Exact) -> String {
    exact_percent(language, &share.floor(2))
}

/// Every clock of every incident as a table.
#[must_use]
pub fn clocks_text(language: &dyn Language, report: &Report, clocks: &[ClockFigure]) -> String {
    let headings = [
        Heading::Incident,
        Heading::Objective,
        Heading::Priority,
        Heading::Started,
        Heading::Due,
        Heading::Stopped,
        Heading::Elapsed,
        Heading::Verdict,
    ];
    let head = headings.map(|heading| language.say(&Phrase::Heading(heading))).to_vec();
    let at = |at: &Option<LocalInstant>| {
        at.as_ref().map_or_else(|| "–".to_owned(), |at| instant(language, at))
    };
    let rows = clocks.iter().filter_map(|clock| {
        let objective = report.agreement.objectives.get(clock.objective as usize)?;
        Some(vec![
            visible(&clock.incident),
            visible(&objective_name(language, objective)),
            clock.priority.as_deref().map_or_else(|| "–".to_owned(), visible),
            instant(language, &clock.started),
            clock.no_due.map_or_else(|| at(&clock.due), |why| language.say(&Phrase::NoDue(why))),
            at(&clock.stopped),
            on_a_clock(
                language,
                &clock.elapsed_seconds,
                Toward::Longer,
                clock.limit_seconds.as_ref(),
            ),
            clock_stands(language, clock),
        ])
    });
    let mut text = Text::new(language);
    text.table(&std::iter::once(head).chain(rows).collect::<Vec<_>>());
    text.finish()
}

/// What other readings would change: a table for each that changes anything, then those that do not.
#[must_use]
pub fn sensitivity_text(language: &dyn Language, report: &Report, weighed: &[Weighed]) -> String {
    let mut page = Text::new(language);
    let told = statement(language, report);
    page.line(&visible(&told.title));
    page.line(&told.as_of);
    page.gap();
    page.line(&told.verdict);
    let otherwise = |reading: &Weighed| {
        let Weighed { name, value, .. } = reading;
        language.say(&Phrase::OtherReading { name, value })
    };
    let changing = || weighed.iter().filter(|reading| !reading.changes.is_empty());
    page.heading(Heading::Otherwise);
    if changing().next().is_none() {
        page.prose("", &language.say(&Phrase::NothingChanges));
    }
    for (position, reading) in changing().enumerate() {
        if position > 0 {
            page.gap();
        }
        page.prose("", &format!("{}:", otherwise(reading)));
        let rows =
            reading.changes.iter().filter_map(|change| changed_row(language, report, change));
        page.table(&rows.collect::<Vec<_>>());
    }
    let refused = weighed.iter().filter(|reading| reading.refused);
    for reading in refused {
        page.gap();
        let words = language.say(&Phrase::NotEvaluated);
        page.prose("", &format!("{}: {words}", otherwise(reading)));
    }
    let unchanged: Vec<&Weighed> =
        weighed.iter().filter(|it| it.changes.is_empty() && !it.refused).collect();
    if !unchanged.is_empty() {
        page.heading(Heading::Unchanged);
        unchanged.into_iter().for_each(|reading| page.prose("", &otherwise(reading)));
    }
    page.finish()
}

/// A result as it is read, and as it would be.
fn changed_row(language: &dyn Language, report: &Report, change: &Change) -> Option<Vec<String>> {
    let objective = report.agreement.objectives.get(change.objective as usize)?;
    let facts = report.periods.get(change.period as usize)?;
    let own = OtherFigures::of(result(report, change)?);
    let is_due = own.is_due() || change.other.is_due();
    Some(vec![
        format!("  {}", visible(&objective_name(language, objective))),
        period(language, facts),
        other_outcome(language, &own, is_due),
        "→".to_owned(),
        other_outcome(language, &change.other, is_due),
    ])
}

impl Text<'_> {
    /// What was promised without any measure.
    fn commitments(&mut self, report: &Report) {
        let agreement = &report.agreement;
        if !agreement.commitments.is_empty() {
            self.heading(Heading::Commitments);
        }
        for commitment in &agreement.commitments {
            let service = commitment.service.and_then(|at| agreement.services.get(at as usize));
            let of = [commitment.clause.as_deref(), service.map(|service| service.name.as_str())];
            let of: Vec<&str> = of.into_iter().flatten().collect();
            let head = if of.is_empty() { String::new() } else { format!("{}: ", of.join(", ")) };
            self.prose("", &visible(&format!("{head}{}", commitment.text)));
        }
    }

    /// What may be done beyond money, and how near it is.
    fn rights(&mut self, report: &Report) {
        if report.rights.is_empty() {
            return;
        }
        self.heading(Heading::Rights);
        for right in rights(self.language, report) {
            let clause = right.clause.map_or_else(String::new, |it| format!(" ({})", visible(&it)));
            self.prose("", &format!("{}{clause}", right.title));
            for line in right.lines {
                self.prose("  ", &visible(&line));
            }
        }
    }

    /// What was corrected, and what that changed.
    fn corrections(&mut self, report: &Report, told: &[String]) {
        if told.is_empty() {
            return;
        }
        self.heading(Heading::Corrections);
        for correction in told {
            self.prose("", &visible(correction));
        }
        let mut rows = Vec::new();
        for result in &report.results {
            let objective = report.agreement.objectives.get(result.objective as usize);
            let facts = report.periods.get(result.period as usize);
            let Some((objective, facts)) = objective.zip(facts) else { continue };
            let own = OtherFigures::of(result);
            for (under, other) in other_tellings(self.language, result) {
                let is_due = own.is_due() || other.is_due();
                let value = |figures: &OtherFigures| {
                    let value = figures.value.as_ref();
                    let value = value.map(|it| shown_value(self.language, it, objective));
                    value.unwrap_or_else(|| "–".to_owned())
                };
                rows.push(vec![
                    visible(&objective_name(self.language, objective)),
                    period(self.language, facts),
                    value(&own),
                    other_outcome(self.language, &own, is_due),
                    self.language
                        .say(&Phrase::OutcomeUnder { under: &under, outcome: &value(other) }),
                    other_outcome(self.language, other, is_due),
                ]);
            }
        }
        if !rows.is_empty() {
            self.gap();
            self.table(&rows);
        }
    }

    fn calculation(&mut self, calculation: &CalculationText) {
        self.line(&visible(&calculation.title));
        // Short clauses stand in a column of their own, long ones behind what they govern.
        const WIDEST_CLAUSE: usize = 8;
        let clauses = calculation.lines.iter().filter_map(|line| line.clause.as_ref());
        let clause_width = clauses.map(|clause| visible(clause).chars().count()).max();
        let clause_width = clause_width.filter(|width| *width <= WIDEST_CLAUSE).unwrap_or_default();
        for line in &calculation.lines {
            let clause = line.clause.as_deref().map(visible).unwrap_or_default();
            let (clause, behind) = match clause_width {
                0 if !clause.is_empty() => (String::new(), format!(" ({clause})")),
                _ => (clause, String::new()),
            };
            let pad = " ".repeat(clause_width - clause.chars().count());
            let how = if line.how.is_empty() { String::new() } else { format!(": {}", line.how) };
            let words = format!("{}{behind}{how}", line.what);
            let hanging = if clause_width == 0 { 2 } else { clause_width + 4 };
            let room = WIDTH.saturating_sub(hanging + line.result.chars().count() + 2);
            let wrapped = wrap(&words, room);
            for (position, part) in wrapped.iter().enumerate() {
                let front = match position {
                    0 if clause_width == 0 => format!("  {part}"),
                    0 => format!("  {clause}{pad}  {part}"),
                    _ => format!("{}{part}", " ".repeat(hanging + 2)),
                };
                if position + 1 < wrapped.len() {
                    self.line(&front);
                } else {
                    let used = front.chars().count() + line.result.chars().count();
                    let space = " ".repeat(WIDTH.saturating_sub(used).max(2));
                    self.line(&format!("{front}{space}{}", line.result));
                }
            }
            for incident in &line.incidents {
                let title = incident.title.as_deref().map(visible).unwrap_or_default();
                let indent = " ".repeat(hanging + 2);
                self.prose(&indent, &format!("{} {title}", visible(&incident.id)));
                self.line(&format!("{indent}  {}", incident.how));
                for correction in &incident.corrections {
                    self.prose(&format!("{indent}  "), &visible(correction));
                }
            }
        }
    }
}
