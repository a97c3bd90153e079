//! Which incidents are wanted, and in which order. Of hundreds of thousands none is looked at twice
//! for the same wish: the order is kept, and so is what was found.

use crate::evaluate::Evaluation;
use crate::report::{Report, SoughtIncident};
use crate::web::message::{IncidentOrder, IncidentsWish, Standing};

/// What was found of one evaluation.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// Of each incident, whether a clock of it was missed, and whether one is open.
    stand: Option<Vec<[bool; 2]>>,
    /// All incidents by position, in an order.
    ordered: Option<(IncidentOrder, Vec<u32>)>,
    /// Those that a wish leaves, in the same order.
    found: Option<(Standing, String, Vec<u32>)>,
}

impl Finder {
    /// The positions of the incidents that a wish leaves, in the order that it has.
    pub(super) fn find(&mut self, evaluation: &Evaluation, wish: &IncidentsWish) -> &[u32] {
        let wanted = wish.filter.trim().to_lowercase();
        let Self { stand, ordered, found } = self;
        if ordered.as_ref().is_none_or(|(order, _)| *order != wish.order) {
            *ordered = Some((wish.order, in_order(evaluation, wish.order)));
            *found = None;
        }
        let Some((_, ordered)) = ordered else { return &[] };
        if wish.standing == Standing::Any && wanted.is_empty() {
            return ordered;
        }
        let same = |(standing, words, _): &(Standing, String, Vec<u32>)| {
            *standing == wish.standing && *words == wanted
        };
        if !found.as_ref().is_some_and(same) {
            let stand = stand.get_or_insert_with(|| evaluation.incidents_stand());
            let words = Words::new(&evaluation.report, &wanted);
            let fits = |at: &u32| {
                let [missed, open] = stand.get(*at as usize).copied().unwrap_or_default();
                let stands = match wish.standing {
                    Standing::Any => true,
                    Standing::Missed => missed,
                    Standing::Open => open,
                };
                let incident = || evaluation.sought_incident(*at as usize);
                stands && (wanted.is_empty() || incident().is_some_and(|it| words.are_in(&it)))
            };
            let fitting = ordered.iter().copied().filter(fits).collect();
            *found = Some((wish.standing, wanted, fitting));
        }
        found.as_ref().map_or(&[], |(_, _, found)| found)
    }
}

fn in_order(evaluation: &Evaluation, order: IncidentOrder) -> Vec<u32> {
    let all = 0..u32::try_from(evaluation.number_of_incidents()).unwrap_or(u32::MAX);
    let began = |at: &u32| evaluation.sought_incident(*at as usize).map(|it| it.began);
    let mut ordered: Vec<u32> = all.collect();
    match order {
        IncidentOrder::File => {}
        IncidentOrder::Oldest => ordered.sort_by_cached_key(began),
        IncidentOrder::Newest => {
            ordered.sort_by_cached_key(|at| std::cmp::Reverse(began(at)));
        }
    }
    ordered
}

/// Words that are sought.
struct Words<'w> {
    wanted: &'w str,
    /// Whether they are in the name of each of the agreement's services.
    services: Vec<bool>,
}

impl<'w> Words<'w> {
    fn new(report: &Report, wanted: &'w str) -> Self {
        let services = &report.agreement.services;
        let services = services.iter().map(|service| holds(&service.name, wanted)).collect();
        Self { wanted, services }
    }

    fn are_in(&self, incident: &SoughtIncident<'_>) -> bool {
        let told = [Some(incident.id), incident.title, incident.priority];
        let named = |service: u32| self.services.get(service as usize).is_some_and(|it| *it);
        told.into_iter().flatten().any(|text| holds(text, self.wanted))
            || incident.services().any(named)
    }
}

/// Whether a text has words, which are in small letters, in letters of any size.
fn holds(text: &str, wanted: &str) -> bool {
    if !text.is_ascii() {
        return text.to_lowercase().contains(wanted);
    }
    let (wanted, first) = (wanted.as_bytes(), wanted.bytes().next());
    let begins = |part: &[u8]| part.first().map(u8::to_ascii_lowercase) == first;
    text.as_bytes()
        .windows(wanted.len().max(1))
        .any(|part| begins(part) && part.eq_ignore_ascii_case(wanted))
}

#[cfg(test)]
mod tests {
    use super::holds;

    #[test]
    fn words_are_found_in_letters_of_any_size() {
        let found = |text: &str, wanted: &str| holds(text, wanted);
        assert!(found("Mail is SLOW", "slow") && found("Ärger im Büro", "ärger"));
        assert!(found("straße", "straße") && found("a", "a"));
        assert!(!found("", "a") && !found("Mail", "mails") && !found("plain", "ä"));
    }
}
