//! The periods before one on which its credit rests: those that were judged, by whatever terms, and
//! those of which a history tells.

use chrono::{Datelike, NaiveDate};
use serde_json::{Value, json};

use super::number::{Number, number, text as decimal, whole};
use super::papers::text;
use super::work::Work;

impl Work<'_> {
    /// The rows of the same objective before, each with its place among all.
    fn rows_before(&self) -> Vec<(usize, &Value)> {
        let own = self.rows.iter().filter(|row| self.is_of_promise(row));
        let before = |row: &&Value| row["period"].as_u64().unwrap() < self.number as u64;
        own.filter(before).enumerate().collect()
    }

    /// The measured periods before that would make a row with this one.
    pub(super) fn row_before(&self, periods: &Value) -> Vec<Value> {
        let wanted = usize::try_from(number(periods).unwrap().to_integer()).unwrap() - 1;
        let rows = self.rows_before();
        let judged: Vec<&Value> =
            rows.into_iter().map(|(_, row)| row).filter(|row| is_judged(row)).collect();
        let first = judged.len().saturating_sub(wanted);
        let lacking = wanted - judged.len().min(wanted);
        let told = self.told_before();
        let told = told[told.len().saturating_sub(lacking)..].iter().map(|it| it.2.clone());
        told.chain(judged[first..].iter().map(|row| self.earlier_row(row))).collect()
    }

    /// An earlier period as an operand; where other terms held, of which subject it is.
    fn earlier_row(&self, row: &Value) -> Value {
        let units = row["credit"]["units"].clone();
        let mut told = json!({
            "kind": "earlier",
            "period": row["period"],
            "breached": row["verdict"] == "missed",
            "units": if units.is_null() { json!("0") } else { units },
        });
        if row["objective"] != self.subject {
            told["objective"] = row["objective"].clone();
        }
        told
    }

    /// The verdicts that a history tells of periods before the first row, in order of time: how many
    /// periods before it, whether it was missed, and each as an operand.
    fn told_before(&self) -> Vec<(usize, bool, Value)> {
        let own = &self.papers.objective(self.objective)["id"];
        let mut told: Vec<(NaiveDate, bool, Value)> = Vec::new();
        for (file, json) in self.papers.json.iter().enumerate() {
            let all = json["history"]["verdicts"].as_array().into_iter().flatten().enumerate();
            for (at, verdict) in all.filter(|(_, it)| it["objective"] == *own) {
                let pointer = format!("/history/verdicts/{at}/verdict");
                let source = json!({ "file": { "file": file, "pointer": pointer } });
                let date = text(&verdict["period"]).parse().unwrap();
                told.push((date, verdict["verdict"] == "missed", source));
            }
        }
        told.sort_by_key(|it| it.0);
        let every = &self.papers.cut_of(self.objective).every;
        assert!(told.is_empty() || every == "month", "verdicts of {every}s are not read here");
        let month = |date: NaiveDate| date.year() * 12 + date.month0().cast_signed();
        let first = self.rows.iter().find(|row| self.is_of_promise(row)).unwrap();
        let first = self.papers.periods[first["period"].as_u64().unwrap() as usize].first;
        let mut found: Vec<(usize, bool, Value)> = Vec::new();
        for (date, missed, source) in told.into_iter().filter(|it| it.0 < first) {
            let before = usize::try_from(month(first) - month(date)).unwrap();
            let units = self.units_told(before, missed, &found);
            let operand = json!({
                "kind": "earlier_told", "period": date.to_string(), "breached": missed,
                "units": decimal(&units), "source": source,
            });
            found.push((before, missed, operand));
        }
        found
    }

    /// How often the price was due in a period so many before the first row.
    fn units_told(&self, at: usize, missed: bool, before: &[(usize, bool, Value)]) -> Number {
        let credit = &self.papers.objective(self.objective)["credit"];
        let small = |value: &Value| usize::try_from(number(value).unwrap().to_integer()).unwrap();
        if !missed {
            return whole(0);
        }
        if !credit["repeat"].is_null() {
            let needed = small(&credit["repeat"]["periods"]) - 1;
            let row = &before[before.len().saturating_sub(needed)..];
            let is_row = row.len() == needed && row.iter().all(|it| it.1);
            return whole(u32::from(is_row));
        }
        let within = small(&credit["every"]["within"]);
        let inside = before.iter().filter(|it| it.0 - at < within);
        let breaches = 1 + inside.clone().filter(|it| it.1).count();
        let paid = inside.map(|it| number(&it.2["units"]).unwrap()).sum::<Number>();
        let times = breaches / small(&credit["every"]["breaches"]);
        (whole(times as u64) - paid).max(whole(0))
    }

    /// The measured periods of those that are looked back on.
    pub(super) fn paid_before(&self) -> Vec<Value> {
        let within = self.papers.says(&self.of_credit("/every/within")).unwrap();
        let within = usize::try_from(number(within).unwrap().to_integer()).unwrap();
        let rows = self.rows_before();
        let all = rows.len();
        let own = rows.into_iter().filter(|(place, row)| all - place < within && is_judged(row));
        let own = own.map(|(_, row)| self.earlier_row(row));
        let told = self.told_before().into_iter();
        let told = told.filter(|(before, ..)| all + before < within).map(|it| it.2);
        told.chain(own).collect()
    }
}

fn is_judged(row: &Value) -> bool {
    row["verdict"] == "met" || row["verdict"] == "missed"
}
