//! What agreements would pay for so much downtime: to each the same question is put, as two files.

mod agreement;
mod answer;
mod question;
mod typed;

pub use agreement::Agreement;
pub use answer::{Answer, answers, evaluated};
pub use question::{Asked, NotCounted, Question, questions};
pub use typed::{length, positive, typed_amount, typed_length};
