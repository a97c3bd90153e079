//! Names and texts from files, marked off from our own words, so that the page can set each in an
//! element of its own, and so that writing from right to left turns nothing around it.

use crate::format::visible;
use crate::report::{Calculation, Operand, Report};

/// FIRST STRONG ISOLATE: a name begins.
const BEGIN: char = '\u{2068}';
/// POP DIRECTIONAL ISOLATE: it ends.
const END: char = '\u{2069}';

/// A stretch of a sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Our own words.
    Words(&'a str),
    /// A name from a file.
    Name(&'a str),
}

/// A name, marked; what is invisible in it is spelled out.
#[must_use]
pub fn marked(name: &str) -> String {
    let line = name.replace(['\r', '\n', '\t'], " ");
    format!("{BEGIN}{}{END}", visible(&line))
}

/// A sentence without the marks, where there are no elements to set a name in.
pub fn plain(sentence: &str) -> String {
    sentence.replace([BEGIN, END], "")
}

/// A name cut in its middle, if it has more letters than that: what tells names apart is as often
/// their end as their beginning. It is cut between words where that leaves enough of both.
#[must_use]
pub fn shortened(name: &str, most: usize) -> Option<String> {
    let letters: Vec<char> = name.chars().collect();
    if letters.len() <= most {
        return None;
    }
    let (begin, end) = (most * 3 / 5, most * 2 / 5);
    let is_between = |letter: &char| letter.is_whitespace();
    // One letter more tells whether a word ends there.
    let head = letters.get(..=begin).unwrap_or_default();
    let tail = letters.get(letters.len() - end - 1..).unwrap_or_default();
    let head_word = head.iter().rposition(is_between).filter(|at| *at * 3 >= begin);
    let tail_word = tail.iter().position(is_between).filter(|at| (end - at) * 3 >= end);
    let head: String = head.iter().take(head_word.unwrap_or(begin)).collect();
    let tail: String = tail.iter().skip(tail_word.map_or(1, |at| at + 1)).collect();
    let space = |word: Option<usize>| if word.is_some() { " " } else { "" };
    Some(format!("{head}{}…{}{tail}", space(head_word), space(tail_word)))
}

/// A sentence with marked names, in pieces.
pub fn pieces(sentence: &str) -> impl Iterator<Item = Piece<'_>> {
    sentence.split_inclusive(END).flat_map(|part| {
        let (words, name) = match part.split_once(BEGIN) {
            Some((words, name)) => (words, Some(name.trim_end_matches(END))),
            None => (part, None),
        };
        let words = Some(words).filter(|words| !words.is_empty()).map(Piece::Words);
        words.into_iter().chain(name.map(Piece::Name))
    })
}

/// Marks every name of a report.
pub fn mark_report(report: &mut Report) {
    let agreement = &mut report.agreement;
    let texts =
        [&mut agreement.title, &mut agreement.note, &mut agreement.provider, &mut agreement.client];
    texts.into_iter().for_each(mark_text);
    for service in &mut agreement.services {
        mark(&mut service.name);
    }
    for objective in &mut agreement.objectives {
        mark(&mut objective.name);
        mark_text(&mut objective.clause);
        mark_text(&mut objective.text);
    }
    for reading in &mut report.readings {
        // A code is known by its spelling and turns nothing.
        if !reading.value.chars().all(|letter| letter.is_ascii_graphic()) {
            mark(&mut reading.value);
        }
        reading.only.iter_mut().for_each(mark);
    }
    for correction in &mut report.corrections {
        mark(&mut correction.id);
        mark(&mut correction.by);
        mark(&mut correction.reason);
    }
    for right in &mut report.rights {
        mark_text(&mut right.clause);
    }
    for file in &mut report.provenance.files {
        mark(&mut file.name);
    }
}

/// Marks every name of a calculation.
pub fn mark_calculation(calculation: &mut Calculation) {
    for step in &mut calculation.steps {
        mark_text(&mut step.clause);
        mark_text(&mut step.text);
        for operand in &mut step.operands {
            if let Operand::Incident { id, title, .. }
            | Operand::Case { id, title, .. }
            | Operand::Item { name: id, title, .. } = operand
            {
                mark(id);
                mark_text(title);
            }
            if let Operand::Lost { id, title, .. } = operand {
                mark_text(id);
                mark_text(title);
            }
            if let Operand::Cap(cap) = operand {
                mark_text(&mut cap.clause);
            }
            if let Operand::Chosen { label, values, .. } = operand {
                mark_text(label);
                values.iter_mut().for_each(mark);
            }
        }
    }
}

fn mark(name: &mut String) {
    *name = marked(name);
}

fn mark_text(text: &mut Option<String>) {
    text.iter_mut().for_each(mark);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_falls_into_words_and_names() {
        let sentence = format!("{} for {}.", marked("a\u{202e}b"), marked("c\u{2069}d"));
        let found: Vec<_> = pieces(&sentence).collect();
        let expected = [
            Piece::Name("a\\u{202e}b"),
            Piece::Words(" for "),
            Piece::Name("c\\u{2069}d"),
            Piece::Words("."),
        ];
        assert_eq!(found, expected);
        assert_eq!(pieces("no name").collect::<Vec<_>>(), [Piece::Words("no name")]);
        assert_eq!(pieces("").count(), 0);
    }

    #[test]
    fn a_long_name_is_cut_in_its_middle() {
        assert_eq!(shortened("ten letters", 11), None);
        assert_eq!(shortened("äbcdefghij klmnö", 10).as_deref(), Some("äbcdef…lmnö"));
        let long = "Mean time to restore the warehouse system";
        assert_eq!(shortened(long, 36).as_deref(), Some("Mean time to restore … system"));
        let long = "Notification of personal data breaches";
        assert_eq!(shortened(long, 36).as_deref(), Some("Notification of … data breaches"));
    }
}
