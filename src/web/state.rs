//! All that the page knows, and how each action changes it.

use super::message::{
    Answer, ChartWish, Charts, FaultList, Question, Sample, Span, Subject, Unit, Window, Worked,
};
use super::names::{mark_calculation, mark_report};
use super::shared::Shared;

/// The page at one moment.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct State {
    /// How the engine is.
    pub engine: Engine,
    /// Counts the engines that were started.
    pub run: u32,
    /// The samples there are.
    pub samples: Vec<Sample>,
    /// The sample that is being fetched, or could not be.
    pub fetch: Option<Fetch>,
    /// The files at hand, in order.
    pub files: Vec<FileCard>,
    /// Whether they are a sample's.
    pub is_sample: bool,
    /// As of when.
    pub as_of: AsOf,
    /// What the engine is to find out, and has not answered.
    pub asked: Option<Asked>,
    /// Counts what was asked.
    pub last_asked: u32,
    /// What it found.
    pub outcome: Outcome,
    /// The figure whose calculation is open.
    pub figure: Option<Figure>,
    /// Which pictures are wanted.
    pub chart_wish: ChartWish,
    /// The pictures, once they are drawn.
    pub charts: Option<Shared<Charts>>,
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

/// How the fetching of a sample goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fetch {
    /// It is on its way.
    Running(String),
    /// It could not be had; its title.
    Failed(String),
}

/// A file at hand; its content stays with the browser.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FileCard {
    /// Names it among all files that the page has had.
    pub key: u32,
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
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

/// A question to the engine with its number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Asked {
    /// The number.
    pub number: u32,
    /// The question.
    pub question: Question,
}

/// What the engine found.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Outcome {
    /// Nothing yet.
    #[default]
    Nothing,
    /// A report.
    Report(Shared<Window>),
    /// Why there is none.
    Faults(Shared<FaultList>),
    /// That an instant of evaluation has to be chosen.
    AsOfMissing,
    /// That the file of this name cannot be read.
    Unreadable(String),
}

/// A figure of the grid whose calculation is open.
#[derive(Clone, Debug, PartialEq)]
pub struct Figure {
    /// The objective's position among all.
    pub objective: u32,
    /// The period's position among all.
    pub period: u32,
    /// The picture that led to it; nothing where the grid did.
    pub subject: Option<Subject>,
    /// The calculation, once it is there.
    pub worked: Option<Shared<Worked>>,
}

/// Everything that can happen to the page.
#[derive(Clone, Debug)]
pub enum Action {
    /// The engine is otherwise than before.
    EngineIs(Engine),
    /// The reader wants the engine started again.
    EngineRestarted,
    /// The list of samples is there.
    SamplesListed(Vec<Sample>),
    /// A sample was chosen and is on its way.
    SampleChosen(String),
    /// Its files are there.
    SampleFetched(Sample, Vec<FileCard>),
    /// It cannot be had.
    SampleLost(String),
    /// Files were dropped or chosen.
    FilesAdded(Vec<FileCard>),
    /// A file was taken out.
    FileRemoved(u32),
    /// All files were taken out.
    FilesCleared,
    /// Files are being dragged over the page, or no longer.
    Dragged(bool),
    /// Something stands in the field of the instant of evaluation.
    AsOfWritten(String),
    /// It is to hold.
    AsOfChosen,
    /// The engine answered what was asked last.
    Answered(Answer),
    /// Another part of the grid is wanted.
    WindowMoved(Span, Span),
    /// A figure was chosen.
    FigureOpened(u32, u32),
    /// A figure was chosen in a picture.
    MarkOpened(Subject, u32, u32),
    /// Its calculation is there.
    FigureWorked(Answer),
    /// It was closed.
    FigureClosed,
    /// The pictures have so many pixels.
    ChartsSized(u32),
    /// The trend of another objective is wanted.
    ChartChosen(u32),
    /// The trend is wanted in that unit.
    ChartUnit(Unit),
    /// The pictures are drawn.
    ChartsDrawn(Answer),
}

/// The page after an action.
#[must_use]
pub fn reduce(mut state: State, action: Action) -> State {
    match action {
        Action::EngineIs(engine) => {
            state.engine = engine;
            if engine.is_lost() {
                state.asked = None;
            }
        }
        Action::EngineRestarted => {
            state.engine = Engine::Starting;
            state.run += 1;
            state.open_files();
        }
        Action::SamplesListed(samples) => state.samples = samples,
        Action::SampleChosen(title) => state.fetch = Some(Fetch::Running(title)),
        Action::SampleFetched(sample, files) => {
            // Whoever closed the page's files or dropped others meanwhile wants no sample.
            if state.fetch == Some(Fetch::Running(sample.title)) {
                state = State { files, is_sample: true, ..state.emptied() };
                state.as_of.chosen = Some(sample.as_of);
                state.as_of.origin = Origin::Sample;
                state.open_files();
            }
        }
        Action::SampleLost(title) => state.fetch = Some(Fetch::Failed(title)),
        Action::FilesAdded(files) => {
            state.dragging = false;
            if state.is_sample {
                state = state.emptied();
            }
            state.fetch = None;
            // A file that comes again is the repaired one.
            state.files.retain(|old| files.iter().all(|new| new.name != old.name));
            state.files.extend(files);
            state.open_files();
        }
        Action::FileRemoved(key) => {
            state.files.retain(|file| file.key != key);
            state.is_sample = false;
            if state.files.is_empty() {
                state = state.emptied();
            } else {
                state.open_files();
            }
        }
        Action::FilesCleared => state = state.emptied(),
        Action::Dragged(dragging) => state.dragging = dragging,
        Action::AsOfWritten(text) => {
            state.as_of.draft = text;
            state.as_of.wrong = false;
        }
        Action::AsOfChosen => {
            let as_of = state.as_of.draft.clone();
            state.ask(Question::Evaluate { as_of });
        }
        Action::Answered(answer) => state.hear(answer),
        Action::WindowMoved(objectives, periods) => {
            state.ask(Question::Window { objectives, periods });
        }
        Action::FigureOpened(objective, period) => {
            state.figure = Some(Figure { objective, period, subject: None, worked: None });
        }
        Action::MarkOpened(subject, objective, period) => {
            let subject = Some(subject);
            state.figure = Some(Figure { objective, period, subject, worked: None });
        }
        Action::FigureWorked(Answer::Worked(mut worked)) => {
            mark_report(&mut worked.report);
            mark_calculation(&mut worked.calculation);
            if let Some(figure) = &mut state.figure {
                figure.worked = Some(Shared::from(*worked));
            }
        }
        Action::FigureWorked(_) | Action::FigureClosed => state.figure = None,
        Action::ChartsSized(width) => state.chart_wish.width = width,
        Action::ChartChosen(objective) => state.chart_wish.objective = Some(objective),
        Action::ChartUnit(unit) => state.chart_wish.unit = unit,
        Action::ChartsDrawn(Answer::Charts(charts)) => state.charts = Some(Shared::from(*charts)),
        Action::ChartsDrawn(_) => state.charts = None,
    }
    state
}

impl State {
    /// The report, if there is one.
    #[must_use]
    pub fn window(&self) -> Option<&Shared<Window>> {
        match &self.outcome {
            Outcome::Report(window) => Some(window),
            _ => None,
        }
    }

    /// The page without files; engine and samples stay.
    fn emptied(self) -> Self {
        Self {
            engine: self.engine,
            run: self.run,
            samples: self.samples,
            last_asked: self.last_asked,
            chart_wish: self.chart_wish,
            ..Self::default()
        }
    }

    fn open_files(&mut self) {
        self.figure = None;
        self.chart_wish.objective = None;
        self.charts = None;
        if self.as_of.origin == Origin::Proposed {
            self.as_of = AsOf::default();
        }
        if !self.files.is_empty() {
            let names = self.files.iter().map(|file| file.name.clone()).collect();
            self.ask(Question::Open { names, as_of: self.as_of.chosen.clone() });
        }
    }

    fn ask(&mut self, question: Question) {
        if self.engine.is_lost() {
            return;
        }
        self.last_asked += 1;
        self.asked = Some(Asked { number: self.last_asked, question });
    }

    fn hear(&mut self, answer: Answer) {
        let asked = self.asked.take();
        let chosen = asked.is_some_and(|it| matches!(it.question, Question::Evaluate { .. }));
        self.outcome = match answer {
            Answer::Report(mut window) => {
                let as_of = &window.report.provenance.as_of.at;
                if chosen {
                    self.as_of.chosen = Some(as_of.clone());
                    self.as_of.origin = Origin::Typed;
                }
                self.as_of.draft = local(as_of);
                self.as_of.wrong = false;
                mark_report(&mut window.report);
                self.keep_figure(&window);
                Outcome::Report(Shared::from(*window))
            }
            Answer::Faults(faults) => Outcome::Faults(Shared::from(faults)),
            Answer::AsOfMissing => Outcome::AsOfMissing,
            Answer::AsOfWrong => {
                self.as_of.wrong = true;
                return;
            }
            Answer::Unreadable(name) => Outcome::Unreadable(name),
            Answer::Worked(_) | Answer::Charts(_) | Answer::Exported(_) | Answer::Nothing => return,
        };
        if self.window().is_none() {
            self.figure = None;
        }
    }

    /// Leaves the open figure open, to be worked out anew, where it is still one.
    fn keep_figure(&mut self, window: &Window) {
        let here = |figure: &Figure| {
            figure.objective < window.all_objectives && figure.period < window.all_periods
        };
        self.figure = self.figure.take().filter(here);
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
