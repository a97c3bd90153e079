//! From the credits that rules give to those that are paid: what holds for all of an agreement's
//! credits, period after period.

mod caps;
mod claims;
mod combine;
mod cut;
mod earned_back;
mod ledger;
mod room;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

pub use caps::{CapCharge, CapUse, ChargeOf, CutLine};
pub use claims::ClaimFacts;
pub use earned_back::{EarnedBack, Level};
pub use ledger::{Issued, IssuedFrom};

use super::{BonusEarned, ClaimState, CreditBasis};
use crate::model::{
    BasisKind, Before, ClaimMade, Combination, Credits, CurrencyInForce, LeastCredit, Periods,
};
use crate::timeline::ServicePeriod;
use crate::units::{Currency, Exact, Instant, Interval, Zone};
use caps::Caps;
use claims::claim_facts;
use combine::{Rival, set_aside};
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
    /// The subject that stands for its promise over time, whatever its terms, by position.
    pub promise: usize,
    /// The period, by its position.
    pub period: usize,
    /// The period that stands for all the parts of one, by its position.
    pub whole: usize,
    /// The credits of the parts before, where amendments cut its period: of each the subject, the
    /// period, by their positions, and what it comes to; they are one credit with this.
    pub parts: Vec<CreditPart>,
    /// The percentage of the basis, where the rule speaks of one.
    pub share: Option<Exact>,
    /// The exact amount; nothing where it is not priced.
    pub gross: Option<Exact>,
    /// What a share is of, or would be of, where its charges are known.
    pub basis: Option<CreditBasis>,
    /// Which charges those are.
    pub basis_kind: BasisKind,
    /// Whether it may still change: its period is not over, or what it rests on goes on.
    pub provisional: bool,
    /// The incidents that it rests on, by position.
    pub incidents: BTreeSet<usize>,
    /// How good the period was; nothing where it was not measured, or is not over.
    pub level: Option<Level>,
    /// The step before the claim that is still to be done, or was done too late: its position, and
    /// when that was. What follows is of it then, else of the claim.
    pub claim_step: Option<(usize, Option<Instant>)>,
    /// From when the time to claim it counts, where that has happened, and what tells it.
    pub claim_from: Option<(Instant, ClaimTold)>,
    /// When that time ends.
    pub claim_by: ClaimBy,
    /// The claim that was made for it, and known by then.
    pub claim: Option<ClaimMade>,
    /// The right by which no credits are due any more, if one had arisen when its period began.
    pub stopped: Option<Stopped>,
}

/// A right by which no credits are due any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stopped {
    /// The right, by its position.
    pub right: usize,
    /// When it arose.
    pub arose: Instant,
}

/// What a share without a price is of: shares of different charges have no sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct ShareOf {
    kind: &'static str,
    service: Option<usize>,
    /// Where it is of the charges of one subject.
    subject: Option<usize>,
}

impl Due {
    /// What its share is of; nothing where it is priced.
    fn share_of(&self) -> Option<ShareOf> {
        let service = self.service.filter(|_| self.basis_kind != BasisKind::AgreementCharge);
        let is_of_subject = self.basis_kind == BasisKind::AffectedCharge;
        let subject = is_of_subject.then_some(self.promise);
        let kind = self.basis_kind.name();
        self.gross.is_none().then_some(ShareOf { kind, service, subject })
    }
}

/// The credit of a part of a period, by its rule.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CreditPart {
    /// The subject, by its position.
    pub subject: usize,
    /// The part of the period, by its position.
    pub period: usize,
    /// The exact amount, or the percentage where it is not priced, of the length of the part.
    pub worth: Exact,
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
        last_day: Option<NaiveDate>,
    },
}

/// What credits are settled by.
#[derive(Clone, Copy)]
pub struct Settling<'a> {
    /// What holds for all credits.
    pub credits: &'a Credits,
    /// What holds for those of each period, in their order.
    pub credits_of: &'a [&'a Credits],
    /// The periods, in the order in which they end.
    pub periods: &'a [ServicePeriod],
    /// How the contract cuts time into periods on a date.
    pub periods_on: &'a dyn Fn(NaiveDate) -> Periods,
    /// How time is cut on a date for a promise, by the position of its first objective.
    pub periods_of: &'a dyn Fn(usize, NaiveDate) -> Periods,
    /// What was credited and charged before.
    pub before: &'a Before,
    /// The charge of a service, or of the whole agreement, in a period.
    pub charge: &'a dyn Fn(Option<usize>, usize) -> Option<Exact>,
    /// Its charge in the contract year in which a period ends.
    pub annual_charge: &'a dyn Fn(Option<usize>, usize) -> Option<Exact>,
    /// The services that objectives name, by position.
    pub service_of: &'a dyn Fn(usize) -> Option<usize>,
    /// The first date of the term, where it is stated.
    pub from: Option<NaiveDate>,
    /// The term in time.
    pub term: Interval,
    /// The agreement's zone.
    pub zone: Zone,
    /// The currency of amounts on a date.
    pub currency_on: &'a dyn Fn(NaiveDate) -> CurrencyInForce,
    /// The instant of evaluation.
    pub as_of: Instant,
}

impl Settling<'_> {
    /// The currency of a period, by its position.
    pub(super) fn currency(&self, period: usize) -> Option<CurrencyInForce> {
        self.periods.get(period).map(|period| (self.currency_on)(period.first))
    }

    /// So much, rounded once to the minor unit of that currency.
    pub(super) fn rounded(&self, exact: &Exact, period: usize) -> Exact {
        let places = self.currency(period).map(|it| it.currency.minor_digits());
        places.map_or_else(|| exact.clone(), |places| exact.round_half_up(places))
    }
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

impl Settled {
    /// What the client gets of the credit in a currency, that of its period, where that is anything.
    #[must_use]
    pub fn owed(&self, currency: Currency) -> Option<&Exact> {
        let owed = match self.claim.state {
            ClaimState::Granted | ClaimState::PartlyGranted => self.claim.granted_in(currency),
            ClaimState::Automatic | ClaimState::Claimable | ClaimState::Claimed => {
                self.net.as_ref()
            }
            ClaimState::Refused | ClaimState::Late | ClaimState::Expired => None,
            ClaimState::NotDue => None,
        };
        owed.filter(|it| !it.is_zero())
    }
}

/// What became of all credits.
#[derive(Clone, Debug, Default)]
pub struct Settlement {
    /// Of each credit, in their order.
    pub settled: Vec<Settled>,
    /// How caps were used, in order of time.
    pub cap_uses: Vec<CapUse>,
    /// The caps, by position, that could not be held against a credit because no charge is known.
    pub not_held: BTreeSet<usize>,
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
    /// What the provider gets, in the order in which it is set off.
    pub bonuses: Vec<BonusEarned>,
}

impl Account {
    /// The credit of which that of a result is a part, where an amendment cuts its period.
    #[must_use]
    pub fn of_part(&self, subject: usize, period: usize) -> Option<&Due> {
        let is_part = |it: &CreditPart| (it.subject, it.period) == (subject, period);
        self.due.iter().find(|due| due.parts.iter().any(is_part))
    }
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
    /// What caps cut off it that is carried forward.
    cut_off: Option<Exact>,
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
        let first = together.first().and_then(|at| due.get(*at));
        let credits = first.and_then(|first| settling.credits_of.get(first.period));
        let credits = credits.copied().unwrap_or(settling.credits);
        let settling = &Settling { credits, ..*settling };
        let mut lines: Vec<Line> =
            together.iter().filter_map(|at| caps.begin(settling, *at, due)).collect();
        caps.hold(settling, (due, &mut lines), &ledger, true);
        combine(settling, due, &mut lines);
        caps.hold(settling, (due, &mut lines), &ledger, false);
        for line in &mut lines {
            let Some(own) = due.get(line.at) else { continue };
            line.net = line.amount.as_ref().map(|it| settling.rounded(it, own.period));
        }
        drop_small(settling.credits.minimum.as_ref(), due, &mut lines);
        for line in lines {
            let Some(own) = due.get(line.at) else { continue };
            caps.carry(settling, &line, own);
            let currency = settling.currency(own.period).map(|it| it.currency);
            let paid = (line.net.as_ref(), line.share.as_ref());
            let facts = claim_facts(own, paid, (currency, settling.as_of));
            ledger.issue((line.at, own), line.net.as_ref(), &facts, settling);
            claims.insert(line.at, (line, facts));
        }
    }
    let settled: Vec<Settled> =
        claims.into_values().map(|(line, claim)| settled(line, claim)).collect();
    let earned_back = earned_back(settling, due, &settled);
    let Caps { uses: cap_uses, not_held, .. } = caps;
    Settlement { settled, cap_uses, not_held, issued: ledger.issued, earned_back }
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
    let mut rivals: BTreeMap<(usize, Option<ShareOf>), Vec<Rival>> = BTreeMap::new();
    for (place, line) in lines.iter().enumerate() {
        if let Some(own) = due.get(line.at) {
            let together = rivals.entry((own.whole, own.share_of())).or_default();
            together.push(rival(own, line, place));
        }
    }
    for rivals in rivals.into_values() {
        for place in set_aside(combination, rivals) {
            if let Some(line) = lines.get_mut(place) {
                line.not_paid = true;
                line.amount = line.amount.as_ref().map(|_| Exact::zero());
                line.share = line.share.as_ref().map(|_| Exact::zero());
            }
        }
    }
}

/// What has no price is weighed by its share.
fn rival(own: &Due, line: &Line, place: usize) -> Rival {
    Rival {
        place,
        objective: own.objective,
        worth: line.amount.clone().or_else(|| line.share.clone()).unwrap_or_else(Exact::zero),
        incidents: own.incidents.clone(),
        chosen: own.claim.as_ref().is_some_and(|claim| claim.chosen),
        provisional: own.provisional,
    }
}

/// Takes out what is less than is paid at all: credit by credit, or period by period.
fn drop_small(minimum: Option<&LeastCredit>, due: &[Due], lines: &mut [Line]) {
    let Some(minimum) = minimum else { return };
    let mut sums: BTreeMap<(usize, usize), Exact> = BTreeMap::new();
    let key = |line: &Line| {
        let period = due.get(line.at).map_or(0, |own| own.whole);
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
