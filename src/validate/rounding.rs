//! How values are rounded before they are judged.

use super::scalar::Check;
use crate::document::{WordOr, contract as written};
use crate::model::{Place, RoundingMode, Statements, Switch, ValueRounding};

/// More decimals than any figure is agreed to.
const MOST_PLACES: u32 = 12;

impl<'j> Check<'j, '_> {
    /// The rounding that is stated; nothing where it is that there is none.
    pub(super) fn value_rounding(
        &mut self,
        written: &written::ValueRounding<'j>,
    ) -> Option<ValueRounding> {
        let rounded = match written {
            WordOr::Word(word) => {
                self.word(word, &[("none", ())]);
                return None;
            }
            WordOr::Object(rounded) => rounded,
        };
        let places = rounded.places.as_ref().and_then(|it| self.whole(it, 0, MOST_PLACES));
        let mode = rounded.mode.as_ref().and_then(|mode| self.word(mode, RoundingMode::WORDS));
        Some(ValueRounding { places: places?, mode: mode? })
    }
}

/// Notes what is stated of rounding: `half_up 2`.
pub(super) fn note_rounding(
    written: Option<&written::ValueRounding<'_>>,
    place: Place,
    statements: &mut Statements,
) {
    let said = written.and_then(|written| match written {
        WordOr::Word(word) => Some(word.decoded().into_owned()),
        WordOr::Object(rounded) => {
            let (mode, places) = rounded.mode.as_ref().zip(rounded.places.as_ref())?;
            Some(format!("{} {}", mode.decoded(), places.decoded()))
        }
    });
    statements.put(Switch::ValueRounding, place, said);
}
