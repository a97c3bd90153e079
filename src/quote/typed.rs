//! What people write where they are asked how long and how much.

use crate::units::{Exact, Length};

const SECOND: i128 = 1_000_000_000;
const HOUR: i128 = 3_600 * SECOND;
/// The most that is asked about: from the outage on, the month has no more.
const MOST: i128 = 20 * 24 * HOUR;

/// A number above zero, with a point before its decimals and nothing else.
#[must_use]
pub fn positive(text: &str) -> Option<Exact> {
    Exact::parse(text).ok().filter(|it| !it.is_zero() && !it.is_negative())
}

/// A length above zero and of at most twenty days in nanoseconds: `3h`, `1d12h`, or as ISO 8601 has
/// it.
#[must_use]
pub fn length(text: &str) -> Option<i128> {
    let spelled = match text.split_once('d') {
        Some((days, rest)) if !text.starts_with('P') => {
            let hours: u32 = days.parse::<u32>().ok()?.checked_mul(24)?;
            let rest = Some(rest).filter(|rest| !rest.is_empty());
            let rest = rest.map_or(Some(0), length)?;
            return Some(i128::from(hours) * HOUR + rest).filter(|it| (1..=MOST).contains(it));
        }
        _ if text.starts_with('P') => text.to_owned(),
        _ => format!("PT{}", text.to_uppercase()),
    };
    Length::parse(&spelled)?.elapsed().filter(|it| (1..=MOST).contains(it))
}

/// The same as people type it: a number alone is of hours, units may be words, and the decimals may
/// follow a comma: `3`, `1,5`, `1:30`, `90 min`, `1 d 12 h`.
#[must_use]
pub fn typed_length(text: &str) -> Option<i128> {
    const UNITS: [(&str, &[&str]); 4] = [
        ("s", &["seconds", "second", "secs", "sec"]),
        ("m", &["minutes", "minute", "mins", "min"]),
        ("h", &["hours", "hour", "hrs", "hr"]),
        ("d", &["days", "day"]),
    ];
    let text = plain(text).to_lowercase().replace(',', ".");
    if let Some(hours) = positive(&decimal(&text)) {
        let nanoseconds = (&hours * &Exact::from(HOUR)).floor(0).to_whole();
        return nanoseconds.filter(|it| (1..=MOST).contains(it));
    }
    if text.starts_with('p') {
        return length(&text.to_uppercase());
    }
    let text = match text.split_once(':') {
        Some((hours, minutes)) => format!("{hours}h{minutes}m"),
        None => text,
    };
    let short = UNITS.into_iter().fold(text, |text, (short, words)| {
        words.iter().fold(text, |text, word| text.replace(word, short))
    });
    length(&short)
}

/// An amount above zero as people type it: with groups of digits, and decimals after a point or a
/// comma. One mark before three digits parts groups: `10,000`, `10.000` and `10 000` are the same.
#[must_use]
pub fn typed_amount(text: &str) -> Option<Exact> {
    let text = plain(text);
    let marks: Vec<(usize, char)> =
        text.char_indices().filter(|(_, letter)| ",.".contains(*letter)).collect();
    let (at, mark) = match marks.as_slice() {
        [] => return positive(&text),
        [.., last] => *last,
    };
    let (before, after) = text.split_at_checked(at)?;
    let after = after.get(1..)?;
    let others = marks.iter().filter(|(_, other)| *other == mark).count();
    let is_group =
        others > 1 || (others == marks.len() && after.len() == 3 && !before.starts_with('0'));
    let (whole, decimals) = if is_group { (text.as_str(), "") } else { (before, after) };
    let groups: Vec<&str> = whole.split([',', '.']).collect();
    let (first, rest) = groups.split_first()?;
    let is_whole = (1..=3).contains(&first.len()) || rest.is_empty();
    let grouped = rest.last().is_none_or(|last| last.len() == 3)
        && rest.iter().all(|group| (2..=3).contains(&group.len()));
    let written = format!("{}.{decimals}", groups.concat());
    positive(&decimal(&written)).filter(|_| is_whole && grouped)
}

/// A number in the middle of being written: `1.` is `1`, and `.5` is `0.5`.
fn decimal(text: &str) -> String {
    let whole = text.strip_suffix('.').unwrap_or(text);
    if whole.starts_with('.') { format!("0{whole}") } else { whole.to_owned() }
}

/// Without blanks and apostrophes, with the digits and marks of other scripts as ours.
fn plain(text: &str) -> String {
    /// The zeros of scripts whose digits follow each other: Arabic, Persian, Devanagari, full width.
    const ZEROS: [u32; 4] = [0x660, 0x6F0, 0x966, 0xFF10];
    let digit = |letter: char| {
        let values = ZEROS.into_iter().filter_map(|zero| u32::from(letter).checked_sub(zero));
        let mut values = values.filter(|value| *value < 10);
        values.next().and_then(|value| char::from_digit(value, 10))
    };
    let kept =
        text.chars().filter(|it| !it.is_whitespace() && !"'’٬\u{200e}\u{200f}".contains(*it));
    let same = kept.map(|letter| match letter {
        '٫' => '.',
        '，' => ',',
        other => digit(other).unwrap_or(other),
    });
    same.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_length_is_read_as_people_type_it() {
        let minutes = |text: &str| typed_length(text).map(|it| it / (60 * SECOND));
        for (text, expected) in [
            ("3", 180),
            (" 1.5 ", 90),
            ("1,5", 90),
            (".5", 30),
            ("1.", 60),
            ("3 h", 180),
            ("3 hours", 180),
            ("1:30", 90),
            ("90 min", 90),
            ("1 day 12 hours", 36 * 60),
            ("1d12h", 36 * 60),
            ("120 seconds", 2),
            ("PT3H", 180),
            ("٣", 180),
            ("３", 180),
            ("480", 480 * 60),
        ] {
            assert_eq!(minutes(text), Some(expected), "{text}");
        }
        for odd in [
            "",
            "0",
            "-1",
            "three",
            "481",
            "21d",
            "1.2.3",
            "h",
            "1e3",
            "ſ",
            "9".repeat(99).as_str(),
        ] {
            assert_eq!(typed_length(odd), None, "{odd}");
        }
    }

    #[test]
    fn an_amount_is_read_as_people_type_it() {
        for (text, expected) in [
            ("10000", "10000"),
            ("10,000", "10000"),
            ("10.000", "10000"),
            ("10 000", "10000"),
            ("10’000.50", "10000.5"),
            ("10,000.50", "10000.5"),
            ("10.000,50", "10000.5"),
            ("1.234.567", "1234567"),
            ("12,34,567.5", "1234567.5"),
            ("0.125", "0.125"),
            ("2500,5", "2500.5"),
            ("2500.", "2500"),
            ("١٠٬٠٠٠٫٥", "10000.5"),
        ] {
            assert_eq!(typed_amount(text), Exact::parse(expected).ok(), "{text}");
        }
        for odd in
            ["", "0", "-5", "ten", "1,2,3", "1..2", "€5", ",", ".,", "1,000.000.00", "5000,000"]
        {
            assert_eq!(typed_amount(odd), None, "{odd}");
        }
    }
}
