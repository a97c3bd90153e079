//! What is told of a world, by the twin or by the engine.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, SecondsFormat, TimeZone};
use chrono_tz::Tz;
use serde_json::Value;

use super::corrections::Telling;
use super::naive::{Answer, Fraction, JudgedPeriod, Row};
use super::random::World;

/// Every clock and every judgement.
#[derive(Debug, Default)]
pub(crate) struct Told {
    pub(crate) rows: Vec<Cells>,
    pub(crate) results: BTreeMap<Place, Judged>,
    /// What is otherwise without corrections, and with those that are disputed.
    pub(crate) others: [BTreeMap<Place, Judged>; 2],
}

/// The row of `sla clocks`, and when its verdict became final.
pub(crate) type Cells = [String; 12];

/// The objective by its position, the values of its labels, and the bounds of the period.
pub(crate) type Place = (usize, Vec<Option<String>>, i64, i64);

/// The value and the verdict.
pub(crate) type Judged = (Option<Fraction>, String);

impl Told {
    pub(crate) fn by_twin(world: &World, answer: &Answer) -> Self {
        let results = results(answer);
        let others = match world.history["corrections"].is_null() {
            true => Default::default(),
            false => [Telling::Uncorrected, Telling::Disputed].map(|telling| {
                // Without a stated term, the first period begins with the first incident.
                let known_by =
                    |(objective, labels, _, until): &Place| (*objective, labels.clone(), *until);
                let others = self::results(&super::answer(world, telling)).into_iter();
                let others: BTreeMap<_, Judged> =
                    others.map(|(place, other)| (known_by(&place), other)).collect();
                let beside = results.iter().filter_map(|(place, own)| {
                    let other = others.get(&known_by(place)).filter(|other| *other != own)?;
                    Some((place.clone(), other.clone()))
                });
                beside.collect()
            }),
        };
        let rows = answer.rows.iter().map(|row| cells(world, answer.zone, row));
        Self { rows: rows.collect(), results, others }
    }

    /// Where the twin and the engine are of different minds.
    pub(crate) fn differences(&self, engine: &Self) -> Vec<String> {
        let mut told = Vec::new();
        for at in 0..self.rows.len().max(engine.rows.len()) {
            let [twin, engine] = [self.rows.get(at), engine.rows.get(at)];
            if twin != engine {
                told.push(format!("row {at}\n  twin   {}\n  engine {}", line(twin), line(engine)));
            }
        }
        for (at, telling) in ["uncorrected", "disputed"].into_iter().enumerate() {
            let [twin, engine] = [self, engine].map(|told| &told.others[at]);
            if twin != engine {
                told.push(format!("{telling}\n  twin   {twin:?}\n  engine {engine:?}"));
            }
        }
        let places = self.results.keys().chain(engine.results.keys());
        let places: BTreeSet<&Place> = places.collect();
        for place in places {
            let [twin, engine] = [self, engine].map(|told| told.results.get(place));
            if twin != engine {
                let (objective, labels, from, until) = place;
                let [from, until] = [from, until].map(|at| local(Tz::UTC, *at));
                told.push(format!(
                    "objective {objective} {labels:?} from {from} until {until}\n  \
                     twin   {twin:?}\n  engine {engine:?}"
                ));
            }
        }
        told
    }
}

fn results(answer: &Answer) -> BTreeMap<Place, Judged> {
    let results = answer.results.iter().map(|result| {
        let JudgedPeriod { objective, combination, period, judged } = result;
        let place = (*objective, combination.clone(), period.from, period.until);
        (place, (judged.value, judged.verdict.to_owned()))
    });
    results.collect()
}

fn line(cells: Option<&Cells>) -> String {
    cells.map_or_else(|| "none".to_owned(), |cells| cells.join(","))
}

fn cells(world: &World, zone: Tz, row: &Row) -> Cells {
    let Row { objective, incident, shown } = row;
    let objective = &world.contract["objectives"][*objective];
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let at = |instant: Option<i64>| instant.map_or_else(String::new, |at| local(zone, at));
    [
        text(&world.history["incidents"][*incident]["id"]),
        text(&objective["service"]),
        text(&objective["id"]),
        shown.priority.clone().unwrap_or_default(),
        local(zone, shown.started),
        at(shown.due),
        at(shown.stopped),
        shown.elapsed.to_string(),
        shown.paused.to_string(),
        shown.real.to_string(),
        shown.verdict.to_owned(),
        at(shown.decided),
    ]
}

/// RFC 3339 with the offset of the zone.
pub(crate) fn local(zone: Tz, instant: i64) -> String {
    let utc = DateTime::from_timestamp(instant, 0).unwrap().naive_utc();
    zone.from_utc_datetime(&utc).to_rfc3339_opts(SecondsFormat::AutoSi, true)
}
