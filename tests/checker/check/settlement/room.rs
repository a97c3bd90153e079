//! What a cap leaves.

use chrono::{Datelike, Months, NaiveDate};
use serde_json::{Value, json};

use super::{Issued, Line};
use crate::check::clock::Nanos;
use crate::check::number::{Number, number, rounded, text as decimal, whole};
use crate::check::operands::file;
use crate::check::papers::{Papers, stated, text};

impl Papers {
    /// How much a cap allows for a credit, what is left of that, and the operand as far as it is the
    /// same for all that share it.
    pub(super) fn room(
        &self,
        (at, cap, each, of): (usize, &Value, &str, Option<&[usize]>),
        (first, of_objective): (&Line, &[&Line]),
        (key, is_share): (Option<usize>, bool),
        issued: &[Issued],
    ) -> Option<(Number, Number, Value)> {
        let per = text(&cap["per"]);
        let place = format!("{}/caps/{at}", self.credits_place(first.period));
        let mut operand = json!({
            "kind": "cap",
            "cap": at,
            "is_share": is_share,
            "charges": [],
            "issued": [],
            "source": file(self.contract, &self.place(&place)),
        });
        for field in ["percent", "amount", "days_of_charge", "months_of_charge"] {
            if let Some(said) = number(&cap[field]) {
                operand[field] = json!(decimal(&said));
            }
        }
        if let Some(clause) = stated(cap, "/clause") {
            operand["clause"] = clause.clone();
        }
        let annual = cap["of"] == "annual_charges";
        if is_share {
            let percent = number(&cap["percent"]).filter(|_| per == "period" && !annual)?;
            return Some((percent.clone(), percent, operand));
        }
        let (end, zone) = (self.periods[first.whole].span.1, &self.clock);
        let last = zone.date_at(end - 1);
        let after = match per {
            "period" | "term" => None,
            "contract_year" => Some(zone.start_of_day(self.contract_year(last))),
            months => {
                let months: u32 = months.strip_suffix("_months").unwrap().parse().unwrap();
                let next = last.succ_opt().unwrap();
                Some(zone.start_of_day(next.checked_sub_months(Months::new(months)).unwrap()))
            }
        };
        // What is in another currency has no sum with it.
        let (begin, _) = self.of_one_currency(self.periods[first.whole].first);
        let after = after.map_or(begin, |after| after.max(begin));
        let inside = |own: Nanos| own > after && own <= end;
        let services: Vec<Option<usize>> = match each {
            "together" => match of {
                None => vec![None],
                Some(of) => {
                    let mut all: Vec<_> = of.iter().map(|it| self.service_of(*it)).collect();
                    all.sort_unstable();
                    all.dedup();
                    if all.contains(&None) { vec![None] } else { all }
                }
            },
            _ => vec![first.service],
        };
        let mut charges: Vec<(Value, Number)> = Vec::new();
        let mut add = |service: Option<usize>, mut told: Value, amount: Option<Number>| {
            let Some(amount) = amount else { return };
            told["amount"] = json!(decimal(&amount));
            if let Some(service) = service {
                told["service"] = json!(service);
            }
            charges.push((told, amount));
        };
        if cap["amount"].is_null() {
            match (annual, per) {
                (true, _) => {
                    for service in &services {
                        let told = json!({ "period": first.whole, "annual": true });
                        add(*service, told, self.annual_charge(*service, last));
                    }
                }
                (false, "period") if ["objective", "part"].contains(&each) => {
                    let own = &self.periods[first.whole];
                    let charge = || self.charge_of(first.service, own);
                    let told = json!({ "period": first.whole });
                    let mut all = of_objective.iter().filter_map(|line| line.basis.clone());
                    let sum = match first.is_affected {
                        true => Some(all.sum()).filter(|sum| *sum > whole(0)),
                        false => all.next(),
                    };
                    add(first.service, told, sum.or_else(charge));
                }
                (false, "period") => {
                    for service in &services {
                        let told = json!({ "period": first.whole });
                        add(*service, told, self.charge_of(*service, &self.periods[first.whole]));
                    }
                }
                _ => {
                    for (file, told) in self.json.iter().enumerate() {
                        let all = told["history"]["charges"].as_array().into_iter().flatten();
                        for (at, charge) in all.enumerate() {
                            let begins: NaiveDate = text(&charge["period"]).parse().unwrap();
                            let begins = zone.start_of_day(begins) + 1;
                            let service = stated(charge, "/service").map(|id| {
                                let all = self.list("/services");
                                all.iter().position(|it| it["id"] == *id).unwrap()
                            });
                            let about = services.contains(&None) || services.contains(&service);
                            if about && inside(begins) && begins < end {
                                let pointer = format!("/history/charges/{at}/amount");
                                let source =
                                    json!({ "file": { "file": file, "pointer": pointer } });
                                let told = json!({ "source": source });
                                add(service, told, number(&charge["amount"]));
                            }
                        }
                    }
                    for service in &services {
                        for (at, period) in self.periods.iter().enumerate() {
                            let own = self.cut_on(self.promise(first.objective), period.first);
                            let is_alike = period.cut.of_term() == own;
                            let is_whole = self.whole_period(at) == at;
                            if is_alike && is_whole && inside(period.span.1) {
                                let told = json!({ "period": at });
                                add(*service, told, self.charge_of(*service, period));
                            }
                        }
                    }
                }
            }
        }
        let sum: Number = charges.iter().map(|(_, amount)| amount.clone()).sum();
        let most = match (&cap["amount"], &cap["percent"]) {
            (amount, _) if !amount.is_null() => number(amount)?,
            _ if charges.is_empty() => return None,
            (_, percent) if !percent.is_null() => sum * number(percent)? / whole(100),
            _ if !cap["months_of_charge"].is_null() => {
                let months = self.charged_months(&charges);
                operand["charged_months"] = json!(decimal(&months));
                sum * number(&cap["months_of_charge"])? / months
            }
            _ => {
                let days = self.charged_days(&charges);
                operand["charged_days"] = json!(decimal(&days));
                sum * number(&cap["days_of_charge"])? / days
            }
        };
        operand["charges"] = charges.into_iter().map(|(told, _)| told).collect();
        let is_under = |it: &&Issued| {
            let is_of = of.is_none_or(|of| it.objective.is_some_and(|own| of.contains(&own)));
            let is_own = match each {
                "objective" => it.objective == key,
                "part" => it.subject == key,
                "service" => it.service == key,
                _ => true,
            };
            per != "period" && is_of && is_own && inside(it.end) && it.end < end
        };
        let issued: Vec<&Issued> = issued.iter().filter(is_under).collect();
        let spent: Number = issued.iter().map(|it| it.amount.clone()).sum();
        operand["issued"] = issued
            .iter()
            .map(|it| json!({ "amount": decimal(&it.amount), "source": it.source }))
            .collect();
        let left = (&most - spent).max(whole(0));
        Some((most, left, operand))
    }

    /// The first day of the contract year that holds a day.
    pub(crate) fn contract_year(&self, day: NaiveDate) -> NaiveDate {
        let january = || NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap();
        let first = self.says("/term/from").map_or_else(january, |it| text(it).parse().unwrap());
        // Before the first there is no other.
        let years = u32::try_from(day.year() - first.year()).unwrap_or_default();
        let begins = |years: u32| first.checked_add_months(Months::new(12 * years)).unwrap();
        if begins(years) <= day { begins(years) } else { begins(years.saturating_sub(1)) }
    }

    /// What is left of credits where there is only so much for all.
    pub(super) fn cut(&self, before: &[Number], left: &Number, places: u32) -> Vec<Number> {
        let unit = whole(1) / whole(10_u64.pow(places));
        let down = |it: &Number| (it / &unit).floor() * &unit;
        let left = down(left);
        if before.iter().map(|it| rounded(it, places)).sum::<Number>() <= left {
            return before.to_vec();
        }
        let sum: Number = before.iter().cloned().sum();
        let part = (&left / sum).min(whole(1));
        let quotas: Vec<Number> = before.iter().map(|it| it * &part).collect();
        let mut after: Vec<Number> = quotas.iter().map(down).collect();
        // Unit by unit, each to whoever is furthest from its own.
        loop {
            let spare = &left - after.iter().cloned().sum::<Number>();
            let short = |at: usize| &quotas[at] - &after[at];
            let room = |at: &usize| &after[*at] + &unit <= rounded(&before[*at], places);
            let open = (0..after.len()).rev().filter(room);
            let neediest = open.max_by(|a, b| short(*a).cmp(&short(*b)));
            match neediest {
                Some(at) if spare >= unit && short(at) > whole(0) => after[at] += &unit,
                _ => return after,
            }
        }
    }
}
