//! Puts lists in order by one sort for all of them.

use std::cmp::Ordering;

/// A list that can be put in order, what is equal staying as it stood.
///
/// `slice::sort` is compiled anew for each kind of list, some eight kilobytes each time. Here one sort
/// of positions serves all lists, whose items then change places. It asks for each comparison through
/// a pointer, so lists of hundreds of thousands keep the standard library's.
///
/// ```
/// use sla_calculator::units::Sort;
///
/// let mut lengths = ["30 min", "2 h", "90 min"];
/// lengths.order_by_key(|length| length.len());
/// assert_eq!(lengths, ["2 h", "30 min", "90 min"]);
/// ```
pub trait Sort<T> {
    /// Puts the list in order of `compare`.
    fn order_by(&mut self, compare: impl FnMut(&T, &T) -> Ordering);

    /// Puts the list in order of what `key` makes of each item.
    fn order_by_key<K: Ord>(&mut self, key: impl FnMut(&T) -> K);

    /// Puts the list in its items' own order.
    fn order(&mut self)
    where
        T: Ord;
}

impl<T> Sort<T> for [T] {
    fn order_by(&mut self, mut compare: impl FnMut(&T, &T) -> Ordering) {
        let swaps = swaps(self.len(), &mut |one, other| match (self.get(one), self.get(other)) {
            (Some(one), Some(other)) => compare(one, other),
            _ => Ordering::Equal,
        });
        for (one, other) in swaps {
            self.swap(one, other);
        }
    }

    fn order_by_key<K: Ord>(&mut self, mut key: impl FnMut(&T) -> K) {
        self.order_by(|one, other| key(one).cmp(&key(other)));
    }

    fn order(&mut self)
    where
        T: Ord,
    {
        self.order_by(T::cmp);
    }
}

/// The places whose items change with each other, one pair after the other, until `length` items are
/// in order.
fn swaps(length: usize, compare: &mut dyn FnMut(usize, usize) -> Ordering) -> Vec<(usize, usize)> {
    if length < 2 {
        return Vec::new();
    }
    // At each place the position of the item that belongs there.
    let mut belongs: Vec<usize> = (0..length).collect();
    belongs.sort_by(|one, other| compare(*one, *other));
    let mut swaps = Vec::new();
    for first in 0..length {
        let mut place = first;
        // Once round: each place gets its item from the next, and is then its own.
        while let Some(from) = belongs.get_mut(place).map(|from| std::mem::replace(from, place))
            && from != first
        {
            swaps.push((place, from));
            place = from;
        }
    }
    swaps
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn the_order_is_that_of_the_standard_library(list: Vec<(u8, u16)>) {
            let mut ordered = list.clone();
            ordered.order_by_key(|(key, _)| key % 8);
            let mut expected = list.clone();
            expected.sort_by_key(|(key, _)| key % 8);
            prop_assert_eq!(&ordered, &expected);
            ordered.order();
            expected.sort();
            prop_assert_eq!(ordered, expected);
        }
    }
}
