//! What happened.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::event::Word;
use super::{
    Before, ClaimMade, Corrected, Correction, Declared, Deed, Incidents, Invoices, Measurement,
    Record, Series,
};
use crate::units::{Instant, Interval};

/// All incidents of all files, and what the files are evidence for.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// The files, in order.
    pub origins: Vec<Origin>,
    /// The incidents, in order of file and position, each once.
    pub incidents: Incidents,
    /// The maintenance that was done.
    pub maintenance: Vec<Record>,
    /// The spans that do not count.
    pub exclusion_spans: Vec<Declared>,
    /// The spans of which nothing is known.
    pub unknown: Vec<Declared>,
    /// What was measured elsewhere.
    pub measurements: Vec<Measurement>,
    /// Requests, step by step; of one service and the same labels no two at one instant.
    pub series: Arc<Vec<Series>>,
    /// What was invoiced.
    pub charges: Invoices,
    /// What was done.
    pub deeds: Vec<Deed>,
    /// The claims that were made, in order of file and position.
    pub claims: Vec<ClaimMade>,
    /// What was charged and credited before.
    pub before: Before,
    /// How many were told again in the same way.
    pub told_again: u64,
    /// The words that they share: priorities, causes, reasons, labels.
    pub words: Words,
    /// What was corrected, in the order in which it was.
    pub corrections: Vec<Correction>,
    /// Which of these, by position, say what fields of incidents and records say.
    pub applied: BTreeMap<(Corrected, &'static str), usize>,
}

/// Words, each once.
#[derive(Clone, Debug, Default)]
pub struct Words {
    known: Vec<String>,
    positions: HashMap<String, Word, FixedState>,
}

impl Words {
    /// The word of that text, which is put with the others if it is new.
    pub fn put(&mut self, text: &str) -> Word {
        if let Some(word) = self.find(text) {
            return word;
        }
        let word = Word(u32::try_from(self.known.len()).unwrap_or(u32::MAX));
        self.known.push(text.to_owned());
        self.positions.insert(text.to_owned(), word);
        word
    }

    /// The word of that text, if any incident has it.
    #[must_use]
    pub fn find(&self, text: &str) -> Option<Word> {
        self.positions.get(text).copied()
    }

    /// What a word says.
    #[must_use]
    pub fn text(&self, word: Word) -> &str {
        self.known.get(word.0 as usize).map(String::as_str).unwrap_or_default()
    }
}

/// One file of incidents.
#[derive(Clone, Debug, Default)]
pub struct Origin {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// The system that recorded it.
    pub system: Option<String>,
    /// When it was exported.
    pub exported_at: Option<Instant>,
    /// The time that it says it is evidence for.
    pub covers: Option<Interval>,
}
