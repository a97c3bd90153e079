//! From what the stages found to the report.

use std::collections::BTreeSet;
use std::sync::Arc;

use chrono::NaiveDate;

use super::figures::{
    AgreementFacts, Bound, BoundFacts, BudgetFigures, CaseCounts, ClassCount, CorrectionFacts,
    CreditFigure, EvidenceFacts, FORMAT, IncidentCounts, ItemCounts, LabelFacts, LimitFacts,
    ObjectiveFacts, OutageCounts, PeriodFacts, Provenance, ReadingFacts, Report, RequestCounts,
    ResultFigures, ServiceFacts, TierFacts, TimeFigures,
};
use super::incident_classes::incident_classes;
use super::{FileFacts, Summary};
use crate::compliance::{Case, CaseMeasure, Judgement};
use crate::diagnostic::Fault;
use crate::measurement::{
    Availability, ErrorBudget, ItemSource, OutageFigures, RequestFigures, Tally,
};
use crate::model::{
    Agreement, ClockTerms, Corrected, Cut, Every, History, Impact, Limit, Limits, Objective,
    Series, Side, Subject, Switch, Target, Tier, Touched,
};
use crate::penalty::{ServiceCredit, claim_day};
use crate::timeline::{
    Evidence, EvidenceSource, Hours, IncidentClass, Label, ServicePeriod, ServiceTime, Source,
    Stretch,
};
use crate::units::{Better, Exact, Instant, Interval, zone_data_version};

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
    /// The periods of all objectives, in the order in which they end.
    pub periods: Vec<ServicePeriod>,
    /// What each instant of services' time was.
    pub times: Vec<ServiceTime>,
    /// For each subject the position of its service's time among them.
    pub time_of: Vec<Option<usize>>,
    /// What is judged by itself, objective by objective.
    pub subjects: Vec<Subject>,
    /// For each the series of requests that it looks at, by position.
    pub series: Vec<Vec<usize>>,
    /// The cases of each, and the incidents that were skipped because of their cause.
    pub cases: Vec<(Vec<Case>, Vec<usize>)>,
    /// The hours of each calendar.
    pub hours: Vec<Hours>,
    /// The hours of what has no calendar.
    pub always: Hours,
    /// The instant of evaluation.
    pub as_of: Instant,
}

impl Basis {
    /// Every figure there is to be, as subject and period, in order.
    #[must_use]
    pub fn figures(&self) -> Vec<(usize, usize)> {
        let objective = |subject: &Subject| self.agreement.objectives.get(subject.objective);
        let subjects = self.subjects.iter().enumerate();
        let figures = subjects.flat_map(|(at, subject)| {
            let own = objective(subject).map(|objective| objective.periods);
            let periods = self.periods.iter().enumerate();
            let periods = periods.filter(move |(_, period)| Some(period.periods) == own);
            periods.map(move |(period, _)| (at, period))
        });
        figures.collect()
    }

    /// What each instant of its service's time was, as the subject at that position counts it.
    #[must_use]
    pub fn service_time(&self, subject: usize) -> Option<&ServiceTime> {
        self.times.get((*self.time_of.get(subject)?)?)
    }

    /// The series of requests that a subject looks at, with their positions.
    pub fn series_of(&self, subject: usize) -> impl Iterator<Item = (usize, &Series)> {
        let own = self.series.get(subject).into_iter().flatten();
        own.filter_map(|at| Some((*at, self.history.series.get(*at)?)))
    }

    /// The hours of a calendar, by its position.
    #[must_use]
    pub fn hours_of(&self, calendar: Option<usize>) -> &Hours {
        calendar.and_then(|calendar| self.hours.get(calendar)).unwrap_or(&self.always)
    }
}

/// What the stages found of one subject in one period.
#[derive(Clone, Debug)]
pub struct Assessed {
    /// The subject's position.
    pub subject: usize,
    /// The period's position.
    pub period: usize,
    /// What was measured.
    pub measured: Measured,
    /// The value of it, or what stands for it without any case.
    pub value: Option<Exact>,
    /// What was judged of it.
    pub judgement: Judgement,
    /// The downtime that it leaves room for, where it is an availability.
    pub budget: Option<ErrorBudget>,
    /// What it is worth.
    pub credit: Option<ServiceCredit>,
}

/// What was measured.
#[derive(Clone, Debug)]
pub enum Measured {
    /// The availability of a service.
    Availability(Availability),
    /// A figure of the outages of a service.
    Outages(OutageFigures),
    /// Cases.
    Cases(CaseMeasure),
    /// Single values.
    Tally(Tally),
    /// The share of requests that succeeded.
    Requests(Box<RequestFigures>),
}

impl Measured {
    /// The time that is looked at.
    #[must_use]
    pub fn window(&self) -> Interval {
        match self {
            Self::Availability(availability) => availability.window,
            Self::Outages(figures) => figures.time.window,
            Self::Cases(cases) => cases.window,
            Self::Tally(tally) => tally.window,
            Self::Requests(figures) => figures.time.window,
        }
    }

    /// The incidents of whose resolutions it is a share, by position.
    pub(super) fn resolutions(&self) -> impl Iterator<Item = usize> {
        let items = match self {
            Self::Tally(tally) => tally.items.as_slice(),
            _ => &[],
        };
        items.iter().filter_map(|item| match item.source {
            ItemSource::Resolution(incident) => Some(incident),
            _ => None,
        })
    }
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
        warnings,
    }
}

/// The id of what a reading holds for: an objective, or a permission of maintenance.
fn holder(agreement: &Agreement, switch: Switch, at: usize) -> String {
    let id = match switch {
        Switch::MaintenanceCounts => agreement.maintenance.get(at).and_then(|it| it.id.as_ref()),
        _ => agreement.objectives.get(at).map(|objective| &objective.id),
    };
    // What has no id is known by its place, as in a JSON Pointer.
    id.cloned().unwrap_or_else(|| at.to_string())
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
        every: noun(agreement).to_owned(),
        claim_days: agreement.claim.as_ref().map(|claim| claim.days),
        services: services.collect(),
        objectives: basis.subjects.iter().filter_map(|it| objective_facts(basis, it)).collect(),
    }
}

/// What one of the agreement's periods is called; a period where they are of several kinds.
fn noun(agreement: &Agreement) -> &'static str {
    let several = agreement.objectives.iter().any(|it| it.periods != agreement.periods);
    match agreement.periods.every {
        _ if several => "period",
        Every::HalfYear => "half-year",
        Every::Days(_) => "period",
        every => every.name(),
    }
}

fn objective_facts(basis: &Basis, subject: &Subject) -> Option<ObjectiveFacts> {
    let objective = basis.agreement.objectives.get(subject.objective)?;
    let tiers = objective.credit.iter().flat_map(|rule| &rule.tiers);
    let names = objective.scope().per.iter();
    let labels = names.zip(&subject.labels).map(|(name, value)| LabelFacts {
        name: name.clone(),
        value: value.map(|word| basis.history.words.text(word).to_owned()),
    });
    let labels: Vec<LabelFacts> = labels.collect();
    let with_labels = |text: &str, between: &str| {
        let values = labels.iter().map(|label| label.value.as_deref().unwrap_or("–"));
        std::iter::once(text).chain(values).collect::<Vec<_>>().join(between)
    };
    Some(ObjectiveFacts {
        id: with_labels(&objective.id, "/"),
        name: with_labels(&objective.name, ", "),
        stated_id: objective.id.clone(),
        position: position(subject.objective),
        labels,
        service: objective.service.map(position),
        indicator: objective.indicator.name().to_owned(),
        measure: objective.target.measure.name().to_owned(),
        unit: objective.target.unit,
        unit_name: objective.tally().and_then(|tally| tally.unit_name.clone()),
        better: objective.target.better,
        limits: objective.clock().map(limit_facts).unwrap_or_default(),
        clause: objective.clause.number.clone(),
        text: objective.clause.text.clone(),
        target: target_facts(&objective.target),
        expected: expected_facts(objective),
        tiers: tiers.map(tier_facts).collect(),
    })
}

fn limit_facts(clock: &ClockTerms) -> Vec<LimitFacts> {
    let facts = |priority: Option<&String>, limit: &Limit| {
        let (seconds, working_days) = match limit {
            Limit::Elapsed(elapsed) => (Some(Exact::seconds(*elapsed)), None),
            Limit::WorkingDays { days, .. } => (None, Some(*days)),
        };
        let (priority, strict) = (priority.cloned(), clock.strict);
        LimitFacts { priority, seconds, working_days, strict }
    };
    match &clock.limits {
        Limits::None => Vec::new(),
        Limits::One(limit) => vec![facts(None, limit)],
        Limits::ByPriority(limits) => {
            limits.iter().map(|(priority, limit)| facts(Some(priority), limit)).collect()
        }
    }
}

/// The expected level as its bound.
pub(super) fn expected_facts(objective: &Objective) -> Option<BoundFacts> {
    let bound = objective.expected.clone()?;
    Some(target_facts(&Target { bound, ..objective.target.clone() }))
}

/// A target as its bound.
pub(super) fn target_facts(target: &Target) -> BoundFacts {
    let bound = match (target.better, target.bound.side) {
        (Better::More, _) => return kept_above(&target.bound),
        (Better::Less, Side::Below) => Bound::Below,
        (Better::Less, Side::Above) => Bound::AtMost,
    };
    BoundFacts { bound, value: target.bound.value.clone() }
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
    PeriodFacts {
        every: period.periods.every.name().to_owned(),
        first: period.first,
        next: period.next,
        from: agreement.zone.reading(period.span.from()),
        until: agreement.zone.reading(period.span.until()),
        finished: period.finished,
    }
}

fn figures(basis: &Basis, assessed: &Assessed) -> ResultFigures {
    let (time, cases) = match &assessed.measured {
        Measured::Availability(availability) => (time_figures(basis, assessed, availability), None),
        Measured::Cases(measure) => (None, case_counts(basis, assessed, measure)),
        Measured::Outages(_) | Measured::Tally(_) | Measured::Requests(_) => (None, None),
    };
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
                begun: figures.begun.len() as u64,
                ended: figures.begun.iter().filter(|(_, ended)| *ended).count() as u64,
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
        credit: assessed.credit.as_ref().map(|credit| credit_figure(basis, assessed, credit)),
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
    let incidents: BTreeSet<Source> =
        stretches.map(|it| it.source).filter(|it| matches!(it, Source::Incident(_))).collect();
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
pub(super) fn stretches_in<'b>(
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
    let (cases, excluded) = basis.cases.get(assessed.subject)?;
    let finished = basis.periods.get(assessed.period)?.finished;
    let open = cases.iter().filter(|case| !finished && case.decided.is_none());
    let skipped = excluded.iter().filter_map(|at| basis.history.incidents.get(*at));
    let inside = |at: Instant| measure.window.from() <= at && at < measure.window.until();
    let skipped = skipped.filter(|incident| inside(incident.started()));
    Some(CaseCounts {
        total: measure.cases.len() as u64,
        met: measure.met,
        missed: measure.missed,
        open: open.count() as u64,
        excluded: skipped.count() as u64,
        known: measure.unknown < measure.agreed,
    })
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
