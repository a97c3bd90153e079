//! The agreement as a document to be read.

use super::cut;
use crate::evaluate::Evaluation;
use crate::format::words::Language;
use crate::format::{ContractEntry, ContractLine, contract, number};
use crate::web::message::{ContractEntryView, ContractLineView, ContractPart, MOST_BYTES, encode};
use crate::web::names::marked;

/// More lines of one entry are not listed.
const MOST_LINES: usize = 60;

/// The agreement from the entry of that number on, as much of it as goes into one message.
pub(super) fn part(language: &dyn Language, evaluation: &Evaluation, from: u32) -> ContractPart {
    let sections = contract(language, &evaluation.report);
    let heads = sections.iter().map(|it| [it.id.to_owned(), it.heading.clone()]);
    let mut part = ContractPart { sections: heads.collect(), from, ..ContractPart::default() };
    let mut room = MOST_BYTES - 4_096;
    let all = (0_u32..)
        .zip(sections)
        .flat_map(|(section, it)| it.entries.into_iter().map(move |entry| (section, entry)));
    for (place, (section, entry)) in (0_u32..).zip(all).skip(from as usize) {
        let entry = view(language, section, entry);
        let size = encode(&entry).len();
        if size > room && !part.entries.is_empty() {
            part.next = Some(place);
            break;
        }
        room = room.saturating_sub(size);
        part.entries.push(entry);
    }
    part
}

fn view(language: &dyn Language, section: u32, entry: ContractEntry) -> ContractEntryView {
    let more = entry.lines.len().saturating_sub(MOST_LINES);
    let name = |name: &str| marked(&cut::whole_name(name));
    ContractEntryView {
        section,
        title: if entry.title.is_empty() { entry.title } else { name(&entry.title) },
        id: entry.id,
        objective: entry.objective,
        clause: entry.clause.as_deref().map(name),
        text: entry.text.map(|text| marked(&cut::text(text))),
        lines: entry.lines.into_iter().take(MOST_LINES).map(line).collect(),
        unlisted: (more > 0).then(|| number(language, &more.to_string())),
    }
}

/// A line is an element of its own, so that a name in it turns nothing around it.
fn line(line: ContractLine) -> ContractLineView {
    ContractLineView {
        what: if line.what.is_empty() { line.what } else { marked(&cut::whole_name(&line.what)) },
        how: marked(&cut::text(line.how)),
        by: line.by,
        calendar: line.calendar,
    }
}
