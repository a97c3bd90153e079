//! From a byte to JSON Pointer, line and column: one pass over a file that has faults.

use jiter::{Jiter, Peek};

use super::lines::Cursor;
use super::{Fault, Finding, Place, Spot};

/// What is wrong, with pointer, line and column, in order of file and place.
///
/// `files` are the inputs in order: name and text (empty where it is no text).
#[must_use]
pub fn locate(findings: Vec<Finding>, files: &[(&str, &str)]) -> Vec<Fault> {
    let spots = findings.iter().flat_map(|finding| [finding.spot, finding.other]).flatten();
    let mut wanted: Vec<Spot> = spots.collect();
    wanted.sort_unstable();
    wanted.dedup();
    let places: Vec<(Spot, Place)> = wanted
        .chunk_by(|a, b| a.file == b.file)
        .flat_map(|spots| {
            let file = spots.first().map_or(0, |spot| spot.file);
            let (name, text) = files.get(file as usize).copied().unwrap_or_default();
            let pointers = Walk::pointers(text, spots.iter().map(|spot| spot.byte).collect());
            let mut cursor = Cursor::new(text);
            pointers.into_iter().zip(spots).map(move |(pointer, spot)| {
                let (line, column) = cursor.advance(spot.byte);
                let (excerpt, mark) = cursor.excerpt();
                let name = name.to_owned();
                (*spot, Place { file, name, pointer, line, column, excerpt, mark })
            })
        })
        .collect();
    let find = |spot: Option<Spot>| {
        let at = places.binary_search_by_key(&spot?, |(spot, _)| *spot).ok()?;
        places.get(at).map(|(_, place)| place.clone())
    };
    let mut faults: Vec<Fault> = findings
        .into_iter()
        .map(|finding| Fault {
            code: finding.code,
            severity: finding.code.severity(),
            place: find(finding.spot),
            found: finding.found,
            expected: finding.expected,
            nearest: finding.nearest,
            other: find(finding.other),
            differences: finding.differences,
            count: finding.count,
        })
        .collect();
    faults.sort_by_key(|fault| {
        let place = fault.place.as_ref().map(|place| (place.file, place.line, place.column));
        (fault.severity, place.is_none(), place, fault.code)
    });
    faults
}

/// A walk over a JSON text that notes the pointer of each wanted byte.
struct Walk<'j> {
    text: &'j str,
    json: Jiter<'j>,
    wanted: Vec<usize>,
    found: Vec<String>,
    /// The way to the value being read: member names and positions.
    path: Vec<String>,
}

impl<'j> Walk<'j> {
    /// Deeper than any document of ours; what lies deeper is named by where it begins.
    const DEEPEST: usize = 16;

    /// The pointers of `wanted` bytes, which are sorted: of the innermost member or item that each
    /// lies in.
    fn pointers(text: &'j str, wanted: Vec<usize>) -> Vec<String> {
        let json = Jiter::new(text.as_bytes());
        let mut walk = Self { text, json, wanted, found: Vec::new(), path: Vec::new() };
        // A broken text ends the walk early; what remains is at the place reached.
        let _ = walk.value(None);
        let last = walk.pointer();
        walk.found.resize(walk.wanted.len(), last);
        walk.found
    }

    fn value(&mut self, peek: Option<Peek>) -> Result<(), jiter::JiterError> {
        let peek = match peek {
            Some(peek) => peek,
            None => self.json.peek()?,
        };
        match peek {
            Peek::Array if self.path.len() < Self::DEEPEST => self.list(),
            Peek::Object if self.path.len() < Self::DEEPEST => self.object(),
            _ => self.json.known_skip(peek),
        }
    }

    fn list(&mut self) -> Result<(), jiter::JiterError> {
        let mut item = self.json.known_array()?;
        let mut position = 0_u64;
        while let Some(peek) = item {
            self.enter(position.to_string(), self.json.current_index());
            self.value(Some(peek))?;
            self.leave();
            position += 1;
            item = self.json.array_step()?;
        }
        Ok(())
    }

    fn object(&mut self) -> Result<(), jiter::JiterError> {
        let mut key = self.json.next_object_bytes()?.map(|key| key.as_ptr().addr());
        while let Some(address) = key {
            let start = address - self.text.as_ptr().addr();
            let raw = self.text.get(start..).and_then(|rest| rest.get(..name_length(rest)));
            let raw = raw.unwrap_or_default();
            let name = serde_json::from_str(&format!("\"{raw}\"")).unwrap_or(raw.to_owned());
            self.enter(name, start - 1);
            self.value(None)?;
            self.leave();
            key = self.json.next_key_bytes()?.map(|key| key.as_ptr().addr());
        }
        Ok(())
    }

    /// Notes the pointers of what was wanted before `start`, then goes one step deeper.
    fn enter(&mut self, step: String, start: usize) {
        self.note_before(start);
        self.path.push(step);
    }

    /// Notes the pointers of what was wanted in the value just read, then goes one step up.
    fn leave(&mut self) {
        self.note_before(self.json.current_index());
        self.path.pop();
    }

    fn note_before(&mut self, byte: usize) {
        while self.wanted.get(self.found.len()).is_some_and(|wanted| *wanted < byte) {
            self.found.push(self.pointer());
        }
    }

    fn pointer(&self) -> String {
        let escape = |step: &String| format!("/{}", step.replace('~', "~0").replace('/', "~1"));
        self.path.iter().map(escape).collect()
    }
}

/// The bytes of a member name up to its closing quote.
fn name_length(rest: &str) -> usize {
    let mut escaped = false;
    rest.bytes()
        .position(|byte| {
            let end = byte == b'"' && !escaped;
            escaped = byte == b'\\' && !escaped;
            end
        })
        .unwrap_or(rest.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Code;

    #[track_caller]
    fn at(text: &str, needle: &str) -> Place {
        let spot = Spot { file: 0, byte: text.find(needle).unwrap() };
        let faults = locate(vec![Finding::new(Code::Syntax, spot)], &[("a.json", text)]);
        faults[0].place.clone().unwrap()
    }

    #[test]
    fn names_values_members_and_what_is_inside_them() {
        let text = "{\n  \"a/b\": [1, {\"c\": \"dé\", \"e\": 2}],\n  \"f\": 3\n}";
        for (needle, pointer, line, column) in [
            ("{", "", 1, 1),
            ("\"a/b\"", "/a~1b", 2, 3),
            ("1, ", "/a~1b/0", 2, 11),
            ("{\"c\"", "/a~1b/1", 2, 14),
            ("é", "/a~1b/1/c", 2, 22),
            ("2}", "/a~1b/1/e", 2, 31),
            ("3\n", "/f", 3, 8),
        ] {
            let place = at(text, needle);
            assert_eq!((place.pointer.as_str(), place.line, place.column), (pointer, line, column));
        }
    }

    #[test]
    fn a_broken_text_names_the_place_reached() {
        assert_eq!(at("{\"a\": [1, 2,, 3]}", ", 3").pointer, "/a/2");
        assert_eq!(at("{\"a\": {\"b\": tru}}", "tru").pointer, "/a/b");
    }
}
