//! The verdicts that histories tell of periods that no row judges, and the periods before all rows.

use chrono::{Months, NaiveDate};
use serde_json::{Value, json};

use super::number::{Number, number};
use super::papers::{Papers, text};

/// A period: by its position, or so many before the first, below zero.
pub(crate) type At = i64;

/// A verdict that is told.
pub(crate) struct ToldVerdict {
    pub(crate) objective: usize,
    pub(crate) first: NaiveDate,
    pub(crate) missed: bool,
    pub(crate) value: Option<Number>,
    /// Its file, and its position in the list there.
    pub(crate) place: (usize, usize),
}

impl Papers {
    /// The verdicts that are told of these objectives.
    pub(crate) fn told_verdicts(&self, of: &[usize]) -> Vec<ToldVerdict> {
        let mut found = Vec::new();
        for (file, json) in self.json.iter().enumerate() {
            let all = json["history"]["verdicts"].as_array().into_iter().flatten();
            for (at, told) in all.enumerate() {
                let own = of.iter().find(|at| self.objective(**at)["id"] == told["objective"]);
                let is_read = own.is_none() || told["labels"].is_null();
                assert!(is_read, "labels of a told verdict are not read here");
                found.extend(own.map(|objective| ToldVerdict {
                    objective: *objective,
                    first: text(&told["period"]).parse().unwrap(),
                    missed: told["verdict"] == "missed",
                    value: number(&told["value"]),
                    place: (file, at),
                }));
            }
        }
        found
    }

    /// The first date of an objective's first period.
    fn first_of(&self, objective: usize) -> Option<NaiveDate> {
        let own = self.cut_of(objective);
        self.periods.iter().find(|it| it.cut == own).map(|it| it.first)
    }

    /// The first date of a period of an objective, and that of the next.
    pub(crate) fn dates_of(&self, objective: usize, at: At) -> (NaiveDate, NaiveDate) {
        if let Ok(at) = usize::try_from(at) {
            return (self.periods[at].first, self.periods[at].next);
        }
        let months = match self.cut_of(objective).every.as_str() {
            "month" => 1,
            "quarter" => 3,
            "half_year" => 6,
            "year" => 12,
            other => panic!("verdicts of periods of {other} before the report are not read here"),
        };
        let first = self.first_of(objective).unwrap();
        let before = |at: At| first - Months::new(months * u32::try_from(-at).unwrap());
        (before(at), before(at + 1))
    }

    /// The periods before the first of an objective from the first on of which a verdict of these is
    /// told, in order of time.
    pub(crate) fn periods_before(&self, of: &[usize]) -> Vec<At> {
        let all = self.told_verdicts(of);
        let Some(earliest) = all.iter().map(|it| it.first).min() else { return Vec::new() };
        if self.first_of(of[0]).is_none_or(|first| first <= earliest) {
            return Vec::new();
        }
        let before = (1..).map(|it: At| -it);
        let mut found: Vec<At> =
            before.take_while(|at| self.dates_of(of[0], *at).0 >= earliest).collect();
        found.reverse();
        found
    }

    /// A period before all rows as a report tells it.
    pub(crate) fn period_before(&self, objective: usize, at: At) -> Value {
        let (first, next) = self.dates_of(objective, at);
        json!({ "every": self.cut_of(objective).every,
                "first": first.to_string(), "next": next.to_string() })
    }
}
