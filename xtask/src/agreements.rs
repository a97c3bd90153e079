//! Puts the agreements of `examples/contracts/` into one file, so that the page fetches all at once.

use std::fs;

use crate::place;
use crate::process::Outcome;

/// Writes `target/agreements/agreements.json`: the list of agreements, and each contract by its
/// folder's name, as they were written.
pub fn bundle() -> Outcome {
    let folder = place::root().join("examples/contracts");
    let read = |path: &std::path::Path| {
        let text = fs::read_to_string(path);
        text.map_err(|fault| format!("{} cannot be read: {fault}", path.display()))
    };
    let unreadable = |fault| format!("{} cannot be read: {fault}", folder.display());
    let mut names = Vec::new();
    for entry in fs::read_dir(&folder).map_err(unreadable)? {
        let path = entry.map_err(unreadable)?.path();
        if path.is_dir() {
            names.extend(path.file_name().map(|name| name.to_string_lossy().into_owned()));
        }
    }
    names.sort();
    let contract = |name: &String| {
        let contract = read(&folder.join(name).join("contract.json"))?;
        Ok(format!("{name:?}: {}", contract.trim()))
    };
    let contracts = names.iter().map(contract).collect::<Outcome<Vec<_>>>()?.join(",\n");
    let index = read(&folder.join("index.json"))?;
    let bundle = format!("{{\"index\": {},\n\"contracts\": {{\n{contracts}\n}}}}\n", index.trim());
    let target = place::root().join("target/agreements");
    fs::create_dir_all(&target)
        .and_then(|()| fs::write(target.join("agreements.json"), bundle))
        .map_err(|fault| format!("{} cannot be written: {fault}", target.display()))
}
