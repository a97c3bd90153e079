//! What changes nothing.

use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json as value};

use super::any::{DAY, world};
use super::reported::{Told, config, second, turned};
use super::told::{evaluated, json};
use super::world::{DEFAULT_LEVELS, Source, told};

proptest! {
    #![proptest_config(config())]

    #[test]
    fn the_order_of_incidents_and_members_changes_nothing(world in world(), by in any::<Index>()) {
        let straight = Told::of(&world);
        let mut history = world.history();
        let incidents = history["incidents"].as_array_mut().unwrap();
        incidents.reverse();
        if !incidents.is_empty() {
            incidents.rotate_left(by.index(world.incidents.len()));
        }
        let turned = Told::texts(&turned(&world.contract()), &turned(&history), world.as_of);
        prop_assert_eq!(straight.figures(), turned.figures());
    }

    #[test]
    fn a_history_in_two_files_is_the_same_history(world in world(), cut in any::<Index>()) {
        let Source::Covers(..) = world.source else { return Ok(()) };
        let whole = Told::of(&world).report;
        let [mut first, mut second] = [world.history(), world.history()];
        let [a, b] = [&mut first, &mut second].map(|part| part["incidents"].as_array_mut().unwrap());
        let cut = cut.index(a.len() + 1);
        a.truncate(cut);
        b.drain(..cut);
        let texts = [world.contract(), second, first].map(|part| part.to_string());
        let files: Vec<(&str, &[u8])> = texts.iter().map(|text| ("", text.as_bytes())).collect();
        let parts = json(&evaluated(&files, &told(world.as_of)).report);
        for part in ["results", "summary", "periods", "incidents"] {
            prop_assert_eq!(&whole[part], &parts[part]);
        }
    }

    #[test]
    fn what_happens_after_as_of_changes_nothing(
        world in world(),
        later in proptest::collection::vec((0..100 * DAY, 0..50 * DAY), 0..4),
    ) {
        let mut other = world.clone();
        let end = |started: i64, length: Option<(i64, _)>| length.map(|(length, _)| started + length);
        for (incident, (_, until)) in other.incidents.iter_mut().zip(later.iter().cycle()) {
            let end = end(incident.started, incident.length);
            // Whatever had not ended ends at some other time, or never.
            if incident.started <= world.as_of && end.is_none_or(|end| end > world.as_of) {
                let length = world.as_of + 1 + until - incident.started;
                incident.length = (until % 2 == 0).then_some((length, "restored"));
            }
        }
        other.incidents.retain(|incident| incident.started <= world.as_of);
        for (started, _) in &later {
            let mut incident = world.incidents.first().cloned();
            if let Some(incident) = &mut incident {
                incident.started = world.as_of + 1 + started;
            }
            other.incidents.extend(incident);
        }
        let (before, after) = (Told::of(&world).report, Told::of(&other).report);
        for part in ["results", "summary", "periods", "agreement", "readings", "evidence"] {
            prop_assert_eq!(&before[part], &after[part]);
        }
        let happened = |report: &Value| report["incidents"]["classes"].as_array().unwrap()[1..].to_vec();
        prop_assert_eq!(happened(&before), happened(&after));
    }

    #[test]
    fn a_later_as_of_changes_no_closed_and_covered_period(world in world(), by in 0..100 * DAY) {
        let Source::Covers(from, until) = world.source else { return Ok(()) };
        let mut later = world.clone();
        later.as_of += by;
        let (before, after) = (Told::of(&world), Told::of(&later));
        for row in before.rows() {
            let period = row["period"].as_u64().unwrap() as usize;
            let facts = &before.report["periods"][period];
            let covered = from <= second(&facts["from"]) && second(&facts["until"]) <= until;
            if facts["finished"] == true && covered {
                prop_assert_eq!(facts, &after.report["periods"][period]);
                let same = |after: &&Value| {
                    after["objective"] == row["objective"] && after["period"] == row["period"]
                };
                let mut after = after.rows().iter().find(same).unwrap().clone();
                let mut before = row.clone();
                for row in [&mut before, &mut after] {
                    if let Some(credit) = row["credit"].as_object_mut() {
                        credit.remove("claim");
                    }
                }
                prop_assert_eq!(before, after);
            }
        }
    }

    #[test]
    fn a_default_that_is_stated_changes_nothing(world in world()) {
        let silent = Told::of(&world);
        let mut contract = world.contract();
        let mut state = |name: &str, value: Value| {
            if contract[name].is_null() {
                contract[name] = value;
            }
        };
        let levels = DEFAULT_LEVELS.map(|(word, weight)| (word.to_owned(), value!(weight)));
        let levels: serde_json::Map<_, _> = levels.into_iter().collect();
        state("time_zone", value!("UTC"));
        state("service_period", value!({ "every": "month" }));
        state("counting", value!({ "impact": levels }));
        state("credits", value!({}));
        contract["credits"]["rounding"] = value!("half_up");
        if !contract["credits"]["claim"].is_null() {
            contract["credits"]["claim"]["from"] = value!("period_end");
        }
        for objective in contract["objectives"].as_array_mut().unwrap() {
            if !objective["credit"].is_null() {
                objective["credit"]["basis"] = value!("service_charge");
            }
        }
        let stated = Told::files(&contract, &world.history(), world.as_of);
        let (mut silent, mut stated) = (silent.figures(), stated.figures());
        silent["readings"].take();
        stated["readings"].take();
        prop_assert_eq!(silent, stated);
    }
}
