//! The name that was probably meant.

/// The candidate nearest to `written` by edits, if it is near: at most a third of its letters
/// differ. Letter case counts for nothing.
///
/// ```
/// # use sla_calculator::diagnostic::nearest;
/// assert_eq!(nearest("objektives", ["objectives", "services"]), Some("objectives"));
/// assert_eq!(nearest("zzz", ["objectives", "services"]), None);
/// ```
#[must_use]
pub fn nearest<'a>(
    written: &str,
    candidates: impl IntoIterator<Item = &'a str>,
) -> Option<&'a str> {
    const LONGEST: usize = 64;
    let written: Vec<char> = written.to_lowercase().chars().take(LONGEST).collect();
    candidates
        .into_iter()
        .map(|candidate| {
            let letters: Vec<char> = candidate.to_lowercase().chars().take(LONGEST).collect();
            (edits(&written, &letters), candidate)
        })
        .filter(|(edits, candidate)| *edits * 3 <= candidate.chars().count().max(3))
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, substitutions and swaps of neighbours that turn one into the other.
///
/// Source: the optimal string alignment distance (Damerau 1964, restricted).
fn edits(from: &[char], to: &[char]) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=to.len()).collect();
    for (i, a) in from.iter().enumerate() {
        let mut row = vec![i + 1];
        for (j, b) in to.iter().enumerate() {
            let at = |row: &[usize], k: usize| row.get(k).copied().unwrap_or(usize::MAX / 2);
            let mut best =
                (at(&last, j) + usize::from(a != b)).min(at(&last, j + 1) + 1).min(at(&row, j) + 1);
            let swapped = i > 0 && j > 0 && to.get(j - 1) == Some(a) && from.get(i - 1) == Some(b);
            if swapped {
                best = best.min(at(&before, j - 1) + 1);
            }
            row.push(best);
        }
        before = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_edits_and_swaps() {
        let edits = |a: &str, b: &str| {
            edits(&a.chars().collect::<Vec<_>>(), &b.chars().collect::<Vec<_>>())
        };
        assert_eq!(edits("kitten", "sitting"), 3);
        assert_eq!(edits("tragte", "target"), 2);
        assert_eq!(edits("", "abc"), 3);
        assert_eq!(edits("ab", "ba"), 1);
    }

    #[test]
    fn short_words_need_to_be_nearly_right() {
        assert_eq!(nearest("ERP", ["erp", "vpn"]), Some("erp"));
        assert_eq!(nearest("crm", ["erp", "vpn"]), None);
    }
}
