//! Random maintenance: what is permitted, and what was done.

use chrono::Days;
use serde_json::{Value, json};

use super::history::{IMPACTS, length, services};
use crate::random::dice::Dice;
use crate::random::stated::Stated;
use crate::random::world::{Place, iso, told};
use crate::zone::{DAY, HOUR, MINUTE};

pub(crate) fn permissions(dice: &mut Dice, place: Place) -> Option<Value> {
    let number = if dice.percent(75) { 1 + dice.below(3) } else { 0 };
    let permissions: Vec<Value> = (0..number).map(|at| permission(dice, place, at)).collect();
    (!permissions.is_empty()).then(|| json!(permissions))
}

fn permission(dice: &mut Dice, place: Place, at: i64) -> Value {
    let is_standing = dice.percent(25);
    let slots = (is_standing || dice.percent(60)).then(|| slots(dice, place));
    let notice = match dice.below(3) {
        0 => Some(json!({ "days": dice.below(4) })),
        1 => Some(json!({ "hours": dice.below(40) })),
        _ => None,
    };
    // From when a standing slot uses an allowance, nothing says.
    let allowance = (!is_standing && dice.percent(40)).then(|| {
        let per = dice.pick(&["month", "month", "quarter", "half_year", "year"]);
        json!({ "at_most": iso(dice.below(30) * place.step), "per": per })
    });
    Stated::default()
        .with("id", Some(json!(format!("permission-{at}"))))
        .with("services", dice.percent(40).then(|| services(dice, false)))
        .with("slots", slots)
        .with("standing", is_standing.then_some(json!(true)))
        .with("notice", notice.filter(|_| !is_standing))
        .with("allowance", allowance)
        .with("counts", dice.percent(50).then(|| json!(dice.pick(&["window", "downtime"]))))
        .done()
}

fn slots(dice: &mut Dice, place: Place) -> Value {
    if dice.percent(45) {
        let hours = ["02:00-06:00", "22:00-04:00", "00:00-24:00", "01:30-02:30", "20:00-30:00"];
        let days = ["sun", "sat-sun", "mon-fri", "mon-sun", "tue,thu"];
        return json!({ "weekly": { dice.pick(&days): [dice.pick(&hours)] } });
    }
    let rules = [
        "FREQ=DAILY",
        "FREQ=DAILY;INTERVAL=3",
        "FREQ=WEEKLY;BYDAY=SU",
        "FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,TH,SA",
        "FREQ=MONTHLY;BYDAY=1SU,-1SU",
        "FREQ=MONTHLY;BYDAY=SA,2WE",
        "FREQ=MONTHLY;BYMONTHDAY=1,15,-1",
        "FREQ=WEEKLY;BYDAY=SU;UNTIL=20261025",
    ];
    let from = place.date(dice) - Days::new(dice.below(40).unsigned_abs());
    let from = from.min("2026-10-01".parse().unwrap());
    let at = dice.below(DAY / place.step) * place.step;
    let at = dice.pick(&[at, 2 * HOUR, 2 * HOUR + 30 * MINUTE, 0, HOUR + 30 * MINUTE]);
    let length = (1 + dice.below(20)) * place.step;
    json!({
        "rule": dice.pick(&rules),
        "from": from.to_string(),
        "at": format!("{:02}:{:02}", at / HOUR, at % HOUR / MINUTE),
        "length": iso(length),
    })
}

pub(crate) fn records(dice: &mut Dice, place: Place) -> Option<Value> {
    let number = if dice.percent(75) { 1 + dice.below(3) } else { 0 };
    let records: Vec<Value> = (0..number).map(|at| record(dice, place, at)).collect();
    (!records.is_empty()).then(|| json!(records))
}

fn record(dice: &mut Dice, place: Place, at: i64) -> Value {
    let planned_from = place.instant(dice);
    let planned_until = planned_from + length(dice, place) + place.step;
    let from = planned_from + (dice.below(7) - 3) * place.step;
    let until = from.max(planned_until + (dice.below(9) - 4) * place.step);
    let announced = planned_from - place.between(dice, -HOUR, 4 * DAY);
    let is_told = dice.percent(50);
    Stated::default()
        .with("id", Some(json!(format!("record-{at}"))))
        .with("services", dice.percent(50).then(|| services(dice, false)))
        .with("planned_from", Some(told(planned_from)))
        .with("planned_until", Some(told(planned_until)))
        .with("from", is_told.then(|| told(from)))
        .with("until", (is_told && dice.percent(80)).then(|| told(until)))
        .with("announced", dice.percent(75).then(|| told(announced)))
        .with("impact", dice.percent(50).then(|| json!(dice.pick(&IMPACTS))))
        .done()
}
