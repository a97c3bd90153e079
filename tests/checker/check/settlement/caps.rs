//! Caps, and how they cut.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{Issued, Line};
use crate::check::number::{Number, text as decimal, whole};
use crate::check::papers::Papers;

impl Papers {
    pub(super) fn cap_all(
        &self,
        lines: &mut BTreeMap<usize, Line>,
        together: &[usize],
        issued: &[Issued],
        of_each: bool,
    ) {
        let place = self.credits_place(lines[&together[0]].period) + "/caps";
        for (at, cap) in self.list(&place).iter().enumerate() {
            let each = cap["each"].as_str().unwrap_or("together");
            if (each != "together") != of_each {
                continue;
            }
            let of: Option<Vec<usize>> = cap["objectives"]
                .as_array()
                .map(|ids| ids.iter().map(|id| self.objective_named(id)).collect());
            let is_of = |it: usize| of.as_ref().is_none_or(|of| of.contains(&it));
            let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
            for row in together {
                let line = &lines[row];
                let key = match each {
                    "objective" => Some(self.promise(line.objective)),
                    "part" => Some(line.promise),
                    "service" => line.service,
                    _ => None,
                };
                let period = (cap["per"] == "period").then_some(line.whole);
                if is_of(self.promise(line.objective)) && line.now > whole(0) {
                    let group = (key, period, line.share_of.clone(), line.provisional);
                    groups.entry(group).or_default().push(*row);
                }
            }
            let mut firm: Vec<(_, Vec<(Number, Value)>)> = Vec::new();
            for ((key, period, share_of, provisional), own) in groups {
                let is_share = share_of.is_some();
                let shortest = own.iter().min_by_key(|row| {
                    let (from, until) = self.periods[lines[*row].period].whole;
                    until - from
                });
                let first = lines[shortest.unwrap()].clone();
                let of_objective: Vec<&Line> = lines
                    .values()
                    .filter(|it| (it.objective, it.whole) == (first.objective, first.whole))
                    .filter(|it| each != "part" || it.promise == first.promise)
                    .collect();
                let room = self.room(
                    (at, cap, each, of.as_deref()),
                    (&first, &of_objective),
                    (key, is_share),
                    issued,
                );
                let Some((most, mut left, mut operand)): Option<(Number, Number, Value)> = room
                else {
                    continue;
                };
                // What may still change comes after what will not.
                if let (true, Some((of, taken))) = (provisional, firm.pop())
                    && of == (key, period, share_of.clone())
                {
                    for (amount, source) in taken {
                        left = (left - &amount).max(whole(0));
                        let issued = operand["issued"].as_array_mut().unwrap();
                        issued.push(json!({ "amount": decimal(&amount), "source": source }));
                    }
                }
                let before: Vec<Number> = own.iter().map(|row| lines[row].now.clone()).collect();
                let after = if is_share {
                    let sum: Number = before.iter().cloned().sum();
                    let part = if sum > left { &left / sum } else { whole(1) };
                    before.iter().map(|it| it * &part).collect()
                } else {
                    self.cut(&before, &left, self.minor_digits_of(first.period))
                };
                let credits = own.iter().zip(&before).map(|(row, before)| {
                    json!({ "before": decimal(before), "source": self.result_of(&lines[row]) })
                });
                operand["credits"] = credits.collect();
                operand["most"] = json!(decimal(&most));
                operand["left"] = json!(decimal(&left));
                if !provisional {
                    let taken = own.iter().zip(&after);
                    let taken = taken.map(|(row, it)| (it.clone(), self.result_of(&lines[row])));
                    firm.push(((key, period, share_of), taken.collect::<Vec<_>>()));
                }
                for ((row, before), after) in own.iter().zip(before).zip(after) {
                    let line = lines.get_mut(row).unwrap();
                    let mut operand = operand.clone();
                    operand["after"] = json!(decimal(&after));
                    if cap["carry_forward"] == true && !is_share {
                        line.cut_off = &line.cut_off + &before - &after;
                    }
                    line.caps.push((at, before, after.clone(), operand));
                    line.now = after;
                }
            }
        }
    }
}
