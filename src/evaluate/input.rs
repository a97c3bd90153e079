//! The files as they were given, and as far as they could be read.

use super::progress::Teller;
use super::{Step, Tell};
use crate::diagnostic::{Code, Finding, Findings, Spot};
use crate::document::{Kind, Reader, Source, contract, recognise, without_mark};
use crate::model::{Agreement, History};
use crate::report::FileFacts;
use crate::validate;

/// One file as it was given.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// Its name, for people.
    pub name: &'a str,
    /// Its bytes.
    pub bytes: &'a [u8],
    /// SHA-256 of its bytes in hexadecimal, if the caller has worked it out.
    pub sha256: String,
}

impl<'a> Input<'a> {
    /// A file without a digest.
    #[must_use]
    pub fn new(name: &'a str, bytes: &'a [u8]) -> Self {
        Self { name, bytes, sha256: String::new() }
    }
}

/// The inputs as far as they could be read.
pub(super) struct Opened<'a> {
    pub(super) files: Vec<FileFacts>,
    pub(super) texts: Vec<(&'a str, &'a str)>,
    pub(super) contract: Option<Source<'a>>,
    incidents: Vec<Source<'a>>,
    pub(super) findings: Findings,
}

impl<'a> Opened<'a> {
    pub(super) fn of(inputs: &[Input<'a>]) -> Self {
        let mut opened = Self {
            files: Vec::new(),
            texts: Vec::new(),
            contract: None,
            incidents: Vec::new(),
            findings: Findings::default(),
        };
        for (file, input) in (0_u32..).zip(inputs) {
            let recognised = recognise(file, input.bytes);
            let (kind, text) = match recognised {
                Ok((kind, text)) => (Some(kind), text),
                Err(finding) => {
                    let text = readable_part(&finding, input.bytes);
                    opened.findings.push(*finding);
                    (None, text)
                }
            };
            opened.texts.push((input.name, text));
            opened.files.push(FileFacts {
                name: input.name.to_owned(),
                kind: match kind {
                    Some(Kind::Contract) => "contract",
                    Some(Kind::Incidents) => "incidents",
                    None => "unknown",
                }
                .to_owned(),
                bytes: input.bytes.len() as u64,
                sha256: input.sha256.clone(),
            });
            if let Some(kind) = kind {
                opened.add(kind, Source { file, text });
            }
        }
        opened
    }

    /// Notes that a contract or incidents are missing, unless an unreadable file may be them.
    pub(super) fn demand_both(&mut self) {
        if self.files.iter().any(|file| file.kind == "unknown") {
            return;
        }
        if self.contract.is_none() {
            self.findings.push(Finding::new(Code::NoContract, None));
        }
        if self.incidents.is_empty() {
            self.findings.push(Finding::new(Code::NoIncidents, None));
        }
    }

    fn add(&mut self, kind: Kind, source: Source<'a>) {
        let start = |source: &Source<'_>| Spot { file: source.file, byte: 0 };
        let known = self.contract.iter().chain(&self.incidents);
        if let Some(first) = known.into_iter().find(|known| known.text == source.text) {
            let twice = Finding::new(Code::SameFileTwice, start(&source)).other(start(first));
            self.findings.push(twice);
            return;
        }
        match (kind, &self.contract) {
            (Kind::Incidents, _) => self.incidents.push(source),
            (Kind::Contract, None) => self.contract = Some(source),
            (Kind::Contract, Some(first)) => {
                let two = Finding::new(Code::TwoContracts, start(&source)).other(start(first));
                self.findings.push(two);
            }
        }
    }

    pub(super) fn agreement(&mut self) -> Option<Agreement> {
        let source = self.contract?;
        let written: contract::Contract<'a> =
            Reader::document(source, &mut self.findings, &mut |_, _, _| ())?;
        let agreement = validate::contract(source, &written, &mut self.findings);
        if let (Some(agreement), false) = (&agreement, self.findings.stop()) {
            validate::objectives_per_service(source, &written, agreement, &mut self.findings);
        }
        agreement
    }

    pub(super) fn history(&mut self, agreement: Option<&Agreement>, tell: Tell<'_>) -> History {
        let bytes = |source: &Source<'_>| source.text.len() as u64;
        let mut teller = Teller::start(tell, Step::Read, self.incidents.iter().map(bytes).sum());
        let mut gathering = validate::Gathering::new(agreement);
        let mut before = 0;
        for source in &self.incidents {
            let mut on_byte = |byte: usize| teller.reached(before + byte as u64);
            gathering.add(*source, &mut self.findings, &mut on_byte);
            before += bytes(source);
        }
        teller.end();
        gathering.finish(&mut self.findings)
    }
}

/// What can be shown of a file that is none of ours.
fn readable_part<'a>(finding: &Finding, bytes: &'a [u8]) -> &'a str {
    let readable = match finding.code {
        Code::WrongKind | Code::EmptyFile => &[],
        _ => without_mark(bytes),
    };
    match std::str::from_utf8(readable) {
        Ok(text) => text,
        Err(error) => readable
            .get(..error.valid_up_to())
            .and_then(|valid| std::str::from_utf8(valid).ok())
            .unwrap_or_default(),
    }
}
