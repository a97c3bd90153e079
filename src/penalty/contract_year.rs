//! The years of a contract.

use chrono::{Datelike, Months, NaiveDate};

/// The first date of the contract year in which a date lies, and that of the next: anniversaries of
/// the term's first, before which there is no other year; calendar years where it states none.
pub(super) fn contract_year(
    from: Option<NaiveDate>,
    date: NaiveDate,
) -> Option<(NaiveDate, NaiveDate)> {
    let first = match from {
        Some(first) => first,
        None => NaiveDate::from_ymd_opt(date.year(), 1, 1)?,
    };
    let begins = |years: u32| first.checked_add_months(Months::new(years.checked_mul(12)?));
    let years = u32::try_from(date.year() - first.year()).unwrap_or_default();
    let years = if begins(years)? > date { years.saturating_sub(1) } else { years };
    begins(years).zip(begins(years + 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contract_year_begins_on_an_anniversary() {
        let of = |first: Option<&str>, date: &str| {
            let first = first.map(|first| first.parse().unwrap());
            contract_year(first, date.parse().unwrap()).map(|it| it.0.to_string())
        };
        assert_eq!(of(Some("2024-02-29"), "2025-02-27").unwrap(), "2024-02-29");
        assert_eq!(of(Some("2024-02-29"), "2025-02-28").unwrap(), "2025-02-28");
        assert_eq!(of(Some("2024-04-01"), "2024-04-01").unwrap(), "2024-04-01");
        assert_eq!(of(Some("2024-04-01"), "2026-03-31").unwrap(), "2025-04-01");
        assert_eq!(of(Some("2024-04-01"), "2024-03-31").unwrap(), "2024-04-01");
        assert_eq!(of(None, "2024-03-31").unwrap(), "2024-01-01");
    }
}
