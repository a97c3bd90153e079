//! The agreement as a document to be read, a part at a time.

use serde::{Deserialize, Serialize};

/// A part of the agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractPart {
    /// Every section by its id, with what stands over it.
    pub sections: Vec<[String; 2]>,
    /// The entry with which this part begins, counted from 0.
    pub from: u32,
    /// Its entries.
    pub entries: Vec<ContractEntryView>,
    /// The entry with which the next part begins, if there is one.
    pub next: Option<u32>,
}

/// Something agreed, with its clause.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractEntryView {
    /// Its section, by position.
    pub section: u32,
    /// What stands over it, if anything.
    pub title: String,
    /// Its id within the section, where other parts lead to it.
    pub id: Option<String>,
    /// The id of the objective whose results it leads to.
    pub objective: Option<String>,
    /// The clause that says so.
    pub clause: Option<String>,
    /// What the clause says.
    pub text: Option<String>,
    /// What is agreed, line by line.
    pub lines: Vec<ContractLineView>,
    /// How many lines more there are.
    pub unlisted: Option<String>,
}

/// A line of an agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ContractLineView {
    /// What it is about; nothing where the rest is a sentence.
    pub what: String,
    /// What is agreed of it.
    pub how: String,
    /// Whether it is stated or holds by default, where it answers an open question.
    pub by: String,
    /// The id of the calendar that it leads to.
    pub calendar: Option<String>,
}
