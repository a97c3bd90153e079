//! The twin. It shares nothing with the engine: it reads the documents by itself, and asks no more
//! of anybody than how an instant is read on a wall.

mod answer;
pub(crate) mod calendar;
mod case;
mod clock;
mod events;
mod evidence;
mod judge;
pub(crate) mod periods;
pub(crate) mod rolling;
mod target;

pub(crate) use answer::{Answer, JudgedPeriod, Row, answer};
pub(crate) use judge::Fraction;
