//! From what the stages found to the report.

mod agreement;
mod terms;

use chrono::NaiveDate;

use self::agreement::agreement_facts;
pub(super) use self::agreement::{expected_facts, price_facts, target_facts, tier_facts};
use super::agreement::ReadingFacts;
use super::basis::{Assessed, Basis, Measured};
use super::bonus::bonus;
use super::figures::{
    BudgetFigures, CaseCounts, ClassCount, CorrectionFacts, EvidenceFacts, FORMAT, IncidentCounts,
    ItemCounts, OutageCounts, PeriodFacts, Provenance, Report, RequestCounts, ResultFigures,
    TimeFigures,
};
use super::incident_classes::incident_classes;
use super::loss::loss;
use super::rights::rights;
use super::settlement::{credit_figure, earned_back};
use super::{FileFacts, Summary};
use crate::compliance::CaseMeasure;
use crate::diagnostic::Fault;
use crate::measurement::{Availability, ErrorBudget, RequestFigures};
use crate::model::{Agreement, Corrected, Impact, Switch, Touched};
use crate::penalty::{Account, TriggerStands};
use crate::timeline::{
    EvidenceSource, IncidentClass, Label, ServicePeriod, ServiceTime, Source, Stretch,
};
use crate::units::{Exact, zone_data_version};

/// The report of what was assessed, objective by objective, each in order of time.
#[must_use]
pub fn arrange(
    basis: &Basis,
    (assessed, account, stands): (&[Assessed], &Account, &[Vec<TriggerStands>]),
    files: Vec<FileFacts>,
    warnings: Vec<Fault>,
) -> Report {
    let agreement = &basis.agreement;
    let periods: Vec<PeriodFacts> = basis.periods.iter().map(|p| period(p, agreement)).collect();
    let results: Vec<ResultFigures> = assessed.iter().map(|a| figures(basis, account, a)).collect();
    // A day that has begun is no longer whole.
    let today = agreement.zone.date_at(basis.as_of);
    let whole_today = i64::from(basis.as_of == agreement.zone.start_of_day(today));
    let days_left =
        |day: NaiveDate| u64::try_from((day - today).num_days() + whole_today).unwrap_or_default();
    let rights = rights(basis, stands, &days_left);
    let earned_back = earned_back(account);
    let whole = assessed.iter();
    let whole = whole.map(|it| (basis.promise(it.subject), basis.whole_period(it.period)));
    let whole: Vec<(usize, usize)> = whole.collect();
    let summary = Summary::of(basis, (&results, &earned_back), &whole, days_left);
    let readings = agreement.readings().into_iter().map(|reading| ReadingFacts {
        name: reading.switch.name().to_owned(),
        only: reading.only.iter().map(|at| holder(agreement, reading.switch, *at)).collect(),
        value: reading.value,
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
        incidents: incidents(basis, assessed),
        corrections: corrections(basis),
        periods,
        results,
        earned_back,
        rights,
        warnings,
    }
}

/// The id of what a reading holds for: an objective, a permission of maintenance, or a cap.
fn holder(agreement: &Agreement, switch: Switch, at: usize) -> String {
    let id = match switch {
        Switch::CapOf => return format!("caps/{at}"),
        Switch::MaintenanceCounts => agreement.maintenance.get(at).and_then(|it| it.id.as_ref()),
        _ => agreement.objectives.get(at).map(|objective| &objective.id),
    };
    // What has no id is known by its place, as in a JSON Pointer.
    id.cloned().unwrap_or_else(|| at.to_string())
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

fn incidents(basis: &Basis, assessed: &[Assessed]) -> IncidentCounts {
    let history = &basis.history;
    let told_again = history.told_again;
    let mut classes = IncidentClass::ALL.map(|class| match class {
        IncidentClass::ToldAgain => ClassCount { class, count: told_again },
        class => ClassCount { class, count: 0 },
    });
    let mut impact_unstated = 0;
    for (incident, found) in history.incidents.iter().zip(incident_classes(basis, assessed)) {
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

/// What was corrected by the instant of evaluation: later corrections are not known yet.
fn corrections(basis: &Basis) -> Vec<CorrectionFacts> {
    let history = &basis.history;
    let known = history.corrections.iter().filter(|correction| correction.at <= basis.as_of);
    let facts = known.filter_map(|correction| {
        let (part, id) = match correction.part {
            Corrected::Incident(at) => ("incident", history.incidents.get(at)?.id()),
            Corrected::Maintenance(at) => ("maintenance", history.maintenance.get(at)?.id.as_str()),
        };
        Some(CorrectionFacts {
            file: correction.file,
            position: correction.position,
            part: part.to_owned(),
            id: id.to_owned(),
            fields: correction.fields.iter().map(|field| (*field).to_owned()).collect(),
            at: basis.agreement.zone.reading(correction.at),
            by: correction.by.clone(),
            reason: correction.reason.clone(),
            agreed: correction.agreed,
        })
    });
    facts.collect()
}

fn period(period: &ServicePeriod, agreement: &Agreement) -> PeriodFacts {
    let currency = agreement.currency_on(period.first).currency;
    PeriodFacts {
        every: period.periods.every.name().to_owned(),
        first: period.first,
        next: period.next,
        from: agreement.zone.reading(period.span.from()),
        until: agreement.zone.reading(period.span.until()),
        finished: period.finished,
        currency: Some(currency).filter(|own| *own != agreement.currency),
    }
}

fn figures(basis: &Basis, account: &Account, assessed: &Assessed) -> ResultFigures {
    let (time, cases) = match &assessed.measured {
        Measured::Availability(availability) => (time_figures(basis, assessed, availability), None),
        Measured::Cases(measure) => (None, case_counts(basis, assessed, measure)),
        Measured::Outages(_) | Measured::Tally(_) | Measured::Requests(_) => (None, None),
    };
    let credit = assessed.credit.as_ref();
    ResultFigures {
        objective: position(assessed.subject),
        period: position(assessed.period),
        verdict: assessed.judgement.verdict,
        certain: assessed.judgement.certain,
        value: assessed.value.clone(),
        time,
        cases,
        begun: match &assessed.measured {
            Measured::Outages(figures) => Some(OutageCounts {
                begun: figures.outages.len() as u64,
                ended: figures.outages.iter().filter(|(_, ended)| *ended).count() as u64,
                known: figures.time.has_evidence,
            }),
            _ => None,
        },
        items: match &assessed.measured {
            Measured::Tally(tally) => Some(ItemCounts {
                items: tally.items.len() as u64,
                weight: tally.weight.clone(),
                known: tally.unknown < tally.agreed,
            }),
            _ => None,
        },
        requests: match &assessed.measured {
            Measured::Requests(figures) => Some(request_counts(figures)),
            _ => None,
        },
        credit: credit.map(|credit| credit_figure(basis, account, assessed, credit)),
        loss: loss(basis, account, assessed).map(|loss| loss.figure),
        bonus: bonus(basis, account, assessed),
        uncorrected: None,
        disputed: None,
    }
}

fn request_counts(figures: &RequestFigures) -> RequestCounts {
    let exact = |number: u128| Exact::from(i128::try_from(number).unwrap_or(i128::MAX));
    RequestCounts {
        steps: figures.steps,
        good: exact(figures.good),
        total: exact(figures.total),
        left_out: figures.left_out.clone(),
        known: figures.time.has_evidence,
    }
}

fn time_figures(
    basis: &Basis,
    assessed: &Assessed,
    availability: &Availability,
) -> Option<TimeFigures> {
    let stretches = stretches_in(basis, assessed.subject, availability);
    let of_incident = |it: &Stretch| match it.source {
        Source::Incident(at) => Some(at),
        Source::Maintenance(_) | Source::Steps(..) => None,
    };
    let mut incidents: Vec<usize> = stretches.filter_map(of_incident).collect();
    incidents.sort_unstable();
    incidents.dedup();
    let seconds = |label| Exact::seconds(availability.labelled.of(label));
    let is_of_groups = |label: &Label| *label == Label::OutsideHours;
    let labels = Label::ALL.into_iter();
    let labels = labels.filter(|it| !is_of_groups(it) || availability.labelled.of(*it) > 0);
    Some(TimeFigures {
        agreed_seconds: availability.agreed(),
        removed_seconds: Exact::seconds(availability.removed),
        measured_seconds: availability.measured(),
        coverage: availability.coverage(),
        down_seconds: availability.down.clone(),
        consumed_seconds: Some(availability.consumed()).filter(|it| !it.is_zero()),
        outage_seconds: Exact::seconds(availability.labelled.of(Label::Outage)),
        labels: labels.map(|label| (label, seconds(label))).collect(),
        allowed_seconds: assessed.judgement.availability.as_ref()?.allowed.clone(),
        budget: assessed.budget.as_ref().map(|budget| budget_figures(basis, budget)),
        outages: availability.outages as u64,
        incidents: incidents.len() as u64,
    })
}

fn budget_figures(basis: &Basis, budget: &ErrorBudget) -> BudgetFigures {
    BudgetFigures {
        measured_seconds: budget.measured.clone(),
        allowed_seconds: budget.allowed.clone(),
        left_seconds: budget.left.clone(),
        burn: budget.burn.clone(),
        ends: budget.ends.map(|at| basis.agreement.zone.reading(at)),
    }
}

/// The time of incidents that reaches into the window of an availability.
pub(in crate::report) fn stretches_in<'b>(
    basis: &'b Basis,
    subject: usize,
    found: &'b Availability,
) -> impl Iterator<Item = &'b Stretch> {
    let time = basis.service_time(subject);
    let inside = |time: &ServiceTime, stretch: &Stretch| {
        time.outages.parts(stretch).any(|it| !it.intersection(&found.window).is_empty())
    };
    time.into_iter().flat_map(move |time| {
        let stretches = time.outages.stretches(&time.reaching(found.window));
        stretches.filter(move |stretch| inside(time, stretch))
    })
}

fn case_counts(basis: &Basis, assessed: &Assessed, measure: &CaseMeasure) -> Option<CaseCounts> {
    let (cases, _) = basis.cases.get(assessed.subject)?;
    let finished = basis.periods.get(assessed.period)?.finished;
    // Most periods are finished, and all cases are looked at for each that is not.
    let running = if finished { &[] } else { cases.as_slice() };
    let open = running.iter().filter(|case| case.decided.is_none());
    Some(CaseCounts {
        total: measure.cases.len() as u64,
        met: measure.met,
        missed: measure.missed,
        open: open.count() as u64,
        excluded: basis.skipped(assessed.subject, measure.window).count() as u64,
        known: measure.unknown < measure.agreed,
    })
}

/// A position as data of fixed width.
pub(in crate::report) fn position(position: usize) -> u32 {
    u32::try_from(position).unwrap_or(u32::MAX)
}
