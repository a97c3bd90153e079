//! What agreements would pay for so much downtime: to each the same question is put, as two files.

mod answer;
mod question;

pub use answer::{Answer, answers};
pub use question::{Asked, NotCounted, Question, questions};
