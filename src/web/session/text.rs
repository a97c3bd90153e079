//! The texts in which words are sought: one after the other in small letters, so that hundreds of
//! thousands are gone through as one.

/// The texts of things by position.
#[derive(Debug, Default)]
pub(super) struct Texts {
    /// In small letters; each text ends with [`END`].
    packed: String,
    /// Of each thing, where its texts end.
    ends: Vec<usize>,
}

/// Nothing that is looked for has it: what is written in the field is one line.
const END: char = '\n';

impl Texts {
    /// The texts of so many things, told by `each`.
    pub(super) fn of<'t, Each, Own>(things: usize, each: Each) -> Self
    where
        Each: Fn(usize) -> Own,
        Own: Iterator<Item = &'t str>,
    {
        // Counted first: to grow, it would have to be there twice.
        let length = |at| each(at).map(|text| text.len() + END.len_utf8()).sum::<usize>();
        let mut packed = String::with_capacity((0..things).map(length).sum());
        let mut ends = Vec::with_capacity(things);
        for at in 0..things {
            for text in each(at) {
                put_small(&mut packed, text);
                packed.push(END);
            }
            ends.push(packed.len());
        }
        Self { packed, ends }
    }

    /// Of each thing whether one of its texts has the words, which are in small letters.
    pub(super) fn having(&self, words: &str) -> Vec<bool> {
        let mut having = vec![false; self.ends.len()];
        let mut things = self.ends.iter().zip(&mut having).peekable();
        for (found, _) in self.packed.match_indices(words) {
            while things.next_if(|(end, _)| **end <= found).is_some() {}
            if let Some((_, has)) = things.peek_mut() {
                **has = true;
            }
        }
        having
    }
}

fn put_small(packed: &mut String, text: &str) {
    if text.is_ascii() {
        let from = packed.len();
        packed.push_str(text);
        packed.get_mut(from..).into_iter().for_each(str::make_ascii_lowercase);
    } else {
        packed.push_str(&text.to_lowercase());
    }
}

#[cfg(test)]
mod tests {
    use super::Texts;

    #[test]
    fn words_are_found_in_letters_of_any_size() {
        let texts = [vec!["Mail is SLOW", "Ärger im Büro"], vec![], vec!["straße", "P1"]];
        let texts = Texts::of(texts.len(), |at| texts[at].iter().copied());
        for (words, having) in [
            ("slow", [true, false, false]),
            ("ärger", [true, false, false]),
            ("straße", [false, false, true]),
            ("a", [true, false, true]),
            ("p1", [false, false, true]),
            ("mails", [false, false, false]),
            // No text has the end of one and the beginning of the next.
            ("slowä", [false, false, false]),
            ("bürostraße", [false, false, false]),
        ] {
            assert_eq!(texts.having(words), having, "{words}");
        }
    }
}
