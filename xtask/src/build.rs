//! Builds the page: Trunk puts it together, wasm-opt shrinks it, and each file gets its compressed
//! copies beside it.

use crate::process::{Outcome, program, run};
use crate::{build_id, optimise, place, tools};

/// Leaves the finished page in `dist/`, or soon one that does the same but is large and slow.
pub fn command(quick: bool) -> Outcome {
    tools::wasm_target()?;
    tools::page_builders()?;
    println!("Building the page (three minutes after a change, seconds where there is none).");
    let mut trunk = program(place::tools().join("bin/trunk"));
    trunk.env("PATH", tools::path()?).arg("build");
    trunk.env_remove("NO_COLOR"); // Trunk 0.21 stops at the customary value 1
    let mut compress = program("node");
    compress.arg("xtask/compress.mjs").arg(place::dist());
    if quick {
        run(&mut trunk)?;
        return run(compress.arg("--quick"));
    }
    run(trunk.arg("--release").env("SLA_BUILD_ID", build_id::of_sources()?))?;
    optimise::modules()?;
    run(&mut compress)
}

/// The page as it is published.
pub fn page() -> Outcome {
    command(false)
}
