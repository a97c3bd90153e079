//! The steps through a JSON text, taken fast where it is plain.
//!
//! jiter is the judge of the grammar. But nearly all of a long history is plain: names and texts
//! without escapes, commas and colons where they belong. There a step need not ask; whatever is
//! not plain, jiter reads from the same byte on, and a break of the grammar is always its finding.

use jiter::{Jiter, JiterError, Peek};

use super::token::Token;

/// A place in a JSON text that only moves forward.
pub(super) struct Scan<'j> {
    text: &'j str,
    at: usize,
}

impl<'j> Scan<'j> {
    /// At byte `at` of `text`.
    pub(super) fn new(text: &'j str, at: usize) -> Self {
        Self { text, at }
    }

    /// The byte reached.
    pub(super) fn byte(&self) -> usize {
        self.at
    }

    /// How the value that begins here begins.
    #[inline]
    pub(super) fn peek(&mut self) -> Result<Peek, JiterError> {
        match self.after_space(self.at) {
            (at, Some(begin)) => {
                self.at = at;
                Ok(Peek::new(begin))
            }
            _ => self.slowly(Jiter::peek),
        }
    }

    /// The first member name of the object that begins here.
    #[inline]
    pub(super) fn first_name(&mut self) -> Result<Option<Token<'j>>, JiterError> {
        let (at, next) = self.after_space(self.at + 1);
        if let Some((name, after)) = next.and_then(|_| self.plain_name(at)) {
            self.at = after;
            return Ok(Some(name));
        }
        let name = self.slowly(|json| json.next_object_bytes().map(|name| name.map(place)))?;
        Ok(name.and_then(|name| self.token(name)))
    }

    /// The next member name of that object.
    #[inline]
    pub(super) fn next_name(&mut self) -> Result<Option<Token<'j>>, JiterError> {
        let (at, next) = self.after_space(self.at);
        if next == Some(b'}') {
            self.at = at + 1;
            return Ok(None);
        }
        let (quote, _) = self.after_space(at + 1);
        if let (Some(b','), Some((name, after))) = (next, self.plain_name(quote)) {
            self.at = after;
            return Ok(Some(name));
        }
        let name = self.slowly(|json| json.next_key_bytes().map(|name| name.map(place)))?;
        Ok(name.and_then(|name| self.token(name)))
    }

    /// How the first item of the list that begins here begins.
    #[inline]
    pub(super) fn first_item(&mut self) -> Result<Option<Peek>, JiterError> {
        match self.after_space(self.at + 1) {
            (at, Some(begin)) if begin != b']' => {
                self.at = at;
                Ok(Some(Peek::new(begin)))
            }
            _ => self.slowly(Jiter::known_array),
        }
    }

    /// How the next item of that list begins.
    #[inline]
    pub(super) fn next_item(&mut self) -> Result<Option<Peek>, JiterError> {
        let (comma, next) = self.after_space(self.at);
        match self.after_space(comma + 1) {
            (at, Some(begin)) if next == Some(b',') && begin != b']' => {
                self.at = at;
                Ok(Some(Peek::new(begin)))
            }
            _ => self.slowly(Jiter::array_step),
        }
    }

    /// The text that begins here.
    #[inline]
    pub(super) fn text(&mut self) -> Result<Option<Token<'j>>, JiterError> {
        if let Some((text, after)) = self.plain_text(self.at) {
            self.at = after;
            return Ok(Some(text));
        }
        let text = self.slowly(|json| json.known_bytes().map(place))?;
        Ok(self.token(text))
    }

    /// The digits of the number that begins here.
    #[inline]
    pub(super) fn number(&mut self, peek: Peek) -> Result<Option<Token<'j>>, JiterError> {
        if let Some((digits, after)) = self.plain_number() {
            self.at = after;
            return Ok(Some(digits));
        }
        let digits = self.slowly(|json| json.known_number_bytes(peek).map(place))?;
        Ok(self.token(digits))
    }

    /// Passes over a value.
    pub(super) fn skip(&mut self, peek: Peek) -> Result<(), JiterError> {
        if peek == Peek::String {
            return self.text().map(|_| ());
        }
        if let Some((_, after)) = self.plain_number() {
            self.at = after;
            return Ok(());
        }
        self.slowly(|json| json.known_skip(peek))
    }

    /// That nothing but white space is left.
    pub(super) fn finish(&mut self) -> Result<(), JiterError> {
        self.slowly(Jiter::finish)
    }

    /// What jiter makes of the text from here on.
    #[cold]
    fn slowly<T>(
        &mut self,
        step: impl FnOnce(&mut Jiter<'j>) -> Result<T, JiterError>,
    ) -> Result<T, JiterError> {
        let from = self.at;
        let mut json = Jiter::new(self.text.as_bytes().get(from..).unwrap_or_default());
        let result = step(&mut json);
        self.at += json.current_index();
        result.map_err(|error| JiterError { index: from + error.index, ..error })
    }

    /// The first byte from `at` on that is no white space, and where it stands.
    #[inline]
    fn after_space(&self, mut at: usize) -> (usize, Option<u8>) {
        loop {
            match self.text.as_bytes().get(at) {
                Some(b' ' | b'\n' | b'\r' | b'\t') => at += 1,
                other => return (at, other.copied()),
            }
        }
    }

    /// The member name whose quote is at `at`, where it is plain, and the byte after its colon.
    #[inline]
    fn plain_name(&self, at: usize) -> Option<(Token<'j>, usize)> {
        let (name, after) = self.plain_text(at)?;
        match self.after_space(after) {
            (colon, Some(b':')) => Some((name, colon + 1)),
            _ => None,
        }
    }

    /// The text whose quote is at `at`, where it is plain, and the byte after it.
    #[inline]
    fn plain_text(&self, at: usize) -> Option<(Token<'j>, usize)> {
        let bytes = self.text.as_bytes();
        if bytes.get(at) != Some(&b'"') {
            return None;
        }
        let mut end = at + 1;
        while let Some(eight) = bytes.get(end..).and_then(<[u8]>::first_chunk) {
            match first_mark(u64::from_le_bytes(*eight)) {
                8 => end += 8,
                plain => {
                    end += plain;
                    break;
                }
            }
        }
        let closed = bytes.get(end) == Some(&b'"');
        let text = self.text.get(at + 1..end).filter(|_| closed)?;
        Some((Token::plain(text), end + 1))
    }

    /// The number that begins here, where it is digits alone and something ends it that may, and the
    /// byte after it.
    #[inline]
    fn plain_number(&self) -> Option<(Token<'j>, usize)> {
        let rest = self.text.as_bytes().get(self.at..)?;
        let digits = rest.iter().take_while(|byte| byte.is_ascii_digit()).count();
        let leads = digits > 1 && rest.first() == Some(&b'0');
        let ends =
            matches!(rest.get(digits), Some(b',' | b']' | b'}' | b' ' | b'\n' | b'\r' | b'\t'));
        let number = self.text.get(self.at..self.at + digits)?;
        (digits > 0 && !leads && ends).then(|| (Token::plain(number), self.at + digits))
    }

    /// The part of the text at that address: jiter lends its own bytes only.
    fn token(&self, (address, length): (usize, usize)) -> Option<Token<'j>> {
        let start = address.checked_sub(self.text.as_ptr().addr())?;
        self.text.get(start..start.checked_add(length)?).map(Token::new)
    }
}

/// Where bytes are and how many.
fn place(bytes: &[u8]) -> (usize, usize) {
    (bytes.as_ptr().addr(), bytes.len())
}

/// How many of eight bytes stand before the first quote, backslash or control character.
///
/// Source: Henry S. Warren, Hacker's Delight, 6-1: a byte of `word - ONES` borrows into its highest
/// bit where the byte was zero. A borrow may pass on to the bytes above, never to those below.
#[inline]
fn first_mark(word: u64) -> usize {
    const ONES: u64 = u64::from_ne_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    let below = |word: u64, least: u64| word.wrapping_sub(ONES * least) & !word;
    let equal = |byte: u8| below(word ^ (ONES * u64::from(byte)), 1);
    let marks = (equal(b'"') | equal(b'\\') | below(word, 0x20)) & HIGHEST;
    marks.trailing_zeros() as usize / 8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_the_first_mark_whatever_stands_around_it() {
        let is_mark = |byte: u8| byte == b'"' || byte == b'\\' || byte < 0x20;
        for first in 0..=u8::MAX {
            for second in 0..=u8::MAX {
                for at in 0..7 {
                    let mut eight = *b"abcdefgh";
                    (eight[at], eight[at + 1]) = (first, second);
                    let expected = eight.iter().position(|byte| is_mark(*byte)).unwrap_or(8);
                    assert_eq!(first_mark(u64::from_le_bytes(eight)), expected, "{eight:?}");
                }
            }
        }
    }

    /// Every step over every value, as text or as the place and kind of the break.
    fn steps(scan: &mut Scan<'_>, said: &mut Vec<String>) -> Result<(), JiterError> {
        let peek = scan.peek()?;
        said.push(format!("{peek:?} {}", scan.byte()));
        match peek {
            Peek::Object => {
                let mut name = scan.first_name()?;
                while let Some(written) = name {
                    said.push(format!("{written:?} {}", scan.byte()));
                    steps(scan, said)?;
                    name = scan.next_name()?;
                }
            }
            Peek::Array => {
                let mut item = scan.first_item()?;
                while let Some(peek) = item {
                    said.push(format!("{peek:?} {}", scan.byte()));
                    steps(scan, said)?;
                    item = scan.next_item()?;
                }
            }
            Peek::String => said.push(format!("{:?}", scan.text()?)),
            peek if peek.is_num() => said.push(format!("{:?}", scan.number(peek)?)),
            peek => scan.skip(peek)?,
        }
        said.push(format!("{}", scan.byte()));
        Ok(())
    }

    /// The same by jiter alone.
    fn judged(json: &mut Jiter<'_>, text: &str, said: &mut Vec<String>) -> Result<(), JiterError> {
        let token = |place: (usize, usize)| {
            let start = place.0 - text.as_ptr().addr();
            Token::new(&text[start..start + place.1])
        };
        let peek = json.peek()?;
        said.push(format!("{peek:?} {}", json.current_index()));
        match peek {
            Peek::Object => {
                let mut name = json.next_object_bytes()?.map(place);
                while let Some(written) = name {
                    said.push(format!("{:?} {}", token(written), json.current_index()));
                    judged(json, text, said)?;
                    name = json.next_key_bytes()?.map(place);
                }
            }
            Peek::Array => {
                let mut item = json.known_array()?;
                while let Some(peek) = item {
                    said.push(format!("{peek:?} {}", json.current_index()));
                    judged(json, text, said)?;
                    item = json.array_step()?;
                }
            }
            Peek::String => said.push(format!("{:?}", Some(token(place(json.known_bytes()?))))),
            peek if peek.is_num() => {
                let digits = place(json.known_number_bytes(peek)?);
                said.push(format!("{:?}", Some(token(digits))));
            }
            peek => json.known_skip(peek)?,
        }
        said.push(format!("{}", json.current_index()));
        Ok(())
    }

    #[track_caller]
    fn agrees(text: &str) {
        let (mut fast, mut slow) = (Vec::new(), Vec::new());
        let mut scan = Scan::new(text, 0);
        let here = steps(&mut scan, &mut fast).and_then(|()| scan.finish());
        let mut json = Jiter::new(text.as_bytes());
        let there = judged(&mut json, text, &mut slow).and_then(|()| json.finish());
        assert_eq!((fast, here), (slow, there), "{text:?}");
    }

    #[test]
    fn takes_every_step_that_jiter_takes() {
        let text = r#" { "a" : [ "b\n" , 1.5 , { } , [ ] , null ] , "c\u0041": "d\\", "é": "ü…",
            "long enough for a word or two": "and \"more\" of it", "e":{"f":[[],true,-1e5]} } "#;
        agrees(text);
        for (end, _) in text.char_indices() {
            agrees(&text[..end]);
            let (before, after) = text.split_at(end);
            for put in ["", "\"", ",", ":", "]", "}", "[", "{", "\\", "\u{1}", "x", "é", " ", "0"]
            {
                agrees(&format!("{before}{put}{after}"));
                let rest: String = after.chars().skip(1).collect();
                agrees(&format!("{before}{put}{rest}"));
            }
        }
    }
}
