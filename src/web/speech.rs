//! The language that the page speaks, for every component of it.

use yew::prelude::*;

use super::names::{Piece, pieces, plain, shortened};
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

/// So many letters of a name go into two lines of a list.
const LETTERS: usize = 42;

/// A marked name in a list: of a long one the beginning and the end, and the whole for those who
/// hear it, point at it, or have the keyboard on it.
pub(super) fn listed(name: &str) -> Html {
    let name = plain(name);
    match shortened(&name, LETTERS) {
        None => html! { <bdi>{ name }</bdi> },
        Some(short) => html! {
            <bdi class="long-name">
                // Not every browser breaks a line there by itself.
                <span aria-hidden="true">{ short.replace('…', "…\u{200b}") }</span>
                <span class="long-name-whole">{ name }</span>
            </bdi>
        },
    }
}

/// So many letters of a name go well into a sentence.
const LETTERS_OF_SENTENCE: usize = 80;

/// A sentence with each name from a file in an element of its own. Of a very long one the whole is
/// seen where it is pointed at, touched, or reached by the keyboard.
pub(super) fn with_short_names(sentence: &str) -> Html {
    set_apart(sentence, |name| match shortened(name, LETTERS_OF_SENTENCE) {
        None => html! { <bdi>{ name }</bdi> },
        Some(short) => html! {
            <bdi class="long-name" tabindex="0">
                <span aria-hidden="true">{ short }</span>
                <span class="long-name-whole">{ name }</span>
            </bdi>
        },
    })
}

/// A sentence with each name from a file in an element of its own.
pub(super) fn with_names(sentence: &str) -> Html {
    set_apart(sentence, |name| html! { <bdi>{ name }</bdi> })
}

fn set_apart(sentence: &str, name: impl Fn(&str) -> Html) -> Html {
    pieces(sentence)
        .map(|piece| match piece {
            Piece::Words(words) => html! { { words } },
            Piece::Name(it) => name(it),
        })
        .collect()
}
