//! Random contracts and histories.

pub(crate) mod agreement;
pub(crate) mod dice;
pub(crate) mod past;
mod promise;
pub(crate) mod stated;
pub(crate) mod week;
pub(crate) mod world;

pub(crate) use world::World;
