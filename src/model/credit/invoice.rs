//! What was invoiced.

use std::collections::BTreeMap;

use chrono::NaiveDate;

use super::ChargeKind;
use crate::units::{Exact, Sort};

/// What was invoiced for a period.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Invoiced {
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in its list there.
    pub position: u32,
    /// For which service; nothing where for the agreement as a whole.
    pub service: Option<usize>,
    /// A local date of the service period for which it was; its first, as a rule.
    pub date: NaiveDate,
    /// The amount, not negative.
    pub amount: Exact,
    /// How it is paid.
    pub kind: ChargeKind,
}

/// All that was invoiced, to be found by payee and date.
#[derive(Clone, Debug, Default)]
pub struct Invoices {
    /// In order of file and position.
    all: Vec<Invoiced>,
    /// By payee, their dates with their positions, in order of time.
    dates: BTreeMap<Option<usize>, Vec<(NaiveDate, usize)>>,
}

impl Invoices {
    /// All of them, in order of file and position.
    #[must_use]
    pub fn new(all: Vec<Invoiced>) -> Self {
        let mut dates: BTreeMap<Option<usize>, Vec<(NaiveDate, usize)>> = BTreeMap::new();
        for (at, invoice) in all.iter().enumerate() {
            dates.entry(invoice.service).or_default().push((invoice.date, at));
        }
        dates.values_mut().for_each(|own| own.order());
        Self { all, dates }
    }

    /// The one at a position.
    #[must_use]
    pub fn get(&self, at: usize) -> Option<&Invoiced> {
        self.all.get(at)
    }

    /// Those for a service, or for the agreement as a whole, with their positions.
    pub fn of(&self, service: Option<usize>) -> impl Iterator<Item = (usize, &Invoiced)> {
        self.between(service, NaiveDate::MIN, NaiveDate::MAX)
    }

    /// Those of it with dates from one to another, both included.
    pub fn between(
        &self,
        service: Option<usize>,
        first: NaiveDate,
        last: NaiveDate,
    ) -> impl Iterator<Item = (usize, &Invoiced)> {
        let own = self.dates.get(&service).map(Vec::as_slice).unwrap_or_default();
        let begin = own.partition_point(|(date, _)| *date < first);
        let end = own.partition_point(|(date, _)| *date <= last);
        let inside = own.get(begin..end).unwrap_or_default();
        inside.iter().filter_map(|(_, at)| Some((*at, self.all.get(*at)?)))
    }
}
