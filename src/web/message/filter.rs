//! What of a report, or which of its incidents, the reader wants to see.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// A filter. What a screen has no [`Facet`] for leaves it as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filter {
    /// Words that a name holds.
    pub words: String,
    /// What is wanted of each aspect.
    pub wanted: BTreeMap<FilterBy, String>,
}

/// An aspect by which can be filtered, in the order in which they are shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum FilterBy {
    /// A service, by its id.
    Service,
    /// A verdict on an objective, by its name: `missed`.
    Verdict,
    /// How the clocks of an incident stand: `missed`, `open`.
    Clocks,
    /// What became of an incident, by its name: `counted`, `excluded`.
    Class,
    /// A priority.
    Priority,
    /// A label, by its name.
    Label,
    /// The value of that label.
    Value,
    /// A period by its id, or a year.
    Period,
}

impl FilterBy {
    /// Every one.
    pub const ALL: [Self; 8] = [
        Self::Service,
        Self::Verdict,
        Self::Clocks,
        Self::Class,
        Self::Priority,
        Self::Label,
        Self::Value,
        Self::Period,
    ];

    /// What it is called in an address.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Service => "service",
            Self::Verdict => "verdict",
            Self::Clocks => "clocks",
            Self::Class => "class",
            Self::Priority => "priority",
            Self::Label => "label",
            Self::Value => "value",
            Self::Period => "period",
        }
    }

    /// Whether it means the same in the report and in the list of incidents.
    fn is_of_both(self) -> bool {
        !matches!(self, Self::Verdict | Self::Clocks | Self::Class)
    }
}

impl Filter {
    /// One that wants this alone.
    #[must_use]
    pub fn only(by: FilterBy, wanted: &str) -> Self {
        Self::default().with(by, Some(wanted))
    }

    /// What is wanted of an aspect.
    #[must_use]
    pub fn get(&self, by: FilterBy) -> Option<&str> {
        self.wanted.get(&by).map(String::as_str)
    }

    /// The filter with something else wanted of an aspect, or with nothing. The value of one label
    /// is no value of another.
    #[must_use]
    pub fn with(mut self, by: FilterBy, wanted: Option<&str>) -> Self {
        match wanted.filter(|wanted| !wanted.is_empty()) {
            Some(wanted) => drop(self.wanted.insert(by, wanted.to_owned())),
            None => drop(self.wanted.remove(&by)),
        }
        if by == FilterBy::Label {
            self.wanted.remove(&FilterBy::Value);
        }
        self
    }

    /// Whether it leaves all.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.words.trim().is_empty() && self.wanted.is_empty()
    }

    /// What of it holds in the report and in the list of incidents alike.
    #[must_use]
    pub fn of_both(&self) -> Self {
        let wanted = self.wanted.clone().into_iter().filter(|(by, _)| by.is_of_both());
        Self { words: String::new(), wanted: wanted.collect() }
    }

    /// What of it a screen with these facets heeds.
    #[must_use]
    pub fn among(&self, facets: &[Facet]) -> Self {
        let mut own = self.clone();
        own.wanted.retain(|by, _| facets.iter().any(|facet| facet.by == *by));
        own
    }
}

/// An aspect of what a screen shows, by which it can be filtered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Facet {
    /// Which.
    pub by: FilterBy,
    /// What can be wanted, and what that is called.
    pub choices: Vec<[String; 2]>,
}
