//! The periods before one on which its credit rests: those that were judged, by whatever terms, and
//! those of which a history tells.

use serde_json::{Value, json};

use super::number::{Number, number, text as decimal, whole};
use super::told_verdicts::{At, ToldVerdict};
use super::work::Work;

impl Work<'_> {
    /// The rows of the same promise before.
    fn rows_before(&self) -> Vec<&Value> {
        let own = self.rows.iter().filter(|row| self.is_of_promise(row));
        own.filter(|row| row["period"].as_u64().unwrap() < self.number as u64).collect()
    }

    /// The periods before with a verdict, in order of time: what the files tell, and then, of what is
    /// judged here, the rows, and what the files tell where one was not measured.
    fn judged_before(&self) -> Vec<Before> {
        let papers = self.papers;
        let mut told = papers.verdicts_of(self.subject);
        let rows = self.rows_before();
        let number = |row: &Value| row["period"].as_u64().unwrap() as usize;
        let first = rows.first().map_or(self.number, |row| number(row));
        let (first, cut) = (papers.periods[first].first, papers.cut_of(self.objective).of_term());
        let mut found: Vec<Before> = Vec::new();
        while told.first().is_some_and(|told| told.first < first) {
            let own = told.remove(0);
            let (mut place, mut begin) = (0, first);
            while own.first < begin {
                begin = papers.period_with(&cut, begin.pred_opt().unwrap()).first;
                place -= 1;
            }
            self.push_told(&mut found, place, &own);
        }
        for (place, row) in (0..).zip(rows) {
            let period = &papers.periods[number(row)];
            let own = told.iter().find(|told| told.first == period.first);
            match own.filter(|_| period.span.1 <= papers.as_of) {
                _ if is_judged(row) => {
                    let (breached, operand) = (row["verdict"] == "missed", self.earlier_row(row));
                    found.push(Before { place, breached, operand });
                }
                Some(told) => self.push_told(&mut found, place, told),
                None => {}
            }
        }
        found
    }

    fn push_told(&self, before: &mut Vec<Before>, place: At, told: &ToldVerdict) {
        let units = self.units_told(place, told.missed, before);
        let pointer = format!("/history/verdicts/{}/verdict", told.place.1);
        let operand = json!({
            "kind": "earlier_told", "period": told.first.to_string(), "breached": told.missed,
            "units": decimal(&units),
            "source": { "file": { "file": told.place.0, "pointer": pointer } },
        });
        before.push(Before { place, breached: told.missed, operand });
    }

    /// The measured periods before that would make a row with this one.
    pub(super) fn row_before(&self, periods: &Value) -> Vec<Value> {
        let wanted = usize::try_from(number(periods).unwrap().to_integer()).unwrap() - 1;
        let before = self.judged_before();
        let last = before.len().saturating_sub(wanted);
        before.into_iter().skip(last).map(|it| it.operand).collect()
    }

    /// How often the price was due in a period, as the files tell of it.
    fn units_told(&self, place: At, missed: bool, before: &[Before]) -> Number {
        let credit = &self.papers.objective(self.objective)["credit"];
        let small = |value: &Value| usize::try_from(number(value).unwrap().to_integer()).unwrap();
        if !missed || credit["every"].is_null() {
            return whole(0);
        }
        let within = small(&credit["every"]["within"]) as At;
        let inside = before.iter().filter(|it| place - it.place < within);
        let breaches = 1 + inside.clone().filter(|it| it.breached).count();
        let paid = inside.map(|it| number(&it.operand["units"]).unwrap()).sum::<Number>();
        let times = breaches / small(&credit["every"]["breaches"]);
        (whole(times as u64) - paid).max(whole(0))
    }

    /// The measured periods of those that are looked back on.
    pub(super) fn paid_before(&self) -> Vec<Value> {
        let within = self.papers.says(&self.of_credit("/every/within")).unwrap();
        let within: At = number(within).unwrap().to_integer().try_into().unwrap();
        let place = self.rows_before().len() as At;
        let before = self.judged_before().into_iter();
        before.filter(|it| place - it.place < within).map(|it| it.operand).collect()
    }

    /// An earlier period as an operand; where other terms held, of which subject it is.
    fn earlier_row(&self, row: &Value) -> Value {
        // What another rule gave is none of its times.
        let subject = row["objective"].as_u64().unwrap() as usize;
        let objective = self.papers.subjects[subject].objective;
        let rule = self.papers.objective(objective)["credit"].get("every");
        let units = rule.map_or(Value::Null, |_| row["credit"]["units"].clone());
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
}

/// A period before with a verdict: its place, from that of the first row on, and what it was.
struct Before {
    place: At,
    breached: bool,
    operand: Value,
}

fn is_judged(row: &Value) -> bool {
    row["verdict"] == "met" || row["verdict"] == "missed"
}
