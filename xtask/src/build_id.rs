//! Names a build by what went into it, so that page and worker know whether they belong together.

use std::collections::hash_map::DefaultHasher;
use std::fs;
use std::hash::{Hash, Hasher};
use std::path::{Path, PathBuf};

use crate::place;
use crate::process::Outcome;

/// Sixteen hexadecimal digits that change with the sources, and only with them.
pub fn of_sources() -> Outcome<String> {
    let root = place::root();
    let mut files = vec![root.join("Cargo.toml"), root.join("Cargo.lock")];
    collect(&root.join("src"), &mut files)?;
    files.sort();
    let mut hasher = DefaultHasher::new();
    for file in &files {
        let bytes = fs::read(file).map_err(|fault| unreadable(file, &fault))?;
        file.strip_prefix(root).unwrap_or(file).hash(&mut hasher);
        bytes.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn collect(folder: &Path, files: &mut Vec<PathBuf>) -> Outcome {
    for entry in fs::read_dir(folder).map_err(|fault| unreadable(folder, &fault))? {
        let path = entry.map_err(|fault| unreadable(folder, &fault))?.path();
        if path.is_dir() {
            collect(&path, files)?;
        } else {
            files.push(path);
        }
    }
    Ok(())
}

fn unreadable(path: &Path, fault: &std::io::Error) -> String {
    format!("{} cannot be read: {fault}", path.display())
}
