//! The smallest world that shows a difference still.

use serde_json::Value;

use super::random::World;

/// Leaves out of a world whatever can be left out of it while `differs` holds.
pub(crate) fn shrunk(world: &World, differs: impl Fn(&World) -> bool) -> World {
    let mut world = world.clone();
    loop {
        let smaller = smaller(&world).into_iter().find(|smaller| differs(smaller));
        match smaller {
            Some(smaller) => world = smaller,
            None => return world,
        }
    }
}

/// The world without one thing or another, large things first.
fn smaller(world: &World) -> Vec<World> {
    let mut without = Vec::new();
    for (is_contract, document) in [(false, &world.history), (true, &world.contract)] {
        let mut places = Vec::new();
        pointers(document, "", &mut places);
        places.sort_by_key(|place| place.matches('/').count());
        for place in places {
            let mut world = world.clone();
            let document = if is_contract { &mut world.contract } else { &mut world.history };
            remove(document, &place);
            without.push(world);
        }
    }
    without
}

fn pointers(value: &Value, place: &str, found: &mut Vec<String>) {
    let mut child = |name: &str, value| {
        let place = format!("{place}/{name}");
        found.push(place.clone());
        pointers(value, &place, found);
    };
    match value {
        Value::Object(members) => members.iter().for_each(|(name, value)| child(name, value)),
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(at, item)| child(&at.to_string(), item));
        }
        _ => {}
    }
}

fn remove(document: &mut Value, place: &str) {
    let (parent, name) = place.rsplit_once('/').unwrap();
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => {
            members.remove(name);
        }
        Some(Value::Array(items)) => {
            items.remove(name.parse().unwrap());
        }
        _ => {}
    }
}
