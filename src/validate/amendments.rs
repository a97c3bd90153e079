//! Amendments: the contract as it reads with each of them, one after the other.

use std::borrow::Cow;
use std::collections::{BTreeSet, HashMap};

use chrono::NaiveDate;

use super::contract::{clause, version};
use super::scalar::{Check, said};
use crate::diagnostic::{Code, Expected, Finding, Findings, nearest};
use crate::document::{Members, New, Source, Text, Token, Value, contract as written};
use crate::model::{Agreement, Amendment, Objective, Pointers, Version};
use crate::units::Sort;

/// The lists whose items amendments name by id.
const LISTS: [&str; 6] =
    ["objectives", "services", "maintenance", "exclusions", "commitments", "rights"];

/// What belongs to the contract from its beginning to its end; parts of these too.
const FIXED: [&str; 6] =
    ["format", "id", "amendments", "amended_period", "term/from", "counting/impact"];

/// The most amendments of one contract, and the most bytes that are read again for all of them.
const MOST: usize = 1_000;
const MOST_BYTES: usize = 200_000_000;

/// The agreement that `contract` says, and how it reads with each amendment, as far as it makes sense;
/// the findings say what does not.
pub fn contract<'j>(
    source: Source<'j>,
    contract: &written::Contract<'j>,
    findings: &mut Findings,
) -> Option<Agreement> {
    let written = contract.amendments.as_deref().unwrap_or_default();
    let own = written.iter().map(|it| it.start);
    let own = own.clone().max().unwrap_or(0) - own.min().unwrap_or(0);
    let bytes = source.text.len().saturating_sub(own).max(1);
    let most = MOST.min(MOST_BYTES / bytes).max(1);
    if let (true, Some(first)) = (written.len() > most, written.first()) {
        let spot = Check { source, findings }.spot(first.start);
        let finding = Finding::new(Code::TooManyAmendments, spot).found(&written.len().to_string());
        findings.push(finding.expected(Expected::AtMost(most as u64)));
        return version(source, contract, (None, None), findings);
    }
    let mut check = Check { source, findings };
    let mut amendments: Vec<(Amendment, &written::Amendment<'j>)> = Vec::new();
    let mut ids: Vec<Text<'j>> = Vec::new();
    for (position, written) in written.iter().enumerate() {
        if let Some(id) = &written.id {
            match ids.iter().find(|known| known.decoded() == id.decoded()) {
                Some(first) => check.duplicate(id, first),
                None => ids.push(*id),
            }
        }
        amendments.extend(check.amendment(position, written).map(|it| (it, written)));
    }
    amendments.order_by_key(|(amendment, _)| amendment.effective);
    let zone = check.zone_over_time(contract, &amendments);
    let mut agreement = version(source, contract, (None, zone), findings);
    let mut amended = Amended::of(source, contract);
    for (amendment, written) in amendments {
        let whole = amended.amend(&amendment, written, findings);
        let mut own = Findings::default();
        let before = agreement.as_ref();
        let before = before.map(|it| it.later.last().map_or(it, |last| &last.agreement));
        let next = version(source, &amended.contract, (before, zone), &mut own);
        let known: BTreeSet<_> = findings.listed().iter().map(|it| (it.code, it.spot)).collect();
        let new = own.into_list().into_iter().filter(|it| !known.contains(&(it.code, it.spot)));
        new.for_each(|finding| findings.push(finding));
        let (Some(mut next), Some(before), true) = (next, before, whole) else { continue };
        let mut check = Check { source, findings };
        check.unchanged((before, &next), &amended, written);
        check.ends_later((before, &next), (amendment.effective, written));
        check.at_an_edge((before, &next), (amendment.effective, written));
        amended.stands(&mut next, before.calendars.len());
        if let Some(agreement) = &mut agreement {
            agreement.later.push(Version { amendment, agreement: next });
        }
    }
    agreement
}

impl<'j> Check<'j, '_> {
    fn amendment(
        &mut self,
        position: usize,
        amendment: &written::Amendment<'j>,
    ) -> Option<Amendment> {
        let text = |text: &Text<'j>| text.decoded().into_owned();
        let paths: Vec<Text<'j>> = paths(amendment).map(|(path, _)| path).collect();
        let added = amendment.add.iter().flat_map(added);
        let changes: Vec<String> = paths.iter().map(text).chain(added).collect();
        if changes.is_empty() {
            let spot = self.spot(amendment.start);
            self.note(Finding::new(Code::EmptyAmendment, spot));
        }
        // The order of members says nothing.
        let mut in_order: Vec<(String, &Text<'j>)> =
            paths.iter().map(|path| (format!("{}/", path.decoded()), path)).collect();
        in_order.order_by(|one, other| one.0.cmp(&other.0));
        for pair in in_order.windows(2) {
            if let [(outer, first), (inner, second)] = pair
                && inner.starts_with(outer)
            {
                let finding = Finding::new(Code::AmendedTwice, self.source.spot(second));
                self.note(finding.found(&first.decoded()).other(self.source.spot(first)));
            }
        }
        let effective = amendment.effective.as_ref().and_then(|date| self.date(date));
        Some(Amendment {
            position,
            id: said(amendment.id.as_ref()),
            effective: effective?,
            title: said(amendment.title.as_ref()),
            clause: clause(amendment.clause.as_ref(), amendment.text.as_ref()),
            agreed_by: amendment.agreed_by.iter().flatten().map(text).collect(),
            changes,
        })
    }

    /// Notes what an amendment changes that belongs to the contract, or to an objective, for good.
    fn unchanged(
        &mut self,
        (before, after): (&Agreement, &Agreement),
        amended: &Amended<'j>,
        written: &written::Amendment<'j>,
    ) {
        let mut note = |found: String| {
            let finding = Finding::new(Code::CannotAmend, self.spot(written.start));
            self.note(finding.found(&found));
        };
        if before.term.from != after.term.from {
            note("term/from".to_owned());
        }
        if before.impact != after.impact {
            note("counting/impact".to_owned());
        }
        let then: HashMap<&str, &Objective> =
            before.objectives.iter().rev().map(|it| (it.id.as_str(), it)).collect();
        for now in &after.objectives {
            let Some(then) = then.get(now.id.as_str()) else { continue };
            let follows = then.periods == before.periods && now.periods == after.periods;
            let parts = [
                ("indicator", then.indicator == now.indicator),
                ("service", then.service == now.service),
                ("per", then.scope().per == now.scope().per),
                ("period", then.periods == now.periods || follows),
            ];
            for (part, _) in parts.iter().filter(|(_, is_same)| !is_same) {
                note(format!("objectives/{}/{part}", now.id));
            }
        }
        for (gone, path) in &amended.gone {
            let service = after.services.iter().position(|service| service.id == *gone);
            if after.objectives.iter().any(|it| it.service == service) {
                let finding = Finding::new(Code::StillPromised, self.source.spot(path));
                self.note(finding.found(gone));
            }
        }
    }
}

impl<'j> Check<'j, '_> {
    /// Notes a new end of the term that lies before the amendment holds: it would undo periods that are
    /// over, and what was due for them.
    fn ends_later(
        &mut self,
        (before, after): (&Agreement, &Agreement),
        (effective, written): (NaiveDate, &written::Amendment<'j>),
    ) {
        let is_back = after.term.until.is_some_and(|until| until < effective);
        if is_back && before.term.until != after.term.until {
            let finding = Finding::new(Code::CannotAmend, self.spot(written.start));
            self.note(finding.found("term/until"));
        }
    }
}

/// The paths that an amendment names, each with where its value stands; nothing where it takes out.
pub(super) fn paths<'w, 'j>(
    amendment: &'w written::Amendment<'j>,
) -> impl Iterator<Item = (Text<'j>, Option<crate::document::Later>)> + 'w {
    let set = amendment.set.iter().flat_map(|set| &set.members);
    let set = set.map(|(path, value)| (*path, Some(*value)));
    set.chain(amendment.remove.iter().flatten().map(|path| (*path, None)))
}

/// What is added, each as the path that would name it.
fn added(add: &written::Additions<'_>) -> Vec<String> {
    fn of<'j, T: Value<'j>>(list: &str, items: Option<&Vec<T>>) -> Vec<String> {
        let path = |item: &T| match item.id() {
            Some(id) => format!("{list}/{}", escaped(&id)),
            None => list.to_owned(),
        };
        items.into_iter().flatten().map(path).collect()
    }
    let calendars = add.calendars.iter().flat_map(|it| &it.members);
    let calendars = calendars.map(|(id, _)| format!("calendars/{}", escaped(id)));
    let lists = [
        of("charges", add.charges.as_ref()),
        of("services", add.services.as_ref()),
        of("maintenance", add.maintenance.as_ref()),
        of("exclusions", add.exclusions.as_ref()),
        of("objectives", add.objectives.as_ref()),
        of("commitments", add.commitments.as_ref()),
        of("rights", add.rights.as_ref()),
    ];
    calendars.chain(lists.concat()).collect()
}

fn escaped(name: &Token<'_>) -> String {
    name.decoded().replace('~', "~0").replace('/', "~1")
}

/// A contract that is being amended.
struct Amended<'j> {
    source: Source<'j>,
    contract: written::Contract<'j>,
    pointers: Pointers,
    /// The services that were taken out, and what says so: incidents may still name them.
    gone: Vec<(String, Text<'j>)>,
}

impl<'j> Amended<'j> {
    fn of(source: Source<'j>, contract: &written::Contract<'j>) -> Self {
        let mut contract = contract.clone();
        contract.amendments = None;
        let mut pointers = Pointers::default();
        for name in LISTS {
            pointers.list(name, ids(&contract, name).len());
        }
        Self { source, contract, pointers, gone: Vec::new() }
    }

    /// Changes the contract; whether all that the amendment names was there.
    fn amend(
        &mut self,
        amendment: &Amendment,
        written: &written::Amendment<'j>,
        findings: &mut Findings,
    ) -> bool {
        let own = format!("/amendments/{}", amendment.position);
        // What is added may be named by the paths beside it only in a later amendment.
        let whole = paths(written).fold(true, |whole, (path, later)| {
            let mut new = New { source: self.source, later, findings: &mut *findings };
            self.put(&own, path, &mut new) && whole
        });
        if let Some(add) = &written.add {
            self.add(&own, add, findings);
        }
        whole
    }

    fn put(&mut self, own: &str, path: Text<'j>, new: &mut New<'j, '_>) -> bool {
        let said = path.decoded();
        let names: Vec<Cow<'_, str>> = said
            .split('/')
            .map(|name| Cow::Owned(name.replace("~1", "/").replace("~0", "~")))
            .collect();
        let first = names.first().map(Cow::as_ref).unwrap_or_default();
        let is_in = |fixed: &&str| {
            said.strip_prefix(*fixed).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let is_list = LISTS.iter().chain(&["calendars", "term"]).any(|list| *list == said);
        let is_id = LISTS.contains(&first) && names.len() == 3 && said.ends_with("/id");
        if is_list || is_id || FIXED.iter().any(is_in) {
            let finding = Finding::new(Code::CannotAmend, self.source.spot(&path));
            new.findings.push(finding.found(&said));
            return false;
        }
        let item = names.get(1).filter(|_| LISTS.contains(&first)).and_then(|id| {
            ids(&self.contract, first).iter().position(|known| known.as_deref() == Some(id))
        });
        if let (Some(id), "services", 2, true) =
            (names.get(1), first, names.len(), new.is_nothing())
            && item.is_some()
        {
            self.end_service(id, path);
            return true;
        }
        if let Err(misled) = self.contract.put(&names, new) {
            let known: Vec<&str> = misled.known.iter().map(String::as_str).collect();
            let written = names.iter().rev();
            let near = written.into_iter().find_map(|name| nearest(name, known.iter().copied()));
            let finding = Finding::new(Code::AmendsNothing, self.source.spot(&path)).found(&said);
            new.findings.push(finding.nearest(near));
            return false;
        }
        let stands = match new.later {
            Some(_) => format!("{own}/set/{}", escaped(&path)),
            None => String::new(),
        };
        match (item, new.is_nothing(), names.len()) {
            (Some(at), true, 2) => self.pointers.remove(first, at),
            (_, true, _) => {}
            (Some(at), false, _) => {
                let way = said.splitn(3, '/').nth(2).map(|way| format!("/{way}"));
                self.pointers.set(Some((first, at)), way.unwrap_or_default(), stands);
            }
            (None, false, _) => self.pointers.set(None, format!("/{said}"), stands),
        }
        true
    }

    /// Takes a service out: it costs nothing any more.
    fn end_service(&mut self, id: &str, path: Text<'j>) {
        let services = self.contract.services.iter_mut().flatten();
        let own = services.filter(|it| it.id.is_some_and(|own| own.decoded() == id));
        own.for_each(|service| service.charges = None);
        self.gone.push((id.to_owned(), path));
    }

    fn add(&mut self, own: &str, add: &written::Additions<'j>, findings: &mut Findings) {
        fn extend<T: Clone>(list: &mut Option<Vec<T>>, more: Option<&Vec<T>>) -> usize {
            if let Some(more) = more {
                list.get_or_insert_default().extend(more.iter().cloned());
            }
            more.map(Vec::len).unwrap_or_default()
        }
        let written::Contract { services, maintenance, exclusions, objectives, .. } =
            &mut self.contract;
        let added = [
            ("services", extend(services, add.services.as_ref())),
            ("maintenance", extend(maintenance, add.maintenance.as_ref())),
            ("exclusions", extend(exclusions, add.exclusions.as_ref())),
            ("objectives", extend(objectives, add.objectives.as_ref())),
            ("commitments", extend(&mut self.contract.commitments, add.commitments.as_ref())),
            ("rights", extend(&mut self.contract.rights, add.rights.as_ref())),
        ];
        for (list, number) in added {
            for at in 0..number {
                self.pointers.add(list, format!("{own}/add/{list}/{at}"));
            }
        }
        let before = self.contract.charges.as_ref().map(Vec::len).unwrap_or_default();
        for at in 0..extend(&mut self.contract.charges, add.charges.as_ref()) {
            let way = format!("/charges/{}", before + at);
            self.pointers.set(None, way, format!("{own}/add/charges/{at}"));
        }
        for (id, calendar) in add.calendars.iter().flat_map(|it| &it.members) {
            let calendars =
                self.contract.calendars.get_or_insert_with(|| Members { members: Vec::new() });
            match calendars.members.iter().find(|(known, _)| known.decoded() == id.decoded()) {
                Some((first, _)) => Check { source: self.source, findings }.duplicate(id, first),
                None => {
                    let way = format!("/calendars/{}", escaped(id));
                    let stands = format!("{own}/add{way}");
                    self.pointers.set(None, way, stands);
                    calendars.members.push((*id, calendar.clone()));
                }
            }
        }
    }

    /// Notes in a version where its parts stand.
    fn stands(&self, version: &mut Agreement, calendars_before: usize) {
        for calendar in version.calendars.iter_mut().skip(calendars_before) {
            calendar.stands = self.pointers.real(&calendar.stands);
        }
        version.pointers = self.pointers.clone();
    }
}

/// The ids of the items of a list, in their order.
fn ids(contract: &written::Contract<'_>, list: &str) -> Vec<Option<String>> {
    fn of<'j, T: Value<'j>>(items: Option<&Vec<T>>) -> Vec<Option<String>> {
        let id = |item: &T| item.id().map(|id| id.decoded().into_owned());
        items.into_iter().flatten().map(id).collect()
    }
    match list {
        "objectives" => of(contract.objectives.as_ref()),
        "services" => of(contract.services.as_ref()),
        "maintenance" => of(contract.maintenance.as_ref()),
        "exclusions" => of(contract.exclusions.as_ref()),
        "commitments" => of(contract.commitments.as_ref()),
        "rights" => of(contract.rights.as_ref()),
        _ => Vec::new(),
    }
}
