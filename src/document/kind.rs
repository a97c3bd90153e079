//! What a file is, by its content alone.

use jiter::{Jiter, JiterError, Peek};

use super::read::grammar_finding;
use super::{contract, incidents};
use crate::diagnostic::{Code, Expected, FileKind, Finding, Shape, Spot};

/// One of our documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A contract.
    Contract,
    /// An incident history.
    Incidents,
}

/// Which of our documents `bytes` are, with their text; otherwise the finding that says what they
/// are instead. A byte order mark is passed over; `file` is the input's position.
///
/// # Errors
///
/// The finding, where the bytes are neither document.
pub fn recognise(file: u32, bytes: &[u8]) -> Result<(Kind, &str), Box<Finding>> {
    let start = Spot { file, byte: 0 };
    let bytes = without_mark(bytes);
    if bytes.iter().all(u8::is_ascii_whitespace) {
        return Err(Finding::new(Code::EmptyFile, start).into());
    }
    if let Some(kind) = by_signature(bytes) {
        return Err(Finding::new(Code::WrongKind, start).found(kind.name()).into());
    }
    let text = std::str::from_utf8(bytes).map_err(|error| {
        let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
        if valid.trim_ascii_start().starts_with(b"{") {
            Finding::new(Code::NotUtf8, Spot { file, byte: valid.len() })
        } else {
            Finding::new(Code::WrongKind, start).found(FileKind::Binary.name())
        }
    })?;
    match text.trim_ascii_start().chars().next() {
        Some('{') => by_format(file, text).map(|kind| (kind, text)),
        Some('[' | '"') | Some('0'..='9' | '-') if is_json(text) => {
            Err(Finding::new(Code::NotAnObject, start).into())
        }
        Some('[') => Err(Finding::new(Code::NotAnObject, start).into()),
        _ => Err(Finding::new(Code::WrongKind, start).found(by_look(text).name()).into()),
    }
}

/// `bytes` after their byte order mark, if they have one: there every file of ours begins.
#[must_use]
pub fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes)
}

fn is_json(text: &str) -> bool {
    let mut json = Jiter::new(text.as_bytes());
    json.next_skip().is_ok() && json.finish().is_ok()
}

/// The value of `format`, wherever it stands in the object.
fn by_format(file: u32, text: &str) -> Result<Kind, Box<Finding>> {
    let start = Spot { file, byte: 0 };
    let mut names = Vec::new();
    let ours = find_format(text, &mut names).map_err(|error| {
        let byte = error.index.min(text.len());
        Box::new(grammar_finding(&error.error_type, text, Spot { file, byte }))
    })?;
    let formats = [contract::FORMAT, incidents::FORMAT];
    match ours {
        Some((byte, None)) => Err(Finding::new(Code::WrongShape, Spot { file, byte })
            .found("format")
            .expected(Expected::Shape(vec![Shape::Text]))
            .into()),
        Some((_, Some(format))) if format == contract::FORMAT => Ok(Kind::Contract),
        Some((_, Some(format))) if format == incidents::FORMAT => Ok(Kind::Incidents),
        Some((byte, Some(format))) => Err(Finding::new(Code::UnknownFormat, Spot { file, byte })
            .found(&format)
            .expected(Expected::OneOf(formats.map(str::to_owned).to_vec()))
            .nearest(crate::diagnostic::nearest(&format, formats))
            .into()),
        None => {
            let has = |name: &str| names.iter().any(|known| known == name);
            let probably = if has("incidents") {
                Some(incidents::FORMAT)
            } else if has("objectives") || has("services") {
                Some(contract::FORMAT)
            } else {
                None
            };
            Err(Finding::new(Code::NoFormat, start)
                .expected(Expected::OneOf(formats.map(str::to_owned).to_vec()))
                .nearest(probably)
                .into())
        }
    }
}

/// The byte and value of the member `format`, without a value where it is no text; nothing where
/// the object has none. The names of other members are noted on the way.
fn find_format(
    text: &str,
    names: &mut Vec<String>,
) -> Result<Option<(usize, Option<String>)>, JiterError> {
    let mut json = Jiter::new(text.as_bytes());
    let mut name = json.next_object()?.map(str::to_owned);
    while let Some(member) = name {
        let peek = json.peek()?;
        if member == "format" {
            let byte = json.current_index();
            let format = match peek {
                Peek::String => Some(json.known_str()?.to_owned()),
                _ => None,
            };
            return Ok(Some((byte, format)));
        }
        names.push(member);
        json.known_skip(peek)?;
        name = json.next_key()?.map(str::to_owned);
    }
    Ok(None)
}

/// By the bytes that a kind of file begins with.
fn by_signature(bytes: &[u8]) -> Option<FileKind> {
    const SIGNATURES: [(&[u8], FileKind); 12] = [
        (b"%PDF-", FileKind::Pdf),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", FileKind::OldOffice),
        (b"\x1f\x8b", FileKind::Gzip),
        (b"\x89PNG", FileKind::Picture),
        (b"\xff\xd8\xff", FileKind::Picture),
        (b"GIF8", FileKind::Picture),
        (b"RIFF", FileKind::Picture),
        (b"\xff\xfe", FileKind::Utf16),
        (b"\xfe\xff", FileKind::Utf16),
        (b"{\0", FileKind::Utf16),
        (b"\0{", FileKind::Utf16),
        (b"PK\x05\x06", FileKind::Zip),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        let has = |name: &[u8]| bytes.windows(name.len()).take(1 << 26).any(|part| part == name);
        return Some(match () {
            () if has(b"word/") => FileKind::Word,
            () if has(b"xl/") => FileKind::Excel,
            () => FileKind::Zip,
        });
    }
    SIGNATURES.iter().find(|(begin, _)| bytes.starts_with(begin)).map(|(_, kind)| *kind)
}

/// By the look of a text.
fn by_look(text: &str) -> FileKind {
    let begin: String = text.trim_ascii_start().chars().take(200).collect();
    let begin = begin.to_ascii_lowercase();
    let mut lines = text.lines();
    let cells = |line: &str| [',', ';', '\t'].map(|mark| line.matches(mark).count());
    let (first, second) = (lines.next().map(cells), lines.next().map(cells));
    let same_cells = first.zip(second).is_some_and(|(first, second)| {
        // One comma in each of two lines may be a letter's.
        first.iter().zip(&second).any(|(first, second)| *first > 1 && first == second)
    });
    if begin.starts_with("<!doctype html") || begin.starts_with("<html") {
        FileKind::Html
    } else if begin.starts_with('<') {
        FileKind::Xml
    } else if text.contains('\0') {
        FileKind::Binary
    } else if same_cells {
        FileKind::Csv
    } else {
        FileKind::Text
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn refused(bytes: &[u8], code: Code, found: Option<&str>) {
        let finding = recognise(0, bytes).unwrap_err();
        assert_eq!((finding.code, finding.found.as_deref()), (code, found));
    }

    #[test]
    fn names_what_people_drop_by_mistake() {
        refused(b" \n", Code::EmptyFile, None);
        refused(b"%PDF-1.7 ...", Code::WrongKind, Some("pdf"));
        refused(b"PK\x03\x04....word/document.xml", Code::WrongKind, Some("word"));
        refused(b"PK\x03\x04....xl/workbook.xml", Code::WrongKind, Some("excel"));
        refused(b"PK\x03\x04....notes.txt", Code::WrongKind, Some("zip"));
        refused(b"\xff\xfe{\0\"\0", Code::WrongKind, Some("utf16"));
        refused(b"{\0\"\0f\0", Code::WrongKind, Some("utf16"));
        refused(b"<!DOCTYPE html><html>", Code::WrongKind, Some("html"));
        refused(b"id;start;end\n1;2;3\n", Code::WrongKind, Some("csv"));
        refused(b"\x00\x01\x02\xff", Code::WrongKind, Some("binary"));
        refused(b"Dear all,\nsee attached.", Code::WrongKind, Some("text"));
        refused(b"[1, 2]", Code::NotAnObject, None);
        refused(b"{\"a\": \"\xff\"}", Code::NotUtf8, None);
        refused(b"{\"a\": 1}", Code::NoFormat, None);
        refused(b"{\"format\": \"sla-contract/9\"}", Code::UnknownFormat, Some("sla-contract/9"));
    }

    #[test]
    fn knows_ours_wherever_the_format_stands() {
        refused(b"{\"format\": \"sla-incid", Code::Truncated, None);
        refused(b"{\"a\": 1,, \"format\": 1}", Code::Syntax, Some(","));
        refused(b"{\"format\": 1}", Code::WrongShape, Some("format"));
        let text = br#"{"x": {"format": "no"}, "format": "sla-contract/1", "#;
        assert_eq!(recognise(0, text).map(|(kind, _)| kind), Ok(Kind::Contract));
        let marked = "\u{feff}{\"format\":\"sla-incidents/1\"}".as_bytes();
        let (kind, text) = recognise(0, marked).unwrap();
        assert_eq!(kind, Kind::Incidents);
        assert!(text.starts_with('{'));
    }
}
