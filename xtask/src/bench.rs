//! Measures the built page and the command line against plain JavaScript, on generated files.

mod generate;
mod random;

use crate::process::Outcome;

/// Writes the big cases into `target/bench`.
pub fn generate() -> Outcome {
    generate::LONG.write()?;
    generate::WIDE.write()
}
