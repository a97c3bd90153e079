//! Lines and columns, counted in one pass however many spots are asked for.

/// A place in a text that only moves forward.
pub(super) struct Cursor<'t> {
    text: &'t str,
    byte: usize,
    line: u64,
    column: u64,
}

/// The most characters shown on either side of a spot.
const AROUND: usize = 80;

impl<'t> Cursor<'t> {
    /// At the beginning of `text`.
    pub(super) fn new(text: &'t str) -> Self {
        Self { text, byte: 0, line: 1, column: 1 }
    }

    /// Moves on to `byte`, which does not lie before it; line and column there, both from 1.
    pub(super) fn advance(&mut self, byte: usize) -> (u64, u64) {
        let byte = self.text.floor_char_boundary(byte).max(self.byte);
        let passed = self.text.get(self.byte..byte).unwrap_or_default();
        let newlines = passed.bytes().filter(|byte| *byte == b'\n').count() as u64;
        let last_line = passed.rsplit('\n').next().unwrap_or_default();
        if newlines > 0 {
            self.line += newlines;
            self.column = 1;
        }
        self.column += last_line.chars().count() as u64;
        self.byte = byte;
        (self.line, self.column)
    }

    /// The line's own text around the place, and which of its characters the place is, from 0.
    pub(super) fn excerpt(&self) -> (String, u64) {
        let (before, after) = self.text.split_at(self.byte);
        let line_end = |c: &char| !matches!(c, '\n' | '\r');
        let mut head: Vec<char> = before.chars().rev().take_while(line_end).take(AROUND).collect();
        head.reverse();
        let mark = head.len() as u64;
        (head.into_iter().chain(after.chars().take_while(line_end).take(AROUND)).collect(), mark)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_characters_line_by_line() {
        let mut cursor = Cursor::new("aé\nbcd\r\n\nx");
        assert_eq!(cursor.advance(0), (1, 1));
        assert_eq!(cursor.advance(3), (1, 3));
        assert_eq!(cursor.advance(5), (2, 2));
        assert_eq!(cursor.excerpt(), ("bcd".to_owned(), 1));
        assert_eq!(cursor.advance(10), (4, 1));
        assert_eq!(cursor.advance(1_000), (4, 2));
    }

    #[test]
    fn shows_a_long_line_around_the_place() {
        let text = format!("[{}7{}]", "1,".repeat(500), ",2".repeat(500));
        let mut cursor = Cursor::new(&text);
        cursor.advance(1_001);
        let (excerpt, mark) = cursor.excerpt();
        assert_eq!(excerpt.chars().nth(mark as usize), Some('7'));
        assert_eq!(excerpt.chars().count(), 160);
    }
}
