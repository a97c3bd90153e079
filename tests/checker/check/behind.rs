//! The incidents on which a figure rests where it is bad.

use std::collections::BTreeSet;

use serde_json::Value;

use super::clock::overlap;
use super::history::Counted;
use super::indicators::Kind;
use super::labels::{Span, without};
use super::papers::{Papers, text};
use super::settlement::Settlement;
use super::work::{Told, Work};

fn common(span: Span, others: &[Span]) -> Vec<Span> {
    let parts = others.iter().map(|it| (it.0.max(span.0), it.1.min(span.1)));
    parts.filter(|(from, until)| from < until).collect()
}

impl Papers {
    /// The incidents behind the figure of each row, by position.
    pub(crate) fn incidents_behind(
        &self,
        rows: &[Value],
        calculations: &[Value],
    ) -> Vec<BTreeSet<usize>> {
        let settlement = &Settlement::default();
        let all = 0..self.figures.len().min(rows.len()).min(calculations.len());
        let told = Told { rows, calculations, settlement };
        all.map(|row| Work::of(self, told, row).incidents_behind()).collect()
    }
}

impl Work<'_> {
    fn incidents_behind(&self) -> BTreeSet<usize> {
        let objective = self.papers.objective(self.objective);
        match self.kind() {
            Kind::Outages if objective["indicator"] != "downtime" => self.of_outages(),
            Kind::Availability | Kind::Outages => self.of_downtime(),
            Kind::Clock => {
                let own = self.own_cases().into_iter();
                own.filter(|case| case.verdict == "missed").map(|case| case.incident).collect()
            }
            Kind::Tally => match text(&objective["indicator"]) {
                "first_contact_fix" | "reopen_rate" => self.resolved_here(),
                _ => BTreeSet::new(),
            },
            Kind::Requests => self.open_here().into_iter().map(|(number, _)| number).collect(),
        }
    }

    /// The incidents that count on its service, or on what is behind it, each with what of it counts.
    fn counting(&self) -> Vec<(usize, Vec<Span>)> {
        let Some(service) = self.service else { return Vec::new() };
        let of = |it: &Counted<'_>, spans: Vec<Span>| (it.number, spans);
        if self.is_group() {
            let behind = self.papers.behind(service).into_iter();
            let own = behind.flat_map(|service| self.own_incidents_of(service, false));
            return own.map(|it| of(&it, vec![it.open])).collect();
        }
        let own = self.own_incidents(false);
        let lengths = self.lengths();
        if !lengths.of_each {
            return own.iter().map(|it| of(it, vec![it.open])).collect();
        }
        // Each incident by itself is long enough, or not.
        let hours = self.papers.hours_of(self.objective);
        let taken = self.taken_before();
        let spans: Vec<_> = own.iter().map(|it| (it.incident.id.as_str(), it.open)).collect();
        let kept = lengths.kept(&spans, &[], (hours, &taken));
        own.iter().zip(kept).map(|(it, kept)| of(it, kept.into_iter().collect())).collect()
    }

    /// The agreed time that is an outage, whatever is looked at.
    fn outage_label(&self) -> Vec<Span> {
        let parts = self.step(self.outage_step()).and_then(|step| self.outages_of(step));
        let counted = parts.into_iter().flat_map(|parts| parts.counted);
        let counted: Vec<Span> = counted.map(|(from, until, _)| (from, until)).collect();
        let spans = without(&super::lengths::joined(counted), &self.taken_before());
        let hours = self.papers.hours_of(self.objective);
        spans.into_iter().flat_map(|span| hours.within(span)).collect()
    }

    /// Those of which any part that counts is downtime that was not credited before.
    fn of_downtime(&self) -> BTreeSet<usize> {
        let used_up: Vec<Span> = self.consumed().into_iter().map(|(span, _)| span).collect();
        let window = common(self.looked_at(), &self.outage_label());
        let down = without(&window, &used_up);
        let own = self.counting().into_iter();
        let weighs = |spans: &[Span]| spans.iter().any(|it| !common(*it, &down).is_empty());
        own.filter(|(_, spans)| weighs(spans)).map(|(number, _)| number).collect()
    }

    /// Those of the outages that belong here.
    fn of_outages(&self) -> BTreeSet<usize> {
        let own = self.outages_here(self.by_end());
        let label = self.outage_label();
        let down: Vec<Span> =
            own.iter().flat_map(|(from, until, ..)| common((*from, *until), &label)).collect();
        let counting = self.counting().into_iter();
        let weighs = |spans: &[Span]| spans.iter().any(|it| !common(*it, &down).is_empty());
        counting.filter(|(_, spans)| weighs(spans)).map(|(number, _)| number).collect()
    }

    /// Those that were open in the time that is looked at.
    fn open_here(&self) -> Vec<(usize, Vec<Span>)> {
        let window = self.looked_at();
        let mut own = self.counting();
        own.retain(|(_, spans)| spans.iter().any(|it| overlap(*it, window)));
        own
    }
}
