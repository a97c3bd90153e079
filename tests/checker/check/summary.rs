//! The summary: its counts and sums are those of the rows.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::number::{Number, number, text as decimal, whole as integer};
use super::papers::Papers;
use super::settlement::Settlement;

impl Papers {
    pub(crate) fn expected_summary(&self, rows: &[Value], settlement: &Settlement) -> Value {
        let with = |verdicts: &'static [&'static str]| {
            rows.iter().filter(|row| row["verdict"].as_str().is_some_and(|v| verdicts.contains(&v)))
        };
        let periods = |verdicts| {
            with(verdicts).map(|row| self.whole_of(row).1).collect::<BTreeSet<_>>().len()
        };
        // Parts of one period are judged as one.
        let whole = |verdicts| {
            let each = with(verdicts).map(|row| (self.whole_of(row), self.labels_of(row)));
            each.collect::<BTreeSet<_>>().len()
        };
        let judged: &[&str] = &["met", "missed"];
        let running: [&[&str]; 3] =
            [&["running_on_track"], &["running_below_target"], &["running_past_recovery"]];
        let finished = |row: &Value| row["credit"]["provisional"] == false;
        let claim = |states: &[&str]| {
            self.sum(rows, |row| {
                row["credit"]["claim"].as_str().is_some_and(|state| states.contains(&state))
            })
        };
        let money = |it: &Number| json!({ "amount": decimal(it), "currency": self.currency() });
        let amount = |told: &Value| number(&told["amount"]).unwrap();
        let back = |currency: &str| -> Number {
            let all = settlement.earned_back.as_array().into_iter().flatten();
            let own = all.filter(|it| it["amount"]["currency"] == *currency);
            own.map(|it| amount(&it["amount"])).sum()
        };
        let owed = self.granted(rows, self.currency())
            + amount(&claim(&["automatic", "claimable", "claimed"]));
        let earned_back = back(self.currency());
        let unpriced = rows.iter().filter(|row| {
            let percent = number(&row["credit"]["share"]);
            finished(row) && row["credit"]["amount"].is_null() && percent > Some(integer(0))
        });
        let without_cases = with(&["not_measured"])
            .filter(|row| {
                let known = |of: &str| row[of]["known"] == true;
                let has_no_part = ["begun", "items", "requests"].iter().any(|of| known(of));
                has_no_part || (row["cases"]["total"] == 0 && known("cases"))
            })
            .count();
        let set_off = self.expected_bonus(rows).map_or(integer(0), |[set_off, _]| set_off);
        let mut summary = json!({
            "finished_periods": periods(&["met", "missed"]),
            "missed_periods": periods(&["missed"]),
            "judged": whole(judged),
            "missed": whole(&["missed"]),
            "not_measured": with(&["not_measured"]).count() - without_cases,
            "without_cases": without_cases,
            "uncertain": with(judged).filter(|row| row["certain"] == false).count(),
            "running": running.map(|state| with(state).count()),
            "earned": self.sum(rows, finished),
            "claimable": claim(&["claimable"]),
            "automatic": claim(&["automatic"]),
            "claimed": claim(&["claimed"]),
            "granted": money(&self.granted(rows, self.currency())),
            "refused": claim(&["refused"]),
            "expired": claim(&["expired", "late"]),
            "earned_back": money(&earned_back),
            "owed": money(&(owed - earned_back - set_off)),
            "provisional": self.sum(rows, |row| row["credit"]["provisional"] == true),
            "not_priced": unpriced.count(),
            "next_deadline": self.next_deadline(rows),
        });
        if let Some([set_off, payable]) = self.expected_bonus(rows) {
            summary["bonus"] = json!({ "set_off": money(&set_off), "payable": money(&payable) });
        }
        let mut others: Vec<&str> = Vec::new();
        for row in rows {
            let granted = &row["credit"]["granted"];
            let other = granted["currency"].as_str().filter(|it| *it != self.currency());
            if let Some(other) = other.filter(|it| granted["amount"] != "0" && !others.contains(it))
            {
                others.push(other);
            }
        }
        if !others.is_empty() {
            let sums = |currency: &&str| {
                let money = |it: &Number| json!({ "amount": decimal(it), "currency": currency });
                let mut sums = json!({ "not_priced": 0, "next_deadline": null });
                for name in [
                    "earned",
                    "claimable",
                    "automatic",
                    "claimed",
                    "refused",
                    "expired",
                    "provisional",
                ] {
                    sums[name] = money(&integer(0));
                }
                let (granted, back) = (self.granted(rows, currency), back(currency));
                sums["granted"] = money(&granted);
                sums["earned_back"] = money(&back);
                sums["owed"] = money(&(granted - back));
                sums
            };
            summary["other_currencies"] = others.iter().map(sums).collect();
        }
        let losses = self.expected_losses(rows);
        if !losses.is_empty() {
            summary["losses"] = json!(losses);
        }
        summary
    }

    fn labels_of(&self, row: &Value) -> &[(String, Option<String>)] {
        &self.subjects[usize::try_from(row["objective"].as_u64().unwrap()).unwrap()].labels
    }

    fn granted(&self, rows: &[Value], currency: &str) -> Number {
        let own = rows.iter().map(|row| &row["credit"]).filter(|credit| {
            ["granted", "partly_granted"].iter().any(|state| credit["claim"] == *state)
                && credit["granted"]["currency"] == *currency
        });
        own.map(|credit| number(&credit["granted"]["amount"]).unwrap()).sum()
    }

    fn sum(&self, rows: &[Value], keep: impl Fn(&Value) -> bool) -> Value {
        let kept = rows.iter().filter(|row| keep(row));
        let amounts = kept.filter_map(|row| number(&row["credit"]["amount"]["amount"]));
        let total: Number = amounts.fold(integer(0), |sum, amount| sum + amount);
        json!({ "amount": decimal(&total), "currency": self.currency() })
    }

    fn next_deadline(&self, rows: &[Value]) -> Value {
        let claimable = || rows.iter().filter(|row| row["credit"]["claim"] == "claimable");
        let day = |row: &Value| row["credit"]["last_day"].as_str()?.parse::<NaiveDate>().ok();
        let Some(first) = claimable().filter_map(day).min() else { return Value::Null };
        let of_day = |row: &Value| row["credit"]["claim"] == "claimable" && day(row) == Some(first);
        // Every local day that begins from now on, up to that one.
        let days = self.clock.date_at(self.as_of).iter_days().take_while(|day| *day <= first);
        let left = days.filter(|day| self.clock.start_of_day(*day) >= self.as_of);
        json!({
            "last_day": first.to_string(),
            "days_left": left.count(),
            "amount": self.sum(rows, of_day),
            "credits": rows.iter().filter(|row| of_day(row)).count(),
        })
    }
}
