//! How the objectives stand, for putting the worst first and for drawing a strip of each.

use std::cmp::Reverse;

use crate::report::{ObjectiveFacts, Report, ResultFigures, Verdict};
use crate::units::{Exact, Sort};
use crate::web::message::Order;

/// More objectives than this are grouped by service, the worst first.
const MANY: usize = 40;

/// The standing of each objective and each service, by their positions.
#[derive(Clone, Debug)]
pub(super) struct Board {
    objectives: Vec<Standing>,
    services: Vec<Standing>,
    /// All objectives in the order in which they were promised, and those of each service.
    promised: Vec<u32>,
    members: Vec<Vec<u32>>,
}

/// How an objective, or a service with all of its own, stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Standing {
    /// Results of finished periods that were missed.
    pub(super) missed: u64,
    /// Results of running periods that are below their targets.
    pub(super) below: u64,
    /// Downtime beyond what was allowed, in seconds.
    pub(super) beyond: Exact,
}

impl Default for Standing {
    fn default() -> Self {
        Self { missed: 0, below: 0, beyond: Exact::from(0) }
    }
}

impl Standing {
    /// Whether somebody should look.
    pub(super) fn is_bad(&self) -> bool {
        self.missed + self.below > 0
    }

    fn add(&mut self, result: &ResultFigures) {
        match result.verdict {
            Verdict::Missed => self.missed += 1,
            Verdict::RunningBelowTarget | Verdict::RunningPastRecovery => self.below += 1,
            Verdict::Met | Verdict::NotMeasured | Verdict::RunningOnTrack => return,
        }
        if let Some(time) = &result.time {
            self.beyond = &self.beyond - &time.margin();
        }
    }
}

impl Board {
    /// The standings of a report.
    pub(super) fn of(report: &Report) -> Self {
        let agreement = &report.agreement;
        let mut board = Self {
            objectives: vec![Standing::default(); agreement.objectives.len()],
            // What is about no service stands behind the last.
            services: vec![Standing::default(); agreement.services.len() + 1],
            promised: agreement.in_order(),
            members: vec![Vec::new(); agreement.services.len() + 1],
        };
        let place = |objective: &ObjectiveFacts| {
            objective.service.map_or(agreement.services.len(), |service| service as usize)
        };
        for position in &board.promised {
            let service = agreement.objectives.get(*position as usize).map(place);
            if let Some(members) = service.and_then(|at| board.members.get_mut(at)) {
                members.push(*position);
            }
        }
        for result in &report.results {
            let service = agreement.objectives.get(result.objective as usize).map(place);
            if let Some(own) = board.objectives.get_mut(result.objective as usize) {
                own.add(result);
            }
            if let Some(own) = service.and_then(|at| board.services.get_mut(at)) {
                own.add(result);
            }
        }
        board
    }

    /// The order in which the objectives are shown where none is wished.
    pub(super) fn usual_order(&self) -> Order {
        if self.is_grouped() { Order::Worst } else { Order::Contract }
    }

    /// Whether objectives are shown under their services.
    pub(super) fn is_grouped(&self) -> bool {
        self.objectives.len() > MANY
    }

    /// The services, and the objectives of each.
    pub(super) fn services(&self, order: Order) -> Vec<(u32, Vec<u32>)> {
        let services = ordered(0..super::cut::count(self.services.len()), &self.services, order);
        let members = |service: u32| {
            let members = self.members.get(service as usize).cloned().unwrap_or_default();
            (service, ordered(members, &self.objectives, order))
        };
        services.into_iter().map(members).collect()
    }

    /// All objectives.
    pub(super) fn objectives(&self, order: Order) -> Vec<u32> {
        ordered(self.promised.iter().copied(), &self.objectives, order)
    }

    /// The objective that stands worst, among some.
    pub(super) fn worst_of(&self, some: &[u32]) -> Option<u32> {
        self.objectives(Order::Worst).into_iter().find(|at| some.binary_search(at).is_ok())
    }

    /// How an objective stands.
    pub(super) fn objective(&self, position: u32) -> Option<&Standing> {
        self.objectives.get(position as usize)
    }
}

/// Positions in an order; those that stand alike keep theirs.
fn ordered(
    positions: impl IntoIterator<Item = u32>,
    standings: &[Standing],
    order: Order,
) -> Vec<u32> {
    let mut positions: Vec<u32> = positions.into_iter().collect();
    if order == Order::Worst {
        positions.order_by_key(|at| Reverse(standings.get(*at as usize)));
    }
    positions
}

/// The letter of a verdict in a strip.
pub(super) fn letter(verdict: Verdict) -> char {
    match verdict {
        Verdict::Met => 'm',
        Verdict::Missed => 'x',
        Verdict::RunningOnTrack => 'o',
        Verdict::RunningBelowTarget => 'b',
        Verdict::RunningPastRecovery => 'p',
        Verdict::NotMeasured => 'n',
    }
}

/// Every verdict, the gravest first.
pub(super) const VERDICTS: [Verdict; 6] = [
    Verdict::Missed,
    Verdict::RunningPastRecovery,
    Verdict::RunningBelowTarget,
    Verdict::Met,
    Verdict::RunningOnTrack,
    Verdict::NotMeasured,
];

/// The gravest of some verdicts.
pub(super) fn gravest(verdicts: impl IntoIterator<Item = Verdict>) -> Verdict {
    let rank = |verdict: &Verdict| VERDICTS.iter().position(|known| known == verdict);
    verdicts.into_iter().min_by_key(rank).unwrap_or(Verdict::NotMeasured)
}
