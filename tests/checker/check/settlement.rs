//! What becomes of credits, worked out once more: carried forward, capped, combined, rounded,
//! claimed, earned back. What each is worth by its rule is taken from the rows, where it is checked by
//! itself.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};
use serde_json::{Value, json};

use super::clock::{Nanos, instant, seconds};
use super::number::{Number, number, rounded, rounded_by, text as decimal, whole};
use super::operands::operand;
use super::papers::{Papers, Period, months_of, stated, text};
use super::work::{Expected, Work, step};

/// A credit, from its rule to its claim.
#[derive(Clone, Default)]
pub(crate) struct Line {
    pub(crate) subject: usize,
    objective: usize,
    service: Option<usize>,
    pub(crate) period: usize,
    /// In money, where it is priced; else the share.
    pub(crate) is_share: bool,
    pub(crate) gross: Number,
    /// Which charges a share without a price is of: their kind, service and subject.
    share_of: Option<(String, Option<usize>, Option<usize>)>,
    /// Whether it may still change.
    provisional: bool,
    basis: Option<Number>,
    /// Whether that is of the charges with its own labels.
    is_affected: bool,
    /// What caps cut off it that is carried forward.
    cut_off: Number,
    pub(crate) carried_in: Option<(Number, usize)>,
    now: Number,
    /// Each cap that it was held against: its position, before, after, and as an operand.
    pub(crate) caps: Vec<(usize, Number, Number, Value)>,
    pub(crate) not_paid: bool,
    /// Before it was combined.
    pub(crate) before: Number,
    pub(crate) too_small: bool,
    /// Before it is rounded.
    pub(crate) exact: Number,
    pub(crate) net: Number,
    pub(crate) claim: Claim,
}

/// How it stands with its claim.
#[derive(Clone, Default)]
pub(crate) struct Claim {
    pub(crate) state: &'static str,
    /// From when its time counts, and where that stands.
    pub(crate) from: Option<(Nanos, Option<Value>)>,
    /// The local day from which it counts.
    pub(crate) first: Option<NaiveDate>,
    pub(crate) last_day: Option<NaiveDate>,
    pub(crate) deadline: Option<Nanos>,
    requested: Option<Nanos>,
    decided: Option<Nanos>,
    granted: Option<Number>,
}

/// What became of all credits, by row.
pub(crate) struct Settlement {
    pub(crate) lines: BTreeMap<usize, Line>,
    pub(crate) earned_back: Value,
}

/// What took room under caps.
struct Issued {
    end: Nanos,
    subject: Option<usize>,
    objective: Option<usize>,
    service: Option<usize>,
    amount: Number,
    source: Value,
}

impl Papers {
    fn credits(&self, pointer: &str) -> Option<&Value> {
        self.says(&format!("/credits{pointer}"))
    }

    fn objective_named(&self, id: &Value) -> usize {
        self.list("/objectives").iter().position(|it| it["id"] == *id).unwrap()
    }

    fn result_of(&self, line: &Line) -> Value {
        json!({ "result": { "objective": line.subject, "period": line.period } })
    }

    /// What becomes of the credits of `rows`.
    pub(crate) fn settlement(&self, rows: &[Value]) -> Settlement {
        let mut lines = BTreeMap::new();
        for (row, (subject, period)) in self.figures.iter().enumerate() {
            let objective = self.subjects[*subject].objective;
            if self.objective(objective)["credit"].is_null() {
                continue;
            }
            let told = rows.get(row).map_or(&Value::Null, |row| &row["credit"]);
            let (gross, share) = (number(&told["gross"]), number(&told["share"]));
            let is_share = !told.is_null() && gross.is_none();
            let kind = stated(self.objective(objective), "/credit/basis");
            let kind = kind.map_or("service_charge", text);
            let share_of = is_share.then(|| {
                let service = self.service_of(objective).filter(|_| kind != "agreement_charge");
                let subject = Some(*subject).filter(|_| kind == "affected_charge");
                (kind.to_owned(), service, subject)
            });
            let finished = self.periods[*period].span.1 <= self.as_of;
            lines.insert(
                row,
                Line {
                    subject: *subject,
                    objective,
                    service: self.service_of(objective),
                    period: *period,
                    is_share,
                    gross: if is_share { share } else { gross }.unwrap_or_else(|| whole(0)),
                    share_of,
                    provisional: told["provisional"].as_bool().unwrap_or(!finished),
                    is_affected: kind == "affected_charge",
                    basis: number(&told["basis"]["amount"]),
                    ..Line::default()
                },
            );
        }
        let mut ends: BTreeMap<Nanos, Vec<usize>> = BTreeMap::new();
        for (row, line) in &lines {
            ends.entry(self.periods[line.period].span.1).or_default().push(*row);
        }
        let mut issued = self.issued_before();
        let mut carried: BTreeMap<usize, (Number, usize)> = BTreeMap::new();
        for together in ends.into_values() {
            for row in &together {
                let line = lines.get_mut(row).unwrap();
                if !line.is_share {
                    line.carried_in = carried.remove(&line.subject);
                }
                let more = line.carried_in.as_ref().map_or_else(|| whole(0), |it| it.0.clone());
                line.now = &line.gross + more;
            }
            self.cap_all(&mut lines, &together, &issued, true);
            self.combine(&mut lines, &together, rows);
            self.cap_all(&mut lines, &together, &issued, false);
            for row in &together {
                let line = lines.get_mut(row).unwrap();
                line.exact = line.now.clone();
                line.net = rounded(&line.now, self.minor_digits());
                if line.cut_off > whole(0) && !line.not_paid && !line.provisional {
                    carried.insert(line.subject, (line.cut_off.clone(), line.period));
                }
            }
            self.drop_small(&mut lines, &together);
            for row in &together {
                let mut line = lines[row].clone();
                line.claim = self.claim_of(&line, &rows.get(*row).cloned().unwrap_or_default());
                let amount = match line.claim.state {
                    "not_due" | "expired" | "late" | "refused" => whole(0),
                    "granted" | "partly_granted" => line.claim.granted.clone().unwrap(),
                    _ if line.is_share => whole(0),
                    _ => line.net.clone(),
                };
                if amount > whole(0) {
                    issued.push(Issued {
                        end: self.periods[line.period].span.1,
                        subject: Some(line.subject),
                        objective: Some(line.objective),
                        service: line.service,
                        amount,
                        source: self.result_of(&line),
                    });
                }
                lines.insert(*row, line);
            }
        }
        let earned_back = self.earned_back(&lines, rows);
        Settlement { lines, earned_back }
    }

    fn issued_before(&self) -> Vec<Issued> {
        let mut issued = Vec::new();
        for (file, told) in self.json.iter().enumerate() {
            for (at, credit) in
                told["history"]["credits"].as_array().into_iter().flatten().enumerate()
            {
                let first: NaiveDate = text(&credit["period"]).parse().unwrap();
                let objective = stated(credit, "/objective").map(|id| self.objective_named(id));
                let pointer = format!("/history/credits/{at}/amount");
                issued.push(Issued {
                    end: self.clock.start_of_day(first) + 1,
                    subject: None,
                    objective,
                    service: objective.and_then(|it| self.service_of(it)),
                    amount: number(&credit["amount"]).unwrap(),
                    source: json!({ "file": { "file": file, "pointer": pointer } }),
                });
            }
        }
        issued.sort_by_key(|it| it.end);
        issued
    }

    fn cap_all(
        &self,
        lines: &mut BTreeMap<usize, Line>,
        together: &[usize],
        issued: &[Issued],
        of_each: bool,
    ) {
        for (at, cap) in self.list("/credits/caps").iter().enumerate() {
            let each = cap["each"].as_str().unwrap_or("together");
            if (each != "together") != of_each {
                continue;
            }
            let of: Option<Vec<usize>> = cap["objectives"]
                .as_array()
                .map(|ids| ids.iter().map(|id| self.objective_named(id)).collect());
            let is_of = |it: usize| of.as_ref().is_none_or(|of| of.contains(&it));
            let mut groups: BTreeMap<_, Vec<usize>> = BTreeMap::new();
            for row in together {
                let line = &lines[row];
                let key = match each {
                    "objective" => Some(line.objective),
                    "part" => Some(line.subject),
                    "service" => line.service,
                    _ => None,
                };
                let period = (cap["per"] == "period").then_some(line.period);
                if is_of(line.objective) && line.now > whole(0) {
                    let group = (key, period, line.share_of.clone(), line.provisional);
                    groups.entry(group).or_default().push(*row);
                }
            }
            let mut firm: Vec<(_, Vec<(Number, Value)>)> = Vec::new();
            for ((key, period, share_of, provisional), own) in groups {
                let is_share = share_of.is_some();
                let shortest = own.iter().min_by_key(|row| {
                    let (from, until) = self.periods[lines[*row].period].whole;
                    until - from
                });
                let first = lines[shortest.unwrap()].clone();
                let of_objective: Vec<&Line> = lines
                    .values()
                    .filter(|it| (it.objective, it.period) == (first.objective, first.period))
                    .filter(|it| each != "part" || it.subject == first.subject)
                    .collect();
                let room = self.room(
                    (at, cap, each, of.as_deref()),
                    (&first, &of_objective),
                    (key, is_share),
                    issued,
                );
                let Some((most, mut left, mut operand)): Option<(Number, Number, Value)> = room
                else {
                    continue;
                };
                // What may still change comes after what will not.
                if let (true, Some((of, taken))) = (provisional, firm.pop())
                    && of == (key, period, share_of.clone())
                {
                    for (amount, source) in taken {
                        left = (left - &amount).max(whole(0));
                        let issued = operand["issued"].as_array_mut().unwrap();
                        issued.push(json!({ "amount": decimal(&amount), "source": source }));
                    }
                }
                let before: Vec<Number> = own.iter().map(|row| lines[row].now.clone()).collect();
                let after = if is_share {
                    let sum: Number = before.iter().cloned().sum();
                    let part = if sum > left { &left / sum } else { whole(1) };
                    before.iter().map(|it| it * &part).collect()
                } else {
                    self.cut(&before, &left)
                };
                let credits = own.iter().zip(&before).map(|(row, before)| {
                    json!({ "before": decimal(before), "source": self.result_of(&lines[row]) })
                });
                operand["credits"] = credits.collect();
                operand["most"] = json!(decimal(&most));
                operand["left"] = json!(decimal(&left));
                if !provisional {
                    let taken = own.iter().zip(&after);
                    let taken = taken.map(|(row, it)| (it.clone(), self.result_of(&lines[row])));
                    firm.push(((key, period, share_of), taken.collect::<Vec<_>>()));
                }
                for ((row, before), after) in own.iter().zip(before).zip(after) {
                    let line = lines.get_mut(row).unwrap();
                    let mut operand = operand.clone();
                    operand["after"] = json!(decimal(&after));
                    if cap["carry_forward"] == true && !is_share {
                        line.cut_off = &line.cut_off + &before - &after;
                    }
                    line.caps.push((at, before, after.clone(), operand));
                    line.now = after;
                }
            }
        }
    }

    /// How much a cap allows for a credit, what is left of that, and the operand as far as it is the
    /// same for all that share it.
    fn room(
        &self,
        (at, cap, each, of): (usize, &Value, &str, Option<&[usize]>),
        (first, of_objective): (&Line, &[&Line]),
        (key, is_share): (Option<usize>, bool),
        issued: &[Issued],
    ) -> Option<(Number, Number, Value)> {
        let per = text(&cap["per"]);
        let mut operand = json!({
            "kind": "cap",
            "cap": at,
            "is_share": is_share,
            "charges": [],
            "issued": [],
            "source": { "file": { "file": self.contract, "pointer": format!("/credits/caps/{at}") } },
        });
        for field in ["percent", "amount", "days_of_charge"] {
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
        let (end, zone) = (self.periods[first.period].span.1, &self.clock);
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
        let inside = |own: Nanos| after.is_none_or(|after| own > after) && own <= end;
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
                        let told = json!({ "period": first.period, "annual": true });
                        add(*service, told, self.annual_charge(*service, last));
                    }
                }
                (false, "period") if ["objective", "part"].contains(&each) => {
                    let own = &self.periods[first.period];
                    let charge = || self.charge_of(first.service, own);
                    let told = json!({ "period": first.period });
                    let mut all = of_objective.iter().filter_map(|line| line.basis.clone());
                    let sum = match first.is_affected {
                        true => Some(all.sum()).filter(|sum| *sum > whole(0)),
                        false => all.next(),
                    };
                    add(first.service, told, sum.or_else(charge));
                }
                (false, "period") => {
                    for service in &services {
                        let told = json!({ "period": first.period });
                        add(*service, told, self.charge_of(*service, &self.periods[first.period]));
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
                            let own = &self.periods[first.period];
                            if period.every == own.every && inside(period.span.1) {
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
            _ => {
                let first_and_next = |told: &Value| match told["period"].as_u64() {
                    Some(at) => {
                        let (from, until) = self.periods[usize::try_from(at).unwrap()].span;
                        (zone.date_at(from), zone.date_at(until - 1).succ_opt().unwrap())
                    }
                    // What a history tells is of one of the contract's own periods.
                    None => {
                        let all =
                            &self.json[told["source"]["file"]["file"].as_u64().unwrap() as usize];
                        let pointer =
                            text(&told["source"]["file"]["pointer"]).replace("amount", "period");
                        let date: NaiveDate = text(all.pointer(&pointer).unwrap()).parse().unwrap();
                        let every = self.says("/service_period/every").map_or("month", text);
                        let months = months_of(every);
                        let month = date.month0() / months * months + 1;
                        let first = NaiveDate::from_ymd_opt(date.year(), month, 1).unwrap();
                        (first, first.checked_add_months(Months::new(months)).unwrap())
                    }
                };
                let own: BTreeSet<(NaiveDate, NaiveDate)> =
                    charges.iter().map(|(told, _)| first_and_next(told)).collect();
                let days: i64 = own.iter().map(|(first, next)| (*next - *first).num_days()).sum();
                operand["charged_days"] = json!(days.to_string());
                sum * number(&cap["days_of_charge"])? / whole(days)
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
    fn contract_year(&self, day: NaiveDate) -> NaiveDate {
        let january = || NaiveDate::from_ymd_opt(day.year(), 1, 1).unwrap();
        let first = self.says("/term/from").map_or_else(january, |it| text(it).parse().unwrap());
        let years = u32::try_from(day.year() - first.year()).unwrap();
        let begins = |years: u32| first.checked_add_months(Months::new(12 * years)).unwrap();
        if begins(years) <= day { begins(years) } else { begins(years - 1) }
    }

    fn charge_of(&self, service: Option<usize>, period: &Period) -> Option<Number> {
        let services = 0..self.list("/services").len();
        let own = services.filter(|it| service.is_none_or(|service| service == *it));
        let parts = own.flat_map(|service| {
            let charges = self.list(&format!("/services/{service}/charges"));
            self.charge(service, period).into_iter().map(move |part| {
                let charge = &charges[part.position];
                let [own, all] = [months_of(&period.every), months_of(text(&charge["per"]))];
                let held = seconds(part.span.0, part.span.1);
                let whole = seconds(period.whole.0, period.whole.1);
                number(&charge["amount"]).unwrap() * Number::new(own.into(), all.into()) * held
                    / whole
            })
        });
        let parts: Vec<Number> = parts.collect();
        (!parts.is_empty()).then(|| parts.into_iter().sum())
    }

    fn annual_charge(&self, service: Option<usize>, last: NaiveDate) -> Option<Number> {
        let first = self.contract_year(last);
        let months = (0..12).filter_map(|month| {
            let begins = |month| first.checked_add_months(Months::new(month)).unwrap();
            let (first, next) = (begins(month), begins(month + 1));
            let whole = (self.clock.start_of_day(first), self.clock.start_of_day(next));
            let span = (whole.0.max(self.term.0), whole.1.min(self.term.1.unwrap_or(Nanos::MAX)));
            let month = Period { every: "month".to_owned(), first, next, whole, span };
            self.charge_of(service, &month).filter(|_| span.0 < span.1)
        });
        let months: Vec<Number> = months.collect();
        (!months.is_empty()).then(|| months.into_iter().sum())
    }

    /// What is left of credits where there is only so much for all.
    fn cut(&self, before: &[Number], left: &Number) -> Vec<Number> {
        let places = self.minor_digits();
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

    fn combine(&self, lines: &mut BTreeMap<usize, Line>, together: &[usize], rows: &[Value]) {
        for row in together {
            let line = lines.get_mut(row).unwrap();
            line.before = line.now.clone();
        }
        let Some(combination) = self.credits("/combination").filter(|it| **it != "sum") else {
            return;
        };
        // Shares without a price have no worth beside amounts, nor beside shares of other charges.
        let mut rivals: BTreeMap<_, Vec<usize>> = BTreeMap::new();
        for row in together {
            let line = &lines[row];
            rivals.entry((line.period, line.share_of.clone())).or_default().push(*row);
        }
        for own in rivals.into_values() {
            let due: Vec<usize> = own.into_iter().filter(|row| lines[row].now > whole(0)).collect();
            let chosen = |row: &usize| {
                self.claim_made(&lines[row]).is_some_and(|claim| claim["choice"] == true)
            };
            let dearest = |among: &[usize]| {
                // What may still change does not set aside what will not.
                let firm = among.iter().copied().filter(|row| !lines[row].provisional);
                let firm: Vec<usize> = firm.collect();
                let among = if firm.is_empty() { among } else { &firm };
                let first = among.iter().find(|row| chosen(row)).copied();
                first.or_else(|| {
                    among.iter().rev().max_by_key(|row| lines[row].now.clone()).copied()
                })
            };
            let mut lost: Vec<usize> = Vec::new();
            if let Some(lists) = combination["exclusive"].as_array() {
                for list in lists {
                    let ids: Vec<usize> = list
                        .as_array()
                        .unwrap()
                        .iter()
                        .map(|id| self.objective_named(id))
                        .collect();
                    let open: Vec<usize> = due
                        .iter()
                        .filter(|row| ids.contains(&lines[row].objective) && !lost.contains(row))
                        .copied()
                        .collect();
                    let paid = dearest(&open);
                    lost.extend(open.iter().filter(|row| Some(**row) != paid));
                }
            } else if combination == "highest" {
                let paid = dearest(&due);
                lost.extend(due.iter().filter(|row| Some(**row) != paid));
            } else {
                // Which rest on one incident is told by the semantic tests.
                lost.extend(due.iter().filter(|row| rows[**row]["credit"]["not_paid"] == true));
            }
            for row in &lost {
                let line = lines.get_mut(row).unwrap();
                (line.not_paid, line.now) = (true, whole(0));
            }
        }
    }

    /// What is paid in the period of a credit that is not, as operands.
    pub(crate) fn paid_instead(&self, lines: &BTreeMap<usize, Line>, period: usize) -> Vec<Value> {
        let own = lines.values().filter(|line| line.period == period && !line.not_paid);
        let own = own.filter(|line| line.exact > whole(0));
        own.map(|line| {
            let unit = if line.is_share { "percent" } else { "money" };
            json!({
                "kind": "value",
                "role": "paid",
                "value": { "unit": unit, "value": decimal(&line.exact) },
                "source": self.result_of(line),
            })
        })
        .collect()
    }

    fn drop_small(&self, lines: &mut BTreeMap<usize, Line>, together: &[usize]) {
        let Some(minimum) = self.credits("/minimum") else { return };
        let together: Vec<usize> =
            together.iter().filter(|row| !lines[row].is_share).copied().collect();
        let nets: Vec<(usize, usize, Number)> =
            together.iter().map(|row| (*row, lines[row].period, lines[row].net.clone())).collect();
        for (row, period, net) in &nets {
            let of_all = minimum["each"] == "period";
            let own = nets.iter().filter(|it| if of_all { it.1 == *period } else { it.0 == *row });
            let sum: Number = own.map(|it| it.2.clone()).sum();
            let paid = match number(&minimum["more_than"]) {
                Some(bound) => sum > bound,
                None => sum >= number(&minimum["at_least"]).unwrap(),
            };
            if !paid && *net > whole(0) {
                let line = lines.get_mut(row).unwrap();
                (line.too_small, line.net) = (true, whole(0));
            }
        }
    }

    /// The claim that was made for a credit, as far as it is known.
    fn claim_made(&self, line: &Line) -> Option<&Value> {
        let all = self.json.iter().flat_map(|told| told["claims"].as_array().into_iter().flatten());
        let first = self.periods[line.period].first.to_string();
        let own = all.filter(|claim| {
            let labels = &self.subjects[line.subject].labels;
            claim["period"] == first
                && self.objective_named(&claim["objective"]) == line.objective
                && labels
                    .iter()
                    .all(|(name, value)| claim["labels"][name].as_str() == value.as_deref())
        });
        let known = own.filter(|claim| {
            let at = ["requested", "decided"].iter().find_map(|it| claim[*it].as_str());
            at.is_none_or(|at| instant(at).unwrap() <= self.as_of)
        });
        known.last()
    }

    fn claim_of(&self, line: &Line, row: &Value) -> Claim {
        let known = |claim: &Value, field: &str| {
            claim[field].as_str().and_then(instant).filter(|at| *at <= self.as_of)
        };
        let made = self.claim_made(line);
        let requested = made.and_then(|claim| known(claim, "requested"));
        let decided = made.and_then(|claim| known(claim, "decided"));
        let granted = decided.and_then(|_| number(&made.unwrap()["granted"]));
        let period = &self.periods[line.period];
        let finished = match &row["credit"] {
            Value::Null => period.span.1 <= self.as_of,
            credit => credit["provisional"] == false,
        };
        let worth = if line.is_share { &line.exact } else { &line.net };
        let mut claim = Claim { requested, decided, granted, ..Claim::default() };
        let terms = self.credits("/claim");
        if let Some(terms) = terms {
            self.claim_until(terms, period, row, &mut claim);
        }
        claim.state = match (&claim.granted, decided) {
            (Some(granted), _) if *granted == whole(0) => "refused",
            (Some(granted), _) if !line.is_share && granted < worth => "partly_granted",
            (Some(_), _) => "granted",
            (None, Some(_)) => "refused",
            _ if !finished || *worth == whole(0) => "not_due",
            _ if terms.is_none() => "automatic",
            _ => match (requested, claim.deadline) {
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

    /// When the time for a claim ends.
    fn claim_until(&self, terms: &Value, period: &Period, row: &Value, claim: &mut Claim) {
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
            // The incidents behind a credit are told by the semantic tests: here what the row says of
            // the end is taken.
            _ => row["credit"]["claim_from"].as_str().and_then(instant).map(|at| (at, None)),
        };
        let Some((began, source)) = began else { return };
        claim.from = Some((began, source));
        let within = |field: &str| {
            number(&terms["within"][field]).map(|it| u32::try_from(it.to_integer()).unwrap())
        };
        if let Some(hours) = within("hours") {
            claim.deadline = Some(began + Nanos::from(hours) * 3_600_000_000_000);
            return;
        }
        let clock = &self.clock;
        let day = clock.date_at(if from == "period_end" { began - 1 } else { began });
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
            let months = months_of(&period.every) * periods;
            (period.next + Months::new(months)).pred_opt().unwrap()
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

    /// A value as it is held against its target.
    fn compared_value(&self, objective: usize, value: &Value) -> Number {
        let value = number(value).unwrap();
        let own = format!("/objectives/{objective}/value_rounding");
        let said = self.says(&own).or_else(|| self.says("/value_rounding"));
        let said = said.and_then(|it| Some((it["mode"].as_str()?, number(&it["places"])?)));
        match said {
            Some((mode, places)) => {
                rounded_by(mode, &value, places.to_integer().try_into().unwrap())
            }
            None => value,
        }
    }

    /// What of credits is charged again.
    fn earned_back(&self, lines: &BTreeMap<usize, Line>, rows: &[Value]) -> Value {
        let Some(terms) = self.credits("/earn_back") else { return json!([]) };
        let count =
            |field: &str| number(&terms[field]).map(|it| usize::try_from(it.to_integer()).unwrap());
        let needed = count("after_periods").unwrap();
        let within = count("within").unwrap_or(needed);
        let percent = number(&terms["percent"]).unwrap();
        let mut found: Vec<(usize, usize, Value)> = Vec::new();
        for (row, line) in lines {
            let of = match line.claim.state {
                "automatic" if !line.is_share => line.net.clone(),
                "granted" | "partly_granted" => line.claim.granted.clone().unwrap(),
                _ => continue,
            };
            let end = |period: usize| self.periods[period].span.1;
            let mut later: BTreeMap<usize, bool> = BTreeMap::new();
            for (other, of_other) in lines {
                let own = terms["of"] == "all_objectives" || of_other.subject == line.subject;
                let told = &rows[*other];
                let verdict = text(&told["verdict"]);
                let measured = verdict == "met" || verdict == "missed";
                if own && measured && end(of_other.period) > end(line.period) {
                    let kept = match number(&terms["at_least"]) {
                        None => verdict == "met",
                        Some(level) => {
                            let value = self.compared_value(of_other.objective, &told["value"]);
                            match super::indicators::better(self.objective(of_other.objective)) {
                                "less" => value <= level,
                                _ => value >= level,
                            }
                        }
                    };
                    *later.entry(of_other.period).or_insert(true) &= kept;
                }
            }
            let mut by: Vec<usize> = Vec::new();
            for (period, kept) in later.into_iter().take(within) {
                by.push(period);
                if !kept {
                    by.clear();
                }
                if by.len() == needed {
                    break;
                }
            }
            let amount = rounded(&(&of * &percent / whole(100)), self.minor_digits());
            if by.len() == needed && amount > whole(0) {
                let money =
                    |it: &Number| json!({ "amount": decimal(it), "currency": self.currency() });
                let told = json!({
                    "objective": line.subject,
                    "credit_period": line.period,
                    "period": by[by.len() - 1],
                    "of": money(&of),
                    "amount": money(&amount),
                    "by": by,
                });
                found.push((by[by.len() - 1], *row, told));
            }
        }
        found.sort_by_key(|(period, row, _)| (*period, *row));
        found.into_iter().map(|(.., told)| told).collect()
    }
}

impl Work<'_> {
    /// What became of its credit.
    pub(crate) fn line(&self) -> Option<&Line> {
        self.settlement.lines.get(&self.row)
    }

    /// Whether the credit is rounded by a step of its own.
    pub(crate) fn is_paid_later(&self) -> bool {
        let Some(line) = self.line() else { return false };
        let touched = line.carried_in.is_some() || !line.caps.is_empty() || line.not_paid;
        !line.is_share && (touched || self.papers.credits("/minimum").is_some())
    }

    /// The steps from the rule's credit to the one that is paid, and its claim.
    pub(crate) fn settlement_steps(&self) -> Vec<Expected> {
        let Some(line) = self.line() else { return Vec::new() };
        let papers = self.papers;
        let mut steps = Vec::new();
        let mut from = if line.is_share { self.share_step() } else { "credit" };
        let unit = if line.is_share { "percent" } else { "money" };
        let worth = |it: &Number| json!({ "unit": unit, "value": decimal(it) });
        if let Some((carried, period)) = &line.carried_in {
            let mut operands = Vec::new();
            if self.step("credit").is_some() {
                operands.push(self.earlier("summand", from));
            }
            let source = json!({ "result": { "objective": line.subject, "period": period } });
            operands.push(operand("summand", worth(carried), source));
            steps.push(step("with_carried", "sum", operands));
            from = "with_carried";
        }
        for (name, of_each) in [("capped_each", true), ("capped", false)] {
            if !of_each && line.not_paid {
                let mut operands = vec![self.earlier("value", from)];
                operands.extend(papers.paid_instead(&self.settlement.lines, line.period));
                let combined = step("combined", "paid_instead", operands);
                steps.push(combined.under("/credits/combination".to_owned()));
                from = "combined";
            }
            let caps = papers.list("/credits/caps");
            let own = line.caps.iter().filter(|(cap, ..)| {
                let each = stated(&caps[*cap], "/each").is_some_and(|each| each != "together");
                each == of_each
            });
            let own: Vec<Value> = own.map(|(.., operand)| operand.clone()).collect();
            if own.is_empty() {
                continue;
            }
            let mut operands = vec![self.earlier("value", from)];
            operands.extend(own);
            steps.push(step(name, "cut_to_caps", operands));
            from = name;
        }
        if self.is_paid_later() {
            let mut operands = vec![self.earlier("value", from)];
            let operation = if line.too_small { "too_small" } else { "rounded_once" };
            let mut paid = step("paid", operation, Vec::new());
            if let Some(minimum) = papers.credits("/minimum") {
                let field = if minimum["more_than"].is_null() { "at_least" } else { "more_than" };
                let least = number(&minimum[field]).unwrap();
                let least = json!({ "unit": "money", "value": decimal(&least) });
                let source = self.contract(&format!("/credits/minimum/{field}"));
                operands.push(operand("least", least, source));
                paid = paid.under("/credits/minimum".to_owned());
            }
            paid.operands = operands;
            steps.push(paid);
        }
        if line.claim.deadline.is_some() {
            steps.extend(self.claim_steps(&line.claim));
        }
        steps
    }

    fn claim_steps(&self, claim: &Claim) -> Vec<Expected> {
        let papers = self.papers;
        let terms = papers.credits("/claim").unwrap();
        let (field, length) = terms["within"]
            .as_object()
            .unwrap()
            .iter()
            .find(|(field, _)| *field != "calendar")
            .unwrap();
        let unit = match field.as_str() {
            "days" | "working_days" => "days",
            "months" => "months",
            _ => "count",
        };
        let length = u32::try_from(number(length).unwrap().to_integer()).unwrap();
        let length = json!({ "unit": unit, "value": length });
        let source = self.contract(&format!("/credits/claim/within/{field}"));
        let (began, told) = claim.from.clone().unwrap();
        let from = |role: &str| match &told {
            Some(source) => operand(role, self.instant(began), source.clone()),
            None => self.earlier(role, self.end_of_span()),
        };
        let rule = "/credits/claim".to_owned();
        if field == "hours" {
            let operands = vec![from("from"), operand("hours", length, source)];
            return vec![step("claim_deadline", "add_hours", operands).under(rule)];
        }
        let first = if told.is_some() { "date_of" } else { "last_date_before" };
        let add = match field.as_str() {
            "working_days" => "add_working_days",
            "months" => "add_months",
            "periods" => "add_periods",
            _ => "add_days",
        };
        let mut operands = vec![self.earlier("date", "last_day"), operand("days", length, source)];
        if let Some(id) = terms["within"]["calendar"].as_str() {
            let source = self.contract(&format!("/calendars/{id}"));
            let opens = !papers.hours[id].is_always();
            operands
                .extend(opens.then(|| json!({ "kind": "calendar", "id": id, "source": source })));
        }
        vec![
            step("last_day", first, vec![from("until"), self.zone()]),
            step("claim_day", add, operands).under(rule),
            step(
                "claim_deadline",
                "end_of_day",
                vec![self.earlier("date", "claim_day"), self.zone()],
            ),
        ]
    }

    /// The result of a step of the settlement, and the exact value before its rounding.
    pub(crate) fn settled(&self, told: &Value) -> Option<(Value, Option<Number>)> {
        let line = self.line()?;
        let unit = if line.is_share { "percent" } else { "money" };
        let worth = |it: &Number| json!({ "unit": unit, "value": decimal(it) });
        let date =
            |day: Option<NaiveDate>| Some(json!({ "unit": "date", "value": day?.to_string() }));
        let after = |of_each: bool| {
            let caps = self.papers.list("/credits/caps");
            let own = line.caps.iter().rev().find(|(cap, ..)| {
                let each = stated(&caps[*cap], "/each").is_some_and(|each| each != "together");
                each == of_each
            });
            own.map(|(_, _, after, _)| worth(after))
        };
        let result = match told["name"].as_str()? {
            "with_carried" => worth(&(&line.gross + &line.carried_in.as_ref()?.0)),
            "capped_each" => after(true)?,
            "combined" => worth(&whole(0)),
            "capped" => after(false)?,
            "paid" => return Some((worth(&line.net), Some(line.exact.clone()))),
            "last_day" => date(line.claim.first)?,
            "claim_day" => date(line.claim.last_day)?,
            "claim_deadline" => self.instant(line.claim.deadline?),
            _ => return None,
        };
        Some((result, None))
    }
}

impl Line {
    /// What the row says of it beside what its rule gives.
    pub(crate) fn lay_into(&self, papers: &Papers, credit: &mut Value) {
        let money = |it: &Number| json!({ "amount": decimal(it), "currency": papers.currency() });
        let reading = |at: Option<Nanos>| at.map(|at| papers.clock.reading(at));
        if let Some((carried, _)) = &self.carried_in {
            credit["carried_in"] = json!(decimal(carried));
        }
        if !self.caps.is_empty() {
            let caps = self.caps.iter().map(|(cap, before, after, _)| {
                json!({ "cap": cap, "before": decimal(before), "after": decimal(after) })
            });
            credit["caps"] = caps.collect();
        }
        if self.not_paid {
            credit["not_paid"] = json!(true);
        }
        if self.too_small {
            credit["too_small"] = json!(true);
        }
        if self.is_share {
            credit["paid_share"] = json!(decimal(&self.exact));
        }
        credit["amount"] = if self.is_share { Value::Null } else { money(&self.net) };
        credit["claim"] = json!(self.claim.state);
        credit["deadline"] = json!(reading(self.claim.deadline));
        credit["last_day"] = json!(self.claim.last_day.map(|day| day.to_string()));
        for (field, at) in [("requested", self.claim.requested), ("decided", self.claim.decided)] {
            if at.is_some() {
                credit[field] = json!(reading(at));
            }
        }
        if let Some(granted) = &self.claim.granted {
            credit["granted"] = money(granted);
        }
    }
}
