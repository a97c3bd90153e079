//! How an objective counts: as it says, then its service, then the contract.

use serde_json::Value;

use crate::zone::{HOUR, MINUTE};

/// What the documents say at each place, the nearest first.
pub(crate) struct Counting<'w> {
    said: [&'w Value; 3],
    /// Minimum, grace and unit are the group's.
    of_member: bool,
}

const OF_GROUP: [&str; 3] = ["minimum_outage", "grace", "unit"];

impl<'w> Counting<'w> {
    pub(crate) fn of(contract: &'w Value, objective: &'w Value) -> Self {
        let mut services = contract["services"].as_array().unwrap().iter();
        let service = services.find(|service| service["id"] == objective["service"]).unwrap();
        let said = [&objective["counting"], &service["counting"], &contract["counting"]];
        Self { said, of_member: false }
    }

    /// How a service counts as a member of a group.
    pub(crate) fn of_member(contract: &'w Value, service: &'w Value) -> Self {
        let said = [&Value::Null, &service["counting"], &contract["counting"]];
        Self { said, of_member: true }
    }

    /// Where it is stated: by the objective, its service, or the contract.
    pub(crate) fn place_of(&self, name: &str) -> Option<usize> {
        let is_stated = |counting: &&Value| !counting[name].is_null();
        let said = self.said.iter().position(is_stated);
        said.filter(|_| !self.of_member || !OF_GROUP.contains(&name))
    }

    /// The nearest that is stated.
    pub(crate) fn stated(&self, name: &str) -> &'w Value {
        self.place_of(name).map_or(&Value::Null, |place| &self.said[place][name])
    }

    pub(crate) fn word(&self, name: &str, default: &'static str) -> &'w str {
        self.stated(name).as_str().unwrap_or(default)
    }

    /// What becomes of time with a label.
    pub(crate) fn treatment(&self, label: &str) -> &'w str {
        self.word(label, if label == "excluded_incident" { "up" } else { "removed" })
    }

    /// Whether a label holds at all.
    pub(crate) fn has_effect(&self, label: &str) -> bool {
        self.treatment(label) != "ignored"
    }

    /// Whether an outage of so many seconds is long enough.
    pub(crate) fn is_long_enough(&self, length: i64) -> bool {
        let minimum = self.stated("minimum_outage");
        match (minimum.as_str(), minimum["at_least"].as_str(), minimum["more_than"].as_str()) {
            (Some(least), ..) | (_, Some(least), _) => length >= seconds(least),
            (.., Some(more)) => length > seconds(more),
            _ => true,
        }
    }

    pub(crate) fn grace(&self) -> i64 {
        self.stated("grace").as_str().map_or(0, seconds)
    }
}

/// The seconds of `PT1H30M`.
pub(crate) fn seconds(length: &str) -> i64 {
    let mut sum = 0;
    let mut number = 0;
    for letter in length.strip_prefix("PT").unwrap().chars() {
        match letter {
            'H' => sum += std::mem::take(&mut number) * HOUR,
            'M' => sum += std::mem::take(&mut number) * MINUTE,
            'S' => sum += std::mem::take(&mut number),
            digit => number = 10 * number + i64::from(digit.to_digit(10).unwrap()),
        }
    }
    sum
}
