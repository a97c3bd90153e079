//! The page.

use super::super::Page;
use super::{heading, of_periods};

pub(super) fn words(page: &Page<'_>) -> String {
    match page {
        Page::Title => "SLA Calculator".to_owned(),
        Page::Promise => {
            "Was the service level agreement kept, and what is each breach worth?".to_owned()
        }
        Page::Privacy => {
            "Everything is calculated in this tab. No file, no figure leaves it.".to_owned()
        }
        Page::PrivacyCheck => {
            "To check, go offline once this page has loaded: your files are read all the same."
                .to_owned()
        }
        Page::DropHere => "Drop a contract and an incident history here".to_owned(),
        Page::ChooseFiles => "Choose files".to_owned(),
        Page::AddFiles => "Add files".to_owned(),
        Page::Samples => "Or open a sample".to_owned(),
        Page::OpenSample => "Open".to_owned(),
        Page::Agreements => "Or an agreement that people sign".to_owned(),
        Page::AgreementsWhat => {
            "Published terms in our words, each with an invented history.".to_owned()
        }
        Page::ShowAgreements => "List the agreements".to_owned(),
        Page::SearchAgreements => "Words in their names".to_owned(),
        Page::NoAgreement => "No agreement has these words.".to_owned(),
        Page::AgreementsOf(kind) => match *kind {
            "cloud" => "Clouds",
            "hosting" => "Hosting",
            "software" => "Software as a service",
            "telecom" => "Lines",
            "public" => "Public bodies",
            "template" => "Templates",
            "desk" => "Service desks",
            _ => "Others",
        }
        .to_owned(),
        Page::Quote => "What would it pay?".to_owned(),
        Page::QuoteWhat => {
            "So many hours down in a month, at such a fee: what real agreements would credit."
                .to_owned()
        }
        Page::ToQuote => "Ask all agreements".to_owned(),
        Page::QuoteField(field) => match *field {
            "down" => "Hours down a month",
            "fee" => "Monthly fee",
            "hour" => "Cost of an hour down",
            _ => "Currency",
        }
        .to_owned(),
        Page::QuoteHint(field) => match *field {
            "down" => "In one outage; or 90 min, 1 d 12 h.",
            "hour" => "May stay empty.",
            "currency" => "As EUR; empty for each agreement’s own.",
            _ => "",
        }
        .to_owned(),
        Page::OpenQuote { credit, title, name } => {
            format!("{credit}: {title}, {name}, worked calculation")
        }
        Page::QuoteKind => "Kind".to_owned(),
        Page::AllKinds => "All kinds".to_owned(),
        Page::QuoteSilent => "Agreements that promise no availability".to_owned(),
        Page::FetchingAgreements => "Fetching the agreements…".to_owned(),
        Page::AgreementsLost => {
            "The agreements could not be fetched. They are needed once; after that no network is."
                .to_owned()
        }
        Page::TryAgain => "Try again".to_owned(),
        Page::QuoteTitle => "What would it pay? – SLA Calculator".to_owned(),
        Page::Files => "Files".to_owned(),
        Page::SameName => "A file of the same name replaces the one that is here.".to_owned(),
        Page::Remove => "Take out".to_owned(),
        Page::RemoveFile(name) => format!("Take out {name}"),
        Page::Theme => "Theme".to_owned(),
        Page::ThemeOfSystem => "System".to_owned(),
        Page::ThemeLight => "Light".to_owned(),
        Page::ThemeDark => "Dark".to_owned(),
        Page::WasRemoved(name) => format!("{name} was taken out."),
        Page::WasReplaced(name) => format!("{name} was replaced by the file you added."),
        Page::WasSetAside => "Your files of before were put aside.".to_owned(),
        Page::PutBack => "Put back".to_owned(),
        Page::WhichContract => "Which contract is to be used?".to_owned(),
        Page::WhichContractHow => {
            "Several of the files are contracts. The others are left aside; you can change this \
             later."
                .to_owned()
        }
        Page::UseContract => "Use this contract".to_owned(),
        Page::KnownFiles => "Add these files again".to_owned(),
        Page::KnownFilesWhy => {
            "The page was loaded anew, and keeps no copy of a file. Drop them here, or choose them."
                .to_owned()
        }
        Page::StillMissing => "Missing".to_owned(),
        Page::HasCome => "Here".to_owned(),
        Page::GoOnWithout => "Go on without them".to_owned(),
        Page::NotTheSame(name) => {
            format!("{name} is not the file that was here before: its content is another.")
        }
        Page::ToReport => "Report".to_owned(),
        Page::Contract => "Agreement".to_owned(),
        Page::ReadContract => "Read the agreement".to_owned(),
        Page::Contents => "Contents".to_owned(),
        Page::Results => "Results".to_owned(),
        Page::Size(bytes) => format!("{bytes} bytes"),
        Page::FileKind(kind) => match *kind {
            "contract" => "Contract",
            "unused" => "Contract, left aside",
            "incidents" => "Incidents",
            _ => "Not recognised",
        }
        .to_owned(),
        Page::AsOf => "As of".to_owned(),
        Page::AsOfProposed(source) => match *source {
            "exported_at" => "Proposed: the instant of the latest export.",
            "covers" => "Proposed: the end of what the history covers.",
            "last_instant" => "Proposed: the last instant in the history.",
            _ => "The sample’s own.",
        }
        .to_owned(),
        Page::AsOfZone(Some(zone)) => format!("Date and time in {zone}."),
        Page::AsOfZone(None) => "Date and time in the contract’s time zone.".to_owned(),
        Page::AsOfWrong => "That is no date and time of the years 0 to 9999.".to_owned(),
        Page::AsOfMissing => {
            "The history names no instant. Say as of when it is to be evaluated.".to_owned()
        }
        Page::Evaluate => "Calculate".to_owned(),
        Page::Working => "Calculating…".to_owned(),
        Page::ProgressRead(done, all) => format!("Fetching the files: {done} of {all} MB"),
        Page::ProgressParse(done, all) => format!("Reading incidents: {done} of {all} MB"),
        Page::ProgressCalculate(done, all) => format!("Calculating: {done} of {all} results"),
        Page::Stop => "Stop".to_owned(),
        Page::Turned => "corrected".to_owned(),
        Page::TurnedVerdict(verdict) => format!("{verdict}, corrected"),
        Page::TryOtherwise => "Try other readings".to_owned(),
        Page::Tried(done, all) => format!("{done} of {all} other readings"),
        Page::NothingOtherwise => {
            "No other reading of what the contract leaves open changes this.".to_owned()
        }
        Page::WasStopped(false) => "Stopped. Your files are still here.".to_owned(),
        Page::WasStopped(true) => {
            "Stopped. Your files are still here; the report below is the one of before.".to_owned()
        }
        Page::NothingYet => "Nothing was calculated yet.".to_owned(),
        Page::Before(count) => format!("{count} before"),
        Page::CalculateAgain => "Calculate".to_owned(),
        Page::NoSamples => "The samples could not be fetched.".to_owned(),
        Page::Fetching => "Fetching the sample…".to_owned(),
        Page::NotFetched(name) => {
            format!("{name} could not be fetched. Open it again, or drop files of your own.")
        }
        Page::Unreadable(name) => format!(
            "{name} cannot be read. Has it changed on disk since you chose it, or is it a folder? \
             Drop it again, or take it out."
        ),
        Page::TooLarge(name) => format!(
            "{name} does not go into the memory that the browser gives this page. The command line \
             program takes larger files."
        ),
        Page::EngineNotStarted => {
            "The calculator did not start. Try again, or use a current browser.".to_owned()
        }
        Page::EngineStopped => {
            "The calculation stopped unexpectedly. Your files are still here. If they are very \
             large, the browser’s memory may not suffice."
                .to_owned()
        }
        Page::Versions => {
            "This page and its calculator are of different versions. Reload the page.".to_owned()
        }
        Page::StartAgain => "Start again".to_owned(),
        Page::MarkOpens => "Open its calculation".to_owned(),
        Page::Skip => "Skip to the result".to_owned(),
        Page::GridHint => "Choose a figure to see how it was calculated.".to_owned(),
        Page::ListHint => "Choose an objective to see its periods.".to_owned(),
        Page::Cell { objective, period, verdict, value, down, cases, credit } => {
            let value = value.map_or_else(String::new, |value| format!(", {value}"));
            let down = match (value.as_str(), *cases) {
                ("", _) => String::new(),
                (_, "") => format!(", {down} of downtime"),
                (_, cases) => format!(", {cases}"),
            };
            let credit = credit.map_or_else(String::new, |credit| format!(", {credit} credit"));
            format!("{objective}, {period}: {verdict}{value}{down}{credit}.")
        }
        Page::ToDate => "to date".to_owned(),
        Page::PeriodPart { first, last, all } => format!("{first} to {last}, of {all} periods"),
        Page::Earlier => "Earlier".to_owned(),
        Page::Later => "Later".to_owned(),
        Page::AllPeriods => "All periods".to_owned(),
        Page::CoverageIs(share) => format!("There is evidence for {share} of the agreed time"),
        Page::KnownShare(share) => format!("{share} known"),
        Page::NotKnown { from, until, length } => {
            format!("nothing is known of {length} between {from} and {until}")
        }
        Page::Objectives("1") => "1 objective".to_owned(),
        Page::Objectives(all) => format!("{all} objectives"),
        Page::ObjectivesLeft(left, all) => format!("{left} of {all} objectives"),
        Page::LeftComesTo { left, sums } => format!("{left}. {sums}"),
        Page::Incidents => "Incidents".to_owned(),
        Page::FindIncident => "Find an incident".to_owned(),
        Page::ClocksMissed => "Missed".to_owned(),
        Page::ClocksOpen => "Open".to_owned(),
        Page::NewestFirst => "Newest first".to_owned(),
        Page::OldestFirst => "Oldest first".to_owned(),
        Page::FileOrder => "As in the file".to_owned(),
        Page::IncidentsFound { found, all } if found == all => match *all {
            "1" => "1 incident".to_owned(),
            all => format!("{all} incidents"),
        },
        Page::IncidentsFound { found, all } => format!("{found} of {all} incidents"),
        Page::NoIncident => "No incident fits. Choose otherwise, or show all.".to_owned(),
        Page::AllIncidents => "All incidents".to_owned(),
        Page::NoClock => "No objective has a clock on this incident.".to_owned(),
        Page::HowTimeCounted => "How the time counted".to_owned(),
        Page::ClockMarks => {
            "Solid: it runs. Hollow: it is paused. Thin: outside its hours. The tick is when it is \
             due, the dot when it stopped."
                .to_owned()
        }
        Page::IncidentTitle { name, title } => format!("{name} – {title}"),
        Page::NoObjective => "No objective fits. Choose otherwise, or show all.".to_owned(),
        Page::Filter => "Find an objective".to_owned(),
        Page::FilterBy => "Filter".to_owned(),
        Page::Facet(facet) => aspect(facet).to_owned(),
        Page::FacetAny(facet) => match *facet {
            "service" => "All services",
            "verdict" => "Any verdict",
            "clocks" => "Any clocks",
            "class" => "Counted or not",
            "priority" => "All priorities",
            "label" => "Any label",
            "value" => "Any value",
            _ => "All periods",
        }
        .to_owned(),
        Page::Filtered { facet: "label", wanted } => format!("With {wanted}"),
        Page::Filtered { facet: "verdict" | "class" | "value" | "period", wanted } => {
            (*wanted).to_owned()
        }
        Page::Filtered { facet: "words", wanted } => format!("“{wanted}”"),
        Page::Filtered { facet, wanted } => format!("{}: {wanted}", aspect(facet)),
        Page::RemoveFilter(what) => format!("{what}, take away"),
        Page::ClearFilter => "Show all".to_owned(),
        Page::PeriodsOf(every) => match *every {
            "month" => "Months",
            "quarter" => "Quarters",
            "half_year" => "Half-years",
            "year" => "Years",
            _ => "Other periods",
        }
        .to_owned(),
        Page::OrderedBy => "Order".to_owned(),
        Page::OrderContract => "As agreed".to_owned(),
        Page::OrderWorst => "Worst first".to_owned(),
        Page::BackToAll => "All objectives".to_owned(),
        Page::Row { objective, target, missed, finished, every, last } => {
            let last = last.map_or_else(String::new, |(value, far)| {
                let far = if far.is_empty() { String::new() } else { format!(", {far}") };
                format!("; last {value}{far}")
            });
            let missed = of_periods(*missed, *finished, every);
            format!("{objective}, {target}: missed in {missed}{last}")
        }
        Page::Close => "Close".to_owned(),
        Page::SampleBanner => "This is a sample.".to_owned(),
        Page::Faults => "What is wrong with the files".to_owned(),
        Page::CopyPlace => "Copy place".to_owned(),
        Page::Copy => "Copy".to_owned(),
        Page::CopyLink => "Copy link".to_owned(),
        Page::Copied => "Copied.".to_owned(),
        Page::WhatChanged => "What changed".to_owned(),
        Page::DocumentTitle { verdict, title } => format!("{verdict} {title} – SLA Calculator"),
        Page::PrintHint => {
            "This is what the screen showed. The page’s own button Print prints every row."
                .to_owned()
        }
        Page::StatementOfCredits => "Statement of credits".to_owned(),
        Page::Print => "Print".to_owned(),
        Page::Heading(heading) => heading::words(*heading).to_owned(),
        Page::More(count) => format!("and {count} more"),
        Page::ShowAll(count) => format!("Show all {count}"),
        Page::Unlisted(count) => format!("{count} more are not listed."),
        Page::SaveCsv => "Save as CSV".to_owned(),
        Page::SaveJson => "Save as JSON".to_owned(),
        Page::ShownAs => "Shown as".to_owned(),
        Page::AsTime => "Time".to_owned(),
        Page::AsPercent => "Percent".to_owned(),
        Page::ToldApart => "Told apart by".to_owned(),
        Page::ByIncident => "Incident".to_owned(),
        Page::ByCause => "Cause".to_owned(),
        Page::ByService => "Service".to_owned(),
        Page::ShowTable => "Table".to_owned(),
        Page::SaveSvg => "Download SVG".to_owned(),
        Page::SavePng => "Download PNG".to_owned(),
    }
}

/// What an aspect is called by which can be filtered.
fn aspect(facet: &str) -> &'static str {
    match facet {
        "service" => "Service",
        "verdict" => "Verdict",
        "clocks" => "Clocks",
        "class" => "Counted",
        "priority" => "Priority",
        "label" => "Label",
        "value" => "Value",
        _ => "Period",
    }
}
