//! Builds the page and serves it on this machine alone.

use std::net::{Ipv4Addr, TcpListener};
use std::path::PathBuf;

use crate::process::Outcome;
use crate::{build, http, place};

/// What the command line can change.
pub struct Options {
    pub port: u16,
    pub quick: bool,
    pub built: bool,
    pub folder: PathBuf,
    pub under: String,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            port: 8080,
            quick: false,
            built: false,
            folder: place::dist(),
            under: "/".to_owned(),
        }
    }
}

/// Serves until the command is interrupted.
pub fn command(options: Options) -> Outcome {
    let Options { port, quick, built, folder, under } = options;
    if !(under.starts_with('/') && under.ends_with('/')) {
        return Err(format!("--under {under}: start and end the path with a slash"));
    }
    // The port first: a long build must not end in the news that it is taken.
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, port)).map_err(|fault| {
        format!(
            "port {port} cannot be used ({fault}): choose another with --port, 0 for any free one"
        )
    })?;
    if !built {
        build::command(quick)?;
    }
    if !folder.join("index.html").is_file() {
        return Err(format!("{} holds no page: run without --built", folder.display()));
    }
    let address = listener.local_addr().map_err(|fault| fault.to_string())?;
    println!("Serving the page at http://{address}{under} (Ctrl+C ends it)");
    http::answer(&listener, http::Site { folder, under });
    Ok(())
}
