//! Random contracts and histories about the time of services.

pub(crate) mod contract;
mod counting;
mod groups;
pub(crate) mod history;
mod maintenance;
mod requests;

use crate::random::World;
use crate::random::dice::Dice;
use crate::random::world::Place;

pub(crate) const CALENDARS: [&str; 2] = ["office", "odd"];
pub(crate) const SERVICES: [&str; 3] = ["erp", "desk", "mail"];
/// Services that may be groups: the second of the first, among others.
pub(crate) const GROUPS: [&str; 2] = ["shop", "all"];

/// Those whose requests are counted most: a service, and one that may be a group.
pub(crate) const WITH_SERIES: [&str; 2] = ["erp", "shop"];

/// The world of labels with that number.
pub(crate) fn world(number: u64) -> World {
    // The same numbers are worlds of clocks.
    let mut dice = Dice::new(!number);
    let place = Place::any(&mut dice);
    let contract = contract::contract(&mut dice, place);
    let (history, as_of) = history::history(&mut dice, place);
    World { contract, history, as_of, step: place.step }
}
