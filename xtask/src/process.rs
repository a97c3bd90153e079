//! Starts other programs, and says what to do when one of them fails.

use std::ffi::OsStr;
use std::process::{Command, Stdio};

/// A result whose error is a sentence for the developer.
pub type Outcome<T = ()> = Result<T, String>;

/// A program that will run in the repository's top folder.
pub fn program(name: impl AsRef<OsStr>) -> Command {
    let mut command = Command::new(name);
    command.current_dir(crate::place::root());
    command
}

/// The cargo that runs us, or the one on the path.
pub fn cargo() -> Command {
    program(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()))
}

/// Runs to the end; what the program prints is shown.
pub fn run(command: &mut Command) -> Outcome {
    let status = command.status().map_err(|fault| unstartable(command, &fault))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status}); its own message stands above", words(command)))
    }
}

/// Runs to the end and returns what the program printed.
pub fn read(command: &mut Command) -> Outcome<String> {
    let output =
        command.stderr(Stdio::inherit()).output().map_err(|fault| unstartable(command, &fault))?;
    if output.status.success() {
        Ok(String::from_utf8_lossy(&output.stdout).into_owned())
    } else {
        Err(format!("`{}` failed ({})", words(command), output.status))
    }
}

fn unstartable(command: &Command, fault: &std::io::Error) -> String {
    let name = command.get_program().to_string_lossy();
    format!("`{name}` could not be started ({fault}): install it, or put it on the PATH")
}

fn words(command: &Command) -> String {
    std::iter::once(command.get_program())
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
