//! Steps of series of requests: which of them are outages, and which are missing.

use serde_json::Value;

use super::counting::{Counting, seconds};
use super::known::{Looked, Source, WHOLE, each};
use crate::labels::told_at;

/// What the steps of some series say.
pub(crate) struct Steps {
    /// Each run of steps without a break that are outages.
    pub(crate) down: Vec<Source>,
    /// For each instant whether a step that holds it is missing.
    pub(crate) missing: Vec<bool>,
}

/// What the series of a service say that an objective is about.
pub(crate) fn steps(
    looked: &Looked<'_>,
    service: &str,
    counting: &Counting<'_>,
    is_about: &dyn Fn(&Value) -> bool,
) -> Steps {
    let mut found = Steps { down: Vec::new(), missing: vec![false; looked.number] };
    let rule = counting.stated("down_when");
    if !rule.is_object() {
        return found;
    }
    let all = each(&looked.history["series"]);
    for series in all.filter(|it| it["service"] == service && is_about(it)) {
        let (from, length) = begins(series);
        let mut is_open = false;
        let first_of_series = found.down.len();
        let mut ended = from;
        for (at, (good, total)) in (0..).zip(each(&series["good"]).zip(each(&series["total"]))) {
            let (begin, end) = (from + at * length, from + (at + 1) * length);
            if end > looked.as_of {
                break;
            }
            ended = end;
            let inside = looked.between(begin, end);
            let counts = good.as_i64().zip(total.as_i64());
            if counts.is_none() {
                found.missing.iter_mut().zip(&inside).for_each(|(it, inside)| *it |= inside);
            }
            let is_down = counts.is_some_and(|(good, total)| is_down(rule, good, total));
            if is_down {
                if !is_open {
                    let levels = vec![0; looked.number];
                    found.down.push(Source { levels, share: 100, open_until: None });
                }
                let levels = &mut found.down.last_mut().unwrap().levels;
                levels
                    .iter_mut()
                    .zip(inside)
                    .for_each(|(it, inside)| *it += if inside { WHOLE } else { 0 });
            }
            is_open = is_down;
        }
        // That steps are over is told by the next one.
        for source in &mut found.down[first_of_series..] {
            source.open_until = Some(looked.place(ended));
        }
    }
    found
}

/// The first instant of a series, and the length of a step.
pub(crate) fn begins(series: &Value) -> (i64, i64) {
    (told_at(&series["from"]).unwrap(), seconds(series["step"].as_str().unwrap()))
}

/// Whether any of a series lies between these instants.
pub(crate) fn lies_in(series: &Value, begins_at: i64, ends_at: i64) -> bool {
    let (from, length) = begins(series);
    let number = i64::try_from(each(&series["total"]).count()).unwrap();
    from.max(begins_at) < (from + number * length).min(ends_at)
}

fn is_down(rule: &Value, good: i64, total: i64) -> bool {
    let percent = |name: &str| rule[name].as_str().map(|it| it.parse::<i64>().unwrap());
    let (failed, least) = (100 * (total - good), rule["minimum_requests"].as_i64());
    let beyond = match (percent("error_rate_above"), percent("error_rate_at_or_above")) {
        (Some(above), _) => failed > above * total,
        (_, above) => failed >= above.unwrap() * total,
    };
    total > 0 && least.is_none_or(|least| total >= least) && beyond
}
