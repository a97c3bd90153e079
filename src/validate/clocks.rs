//! Clocks: what is agreed of the time from one event to another.

use super::scalar::{Check, said};
use crate::diagnostic::{Code, Expected, Finding};
use crate::document::{Answer, Text, contract as written};
use crate::model::{
    Attribution, By, Calendar, ClockTerms, Course, Cut, Event, Indicator, Limit, Limits, Measure,
    NoCases, Place, PriorityRule, ReopenedRule, SKIPS_EXCLUDED, Scope, Side, Statements, Switch,
    Target, When,
};
use crate::units::{Exact, Length, Unit};

/// What an objective's clock is checked against.
#[derive(Clone, Copy)]
pub(super) struct Agreed<'a> {
    pub(super) calendars: &'a [Calendar],
    pub(super) priorities: &'a [String],
}

/// No promise is kept in more working days.
const MOST_WORKING_DAYS: u32 = 10_000;

impl<'j> Check<'j, '_> {
    /// The terms of a clock, and its target; `calendar` is the objective's own.
    pub(super) fn clock(
        &mut self,
        objective: &written::Objective<'j>,
        indicator: Indicator,
        calendar: Option<usize>,
        agreed: Agreed<'_>,
    ) -> Option<(ClockTerms, Target)> {
        let target = self.clock_target(objective.target.as_ref());
        let limits = self.limits(objective, agreed);
        let lower_ends = self.lower_ends(objective);
        if let (Some((Limits::None, _)), Some(Target { measure: Measure::Share, .. })) =
            (&limits, &target)
        {
            let finding = Finding::new(Code::MissingField, self.spot(objective.start))
                .expected(Expected::Field("within".to_owned()));
            self.note(finding);
        }
        let course = self.course(objective, indicator);
        let scope = self.scope(objective, calendar, agreed);
        let no_cases = self.no_cases(objective.no_cases.as_ref(), target.as_ref());
        let attribution = self.choice(objective.attribution.as_ref(), Attribution::WORDS);
        let priority_change = self.choice(objective.priority_change.as_ref(), PriorityRule::WORDS);
        let reopened = self.choice(objective.reopened.as_ref(), ReopenedRule::WORDS);
        let skips_excluded = self.choice(objective.excluded_cause.as_ref(), SKIPS_EXCLUDED);
        let reasons = objective.pause_on.as_ref().map(|reasons| texts(reasons));
        let (limits, strict) = limits?;
        let terms = ClockTerms {
            course: course?,
            limits,
            lower_ends: lower_ends?,
            strict,
            pause_on: reasons,
            scope: scope?,
            no_cases: no_cases?,
            attribution: attribution?,
            priority_change: priority_change?,
            reopened: reopened?,
            skips_excluded: skips_excluded?,
        };
        Some((terms, target?))
    }

    /// One of `words`, the first where nothing is written.
    pub(super) fn choice<T: Copy>(
        &mut self,
        written: Option<&Text<'j>>,
        words: &[(&str, T)],
    ) -> Option<T> {
        match written {
            None => words.first().map(|(_, default)| *default),
            Some(text) => self.word(text, words),
        }
    }

    /// The target of a clock; every case within its limit where none is stated.
    pub(super) fn clock_target(&mut self, target: Option<&written::Target<'j>>) -> Option<Target> {
        let hundred = Cut { value: Exact::from(100), side: Side::Below };
        let Some(target) = target else {
            return Some(Target::share(hundred, true));
        };
        let shares = [(&target.share_at_least, Side::Below), (&target.share_above, Side::Above)];
        let lengths = [
            (&target.mean_at_most, Measure::Mean, Side::Above),
            (&target.mean_below, Measure::Mean, Side::Below),
            (&target.median_at_most, Measure::Median, Side::Above),
            (&target.median_below, Measure::Median, Side::Below),
            (&target.maximum_at_most, Measure::Maximum, Side::Above),
            (&target.maximum_below, Measure::Maximum, Side::Below),
        ];
        let stated = shares.iter().filter(|(digits, _)| digits.is_some()).count()
            + lengths.iter().filter(|(text, _, _)| text.is_some()).count()
            + usize::from(target.percentile.is_some());
        let other = target.at_least.is_some() || target.above.is_some();
        if stated != 1 || other {
            const NAMES: [&str; 9] = [
                "share_at_least",
                "share_above",
                "mean_at_most",
                "mean_below",
                "median_at_most",
                "median_below",
                "maximum_at_most",
                "maximum_below",
                "percentile",
            ];
            let names = NAMES.map(str::to_owned).to_vec();
            let finding = Finding::new(Code::BoundCount, self.spot(target.start))
                .expected(Expected::ExactlyOneField(names));
            self.note(finding);
            return None;
        }
        if let Some((Some(digits), side)) = shares.iter().find(|(digits, _)| digits.is_some()) {
            let bound = Cut { value: self.decimal_between(digits, 0, 100)?, side: *side };
            return Some(Target::share(bound, false));
        }
        if let Some((Some(text), measure, side)) = lengths.iter().find(|(text, ..)| text.is_some())
        {
            let bound = Cut { value: Exact::seconds(self.elapsed(text)?), side: *side };
            return Some(Target::length(measure.clone(), bound));
        }
        self.percentile(target.percentile.as_ref()?)
    }

    fn percentile(&mut self, written: &written::Percentile<'j>) -> Option<Target> {
        let rank = written.rank.as_ref().and_then(|digits| {
            let rank = self.decimal_between(digits, 0, 100)?;
            if rank.is_zero() {
                self.off_scale(digits, Expected::MoreThan("0".to_owned()));
                return None;
            }
            Some(rank)
        });
        let (text, side) = match (&written.at_most, &written.below) {
            (Some(text), None) => (text, Side::Above),
            (None, Some(text)) => (text, Side::Below),
            _ => {
                let names = ["at_most", "below"].map(str::to_owned).to_vec();
                let finding = Finding::new(Code::BoundCount, self.spot(written.start))
                    .expected(Expected::ExactlyOneField(names));
                self.note(finding);
                return None;
            }
        };
        let bound = Cut { value: Exact::seconds(self.elapsed(text)?), side };
        Some(Target::length(Measure::Percentile(rank?), bound))
    }

    /// The limits, and whether they are too long themselves.
    fn limits(
        &mut self,
        objective: &written::Objective<'j>,
        agreed: Agreed<'_>,
    ) -> Option<(Limits, bool)> {
        let (written, strict) = match (&objective.within, &objective.less_than) {
            (None, None) => return Some((Limits::None, false)),
            (Some(within), None) => (within, false),
            (None, Some(less_than)) => (less_than, true),
            (Some(_), Some(_)) => {
                let names = ["within", "less_than"].map(str::to_owned).to_vec();
                let finding = Finding::new(Code::BoundCount, self.spot(objective.start))
                    .expected(Expected::ExactlyOneField(names));
                self.note(finding);
                return None;
            }
        };
        let limits = match written {
            written::Limits::One(limit) => Limits::One(self.limit(limit)?),
            written::Limits::ByPriority(members) => {
                if members.members.is_empty() {
                    let spot = self.spot(objective.start);
                    self.note(Finding::new(Code::EmptyList, spot).found("within"));
                }
                let limits = members.members.iter().map(|(priority, limit)| {
                    self.is_priority(priority, agreed.priorities);
                    Some((priority.decoded().into_owned(), self.limit(limit)?))
                });
                let limits: Vec<Option<(String, Limit)>> = limits.collect();
                Limits::ByPriority(limits.into_iter().collect::<Option<_>>()?)
            }
        };
        Some((limits, strict))
    }

    /// The lower ends of limits that are ranges, each with its priority.
    fn lower_ends(
        &mut self,
        objective: &written::Objective<'j>,
    ) -> Option<Vec<(Option<String>, i128)>> {
        let limits = objective.within.iter().chain(&objective.less_than);
        let each = limits.flat_map(|limits| match limits {
            written::Limits::One(limit) => vec![(None, limit)],
            written::Limits::ByPriority(members) => {
                let each = members.members.iter();
                each.map(|(priority, limit)| (Some(priority), limit)).collect()
            }
        });
        let ends = each.filter_map(|(priority, limit)| match limit {
            written::Limit::Range(range) => Some((priority, range)),
            written::Limit::Length(_) | written::Limit::WorkingDays(_) => None,
        });
        let ends: Vec<Option<(Option<String>, i128)>> = ends
            .map(|(priority, range)| {
                let from = self.elapsed(range.from.as_ref()?)?;
                // That it makes no sense is told with the limit.
                let to = Length::parse(&range.to.as_ref()?.decoded()).and_then(Length::elapsed)?;
                if to < from {
                    let (from, to) = (range.from.as_ref()?, range.to.as_ref()?);
                    let finding = Finding::new(Code::OffScale, self.source.spot(to));
                    let finding = finding.found(&to.decoded());
                    self.note(finding.expected(Expected::AtLeast(from.decoded().into_owned())));
                }
                Some((priority.map(|priority| priority.decoded().into_owned()), from))
            })
            .collect();
        ends.into_iter().collect()
    }

    fn limit(&mut self, limit: &written::Limit<'j>) -> Option<Limit> {
        match limit {
            written::Limit::Length(text) => self.elapsed(text).map(Limit::Elapsed),
            written::Limit::Range(range) => {
                range.to.as_ref().and_then(|to| self.elapsed(to)).map(Limit::Elapsed)
            }
            written::Limit::WorkingDays(written) => {
                let days = written.working_days.as_ref();
                let days = days.and_then(|days| self.whole(days, 0, MOST_WORKING_DAYS));
                let by = self.choice(written.by.as_ref(), By::WORDS);
                Some(Limit::WorkingDays { days: days?, by: by? })
            }
        }
    }

    /// Notes a priority that is none of those listed; without a list, any word may be one.
    pub(super) fn is_priority(&mut self, written: &Text<'j>, priorities: &[String]) {
        let known = priorities.iter().any(|priority| *priority == written.decoded());
        if !known && !priorities.is_empty() {
            self.unknown(Code::UnknownPriority, written, priorities.iter().map(String::as_str));
        }
    }

    fn course(
        &mut self,
        objective: &written::Objective<'j>,
        indicator: Indicator,
    ) -> Option<Course> {
        const REPORTED: [Event; 3] = [Event::Reported, Event::Detected, Event::Started];
        const SOLVED: [Event; 2] = [Event::Resolved, Event::Restored];
        let (from, to): (&[Event], &[Event]) = match indicator {
            Indicator::ResponseTime => (&REPORTED, &[Event::Responded, Event::Acknowledged]),
            Indicator::RestoreTime => (&REPORTED, &[Event::Restored, Event::Resolved]),
            Indicator::OnSiteTime => (&REPORTED, &[Event::OnSite]),
            Indicator::BreachNotification => (&[Event::Aware], &[Event::Notified]),
            Indicator::RecoveryTime => (&[Event::Started], &[Event::Restored, Event::Resolved]),
            Indicator::RecoveryPoint => (&[Event::RecoveryPoint], &[Event::Started]),
            _ => (&REPORTED, &SOLVED),
        };
        let mut named = |written: &Option<Text<'j>>, default: &[Event]| match written {
            None => Some(default.to_vec()),
            Some(text) => {
                let words = Event::ALL.map(|event| (event.name(), event));
                self.word(text, &words).map(|event| vec![event])
            }
        };
        let (from, to) = (named(&objective.from, from), named(&objective.to, to));
        let (from, to) = (from?, to?);
        Some(match indicator {
            Indicator::UpdateTime => Course::Updates { from, to },
            _ => Course::Between { from, to },
        })
    }

    /// Which incidents an objective is about.
    pub(super) fn scope(
        &mut self,
        objective: &written::Objective<'j>,
        calendar: Option<usize>,
        agreed: Agreed<'_>,
    ) -> Option<Scope> {
        let when = match &objective.when {
            None => Some(None),
            Some(when) => {
                let words = [("inside", true), ("outside", false)];
                let inside = when.started.as_ref().and_then(|word| self.word(word, &words));
                let calendar = match &when.calendar {
                    None => Some(calendar),
                    Some(id) => self.calendar(id, agreed.calendars).map(Some),
                };
                inside.zip(calendar).map(|(inside, calendar)| Some(When { inside, calendar }))
            }
        };
        let chosen = objective.r#where.as_ref();
        let priorities = chosen.and_then(|chosen| chosen.priority.as_deref()).unwrap_or_default();
        for priority in priorities {
            self.is_priority(priority, agreed.priorities);
        }
        let labels = chosen.iter().flat_map(|chosen| &chosen.labels).flat_map(|l| &l.members);
        Some(Scope {
            when: when?,
            priorities: texts(priorities),
            labels: labels
                .map(|(name, values)| (name.decoded().into_owned(), texts(values)))
                .collect(),
            per: texts(objective.per.as_deref().unwrap_or_default()),
        })
    }

    fn no_cases(
        &mut self,
        written: Option<&Answer<'j>>,
        target: Option<&Target>,
    ) -> Option<NoCases> {
        let Some(answer) = written else { return Some(NoCases::NotMeasured) };
        let said = answer.decoded();
        let is_number = said.starts_with(|c: char| c.is_ascii_digit() || c == '-');
        match &*said {
            "not_measured" => Some(NoCases::NotMeasured),
            "met" => Some(NoCases::Met),
            _ if target?.unit == Unit::Percent && is_number => {
                self.decimal_between(&answer.digits(), 0, 100).map(NoCases::Value)
            }
            _ if target?.unit == Unit::Percent => {
                self.unknown(Code::UnknownWord, &answer.text(), NO_CASES.into_iter());
                None
            }
            _ => self.elapsed(&answer.text()).map(|length| NoCases::Value(Exact::seconds(length))),
        }
    }
}

/// The words for what holds without any case.
const NO_CASES: [&str; 2] = ["not_measured", "met"];

/// Notes what a clock states.
pub(super) fn note_clock(
    clock: &written::Objective<'_>,
    place: Place,
    statements: &mut Statements,
) {
    let none = |reasons: &[Text<'_>]| reasons.is_empty().then(|| "none".to_owned());
    let named =
        |reasons: &Vec<Text<'_>>| none(reasons).unwrap_or_else(|| texts(reasons).join(", "));
    statements.put(Switch::PauseOn, place, clock.pause_on.as_ref().map(named));
    let words = [
        (Switch::PriorityChange, &clock.priority_change),
        (Switch::Reopened, &clock.reopened),
        (Switch::ExcludedCause, &clock.excluded_cause),
        (Switch::Attribution, &clock.attribution),
    ];
    for (switch, word) in words {
        statements.put(switch, place, said(word.as_ref()));
    }
    let no_cases = clock.no_cases.map(|answer| answer.decoded().into_owned());
    statements.put(Switch::NoCases, place, no_cases);
    statements.put(Switch::LimitBy, place, days_end_by(clock));
}

/// Until when on their last days limits hold, each answer once; nothing where no limit says so.
fn days_end_by(clock: &written::Objective<'_>) -> Option<String> {
    let limits = clock.within.iter().chain(&clock.less_than).flat_map(|limits| match limits {
        written::Limits::One(limit) => vec![limit],
        written::Limits::ByPriority(members) => {
            members.members.iter().map(|(_, limit)| limit).collect()
        }
    });
    let days = limits.filter_map(|limit| match limit {
        written::Limit::WorkingDays(days) => Some(said(days.by.as_ref())),
        written::Limit::Length(_) | written::Limit::Range(_) => None,
    });
    let days: Vec<Option<String>> = days.collect();
    days.iter().any(Option::is_some).then(|| {
        let default = By::Close.name().to_owned();
        let each = days.into_iter().map(|by| by.unwrap_or_else(|| default.clone()));
        let each: std::collections::BTreeSet<String> = each.collect();
        each.into_iter().collect::<Vec<_>>().join(", ")
    })
}

fn texts(texts: &[Text<'_>]) -> Vec<String> {
    texts.iter().map(|text| text.decoded().into_owned()).collect()
}
