//! The command line.

use super::super::Usage;
use super::plural;

const HELP: &str = "\
Computes from a contract and an incident history whether a service level
agreement was kept, and what each breach is worth.

  sla evaluate CONTRACT INCIDENTS... --as-of INSTANT
      [--format text|json|csv] [--output FILE] [--fail-on-breach]
      the report: a readable statement, all data, or a table
  sla clocks CONTRACT INCIDENTS... --as-of INSTANT
      [--format text|json|csv] [--output FILE]
      each clock of each incident: due, stopped, elapsed, verdict
  sla credits CONTRACT INCIDENTS... --as-of INSTANT
      [--format text|json|csv] [--output FILE]
      each credit: by its rule, cut by caps, paid, claimed, earned back
  sla sensitivity CONTRACT INCIDENTS... --as-of INSTANT
      [--format text|json|csv] [--output FILE]
      what would change if an open question were read otherwise
  sla explain CONTRACT INCIDENTS... --as-of INSTANT
      --objective ID --period DATE [--format text|json] [--output FILE]
      the worked calculation of one figure; DATE is any date in the period
  sla quote [CONTRACT...] --down LENGTH --fee AMOUNT [--hour AMOUNT]
      [--currency CODE] [--format text|json|csv] [--output FILE]
      what each agreement would pay for one outage, such as 3h or 1d12h, at a
      fee a month, and what share that is of what an hour down costs: each of
      these, which may be folders of agreements, or all that sla knows. Amounts
      that an agreement states itself are read in the currency that is named
  sla check FILE...
      the faults, as file:line:column: code: message

A file given as - is read from standard input. INSTANT is RFC 3339, such as
2026-07-01T00:00:00Z: what happens later is not known yet.

Exit codes: 0 done, 1 faults in the files (or a breach, with
--fail-on-breach), 2 wrong usage.";

pub(super) fn words(usage: &Usage<'_>) -> String {
    match usage {
        Usage::Help => HELP.to_owned(),
        Usage::Version(version) => format!("sla {version}"),
        Usage::NoCommand => {
            "Say what to do: evaluate, clocks, credits, sensitivity, explain, quote or check."
                .to_owned()
        }
        Usage::UnknownCommand(command) => {
            format!(
                "There is no command “{command}”: evaluate, clocks, credits, sensitivity, explain, \
                 quote and check there are."
            )
        }
        Usage::UnknownOption(option) => {
            format!("There is no option {option}; sla --help lists those there are.")
        }
        Usage::MissingValue(option) => format!("{option} needs a value."),
        Usage::NeedlessValue(option) => format!("{option} takes no value."),
        Usage::NotText => "An argument is no text.".to_owned(),
        Usage::BadValue { option, value, words } => {
            format!("{option} cannot be “{value}”; write one like {words}.")
        }
        Usage::OutputIsInput(file) => {
            format!("{file} is one of the files to read; give --output another name.")
        }
        Usage::MissingFiles => "Give at least one file, or - for standard input.".to_owned(),
        Usage::MissingQuestion => "Say what to ask: --down 3h and --fee 10000.".to_owned(),
        Usage::MissingFigure => "Say which figure: --objective ID and --period DATE.".to_owned(),
        Usage::UnknownObjective { id, known } => {
            format!("The contract has no objective “{id}”; it has {known}.")
        }
        Usage::UnknownPeriod { period, first, last } => {
            format!(
                "No period of the report contains “{period}”; they begin from {first} to {last}."
            )
        }
        Usage::MissingAsOf { instant, source } => {
            let source = match *source {
                "exported_at" => "the instant of the latest export",
                "covers" => "the end of what the history covers",
                _ => "the last instant in the history",
            };
            format!("Say as of when: --as-of {instant} would be {source}.")
        }
        Usage::MissingAsOfAlone => {
            "Say as of when, such as --as-of 2026-07-01T00:00:00Z.".to_owned()
        }
        Usage::Unreadable { file, reason } => format!("{file} cannot be read: {reason}."),
        Usage::Unwritable { file, reason } => format!("{file} cannot be written: {reason}."),
        Usage::NoFaults(files) => format!("No faults in {}.", plural(*files, "file")),
    }
}
