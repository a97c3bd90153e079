//! What was agreed later.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::words::words;
use super::{Agreement, Clause};

words! {
    /// What becomes of a period in which an amendment changes how an objective is measured or judged.
    AmendedPeriod {
        /// Each part is judged by its own terms.
        Split = "split",
        /// All of it is judged by the terms of its start.
        Start = "start",
        /// All of it is judged by the terms of its end.
        End = "end",
    }
}

/// An amendment: from a day on, the contract is otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Amendment {
    /// Its position in the contract.
    pub position: usize,
    /// Its own id.
    pub id: Option<String>,
    /// The first local date on which it holds.
    pub effective: NaiveDate,
    /// What it is about.
    pub title: Option<String>,
    /// Where it is agreed.
    pub clause: Clause,
    /// Who agreed to it.
    pub agreed_by: Vec<String>,
    /// The parts that it changes, each by its path.
    pub changes: Vec<String>,
}

/// A contract as it stands from a day on.
#[derive(Clone, Debug)]
pub struct Version {
    /// The amendment that makes it so.
    pub amendment: Amendment,
    /// All that is agreed then.
    pub agreement: Agreement,
}

/// From when, and until when, something agreed holds within the term, in local dates.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Life {
    /// The first date; from the beginning where there is none.
    pub from: Option<NaiveDate>,
    /// The date at whose beginning it has ended, if it ends.
    pub until: Option<NaiveDate>,
}

/// Where the parts of an amended contract stand in its file: JSON Pointers of the file for those of
/// the contract as it reads with its amendments.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Pointers {
    /// Of each list whose items amendments may name, where its items stand.
    items: BTreeMap<&'static str, Vec<Part>>,
    /// Where all else stands that amendments set.
    rest: Part,
}

/// Where a part stands, and what of it stands elsewhere.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Part {
    stands: String,
    /// What is set, the later behind the earlier: the way to it, and where it stands.
    set: Vec<(String, String)>,
}

impl Part {
    fn find(&self, way: &str) -> String {
        let is_in = |prefix: &str| {
            way.strip_prefix(prefix).filter(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let mut set = self.set.iter().rev();
        let found = set.find_map(|(prefix, stands)| Some(format!("{stands}{}", is_in(prefix)?)));
        found.unwrap_or_else(|| format!("{}{way}", self.stands))
    }
}

impl Pointers {
    /// Those of a list of so many items, each where it stands in the file.
    pub fn list(&mut self, name: &'static str, length: usize) {
        let part = |at| Part { stands: format!("/{name}/{at}"), set: Vec::new() };
        self.items.insert(name, (0..length).map(part).collect());
    }

    /// Notes that an item was added at the end of a list.
    pub fn add(&mut self, name: &'static str, stands: String) {
        self.items.entry(name).or_default().push(Part { stands, set: Vec::new() });
    }

    /// Notes that an item was taken out of a list.
    pub fn remove(&mut self, name: &str, at: usize) {
        if let Some(items) = self.items.get_mut(name).filter(|items| at < items.len()) {
            items.remove(at);
        }
    }

    /// Notes that a part was set: of an item of a list, or else of the contract.
    pub fn set(&mut self, item: Option<(&str, usize)>, way: String, stands: String) {
        let part = match item {
            None => Some(&mut self.rest),
            Some((name, at)) => self.items.get_mut(name).and_then(|items| items.get_mut(at)),
        };
        part.into_iter().for_each(|part| part.set.push((way.clone(), stands.clone())));
    }

    /// Where the part of that pointer stands in the file.
    #[must_use]
    pub fn real(&self, pointer: &str) -> String {
        let item = || {
            let (name, rest) = pointer.strip_prefix('/')?.split_once('/')?;
            let (at, way) = rest.split_once('/').unwrap_or((rest, ""));
            let part = self.items.get(name)?.get(at.parse::<usize>().ok()?)?;
            let way = if way.is_empty() { String::new() } else { format!("/{way}") };
            Some(part.find(&way))
        };
        item().unwrap_or_else(|| self.rest.find(pointer))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_are_found_where_they_stand() {
        let mut pointers = Pointers::default();
        pointers.list("objectives", 3);
        pointers.remove("objectives", 0);
        pointers.add("objectives", "/amendments/0/add/objectives/0".to_owned());
        pointers.set(
            Some(("objectives", 0)),
            "/target".to_owned(),
            "/amendments/1/set/t".to_owned(),
        );
        pointers.set(None, "/credits/caps".to_owned(), "/amendments/2/set/c".to_owned());
        assert_eq!(pointers.real("/objectives/0/target/at_least"), "/amendments/1/set/t/at_least");
        assert_eq!(pointers.real("/objectives/0/target_of"), "/objectives/1/target_of");
        assert_eq!(pointers.real("/objectives/2"), "/amendments/0/add/objectives/0");
        assert_eq!(pointers.real("/credits/caps/0/percent"), "/amendments/2/set/c/0/percent");
        assert_eq!(pointers.real("/credits/claim"), "/credits/claim");
        assert_eq!(Pointers::default().real("/objectives/7/target"), "/objectives/7/target");
    }
}
