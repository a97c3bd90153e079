//! What an incident's clock shows, opened again or not (semantics, section 4).

use serde_json::Value;

use super::clock::{Clock, Rules};
use super::events::{Incident, Span};

/// The stretch of an incident that is one case.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Stretch {
    pub(crate) start: i64,
    /// The first time that it ended.
    pub(crate) stop: Option<i64>,
    /// Whether the incident may have been opened again after that.
    pub(crate) may_reopen: bool,
}

/// The lives of a clock, as starts and stops: more than one only where each time that its incident
/// was open counts singly; and the waits between that pause it.
pub(crate) fn lives(
    rules: Rules<'_>,
    incident: &Incident,
    stretch: Stretch,
) -> (Vec<Span>, Vec<Span>) {
    let first = (stretch.start, stretch.stop);
    if !is_reopened(incident, stretch) {
        return (vec![first], Vec::new());
    }
    let open: Vec<Span> = [first].into_iter().chain(incident.reopened.iter().copied()).collect();
    let last = open.iter().map(|(_, until)| *until);
    let last = last.collect::<Option<Vec<i64>>>().and_then(|ends| ends.into_iter().max());
    match rules.reopened {
        "longest" => (open, Vec::new()),
        "from_start" => (vec![(stretch.start, last)], Vec::new()),
        _ => {
            let between = open.windows(2).filter(|pair| pair[0].1 < Some(pair[1].0));
            let between: Vec<Span> =
                between.filter_map(|pair| Some((pair[0].1?, Some(pair[1].0)))).collect();
            (vec![(stretch.start, last)], between)
        }
    }
}

/// What a clock shows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Shown {
    /// The one that set the target at the end.
    pub(crate) priority: Option<String>,
    pub(crate) started: i64,
    pub(crate) due: Option<i64>,
    pub(crate) stopped: Option<i64>,
    pub(crate) elapsed: i64,
    pub(crate) paused: i64,
    pub(crate) real: i64,
    pub(crate) verdict: &'static str,
    /// When the verdict became final.
    pub(crate) decided: Option<i64>,
    /// When its length became final.
    pub(crate) over: Option<i64>,
    /// Whether a change of priority began it anew.
    pub(crate) is_restarted: bool,
    /// Whether the incident was opened again after it had stopped.
    pub(crate) is_reopened: bool,
}

/// A clock before any change of priority, and paused as well in these waits.
pub(crate) fn single<'w>(
    rules: Rules<'w>,
    incident: &'w Incident,
    (start, stop): Span,
    now: i64,
    waits: &[Span],
) -> Clock<'w> {
    let counts = |reason: &Option<String>| {
        let is_reason = |named: &Value| reason.as_deref() == named.as_str();
        rules.pause_on.is_none_or(|counted| counted.iter().any(is_reason))
    };
    let pauses = incident.pauses.iter().filter(|(_, reason)| counts(reason));
    Clock {
        rules,
        incident,
        start,
        stop,
        end: stop.unwrap_or(now).max(start),
        is_replaced: false,
        pauses: pauses.map(|(span, _)| *span).chain(waits.iter().copied()).collect(),
    }
}

/// What the clocks of a case show together; nothing if the incident has no target.
pub(crate) fn show(singles: &[Clock<'_>], is_reopened: bool) -> Option<Shown> {
    let rules = singles[0].rules;
    let clocks: Vec<Vec<Clock<'_>>> = singles.iter().map(Clock::restarted).collect();
    let misses = clocks.iter().flatten().filter_map(|clock| Some((clock, clock.missed()?)));
    let missed = misses.min_by_key(|(_, miss)| miss.at);
    // Of clocks taken singly the one that runs is the case while none was missed, then the longest,
    // and of equals the first; one that was missed before it was restarted is the case itself.
    let still = || {
        let mut last = clocks.iter().filter_map(|clocks| clocks.last());
        last.find(|clock| clock.stop.is_none()).filter(|_| missed.is_none())
    };
    let longest = || {
        let last = clocks.iter().rev().filter_map(|clocks| clocks.last());
        last.max_by_key(|clock| (clock.elapsed_and_paused().0, clock.stop.is_none())).unwrap()
    };
    let replaced = missed.filter(|(clock, _)| clock.is_replaced);
    let shown = replaced.map(|(clock, _)| clock).or_else(still).unwrap_or_else(longest);
    let running = singles.iter().find(|clock| clock.stop.is_none());
    let verdict = match (missed, running) {
        (Some(_), _) => "missed",
        (None, _) if !shown.has_a_clock() => return None,
        (None, Some(clock)) if clock.is_paused(clock.end) => "paused",
        (None, Some(_)) => "running",
        (None, None) if rules.within.is_some() => "met",
        (None, None) => "stopped",
    };
    let target = missed.map_or_else(|| shown.last_target(), |(_, miss)| Some(miss.target));
    let stop = singles.iter().filter_map(|clock| clock.stop).max().filter(|_| running.is_none());
    let (elapsed, paused) = shown.elapsed_and_paused();
    Some(Shown {
        priority: replaced
            .map_or(clocks.last()?.last()?, |(clock, _)| clock)
            .last_priority()
            .map(str::to_owned),
        started: shown.start,
        // While it is paused nobody knows when it will be.
        due: target.filter(|_| verdict != "paused").and_then(|target| shown.due(target)),
        // A new clock is the end of the one before.
        stopped: replaced.map(|(clock, _)| clock.end).or(shown.stop.filter(|_| running.is_none())),
        elapsed,
        paused,
        real: shown.end - shown.start,
        verdict,
        decided: missed.map(|(_, miss)| miss.at).or(stop),
        over: replaced.map(|(clock, _)| clock.end).or(stop),
        is_restarted: clocks.iter().any(|clocks| clocks.len() > 1),
        is_reopened,
    })
}

pub(crate) fn is_reopened(incident: &Incident, stretch: Stretch) -> bool {
    stretch.may_reopen && !incident.reopened.is_empty()
}
