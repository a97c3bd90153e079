//! Would someone open this in another program?

mod csv;
mod json;
mod text;

pub use self::csv::{clocks_csv, csv};
pub use json::{json, report_and_calculations};
pub use text::{calculation_text, clocks_text, text};
