//! What only the page says: its controls, its states, its questions.

/// What only the page says.
#[derive(Clone, Debug)]
pub enum Page<'a> {
    /// The program's name.
    Title,
    /// What it does, in a sentence.
    Promise,
    /// What happens with the files, in a sentence.
    Privacy,
    /// How to check that, in a sentence.
    PrivacyCheck,
    /// What to do first.
    DropHere,
    /// The button that chooses files.
    ChooseFiles,
    /// The button that adds files to those at hand.
    AddFiles,
    /// The heading of the samples.
    Samples,
    /// The button that opens a sample.
    OpenSample,
    /// The files at hand.
    Files,
    /// What happens with a file that comes again.
    SameName,
    /// The button that takes a file out.
    Remove(&'a str),
    /// The button that takes all files out.
    CloseFiles,
    /// The switch of light and dark.
    Theme,
    /// As the system has it.
    ThemeOfSystem,
    /// Dark on light.
    ThemeLight,
    /// Light on dark.
    ThemeDark,
    /// The size of a file.
    Size(&'a str),
    /// What a file is: `contract`, `incidents`, `unknown`.
    FileKind(&'a str),
    /// The field of the instant of evaluation.
    AsOf,
    /// Where the proposed instant comes from.
    AsOfProposed(&'a str),
    /// In which zone the field is read, where it is known.
    AsOfZone(Option<&'a str>),
    /// That the instant is none.
    AsOfWrong,
    /// That an instant is needed.
    AsOfMissing,
    /// The button that calculates.
    Evaluate,
    /// That it is calculating.
    Working,
    /// That a sample is being fetched.
    Fetching,
    /// That a sample cannot be fetched.
    NotFetched(&'a str),
    /// That a file cannot be read.
    Unreadable(&'a str),
    /// That the engine did not start, and what to do.
    EngineNotStarted,
    /// That the engine stopped, and what to do.
    EngineStopped,
    /// That page and engine are of two versions.
    Versions,
    /// The button that begins again.
    StartAgain,
    /// The link that skips to the result.
    Skip,
    /// How to read the grid.
    GridHint,
    /// The name of a grid cell, in a sentence.
    Cell {
        /// The objective.
        objective: &'a str,
        /// The period.
        period: &'a str,
        /// The verdict.
        verdict: &'a str,
        /// The value, where there is one.
        value: Option<&'a str>,
        /// The downtime.
        down: &'a str,
        /// The credit, where there is one.
        credit: Option<&'a str>,
    },
    /// That the period is not over.
    ToDate,
    /// Which part of the grid is shown.
    Part {
        /// The first period.
        first: &'a str,
        /// The last.
        last: &'a str,
        /// How many periods there are.
        periods: &'a str,
        /// How many objectives are shown.
        shown: &'a str,
        /// How many there are.
        objectives: &'a str,
    },
    /// The button for the periods before.
    Earlier,
    /// The button for the periods after.
    Later,
    /// The button for the objectives before.
    ObjectivesBefore,
    /// The button for the objectives after.
    ObjectivesAfter,
    /// The button that closes.
    Close,
    /// That this is a sample.
    SampleBanner,
    /// That faults stopped the calculation, heading.
    Faults,
    /// How many more there are.
    More(&'a str),
    /// The button that shows them all.
    ShowAll(&'a str),
    /// That some are not listed.
    Unlisted(&'a str),
    /// The button that saves the report as CSV.
    SaveCsv,
    /// The button that saves the report as JSON.
    SaveJson,
    /// The switch of the unit of a picture.
    ShownAs,
    /// Its setting for time.
    AsTime,
    /// Its setting for percent.
    AsPercent,
    /// The button that shows the figures of a picture.
    ShowTable,
    /// The button that saves a picture as SVG.
    SaveSvg,
    /// The button that saves a picture as PNG.
    SavePng,
}
