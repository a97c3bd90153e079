//! What outlives a reload of the page.

use serde::{Deserialize, Serialize};

/// A file that was at hand before the page was loaded again.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// Its name.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// SHA-256 of its bytes in hexadecimal; empty where none was worked out.
    pub sha256: String,
}
