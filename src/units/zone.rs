//! The local reading of an instant.

mod local;

use std::fmt;

use chrono::{
    Datelike, Days, NaiveDate, NaiveDateTime, NaiveTime, Offset, SecondsFormat, TimeDelta,
    TimeZone, Timelike,
};
use chrono_tz::{OffsetName, Tz};
use serde::{Deserialize, Serialize};

use super::{Instant, Interval};

/// The version of the bundled zone rules, such as `2025b`.
#[must_use]
pub fn zone_data_version() -> &'static str {
    chrono_tz::IANA_TZDB_VERSION
}

/// How often one zone may change to another.
pub const MOST_MOVES: usize = 4;

/// A time zone of the IANA database, or several, one after the other, as of a place that moved from
/// one to another: from the first instant of a local date on, its clocks are those of the next.
///
/// That date belongs to what comes after from its beginning in the zone before to its end in the next,
/// though clocks that went back may read the evening of the day before again.
///
/// It is copied wherever time is looked at, so what moves it has room in it, for a few times.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Zone {
    first: Tz,
    /// In order of time, the empty places last.
    moves: [Option<Move>; MOST_MOVES],
}

/// From when on the clocks are those of another zone.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
struct Move {
    /// The first second of the date in the zone before, since 1970 in UTC.
    second: i64,
    date: NaiveDate,
    to: Tz,
}

impl Move {
    fn at(&self) -> Instant {
        Instant::EPOCH.after(i128::from(self.second) * SECOND)
    }
}

const SECOND: i128 = 1_000_000_000;

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
    pub const UTC: Self = Self::of(Tz::UTC);

    const fn of(first: Tz) -> Self {
        Self { first, moves: [None; MOST_MOVES] }
    }

    /// The zone of that IANA name, such as `Europe/Berlin`.
    #[must_use]
    pub fn named(name: &str) -> Option<Self> {
        name.parse().ok().map(Self::of)
    }

    /// The IANA name, of several zones that of the first.
    #[must_use]
    pub fn name(&self) -> &'static str {
        self.first.name()
    }

    /// The zones that come after the first: the local date from whose beginning on each holds, and its
    /// IANA name.
    pub fn changes(&self) -> impl Iterator<Item = (NaiveDate, &'static str)> {
        self.moves().map(|it| (it.date, it.to.name()))
    }

    /// This zone until the beginning of a local date, which lies after every change of it or on the
    /// last, and the first of `to` from there on; nothing where it would change too often.
    #[must_use]
    pub fn moved(&self, date: NaiveDate, to: &Self) -> Option<Self> {
        let before = self.keeping(|it| it.date < date);
        let at = before.start_of_day(date).since(Instant::EPOCH).div_euclid(SECOND);
        let next = Move { second: i64::try_from(at).ok()?, date, to: to.first };
        if before.moves().last().map_or(before.first, |it| it.to) == to.first {
            return Some(before);
        }
        let mut moved = before;
        *moved.moves.iter_mut().find(|it| it.is_none())? = Some(next);
        Some(moved)
    }

    /// The zone as it is known at an instant: without what changes there or later.
    #[must_use]
    pub fn known_at(&self, instant: Instant) -> Self {
        self.keeping(|it| it.at() < instant)
    }

    /// The changes up to the first that `fits` not.
    fn keeping(&self, fits: impl Fn(&Move) -> bool) -> Self {
        let mut kept = *self;
        for place in &mut kept.moves {
            *place = place.filter(&fits);
        }
        kept
    }

    fn moves(&self) -> impl Iterator<Item = Move> {
        self.moves.iter().map_while(|it| *it)
    }

    /// The zone whose clocks are read at `instant`, and the first date that belongs to it.
    fn holding(&self, instant: Instant) -> (Tz, NaiveDate) {
        let last = self.moves().take_while(|it| it.at() <= instant).last();
        last.map_or((self.first, NaiveDate::MIN), |it| (it.to, it.date))
    }

    /// Every IANA name, for hints.
    pub fn names() -> impl Iterator<Item = &'static str> {
        chrono_tz::TZ_VARIANTS.iter().map(|zone| zone.name())
    }

    /// The first instant of the local day: midnight; the later part's first instant where a gap
    /// swallows midnight; the first of two where midnight comes twice. Up to the date on which the
    /// zone changes dates begin in the zone before.
    #[must_use]
    pub fn start_of_day(&self, date: NaiveDate) -> Instant {
        let midnight = date.and_time(NaiveTime::MIN);
        let (mut zone, mut since) = (self.first, None);
        for moved in self.moves() {
            if date <= moved.date {
                return local::first_instant(zone, midnight, since).min(moved.at());
            }
            (zone, since) = (moved.to, Some(moved.at()));
        }
        local::first_instant(zone, midnight, since)
    }

    /// The instant after the last of the local day: the next midnight; the second of two where the
    /// clocks go back into the day from after midnight.
    #[must_use]
    pub fn end_of_day(&self, date: NaiveDate) -> Option<Instant> {
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

    /// The local date at `instant`: the one that is read, unless a change of the zone has begun a
    /// later one.
    #[must_use]
    pub fn date_at(&self, instant: Instant) -> NaiveDate {
        let (zone, first) = self.holding(instant);
        local::reading(zone, instant).date().max(first)
    }

    /// The local time of day at `instant`, in nanoseconds after the midnight of [`Zone::date_at`]:
    /// before it where a change of the zone has begun that date and midnight is still to come.
    #[must_use]
    pub fn time_at(&self, instant: Instant) -> i128 {
        let (zone, first) = self.holding(instant);
        let reading = local::reading(zone, instant);
        let (read, time) = (reading.date(), reading.time());
        let early = first.max(read).signed_duration_since(read).num_days();
        let seconds = i64::from(time.num_seconds_from_midnight()) - early * 86_400;
        i128::from(seconds) * SECOND + i128::from(time.nanosecond())
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
    #[must_use]
    pub fn offsets(&self, window: Interval) -> Vec<(Interval, i64)> {
        let mut stretches = Vec::new();
        let (mut zone, mut from) = (self.first, window.from());
        for moved in self.moves().take_while(|it| it.at() < window.until()) {
            if from < moved.at() {
                local::push_offsets(zone, Interval::new(from, moved.at()), &mut stretches);
                from = moved.at();
            }
            zone = moved.to;
        }
        local::push_offsets(zone, Interval::new(from, window.until()), &mut stretches);
        stretches
    }

    /// How `instant` is read here; as the beginning of its date where the zone changes there.
    #[must_use]
    pub fn reading(&self, instant: Instant) -> LocalInstant {
        let (zone, _) = self.holding(instant.after(-1));
        let local = zone.from_utc_datetime(&instant.to_chrono().naive_utc());
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
        let is_midnight = local.time() == NaiveTime::MIN;
        let found = || {
            if is_midnight { self.start_of_day(local.date()) } else { self.first_instant(local) }
        };
        (0..=9999).contains(&local.year()).then(found)
    }

    /// The first instant whose local reading is not before `local`.
    fn first_instant(&self, local: NaiveDateTime) -> Instant {
        let (mut zone, mut since) = (self.first, None);
        for moved in self.moves() {
            let found = local::first_instant(zone, local, since);
            if found < moved.at() {
                return found;
            }
            (zone, since) = (moved.to, Some(moved.at()));
        }
        local::first_instant(zone, local, since)
    }
}

/// Its names: `Europe/Berlin`; where it changes, `Europe/Berlin, 2026-07-01 America/New_York`.
impl fmt::Display for Zone {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())?;
        self.changes().try_for_each(|(date, name)| write!(f, ", {date} {name}"))
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

    /// From the first of July 2026 on.
    fn moved(from: &str, to: &str) -> Zone {
        let [from, to] = [from, to].map(|name| Zone::named(name).unwrap());
        from.moved("2026-07-01".parse().unwrap(), &to).unwrap()
    }

    fn at(text: &str) -> Instant {
        Instant::parse(text).unwrap()
    }

    #[test]
    fn the_date_of_a_move_begins_in_the_zone_before_and_ends_in_the_next() {
        let days = |zone: Zone| {
            let ends = |date: &str| {
                let date = date.parse().unwrap();
                [zone.start_of_day(date), zone.end_of_day(date).unwrap()].map(|it| it.to_string())
            };
            [ends("2026-06-30"), ends("2026-07-01")]
        };
        let west = days(moved("Europe/Berlin", "America/New_York"));
        assert_eq!(west[0], ["2026-06-29T22:00:00Z", "2026-06-30T22:00:00Z"]);
        assert_eq!(west[1], ["2026-06-30T22:00:00Z", "2026-07-02T04:00:00Z"]);
        let east = days(moved("America/New_York", "Europe/Berlin"));
        assert_eq!(east[0], ["2026-06-30T04:00:00Z", "2026-07-01T04:00:00Z"]);
        assert_eq!(east[1], ["2026-07-01T04:00:00Z", "2026-07-01T22:00:00Z"]);
        // Samoa left out 30 December 2011; Niue reads 29 December still.
        let [apia, niue] = ["Pacific/Apia", "Pacific/Niue"].map(|it| Zone::named(it).unwrap());
        let gone = apia.moved("2011-12-31".parse().unwrap(), &niue).unwrap();
        let begins = |date: &str| gone.start_of_day(date.parse().unwrap()).to_string();
        assert_eq!(begins("2011-12-30"), "2011-12-30T10:00:00Z");
        assert_eq!(begins("2011-12-31"), "2011-12-30T10:00:00Z");
        assert_eq!(begins("2012-01-01"), "2012-01-01T11:00:00Z");
        // From 11 hours behind to 14 ahead the day is left out.
        let none = days(moved("Pacific/Niue", "Pacific/Kiritimati"));
        assert_eq!(none[1], ["2026-07-01T11:00:00Z", "2026-07-01T11:00:00Z"]);
    }

    #[test]
    fn clocks_that_went_back_read_before_the_midnight_of_their_date() {
        let zone = moved("Europe/Berlin", "America/New_York");
        let read = |text: &str| (zone.date_at(at(text)).to_string(), zone.time_at(at(text)));
        let hours = |hours: i128| hours * 3_600 * SECOND;
        assert_eq!(read("2026-06-30T21:00:00Z"), ("2026-06-30".to_owned(), hours(23)));
        assert_eq!(read("2026-06-30T22:00:00Z"), ("2026-07-01".to_owned(), hours(-6)));
        assert_eq!(read("2026-07-01T05:00:00Z"), ("2026-07-01".to_owned(), hours(1)));
        assert_eq!(zone.reading(at("2026-06-30T23:00:00Z")).at, "2026-06-30T19:00:00-04:00");
        // Where it changes, the day begins.
        assert_eq!(zone.reading(at("2026-06-30T22:00:00Z")).at, "2026-07-01T00:00:00+02:00");
        assert_eq!(zone.instant_read_as("2026-07-01T00:00"), Some(at("2026-06-30T22:00:00Z")));
        // The first of two.
        assert_eq!(zone.instant_read_as("2026-06-30T19:00"), Some(at("2026-06-30T17:00:00Z")));
        assert_eq!(zone.instant_read_as("2026-07-01T00:30"), Some(at("2026-07-01T04:30:00Z")));
        let before = |text: &str| zone.days_before(at(text), 1).unwrap().to_string();
        assert_eq!(before("2026-06-30T23:00:00Z"), "2026-06-29T17:00:00Z");
        assert_eq!(before("2026-06-30T22:00:00Z"), "2026-06-29T22:00:00Z");
        assert_eq!(before("2026-07-02T13:00:00Z"), "2026-07-01T13:00:00Z");
    }

    #[test]
    fn what_a_move_leaves_out_is_its_first_instant() {
        let zone = moved("America/New_York", "Europe/Berlin");
        let move_of = at("2026-07-01T04:00:00Z");
        assert_eq!(zone.instant_read_as("2026-07-01T05:59"), Some(move_of));
        assert_eq!(zone.instant_read_as("2026-07-01T06:01"), Some(at("2026-07-01T04:01:00Z")));
    }

    #[test]
    fn offsets_change_where_the_clocks_are_set() {
        let around = Interval::new(at("2026-06-29T00:00:00Z"), at("2026-07-03T00:00:00Z"));
        let offsets = |zone: Zone| -> Vec<(String, i64)> {
            let each = zone.offsets(around).into_iter();
            each.map(|(stretch, offset)| (stretch.until().to_string(), offset)).collect()
        };
        let end = || "2026-07-03T00:00:00Z".to_owned();
        let berlin = ("2026-06-30T22:00:00Z".to_owned(), 7_200);
        let york = offsets(moved("Europe/Berlin", "America/New_York"));
        assert_eq!(york, [berlin, (end(), -14_400)]);
        assert_eq!(offsets(moved("Europe/Berlin", "Europe/Paris")), [(end(), 7_200)]);
    }

    #[test]
    fn a_move_is_known_once_it_has_happened() {
        let zone = moved("Europe/Berlin", "America/New_York");
        let berlin = Zone::named("Europe/Berlin").unwrap();
        assert_eq!(zone.known_at(at("2026-06-30T22:00:00Z")), berlin);
        assert_eq!(zone.known_at(at("2026-06-30T22:00:01Z")), zone);
        // On its own day another takes its place.
        let date = "2026-07-01".parse().unwrap();
        assert_eq!(zone.moved(date, &berlin), Some(berlin));
        assert_eq!(zone.to_string(), "Europe/Berlin, 2026-07-01 America/New_York");
    }
}
