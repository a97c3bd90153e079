//! All that the page knows, and how each action changes it.

mod files;
mod hear;

use super::address::{Address, Case};
use super::message::{
    Account, Answer, ChartWish, Charts, FaultList, FigureId, GridPart, GridWish, Known, Order,
    Progress, Question, Sample, Sheet, Span, Subject, Unit, Worked,
};
use super::shared::Shared;
pub use files::{FileCard, Undo, UndoOf};

/// The page at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// Where the reader is.
    pub address: Address,
    /// How the engine is.
    pub engine: Engine,
    /// Counts the engines that were started.
    pub run: u32,
    /// The samples there are, once they are listed.
    pub samples: Option<Vec<Sample>>,
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
    /// The files that were at hand before the last change of them.
    pub undo: Option<Undo>,
    /// The files that were at hand before the page was loaded again.
    pub known: Vec<Known>,
    /// The names of those that came again with another content.
    pub others: Vec<String>,
    /// As of when.
    pub as_of: AsOf,
    /// What the engine is to find out, and has not answered.
    pub asked: Option<Asked>,
    /// Counts what was asked.
    pub last_asked: u32,
    /// How far it is.
    pub progress: Option<Progress>,
    /// Why what was asked last has no answer.
    pub trouble: Option<Trouble>,
    /// What it found.
    pub outcome: Outcome,
    /// The files whose report is shown.
    pub reported: Vec<FileCard>,
    /// Whether there is no room for the grid.
    pub narrow: bool,
    /// Which part of the grid is wanted.
    pub grid_wish: GridWish,
    /// The part, once it is there.
    pub grid: Option<Shared<GridPart>>,
    /// The picture that led to the open figure; nothing where the grid did.
    pub subject: Option<Subject>,
    /// The open figure's calculation, once it is there.
    pub worked: Option<Shared<Worked>>,
    /// Which pictures are wanted.
    pub chart_wish: ChartWish,
    /// The pictures, once they are drawn.
    pub charts: Option<Shared<Charts>>,
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

/// Everything that can happen to the page.
#[derive(Clone, Debug)]
pub enum Action {
    /// The reader went somewhere by the address: at first, by Back, by a link.
    Went(Address),
    /// The engine is otherwise than before.
    EngineIs(Engine),
    /// The reader wants the engine started again.
    EngineRestarted,
    /// The list of samples is there.
    SamplesListed(Vec<Sample>),
    /// A sample's files are there.
    SampleFetched(Sample, Vec<FileCard>),
    /// They cannot be had; by the sample's id.
    SampleLost(String),
    /// These files were at hand before the page was loaded again.
    FilesKnown(Vec<Known>),
    /// The reader goes on without those of them that are missing.
    KnownForgotten,
    /// Files were dropped or chosen.
    FilesAdded(Vec<FileCard>),
    /// A file was taken out.
    FileRemoved(u32),
    /// The last change of the files is taken back.
    FilesUndone,
    /// A contract was chosen among several, by its key.
    ContractChosen(u32),
    /// Files are being dragged over the page, or no longer.
    Dragged(bool),
    /// Something stands in the field of the instant of evaluation.
    AsOfWritten(String),
    /// It is to hold.
    AsOfChosen,
    /// What was asked last is to be asked again.
    AskedAgain,
    /// What is being calculated is to stop.
    Stopped,
    /// How far it is.
    Progressed(Progress),
    /// The engine answered what was asked last.
    Answered(Answer),
    /// The page became so narrow that there is no room for the grid, or wider again.
    Narrowed(bool),
    /// Other lines of the grid are wanted.
    LinesMoved(Span),
    /// Other periods of the grid are wanted.
    PeriodsMoved(Span),
    /// Only lines with these words are wanted.
    Filtered(String),
    /// Only objectives that were missed are wanted, or all.
    OnlyMissed(bool),
    /// The lines are wanted in that order.
    Ordered(Order),
    /// A service is folded or unfolded.
    ServiceTurned(String),
    /// The part of the grid is there.
    GridTold(Answer),
    /// An objective was chosen.
    ObjectiveOpened(String),
    /// It was closed.
    ObjectiveClosed,
    /// A figure was chosen, in that picture or in the grid.
    FigureOpened(Option<Subject>, FigureId),
    /// Its calculation is there.
    FigureWorked(Answer),
    /// It was closed.
    FigureClosed,
    /// The pictures have so many pixels.
    ChartsSized(u32),
    /// The trend is wanted in that unit.
    ChartUnit(Unit),
    /// The pictures are drawn.
    ChartsDrawn(Answer),
    /// The report is to be printed.
    PrintWanted,
    /// A part of it is told.
    PrintTold(Answer),
    /// It was printed, or not.
    Printed,
}

/// The page after an action.
#[must_use]
pub fn reduce(mut state: State, action: Action) -> State {
    match action {
        Action::Went(address) => state.go(address),
        Action::EngineIs(engine) => {
            state.engine = engine;
            if engine.is_lost() {
                state.asked = None;
                state.progress = None;
            }
        }
        Action::EngineRestarted => {
            state.start_engine();
            state.open_files();
        }
        Action::SamplesListed(samples) => state.samples = Some(samples),
        Action::SampleFetched(sample, cards) => state.sample_came(sample, cards),
        Action::SampleLost(id) => {
            if state.fetch == Some(Fetch::Running(id.clone())) {
                state.fetch = Some(Fetch::Failed(id));
            }
        }
        Action::FilesKnown(known) => {
            if state.address.case == Case::Files && state.files.is_empty() {
                state.known = known;
            }
        }
        Action::KnownForgotten => {
            state.known.clear();
            state.open_files();
        }
        Action::FilesAdded(cards) => state.add_files(cards),
        Action::FileRemoved(key) => state.remove_file(key),
        Action::FilesUndone => state.undo_files(),
        Action::ContractChosen(key) => {
            state.contract = Some(key);
            state.open_files();
        }
        Action::Dragged(dragging) => state.dragging = dragging,
        Action::AsOfWritten(text) => {
            state.as_of.draft = text;
            state.as_of.wrong = false;
        }
        Action::AsOfChosen => {
            let as_of = state.as_of.draft.clone();
            state.evaluate(as_of);
        }
        Action::AskedAgain => state.open_files(),
        Action::Stopped => state.replace_engine(Trouble::Stopped),
        Action::Progressed(progress) => {
            state.progress = state.asked.as_ref().map(|_| progress);
        }
        Action::Answered(answer) => state.hear(answer),
        Action::Narrowed(narrow) => {
            state.narrow = narrow;
            state.grid_wish.lines = FIRST_LINES;
        }
        Action::LinesMoved(lines) => state.grid_wish.lines = lines,
        Action::PeriodsMoved(periods) => state.grid_wish.periods = Some(periods),
        Action::Filtered(filter) => {
            state.address.filter = filter;
            state.arrange_grid();
        }
        Action::OnlyMissed(missed) => {
            state.address.missed = missed;
            state.arrange_grid();
        }
        Action::Ordered(order) => {
            state.address.order = Some(order);
            state.arrange_grid();
        }
        Action::ServiceTurned(id) => {
            let turned = &mut state.grid_wish.turned;
            match turned.iter().position(|known| *known == id) {
                Some(at) => drop(turned.remove(at)),
                None => turned.push(id),
            }
        }
        Action::GridTold(Answer::Grid(part)) => state.grid = Some(Shared::from(*part)),
        Action::GridTold(_) => {}
        Action::ObjectiveOpened(objective) => {
            state.address.objective = Some(objective);
            state.address.period = None;
            state.chosen();
        }
        Action::ObjectiveClosed => {
            state.address.objective = None;
            state.address.period = None;
            state.chosen();
        }
        Action::FigureOpened(subject, FigureId { objective, period }) => {
            state.address.objective = Some(objective);
            state.address.period = Some(period);
            state.chosen();
            state.subject = subject;
        }
        Action::FigureWorked(Answer::Worked(worked)) => {
            state.worked = Some(Shared::from(*worked));
        }
        Action::FigureWorked(_) | Action::FigureClosed => {
            state.address.period = None;
            state.chosen();
        }
        Action::ChartsSized(width) => state.chart_wish.width = width,
        Action::ChartUnit(unit) => state.chart_wish.unit = unit,
        Action::ChartsDrawn(Answer::Charts(charts)) => state.charts = Some(Shared::from(*charts)),
        Action::ChartsDrawn(_) => state.charts = None,
        Action::PrintWanted => {
            state.print = Some(Print { sheets: Vec::new(), next: Some(0) });
        }
        Action::PrintTold(Answer::Print(part)) => {
            if let Some(print) = &mut state.print {
                print.sheets.extend(part.sheets);
                print.next = part.next;
            }
        }
        Action::PrintTold(_) | Action::Printed => state.print = None,
    }
    state
}

/// The lines of a grid that are wanted at first.
const FIRST_LINES: Span = Span { from: 0, count: 60 };

impl State {
    /// The report, if there is one.
    #[must_use]
    pub fn account(&self) -> Option<&Shared<Account>> {
        match &self.outcome {
            Outcome::Report(account) => Some(account),
            _ => None,
        }
    }

    /// Whether the start is shown.
    #[must_use]
    pub fn is_start(&self) -> bool {
        self.address.case == Case::Start
    }

    /// The keys of every file that may be asked about again.
    #[must_use]
    pub fn kept_files(&self) -> Vec<u32> {
        let undo = self.undo.iter().flat_map(|undo| &undo.files);
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

    /// The files of before that have not come again.
    #[must_use]
    pub fn missing(&self) -> Vec<&Known> {
        let here = |known: &Known| self.files.iter().any(|file| file.name == known.name);
        self.known.iter().filter(|known| !here(known)).collect()
    }

    /// Goes to an address that the reader chose in the browser.
    fn go(&mut self, address: Address) {
        let before = std::mem::replace(&mut self.address, address);
        self.chosen();
        self.arrange_grid();
        match self.address.case.clone() {
            Case::Start => self.fetch = None,
            Case::Sample(id) if self.sample.as_ref() == Some(&id) => self.come_back(&before),
            Case::Sample(id) => self.fetch = Some(Fetch::Running(id)),
            Case::Files if self.sample.is_none() && !self.files.is_empty() => {
                self.come_back(&before);
            }
            Case::Files => {
                self.set_aside_sample();
                self.as_of_from_address();
                self.open_files();
            }
        }
    }

    /// The same files are looked at as before, perhaps as of another instant.
    fn come_back(&mut self, before: &Address) {
        self.fetch = None;
        if before.as_of != self.address.as_of {
            self.as_of_from_address();
            match self.as_of.chosen.clone() {
                Some(as_of) => self.evaluate(as_of),
                None => self.open_files(),
            }
        }
    }

    /// What the address says of the instant holds; otherwise the sample's, or the files' own.
    fn as_of_from_address(&mut self) {
        self.as_of = match (&self.address.as_of, &self.address.case) {
            (Some(at), _) => AsOf {
                draft: local(at),
                chosen: Some(at.clone()),
                origin: Origin::Typed,
                wrong: false,
            },
            (None, Case::Sample(id)) => AsOf {
                chosen: self.sample_named(id).map(|sample| sample.as_of.clone()),
                origin: Origin::Sample,
                ..AsOf::default()
            },
            (None, _) => AsOf::default(),
        };
    }

    /// The sample of that id, if it is listed.
    #[must_use]
    pub fn sample_named(&self, id: &str) -> Option<&Sample> {
        self.samples.iter().flatten().find(|sample| sample.id == id)
    }

    /// Another objective or figure is looked at.
    fn chosen(&mut self) {
        let figure = self.address.figure();
        if self.worked.as_ref().is_some_and(|worked| Some(&worked.figure) != figure.as_ref()) {
            self.worked = None;
        }
        self.subject = None;
        if self.address.objective.is_some() {
            self.chart_wish.objective.clone_from(&self.address.objective);
        }
    }

    /// The grid is arranged as the address says.
    fn arrange_grid(&mut self) {
        let Address { filter, missed, order, .. } = self.address.clone();
        let wish = GridWish { filter, missed, order, ..self.grid_wish.clone() };
        if wish != self.grid_wish || wish.lines.count == 0 {
            self.grid_wish = GridWish { lines: FIRST_LINES, ..wish };
        }
    }

    fn evaluate(&mut self, as_of: String) {
        let files = self.reported.clone();
        self.ask(Question::Evaluate { as_of }, files);
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
        self.asked = Some(Asked { number: self.last_asked, question, files });
    }

    fn start_engine(&mut self) {
        self.run += 1;
        self.engine = Engine::Starting;
        self.asked = None;
        self.progress = None;
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
