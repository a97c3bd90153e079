//! A word, or what stands for more than a word can say.

use std::borrow::Cow;

use jiter::Peek;
use serde_json::{Value as Json, json};

use super::amend::{Misled, New};
use super::read::{Broken, Reader, Value};
use super::token::Text;
use crate::diagnostic::Shape;

/// A word, or an object in its place.
#[derive(Clone, Debug)]
pub enum WordOr<'j, T> {
    /// `"none"`
    Word(Text<'j>),
    /// `{ … }`
    Object(T),
}

impl<'j, T: Value<'j>> Value<'j> for WordOr<'j, T> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(Text::read(reader, peek)?.map(Self::Word)),
            Peek::Object => Ok(T::read(reader, peek)?.map(Self::Object)),
            _ => reader.wrong_shape(peek, &[Shape::Text, Shape::Object]),
        }
    }

    fn schema() -> Json {
        json!({ "anyOf": [<Text as Value>::schema(), T::schema()] })
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
