//! For how many days or months the charges of a cap are.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use serde_json::Value;

use crate::check::clock::Nanos;
use crate::check::number::{Number, whole};
use crate::check::papers::{Papers, Period, days_of, months_of, stated, text};

impl Papers {
    /// The months of charges, of a period that is cut its part.
    pub(super) fn charged_months(&self, charges: &[(Value, Number)]) -> Number {
        self.periods_of_charges(charges).into_values().map(|it| months_in(&it)).sum()
    }

    /// The days of charges: those of the calendar, or thirty a month.
    pub(super) fn charged_days(&self, charges: &[(Value, Number)]) -> Number {
        let days = |it: Period| match self.thirtieths(&it.cut.every) {
            Some(_) => whole(30) * months_in(&it),
            None => {
                let [first, last] = [it.span.0, it.span.1 - 1].map(|at| self.clock.date_at(at));
                whole((last - first).num_days() + 1)
            }
        };
        self.periods_of_charges(charges).into_values().map(days).sum()
    }

    /// How many months such a period has, where a day of charge is a thirtieth of one.
    pub(crate) fn thirtieths(&self, every: &str) -> Option<u32> {
        let stated = self.says("/credits/day_of_charge").is_some_and(|it| it == "thirtieth");
        (stated && days_of(every).is_none()).then(|| months_of(every))
    }

    /// Whether anything by the month is told in days of charge.
    pub(crate) fn tells_days_of_charge(&self) -> bool {
        let says = |it: &Value| it.to_string().contains("\"days_of_charge\"");
        let all = self.list("/objectives").iter().enumerate();
        let mut credited = all.filter(|(_, it)| stated(it, "/credit").is_some());
        let of_months = |at: usize| days_of(&self.cut_of(at).every).is_none();
        let capped = self.list("/credits/caps").iter().any(says);
        credited.any(|(at, it)| of_months(at) && (capped || says(&it["credit"])))
    }

    /// The periods that charges are for, each once.
    fn periods_of_charges(&self, charges: &[(Value, Number)]) -> BTreeMap<(Nanos, Nanos), Period> {
        let period = |told: &Value| match told["period"].as_u64() {
            Some(at) => self.periods[usize::try_from(at).unwrap()].clone(),
            // What a history tells is of all of one of the contract's own periods.
            None => {
                let source = &told["source"]["file"];
                let file = &self.json[usize::try_from(source["file"].as_u64().unwrap()).unwrap()];
                let pointer = text(&source["pointer"]).replace("amount", "period");
                let date: NaiveDate = text(file.pointer(&pointer).unwrap()).parse().unwrap();
                let period = self.period_with(&self.own_cut_on(date), date);
                Period { span: period.whole, ..period }
            }
        };
        let all = charges.iter().map(|(told, _)| period(told));
        all.map(|it| (it.span, it)).collect()
    }
}

fn months_in(period: &Period) -> Number {
    let ((from, until), (begin, end)) = (period.span, period.whole);
    let months = whole(i64::from(months_of(&period.cut.every)));
    months * whole(until - from) / whole(end - begin)
}
