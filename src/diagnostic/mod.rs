//! Telling that a document is wrong: what, where, and what to do about it.
//!
//! Nothing here is a sentence. A [`Fault`] is a code with its place and particulars; the words are
//! made in `format/words`.

mod code;
mod fault;
mod finding;
mod lines;
mod locate;
mod nearest;

pub use code::{Code, Severity};
pub use fault::{Difference, Expected, Fault, FileKind, Place, Shape};
pub use finding::{Finding, Findings, Spot};
pub use locate::locate;
pub use nearest::nearest;
