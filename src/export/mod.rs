//! Would someone open this in another program?

mod credits;
mod csv;
mod json;
mod plain;
mod quote;
mod sensitivity;
mod text;

pub use self::csv::{clocks_csv, csv};
pub use credits::{credits_csv, credits_text};
pub use json::{json, report_and_calculations};
pub use quote::{QuoteLine, quote_csv, quote_json, quote_line, quote_question, quote_text};
pub use sensitivity::{sensitivity_csv, sensitivity_json};
pub use text::{calculation_text, clocks_text, sensitivity_text, text};
