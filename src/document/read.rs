//! Reading a JSON text once, front to back, collecting every fault on the way.

use std::borrow::Cow;

use jiter::{JiterError, JiterErrorType, JsonErrorType, Peek};
use serde_json::{Value as Json, json};

use super::amend::{Misled, New, put_item};
use super::few::Few;
use super::incidents::Incident;
use super::scan::Scan;
use super::token::{Answer, Bound, Date, Digits, Moment, Text, Token};
use crate::diagnostic::{Code, Expected, Finding, Findings, Shape, Spot};

/// One input as text, by its position among the inputs.
#[derive(Clone, Copy, Debug)]
pub struct Source<'j> {
    /// The input's position.
    pub file: u32,
    /// Its text, without a byte order mark.
    pub text: &'j str,
}

impl<'j> Source<'j> {
    /// Where `token`, which was read from this text, begins.
    #[must_use]
    pub fn spot(&self, token: &Token<'j>) -> Spot {
        Spot { file: self.file, byte: token.address() - self.text.as_ptr().addr() }
    }
}

/// That the text broke JSON's grammar: the finding is noted, nothing more can be read.
#[derive(Debug)]
pub struct Broken;

/// Hears of an incident as soon as it is read, with its position in the list: a history may hold
/// more of them than anybody wants to keep twice.
pub type OnIncident<'j, 'f> = &'f mut dyn FnMut(u32, &Incident<'j>, &mut Findings);

/// A JSON text being read.
pub struct Reader<'j, 'f> {
    source: Source<'j>,
    json: Scan<'j>,
    findings: &'f mut Findings,
    on_incident: OnIncident<'j, 'f>,
}

/// Something that a field may hold.
pub trait Value<'j>: Sized {
    /// Reads the value that begins with `peek`; nothing where it is of another shape, which is
    /// then noted and passed over.
    ///
    /// # Errors
    ///
    /// [`Broken`] where the text breaks JSON's grammar.
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken>;

    /// Its JSON Schema.
    fn schema() -> Json;

    /// Puts a new value in the place of the part to which the names of `path` lead: the whole where
    /// there is none.
    ///
    /// # Errors
    ///
    /// [`Misled`] where they lead nowhere.
    fn put(&mut self, path: &[Cow<'_, str>], new: &mut New<'j, '_>) -> Result<(), Misled> {
        if path.is_empty() {
            new.whole(self);
            return Ok(());
        }
        Err(Misled::among(Vec::new()))
    }

    /// The id by which a list finds it, where it has one.
    fn id(&self) -> Option<Token<'j>> {
        None
    }

    /// What it says, where it is a text.
    fn said(&self) -> Option<Token<'j>> {
        None
    }
}

impl<'j, 'f> Reader<'j, 'f> {
    /// Reads the whole of `source` as one `T`, whose incidents are handed on; the findings say what
    /// is amiss.
    pub fn document<T: Value<'j>>(
        source: Source<'j>,
        findings: &'f mut Findings,
        on_incident: OnIncident<'j, 'f>,
    ) -> Option<T> {
        let json = Scan::new(source.text, 0);
        let mut reader = Self { source, json, findings, on_incident };
        let peek = reader.json.peek();
        let peek = reader.grammar(peek).ok()?;
        let document = T::read(&mut reader, peek).ok()?;
        let end = reader.json.finish();
        reader.grammar(end).ok()?;
        document
    }

    /// Reads the incident that begins at `byte` of `source`, of which what is amiss is told already.
    pub fn incident(source: Source<'j>, byte: usize) -> Option<Incident<'j>> {
        let json = Scan::new(source.text, byte);
        let mut known = Findings::default();
        let mut reader =
            Reader { source, json, findings: &mut known, on_incident: &mut |_, _, _| () };
        let peek = reader.peek().ok()?;
        Incident::read(&mut reader, peek).ok()?
    }

    /// Reads the value that begins at `byte` of `source`, whose grammar is known to be right.
    pub(super) fn part<T: Value<'j>>(
        source: Source<'j>,
        byte: usize,
        findings: &'f mut Findings,
    ) -> Option<T> {
        let json = Scan::new(source.text, byte);
        let mut reader = Reader { source, json, findings, on_incident: &mut |_, _, _| () };
        let peek = reader.peek().ok()?;
        T::read(&mut reader, peek).ok()?
    }

    /// The byte reached.
    pub(super) fn byte(&self) -> usize {
        self.json.byte()
    }

    /// The spot of a byte.
    pub(super) fn spot(&self, byte: usize) -> Spot {
        Spot { file: self.source.file, byte }
    }

    /// The spot of a part of the text.
    pub(super) fn spot_of(&self, part: Token<'j>) -> Spot {
        self.source.spot(&part)
    }

    /// Whether the object that begins at `byte` is the document itself.
    pub(super) fn is_root(&self, byte: usize) -> bool {
        self.source.text.find('{') == Some(byte)
    }

    /// Notes a fault that is worked out only if it is still to be listed.
    pub(super) fn note_with(&mut self, code: Code, finding: impl FnOnce() -> Finding) {
        self.findings.push_with(code, finding);
    }

    /// Notes a fault.
    pub(super) fn note(&mut self, finding: Finding) {
        self.findings.push(finding);
    }

    /// The first member name of the object that begins here.
    pub(super) fn first_name(&mut self) -> Result<Option<Token<'j>>, Broken> {
        let name = self.json.first_name();
        self.grammar(name)
    }

    /// The next member name of that object.
    pub(super) fn next_name(&mut self) -> Result<Option<Token<'j>>, Broken> {
        let name = self.json.next_name();
        self.grammar(name)
    }

    /// How the value that begins here begins.
    pub(super) fn peek(&mut self) -> Result<Peek, Broken> {
        let peek = self.json.peek();
        self.grammar(peek)
    }

    /// Passes over a value.
    pub(super) fn skip(&mut self, peek: Peek) -> Result<(), Broken> {
        let skipped = self.json.skip(peek);
        self.grammar(skipped)
    }

    /// Whether the object that begins here has a member with such a name.
    pub(super) fn has_member(&self, is_sought: impl Fn(&str) -> bool) -> bool {
        let mut ahead = Scan::new(self.source.text, self.byte());
        let mut next = ahead.first_name();
        while let Ok(Some(member)) = next {
            if is_sought(&member.decoded()) {
                return true;
            }
            next = ahead.peek().and_then(|peek| ahead.skip(peek)).and_then(|()| ahead.next_name());
        }
        false
    }

    /// Passes over a value of another shape than `expected`, and notes it.
    pub(super) fn wrong_shape<T>(
        &mut self,
        peek: Peek,
        expected: &[Shape],
    ) -> Result<Option<T>, Broken> {
        let start = self.byte();
        self.skip(peek)?;
        let found = self.source.text.get(start..self.byte()).unwrap_or_default();
        let finding = Finding::new(Code::WrongShape, self.spot(start))
            .found(found)
            .expected(Expected::Shape(expected.to_vec()));
        self.note(finding);
        Ok(None)
    }

    fn text(&mut self) -> Result<Option<Token<'j>>, Broken> {
        let text = self.json.text();
        self.grammar(text)
    }

    fn number(&mut self, peek: Peek) -> Result<Option<Token<'j>>, Broken> {
        let digits = self.json.number(peek);
        self.grammar(digits)
    }

    /// Reads a list item by item, each with its position.
    pub(super) fn list(
        &mut self,
        item: &mut dyn FnMut(&mut Self, u32, Peek) -> Result<(), Broken>,
    ) -> Result<(), Broken> {
        let first = self.json.first_item();
        let mut next = self.grammar(first)?;
        let mut position = 0;
        while let Some(peek) = next {
            item(self, position, peek)?;
            position += 1;
            let step = self.json.next_item();
            next = self.grammar(step)?;
        }
        Ok(())
    }

    /// Reads a list of incidents and hands each on; false where the value is none.
    pub(super) fn incidents(&mut self, peek: Peek) -> Result<bool, Broken> {
        if peek != Peek::Array {
            return self.wrong_shape::<()>(peek, &[Shape::List]).map(|_| false);
        }
        self.list(&mut |reader, position, peek| {
            if let Some(incident) = &Incident::read(reader, peek)? {
                (reader.on_incident)(position, incident, reader.findings);
            }
            Ok(())
        })?;
        Ok(true)
    }

    /// Notes a break of JSON's grammar.
    #[inline]
    fn grammar<T>(&mut self, result: Result<T, JiterError>) -> Result<T, Broken> {
        result.map_err(|error| self.broken(&error))
    }

    #[cold]
    fn broken(&mut self, error: &JiterError) -> Broken {
        let spot = self.spot(error.index.min(self.source.text.len()));
        let finding = grammar_finding(&error.error_type, self.source.text, spot);
        self.findings.push(finding);
        Broken
    }
}

/// A break of JSON's grammar as a finding.
pub(super) fn grammar_finding(error: &JiterErrorType, text: &str, spot: Spot) -> Finding {
    use JsonErrorType as E;
    let JiterErrorType::JsonError(error) = error else {
        return Finding::new(Code::Syntax, spot).expected(Expected::Value);
    };
    let expected = match error {
        E::EofWhileParsingList
        | E::EofWhileParsingObject
        | E::EofWhileParsingString
        | E::EofWhileParsingValue => return Finding::new(Code::Truncated, spot),
        E::RecursionLimitExceeded => return Finding::new(Code::TooDeep, spot),
        E::ExpectedColon => Expected::Character(vec![':']),
        E::ExpectedListCommaOrEnd => Expected::Character(vec![',', ']']),
        E::ExpectedObjectCommaOrEnd => Expected::Character(vec![',', '}']),
        E::KeyMustBeAString => Expected::Character(vec!['"']),
        E::TrailingCharacters => Expected::End,
        E::InvalidNumber | E::NumberOutOfRange => Expected::Number,
        E::InvalidEscape
        | E::InvalidUnicodeCodePoint
        | E::LoneLeadingSurrogateInHexEscape
        | E::UnexpectedEndOfHexEscape
        | E::ControlCharacterWhileParsingString => Expected::Escape,
        _ => Expected::Value,
    };
    let byte = text.floor_char_boundary(spot.byte);
    let found: String = text.get(byte..).unwrap_or_default().chars().take(1).collect();
    if found.is_empty() {
        return Finding::new(Code::Truncated, spot);
    }
    Finding::new(Code::Syntax, spot).found(&found).expected(expected)
}

macro_rules! text_values {
    ($($name:ident $shape:ident $schema:expr;)*) => {$(
        impl<'j> Value<'j> for $name<'j> {
            fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
                match peek {
                    Peek::String => Ok(reader.text()?.map(Self)),
                    _ => reader.wrong_shape(peek, &[Shape::$shape]),
                }
            }

            fn schema() -> Json {
                $schema
            }

            fn said(&self) -> Option<Token<'j>> {
                Some(self.0)
            }
        }
    )*};
}

text_values! {
    Text Text json!({ "type": "string" });
    Date Date json!({ "type": "string", "format": "date" });
    Moment Instant json!({ "type": "string", "format": "date-time" });
}

impl<'j> Value<'j> for bool {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::True | Peek::False => {
                reader.skip(peek)?;
                Ok(Some(peek == Peek::True))
            }
            _ => reader.wrong_shape(peek, &[Shape::Truth]),
        }
    }

    fn schema() -> Json {
        json!({ "type": "boolean" })
    }
}

impl<'j> Value<'j> for Digits<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(reader.text()?.map(Self)),
            _ if peek.is_num() => Ok(reader.number(peek)?.map(Self)),
            _ => reader.wrong_shape(peek, &[Shape::Decimal]),
        }
    }

    fn schema() -> Json {
        json!({ "type": ["string", "number"], "pattern": r"^-?[0-9]+(\.[0-9]+)?$" })
    }
}

impl<'j> Value<'j> for Bound<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        Ok(Digits::read(reader, peek)?.map(|digits| Self(digits.0)))
    }

    fn schema() -> Json {
        let length = json!({ "type": "string", "format": "duration" });
        json!({ "anyOf": [<Digits as Value>::schema(), length] })
    }
}

impl<'j> Value<'j> for Answer<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(reader.text()?.map(Self)),
            _ if peek.is_num() => Ok(reader.number(peek)?.map(Self)),
            _ => reader.wrong_shape(peek, &[Shape::Text, Shape::Decimal]),
        }
    }

    fn schema() -> Json {
        json!({ "type": ["string", "number"] })
    }
}

impl<'j, T: Value<'j>> Value<'j> for Few<T> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        if peek != Peek::Array {
            return reader.wrong_shape(peek, &[Shape::List]);
        }
        let mut items = Self::default();
        reader.list(&mut |reader, _, peek| {
            if let Some(item) = T::read(reader, peek)? {
                items.push(item);
            }
            Ok(())
        })?;
        Ok(Some(items))
    }

    fn schema() -> Json {
        json!({ "type": "array", "items": T::schema() })
    }
}

impl<'j, T: Value<'j>> Value<'j> for Vec<T> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        if peek != Peek::Array {
            return reader.wrong_shape(peek, &[Shape::List]);
        }
        let mut items = Self::new();
        reader.list(&mut |reader, _, peek| {
            items.extend(T::read(reader, peek)?);
            Ok(())
        })?;
        Ok(Some(items))
    }

    fn schema() -> Json {
        Few::<T>::schema()
    }

    fn put(&mut self, path: &[Cow<'_, str>], new: &mut New<'j, '_>) -> Result<(), Misled> {
        match path.split_first() {
            Some((id, rest)) => put_item(self, (id, rest), new),
            None => {
                new.whole(self);
                Ok(())
            }
        }
    }
}
