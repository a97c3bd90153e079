//! From an agreement to what a report shows of it.

use crate::model::{
    Agreement, Amendment, Clause, ClockTerms, Combination, Course, Cut, Event, Every, Life, Limit,
    Limits, Measure, Objective, PointsPart, Price, Rule, RuleClaim, Side, Subject, TallySource,
    Target, Tier,
};
use crate::report::agreement::{
    AgreementFacts, AmendmentFacts, Bound, BoundFacts, CommitmentFacts, CostFacts, EarlierCurrency,
    LabelFacts, LimitFacts, ObjectiveFacts, PriceFacts, ScorePartFacts, ServiceFacts, TermsFacts,
    TierFacts,
};
use crate::report::basis::Basis;
use crate::report::bonus::bonus_facts;
use crate::report::settlement::{cap_facts, claim_terms};
use crate::units::{Better, Exact, Money};

use super::{position, terms};

pub(super) fn agreement_facts(basis: &Basis) -> AgreementFacts {
    let agreement = &basis.agreement;
    let zone = agreement.zone;
    let services = agreement.services.iter().map(|service| ServiceFacts {
        id: service.id.clone(),
        name: service.name.clone(),
        criticality: service.criticality,
        deliverables: service.deliverables.clone(),
        calendar: terms::calendar_id(agreement, service.calendar),
        cost_of_downtime: service.cost_of_downtime.as_ref().map(|cost| CostFacts {
            amount: Money { amount: cost.amount.clone(), currency: cost.currency },
            seconds: cost.seconds,
        }),
        group: terms::members(service),
        clause: service.clause.number.clone(),
        text: service.clause.text.clone(),
    });
    let commitments = agreement.commitments.iter().map(|commitment| CommitmentFacts {
        id: commitment.id.clone(),
        service: commitment.service.map(position),
        clause: commitment.clause.clone(),
        text: commitment.text.clone(),
    });
    AgreementFacts {
        id: agreement.id.clone(),
        title: agreement.title.clone(),
        note: agreement.note.clone(),
        provider: agreement.provider.clone(),
        client: agreement.client.clone(),
        currency: agreement.currency.code().to_owned(),
        earlier_currencies: earlier_currencies(agreement),
        minor_digits: agreement.currency.minor_digits(),
        time_zone: zone.to_string(),
        term_from: zone.reading(basis.term.from()),
        term_until: agreement.term.until.map(|_| zone.reading(basis.term.until())),
        every: noun(agreement).to_owned(),
        claim: agreement.credits.claim.as_ref().map(|claim| claim_terms(agreement, claim)),
        caps: agreement.credits.caps.iter().map(cap_facts).collect(),
        least_credit: agreement.credits.minimum.as_ref().map(terms::least_credit),
        earn_back: agreement.credits.earn_back.as_ref().map(terms::earn_back),
        exclusive: exclusive(agreement),
        calendars: terms::calendars(agreement),
        charges: terms::charges(agreement),
        maintenance: terms::maintenance(agreement),
        exclusions: terms::exclusions(agreement),
        services: services.collect(),
        objectives: basis
            .subjects
            .iter()
            .enumerate()
            .filter_map(|it| objective_facts(basis, it))
            .collect(),
        commitments: commitments.collect(),
        amendments: agreement.amendments.iter().map(amendment_facts).collect(),
    }
}

/// The currencies of earlier terms, in order of time.
fn earlier_currencies(agreement: &Agreement) -> Vec<EarlierCurrency> {
    let starts = agreement.terms.iter().filter_map(|terms| terms.from);
    let ends = starts.filter_map(|from| {
        let held = agreement.currency_on(from.pred_opt()?);
        (held.until == Some(from))
            .then_some(EarlierCurrency { currency: held.currency, until: from })
    });
    ends.collect()
}

/// The lists of objectives of which only the dearest credit is paid.
fn exclusive(agreement: &Agreement) -> Vec<Vec<u32>> {
    let Combination::Exclusive(lists) = &agreement.credits.combination else { return Vec::new() };
    lists.iter().map(|list| list.iter().copied().map(position).collect()).collect()
}

/// What one of the agreement's periods is called; a period where they are of several kinds.
fn noun(agreement: &Agreement) -> &'static str {
    let several = agreement.objectives.iter().any(|it| it.periods.of_term() != agreement.periods);
    match agreement.periods.every {
        _ if several => "period",
        Every::HalfYear => "half-year",
        Every::Days(_) => "period",
        every => every.name(),
    }
}

fn objective_facts(basis: &Basis, (at, subject): (usize, &Subject)) -> Option<ObjectiveFacts> {
    let objective = basis.agreement.objectives.get(subject.objective)?;
    let tiers = match objective.rule() {
        Some(Rule::Tiers(tiers)) => {
            tiers.list.iter().map(|it| tier_facts(it, tiers.better)).collect()
        }
        _ => Vec::new(),
    };
    let names = objective.scope().per.iter();
    let labels = names.zip(&subject.labels).map(|(name, value)| LabelFacts {
        name: name.clone(),
        value: value.map(|word| basis.history.words.text(word).to_owned()),
    });
    let labels: Vec<LabelFacts> = labels.collect();
    // What continues a promise is told apart by the date from which on it does.
    let since = objective.continues.and(objective.periods.life.from);
    let since = since.map(|from| from.to_string());
    let with_labels = |text: &str, between: &str| {
        let values = labels.iter().map(|label| label.value.as_deref().unwrap_or("–"));
        let parts = std::iter::once(text).chain(values).chain(since.as_deref());
        parts.collect::<Vec<_>>().join(between)
    };
    let Life { from, until } = objective.periods.life;
    let version = basis.agreement.terms_of(subject.objective);
    let amended = (from, until) != (None, None);
    let amended = amended.then(|| TermsFacts {
        from,
        until,
        amendment: version.amendments.last().map(|it| position(it.position)),
        continues: continued(basis, at),
    });
    let own = objective.credit.as_ref().map(|credit| credit.clause.clone());
    let own = own.filter(|clause| *clause != objective.clause);
    let of_rule = objective.credit.as_ref().map(|credit| &credit.claim);
    let claim = match of_rule {
        Some(RuleClaim::Own(claim)) => Some(claim_terms(&basis.agreement, claim)),
        _ => None,
    };
    let Clause { number: credit_clause, text: credit_text } = own.unwrap_or_default();
    let (every, every_days) = terms::every(objective.periods.every);
    Some(ObjectiveFacts {
        id: with_labels(&objective.id, "/"),
        name: with_labels(&objective.name, ", "),
        stated_id: objective.id.clone(),
        position: position(subject.objective),
        terms: amended,
        labels,
        service: objective.service.map(position),
        indicator: objective.indicator.name().to_owned(),
        measure: objective.target.measure.name().to_owned(),
        unit: objective.target.unit,
        unit_name: objective.tally().and_then(|tally| tally.unit_name.clone()),
        better: objective.target.better,
        source: source_name(objective),
        parts: objective.tally().map(|tally| parts(&tally.source)).unwrap_or_default(),
        starts: course(objective, |from, _| from.to_vec()),
        stops: course(objective, |_, to| to.to_vec()),
        limits: objective.clock().map(limit_facts).unwrap_or_default(),
        clause: objective.clause.number.clone(),
        text: objective.clause.text.clone(),
        target: target_facts(&objective.target),
        target_from: objective.target.lower_end.clone(),
        expected: expected_facts(objective),
        credit: objective.rule().map(|rule| rule.name().to_owned()),
        basis: objective.credit.as_ref().map(|credit| credit.basis.name().to_owned()),
        tiers,
        rule: objective.rule().and_then(terms::rule_facts),
        bonus: bonus_facts(objective),
        credit_clause,
        credit_text,
        claim,
        automatic: matches!(of_rule, Some(RuleClaim::Automatic)),
        calendar: terms::calendar_id(version, objective.calendar),
        every,
        every_days,
        window_days: objective.window.map(|window| window.days),
        minimum_coverage: objective.minimum_coverage.clone(),
        priorities: objective.scope().priorities.clone(),
        rank: match &objective.target.measure {
            Measure::Percentile(rank) => Some(rank.clone()),
            _ => None,
        },
    })
}

/// The events between which a clock runs; none of what is no clock.
fn course(objective: &Objective, end: impl Fn(&[Event], &[Event]) -> Vec<Event>) -> Vec<Event> {
    match objective.clock().map(|clock| &clock.course) {
        Some(Course::Between { from, to } | Course::Updates { from, to }) => end(from, to),
        None => Vec::new(),
    }
}

/// The name of what is measured elsewhere or counted, where the indicator does not say it.
fn source_name(objective: &Objective) -> Option<String> {
    match &objective.tally()?.source {
        TallySource::Measurements { name, .. } => {
            Some(name.clone()).filter(|name| name != objective.indicator.name())
        }
        TallySource::Count(kind) => Some(kind.clone()),
        _ => None,
    }
}

/// The objectives from which a value comes.
fn parts(source: &TallySource) -> Vec<ScorePartFacts> {
    let part = |objective: usize| ScorePartFacts {
        objective: position(objective),
        weight: None,
        points: None,
        points_for: None,
        periods: None,
    };
    match source {
        TallySource::Score(parts) => {
            let weighs = |(of, weight): &(usize, Exact)| ScorePartFacts {
                weight: Some(weight.clone()),
                ..part(*of)
            };
            parts.iter().map(weighs).collect()
        }
        TallySource::Points(parts) => {
            let gives = |it: &PointsPart| ScorePartFacts {
                points: Some(it.points.clone()),
                points_for: Some(it.of.name().to_owned()),
                ..part(it.objective)
            };
            parts.iter().map(gives).collect()
        }
        TallySource::Mean { of, periods } => {
            vec![ScorePartFacts { periods: Some(*periods), ..part(*of) }]
        }
        _ => Vec::new(),
    }
}

/// The position of the subject whose promise the one at a position continues.
fn continued(basis: &Basis, at: usize) -> Option<u32> {
    Some(basis.promise(at)).filter(|first| *first != at).map(position)
}

fn amendment_facts(amendment: &Amendment) -> AmendmentFacts {
    AmendmentFacts {
        position: position(amendment.position),
        id: amendment.id.clone(),
        effective: amendment.effective,
        title: amendment.title.clone(),
        clause: amendment.clause.number.clone(),
        text: amendment.clause.text.clone(),
        agreed_by: amendment.agreed_by.clone(),
        changes: amendment.changes.clone(),
    }
}

fn limit_facts(clock: &ClockTerms) -> Vec<LimitFacts> {
    let facts = |priority: Option<&String>, limit: &Limit| {
        let (seconds, working_days) = match limit {
            Limit::Elapsed(elapsed) => (Some(Exact::seconds(*elapsed)), None),
            Limit::WorkingDays { days, .. } => (None, Some(*days)),
        };
        let lower = clock.lower_ends.iter().find(|(own, _)| own.as_ref() == priority);
        let from_seconds = lower.map(|(_, from)| Exact::seconds(*from));
        let (priority, strict) = (priority.cloned(), clock.strict);
        LimitFacts { priority, seconds, from_seconds, working_days, strict }
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
pub(in crate::report) fn expected_facts(objective: &Objective) -> Option<BoundFacts> {
    let bound = objective.expected.clone()?;
    Some(target_facts(&Target { bound, ..objective.target.clone() }))
}

/// A target as its bound.
pub(in crate::report) fn target_facts(target: &Target) -> BoundFacts {
    let bound = match (target.better, target.bound.side) {
        (Better::More, _) => return kept_above(&target.bound),
        (Better::Less, Side::Below) => Bound::Below,
        (Better::Less, Side::Above) => Bound::AtMost,
    };
    BoundFacts { bound, value: target.bound.value.clone() }
}

/// A tier as its bounds, and what is due.
pub(in crate::report) fn tier_facts(tier: &Tier, better: Better) -> TierFacts {
    let facts = |cut: &Cut, bound| BoundFacts { bound, value: cut.value.clone() };
    let begin = match (better, tier.begin.side) {
        (Better::More, Side::Below) => Bound::Below,
        (Better::More, Side::Above) => Bound::AtOrBelow,
        (Better::Less, Side::Above) => Bound::Above,
        (Better::Less, Side::Below) => Bound::AtOrAbove,
    };
    let end = |cut: &Cut| match better {
        Better::More => kept_above(cut),
        Better::Less if cut.side == Side::Below => facts(cut, Bound::Below),
        Better::Less => facts(cut, Bound::AtMost),
    };
    TierFacts {
        begin: facts(&tier.begin, begin),
        end: tier.end.as_ref().map(end),
        price: price_facts(&tier.price),
    }
}

pub(in crate::report) fn price_facts(price: &Price) -> PriceFacts {
    let mut facts = PriceFacts::default();
    let place = match price {
        Price::Percent(_) => &mut facts.percent,
        Price::Amount(_) => &mut facts.amount,
        Price::Days(_) => &mut facts.days_of_charge,
    };
    *place = Some(price.number().clone());
    facts
}

/// A cut as the bound of the values above it.
fn kept_above(cut: &Cut) -> BoundFacts {
    let bound = match cut.side {
        Side::Below => Bound::AtLeast,
        Side::Above => Bound::Above,
    };
    BoundFacts { bound, value: cut.value.clone() }
}
