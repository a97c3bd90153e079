//! Installs the tools of the build into `target/tools`, each once and in a fixed version.

use std::ffi::OsString;
use std::fs;
use std::path::PathBuf;

use crate::place;
use crate::process::{Outcome, cargo, program, read, run};
use crate::versions;

/// The target that pages are built for.
pub const WASM: &str = "wasm32-unknown-unknown";

/// Makes the pinned toolchain able to build for the browser.
pub fn wasm_target() -> Outcome {
    let folder = read(program("rustc").args(["--print", "target-libdir", "--target", WASM]))?;
    if PathBuf::from(folder.trim()).is_dir() {
        return Ok(());
    }
    println!("Adding the target {WASM} to the toolchain (some seconds).");
    run(program("rustup").args(["target", "add", WASM]))
}

/// Installs what builds a page: Trunk, and the wasm-bindgen of the crate's own version. Together,
/// because they share crates.
pub fn page_builders() -> Outcome {
    cargo_tools(&[
        ("trunk", versions::tool("trunk")?),
        ("wasm-bindgen-cli", versions::locked("wasm-bindgen")?),
    ])
}

/// Installs the runner of the tests that need a browser's wasm.
pub fn wasm_test_runner() -> Outcome<PathBuf> {
    page_builders()?;
    Ok(place::tools().join("bin/wasm-bindgen-test-runner"))
}

/// The search path with our tools before all others.
pub fn path() -> Outcome<OsString> {
    let own = place::tools().join("bin");
    let others = std::env::var_os("PATH").unwrap_or_default();
    std::env::join_paths(std::iter::once(own).chain(std::env::split_paths(&others)))
        .map_err(|fault| format!("the PATH cannot take target/tools/bin: {fault}"))
}

/// Installs a package of npm and returns the `node_modules` that holds it.
pub fn npm(name: &str) -> Outcome<PathBuf> {
    let version = versions::tool(name)?;
    let folder = place::tools().join("npm").join(format!("{name}-{version}"));
    let modules = folder.join("node_modules");
    let complete = folder.join("complete");
    if complete.is_file() {
        return Ok(modules);
    }
    println!("Installing {name} {version} from npm (some seconds).");
    let unwritable = |fault| format!("{} cannot be written: {fault}", folder.display());
    fs::create_dir_all(&folder).map_err(unwritable)?;
    fs::write(folder.join("package.json"), "{ \"private\": true }\n").map_err(unwritable)?;
    let mut install = program("npm");
    install.args(["install", "--no-audit", "--no-fund", "--save-exact", "--loglevel=error"]);
    run(install.arg("--prefix").arg(&folder).arg(format!("{name}@{version}")))?;
    fs::write(&complete, "").map_err(unwritable)?;
    Ok(modules)
}

/// Installs, unoptimised, those that are not there yet.
fn cargo_tools(wanted: &[(&str, String)]) -> Outcome {
    let root = place::tools();
    let listed = read(cargo().args(["install", "--list", "--root"]).arg(&root))?;
    let scratch = root.join("build");
    let missing: Vec<_> = wanted
        .iter()
        .filter(|(name, version)| !listed.contains(&format!("{name} v{version}:")))
        .collect();
    for (name, version) in &missing {
        println!("Installing {name} {version} (about three minutes).");
        let mut install = cargo();
        install.args(["install", "--locked", "--debug", "--force", "--quiet", name]);
        install.args(["--version", version, "--root"]).arg(&root);
        run(install.arg("--target-dir").arg(&scratch))?;
    }
    if !missing.is_empty() && scratch.is_dir() {
        fs::remove_dir_all(&scratch)
            .map_err(|fault| format!("{} cannot be removed: {fault}", scratch.display()))?;
    }
    Ok(())
}
