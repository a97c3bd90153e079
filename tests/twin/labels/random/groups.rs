//! Random groups.

use serde_json::{Value, json};

use super::SERVICES;
use crate::random::dice::Dice;

/// Shares all sums of which divide the weights of these worlds.
const OF_TWO: [[&str; 2]; 3] = [["0.5", "0.5"], ["0.7", "0.3"], ["0.2", "0.8"]];
const OF_THREE: [[&str; 3]; 3] =
    [["0.6", "0.2", "0.2"], ["0.5", "0.25", "0.25"], ["0.4", "0.2", "0.4"]];

/// A group of two or three services, with one that must be a member where any must.
pub(crate) fn group(dice: &mut Dice, with: Option<&str>) -> Value {
    let mut members: Vec<&str> = SERVICES.to_vec();
    members.rotate_left(usize::try_from(dice.below(3)).unwrap());
    if let Some(with) = with {
        members[0] = with;
    }
    if dice.percent(50) {
        members.pop();
    }
    match dice.below(4) {
        0 => json!({ "series": members }),
        1 => json!({ "parallel": members }),
        2 => {
            let k = 1 + dice.below(i64::try_from(members.len()).unwrap());
            json!({ "k_of_n": { "k": k, "of": members } })
        }
        _ => {
            let shares = match members.len() {
                2 => dice.pick(&OF_TWO).to_vec(),
                _ => dice.pick(&OF_THREE).to_vec(),
            };
            let shares = members.into_iter().zip(shares);
            json!({ "weighted": shares.collect::<std::collections::BTreeMap<_, _>>() })
        }
    }
}
