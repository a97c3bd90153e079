//! An incident as a file tells it.

use std::borrow::Cow;
use std::collections::HashMap;

use foldhash::fast::FixedState;

use crate::diagnostic::Difference;
use crate::document::{Few, Text};
use crate::model::{
    Affected, Agreement, End, EndEvent, Event, Impact, Rank, TallySource, Touch, Touched, Turn,
    Words,
};
use crate::units::{Instant, Sort, Unit};

/// An incident that makes sense; its texts stand in the file.
pub(super) struct Told<'j> {
    pub(super) id: Text<'j>,
    pub(super) title: Option<Text<'j>>,
    pub(super) url: Option<Text<'j>>,
    pub(super) touches: Few<ToldTouch<'j>>,
    pub(super) affected: Option<Affected>,
    pub(super) started: Instant,
    /// When each event happened, in the order of [`Event::ALL`].
    pub(super) events: [Option<Instant>; Event::ALL.len()],
    pub(super) priority: Option<Text<'j>>,
    pub(super) cause: Option<Text<'j>>,
    pub(super) labels: Few<[Text<'j>; 2]>,
    pub(super) turns: Few<ToldTurn<'j>>,
}

/// What happened to an incident more than once; words stand in the file.
#[derive(Clone, Copy)]
pub(super) enum ToldTurn<'j> {
    Pause(Instant, Option<Instant>, Option<Text<'j>>),
    Reopened(Instant, Option<Instant>),
    /// With its height.
    PriorityChange(Instant, Text<'j>, u32),
    /// With its rank and position.
    ImpactChange(Instant, Text<'j>, (Rank, Impact, u32)),
    Update(Instant),
}

impl<'j> ToldTurn<'j> {
    /// The turn with its word among `words`.
    pub(super) fn turn(&self, words: &mut Words) -> Turn {
        match self {
            Self::Pause(from, until, reason) => Turn::Pause {
                from: *from,
                until: *until,
                reason: reason.map(|reason| words.put(&reason.decoded())),
            },
            Self::Reopened(from, until) => Turn::Reopened { from: *from, until: *until },
            Self::PriorityChange(at, priority, height) => {
                let priority = words.put(&priority.decoded());
                Turn::PriorityChange { at: *at, height: *height, priority }
            }
            Self::ImpactChange(at, _, (rank, impact, position)) => {
                Turn::ImpactChange { at: *at, rank: *rank, impact: *impact, position: *position }
            }
            Self::Update(at) => Turn::Update(*at),
        }
    }

    /// The field that tells it, and what it says.
    fn said(&self) -> (&'static str, String) {
        let end =
            |until: &Option<Instant>| until.as_ref().map_or_else(|| "…".into(), Instant::to_string);
        match self {
            Self::Pause(from, until, reason) => {
                let reason = reason.map(|reason| format!(" {}", reason.decoded()));
                ("pauses", format!("{from}–{}{}", end(until), reason.unwrap_or_default()))
            }
            Self::Reopened(from, until) => ("reopened", format!("{from}–{}", end(until))),
            Self::PriorityChange(at, priority, _) => {
                ("priority_changes", format!("{at} {}", priority.decoded()))
            }
            Self::ImpactChange(at, impact, _) => {
                ("impact_changes", format!("{at} {}", impact.decoded()))
            }
            Self::Update(at) => ("updates", at.to_string()),
        }
    }
}

/// A service that it touched.
pub(super) struct ToldTouch<'j> {
    pub(super) id: Text<'j>,
    pub(super) touch: Touch,
}

impl<'j> Told<'j> {
    /// When an event happened.
    pub(super) fn event(&self, event: Event) -> Option<Instant> {
        self.events.get(event as usize).copied().flatten()
    }

    /// When and by what it ended, unless it is open.
    pub(super) fn end(&self) -> Option<End> {
        let end = |event: EndEvent| self.event(event.event()).map(|at| End { at, event });
        end(EndEvent::Restored).or_else(|| end(EndEvent::Resolved))
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

    fn fields(&self, terms: &Terms<'_>) -> Vec<(&'static str, Option<String>)> {
        let text = |text: Option<Text<'j>>| said(text).map(Cow::into_owned);
        let mut fields = vec![
            ("title", text(self.title)),
            ("services", Some(self.services(terms))),
            ("affected", self.affected.map(|Affected { users, of }| format!("{users}/{of}"))),
            (
                "labels",
                list(self.sorted_labels().iter().map(|[name, value]| format!("{name} {value}"))),
            ),
            ("priority", text(self.priority)),
            ("cause", text(self.cause)),
        ];
        let events = Event::ALL.iter().zip(&self.events);
        fields.extend(events.map(|(event, at)| (event.name(), at.map(|at| at.to_string()))));
        for field in ["pauses", "reopened", "priority_changes", "impact_changes", "updates"] {
            let turns = self.sorted_turns().into_iter().filter(|(name, _)| *name == field);
            fields.push((field, list(turns.map(|(_, said)| said))));
        }
        fields.push(("url", text(self.url)));
        fields
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
        let texts =
            |told: &Self| (said(told.title), said(told.url), said(told.priority), said(told.cause));
        self.events == other.events
            && self.affected == other.affected
            && texts(self) == texts(other)
            && self.sorted_touches() == other.sorted_touches()
            && self.sorted_labels() == other.sorted_labels()
            && self.sorted_turns() == other.sorted_turns()
    }

    fn sorted_labels(&self) -> Vec<[Cow<'j, str>; 2]> {
        let labels = self.labels.iter().map(|[name, value]| [name.decoded(), value.decoded()]);
        let mut labels: Vec<_> = labels.collect();
        labels.order();
        labels
    }

    fn sorted_turns(&self) -> Vec<(&'static str, String)> {
        let mut turns: Vec<_> = self.turns.iter().map(ToldTurn::said).collect();
        turns.order();
        turns
    }

    fn sorted_touches(&self) -> Vec<(Cow<'j, str>, Impact)> {
        let touches = self.touches.iter().map(|told| (told.id.decoded(), told.touch.impact));
        let mut touches: Vec<_> = touches.collect();
        touches.order();
        touches
    }
}

/// Several things as one text; nothing where there are none.
fn list(items: impl Iterator<Item = String>) -> Option<String> {
    let items: Vec<String> = items.collect();
    (!items.is_empty()).then(|| items.join(", "))
}

fn said(text: Option<Text<'_>>) -> Option<Cow<'_, str>> {
    text.map(|text| text.decoded())
}

/// What the words of a history mean, if there is an agreement.
pub(super) struct Terms<'a> {
    pub(super) agreement: Option<&'a Agreement>,
    /// The positions of its services.
    services: HashMap<&'a str, usize, FixedState>,
    /// Its priorities, each with its place from the highest.
    priorities: HashMap<&'a str, u32, FixedState>,
}

impl<'a> Terms<'a> {
    pub(super) fn of(agreement: Option<&'a Agreement>) -> Self {
        let mut services = HashMap::default();
        let agreed = agreement.into_iter().flat_map(|agreement| &agreement.services);
        for (position, service) in agreed.enumerate() {
            services.entry(service.id.as_str()).or_insert(position);
        }
        let mut priorities = HashMap::default();
        let named = agreement.into_iter().flat_map(Agreement::priority_names);
        for (place, name) in (0..).zip(named) {
            priorities.entry(name).or_insert(place);
        }
        Self { agreement, services, priorities }
    }

    /// The place of a priority, the highest first; those of which the agreement says nothing come
    /// last.
    pub(super) fn place_of(&self, priority: &str) -> u32 {
        self.priorities.get(priority).copied().unwrap_or(u32::MAX)
    }

    /// The rank of an impact's weight.
    pub(super) fn rank(&self, impact: Impact) -> Rank {
        self.agreement.map(|agreed| agreed.impact.rank(impact)).unwrap_or_default()
    }

    /// Whether an objective counts the measurements of that name in percent.
    pub(super) fn counts_in_percent(&self, name: &str) -> bool {
        let objectives = self.agreement.into_iter().flat_map(|agreement| &agreement.objectives);
        let mut named = objectives.filter(|objective| {
            let source = objective.tally().map(|tally| &tally.source);
            matches!(source, Some(TallySource::Measurements { name: own, .. }) if own == name)
        });
        named.any(|objective| objective.target.unit == Unit::Percent)
    }

    /// The service of that id.
    pub(super) fn service(&self, id: &str) -> Touched {
        self.services.get(id).map_or(Touched::Other, |position| Touched::Agreed(*position))
    }
}
