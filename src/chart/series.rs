//! The periods of a report as the columns of a picture.

use crate::format::period;
use crate::format::words::Language;
use crate::report::{ObjectiveFacts, PeriodFacts, Report, ResultFigures, Verdict};
use crate::units::Exact;

use super::role::Role;

/// A period, and an objective's result in it.
pub(super) struct Column<'a> {
    /// The period's position in the report.
    pub(super) period: u32,
    pub(super) facts: &'a PeriodFacts,
    /// Its name.
    pub(super) name: String,
    /// The result, where there is one.
    pub(super) result: Option<&'a ResultFigures>,
}

impl Column<'_> {
    pub(super) fn verdict(&self) -> Verdict {
        self.result.map_or(Verdict::NotMeasured, |result| result.verdict)
    }
}

/// An objective and its columns, in order of time.
pub(super) struct Series<'a> {
    pub(super) objective: &'a ObjectiveFacts,
    pub(super) every: &'a str,
    pub(super) columns: Vec<Column<'a>>,
}

impl<'a> Series<'a> {
    pub(super) fn of(
        language: &dyn Language,
        report: &'a Report,
        objective: u32,
    ) -> Option<Series<'a>> {
        let mut columns = columns(language, report);
        for result in report.results.iter().filter(|result| result.objective == objective) {
            if let Some(column) = columns.get_mut(result.period as usize) {
                column.result = Some(result);
            }
        }
        // Other objectives may have periods of their own.
        columns.retain(|column| column.result.is_some());
        Some(Series {
            objective: report.agreement.objectives.get(objective as usize)?,
            every: noun(&columns).unwrap_or(&report.agreement.every),
            columns,
        })
    }

    /// How many periods have that verdict.
    pub(super) fn count(&self, is: impl Fn(Verdict) -> bool) -> u64 {
        self.columns.iter().filter(|column| is(column.verdict())).count() as u64
    }
}

/// What a period of these is called, where all are of one kind.
fn noun(columns: &[Column<'_>]) -> Option<&'static str> {
    let first = columns.first()?.facts.every.as_str();
    let same = columns.iter().all(|column| column.facts.every == first);
    let nouns =
        [("month", "month"), ("quarter", "quarter"), ("half_year", "half-year"), ("year", "year")];
    nouns.into_iter().find(|(every, _)| same && *every == first).map(|(_, noun)| noun)
}

/// The columns of all periods, without results.
pub(super) fn columns<'a>(language: &dyn Language, report: &'a Report) -> Vec<Column<'a>> {
    let column = |(at, facts): (u32, &'a PeriodFacts)| {
        let name = period(language, facts);
        Column { period: at, facts, name, result: None }
    };
    (0..).zip(&report.periods).map(column).collect()
}

/// How a value of that verdict is drawn; nothing where there is none.
pub(super) fn role(verdict: Verdict) -> Option<Role> {
    Some(match verdict {
        Verdict::Met => Role::Value,
        Verdict::Missed => Role::Breach,
        Verdict::RunningOnTrack => Role::Run,
        Verdict::RunningBelowTarget => Role::RunBelow,
        Verdict::RunningPastRecovery => Role::RunPast,
        Verdict::NotMeasured => return None,
    })
}

/// An exact value as a coordinate.
pub(super) fn coordinate(value: &Exact) -> f64 {
    const PLACES: u32 = 12;
    value.to_fixed(PLACES).parse().unwrap_or_default()
}
