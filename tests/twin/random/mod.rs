//! Random contracts and histories.

mod agreement;
pub(crate) mod dice;
mod past;
mod promise;
pub(crate) mod stated;
pub(crate) mod week;
pub(crate) mod world;

pub(crate) use world::World;
