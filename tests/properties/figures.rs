//! What holds between the figures of a report.

use num_bigint::BigInt;
use num_rational::BigRational;
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::Value;

use super::any::{DAY, world};
use super::check::{Papers, complaints};
use super::reported::{Told, config, fully_covered, number, second};
use super::told::{calculations, evaluated, report};
use super::world::told;

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_checker_accepts_every_report(world in world()) {
        let (contract, history) = (world.contract().to_string(), world.history().to_string());
        let files = [("c.json", contract.as_bytes()), ("i.json", history.as_bytes())];
        let as_of = told(world.as_of);
        let evaluation = evaluated(&files, &as_of);
        let (report, calculations) = (report(&evaluation), calculations(&evaluation));
        let found = complaints(&Papers::new(&files, &as_of), &report, &calculations);
        prop_assert!(found.is_empty(), "{}\n{contract}\n{history}\n{as_of}", found.join("\n"));
    }

    #[test]
    fn months_add_up_to_their_quarter(mut world in world()) {
        world.every = Some("month");
        let months = Told::of(&world);
        world.every = Some("quarter");
        let quarters = Told::of(&world);
        for row in quarters.rows() {
            let quarter = &quarters.report["periods"][row["period"].as_u64().unwrap() as usize];
            let within = months.rows().iter().filter(|month| {
                let period = &months.report["periods"][month["period"].as_u64().unwrap() as usize];
                month["objective"] == row["objective"]
                    && second(&quarter["from"]) <= second(&period["from"])
                    && second(&period["until"]) <= second(&quarter["until"])
            });
            let within: Vec<&Value> = within.collect();
            for field in ["agreed_seconds", "removed_seconds", "outage_seconds", "down_seconds"] {
                let sum: BigRational = within.iter().map(|month| number(&month[field])).sum();
                prop_assert_eq!(number(&row[field]), sum, "{}", field);
            }
        }
    }

    #[test]
    fn weighted_downtime_lies_within_unweighted_and_that_within_agreed_time(world in world()) {
        for row in Told::of(&world).rows() {
            let of = |field: &str| number(&row[field]);
            let zero = BigRational::from(BigInt::from(0));
            prop_assert!(zero <= of("down_seconds"));
            prop_assert!(of("down_seconds") <= of("outage_seconds"));
            prop_assert!(of("outage_seconds") <= of("measured_seconds"));
            prop_assert_eq!(of("measured_seconds") + of("removed_seconds"), of("agreed_seconds"));
            if !row["value"].is_null() {
                prop_assert!(zero <= of("value") && of("value") <= BigRational::from(BigInt::from(100)));
            }
        }
    }

    #[test]
    fn more_downtime_never_raises_availability_nor_lowers_a_credit(
        world in world(),
        which in any::<Index>(),
        longer in 0..20 * DAY,
        heavier in any::<bool>(),
    ) {
        if world.incidents.is_empty() {
            return Ok(());
        }
        let before = fully_covered(world);
        let mut after = before.clone();
        let incident = which.get(&before.incidents);
        let changed = &mut after.incidents[which.index(before.incidents.len())];
        changed.length = incident.length.map(|(length, field)| (length + longer, field));
        if heavier {
            // The levels stand from the heaviest down.
            changed.impact = incident.impact.map(|level| level.saturating_sub(1));
        }
        let (before, after) = (Told::of(&before), Told::of(&after));
        prop_assert_eq!(before.rows().len(), after.rows().len());
        for (before, after) in before.rows().iter().zip(after.rows()) {
            if before["value"].is_null() {
                continue;
            }
            prop_assert!(number(&after["value"]) <= number(&before["value"]));
            let (before, after) = (&before["credit"], &after["credit"]);
            if !before.is_null() {
                prop_assert!(number(&after["share"]) >= number(&before["share"]));
            }
            if !before["amount"].is_null() {
                let amount = |credit: &Value| number(&credit["amount"]["amount"]);
                prop_assert!(amount(after) >= amount(before));
            }
        }
    }

    #[test]
    fn a_credit_is_at_most_its_charge(world in world()) {
        let told_of = Told::of(&world);
        let places = told_of.report["agreement"]["minor_digits"].as_u64().unwrap() as u32;
        for row in told_of.rows().iter().filter(|row| !row["credit"]["amount"].is_null()) {
            let scale = BigRational::from(BigInt::from(10).pow(places));
            // A charge of half a cent may give a credit of one.
            let charge = (number(&row["credit"]["basis"]["amount"]) * &scale).round() / &scale;
            let amount = number(&row["credit"]["amount"]["amount"]);
            prop_assert!(amount <= charge);
            prop_assert!((amount * scale).is_integer());
        }
    }
}
