//! Faults of documents, in words.

use serde::{Deserialize, Serialize};

/// Faults, of which only the first are listed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultList {
    /// What they mean for the calculation.
    pub headline: String,
    /// How many there are of each kind, where that is worth saying.
    pub count: Option<String>,
    /// The first of them, errors before warnings.
    pub listed: Vec<FaultView>,
    /// How many more there are, in digits.
    pub unlisted: Option<String>,
}

/// A fault: what, where, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FaultView {
    /// Whether it stops the calculation.
    pub error: bool,
    /// `Error` or `Warning`, in words.
    pub severity: String,
    /// Its code.
    pub code: String,
    /// Where; nothing where it concerns the set of files.
    pub place: Option<PlaceView>,
    /// What is wrong.
    pub message: String,
    /// What would be right.
    pub hints: Vec<String>,
}

/// A spot in a file; what is invisible in its texts is spelled out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceView {
    /// The file, by its position.
    pub file: u32,
    /// The file's name.
    pub name: String,
    /// The line, from one on.
    pub line: u64,
    /// The column, from one on.
    pub column: u64,
    /// JSON Pointer (RFC 6901) of the value or member; empty for the whole document.
    pub pointer: String,
    /// The file's own line: before the spot, the spot, and after it; nothing where it tells nothing.
    pub excerpt: Option<[String; 3]>,
}
