//! From the credits that rules give to those that are paid: what holds for all of an agreement's
//! credits, period after period.

mod caps;
mod claims;
mod combine;
mod cut;
mod earned_back;
mod ledger;

use std::collections::{BTreeMap, BTreeSet};

pub use caps::{CapCharge, CapUse, ChargeOf, CutLine};
pub use claims::ClaimFacts;
pub use earned_back::{EarnedBack, Level};
pub use ledger::{Issued, IssuedFrom};

use crate::model::{Before, ClaimMade, Combination, Credits, LeastCredit};
use crate::timeline::ServicePeriod;
use crate::units::{Exact, Instant, Interval, Zone};
use caps::Caps;
pub(super) use caps::contract_year;
use claims::claim_facts;
use combine::{Rival, apart, dearest};
use earned_back::earned_back;
use ledger::Ledger;

/// A credit as its rule gives it, before what holds for all credits.
#[derive(Clone, Debug)]
pub struct Due {
    /// The subject, by its position.
    pub subject: usize,
    /// Its objective, by its position.
    pub objective: usize,
    /// The objective's service, by its position.
    pub service: Option<usize>,
    /// The period, by its position.
    pub period: usize,
    /// The percentage of the basis, where the rule speaks of one.
    pub share: Option<Exact>,
    /// The exact amount; nothing where it is not priced.
    pub gross: Option<Exact>,
    /// What shares are of, where it is priced.
    pub basis: Option<Exact>,
    /// Whether it may still change: its period is not over, or what it rests on goes on.
    pub provisional: bool,
    /// The incidents that it rests on, by position.
    pub incidents: BTreeSet<usize>,
    /// How good the period was; nothing where it was not measured, or is not over.
    pub level: Option<Level>,
    /// From when the time to claim it counts, where that has happened, and what tells it.
    pub claim_from: Option<(Instant, ClaimTold)>,
    /// When that time ends.
    pub claim_by: ClaimBy,
    /// The claim that was made for it, and known by then.
    pub claim: Option<ClaimMade>,
}

/// What tells from when the time for a claim counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ClaimTold {
    /// The period.
    Period,
    /// An incident, by its position.
    Incident(usize),
    /// What was done, by its position.
    Deed(usize),
}

/// Until when a credit can be claimed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ClaimBy {
    /// No claim is needed.
    Automatic,
    /// What the time counts from has not happened yet.
    NotBegun,
    /// Until the end of a local day, or an instant.
    Until {
        /// The first instant at which it is too late.
        deadline: Instant,
        /// The last local day, where it ends with one.
        last_day: Option<chrono::NaiveDate>,
    },
}

/// What credits are settled by.
pub struct Settling<'a> {
    /// What holds for all credits.
    pub credits: &'a Credits,
    /// The periods, in the order in which they end.
    pub periods: &'a [ServicePeriod],
    /// What the contract's own periods are, by position, in order of time.
    pub contract_periods: &'a [usize],
    /// What was credited and charged before.
    pub before: &'a Before,
    /// The charge of a service, or of the whole agreement, in a period.
    pub charge: &'a dyn Fn(Option<usize>, usize) -> Option<Exact>,
    /// Its charge in the contract year in which a period ends.
    pub annual_charge: &'a dyn Fn(Option<usize>, usize) -> Option<Exact>,
    /// The services that objectives name, by position.
    pub service_of: &'a dyn Fn(usize) -> Option<usize>,
    /// When the term begins.
    pub term: Interval,
    /// The agreement's zone.
    pub zone: Zone,
    /// The decimals of its currency.
    pub places: u32,
    /// The instant of evaluation.
    pub as_of: Instant,
}

/// What became of a credit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Settled {
    /// What a cap cut off a credit of the period before, and is added here.
    pub carried_in: Option<Exact>,
    /// The caps that were held against it, in order: of each its use, by position.
    pub caps: Vec<usize>,
    /// Whether another credit was paid instead.
    pub not_paid: bool,
    /// What is paid, before it is rounded; nothing where it is not priced.
    pub exact: Option<Exact>,
    /// The share that is paid, where it is not priced.
    pub share: Option<Exact>,
    /// Whether it is less than what is paid at all.
    pub too_small: bool,
    /// What is paid, rounded once.
    pub net: Option<Exact>,
    /// How it stands with its claim.
    pub claim: ClaimFacts,
}

/// What became of all credits.
#[derive(Clone, Debug, Default)]
pub struct Settlement {
    /// Of each credit, in their order.
    pub settled: Vec<Settled>,
    /// How caps were used, in order of time.
    pub cap_uses: Vec<CapUse>,
    /// What was issued, in order of time.
    pub issued: Vec<Issued>,
    /// What was earned back, in order of time.
    pub earned_back: Vec<EarnedBack>,
}

/// What is due, and what became of it.
#[derive(Clone, Debug, Default)]
pub struct Account {
    /// The credits as their rules give them.
    pub due: Vec<Due>,
    /// What became of them.
    pub settlement: Settlement,
}

/// A credit on its way.
#[derive(Clone, Debug, Default)]
pub(super) struct Line {
    /// Its position among those that are due.
    at: usize,
    amount: Option<Exact>,
    share: Option<Exact>,
    carried_in: Option<Exact>,
    caps: Vec<usize>,
    not_paid: bool,
    too_small: bool,
    net: Option<Exact>,
}

/// Settles what is `due`, in any order; credits of periods that end together are settled together,
/// in the order of `due`.
#[must_use]
pub fn settle(settling: &Settling<'_>, due: &[Due]) -> Settlement {
    let mut caps = Caps::default();
    let mut ledger = Ledger::of(settling);
    let mut claims: BTreeMap<usize, (Line, ClaimFacts)> = BTreeMap::new();
    for together in by_end(settling, due) {
        let mut lines: Vec<Line> = together.iter().filter_map(|at| caps.begin(*at, due)).collect();
        caps.hold(settling, (due, &mut lines), &ledger, true);
        combine(settling, due, &mut lines);
        caps.hold(settling, (due, &mut lines), &ledger, false);
        for line in &mut lines {
            line.net = line.amount.as_ref().map(|it| it.round_half_up(settling.places));
        }
        drop_small(settling.credits.minimum.as_ref(), due, &mut lines);
        for line in lines {
            let Some(own) = due.get(line.at) else { continue };
            let facts = claim_facts(own, (line.net.as_ref(), line.share.as_ref()), settling.as_of);
            ledger.issue((line.at, own), line.net.as_ref(), &facts, settling.periods);
            claims.insert(line.at, (line, facts));
        }
    }
    let settled: Vec<Settled> =
        claims.into_values().map(|(line, claim)| settled(line, claim)).collect();
    let earned_back = earned_back(settling, due, &settled);
    Settlement { settled, cap_uses: caps.uses, issued: ledger.issued, earned_back }
}

fn settled(line: Line, claim: ClaimFacts) -> Settled {
    let Line { amount, share, carried_in, caps, not_paid, too_small, net, .. } = line;
    Settled { carried_in, caps, not_paid, exact: amount, share, too_small, net, claim }
}

/// The positions of those that are due, those together whose periods end together, in order of time.
fn by_end(settling: &Settling<'_>, due: &[Due]) -> Vec<Vec<usize>> {
    let mut ends: BTreeMap<Option<Instant>, Vec<usize>> = BTreeMap::new();
    for (at, own) in due.iter().enumerate() {
        let end = settling.periods.get(own.period).map(|period| period.span.until());
        ends.entry(end).or_default().push(at);
    }
    ends.into_values().collect()
}

/// Sets aside what is not paid beside others of its period.
fn combine(settling: &Settling<'_>, due: &[Due], lines: &mut [Line]) {
    let combination = &settling.credits.combination;
    if *combination == Combination::Sum {
        return;
    }
    let mut periods: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        if let Some(own) = due.get(line.at) {
            periods.entry(own.period).or_default().push(place);
        }
    }
    for places in periods.values() {
        let rivals: Vec<Rival> =
            places.iter().filter_map(|place| rival(due, lines.get(*place)?)).collect();
        let all: Vec<(usize, &Rival)> = rivals.iter().enumerate().collect();
        let objective = |at: usize| {
            let line = places.get(at).and_then(|place| lines.get(*place))?;
            due.get(line.at).map(|own| own.objective)
        };
        let lost: BTreeSet<usize> = match combination {
            Combination::Sum => BTreeSet::new(),
            Combination::Highest => {
                let paid = dearest(&all);
                (0..rivals.len()).filter(|at| Some(*at) != paid).collect()
            }
            Combination::OnePerIncident => {
                let paid = apart(&rivals);
                (0..rivals.len()).filter(|at| !paid.contains(at)).collect()
            }
            Combination::Exclusive(lists) => {
                let mut lost = BTreeSet::new();
                for list in lists {
                    let own = |at: usize| objective(at).is_some_and(|it| list.contains(&it));
                    let open = all.iter().copied();
                    let open: Vec<(usize, &Rival)> =
                        open.filter(|(at, _)| own(*at) && !lost.contains(at)).collect();
                    let paid = dearest(&open);
                    lost.extend(open.iter().map(|(at, _)| *at).filter(|at| Some(*at) != paid));
                }
                lost
            }
        };
        for at in lost {
            let is_due = rivals.get(at).is_some_and(|rival| !rival.worth.is_zero());
            if let Some(line) = places.get(at).and_then(|place| lines.get_mut(*place))
                && is_due
            {
                line.not_paid = true;
                line.amount = line.amount.as_ref().map(|_| Exact::zero());
                line.share = line.share.as_ref().map(|_| Exact::zero());
            }
        }
    }
}

/// What has no price is weighed by its share.
fn rival(due: &[Due], line: &Line) -> Option<Rival> {
    let own = due.get(line.at)?;
    let worth = line.amount.clone().or_else(|| line.share.clone()).unwrap_or_else(Exact::zero);
    let chosen = own.claim.as_ref().is_some_and(|claim| claim.chosen);
    Some(Rival { worth, incidents: own.incidents.clone(), chosen })
}

/// Takes out what is less than is paid at all: credit by credit, or period by period.
fn drop_small(minimum: Option<&LeastCredit>, due: &[Due], lines: &mut [Line]) {
    let Some(minimum) = minimum else { return };
    let mut sums: BTreeMap<(usize, usize), Exact> = BTreeMap::new();
    let key = |line: &Line| {
        let period = due.get(line.at).map_or(0, |own| own.period);
        if minimum.per_period { (period, 0) } else { (period, line.at) }
    };
    for line in lines.iter() {
        let sum = sums.entry(key(line)).or_insert_with(Exact::zero);
        *sum = &*sum + line.net.as_ref().unwrap_or(&Exact::zero());
    }
    for line in lines {
        let sum = sums.get(&key(line)).cloned().unwrap_or_else(Exact::zero);
        let is_paid = if minimum.inclusive { sum >= minimum.amount } else { sum > minimum.amount };
        if !is_paid && line.net.as_ref().is_some_and(|net| !net.is_zero()) {
            line.too_small = true;
            line.net = Some(Exact::zero());
        }
    }
}
