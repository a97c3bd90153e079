//! The files at hand: how they come, go, and come back.

use super::{Address, AsOf, Case, Fetch, Outcome, Sample, State};
use crate::web::message::Question;

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

/// The files before a change of them.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Undo {
    /// What the change was.
    pub of: UndoOf,
    /// The files.
    pub files: Vec<FileCard>,
}

/// A change of the files that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UndoOf {
    /// The file of this name was taken out.
    Removed(String),
    /// The file of this name was replaced by another.
    Replaced(String),
    /// Others came in the place of all.
    SetAside,
}

impl State {
    /// Files were dropped or chosen: at the start or over a sample they are a new case, elsewhere
    /// they join those at hand, each in the place of one of its name.
    pub(super) fn add_files(&mut self, cards: Vec<FileCard>) {
        self.dragging = false;
        if self.is_start() || self.sample.is_some() || self.fetch.is_some() {
            let own = if self.sample.is_some() { &self.own } else { &self.files };
            let before = own.clone();
            self.undo =
                (!before.is_empty()).then_some(Undo { of: UndoOf::SetAside, files: before });
            self.new_case();
            self.files = cards;
        } else {
            let before = self.files.clone();
            let old = |card: &FileCard| before.iter().find(|old| old.name == card.name);
            let replaced = cards.iter().find_map(old);
            self.undo = replaced
                .map(|old| Undo { of: UndoOf::Replaced(old.name.clone()), files: before.clone() });
            for card in cards {
                let place = self.files.iter().position(|file| {
                    file.name == card.name && before.iter().any(|old| old.key == file.key)
                });
                match place.and_then(|place| self.files.get_mut(place)) {
                    Some(file) => {
                        if self.contract == Some(file.key) {
                            self.contract = Some(card.key);
                        }
                        *file = card;
                    }
                    None => self.files.push(card),
                }
            }
        }
        self.address.case = Case::Files;
        self.open_files();
    }

    pub(super) fn remove_file(&mut self, key: u32) {
        let Some(place) = self.files.iter().position(|file| file.key == key) else { return };
        let before = self.files.clone();
        let removed = self.files.remove(place);
        self.undo = Some(Undo { of: UndoOf::Removed(removed.name), files: before });
        self.open_files();
    }

    /// Takes the last change of the files back.
    pub(super) fn undo_files(&mut self) {
        if let Some(undo) = self.undo.take() {
            self.files = undo.files;
            self.open_files();
        }
    }

    /// The files of a sample came, if it is still wanted.
    pub(super) fn sample_came(&mut self, sample: Sample, cards: Vec<FileCard>) {
        if self.fetch != Some(Fetch::Running(sample.id.clone())) {
            return;
        }
        let own = if self.sample.is_none() { self.files.clone() } else { self.own.clone() };
        let address = self.address.clone();
        self.new_case();
        self.address = address;
        self.own = own;
        self.files = cards;
        self.sample = Some(sample.id);
        self.as_of_from_address();
        self.chosen();
        self.open_files();
    }

    /// The reader's own files take the place of a sample's again.
    pub(super) fn set_aside_sample(&mut self) {
        let own = std::mem::take(&mut self.own);
        if self.sample.is_some() {
            let address = self.address.clone();
            self.new_case();
            self.address = address;
            self.files = own;
            self.chosen();
        }
    }

    /// Nothing of the files and the report before is shown any more.
    fn new_case(&mut self) {
        self.fetch = None;
        self.sample = None;
        self.own = Vec::new();
        self.contract = None;
        self.outcome = Outcome::Nothing;
        self.reported = Vec::new();
        self.grid = None;
        self.grid_wish.turned.clear();
        self.grid_wish.periods = None;
        self.worked = None;
        self.charts = None;
        self.chart_wish.objective = None;
        self.as_of = AsOf::default();
        self.address = Address { case: self.address.case.clone(), ..Address::default() };
        self.arrange_grid();
    }

    /// Asks for the report of the files at hand, once all that are known to belong to it are here.
    pub(super) fn open_files(&mut self) {
        if self.files.is_empty() {
            self.asked = None;
            self.outcome = Outcome::Nothing;
        } else if self.missing().is_empty() {
            self.ask_to_open(self.files.clone(), self.as_of.chosen.clone());
        }
    }

    pub(super) fn ask_to_open(&mut self, files: Vec<FileCard>, as_of: Option<String>) {
        let names = files.iter().map(|file| file.name.clone()).collect();
        let contract = files.iter().position(|file| Some(file.key) == self.contract);
        let contract = contract.and_then(|place| u32::try_from(place).ok());
        let compared = !self.reported.is_empty();
        self.ask(Question::Open { names, contract, compared, as_of }, files);
    }
}
