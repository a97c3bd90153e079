//! How wide a text is, from a table: no font is asked, so that all machines draw the same.
//!
//! The widths are those of DejaVu Sans, the widest of the fonts that the page may find, or of
//! Liberation Sans where that is wider: elsewhere a text takes less room than it was given.

/// Thousandths of the size for `A` to `Z`.
const CAPITALS: [i32; 26] = [
    684, 686, 722, 770, 667, 611, 778, 752, 295, 500, 667, 557, 863, 748, 787, 667, 787, 722, 667,
    611, 732, 684, 989, 685, 667, 685,
];

/// Thousandths of the size for `a` to `z`.
const SMALL: [i32; 26] = [
    613, 635, 550, 635, 615, 352, 635, 634, 278, 278, 579, 278, 974, 634, 612, 635, 635, 411, 521,
    392, 634, 592, 818, 592, 592, 525,
];

/// The size of every text, in tenths of a pixel.
const SIZE: i32 = 120;

/// How far a text reaches above its base line, and below.
pub(super) const ASCENT: i32 = 100;
pub(super) const DESCENT: i32 = 30;
/// How far the middle of a digit is above it.
pub(super) const MIDDLE: i32 = 43;

/// The width of a text in tenths of a pixel; a strong one is a tenth wider.
pub(super) fn width(text: &str, strong: bool) -> i32 {
    let thousandths = text.chars().fold(0_i32, |sum, letter| sum.saturating_add(of(letter)));
    let weight = if strong { 11 } else { 10 };
    let tenths = i64::from(thousandths) * i64::from(SIZE * weight);
    i32::try_from((tenths + 9_999) / 10_000).unwrap_or(i32::MAX)
}

fn of(letter: char) -> i32 {
    let place = |first: char| (letter as usize).saturating_sub(first as usize);
    match letter {
        '0'..='9' | '€' | '£' | '¥' | '$' => 636,
        'A'..='Z' => CAPITALS.get(place('A')).copied().unwrap_or(1_000),
        'a'..='z' => SMALL.get(place('a')).copied().unwrap_or(1_000),
        '.' | ',' | ' ' | '\u{a0}' => 318,
        ':' | '/' => 337,
        '-' => 361,
        '%' => 950,
        '\u{2212}' | '+' => 838,
        _ => 1_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn measures_in_tenths_and_rounds_up() {
        assert_eq!(width("", false), 0);
        assert_eq!(width("60\u{a0}min", false), 418);
        assert!(width("60\u{a0}min", true) > width("60\u{a0}min", false));
        assert_eq!(width(&"W".repeat(3_000_000), false), 257_698_038);
    }
}
