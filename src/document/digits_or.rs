//! A number, or what stands for more than a number can say.

use std::borrow::Cow;

use jiter::Peek;
use serde_json::{Value as Json, json};

use super::amend::{Misled, New};
use super::read::{Broken, Reader, Value};
use super::token::Digits;
use crate::diagnostic::Shape;

/// A decimal, or an object in its place.
#[derive(Clone, Debug)]
pub enum DigitsOr<'j, T> {
    /// `"250.00"`
    Digits(Digits<'j>),
    /// `{ … }`
    Object(T),
}

impl<'j, T: Value<'j>> Value<'j> for DigitsOr<'j, T> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(Digits::read(reader, peek)?.map(Self::Digits)),
            Peek::Object => Ok(T::read(reader, peek)?.map(Self::Object)),
            _ if peek.is_num() => Ok(Digits::read(reader, peek)?.map(Self::Digits)),
            _ => reader.wrong_shape(peek, &[Shape::Decimal, Shape::Object]),
        }
    }

    fn schema() -> Json {
        json!({ "anyOf": [<Digits as Value>::schema(), T::schema()] })
    }

    fn put(&mut self, path: &[Cow<'_, str>], new: &mut New<'j, '_>) -> Result<(), Misled> {
        match self {
            Self::Object(object) if !path.is_empty() => object.put(path, new),
            _ if path.is_empty() => {
                new.whole(self);
                Ok(())
            }
            _ => Err(Misled::among(Vec::new())),
        }
    }
}
