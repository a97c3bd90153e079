//! The verdicts that histories tell of periods that no row judges, and the periods before all rows.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::number::{Number, number};
use super::papers::{Papers, text};
use super::subjects::Subject;

/// A period: by its position, or so many before the first, below zero.
pub(crate) type At = i64;

/// A verdict that is told.
pub(crate) struct ToldVerdict {
    pub(crate) objective: usize,
    labels: Value,
    pub(crate) first: NaiveDate,
    pub(crate) missed: bool,
    pub(crate) value: Option<Number>,
    /// Its file, and its position in the list there.
    pub(crate) place: (usize, usize),
}

impl ToldVerdict {
    /// Whether it is about the part of its objective with these labels.
    fn is_of(&self, labels: &[(String, Option<String>)]) -> bool {
        labels.iter().all(|(name, value)| self.labels[name].as_str() == value.as_deref())
    }
}

impl Papers {
    /// The verdicts that are told of a subject, in order of time.
    pub(crate) fn verdicts_of(&self, subject: usize) -> Vec<ToldVerdict> {
        let Subject { objective, labels, .. } = &self.subjects[subject];
        let mut all = self.told_verdicts(&[*objective]);
        all.retain(|told| told.is_of(labels));
        all.sort_by_key(|told| told.first);
        all
    }

    /// The verdicts that are told of these objectives.
    pub(crate) fn told_verdicts(&self, of: &[usize]) -> Vec<ToldVerdict> {
        let mut found = Vec::new();
        for (file, json) in self.json.iter().enumerate() {
            let all = json["history"]["verdicts"].as_array().into_iter().flatten();
            for (at, told) in all.enumerate() {
                let own = of.iter().find(|at| self.objective(**at)["id"] == told["objective"]);
                found.extend(own.map(|objective| ToldVerdict {
                    objective: *objective,
                    labels: told["labels"].clone(),
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
        self.periods.iter().find(|it| self.is_of(objective, it)).map(|it| it.first)
    }

    /// The first date of a period of an objective, and that of the next.
    pub(crate) fn dates_of(&self, objective: usize, at: At) -> (NaiveDate, NaiveDate) {
        if let Ok(at) = usize::try_from(at) {
            return (self.periods[at].first, self.periods[at].next);
        }
        let cut = self.cut_of(objective);
        let mut dates = (self.first_of(objective).unwrap(), NaiveDate::MAX);
        for _ in at..0 {
            let before = self.period_with(&cut, dates.0.pred_opt().unwrap());
            dates = (before.first, before.next);
        }
        dates
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
        json!({ "every": self.cut_of(objective).name(),
                "first": first.to_string(), "next": next.to_string() })
    }
}
