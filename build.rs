//! Lists the agreements of `examples/contracts/`, which `sla quote` asks where no file is named.

use std::path::PathBuf;
use std::{env, fs, io};

fn main() -> io::Result<()> {
    println!("cargo::rerun-if-changed=examples/contracts");
    let variable = |name| env::var_os(name).map(PathBuf::from).unwrap_or_default();
    let folder = variable("CARGO_MANIFEST_DIR").join("examples/contracts");
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    let contracts = entries.iter().map(|entry| entry.path().join("contract.json"));
    let mut contracts: Vec<PathBuf> = contracts.filter(|path| path.is_file()).collect();
    contracts.sort();
    let lines = contracts.iter().map(|path| format!("include_bytes!({path:?}),\n"));
    let list = format!("&[\n{}]\n", lines.collect::<String>());
    fs::write(variable("OUT_DIR").join("agreements.rs"), list)
}
