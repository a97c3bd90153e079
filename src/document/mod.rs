//! What was written: the files' fields as they stand, without an opinion about their values.
//!
//! A field is named once, in [`contract`] or [`incidents`]. From that one declaration come the
//! struct, the reader that collects every fault on its way, and the published JSON Schema.

mod amend;
pub mod contract;
mod digits_or;
mod few;
pub mod incidents;
mod kind;
mod object;
mod read;
mod scan;
mod schema;
mod token;
mod word_or;

pub use amend::{Later, Misled, New};
pub use digits_or::DigitsOr;
pub use few::Few;
pub use kind::{Kind, recognise, without_mark};
pub use object::{Members, Part};
pub use read::{Broken, OnIncident, Reader, Source, Value};
pub use schema::schemas;
pub use token::{Answer, Bound, Date, Digits, Moment, Text, Token};
pub use word_or::WordOr;
