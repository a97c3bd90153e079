//! Random agreements about money that are amended once.

use serde_json::{Value, json};

use super::random;
use crate::random::World;
use crate::random::dice::Dice;

/// A world, every other of which is amended by parts of another agreement in the same currency.
pub(super) fn world(number: u64) -> World {
    let mut world = random::world(number);
    if number.is_multiple_of(2) {
        return world;
    }
    let dice = &mut Dice::new(number ^ 0xA3E2_D0ED);
    let others = (1..).map(|it| random::world(number.wrapping_add(it << 32)).contract);
    let others = others.filter(|it| it["currency"] == world.contract["currency"]);
    let mut set = json!({});
    for other in others.take(3) {
        change(dice, &world.contract, &other, &mut set);
    }
    let effective =
        dice.pick(&["2026-02-01", "2026-03-01", "2026-04-01", "2026-03-11", "2026-04-16"]);
    // What changes nothing is no amendment.
    if set != json!({}) {
        world.contract["amendments"] = json!([{ "effective": effective, "set": set }]);
    }
    world
}

/// Sets some of what is credited to what another agreement says of it.
fn change(dice: &mut Dice, contract: &Value, other: &Value, set: &mut Value) {
    match dice.below(4) {
        0 => {
            let at = usize::from(dice.percent(40));
            let charges = &other["services"][at]["charges"];
            if !charges.is_null() {
                let id = contract["services"][at]["id"].as_str().unwrap();
                set[format!("services/{id}/charges")] = charges.clone();
            }
        }
        1 => {
            let is_of_days = contract["service_period"]["every"] == "P28D";
            let caps = other["credits"]["caps"].as_array().unwrap().iter();
            let caps = caps.filter(|cap| !is_of_days || cap["months_of_charge"].is_null());
            let about_all = |mut cap: Value| {
                cap.as_object_mut().unwrap().remove("objectives");
                cap
            };
            set["credits/caps"] = caps.cloned().map(about_all).collect();
        }
        2 => {
            if let Some(minimum) = other["credits"].get("minimum") {
                set["credits/minimum"] = minimum.clone();
            }
        }
        _ => {
            let kind = |it: &Value| {
                ["indicator", "unit", "target", "per", "window"].map(|name| it[name].clone())
            };
            let objectives = contract["objectives"].as_array().unwrap().iter();
            for own in objectives.filter(|it| !it["credit"].is_null()) {
                let others = other["objectives"].as_array().unwrap().iter();
                let mut same = others.filter(|it| kind(it) == kind(own));
                if let Some(credit) = same.find_map(|it| it.get("credit")) {
                    let id = own["id"].as_str().unwrap();
                    set[format!("objectives/{id}/credit")] = credit.clone();
                }
            }
        }
    }
}
