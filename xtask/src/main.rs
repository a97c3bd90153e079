//! The developer's commands: `cargo xtask serve`, `build`, `test`, `shots` and `bench`, each of
//! which first sets up the tools it needs.

mod agreements;
mod bench;
mod browsers;
mod build;
mod build_id;
mod http;
mod optimise;
mod place;
mod process;
mod serve;
mod shots;
mod steps;
mod styles;
mod test;
mod tools;
mod versions;
mod visit;

use std::process::ExitCode;

use lexopt::prelude::*;
use process::Outcome;

const USAGE: &str = "\
cargo xtask serve [--port N] [--quick]
                               build the page and show it at an address of this machine
cargo xtask build [--quick]    leave the page, ready to be put on any web server, in dist/
cargo xtask test [STEP...]     check everything, or only the steps named
cargo xtask shots [STATE...]   take pictures of the built page, or only of its states named so
cargo xtask bench [--built | --generate]
                               measure speed, memory, download: into benches/RESULTS.md
cargo xtask styles             join styles/*.css into one file (the build calls this itself)
cargo xtask agreements         put examples/contracts/ into one file (the build calls this itself)

--quick builds without optimising: for trying things out. serve also takes:
  --built                      serve what is there, without building
  --folder DIR                 serve this folder instead of dist/ (with --built)
  --under /PATH/               put the page below this path
bench takes one of:
  --built                      measure the page that is there, without building
  --generate                   only write the big cases that it measures, into target/bench/
";

fn main() -> ExitCode {
    match command() {
        Ok(()) => ExitCode::SUCCESS,
        Err(message) => {
            eprintln!("xtask: {message}");
            ExitCode::FAILURE
        }
    }
}

fn command() -> Outcome {
    let mut arguments = lexopt::Parser::from_env();
    let Some(first) = arguments.next().map_err(misuse)? else {
        print!("{USAGE}");
        return Ok(());
    };
    match first {
        Value(word) if word == "serve" => serve::command(serve_options(&mut arguments)?),
        Value(word) if word == "build" => build::command(quick(&mut arguments)?),
        Value(word) if word == "test" => test::command(&names(&mut arguments)?),
        Value(word) if word == "shots" => shots::command(&names(&mut arguments)?),
        Value(word) if word == "bench" => bench_options(&mut arguments),
        Value(word) if word == "agreements" => {
            nothing_more(&mut arguments).and_then(|()| agreements::bundle())
        }
        Value(word) if word == "styles" => {
            nothing_more(&mut arguments).and_then(|()| styles::join())
        }
        Short('h') | Long("help") => {
            print!("{USAGE}");
            Ok(())
        }
        other => Err(misuse(other.unexpected())),
    }
}

fn serve_options(arguments: &mut lexopt::Parser) -> Outcome<serve::Options> {
    let mut options = serve::Options::default();
    while let Some(argument) = arguments.next().map_err(misuse)? {
        match argument {
            Long("port") => {
                options.port = arguments.value().and_then(|v| v.parse()).map_err(misuse)?;
            }
            Long("quick") => options.quick = true,
            Long("built") => options.built = true,
            Long("folder") => options.folder = arguments.value().map_err(misuse)?.into(),
            Long("under") => {
                options.under = arguments.value().and_then(|v| v.parse()).map_err(misuse)?;
            }
            other => return Err(misuse(other.unexpected())),
        }
    }
    Ok(options)
}

fn quick(arguments: &mut lexopt::Parser) -> Outcome<bool> {
    match arguments.next().map_err(misuse)? {
        None => Ok(false),
        Some(Long("quick")) => nothing_more(arguments).map(|()| true),
        Some(other) => Err(misuse(other.unexpected())),
    }
}

fn names(arguments: &mut lexopt::Parser) -> Outcome<Vec<String>> {
    let mut names = Vec::new();
    while let Some(argument) = arguments.next().map_err(misuse)? {
        match argument {
            Value(name) => names.push(name.string().map_err(misuse)?),
            other => return Err(misuse(other.unexpected())),
        }
    }
    Ok(names)
}

fn bench_options(arguments: &mut lexopt::Parser) -> Outcome {
    match arguments.next().map_err(misuse)? {
        None => bench::command(false),
        Some(Long("built")) => nothing_more(arguments).and_then(|()| bench::command(true)),
        Some(Long("generate")) => nothing_more(arguments).and_then(|()| bench::generate()),
        Some(other) => Err(misuse(other.unexpected())),
    }
}

fn nothing_more(arguments: &mut lexopt::Parser) -> Outcome {
    match arguments.next().map_err(misuse)? {
        Some(other) => Err(misuse(other.unexpected())),
        None => Ok(()),
    }
}

fn misuse(fault: lexopt::Error) -> String {
    format!("{fault}\n\n{USAGE}")
}
