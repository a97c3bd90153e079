//! A word, or what stands for more than a word can say.

use jiter::Peek;
use serde_json::{Value as Json, json};

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
}
