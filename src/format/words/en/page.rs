//! The page.

use super::super::Page;

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
            "To check, go offline once this page has loaded: it works the same.".to_owned()
        }
        Page::DropHere => "Drop a contract and an incident history here".to_owned(),
        Page::ChooseFiles => "Choose files".to_owned(),
        Page::AddFiles => "Add files".to_owned(),
        Page::Samples => "Or open a sample".to_owned(),
        Page::OpenSample => "Open".to_owned(),
        Page::Files => "Files".to_owned(),
        Page::SameName => "A file of the same name replaces the one that is here.".to_owned(),
        Page::Remove(name) => format!("Take {name} out"),
        Page::CloseFiles => "Close files".to_owned(),
        Page::Theme => "Theme".to_owned(),
        Page::ThemeOfSystem => "System".to_owned(),
        Page::ThemeLight => "Light".to_owned(),
        Page::ThemeDark => "Dark".to_owned(),
        Page::Size(bytes) => format!("{bytes} bytes"),
        Page::FileKind(kind) => match *kind {
            "contract" => "Contract",
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
        Page::Fetching => "Fetching the sample…".to_owned(),
        Page::NotFetched(name) => {
            format!("{name} could not be fetched. Try again, or drop files of your own.")
        }
        Page::Unreadable(name) => format!(
            "{name} cannot be read. Has it changed since, or is it a folder? Take it out, or drop \
             it again."
        ),
        Page::EngineNotStarted => {
            "The calculator did not start. Try again, or use a current browser.".to_owned()
        }
        Page::EngineStopped => {
            "The calculation stopped unexpectedly. Your files are still here; try again.".to_owned()
        }
        Page::Versions => {
            "This page and its calculator are of different versions. Reload the page.".to_owned()
        }
        Page::StartAgain => "Start again".to_owned(),
        Page::Skip => "Skip to the result".to_owned(),
        Page::GridHint => "Choose a figure to see how it was calculated.".to_owned(),
        Page::Cell { objective, period, verdict, value, down, credit } => {
            let value = value.map_or_else(String::new, |value| format!(", {value}"));
            let down =
                if value.is_empty() { String::new() } else { format!(", {down} of downtime") };
            let credit = credit.map_or_else(String::new, |credit| format!(", {credit} credit"));
            format!("{objective}, {period}: {verdict}{value}{down}{credit}.")
        }
        Page::ToDate => "to date".to_owned(),
        Page::Part { first, last, periods, shown, objectives } => {
            format!("{first} to {last} of {periods} periods, {shown} of {objectives} objectives")
        }
        Page::Earlier => "Earlier".to_owned(),
        Page::Later => "Later".to_owned(),
        Page::ObjectivesBefore => "Objectives before".to_owned(),
        Page::ObjectivesAfter => "More objectives".to_owned(),
        Page::Close => "Close".to_owned(),
        Page::SampleBanner => "This is a sample.".to_owned(),
        Page::Faults => "What is wrong with the files".to_owned(),
        Page::More(count) => format!("and {count} more"),
        Page::ShowAll(count) => format!("Show all {count}"),
        Page::Unlisted(count) => format!("{count} more are not listed."),
        Page::SaveCsv => "Save as CSV".to_owned(),
        Page::SaveJson => "Save as JSON".to_owned(),
        Page::ShownAs => "Shown as".to_owned(),
        Page::AsTime => "Time".to_owned(),
        Page::AsPercent => "Percent".to_owned(),
        Page::ShowTable => "Table".to_owned(),
        Page::SaveSvg => "Download SVG".to_owned(),
        Page::SavePng => "Download PNG".to_owned(),
    }
}
