//! Random contracts and histories about the time of services.

mod contract;
mod counting;
mod history;
mod maintenance;

use crate::corrections;
use crate::random::World;
use crate::random::dice::Dice;
use crate::random::world::{CORRECTED, Place};

pub(crate) const CALENDARS: [&str; 2] = ["office", "odd"];
pub(crate) const SERVICES: [&str; 3] = ["erp", "desk", "mail"];

/// The world of labels with that number.
pub(crate) fn world(number: u64) -> World {
    // The same numbers are worlds of clocks.
    let mut dice = Dice::new(!number);
    let place = Place::any(&mut dice);
    let contract = contract::contract(&mut dice, place);
    let (mut history, as_of) = history::history(&mut dice, place);
    // Dice of their own leave everything else as it is without them.
    let mut dice = Dice::new(!number ^ CORRECTED);
    corrections::put(&mut dice, place, &mut history, history::corrected);
    World { contract, history, as_of, step: place.step }
}
