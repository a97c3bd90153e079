//! Shrinks the wasm modules of `dist/`, and remembers the last result of each, since it takes long.

use std::fs;
use std::path::{Path, PathBuf};

use crate::place;
use crate::process::{Outcome, program, run};
use crate::tools;

/// What every browser since 2023 can load. Never `--all-features`: that output loads nowhere.
///
/// Without a limit, what is called from one place becomes a part of it, whatever its length: a browser
/// then works for a second at the machine code of one function, beside the worker that waits for it.
const FLAGS: [&str; 9] = [
    "-Oz",
    "--one-caller-inline-max-function-size=2000",
    "--enable-bulk-memory",
    "--enable-nontrapping-float-to-int",
    "--enable-sign-ext",
    "--enable-mutable-globals",
    "--enable-reference-types",
    "--enable-multivalue",
    "--enable-simd",
];

/// Replaces each module of the built page by its optimised form.
pub fn modules() -> Outcome {
    let optimiser = tools::npm("binaryen")?.join(".bin/wasm-opt");
    let kept = place::root().join("target/optimised");
    fs::create_dir_all(&kept).map_err(|fault| unusable(&kept, &fault))?;
    let mut modules = Vec::new();
    collect(&place::dist(), &mut modules)?;
    for module in modules {
        one(&optimiser, &kept, &module)?;
    }
    Ok(())
}

fn one(optimiser: &Path, kept: &Path, module: &Path) -> Outcome {
    // Trunk's file names carry a digest; the part before it says which module this is.
    let name = module.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let name = name.split(['-', '_', '.']).next().unwrap_or_default().to_owned();
    let (before, after) = (kept.join(format!("{name}.in")), kept.join(format!("{name}.out")));
    let input = fs::read(module).map_err(|fault| unusable(module, &fault))?;
    if !after.is_file() || fs::read(&before).ok().as_ref() != Some(&input) {
        println!("Optimising the {name} module (half a minute).");
        run(program(optimiser).args(FLAGS).arg(module).arg("-o").arg(&after))?;
        fs::write(&before, &input).map_err(|fault| unusable(&before, &fault))?;
    }
    fs::copy(&after, module).map(drop).map_err(|fault| unusable(module, &fault))
}

fn collect(folder: &Path, modules: &mut Vec<PathBuf>) -> Outcome {
    for entry in fs::read_dir(folder).map_err(|fault| unusable(folder, &fault))? {
        let path = entry.map_err(|fault| unusable(folder, &fault))?.path();
        if path.is_dir() {
            collect(&path, modules)?;
        } else if path.extension().is_some_and(|extension| extension == "wasm") {
            modules.push(path);
        }
    }
    Ok(())
}

fn unusable(path: &Path, fault: &std::io::Error) -> String {
    format!("{} cannot be read or written: {fault}", path.display())
}
