//! The local reading of an instant.

use std::fmt;

use chrono::{
    DateTime, Datelike, Days, MappedLocalTime, NaiveDate, NaiveDateTime, NaiveTime, Offset,
    SecondsFormat, TimeDelta, TimeZone, Timelike,
};
use chrono_tz::{OffsetName, Tz};
use serde::{Deserialize, Serialize};

use super::{Instant, Interval};

/// The version of the bundled zone rules, such as `2025b`.
#[must_use]
pub fn zone_data_version() -> &'static str {
    chrono_tz::IANA_TZDB_VERSION
}

/// A time zone of the IANA database.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone(Tz);

/// An instant as it is read in a zone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct LocalInstant {
    /// RFC 3339 with the zone's offset at that instant: `2026-03-01T00:00:00+01:00`.
    pub at: String,
    /// What the zone calls itself then: `CET`; an offset such as `+03` where it has no name.
    pub zone: String,
}

impl Zone {
    /// Coordinated universal time.
    pub const UTC: Self = Self(Tz::UTC);

    /// The zone of that IANA name, such as `Europe/Berlin`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self)
    }

    /// Its IANA name.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.0.name()
    }

    /// Every IANA name, for hints.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// The first instant of the local day: midnight; the later part's first instant where a gap
    /// swallows midnight; the first of two where midnight comes twice.
    #[must_use]
    pub fn start_of_day(&self, date: NaiveDate) -> Instant {
        self.first_instant(date.and_time(NaiveTime::MIN))
    }

    /// The instant after the last of the local day: the next midnight; the second of two where the
    /// clocks go back into the day from after midnight.
    #[must_use]
    pub fn end_of_day(&self, date: NaiveDate) -> Option<Instant> {
        const SECOND: i128 = 1_000_000_000;
        let next = date.succ_opt()?;
        let midnight = self.start_of_day(next);
        let later =
            self.offsets(Interval::new(midnight, midnight.after(86_400 * SECOND))).into_iter();
        let again = later.filter(|(stretch, _)| self.date_at(stretch.from()) < next);
        let utc = i128::from(next.and_time(NaiveTime::MIN).and_utc().timestamp());
        let ends =
            again.map(|(_, offset)| Instant::EPOCH.after((utc - i128::from(offset)) * SECOND));
        Some(ends.max().unwrap_or(midnight))
    }

    /// The local date at `instant`.
    #[must_use]
    pub fn date_at(&self, instant: Instant) -> NaiveDate {
        self.0.from_utc_datetime(&instant.to_chrono().naive_utc()).date_naive()
    }

    /// The local time of day at `instant`, in nanoseconds after midnight.
    #[must_use]
    pub fn time_at(&self, instant: Instant) -> i128 {
        let time = self.0.from_utc_datetime(&instant.to_chrono().naive_utc()).time();
        i128::from(time.num_seconds_from_midnight()) * 1_000_000_000 + i128::from(time.nanosecond())
    }

    /// The first instant of the local day whose reading is not before midnight and so many
    /// nanoseconds.
    #[must_use]
    pub fn time_on(&self, date: NaiveDate, nanoseconds: i128) -> Instant {
        let seconds = i64::try_from(nanoseconds.div_euclid(1_000_000_000)).unwrap_or_default();
        let part = i64::try_from(nanoseconds.rem_euclid(1_000_000_000)).unwrap_or_default();
        let time = TimeDelta::seconds(seconds) + TimeDelta::nanoseconds(part);
        self.first_instant(date.and_time(NaiveTime::MIN) + time)
    }

    /// The instant so many local days before `instant`, at the same local time; of the beginning of
    /// a day, the beginning of that day.
    #[must_use]
    pub fn days_before(&self, instant: Instant, days: u32) -> Option<Instant> {
        let today = self.date_at(instant);
        let date = today.checked_sub_days(Days::new(days.into()))?;
        let begins_a_day = self.start_of_day(today) == instant;
        let at = || self.time_on(date, self.time_at(instant));
        Some(if begins_a_day { self.start_of_day(date) } else { at() })
    }

    /// `window` in stretches of one offset each, with the seconds that local time is ahead of UTC
    /// in them.
    ///
    /// No zone of the IANA database ever changed its offset twice within three days.
    #[must_use]
    pub fn offsets(&self, window: Interval) -> Vec<(Interval, i64)> {
        const DAYS: i128 = 2 * 86_400 * 1_000_000_000;
        let mut stretches = Vec::new();
        let (mut from, mut offset) = (window.from(), self.offset_at(window.from()));
        let mut at = from;
        while at < window.until() {
            let next = at.after(DAYS).min(window.until());
            if self.offset_at(next) != offset {
                let change = self.change_between(at, next);
                stretches.push((Interval::new(from, change), offset));
                (from, offset) = (change, self.offset_at(change));
            }
            at = next;
        }
        stretches.push((Interval::new(from, window.until()), offset));
        stretches
    }

    /// The first whole second at which the offset is no longer that of `before`.
    fn change_between(&self, before: Instant, after: Instant) -> Instant {
        let offset = self.offset_at(before);
        let second = |instant: Instant| instant.since(Instant::EPOCH).div_euclid(1_000_000_000);
        let (mut low, mut high) = (second(before), second(after));
        while high - low > 1 {
            let middle = i128::midpoint(low, high);
            if self.offset_at(Instant::EPOCH.after(middle * 1_000_000_000)) == offset {
                low = middle;
            } else {
                high = middle;
            }
        }
        Instant::EPOCH.after(high * 1_000_000_000)
    }

    /// The seconds that local time is ahead of UTC.
    fn offset_at(&self, instant: Instant) -> i64 {
        let utc = instant.to_chrono().naive_utc();
        self.0.offset_from_utc_datetime(&utc).fix().local_minus_utc().into()
    }

    /// How `instant` is read here.
    #[must_use]
    pub fn reading(&self, instant: Instant) -> LocalInstant {
        let local = self.0.from_utc_datetime(&instant.to_chrono().naive_utc());
        let whole_minutes = local.offset().fix().local_minus_utc() % 60 == 0;
        // RFC 3339 has no seconds in an offset: what old local time had them is told in UTC.
        if !whole_minutes {
            return LocalInstant { at: instant.to_string(), zone: Self::UTC.name().to_owned() };
        }
        LocalInstant {
            at: local.to_rfc3339_opts(SecondsFormat::AutoSi, true),
            zone: local.offset().abbreviation().unwrap_or_default().to_owned(),
        }
    }

    /// The instant of a date and time as it is written here, `2026-03-29T12:00`, with seconds or
    /// without; the first of two that are read so, and the end of the gap that swallows it.
    #[must_use]
    pub fn instant_read_as(&self, text: &str) -> Option<Instant> {
        const WITHOUT_SECONDS: usize = "2026-03-29T12:00".len();
        let seconds = if text.len() == WITHOUT_SECONDS { ":00" } else { "" };
        let local: NaiveDateTime = format!("{text}{seconds}").parse().ok()?;
        (0..=9999).contains(&local.year()).then(|| self.first_instant(local))
    }

    /// The first instant whose local reading is not before `local`.
    fn first_instant(&self, local: NaiveDateTime) -> Instant {
        match self.0.from_local_datetime(&local) {
            MappedLocalTime::Single(at) | MappedLocalTime::Ambiguous(at, _) => {
                Instant::from_chrono(at.to_utc())
            }
            MappedLocalTime::None => self.end_of_gap(local),
        }
    }

    /// The end of the gap that swallows `local`, by bisection: no offset reaches two days.
    fn end_of_gap(&self, local: NaiveDateTime) -> Instant {
        const TWO_DAYS: i64 = 2 * 86_400;
        let wanted = local.and_utc().timestamp();
        let reading = |utc: i64| {
            let at = DateTime::from_timestamp(utc, 0).unwrap_or_default().naive_utc();
            utc + i64::from(self.0.offset_from_utc_datetime(&at).fix().local_minus_utc())
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
        Instant::from_chrono(DateTime::from_timestamp(after, 0).unwrap_or_default())
    }
}

impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn start(zone: &str, date: &str) -> String {
        Zone::named(zone).unwrap().start_of_day(date.parse().unwrap()).to_string()
    }

    #[test]
    fn days_before_a_day_begins_begin_a_day() {
        let havana = Zone::named("America/Havana").unwrap();
        let begins = |date: &str| havana.start_of_day(date.parse().unwrap());
        // On 8 March 2026 Havana has no midnight: the day begins at one.
        assert_eq!(havana.days_before(begins("2026-03-08"), 7), Some(begins("2026-03-01")));
        assert_eq!(havana.days_before(begins("2026-03-09"), 1), Some(begins("2026-03-08")));
        let noon = |date: &str| havana.time_on(date.parse().unwrap(), 43_200_000_000_000);
        assert_eq!(havana.days_before(noon("2026-03-08"), 7), Some(noon("2026-03-01")));
    }

    #[test]
    fn a_day_starts_at_midnight_or_after_the_gap_that_swallows_it() {
        assert_eq!(start("Europe/Berlin", "2026-03-29"), "2026-03-28T23:00:00Z");
        // Beirut skips 00:00 to 01:00 on 27 March 2022.
        assert_eq!(start("Asia/Beirut", "2022-03-27"), "2022-03-26T22:00:00Z");
        // Samoa skips the whole of 30 December 2011.
        assert_eq!(start("Pacific/Apia", "2011-12-30"), "2011-12-30T10:00:00Z");
        assert_eq!(start("Pacific/Apia", "2011-12-31"), "2011-12-30T10:00:00Z");
    }

    #[test]
    fn the_first_of_two_midnights_starts_the_day() {
        // Havana goes from 01:00 back to 00:00 on 1 November 2026.
        assert_eq!(start("America/Havana", "2026-11-01"), "2026-11-01T04:00:00Z");
    }

    #[test]
    fn a_day_ends_with_its_last_reading() {
        let end = |zone: &str, date: &str| {
            let end = Zone::named(zone).unwrap().end_of_day(date.parse().unwrap());
            end.unwrap().to_string()
        };
        assert_eq!(end("Europe/Berlin", "2026-10-25"), "2026-10-25T23:00:00Z");
        // Beirut goes from midnight back to 23:00, St. John's did so one minute later.
        assert_eq!(end("Asia/Beirut", "2026-10-24"), "2026-10-24T22:00:00Z");
        assert_eq!(end("America/St_Johns", "2010-11-06"), "2010-11-07T03:30:00Z");
        assert_eq!(end("Pacific/Apia", "2011-12-29"), "2011-12-30T10:00:00Z");
    }

    #[test]
    fn finds_what_is_read_here() {
        let berlin = Zone::named("Europe/Berlin").unwrap();
        let found = |text| berlin.instant_read_as(text).map(|at| at.to_string());
        assert_eq!(found("2026-07-10T10:00").as_deref(), Some("2026-07-10T08:00:00Z"));
        assert_eq!(found("2026-01-10T10:00:00.5").as_deref(), Some("2026-01-10T09:00:00.500Z"));
        assert_eq!(found("2026-03-29T02:30").as_deref(), Some("2026-03-29T01:00:00Z"));
        assert_eq!(found("2026-10-25T02:30").as_deref(), Some("2026-10-25T00:30:00Z"));
        for wrong in
            ["", "2026-07-10", "2026-07-10T10:00Z", "+12026-07-10T10:00", "2026-02-30T10:00"]
        {
            assert_eq!(found(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn reads_with_offset_and_name() {
        let instant = Instant::parse("2026-07-01T10:00:00Z").unwrap();
        let reading = Zone::named("Europe/Berlin").unwrap().reading(instant);
        assert_eq!(
            (reading.at.as_str(), reading.zone.as_str()),
            ("2026-07-01T12:00:00+02:00", "CEST")
        );
        assert_eq!(Zone::UTC.reading(instant).at, "2026-07-01T10:00:00Z");
        // Liberia was 44 minutes and 30 seconds behind UTC until 1972.
        let instant = Instant::parse("1971-12-01T00:44:30Z").unwrap();
        let reading = Zone::named("Africa/Monrovia").unwrap().reading(instant);
        assert_eq!((reading.at.as_str(), reading.zone.as_str()), ("1971-12-01T00:44:30Z", "UTC"));
    }
}
