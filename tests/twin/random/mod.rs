//! Random contracts and histories.

mod agreement;
mod dice;
mod past;
mod promise;
mod stated;
mod week;
mod world;

pub(crate) use world::World;
