//! From what was agreed beside the objectives to what a report shows of it.

use super::agreement::price_facts;
use super::position;
use crate::model::{
    Agreement, Calendar, Charge, ChargePer, Clause, DayHours, EarnBack, Every, GroupKind,
    LeastCredit, Notice, Opening, Permission, Price, Recurring, Rule, Service, Slots, Week,
};
use crate::report::agreement::LabelFacts;
use crate::report::terms::{
    CalendarFacts, ChargeFacts, DateHoursFacts, EarnBackFacts, ExclusionFacts, LeastCreditFacts,
    MaintenanceFacts, MembersFacts, RecurringFacts, RuleFacts, WeekFacts,
};
use crate::units::Exact;

/// The seconds of a day.
const DAY: u32 = 86_400;

/// The calendar at a position, by its id.
pub(super) fn calendar_id(agreement: &Agreement, calendar: Option<usize>) -> Option<String> {
    agreement.calendars.get(calendar?).map(|calendar| calendar.id.clone())
}

pub(super) fn calendars(agreement: &Agreement) -> Vec<CalendarFacts> {
    let facts = |calendar: &Calendar| CalendarFacts {
        id: calendar.id.clone(),
        week: match &calendar.opening {
            Opening::Always => None,
            Opening::Weekly(week) => Some(week_facts(week)),
        },
        clause: calendar.clause.number.clone(),
        text: calendar.clause.text.clone(),
    };
    // The order of a file's keys means nothing.
    let mut calendars: Vec<CalendarFacts> = agreement.calendars.iter().map(facts).collect();
    calendars.sort_by(|one, other| one.id.cmp(&other.id));
    calendars
}

fn week_facts(week: &Week) -> WeekFacts {
    let hours = |hours: &Vec<DayHours>| -> Vec<String> {
        let each = hours.iter();
        each.map(|it| format!("{}-{}", time_of_day(it.from), time_of_day(it.until))).collect()
    };
    let dates = week.dates.iter();
    WeekFacts {
        zone: week.zone.to_string(),
        days: week.days.iter().map(hours).collect(),
        dates: dates.map(|(date, own)| DateHoursFacts { date: *date, hours: hours(own) }).collect(),
    }
}

/// `09:00`, with seconds only where there are some; past the end of the day that of the next.
fn time_of_day(seconds: u32) -> String {
    let seconds = if seconds > DAY { seconds - DAY } else { seconds };
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match rest {
        0 => format!("{hours:02}:{minutes:02}"),
        _ => format!("{hours:02}:{minutes:02}:{rest:02}"),
    }
}

/// The charges of the whole contract, then those of each service.
pub(super) fn charges(agreement: &Agreement) -> Vec<ChargeFacts> {
    let facts = |service: Option<usize>, charge: &Charge| {
        let (months, seconds) = match charge.per {
            ChargePer::Months(months) => (Some(months), None),
            ChargePer::Length(length) => (None, Some(Exact::seconds(length))),
        };
        let labels = charge.labels.iter();
        ChargeFacts {
            service: service.map(position),
            from: charge.from,
            until: charge.until,
            amount: charge.amount.clone(),
            months,
            seconds,
            kind: charge.kind.name().to_owned(),
            labels: labels
                .map(|[name, value]| LabelFacts { name: name.clone(), value: Some(value.clone()) })
                .collect(),
        }
    };
    let whole = agreement.charges.iter().map(|charge| facts(None, charge));
    let services = agreement.services.iter().enumerate();
    let own = services
        .flat_map(|(at, service)| service.charges.iter().map(move |it| facts(Some(at), it)));
    whole.chain(own).collect()
}

pub(super) fn maintenance(agreement: &Agreement) -> Vec<MaintenanceFacts> {
    agreement.maintenance.iter().map(permission).collect()
}

fn permission(permission: &Permission) -> MaintenanceFacts {
    let (week, recurring) = match &permission.slots {
        None => (None, None),
        Some(Slots::Weekly(week)) => (Some(week_facts(week)), None),
        Some(Slots::Recurring(recurring)) => (None, Some(recurring_facts(recurring))),
    };
    let (notice_days, notice_seconds) = match permission.notice {
        None => (None, None),
        Some(Notice::Days(days)) => (Some(days), None),
        Some(Notice::Elapsed(length)) => (None, Some(Exact::seconds(length))),
    };
    let allowance = permission.allowance;
    let services = permission.services.as_ref();
    MaintenanceFacts {
        id: permission.id.clone(),
        services: services.map(|all| all.iter().copied().map(position).collect()),
        week,
        recurring,
        standing: permission.standing,
        notice_days,
        notice_seconds,
        at_most_seconds: allowance.map(|it| Exact::seconds(it.at_most)),
        at_most_per: allowance.map(|it| it.per.name().to_owned()),
        only_downtime: permission.only_downtime,
        clause: permission.clause.number.clone(),
        text: permission.clause.text.clone(),
    }
}

fn recurring_facts(recurring: &Recurring) -> RecurringFacts {
    RecurringFacts {
        rule: recurring.written.clone(),
        from: recurring.from,
        zone: recurring.zone.to_string(),
        at: time_of_day(recurring.at),
        seconds: Exact::seconds(recurring.length),
    }
}

pub(super) fn exclusions(agreement: &Agreement) -> Vec<ExclusionFacts> {
    let all = agreement.exclusions.iter();
    all.map(|exclusion| {
        let Clause { number: clause, text } = exclusion.clause.clone();
        ExclusionFacts { cause: exclusion.cause.clone(), clause, text }
    })
    .collect()
}

pub(super) fn members(service: &Service) -> Option<MembersFacts> {
    let group = service.group.as_ref()?;
    let (needed, shares) = match &group.kind {
        GroupKind::KOfN(needed) => (Some(*needed), Vec::new()),
        GroupKind::Weighted(shares) => (None, shares.clone()),
        GroupKind::Series | GroupKind::Parallel => (None, Vec::new()),
    };
    let members = group.members.iter().copied().map(position).collect();
    Some(MembersFacts { kind: group.kind.name().to_owned(), needed, members, shares })
}

pub(super) fn least_credit(least: &LeastCredit) -> LeastCreditFacts {
    LeastCreditFacts {
        amount: least.amount.clone(),
        inclusive: least.inclusive,
        per_period: least.per_period,
        clause: least.clause.number.clone(),
        text: least.clause.text.clone(),
    }
}

pub(super) fn earn_back(earn_back: &EarnBack) -> EarnBackFacts {
    EarnBackFacts {
        after_periods: earn_back.after_periods,
        level: earn_back.level.clone(),
        within: earn_back.within,
        percent: earn_back.percent.clone(),
        of_all: earn_back.of_all,
        clause: earn_back.clause.number.clone(),
        text: earn_back.clause.text.clone(),
    }
}

/// How long the periods of an objective are: the word for it, or so many days.
pub(super) fn every(every: Every) -> (String, Option<u32>) {
    let days = match every {
        Every::Days(days) => Some(days),
        _ => None,
    };
    (every.name().to_owned(), days)
}

/// What a rule states; nothing of one that its tiers, or its name alone, tell.
pub(super) fn rule_facts(rule: &Rule) -> Option<RuleFacts> {
    let named = |word: &str| Some(word.to_owned());
    let of = |price: &Price| RuleFacts { price: price_facts(price), ..RuleFacts::default() };
    let percent = |percent: &Exact| of(&Price::Percent(percent.clone()));
    Some(match rule {
        Rule::Tiers(_) | Rule::Waive | Rule::Shortfall => return None,
        Rule::PerBreach(price) | Rule::PerOutage(price) => of(price),
        Rule::PerMiss(price, when) => RuleFacts { when: named(when.name()), ..of(price) },
        Rule::PerBlock(block) => RuleFacts {
            seconds: Some(Exact::seconds(block.length)),
            on: named(block.on.name()),
            part: named(block.part.name()),
            time: named(block.time.name()),
            count_in: block.count_in.and_then(|it| named(it.name())),
            ..of(&block.price)
        },
        Rule::TimesLostTime(lost) => RuleFacts {
            times: Some(lost.times.clone()),
            time: named(lost.time.name()),
            hour_of: named(lost.hour_of.name()),
            ..RuleFacts::default()
        },
        Rule::PerPoint(point) => RuleFacts {
            step: Some(point.step.clone()),
            part: named(point.part.name()),
            ..percent(&point.percent)
        },
        Rule::AtRisk(risk) => RuleFacts {
            pool: Some(risk.pool.clone()),
            allocation: Some(risk.allocation.clone()),
            ..percent(&risk.percent)
        },
        Rule::Repeat(repeat) => RuleFacts { periods: Some(repeat.periods), ..of(&repeat.price) },
        Rule::Every(every) => RuleFacts {
            breaches: Some(every.breaches),
            within: Some(every.within),
            ..of(&every.price)
        },
    })
}
