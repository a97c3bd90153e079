//! Which incident has an id.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::hash::BuildHasher;

use foldhash::fast::FixedState;

/// The positions of incidents by the hash of their ids. The ids themselves stand in the history:
/// there is no need to have hundreds of thousands of them twice.
#[derive(Default)]
pub(super) struct Ids {
    positions: HashMap<u64, usize, FixedState>,
}

impl Ids {
    /// The position that `id` has already; where it has none, it is given `position`. `has` says
    /// whether the incident at a position has the id.
    pub(super) fn find_or_put(
        &mut self,
        id: &str,
        position: usize,
        has: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        let hash = self.positions.hasher().hash_one(id);
        self.find_or_put_by(hash, position, has)
    }

    /// The position that `id` has, if it has one.
    pub(super) fn find(&self, id: &str, has: impl Fn(usize) -> bool) -> Option<usize> {
        let mut hash = self.positions.hasher().hash_one(id);
        loop {
            match self.positions.get(&hash) {
                Some(position) if has(*position) => return Some(*position),
                Some(_) => hash = hash.wrapping_add(1),
                None => return None,
            }
        }
    }

    fn find_or_put_by(
        &mut self,
        mut hash: u64,
        position: usize,
        has: impl Fn(usize) -> bool,
    ) -> Option<usize> {
        loop {
            match self.positions.entry(hash) {
                Entry::Vacant(free) => {
                    free.insert(position);
                    return None;
                }
                Entry::Occupied(taken) if has(*taken.get()) => return Some(*taken.get()),
                // Of two ids with one hash, the later has the next.
                Entry::Occupied(_) => hash = hash.wrapping_add(1),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_of_one_hash_are_told_apart() {
        let known = ["a", "b", "c"];
        let mut ids = Ids::default();
        let mut find = |id: &str, position| {
            ids.find_or_put_by(u64::MAX, position, |at| known.get(at) == Some(&id))
        };
        assert_eq!([find("a", 0), find("b", 1), find("c", 2)], [None; 3]);
        assert_eq!([find("c", 3), find("a", 3), find("b", 3)], [Some(2), Some(0), Some(1)]);
    }
}
