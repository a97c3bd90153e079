//! Slots of maintenance: hours of the week, and days that come again.

use chrono::{Datelike, NaiveDate, NaiveTime};
use serde_json::{Value, json};

use super::counting::seconds;
use super::known::Looked;
use super::maintenance::first_read_as;
use crate::naive::calendar::Calendar;
use crate::zone::{DAY, reading};

/// For each instant whether it lies in a slot; all do where none is stated.
pub(crate) fn slots(looked: &Looked<'_>, written: &Value) -> Vec<bool> {
    if written.is_null() {
        return vec![true; looked.number];
    }
    if !written["weekly"].is_null() {
        let calendar = json!({ "weekly": written["weekly"] });
        let calendar = Calendar::written(&calendar, looked.zone, looked.grid);
        return (0..looked.number).map(|place| calendar.is_open(looked.instant(place))).collect();
    }
    let length = seconds(written["length"].as_str().unwrap());
    let at: NaiveTime = format!("{}:00", written["at"].as_str().unwrap()).parse().unwrap();
    let from: NaiveDate = written["from"].as_str().unwrap().parse().unwrap();
    let rule = written["rule"].as_str().unwrap();
    let mut inside = vec![false; looked.number];
    // Long ones may have begun some days before.
    let mut date = reading(looked.zone, looked.grid.first - 4 * DAY).date();
    let last = reading(looked.zone, looked.as_of + DAY).date();
    while date <= last {
        if from <= date && names(rule, from, date) {
            let start = first_read_as(looked.zone, date.and_time(at));
            let own = looked.between(start, start + length);
            inside.iter_mut().zip(own).for_each(|(inside, own)| *inside |= own);
        }
        date = date.succ_opt().unwrap();
    }
    inside
}

/// Whether a rule names a date: of those that the worlds have.
fn names(rule: &str, from: NaiveDate, date: NaiveDate) -> bool {
    let part = |name: &str| {
        let mut parts = rule.split(';').filter_map(|part| part.split_once('='));
        parts.find(|(part, _)| *part == name).map(|(_, value)| value)
    };
    let interval: i64 = part("INTERVAL").map_or(1, |number| number.parse().unwrap());
    let monday =
        |date: NaiveDate| date - chrono::Days::new(date.weekday().num_days_from_monday().into());
    let month = |date: NaiveDate| i64::from(date.year()) * 12 + i64::from(date.month0());
    let number = match part("FREQ").unwrap() {
        "DAILY" => (date - from).num_days(),
        "WEEKLY" => (monday(date) - monday(from)).num_days() / 7,
        _ => month(date) - month(from),
    };
    let day =
        ["MO", "TU", "WE", "TH", "FR", "SA", "SU"][date.weekday().num_days_from_monday() as usize];
    let length = date.with_day(1).unwrap().checked_add_months(chrono::Months::new(1)).unwrap();
    let length = length.pred_opt().unwrap().day();
    let is_day = part("BYDAY").is_none_or(|days| {
        days.split(',').any(|named| {
            let (nth, name) = named.split_at(named.len() - 2);
            let is_nth = match nth {
                "" => true,
                "-1" => length - date.day() < 7,
                nth => nth.parse() == Ok((date.day() - 1) / 7 + 1),
            };
            name == day && is_nth
        })
    });
    let is_day_of_month = part("BYMONTHDAY").is_none_or(|days| {
        days.split(',').any(|named| match named.parse::<i64>().unwrap() {
            last if last < 0 => i64::from(date.day()) == i64::from(length) + 1 + last,
            day => i64::from(date.day()) == day,
        })
    });
    let until = part("UNTIL").map(|until| NaiveDate::parse_from_str(until, "%Y%m%d").unwrap());
    number % interval == 0 && is_day && is_day_of_month && until.is_none_or(|until| date <= until)
}
