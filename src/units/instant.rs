//! A point in time.

use std::fmt;
use std::num::NonZeroI128;

use chrono::{DateTime, Utc};
use serde::{Serialize, Serializer};

/// A point in time, to the nanosecond, in UTC.
///
/// It is read from and written as RFC 3339; the year has four digits.
///
/// # Example
///
/// ```
/// use sla_calculator::units::Instant;
///
/// let noon = Instant::parse("2026-03-29T12:00:00+02:00")?;
/// assert_eq!(noon.to_string(), "2026-03-29T10:00:00Z");
/// # Ok::<(), sla_calculator::units::InstantError>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Instant {
    /// From an instant so early that none is zero: where there may be one, of which there are
    /// millions, it takes no more room than where there is.
    nanoseconds: NonZeroI128,
}

/// Why a text is no instant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum InstantError {
    /// Not RFC 3339, or a date or time that does not exist.
    NotAnInstant,
    /// A date and time without `Z` or `+01:00`, which may be any of some forty instants.
    NoOffset,
}

impl fmt::Display for InstantError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotAnInstant => "not an instant of RFC 3339",
            Self::NoOffset => "no offset from UTC",
        })
    }
}

impl std::error::Error for InstantError {}

const NANOSECONDS_PER_SECOND: i128 = 1_000_000_000;

/// From that early instant to the beginning of 1970: some forty million million years.
const BEFORE_EPOCH: i128 = 1 << 100;

impl Instant {
    /// The beginning of 1970.
    pub const EPOCH: Self = Self::new(0);

    /// The last instant that can be written: the end of the year 9999 in UTC.
    pub const LAST: Self = Self::new(253_402_300_799_999_999_999);

    /// So many nanoseconds after the beginning of 1970.
    const fn new(nanoseconds: i128) -> Self {
        let nanoseconds = match NonZeroI128::new(nanoseconds + BEFORE_EPOCH) {
            Some(nanoseconds) => nanoseconds,
            None => NonZeroI128::MIN,
        };
        Self { nanoseconds }
    }

    /// Reads an instant of RFC 3339 with its offset: `2026-03-29T12:00:00+02:00`.
    ///
    /// # Errors
    ///
    /// - [`InstantError::NoOffset`] where only the offset is missing;
    /// - [`InstantError::NotAnInstant`] for everything else, a fraction finer than a nanosecond
    ///   included.
    pub fn parse(text: &str) -> Result<Self, InstantError> {
        match Self::parse_plain(text) {
            Some(instant) => Ok(instant),
            None if Self::parse_plain(&format!("{text}Z")).is_some() => Err(InstantError::NoOffset),
            None => Err(InstantError::NotAnInstant),
        }
    }

    /// `2026-03-29T12:00:00.5+02:00`, by its places: incident histories hold millions of these.
    ///
    /// Source: RFC 3339, section 5.6; a leap second is the first of the next minute.
    fn parse_plain(text: &str) -> Option<Self> {
        let (date_time, rest) = text.as_bytes().split_first_chunk::<19>()?;
        let [a, b, c, d, b'-', e, f, b'-', g, h, b'T' | b't' | b' ', i, j, b':', k, l, b':', m, n] =
            *date_time
        else {
            return None;
        };
        let (year, month, day) = (number(&[a, b, c, d])?, number(&[e, f])?, number(&[g, h])?);
        let (hour, minute, second) = (number(&[i, j])?, number(&[k, l])?, number(&[m, n])?);
        let days = days_since_epoch(year, month, day)?;
        if hour > 23 || minute > 59 || second > 60 || (second == 60 && minute != 59) {
            return None;
        }
        let (nanoseconds, rest) = fraction(rest)?;
        let seconds =
            days * 86_400 + i64::from(hour * 3_600 + minute * 60 + second) - offset(rest)?;
        Some(Self::new(i128::from(seconds) * NANOSECONDS_PER_SECOND + nanoseconds))
    }

    /// The instant so many nanoseconds after this one, or before where negative.
    #[must_use]
    pub fn after(self, nanoseconds: i128) -> Self {
        Self::new(self.since(Self::EPOCH) + nanoseconds)
    }

    /// The nanoseconds from `earlier` to this instant; negative where it is later.
    #[must_use]
    pub fn since(self, earlier: Self) -> i128 {
        self.nanoseconds.get() - earlier.nanoseconds.get()
    }

    pub(super) fn from_chrono(moment: DateTime<Utc>) -> Self {
        let whole = i128::from(moment.timestamp()) * NANOSECONDS_PER_SECOND;
        Self::new(whole + i128::from(moment.timestamp_subsec_nanos()))
    }

    /// The same instant for the calendar; saturated at the ends of time that chrono knows.
    pub(super) fn to_chrono(self) -> DateTime<Utc> {
        let nanoseconds = self.since(Self::EPOCH);
        let seconds = nanoseconds.div_euclid(NANOSECONDS_PER_SECOND);
        let part = nanoseconds.rem_euclid(NANOSECONDS_PER_SECOND);
        let end = if seconds < 0 { DateTime::<Utc>::MIN_UTC } else { DateTime::<Utc>::MAX_UTC };
        i64::try_from(seconds)
            .ok()
            .zip(u32::try_from(part).ok())
            .and_then(|(seconds, part)| DateTime::from_timestamp(seconds, part))
            .unwrap_or(end)
    }
}

/// The days from the beginning of 1970 to a date that exists, in the calendar of Gregory throughout.
fn days_since_epoch(year: u32, month: u32, day: u32) -> Option<i64> {
    const DAYS_BEFORE_MONTH: [u32; 12] = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];
    const DAYS_BEFORE_1970: i64 = 719_528;
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let last = match month {
        2 => 28 + u32::from(is_leap),
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    if !(1..=last).contains(&day) {
        return None;
    }
    let before_month = DAYS_BEFORE_MONTH.get(month.checked_sub(1)? as usize)?;
    let leap_years = year.div_ceil(4) - year.div_ceil(100) + year.div_ceil(400);
    let leap_day = u32::from(is_leap && month > 2);
    let days = 365 * year + leap_years + before_month + leap_day + day - 1;
    Some(i64::from(days) - DAYS_BEFORE_1970)
}

/// Digits as a number.
fn number(digits: &[u8]) -> Option<u32> {
    digits.iter().try_fold(0_u32, |number, digit| {
        digit.is_ascii_digit().then(|| number * 10 + u32::from(digit - b'0'))
    })
}

/// The nanoseconds of `.123456789`, if there is a fraction, and what follows.
fn fraction(text: &[u8]) -> Option<(i128, &[u8])> {
    let Some(digits) = text.strip_prefix(b".") else { return Some((0, text)) };
    let length = digits.iter().take_while(|digit| digit.is_ascii_digit()).count();
    let (digits, rest) = digits.split_at_checked(length)?;
    let scale = 10_u32.checked_pow(9_u32.checked_sub(u32::try_from(length).ok()?)?)?;
    (length > 0).then_some((i128::from(number(digits)? * scale), rest))
}

/// The seconds that `Z` or `+01:00` is ahead of UTC.
fn offset(text: &[u8]) -> Option<i64> {
    let (sign, hours, minutes) = match *text {
        [b'Z' | b'z'] => return Some(0),
        [b'+', a, b, b':', c, d] => (1, number(&[a, b])?, number(&[c, d])?),
        [b'-', a, b, b':', c, d] => (-1, number(&[a, b])?, number(&[c, d])?),
        _ => return None,
    };
    (hours < 24 && minutes < 60).then_some(sign * i64::from(hours * 3_600 + minutes * 60))
}

impl fmt::Display for Instant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let text = self.to_chrono().to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true);
        f.write_str(&text)
    }
}

impl Serialize for Instant {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

#[cfg(test)]
mod tests {
    use chrono::NaiveDate;

    use super::*;

    #[test]
    fn reads_offsets_and_fractions() {
        let parse = |text| Instant::parse(text).map(|instant| instant.to_string());
        assert_eq!(parse("2026-03-01T00:00:00+01:00").as_deref(), Ok("2026-02-28T23:00:00Z"));
        assert_eq!(parse("2026-03-01T00:00:00.5Z").as_deref(), Ok("2026-03-01T00:00:00.500Z"));
        assert_eq!(parse("0000-01-01T00:00:00Z").as_deref(), Ok("0000-01-01T00:00:00Z"));
        let last = "9999-12-31T23:59:59.999999999Z";
        assert_eq!(parse(last).as_deref(), Ok(last));
        assert_eq!(Instant::parse(last), Ok(Instant::LAST));
    }

    #[test]
    fn tells_a_missing_offset_from_nonsense() {
        for (text, error) in [
            ("2026-03-01T00:00:00", InstantError::NoOffset),
            ("2026-03-01", InstantError::NotAnInstant),
            ("2026-02-30T00:00:00Z", InstantError::NotAnInstant),
            ("2026-03-01T24:00:00Z", InstantError::NotAnInstant),
            ("+12026-03-01T00:00:00Z", InstantError::NotAnInstant),
            ("2026-03-01T00:00:00.0123456789Z", InstantError::NotAnInstant),
            ("yesterday", InstantError::NotAnInstant),
            ("", InstantError::NotAnInstant),
            ("2026-03-01T00:00:00.Z", InstantError::NotAnInstant),
            ("2026-03-01T00:00:00+0100", InstantError::NotAnInstant),
            ("2026-03-01T00:00:00+24:00", InstantError::NotAnInstant),
            ("2026-03-01T00:00:00ZZ", InstantError::NotAnInstant),
            ("2026-03-01T00:00:\u{661}\u{661}Z", InstantError::NotAnInstant),
            ("2026-03-01T00:00:60Z", InstantError::NotAnInstant),
        ] {
            assert_eq!(Instant::parse(text), Err(error), "{text}");
        }
    }

    #[test]
    fn agrees_with_chrono() {
        let mut at = Instant::parse("1999-12-31T23:59:58.25Z").unwrap();
        for _ in 0..4_000 {
            at = at.after(9_753_101_000_000_017);
            let text = at.to_chrono().to_rfc3339();
            let chrono = DateTime::parse_from_rfc3339(&text).unwrap().to_utc();
            assert_eq!(Instant::parse(&text), Ok(Instant::from_chrono(chrono)), "{text}");
        }
        let leap = Instant::parse("2016-12-31T23:59:60Z");
        assert_eq!(leap, Instant::parse("2017-01-01T00:00:00Z"));
    }

    #[test]
    fn knows_the_same_days_as_chrono() {
        for year in (0..=9999).filter(|year| year % 100 < 5 || year % 37 == 0) {
            for (month, day) in (0..14).flat_map(|month| (0..33).map(move |day| (month, day))) {
                let date = NaiveDate::from_ymd_opt(i32::try_from(year).unwrap(), month, day);
                let since = |date: NaiveDate| (date - NaiveDate::default()).num_days();
                let days = days_since_epoch(year, month, day);
                assert_eq!(days, date.map(since), "{year}-{month}-{day}");
            }
        }
    }

    #[test]
    fn saturates_far_beyond_the_calendar() {
        let end = Instant::parse("9999-12-31T23:59:59Z").unwrap();
        assert_eq!(end.after(i128::MAX / 2).to_chrono(), DateTime::<Utc>::MAX_UTC);
    }
}
