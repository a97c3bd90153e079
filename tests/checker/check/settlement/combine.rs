//! Which credits of a period are paid, and which are too small.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Line;
use crate::check::number::{Number, number, text as decimal, whole};
use crate::check::papers::Papers;

impl Papers {
    pub(super) fn combine(&self, lines: &mut BTreeMap<usize, Line>, together: &[usize]) {
        for row in together {
            let line = lines.get_mut(row).unwrap();
            line.before = line.now.clone();
        }
        let Some(combination) = self.credits(lines[&together[0]].period, "/combination") else {
            return;
        };
        if combination == "sum" {
            return;
        }
        // Shares without a price have no worth beside amounts, nor beside shares of other charges.
        let mut rivals: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for row in together {
            let line = &lines[row];
            rivals.entry((line.whole, line.share_of.clone())).or_default().push(*row);
        }
        for own in rivals.into_values() {
            let due: Vec<usize> = own.into_iter().filter(|row| lines[row].now > whole(0)).collect();
            let chosen = |row: &usize| {
                self.claim_made(&lines[row]).is_some_and(|claim| claim["choice"] == true)
            };
            let dearest = |among: &[usize]| {
                // What may still change does not set aside what will not.
                let firm = among.iter().copied().filter(|row| !lines[row].provisional);
                let firm: Vec<usize> = firm.collect();
                let among = if firm.is_empty() { among } else { &firm };
                let first = among.iter().find(|row| chosen(row)).copied();
                first.or_else(|| {
                    among.iter().rev().max_by_key(|row| lines[row].now.clone()).copied()
                })
            };
            let mut lost: Vec<usize> = Vec::new();
            if let Some(lists) = combination["exclusive"].as_array() {
                for list in lists {
                    let ids: Vec<usize> = list
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|id| self.objective_named(id))
                        .collect();
                    let open: Vec<usize> = due
                        .iter()
                        .filter(|row| {
                            ids.contains(&self.promise(lines[row].objective)) && !lost.contains(row)
                        })
                        .copied()
                        .collect();
                    let paid = dearest(&open);
                    lost.extend(open.iter().filter(|row| Some(**row) != paid));
                }
            } else if combination == "highest" {
                let paid = dearest(&due);
                lost.extend(due.iter().filter(|row| Some(**row) != paid));
            } else {
                lost.extend(bound(&due, lines, &chosen));
            }
            for row in &lost {
                let line = lines.get_mut(row).unwrap();
                (line.not_paid, line.now) = (true, whole(0));
            }
        }
    }

    /// What is paid in the period of a credit that is not, as operands.
    pub(crate) fn paid_instead(&self, lines: &BTreeMap<usize, Line>, period: usize) -> Vec<Value> {
        let own = lines.values().filter(|line| line.whole == period && !line.not_paid);
        let own = own.filter(|line| line.exact > whole(0));
        own.map(|line| {
            let unit = if line.is_share { "percent" } else { "money" };
            json!({
                "kind": "value",
                "role": "paid",
                "value": { "unit": unit, "value": decimal(&line.exact) },
                "source": self.result_of(line),
            })
        })
        .collect()
    }

    pub(super) fn drop_small(&self, lines: &mut BTreeMap<usize, Line>, together: &[usize]) {
        let Some(minimum) = self.credits(lines[&together[0]].period, "/minimum") else { return };
        let together: Vec<usize> =
            together.iter().filter(|row| !lines[row].is_share).copied().collect();
        let nets: Vec<(usize, usize, Number)> =
            together.iter().map(|row| (*row, lines[row].period, lines[row].net.clone())).collect();
        for (row, period, net) in &nets {
            let of_all = minimum["each"] == "period";
            let own = nets.iter().filter(|it| if of_all { it.1 == *period } else { it.0 == *row });
            let sum: Number = own.map(|it| it.2.clone()).sum();
            let paid = match number(&minimum["more_than"]) {
                Some(bound) => sum > bound,
                None => sum >= number(&minimum["at_least"]).unwrap(),
            };
            if !paid && *net > whole(0) {
                let line = lines.get_mut(row).unwrap();
                (line.too_small, line.net) = (true, whole(0));
            }
        }
    }
}

/// The credits that are not paid where for each incident one is: the first of those that were chosen,
/// and of the others the set with the largest sum; of several such sets the one with the first credit.
/// What may still change does not set aside what will not.
fn bound(
    due: &[usize],
    lines: &BTreeMap<usize, Line>,
    chosen: &dyn Fn(&usize) -> bool,
) -> Vec<usize> {
    let share = |a: usize, b: usize| !lines[&a].behind.is_disjoint(&lines[&b].behind);
    let mut paid: Vec<usize> = Vec::new();
    for firm in [true, false] {
        let mut own: Vec<usize> = due.to_vec();
        own.retain(|row| lines[row].provisional != firm);
        let take = |row: usize, paid: &mut Vec<usize>| {
            if !paid.iter().any(|it| share(*it, row)) {
                paid.push(row);
            }
        };
        own.iter().filter(|row| chosen(row)).for_each(|row| take(*row, &mut paid));
        own.retain(|row| !paid.iter().any(|it| it == row || share(*it, *row)));
        // Each group that incidents bind by itself.
        while let Some(first) = own.first().copied() {
            let mut group = vec![first];
            while let Some(next) = own
                .iter()
                .copied()
                .find(|row| !group.contains(row) && group.iter().any(|it| share(*it, *row)))
            {
                group.push(next);
            }
            own.retain(|row| !group.contains(row));
            group.sort_unstable();
            // Every set is tried: with the first credits before without them.
            let sets = (0..1_u32 << group.len()).rev().map(|set| {
                let of = |at: &usize| set >> (group.len() - 1 - at) & 1 == 1;
                (0..group.len()).filter(of).map(|at| group[at]).collect::<Vec<usize>>()
            });
            let apart = sets.filter(|set| {
                set.iter().enumerate().all(|(at, row)| !set[..at].iter().any(|it| share(*it, *row)))
            });
            let sum =
                |set: &Vec<usize>| set.iter().map(|row| lines[row].now.clone()).sum::<Number>();
            let mut best: Option<(Number, Vec<usize>)> = None;
            for set in apart {
                if best.as_ref().is_none_or(|(most, _)| sum(&set) > *most) {
                    best = Some((sum(&set), set));
                }
            }
            paid.extend(best.into_iter().flat_map(|(_, set)| set));
        }
    }
    due.iter().filter(|row| !paid.contains(row)).copied().collect()
}
