//! What only the page says: its controls, its states, its questions.

use super::Heading;

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
    /// The heading of the agreements that people sign.
    Agreements,
    /// What they are.
    AgreementsWhat,
    /// The button that lists them.
    ShowAgreements,
    /// The field in which they are looked for.
    SearchAgreements,
    /// That none of them has these words.
    NoAgreement,
    /// The heading of those of a kind, by its word in the list.
    AgreementsOf(&'a str),
    /// The heading of what agreements would pay.
    Quote,
    /// What that is, in a sentence.
    QuoteWhat,
    /// The way there.
    ToQuote,
    /// What stands over a field of it: `down`, `fee`, `hour` or `currency`.
    QuoteField(&'a str),
    /// What stands under it.
    QuoteHint(&'a str),
    /// The button on a credit that opens its calculation.
    OpenQuote {
        /// The credit.
        credit: &'a str,
        /// The agreement's title.
        title: &'a str,
        /// The promise's name.
        name: &'a str,
    },
    /// The list of kinds of agreements.
    QuoteKind,
    /// All of these.
    AllKinds,
    /// What the agreements are that have no answer.
    QuoteSilent,
    /// That the agreements are being fetched.
    FetchingAgreements,
    /// That they could not be fetched.
    AgreementsLost,
    /// The button that fetches them again.
    TryAgain,
    /// The document's title where agreements are asked what they would pay.
    QuoteTitle,
    /// The files at hand.
    Files,
    /// What happens with a file that comes again.
    SameName,
    /// The button that takes a file out.
    Remove,
    /// The same, with the name of the file.
    RemoveFile(&'a str),
    /// The switch of light and dark.
    Theme,
    /// As the system has it.
    ThemeOfSystem,
    /// Dark on light.
    ThemeLight,
    /// Light on dark.
    ThemeDark,
    /// That a file was taken out.
    WasRemoved(&'a str),
    /// That a file was replaced by another of its name.
    WasReplaced(&'a str),
    /// That other files came in the place of all.
    WasSetAside,
    /// The button that takes a change of the files back.
    PutBack,
    /// That several files are contracts, heading.
    WhichContract,
    /// What is to be done about it.
    WhichContractHow,
    /// The button that chooses a contract.
    UseContract,
    /// That files were at hand before the page was loaded again, heading.
    KnownFiles,
    /// Why they have to come again.
    KnownFilesWhy,
    /// That a file is still missing.
    StillMissing,
    /// That a file has come.
    HasCome,
    /// The button that goes on without them.
    GoOnWithout,
    /// That a file is not the one of before.
    NotTheSame(&'a str),
    /// The link to the report.
    ToReport,
    /// The agreement as a document to be read.
    Contract,
    /// The link to it in a list.
    ReadContract,
    /// Its contents.
    Contents,
    /// The link from an objective of it to its results.
    Results,
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
    /// How much of the files has been fetched.
    ProgressRead(&'a str, &'a str),
    /// How much of the incidents has been understood.
    ProgressParse(&'a str, &'a str),
    /// How many of the results have been worked out.
    ProgressCalculate(&'a str, &'a str),
    /// The button that stops it.
    Stop,
    /// That corrections turned a verdict.
    Turned,
    /// A verdict that corrections turned.
    TurnedVerdict(&'a str),
    /// The button that tries other readings of the contract on a figure.
    TryOtherwise,
    /// How many of them were tried, of how many.
    Tried(&'a str, &'a str),
    /// That none of them changes it.
    NothingOtherwise,
    /// That it was stopped, and whether the report of other files is shown.
    WasStopped(bool),
    /// That there is no result.
    NothingYet,
    /// How many lines are before those that are shown.
    Before(&'a str),
    /// The button that calculates again.
    CalculateAgain,
    /// That the list of samples cannot be fetched.
    NoSamples,
    /// That a sample is being fetched.
    Fetching,
    /// That a sample cannot be fetched.
    NotFetched(&'a str),
    /// That a file cannot be read.
    Unreadable(&'a str),
    /// That a file does not go into the memory.
    TooLarge(&'a str),
    /// That the engine did not start, and what to do.
    EngineNotStarted,
    /// That the engine stopped, and what to do.
    EngineStopped,
    /// That page and engine are of two versions.
    Versions,
    /// The button that begins again.
    StartAgain,
    /// That a mark of a picture opens its calculation.
    MarkOpens,
    /// The link that skips to the result.
    Skip,
    /// How to read the grid.
    GridHint,
    /// How to read the list of objectives.
    ListHint,
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
        /// The downtime, where it is of an availability.
        down: &'a str,
        /// How many cases were missed, where it is of a clock.
        cases: &'a str,
        /// The credit, where there is one.
        credit: Option<&'a str>,
    },
    /// That the period is not over.
    ToDate,
    /// The part of the periods that is shown.
    PeriodPart {
        /// The first.
        first: &'a str,
        /// The last.
        last: &'a str,
        /// How many there are.
        all: &'a str,
    },
    /// The button for the periods before.
    Earlier,
    /// The button for the periods after.
    Later,
    /// The strip of all periods, as the way to move among them.
    AllPeriods,
    /// How much of the agreed time there is evidence for.
    CoverageIs(&'a str),
    /// How much of it is known.
    KnownShare(&'a str),
    /// From when until when not all is known, and how much is not.
    NotKnown {
        /// Its beginning.
        from: &'a str,
        /// Its end.
        until: &'a str,
        /// How much of it is not.
        length: &'a str,
    },
    /// How many objectives there are.
    Objectives(&'a str),
    /// How many objectives a filter leaves, and how many there are.
    ObjectivesLeft(&'a str, &'a str),
    /// How many objectives a filter leaves, and what they come to.
    LeftComesTo {
        /// How many.
        left: &'a str,
        /// What they come to, in sentences.
        sums: &'a str,
    },
    /// That the filter leaves no objective.
    NoObjective,
    /// The field that filters the objectives.
    Filter,
    /// The screen of the incidents.
    Incidents,
    /// The field that filters the incidents.
    FindIncident,
    /// Of clocks: that one was missed.
    ClocksMissed,
    /// That one is open.
    ClocksOpen,
    /// Their order: the last to begin first.
    NewestFirst,
    /// The first to begin first.
    OldestFirst,
    /// As the files have them.
    FileOrder,
    /// How many incidents fit, of how many.
    IncidentsFound {
        /// So many.
        found: &'a str,
        /// Of so many.
        all: &'a str,
    },
    /// That none fits.
    NoIncident,
    /// The way back to the list.
    AllIncidents,
    /// That no clock ran on the incident.
    NoClock,
    /// The button that unfolds how a clock's time counted.
    HowTimeCounted,
    /// What the marks of the picture of the clocks mean.
    ClockMarks,
    /// What the document of the list, or of an incident, is called.
    IncidentTitle {
        /// The incident, or what the list is called.
        name: &'a str,
        /// The contract.
        title: &'a str,
    },
    /// The button that folds the filter.
    FilterBy,
    /// An aspect by which can be filtered: `service`, `verdict`.
    Facet(&'a str),
    /// Its setting for all.
    FacetAny(&'a str),
    /// What is wanted of it, as one thing that can be taken away.
    Filtered {
        /// The aspect.
        facet: &'a str,
        /// What is wanted.
        wanted: &'a str,
    },
    /// The button that takes one of them away.
    RemoveFilter(&'a str),
    /// The button that takes the whole filter away.
    ClearFilter,
    /// Periods of one length, over their columns.
    PeriodsOf(&'a str),
    /// The switch of the order.
    OrderedBy,
    /// Its setting for the contract's order.
    OrderContract,
    /// Its setting for the worst first.
    OrderWorst,
    /// The way back to all objectives.
    BackToAll,
    /// The name of a row of the list of objectives, in a sentence.
    Row {
        /// The objective.
        objective: &'a str,
        /// Its target.
        target: &'a str,
        /// How many periods it was missed in.
        missed: u64,
        /// Of how many that are finished.
        finished: u64,
        /// `month` or `quarter`.
        every: &'a str,
        /// The last value, and how far it is from the target.
        last: Option<(&'a str, &'a str)>,
    },
    /// The button that closes.
    Close,
    /// That this is a sample.
    SampleBanner,
    /// That faults stopped the calculation, heading.
    Faults,
    /// The button that copies a fault's place.
    CopyPlace,
    /// The button that copies a calculation.
    Copy,
    /// The button that copies the address of what is shown.
    CopyLink,
    /// That something was copied.
    Copied,
    /// What other files changed, heading.
    WhatChanged,
    /// The title of the document: the verdict, and on which contract.
    DocumentTitle {
        /// The verdict.
        verdict: &'a str,
        /// The contract.
        title: &'a str,
    },
    /// The button that prints.
    Print,
    /// On paper: that not everything is there, and how it would be.
    PrintHint,
    /// The credits of finished periods, heading.
    StatementOfCredits,
    /// A heading that reports share.
    Heading(Heading),
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
    /// The switch of by what downtime is told apart.
    ToldApart,
    /// Its setting for incidents.
    ByIncident,
    /// Its setting for causes.
    ByCause,
    /// Its setting for services.
    ByService,
    /// The button that shows the figures of a picture.
    ShowTable,
    /// The button that saves a picture as SVG.
    SaveSvg,
    /// The button that saves a picture as PNG.
    SavePng,
}
