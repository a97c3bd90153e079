//! Which version of each tool: from `[workspace.metadata.tools]` in Cargo.toml, or from Cargo.lock
//! where a tool must match a crate.

use toml::{Table, Value};

use crate::place;
use crate::process::Outcome;

/// The version of a tool that Cargo.toml names.
pub fn tool(name: &str) -> Outcome<String> {
    let manifest = table("Cargo.toml")?;
    ["workspace", "metadata", "tools"]
        .iter()
        .try_fold(&manifest, |table, key| table.get(*key)?.as_table())
        .and_then(|tools| tools.get(name)?.as_str())
        .map(str::to_owned)
        .ok_or_else(|| format!("Cargo.toml: add {name} to [workspace.metadata.tools]"))
}

/// The version of a crate that Cargo.lock chose.
pub fn locked(name: &str) -> Outcome<String> {
    let lock = table("Cargo.lock")?;
    lock.get("package")
        .and_then(Value::as_array)
        .into_iter()
        .flatten()
        .filter(|package| package.get("name").and_then(Value::as_str) == Some(name))
        .find_map(|package| package.get("version")?.as_str().map(str::to_owned))
        .ok_or_else(|| {
            format!("Cargo.lock names no package {name}: run `cargo update --workspace`")
        })
}

fn table(file: &str) -> Outcome<Table> {
    let text = std::fs::read_to_string(place::root().join(file))
        .map_err(|fault| format!("{file} cannot be read: {fault}"))?;
    text.parse().map_err(|fault| format!("{file} is not valid TOML: {fault}"))
}
