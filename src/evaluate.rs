//! The façade: the only file that names every stage.
//!
//! ```
//! use sla_calculator::evaluate::{Case, Input};
//! use sla_calculator::units::Instant;
//!
//! let contract = br#"{
//!     "format": "sla-contract/1", "currency": "EUR",
//!     "services": [{ "id": "erp" }],
//!     "objectives": [{ "id": "up", "service": "erp", "indicator": "availability",
//!                      "target": { "at_least": "99.9" } }]
//! }"#;
//! let incidents = br#"{
//!     "format": "sla-incidents/1",
//!     "source": { "covers": { "from": "2026-01-01T00:00:00Z", "until": "2026-02-01T00:00:00Z" } },
//!     "incidents": [{ "id": "1", "services": ["erp"], "started": "2026-01-10T10:00:00Z",
//!                     "restored": "2026-01-10T11:00:00Z" }]
//! }"#;
//! let inputs = [Input::new("contract.json", contract), Input::new("incidents.json", incidents)];
//! let case = Case::open(&inputs).map_err(|faults| format!("{faults:?}"))?;
//! let as_of = Instant::parse("2026-02-01T00:00:00Z")?;
//! let evaluation = case.evaluate(as_of).map_err(|faults| format!("{faults:?}"))?;
//! assert_eq!(evaluation.report.summary.missed_periods, 1);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

mod assess;
mod bonus;
mod clocks;
mod credit;
mod credit_warnings;
mod earlier;
mod input;
mod label_warnings;
mod outages;
mod progress;
mod rights;
mod runs;
mod scope;
mod service_times;
mod settle;
mod tallies;
mod time;
mod told_verdicts;
mod versions;
mod windows;

use std::ops::RangeInclusive;
use std::sync::Arc;

pub use crate::model::{OtherReading, Switch};
pub use input::Input;
pub use progress::{Progress, Step, Tell};

use crate::diagnostic::{Code, Expected, Fault, Finding, locate};
use crate::document::{Kind, recognise};
use crate::model::{Agreement, History, Incident, Periods, Subject};
use crate::penalty::Account;
use crate::report::{
    Assessed, Basis, BudgetPath, Calculation, CasePoint, ClockFigure, CostBy, CostScope, Costs,
    FileFacts, IncidentFacts, IncidentLine, LabelSpans, Report, SoughtIncident, arrange,
    budget_path, case_points, clock_figures, costs, explain, incident_classes, incident_facts,
    incident_line, incidents_stand, label_names, label_spans, promises, sought_incident,
};
use crate::timeline::{
    AsOfSource, Evidence, Hours, IncidentClass, Looked, number_of_periods, suggested_as_of, term,
};
use crate::units::{Instant, Interval};
use clocks::Facts;
use input::Opened;
use progress::Teller;
use service_times::service_times;

/// A contract and a history that make sense together.
#[derive(Clone, Debug)]
pub struct Case {
    agreement: Arc<Agreement>,
    contract: u32,
    history: Arc<History>,
    files: Vec<FileFacts>,
    warnings: Vec<Fault>,
}

/// A report, and what its figures rest on.
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// The report.
    pub report: Report,
    basis: Basis,
    assessed: Vec<Assessed>,
    account: Account,
}

/// Every fault of `inputs`, each by itself and all together; none need be complete.
#[must_use]
pub fn check(inputs: &[Input<'_>]) -> Vec<Fault> {
    let mut opened = Opened::of(inputs);
    let agreement = opened.agreement();
    let ever = agreement.as_ref().map(versions::ever);
    opened.history(ever.as_deref(), &mut |_| ());
    locate(opened.findings.into_list(), &opened.texts)
}

/// The inputs that are contracts, by position.
#[must_use]
pub fn contracts(inputs: &[Input<'_>]) -> Vec<u32> {
    let is_contract = |(file, input): (u32, &Input<'_>)| match recognise(file, input.bytes) {
        Ok((Kind::Contract, _)) => Some(file),
        _ => None,
    };
    (0..).zip(inputs).filter_map(is_contract).collect()
}

/// The most results that one report holds.
pub const MOST_RESULTS: u64 = 200_000;

impl Case {
    /// Reads `inputs`, one contract and any number of incident histories in any order.
    ///
    /// # Errors
    ///
    /// Every fault of every file, where any of them is an error.
    pub fn open(inputs: &[Input<'_>]) -> Result<Self, Vec<Fault>> {
        Self::open_telling(inputs, &mut |_| ())
    }

    /// Like [`Case::open`]; `tell` hears of [`Step::Read`].
    ///
    /// # Errors
    ///
    /// Like [`Case::open`].
    pub fn open_telling(inputs: &[Input<'_>], tell: Tell<'_>) -> Result<Self, Vec<Fault>> {
        let mut opened = Opened::of(inputs);
        opened.demand_both();
        let agreement = opened.agreement();
        let ever = agreement.as_ref().map(versions::ever);
        let history = opened.history(ever.as_deref(), tell);
        drop(ever);
        let stop = opened.findings.stop();
        let faults = locate(opened.findings.into_list(), &opened.texts);
        let contract = opened.contract.map(|source| source.file);
        match (agreement, contract) {
            (Some(agreement), Some(contract)) if !stop => {
                let (agreement, history) = (Arc::new(agreement), Arc::new(history));
                Ok(Self { agreement, contract, history, files: opened.files, warnings: faults })
            }
            _ => Err(faults),
        }
    }

    /// What is odd about the files, but stops nothing.
    #[must_use]
    pub fn warnings(&self) -> &[Fault] {
        &self.warnings
    }

    /// Takes the digests of the files, by their positions among the inputs: SHA-256 in hexadecimal,
    /// empty where there is none. A caller may work them out while the files are being read; the
    /// reports of later evaluations name them.
    pub fn set_digests(&mut self, digests: Vec<String>) {
        for (file, digest) in self.files.iter_mut().zip(digests) {
            file.sha256 = digest;
        }
    }

    /// The instant at which the files are most naturally evaluated, and where it comes from.
    #[must_use]
    pub fn suggested_as_of(&self) -> Option<(Instant, AsOfSource)> {
        suggested_as_of(&self.history)
    }

    /// The instant that a text names: RFC 3339, or a date and time in the agreement's zone.
    #[must_use]
    pub fn instant(&self, text: &str) -> Option<Instant> {
        Instant::parse(text).ok().or_else(|| self.agreement.zone.instant_read_as(text))
    }

    /// Every other reading of what the contract leaves open.
    #[must_use]
    pub fn other_readings(&self) -> Vec<OtherReading> {
        self.agreement.other_readings()
    }

    /// The same case with another reading of what its contract leaves open. What happened is
    /// shared, not read again.
    #[must_use]
    pub fn read_as(&self, other: OtherReading) -> Self {
        Self { agreement: Arc::new(self.agreement.read_as(other)), ..self.clone() }
    }

    /// Evaluates what had happened at `as_of`.
    ///
    /// # Errors
    ///
    /// [`Code::TooManyPeriods`] where there would be more than [`MOST_RESULTS`] results,
    /// [`Code::TooManyHours`] where the calendars open too often in the years looked at,
    /// [`Code::TooManyPieces`] where overlapping maintenance meets short slots too often,
    /// [`Code::TooManyTotals`] where incidents touch users of too many unlike totals.
    pub fn evaluate(&self, as_of: Instant) -> Result<Evaluation, Vec<Fault>> {
        self.evaluate_telling(as_of, &mut |_| ())
    }

    /// Like [`Case::evaluate`]; `tell` hears of [`Step::Calculate`].
    ///
    /// # Errors
    ///
    /// Like [`Case::evaluate`].
    pub fn evaluate_telling(
        &self,
        as_of: Instant,
        tell: Tell<'_>,
    ) -> Result<Evaluation, Vec<Fault>> {
        let mut evaluation = self.evaluate_alone(as_of, tell)?;
        let known = || self.history.corrections.iter().filter(|it| it.at <= as_of);
        if known().any(|it| it.agreed) {
            let plain = self.evaluate_of(&self.history, as_of, tell)?;
            evaluation.report.lay_beside(&plain.report, |row| &mut row.uncorrected);
        }
        if known().any(|it| !it.agreed)
            && let Some(disputed) = self.history.corrected(|it| it.at <= as_of)
        {
            let disputed = self.evaluate_of(&Arc::new(disputed), as_of, tell)?;
            evaluation.report.lay_beside(&disputed.report, |row| &mut row.disputed);
        }
        Ok(evaluation)
    }

    /// Like [`Case::evaluate_telling`], without what would be without corrections or with those
    /// that are disputed.
    ///
    /// # Errors
    ///
    /// Like [`Case::evaluate`].
    pub fn evaluate_alone(&self, as_of: Instant, tell: Tell<'_>) -> Result<Evaluation, Vec<Fault>> {
        let corrected = self.history.corrected(|it| it.agreed && it.at <= as_of);
        let history = corrected.map_or_else(|| Arc::clone(&self.history), Arc::new);
        self.evaluate_of(&history, as_of, tell)
    }

    /// Evaluates one telling of what had happened.
    fn evaluate_of(
        &self,
        history: &Arc<History>,
        as_of: Instant,
        tell: Tell<'_>,
    ) -> Result<Evaluation, Vec<Fault>> {
        let Self { agreement, .. } = self;
        let midnight = |date| agreement.zone.start_of_day(date);
        let evidence = Evidence::of(history.as_ref(), agreement.term.from.map(midnight), as_of);
        let begun = || {
            let begun = history.incidents.iter().map(|incident| incident.started());
            begun.filter(|at| *at <= as_of).min()
        };
        let first = evidence.first().or_else(begun).unwrap_or(as_of);
        let agreement = &versions::in_force(agreement, &|it| term(it, first), as_of);
        let (zone, term) = (agreement.zone, term(agreement, first));
        let rules = time::rules(agreement);
        let number = |rule: &Periods| number_of_periods(rule, zone, term, as_of);
        let results = agreement.objectives.iter().map(|objective| number(&objective.periods));
        refuse_too_many(results.fold(0, u64::saturating_add))?;
        let periods = time::periods(&rules, zone, term, as_of);
        // A period that is judged whole may begin before the term.
        let begins =
            periods.iter().map(|period| period.span.from()).fold(term.from(), Instant::min);
        let looked_at = time::looked_at(agreement, history, begins, as_of);
        // What is left of a period that runs is agreed time too.
        let ends = periods.iter().map(|period| period.span.until());
        let until = ends.fold(looked_at.until(), Instant::max);
        let hours = time::hours(agreement, Interval::new(looked_at.from(), until))?;
        let always = Hours::always(zone);
        let facts = Facts {
            agreement,
            history,
            term,
            periods: &periods,
            as_of,
            hours: &hours,
            always: &always,
        };
        let mut judged = clocks::judged(&facts);
        clocks::share_cases(agreement, &mut judged);
        let (mut times, mut time_of) = (Vec::new(), vec![None; judged.len()]);
        let versions: &[Agreement] = match agreement.terms.as_slice() {
            [] => std::slice::from_ref(agreement.as_ref()),
            several => several,
        };
        for agreement in versions {
            let slots = time::slots(agreement, looked_at)?;
            let evidence = &evidence;
            let slots = slots.as_slice();
            let looked = Looked { agreement, history, evidence, as_of, looked_at, slots };
            let (own, places) = service_times(looked, &judged, &facts, times.len())?;
            times.extend(own);
            for (place, own) in time_of.iter_mut().zip(places) {
                *place = place.or(own);
            }
        }
        let subjects: Vec<Subject> = judged.iter().map(|judged| judged.subject.clone()).collect();
        let basis = Basis {
            promises: promises(agreement, &subjects),
            agreement: Arc::clone(agreement),
            contract: self.contract,
            history: Arc::clone(history),
            times,
            time_of,
            periods,
            evidence,
            term,
            as_of,
            subjects,
            series: judged.iter().map(|judged| judged.series.clone()).collect(),
            cases: judged.into_iter().map(|judged| (judged.cases, judged.excluded)).collect(),
            hours,
            always,
        };
        let figures = basis.figures();
        refuse_too_many(figures.len() as u64)?;
        let mut teller = Teller::start(tell, Step::Calculate, figures.len() as u64);
        let mut assessed = assess::assess_all(&basis, &figures, &mut teller);
        teller.end();
        let (mut account, rights) = settle::settled(&basis, &mut assessed);
        account.bonuses = bonus::bonuses(&basis, &assessed, &account);
        let mut report = arrange(
            &basis,
            (&assessed, &account, &rights),
            self.files.clone(),
            self.warnings.clone(),
        );
        report.warnings.extend(not_counted(&report));
        report.warnings.extend(label_warnings::label_warnings(&basis));
        report.warnings.extend(credit_warnings::credit_warnings(&basis, &assessed, &account));
        Ok(Evaluation { report, basis, assessed, account })
    }
}

/// Refuses more results than a report holds.
fn refuse_too_many(results: u64) -> Result<(), Vec<Fault>> {
    if results <= MOST_RESULTS {
        return Ok(());
    }
    let finding = Finding::new(Code::TooManyPeriods, None)
        .found(&results.to_string())
        .expected(Expected::AtMost(MOST_RESULTS));
    Err(locate(vec![finding], &[]))
}

impl Evaluation {
    /// The instant of evaluation.
    #[must_use]
    pub fn as_of(&self) -> Instant {
        self.basis.as_of
    }

    /// The worked calculation of an objective in a period, by their positions.
    #[must_use]
    pub fn calculation(&self, objective: u32, period: u32) -> Option<Calculation> {
        explain(&self.basis, &self.account, self.assessed_at(objective, period)?)
    }

    fn assessed_at(&self, objective: u32, period: u32) -> Option<&Assessed> {
        let figure = (objective as usize, period as usize);
        let place =
            self.assessed.binary_search_by_key(&figure, |it| (it.subject, it.period)).ok()?;
        self.assessed.get(place)
    }

    /// Every clock of every incident, objective by objective.
    #[must_use]
    pub fn clocks(&self) -> Vec<ClockFigure> {
        clock_figures(&self.basis, &self.assessed)
    }

    /// The cases of the objective at a position of the report, in the order of the incidents.
    pub fn case_points(&self, objective: u32) -> impl Iterator<Item = CasePoint<'_>> {
        case_points(&self.basis, objective as usize)
    }

    /// How many incidents there are.
    #[must_use]
    pub fn number_of_incidents(&self) -> usize {
        self.basis.history.incidents.len()
    }

    /// The incident at a position, in short.
    #[must_use]
    pub fn incident_line(&self, position: usize) -> Option<IncidentLine<'_>> {
        incident_line(&self.basis, position)
    }

    /// What the incident at a position is found and put in order by.
    #[must_use]
    pub fn sought_incident(&self, position: usize) -> Option<SoughtIncident<'_>> {
        sought_incident(&self.basis, position)
    }

    /// Of each incident by position, whether one of its clocks was missed, and whether one runs or
    /// is paused.
    #[must_use]
    pub fn incidents_stand(&self) -> Vec<[bool; 2]> {
        incidents_stand(&self.basis)
    }

    /// What became of each incident, by position.
    #[must_use]
    pub fn incident_classes(&self) -> Vec<IncidentClass> {
        incident_classes(&self.basis, &self.assessed)
    }

    /// The incident at a position, with its clocks and what it touched.
    #[must_use]
    pub fn incident(&self, position: usize) -> Option<IncidentFacts> {
        let facts = Facts::of(&self.basis);
        let laps = |objective: usize, incident: Incident<'_>| {
            let objective = self.basis.agreement.objectives.get(objective);
            objective.map(|objective| facts.laps_of(objective, incident)).unwrap_or_default()
        };
        incident_facts(&self.basis, &self.assessed, position, &laps)
    }

    /// What the time of the service of the objective at a position was, in the periods from one to
    /// another: spans for a picture of so many columns; nothing where it is no availability.
    #[must_use]
    pub fn label_spans(
        &self,
        objective: u32,
        periods: RangeInclusive<u32>,
        columns: u32,
    ) -> Option<LabelSpans> {
        let periods = *periods.start() as usize..*periods.end() as usize + 1;
        label_spans(&self.basis, &self.assessed, objective as usize, periods, columns)
    }

    /// How the error budget of an objective was used in a period, by their positions, for a picture
    /// of so many columns; nothing where there is none.
    #[must_use]
    pub fn budget_path(&self, objective: u32, period: u32, columns: u32) -> Option<BudgetPath> {
        budget_path(&self.basis, self.assessed_at(objective, period)?, columns)
    }

    /// What downtime came from most, in at most so many parts.
    #[must_use]
    pub fn costs(&self, by: &CostBy, most: usize) -> Costs {
        self.costs_of(by, &CostScope::whole(&self.basis), most)
    }

    /// The same of some services and periods.
    #[must_use]
    pub fn costs_of(&self, by: &CostBy, scope: &CostScope, most: usize) -> Costs {
        costs(&self.basis, &self.assessed, by, scope, most)
    }

    /// The names of labels of incidents by which downtime can be told apart, at most so many.
    #[must_use]
    pub fn label_names(&self, most: usize) -> Vec<String> {
        label_names(&self.basis, most)
    }

    /// Every worked calculation, in the order of the results.
    pub fn calculations(&self) -> impl Iterator<Item = Calculation> {
        self.assessed.iter().filter_map(|assessed| explain(&self.basis, &self.account, assessed))
    }
}

/// One warning for each class of incidents that did not count.
fn not_counted(report: &Report) -> Vec<Fault> {
    let classes = report.incidents.classes.iter();
    // What is told again has a warning of its own, at its place.
    let told = [IncidentClass::Counted, IncidentClass::ToldAgain];
    let lost = classes.filter(|class| !told.contains(&class.class) && class.count > 0);
    let findings = lost.map(|class| {
        Finding::new(Code::NotCounted, None).found(class.class.name()).count(class.count)
    });
    locate(findings.collect(), &[])
}
