//! Rights beyond money: what each period shows, and when that was enough.

use std::collections::BTreeSet;

use chrono::Days;
use serde_json::{Value, json};

use super::limits::iso;
use super::number::{Number, number, rounded_by, text as decimal, whole};
use super::papers::{Papers, stated};
use super::told_verdicts::At;
use super::work::{Told, Work};

/// What is counted of a trigger.
struct Counting {
    periods: usize,
    within: Option<u64>,
    consecutive: bool,
    /// Over how many periods a value goes.
    over: usize,
}

/// What a period shows of a trigger.
struct Shown {
    period: At,
    has_sign: Option<bool>,
    value: Option<Number>,
    /// The objectives by which it has the sign.
    by: Vec<usize>,
}

/// The periods with which there were enough, each with those that gave it; and how many of the next
/// there are by now.
type Arisings = (Vec<(At, Vec<At>)>, usize);

impl Papers {
    /// The rights that the rows bear out.
    pub(crate) fn expected_rights(&self, told: Told<'_>) -> Value {
        let contract = &self.json[self.contract];
        let rights = contract["rights"].as_array().into_iter().flatten();
        rights.map(|right| self.expected_right(right, told)).collect()
    }

    fn expected_right(&self, right: &Value, told: Told<'_>) -> Value {
        let days = number(&right["exercise_within"]["days"]);
        let days = days.map(|days| days.to_integer().try_into().unwrap());
        let any = right["any"].as_array().unwrap();
        let counted: Vec<(Counting, Vec<Shown>)> =
            any.iter().map(|trigger| self.counted_of(trigger, told)).collect();
        let arisen = arisings(&counted);
        let triggers = any.iter().zip(counted).zip(arisen);
        let triggers: Vec<Value> = triggers
            .map(|((it, shown), arisen)| self.expected_trigger(it, days, (shown, arisen)))
            .collect();
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
        if right["effect"] == "no_credits" {
            expected["stops"] = json!(right["stops"].as_str().unwrap_or("later"));
        }
        if let Some(days) = days {
            expected["exercise_days"] = json!(days);
        }
        expected
    }

    /// How a trigger is counted, and what each period shows of it.
    fn counted_of(&self, trigger: &Value, all: Told<'_>) -> (Counting, Vec<Shown>) {
        let (sign, told) = trigger.as_object().unwrap().iter().next().unwrap();
        let of = self.named_by(sign, told);
        let small =
            |name: &str| number(&told[name]).map(|it| u64::try_from(it.to_integer()).unwrap());
        let over = match sign.as_str() {
            "mean" | "sum" => small("over").unwrap(),
            "credits" => small("over").unwrap_or(1),
            "downtime" => small("within").unwrap_or(1),
            _ => 1,
        };
        let counting = Counting {
            periods: small("periods").unwrap_or(1).try_into().unwrap(),
            within: small("within").filter(|_| sign != "downtime"),
            consecutive: told["consecutive"] == true,
            over: over.try_into().unwrap(),
        };
        let own = self.cut_of(of[0]).of_term();
        let over = (0..self.periods.len())
            .filter(|at| self.periods[*at].cut.of_term() == own && self.whole_period(*at) == *at)
            .filter(|at| self.periods[*at].span.1 <= self.as_of)
            .map(|at| At::try_from(at).unwrap());
        let periods: Vec<At> = self.periods_before(&of).into_iter().chain(over).collect();
        let shown = (0..periods.len())
            .map(|place| self.shows((sign, told, &of), &periods[..=place], counting.over, all));
        let shown = shown.collect();
        (counting, shown)
    }

    fn expected_trigger(
        &self,
        trigger: &Value,
        days: Option<u64>,
        ((counting, shown), (arisen, so_far)): ((Counting, Vec<Shown>), Arisings),
    ) -> Value {
        let (sign, told) = trigger.as_object().unwrap().iter().next().unwrap();
        let of = self.named_by(sign, told);
        let figure = |Shown { period, has_sign, value, .. }: &Shown| {
            let period = match period {
                0.. => json!(period),
                before => self.period_before(of[0], *before),
            };
            let mut figure = json!({ "period": period, "has_sign": has_sign });
            if let Some(value) = value {
                figure["value"] = json!(decimal(value));
            }
            figure
        };
        let (before, own): (Vec<&Shown>, Vec<&Shown>) = shown.iter().partition(|it| it.period < 0);
        let before = before.into_iter().filter(|it| it.has_sign.is_some()).map(figure);
        let before: Vec<Value> = before.collect();
        let mut expected = json!({
            "sign": sign,
            "of": of,
            "over": counting.over,
            "periods": counting.periods,
            "consecutive": counting.consecutive,
            "shown": own.into_iter().map(figure).collect::<Vec<_>>(),
            "so_far": so_far,
        });
        if !before.is_empty() {
            expected["before"] = json!(before);
        }
        if let Some((word, value)) = bound(sign, told) {
            let word = if word == "at_or_above" { "at_least" } else { &word };
            expected["bound"] = json!({ "bound": word, "value": decimal(&value) });
        }
        if sign == "credits" && !told["percent"].is_null() {
            expected["of_charges"] = json!(true);
        }
        if let Some(calendar) = stated(told, "/calendar") {
            expected["calendar"] = calendar.clone();
        }
        if let Some(within) = counting.within {
            expected["within"] = json!(within);
        }
        if !arisen.is_empty() {
            let arisen = arisen.iter().map(|(period, by)| self.arisen(of[0], (*period, by), days));
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
            _ => (0..objectives.len())
                .filter(|at| self.promise(*at) == *at)
                .filter(|at| objectives[*at]["period"].is_null())
                .filter(|at| sign != "credits" || !objectives[*at]["credit"].is_null())
                .collect(),
        }
    }

    /// What the last of these periods shows.
    fn shows(
        &self,
        (sign, told, of): (&str, &Value, &[usize]),
        periods: &[At],
        over: usize,
        all: Told<'_>,
    ) -> Shown {
        let objective_of = |row: &Value| {
            self.promise(self.subjects[row["objective"].as_u64().unwrap() as usize].objective)
        };
        let judged = |period: At| {
            all.rows.iter().enumerate().filter(move |(_, row)| {
                // A row of a subject that there is not is complained of where rows are.
                let subject = self.subjects.get(row["objective"].as_u64().unwrap() as usize);
                let is_here = row["period"].as_u64().is_some_and(|at| {
                    let at = usize::try_from(at).unwrap();
                    at < self.periods.len() && At::try_from(self.whole_period(at)) == Ok(period)
                });
                is_here
                    && subject.is_some_and(|it| of.contains(&self.promise(it.objective)))
                    && (row["verdict"] == "met" || row["verdict"] == "missed")
            })
        };
        let period = *periods.last().unwrap();
        let last = &periods[periods.len().saturating_sub(over)..];
        // What is told of one that no row judges.
        let verdicts = self.told_verdicts(of);
        let told_of = |period: At| {
            let first = self.dates_of(of[0], period).0;
            let rows: BTreeSet<usize> = judged(period).map(|(_, row)| objective_of(row)).collect();
            let own = verdicts.iter().filter(move |it| it.first == first);
            own.filter(move |it| !rows.contains(&it.objective))
        };
        let objectives = |verdict: Option<&str>| {
            let of =
                judged(period).filter(|(_, row)| verdict.is_none_or(|it| row["verdict"] == it));
            let missed = verdict.is_some();
            let told = told_of(period).filter(|it| it.missed || !missed).map(|it| it.objective);
            of.map(|(_, row)| objective_of(row)).chain(told).collect::<BTreeSet<usize>>()
        };
        let (here, missed) = (objectives(None), objectives(Some("missed")));
        if here.is_empty() {
            return Shown { period, has_sign: None, value: None, by: Vec::new() };
        }
        let of_all = |figure: &dyn Fn(usize, &Value) -> Option<Number>| {
            let rows = last.iter().flat_map(|at| judged(*at));
            rows.filter_map(|(at, row)| figure(at, row)).collect::<Vec<Number>>()
        };
        let values = || {
            let told = last.iter().flat_map(|at| told_of(*at)).filter_map(|it| it.value.clone());
            let mut all = of_all(&|_, row| number(&row["value"]));
            all.extend(told);
            all
        };
        let sum = |all: &[Number]| all.iter().fold(whole(0), |sum, it| sum + it);
        let down = |at: usize, row: &Value| match told["calendar"].as_str() {
            None => number(&row["down_seconds"]),
            Some(calendar) => {
                let work = Work::of(self, all, at);
                work.down_in(&self.hours[calendar])
            }
        };
        let mut by = of.to_vec();
        let value = match sign {
            "breached" => None,
            "share_of_objectives" => Some(whole(missed.len() * 100) / whole(here.len())),
            "downtime" => Some(of_all(&down)).filter(|all| !all.is_empty()).map(|all| sum(&all)),
            "credits" => {
                // Nothing is added to what is in another currency.
                let held = |at: i64| {
                    let period = self.periods.get(usize::try_from(at).ok()?)?;
                    Some(self.currency_on(period.first))
                };
                let other = last.iter().rposition(|at| held(*at) != held(period));
                let last = &last[other.map_or(0, |other| other + 1)..];
                let is_other = held(period).is_some_and(|it| it.currency != self.currency());
                let own = last.iter().flat_map(|at| judged(*at).map(|(row, _)| row));
                let lines: Vec<_> = own.filter_map(|row| all.settlement.lines.get(&row)).collect();
                let is_priced = lines.iter().all(|it| !it.is_share || it.exact == whole(0));
                let sum: Number = lines.iter().map(|line| line.issued()).sum();
                let judged = last.iter().filter_map(|at| usize::try_from(*at).ok());
                let charges = judged.map(|at| self.charge_of(None, &self.periods[at]));
                match told["percent"].is_null() {
                    _ if !is_priced || period < 0 => None,
                    true if is_other => None,
                    true => Some(sum),
                    false => charges.sum::<Option<Number>>().map(|all| sum * whole(100) / all),
                }
            }
            "value" => {
                let by_label = values().into_iter();
                let worst = match bound(sign, told).unwrap().0.as_str() {
                    "below" | "at_or_below" => by_label.min(),
                    _ => by_label.max(),
                };
                worst.map(|value| self.held(of[0], value))
            }
            "sum" => {
                let all = values();
                (!all.is_empty()).then(|| self.held(of[0], sum(&all)))
            }
            _ if last.len() < over => None,
            _ => {
                let all = values();
                let mean = |all: &[Number]| sum(all) / whole(all.len() as u64);
                (!all.is_empty()).then(|| self.held(of[0], mean(&all)))
            }
        };
        if sign == "breached" || sign == "share_of_objectives" {
            by = missed.iter().copied().collect();
        }
        let has_sign = match bound(sign, told) {
            None => Some(!missed.is_empty()),
            Some((word, bound)) => value.as_ref().map(|value| match word.as_str() {
                "below" => *value < bound,
                "at_or_below" => *value <= bound,
                "above" => *value > bound,
                _ => *value >= bound,
            }),
        };
        Shown { period, has_sign, value, by }
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

    fn arisen(&self, of: usize, (period, by): (At, &[At]), days: Option<u64>) -> Value {
        let (before, by): (Vec<At>, Vec<At>) = by.iter().partition(|it| **it < 0);
        let mut arisen = json!({ "by": by, "state": "exercisable" });
        if !before.is_empty() {
            let all = before.iter().map(|at| self.period_before(of, *at));
            arisen["by_before"] = all.collect();
        }
        match period {
            0.. => arisen["period"] = json!(period),
            before => arisen["period_before"] = self.period_before(of, before),
        }
        let Some(days) = days else { return arisen };
        let last = match usize::try_from(period) {
            Ok(at) => self.clock.date_at(self.periods[at].span.1 - 1),
            Err(_) => self.dates_of(of, period).1 - Days::new(1),
        };
        let last = last + Days::new(days);
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
        "credits" => &[("at_least", "at_or_above"), ("percent", "at_or_above")],
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

/// For each trigger when the right arose by it, period by period: what gave it once, by whichever of
/// them, counts no more.
fn arisings(triggers: &[(Counting, Vec<Shown>)]) -> Vec<Arisings> {
    let mut used: BTreeSet<(usize, At)> = BTreeSet::new();
    let looked_at = |counting: &Counting, at: usize| (at + 1).saturating_sub(counting.over)..=at;
    let candidates =
        |(counting, shown): &(Counting, Vec<Shown>), until: usize, used: &BTreeSet<_>| {
            let mut found = Vec::new();
            for at in (0..=until).rev() {
                if counting.within.is_some_and(|within| until - at >= within as usize) {
                    break;
                }
                let is_used = shown[at].by.iter().all(|by| {
                    shown[looked_at(counting, at)].iter().any(|it| used.contains(&(*by, it.period)))
                });
                match shown[at].has_sign {
                    Some(true) if !is_used => found.push(at),
                    Some(false) if counting.consecutive => break,
                    _ => {}
                }
            }
            found.reverse();
            found
        };
    let all = triggers.iter().flat_map(|(_, shown)| shown.iter().map(|it| it.period));
    let all: BTreeSet<At> = all.collect();
    let mut arisen: Vec<Arisings> = triggers.iter().map(|_| (Vec::new(), 0)).collect();
    for period in all {
        for (trigger, arisen) in triggers.iter().zip(&mut arisen) {
            let (counting, shown) = trigger;
            let Some(at) = shown.iter().position(|it| it.period == period) else { continue };
            let found = candidates(trigger, at, &used);
            if shown[at].has_sign == Some(true) && found.len() >= counting.periods {
                for place in &found {
                    let periods = shown[looked_at(counting, *place)].iter();
                    let by = &shown[*place].by;
                    used.extend(periods.flat_map(|it| by.iter().map(|by| (*by, it.period))));
                }
                arisen.0.push((period, found.iter().map(|place| shown[*place].period).collect()));
            }
        }
    }
    for (trigger, arisen) in triggers.iter().zip(&mut arisen) {
        let last = trigger.1.len().checked_sub(1);
        arisen.1 = last.map_or(0, |last| candidates(trigger, last, &used).len());
    }
    arisen
}
