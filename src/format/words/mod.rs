//! Every word that anybody sees, one file a language.
//!
//! The rest of the program names what is to be said, a [`Phrase`] with its particulars; a
//! [`Language`] says it. A new language is a new file and nothing else.

mod en;
mod page;
mod phrase;

pub use en::English;
pub use page::Page;
pub use phrase::{
    BudgetStands, Chart, ContractLabel, ContractWords, CostWord, CreditHow, Heading, How,
    KeyFigure, Phrase, QuoteWords, RightWords, Statement, Usage,
};

/// What the page itself says of a language. Kept apart from the rest, which only the engine says:
/// the page is downloaded before it.
pub trait PageLanguage {
    /// Its tag (BCP 47), for `<html lang>`.
    fn tag(&self) -> &'static str;

    /// What stands between digits.
    fn marks(&self) -> Marks;

    /// The words for `page`.
    fn page(&self, page: &Page<'_>) -> String;
}

/// A language.
pub trait Language: PageLanguage {
    /// The sign in front of amounts of a currency, where the language has one.
    fn symbol(&self, currency: &str) -> Option<&'static str>;

    /// The words for `phrase`.
    fn say(&self, phrase: &Phrase<'_>) -> String;
}

/// What stands between digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Marks {
    /// Before the decimals.
    pub decimal: char,
    /// Between thousands.
    pub group: char,
}
