//! Putting another value in the place of a part of what was read.

use std::borrow::Cow;

use jiter::Peek;
use serde_json::{Value as Json, json};

use super::read::{Broken, Reader, Source, Value};
use crate::diagnostic::{Code, Expected, Finding, Findings, Spot};

/// A value of any shape, which is read when it is known where it belongs.
#[derive(Clone, Copy, Debug)]
pub struct Later {
    /// The byte at which it begins.
    pub start: usize,
    is_null: bool,
}

impl<'j> Value<'j> for Later {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        let later = Self { start: reader.byte(), is_null: peek == Peek::Null };
        reader.skip(peek)?;
        Ok(Some(later))
    }

    fn schema() -> Json {
        json!({})
    }
}

/// What is put in the place of a part: a value, or nothing.
#[derive(Debug)]
pub struct New<'j, 'f> {
    /// The text of which it is a part.
    pub source: Source<'j>,
    /// Where it stands; nothing where the part is taken out.
    pub later: Option<Later>,
    /// What is amiss with it.
    pub findings: &'f mut Findings,
}

impl<'j> New<'j, '_> {
    /// Whether the part is taken out.
    #[must_use]
    pub fn is_nothing(&self) -> bool {
        self.later.is_none_or(|later| later.is_null)
    }

    /// The new value, where it has the right shape.
    pub(super) fn read<T: Value<'j>>(&mut self) -> Option<T> {
        Reader::part(self.source, self.later?.start, self.findings)
    }

    /// Puts it in the place of a value that must be there.
    pub(super) fn whole<T: Value<'j>>(&mut self, place: &mut T) {
        if let Some(new) = self.read() {
            *place = new;
        }
    }

    /// Puts it in the place of a field, or of a part of that.
    pub(super) fn field<T: Value<'j>>(
        &mut self,
        (name, required): (&str, bool),
        place: &mut Option<T>,
        rest: &[Cow<'_, str>],
    ) -> Result<(), Misled> {
        match place {
            _ if rest.is_empty() && !self.is_nothing() => *place = self.read(),
            _ if rest.is_empty() && required => {
                let byte = self.later.map_or(0, |later| later.start);
                let spot = Spot { file: self.source.file, byte };
                let missing = Expected::Field(name.to_owned());
                self.findings.push(Finding::new(Code::MissingField, spot).expected(missing));
            }
            _ if rest.is_empty() => *place = None,
            Some(place) => place.put(rest, self)?,
            None => return Err(Misled::among(Vec::new())),
        }
        Ok(())
    }
}

/// That a path leads nowhere.
#[derive(Debug, PartialEq, Eq)]
pub struct Misled {
    /// What it could have named there.
    pub known: Vec<String>,
}

impl Misled {
    pub(super) fn among(known: Vec<String>) -> Self {
        Self { known }
    }
}

/// Puts a value in the place of an item of a list, found by its id, or of a part of that.
pub(super) fn put_item<'j, T: Value<'j>>(
    items: &mut Vec<T>,
    (id, rest): (&str, &[Cow<'_, str>]),
    new: &mut New<'j, '_>,
) -> Result<(), Misled> {
    let is_own = |item: &T| item.id().is_some_and(|own| own.decoded() == id);
    let Some(place) = items.iter().position(is_own) else {
        let known = items.iter().filter_map(|item| Some(item.id()?.decoded().into_owned()));
        return Err(Misled::among(known.collect()));
    };
    match items.get_mut(place) {
        _ if rest.is_empty() && new.is_nothing() => {
            items.remove(place);
        }
        Some(item) => item.put(rest, new)?,
        None => {}
    }
    Ok(())
}
