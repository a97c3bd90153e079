//! Starts the scripts in which a browser visits the built page.

use std::path::PathBuf;
use std::process::Command;

use crate::process::{Outcome, program};
use crate::{place, tools};

/// Node, told where it finds the browser, what drives it, and our own server.
pub fn node(browser: &str, program_path: PathBuf) -> Outcome<Command> {
    if !place::dist().join("index.html").is_file() {
        return Err("there is no page in dist: run `cargo xtask build` first".to_owned());
    }
    let itself = std::env::current_exe().map_err(|fault| fault.to_string())?;
    let mut node = program("node");
    node.env("SLA_XTASK", itself)
        .env("SLA_MODULES", tools::npm("puppeteer-core")?)
        .env("SLA_BROWSER", browser)
        .env("SLA_BROWSER_PROGRAM", program_path);
    Ok(node)
}
