//! From what the stages found to the report.

use std::sync::Arc;

use chrono::NaiveDate;

use super::figures::{
    AgreementFacts, Bound, BoundFacts, ClassCount, CreditFigure, EvidenceFacts, FORMAT,
    IncidentCounts, ObjectiveFacts, PeriodFacts, Provenance, ReadingFacts, Report, ResultFigures,
    ServiceFacts, TierFacts,
};
use super::{FileFacts, Summary};
use crate::compliance::Judgement;
use crate::diagnostic::Fault;
use crate::measurement::Availability;
use crate::model::{Agreement, Cut, History, Impact, Objective, Side, Tier, Touched};
use crate::penalty::{ServiceCredit, claim_day};
use crate::timeline::{
    Evidence, EvidenceSource, IncidentClass, Outages, ServicePeriod, classify, open_time,
};
use crate::units::{Exact, Instant, Interval, zone_data_version};

/// All that the results rest on.
#[derive(Clone, Debug)]
pub struct Basis {
    /// What was agreed.
    pub agreement: Arc<Agreement>,
    /// The contract, by its position among the inputs.
    pub contract: u32,
    /// What happened.
    pub history: Arc<History>,
    /// What the history is evidence for.
    pub evidence: Evidence,
    /// The term in time.
    pub term: Interval,
    /// The service periods.
    pub periods: Vec<ServicePeriod>,
    /// The outages of each service.
    pub outages: Vec<Outages>,
    /// The instant of evaluation.
    pub as_of: Instant,
}

/// What the stages found of one objective in one period.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// The objective's position.
    pub objective: usize,
    /// The period's position.
    pub period: usize,
    /// What was measured.
    pub availability: Availability,
    /// What was judged of it.
    pub judgement: Judgement,
    /// What it is worth.
    pub credit: Option<ServiceCredit>,
}

/// The report of what was assessed, objective by objective, each in order of time.
#[must_use]
pub fn arrange(
    basis: &Basis,
    assessed: &[Assessed],
    files: Vec<FileFacts>,
    warnings: Vec<Fault>,
) -> Report {
    let agreement = &basis.agreement;
    let periods: Vec<PeriodFacts> = basis.periods.iter().map(|p| period(p, agreement)).collect();
    let results: Vec<ResultFigures> = assessed.iter().map(|a| figures(basis, a)).collect();
    // A day that has begun is no longer whole.
    let today = agreement.zone.date_at(basis.as_of);
    let whole_today = i64::from(basis.as_of == agreement.zone.start_of_day(today));
    let days_left =
        |day: NaiveDate| u64::try_from((day - today).num_days() + whole_today).unwrap_or_default();
    let summary = Summary::of(&results, &periods, agreement.currency, days_left);
    let readings = agreement.readings.iter().map(|reading| ReadingFacts {
        name: reading.name.to_owned(),
        value: reading.value.clone(),
        by_default: reading.by_default,
    });
    Report {
        format: FORMAT.to_owned(),
        provenance: Provenance {
            engine: concat!("sla-calculator ", env!("CARGO_PKG_VERSION")).to_owned(),
            zone_data: zone_data_version().to_owned(),
            as_of: agreement.zone.reading(basis.as_of),
            files,
        },
        summary,
        agreement: agreement_facts(basis),
        readings: readings.collect(),
        evidence: evidence(basis),
        incidents: incidents(basis),
        periods,
        results,
        warnings,
    }
}

fn agreement_facts(basis: &Basis) -> AgreementFacts {
    let agreement = &basis.agreement;
    let zone = agreement.zone;
    let services = agreement.services.iter().map(|service| ServiceFacts {
        id: service.id.clone(),
        name: service.name.clone(),
        criticality: service.criticality,
        deliverables: service.deliverables.clone(),
    });
    AgreementFacts {
        id: agreement.id.clone(),
        title: agreement.title.clone(),
        note: agreement.note.clone(),
        provider: agreement.provider.clone(),
        client: agreement.client.clone(),
        currency: agreement.currency.code().to_owned(),
        minor_digits: agreement.currency.minor_digits(),
        time_zone: zone.name().to_owned(),
        term_from: zone.reading(basis.term.from()),
        term_until: agreement.term.until.map(|_| zone.reading(basis.term.until())),
        every: agreement.every.name().to_owned(),
        claim_days: agreement.claim.as_ref().map(|claim| claim.days),
        services: services.collect(),
        objectives: agreement.objectives.iter().map(objective_facts).collect(),
    }
}

fn objective_facts(objective: &Objective) -> ObjectiveFacts {
    let tiers = objective.credit.iter().flat_map(|rule| &rule.tiers);
    ObjectiveFacts {
        id: objective.id.clone(),
        name: objective.name.clone(),
        service: position(objective.service),
        indicator: objective.indicator.name().to_owned(),
        clause: objective.clause.number.clone(),
        text: objective.clause.text.clone(),
        target: kept_above(&objective.target),
        tiers: tiers.map(tier_facts).collect(),
    }
}

fn tier_facts(tier: &Tier) -> TierFacts {
    TierFacts {
        begin: reached_below(&tier.begin),
        end: tier.end.as_ref().map(kept_above),
        percent: tier.percent.clone(),
    }
}

/// A cut as the bound of the values above it.
pub(super) fn kept_above(cut: &Cut) -> BoundFacts {
    let bound = match cut.side {
        Side::Below => Bound::AtLeast,
        Side::Above => Bound::Above,
    };
    BoundFacts { bound, value: cut.value.clone() }
}

/// A cut as the bound of the values below it.
pub(super) fn reached_below(cut: &Cut) -> BoundFacts {
    let bound = match cut.side {
        Side::Below => Bound::Below,
        Side::Above => Bound::AtOrBelow,
    };
    BoundFacts { bound, value: cut.value.clone() }
}

fn evidence(basis: &Basis) -> Vec<EvidenceFacts> {
    let zone = basis.agreement.zone;
    let origins = basis.history.origins.iter().zip(&basis.evidence.stretches);
    origins
        .map(|(origin, (stretch, source))| EvidenceFacts {
            file: origin.file,
            from: zone.reading(stretch.from()),
            until: zone.reading(stretch.until()),
            source: match source {
                EvidenceSource::Stated => "covers",
                EvidenceSource::Export => "exported_at",
                EvidenceSource::LastInstant => "last_instant",
            }
            .to_owned(),
        })
        .collect()
}

fn incidents(basis: &Basis) -> IncidentCounts {
    let Basis { agreement, history, evidence, term, as_of, .. } = basis;
    let told_again = history.told_again;
    let mut classes = IncidentClass::ALL.map(|class| match class {
        IncidentClass::ToldAgain => ClassCount { class, count: told_again },
        class => ClassCount { class, count: 0 },
    });
    let mut impact_unstated = 0;
    for incident in history.incidents.iter() {
        let known = open_time(incident, history, evidence, *as_of);
        let found = classify(incident, agreement, *term, known, *as_of);
        let counts = classes.iter_mut().find(|count| count.class == found);
        counts.into_iter().for_each(|count| count.count += 1);
        let in_full = incident.touches().iter().any(|touch| {
            matches!(touch.service, Touched::Agreed(_)) && touch.impact == Impact::Unstated
        });
        impact_unstated += u64::from(found == IncidentClass::Counted && in_full);
    }
    IncidentCounts {
        total: history.incidents.len() as u64 + told_again,
        classes: classes.to_vec(),
        impact_unstated,
    }
}

fn period(period: &ServicePeriod, agreement: &Agreement) -> PeriodFacts {
    PeriodFacts {
        first: period.first,
        next: period.next,
        from: agreement.zone.reading(period.span.from()),
        until: agreement.zone.reading(period.span.until()),
        finished: period.finished,
    }
}

fn figures(basis: &Basis, assessed: &Assessed) -> ResultFigures {
    let availability = &assessed.availability;
    let stretches = basis
        .agreement
        .objectives
        .get(assessed.objective)
        .and_then(|objective| basis.outages.get(objective.service))
        .map(|outages| outages.stretches(&availability.outages))
        .unwrap_or_default();
    // An incident has one stretch on a service.
    let incidents = stretches
        .iter()
        .filter(|stretch| !stretch.span.intersection(&availability.window).is_empty())
        .count();
    ResultFigures {
        objective: position(assessed.objective),
        period: position(assessed.period),
        verdict: assessed.judgement.verdict,
        certain: assessed.judgement.certain,
        value: availability.value(),
        agreed_seconds: Exact::seconds(availability.agreed),
        removed_seconds: Exact::seconds(availability.removed),
        measured_seconds: availability.measured(),
        coverage: availability.coverage(),
        down_seconds: availability.down.clone(),
        outage_seconds: Exact::seconds(availability.unweighted),
        allowed_seconds: assessed.judgement.allowed.clone(),
        outages: availability.outages.len() as u64,
        incidents: incidents as u64,
        credit: assessed.credit.as_ref().map(|credit| credit_figure(basis, assessed, credit)),
    }
}

fn credit_figure(basis: &Basis, assessed: &Assessed, credit: &ServiceCredit) -> CreditFigure {
    let zone = basis.agreement.zone;
    let (claim, period) = (&basis.agreement.claim, basis.periods.get(assessed.period));
    let last_day = claim.as_ref().zip(period).filter(|_| credit.deadline.is_some());
    let last_day = last_day.and_then(|(claim, period)| claim_day(claim, period, zone));
    CreditFigure {
        tier: credit.tier.map(position),
        percent: credit.percent.clone(),
        basis: credit.charge.as_ref().map(|charge| charge.total.clone()),
        amount: credit.amount.clone(),
        provisional: credit.provisional,
        claim: credit.claim,
        deadline: credit.deadline.map(|deadline| zone.reading(deadline)),
        last_day,
    }
}

/// A position as data of fixed width.
pub(super) fn position(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
