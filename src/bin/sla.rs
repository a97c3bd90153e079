//! The command line's first line.

#[cfg(not(target_arch = "wasm32"))]
fn main() -> std::process::ExitCode {
    use sla_calculator::cli::{Streams, run};
    use sla_calculator::format::words::English;

    let mut streams = Streams {
        input: &mut std::io::stdin(),
        output: &mut std::io::stdout(),
        errors: &mut std::io::stderr(),
    };
    run(std::env::args_os().skip(1), &English, &mut streams).into()
}

#[cfg(target_arch = "wasm32")]
fn main() {}
