//! What periods are worth judging by: values, downtime, outages, missed cases.

use std::collections::BTreeSet;

use serde_json::Value;

use super::time::{Span, Times, cut, length};
use super::{Due, Number, integer, told_number};

/// What was found of a period.
#[derive(Default)]
pub(super) struct Judged {
    /// In percent, seconds or points; nothing where nothing was measured.
    pub(super) value: Option<Number>,
    pub(super) breached: bool,
    /// Weighted seconds of downtime, and how many of them the target allows.
    pub(super) down: Number,
    pub(super) allowed: Number,
    /// Seconds that are measured.
    pub(super) measured: i64,
    /// Seconds of whole outages, and by how many seconds limits were exceeded, each with whether it
    /// has ended.
    pub(super) outages: Vec<(i64, bool)>,
    pub(super) missed: Vec<(i64, bool)>,
    /// What elapsed on each clock that missed its limit.
    pub(super) elapsed: Vec<i64>,
    /// The incidents that it rests on.
    pub(super) incidents: BTreeSet<String>,
    /// What is looked at.
    pub(super) window: Span,
}

/// The parts of an objective that are judged one by one.
pub(super) fn subjects(times: &Times<'_>, objective: &Value) -> Vec<Vec<String>> {
    if objective["per"].is_null() {
        return vec![Vec::new()];
    }
    let incidents = times.incidents(&objective["service"], &[]);
    let inside = incidents.iter().filter(|it| {
        let (from, until) = times.lasted(it);
        let inside = cut((from, until), cut(times.term, (i64::MIN, times.as_of)));
        inside.0 < inside.1
    });
    let regions: BTreeSet<&str> =
        inside.map(|it| it["labels"]["region"].as_str().unwrap()).collect();
    match regions.is_empty() {
        true => vec![Vec::new()],
        false => regions.into_iter().map(|it| vec![it.to_owned()]).collect(),
    }
}

/// The bound of a target, whether it belongs to it, and whether more is better.
fn bound(target: &Value) -> (Number, bool, bool) {
    let (name, value) = target.as_object().unwrap().iter().next().unwrap();
    let text = value.as_str().unwrap();
    let number = match text.starts_with('P') {
        true => integer(length(text)),
        false => told_number(value),
    };
    let more = ["at_least", "above", "share_at_least"].contains(&name.as_str());
    (number, !["above", "below"].contains(&name.as_str()), more)
}

pub(super) fn target(objective: &Value) -> (Number, bool) {
    let (number, _, more) = bound(&objective["target"]);
    (number, more)
}

fn is_breached(objective: &Value, value: &Number) -> bool {
    let (bound, inclusive, more) = bound(&objective["target"]);
    match (more, inclusive) {
        (true, true) => *value < bound,
        (true, false) => *value <= bound,
        (false, true) => *value > bound,
        (false, false) => *value >= bound,
    }
}

/// What was found of an objective, or the part of it with these labels, in a period; of one that
/// runs as it stands. `others` are the objectives before.
pub(super) fn judged(
    times: &Times<'_>,
    objective: &Value,
    (labels, period): (&[String], usize),
    others: &[Due],
) -> Judged {
    let span = times.periods[period].span;
    let passed = (span.0, span.1.min(times.as_of));
    let found = match objective["indicator"].as_str().unwrap() {
        "response_time" => of_cases(times, objective, passed),
        "measurement" => of_measurements(times, objective, passed),
        "points" => of_points(times, objective, period, others),
        _ => of_time(times, objective, labels, passed),
    };
    let breached = found.value.as_ref().is_some_and(|value| is_breached(objective, value));
    let window = if found.window == (0, 0) { span } else { found.window };
    Judged { breached, window, ..found }
}

fn of_time(times: &Times<'_>, objective: &Value, labels: &[String], passed: Span) -> Judged {
    let mut window = passed;
    if let Some(days) = objective["window"]["days"].as_u64() {
        // Days that are looked back on are clipped to the term here.
        let rolling = super::super::super::naive::rolling::Rolling::written(&objective["window"]);
        assert!(days > 0);
        window.0 = rolling.unwrap().begin(times.zone, passed.1).max(times.term.0);
    }
    let mut outages = times.outages(objective, labels);
    if labels.is_empty() && objective["per"].as_array().is_some_and(|per| !per.is_empty()) {
        // What has a region is of its own part, which is judged where it occurs in the term.
        outages.clear();
    }
    let down_in = |span: Span| -> i64 {
        let inside = outages.iter().map(|it| times.agreed(objective, cut(it.span, span)));
        inside.sum()
    };
    let down = down_in(window);
    let known = cut(window, times.known);
    // An outage is evidence where nothing else is known.
    let measured = times.agreed(objective, known) + down - down_in(known);
    if measured == 0 {
        return Judged { window, ..Judged::default() };
    }
    let begun = outages.iter().filter(|it| window.0 <= it.span.0 && it.span.0 < window.1);
    let begun: Vec<(i64, bool)> = begun.map(|it| (it.seconds, it.ended)).collect();
    let (bound, _) = target(objective);
    let (value, allowed) = match objective["indicator"].as_str().unwrap() {
        "availability" => {
            let hundred = integer(100);
            let value = integer(measured - down) * &hundred / integer(measured);
            (value, (&hundred - bound) * integer(measured) / hundred)
        }
        "downtime" => (integer(down), bound),
        _ => (integer(begun.len().try_into().unwrap()), integer(0)),
    };
    let counts = objective["indicator"] == "outage_count";
    let touched = |it: &&&Value| {
        let lasted = times.lasted(it);
        match counts {
            // All of the outages that are counted.
            true => {
                let own = outages.iter().filter(|it| window.0 <= it.span.0 && it.span.0 < window.1);
                own.into_iter().any(|it| times.agreed(objective, cut(lasted, it.span)) > 0)
            }
            false => times.agreed(objective, cut(lasted, window)) > 0,
        }
    };
    let incidents = times.incidents(&objective["service"], labels);
    let incidents = incidents.iter().filter(touched).map(id).collect();
    let (value, down) = (Some(value), integer(down));
    let found = Judged { value, down, measured, allowed, ..Judged::default() };
    Judged { outages: begun, incidents, window, ..found }
}

fn id(incident: &&Value) -> String {
    incident["id"].as_str().unwrap().to_owned()
}

/// A clock is met when it stops in time, and missed when its limit has passed: by then it belongs.
fn of_cases(times: &Times<'_>, objective: &Value, passed: Span) -> Judged {
    let limit = length(objective["within"].as_str().unwrap());
    let (mut all, mut met, mut found) = (0, 0, Judged::default());
    let is_now = passed.1 == times.as_of;
    for incident in times.incidents(&objective["service"], &[]) {
        let (from, until) = times.lasted(incident);
        let ends = [times.periods.first(), times.periods.last()].map(|it| it.unwrap().span);
        if until <= ends[0].0 || from >= ends[1].1 {
            // An incident outside the term, and the periods that are judged whole.
            continue;
        }
        // What was never reported began when it started.
        let told = if incident["reported"].is_null() { "started" } else { "reported" };
        let Some(start) = times.happened(incident, told) else { continue };
        let stop = times.happened(incident, "responded");
        let elapsed = stop.unwrap_or(times.known.1) - start;
        let decided = match stop {
            Some(stop) if elapsed <= limit => stop,
            _ if elapsed > limit => start + limit,
            _ => continue,
        };
        if decided < passed.0 || decided >= passed.1 && !(is_now && decided == passed.1) {
            continue;
        }
        all += 1;
        if elapsed <= limit {
            met += 1;
        } else {
            found.missed.push((elapsed - limit, stop.is_some()));
            found.elapsed.push(elapsed);
            found.incidents.insert(id(&incident));
        }
    }
    found.value = (all > 0).then(|| integer(100 * met) / integer(all));
    found
}

fn of_measurements(times: &Times<'_>, objective: &Value, passed: Span) -> Judged {
    let (mut sum, mut count) = (integer(0), integer(0));
    for measured in times.history["measurements"].as_array().into_iter().flatten() {
        let until = super::time::instant(&measured["until"]).unwrap();
        let inside = passed.0 < until && until <= passed.1;
        if measured["indicator"] == objective["source"] && inside {
            let weight = integer(measured["count"].as_i64().unwrap_or(1));
            sum += told_number(&measured["value"]) * &weight;
            count += weight;
        }
    }
    let value = (count > integer(0)).then(|| sum / count);
    Judged { value, ..Judged::default() }
}

/// Of each objective that was measured its points: for the breach, each miss, each outage.
fn of_points(times: &Times<'_>, objective: &Value, period: usize, others: &[Due]) -> Judged {
    let objectives = times.contract["objectives"].as_array().unwrap();
    let mut sum = None;
    for part in objective["points"].as_array().unwrap() {
        let of = part["objective"].as_str().unwrap();
        let at = objectives.iter().position(|it| it["id"] == *of).unwrap();
        let found = others.iter().find(|it| (it.objective, it.period) == (at, period));
        let Some(found) = found.map(|it| &it.judged).filter(|it| it.value.is_some()) else {
            continue;
        };
        let times = |seconds: i64| {
            let rows = part["by_length"].as_array().into_iter().flatten();
            let rows = rows.map(|it| (length(it["from"].as_str().unwrap()), &it["times"]));
            let reached = rows.filter(|(from, _)| *from <= seconds).max_by_key(|(from, _)| *from);
            reached.map_or_else(|| integer(1), |(_, times)| told_number(times))
        };
        let number: Number = match part["for"].as_str().unwrap_or("breach") {
            "breach" => integer(i64::from(found.breached)),
            "miss" => found.elapsed.iter().map(|seconds| times(*seconds)).sum(),
            _ => found.outages.iter().map(|(seconds, _)| times(*seconds)).sum(),
        };
        let again = part["repeated"]["of"].as_str().unwrap_or(of);
        let again = objectives.iter().position(|it| it["id"] == *again).unwrap();
        let before = others.iter().filter(|it| it.objective == again && it.period < period);
        let last = before.filter(|it| it.judged.value.is_some()).max_by_key(|it| it.period);
        let factor = match &part["repeated"]["times"] {
            times if last.is_some_and(|it| it.judged.breached) && !times.is_null() => {
                told_number(times)
            }
            _ => integer(1),
        };
        let own = sum.get_or_insert_with(|| integer(0));
        *own += number * factor * told_number(&part["points"]);
    }
    Judged { value: sum, ..Judged::default() }
}
