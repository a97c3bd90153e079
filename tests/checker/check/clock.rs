//! Instants, and their reading in the contract's zone.

use std::cell::RefCell;
use std::collections::BTreeMap;

use chrono::{DateTime, Days, NaiveDate, Offset, SecondsFormat, TimeZone};
use chrono_tz::{OffsetName, Tz};
use serde_json::{Value, json};

use super::number::{Number, whole};
use super::zones::{Later, Zones};

/// Nanoseconds since the beginning of 1970 in UTC.
pub(crate) type Nanos = i128;

const SECOND: Nanos = 1_000_000_000;

/// The instant of a text of RFC 3339.
pub(crate) fn instant(text: &str) -> Option<Nanos> {
    let read = DateTime::parse_from_rfc3339(text).ok()?;
    Some(Nanos::from(read.timestamp()) * SECOND + Nanos::from(read.timestamp_subsec_nanos()))
}

/// The seconds from one instant to another.
pub(crate) fn seconds(from: Nanos, until: Nanos) -> Number {
    Number::new((until - from).into(), SECOND.into())
}

/// The clocks of a contract.
pub(crate) struct Clock {
    pub(crate) zones: Zones,
    days: RefCell<BTreeMap<NaiveDate, Nanos>>,
}

impl Clock {
    pub(crate) fn new(zones: Zones) -> Self {
        Self { zones, days: RefCell::default() }
    }

    /// Goes on in another zone.
    pub(crate) fn change(&mut self, later: Later) {
        self.zones.later.push(later);
        self.days = RefCell::default();
    }

    fn local(&self, at: Nanos) -> DateTime<Tz> {
        local_in(self.zones.at(at), at)
    }

    /// The instant as the report writes it: where the zone changes by the clocks before.
    pub(crate) fn reading(&self, at: Nanos) -> Value {
        let local = local_in(self.zones.at(at - 1), at);
        let name = local.offset().abbreviation().unwrap_or_default();
        json!({ "at": local.to_rfc3339_opts(SecondsFormat::AutoSi, true), "zone": name })
    }

    /// The local date at an instant; from where the zone changes on none before.
    pub(crate) fn date_at(&self, at: Nanos) -> NaiveDate {
        self.local(at).date_naive().max(self.zones.first_date(at))
    }

    /// The first instant whose local reading is of this date, or later where the zone skips it:
    /// found by looking at every quarter of an hour around it, then at every minute.
    pub(crate) fn start_of_day(&self, date: NaiveDate) -> Nanos {
        const MINUTE: Nanos = 60 * SECOND;
        if let Some(known) = self.days.borrow().get(&date) {
            return *known;
        }
        let begun = |at: &Nanos| self.date_at(*at) >= date;
        let midnight_of_utc = Nanos::from(date.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp());
        let earliest = midnight_of_utc * SECOND - 26 * 60 * MINUTE;
        let quarter = (0..).map(|n| earliest + n * 15 * MINUTE).find(begun).unwrap();
        let start = (0..).map(|n| quarter + (n - 15) * MINUTE).find(begun).unwrap();
        self.days.borrow_mut().insert(date, start);
        start
    }

    /// The instant on a local date with the local time of another instant.
    pub(crate) fn same_time(&self, at: Nanos, date: NaiveDate) -> Nanos {
        let local = self.local(at).naive_local();
        let early = self.date_at(at) - local.date();
        let wanted = date.and_time(local.time()) - early;
        let all = std::iter::once(self.zones.first);
        let all = all.chain(self.zones.later.iter().map(|later| later.zone));
        let read = all.flat_map(|zone| zone.from_local_datetime(&wanted).earliest());
        let read = read.map(|same| {
            let seconds = Nanos::from(same.timestamp()) * SECOND;
            (same.timezone(), seconds + Nanos::from(same.timestamp_subsec_nanos()))
        });
        let mut read = read.filter(|(zone, same)| self.zones.at(*same) == *zone);
        read.next().unwrap().1
    }

    /// The unit of the clock that holds an instant: between two multiples of its length on the
    /// clock, or where the clock is set.
    pub(crate) fn unit(&self, at: Nanos, length: Nanos) -> (Nanos, Nanos) {
        let ahead =
            |at: Nanos| Nanos::from(self.local(at).offset().fix().local_minus_utc()) * SECOND;
        let own = ahead(at);
        let from = at - (at + own).rem_euclid(length);
        let minutes = |from: Nanos, until: Nanos| (from..until).step_by(60_000_000_000);
        // Wherever the clock is set it is set at a full minute.
        let from = minutes(from, at).find(|it| ahead(*it) == own).unwrap_or(from);
        let until = at - (at + own).rem_euclid(length) + length;
        let floor = at - at.rem_euclid(60 * SECOND);
        let until = minutes(floor, until).find(|it| *it > at && ahead(*it) != own).unwrap_or(until);
        (from, until)
    }

    /// The first instant after this local date.
    pub(crate) fn end_of_day(&self, date: NaiveDate) -> Nanos {
        self.start_of_day(date.checked_add_days(Days::new(1)).unwrap())
    }
}

fn local_in(zone: Tz, at: Nanos) -> DateTime<Tz> {
    let seconds = i64::try_from(at.div_euclid(SECOND)).unwrap();
    let part = u32::try_from(at.rem_euclid(SECOND)).unwrap();
    zone.from_utc_datetime(&DateTime::from_timestamp(seconds, part).unwrap().naive_utc())
}

/// Whether two stretches share an instant.
pub(crate) fn overlap(a: (Nanos, Nanos), b: (Nanos, Nanos)) -> bool {
    a.0.max(b.0) < a.1.min(b.1)
}

/// The weighted seconds of `window`: it is cut at every end of a stretch, and in each slice the
/// largest weight of the stretches that hold it counts.
pub(crate) fn largest_weight(
    window: (Nanos, Nanos),
    stretches: &[(Nanos, Nanos, Number)],
) -> Number {
    let mut cuts: Vec<Nanos> =
        stretches.iter().flat_map(|(from, until, _)| [*from, *until]).collect();
    cuts.extend([window.0, window.1]);
    cuts.retain(|cut| (window.0..=window.1).contains(cut));
    cuts.sort_unstable();
    let slices = cuts.windows(2).map(|slice| {
        let holds = |s: &&(Nanos, Nanos, Number)| s.0 <= slice[0] && slice[1] <= s.1;
        let largest = stretches.iter().filter(holds).map(|s| s.2.clone()).max();
        largest.unwrap_or(whole(0)) * seconds(slice[0], slice[1])
    });
    slices.fold(whole(0), |sum, slice| sum + slice)
}
