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
    /// Of an agreement that people sign, what kind it is of: `cloud`, `hosting` and others.
    #[serde(default)]
    pub kind: String,
}

/// The folder of the agreements that people sign, which have a list of their own.
const AGREEMENTS: &str = "contracts/";

impl Sample {
    /// The sample, as the list of agreements names it.
    #[must_use]
    pub fn of_agreements(self) -> Self {
        Self { id: Self::agreement_id(&self.id), ..self }
    }

    /// The sample's id of the agreement of that name.
    #[must_use]
    pub fn agreement_id(name: &str) -> String {
        format!("{AGREEMENTS}{name}")
    }
}

/// Whether the list of agreements would have a sample of this id.
#[must_use]
pub fn is_agreement(id: &str) -> bool {
    id.starts_with(AGREEMENTS)
}
