//! Everything that can happen to the page, and what becomes of it.

use super::Bundle;
use super::{
    Answer, Engine, FIRST_INCIDENTS, FIRST_LINES, Fetch, FigureId, FileCard, Filter, IncidentOrder,
    Known, Order, Print, Progress, Sample, Shared, Span, State, Subject, Trouble, Unit,
};
use crate::web::address::{Address, Aspect};
use crate::web::message::{By, PromiseId, QuoteWish};

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
    /// The reader wants to see the agreements that people sign.
    AgreementsAsked,
    /// Their list is there.
    AgreementsListed(Vec<Sample>),
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
    /// The page became so narrow that a calculation covers the report, or wider again.
    Covered(bool),
    /// Other lines of the grid are wanted.
    LinesMoved(Span),
    /// Other periods of the grid are wanted.
    PeriodsMoved(Span),
    /// Only what this filter leaves is wanted, of the report or of the incidents.
    Filtered(Filter),
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
    /// The reader wants to know what other readings make of it, or no longer.
    OtherwiseWanted(bool),
    /// What those that were tried make of it is there.
    OtherwiseTold(Answer),
    /// It was closed.
    FigureClosed,
    /// The pictures have so many pixels.
    ChartsSized(u32),
    /// The trend of another objective is wanted.
    ChartChosen(String),
    /// The trend is wanted in that unit.
    ChartUnit(Unit),
    /// Downtime is to be told apart otherwise.
    CostsBy(By),
    /// The pictures are drawn.
    ChartsDrawn(Answer),
    /// The incidents are wanted in that order.
    IncidentsOrdered(IncidentOrder),
    /// Other lines of the list of incidents are wanted.
    IncidentsMoved(Span),
    /// Some of the incidents are there.
    IncidentsTold(Answer),
    /// An incident was chosen in a picture, by its id.
    IncidentOpened(String),
    /// The picture of an incident has so many pixels.
    IncidentSized(u32),
    /// The incident is there.
    IncidentTold(Answer),
    /// The file of all agreements is here, or cannot be had.
    BundleCame(bool),
    /// It is to be fetched again.
    BundleWanted,
    /// Something else stands in the fields of what is asked of agreements.
    QuoteTyped(QuoteWish),
    /// Agreements of one kind, or all, are to be seen.
    KindChosen(Option<String>),
    /// What agreements would pay is there.
    QuoteTold(Answer),
    /// A promise was chosen among what agreements would pay, or is closed.
    PromiseOpened(Option<PromiseId>),
    /// Its calculation is there.
    QuoteWorked(Answer),
    /// A part of the agreement is there.
    ContractTold(Answer),
    /// The report is to be printed.
    PrintWanted,
    /// A part of it is told.
    PrintTold(Answer),
    /// It was printed, or not.
    Printed,
}

/// The page after an action.
#[must_use]
pub fn reduce(state: State, action: Action) -> State {
    let before = state.address.clone();
    // What is closed is left, not gone on from: there is no step more to go back.
    let puts_right = matches!(
        action,
        Action::FigureWorked(_)
            | Action::GridTold(_)
            | Action::IncidentTold(_)
            | Action::FigureClosed
            | Action::ObjectiveClosed
            | Action::QuoteWorked(_)
            | Action::PromiseOpened(None)
    );
    let mut state = act(state, action);
    state.note_whole();
    if state.address != before {
        state.rewritten = puts_right;
    }
    state
}

fn act(mut state: State, action: Action) -> State {
    match action {
        Action::Went(address) => state.go(address),
        Action::EngineIs(engine) => {
            state.engine = engine;
            if engine.is_lost() {
                state.asked = None;
                state.progress = None;
                state.print = None;
            }
        }
        Action::EngineRestarted => {
            state.start_engine();
            state.open_files();
        }
        Action::SamplesListed(samples) => state.samples = Some(samples),
        Action::AgreementsAsked => state.agreements_asked = true,
        Action::AgreementsListed(agreements) => state.agreements = Some(agreements),
        Action::SampleFetched(sample, cards) => state.sample_came(sample, cards),
        Action::SampleLost(id) => {
            if state.fetch == Some(Fetch::Running(id.clone())) {
                state.fetch = Some(Fetch::Failed(id));
            }
        }
        Action::FilesKnown(known) => {
            state.noted = known;
            state.ask_for_known();
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
            state.evaluate(as_of, true);
        }
        Action::AskedAgain => state.ask_again(),
        Action::Stopped => {
            state.stopped = state.asked.take();
            state.replace_engine(Trouble::Stopped);
        }
        Action::Progressed(progress) => {
            state.progress = state.asked.as_ref().map(|_| progress);
        }
        Action::Answered(answer) => state.hear(answer),
        Action::Narrowed(narrow) => {
            state.narrow = narrow;
            state.grid_wish.lines = FIRST_LINES;
        }
        Action::Covered(covered) => state.covered = covered,
        Action::LinesMoved(lines) => state.grid_wish.lines = lines,
        Action::PeriodsMoved(periods) => state.grid_wish.periods = Some(periods),
        Action::Filtered(filter) => {
            state.address.filter = filter;
            state.incident_lines = FIRST_INCIDENTS;
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
        Action::GridTold(Answer::Grid(part)) => {
            let only = part.wish.only.as_ref();
            if only.is_some() && only == state.address.objective.as_ref() && part.lines.is_empty() {
                // The address names an objective that is not there.
                state.look_at(None, None);
            }
            state.grid = Some(Shared::from(*part));
        }
        Action::ChartsDrawn(Answer::Charts(charts)) => state.charts = Some(Shared::from(*charts)),
        Action::GridTold(_) | Action::ChartsDrawn(_) => {}
        Action::ChartChosen(objective) if state.narrow => {
            state.chart_wish.objective = Some(objective);
        }
        Action::ObjectiveOpened(objective) | Action::ChartChosen(objective) => {
            state.look_at(Some(objective), None);
        }
        Action::ObjectiveClosed => state.look_at(None, None),
        Action::FigureOpened(subject, FigureId { objective, period }) => {
            state.revive();
            state.look_at(Some(objective), Some(period));
            state.subject = subject;
        }
        Action::FigureWorked(Answer::Worked(worked)) => {
            state.worked = Some(Shared::from(*worked));
        }
        Action::FigureWorked(Answer::Nothing) if state.is_settled() => {
            state.look_at(state.address.objective.clone(), None);
        }
        Action::FigureWorked(_) => {}
        Action::OtherwiseWanted(wanted) => {
            if wanted {
                state.revive();
            }
            state.trying = wanted;
        }
        Action::OtherwiseTold(Answer::Otherwise(told)) => {
            state.otherwise = Some(Shared::from(*told));
        }
        Action::OtherwiseTold(_) => state.trying = false,
        Action::FigureClosed => {
            // Where the report has no room beside the objective's page, back to the picture.
            let to_picture = state.narrow && state.subject.is_some();
            let objective = state.address.objective.clone().filter(|_| !to_picture);
            state.look_at(objective, None);
        }
        Action::IncidentsOrdered(order) => {
            state.address.incident_order = order;
            state.incident_lines = FIRST_INCIDENTS;
        }
        Action::IncidentsMoved(lines) => state.incident_lines = lines,
        Action::IncidentsTold(Answer::Incidents(part)) => {
            state.incidents = Some(Shared::from(*part));
        }
        Action::IncidentOpened(id) => {
            state.look_at(None, None);
            state.address.filter = state.address.filter.of_both();
            state.address.aspect = Aspect::Incident(id);
        }
        Action::IncidentSized(width) => state.incident_width = width,
        Action::IncidentTold(Answer::Incident(page)) => {
            state.incident = Some(Shared::from(*page));
        }
        Action::IncidentTold(Answer::Nothing) if state.is_settled() => {
            // The address names an incident that is not there.
            state.address.aspect = Aspect::Incidents;
        }
        Action::ContractTold(Answer::Contract(part)) => state.contract_came(*part),
        Action::IncidentsTold(_) | Action::IncidentTold(_) | Action::ContractTold(_) => {}
        Action::ChartsSized(width) => state.chart_wish.width = width,
        Action::ChartUnit(unit) => state.chart_wish.unit = unit,
        Action::CostsBy(by) => state.chart_wish.by = by,
        Action::BundleCame(here) => {
            state.quoting.bundle = if here { Bundle::Here } else { Bundle::Lost };
        }
        Action::BundleWanted => state.quoting.bundle = Bundle::Awaited,
        Action::QuoteTyped(wish) => state.address.quote.wish = wish,
        Action::KindChosen(kind) => state.address.quote.kind = kind,
        Action::QuoteTold(answer) => state.hear_quote(answer),
        Action::PromiseOpened(promise) => state.open_promise(promise),
        Action::QuoteWorked(answer) => state.hear_promise(answer),
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
