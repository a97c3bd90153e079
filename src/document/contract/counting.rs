//! How incidents count, as it is written.

use jiter::Peek;
use serde_json::{Value as Json, json};

use crate::diagnostic::Shape;
use crate::document::object::{Members, object};
use crate::document::read::{Broken, Reader, Value};
use crate::document::token::{Digits, Text};
use crate::document::word_or::WordOr;

object! {
    /// How incidents count; what a service or an objective says of it holds before the contract's.
    Counting {
        /// For each impact word the weight, from 0 to 1, of a second with it. Of the contract
        /// alone.
        optional impact: Members<'j, Digits<'j>>,
        /// The length of a service period for availability: `actual`, or a fixed one, `P30D`, in
        /// place of the agreed time of a whole, always open period. Of the contract alone.
        optional period_length: Text<'j>,
        /// What incidents at one instant weigh: the heaviest alone, `union`, or their `sum`.
        optional overlap: Text<'j>,
        /// Which users incidents touch at one instant: each `different` ones, whose shares add up
        /// to all at most, or all those of the `largest`.
        optional same_users: Text<'j>,
        /// What an outage is: all time without a break at which any incident has weight, `outage`,
        /// or each `incident` by itself.
        optional per: Text<'j>,
        /// When an incident begins to count: when it `started`, was `detected`, or `reported`.
        optional outage_from: Text<'j>,
        /// To which period an outage belongs for their number, the longest and mean times: that in
        /// which it `began` or `ended`.
        optional outage_in: Text<'j>,
        /// How long an outage must be to count: `"PT1M"`, at least so long, or
        /// `{ "more_than": "PT1M" }`.
        optional minimum_outage: MinimumOutage<'j>,
        /// So much of each outage, from its beginning, does not count.
        optional grace: Text<'j>,
        /// The units of the clock by which outages count, after their minimum and grace; `exact`
        /// where each instant counts by itself.
        optional unit: Unit<'j>,
        /// Which of two incidents of one instant holds: the `counted` or the `excluded` one.
        optional concurrent_cause: Text<'j>,
        /// What becomes of spans that are declared not to count: `removed`, `up`, `down`,
        /// `ignored`.
        optional exclusion_span: Text<'j>,
        /// What becomes of maintenance, likewise. Where it is `down`, it weighs on a group from the
        /// first instant that is judged: before that nothing was promised.
        optional maintenance: Text<'j>,
        /// What becomes of incidents with an excluded cause, likewise.
        optional excluded_incident: Text<'j>,
        /// What becomes of time of which nothing is known, likewise.
        optional unknown: Text<'j>,
        /// What makes an outage of a step of a series of requests: so many of its requests that did
        /// not succeed; `never` where nothing does.
        optional down_when: DownWhen<'j>,
    }
}

object! {
    /// When a step of a series of requests is an outage, in full; one of the bounds.
    ErrorRate {
        /// More than this share of its requests did not succeed, in percent.
        optional error_rate_above: Digits<'j>,
        /// This share of its requests did not succeed, or more, in percent.
        optional error_rate_at_or_above: Digits<'j>,
        /// How many requests it must have had; without one, none is an outage.
        optional minimum_requests: Digits<'j>,
    }
}

/// When a step of a series of requests is an outage; `"never"` where none is.
pub type DownWhen<'j> = WordOr<'j, ErrorRate<'j>>;

object! {
    /// How long an outage must be to count: one of its bounds.
    Minimum {
        /// At least so long.
        optional at_least: Text<'j>,
        /// Longer than this.
        optional more_than: Text<'j>,
    }
}

object! {
    /// Units of the clock in the contract's zone; which of them count, by one of two fields.
    UnitOfClock {
        /// Their length, which divides a day: `PT1M`.
        required length: Text<'j>,
        /// `any` that an outage touches, whole, or those down throughout, `whole`.
        optional counts: Text<'j>,
        /// Those that are down for longer than this, whole.
        optional more_than: Text<'j>,
    }
}

/// The units by which outages count; `"exact"` where there is none.
pub type Unit<'j> = WordOr<'j, UnitOfClock<'j>>;

/// How long an outage must be to count.
#[derive(Clone, Debug)]
pub enum MinimumOutage<'j> {
    /// `"PT1M"`
    AtLeast(Text<'j>),
    /// `{ "more_than": "PT1M" }`
    Bound(Minimum<'j>),
}

impl<'j> Value<'j> for MinimumOutage<'j> {
    fn read(reader: &mut Reader<'j, '_>, peek: Peek) -> Result<Option<Self>, Broken> {
        match peek {
            Peek::String => Ok(Text::read(reader, peek)?.map(Self::AtLeast)),
            Peek::Object => Ok(Minimum::read(reader, peek)?.map(Self::Bound)),
            _ => reader.wrong_shape(peek, &[Shape::Length, Shape::Object]),
        }
    }

    fn schema() -> Json {
        let length = json!({ "type": "string", "format": "duration" });
        json!({ "anyOf": [length, <Minimum as Value>::schema()] })
    }
}
