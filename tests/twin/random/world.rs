//! Random worlds: a contract, a history, and an instant of evaluation.

use chrono::{DateTime, FixedOffset, NaiveDate, SecondsFormat};
use chrono_tz::Tz;
use serde_json::{Value, json};

use super::agreement::contract;
use super::dice::Dice;
use super::past::history;
use crate::zone::{DAY, HOUR, MINUTE, reading, start_of_day};

/// What one world is made of.
#[derive(Clone, Debug)]
pub(crate) struct World {
    pub(crate) contract: Value,
    pub(crate) history: Value,
    pub(crate) as_of: i64,
    /// Everything happens on multiples of so many seconds.
    pub(crate) step: i64,
}

/// Where and when a world lies.
#[derive(Clone, Copy)]
pub(crate) struct Place {
    pub(crate) zone: Tz,
    /// The local date on which the clocks change, or a day is left out.
    pub(crate) date: NaiveDate,
    pub(crate) step: i64,
    pub(crate) from: i64,
    pub(crate) until: i64,
}

/// Days on which the readings of a zone jump.
const PLACES: [(&str, &str); 15] = [
    ("UTC", "2024-02-29"),
    ("Europe/Berlin", "2026-03-29"),
    ("Europe/Berlin", "2026-10-25"),
    ("America/New_York", "2026-03-08"),
    ("America/New_York", "2026-11-01"),
    // By half an hour.
    ("Australia/Lord_Howe", "2026-04-05"),
    ("Australia/Lord_Howe", "2026-10-04"),
    // A day that never was.
    ("Pacific/Apia", "2011-12-30"),
    // Midnight is left out, or comes twice.
    ("America/Havana", "2026-03-08"),
    ("America/Havana", "2026-11-01"),
    ("Asia/Beirut", "2026-03-29"),
    ("Asia/Beirut", "2026-10-25"),
    // By two hours.
    ("Antarctica/Troll", "2026-03-29"),
    ("Antarctica/Troll", "2026-10-25"),
    // One minute after midnight, back into the day before.
    ("America/St_Johns", "2010-11-07"),
];

impl World {
    pub(crate) fn number(number: u64) -> Self {
        let mut dice = Dice::new(number);
        let place = Place::any(&mut dice);
        let contract = contract(&mut dice, place);
        let (history, as_of) = history(&mut dice, place);
        Self { contract, history, as_of, step: place.step }
    }
}

impl Place {
    pub(crate) fn any(dice: &mut Dice) -> Self {
        let (zone, date) = dice.pick(&PLACES);
        // Only minutes meet the change at 00:01.
        let step = match (zone, dice.below(100)) {
            ("America/St_Johns", _) | (_, 0..5) => MINUTE,
            (_, 5..20) => 5 * MINUTE,
            (_, 20..75) => 15 * MINUTE,
            _ => 30 * MINUTE,
        };
        let days = match step {
            MINUTE => 2,
            step if step == 5 * MINUTE => 6,
            step if step == 15 * MINUTE => 20,
            _ => 45,
        };
        let (zone, date): (Tz, NaiveDate) = (zone.parse().unwrap(), date.parse().unwrap());
        let from = start_of_day(zone, date) - days / 2 * DAY - dice.below(DAY / step) * step;
        // Every instant is a multiple of the step.
        let from = from - from.rem_euclid(step);
        Self { zone, date, step, from, until: from + days * DAY }
    }

    /// A multiple of the step from `from` until `until`.
    pub(crate) fn between(self, dice: &mut Dice, from: i64, until: i64) -> i64 {
        from + dice.below(((until - from) / self.step).max(0) + 1) * self.step
    }

    /// Any instant of this place; many lie near the change of the clocks, many on full hours.
    pub(crate) fn instant(self, dice: &mut Dice) -> i64 {
        let change = start_of_day(self.zone, self.date);
        let change = change - change.rem_euclid(self.step);
        let instant = match dice.below(10) {
            0..3 => self.between(dice, change - 30 * HOUR, change + 30 * HOUR),
            3 => self.between(dice, change - 3 * HOUR, change + 4 * HOUR),
            _ => self.between(dice, self.from, self.until),
        };
        if dice.percent(40) { instant - instant.rem_euclid(HOUR) } else { instant }
    }

    /// A local date of this place.
    pub(crate) fn date(self, dice: &mut Dice) -> NaiveDate {
        let instant = self.instant(dice);
        reading(self.zone, instant).date()
    }

    /// A length of at least a step, mostly short.
    pub(crate) fn length(self, dice: &mut Dice) -> i64 {
        let hours = (self.until - self.from) / HOUR;
        match dice.below(10) {
            0..3 => (1 + dice.below(8)) * self.step,
            3..8 => (1 + dice.below(9)) * HOUR,
            8 => self.between(dice, self.step, 3 * DAY),
            _ => (1 + dice.below(hours / 3)) * HOUR,
        }
    }
}

/// An instant as a file tells it, with one offset or another.
pub(crate) fn told(instant: i64) -> Value {
    let offsets = [0, HOUR, -5 * HOUR, 5 * HOUR + 45 * MINUTE];
    let offset = offsets[usize::try_from((instant / MINUTE).rem_euclid(4)).unwrap()];
    let offset = FixedOffset::east_opt(offset.try_into().unwrap()).unwrap();
    let instant = DateTime::from_timestamp(instant, 0).unwrap().with_timezone(&offset);
    json!(instant.to_rfc3339_opts(SecondsFormat::AutoSi, true))
}

/// A length as a file tells it: `PT1H30M`, or in minutes alone.
pub(crate) fn iso(seconds: i64) -> String {
    let (hours, minutes) = (seconds / HOUR, seconds % HOUR / MINUTE);
    match (hours, minutes) {
        (0, minutes) => format!("PT{minutes}M"),
        (hours, 0) => format!("PT{hours}H"),
        (hours, _) if hours % 2 == 0 => format!("PT{}M", seconds / MINUTE),
        (hours, minutes) => format!("PT{hours}H{minutes}M"),
    }
}
