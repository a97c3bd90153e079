//! Where things lie in this repository.

use std::path::{Path, PathBuf};

/// The repository's top folder.
pub fn root() -> &'static Path {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    here.parent().unwrap_or(here)
}

/// The tools that the commands install for themselves.
pub fn tools() -> PathBuf {
    root().join("target/tools")
}

/// What the build leaves for a web server.
pub fn dist() -> PathBuf {
    root().join("dist")
}
