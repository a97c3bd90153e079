//! What several incidents weigh together, and what of outages counts by units of the clock.

use serde_json::Value;

use super::clock::{Clock, Nanos, instant, seconds};
use super::hours::Hours;
use super::labels::{Span, without};
use super::lengths::Lengths;
use super::number::{Number, number, whole};

pub(crate) type Weighted = (Nanos, Nanos, Number);

/// An incident, maintenance that is not permitted, or steps of requests, as an operand tells it.
struct Open {
    /// Whose it is.
    of: String,
    span: Span,
    /// The weight of a second for those whom it touches.
    level: Number,
    /// The share of all users whom it touches.
    share: Number,
}

/// Units of the clock, as an operand tells them.
struct Unit {
    length: Nanos,
    throughout: bool,
    more_than: Nanos,
}

/// The time of the outages of a step, as its operands tell them.
pub(crate) struct Parts {
    /// Whatever becomes of it.
    pub(crate) all: Vec<Weighted>,
    /// What of it counts, with the units that count for it.
    pub(crate) counted: Vec<Weighted>,
}

impl Parts {
    /// The parts of a step's outages, with what the `members` of a group weigh: those in `hours` that
    /// nothing took before, read off a clock that has gone on until `now`.
    pub(crate) fn of(
        (step, members): (&Value, Vec<Weighted>),
        of_time: (&Hours, &[Span]),
        (clock, now): (&Clock, Nanos),
    ) -> Option<Self> {
        let operands = step["operands"].as_array()?;
        let open = opened(operands)?;
        let operation = step["operation"].as_str()?;
        let mut all = weigh(&open, operation);
        let own = open.iter().map(|it| (it.of.as_str(), it.span));
        let spans: Vec<(&str, Span)> =
            own.chain(members.iter().map(|it| ("", (it.0, it.1)))).collect();
        // What comes before an outage of a group does not end it.
        let is_group = operands.iter().any(|it| kind(it) == "members_of");
        let bridges = if is_group { of_time.1 } else { &[] };
        let kept = Lengths::told(operands)?.kept(&spans, bridges, of_time);
        let (own, of_members) = kept.split_at(open.len());
        let own = open.iter().zip(own).filter_map(|(it, kept)| {
            Some(Open {
                of: String::new(),
                span: (*kept)?,
                level: it.level.clone(),
                share: it.share.clone(),
            })
        });
        let mut counted = weigh(&own.collect::<Vec<_>>(), operation);
        let of_members = members.iter().zip(of_members);
        counted.extend(
            of_members
                .filter_map(|(it, kept)| Some((kept.as_ref()?.0, kept.as_ref()?.1, it.2.clone()))),
        );
        all.extend(members);
        let counted = match operands.iter().find(|it| kind(it) == "unit") {
            Some(unit) => in_units(&unit_of(unit)?, &counted, of_time, (clock, now)),
            None => counted,
        };
        Some(Self { all, counted })
    }
}

/// What incidents, maintenance without permission and steps among operands weigh together.
pub(crate) fn weighed(operands: &[Value], operation: &str) -> Option<Vec<Weighted>> {
    Some(weigh(&opened(operands)?, operation))
}

fn opened(operands: &[Value]) -> Option<Vec<Open>> {
    let kinds = ["incident", "not_permitted", "steps"];
    operands.iter().filter(|it| kinds.contains(&kind(it))).map(open_of).collect()
}

fn weigh(open: &[Open], operation: &str) -> Vec<Weighted> {
    match operation {
        "weight_of_users" => weights_of_users(open),
        "sum_of_weights" => sums_of_weights(open),
        _ => open.iter().map(|it| (it.span.0, it.span.1, &it.level * &it.share)).collect(),
    }
}

fn kind(operand: &Value) -> &str {
    operand["kind"].as_str().unwrap_or_default()
}

fn open_of(operand: &Value) -> Option<Open> {
    let at = |field: &str| instant(operand[field]["at"].as_str()?);
    let affected = &operand["affected"];
    let share = match affected.is_null() {
        true => whole(1),
        false => number(&affected["users"])? / number(&affected["of"])?,
    };
    Some(Open {
        of: format!("{} {} {}", kind(operand), operand["id"], operand["good_source"]),
        span: (at("from")?, at("until")?),
        level: if kind(operand) == "steps" {
            whole(1)
        } else {
            number(&operand["weight"])? / &share
        },
        share,
    })
}

fn nanos(seconds: &Value) -> Option<Nanos> {
    (number(seconds)? * whole(1_000_000_000)).to_integer().try_into().ok()
}

fn unit_of(operand: &Value) -> Option<Unit> {
    let more_than = Some(&operand["more_than"]).filter(|bound| !bound.is_null());
    Some(Unit {
        length: nanos(&operand["length"])?,
        throughout: operand["throughout"].as_bool()?,
        more_than: more_than.map_or(Some(0), nanos)?,
    })
}

/// Between any two ends of incidents: each that is open touches others, the heaviest first, until
/// no user is left.
fn weights_of_users(open: &[Open]) -> Vec<Weighted> {
    let mut cuts: Vec<Nanos> = open.iter().flat_map(|it| [it.span.0, it.span.1]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let slices = cuts.windows(2).map(|slice| {
        let own = open.iter().filter(|it| it.span.0 <= slice[0] && slice[1] <= it.span.1);
        let mut own: Vec<&Open> = own.collect();
        own.sort_by(|a, b| b.level.cmp(&a.level));
        let (mut left, mut weight) = (whole(1), whole(0));
        for it in own {
            let touched = it.share.clone().min(left.clone());
            left -= &touched;
            weight += touched * &it.level;
        }
        (slice[0], slice[1], weight)
    });
    slices.filter(|(.., weight)| *weight > whole(0)).collect()
}

/// Between any two ends of incidents: what all that are open weigh.
fn sums_of_weights(open: &[Open]) -> Vec<Weighted> {
    let mut cuts: Vec<Nanos> = open.iter().flat_map(|it| [it.span.0, it.span.1]).collect();
    cuts.sort_unstable();
    cuts.dedup();
    let slices = cuts.windows(2).map(|slice| {
        let own = open.iter().filter(|it| it.span.0 <= slice[0] && slice[1] <= it.span.1);
        (slice[0], slice[1], own.map(|it| &it.level * &it.share).sum())
    });
    slices.filter(|(.., weight): &Weighted| *weight > whole(0)).collect()
}

/// The parts of a span that lie in others.
fn inside(span: Span, others: &[Span]) -> Vec<Span> {
    let parts = others.iter().map(|(from, until)| ((*from).max(span.0), (*until).min(span.1)));
    parts.filter(|(from, until)| from < until).collect()
}

fn length(spans: &[Span]) -> Nanos {
    spans.iter().map(|(from, until)| until - from).sum()
}

/// The units that count for these parts of outages: whole and with the largest weight that touches
/// them, or, where they must be down throughout, each part in them by its own.
fn in_units(
    unit: &Unit,
    all: &[Weighted],
    (hours, taken): (&Hours, &[Span]),
    (clock, now): (&Clock, Nanos),
) -> Vec<Weighted> {
    let mut units: Vec<Span> = Vec::new();
    for (from, until, _) in all {
        let mut at = *from;
        while at < *until {
            let own = clock.unit(at, unit.length);
            units.push((own.0, own.1.min(now)));
            at = own.1;
        }
    }
    units.sort_unstable();
    units.dedup();
    let mut counted: Vec<Weighted> = Vec::new();
    for own in units {
        let agreed = hours.within(own);
        let spans: Vec<Span> = all.iter().map(|(from, until, _)| (*from, *until)).collect();
        if unit.throughout {
            if !agreed.is_empty() && without(&agreed, &spans).is_empty() {
                for (from, until, weight) in all {
                    let parts = without(&inside(own, &[(*from, *until)]), taken);
                    counted.extend(parts.into_iter().map(|(a, b)| (a, b, weight.clone())));
                }
            }
            continue;
        }
        let left = without(&agreed, taken);
        let up = length(&without(&left, &spans));
        if length(&left) - up > unit.more_than {
            let touches =
                |it: &&Weighted| left.iter().any(|part| !inside(*part, &[(it.0, it.1)]).is_empty());
            let weight = all.iter().filter(touches).map(|it| it.2.clone()).max();
            let weight = weight.unwrap_or_else(|| whole(0));
            let parts = without(&[own], taken).into_iter();
            counted.extend(parts.map(|(from, until)| (from, until, weight.clone())));
        }
    }
    counted
}

/// The seconds of spans.
pub(crate) fn sum(spans: &[Span]) -> Number {
    spans.iter().map(|(from, until)| seconds(*from, *until)).sum()
}
