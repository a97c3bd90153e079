//! Series of requests, as they are written.

use jiter::Peek;
use serde_json::{Value as Json, json};

use crate::diagnostic::Shape;
use crate::document::object::{Members, object};
use crate::document::read::{Broken, Reader, Source, Value};
use crate::document::scan::Scan;
use crate::document::token::{Digits, Moment, Text};

object! {
    /// How many requests there were, and how many of them succeeded, step by step.
    Series {
        /// The service, by id.
        required service: Text<'j>,
        /// What it says of itself: a site, a region, a customer. No two series of one service and
        /// the same labels tell of one instant.
        optional labels: Members<'j, Text<'j>>,
        /// The first instant of the first step.
        required from: Moment<'j>,
        /// How long each step is: `"PT5M"`.
        required step: Text<'j>,
        /// How many requests of each step succeeded; null where the step is missing.
        required good: Counts,
        /// How many requests of each step there were; null where the step is missing.
        required total: Counts,
    }
}

/// A list of counts. There may be a million of them: it is noted where they begin, and they are read
/// again, one by one, where they are wanted.
#[derive(Clone, Copy, Debug)]
pub struct Counts {
    start: usize,
}

/// A count as it is written.
#[derive(Clone, Copy, Debug)]
pub enum Count<'j> {
    /// Digits.
    Digits(Digits<'j>),
    /// Null: nothing is known.
    Missing,
    /// What is no count; that is told already.
    Other,
}

impl Counts {
    /// The counts in order, each with the byte at which it begins.
    pub fn of<'j>(self, source: Source<'j>) -> impl Iterator<Item = (usize, Count<'j>)> {
        let mut json = Scan::new(source.text, self.start);
        let mut next = json.first_item();
        std::iter::from_fn(move || {
            // What breaks the grammar was found when the list was read first.
            let peek = next.as_ref().ok().copied().flatten()?;
            let byte = json.byte();
            let count = match peek {
                _ if peek.is_num() => {
                    json.number(peek).ok()?.map(|it| Count::Digits(Digits(it)))?
                }
                peek => {
                    json.skip(peek).ok()?;
                    if peek == Peek::Null { Count::Missing } else { Count::Other }
                }
            };
            next = json.next_item();
            Some((byte, count))
        })
    }
}

impl<'j> Value<'j> for Counts {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        if peek != Peek::Array {
            return reader.wrong_shape(peek, &[Shape::List]);
        }
        let start = reader.byte();
        reader.list(&mut |reader, _, peek| match peek {
            _ if peek.is_num() || peek == Peek::Null => reader.skip(peek),
            peek => reader.wrong_shape::<()>(peek, &[Shape::WholeNumber]).map(|_| ()),
        })?;
        Ok(Some(Self { start }))
    }

    fn schema() -> Json {
        json!({ "type": "array", "items": { "type": ["integer", "null"], "minimum": 0 } })
    }
}
