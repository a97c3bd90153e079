//! What is charged again.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::Line;
use crate::check::number::{Number, number, rounded, rounded_by, text as decimal, whole};
use crate::check::papers::{Papers, text};

impl Papers {
    /// A value as it is held against its target.
    pub(super) fn compared_value(&self, objective: usize, value: &Value) -> Number {
        let value = number(value).unwrap();
        let own = format!("/objectives/{objective}/value_rounding");
        let said = self.says(&own).or_else(|| self.says("/value_rounding"));
        let said = said.and_then(|it| Some((it["mode"].as_str()?, number(&it["places"])?)));
        match said {
            Some((mode, places)) => {
                rounded_by(mode, &value, places.to_integer().try_into().unwrap())
            }
            None => value,
        }
    }

    /// What of credits is charged again.
    pub(super) fn earned_back(&self, lines: &BTreeMap<usize, Line>, rows: &[Value]) -> Value {
        let Some(terms) = self.credits("/earn_back") else { return json!([]) };
        let count =
            |field: &str| number(&terms[field]).map(|it| usize::try_from(it.to_integer()).unwrap());
        let needed = count("after_periods").unwrap();
        let within = count("within").unwrap_or(needed);
        let percent = number(&terms["percent"]).unwrap();
        let mut found: Vec<(usize, usize, Value)> = Vec::new();
        for (row, line) in lines {
            let of = match line.claim.state {
                "automatic" if !line.is_share => line.net.clone(),
                "granted" | "partly_granted" => line.claim.granted.clone().unwrap(),
                _ => continue,
            };
            let end = |period: usize| self.periods[period].span.1;
            let mut later: BTreeMap<usize, bool> = BTreeMap::new();
            for (other, of_other) in lines {
                let own = terms["of"] == "all_objectives" || of_other.subject == line.subject;
                let told = &rows[*other];
                let verdict = text(&told["verdict"]);
                let measured = verdict == "met" || verdict == "missed";
                if own && measured && end(of_other.period) > end(line.period) {
                    let kept = match number(&terms["at_least"]) {
                        None => verdict == "met",
                        Some(level) => {
                            let value = self.compared_value(of_other.objective, &told["value"]);
                            match crate::check::indicators::better(
                                self.objective(of_other.objective),
                            ) {
                                "less" => value <= level,
                                _ => value >= level,
                            }
                        }
                    };
                    *later.entry(of_other.period).or_insert(true) &= kept;
                }
            }
            let mut by: Vec<usize> = Vec::new();
            for (period, kept) in later.into_iter().take(within) {
                by.push(period);
                if !kept {
                    by.clear();
                }
                if by.len() == needed {
                    break;
                }
            }
            let amount = rounded(&(&of * &percent / whole(100)), self.minor_digits());
            if by.len() == needed && amount > whole(0) {
                let money =
                    |it: &Number| json!({ "amount": decimal(it), "currency": self.currency() });
                let told = json!({
                    "objective": line.subject,
                    "credit_period": line.period,
                    "period": by[by.len() - 1],
                    "of": money(&of),
                    "amount": money(&amount),
                    "by": by,
                });
                found.push((by[by.len() - 1], *row, told));
            }
        }
        found.sort_by_key(|(period, row, _)| (*period, *row));
        found.into_iter().map(|(.., told)| told).collect()
    }
}
