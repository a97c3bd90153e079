//! Lines of plain text.

use crate::format::words::{Heading, Language, Phrase};

/// The widest line of running text.
pub(super) const WIDTH: usize = 78;

/// A page of plain text, line by line.
pub(super) struct Text<'a> {
    pub(super) language: &'a dyn Language,
    lines: Vec<String>,
}

impl<'a> Text<'a> {
    pub(super) fn new(language: &'a dyn Language) -> Self {
        Self { language, lines: Vec::new() }
    }

    pub(super) fn line(&mut self, line: &str) {
        self.lines.push(line.trim_end().to_owned());
    }

    pub(super) fn gap(&mut self) {
        self.lines.push(String::new());
    }

    pub(super) fn heading(&mut self, heading: Heading) {
        let words = self.language.say(&Phrase::Heading(heading));
        self.gap();
        self.line(&words);
        self.line(&"-".repeat(words.chars().count()));
    }

    /// Running text, wrapped, each line after `indent`.
    pub(super) fn prose(&mut self, indent: &str, text: &str) {
        for (position, part) in wrap(text, WIDTH - indent.len() - 2).iter().enumerate() {
            let hanging = if position > 0 { "  " } else { "" };
            self.line(&format!("{indent}{hanging}{part}"));
        }
    }

    /// Columns as wide as their widest cell; the first two flush left, the rest flush right.
    pub(super) fn table(&mut self, rows: &[Vec<String>]) {
        let columns = rows.first().map_or(0, Vec::len);
        let widths: Vec<usize> = (0..columns)
            .map(|column| {
                let cells = rows.iter().filter_map(|row| row.get(column));
                cells.map(|cell| cell.chars().count()).max().unwrap_or_default()
            })
            .collect();
        for row in rows {
            let cells = row.iter().zip(&widths).enumerate().map(|(column, (cell, width))| {
                let pad = " ".repeat(width - cell.chars().count());
                if column < 2 { format!("{cell}{pad}") } else { format!("{pad}{cell}") }
            });
            self.line(&cells.collect::<Vec<_>>().join("  "));
        }
    }

    pub(super) fn finish(self) -> String {
        let mut text = self.lines.join("\n");
        text.push('\n');
        text
    }
}

/// The text in lines of at most `width` characters, unless one word is longer.
pub(super) fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    for word in text.split(' ') {
        let Some(line) = lines.last_mut() else { continue };
        if line.is_empty() {
            line.push_str(word);
        } else if line.chars().count() + 1 + word.chars().count() <= width {
            line.push(' ');
            line.push_str(word);
        } else {
            lines.push(word.to_owned());
        }
    }
    lines
}
