//! The contract.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::clocks::Agreed;
use super::counting::note_counting;
use super::credits::Credited;
use super::objectives::Terms;
use super::periods::note_periods;
use super::rights::Promised;
use super::rounding::note_rounding;
use super::scalar::{Check, said};
use crate::diagnostic::{Code, Finding, Findings};
use crate::document::{Source, Text, contract as written};
use crate::model::{
    Agreement, AmendedPeriod, Calendar, Clause, Counting, Exclusion, ImpactScale, Level, Place,
    Pointers, Service, Statements, Switch, Term,
};
use crate::units::{Currency, Sort, Zone};

/// The agreement that `contract` says without its amendments, as far as it makes sense; the findings
/// say what does not. The calendars of the version `before` keep their positions; `over_time` is the
/// zone of all versions, where it changes.
pub(super) fn version(
    source: Source<'_>,
    contract: &written::Contract<'_>,
    (before, over_time): (Option<&Agreement>, Option<Zone>),
    findings: &mut Findings,
) -> Option<Agreement> {
    let mut check = Check { source, findings };
    let mut statements = Statements::default();
    let currency = contract.currency.as_ref().and_then(|code| check.currency(code));
    let zone = check.zone(contract.time_zone.as_ref(), &mut statements);
    let zone = over_time.or(zone);
    let term = check.term(contract.term.as_ref(), &mut statements);
    let periods = contract.service_period.as_ref();
    note_periods(periods, Place::Contract, &mut statements);
    let periods = check.periods(periods);
    let before = before.map(|before| before.calendars.as_slice()).unwrap_or_default();
    let calendars = check.calendars(contract.calendars.as_ref(), zone, before);
    let amended_period = contract.amended_period.as_ref();
    statements.put(Switch::AmendedPeriod, Place::Contract, said(amended_period));
    let amended_period = check.choice(amended_period, AmendedPeriod::WORDS);
    let counting = contract.counting.as_ref();
    let length = counting.and_then(|counting| counting.period_length.as_ref());
    let period_length = check.period_length(length);
    statements.put(Switch::PeriodLength, Place::Contract, said(length));
    let impact = check.impact_scale(counting, &mut statements);
    note_counting(counting, Place::Contract, &mut statements);
    let counting = check.counting_over(counting, Counting::default());
    check.not_empty("services", contract.services.as_deref(), contract.start);
    check.not_empty("objectives", contract.objectives.as_deref(), contract.start);
    let charges = contract.charges.as_deref().unwrap_or_default();
    let charges = check.charges(charges, currency);
    let services = contract.services.as_deref().unwrap_or_default();
    let services = check.services(services, (currency, counting), &calendars, &mut statements);
    let permissions = contract.maintenance.as_deref().unwrap_or_default();
    let maintenance = check.permissions(permissions, &services, zone, &mut statements);
    let priorities = check.priorities(contract.priorities.as_deref().unwrap_or_default());
    let exclusions = check.exclusions(contract.exclusions.as_deref().unwrap_or_default());
    let rounding = contract.value_rounding.as_ref();
    note_rounding(rounding, Place::Contract, &mut statements);
    let terms = Terms {
        services: &services,
        periods: periods.as_ref(),
        rounding: rounding.and_then(|written| check.value_rounding(written)),
        currency,
        agreed: Agreed { calendars: &calendars, priorities: &priorities },
    };
    let objectives = check.objectives(contract.objectives.as_deref(), terms, &mut statements);
    if period_length.is_some() {
        check.fixed_length(contract, &objectives, &calendars);
    }
    let promised = Promised {
        objectives: &objectives,
        periods: periods.as_ref(),
        calendars: &calendars,
        currency,
    };
    let is_whole = contract.objectives.as_ref().is_none_or(|it| it.len() == objectives.len());
    // What is wrong with objectives is told already, and rights would name them in vain.
    let rights = contract.rights.as_deref().filter(|_| is_whole).unwrap_or_default();
    let rights = check.rights(rights, promised);
    let commitments = contract.commitments.as_deref().unwrap_or_default();
    let commitments = check.commitments(commitments, &services);
    let credited = Credited { objectives: &objectives, calendars: &calendars, currency };
    let credits = contract.credits.as_ref().filter(|_| is_whole);
    let credits = check.credits(credits, credited, &mut statements);
    let text = |text: &Option<Text<'_>>| text.map(|text| text.decoded().into_owned());
    let party = |party: &Option<written::Party<'_>>| party.as_ref().and_then(|p| text(&p.name));
    Some(Agreement {
        id: text(&contract.id),
        title: text(&contract.title),
        note: text(&contract.note),
        provider: party(&contract.provider),
        client: party(&contract.client),
        currency: currency?,
        zone: zone?,
        term: term?,
        periods: periods?,
        period_length,
        calendars,
        charges,
        services,
        priorities,
        maintenance,
        exclusions,
        impact,
        objectives,
        commitments,
        credits,
        rights,
        statements,
        amended_period: amended_period?,
        later: Vec::new(),
        amendments: Vec::new(),
        terms: Vec::new(),
        number: 0,
        from: None,
        pointers: Pointers::default(),
    })
}

impl<'j> Check<'j, '_> {
    /// Notes a list without any item.
    fn not_empty<T>(&mut self, name: &str, list: Option<&[T]>, start: usize) {
        if list.is_some_and(<[T]>::is_empty) {
            self.note(Finding::new(Code::EmptyList, self.spot(start)).found(name));
        }
    }

    pub(super) fn currency(&mut self, code: &Text<'j>) -> Option<Currency> {
        let currency = Currency::named(&code.decoded());
        if currency.is_none() {
            self.unknown(Code::UnknownCurrency, code, Currency::all().map(|c| c.code()));
        }
        currency
    }

    fn zone(&mut self, name: Option<&Text<'j>>, statements: &mut Statements) -> Option<Zone> {
        let zone = match name {
            None => Some(Zone::UTC),
            Some(name) => self.zone_named(name),
        };
        let named = name.and(zone).map(|zone| zone.to_string());
        statements.put(Switch::TimeZone, Place::Contract, named);
        zone
    }

    fn term(
        &mut self,
        term: Option<&written::Term<'j>>,
        statements: &mut Statements,
    ) -> Option<Term> {
        let mut date = |date: Option<&crate::document::Date<'j>>| match date {
            None => Some(None),
            Some(date) => self.date(date).map(Some),
        };
        let written_until = term.and_then(|term| term.until.as_ref());
        let from = date(term.and_then(|term| term.from.as_ref()));
        let until = date(written_until);
        let (from, until) = (from?, until?);
        if let (Some(first), Some(end), Some(written)) = (from, until, written_until)
            && end <= first
        {
            self.fault(Code::EndBeforeStart, written);
        }
        statements.put(Switch::TermFrom, Place::Contract, from.map(|from| from.to_string()));
        Some(Term { from, until })
    }

    /// The zone of that name.
    pub(super) fn zone_named(&mut self, name: &Text<'j>) -> Option<Zone> {
        let zone = Zone::named(&name.decoded());
        if zone.is_none() {
            let names: Vec<&str> = Zone::names().collect();
            self.unknown(Code::UnknownZone, name, names.iter().copied());
        }
        zone
    }

    /// The priorities, the highest first.
    fn priorities(&mut self, priorities: &[Text<'j>]) -> Vec<String> {
        let mut known: Vec<(String, Text<'j>)> = Vec::new();
        for written in priorities {
            let Some(name) = self.name(written).map(Cow::into_owned) else { continue };
            if let Some((_, first)) = known.iter().find(|(there, _)| *there == name) {
                self.duplicate(written, first);
            } else {
                known.push((name, *written));
            }
        }
        known.into_iter().map(|(name, _)| name).collect()
    }

    fn exclusions(&mut self, exclusions: &[written::Exclusion<'j>]) -> Vec<Exclusion> {
        let named = exclusions.iter().filter_map(|exclusion| {
            let cause = exclusion.cause.as_ref().and_then(|cause| self.name(cause))?.into_owned();
            let clause = clause(exclusion.clause.as_ref(), exclusion.text.as_ref());
            Some(Exclusion { cause, clause })
        });
        named.collect()
    }

    fn impact_scale(
        &mut self,
        counting: Option<&written::Counting<'j>>,
        statements: &mut Statements,
    ) -> ImpactScale {
        let Some(impact) = counting.and_then(|counting| counting.impact.as_ref()) else {
            return ImpactScale::said(Switch::Impact.default().unwrap_or_default());
        };
        let levels = impact.members.iter().filter_map(|(word, weight)| {
            let weight = self.decimal_between(weight, 0, 1)?;
            Some(Level { word: word.decoded().into_owned(), weight })
        });
        let levels: Vec<Level> = levels.collect();
        // The order of members says nothing.
        let mut heaviest_first: Vec<&Level> = levels.iter().collect();
        heaviest_first.order_by_key(|level| (Reverse(&level.weight), &level.word));
        let value = heaviest_first.iter().map(|level| format!("{} {}", level.word, level.weight));
        let value = value.collect::<Vec<_>>().join(", ");
        statements.put(Switch::Impact, Place::Contract, Some(value));
        ImpactScale::new(levels)
    }

    fn services(
        &mut self,
        services: &[written::Service<'j>],
        (currency, counting): (Option<Currency>, Counting),
        calendars: &[Calendar],
        statements: &mut Statements,
    ) -> Vec<Service> {
        let mut known: Vec<(Service, Text<'j>)> = Vec::new();
        let mut groups = Vec::new();
        for service in services {
            let Some((written, id)) =
                service.id.and_then(|id| Some((id, self.name(&id)?.into_owned())))
            else {
                continue;
            };
            if let Some((_, first)) = known.iter().find(|(known, _)| known.id == id) {
                self.duplicate(&written, first);
                continue;
            }
            let name = service.name.as_ref().and_then(|name| self.name(name)).map(Cow::into_owned);
            let criticality = service.criticality.as_ref().and_then(|c| self.whole(c, 1, 1000));
            let deliverables = service.deliverables.iter().flatten();
            let calendar = service.calendar.as_ref();
            let calendar = calendar.and_then(|calendar| self.calendar(calendar, calendars));
            let place = Place::Service(known.len());
            note_counting(service.counting.as_ref(), place, statements);
            groups.extend(service.group.as_ref().map(|group| (known.len(), group)));
            known.push((
                Service {
                    name: name.unwrap_or_else(|| id.clone()),
                    id,
                    criticality,
                    deliverables: deliverables.map(|text| text.decoded().into_owned()).collect(),
                    calendar,
                    counting: self.counting_of_part(service.counting.as_ref(), counting),
                    group: None,
                    charges: self.charges(service.charges.as_deref().unwrap_or_default(), currency),
                    cost_of_downtime: self
                        .cost_of_downtime(service.cost_of_downtime.as_ref(), currency),
                    clause: clause(service.clause.as_ref(), service.text.as_ref()),
                },
                written,
            ));
        }
        let mut services: Vec<Service> = known.into_iter().map(|(service, _)| service).collect();
        self.groups(&groups, &mut services);
        services
    }
}

/// Where it is agreed, and what it says there.
pub(super) fn clause(number: Option<&Text<'_>>, text: Option<&Text<'_>>) -> Clause {
    let owned = |text: &Text<'_>| text.decoded().into_owned();
    Clause { number: number.map(owned), text: text.map(owned) }
}
