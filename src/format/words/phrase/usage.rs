//! What the command line says of itself.

/// What the command line says of itself.
#[derive(Clone, Debug)]
pub enum Usage<'a> {
    /// All of its commands and options.
    Help,
    /// Its version.
    Version(&'a str),
    /// No command was given.
    NoCommand,
    /// A command that it does not have.
    UnknownCommand(&'a str),
    /// An option that it does not have.
    UnknownOption(&'a str),
    /// An option without the value that it needs.
    MissingValue(&'a str),
    /// A value for an option that has none.
    NeedlessValue(&'a str),
    /// An argument that is no text.
    NotText,
    /// An option's value that is none of its words.
    BadValue {
        /// The option.
        option: &'a str,
        /// The value.
        value: &'a str,
        /// The words.
        words: &'a str,
    },
    /// The output would replace this input.
    OutputIsInput(&'a str),
    /// Too few files.
    MissingFiles,
    /// What agreements are asked is not said in full.
    MissingQuestion,
    /// The figure to explain is not named.
    MissingFigure,
    /// No objective of that id; those there are.
    UnknownObjective {
        /// The id.
        id: &'a str,
        /// The ids there are.
        known: &'a str,
    },
    /// No period that contains that date; those there are.
    UnknownPeriod {
        /// What was asked for.
        period: &'a str,
        /// The first date of the first.
        first: &'a str,
        /// The first date of the last.
        last: &'a str,
    },
    /// No instant of evaluation; the one that suggests itself and where it comes from.
    MissingAsOf {
        /// The instant.
        instant: &'a str,
        /// Where it comes from: `exported_at`, `covers`, `last_instant`.
        source: &'a str,
    },
    /// No instant of evaluation, and none suggests itself.
    MissingAsOfAlone,
    /// A file that cannot be read.
    Unreadable {
        /// The file.
        file: &'a str,
        /// The system's reason.
        reason: &'a str,
    },
    /// A file that cannot be written.
    Unwritable {
        /// The file.
        file: &'a str,
        /// The system's reason.
        reason: &'a str,
    },
    /// No fault in the files.
    NoFaults(u64),
}
