//! Exact quantities: would this make sense in a program about parcels?
//!
//! - [`Exact`]: a fraction without a largest size, parsed from decimals, rounded only by name.
//! - [`Instant`], [`Interval`], [`IntervalSet`]: points and stretches of time in UTC.
//! - [`Length`]: an agreed length, in calendar days or elapsed.
//! - [`Zone`], [`LocalInstant`]: how people read an instant.
//! - [`Unit`], [`Better`]: what a value counts in, and which values are better.
//! - [`Sort`]: lists in order, at little weight; [`partition_point_near`]: a place in one.
//! - [`Currency`], [`Money`]: amounts that never cross currencies.

mod currency;
mod exact;
mod instant;
mod interval;
mod interval_set;
mod length;
mod money;
mod order;
mod search;
mod share_out;
mod unit;
mod zone;

pub use currency::Currency;
pub use exact::{DecimalError, Exact};
pub use instant::{Instant, InstantError};
pub use interval::Interval;
pub use interval_set::IntervalSet;
pub use length::Length;
pub use money::Money;
pub use order::Sort;
pub use search::partition_point_near;
pub use share_out::share_out;
pub use unit::{Better, Unit};
pub use zone::{LocalInstant, MOST_MOVES, Zone, zone_data_version};
