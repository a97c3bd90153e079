//! Measures the built page and the command line against plain JavaScript, on generated files.

mod clocks;
mod generate;
mod random;
mod year;

use std::fs;
use std::process::Command;

use crate::process::{Outcome, cargo, program, read, run};
use crate::{browsers, build, place, tools, visit};

/// What is measured, and how long that usually takes: each a script of `benches/` that prints what
/// it found.
const MEASUREMENTS: [(&str, &str); 6] = [
    ("native", "half a minute"),
    ("clocks", "a minute"),
    ("page", "two minutes"),
    ("answers", "a minute"),
    ("download", "some seconds"),
    ("lighthouse", "a minute"),
];

/// Has the allocator keep what is given back, as the page's memory is kept: what the system takes for
/// new memory is not the engine's time.
const KEEPING_MEMORY: &str =
    "glibc.malloc.trim_threshold=60000000000:glibc.malloc.mmap_threshold=60000000000";

/// Measures everything and writes `benches/RESULTS.md`; the page of `dist/` as it is, or built anew.
pub fn command(built: bool) -> Outcome {
    if !built {
        build::page()?;
    }
    run(cargo().args(["build", "--locked", "--release", "--bin", "sla"]))?;
    generate()?;
    let measured = place::root().join("target/bench/measured");
    fs::create_dir_all(&measured).map_err(|fault| format!("{}: {fault}", measured.display()))?;
    let keep = |name: &str, found: String| {
        let file = measured.join(format!("{name}.json"));
        fs::write(&file, found).map_err(|fault| format!("{}: {fault}", file.display()))
    };
    println!("Measuring: engine (four minutes, and two to build it).");
    let mut engine = cargo();
    engine.args(["bench", "--locked", "--bench", "engine"]).env("GLIBC_TUNABLES", KEEPING_MEMORY);
    keep("engine", read(&mut engine)?)?;
    for (name, usual) in MEASUREMENTS {
        println!("Measuring: {name} ({usual}).");
        let visiting = visit::node("chrome", browsers::chromium()?.browser)?;
        keep(name, read(&mut script(visiting, name)?)?)?;
    }
    run(&mut script(program("node"), "results")?)
}

/// Writes the big cases into `target/bench`.
pub fn generate() -> Outcome {
    generate::LONG.write()?;
    generate::WIDE.write()?;
    year::write()?;
    clocks::write()
}

/// Adds a script of `benches/` to a command, and where things lie for it.
fn script(mut node: Command, name: &str) -> Outcome<Command> {
    let cases = place::root().join("target/bench");
    node.arg(format!("benches/{name}.mjs"))
        .env("SLA_BENCH_SITE", cases.join("site"))
        .env("SLA_BENCH_MEASURED", cases.join("measured"))
        .env("SLA_BENCH_CASES", cases)
        .env("SLA_BENCH_AS_OF", generate::LONG.end())
        .env("SLA_BENCH_MOMENT", tools::npm("moment-business-time")?)
        .env("SLA_BENCH_PROGRAM", place::root().join("target/release/sla"))
        .env("SLA_BENCH_LIGHTHOUSE", tools::npm("lighthouse")?);
    Ok(node)
}
