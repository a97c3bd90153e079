//! What was asked for.

use std::ffi::OsString;

use lexopt::{Arg, Error, Parser, ValueExt};

use super::{Refusal, files, usage};
use crate::format::words::{Language, Usage};
use crate::quote::{length, positive};
use crate::units::{Currency, Exact, Instant};

/// A command.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Command {
    Evaluate,
    Clocks,
    Credits,
    Sensitivity,
    Explain,
    Quote,
    Check,
    Help,
    Version,
}

/// The form of a result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    Text,
    Json,
    Csv,
}

/// What was asked for.
#[derive(Clone, Debug)]
pub(super) struct Arguments {
    pub(super) command: Command,
    pub(super) files: Vec<OsString>,
    pub(super) as_of: Option<Instant>,
    pub(super) format: Format,
    pub(super) output: Option<OsString>,
    pub(super) objective: Option<String>,
    pub(super) period: Option<String>,
    pub(super) fail_on_breach: bool,
    pub(super) down: Option<i128>,
    pub(super) fee: Option<Exact>,
    pub(super) hour: Option<Exact>,
    pub(super) currency: Option<String>,
}

impl Arguments {
    pub(super) fn parse(
        arguments: impl IntoIterator<Item = OsString>,
        language: &dyn Language,
    ) -> Result<Self, Refusal> {
        let mut parser = Parser::from_args(arguments);
        let mut parsed = Self {
            command: Command::Help,
            files: Vec::new(),
            as_of: None,
            format: Format::Text,
            output: None,
            objective: None,
            period: None,
            fail_on_breach: false,
            down: None,
            fee: None,
            hour: None,
            currency: None,
        };
        let mut command = None;
        while let Some(argument) = parser.next().map_err(|error| refusal(language, &error))? {
            match argument {
                Arg::Value(word) if command.is_none() => {
                    command = Some(command_named(&word.to_string_lossy(), language)?);
                }
                Arg::Value(file) => parsed.files.push(file),
                Arg::Short('h') | Arg::Long("help") => command = Some(Command::Help),
                Arg::Short('V') | Arg::Long("version") => command = Some(Command::Version),
                Arg::Long("fail-on-breach") => parsed.fail_on_breach = true,
                Arg::Long(
                    option @ ("as-of" | "format" | "output" | "objective" | "period" | "down"
                    | "fee" | "hour" | "currency"),
                ) => {
                    let option = option.to_owned();
                    let value = parser.value().map_err(|error| refusal(language, &error))?;
                    parsed.set(&option, value, language)?;
                }
                Arg::Short(_) | Arg::Long(_) => {
                    return Err(refusal(language, &argument.unexpected()));
                }
            }
        }
        parsed.command = command.ok_or_else(|| usage(language, Usage::NoCommand))?;
        parsed.check(language)?;
        Ok(parsed)
    }

    fn set(
        &mut self,
        option: &str,
        value: OsString,
        language: &dyn Language,
    ) -> Result<(), Refusal> {
        if option == "output" {
            self.output = Some(value);
            return Ok(());
        }
        let value = value.string().map_err(|error| refusal(language, &error))?;
        let bad = |words| {
            let option = format!("--{option}");
            usage(language, Usage::BadValue { option: &option, value: &value, words })
        };
        match option {
            "as-of" => {
                let instant = Instant::parse(&value);
                self.as_of = Some(instant.map_err(|_| bad("2026-07-01T00:00:00Z"))?);
            }
            "format" => {
                self.format = match value.as_str() {
                    "text" => Format::Text,
                    "json" => Format::Json,
                    "csv" => Format::Csv,
                    _ => return Err(bad("text, json, csv")),
                };
            }
            "down" => self.down = Some(length(&value).ok_or_else(|| bad("3h, 90m, 1d12h"))?),
            "fee" => self.fee = Some(positive(&value).ok_or_else(|| bad("10000"))?),
            "hour" => self.hour = Some(positive(&value).ok_or_else(|| bad("2500.00"))?),
            "currency" => {
                let currency = Currency::named(&value).ok_or_else(|| bad("EUR"))?;
                self.currency = Some(currency.code().to_owned());
            }
            "objective" => self.objective = Some(value),
            _ => self.period = Some(value),
        }
        Ok(())
    }

    /// What only all arguments together can tell.
    fn check(&self, language: &dyn Language) -> Result<(), Refusal> {
        if matches!(self.command, Command::Help | Command::Version) {
            return Ok(());
        }
        if self.files.is_empty() && self.command != Command::Quote {
            return Err(usage(language, Usage::MissingFiles));
        }
        if let Some(output) = &self.output
            && self.files.iter().any(|file| files::is_same(file, output))
        {
            let file = output.to_string_lossy();
            return Err(usage(language, Usage::OutputIsInput(&file)));
        }
        if self.command == Command::Quote && (self.down.is_none() || self.fee.is_none()) {
            return Err(usage(language, Usage::MissingQuestion));
        }
        if self.command == Command::Explain {
            if self.objective.is_none() || self.period.is_none() {
                return Err(usage(language, Usage::MissingFigure));
            }
            if self.format == Format::Csv {
                let bad = Usage::BadValue { option: "--format", value: "csv", words: "text, json" };
                return Err(usage(language, bad));
            }
        }
        Ok(())
    }
}

fn command_named(word: &str, language: &dyn Language) -> Result<Command, Refusal> {
    match word {
        "evaluate" => Ok(Command::Evaluate),
        "clocks" => Ok(Command::Clocks),
        "credits" => Ok(Command::Credits),
        "sensitivity" => Ok(Command::Sensitivity),
        "explain" => Ok(Command::Explain),
        "quote" => Ok(Command::Quote),
        "check" => Ok(Command::Check),
        "help" => Ok(Command::Help),
        other => Err(usage(language, Usage::UnknownCommand(other))),
    }
}

fn refusal(language: &dyn Language, error: &Error) -> Refusal {
    let said = match error {
        Error::UnexpectedOption(option) => Usage::UnknownOption(option),
        Error::MissingValue { option } => {
            Usage::MissingValue(option.as_deref().unwrap_or_default())
        }
        Error::UnexpectedValue { option, .. } => Usage::NeedlessValue(option),
        _ => Usage::NotText,
    };
    usage(language, said)
}
