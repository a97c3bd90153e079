//! The language that the page speaks, for every component of it.

use yew::prelude::*;

use super::names::{Piece, pieces};
use super::shared::Shared;
use crate::format::words::{Heading, Page, PageLanguage};

/// The language, handed down by context.
#[derive(Clone, PartialEq)]
pub struct Speech(pub Shared<dyn PageLanguage>);

impl Speech {
    /// The language itself.
    #[must_use]
    pub fn language(&self) -> &dyn PageLanguage {
        &*self.0
    }

    pub(super) fn page(&self, page: Page<'_>) -> String {
        self.language().page(&page)
    }

    pub(super) fn heading(&self, heading: Heading) -> String {
        self.page(Page::Heading(heading))
    }
}

/// The language of the page.
#[hook]
pub(super) fn use_speech() -> Speech {
    use_context::<Speech>().unwrap_or_default()
}

impl Default for Speech {
    fn default() -> Self {
        let english: std::rc::Rc<dyn PageLanguage> =
            std::rc::Rc::new(crate::format::words::English);
        Self(Shared::from(english))
    }
}

/// A sentence with each name from a file in an element of its own.
pub(super) fn with_names(sentence: &str) -> Html {
    pieces(sentence)
        .map(|piece| match piece {
            Piece::Words(words) => html! { { words } },
            Piece::Name(name) => html! { <bdi>{ name }</bdi> },
        })
        .collect()
}
