//! Lists the agreements of `examples/contracts/`, which `sla quote` asks where no file is named.

use std::path::PathBuf;
use std::{env, fs, io};

const FOLDER: &str = "examples/contracts";

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed={FOLDER}");
    let entries = fs::read_dir(FOLDER)?.collect::<io::Result<Vec<_>>>()?;
    let own = entries.iter().filter(|entry| entry.path().join("contract.json").is_file());
    let mut names: Vec<String> =
        own.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    // Where the repository stands is told when the list is compiled: it may have been moved by then.
    let file = |name: &String| {
        let path = format!("/{FOLDER}/{name}/contract.json");
        format!("include_bytes!(concat!(env!(\"CARGO_MANIFEST_DIR\"), {path:?})),\n")
    };
    let list = format!("&[\n{}]\n", names.iter().map(file).collect::<String>());
    let target = env::var_os("OUT_DIR").map(PathBuf::from).unwrap_or_default();
    fs::write(target.join("agreements.rs"), list)
}
