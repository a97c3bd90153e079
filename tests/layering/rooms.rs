//! The rooms of `src/`, and what each may import.

use super::lexed::{Seen, What};

/// The plain enums that the report is made of, and that of the façade: codes whose words a face
/// chooses. Whoever may read the report may name them.
const CODES: [&str; 6] = [
    "compliance::CaseVerdict",
    "compliance::NoDue",
    "compliance::Verdict",
    "penalty::ClaimState",
    "timeline::AsOfSource",
    "timeline::IncidentClass",
];

/// Each room with the rooms, or single items of rooms, that it may import beside its own.
const ROOMS: [(&str, &[&str]); 20] = [
    ("units", &[]),
    ("diagnostic", &[]),
    ("document", &["diagnostic"]),
    ("import", &["document", "diagnostic"]),
    ("model", &["units"]),
    ("validate", &["document", "model", "units", "diagnostic"]),
    ("timeline", &["model", "units"]),
    ("measurement", &["timeline", "model", "units"]),
    // What it holds against a limit is a clock.
    (
        "compliance",
        &[
            "measurement",
            "timeline::Clock",
            "timeline::Hours",
            "timeline::Lap",
            "timeline::Mark",
            "model",
            "units",
        ],
    ),
    // It prices a period, and sees nothing else of when.
    ("penalty", &["compliance", "timeline::ServicePeriod", "model", "units"]),
    (
        "report",
        &["penalty", "compliance", "measurement", "timeline", "model", "units", "diagnostic"],
    ),
    (
        "evaluate",
        &[
            "report",
            "penalty",
            "compliance",
            "measurement",
            "timeline",
            "validate",
            "model",
            "import",
            "document",
            "diagnostic",
            "units",
        ],
    ),
    ("analysis", &["evaluate", "report", "document", "diagnostic", "units", "codes"]),
    // It puts a question as the two files of a case.
    ("quote", &["evaluate", "report", "units", "codes"]),
    ("format", &["report", "diagnostic", "units", "codes"]),
    ("export", &["analysis", "quote", "report", "format", "diagnostic", "units", "codes"]),
    ("chart", &["report", "format", "units", "codes"]),
    ("web", FACE),
    ("cli", FACE),
    ("bin", &["web", "cli", "format::words"]),
];

/// What a face may import: the façade, and what arranges, words, draws or writes its report.
const FACE: &[&str] = &[
    "evaluate",
    "analysis",
    "quote",
    "report",
    "export",
    "chart",
    "format",
    "diagnostic",
    "units",
    "codes",
];

/// The module of a file, from its path below `src/`: `report/figures.rs` is `[report, figures]`.
fn module(file: &str) -> Vec<String> {
    let path = file.trim_end_matches(".rs").trim_end_matches("/mod");
    path.split('/').filter(|part| *part != "lib").map(str::to_owned).collect()
}

/// What is wrong with the rooms that `seen` of `file` names, if anything.
pub(crate) fn broken(file: &str, seen: &Seen) -> Option<String> {
    let What::Path(path) = &seen.what else { return None };
    let module = module(file);
    let own = module.first()?;
    let target = match own.as_str() {
        // A binary reaches the rooms by the library's name alone.
        "bin" => path.strip_prefix(&["sla_calculator".to_owned()])?.to_vec(),
        _ => resolved(path, &[module.clone(), seen.modules.clone()].concat())?,
    };
    let Some(room) = target.first().filter(|room| !["*", "as", "self"].contains(&room.as_str()))
    else {
        return (path.len() > 1).then(|| format!("{own} imports the whole crate"));
    };
    let Some((_, rows)) = ROOMS.iter().find(|(name, _)| name == own) else {
        return Some(format!("{own} is no room of the table"));
    };
    let named = target.join("::");
    let allowed = |row: &&str| named == **row || named.starts_with(&format!("{row}::"));
    let codes = rows.contains(&"codes") && CODES.iter().any(allowed);
    let fine = room == own || codes || rows.iter().any(allowed);
    (!fine).then(|| format!("{own} may not import {named}"))
}

/// The path from the crate's root, if it leads through our own crate by name; `around` are the
/// modules around it.
fn resolved(path: &[String], around: &[String]) -> Option<Vec<String>> {
    let up = path.iter().take_while(|step| *step == "super").count();
    match path {
        [first, rest @ ..] if first == "crate" || first == "sla_calculator" => Some(rest.to_vec()),
        [first, rest @ ..] if first == "self" && !rest.is_empty() => Some([around, rest].concat()),
        _ if up > 0 => {
            let stay = around.len().saturating_sub(up);
            Some([&around[..stay], &path[up..]].concat())
        }
        _ => None,
    }
}
