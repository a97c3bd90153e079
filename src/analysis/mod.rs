//! What would be found if something were otherwise.

mod sensitivity;

pub use sensitivity::{Change, Sensitivity, Weighed};
