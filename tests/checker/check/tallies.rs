//! Single values, found again in the files, and what they come to.

use std::collections::BTreeSet;

use serde_json::{Value, json};

use super::clock::{Nanos, instant, seconds};
use super::limits::iso;
use super::number::{Number, number, text as decimal, whole};
use super::papers::{Papers, Period, stated, text};
use super::subjects::{SHARES_OF_INCIDENTS, Subject, has_labels, is_meant};
use super::work::{Expected, Work, step};

/// A single value.
pub(crate) struct Item {
    /// The instant by which it belongs to a period.
    at: Nanos,
    value: Number,
    weight: Number,
    /// Whether the result that it is, if it is one, is certain.
    certain: bool,
    /// Which incident it is of, if it is of one.
    incident: Option<usize>,
    /// What the calculation says besides its value.
    told: Value,
}

impl Item {
    fn of(at: Nanos, value: u8, told: Value) -> Self {
        Self { at, value: whole(value), weight: whole(1), certain: true, incident: None, told }
    }
}

impl Papers {
    /// The single values of what rests on no other, in order of time.
    fn items(&self, subject: usize) -> Vec<Item> {
        let at = self.subjects[subject].objective;
        let objective = self.objective(at);
        let mut items = match text(&objective["indicator"]) {
            "score" | "mean" | "points" => Vec::new(),
            "event_count" => self.counted(at),
            indicator @ ("report_delivered" | "review_held" | "evidence_given") => {
                self.duties(at, indicator)
            }
            "first_contact_fix" => self.resolutions(subject, true),
            "reopen_rate" => self.resolutions(subject, false),
            "measurement" => self.measurements(at, text(&objective["source"])),
            indicator => self.measurements(at, indicator),
        };
        items.retain(|item| item.at <= self.as_of);
        items.sort_by_key(|item| item.at);
        items
    }

    /// Those that belong to a period. What happens at the instant of evaluation has happened.
    fn items_in(&self, subject: usize, period: &Period) -> Vec<Item> {
        let until = if period.span.1 > self.as_of { self.as_of + 1 } else { period.span.1 };
        let mut items = self.items(subject);
        items.retain(|item| period.span.0 <= item.at && item.at < until);
        items
    }

    /// The incidents of which a figure is a share.
    pub(crate) fn read_shared_out(&self) -> BTreeSet<usize> {
        let of_figure = |(subject, period): &(usize, usize)| {
            let objective = self.subjects[*subject].objective;
            let indicator = text(&self.objective(objective)["indicator"]);
            match SHARES_OF_INCIDENTS.contains(&indicator) {
                true => self.items_in(*subject, &self.periods[*period]),
                false => Vec::new(),
            }
        };
        self.figures.iter().flat_map(of_figure).filter_map(|item| item.incident).collect()
    }

    /// What stands in a list of the histories and is about the service of an objective, if both
    /// name one: each with its file and position.
    fn about(&self, objective: usize, list: &str) -> Vec<(Value, &Value)> {
        let service = stated(self.objective(objective), "/service");
        let all = self.histories().flat_map(|file| {
            let own = self.json[file][list].as_array().into_iter().flatten().enumerate();
            own.map(move |(at, told)| {
                (json!({ "file": { "file": file, "pointer": format!("/{list}/{at}") } }), told)
            })
        });
        let own = all.filter(|(_, told)| {
            let other = stated(told, "/service");
            service.is_none() || other.is_none() || service == other
        });
        own.collect()
    }

    fn measurements(&self, objective: usize, name: &str) -> Vec<Item> {
        let rule = self.objective(objective);
        let own = self.about(objective, "measurements").into_iter();
        let own = own.filter(|(_, told)| told["indicator"] == *name && has_labels(rule, told));
        let items = own.filter_map(|(source, told)| {
            let at = |field: &str| instant(text(&told[field])).unwrap();
            let (from, until) = (at("from"), at("until"));
            let count = stated(told, "/count").and_then(number);
            (until <= self.as_of).then(|| Item {
                // What ends with a period belongs to it.
                at: (until - 1).max(from),
                value: number(&told["value"]).unwrap(),
                weight: count.unwrap_or_else(|| whole(1)),
                certain: true,
                incident: None,
                told: json!({
                    "name": name, "title": null, "at": self.clock.reading(until), "source": source,
                }),
            })
        });
        items.collect()
    }

    /// What was done of a kind, and when, in the order of the files.
    fn deeds(&self, objective: usize, kind: &str) -> Vec<(Nanos, Value, &Value)> {
        let own = self.about(objective, "events").into_iter();
        let own = own.filter(|(_, told)| told["type"] == *kind);
        let deeds = own.map(|(source, told)| (instant(text(&told["at"])).unwrap(), source, told));
        deeds.filter(|(at, ..)| *at <= self.as_of).collect()
    }

    fn counted(&self, objective: usize) -> Vec<Item> {
        let kind = text(&self.objective(objective)["event"]);
        let items = self.deeds(objective, kind).into_iter().map(|(at, source, _)| {
            let reading = self.clock.reading(at);
            let told = json!({ "name": kind, "title": null, "at": reading, "source": source });
            Item::of(at, 1, told)
        });
        items.collect()
    }

    /// For each period that is over, whether it was done in time, where that is known.
    fn duties(&self, objective: usize, kind: &str) -> Vec<Item> {
        let own = self.periods.iter().filter(|period| self.is_of(objective, period));
        let ended: Vec<&Period> = own.filter(|period| period.span.1 <= self.as_of).collect();
        let known = self.stretches.iter().map(|stretch| stretch.until.min(self.as_of)).max();
        let deeds = self.deeds(objective, kind);
        let items = ended.iter().filter_map(|period| {
            let first = period.first.to_string();
            let late = self.too_late(objective, period);
            let is_for = |at: Nanos, told: &Value| match told["for"].as_str() {
                Some(named) => named == first,
                // The last that was over by then.
                None => {
                    let over = ended.iter().rev().find(|period| period.span.1 <= at);
                    over.is_some_and(|over| over.first == period.first)
                }
            };
            let own = deeds.iter().filter(|(at, _, told)| is_for(*at, told));
            let done = own.min_by_key(|(at, ..)| *at);
            let in_time = done.is_some_and(|(at, ..)| *at < late);
            let (at, source) = match done {
                Some((at, source, _)) => (*at, source.clone()),
                None => (late, json!({ "default": "events" })),
            };
            (in_time || known >= Some(late)).then(|| {
                let told = json!({
                    "name": first,
                    "title": null,
                    "at": self.clock.reading(at),
                    "due": self.clock.reading(late),
                    "source": source,
                });
                Item::of(if in_time { at } else { late - 1 }, if in_time { 100 } else { 0 }, told)
            })
        });
        items.collect()
    }

    /// The first instant at which it is too late for what is due after a period.
    fn too_late(&self, objective: usize, period: &Period) -> Nanos {
        let due = &self.objective(objective)["due"];
        if let Some(days) = due["days"].as_u64() {
            let last = self.clock.date_at(period.span.1 - 1);
            return self.clock.end_of_day(last + chrono::Days::new(days));
        }
        let number = usize::try_from(due["working_days"].as_u64().unwrap()).unwrap();
        let later = self.hours_of(objective).days_from(period.span.1);
        self.clock.end_of_day(*later.keys().nth(number - 1).unwrap())
    }

    /// The resolutions of the incidents of an objective, by its labels: the first of each, with whether
    /// one contact was enough; or all, with whether it had been opened again.
    fn resolutions(&self, subject: usize, first_only: bool) -> Vec<Item> {
        let Subject { objective, chosen, .. } = &self.subjects[subject];
        let rule = self.objective(*objective);
        let service = stated(rule, "/service");
        let mut items = Vec::new();
        for (number, incident) in self.incidents.iter().enumerate() {
            let told = self.told_of(number);
            let touches = |id: &Value| self.touches(&incident.touches, id);
            let is_own = chosen.as_ref().is_none_or(|own| own.contains(&number));
            if !service.is_none_or(touches) || !is_meant(rule, told) || !is_own {
                continue;
            }
            let ends = ["resolved", "restored", "closed"].into_iter();
            let ends = ends.filter_map(|field| instant(told[field].as_str()?));
            let first = ends.into_iter().find(|at| *at <= self.as_of);
            let again = told["reopened"].as_array().into_iter().flatten();
            let again = again.filter_map(|it| instant(it["until"].as_str()?));
            let at_once = told["labels"]["first_contact"] == "yes";
            let first = first.map(|at| (at, first_only && at_once));
            let all = first.into_iter().chain(again.map(|at| (at, true)).filter(|_| !first_only));
            let place = format!("/incidents/{}", incident.position);
            items.extend(all.map(|(at, is_so)| {
                let told = json!({
                    "name": incident.id,
                    "title": incident.title,
                    "at": self.clock.reading(at),
                    "source": { "file": { "file": incident.file, "pointer": place } },
                });
                let item = Item::of(at, if is_so { 100 } else { 0 }, told);
                Item { incident: Some(number), ..item }
            }));
        }
        items
    }
}

impl Work<'_> {
    /// The single values of the period.
    fn items(&self) -> Vec<Item> {
        let rule = self.papers.objective(self.objective);
        match text(&rule["indicator"]) {
            "score" => {
                let parts = rule["parts"].as_array().unwrap().iter();
                let items = parts.filter_map(|part| {
                    self.other(&part["objective"], self.number, number(&part["weight"]).unwrap())
                });
                items.collect()
            }
            "points" => {
                let parts = rule["points"].as_array().unwrap().iter();
                let items = parts.filter_map(|part| {
                    let points = number(&part["points"]).unwrap();
                    let item = self.other(&part["objective"], self.number, points)?;
                    let source = &item.told["source"]["result"];
                    let value = self.times_given(part, source);
                    Some(self.again(part, Item { value, ..item }))
                });
                items.collect()
            }
            "mean" => {
                let own = self.papers.periods.iter().enumerate().take(self.number + 1);
                let own = own.filter(|(_, it)| self.papers.is_of(self.objective, it));
                let own: Vec<usize> = own.map(|(number, _)| number).collect();
                let count = number(&rule["periods"]).unwrap().to_integer();
                let count = usize::try_from(count).unwrap();
                let last = &own[own.len().saturating_sub(count)..];
                last.iter().filter_map(|it| self.other(&rule["of"], *it, whole(1))).collect()
            }
            _ => self.papers.items_in(self.subject, self.period),
        }
    }

    /// The incidents whose resolutions belong here.
    pub(crate) fn resolved_here(&self) -> BTreeSet<usize> {
        let items = self.papers.items_in(self.objective, self.period);
        items.into_iter().filter_map(|item| item.incident).collect()
    }

    /// The item, as it counts where what it says was missed before was so in the last period that
    /// was measured.
    fn again(&self, part: &Value, item: Item) -> Item {
        let repeated = &part["repeated"];
        if repeated.is_null() || item.value == whole(0) {
            return item;
        }
        let of = repeated.get("of").unwrap_or(&part["objective"]);
        let earlier = self.papers.periods.iter().enumerate().take(self.number);
        let earlier = earlier.filter(|(_, it)| self.papers.is_of(self.objective, it));
        let last = earlier.rev().find_map(|(at, _)| self.other(of, at, whole(1)));
        let Some(last) = last else { return item };
        let certain = item.certain && last.certain;
        let once = json!({ "objective": of });
        let source = &last.told["source"]["result"];
        if self.times_given(&once, source) == whole(0) {
            return Item { certain, ..item };
        }
        let mut told = item.told;
        told["before"] = last.told["source"].clone();
        let value = item.value * number(&repeated["times"]).unwrap();
        Item { value, certain, told, ..item }
    }

    /// How often another objective gives points: once for a breach, or for each miss or outage that
    /// its calculation tells of.
    fn times_given(&self, part: &Value, result: &Value) -> Number {
        let is_it = |row: &&Value| {
            row["objective"] == result["objective"] && row["period"] == result["period"]
        };
        let row = self.rows.iter().position(|row| is_it(&row)).unwrap();
        let steps = self.calculations[row]["steps"].as_array().into_iter().flatten();
        let operands = steps.flat_map(|step| step["operands"].as_array().into_iter().flatten());
        let times = |length: &Value| {
            let length = number(length).unwrap();
            let rows = part["by_length"].as_array().into_iter().flatten();
            let reached = rows.filter_map(|row| {
                let from = seconds(0, iso(text(&row["from"])));
                (from <= length).then(|| (from, number(&row["times"]).unwrap()))
            });
            reached.max().map_or_else(|| whole(1), |(_, times)| times)
        };
        match part["for"].as_str() {
            Some("miss") => {
                let cases = operands.filter(|it| it["kind"] == "case" && it["verdict"] == "missed");
                cases.map(|case| times(&case["elapsed"])).sum()
            }
            Some("outage") => {
                let outages = operands.filter(|it| it["kind"] == "outage");
                outages.map(|outage| times(&outage["length"])).sum()
            }
            _ => {
                let verdict = text(&self.rows[row]["verdict"]);
                let missed = ["missed", "running_below_target", "running_past_recovery"];
                whole(u32::from(missed.contains(&verdict)))
            }
        }
    }

    /// What another objective's row says of a period.
    fn other(&self, id: &Value, period: usize, weight: Number) -> Option<Item> {
        let papers = self.papers;
        let objective = papers.list("/objectives").iter().position(|it| it["id"] == *id)?;
        // By whatever terms it was judged then.
        let whole = (objective, papers.whole_period(period));
        let row = self.rows.iter().find(|it| papers.whole_of(it) == whole)?;
        let value = number(&row["value"]).filter(|_| row["verdict"] != "not_measured")?;
        let (named, period_of) = (papers.objective(objective), &papers.periods[period]);
        let told = json!({
            "name": period_of.first.to_string(),
            "title": stated(named, "/name").unwrap_or(&named["id"]),
            "at": papers.clock.reading(period_of.span.1),
            "source": { "result": { "objective": row["objective"], "period": row["period"] } },
        });
        let (at, certain) = (period_of.span.1, row["certain"] == true);
        Some(Item { at, value, weight, certain, incident: None, told })
    }

    fn is_count(&self) -> bool {
        self.papers.objective(self.objective)["indicator"] == "event_count"
    }

    /// Whether there is enough for a value.
    fn suffices(&self, items: &[Item]) -> bool {
        let weight: Number = items.iter().map(|item| item.weight.clone()).sum();
        let minimum = self.papers.says(&self.rule("/minimum_answers")).and_then(number);
        match self.is_count() {
            true => !items.is_empty() || self.unknown().0 < self.unknown().1,
            false => weight > whole(0) && minimum.is_none_or(|minimum| weight >= minimum),
        }
    }

    /// The single values, and whether what they come to keeps the target.
    pub(crate) fn tally(&self) -> Vec<Expected> {
        let items = self.items();
        if !self.suffices(&items) {
            return Vec::new();
        }
        let mut operands = vec![self.earlier("from", "from"), self.earlier("until", "until")];
        operands.extend(self.chosen());
        operands.extend(items.into_iter().map(|item| {
            let mut told = item.told;
            told["kind"] = json!("item");
            told["value"] = json!(decimal(&item.value));
            told["weight"] = json!(decimal(&item.weight));
            told
        }));
        let operation = match text(&self.papers.objective(self.objective)["indicator"]) {
            "event_count" => "count_items",
            "points" => "weighted_sum",
            _ => "weighted_mean",
        };
        let tally = step("tally", operation, operands).under(self.rule(""));
        std::iter::once(tally).chain(self.judged("tally")).collect()
    }

    pub(crate) fn expected_tally_row(&self) -> Value {
        let items = self.items();
        let weight: Number = items.iter().map(|item| item.weight.clone()).sum();
        let of_a_miss = match text(&self.papers.objective(self.objective)["indicator"]) {
            "event_count" => self.is_at_most(),
            "report_delivered" | "review_held" | "evidence_given" => {
                let whole = number(&self.bound()["value"]).is_some_and(|it| it >= whole(100));
                whole && self.is_never_rounded_up()
            }
            _ => false,
        };
        let rule = self.papers.objective(self.objective);
        let others = self.items().iter().all(|item| item.certain);
        let parts = [&rule["parts"], &rule["points"]].into_iter().filter_map(Value::as_array);
        let parts = parts.into_iter().all(|parts| parts.len() == self.items().len());
        let is_whole = match text(&rule["indicator"]) {
            "score" | "mean" | "points" => others && parts,
            _ => self.unknown().0 == 0,
        };
        let mut row = self.row_of_value(is_whole, of_a_miss);
        let (unknown, agreed) = self.unknown();
        row["items"] = json!({
            "items": items.len(), "weight": decimal(&weight), "known": unknown < agreed,
        });
        row
    }
}
