//! An incident as a file tells it.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::diagnostic::Difference;
use crate::document::{Few, Text};
use crate::model::{Agreement, End, EndEvent, Impact, Touch, Touched};
use crate::units::Instant;

/// An incident that makes sense; its texts stand in the file.
pub(super) struct Told<'j> {
    pub(super) id: Text<'j>,
    pub(super) title: Option<Text<'j>>,
    pub(super) url: Option<Text<'j>>,
    pub(super) touches: Few<ToldTouch<'j>>,
    pub(super) started: Instant,
    pub(super) restored: Option<Instant>,
    pub(super) resolved: Option<Instant>,
}

/// A service that it touched.
pub(super) struct ToldTouch<'j> {
    pub(super) id: Text<'j>,
    pub(super) touch: Touch,
}

impl<'j> Told<'j> {
    /// When and by what it ended, unless it is open.
    pub(super) fn end(&self) -> Option<End> {
        let end = |at: Option<Instant>, event| at.map(|at| End { at, event });
        let resolved = end(self.resolved, EndEvent::Resolved);
        end(self.restored, EndEvent::Restored).or(resolved)
    }

    /// The fields in which two tellings of an incident differ. The order of its services is none.
    pub(super) fn differences(&self, there: &Self, terms: &Terms<'_>) -> Vec<Difference> {
        let here = self.fields(terms);
        let there = there.fields(terms);
        here.into_iter()
            .zip(there)
            .filter(|((_, here), (_, there))| here != there)
            .map(|((field, here), (_, there))| Difference { field: field.to_owned(), here, there })
            .collect()
    }

    fn fields(&self, terms: &Terms<'_>) -> [(&'static str, Option<String>); 6] {
        [
            ("title", said(self.title).map(Cow::into_owned)),
            ("services", Some(self.services(terms))),
            ("started", Some(self.started.to_string())),
            ("restored", self.restored.as_ref().map(ToString::to_string)),
            ("resolved", self.resolved.as_ref().map(ToString::to_string)),
            ("url", said(self.url).map(Cow::into_owned)),
        ]
    }

    /// Its services with their impact: `erp full, vpn degraded`.
    fn services(&self, terms: &Terms<'_>) -> String {
        let names = self.touches.iter().map(|told| {
            let level = match told.touch.impact {
                Impact::Level(level) => {
                    let agreement = terms.agreement;
                    agreement.and_then(|agreed| agreed.impact.levels().get(level as usize))
                }
                Impact::Unstated => None,
            };
            match level {
                Some(level) => format!("{} {}", told.id.decoded(), level.word),
                None => told.id.decoded().into_owned(),
            }
        });
        names.collect::<Vec<_>>().join(", ")
    }

    /// Whether both tell the same of one incident, wherever they stand.
    pub(super) fn tells_the_same(&self, other: &Self) -> bool {
        let times = |told: &Self| (told.started, told.restored, told.resolved);
        let texts = |told: &Self| (said(told.title), said(told.url));
        times(self) == times(other)
            && texts(self) == texts(other)
            && self.sorted_touches() == other.sorted_touches()
    }

    fn sorted_touches(&self) -> Vec<(Cow<'j, str>, Impact)> {
        let touches = self.touches.iter().map(|told| (told.id.decoded(), told.touch.impact));
        let mut touches: Vec<_> = touches.collect();
        touches.sort_unstable();
        touches
    }
}

fn said(text: Option<Text<'_>>) -> Option<Cow<'_, str>> {
    text.map(|text| text.decoded())
}

/// What the words of a history mean, if there is an agreement.
pub(super) struct Terms<'a> {
    pub(super) agreement: Option<&'a Agreement>,
    /// The positions of its services.
    services: HashMap<&'a str, usize, FixedState>,
}

impl<'a> Terms<'a> {
    pub(super) fn of(agreement: Option<&'a Agreement>) -> Self {
        let mut services = HashMap::default();
        let agreed = agreement.into_iter().flat_map(|agreement| &agreement.services);
        for (position, service) in agreed.enumerate() {
            services.entry(service.id.as_str()).or_insert(position);
        }
        Self { agreement, services }
    }

    /// The service of that id.
    pub(super) fn service(&self, id: &str) -> Touched {
        self.services.get(id).map_or(Touched::Other, |position| Touched::Agreed(*position))
    }
}
