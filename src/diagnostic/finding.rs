//! A fault as it is found: by byte, before anybody counts lines.

use super::{Code, Difference, Expected};

/// A byte of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// The byte, from 0.
    pub byte: usize,
}

/// A fault with its spot; [`locate`](super::locate) makes a [`Fault`](super::Fault) of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// What is wrong.
    pub code: Code,
    /// Where.
    pub spot: Option<Spot>,
    /// What stands there.
    pub found: Option<String>,
    /// What would be right.
    pub expected: Option<Expected>,
    /// The nearest right name.
    pub nearest: Option<String>,
    /// The other spot that it contradicts.
    pub other: Option<Spot>,
    /// In what it contradicts it.
    pub differences: Vec<Difference>,
    /// How many of the kind.
    pub count: Option<u64>,
}

impl Finding {
    /// That `code` holds at `spot`.
    #[must_use]
    pub fn new(code: Code, spot: impl Into<Option<Spot>>) -> Self {
        Self {
            code,
            spot: spot.into(),
            found: None,
            expected: None,
            nearest: None,
            other: None,
            differences: Vec::new(),
            count: None,
        }
    }

    /// With what stands there, cut in the middle beyond a line.
    #[must_use]
    pub fn found(mut self, found: &str) -> Self {
        const LONGEST: usize = 100;
        let length = found.chars().count();
        self.found = Some(if length <= LONGEST {
            found.to_owned()
        } else {
            let half = LONGEST / 2;
            let head = found.chars().take(half);
            head.chain(['…']).chain(found.chars().skip(length - half)).collect()
        });
        self
    }

    /// With what would be right.
    #[must_use]
    pub fn expected(mut self, expected: Expected) -> Self {
        self.expected = Some(expected);
        self
    }

    /// With the nearest right name, if one is near.
    #[must_use]
    pub fn nearest(mut self, nearest: Option<&str>) -> Self {
        self.nearest = nearest.map(str::to_owned);
        self
    }

    /// With the spot that it contradicts.
    #[must_use]
    pub fn other(mut self, other: Spot) -> Self {
        self.other = Some(other);
        self
    }

    /// With the fields in which it contradicts it.
    #[must_use]
    pub fn differences(mut self, differences: Vec<Difference>) -> Self {
        self.differences = differences;
        self
    }

    /// With how many of the kind there are.
    #[must_use]
    pub fn count(mut self, count: u64) -> Self {
        self.count = Some(count);
        self
    }
}

/// Every fault found so far, up to a number that anybody could read.
#[derive(Debug, Default)]
pub struct Findings {
    listed: Vec<Finding>,
    unlisted: u64,
    errors: bool,
}

impl Findings {
    /// The most that are kept one by one.
    pub const MOST: usize = 5_000;

    /// Adds one.
    pub fn push(&mut self, finding: Finding) {
        self.push_with(finding.code, || finding);
    }

    /// Adds one that is worked out only if it is still to be listed.
    pub fn push_with(&mut self, code: Code, finding: impl FnOnce() -> Finding) {
        self.errors |= code.severity() == super::Severity::Error;
        if self.listed.len() < Self::MOST {
            self.listed.push(finding());
        } else {
            self.unlisted += 1;
        }
    }

    /// Those that are listed.
    #[must_use]
    pub fn listed(&self) -> &[Finding] {
        &self.listed
    }

    /// Whether one of them stops the calculation.
    #[must_use]
    pub fn stop(&self) -> bool {
        self.errors
    }

    /// All of them, a count of the unlisted last.
    #[must_use]
    pub fn into_list(mut self) -> Vec<Finding> {
        if self.unlisted > 0 {
            self.listed.push(Finding::new(Code::MoreFaults, None).count(self.unlisted));
        }
        self.listed
    }
}
