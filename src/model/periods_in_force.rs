//! How time is cut into periods on a date: amendments may change it from one period to the next.

use chrono::NaiveDate;

use super::{Agreement, Periods};

impl Agreement {
    /// The service periods of the contract on a date, by the terms that hold then.
    #[must_use]
    pub fn periods_on(&self, date: NaiveDate) -> Periods {
        let holds = |it: &&Self| it.from.is_none_or(|from| from <= date);
        self.terms.iter().rfind(holds).map_or(self.periods, |it| it.periods)
    }

    /// The periods in which a promise, by the position of its first objective, is judged on a date:
    /// its own, or those of the contract, which amendments may change.
    #[must_use]
    pub fn periods_of(&self, promise: usize, date: NaiveDate) -> Periods {
        let Some(first) = self.objectives.get(promise) else { return self.periods_on(date) };
        let own = first.periods.of_term();
        if self.terms.iter().all(|it| it.periods == self.periods) {
            return own;
        }
        let pieces = self.objectives.iter().enumerate().rev();
        let mut pieces = pieces.filter(|(at, _)| self.promise(*at) == promise);
        let held = pieces.find(|(_, it)| it.periods.life.from.is_none_or(|from| from <= date));
        let began = first.periods.life.from.unwrap_or(NaiveDate::MIN);
        match held {
            Some((_, piece)) => piece.periods.of_term(),
            // Before it was promised.
            None if own == self.periods_on(began) => self.periods_on(date),
            None => own,
        }
    }

    /// All the ways in which time is cut for a promise, one after the other, each with the first date
    /// on which it is; the first has none.
    #[must_use]
    pub fn periods_over_time(&self, promise: usize) -> Vec<(Option<NaiveDate>, Periods)> {
        let mut found: Vec<(Option<NaiveDate>, Periods)> = Vec::new();
        let pieces = self.objectives.iter().enumerate();
        for (_, piece) in pieces.filter(|(at, _)| self.promise(*at) == promise) {
            let periods = piece.periods.of_term();
            match found.last() {
                None => found.push((None, periods)),
                Some((_, last)) if *last == periods => {}
                Some(_) => found.push((piece.periods.life.from, periods)),
            }
        }
        found
    }
}
