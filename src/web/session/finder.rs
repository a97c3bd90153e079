//! Which incidents are wanted, and in which order. Of hundreds of thousands none is looked at twice
//! for the same wish: the order is kept, and so is what was found.

use super::text::Texts;
use crate::evaluate::Evaluation;
use crate::report::IncidentClass;
use crate::web::message::{IncidentOrder, IncidentsWish, Standing};

/// What was found of one evaluation.
#[derive(Debug, Default)]
pub(super) struct Finder {
    /// Of each incident, whether a clock of it was missed, and whether one is open.
    stand: Option<Vec<[bool; 2]>>,
    /// What is told of each incident, and the names of the services.
    texts: Option<[Texts; 2]>,
    /// All incidents by position, in an order.
    ordered: Option<(IncidentOrder, Vec<u32>)>,
    /// What became of each incident.
    classes: Option<Vec<IncidentClass>>,
    /// Those that a wish leaves, in the same order.
    found: Option<(Sought, Vec<u32>)>,
}

/// How clocks stand, the words, and what became of them.
type Sought = (Standing, String, Option<String>);

impl Finder {
    /// The positions of the incidents that a wish leaves, in the order that it has.
    pub(super) fn find(&mut self, evaluation: &Evaluation, wish: &IncidentsWish) -> &[u32] {
        let wanted = wish.filter.trim().to_lowercase();
        let Self { stand, texts, ordered, classes, found } = self;
        if ordered.as_ref().is_none_or(|(order, _)| *order != wish.order) {
            *ordered = Some((wish.order, in_order(evaluation, wish.order)));
            *found = None;
        }
        let Some((_, ordered)) = ordered else { return &[] };
        if wish.standing == Standing::Any && wanted.is_empty() && wish.class.is_none() {
            return ordered;
        }
        let sought = (wish.standing, wanted.clone(), wish.class.clone());
        if !found.as_ref().is_some_and(|(known, _)| *known == sought) {
            let classes = wish.class.as_ref().map(|class| {
                let classes = classes.get_or_insert_with(|| evaluation.incident_classes());
                (class, &*classes)
            });
            let having = (!wanted.is_empty()).then(|| {
                let texts = texts.get_or_insert_with(|| all_texts(evaluation));
                having(evaluation, texts, &wanted)
            });
            let stand = stand.get_or_insert_with(|| evaluation.incidents_stand());
            let fits = |at: &u32| {
                let [missed, open] = stand.get(*at as usize).copied().unwrap_or_default();
                let stands = match wish.standing {
                    Standing::Any => true,
                    Standing::Missed => missed,
                    Standing::Open => open,
                };
                let having = having.as_ref();
                let became = classes.is_none_or(|(wanted, classes)| {
                    classes.get(*at as usize).is_some_and(|class| class.name() == wanted)
                });
                stands
                    && became
                    && having.is_none_or(|having| having.get(*at as usize) == Some(&true))
            };
            let fitting = ordered.iter().copied().filter(fits).collect();
            *found = Some((sought, fitting));
        }
        found.as_ref().map_or(&[], |(_, found)| found)
    }
}

fn all_texts(evaluation: &Evaluation) -> [Texts; 2] {
    let incidents = Texts::of(evaluation.number_of_incidents(), |at| {
        let told = evaluation.sought_incident(at);
        let told = told.map(|it| [Some(it.id), it.title, it.priority]);
        told.into_iter().flatten().flatten()
    });
    let services = &evaluation.report.agreement.services;
    let names = |at: usize| services.get(at).map(|service| service.name.as_str()).into_iter();
    [incidents, Texts::of(services.len(), names)]
}

/// Of each incident whether the words are in what is told of it, or in the name of a service that
/// it touched.
fn having(evaluation: &Evaluation, texts: &[Texts; 2], wanted: &str) -> Vec<bool> {
    let [mut having, named] = texts.each_ref().map(|texts| texts.having(wanted));
    if named.contains(&true) {
        for (at, has) in having.iter_mut().enumerate().filter(|(_, has)| !**has) {
            let touched = evaluation.sought_incident(at);
            let mut touched = touched.iter().flat_map(|it| it.services());
            *has = touched.any(|service| named.get(service as usize) == Some(&true));
        }
    }
    having
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
