//! The pictures of an availability over time, and of what cost most.

use super::cut;
use super::ledger::Ledger;
use super::pictures::told;
use super::selection::Selection;
use crate::chart::{self, BudgetOf, Shown, Size};
use crate::evaluate::Evaluation;
use crate::format::words::{Chart as Words, CostWord, Language, Phrase};
use crate::format::{objective_name, period};
use crate::report::{CostOf, CostScope, Report, ResultFigures};
use crate::web::message::{By, Chart, ChartWish, Span};
use crate::web::names::marked;

/// So many columns are told apart in a picture of time.
pub(super) const MOST_COLUMNS: u32 = 440;

/// An objective, and what is wanted of it.
pub(super) struct Pictured<'a> {
    pub(super) language: &'a dyn Language,
    pub(super) evaluation: &'a Evaluation,
    pub(super) wish: &'a ChartWish,
    pub(super) objective: u32,
    /// The periods of the other pictures.
    pub(super) periods: Span,
    /// How many columns are told apart.
    pub(super) columns: u32,
}

impl Pictured<'_> {
    fn report(&self) -> &Report {
        &self.evaluation.report
    }

    fn name(&self) -> String {
        let named = self.report().agreement.objectives.get(self.objective as usize);
        let name = named.map(|objective| objective_name(self.language, objective));
        marked(&cut::name(&name.unwrap_or_default()))
    }

    fn results(&self) -> impl Iterator<Item = &ResultFigures> {
        self.report().results.iter().filter(|result| result.objective == self.objective)
    }

    /// The period whose figure is open, where it is one of the objective's.
    fn opened(&self) -> Option<u32> {
        let wanted = self.wish.period.as_ref()?;
        let mut own = self.results().map(|result| result.period);
        own.find(|period| self.report().period_id(*period).as_ref() == Some(wanted))
    }

    fn period_name(&self, at: u32) -> String {
        let facts = self.report().periods.get(at as usize);
        facts.map(|facts| period(self.language, facts)).unwrap_or_default()
    }

    /// What the time of its service was in the period that is open, or in all of the other pictures;
    /// nothing where it is no availability.
    pub(super) fn outages(&self) -> Option<Chart> {
        let own = self.results().map(|result| result.period);
        let shown: Vec<u32> = match self.opened() {
            Some(opened) => vec![opened],
            None => own.filter(|period| self.periods.contains(*period)).collect(),
        };
        let (first, last) = (*shown.first()?, *shown.last()?);
        let spans = self.evaluation.label_spans(self.objective, first..=last, self.columns)?;
        let (begin, end) = (self.period_name(first), self.period_name(last));
        let when = if first == last {
            begin
        } else {
            self.language.say(&Phrase::Dates { first: &begin, last: &end })
        };
        let objective = self.name();
        let name = |name: &str| marked(&cut::name(name));
        let shown = Shown { objective: &objective, when: &when, name: &name };
        let chart = chart::outages(self.language, &shown, &spans, self.wish.width);
        Some(told(chart, self.report(), |_| self.objective))
    }

    /// The error budget of the period that is open, or else of the one that runs.
    pub(super) fn budget(&self) -> Option<Chart> {
        let wanted = self.opened();
        let result = self.results().filter(|result| match wanted {
            Some(wanted) => result.period == wanted,
            None => result.verdict.is_running() && self.periods.contains(result.period),
        });
        let result = result.last()?;
        let figures = result.time.as_ref()?.budget.as_ref()?;
        let path = self.evaluation.budget_path(self.objective, result.period, self.columns);
        let of = BudgetOf {
            objective: &self.name(),
            period: &self.period_name(result.period),
            figures,
            path: path.as_ref(),
        };
        let chart = chart::budget(self.language, &of, Size::for_width(self.wish.width));
        Some(told(chart, self.report(), |_| self.objective))
    }
}

/// What cost most, and the names of labels by which it can be told apart; nothing where no time of
/// what is selected was measured.
pub(super) fn costs(
    language: &dyn Language,
    evaluation: &Evaluation,
    ledger: &mut Ledger,
    (wish, selection): (&ChartWish, &Selection),
) -> Option<(Chart, Vec<String>)> {
    let report = &evaluation.report;
    let measured = |result: &&ResultFigures| {
        selection.objectives.binary_search(&result.objective).is_ok()
            && selection.periods.contains(result.period)
            && result.time.as_ref().is_some_and(|time| !time.measured_seconds.is_zero())
    };
    report.results.iter().find(measured)?;
    let objectives = selection.objectives.iter();
    let objectives = objectives.filter_map(|at| report.agreement.objectives.get(*at as usize));
    let (from, until) = (selection.periods.from as usize, selection.periods.end() as usize);
    let scope = CostScope {
        services: objectives.filter_map(|objective| objective.service).collect(),
        periods: from..until,
    };
    let (costs, labels) = ledger.of(evaluation, &wish.by, &scope);
    let label = match &wish.by {
        By::Label(name) => marked(&cut::name(name)),
        _ => String::new(),
    };
    let by = match &wish.by {
        By::Incident => CostWord::Incident,
        By::Cause => CostWord::Cause,
        By::Service => CostWord::Service,
        By::Label(_) => CostWord::Label(&label),
    };
    let say = |words: Words<'_>| language.say(&Phrase::Chart(words));
    let shown = |name: &str| marked(&cut::name(name));
    let name = |of: &CostOf| match of {
        CostOf::Incident(id) => incident_name(evaluation, id),
        CostOf::Named(name) => shown(name),
        CostOf::Maintenance(id) => say(Words::NotPermitted(Some(&shown(id)))),
        CostOf::NotPermitted => say(Words::NotPermitted(None)),
        CostOf::Requests => say(Words::RequestsFailed),
        CostOf::Service(at) => {
            let service = report.agreement.services.get(*at as usize);
            shown(service.map_or("", |service| &service.name))
        }
        CostOf::Unsaid => say(Words::Unsaid(by)),
        CostOf::Label(label) => say(Words::Label(*label)),
    };
    let chart = chart::costs(language, costs, (by, &name), wish.width);
    Some((told(chart, report, |_| 0), labels.to_vec()))
}

/// An incident by its id and what it was about.
fn incident_name(evaluation: &Evaluation, id: &str) -> String {
    let all = 0..evaluation.number_of_incidents();
    let found = all.filter_map(|at| evaluation.sought_incident(at)).find(|it| it.id == id);
    let title = found.and_then(|found| found.title).unwrap_or_default();
    let whole = if title.is_empty() { id.to_owned() } else { format!("{id} {title}") };
    marked(&cut::name(&whole))
}
