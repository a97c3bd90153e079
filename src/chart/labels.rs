//! Numbers beside their marks: none touches another.

use super::Place;

/// The space between two texts.
const GAP: i32 = 40;

/// The room above a mark in which a number would seem to be its own.
const AIR: i32 = 150;

/// What already stands in a picture.
pub(super) struct Labels {
    bounds: Place,
    taken: Vec<Place>,
    marks: Vec<Place>,
}

impl Labels {
    /// Nothing stands yet within `bounds`.
    pub(super) fn new(bounds: Place) -> Self {
        Self { bounds, taken: Vec::new(), marks: Vec::new() }
    }

    /// Nothing else may stand there.
    pub(super) fn take(&mut self, place: Place) {
        self.taken.push(place);
    }

    /// A mark stands there, and what is right above it belongs to it.
    pub(super) fn mark(&mut self, place: Place) {
        self.marks.push(place);
    }

    /// Takes the first of the places that is free and on no mark, if any is.
    pub(super) fn first_clear(&mut self, places: Vec<Place>) -> Option<Place> {
        self.first_beside(None, places)
    }

    /// Takes the first of the places that is free for the number of `mark`, if any is.
    pub(super) fn first_free_at(&mut self, mark: &Place, places: Vec<Place>) -> Option<Place> {
        self.first_beside(Some(mark), places)
    }

    fn first_beside(&mut self, mark: Option<&Place>, places: Vec<Place>) -> Option<Place> {
        let air = |place: &Place| Place { y: place.y - AIR, height: place.height + AIR, ..*place };
        let overlap = |one: &Place, other: &Place| {
            one.x < other.right()
                && other.x < one.right()
                && one.y < other.bottom()
                && other.y < one.bottom()
        };
        let others: Vec<Place> = self.marks.iter().filter(|m| Some(*m) != mark).map(air).collect();
        let clear = |place: &Place| !others.iter().any(|other| overlap(place, other));
        self.first_free(places.into_iter().filter(clear))
    }

    /// Takes the first of the places that is free, if any is.
    pub(super) fn first_free(&mut self, places: impl IntoIterator<Item = Place>) -> Option<Place> {
        let free = places.into_iter().find(|place| self.is_free(place))?;
        self.take(free);
        Some(free)
    }

    /// Whether it stands within the bounds and touches nothing.
    pub(super) fn is_free(&self, place: &Place) -> bool {
        let bounds = &self.bounds;
        let inside = place.x >= bounds.x
            && place.right() <= bounds.right()
            && place.y >= bounds.y
            && place.bottom() <= bounds.bottom();
        let touches = |other: &Place| {
            place.x < other.right() + GAP
                && other.x < place.right() + GAP
                && place.y < other.bottom()
                && other.y < place.bottom()
        };
        inside && !self.taken.iter().any(touches)
    }
}

/// Where a label of that size may stand at a mark: above its middle, then moved to either side as
/// far as it stays above the mark, then a row higher.
pub(super) fn above(mark: &Place, width: i32, height: i32) -> Vec<Place> {
    const ABOVE: i32 = 30;
    let middle = mark.x + (mark.width - width) / 2;
    let (from_left, to_right) = (mark.x, mark.right() - width);
    let rows = [0, height].into_iter().flat_map(|row| {
        let y = mark.y - ABOVE - height - row;
        [middle, from_left, to_right].map(|x| Place { x, y, width, height })
    });
    rows.collect()
}

/// Where a label may stand at a dot: below, above, right, left.
pub(super) fn around(dot: &Place, width: i32, height: i32) -> Vec<Place> {
    const ASIDE: i32 = GAP;
    let middle = dot.x + (dot.width - width) / 2;
    let level = dot.y + (dot.height - height) / 2;
    let (over, under) = (dot.y - ASIDE - height, dot.bottom() + ASIDE);
    let (right, left) = (dot.right() + ASIDE, dot.x - ASIDE - width);
    let places = [
        (middle, under),
        (middle, over),
        (right, level),
        (left, level),
        (right - ASIDE, under),
        (left + ASIDE, under),
        (right - ASIDE, over),
        (left + ASIDE, over),
    ];
    places.map(|(x, y)| Place { x, y, width, height }).to_vec()
}

/// Where a label may stand at a dot beyond the axis: beside it.
pub(super) fn beside(dot: &Place, width: i32, height: i32) -> Vec<Place> {
    around(dot, width, height).into_iter().skip(2).take(2).collect()
}
