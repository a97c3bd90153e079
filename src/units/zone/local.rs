//! What the clocks of one zone of the IANA database read.

use chrono::{DateTime, MappedLocalTime, NaiveDateTime, Offset, TimeZone};
use chrono_tz::Tz;

use super::SECOND;
use crate::units::{Instant, Interval};

/// What is read at `instant`.
pub(super) fn reading(zone: Tz, instant: Instant) -> NaiveDateTime {
    zone.from_utc_datetime(&instant.to_chrono().naive_utc()).naive_local()
}

/// The seconds that local time is ahead of UTC.
fn offset_at(zone: Tz, instant: Instant) -> i64 {
    let utc = instant.to_chrono().naive_utc();
    zone.offset_from_utc_datetime(&utc).fix().local_minus_utc().into()
}

/// Adds `window` in stretches of one offset each, with the offset; the first goes on with the last
/// that is there where both have the same.
///
/// No zone of the IANA database ever changed its offset twice within three days.
pub(super) fn push_offsets(zone: Tz, window: Interval, stretches: &mut Vec<(Interval, i64)>) {
    const DAYS: i128 = 2 * 86_400 * SECOND;
    let (mut from, mut offset) = (window.from(), offset_at(zone, window.from()));
    if let Some((last, _)) = stretches.pop_if(|(_, last)| *last == offset) {
        from = last.from();
    }
    let mut at = window.from();
    while at < window.until() {
        let next = at.after(DAYS).min(window.until());
        if offset_at(zone, next) != offset {
            let change = change_between(zone, at, next);
            stretches.push((Interval::new(from, change), offset));
            (from, offset) = (change, offset_at(zone, change));
        }
        at = next;
    }
    stretches.push((Interval::new(from, window.until()), offset));
}

/// The first whole second at which the offset is no longer that of `before`.
fn change_between(zone: Tz, before: Instant, after: Instant) -> Instant {
    let offset = offset_at(zone, before);
    let second = |instant: Instant| instant.since(Instant::EPOCH).div_euclid(SECOND);
    let (mut low, mut high) = (second(before), second(after));
    while high - low > 1 {
        let middle = i128::midpoint(low, high);
        if offset_at(zone, Instant::EPOCH.after(middle * SECOND)) == offset {
            low = middle;
        } else {
            high = middle;
        }
    }
    Instant::EPOCH.after(high * SECOND)
}

/// The first instant, not before `since`, whose reading is not before `local`.
pub(super) fn first_instant(zone: Tz, local: NaiveDateTime, since: Option<Instant>) -> Instant {
    let (first, second) = match zone.from_local_datetime(&local) {
        MappedLocalTime::Single(at) => (at, at),
        MappedLocalTime::Ambiguous(first, second) => (first, second),
        MappedLocalTime::None => {
            let end = zone.from_utc_datetime(&end_of_gap(zone, local).naive_utc());
            (end, end)
        }
    };
    let (first, second) =
        (Instant::from_chrono(first.to_utc()), Instant::from_chrono(second.to_utc()));
    match since {
        Some(since) if reading(zone, since) >= local => since,
        Some(since) if first < since => second,
        _ => first,
    }
}

/// The end of the gap that swallows `local`, by bisection: no offset reaches two days.
fn end_of_gap(zone: Tz, local: NaiveDateTime) -> DateTime<chrono::Utc> {
    const TWO_DAYS: i64 = 2 * 86_400;
    let wanted = local.and_utc().timestamp();
    let reading = |utc: i64| {
        let at = DateTime::from_timestamp(utc, 0).unwrap_or_default().naive_utc();
        utc + i64::from(zone.offset_from_utc_datetime(&at).fix().local_minus_utc())
    };
    let (mut before, mut after) = (wanted - TWO_DAYS, wanted + TWO_DAYS);
    while after - before > 1 {
        let middle = i64::midpoint(before, after);
        if reading(middle) < wanted {
            before = middle;
        } else {
            after = middle;
        }
    }
    DateTime::from_timestamp(after, 0).unwrap_or_default()
}
