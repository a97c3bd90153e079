//! The agreement as a document to be read: sections of entries, each line in words.

mod credits;
mod hours;
mod promises;

use super::words::{ContractLabel, ContractWords, Language, Phrase};
use super::{date, exact_duration};
use crate::report::{ReadingFacts, Report};
use crate::units::Exact;

/// A part of an agreement: services, what is promised, credits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ContractSection {
    /// Its id in an address.
    pub id: &'static str,
    /// What stands over it.
    pub heading: String,
    /// What it holds.
    pub entries: Vec<ContractEntry>,
}

/// Something agreed, with its clause.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractEntry {
    /// What stands over it, if anything.
    pub title: String,
    /// Its id, where other parts lead to it.
    pub id: Option<String>,
    /// The id of the objective whose results it leads to.
    pub objective: Option<String>,
    /// The clause that says so.
    pub clause: Option<String>,
    /// What the clause says.
    pub text: Option<String>,
    /// What is agreed, line by line.
    pub lines: Vec<ContractLine>,
}

/// A line of an agreement.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ContractLine {
    /// What it is about; nothing where the rest is a sentence.
    pub what: String,
    /// What is agreed of it.
    pub how: String,
    /// Whether it is stated or holds by default, in words, where it answers an open question.
    pub by: String,
    /// The id of the calendar that it names.
    pub calendar: Option<String>,
}

/// The agreement of a report, section by section.
#[must_use]
pub fn contract(language: &dyn Language, report: &Report) -> Vec<ContractSection> {
    let teller = Teller { language, report };
    vec![
        teller.section("parties", ContractLabel::Parties, teller.parties()),
        teller.section("services", ContractLabel::Services, teller.services()),
        teller.section("hours", ContractLabel::Hours, teller.calendars()),
        teller.section("objectives", ContractLabel::Objectives, teller.objectives()),
        teller.section("counting", ContractLabel::Counting, teller.counting()),
        teller.section("credits", ContractLabel::Credits, teller.credits()),
        teller.section("caps", ContractLabel::Caps, teller.caps()),
        teller.section("claims", ContractLabel::Claims, teller.claims()),
        teller.section("rights", ContractLabel::Rights, teller.rights()),
        teller.section("commitments", ContractLabel::Commitments, teller.commitments()),
        teller.section("amendments", ContractLabel::Amendments, teller.amendments()),
        teller.section("silent", ContractLabel::Silent, teller.silent()),
    ]
}

struct Teller<'r> {
    language: &'r dyn Language,
    report: &'r Report,
}

impl Teller<'_> {
    fn section(
        &self,
        id: &'static str,
        heading: ContractLabel,
        entries: Vec<ContractEntry>,
    ) -> ContractSection {
        ContractSection { id, heading: self.label(heading), entries }
    }

    fn say(&self, words: ContractWords<'_>) -> String {
        self.language.say(&Phrase::Contract(words))
    }

    fn label(&self, label: ContractLabel) -> String {
        self.say(ContractWords::Label(label))
    }

    fn line(&self, what: ContractLabel, how: String) -> ContractLine {
        ContractLine { what: self.label(what), how, ..ContractLine::default() }
    }

    /// A sentence that stands for itself.
    fn sentence(&self, said: String) -> ContractEntry {
        let line = ContractLine { how: said, ..ContractLine::default() };
        ContractEntry { lines: vec![line], ..ContractEntry::default() }
    }

    /// The entries, or what it means that there are none.
    fn or_none(&self, mut entries: Vec<ContractEntry>, none: ContractLabel) -> Vec<ContractEntry> {
        if entries.is_empty() {
            entries.push(self.sentence(self.label(none)));
        }
        entries
    }

    fn seconds(&self, seconds: &Exact) -> String {
        exact_duration(self.language, seconds)
    }

    /// Whether something is stated, or holds by default.
    fn by(&self, by_default: bool) -> String {
        self.label(if by_default { ContractLabel::ByDefault } else { ContractLabel::Stated })
    }

    /// How the open questions are read that `own` picks by their field.
    fn readings(&self, own: impl Fn(&str) -> bool) -> Vec<ContractLine> {
        const NAMED: usize = 8;
        let readings = self.report.readings.iter().filter(|it| own(&it.name));
        let line = |reading: &ReadingFacts| {
            let ReadingFacts { name, value, by_default, only } = reading;
            let named = only.iter().take(NAMED).map(|id| self.name_of(id));
            let ids = &named.collect::<Vec<_>>();
            let more = only.len().saturating_sub(NAMED) as u64;
            let holds = match only.as_slice() {
                [] => None,
                _ if *by_default => Some(Phrase::HoldsForOthers),
                _ => Some(Phrase::HoldsFor { ids, more }),
            };
            let answer = self.language.say(&Phrase::Answer { name, value });
            // The contract's own words for why a clock waits.
            let answer = match name.as_str() {
                "objectives/pause_on" => answer.replace('_', " "),
                _ => answer,
            };
            let how = match holds {
                None => answer,
                Some(holds) => format!("{answer}, {}", self.language.say(&holds)),
            };
            ContractLine {
                what: self.language.say(&Phrase::Question(name)),
                how,
                by: self.by(*by_default),
                calendar: None,
            }
        };
        readings.map(line).collect()
    }

    fn parties(&self) -> Vec<ContractEntry> {
        let facts = &self.report.agreement;
        let mut lines = Vec::new();
        let named =
            [(ContractLabel::Provider, &facts.provider), (ContractLabel::Client, &facts.client)];
        for (what, name) in named {
            lines.extend(name.clone().map(|name| self.line(what, name)));
        }
        let day = |it: &str| {
            let day = it.get(..10).and_then(|day| day.parse::<chrono::NaiveDate>().ok());
            day.map(|day| (date(self.language, day), day.pred_opt()))
        };
        let from = day(&facts.term_from.at).map(|(from, _)| from).unwrap_or_default();
        let until = facts.term_until.as_ref().and_then(|until| day(&until.at)?.1);
        let until = until.map(|last| date(self.language, last));
        let term = ContractWords::Term { from: &from, until: until.as_deref() };
        lines.push(self.line(ContractLabel::Term, self.say(term)));
        lines.extend(self.currencies());
        lines.extend(facts.note.clone().map(|note| self.line(ContractLabel::Note, note)));
        lines.extend(self.readings(|name| {
            let heads = ["time_zone", "term/", "service_period/"];
            heads.iter().any(|head| name.starts_with(head))
                || ["amended_period", "counting/period_length"].contains(&name)
        }));
        vec![ContractEntry { lines, ..ContractEntry::default() }]
    }

    /// The currency; where amendments change it, each with the dates on which it holds.
    fn currencies(&self) -> Vec<ContractLine> {
        let facts = &self.report.agreement;
        let ends = facts.earlier_currencies.iter().map(|it| (it.currency.code(), Some(it.until)));
        let all = ends.chain([(facts.currency.as_str(), None)]);
        let mut from = None;
        let line = |(code, until): (&str, Option<chrono::NaiveDate>)| {
            let before = until.map(|until| date(self.language, until));
            let holds = ContractWords::Holds { from: from.as_deref(), before: before.as_deref() };
            let how = match (&from, &before) {
                (None, None) => code.to_owned(),
                _ => format!("{code}, {}", self.say(holds)),
            };
            from = before;
            self.line(ContractLabel::Currency, how)
        };
        all.map(line).collect()
    }

    fn commitments(&self) -> Vec<ContractEntry> {
        let facts = &self.report.agreement;
        let entries = facts.commitments.iter().map(|it| ContractEntry {
            title: self.service_name(it.service).unwrap_or_default(),
            clause: it.clause.clone(),
            ..self.sentence(it.text.clone())
        });
        self.or_none(entries.collect(), ContractLabel::NoCommitment)
    }

    fn amendments(&self) -> Vec<ContractEntry> {
        let facts = &self.report.agreement;
        let entries = facts.amendments.iter().map(|it| {
            let from = date(self.language, it.effective);
            let by = ContractWords::Amended { from: &from, by: &it.agreed_by };
            let mut lines = vec![ContractLine { how: self.say(by), ..ContractLine::default() }];
            let own = facts.objectives.iter().filter(|objective| {
                let terms = objective.terms.as_ref();
                terms.is_some_and(|terms| terms.amendment == Some(it.position))
            });
            let names: Vec<String> = own.map(|it| self.plain_name(it)).collect();
            if !names.is_empty() {
                let services = self.say(ContractWords::Services(&names));
                lines.push(self.line(ContractLabel::NewTerms, services));
            }
            lines.extend(it.changes.iter().map(|path| self.changed(path)));
            ContractEntry {
                title: it.title.clone().or_else(|| it.id.clone()).unwrap_or_default(),
                clause: it.clause.clone(),
                text: it.text.clone(),
                lines,
                ..ContractEntry::default()
            }
        });
        self.or_none(entries.collect(), ContractLabel::NoAmendment)
    }

    /// The part of the contract that an amendment changes, by its path.
    fn changed(&self, path: &str) -> ContractLine {
        let mut names = path.split('/').map(|name| name.replace("~1", "/").replace("~0", "~"));
        let list = names.next().unwrap_or_default();
        let facts = &self.report.agreement;
        let item = match list.as_str() {
            "objectives" => names.next().map(|id| self.name_of(&id)),
            "services" => names.next().map(|id| {
                let own = facts.services.iter().find(|it| it.id == id);
                own.map_or(id, |it| it.name.clone())
            }),
            "calendars" | "maintenance" | "exclusions" | "commitments" | "rights" => names.next(),
            _ => None,
        };
        let is_of_item = item.is_some();
        let fields = std::iter::once(list).filter(|_| !is_of_item).chain(names);
        let fields: Vec<String> = fields.map(|field| field.replace('_', " ")).collect();
        let words = ContractWords::Changed { name: item.as_deref(), fields: &fields };
        self.line(ContractLabel::Changes, self.say(words))
    }

    /// What people look for in an agreement, and this one does not say.
    fn silent(&self) -> Vec<ContractEntry> {
        let facts = &self.report.agreement;
        let promises = |name: &str| facts.objectives.iter().any(|it| it.indicator == name);
        let sought = [
            ("availability", promises("availability") || promises("request_success")),
            ("response_time", promises("response_time")),
            ("resolution_time", promises("resolution_time") || promises("restore_time")),
        ];
        let missing = sought.into_iter().filter(|(_, promised)| !promised);
        let mut entries: Vec<ContractEntry> = missing
            .map(|(name, _)| self.sentence(self.say(ContractWords::NotPromised(name))))
            .collect();
        if facts.charges.is_empty() {
            entries.push(self.sentence(self.label(ContractLabel::NoPrice)));
        }
        self.or_none(entries, ContractLabel::SaysAll)
    }

    /// The name of the objective of an id; else the id.
    fn name_of(&self, id: &str) -> String {
        let own = self.report.agreement.objectives.iter().find(|it| it.stated_id == id);
        own.map_or_else(|| id.to_owned(), |it| self.plain_name(it))
    }

    fn service_name(&self, service: Option<u32>) -> Option<String> {
        let services = &self.report.agreement.services;
        services.get(service? as usize).map(|it| it.name.clone())
    }

    fn service_names(&self, services: &[u32]) -> Vec<String> {
        services.iter().filter_map(|at| self.service_name(Some(*at))).collect()
    }
}
