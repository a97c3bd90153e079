//! Claims, and when their time ends.

use chrono::{Datelike, Days, Months, Weekday};
use serde_json::{Value, json};

use super::{Claim, Line};
use crate::check::clock::{Nanos, instant};
use crate::check::number::{number, whole};
use crate::check::papers::{Papers, Period, text};

impl Papers {
    /// The claim that was made for a credit, as far as it is known: what all its records tell, the
    /// first request and the last decision.
    pub(super) fn claim_made(&self, line: &Line) -> Option<Value> {
        let mut told = self.claims_told(line);
        let mut made = told.next()?.2.clone();
        for (.., next) in told {
            let earliest = |one: &Value, other: &Value| {
                let both = [one, other].into_iter().filter(|it| it.is_string());
                both.min_by_key(|it| instant(text(it))).cloned().unwrap_or(Value::Null)
            };
            made["requested"] = earliest(&made["requested"], &next["requested"]);
            for (id, at) in next["steps"].as_object().into_iter().flatten() {
                made["steps"][id] = earliest(&made["steps"][id], at);
            }
            if next["choice"] == true {
                made["choice"] = json!(true);
            }
            if self.is_decided(next) || made["decided"].is_null() {
                made["decided"] = next["decided"].clone();
                made["granted"] = next["granted"].clone();
                made["currency"] = next["currency"].clone();
            }
        }
        Some(made)
    }

    /// Whether a claim's record holds a decision that is known.
    fn is_decided(&self, claim: &Value) -> bool {
        claim["decided"].as_str().and_then(instant).is_some_and(|at| at <= self.as_of)
    }

    /// The record that decides, with its file and its position there.
    pub(super) fn claim_decided(&self, line: &Line) -> Option<(usize, usize)> {
        let decided = self.claims_told(line).filter(|(.., claim)| self.is_decided(claim)).last();
        decided.map(|(file, at, _)| (file, at))
    }

    /// The records of a credit's claim, as far as they are known.
    fn claims_told(&self, line: &Line) -> impl Iterator<Item = (usize, usize, &Value)> {
        let all = self.json.iter().enumerate().flat_map(|(file, told)| {
            let claims = told["claims"].as_array().into_iter().flatten().enumerate();
            claims.map(move |(at, claim)| (file, at, claim))
        });
        let first = self.periods[line.period].first.to_string();
        let own = all.filter(move |(.., claim)| {
            let labels = &self.subjects[line.subject].labels;
            claim["period"] == first
                && self.objective_named(&claim["objective"]) == self.promise(line.objective)
                && labels
                    .iter()
                    .all(|(name, value)| claim["labels"][name].as_str() == value.as_deref())
        });
        own.filter(|(.., claim)| {
            let steps = claim["steps"].as_object().into_iter().flat_map(|it| it.values());
            let first = steps.chain([&claim["requested"]]).filter_map(|it| instant(it.as_str()?));
            let at = first.min().or_else(|| instant(claim["decided"].as_str()?));
            at.is_none_or(|at| at <= self.as_of)
        })
    }

    pub(super) fn claim_of(&self, line: &Line, row: &Value) -> Claim {
        let known = |claim: &Value, field: &str| {
            claim[field].as_str().and_then(instant).filter(|at| *at <= self.as_of)
        };
        let made = self.claim_made(line);
        let made = made.as_ref();
        let requested = made.and_then(|claim| known(claim, "requested"));
        let decided = made.and_then(|claim| known(claim, "decided"));
        let granted = decided.and_then(|_| number(&made.unwrap()["granted"]));
        let elsewhere = made.filter(|_| granted.is_some());
        let elsewhere = elsewhere.and_then(|made| made["currency"].as_str());
        let elsewhere =
            elsewhere.filter(|own| *own != self.currency_of(line.period)).map(str::to_owned);
        let period = &self.periods[line.period];
        let finished = match &row["credit"] {
            Value::Null => period.span.1 <= self.as_of,
            credit => credit["provisional"] == false,
        };
        let worth = if line.is_share { &line.exact } else { &line.net };
        let mut claim = Claim { requested, decided, granted, elsewhere, ..Claim::default() };
        let terms = self.claim_place(line.objective, line.period);
        let terms = terms.and_then(|place| self.says(&place));
        if let Some(terms) = terms {
            let steps = terms["steps"].as_array().into_iter().flatten().enumerate();
            for (at, step) in steps {
                let own = made.and_then(|made| made["steps"][text(&step["id"])].as_str());
                let own = own.and_then(instant).filter(|at| *at <= self.as_of);
                let done = own.into_iter().chain(requested).min();
                let mut of_step = Claim::default();
                self.claim_until(step, period, line, &mut of_step);
                let in_time = done.is_some_and(|at| of_step.deadline.is_none_or(|end| at < end));
                if !in_time {
                    let Claim { from, first, last_day, deadline, .. } = of_step;
                    let open = Some((at, done));
                    claim = Claim { open, from, first, last_day, deadline, ..claim };
                    break;
                }
            }
            if claim.open.is_none() {
                self.claim_until(terms, period, line, &mut claim);
            }
        }
        claim.state = match (&claim.granted, decided) {
            (Some(granted), _) if *granted == whole(0) => "refused",
            (Some(granted), _)
                if claim.elsewhere.is_none() && !line.is_share && granted < worth =>
            {
                "partly_granted"
            }
            (Some(_), _) => "granted",
            (None, Some(_)) => "refused",
            _ if !finished || *worth == whole(0) => "not_due",
            _ if terms.is_none() => "automatic",
            _ => match (claim.open.map_or(requested, |(_, done)| done), claim.deadline) {
                (Some(requested), Some(deadline)) if requested >= deadline => "late",
                (Some(_), _) => "claimed",
                (None, Some(deadline)) if self.as_of >= deadline => "expired",
                (None, _) => "claimable",
            },
        };
        if claim.state == "not_due" {
            (claim.deadline, claim.last_day) = (None, None);
        }
        claim
    }

    /// Where it stands by when the credits of an objective must be claimed, if they must be.
    pub(super) fn claim_place(&self, objective: usize, period: usize) -> Option<String> {
        let own = format!("/objectives/{objective}/credit/claim");
        match self.says(&own) {
            Some(Value::String(_)) => None,
            Some(_) => Some(own),
            None => {
                let of_all = self.credits_place(period) + "/claim";
                self.says(&of_all).map(|_| of_all)
            }
        }
    }

    /// From when the time to claim counts, of a credit that rests on incidents: from the end of the
    /// last, once all have ended, or when the last was reported. Without any it is the period's end.
    fn counted_from(&self, from: &str, line: &Line) -> Option<(Nanos, Option<Value>)> {
        let each = line.behind.iter().map(|number| {
            let incident = &self.incidents[*number];
            let at = match from {
                "incident_end" => self.end_of(incident)?.0,
                _ => self.event(*number, &["reported", "started"])?.1,
            };
            let pointer = format!("/incidents/{}", incident.position);
            Some((at, json!({ "file": { "file": incident.file, "pointer": pointer } })))
        });
        let each: Vec<(Nanos, Value)> = each.collect::<Option<_>>()?;
        let last = each.into_iter().max_by_key(|(at, _)| *at);
        let ends = (self.periods[line.period].span.1, None);
        Some(last.map_or(ends, |(at, source)| (at, Some(source))))
    }

    /// When the time for a claim ends.
    pub(super) fn claim_until(
        &self,
        terms: &Value,
        period: &Period,
        line: &Line,
        claim: &mut Claim,
    ) {
        let from = terms["from"].as_str().unwrap_or("period_end");
        let began = match from {
            "period_end" => Some((period.span.1, None)),
            "report_delivered" => {
                let mut all = Vec::new();
                for (file, told) in self.json.iter().enumerate() {
                    let deeds = told["events"].as_array().into_iter().flatten().enumerate();
                    for (at, deed) in deeds {
                        let own = deed["type"] == "report_delivered"
                            && deed["for"] == period.first.to_string();
                        let when = instant(text(&deed["at"])).filter(|at| *at <= self.as_of);
                        if let Some(when) = when.filter(|_| own) {
                            let pointer = format!("/events/{at}/at");
                            let source = json!({ "file": { "file": file, "pointer": pointer } });
                            all.push((when, Some(source)));
                        }
                    }
                }
                all.into_iter().min_by_key(|(at, _)| *at)
            }
            _ => self.counted_from(from, line),
        };
        let Some((began, source)) = began else { return };
        let is_period = source.is_none();
        claim.from = Some((began, source));
        let within = |field: &str| {
            number(&terms["within"][field]).map(|it| u32::try_from(it.to_integer()).unwrap())
        };
        if let Some(hours) = within("hours") {
            claim.deadline = Some(began + Nanos::from(hours) * 3_600_000_000_000);
            return;
        }
        let clock = &self.clock;
        let day = clock.date_at(if is_period { began - 1 } else { began });
        claim.first = Some(day);
        let last = if let Some(days) = within("days") {
            day + Days::new(days.into())
        } else if let Some(months) = within("months") {
            let next = day.succ_opt().unwrap();
            if next.day() == 1 {
                (next + Months::new(months)).pred_opt().unwrap()
            } else {
                day + Months::new(months)
            }
        } else if let Some(periods) = within("periods") {
            let later = |day, _| self.period_with(&period.cut, day).next;
            (0..periods).fold(period.next, later).pred_opt().unwrap()
        } else {
            let calendar = terms["within"]["calendar"].as_str().map(|id| &self.hours[id]);
            let mut left = within("working_days").unwrap();
            let mut day = day;
            while left > 0 {
                day = day.succ_opt().unwrap();
                let span = (clock.start_of_day(day), clock.start_of_day(day.succ_opt().unwrap()));
                let opens = match calendar {
                    Some(hours) => hours.length(span) > 0,
                    None => !matches!(day.weekday(), Weekday::Sat | Weekday::Sun),
                };
                left -= u32::from(opens);
            }
            day
        };
        claim.last_day = Some(last);
        claim.deadline = Some(clock.start_of_day(last.succ_opt().unwrap()));
    }
}
