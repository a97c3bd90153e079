//! Random calendars.

use serde_json::{Map, Value, json};

use super::dice::Dice;
use super::stated::Stated;
use super::world::Place;
use crate::zone::{DAY, HOUR, MINUTE};

const DAYS: [&str; 7] = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];

/// Any calendar: one in twelve is always open, some never are.
pub(crate) fn calendar(dice: &mut Dice, place: Place) -> Value {
    const ZONES: [&str; 4] = ["Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "UTC"];
    if dice.percent(8) {
        return json!({ "always": true });
    }
    let mut holidays = Vec::new();
    for _ in 0..dice.below(4) {
        let date = place.date(dice).to_string();
        if dice.percent(20) {
            holidays.push(holiday(dice, place, &date));
        }
        holidays.push(holiday(dice, place, &date));
    }
    Stated::default()
        .with("time_zone", dice.percent(20).then(|| json!(dice.pick(&ZONES))))
        .with("weekly", Some(weekly(dice, place)))
        .with("holidays", (!holidays.is_empty()).then_some(json!(holidays)))
        .done()
}

fn weekly(dice: &mut Dice, place: Place) -> Value {
    match dice.below(20) {
        0..4 => json!({ "mon-fri": ["09:00-17:00"] }),
        4..6 => json!({ "mon-thu": ["08:00-12:00", "13:00-18:00"], "fri": ["08:00-14:00"] }),
        6..9 => {
            let hours = dice.pick(&["22:00-06:00", "18:00-26:30", "20:00-48:00", "21:00-24:00"]);
            json!({ dice.pick(&["mon-sun", "fri-mon", "mon,wed,sat-sun"]): [hours] })
        }
        9 => json!({ "mon-sun": ["00:00-24:00"] }),
        10 => json!({ "mon": [] }),
        _ => {
            let mut weekly = Map::new();
            for _ in 0..1 + dice.below(4) {
                let (first, last) = (dice.pick(&DAYS), dice.pick(&DAYS));
                let days = match dice.below(3) {
                    0 => first.to_owned(),
                    1 => format!("{first}-{last}"),
                    _ => format!("{first},{last}"),
                };
                let hours: Vec<_> = (0..1 + dice.below(2)).map(|_| hours(dice, place)).collect();
                weekly.insert(days, json!(hours));
            }
            Value::Object(weekly)
        }
    }
}

fn holiday(dice: &mut Dice, place: Place, date: &str) -> Value {
    match dice.below(5) {
        0 => json!(date),
        1 => json!({ "date": date, "hours": [] }),
        2 => json!({ "date": date, "hours": [hours(dice, place), hours(dice, place)] }),
        _ => json!({ "date": date, "hours": [hours(dice, place)] }),
    }
}

/// Any hours, mostly full ones.
fn hours(dice: &mut Dice, place: Place) -> String {
    let unit = if dice.percent(70) { HOUR } else { place.step };
    let from = dice.below(DAY / unit) * unit;
    let length = unit + dice.below((14 * HOUR).min(2 * DAY - from) / unit) * unit;
    // What ends the day after may be written either way.
    let until = match from + length - DAY {
        over if 0 < over && over <= from && dice.percent(50) => over,
        over => over + DAY,
    };
    let seconds = if dice.percent(5) { ":00" } else { "" };
    let clock =
        |second: i64| format!("{:02}:{:02}{seconds}", second / HOUR, second % HOUR / MINUTE);
    format!("{}-{}", clock(from), clock(until))
}
