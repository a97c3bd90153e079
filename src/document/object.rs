//! One declaration of an object's fields, and all that follows from it.

use std::borrow::Cow;
use std::collections::BTreeSet;

use serde_json::{Map as JsonMap, Value as Json, json};

use jiter::Peek;

use super::amend::{Misled, New};
use super::read::{Broken, Reader, Value};
use super::token::{Text, Token};
use crate::diagnostic::{Code, Expected, Finding, Shape, nearest};

/// A field as it is declared.
pub(super) struct Field {
    pub(super) name: &'static str,
    pub(super) required: bool,
}

/// Some fields of an object, as bits by their positions.
pub(super) type Bits = u64;

/// Whether an object must have the fields that are required, or is a part of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Need {
    Whole,
    Part,
}

/// An object of declared fields.
pub(super) trait Object<'j>: Value<'j> + Default {
    /// Reads the fields that are there, and says which: those that are null among them; nothing
    /// where the value is no object.
    fn read_into(
        &mut self,
        reader: &mut Reader<'j, '_>,
        peek: Peek,
        need: Need,
    ) -> Result<Option<Bits>, Broken>;

    /// Its fields.
    fn fields() -> &'static [Field];
}

/// Some fields of an object, to be put in the place of those that another has.
#[derive(Clone, Debug, Default)]
pub struct Part<T> {
    /// Their values; nothing of a field that is null, which is to be taken out.
    pub value: T,
    /// The names of those that are here.
    pub named: Vec<&'static str>,
}

impl<T> Part<T> {
    /// Whether the field of that name is here.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        self.named.contains(&name)
    }
}

impl<'j, T: Object<'j>> Value<'j> for Part<T> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        let mut value = T::default();
        let named = value.read_into(reader, peek, Need::Part)?;
        let name = |named: Bits| {
            let fields = T::fields().iter().enumerate();
            let here = fields.filter(|(at, _)| named & (1 << at) != 0);
            here.map(|(_, field)| field.name).collect()
        };
        Ok(named.map(|named| Self { value, named: name(named) }))
    }

    fn schema() -> Json {
        let mut schema = T::schema();
        if let Json::Object(schema) = &mut schema {
            schema.remove("required");
        }
        schema
    }
}

/// The most fields that an object can declare.
pub(super) const MOST_FIELDS: usize = Bits::BITS as usize;

/// Declares an object: its struct, its reader, its schema.
///
/// Each field is `required name: Type` or `optional name: Type`; in the struct it is
/// `Option<Type>` either way, for what was written may lack it. The struct also says at which
/// byte the object `start`s.
macro_rules! object {
    ($(#[doc = $doc:literal])* $name:ident {
        $($(#[doc = $meaning:literal])+ $need:ident $field:ident : $type:ty,)*
    }) => {
        $(#[doc = $doc])*
        #[derive(Clone, Debug, Default)]
        pub struct $name<'j> {
            $($(#[doc = $meaning])+ pub $field: Option<$type>,)*
            /// The byte at which the object begins.
            pub start: usize,
            marker: std::marker::PhantomData<&'j str>,
        }

        impl<'j> $name<'j> {
            const FIELDS: &'static [$crate::document::object::Field] = &[
                $($crate::document::object::Field {
                    name: $crate::document::object::name_of(stringify!($field)),
                    required: $crate::document::object::is_required(stringify!($need)),
                },)*
            ];

            /// The position of the field of that name. The names are compared one by one, not from
            /// the list: the compiler makes single words of them.
            #[inline]
            fn position(name: &str) -> Option<usize> {
                let at = 0;
                $(if name == $crate::document::object::name_of(stringify!($field)) {
                    return Some(at);
                }
                let at = at + 1;)*
                debug_assert_eq!(at, Self::FIELDS.len());
                None
            }
        }

        impl<'j> $crate::document::object::Object<'j> for $name<'j> {
            fn read_into(
                &mut self,
                reader: &mut $crate::document::read::Reader<'j, '_>,
                peek: jiter::Peek,
                need: $crate::document::object::Need,
            ) -> Result<Option<$crate::document::object::Bits>, $crate::document::read::Broken> {
                self.start = reader.byte();
                let fields = (Self::FIELDS, need);
                reader.object(peek, fields, Self::position, &mut |reader, field, peek| {
                    let at = 0;
                    $(if field == at {
                        return reader.field(peek, &mut self.$field);
                    }
                    let at = at + 1;)*
                    debug_assert_eq!(at, Self::FIELDS.len());
                    reader.skip(peek)
                })
            }

            fn fields() -> &'static [$crate::document::object::Field] {
                Self::FIELDS
            }
        }

        impl<'j> $crate::document::read::Value<'j> for $name<'j> {
            fn read(
                reader: &mut $crate::document::read::Reader<'j, '_>,
                peek: jiter::Peek,
            ) -> Result<Option<Self>, $crate::document::read::Broken> {
                const { assert!(Self::FIELDS.len() <= $crate::document::object::MOST_FIELDS) };
                let mut object = Self::default();
                let need = $crate::document::object::Need::Whole;
                let read = $crate::document::object::Object::read_into(&mut object, reader, peek, need)?;
                Ok(read.map(|_| object))
            }

            fn schema() -> serde_json::Value {
                // Not among the fields themselves: who only reads needs no words about them.
                let told = [$((
                    concat!($($meaning, "\n"),+),
                    <$type as $crate::document::read::Value>::schema(),
                ),)*];
                $crate::document::object::schema(concat!($($doc, "\n"),*), Self::FIELDS, told)
            }

            fn put(
                &mut self,
                path: &[std::borrow::Cow<'_, str>],
                new: &mut $crate::document::amend::New<'j, '_>,
            ) -> Result<(), $crate::document::amend::Misled> {
                let Some((name, rest)) = path.split_first() else {
                    new.whole(self);
                    return Ok(());
                };
                $(if name == $crate::document::object::name_of(stringify!($field)) {
                    let required = $crate::document::object::is_required(stringify!($need));
                    return new.field((name, required), &mut self.$field, rest);
                })*
                let known = Self::FIELDS.iter().map(|field| field.name.to_owned());
                Err($crate::document::amend::Misled::among(known.collect()))
            }

            fn id(&self) -> Option<$crate::document::token::Token<'j>> {
                $(if matches!(stringify!($field), "id" | "cause") {
                    return self.$field.as_ref().and_then($crate::document::read::Value::said);
                })*
                None
            }
        }
    };
}

pub(super) use object;

/// The name of a field whose identifier is a keyword too: `r#where`.
pub(super) const fn name_of(field: &'static str) -> &'static str {
    match field.as_bytes() {
        [b'r', b'#', ..] => field.split_at(2).1,
        _ => field,
    }
}

pub(super) const fn is_required(need: &'static str) -> bool {
    matches!(need.as_bytes(), b"required")
}

/// The schema of an object of these `fields`, of each of which it is told what it means and what its
/// value looks like.
pub(super) fn schema<const N: usize>(
    meaning: &str,
    fields: &[Field],
    told: [(&str, Json); N],
) -> Json {
    let properties: JsonMap<String, Json> = fields
        .iter()
        .zip(told)
        .map(|(field, (meaning, mut schema))| {
            if let Json::Object(schema) = &mut schema {
                schema.insert("description".to_owned(), json!(meaning.trim()));
                // Null says that there is nothing to say.
                match schema.get_mut("type").filter(|_| !field.required) {
                    Some(Json::Array(types)) => types.push(json!("null")),
                    Some(one) => *one = json!([one, "null"]),
                    None => {}
                }
            }
            (field.name.to_owned(), schema)
        })
        .collect();
    let required: Vec<&str> = fields.iter().filter(|f| f.required).map(|f| f.name).collect();
    json!({
        "type": "object",
        "description": meaning.trim(),
        "properties": properties,
        "required": required,
        "additionalProperties": false,
    })
}

impl<'j> Reader<'j, '_> {
    /// Reads the value of a field. Most fields hold one of few types: each of these is read in one
    /// place.
    #[inline(never)]
    pub(super) fn field<T: Value<'j>>(
        &mut self,
        peek: Peek,
        place: &mut Option<T>,
    ) -> Result<(), Broken> {
        *place = T::read(self, peek)?;
        Ok(())
    }

    /// Reads an object of these `fields` member by member, each by the `position` that its name has
    /// among them; which were there, or nothing where the value is none. One function for all objects:
    /// compiled anew for each, it would be a tenth of the engine's download.
    pub(super) fn object(
        &mut self,
        peek: Peek,
        (fields, need): (&[Field], Need),
        position: fn(&str) -> Option<usize>,
        member: &mut dyn FnMut(&mut Self, usize, Peek) -> Result<(), Broken>,
    ) -> Result<Option<Bits>, Broken> {
        if peek != Peek::Object {
            return self.wrong_shape(peek, &[Shape::Object]);
        }
        let start = self.byte();
        let (mut named, mut told): (Bits, Bits) = (0, 0);
        let mut next = self.first_name()?;
        while let Some(written) = next {
            let peek = self.peek()?;
            let name = written.decoded();
            match position(&name) {
                // The address of the schema is for editors.
                None if name == "$schema" && self.is_root(start) => self.skip(peek)?,
                None => {
                    self.unknown_field(written, &name, fields);
                    self.skip(peek)?;
                }
                Some(field) if named & (1 << field) != 0 => {
                    self.duplicate_field(written, &name);
                    self.skip(peek)?;
                }
                Some(field) => {
                    named |= 1 << field;
                    // Null says that there is nothing to say.
                    if peek == Peek::Null {
                        self.skip(peek)?;
                    } else {
                        told |= 1 << field;
                        member(self, field, peek)?;
                    }
                }
            }
            next = self.next_name()?;
        }
        let untold = |at: usize| told & (1 << at) == 0;
        for (_, field) in fields
            .iter()
            .enumerate()
            .filter(|(at, field)| field.required && need == Need::Whole && untold(*at))
        {
            let finding = Finding::new(Code::MissingField, self.spot(start))
                .expected(Expected::Field(field.name.to_owned()));
            self.note(finding);
        }
        Ok(Some(named))
    }

    fn unknown_field(&mut self, written: Token<'j>, name: &str, fields: &[Field]) {
        let names = || fields.iter().map(|field| field.name);
        let spot = self.spot_of(written);
        self.note_with(Code::UnknownField, || {
            Finding::new(Code::UnknownField, spot)
                .found(name)
                .expected(Expected::OneOf(names().map(str::to_owned).collect()))
                .nearest(nearest(name, names()))
        });
    }

    pub(super) fn duplicate_field(&mut self, written: Token<'j>, name: &str) {
        let finding = Finding::new(Code::DuplicateField, self.spot_of(written)).found(name);
        self.note(finding);
    }
}

/// An object whose member names are the writer's own.
#[derive(Clone, Debug)]
pub struct Members<'j, V> {
    /// The members in the order written.
    pub members: Vec<(Text<'j>, V)>,
}

impl<'j, V: Value<'j>> Value<'j> for Members<'j, V> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        if peek != Peek::Object {
            return reader.wrong_shape(peek, &[Shape::Object]);
        }
        let mut members: Vec<(Text<'j>, V)> = Vec::new();
        let mut known = BTreeSet::new();
        let mut next = reader.first_name()?;
        while let Some(written) = next {
            let peek = reader.peek()?;
            let name = written.decoded();
            if known.contains(&name) {
                reader.duplicate_field(written, &name);
                reader.skip(peek)?;
            } else if let Some(value) = V::read(reader, peek)? {
                members.push((Text(written), value));
                known.insert(name);
            }
            next = reader.next_name()?;
        }
        Ok(Some(Self { members }))
    }

    fn schema() -> Json {
        json!({ "type": "object", "additionalProperties": V::schema() })
    }

    fn put(&mut self, path: &[Cow<'_, str>], new: &mut New<'j, '_>) -> Result<(), Misled> {
        let Some((name, rest)) = path.split_first() else {
            new.whole(self);
            return Ok(());
        };
        let Some(place) = self.members.iter().position(|(known, _)| known.decoded() == *name)
        else {
            let known = self.members.iter().map(|(known, _)| known.decoded().into_owned());
            return Err(Misled::among(known.collect()));
        };
        match self.members.get_mut(place) {
            _ if rest.is_empty() && new.is_nothing() => {
                self.members.remove(place);
            }
            Some((_, member)) => member.put(rest, new)?,
            None => {}
        }
        Ok(())
    }
}
