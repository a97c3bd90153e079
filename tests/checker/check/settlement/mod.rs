//! What becomes of credits, worked out once more: carried forward, capped, combined, rounded,
//! claimed, earned back. What each is worth by its rule is taken from the rows, where it is checked by
//! itself.

mod caps;
mod charged;
mod claims;
mod combine;
mod earned_back;
mod room;
mod steps;

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde_json::{Value, json};

use crate::check::clock::Nanos;
use crate::check::currencies::Held;
use crate::check::number::{Number, number, rounded, text as decimal, whole};
use crate::check::papers::{Papers, stated, text};
use crate::check::work::Told;

/// A credit, from its rule to its claim.
#[derive(Clone, Default)]
pub(crate) struct Line {
    pub(crate) subject: usize,
    /// The subject whose promise it keeps, by whatever terms.
    promise: usize,
    objective: usize,
    service: Option<usize>,
    pub(crate) period: usize,
    /// The period that stands for all parts of it.
    pub(crate) whole: usize,
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
    /// The incidents on which it rests, by position; none where nothing asks for them.
    behind: BTreeSet<usize>,
    /// What caps cut off it that is carried forward.
    cut_off: Number,
    pub(crate) carried_in: Option<(Number, Value)>,
    now: Number,
    /// Each cap that it was held against: its position, before, after, and as an operand.
    pub(crate) caps: Vec<(usize, Number, Number, Value)>,
    /// The right by which no credits are due, and when it arose.
    pub(crate) stopped: Option<(usize, Nanos)>,
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
    /// The step before it whose time is told, and when that was done.
    pub(crate) open: Option<(usize, Option<Nanos>)>,
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
    /// The currency of that, where it is another than that of the credit.
    elsewhere: Option<String>,
}

impl Claim {
    /// An amount of what was granted as a step has it.
    fn worth(&self, amount: &Number) -> Value {
        match &self.elsewhere {
            None => json!({ "unit": "money", "value": decimal(amount) }),
            Some(currency) => {
                let money = json!({ "amount": decimal(amount), "currency": currency });
                json!({ "unit": "money_in", "value": money })
            }
        }
    }
}

impl Line {
    /// What takes room under caps: what was granted; nothing where it was refused, not claimed in
    /// time or may still change; what is due otherwise.
    pub(crate) fn issued(&self) -> Number {
        match self.claim.state {
            "not_due" | "expired" | "late" | "refused" => whole(0),
            "granted" | "partly_granted" if self.claim.elsewhere.is_none() => {
                self.claim.granted.clone().unwrap()
            }
            _ if self.is_share => whole(0),
            _ => self.net.clone(),
        }
    }
}

/// What became of all credits, by row.
#[derive(Default)]
pub(crate) struct Settlement {
    pub(crate) lines: BTreeMap<usize, Line>,
    pub(crate) earned_back: Value,
}

/// Of rows whose credits are not due: the right, and when it arose.
type Stops = BTreeMap<usize, (usize, Nanos)>;

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
    /// What holds for the credits of a period.
    fn credits(&self, period: usize, pointer: &str) -> Option<&Value> {
        self.says(&(self.credits_place(period) + pointer))
    }

    fn objective_named(&self, id: &Value) -> usize {
        self.list("/objectives").iter().position(|it| it["id"] == *id).unwrap()
    }

    pub(super) fn result_of(&self, line: &Line) -> Value {
        json!({ "result": { "objective": line.subject, "period": line.period } })
    }

    /// What becomes of the credits of `rows`, as far as no right stops them.
    pub(crate) fn settlement(&self, rows: &[Value], calculations: &[Value]) -> Settlement {
        let mut stops = BTreeMap::new();
        // To find them takes longer than all else here.
        let behind = match self.asks_for_incidents() {
            true => self.incidents_behind(rows, calculations),
            false => Vec::new(),
        };
        let mut settlement = self.settled_with((rows, &behind), &stops);
        // A right stops what comes later: with each turn another period is known.
        for _ in &self.periods {
            let told = Told { rows, calculations, settlement: &settlement };
            let found = self.stops(&self.expected_rights(told), &settlement.lines);
            if found == stops {
                break;
            }
            stops = found;
            settlement = self.settled_with((rows, &behind), &stops);
        }
        settlement
    }

    /// Which credits are not due, by row: those of periods that begin when a right has arisen by which
    /// none are, and has not lapsed, or that end with or within the one at whose end it arises, as it
    /// says; with the right, and when it arose.
    fn stops(&self, rights: &Value, lines: &BTreeMap<usize, Line>) -> Stops {
        let mut stops = Stops::new();
        for (row, line) in lines {
            let (begins, ends) = self.periods[line.period].span;
            let mut arisen: Vec<(Nanos, usize)> = Vec::new();
            for (at, right) in rights.as_array().into_iter().flatten().enumerate() {
                let triggers = right["triggers"].as_array().into_iter().flatten();
                let each = triggers.flat_map(|it| it["arisen"].as_array().into_iter().flatten());
                for told in each.filter(|_| right["effect"] == "no_credits") {
                    let day = |date: &Value| {
                        self.clock.start_of_day(date.as_str().unwrap().parse().unwrap())
                    };
                    let (start, end) = match told["period"].as_u64() {
                        Some(at) => self.periods[at as usize].span,
                        None => {
                            let before = &told["period_before"];
                            (day(&before["first"]), day(&before["next"]))
                        }
                    };
                    let lapses = told["last_day"]
                        .as_str()
                        .map(|day| self.clock.end_of_day(day.parse::<NaiveDate>().unwrap()));
                    let is_later = end <= begins && lapses.is_none_or(|lapses| begins < lapses);
                    let is_own = start < ends && ends <= end;
                    let stops = right["stops"].as_str().unwrap();
                    if stops != "own_period" && is_later || stops != "later" && is_own {
                        arisen.push((end, at));
                    }
                }
            }
            stops.extend(arisen.into_iter().min().map(|(end, at)| (*row, (at, end))));
        }
        stops
    }

    /// Whether anything about credits rests on incidents.
    fn asks_for_incidents(&self) -> bool {
        let figures = self.figures.iter();
        let figures = figures.map(|(at, period)| (self.subjects[*at].objective, *period));
        let claims = figures.filter_map(|(it, period)| self.says(&self.claim_place(it, period)?));
        let steps = claims.clone().flat_map(|it| it["steps"].as_array().into_iter().flatten());
        let mut terms = claims.chain(steps);
        let mut combinations =
            (0..self.periods.len()).filter_map(|it| self.credits(it, "/combination"));
        combinations.any(|it| it == "one_per_incident")
            || terms.any(|it| it["from"] == "incident_end" || it["from"] == "reported")
    }

    fn settled_with(
        &self,
        (rows, behind): (&[Value], &[BTreeSet<usize>]),
        stops: &Stops,
    ) -> Settlement {
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
                    promise: self.promised(*subject),
                    objective,
                    service: self.service_of(objective),
                    period: *period,
                    whole: self.whole_period(*period),
                    is_share,
                    gross: if is_share { share } else { gross }.unwrap_or_else(|| whole(0)),
                    share_of,
                    provisional: told["provisional"].as_bool().unwrap_or(!finished),
                    is_affected: kind == "affected_charge",
                    behind: behind.get(row).cloned().unwrap_or_default(),
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
        let mut carried: BTreeMap<usize, (Held, (Number, Value))> = BTreeMap::new();
        for mut together in ends.into_values() {
            // By promises, whatever terms they are kept by.
            together.sort_by_key(|row| self.order(&lines[row]));
            for row in &together {
                let line = lines.get_mut(row).unwrap();
                line.stopped = stops.get(row).copied();
                if line.stopped.is_some() {
                    carried.remove(&line.promise);
                    line.now = whole(0);
                    continue;
                }
                if !line.is_share {
                    let of = self.currency_on(self.periods[line.period].first);
                    let carried = carried.remove(&line.promise);
                    line.carried_in = carried.filter(|it| it.0 == of).map(|it| it.1);
                }
                let more = line.carried_in.as_ref().map_or_else(|| whole(0), |it| it.0.clone());
                line.now = &line.gross + more;
            }
            self.cap_all(&mut lines, &together, &issued, true);
            self.combine(&mut lines, &together);
            self.cap_all(&mut lines, &together, &issued, false);
            for row in &together {
                let line = lines.get_mut(row).unwrap();
                line.exact = line.now.clone();
                line.net = rounded(&line.now, self.minor_digits_of(line.period));
                if line.cut_off > whole(0) && !line.not_paid && !line.provisional {
                    let of = self.currency_on(self.periods[line.period].first);
                    let cut_off = (line.cut_off.clone(), self.result_of(line));
                    carried.insert(line.promise, (of, cut_off));
                }
            }
            self.drop_small(&mut lines, &together);
            for row in &together {
                let mut line = lines[row].clone();
                line.claim = self.claim_of(&line, &rows.get(*row).cloned().unwrap_or_default());
                let amount = line.issued();
                if amount > whole(0) {
                    issued.push(Issued {
                        end: self.periods[line.period].span.1,
                        subject: Some(line.promise),
                        objective: Some(self.promise(line.objective)),
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

    /// By what credits of periods that end together are in order.
    fn order(&self, line: &Line) -> (usize, usize) {
        (self.promise(line.objective), line.promise)
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
        issued
    }
}
