//! Agreements whose zone amendments change, on any days.

use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use serde_json::{Value, json};

use super::labels::{told, world};
use super::random::World;
use super::reported::{Told, config, number, second};
use super::stable_labels::{closed_periods_are_the_same, told_at_once};

/// Behind and ahead of one another, over the date line, with offsets of parts of an hour, and where the
/// clocks are set at midnight.
const ZONES: [&str; 8] = [
    "UTC",
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kathmandu",
    "Australia/Lord_Howe",
    "America/Havana",
    "Pacific/Niue",
    "Pacific/Kiritimati",
];

/// A world whose periods are days, and so many changes of its zone, in order of time.
fn moved(most: usize) -> impl Strategy<Value = (World, Vec<Value>)> {
    let changes = prop::collection::vec((any::<Index>(), select(ZONES.to_vec())), 1..=most);
    (world(), changes).prop_map(|(mut world, changes)| {
        let objectives = world.contract["objectives"].as_array_mut().unwrap();
        for objective in objectives {
            objective.as_object_mut().unwrap().remove("period");
        }
        let last = chrono::DateTime::from_timestamp(world.as_of, 0).unwrap().date_naive();
        let from = world.contract["term"]["from"].as_str();
        let first = from.map_or(last - chrono::Days::new(40), |from| from.parse().unwrap());
        let days = usize::try_from((last - first).num_days().max(1)).unwrap();
        let mut dates: Vec<_> = changes.iter().map(|(day, _)| 1 + day.index(days) as u64).collect();
        dates.sort_unstable();
        dates.dedup();
        let changes = dates.iter().zip(changes).map(|(day, (_, zone))| {
            let effective = (first + chrono::Days::new(*day)).to_string();
            json!({ "effective": effective, "set": { "time_zone": zone } })
        });
        let changes: Vec<Value> = changes.collect();
        let world = every(&world, "P1D", &changes[0]["effective"]);
        (amended(&world, &changes), changes)
    })
}

fn amended(world: &World, changes: &[Value]) -> World {
    let mut world = world.clone();
    world.contract["amendments"] = json!(changes);
    world
}

fn every(world: &World, every: &str, from: &Value) -> World {
    let mut world = world.clone();
    world.contract["service_period"] = json!({ "every": every, "from": from });
    world
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn every_agreed_instant_has_one_label((world, _) in moved(4)) {
        for row in told(&world).rows() {
            let labels = row["labels"].as_object().unwrap();
            let sum: BigRational = labels.values().map(number).sum();
            prop_assert_eq!(sum, number(&row["agreed_seconds"]));
        }
    }

    #[test]
    fn days_lie_side_by_side((world, _) in moved(4)) {
        let report = told(&world).report;
        let periods = report["periods"].as_array().unwrap();
        let mut ends: Vec<[i64; 2]> =
            periods.iter().map(|it| [second(&it["from"]), second(&it["until"])]).collect();
        ends.sort_unstable();
        for pair in ends.windows(2) {
            prop_assert_eq!(pair[0][1], pair[1][0]);
        }
        for period in periods {
            let [from, until] = [&period["from"], &period["until"]].map(second);
            // A day over the date line has up to two days and two hours.
            prop_assert!(0 < until - from && until - from <= 50 * 3_600, "{}", period);
        }
    }

    #[test]
    fn days_add_up_to_their_weeks((world, changes) in moved(1)) {
        let days = told(&world);
        let weeks = told(&every(&world, "P7D", &changes[0]["effective"]));
        let span = |told: &Told, row: &Value| {
            let period = &told.report["periods"][row["period"].as_u64().unwrap() as usize];
            [second(&period["from"]), second(&period["until"])]
        };
        for week in weeks.rows() {
            let [from, until] = span(&weeks, week);
            let within = days.rows().iter().filter(|day| {
                let [begin, end] = span(&days, day);
                day["objective"] == week["objective"] && from <= begin && end <= until
            });
            let within: Vec<&Value> = within.collect();
            for field in ["agreed_seconds", "removed_seconds", "outage_seconds", "down_seconds"] {
                let sum: BigRational = within.iter().map(|day| number(&day[field])).sum();
                prop_assert_eq!(number(&week[field]), sum, "{}", field);
            }
        }
    }

    #[test]
    fn the_order_of_amendments_changes_nothing((world, mut changes) in moved(4)) {
        let straight = told(&world);
        changes.reverse();
        let turned = told(&amended(&world, &changes));
        prop_assert_eq!(&straight.report["results"], &turned.report["results"]);
        prop_assert_eq!(&straight.report["periods"], &turned.report["periods"]);
    }

    #[test]
    fn to_the_same_zone_nothing_changes((world, mut changes) in moved(4)) {
        let mut plain = world.clone();
        plain.contract.as_object_mut().unwrap().remove("amendments");
        for change in &mut changes {
            change["set"]["time_zone"] = world.contract["time_zone"].clone();
        }
        let same = amended(&world, &changes);
        let (plain, same) = (told(&plain), told(&same));
        prop_assert_eq!(&plain.report["results"], &same.report["results"]);
        prop_assert_eq!(&plain.report["periods"], &same.report["periods"]);
    }

    /// Where a period ends while no change of the zone is known yet, and later.
    #[test]
    fn a_later_as_of_changes_no_closed_and_covered_period(
        (world, _) in moved(4),
        which in any::<Index>(),
        by in 0..500_i64,
    ) {
        let mut world = told_at_once(&world);
        world.as_of += by * world.step;
        let after = told(&world);
        let periods = told(&amended(&world, &[])).report["periods"].clone();
        let periods = periods.as_array().unwrap();
        if periods.is_empty() {
            return Ok(());
        }
        world.as_of = second(&periods[which.index(periods.len())]["until"]).min(world.as_of);
        closed_periods_are_the_same(&told(&world), &after)?;
    }
}
