//! Everything that has to hold before a change is taken, as steps that can also be run by name.

use std::path::PathBuf;

use crate::process::{Outcome, cargo, program, run};
use crate::steps::{self, Step};
use crate::{browsers, build, place, tools, visit};

const STEPS: [Step; 10] = [
    Step { name: "format", usual: "a second", run: format },
    Step { name: "lint", usual: "half a minute", run: lint },
    Step { name: "lint-wasm", usual: "half a minute", run: lint_wasm },
    Step { name: "native", usual: "five minutes", run: native },
    Step { name: "docs", usual: "a few seconds", run: docs },
    Step { name: "oracle", usual: "a minute", run: oracle },
    Step { name: "wasm", usual: "a minute, six cold with the tools", run: wasm },
    Step {
        name: "page",
        usual: "three minutes after a change, eight cold with the tools",
        run: build::page,
    },
    Step { name: "chromium", usual: "a minute", run: in_chromium },
    Step { name: "firefox", usual: "a minute", run: in_firefox },
];

/// Runs all steps, or those named.
pub fn command(names: &[String]) -> Outcome {
    if let Some(unknown) = names.iter().find(|name| STEPS.iter().all(|step| step.name != **name)) {
        let known = STEPS.map(|step| step.name).join(", ");
        return Err(format!("there is no step {unknown}; the steps are {known}"));
    }
    let chosen: Vec<_> = STEPS
        .iter()
        .filter(|step| names.is_empty() || names.iter().any(|name| name == step.name))
        .collect();
    steps::run(&chosen)
}

fn format() -> Outcome {
    run(cargo().args(["fmt", "--all", "--check"]))
}

fn lint() -> Outcome {
    run(cargo().args(["clippy", "--locked", "--workspace", "--all-targets", "--", "-Dwarnings"]))
}

fn lint_wasm() -> Outcome {
    tools::wasm_target()?;
    run(cargo()
        .args(["clippy", "--locked", "--target", tools::WASM, "--lib", "--bin", "app"])
        .args(["--bin", "worker", "--test", "web", "--", "-Dwarnings"]))
}

/// The random worlds of a run are those of the run before, so that what was green stays green; other
/// worlds come with another `PROPTEST_RNG_SEED`, or with a plain `cargo test`.
fn native() -> Outcome {
    let seed = std::env::var_os("PROPTEST_RNG_SEED").unwrap_or_else(|| "20260701".into());
    run(cargo().env("PROPTEST_RNG_SEED", seed).args([
        "test",
        "--locked",
        "--workspace",
        "--lib",
        "--bins",
        "--tests",
    ]))
}

fn docs() -> Outcome {
    run(cargo().args(["test", "--locked", "--workspace", "--doc"]))
}

/// Works the examples out again, independently of the engine.
fn oracle() -> Outcome {
    let file = place::root().join("tests/oracle/oracle.test.mjs");
    run(program("node").args(["--test", "--test-reporter=spec"]).arg(file))
}

fn wasm() -> Outcome {
    tools::wasm_target()?;
    let chromium = browsers::chromium()?;
    run(cargo()
        .env("CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUNNER", tools::wasm_test_runner()?)
        .env("CHROMEDRIVER", chromium.driver)
        .args(["test", "--locked", "--target", tools::WASM, "--test", "web"]))
}

fn in_chromium() -> Outcome {
    end_to_end("chrome", browsers::chromium()?.browser)
}

fn in_firefox() -> Outcome {
    match browsers::firefox() {
        Some(firefox) => end_to_end("firefox", firefox),
        None => {
            println!("Firefox is not installed: nothing to do.");
            Ok(())
        }
    }
}

fn end_to_end(browser: &str, program_path: PathBuf) -> Outcome {
    let axe = tools::npm("axe-core")?.join("axe-core/axe.min.js");
    run(visit::node(browser, program_path)?
        .env("SLA_AXE", axe)
        .args(["--test", "--test-reporter=spec"])
        .args(tests()?))
}

/// The test files of the folder; what else lies there serves them.
fn tests() -> Outcome<Vec<PathBuf>> {
    let folder = place::root().join("tests/e2e");
    let entries = std::fs::read_dir(&folder).map_err(|fault| format!("tests/e2e: {fault}"))?;
    let mut files: Vec<_> = entries
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    Ok(files)
}
