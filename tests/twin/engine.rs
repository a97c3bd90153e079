//! What the engine says of a world: its tables and its report, nothing else of it.

use chrono::DateTime;
use chrono_tz::Tz;
use sla_calculator::diagnostic::{Fault, Severity};
use sla_calculator::evaluate::{Case, Input};
use sla_calculator::export;
use sla_calculator::report::{OtherFigures, ResultFigures};
use sla_calculator::units::{Instant, LocalInstant};

use super::naive::Fraction;
use super::random::World;
use super::told::{Cells, Judged, Place, Told, local};

/// What the engine tells, or why it refuses the world.
pub(crate) fn asked(world: &World) -> Result<Told, String> {
    let (case, as_of) = opened(world)?;
    let evaluation = case.evaluate(as_of).map_err(|faults| told_of(&faults))?;
    let (report, clocks) = (&evaluation.report, evaluation.clocks());
    let table = export::clocks_csv(report, &clocks);
    let mut table = csv::Reader::from_reader(table.as_bytes());
    let rows = table.records().zip(&clocks).map(|(record, clock)| {
        let decided = clock.decided.as_ref().map_or("", |decided| &decided.at);
        let record = record.unwrap();
        let cells: Vec<String> = record.iter().chain([decided]).map(str::to_owned).collect();
        Cells::try_from(cells).unwrap()
    });
    let results = report.results.iter().map(|result| {
        let period = &report.periods[result.period as usize];
        let objective = &report.agreement.objectives[result.objective as usize];
        let labels = objective.labels.iter().map(|label| label.value.clone());
        let [from, until] = [&period.from, &period.until].map(second);
        let place = (objective.position as usize, labels.collect(), from, until);
        let value = result.value.as_ref().map(|value| fraction(&value.to_string()));
        (place, (value, result.verdict.name().to_owned()))
    });
    let results: Vec<(Place, Judged)> = results.collect();
    // What is only more or less certain is no other answer here.
    let others = |of: fn(&ResultFigures) -> &Option<Box<OtherFigures>>| {
        let laid = report.results.iter().map(of).zip(&results);
        let laid = laid.filter_map(|(other, (place, own))| {
            let other = other.as_ref()?;
            let value = other.value.as_ref().map(|value| fraction(&value.to_string()));
            let other = (value, other.verdict.name().to_owned());
            (other != *own).then(|| (place.clone(), other))
        });
        laid.collect()
    };
    let others = [others(|row| &row.uncorrected), others(|row| &row.disputed)];
    Ok(Told { rows: rows.collect(), results: results.into_iter().collect(), others })
}

/// The case of a world, and the instant of evaluation.
pub(crate) fn opened(world: &World) -> Result<(Case, Instant), String> {
    let (contract, history) = (world.contract.to_string(), world.history.to_string());
    let inputs = [Input::new("c", contract.as_bytes()), Input::new("i", history.as_bytes())];
    let as_of = Instant::parse(&local(Tz::UTC, world.as_of)).unwrap();
    Case::open(&inputs).map_err(|faults| told_of(&faults)).map(|case| (case, as_of))
}

/// What stopped the engine, and where.
pub(crate) fn told_of(faults: &[Fault]) -> String {
    let errors = faults.iter().filter(|fault| fault.severity == Severity::Error);
    let told = errors.map(|fault| {
        let place = fault.place.as_ref().map_or("", |place| &place.pointer);
        format!("{:?} at {place}", fault.code)
    });
    told.collect::<Vec<_>>().join(", ")
}

pub(crate) fn second(reading: &LocalInstant) -> i64 {
    DateTime::parse_from_rfc3339(&reading.at).unwrap().timestamp()
}

/// `99.5`, or `1/3`.
pub(crate) fn fraction(text: &str) -> Fraction {
    if let Some((above, below)) = text.split_once('/') {
        return Fraction::new(above.parse().unwrap(), below.parse().unwrap());
    }
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let scale = 10_i128.pow(decimals.len().try_into().unwrap());
    Fraction::new(format!("{whole}{decimals}").parse().unwrap(), scale)
}
