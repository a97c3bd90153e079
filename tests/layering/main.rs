//! Every line of `src/` stands in its room: no file names what its room may not see.
#![cfg(not(target_arch = "wasm32"))]
#![allow(
    clippy::unwrap_used,
    clippy::indexing_slicing,
    reason = "a test's helpers fail by panicking"
)]

mod lexed;
mod planted;
mod rooms;
mod rows;

use std::path::{Path, PathBuf};

/// What is wrong in a file, line by line; `file` is its path below `src/`.
fn faults(file: &str, source: &str) -> Vec<String> {
    let seen = lexed::lex(source).into_iter();
    let told = seen.flat_map(|seen| {
        let broken = rooms::broken(file, &seen).into_iter().chain(rows::broken(file, &seen));
        broken.map(|fault| format!("src/{file}:{}: {fault}", seen.line)).collect::<Vec<_>>()
    });
    told.collect()
}

fn sources(folder: &Path, found: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            sources(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

#[test]
fn every_file_keeps_to_its_room() {
    let src = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut files = Vec::new();
    sources(&src, &mut files);
    files.sort();
    assert!(files.len() > 50, "the sources are elsewhere");
    let told = files.iter().flat_map(|path| {
        let file = path.strip_prefix(&src).unwrap().to_str().unwrap().replace('\\', "/");
        faults(&file, &std::fs::read_to_string(path).unwrap())
    });
    let told: Vec<String> = told.collect();
    assert!(told.is_empty(), "\n{}\n", told.join("\n"));
}
