//! A fault as it is told.

use serde::{Deserialize, Serialize};

use super::{Code, Severity};

/// Something wrong with the files, in full and without words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fault {
    /// What is wrong.
    pub code: Code,
    /// Whether it stops the calculation.
    pub severity: Severity,
    /// Where; nothing where it concerns the set of files.
    pub place: Option<Place>,
    /// What stands there, cut to a line.
    pub found: Option<String>,
    /// What would be right.
    pub expected: Option<Expected>,
    /// The nearest right name.
    pub nearest: Option<String>,
    /// The other place that it contradicts.
    pub other: Option<Place>,
    /// In what it contradicts the other place.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub differences: Vec<Difference>,
    /// How many of the kind, where it stands for several.
    pub count: Option<u64>,
}

/// A field that is told in two ways.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Difference {
    /// The field.
    pub field: String,
    /// What stands here, if anything.
    pub here: Option<String>,
    /// What stands at the other place, if anything.
    pub there: Option<String>,
}

/// A spot in a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Place {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// The file's name.
    pub name: String,
    /// JSON Pointer (RFC 6901) of the value or member; empty for the whole document.
    pub pointer: String,
    /// Line, from 1.
    pub line: u64,
    /// Column in characters, from 1.
    pub column: u64,
    /// The line's own text around the spot.
    pub excerpt: String,
    /// The spot's character in `excerpt`, from 0.
    pub mark: u64,
}

/// What would have been right.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Expected {
    /// A value of one of these shapes.
    Shape(Vec<Shape>),
    /// One of these words.
    OneOf(Vec<String>),
    /// The field of this name.
    Field(String),
    /// One and only one of these fields.
    ExactlyOneField(Vec<String>),
    /// A number from, up to and including, these.
    Between(String, String),
    /// A number not below this.
    AtLeast(String),
    /// An instant that is not before that of this event.
    NotBefore(String),
    /// More than this.
    MoreThan(String),
    /// At most so many.
    AtMost(u64),
    /// At most so many decimals.
    Decimals(u64),
    /// One of these characters of the grammar, such as `,`.
    Character(Vec<char>),
    /// A JSON value.
    Value,
    /// The end of the text.
    End,
    /// An escape that JSON knows.
    Escape,
    /// A number as JSON writes it.
    Number,
}

/// A kind of JSON value, or of text within one.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Shape {
    /// `{ … }`
    Object,
    /// `[ … ]`
    List,
    /// `"…"`
    Text,
    /// A decimal in a text, or its own digits.
    Decimal,
    /// A whole number.
    WholeNumber,
    /// `2026-03-29`
    Date,
    /// `2026-03-29T12:00:00+02:00`
    Instant,
    /// `PT4H`
    Length,
    /// `true` or `false`
    Truth,
}

/// What a file is that is none of ours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum FileKind {
    /// A PDF document.
    Pdf,
    /// A Word document.
    Word,
    /// An Excel workbook.
    Excel,
    /// An older Office document.
    OldOffice,
    /// A ZIP archive.
    Zip,
    /// A gzip archive.
    Gzip,
    /// A picture.
    Picture,
    /// A web page.
    Html,
    /// XML.
    Xml,
    /// A table of comma-separated values.
    Csv,
    /// Text in UTF-16.
    Utf16,
    /// Bytes that are no text.
    Binary,
    /// Some other text.
    Text,
}

impl FileKind {
    /// Every kind.
    pub const ALL: [Self; 13] = [
        Self::Pdf,
        Self::Word,
        Self::Excel,
        Self::OldOffice,
        Self::Zip,
        Self::Gzip,
        Self::Picture,
        Self::Html,
        Self::Xml,
        Self::Csv,
        Self::Utf16,
        Self::Binary,
        Self::Text,
    ];

    /// The name as data: `pdf`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Word => "word",
            Self::Excel => "excel",
            Self::OldOffice => "old_office",
            Self::Zip => "zip",
            Self::Gzip => "gzip",
            Self::Picture => "picture",
            Self::Html => "html",
            Self::Xml => "xml",
            Self::Csv => "csv",
            Self::Utf16 => "utf16",
            Self::Binary => "binary",
            Self::Text => "text",
        }
    }
}
