//! The command line in memory, and golden files.

use std::ffi::OsString;
use std::fs;
use std::path::Path;

use sla_calculator::cli::{Streams, run};
use sla_calculator::format::words::{English, Language};

/// What a command said.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Said {
    pub(crate) exit: u8,
    pub(crate) output: String,
    pub(crate) errors: String,
}

/// Runs `sla` with `arguments` and nothing on standard input, in English.
pub(crate) fn sla(arguments: &[&str]) -> Said {
    sla_in(&English, b"", arguments)
}

/// Runs `sla` in a language with something on standard input.
pub(crate) fn sla_in(language: &dyn Language, input: &[u8], arguments: &[&str]) -> Said {
    let (mut input, mut output, mut errors) = (input, Vec::new(), Vec::new());
    let mut streams = Streams { input: &mut input, output: &mut output, errors: &mut errors };
    let exit = run(arguments.iter().map(OsString::from), language, &mut streams);
    let text = |bytes| String::from_utf8(bytes).unwrap();
    Said { exit, output: text(output), errors: text(errors) }
}

/// Compares `found` with the file committed at `path`; writes it where `UPDATE_GOLDEN` is set.
#[track_caller]
pub(crate) fn check_golden(path: &Path, found: &str) {
    if std::env::var_os("UPDATE_GOLDEN").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, found).unwrap();
    }
    let golden = fs::read_to_string(path).unwrap_or_default();
    let differs = golden.lines().zip(found.lines()).position(|(golden, found)| golden != found);
    let differs = differs.unwrap_or(golden.lines().count().min(found.lines().count()));
    assert!(
        golden == found,
        "{} differs from line {}:\n  committed {:?}\n  found     {:?}",
        path.display(),
        differs + 1,
        golden.lines().nth(differs),
        found.lines().nth(differs),
    );
}
