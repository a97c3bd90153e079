//! How credits stand with their claims.

use chrono::{Days, Months, NaiveDate};
use serde_json::Value;

use super::time::{Times, instant};
use super::{Due, Number, integer, told_number};
use crate::zone::HOUR;

/// How a credit stands with its claim.
#[derive(Clone, Default)]
pub(super) struct Claim {
    pub(super) state: &'static str,
    pub(super) deadline: Option<i64>,
    pub(super) granted: Option<Number>,
}

impl Claim {
    /// What takes room under caps.
    pub(super) fn issued(&self, net: Option<&Number>) -> Option<Number> {
        let amount = match self.state {
            "not_due" | "expired" | "late" | "refused" => None,
            "granted" | "partly_granted" => self.granted.clone(),
            _ => net.cloned(),
        };
        amount.filter(|amount| *amount != integer(0))
    }
}

/// When the time for a claim ends: nothing needs to be claimed, it has not begun, or then.
enum By {
    Automatic,
    NotBegun,
    Until(i64),
}

/// The records of the claim that was made for a credit, as far as they are known.
fn made<'a>(times: &Times<'a>, due: &Due) -> Vec<&'a Value> {
    let objective = &times.contract["objectives"][due.objective];
    let first = times.periods[due.period].first.to_string();
    let all = times.history["claims"].as_array().into_iter().flatten();
    let own = all.filter(|it| {
        let region = due.labels.first().map(String::as_str);
        // Of what is not judged by label they say nothing.
        let is_part = objective["per"].is_null() || it["labels"]["region"].as_str() == region;
        it["objective"] == objective["id"] && it["period"] == *first && is_part
    });
    let told = |it: &Value| {
        let steps = it["steps"].as_object().into_iter().flat_map(|it| it.values());
        let at = steps.chain([&it["requested"]]).filter_map(instant).min();
        at.or_else(|| instant(&it["decided"]))
    };
    own.filter(|it| told(it).is_none_or(|at| at <= times.as_of)).collect()
}

/// Whether the client chose a credit among others.
pub(super) fn is_chosen(times: &Times<'_>, due: &Due) -> bool {
    made(times, due).iter().any(|it| it["choice"] == true)
}

pub(super) fn claim(
    times: &Times<'_>,
    due: &Due,
    (net, share): (Option<&Number>, Option<&Number>),
) -> Claim {
    let terms = times.contract["credits"].get("claim");
    let made = made(times, due);
    let known = |at: &Value| instant(at).filter(|at| *at <= times.as_of);
    let requested = made.iter().filter_map(|it| known(&it["requested"])).min();
    let decision = made.iter().rfind(|it| known(&it["decided"]).is_some());
    let decided = decision.and_then(|it| known(&it["decided"]));
    let granted = decision.and_then(|it| it.get("granted")).map(told_number);
    // The first step that is not done in time is what there is to do.
    let steps = terms.and_then(|it| it["steps"].as_array()).into_iter().flatten();
    let mut steps = steps.filter_map(|step| {
        let own = |it: &&Value| known(&it["steps"][step["id"].as_str().unwrap()]);
        let done = made.iter().filter_map(own).chain(requested).min();
        match (done, until(times, due, step)) {
            (None, by) => Some((by, None)),
            (Some(done), By::Until(end)) if done >= end => Some((By::Until(end), Some(done))),
            _ => None,
        }
    });
    let (by, done) = match (terms, steps.next()) {
        (None, _) => (By::Automatic, requested),
        (Some(_), Some(step)) => step,
        (Some(terms), None) => (until(times, due, terms), requested),
    };
    let deadline = match by {
        By::Until(end) => Some(end),
        By::Automatic | By::NotBegun => None,
    };
    let is_due = !due.provisional && net.or(share).is_some_and(|it| *it != integer(0));
    let state = match (&granted, decided) {
        (Some(granted), _) if *granted == integer(0) => "refused",
        (Some(granted), _) if net.is_some_and(|net| granted < net) => "partly_granted",
        (Some(_), _) => "granted",
        (None, Some(_)) => "refused",
        _ if !is_due => "not_due",
        _ if matches!(by, By::Automatic) => "automatic",
        _ => match (done, deadline) {
            (Some(done), Some(end)) if done >= end => "late",
            (Some(_), _) => "claimed",
            (None, Some(end)) if times.as_of >= end => "expired",
            _ => "claimable",
        },
    };
    let deadline = deadline.filter(|_| state != "not_due");
    Claim { state, deadline, granted }
}

/// When the time of a claim, or a step before it, ends.
fn until(times: &Times<'_>, due: &Due, terms: &Value) -> By {
    let period = &times.periods[due.period];
    let incidents = times.history["incidents"].as_array().unwrap().iter();
    let own = incidents.filter(|it| due.judged.incidents.contains(it["id"].as_str().unwrap()));
    let own: Vec<&Value> = own.collect();
    // A period ends with the last instant of its last day, which is not counted.
    let ends = (period.span.1, times.date(period.span.1 - 1));
    let at = |at: i64| (at, times.date(at));
    let (from, day) = match terms["from"].as_str().unwrap_or("period_end") {
        "incident_end" => {
            let ended: Option<Vec<i64>> =
                own.iter().map(|it| times.happened(it, "restored")).collect();
            match ended {
                None => return By::NotBegun,
                Some(ended) => ended.into_iter().max().map_or(ends, at),
            }
        }
        "reported" => {
            let told = own
                .iter()
                .map(|it| instant(&it["reported"]).or_else(|| instant(&it["started"])).unwrap());
            told.max().map_or(ends, at)
        }
        "report_delivered" => {
            let first = period.first.to_string();
            let deeds = times.history["events"].as_array().into_iter().flatten();
            let own = deeds.filter(|it| it["type"] == "report_delivered" && it["for"] == *first);
            let told = own.filter_map(|it| instant(&it["at"])).filter(|at| *at <= times.as_of);
            match told.min() {
                None => return By::NotBegun,
                Some(first) => at(first),
            }
        }
        _ => ends,
    };
    let (unit, number) = terms["within"]
        .as_object()
        .unwrap()
        .iter()
        .find_map(|(unit, number)| Some((unit.as_str(), number.as_i64()?)))
        .unwrap();
    let last = match unit {
        "hours" => return By::Until(from + number * HOUR),
        "days" => day + Days::new(number.try_into().unwrap()),
        "months" => months_after(day, number),
        "periods" => {
            let later =
                (0..number).fold(*period, |it, _| times.period_with(times.date(it.whole.1)));
            times.date(later.whole.1 - 1)
        }
        _ => {
            let calendar = terms["within"]["calendar"].as_str();
            let mut days = day.iter_days().skip(1).filter(|it| times.is_working(calendar, *it));
            match number {
                0 => day,
                number => days.nth(usize::try_from(number).unwrap() - 1).unwrap(),
            }
        }
    };
    By::Until(times.midnight(last + Days::new(1)))
}

/// The day so many months later: months end with months.
fn months_after(day: NaiveDate, months: i64) -> NaiveDate {
    let months = Months::new(months.try_into().unwrap());
    let next = day + Days::new(1);
    match chrono::Datelike::day(&next) {
        1 => next + months - Days::new(1),
        _ => day + months,
    }
}
