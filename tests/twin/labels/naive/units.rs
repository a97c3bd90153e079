//! Units of the clock: outages that count by the minute, or by the hour (semantics, section 3).

use chrono::{NaiveDateTime, NaiveTime};
use serde_json::Value;

use super::counting::seconds;
use super::known::{Looked, Weight};
use crate::zone::reading;

/// What counts in units, of what weighs so much at each instant.
pub(crate) fn in_units(
    unit: &Value,
    looked: &Looked<'_>,
    weight: &[Weight],
    (agreed, labelled): (&[bool], &[bool]),
) -> Vec<Weight> {
    let Some(length) = unit["length"].as_str().map(seconds) else { return weight.to_vec() };
    let mut counted = vec![0; weight.len()];
    for unit_places in units(looked, length) {
        let places = || unit_places.clone();
        let down = || places().filter(|at| labelled[*at] && weight[*at] > 0);
        let is_touched = match unit["more_than"].as_str() {
            Some(more) => {
                let time: i64 = down().map(|_| looked.grid.step).sum();
                time > seconds(more)
            }
            None => unit["counts"] == "any",
        };
        if is_touched {
            let largest = down().map(|at| weight[at]).max().unwrap_or_default();
            places().filter(|at| labelled[*at]).for_each(|at| counted[at] = largest);
        } else if unit["counts"] == "whole"
            && places().filter(|at| agreed[*at]).all(|at| weight[at] > 0)
        {
            places().for_each(|at| counted[at] = weight[at]);
        }
    }
    counted
}

/// The instants of each unit: of one local date, with one floor of their readings, cut where the
/// clock is set.
fn units(looked: &Looked<'_>, length: i64) -> Vec<std::ops::Range<usize>> {
    let unit = |place: usize| {
        let instant = looked.instant(place);
        let reading: NaiveDateTime = reading(looked.zone, instant);
        let second = (reading - reading.date().and_time(NaiveTime::MIN)).num_seconds();
        (reading.date(), second / length, reading.and_utc().timestamp() - instant)
    };
    let mut found: Vec<std::ops::Range<usize>> = Vec::new();
    let mut last = None;
    for place in 0..looked.number {
        let own = Some(unit(place));
        match found.last_mut() {
            Some(unit) if own == last => unit.end = place + 1,
            _ => found.push(place..place + 1),
        }
        last = own;
    }
    found
}
