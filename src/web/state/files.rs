//! The files at hand: how they come, go, and come back.

use super::{Address, AsOf, Case, Fetch, Outcome, Sample, Span, State};
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

/// A change of the files that can be taken back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Undo {
    /// A file was taken out of its place.
    Removed(usize, FileCard),
    /// Files were replaced, each by one that has this key now.
    Replaced(Vec<(FileCard, u32)>),
    /// Others came in the place of all.
    SetAside(Vec<FileCard>),
}

impl Undo {
    /// The files that it would bring back.
    pub(super) fn files(&self) -> Vec<&FileCard> {
        match self {
            Self::Removed(_, file) => vec![file],
            Self::Replaced(files) => files.iter().map(|(file, _)| file).collect(),
            Self::SetAside(files) => files.iter().collect(),
        }
    }
}

impl State {
    /// Files were dropped or chosen: at the start or over a sample they are a new case, elsewhere
    /// they join those at hand, each in the place of one of its name.
    pub(super) fn add_files(&mut self, cards: Vec<FileCard>) {
        self.dragging = false;
        if self.is_apart() || self.sample.is_some() || self.fetch.is_some() {
            let own = if self.sample.is_some() { &self.own } else { &self.files };
            let before = own.clone();
            self.undo.clear();
            if !before.is_empty() {
                self.undo.push(Undo::SetAside(before));
            }
            self.new_case();
            self.files = cards;
        } else {
            self.join_files(cards);
        }
        self.address.case = Case::Files;
        self.open_files();
    }

    fn join_files(&mut self, cards: Vec<FileCard>) {
        let before = self.files.clone();
        let mut replaced = Vec::new();
        for card in cards {
            // Files of one name that come together are different ones.
            let old = before.iter().find(|old| old.name == card.name);
            let place = old.and_then(|old| self.files.iter().position(|file| file == old));
            match place.and_then(|place| self.files.get_mut(place)) {
                Some(file) => {
                    if self.contract == Some(file.key) {
                        self.contract = Some(card.key);
                    }
                    replaced.push((std::mem::replace(file, card.clone()), card.key));
                }
                None => self.files.push(card),
            }
        }
        if !replaced.is_empty() {
            self.undo.push(Undo::Replaced(replaced));
        }
    }

    pub(super) fn remove_file(&mut self, key: u32) {
        let Some(place) = self.files.iter().position(|file| file.key == key) else { return };
        let removed = self.files.remove(place);
        if self.sample.is_none() {
            self.undo.push(Undo::Removed(place, removed));
        }
        self.open_files();
    }

    /// Takes the last change of the files back.
    pub(super) fn undo_files(&mut self) {
        match self.undo.pop() {
            Some(Undo::Removed(place, file)) => {
                self.files.insert(place.min(self.files.len()), file);
            }
            Some(Undo::Replaced(files)) => {
                for (old, key) in files {
                    if self.contract == Some(key) {
                        self.contract = Some(old.key);
                    }
                    match self.files.iter_mut().find(|file| file.key == key) {
                        Some(file) => *file = old,
                        None => self.files.push(old),
                    }
                }
            }
            Some(Undo::SetAside(files)) => {
                let newer = std::mem::replace(&mut self.files, files);
                self.new_case();
                // Nothing is lost: those that go can come back in their turn.
                if !newer.is_empty() {
                    self.undo.push(Undo::SetAside(newer));
                }
            }
            None => return,
        }
        self.open_files();
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
        self.arrange_grid();
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
            self.arrange_grid();
            self.files = own;
            self.chosen();
        }
    }

    /// Nothing of the files and the report before is shown any more.
    fn new_case(&mut self) {
        self.fetch = None;
        self.sample = None;
        self.own = Vec::new();
        self.known = Vec::new();
        self.outcome = Outcome::Nothing;
        self.reported = Vec::new();
        self.grid = None;
        self.grid_wish.turned.clear();
        self.grid_wish.periods = None;
        self.worked = None;
        self.trying = false;
        self.otherwise = None;
        self.charts = None;
        self.incidents = None;
        self.incident_lines = Span::default();
        self.incident = None;
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
        let compared = !self.reported.is_empty() && self.reported != files;
        self.ask(Question::Open { names, contract, compared, as_of }, files);
    }
}
