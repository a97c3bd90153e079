//! All incidents of a history, in little memory.

use std::sync::Arc;

use super::Draft;
use super::event::{Event, Told, Turn, Word};
use super::impact::Affected;
use super::incident::{End, Incident, Kept, Touch};
use crate::units::Instant;

/// Incidents in order. A history may hold more of them than there would be room for, were each
/// title and each list of services a piece of memory of its own: they stand on shelves, and each
/// shelf has one text and one list for all.
#[derive(Clone, Debug, Default)]
pub struct Incidents {
    shelves: Vec<Arc<Shelf>>,
}

/// So many incidents stand on a shelf: a full one is never copied again as the history grows.
const SHELF: usize = 16_384;

#[derive(Clone, Debug, Default)]
pub(super) struct Shelf {
    kept: Vec<Kept>,
    pub(super) texts: String,
    pub(super) touches: Vec<Touch>,
    pub(super) affected: Vec<Affected>,
    pub(super) moments: Vec<Instant>,
    pub(super) labels: Vec<[Word; 2]>,
    pub(super) turns: Vec<Turn>,
}

/// An incident to be put with the others.
#[derive(Clone, Copy)]
pub struct NewIncident<'t> {
    /// Its id.
    pub id: &'t str,
    /// What it was about.
    pub title: Option<&'t str>,
    /// The file, by its position among the inputs.
    pub file: u32,
    /// Its position in that file.
    pub position: u32,
    /// How many of all users it touched, if it tells.
    pub affected: Option<Affected>,
    /// When it began.
    pub started: Instant,
    /// When and by what it ended, unless it is open.
    pub end: Option<End>,
    /// When its other events happened.
    pub event: &'t dyn Fn(Event) -> Option<Instant>,
    /// Its priority at its beginning.
    pub priority: Option<Word>,
    /// What it came from.
    pub cause: Option<Word>,
    /// What it says of itself, as names and values.
    pub labels: &'t [[Word; 2]],
    /// What happened to it more than once.
    pub turns: &'t [Turn],
}

impl Incidents {
    /// How many there are.
    #[must_use]
    pub fn len(&self) -> usize {
        let last = self.shelves.last().map_or(0, |shelf| shelf.kept.len());
        self.shelves.len().saturating_sub(1) * SHELF + last
    }

    /// Whether there are none.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.shelves.is_empty()
    }

    /// The incident at that position.
    #[must_use]
    pub fn get(&self, position: usize) -> Option<Incident<'_>> {
        let shelf = self.shelves.get(position / SHELF)?;
        Some(shelf.lend(shelf.kept.get(position % SHELF)?))
    }

    /// All of them.
    pub fn iter(&self) -> impl Iterator<Item = Incident<'_>> {
        self.shelves.iter().flat_map(|shelf| shelf.kept.iter().map(|kept| shelf.lend(kept)))
    }

    /// Puts an incident after the others, with the services that it `touches`.
    pub fn push(&mut self, incident: NewIncident<'_>, touches: impl Iterator<Item = Touch>) {
        match self.shelves.last_mut().map(Arc::make_mut) {
            Some(shelf) if shelf.kept.len() < SHELF => shelf.push(incident, touches),
            last => {
                let mut shelf = last.map_or_else(Shelf::default, |full| full.close());
                shelf.push(incident, touches);
                self.shelves.push(Arc::new(shelf));
            }
        }
    }

    /// Notes that another file tells the incident at `position` too, and is to be named for it.
    pub fn name_instead(&mut self, position: usize, file: u32, in_file: u32) {
        let shelf = self.shelves.get_mut(position / SHELF).map(Arc::make_mut);
        if let Some(kept) = shelf.and_then(|shelf| shelf.kept.get_mut(position % SHELF)) {
            (kept.file, kept.position) = (file, in_file);
        }
    }

    /// Puts a corrected incident in the place of that at `position`. Of the shelves that other
    /// incidents stand on as well, only this one is copied.
    pub(super) fn replace(&mut self, position: usize, draft: &Draft) {
        let shelf = self.shelves.get_mut(position / SHELF).map(Arc::make_mut);
        shelf.into_iter().for_each(|shelf| shelf.replace(position % SHELF, draft));
    }
}

impl Shelf {
    fn lend<'h>(&'h self, kept: &'h Kept) -> Incident<'h> {
        Incident { kept, shelf: self }
    }

    /// Gives back the room that is left, and makes out the next shelf, which will need about as
    /// much as this one did.
    fn close(&mut self) -> Self {
        self.texts.shrink_to_fit();
        self.touches.shrink_to_fit();
        self.affected.shrink_to_fit();
        self.moments.shrink_to_fit();
        self.labels.shrink_to_fit();
        self.turns.shrink_to_fit();
        let about = |length: usize| length + length / 16;
        Self {
            kept: Vec::with_capacity(SHELF),
            texts: String::with_capacity(about(self.texts.len())),
            touches: Vec::with_capacity(about(self.touches.len())),
            affected: Vec::with_capacity(about(self.affected.len())),
            moments: Vec::with_capacity(about(self.moments.len())),
            labels: Vec::with_capacity(about(self.labels.len())),
            turns: Vec::with_capacity(about(self.turns.len())),
        }
    }

    fn replace(&mut self, place: usize, draft: &Draft) {
        let Some(kept) = self.kept.get(place) else { return };
        let id = self.lend(kept).id().to_owned();
        let new = NewIncident {
            id: &id,
            title: draft.title.as_deref(),
            file: kept.file,
            position: kept.position,
            started: draft.event(Event::Started).unwrap_or(kept.started),
            end: draft.end(),
            event: &|event| draft.event(event),
            priority: draft.priority,
            cause: draft.cause,
            affected: draft.affected,
            labels: &draft.labels,
            turns: &draft.turns,
        };
        self.push(new, draft.touches.iter().copied());
        // What was told before stays on the shelf, and nobody looks at it.
        self.kept.swap_remove(place);
    }

    fn push(&mut self, incident: NewIncident<'_>, touches: impl Iterator<Item = Touch>) {
        let NewIncident { id, title, file, position, started, end, .. } = incident;
        let id_at = self.texts.len();
        self.texts.push_str(id);
        let title_at = self.texts.len();
        self.texts.push_str(title.unwrap_or_default());
        let first_touch = self.touches.len();
        self.touches.extend(touches);
        let (first_label, first_turn) = (self.labels.len(), self.turns.len());
        self.labels.extend(incident.labels);
        self.turns.extend(incident.turns);
        let affected = self.affected.len();
        self.affected.extend(incident.affected);
        let affected = [affected, self.affected.len()];
        let moments = self.moments.len();
        let mut told = Told::default();
        for event in Event::ALL.into_iter().skip(1) {
            if end.is_some_and(|end| end.event.event() == event) {
                continue;
            }
            if let Some(at) = (incident.event)(event) {
                told = told.and(event);
                self.moments.push(at);
            }
        }
        self.kept.push(Kept {
            started,
            ended: end.map_or(started, |end| end.at),
            event: end.map(|end| end.event),
            has_title: title.is_some(),
            texts: [id_at, title_at, self.texts.len()],
            touches: [first_touch, self.touches.len()],
            affected,
            labels: [first_label, self.labels.len()],
            turns: [first_turn, self.turns.len()],
            told,
            moments,
            priority: incident.priority,
            cause: incident.cause,
            file,
            position,
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{EndEvent, Impact, Touched};

    #[test]
    fn what_was_put_on_the_shelves_comes_back() {
        let started = |number: u32| Instant::EPOCH.after(number.into());
        let touches = |number: u32| {
            let service = |at| if at == 1 { Touched::Other } else { Touched::Agreed(at) };
            let touch =
                move |at| Touch { service: service(at), impact: Impact::Unstated, own: at > 1 };
            (0..number as usize % 4).map(touch)
        };
        let title =
            |number: u32| (!number.is_multiple_of(3)).then(|| "x".repeat(number as usize % 7));
        let end = |number: u32| {
            let event = [None, Some(EndEvent::Restored), Some(EndEvent::Resolved)];
            event[number as usize % 3].map(|event| End { at: started(number + 1), event })
        };
        let labels = |number: u32| vec![[Word(number), Word(0)]; number as usize % 3];
        let turns = |number: u32| vec![Turn::Update(started(number)); number as usize % 4];
        let mut incidents = Incidents::default();
        let all = 2 * u32::try_from(SHELF).unwrap() + 3;
        let affected =
            |number: u32| number.is_multiple_of(5).then_some(Affected { users: number, of: all });
        for number in 0..all {
            assert_eq!(incidents.len(), number as usize);
            let (id, title) = (number.to_string(), title(number));
            let new = NewIncident {
                id: &id,
                title: title.as_deref(),
                file: number + 1,
                position: number + 2,
                affected: affected(number),
                started: started(number),
                end: end(number),
                event: &|event| (event as u32 % 3 == number % 3).then(|| started(event as u32)),
                priority: (number % 2 == 1).then_some(Word(number)),
                cause: (number % 2 == 0).then_some(Word(number)),
                labels: &labels(number),
                turns: &turns(number),
            };
            incidents.push(new, touches(number));
        }
        incidents.name_instead(SHELF, 7, 8);
        for (number, incident) in (0..).zip(incidents.iter()) {
            let same = incidents.get(number as usize).unwrap();
            assert!(std::ptr::eq(same.kept, incident.kept));
            assert_eq!(incident.id(), number.to_string());
            assert_eq!(incident.title().map(str::to_owned), title(number));
            let place = if number as usize == SHELF { (7, 8) } else { (number + 1, number + 2) };
            assert_eq!((incident.file(), incident.position()), place);
            assert_eq!((incident.started(), incident.end()), (started(number), end(number)));
            assert_eq!(incident.touches(), touches(number).collect::<Vec<_>>());
            assert_eq!(incident.affected(), affected(number));
            assert_eq!(incident.labels(), labels(number));
            assert_eq!(incident.turns(), turns(number));
            assert_eq!(incident.priority().or(incident.cause()), Some(Word(number)));
            for event in Event::ALL.into_iter().skip(1) {
                let ended = end(number).filter(|end| end.event.event() == event);
                let told = (event as u32 % 3 == number % 3).then(|| started(event as u32));
                assert_eq!(incident.event(event), ended.map(|end| end.at).or(told));
            }
        }
        assert_eq!(incidents.iter().count(), all as usize);
        assert!(incidents.get(all as usize).is_none());
    }
}
