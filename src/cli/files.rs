//! Reading and writing files.

use std::ffi::{OsStr, OsString};
use std::io::Read;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::{Refusal, usage};
use crate::evaluate::Input;
use crate::format::words::{Language, Usage};

/// A file in memory.
pub(super) struct File {
    name: String,
    bytes: Vec<u8>,
}

impl File {
    /// What stands in it.
    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The file as an input, with its digest.
    pub(super) fn input(&self) -> Input<'_> {
        let digest = Sha256::digest(&self.bytes);
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Input { name: &self.name, bytes: &self.bytes, sha256 }
    }
}

/// The contracts of `examples/contracts/`, in order of their names.
pub(super) const AGREEMENTS: &[&[u8]] = include!(concat!(env!("OUT_DIR"), "/agreements.rs"));

/// The contracts of a folder that has a folder for each agreement, in order of their names; a path
/// that is no folder is itself.
pub(super) fn contracts_in(path: &OsStr) -> Vec<OsString> {
    if !Path::new(path).is_dir() {
        return vec![path.to_owned()];
    }
    let entries = std::fs::read_dir(path).into_iter().flatten().filter_map(Result::ok);
    let contracts = entries.map(|entry| entry.path().join("contract.json"));
    let mut found: Vec<PathBuf> = contracts.filter(|path| path.is_file()).collect();
    found.sort();
    found.into_iter().map(PathBuf::into_os_string).collect()
}

/// The file at `path`, or standard input where it is `-`.
pub(super) fn read(
    path: &OsStr,
    input: &mut dyn Read,
    language: &dyn Language,
) -> Result<File, Refusal> {
    let name = path.to_string_lossy().into_owned();
    let read = if path == "-" {
        let mut bytes = Vec::new();
        input.read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    match read {
        Ok(bytes) => Ok(File { name, bytes }),
        Err(error) => {
            let reason = error.to_string();
            Err(usage(language, Usage::Unreadable { file: &name, reason: &reason }))
        }
    }
}

/// Writes `text` to the file at `path`.
pub(super) fn write(path: &OsStr, text: &str, language: &dyn Language) -> Result<(), Refusal> {
    std::fs::write(path, text).map_err(|error| {
        let (file, reason) = (path.to_string_lossy(), error.to_string());
        usage(language, Usage::Unwritable { file: &file, reason: &reason })
    })
}

/// Whether two paths name one file that is there.
pub(super) fn is_same(one: &OsStr, other: &OsStr) -> bool {
    let real = |path: &OsStr| std::fs::canonicalize(path).ok();
    real(one).is_some_and(|one| Some(one) == real(other))
}
