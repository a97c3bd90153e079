//! Reading and writing files.

use std::ffi::OsStr;
use std::io::Read;

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
    /// The file as an input, with its digest.
    pub(super) fn input(&self) -> Input<'_> {
        let digest = Sha256::digest(&self.bytes);
        let sha256 = digest.iter().map(|byte| format!("{byte:02x}")).collect();
        Input { name: &self.name, bytes: &self.bytes, sha256 }
    }
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
