//! What is looked at follows the address.

use super::{
    Address, AsOf, Aspect, Case, FIRST_INCIDENTS, FIRST_LINES, Fetch, GridWish, Origin, Sample,
    State, local,
};
use crate::web::message::FilterBy;

impl State {
    /// Goes to an address that the reader chose in the browser.
    pub(super) fn go(&mut self, address: Address) {
        let before = std::mem::replace(&mut self.address, address);
        if before.filter != self.address.filter {
            self.incident_lines = FIRST_INCIDENTS;
        }
        self.chosen();
        self.arrange_grid();
        match self.address.case.clone() {
            Case::Start => self.fetch = None,
            Case::Quote => {
                self.fetch = None;
                if before.quote.promise != self.address.quote.promise {
                    self.quoting.worked = None;
                }
            }
            Case::Sample(id) if self.sample.as_ref() == Some(&id) => self.come_back(&before),
            Case::Sample(id) => self.fetch = Some(Fetch::Running(id)),
            Case::Files if self.sample.is_none() && !self.files.is_empty() => {
                self.come_back(&before);
            }
            Case::Files => {
                self.set_aside_sample();
                self.as_of_from_address();
                self.ask_for_known();
                self.open_files();
            }
        }
    }

    /// The same files are looked at as before, perhaps as of another instant.
    fn come_back(&mut self, before: &Address) {
        self.fetch = None;
        if before.as_of != self.address.as_of {
            self.as_of_from_address();
            let proposed = self.account().and_then(|account| account.proposed.clone());
            let proposed = proposed.map(|proposal| proposal.instant);
            match self.as_of.chosen.clone().or(proposed) {
                Some(as_of) => self.evaluate(as_of, false),
                None => self.open_files(),
            }
        }
    }

    /// What the address says of the instant holds; otherwise the sample's, or the files' own.
    pub(super) fn as_of_from_address(&mut self) {
        self.as_of = match (&self.address.as_of, &self.address.case) {
            (Some(at), _) => AsOf {
                draft: local(at),
                chosen: Some(at.clone()),
                origin: Origin::Typed,
                wrong: false,
            },
            (None, Case::Sample(id)) => AsOf {
                chosen: self.sample_named(id).map(|sample| sample.as_of.clone()),
                origin: Origin::Sample,
                ..AsOf::default()
            },
            (None, _) => AsOf::default(),
        };
    }

    /// The sample of that id, if it is listed.
    #[must_use]
    pub fn sample_named(&self, id: &str) -> Option<&Sample> {
        let all = self.samples.iter().chain(&self.agreements).flatten();
        all.into_iter().find(|sample| sample.id == id)
    }

    /// Looks at an objective, at a period of it, or at neither.
    pub(super) fn look_at(&mut self, objective: Option<String>, period: Option<String>) {
        self.address.objective = objective;
        self.address.period = period;
        self.chosen();
    }

    /// Another objective or figure is looked at.
    pub(super) fn chosen(&mut self) {
        let figure = self.address.figure();
        if self.worked.as_ref().is_some_and(|worked| Some(&worked.figure) != figure.as_ref()) {
            self.worked = None;
        }
        self.otherwise = self.otherwise.take().filter(|it| Some(&it.figure) == figure.as_ref());
        self.subject = None;
        self.chart_wish.objective.clone_from(&self.address.objective);
        self.chart_wish.period.clone_from(&self.address.period);
    }

    /// The grid is arranged as the address says. What is sought among incidents does not touch it.
    pub(super) fn arrange_grid(&mut self) {
        let Address { filter, order, aspect, .. } = self.address.clone();
        let filter = if aspect == Aspect::Report { filter } else { self.grid_wish.filter.clone() };
        let wish = GridWish { filter, order, ..self.grid_wish.clone() };
        if wish.filter.get(FilterBy::Period) != self.grid_wish.filter.get(FilterBy::Period) {
            self.grid_wish.periods = None;
        }
        let periods = self.grid_wish.periods;
        let wish = GridWish { periods, ..wish };
        if wish != self.grid_wish || wish.lines.count == 0 {
            self.grid_wish = GridWish { lines: FIRST_LINES, ..wish };
        }
    }

    /// Where own files are looked at and none is here, those that the tab noted are asked for.
    pub(super) fn ask_for_known(&mut self) {
        if self.address.case == Case::Files && self.files.is_empty() && self.undo.is_empty() {
            self.known.clone_from(&self.noted);
        }
    }
}
