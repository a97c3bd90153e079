//! A text or number as it stands in the file.

use std::borrow::Cow;

/// A run of the file's own characters: a text without its quotes, or a number's digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'j> {
    written: &'j str,
    /// How many of its bytes stand before the first escape: all, where it has none.
    plain: usize,
}

impl<'j> Token<'j> {
    /// Any run.
    pub(super) fn new(written: &'j str) -> Self {
        Self { written, plain: written.find('\\').unwrap_or(written.len()) }
    }

    /// A run that is known to have no escapes.
    pub(super) fn plain(written: &'j str) -> Self {
        Self { written, plain: written.len() }
    }

    /// Where it begins, in memory.
    pub(super) fn address(&self) -> usize {
        self.written.as_ptr().addr()
    }

    /// What it says, with JSON's escapes resolved.
    #[must_use]
    #[inline]
    pub fn decoded(&self) -> Cow<'j, str> {
        if self.plain == self.written.len() {
            Cow::Borrowed(self.written)
        } else {
            self.unescaped()
        }
    }

    #[cold]
    fn unescaped(&self) -> Cow<'j, str> {
        let text = serde_json::from_str(&format!("\"{}\"", self.written));
        text.map_or(Cow::Borrowed(self.written), Cow::Owned)
    }
}

macro_rules! tokens {
    ($($(#[$doc:meta])* $name:ident,)*) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        pub struct $name<'j>(pub(super) Token<'j>);

        impl<'j> std::ops::Deref for $name<'j> {
            type Target = Token<'j>;
            fn deref(&self) -> &Token<'j> {
                &self.0
            }
        }
    )*};
}

tokens! {
    /// A text: a name, a word, a sentence.
    Text,
    /// A calendar date, `2026-03-29`.
    Date,
    /// An instant of RFC 3339, `2026-03-29T12:00:00+02:00`.
    Moment,
    /// A decimal: a text, `"99.9"`, or a bare number's own digits.
    Digits,
    /// A bound of a value: a decimal, or a length of time.
    Bound,
    /// A word, or in its place a decimal or a length of time.
    Answer,
}

impl<'j> Answer<'j> {
    /// As a decimal.
    #[must_use]
    pub fn digits(self) -> Digits<'j> {
        Digits(self.0)
    }

    /// As a word, or a length.
    #[must_use]
    pub fn text(self) -> Text<'j> {
        Text(self.0)
    }
}

impl<'j> Bound<'j> {
    /// As a decimal.
    #[must_use]
    pub fn digits(self) -> Digits<'j> {
        Digits(self.0)
    }

    /// As a length.
    #[must_use]
    pub fn length(self) -> Text<'j> {
        Text(self.0)
    }
}
