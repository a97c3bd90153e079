//! Finds the browsers that the tests drive, and installs Debian's where it may.

use std::path::PathBuf;

use crate::process::{Outcome, program, read, run};

/// Chromium and the program that drives it for the wasm tests.
pub struct Chromium {
    pub browser: PathBuf,
    pub driver: PathBuf,
}

/// Chromium, installed first if it is missing and we may.
pub fn chromium() -> Outcome<Chromium> {
    if let Some(found) = find_chromium() {
        return Ok(found);
    }
    if !may_install() {
        return Err("the browser tests need Chromium and ChromeDriver: install them (on Debian: \
                    `apt-get install chromium chromium-driver`), or name them in the variables \
                    CHROMIUM and CHROMEDRIVER"
            .to_owned());
    }
    println!("Installing Debian's chromium and chromium-driver (about a minute).");
    run(program("apt-get").args(["update", "-qq"]))?;
    run(program("apt-get")
        .env("DEBIAN_FRONTEND", "noninteractive")
        .args(["install", "--yes", "-qq", "--no-install-recommends"])
        .args(["chromium", "chromium-driver"]))?;
    find_chromium().ok_or_else(|| "apt-get installed no chromium and chromedriver".to_owned())
}

/// Firefox, if it happens to be installed.
pub fn firefox() -> Option<PathBuf> {
    named("FIREFOX", &["firefox", "firefox-esr"])
}

fn find_chromium() -> Option<Chromium> {
    Some(Chromium {
        browser: named("CHROMIUM", &["chromium", "chromium-browser", "google-chrome"])?,
        driver: named("CHROMEDRIVER", &["chromedriver"])?,
    })
}

/// The program that a variable names, or the first of these names on the path.
fn named(variable: &str, names: &[&str]) -> Option<PathBuf> {
    if let Some(path) = std::env::var_os(variable) {
        return Some(path.into());
    }
    names.iter().find_map(|name| on_path(name))
}

fn on_path(name: &str) -> Option<PathBuf> {
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path).map(|folder| folder.join(name)).find(|file| file.is_file())
}

fn may_install() -> bool {
    let root = read(program("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    root && on_path("apt-get").is_some()
}
