//! The report as JSON, with every worked calculation.

use std::io::{Result, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use crate::report::{Calculation, ClockFigure, Report};

/// A report with its clocks and calculations.
#[derive(Serialize)]
struct Whole<'a> {
    #[serde(flatten)]
    report: &'a Report,
    #[serde(skip_serializing_if = "<[ClockFigure]>::is_empty")]
    clocks: &'a [ClockFigure],
    calculations: Vec<Calculation>,
}

/// The report, its clocks and its calculations as JSON.
#[must_use]
pub fn report_and_calculations(
    report: &Report,
    clocks: &[ClockFigure],
    calculations: impl Iterator<Item = Calculation>,
) -> String {
    json(&Whole { report, clocks, calculations: calculations.collect() })
}

/// Any part of a report as JSON, indented as deep as a step of a calculation, which stands on one
/// line; it ends in a line break.
#[must_use]
pub fn json(part: &impl Serialize) -> String {
    let mut bytes = Vec::new();
    let mut serializer = Serializer::with_formatter(&mut bytes, Outline { depth: 0, empty: true });
    // What is plain data with text keys can always be written to memory.
    let _ = part.serialize(&mut serializer);
    bytes.push(b'\n');
    String::from_utf8(bytes).unwrap_or_default()
}

/// Indents the outer levels and keeps the inner ones on one line.
struct Outline {
    depth: usize,
    /// Whether nothing stands in the innermost list or object yet.
    empty: bool,
}

impl Outline {
    /// Report, calculations, calculation, steps.
    const DEEPEST: usize = 4;

    fn begin<W: ?Sized + Write>(&mut self, writer: &mut W, mark: &[u8]) -> Result<()> {
        self.depth += 1;
        self.empty = true;
        writer.write_all(mark)
    }

    fn item<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.empty = false;
        match (first, self.depth > Self::DEEPEST) {
            (true, true) => Ok(()),
            (false, true) => writer.write_all(b", "),
            (true, false) => self.line(writer),
            (false, false) => writer.write_all(b",").and_then(|()| self.line(writer)),
        }
    }

    fn end<W: ?Sized + Write>(&mut self, writer: &mut W, mark: &[u8]) -> Result<()> {
        self.depth -= 1;
        if self.depth < Self::DEEPEST && !self.empty {
            self.line(writer)?;
        }
        self.empty = false;
        writer.write_all(mark)
    }

    fn line<W: ?Sized + Write>(&self, writer: &mut W) -> Result<()> {
        writer.write_all(b"\n")?;
        (0..self.depth).try_for_each(|_| writer.write_all(b"  "))
    }
}

impl Formatter for Outline {
    fn begin_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.begin(writer, b"[")
    }

    fn end_array<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.end(writer, b"]")
    }

    fn begin_array_value<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.item(writer, first)
    }

    fn begin_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.begin(writer, b"{")
    }

    fn end_object<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        self.end(writer, b"}")
    }

    fn begin_object_key<W: ?Sized + Write>(&mut self, writer: &mut W, first: bool) -> Result<()> {
        self.item(writer, first)
    }

    fn begin_object_value<W: ?Sized + Write>(&mut self, writer: &mut W) -> Result<()> {
        writer.write_all(b": ")
    }
}
