//! Good or bad: the same if credits were abolished.

mod judgement;

pub use judgement::{Judgement, Verdict, judge};
