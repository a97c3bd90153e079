//! The summary: its counts and sums are those of the rows.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::number::{Number, number, text as decimal, whole as integer};
use super::papers::{Papers, text};
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
        let without_cases = with(&["not_measured"])
            .filter(|row| {
                let known = |of: &str| row[of]["known"] == true;
                let has_no_part = ["begun", "items", "requests"].iter().any(|of| known(of));
                has_no_part || (row["cases"]["total"] == 0 && known("cases"))
            })
            .count();
        let mut summary = json!({
            "finished_periods": periods(&["met", "missed"]),
            "missed_periods": periods(&["missed"]),
            "judged": whole(judged),
            "missed": whole(&["missed"]),
            "not_measured": with(&["not_measured"]).count() - without_cases,
            "without_cases": without_cases,
            "uncertain": with(judged).filter(|row| row["certain"] == false).count(),
            "running": running.map(|state| with(state).count()),
        });
        let sums = self.sums_in(self.currency(), rows, settlement);
        summary.as_object_mut().unwrap().extend(sums.as_object().unwrap().clone());
        let mut others: Vec<String> = Vec::new();
        let earlier = self.currencies().into_iter().rev().map(|it| it.currency);
        let granted = rows.iter().map(|row| &row["credit"]["granted"]);
        let granted = granted.filter(|it| !it.is_null() && it["amount"] != "0");
        for other in earlier.chain(granted.map(|it| text(&it["currency"]).to_owned())) {
            if other != self.currency() && !others.contains(&other) {
                others.push(other);
            }
        }
        if !others.is_empty() {
            let sums = others.iter().map(|other| self.sums_in(other, rows, settlement));
            summary["other_currencies"] = sums.collect();
        }
        let losses = self.expected_losses(rows);
        if !losses.is_empty() {
            summary["losses"] = json!(losses);
        }
        summary
    }

    /// What all credits come to in a currency: those of its periods, and what was granted in it.
    fn sums_in(&self, currency: &str, all: &[Value], settlement: &Settlement) -> Value {
        let is_own = |row: &&Value| {
            self.currency_of(usize::try_from(row["period"].as_u64().unwrap()).unwrap()) == currency
        };
        let rows: Vec<Value> = all.iter().filter(is_own).cloned().collect();
        let finished = |row: &Value| row["credit"]["provisional"] == false;
        let money = |it: &Number| json!({ "amount": decimal(it), "currency": currency });
        let sum = |keep: &dyn Fn(&Value) -> bool| {
            let kept = rows.iter().filter(|row| keep(row));
            let amounts = kept.filter_map(|row| number(&row["credit"]["amount"]["amount"]));
            amounts.fold(integer(0), |sum, amount| sum + amount)
        };
        let claim = |states: &[&str]| {
            sum(&|row| row["credit"]["claim"].as_str().is_some_and(|it| states.contains(&it)))
        };
        let back = settlement.earned_back.as_array().into_iter().flatten();
        let back = back.filter(|it| it["amount"]["currency"] == *currency);
        let back: Number = back.map(|it| number(&it["amount"]["amount"]).unwrap()).sum();
        let granted = Self::granted(all, currency);
        let unpriced = rows.iter().filter(|row| {
            let percent = number(&row["credit"]["share"]);
            finished(row) && row["credit"]["amount"].is_null() && percent > Some(integer(0))
        });
        let bonus = self.expected_bonus(&rows);
        let set_off = bonus.clone().map_or(integer(0), |[set_off, _]| set_off);
        let owed = &granted + claim(&["automatic", "claimable", "claimed"]) - &back - set_off;
        let mut sums = json!({
            "earned": money(&sum(&finished)),
            "claimable": money(&claim(&["claimable"])),
            "automatic": money(&claim(&["automatic"])),
            "claimed": money(&claim(&["claimed"])),
            "granted": money(&granted),
            "refused": money(&claim(&["refused"])),
            "expired": money(&claim(&["expired", "late"])),
            "earned_back": money(&back),
            "owed": money(&owed),
            "provisional": money(&sum(&|row| row["credit"]["provisional"] == true)),
            "not_priced": unpriced.count(),
            "next_deadline": self.next_deadline(&rows, currency),
        });
        if let Some([set_off, payable]) = bonus {
            sums["bonus"] = json!({ "set_off": money(&set_off), "payable": money(&payable) });
        }
        sums
    }

    fn labels_of(&self, row: &Value) -> &[(String, Option<String>)] {
        &self.subjects[usize::try_from(row["objective"].as_u64().unwrap()).unwrap()].labels
    }

    fn granted(rows: &[Value], currency: &str) -> Number {
        let own = rows.iter().map(|row| &row["credit"]).filter(|credit| {
            ["granted", "partly_granted"].iter().any(|state| credit["claim"] == *state)
                && credit["granted"]["currency"] == *currency
        });
        own.map(|credit| number(&credit["granted"]["amount"]).unwrap()).sum()
    }

    fn next_deadline(&self, rows: &[Value], currency: &str) -> Value {
        let claimable = || rows.iter().filter(|row| row["credit"]["claim"] == "claimable");
        let day = |row: &Value| row["credit"]["last_day"].as_str()?.parse::<NaiveDate>().ok();
        let Some(first) = claimable().filter_map(day).min() else { return Value::Null };
        let of_day = |row: &Value| row["credit"]["claim"] == "claimable" && day(row) == Some(first);
        // Every local day that begins from now on, up to that one.
        let days = self.clock.date_at(self.as_of).iter_days().take_while(|day| *day <= first);
        let left = days.filter(|day| self.clock.start_of_day(*day) >= self.as_of);
        let due = rows.iter().filter(|row| of_day(row));
        // What has no price is claimed all the same.
        let due = due.filter_map(|row| number(&row["credit"]["amount"]["amount"]));
        let due: Number = due.sum();
        json!({
            "last_day": first.to_string(),
            "days_left": left.count(),
            "amount": { "amount": decimal(&due), "currency": currency },
            "credits": rows.iter().filter(|row| of_day(row)).count(),
        })
    }
}
