//! All that the page knows, and how each action changes it.

mod action;
mod files;
mod hear;
mod look;
mod quoting;

use super::address::{Address, Aspect, Case};
use super::message::{
    Account, Answer, ChartWish, Charts, ContractPart, FaultList, FigureId, Filter, GridPart,
    GridWish, IncidentOrder, IncidentPage, IncidentWish, IncidentsPart, IncidentsWish, Known,
    Order, OtherwiseView, Progress, Question, Sample, Sheet, Span, Subject, Unit, Worked,
    is_agreement,
};
use super::shared::Shared;
pub use action::{Action, reduce};
pub use files::{FileCard, Undo};
pub use quoting::{Bundle, Quoting};

/// The page at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Where the reader is.
    pub address: Address,
    /// Whether the address was only put right, so that Back passes over what it was.
    pub rewritten: bool,
    /// How the engine is.
    pub engine: Engine,
    /// Counts the engines that were started.
    pub run: u32,
    /// The samples there are, once they are listed.
    pub samples: Option<Vec<Sample>>,
    /// The agreements that people sign, once they were asked for and are listed.
    pub agreements: Option<Vec<Sample>>,
    /// Whether the reader wants to see them.
    pub agreements_asked: bool,
    /// The sample that is being fetched, or could not be; by its id.
    pub fetch: Option<Fetch>,
    /// The files at hand, in order.
    pub files: Vec<FileCard>,
    /// The reader's own files, while a sample is looked at.
    pub own: Vec<FileCard>,
    /// The id of the sample whose files they are, if they are a sample's.
    pub sample: Option<String>,
    /// The contract that was chosen among several, by its key.
    pub contract: Option<u32>,
    /// The changes of the files that can be taken back, the last one last.
    pub undo: Vec<Undo>,
    /// The files that were at hand when the tab noted them last.
    pub noted: Vec<Known>,
    /// Those of them that are asked for, because the page was loaded again.
    pub known: Vec<Known>,
    /// The names of those that came again with another content.
    pub others: Vec<String>,
    /// As of when.
    pub as_of: AsOf,
    /// What the engine is to find out, and has not answered.
    pub asked: Option<Asked>,
    /// What the reader stopped.
    pub stopped: Option<Asked>,
    /// Counts what was asked.
    pub last_asked: u32,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Why what was asked last has no answer.
    pub trouble: Option<Trouble>,
    /// What it found.
    pub outcome: Outcome,
    /// Whether all parts of the report have been there.
    pub whole: bool,
    /// The files whose report is shown.
    pub reported: Vec<FileCard>,
    /// Whether there is no room for the grid.
    pub narrow: bool,
    /// Whether a calculation opens over the report, not beside it.
    pub covered: bool,
    /// Which part of the grid is wanted.
    pub grid_wish: GridWish,
    /// The part, once it is there.
    pub grid: Option<Shared<GridPart>>,
    /// The picture that led to the open figure; nothing where the grid did.
    pub subject: Option<Subject>,
    /// The open figure's calculation, once it is there.
    pub worked: Option<Shared<Worked>>,
    /// Whether the reader wants to know what other readings make of open figures.
    pub trying: bool,
    /// What they make of the open one, as far as they were tried.
    pub otherwise: Option<Shared<OtherwiseView>>,
    /// Which pictures are wanted.
    pub chart_wish: ChartWish,
    /// The pictures, once they are drawn.
    pub charts: Option<Shared<Charts>>,
    /// Which lines of the list of incidents are wanted.
    pub incident_lines: Span,
    /// These, once they are there.
    pub incidents: Option<Shared<IncidentsPart>>,
    /// How wide the picture of an incident is.
    pub incident_width: u32,
    /// The incident that is looked at, once it is there.
    pub incident: Option<Shared<IncidentPage>>,
    /// What agreements would pay.
    pub quoting: Quoting,
    /// The agreement, as far as it is told.
    pub agreement: Option<Shared<ContractPart>>,
    /// What is to be printed, as far as it is told.
    pub print: Option<Print>,
    /// Whether files are being dragged over the page.
    pub dragging: bool,
}

/// How the engine is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// It is being loaded; questions wait.
    #[default]
    Starting,
    /// It answers.
    Ready,
    /// It could not be started.
    NotStarted,
    /// It stopped.
    Stopped,
    /// It belongs to another build of the page.
    OtherBuild,
}

impl Engine {
    /// Whether it will answer nothing more.
    #[must_use]
    pub fn is_lost(self) -> bool {
        matches!(self, Self::NotStarted | Self::Stopped | Self::OtherBuild)
    }
}

/// How the fetching of a sample goes, by the sample's id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// It is on its way.
    Running(String),
    /// It could not be had.
    Failed(String),
}

/// As of when the files are evaluated.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AsOf {
    /// What stands in the field: a date and time in the contract's zone.
    pub draft: String,
    /// What was chosen; nothing where the files' own suggestion holds.
    pub chosen: Option<String>,
    /// Where it comes from.
    pub origin: Origin,
    /// Whether what stands in the field is no instant.
    pub wrong: bool,
}

/// Where an instant of evaluation comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Origin {
    /// The files suggest it.
    #[default]
    Proposed,
    /// The sample says so.
    Sample,
    /// The reader wrote it.
    Typed,
}

/// A question to the engine with its number, and the files that go with it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The number.
    pub number: u32,
    /// The question.
    pub question: Question,
    /// The files.
    pub files: Vec<FileCard>,
    /// Whether the reader has just chosen the instant.
    pub chosen: bool,
}

/// What is to be printed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Print {
    /// The sheets that were told.
    pub sheets: Vec<Sheet>,
    /// The sheet from which on more is to be asked for; nothing once all are told.
    pub next: Option<u32>,
}

/// Why what was asked last has no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// The reader stopped it.
    Stopped,
    /// The file of this name cannot be read.
    Unreadable(String),
    /// The file of this name does not go into the browser's memory.
    TooLarge(String),
}

/// What the engine found.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Outcome {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A report.
    Report(Shared<Account>),
    /// Why there is none.
    Faults(Shared<FaultList>),
    /// That the contract has to be chosen among these files, by their keys.
    Contracts(Vec<u32>),
    /// That an instant of evaluation has to be chosen.
    AsOfMissing,
}

/// The lines of a grid that are wanted at first.
const FIRST_LINES: Span = Span { from: 0, count: 36 };

/// The incidents that are wanted at first.
const FIRST_INCIDENTS: Span = Span { from: 0, count: 60 };

impl State {
    /// The report, if there is one.
    #[must_use]
    pub fn account(&self) -> Option<&Shared<Account>> {
        match &self.outcome {
            Outcome::Report(account) => Some(account),
            _ => None,
        }
    }

    /// Whether none of the files at hand is looked at: at the start, and where agreements are asked
    /// what they would pay.
    #[must_use]
    pub fn is_apart(&self) -> bool {
        matches!(self.address.case, Case::Start | Case::Quote)
    }

    /// Whether the start is shown, also where the address leads to nothing that is here.
    #[must_use]
    pub fn shows_start(&self) -> bool {
        let nothing = self.files.is_empty() && self.known.is_empty() && !self.is_fetching();
        self.address.case == Case::Start || (nothing && !self.is_quote())
    }

    /// Whether the list of agreements is wanted, and not here.
    #[must_use]
    pub fn wants_agreements(&self) -> bool {
        let led = matches!(&self.fetch, Some(Fetch::Running(id)) if is_agreement(id));
        self.agreements.is_none() && (self.agreements_asked || led)
    }

    /// The sample that is wanted, if it is listed, and its id; once the list that would have it is
    /// here.
    #[must_use]
    pub fn wanted_sample(&self) -> Option<(Option<Sample>, String)> {
        let Some(Fetch::Running(id)) = &self.fetch else { return None };
        let list = if is_agreement(id) { &self.agreements } else { &self.samples };
        list.is_some().then(|| (self.sample_named(id).cloned(), id.clone()))
    }

    /// Whether a sample is on its way.
    #[must_use]
    pub fn is_fetching(&self) -> bool {
        matches!(self.fetch, Some(Fetch::Running(_)))
    }

    /// Whether what the address leads to is on its way, and nothing of it is here.
    #[must_use]
    pub fn is_waiting(&self) -> bool {
        let alone = self.narrow && self.address.objective.is_some();
        let parted = alone && self.account().is_some() && self.grid.is_none();
        let found = self.outcome != Outcome::Nothing;
        self.is_fetching() || parted || (self.asked.is_some() && !found)
    }

    /// Whether no part of the report, or of what agreements would pay, is still to come for the first
    /// time: what stands below it would have to move.
    #[must_use]
    pub fn is_whole(&self) -> bool {
        match self.address.case {
            Case::Quote => self.quoting.view.is_some(),
            _ => self.account().is_none() || self.whole,
        }
    }

    /// Whether what is looked at of the report is here.
    #[must_use]
    pub fn is_here(&self) -> bool {
        match &self.address.aspect {
            Aspect::Report => self.grid.as_ref().is_some_and(|grid| {
                // Of nothing there are no pictures.
                self.charts.is_some() || grid.left_objectives == 0
            }),
            Aspect::Contract(_) => self.agreement.as_ref().is_some_and(|it| it.next.is_none()),
            Aspect::Incidents => self.incidents.is_some(),
            Aspect::Incident(id) => self.incident.as_ref().is_some_and(|it| it.wish.id == *id),
        }
    }

    /// Notes that the report is whole; other files, or a lost engine, take nothing away again.
    fn note_whole(&mut self) {
        let awaited = self.is_settled() && !self.engine.is_lost();
        let there = self.is_here();
        self.whole = self.account().is_some() && (self.whole || there || !awaited);
    }

    /// The keys of every file that may be asked about again.
    #[must_use]
    pub fn kept_files(&self) -> Vec<u32> {
        let undo = self.undo.iter().flat_map(Undo::files);
        let asked = self.asked.iter().flat_map(|asked| &asked.files);
        let cards = self.files.iter().chain(&self.own).chain(&self.reported).chain(undo);
        cards.chain(asked).map(|card| card.key).collect()
    }

    /// Which part of the grid is to be asked for: where there is no room for the grid, the strips of
    /// the objectives, or the figures of the one that is looked at.
    #[must_use]
    pub fn wanted_grid(&self) -> GridWish {
        let only = self.address.objective.clone().filter(|_| self.narrow);
        let cells = !self.narrow || only.is_some();
        GridWish { only, cells, ..self.grid_wish.clone() }
    }

    /// Which pictures are to be asked for, once it is known how wide they are.
    #[must_use]
    pub fn wanted_charts(&self) -> Option<ChartWish> {
        // Those of an objective that is looked at alone are not filtered: nothing there says so.
        let alone = self.narrow && self.address.objective.is_some();
        let filter = if alone { Filter::default() } else { self.grid_wish.filter.clone() };
        let wish = ChartWish { filter, ..self.chart_wish.clone() };
        Some(wish).filter(|wish| wish.width > 0)
    }

    /// Of which figure one more of the other readings is to be tried, and how many were before.
    #[must_use]
    pub fn wanted_otherwise(&self) -> Option<(FigureId, u32)> {
        let figure = self.address.figure().filter(|_| self.trying)?;
        let told = self.otherwise.as_ref().filter(|told| told.figure == figure);
        match told {
            None => Some((figure, 0)),
            Some(told) => (told.done < told.all).then_some((figure, told.done)),
        }
    }

    /// Which incidents are to be asked for.
    #[must_use]
    pub fn wanted_incidents(&self) -> Option<IncidentsWish> {
        (self.address.aspect == Aspect::Incidents).then(|| {
            let lines = self.incident_lines;
            let lines = if lines.count == 0 { FIRST_INCIDENTS } else { lines };
            let Address { filter, incident_order, .. } = self.address.clone();
            IncidentsWish { filter, order: incident_order, lines }
        })
    }

    /// Which incident is to be asked for.
    #[must_use]
    pub fn wanted_incident(&self) -> Option<IncidentWish> {
        match &self.address.aspect {
            Aspect::Incident(id) => {
                Some(IncidentWish { id: id.clone(), width: self.incident_width.max(1) })
            }
            _ => None,
        }
    }

    /// From which entry on the agreement is to be asked for.
    #[must_use]
    pub fn wanted_contract(&self) -> Option<u32> {
        let wanted = matches!(self.address.aspect, Aspect::Contract(_));
        wanted.then(|| self.agreement.as_ref().map_or(Some(0), |told| told.next)).flatten()
    }

    /// A part of the agreement is there, which goes on where the last one ended.
    fn contract_came(&mut self, part: ContractPart) {
        let before = self.agreement.take().filter(|_| part.from > 0);
        let mut entries = before.map(|told| told.entries.clone()).unwrap_or_default();
        entries.extend(part.entries);
        self.agreement = Some(Shared::from(ContractPart { entries, from: 0, ..part }));
    }

    /// The files of before that have not come again.
    #[must_use]
    pub fn missing(&self) -> Vec<&Known> {
        let here = |known: &Known| self.files.iter().any(|file| file.name == known.name);
        self.known.iter().filter(|known| !here(known)).collect()
    }

    /// Whether the report that is shown is that of the address, and nothing is on its way.
    #[must_use]
    pub fn is_settled(&self) -> bool {
        self.asked.is_none() && !self.is_fetching()
    }

    /// Evaluates as of another instant: what is open, or else what is to be opened.
    fn evaluate(&mut self, as_of: String, chosen: bool) {
        let opening = self.asked.as_ref().is_some_and(|asked| {
            matches!(asked.question, Question::Open { .. }) && asked.files == self.files
        });
        if opening || self.files != self.reported || self.engine == Engine::Stopped {
            self.ask_to_open(self.files.clone(), Some(as_of));
        } else {
            self.ask(Question::Evaluate { as_of }, self.reported.clone());
        }
        if let Some(asked) = &mut self.asked {
            asked.chosen = chosen;
        }
    }

    fn ask(&mut self, question: Question, files: Vec<FileCard>) {
        match self.engine {
            Engine::NotStarted | Engine::OtherBuild => return,
            Engine::Stopped => self.start_engine(),
            Engine::Starting | Engine::Ready => {}
        }
        self.last_asked += 1;
        self.trouble = None;
        self.progress = None;
        let number = self.last_asked;
        self.asked = Some(Asked { number, question, files, chosen: false });
    }

    fn start_engine(&mut self) {
        self.run += 1;
        self.print = None;
        self.engine = Engine::Starting;
        self.asked = None;
        self.progress = None;
    }

    /// Asks again what was stopped, of the files at hand.
    fn ask_again(&mut self) {
        let Some(stopped) = self.stopped.take() else { return self.open_files() };
        let as_of = match stopped.question {
            Question::Open { as_of, .. } => as_of,
            Question::Evaluate { as_of } => Some(as_of),
            _ => None,
        };
        self.ask_to_open(self.files.clone(), as_of);
        if let Some(asked) = &mut self.asked {
            asked.chosen = stopped.chosen;
        }
    }

    /// Where the engine has stopped, another reads the files of the report that is shown, so that it
    /// can be asked about.
    fn revive(&mut self) {
        if self.engine == Engine::Stopped && self.account().is_some() {
            self.ask_to_open(self.reported.clone(), self.as_of.chosen.clone());
        }
    }

    /// Another engine takes the place of this one, which is busy or has no memory left. It reads the
    /// files of the report that is shown, so that it can be asked about.
    fn replace_engine(&mut self, trouble: Trouble) {
        self.start_engine();
        if self.account().is_some() {
            let (files, as_of) = (self.reported.clone(), self.as_of.chosen.clone());
            self.ask_to_open(files, as_of);
        }
        self.trouble = Some(trouble);
    }
}

/// The date and time of an RFC 3339 text without its offset, to the millisecond.
fn local(instant: &str) -> String {
    const SECONDS: usize = "2026-03-29T12:00:00".len();
    const MILLISECONDS: usize = "2026-03-29T12:00:00.000".len();
    let fraction = instant.get(SECONDS..).is_some_and(|rest| rest.starts_with('.'));
    let end = if fraction { MILLISECONDS } else { SECONDS };
    instant.chars().take(end).collect()
}
