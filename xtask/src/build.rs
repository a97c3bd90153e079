//! Builds the page: Trunk puts it together, wasm-opt shrinks it, and each file gets its compressed
//! copies beside it.

use crate::process::{Outcome, cargo, program, run};
use crate::{build_id, optimise, place, tools};

/// Leaves the finished page in `dist/`.
pub fn page() -> Outcome {
    tools::wasm_target()?;
    tools::page_builders()?;
    // Trunk builds without asking the network, so the crates have to be there.
    run(cargo().args(["fetch", "--quiet", "--locked", "--target", tools::WASM]))?;
    run(program(place::tools().join("bin/trunk"))
        .env("PATH", tools::path()?)
        .env("SLA_BUILD_ID", build_id::of_sources()?)
        .env_remove("NO_COLOR") // Trunk 0.21 stops at the customary value 1
        .args(["build", "--release"]))?;
    optimise::modules()?;
    run(program("node").arg("xtask/compress.mjs").arg(place::dist()))
}
