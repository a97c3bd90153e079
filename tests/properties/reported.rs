//! What a world is told to be worth, and how to look at it.

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::test_runner::Config;
use serde_json::{Value, json as value};

use super::any::DAY;
use super::told::{evaluated, json};
use super::world::{Source, World, told};

/// 256 cases, or what `PROPTEST_CASES` says; a failing one is printed, not kept.
pub(crate) fn config() -> Config {
    Config { failure_persistence: None, ..Config::default() }
}

/// What the engine reports of a world.
pub(crate) struct Told {
    pub(crate) report: Value,
}

impl Told {
    pub(crate) fn of(world: &World) -> Self {
        Self::files(&world.contract(), &world.history(), world.as_of)
    }

    pub(crate) fn files(contract: &Value, history: &Value, as_of: i64) -> Self {
        Self::texts(&contract.to_string(), &history.to_string(), as_of)
    }

    pub(crate) fn texts(contract: &str, history: &str, as_of: i64) -> Self {
        let files = [("c.json", contract.as_bytes()), ("i.json", history.as_bytes())];
        Self { report: json(&evaluated(&files, &told(as_of)).report) }
    }

    pub(crate) fn rows(&self) -> &[Value] {
        self.report["results"].as_array().unwrap()
    }

    /// The report without what names files and places in them.
    pub(crate) fn figures(&self) -> Value {
        let mut report = self.report.clone();
        report["provenance"]["files"].take();
        for warning in report["warnings"].as_array_mut().unwrap() {
            warning["place"].take();
            warning["other"].take();
        }
        let warnings = report["warnings"].as_array_mut().unwrap();
        warnings.sort_by_key(ToString::to_string);
        report
    }
}

pub(crate) fn number(value: &Value) -> BigRational {
    let text = value.as_str().unwrap();
    let (whole, rest) = text.split_once(['.', '/']).unwrap_or((text, ""));
    let digits = |text: &str| text.parse::<BigInt>().unwrap();
    if text.contains('/') {
        return BigRational::new(digits(whole), digits(rest));
    }
    let scale = BigInt::from(10).pow(rest.len().try_into().unwrap());
    BigRational::new(digits(&format!("{whole}{rest}")), scale)
}

pub(crate) fn second(text: &Value) -> i64 {
    chrono::DateTime::parse_from_rfc3339(text["at"].as_str().unwrap()).unwrap().timestamp()
}

/// The same JSON with the members of every object in the opposite order.
pub(crate) fn turned(json: &Value) -> String {
    match json {
        Value::Object(members) => {
            let members = members.iter().rev();
            let members =
                members.map(|(name, value)| format!("{}:{}", value!(name), turned(value)));
            format!("{{{}}}", members.collect::<Vec<_>>().join(","))
        }
        Value::Array(items) => {
            format!("[{}]", items.iter().map(turned).collect::<Vec<_>>().join(","))
        }
        other => other.to_string(),
    }
}

/// The world with evidence for all of it.
pub(crate) fn fully_covered(mut world: World) -> World {
    let started = world.incidents.iter().map(|incident| incident.started);
    let first = started.chain([world.as_of]).min().unwrap();
    world.source = Source::Covers(first - 200 * DAY, world.as_of + 200 * DAY);
    world
}
