//! Joins the style sheets into one file: first the tokens, then the base, then one per component.

use std::fs;
use std::path::{Path, PathBuf};

use crate::place;
use crate::process::Outcome;

/// Sheets that the others build on, in this order, before the rest in the order of their names.
const FIRST: [&str; 2] = ["tokens.css", "base.css"];

/// Writes `target/styles/app.css`.
pub fn join() -> Outcome {
    let mut sheets = Vec::new();
    collect(&place::root().join("styles"), &mut sheets)?;
    sheets.sort_by_key(|sheet| (rank(sheet), sheet.clone()));
    let joined = sheets.iter().map(|sheet| text(sheet)).collect::<Outcome<Vec<_>>>()?.join("\n");
    let folder = place::root().join("target/styles");
    fs::create_dir_all(&folder)
        .and_then(|()| fs::write(folder.join("app.css"), joined))
        .map_err(|fault| format!("{} cannot be written: {fault}", folder.display()))
}

fn collect(folder: &Path, sheets: &mut Vec<PathBuf>) -> Outcome {
    let unreadable = |fault| format!("{} cannot be read: {fault}", folder.display());
    for entry in fs::read_dir(folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            collect(&path, sheets)?;
        } else if path.extension().is_some_and(|extension| extension == "css") {
            sheets.push(path);
        }
    }
    Ok(())
}

fn rank(sheet: &Path) -> usize {
    FIRST.iter().position(|first| sheet.ends_with(first)).unwrap_or(FIRST.len())
}

fn text(sheet: &Path) -> Outcome<String> {
    fs::read_to_string(sheet)
        .map_err(|fault| format!("{} cannot be read: {fault}", sheet.display()))
}
