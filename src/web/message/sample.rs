//! The list of samples beside the page.

use serde::Deserialize;

/// A sample, as the list of samples describes it.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Sample {
    /// Its id, which is its folder.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it shows.
    pub description: String,
    /// Its contract's file.
    pub contract: String,
    /// Its incidents' files.
    pub incidents: Vec<String>,
    /// Its own instant of evaluation.
    pub as_of: String,
}
