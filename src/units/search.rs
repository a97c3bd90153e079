//! Looks a place up in a list from where it may be.

/// How far from its guess the place is looked for item by item.
const REACH: usize = 2;

/// Like `slice::partition_point`, soon where the place lies about where it is guessed to be: each
/// step of a bisection waits for the one before.
///
/// ```
/// use sla_calculator::units::partition_point_near;
///
/// let miles = [3, 8, 8, 13, 40];
/// for guess in 0..10 {
///     assert_eq!(partition_point_near(&miles, guess, |mile| *mile < 10), 3);
/// }
/// ```
pub fn partition_point_near<T>(list: &[T], guess: usize, is_before: impl Fn(&T) -> bool) -> usize {
    let first = guess.saturating_sub(REACH);
    let reaches_back = list.get(..first).and_then(<[T]>::last).is_none_or(&is_before);
    let near = list.iter().skip(first).take(2 * REACH + 1);
    match near.into_iter().position(|item| !is_before(item)) {
        Some(steps) if reaches_back => first + steps,
        _ => list.partition_point(is_before),
    }
}
