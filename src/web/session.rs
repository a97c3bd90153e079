//! What the worker knows: the files once opened, and their whole report. The page gets windows, in
//! words.

mod account;
mod board;
mod change;
mod contract;
mod coverage;
mod credits;
mod cut;
mod faults;
mod finder;
mod grid;
mod incidents;
mod ledger;
mod otherwise;
mod pictures;
mod print;
mod quote;
mod selection;
mod text;
mod time_pictures;
mod worked;

use super::message::{
    Answer, ChartWish, FigureId, Form, GridWish, IncidentWish, IncidentsWish, Progress, Step,
};
use crate::analysis::Sensitivity;
use crate::diagnostic::Code;
use crate::evaluate::{self, Case, Evaluation, Input, contracts};
use crate::export;
use crate::format::words::Language;
use crate::quote::Agreement;
use crate::units::Instant;
use board::Board;
use change::Figures;
use finder::Finder;
use ledger::Ledger;

/// The worker's memory.
#[derive(Debug, Default)]
pub struct Session {
    open: Option<Open>,
    /// The figures of the last report, to which those of other files are compared.
    before: Option<Figures>,
    /// The agreements that can be asked what they would pay, once their file was there.
    agreements: Vec<Agreement>,
}

/// What is open.
#[derive(Debug)]
struct Open {
    case: Case,
    /// The case's files, by their positions among those that were given.
    used: Vec<u32>,
    /// The digest of each file that was given.
    digests: Vec<String>,
    evaluated: Option<(Evaluation, Board)>,
    /// What was found among the incidents of the evaluation.
    finder: Finder,
    /// What cost most of it.
    ledger: Ledger,
    /// What other readings of the contract make of it, as far as anybody asked.
    sensitivity: Option<Sensitivity>,
}

/// Hears how far long work is.
pub type Tell<'t> = &'t mut dyn FnMut(Progress);

impl Session {
    /// Reads other files. Of several contracts only that at position `contract` is used.
    ///
    /// # Errors
    ///
    /// The answer to give where they cannot be evaluated.
    pub fn read(
        &mut self,
        language: &dyn Language,
        inputs: &[Input<'_>],
        contract: Option<u32>,
        tell: Tell<'_>,
    ) -> Result<(), Answer> {
        self.open = None;
        let used = used(inputs, contract);
        let kept: Vec<Input<'_>> =
            used.iter().filter_map(|at| inputs.get(*at as usize).cloned()).collect();
        let digests = inputs.iter().map(|input| input.sha256.clone()).collect();
        match Case::open_telling(&kept, &mut |progress| tell(progress.into())) {
            Ok(case) => {
                let (finder, ledger) = (Finder::default(), Ledger::default());
                let (evaluated, sensitivity) = (None, None);
                let open = Open { case, used, digests, evaluated, finder, ledger, sensitivity };
                self.open = Some(open);
                Ok(())
            }
            Err(faults) if faults.iter().any(|fault| fault.code == Code::TwoContracts) => {
                Err(Answer::Contracts(contracts(inputs)))
            }
            Err(faults) => Err(faults::stopped(language, &faults, &used)),
        }
    }

    /// Forgets the figures of the files before: others are not compared to them.
    pub fn forget(&mut self) {
        self.before = None;
    }

    /// Takes the SHA-256 of each file that was given, in hexadecimal.
    pub fn set_digests(&mut self, digests: Vec<String>) {
        if let Some(open) = &mut self.open {
            let digest = |at: &u32| digests.get(*at as usize).cloned().unwrap_or_default();
            open.case.set_digests(open.used.iter().map(digest).collect());
            open.digests = digests;
        }
    }

    /// Evaluates what was read, as of the instant that it suggests where none is given.
    pub fn start(
        &mut self,
        language: &dyn Language,
        as_of: Option<&str>,
        tell: Tell<'_>,
    ) -> Answer {
        let Some(Open { case, .. }) = &self.open else { return Answer::Nothing };
        let suggested = || case.suggested_as_of().map(|(instant, _)| instant);
        // What is no instant, perhaps in an address that somebody wrote, is passed over.
        match as_of.and_then(|as_of| case.instant(as_of)).or_else(suggested) {
            Some(as_of) => self.evaluate_at(language, as_of, tell, true),
            None => Answer::AsOfMissing,
        }
    }

    /// Evaluates the open files as of another instant.
    pub fn evaluate(&mut self, language: &dyn Language, as_of: &str, tell: Tell<'_>) -> Answer {
        match self.open.as_ref().map(|open| open.case.instant(as_of)) {
            Some(Some(as_of)) => self.evaluate_at(language, as_of, tell, false),
            Some(None) => Answer::AsOfWrong,
            None => Answer::Nothing,
        }
    }

    fn evaluate_at(
        &mut self,
        language: &dyn Language,
        as_of: Instant,
        tell: Tell<'_>,
        other_files: bool,
    ) -> Answer {
        let Some(open) = &mut self.open else { return Answer::Nothing };
        match open.case.evaluate_telling(as_of, &mut |progress| tell(progress.into())) {
            Ok(evaluation) => {
                let report = &evaluation.report;
                let figures = Figures::of(language, report);
                let before = self.before.replace(figures.clone()).filter(|_| other_files);
                let change = before.map(|before| before.changed_to(language, &figures));
                let mut account = account::account(language, open, report, change);
                account.coverage = coverage::coverage(language, &evaluation);
                let board = Board::of(report);
                open.evaluated = Some((evaluation, board));
                open.finder = Finder::default();
                open.ledger = Ledger::default();
                open.sensitivity = None;
                Answer::Report(Box::new(account))
            }
            Err(faults) => faults::stopped(language, &faults, &open.used),
        }
    }

    /// A part of the grid, as much of what was asked for as goes into one message.
    #[must_use]
    pub fn grid(&self, language: &dyn Language, wish: &GridWish) -> Answer {
        let Some((evaluation, board)) = self.evaluated() else { return Answer::Nothing };
        Answer::Grid(Box::new(grid::grid(language, &evaluation.report, board, wish)))
    }

    /// One worked calculation.
    #[must_use]
    pub fn calculation(&self, language: &dyn Language, figure: &FigureId) -> Answer {
        let worked = self.evaluated().and_then(|(it, _)| worked::worked(language, it, figure));
        worked.map_or(Answer::Nothing, |worked| Answer::Worked(Box::new(worked)))
    }

    /// What other readings make of a figure, after one more of them was tried: each takes as long
    /// as an evaluation.
    pub fn try_otherwise(&mut self, language: &dyn Language, figure: &FigureId) -> Answer {
        let Some(Open { case, evaluated: Some((evaluation, _)), sensitivity, .. }) = &mut self.open
        else {
            return Answer::Nothing;
        };
        let sensitivity = sensitivity.get_or_insert_with(|| Sensitivity::of(case));
        sensitivity.weigh_next(case, evaluation);
        let view = otherwise::otherwise(language, evaluation, sensitivity, figure);
        view.map_or(Answer::Nothing, |view| Answer::Otherwise(Box::new(view)))
    }

    /// The report's pictures.
    pub fn charts(&mut self, language: &dyn Language, wish: &ChartWish) -> Answer {
        let Some(Open { evaluated: Some((evaluation, board)), ledger, .. }) = &mut self.open else {
            return Answer::Nothing;
        };
        let charts = pictures::charts(language, (evaluation, board), ledger, wish);
        charts.map_or(Answer::Nothing, |charts| Answer::Charts(Box::new(charts)))
    }

    /// Some of the incidents.
    pub fn incidents(&mut self, language: &dyn Language, wish: &IncidentsWish) -> Answer {
        let Some(Open { evaluated: Some((evaluation, _)), finder, .. }) = &mut self.open else {
            return Answer::Nothing;
        };
        Answer::Incidents(Box::new(incidents::list(language, evaluation, finder, wish)))
    }

    /// Makes ready what words are sought in among the incidents; once for an evaluation.
    pub fn prepare_search(&mut self) {
        if let Some(Open { evaluated: Some((evaluation, _)), finder, .. }) = &mut self.open {
            finder.prepare_search(evaluation);
        }
    }

    /// One incident.
    #[must_use]
    pub fn incident(&self, language: &dyn Language, wish: &IncidentWish) -> Answer {
        let page = self.evaluated().and_then(|(it, _)| incidents::page(language, it, wish));
        page.map_or(Answer::Nothing, |page| Answer::Incident(Box::new(page)))
    }

    /// The agreement as a document to be read, from the entry of that number on.
    #[must_use]
    pub fn contract(&self, language: &dyn Language, from: u32) -> Answer {
        let Some((evaluation, _)) = self.evaluated() else { return Answer::Nothing };
        Answer::Contract(Box::new(contract::part(language, evaluation, from)))
    }

    /// What is printed, from the sheet of that number on.
    #[must_use]
    pub fn print(&self, language: &dyn Language, from: u32) -> Answer {
        let Some((evaluation, _)) = self.evaluated() else { return Answer::Nothing };
        Answer::Print(Box::new(print::part(language, evaluation, from)))
    }

    /// The whole report as a file's text.
    #[must_use]
    pub fn export(&self, form: Form) -> Option<String> {
        let (evaluation, _) = self.evaluated()?;
        Some(match form {
            Form::Csv => export::csv(&evaluation.report),
            Form::Json => {
                let (report, clocks) = (&evaluation.report, evaluation.clocks());
                export::report_and_calculations(report, &clocks, evaluation.calculations())
            }
        })
    }

    fn evaluated(&self) -> Option<&(Evaluation, Board)> {
        self.open.as_ref()?.evaluated.as_ref()
    }
}

/// The files to use: all, but for the contracts beside the chosen one.
fn used(inputs: &[Input<'_>], contract: Option<u32>) -> Vec<u32> {
    let all = 0..u32::try_from(inputs.len()).unwrap_or(u32::MAX);
    let others = match contract {
        Some(chosen) => contracts(inputs).into_iter().filter(|at| *at != chosen).collect(),
        None => Vec::new(),
    };
    all.filter(|at| !others.contains(at)).collect()
}

impl From<evaluate::Progress> for Progress {
    fn from(progress: evaluate::Progress) -> Self {
        let evaluate::Progress { step, done, all } = progress;
        let step = match step {
            evaluate::Step::Read => Step::Parse,
            evaluate::Step::Calculate => Step::Calculate,
        };
        Self { step, done, all }
    }
}
