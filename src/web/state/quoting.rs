//! What agreements would pay, as far as the page knows.

use super::{Answer, Case, Shared, State, Worked};
use crate::web::message::{PromiseId, QuoteView, QuoteWish};

/// What the page knows of it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Quoting {
    /// How the file of all agreements is.
    pub bundle: Bundle,
    /// The table, once there is one.
    pub view: Option<Shared<QuoteView>>,
    /// The calculation of the promise that is open, once it is there.
    pub worked: Option<Shared<Worked>>,
}

/// How the file of all agreements is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Bundle {
    /// It was not fetched, or is being fetched.
    #[default]
    Awaited,
    /// It is here.
    Here,
    /// It could not be had.
    Lost,
}

impl State {
    /// Whether agreements are asked what they would pay.
    #[must_use]
    pub fn is_quote(&self) -> bool {
        self.address.case == Case::Quote
    }

    /// Whether the file of all agreements is to be fetched.
    #[must_use]
    pub fn wants_bundle(&self) -> bool {
        self.is_quote() && self.quoting.bundle == Bundle::Awaited
    }

    /// What is to be asked of all agreements, once their file is here.
    #[must_use]
    pub fn wanted_quote(&self) -> Option<QuoteWish> {
        let can_ask = self.is_quote() && self.quoting.bundle == Bundle::Here;
        can_ask.then(|| self.address.quote.wish.clone())
    }

    /// The promise whose calculation is to be asked for.
    #[must_use]
    pub fn wanted_promise(&self) -> Option<(QuoteWish, PromiseId)> {
        self.wanted_quote().zip(self.address.quote.promise.clone())
    }

    /// The promise whose calculation is open.
    #[must_use]
    pub fn promise(&self) -> Option<&PromiseId> {
        self.address.quote.promise.as_ref().filter(|_| self.is_quote())
    }

    /// Opens the calculation of a promise, or none.
    pub(super) fn open_promise(&mut self, promise: Option<PromiseId>) {
        self.quoting.worked = None;
        self.address.quote.promise = promise;
    }

    pub(super) fn hear_quote(&mut self, answer: Answer) {
        match answer {
            Answer::Quoted(view) => {
                let shown = self.quoting.view.take();
                let is_wrong = view.wrong.iter().any(Option::is_some);
                // While a field is being written, what was found last stays, and says for what.
                let view = match shown.filter(|_| is_wrong) {
                    Some(shown) => QuoteView { wrong: view.wrong, ..QuoteView::clone(&shown) },
                    None => *view,
                };
                self.quoting.view = Some(Shared::from(view));
            }
            // The file cannot be read.
            _ => self.quoting.bundle = Bundle::Lost,
        }
    }

    pub(super) fn hear_promise(&mut self, answer: Answer) {
        match answer {
            Answer::Worked(worked) => self.quoting.worked = Some(Shared::from(*worked)),
            // The address names a promise that is not there.
            _ if self.quoting.worked.is_none() => self.open_promise(None),
            // A field is being written: what was worked out last stays.
            _ => {}
        }
    }
}
