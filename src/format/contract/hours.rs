//! Services, calendars and what counts.

use super::super::words::{ContractLabel, ContractWords};
use super::super::{amount, date, money};
use super::{ContractEntry, ContractLine, Teller};
use crate::report::{ChargeFacts, MaintenanceFacts, ServiceFacts, WeekFacts};
use crate::units::Exact;

impl Teller<'_> {
    pub(super) fn services(&self) -> Vec<ContractEntry> {
        let facts = &self.report.agreement;
        let whole: Vec<ContractLine> = facts
            .charges
            .iter()
            .filter(|it| it.service.is_none())
            .map(|it| self.charge(it))
            .collect();
        let mut entries = Vec::new();
        for (at, service) in (0_u32..).zip(&facts.services) {
            entries.push(self.service(at, service));
        }
        let mut entries = self.or_none(entries, ContractLabel::NoService);
        if !whole.is_empty() {
            entries.push(ContractEntry { lines: whole, ..ContractEntry::default() });
        }
        entries
    }

    fn service(&self, at: u32, service: &ServiceFacts) -> ContractEntry {
        let facts = &self.report.agreement;
        let mut lines = vec![self.hours(service.calendar.as_ref())];
        if let Some(group) = &service.group {
            let mut members = self.service_names(&group.members);
            for (member, share) in members.iter_mut().zip(&group.shares) {
                *member = format!("{member} ({})", self.plain(share));
            }
            let needed = group.needed.unwrap_or_default();
            let words = ContractWords::Group { kind: &group.kind, needed, members: &members };
            lines.push(self.line(ContractLabel::Group, self.say(words)));
        }
        if let Some(level) = service.criticality {
            let level = self.say(ContractWords::Criticality(level));
            lines.push(self.line(ContractLabel::Criticality, level));
        }
        if !service.deliverables.is_empty() {
            let all = self.say(ContractWords::Services(&service.deliverables));
            lines.push(self.line(ContractLabel::Delivered, all));
        }
        let own = facts.charges.iter().filter(|it| it.service == Some(at));
        lines.extend(own.map(|it| self.charge(it)));
        if let Some(cost) = &service.cost_of_downtime {
            let words = ContractWords::CostOfDowntime {
                amount: &money(self.language, &cost.amount),
                per: &self.seconds(&Exact::from(i128::from(cost.seconds))),
            };
            lines.push(self.line(ContractLabel::CostOfDowntime, self.say(words)));
        }
        ContractEntry {
            title: service.name.clone(),
            clause: service.clause.clone(),
            text: service.text.clone(),
            lines,
            ..ContractEntry::default()
        }
    }

    /// The hours of something, by its calendar.
    pub(super) fn hours(&self, calendar: Option<&String>) -> ContractLine {
        let always = || self.label(ContractLabel::AroundTheClock);
        ContractLine {
            by: if calendar.is_none() { self.by(true) } else { String::new() },
            calendar: calendar.cloned(),
            ..self.line(ContractLabel::AgreedHours, calendar.cloned().unwrap_or_else(always))
        }
    }

    fn charge(&self, charge: &ChargeFacts) -> ContractLine {
        let facts = &self.report.agreement;
        let (currency, places) = facts.currency_on(Some(charge.from));
        let sum = amount(self.language, &charge.amount, currency, places);
        let length = charge.seconds.as_ref().map(|it| self.seconds(it)).unwrap_or_default();
        let words = ContractWords::Charge {
            amount: &sum,
            months: charge.months.unwrap_or_default(),
            length: &length,
            kind: &charge.kind,
        };
        let from = date(self.language, charge.from);
        let alike = |it: &&ChargeFacts| {
            let what = |it: &ChargeFacts| (it.service, it.kind.clone(), it.labels.clone());
            what(it) == what(charge) && it.from > charge.from
        };
        let next = facts.charges.iter().filter(alike).map(|it| it.from).min();
        let before = [charge.until, next].into_iter().flatten().min();
        let before = before.map(|before| date(self.language, before));
        let holds = ContractWords::Holds { from: Some(&from), before: before.as_deref() };
        let labels = charge.labels.iter().filter_map(|it| it.value.as_deref());
        let labels: String = labels.map(|value| format!(", {value}")).collect();
        let how = format!("{}{labels}, {}", self.say(words), self.say(holds));
        self.line(ContractLabel::Price, how)
    }

    pub(super) fn calendars(&self) -> Vec<ContractEntry> {
        let calendars = self.report.agreement.calendars.iter();
        let entries = calendars.map(|it| ContractEntry {
            title: it.id.clone(),
            id: Some(it.id.clone()),
            clause: it.clause.clone(),
            text: it.text.clone(),
            lines: match &it.week {
                Some(week) => self.week(week),
                None => self.sentence(self.label(ContractLabel::AroundTheClock)).lines,
            },
            ..ContractEntry::default()
        });
        self.or_none(entries.collect(), ContractLabel::NoCalendar)
    }

    /// Hours of the week, days that are alike in one line, then dates that differ.
    fn week(&self, week: &WeekFacts) -> Vec<ContractLine> {
        let mut lines = Vec::new();
        let mut day = 0;
        while let Some(hours) = week.days.get(day) {
            let alike = week.days.iter().skip(day).take_while(|it| *it == hours).count();
            let last = day + alike - 1;
            lines.push(ContractLine {
                what: self.say(ContractWords::Weekdays(day, last)),
                how: self.hours_told(hours),
                ..ContractLine::default()
            });
            day = last + 1;
        }
        if let Some(first) = lines.first_mut()
            && week.zone != self.report.agreement.time_zone
        {
            first.how = format!("{}, {}", first.how, self.say(ContractWords::InZone(&week.zone)));
        }
        let closed = week.dates.iter().filter(|it| it.hours.is_empty());
        let closed: Vec<String> = closed.map(|it| date(self.language, it.date)).collect();
        if !closed.is_empty() {
            lines.push(self.line(ContractLabel::Closed, closed.join(", ")));
        }
        for own in week.dates.iter().filter(|it| !it.hours.is_empty()) {
            let day = date(self.language, own.date);
            let how = format!("{day}: {}", self.hours_told(&own.hours));
            lines.push(self.line(ContractLabel::OtherHours, how));
        }
        lines
    }

    fn hours_told(&self, hours: &[String]) -> String {
        match hours {
            [] => self.label(ContractLabel::Closed).to_lowercase(),
            hours => hours.iter().map(|it| it.replace('-', "–")).collect::<Vec<_>>().join(", "),
        }
    }

    /// How downtime is counted, what maintenance is permitted, what is excluded.
    pub(super) fn counting(&self) -> Vec<ContractEntry> {
        let facts = &self.report.agreement;
        let counted = self.readings(|name| {
            let is_counting = name.starts_with("counting/") && name != "counting/period_length";
            is_counting || name == "maintenance/counts"
        });
        let mut entries: Vec<ContractEntry> = Vec::new();
        if !counted.is_empty() {
            let title = self.label(ContractLabel::HowCounted);
            entries.push(ContractEntry { title, lines: counted, ..ContractEntry::default() });
        }
        let permitted = facts.maintenance.iter().map(|it| self.permission(it)).collect();
        entries.extend(self.or_none(permitted, ContractLabel::NoMaintenance));
        let excluded = facts.exclusions.iter().map(|it| ContractEntry {
            clause: it.clause.clone(),
            text: it.text.clone(),
            lines: vec![self.line(ContractLabel::Exclusion, it.cause.replace('_', " "))],
            ..ContractEntry::default()
        });
        entries.extend(self.or_none(excluded.collect(), ContractLabel::NoExclusion));
        entries
    }

    fn permission(&self, it: &MaintenanceFacts) -> ContractEntry {
        let mut lines = match (&it.week, &it.recurring) {
            (Some(week), _) => {
                let mut lines = self.week(week);
                lines.retain(|line| line.how != self.hours_told(&[]));
                lines
            }
            (None, Some(recurring)) => {
                let length = self.seconds(&recurring.seconds);
                let (rule, at) = (recurring.rule.as_str(), recurring.at.as_str());
                let words = ContractWords::Recurring { rule, at, length: &length };
                vec![self.line(ContractLabel::When, self.say(words))]
            }
            (None, None) => {
                vec![self.line(ContractLabel::When, self.label(ContractLabel::AnyTime))]
            }
        };
        if let Some(services) = &it.services {
            let names = self.service_names(services);
            let services = self.say(ContractWords::Services(&names));
            lines.push(self.line(ContractLabel::About, services));
        }
        let days = it.notice_days.map(|days| self.say(ContractWords::DayCount(days)));
        let notice = days.or_else(|| it.notice_seconds.as_ref().map(|it| self.seconds(it)));
        if let Some(notice) = notice {
            let words = self.say(ContractWords::Notice(&notice));
            lines.push(self.line(ContractLabel::Notice, words));
        }
        if let (Some(most), Some(per)) = (&it.at_most_seconds, &it.at_most_per) {
            let most = self.seconds(most);
            let words = self.say(ContractWords::Allowance(&most, per));
            lines.push(self.line(ContractLabel::AtMost, words));
        }
        let also = [
            (it.standing, ContractLabel::Standing),
            (it.only_downtime, ContractLabel::OnlyDowntime),
        ];
        for (_, label) in also.into_iter().filter(|(holds, _)| *holds) {
            lines.push(ContractLine { how: self.label(label), ..ContractLine::default() });
        }
        ContractEntry {
            title: self.label(ContractLabel::Maintenance),
            clause: it.clause.clone(),
            text: it.text.clone(),
            lines,
            ..ContractEntry::default()
        }
    }
}
