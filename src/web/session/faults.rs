//! Faults in words, as many as go into a message.

use super::cut;
use crate::diagnostic::{Code, Fault, Place, Severity};
use crate::format::words::{Language, Phrase, Statement};
use crate::format::{fault, number, visible};
use crate::web::message::{Answer, FaultList, FaultView, MOST_BYTES, PlaceView, encode};

/// The most faults that are listed in one message.
const MOST_FAULTS: usize = 200;

/// That nothing was calculated, and why; `used` says which of the given files each file is.
pub(super) fn stopped(language: &dyn Language, faults: &[Fault], used: &[u32]) -> Answer {
    Answer::Faults(Box::new(fault_list(language, faults, used)))
}

/// The first of the faults, and how many there are.
pub(super) fn fault_list(language: &dyn Language, faults: &[Fault], used: &[u32]) -> FaultList {
    let more: u64 = faults.iter().filter_map(untold).sum();
    let told: Vec<&Fault> = faults.iter().filter(|fault| untold(fault).is_none()).collect();
    let errors = told.iter().filter(|fault| fault.severity == Severity::Error).count() as u64;
    let (errors, warnings) = (errors + more, told.len() as u64 - errors);
    let mut room = MOST_BYTES / 3;
    let views = told.iter().take(MOST_FAULTS).map(|fault| view(language, fault, used));
    let listed: Vec<FaultView> = views
        .take_while(|view| {
            let size = encode(view).len();
            let fits = size <= room;
            room = room.saturating_sub(size);
            fits
        })
        .collect();
    let unlisted = (errors + warnings).saturating_sub(listed.len() as u64);
    let count = Phrase::FaultCount { errors, warnings };
    FaultList {
        headline: language.say(&Phrase::Statement(Statement::Stopped { errors })),
        count: (errors > 0 && warnings > 0).then(|| language.say(&count)),
        listed,
        unlisted: (unlisted > 0).then(|| number(language, &unlisted.to_string())),
    }
}

/// How many faults it stands for that were not told.
fn untold(fault: &Fault) -> Option<u64> {
    fault.count.filter(|_| fault.code == Code::MoreFaults)
}

fn view(language: &dyn Language, it: &Fault, used: &[u32]) -> FaultView {
    let told = fault(language, it);
    FaultView {
        error: it.severity == Severity::Error,
        severity: language.say(&Phrase::Severity(it.severity)),
        code: it.code.name().to_owned(),
        place: it.place.as_ref().map(|place| place_view(place, used)),
        message: cut::text(told.message),
        hints: told.hints.into_iter().map(cut::text).collect(),
    }
}

fn place_view(place: &Place, used: &[u32]) -> PlaceView {
    PlaceView {
        file: used.get(place.file as usize).copied().unwrap_or(place.file),
        name: visible(&place.name),
        line: place.line,
        column: place.column,
        pointer: cut::text(visible(&place.pointer)),
        excerpt: excerpt(place),
    }
}

/// The line in three parts; a lone brace tells nobody anything.
fn excerpt(place: &Place) -> Option<[String; 3]> {
    if !place.excerpt.contains(char::is_alphanumeric) {
        return None;
    }
    let mark = usize::try_from(place.mark).unwrap_or_default();
    let part = |from: usize, count: usize| {
        visible(&place.excerpt.chars().skip(from).take(count).collect::<String>())
    };
    let length = spot_length(&place.excerpt, mark);
    let spot = part(mark, length);
    let spot = if spot.is_empty() { " ".to_owned() } else { spot };
    Some([part(0, mark).trim_start().to_owned(), spot, part(mark + length, usize::MAX)])
}

/// How many characters the value or name at `mark` has: a text up to its quote, anything else up to
/// where JSON goes on.
fn spot_length(line: &str, mark: usize) -> usize {
    let quoted = mark > 0 && line.chars().nth(mark - 1) == Some('"');
    let rest = line.chars().skip(mark);
    let ends = |letter: &char| match quoted {
        true => *letter == '"',
        false => letter.is_whitespace() || ",:[]{}".contains(*letter),
    };
    rest.take_while(|letter| !ends(letter)).count().max(1)
}
