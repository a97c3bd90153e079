//! The incidents: a list a window at a time, and one of them whole.

use std::collections::BTreeSet;

use super::board::letter;
use super::cut;
use super::finder::{Finder, Occurring};
use super::pictures::picture_of;
use super::selection::{facet, period_facet, periods, shown};
use crate::chart;
use crate::evaluate::Evaluation;
use crate::format::words::{Heading, Language, Page, Phrase, Statement};
use crate::format::{
    Toward, clock_stands, duration, exact_on_a_clock, instant, money, number, objective_name,
    on_a_clock, period, stands_in,
};
use crate::report::{
    CaseVerdict, ClassCount, ClockLine, ClockMark, IncidentClass, IncidentFacts, IncidentLine,
    Report, TouchedFigure, Verdict,
};
use crate::units::{Instant, Interval, LocalInstant, Money};
use crate::web::message::{
    ClockView, Facet, FigureId, FilterBy, IncidentPage, IncidentRow, IncidentWish, IncidentsPart,
    IncidentsWish, MOST_BYTES, Picture, TouchedView, encode,
};
use crate::web::names::marked;

/// The most incidents of one part.
const MOST_LINES: u32 = 200;
/// The most parts that a clock lists, and the most figures that an incident does.
const MOST_LISTED: usize = 100;
/// The most clocks of an incident.
const MOST_CLOCKS: usize = 24;

/// Some of the incidents that are found for the wish.
pub(super) fn list(
    language: &dyn Language,
    evaluation: &Evaluation,
    finder: &mut Finder,
    wish: &IncidentsWish,
) -> IncidentsPart {
    let report = &evaluation.report;
    let label = wish.filter.get(FilterBy::Label);
    let facets = finder.facets(label, || facets(language, evaluation, label));
    let filter = wish.filter.among(&facets);
    let began = filter.get(FilterBy::Period).map(|period| span_of(report, period));
    let found = finder.find(evaluation, &filter, wish.order, began);
    let all = evaluation.number_of_incidents();
    let all_lines = cut::count(found.len());
    let mut span = wish.lines.within(all_lines, MOST_LINES);
    loop {
        let shown = found.iter().skip(span.from as usize).take(span.count as usize);
        let lines = shown.filter_map(|at| evaluation.incident_line(*at as usize));
        let part = IncidentsPart {
            rows: lines.map(|line| row(language, report, &line)).collect(),
            wish: IncidentsWish { lines: span, ..wish.clone() },
            all_lines,
            all: cut::count(all),
            facets: facets.clone(),
        };
        // An id is told whole, however long it is, so that it leads to its incident.
        if span.count <= 1 || encode(&part).len() <= MOST_BYTES - 1_024 {
            return part;
        }
        span.count = span.count.div_ceil(2);
    }
}

/// From the beginning of the first wanted period to the end of the last; empty where there is none.
fn span_of(report: &Report, wanted: &str) -> Interval {
    let own = periods(report, Some(wanted));
    let facts = |at: u32| report.periods.get(at as usize);
    let last = own.end().checked_sub(1).filter(|_| own.count > 0);
    let ends = last.and_then(|last| Some((facts(own.from)?, facts(last)?)));
    let span = ends.and_then(|(first, last)| {
        let at = |reading: &LocalInstant| Instant::parse(&reading.at).ok();
        Some(Interval::new(at(&first.from)?, at(&last.until)?))
    });
    span.unwrap_or(Interval::EMPTY)
}

/// By what incidents can be filtered, where the values of this label can be wanted.
fn facets(language: &dyn Language, evaluation: &Evaluation, label: Option<&str>) -> Vec<Facet> {
    let report = &evaluation.report;
    let Occurring { services, priorities, labels, values } = Occurring::of(evaluation, label);
    let services = services.iter().filter_map(|at| report.agreement.services.get(*at as usize));
    let services = services.map(|it| [it.id.clone(), shown(&it.name)]);
    let each = |words: BTreeSet<&str>| {
        words.into_iter().map(|word| [word.to_owned(), shown(word)]).collect::<Vec<_>>()
    };
    let stand = report.results.iter().any(|result| result.cases.is_some());
    let clocks = [("missed", Page::ClocksMissed), ("open", Page::ClocksOpen)];
    let clocks = clocks.map(|(name, words)| [name.to_owned(), language.page(&words)]);
    vec![
        facet(FilterBy::Service, services, 2),
        facet(FilterBy::Clocks, clocks.into_iter().filter(|_| stand), 1),
        facet(FilterBy::Class, classes(language, report).into_iter(), 2),
        facet(FilterBy::Priority, each(priorities).into_iter(), 2),
        facet(FilterBy::Label, each(labels).into_iter(), 1),
        facet(FilterBy::Value, each(values).into_iter(), 1),
        period_facet(Some(language), report),
    ]
    .into_iter()
    .flatten()
    .collect()
}

/// The classes of incidents that occur, but for those that stand in the list once.
fn classes(language: &dyn Language, report: &Report) -> Vec<[String; 2]> {
    let all = report.incidents.classes.iter();
    let some = all.filter(|it| it.count > 0 && it.class != IncidentClass::ToldAgain);
    let class = |it: &ClassCount| {
        let digits = number(language, &it.count.to_string());
        let (class, count) = (it.class, it.count);
        let words = language.say(&Phrase::Statement(Statement::ClassCount {
            class,
            count,
            digits: &digits,
        }));
        [class.name().to_owned(), words]
    };
    some.map(class).collect()
}

fn row(language: &dyn Language, report: &Report, line: &IncidentLine<'_>) -> IncidentRow {
    let [missed, open, met] = line.clocks;
    let state = match (missed, open, met) {
        (1.., _, _) => Some(letter(Verdict::Missed)),
        (_, 1.., _) => Some(letter(Verdict::RunningOnTrack)),
        (_, _, 1..) => Some(letter(Verdict::Met)),
        _ => None,
    };
    let total = missed + open + met;
    IncidentRow {
        id: line.id.to_owned(),
        name: marked(&cut::whole_name(line.id)),
        title: line.title.map(|title| marked(&cut::whole_name(title))).unwrap_or_default(),
        services: services(report, &line.services),
        priority: line.priority.map(|word| marked(&cut::name(word))).unwrap_or_default(),
        started: instant(language, &line.started),
        state,
        clocks: if line.not_yet {
            language.say(&Phrase::NotYet)
        } else if total == 0 {
            String::new()
        } else {
            language.say(&Phrase::ClocksStand { missed, open, total })
        },
    }
}

fn services(report: &Report, positions: &[u32]) -> String {
    const FEW: usize = 3;
    let named = positions.iter().filter_map(|at| report.agreement.services.get(*at as usize));
    let names = named.take(FEW).map(|service| marked(&cut::name(&service.name)));
    let mut names: Vec<String> = names.collect();
    if positions.len() > FEW {
        names.push(format!("+{}", positions.len() - FEW));
    }
    names.join(", ")
}

/// The incident of an id; nothing where there is none.
pub(super) fn page(
    language: &dyn Language,
    evaluation: &Evaluation,
    wish: &IncidentWish,
) -> Option<IncidentPage> {
    let has_id = |at: &usize| evaluation.sought_incident(*at).is_some_and(|it| it.id == wish.id);
    let at = (0..evaluation.number_of_incidents()).find(has_id)?;
    let facts = evaluation.incident(at)?;
    let report = &evaluation.report;
    let teller = Teller { language, report };
    let (mut clocks, mut listed) = (MOST_CLOCKS, MOST_LISTED);
    loop {
        let page = teller.page(&facts, wish, clocks, listed);
        // An id is told whole, however long it is.
        if listed == 0 || encode(&page).len() <= MOST_BYTES - 1_024 {
            return Some(page);
        }
        (clocks, listed) = (clocks.div_ceil(2), listed / 2);
    }
}

struct Teller<'a> {
    language: &'a dyn Language,
    report: &'a Report,
}

impl Teller<'_> {
    /// The incident with at most so many clocks, and of each list at most so much.
    fn page(
        &self,
        facts: &IncidentFacts,
        wish: &IncidentWish,
        clocks: usize,
        listed: usize,
    ) -> IncidentPage {
        let unlisted = |all: usize, most: usize| {
            let unlisted = all.saturating_sub(most);
            (unlisted > 0).then(|| number(self.language, &unlisted.to_string()))
        };
        let told = facts.clocks.iter().take(clocks);
        let touched = facts.touched.iter().take(listed);
        IncidentPage {
            wish: wish.clone(),
            name: marked(&cut::whole_name(&facts.id)),
            title: facts
                .title
                .as_deref()
                .map(|it| marked(&cut::text(it.to_owned())))
                .unwrap_or_default(),
            facts: self.facts(facts),
            not_yet: (facts.class == IncidentClass::LaterThanAsOf).then(|| {
                let as_of = instant(self.language, &self.report.provenance.as_of);
                self.language.say(&Phrase::NotYetAsOf(&as_of))
            }),
            events: self.events(facts, listed),
            pauses: self.pauses(facts, listed),
            clocks: told.clone().filter_map(|line| self.clock(line, listed)).collect(),
            unlisted_clocks: unlisted(facts.clocks.len(), clocks),
            finding: self.finding(facts),
            picture: self.picture(told, wish.width),
            touched: touched.filter_map(|figure| self.touched(figure)).collect(),
            unlisted: unlisted(facts.touched.len(), listed),
        }
    }

    fn finding(&self, facts: &IncidentFacts) -> String {
        let count = |is: fn(CaseVerdict) -> bool| {
            facts.clocks.iter().filter(|line| is(line.figure.verdict)).count() as u64
        };
        self.language.say(&Phrase::ClocksStand {
            missed: count(|it| it == CaseVerdict::Missed),
            open: count(|it| matches!(it, CaseVerdict::Running | CaseVerdict::Paused)),
            total: count(|it| it != CaseVerdict::Excluded),
        })
    }

    fn heading(&self, heading: Heading) -> String {
        self.language.say(&Phrase::Heading(heading))
    }

    fn facts(&self, facts: &IncidentFacts) -> Vec<[String; 2]> {
        let name = |text: &String| marked(&cut::name(text));
        let service = |(at, impact): &(u32, Option<String>)| {
            let service = self.report.agreement.services.get(*at as usize)?;
            let impact = impact.as_ref().map(|word| format!(" ({})", name(word)));
            Some(format!("{}{}", name(&service.name), impact.unwrap_or_default()))
        };
        let services: Vec<String> = facts.services.iter().filter_map(service).take(20).collect();
        let changes = facts.changes.iter().map(|(at, to)| {
            let at = instant(self.language, at);
            self.language.say(&Phrase::PriorityBecame { priority: &name(to), at: &at })
        });
        let priority =
            facts.priority.iter().map(name).chain(changes).collect::<Vec<_>>().join(", ");
        let labels = facts.labels.iter().take(20).map(|(it, value)| [name(it), name(value)]);
        let own = [
            [self.heading(Heading::Services), services.join(", ")],
            [self.heading(Heading::Priority), priority],
            [self.heading(Heading::Cause), facts.cause.iter().map(name).collect()],
            [self.heading(Heading::Counted), self.language.say(&Phrase::ClassOf(facts.class))],
            [self.heading(Heading::CostOfDowntime), self.loss(facts)],
        ];
        own.into_iter().chain(labels).filter(|[_, told]| !told.is_empty()).collect()
    }

    /// What its own part of services' downtime cost the client.
    fn loss(&self, facts: &IncidentFacts) -> String {
        let mut sums: Vec<Money> = Vec::new();
        for loss in facts.touched.iter().filter_map(|touched| touched.loss.as_ref()) {
            match sums.iter_mut().find_map(|sum| Some((sum.plus(loss)?, sum))) {
                Some((both, sum)) => *sum = both,
                None => sums.push(loss.clone()),
            }
        }
        sums.iter().map(|sum| money(self.language, sum)).collect::<Vec<_>>().join(", ")
    }

    fn events(&self, facts: &IncidentFacts, most: usize) -> Vec<[String; 2]> {
        let event = |what: String, at| [what, instant(self.language, at)];
        let own = facts.events.iter();
        let own = own.map(|(it, at)| event(self.language.say(&Phrase::Event(*it)), at));
        let again = facts.reopened.iter().take(most).map(|(from, until)| {
            let until = until.as_ref().map(|until| instant(self.language, until));
            let what = self.language.say(&Phrase::ReopenedUntil(until.as_deref()));
            event(what, from)
        });
        own.chain(again).collect()
    }

    fn pauses(&self, facts: &IncidentFacts, most: usize) -> Vec<[String; 3]> {
        let pauses = facts.pauses.iter().take(most).map(|(from, until, reason)| {
            let until = until.as_ref().map(|until| instant(self.language, until));
            let open = || self.language.say(&Phrase::StillOpen);
            let reason = reason.as_deref().map(|it| marked(&cut::name(it)));
            [instant(self.language, from), until.unwrap_or_else(open), reason.unwrap_or_default()]
        });
        pauses.collect()
    }

    fn clock(&self, line: &ClockLine, most: usize) -> Option<ClockView> {
        let figure = &line.figure;
        let objective = self.report.agreement.objectives.get(figure.objective as usize)?;
        let at = |heading, at: &Option<LocalInstant>, mark: Option<&ClockMark>| {
            let at = at.as_ref().map(|at| instant(self.language, at));
            let at = at.unwrap_or_else(|| "–".to_owned());
            let stood_in = mark.and_then(|mark| stands_in(self.language, mark));
            [
                self.heading(heading),
                std::iter::once(at).chain(stood_in).collect::<Vec<_>>().join("; "),
            ]
        };
        let due = figure.no_due.map(|why| self.language.say(&Phrase::NoDue(why)));
        let due = due.map(|due| [self.heading(Heading::Due), due]);
        let limit = figure.limit_seconds.as_ref();
        let elapsed = on_a_clock(self.language, &figure.elapsed_seconds, Toward::Longer, limit);
        let limit = limit.map(|limit| exact_on_a_clock(self.language, limit));
        let elapsed = match &limit {
            Some(limit) => self.language.say(&Phrase::ElapsedOf { elapsed: &elapsed, limit }),
            None => elapsed,
        };
        let parts = line.readings.iter().take(most).map(|(from, until, part)| {
            let (from, until) = (instant(self.language, from), instant(self.language, until));
            [from, until, self.language.say(&Phrase::Part(*part))]
        });
        let unlisted = line.readings.len().saturating_sub(most);
        Some(ClockView {
            objective: marked(&cut::whole_name(&objective_name(self.language, objective))),
            state: state(figure.verdict),
            stands: clock_stands(self.language, figure),
            facts: vec![
                at(Heading::Started, &Some(figure.started.clone()), Some(&figure.from)),
                due.unwrap_or_else(|| at(Heading::Due, &figure.due, None)),
                at(Heading::Stopped, &figure.stopped, figure.to.as_ref()),
                [self.heading(Heading::Elapsed), elapsed],
            ],
            parts: parts.collect(),
            unlisted: (unlisted > 0).then(|| number(self.language, &unlisted.to_string())),
        })
    }

    fn picture<'c>(
        &self,
        clocks: impl Iterator<Item = &'c ClockLine>,
        width: u32,
    ) -> Option<Picture> {
        let lines = clocks.filter_map(|line| {
            let objective = self.report.agreement.objectives.get(line.figure.objective as usize)?;
            Some((marked(&cut::name(&objective_name(self.language, objective))), line))
        });
        let lines: Vec<(String, &ClockLine)> = lines.collect();
        let width = width.clamp(240, 880);
        let picture = chart::clocks(self.language, &self.heading(Heading::Clocks), &lines, width)?;
        let nowhere = |_| FigureId { objective: String::new(), period: String::new() };
        Some(picture_of(picture, nowhere))
    }

    fn touched(&self, touched: &TouchedFigure) -> Option<TouchedView> {
        let objective = self.report.agreement.objectives.get(touched.objective as usize)?;
        let facts = self.report.periods.get(touched.period as usize)?;
        let row = self
            .report
            .results
            .iter()
            .find(|row| (row.objective, row.period) == (touched.objective, touched.period))?;
        let down = touched.seconds.as_ref().map(|it| duration(self.language, it, Toward::Longer));
        let credit = row.credit.as_ref().filter(|credit| credit.is_due());
        let credit = credit.and_then(|credit| credit.amount.as_ref());
        let part = self.language.say(&Phrase::PartIn(down.as_deref()));
        let loss = touched
            .loss
            .as_ref()
            .map(|loss| self.language.say(&Phrase::PartCost(&money(self.language, loss))));
        Some(TouchedView {
            figure: FigureId {
                objective: objective.id.clone(),
                period: self.report.period_id(touched.period)?,
            },
            objective: marked(&cut::whole_name(&objective_name(self.language, objective))),
            period: period(self.language, facts),
            part: std::iter::once(part).chain(loss).collect::<Vec<_>>().join(", "),
            state: letter(row.verdict),
            verdict: self.language.say(&Phrase::Verdict(row.verdict)),
            credit: credit.map(|amount| money(self.language, amount)).unwrap_or_default(),
        })
    }
}

/// How a clock stands, as the letter of a verdict.
fn state(verdict: CaseVerdict) -> char {
    letter(match verdict {
        CaseVerdict::Met => Verdict::Met,
        CaseVerdict::Missed => Verdict::Missed,
        CaseVerdict::Running | CaseVerdict::Paused => Verdict::RunningOnTrack,
        CaseVerdict::Stopped | CaseVerdict::Excluded => Verdict::NotMeasured,
    })
}
