//! Which incidents are wanted, and in which order. Of hundreds of thousands none is looked at twice
//! for the same wish: the order is kept, and so is what was found.

use std::collections::BTreeSet;

use super::text::Texts;
use crate::evaluate::Evaluation;
use crate::report::{IncidentClass, SoughtIncident};
use crate::units::Interval;
use crate::web::message::{Facet, Filter, FilterBy, IncidentOrder};

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
    /// By what incidents can be filtered, where the values of this label can be wanted.
    facets: Option<(Option<String>, Vec<Facet>)>,
    /// Those that a filter leaves, in the same order.
    found: Option<(Filter, Vec<u32>)>,
}

impl Finder {
    /// The positions of the incidents that a filter leaves, in an order. `began` says when those of
    /// the wanted period began.
    pub(super) fn find(
        &mut self,
        evaluation: &Evaluation,
        filter: &Filter,
        order: IncidentOrder,
        began: Option<Interval>,
    ) -> &[u32] {
        let Self { stand, texts, ordered, classes, found, .. } = self;
        if ordered.as_ref().is_none_or(|(known, _)| *known != order) {
            *ordered = Some((order, in_order(evaluation, order)));
            *found = None;
        }
        let Some((_, ordered)) = ordered else { return &[] };
        if filter.is_empty() {
            return ordered;
        }
        if !found.as_ref().is_some_and(|(known, _)| known == filter) {
            let seeker = Seeker {
                evaluation,
                filter,
                began,
                service: filter.get(FilterBy::Service).map(|id| service_of(evaluation, id)),
                classes: filter
                    .get(FilterBy::Class)
                    .map(|_| &**classes.get_or_insert_with(|| evaluation.incident_classes())),
                stand: filter
                    .get(FilterBy::Clocks)
                    .map(|_| &**stand.get_or_insert_with(|| evaluation.incidents_stand())),
                having: Some(filter.words.trim().to_lowercase()).filter(|it| !it.is_empty()).map(
                    |wanted| {
                        let texts = texts.get_or_insert_with(|| all_texts(evaluation));
                        having(evaluation, texts, &wanted)
                    },
                ),
            };
            let fitting = ordered.iter().copied().filter(|at| seeker.wants(*at)).collect();
            *found = Some((filter.clone(), fitting));
        }
        found.as_ref().map_or(&[], |(_, found)| found)
    }

    /// Makes the texts ready in which words are sought.
    pub(super) fn prepare_search(&mut self, evaluation: &Evaluation) {
        self.texts.get_or_insert_with(|| all_texts(evaluation));
    }

    /// By what incidents can be filtered, where the values of this label can be wanted; worked out
    /// once by `find`.
    pub(super) fn facets(
        &mut self,
        label: Option<&str>,
        find: impl FnOnce() -> Vec<Facet>,
    ) -> Vec<Facet> {
        let label = label.map(str::to_owned);
        let known = self.facets.take().filter(|(known, _)| *known == label);
        let (_, facets) = self.facets.insert(known.unwrap_or_else(|| (label, find())));
        facets.clone()
    }
}

/// What is wanted, and what is known of each incident for it.
struct Seeker<'a> {
    evaluation: &'a Evaluation,
    filter: &'a Filter,
    began: Option<Interval>,
    /// The position of the wanted service; nothing where there is none such.
    service: Option<Option<u32>>,
    classes: Option<&'a [IncidentClass]>,
    stand: Option<&'a [[bool; 2]]>,
    having: Option<Vec<bool>>,
}

impl Seeker<'_> {
    fn wants(&self, at: u32) -> bool {
        let place = at as usize;
        self.having.as_ref().is_none_or(|having| having.get(place) == Some(&true))
            && self.classes.is_none_or(|classes| {
                let own = classes.get(place).map(|class| class.name());
                own == self.filter.get(FilterBy::Class)
            })
            && self.stand.is_none_or(|stand| {
                let [missed, open] = stand.get(place).copied().unwrap_or_default();
                match self.filter.get(FilterBy::Clocks) {
                    Some("missed") => missed,
                    Some("open") => open,
                    _ => false,
                }
            })
            && self.evaluation.sought_incident(place).is_some_and(|it| self.is_wanted(&it))
    }

    fn is_wanted(&self, incident: &SoughtIncident<'_>) -> bool {
        let wanted = |by| self.filter.get(by);
        self.began.is_none_or(|span| span.from() <= incident.began && incident.began < span.until())
            && self.service.is_none_or(|service| incident.services().any(|it| Some(it) == service))
            && wanted(FilterBy::Priority).is_none_or(|word| incident.priority == Some(word))
            && wanted(FilterBy::Label).is_none_or(|label| {
                let mut own = incident.labels().filter(|[name, _]| *name == label);
                own.any(|[_, own]| wanted(FilterBy::Value).is_none_or(|value| own == value))
            })
    }
}

fn service_of(evaluation: &Evaluation, id: &str) -> Option<u32> {
    let services = &evaluation.report.agreement.services;
    (0..).zip(services).find(|(_, service)| service.id == id).map(|(at, _)| at)
}

/// The words that incidents have: services that they touched, priorities, names of labels, and the
/// values of one label.
#[derive(Debug, Default)]
pub(super) struct Occurring<'e> {
    pub(super) services: BTreeSet<u32>,
    pub(super) priorities: BTreeSet<&'e str>,
    pub(super) labels: BTreeSet<&'e str>,
    pub(super) values: BTreeSet<&'e str>,
}

impl<'e> Occurring<'e> {
    /// Those of all incidents.
    pub(super) fn of(evaluation: &'e Evaluation, label: Option<&str>) -> Self {
        let mut own = Self::default();
        let all = 0..evaluation.number_of_incidents();
        for incident in all.filter_map(|at| evaluation.sought_incident(at)) {
            own.services.extend(incident.services());
            own.priorities.extend(incident.priority);
            for [name, value] in incident.labels() {
                own.labels.insert(name);
                if Some(name) == label {
                    own.values.insert(value);
                }
            }
        }
        own
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
