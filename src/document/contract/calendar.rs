//! Calendars as they are written.

use jiter::Peek;
use serde_json::{Value as Json, json};

use crate::diagnostic::Shape;
use crate::document::object::{Members, object};
use crate::document::read::{Broken, Reader, Value};
use crate::document::token::{Date, Text};

object! {
    /// Hours that are agreed: always, or by the week with exceptions by date.
    Calendar {
        /// Whether it is always open; then it has no week.
        optional always: bool,
        /// IANA name of the zone in which its hours are read, whatever becomes of the contract's; the
        /// contract's where it is missing.
        optional time_zone: Text<'j>,
        /// The hours of each day: `"mon-fri": ["08:00-12:00", "13:00-18:00"]`. Hours that end past
        /// midnight, `22:00-06:00` or `22:00-30:00`, belong to the day on which they begin. A whole day
        /// is `00:00-24:00`.
        optional weekly: Members<'j, Vec<Text<'j>>>,
        /// Dates that are closed, or have hours of their own.
        optional holidays: Vec<Holiday<'j>>,
        /// The clause that states it.
        optional clause: Text<'j>,
        /// What that clause says.
        optional text: Text<'j>,
    }
}

object! {
    /// A date with hours of its own.
    DayHours {
        /// The local date.
        required date: Date<'j>,
        /// Its hours, in place of the week's; closed where there are none.
        optional hours: Vec<Text<'j>>,
    }
}

/// A date that is closed, or has hours of its own.
#[derive(Clone, Debug)]
pub enum Holiday<'j> {
    /// `"2026-12-25"`
    Closed(Date<'j>),
    /// `{ "date": "2026-12-24", "hours": ["08:00-12:00"] }`
    Hours(DayHours<'j>),
}

impl<'j> Value<'j> for Holiday<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(Date::read(reader, peek)?.map(Self::Closed)),
            Peek::Object => Ok(DayHours::read(reader, peek)?.map(Self::Hours)),
            _ => reader.wrong_shape(peek, &[Shape::Date, Shape::Object]),
        }
    }

    fn schema() -> Json {
        json!({ "anyOf": [<Date as Value>::schema(), <DayHours as Value>::schema()] })
    }
}
