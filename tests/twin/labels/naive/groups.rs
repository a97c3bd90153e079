//! Services that make one together (semantics, section 3).

use serde_json::Value;

use super::Label;
use super::known::{WHOLE, Weight, each};

/// What a member is at an instant.
#[derive(Clone, Copy, Debug)]
pub(crate) enum State {
    /// Left out, for its label.
    Out(Label),
    /// It weighs so much.
    In(Weight),
}

/// The ids of a group's members, in order; nothing of what is no group.
pub(crate) fn members(service: &Value) -> Option<Vec<&str>> {
    let group = service["group"].as_object()?;
    let (kind, written) = group.iter().next().unwrap();
    Some(match kind.as_str() {
        "weighted" => written.as_object().unwrap().keys().map(String::as_str).collect(),
        "k_of_n" => each(&written["of"]).map(|id| id.as_str().unwrap()).collect(),
        _ => each(written).map(|id| id.as_str().unwrap()).collect(),
    })
}

/// A service and all that is behind it.
pub(crate) fn behind<'w>(contract: &'w Value, service: &'w Value) -> Vec<&'w Value> {
    let mut found = vec![service];
    for id in members(service).into_iter().flatten() {
        found.extend(behind(contract, named(contract, id)));
    }
    found
}

pub(crate) fn named<'w>(contract: &'w Value, id: &str) -> &'w Value {
    each(&contract["services"]).find(|service| service["id"] == id).unwrap()
}

/// What a group weighs whose members are these, in order; the labels of all, where all are left out.
pub(crate) fn together(group: &Value, states: &[State]) -> Result<Weight, Vec<Label>> {
    let (kind, written) = group.as_object().unwrap().iter().next().unwrap();
    let inside: Vec<(usize, Weight)> = states
        .iter()
        .enumerate()
        .filter_map(|(at, state)| match state {
            State::In(weight) => Some((at, *weight)),
            State::Out(_) => None,
        })
        .collect();
    if inside.is_empty() {
        let labels = states.iter().filter_map(|state| match state {
            State::Out(label) => Some(*label),
            State::In(_) => None,
        });
        return Err(labels.collect());
    }
    if kind == "weighted" {
        // Hundredths.
        let shares = written.as_object().unwrap().values().map(|share| {
            let decimals = share.as_str().unwrap().split_once('.').map_or("00", |(_, it)| it);
            let whole = if share == "1" { 100 } else { 0 };
            whole + format!("{decimals:0<2}").parse::<i64>().unwrap()
        });
        let shares: Vec<i64> = shares.collect();
        let sum: i64 = inside.iter().map(|(at, weight)| shares[*at] * weight).sum();
        let all: i64 = inside.iter().map(|(at, _)| shares[*at]).sum();
        assert_eq!(sum % all, 0, "weights of these worlds divide by all sums of shares");
        return Ok(sum / all);
    }
    let mut weights: Vec<Weight> = inside.into_iter().map(|(_, weight)| weight).collect();
    weights.sort_unstable();
    let needed = match kind.as_str() {
        "series" => weights.len(),
        "parallel" => 1,
        _ => usize::try_from(written["k"].as_i64().unwrap()).unwrap().min(weights.len()),
    };
    assert!(weights.iter().all(|weight| *weight >= 0) && WHOLE > 0);
    Ok(weights[needed - 1])
}
