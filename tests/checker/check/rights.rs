//! Rights beyond money: what each period shows, and when that was enough.

use chrono::Days;
use serde_json::{Value, json};

use super::clocks::iso;
use super::number::{Number, number, rounded_by, text as decimal, whole};
use super::papers::{Papers, stated};

/// What is counted of a trigger.
struct Counting {
    periods: usize,
    within: Option<u64>,
    consecutive: bool,
    /// Over how many periods a value goes.
    over: usize,
}

impl Papers {
    /// The rights that the rows bear out.
    pub(crate) fn expected_rights(&self, rows: &[Value]) -> Value {
        let contract = &self.json[self.contract];
        let rights = contract["rights"].as_array().into_iter().flatten();
        rights.map(|right| self.expected_right(right, rows)).collect()
    }

    fn expected_right(&self, right: &Value, rows: &[Value]) -> Value {
        let days = number(&right["exercise_within"]["days"]);
        let days = days.map(|days| days.to_integer().try_into().unwrap());
        let triggers = right["any"].as_array().unwrap().iter();
        let triggers: Vec<Value> =
            triggers.map(|it| self.expected_trigger(it, days, rows)).collect();
        let states =
            || triggers.iter().flat_map(|it| it["arisen"].as_array().into_iter().flatten());
        let is_open = states().any(|it| it["state"] == "exercisable");
        let mut expected = json!({
            "effect": right["effect"],
            "state": match is_open {
                true => "exercisable",
                false if states().next().is_some() => "lapsed",
                false => "not_arisen",
            },
            "triggers": triggers,
        });
        for field in ["id", "clause", "text"] {
            if let Some(said) = stated(right, &format!("/{field}")) {
                expected[field] = said.clone();
            }
        }
        if let Some(days) = days {
            expected["exercise_days"] = json!(days);
        }
        expected
    }

    fn expected_trigger(&self, trigger: &Value, days: Option<u64>, rows: &[Value]) -> Value {
        let (sign, told) = trigger.as_object().unwrap().iter().next().unwrap();
        let of = self.named_by(sign, told);
        let count = |name: &str| number(&told[name]).map(|it| it.to_integer());
        let small = |name: &str| count(name).map(|it| u64::try_from(it).unwrap());
        let over = match sign.as_str() {
            "mean" => small("over").unwrap(),
            "downtime" => small("within").unwrap_or(1),
            _ => 1,
        };
        let counting = Counting {
            periods: small("periods").unwrap_or(1).try_into().unwrap(),
            within: small("within").filter(|_| sign != "downtime"),
            consecutive: told["consecutive"] == true,
            over: over.try_into().unwrap(),
        };
        let bound = bound(sign, told);
        let own = self.every(of[0]);
        let periods: Vec<usize> = (0..self.periods.len())
            .filter(|at| self.periods[*at].every == own)
            .filter(|at| self.periods[*at].span.1 <= self.as_of)
            .collect();
        let shown: Vec<(usize, Option<bool>, Option<Number>)> = (0..periods.len())
            .map(|place| {
                let (has_sign, value) =
                    self.shows((sign, &of, &bound), &periods, place, (rows, over));
                (periods[place], has_sign, value)
            })
            .collect();
        let (arisen, so_far) = arisings(&shown, &counting);
        let figures = shown.iter().map(|(period, has_sign, value)| {
            let mut figure = json!({ "period": period, "has_sign": has_sign });
            if let Some(value) = value {
                figure["value"] = json!(decimal(value));
            }
            figure
        });
        let mut expected = json!({
            "sign": sign,
            "of": of,
            "over": over,
            "periods": counting.periods,
            "consecutive": counting.consecutive,
            "shown": figures.collect::<Vec<_>>(),
            "so_far": so_far,
        });
        if let Some((word, value)) = &bound {
            let word = if word == "at_or_above" { "at_least" } else { word };
            expected["bound"] = json!({ "bound": word, "value": decimal(value) });
        }
        if let Some(within) = counting.within {
            expected["within"] = json!(within);
        }
        if !arisen.is_empty() {
            let arisen = arisen.iter().map(|(period, by)| self.arisen(*period, by, days));
            expected["arisen"] = arisen.collect();
        }
        expected
    }

    /// The objectives that a trigger is about.
    fn named_by(&self, sign: &str, told: &Value) -> Vec<usize> {
        let objectives = self.json[self.contract]["objectives"].as_array().unwrap();
        let position = |id: &Value| objectives.iter().position(|it| it["id"] == *id).unwrap();
        match (&told["of"], sign) {
            (Value::String(_), _) => vec![position(&told["of"])],
            (Value::Array(ids), _) => ids.iter().map(position).collect(),
            _ => (0..objectives.len()).filter(|at| objectives[*at]["period"].is_null()).collect(),
        }
    }

    /// What a period shows, and what of it was held against the bound.
    fn shows(
        &self,
        (sign, of, bound): (&str, &[usize], &Option<(String, Number)>),
        periods: &[usize],
        place: usize,
        (rows, over): (&[Value], u64),
    ) -> (Option<bool>, Option<Number>) {
        let judged = |at: usize| {
            rows.iter().filter(move |row| {
                let subject = row["objective"].as_u64().unwrap() as usize;
                row["period"] == at
                    && of.contains(&self.subjects[subject].objective)
                    && (row["verdict"] == "met" || row["verdict"] == "missed")
            })
        };
        let here = || judged(periods[place]);
        let over = usize::try_from(over).unwrap();
        let last = &periods[(place + 1).saturating_sub(over)..=place];
        let missed = here().filter(|row| row["verdict"] == "missed").count();
        if here().next().is_none() {
            return (None, None);
        }
        let of_all = |field: &'static str| {
            let rows = last.iter().flat_map(|at| judged(*at));
            rows.filter_map(|row| number(&row[field])).collect::<Vec<Number>>()
        };
        let sum = |all: &[Number]| all.iter().fold(whole(0), |sum, it| sum + it);
        let value = match sign {
            "breached" => return (Some(missed > 0), None),
            "share_of_objectives" => {
                Some(whole(missed as u64 * 100) / whole(here().count() as u64))
            }
            "downtime" => Some(sum(&of_all("down_seconds"))),
            _ if last.len() < over => None,
            _ => {
                let all = of_all("value");
                Some(self.held(of[0], sum(&all) / whole(all.len() as u64)))
            }
        };
        let (word, bound) = bound.as_ref().unwrap();
        let holds = |value: &Number| match word.as_str() {
            "below" => value < bound,
            "at_or_below" => value <= bound,
            "above" => value > bound,
            _ => value >= bound,
        };
        (value.as_ref().map(holds), value)
    }

    /// The value of an objective as it is held against bounds: rounded, where the contract says so.
    fn held(&self, objective: usize, value: Number) -> Number {
        let own = self.objective(objective);
        let rounding = stated(own, "/value_rounding").or_else(|| self.says("/value_rounding"));
        let rounding = rounding.filter(|_| ["percent", "number"].contains(&self.unit(own)));
        // Of one that says none, no places are told.
        let Some((mode, places)) =
            rounding.and_then(|it| it["mode"].as_str().zip(number(&it["places"])))
        else {
            return value;
        };
        rounded_by(mode, &value, places.to_integer().try_into().unwrap())
    }

    fn arisen(&self, period: usize, by: &[usize], days: Option<u64>) -> Value {
        let mut arisen = json!({ "period": period, "by": by, "state": "exercisable" });
        let Some(days) = days else { return arisen };
        let last = self.clock.date_at(self.periods[period].span.1 - 1) + Days::new(days);
        arisen["last_day"] = json!(last.to_string());
        if self.as_of >= self.clock.start_of_day(last + Days::new(1)) {
            arisen["state"] = json!("lapsed");
        } else {
            let days = self.clock.date_at(self.as_of).iter_days().take_while(|day| *day <= last);
            let left = days.filter(|day| self.clock.start_of_day(*day) >= self.as_of).count();
            arisen["days_left"] = json!(left);
        }
        arisen
    }
}

/// The word and the value of a bound, in the unit of the value.
fn bound(sign: &str, told: &Value) -> Option<(String, Number)> {
    let value = |told: &Value| match told.as_str().filter(|text| text.starts_with('P')) {
        Some(length) => Number::new(iso(length).into(), 1_000_000_000_i64.into()),
        None => number(told).unwrap(),
    };
    let words = match sign {
        "downtime" => [("more_than", "above")].as_slice(),
        "share_of_objectives" => &[("at_least", "at_or_above"), ("more_than", "above")],
        _ => &[
            ("below", "below"),
            ("at_or_below", "at_or_below"),
            ("above", "above"),
            ("at_or_above", "at_or_above"),
        ],
    };
    let stated = words.iter().find(|(field, _)| !told[*field].is_null())?;
    Some((stated.1.to_owned(), value(&told[stated.0])))
}

/// The periods with which there were enough, each with those that gave it; and how many of the next
/// there are by now.
fn arisings(
    shown: &[(usize, Option<bool>, Option<Number>)],
    counting: &Counting,
) -> (Vec<(usize, Vec<usize>)>, usize) {
    let mut used: Vec<usize> = Vec::new();
    let candidates = |until: usize, used: &[usize]| -> Vec<usize> {
        let mut found = Vec::new();
        for at in (0..=until).rev() {
            if counting.within.is_some_and(|within| until - at >= within as usize) {
                break;
            }
            let is_used = (0..counting.over.min(at + 1)).any(|back| used.contains(&(at - back)));
            match shown[at].1 {
                Some(true) if !is_used => found.push(at),
                Some(false) if counting.consecutive => break,
                _ => {}
            }
        }
        found.reverse();
        found
    };
    let mut arisen = Vec::new();
    for at in 0..shown.len() {
        let found = candidates(at, &used);
        if shown[at].1 == Some(true) && found.len() >= counting.periods {
            for place in &found {
                used.extend((0..counting.over.min(place + 1)).map(|back| place - back));
            }
            arisen.push((shown[at].0, found.iter().map(|place| shown[*place].0).collect()));
        }
    }
    let so_far = shown.len().checked_sub(1).map_or(0, |last| candidates(last, &used).len());
    (arisen, so_far)
}
