//! The command line: arguments, files, exit codes.

mod arguments;
mod commands;
mod files;

use std::ffi::OsString;
use std::io::{Read, Write};

use arguments::{Arguments, Command};

use crate::format::visible;
use crate::format::words::{Language, Phrase, Usage};

/// Everything done, and no breach that was asked about.
pub const DONE: u8 = 0;
/// Faults in the files, or a breach where `--fail-on-breach` asks.
pub const FAULTS: u8 = 1;
/// The arguments make no sense, or a file cannot be read or written.
pub const USAGE: u8 = 2;

/// Where the command line reads and writes.
pub struct Streams<'a> {
    /// Standard input.
    pub input: &'a mut dyn Read,
    /// Standard output.
    pub output: &'a mut dyn Write,
    /// Standard error.
    pub errors: &'a mut dyn Write,
}

/// Why a command ended without its result, in words for standard error.
struct Refusal {
    exit: u8,
    words: String,
}

/// Runs the command that `arguments` (without the program's name) ask for; the exit code.
pub fn run(
    arguments: impl IntoIterator<Item = OsString>,
    language: &dyn Language,
    streams: &mut Streams<'_>,
) -> u8 {
    let outcome = Arguments::parse(arguments, language).and_then(|arguments| {
        match arguments.command {
            Command::Help => Ok((DONE, format!("{}\n", language.say(&Phrase::Usage(Usage::Help))))),
            Command::Version => {
                let version = Usage::Version(env!("CARGO_PKG_VERSION"));
                Ok((DONE, format!("{}\n", language.say(&Phrase::Usage(version)))))
            }
            Command::Check => commands::check(&arguments, language, streams.input),
            Command::Evaluate => commands::evaluate(&arguments, language, streams.input),
            Command::Clocks => commands::clocks(&arguments, language, streams.input),
            Command::Credits => commands::credits(&arguments, language, streams.input),
            Command::Sensitivity => commands::sensitivity(&arguments, language, streams.input),
            Command::Explain => commands::explain(&arguments, language, streams.input),
            Command::Quote => commands::quote(&arguments, language, streams.input),
        }
        .and_then(|(exit, text)| match &arguments.output {
            None => Ok((exit, text)),
            Some(path) => files::write(path, &text, language).map(|()| (exit, String::new())),
        })
    });
    // A closed pipe is the reader's decision, not a failure of ours.
    match outcome {
        Ok((exit, text)) => {
            let _ = streams.output.write_all(text.as_bytes());
            exit
        }
        Err(refusal) => {
            let _ = streams.errors.write_all(refusal.words.as_bytes());
            refusal.exit
        }
    }
}

/// Wrong usage, with the sentence that says so.
fn usage(language: &dyn Language, usage: Usage<'_>) -> Refusal {
    // Names on the command line may hold what a terminal would obey.
    let words = visible(&language.say(&Phrase::Usage(usage)));
    Refusal { exit: USAGE, words: format!("{words}\n") }
}
