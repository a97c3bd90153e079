//! What each operation means: the result of a step from its operands alone.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::cases::together;
use super::charges::sum_of;
use super::clock::{Clock, Nanos, instant, largest_weight, seconds};
use super::hours::Hours;
use super::labels::without;
use super::members::Slice;
use super::number::{Number, number, rounded_by, text, whole};
use super::parts::{Parts, Weighted};
use super::requests;
use super::work::Work;

/// A step's operands, by what they are for.
pub(crate) struct Operands<'a> {
    pub(crate) step: &'a Value,
    pub(crate) list: &'a [Value],
    pub(crate) work: &'a Work<'a>,
}

/// The result of a step and the exact value before its rounding, if it is rounded; nothing where
/// the operands do not suffice.
pub(crate) fn recompute(work: &Work<'_>, step: &Value) -> Option<(Value, Option<Number>)> {
    let operands = Operands { step, list: step["operands"].as_array()?, work };
    let clock = &work.papers.clock;
    let hundred = || whole(100);
    let unit = |unit: &str, value: Value| json!({ "unit": unit, "value": value });
    let at = |at: Nanos| unit("instant", clock.reading(at));
    let seconds_of = |number: Number| unit("seconds", json!(text(&number)));
    let percent = |number: Number| unit("percent", json!(text(&number)));
    let of = |role| operands.number(role);
    let result = match step["operation"].as_str()? {
        "start_of_day" => at(operands.clock()?.start_of_day(operands.date()?)),
        "latest" => at(operands.instants("instant").max()?),
        "earliest" => at(operands.instants("instant").min()?),
        "elapsed" => seconds_of(seconds(operands.instant("from")?, operands.instant("until")?)),
        "hours_between" => seconds_of(operands.hours(operands.window()?)),
        "fixed_length" => {
            let (from, until) = operands.window()?;
            seconds_of(of("length")? * seconds(from, until) / of("whole")?)
        }
        "days_before" => {
            let days = operands.value("days")?.as_u64()?;
            operands.clock()?;
            at(work.papers.window_begins(operands.instant("until")?, days))
        }
        "largest_weight" | "weight_of_users" | "sum_of_weights" => {
            let counted = operands.work.outages_of(operands.step)?.counted;
            seconds_of(operands.weighted(operands.window()?, &counted))
        }
        "largest_of_members"
        | "smallest_of_members"
        | "numbered_of_members"
        | "mean_of_members" => {
            let window = operands.window()?;
            let slices = work.members_told(operands.list, window)?;
            seconds_of(operands.weighted(window, &weights(slices)))
        }
        "any_open" => {
            let mut open = match operands.one("incidents_of") {
                Some(_) => operands.outages()?.counted,
                None if step["name"] == "excluded_incidents" => operands.stretches("incident")?,
                None => operands.stretches("span")?,
            };
            open.extend(operands.all_left_out(&[])?);
            seconds_of(operands.weighted(operands.window()?, &alike(open)))
        }
        "not_counted" => {
            let Parts { all, counted } = operands.outages()?;
            let all =
                operands.weighted(operands.window()?, &alike([all, counted.clone()].concat()));
            seconds_of(all - operands.weighted(operands.window()?, &alike(counted)))
        }
        "permitted" => {
            // What the operands tell of is looked up where they say it stands.
            let permitted = work.papers.permitted(work.service?);
            let permitted = permitted.into_iter().map(|(from, until)| (from, until, whole(1)));
            let mut permitted: Vec<Weighted> = permitted.collect();
            permitted.extend(operands.all_left_out(&[])?);
            seconds_of(operands.weighted(operands.window()?, &permitted))
        }
        "known_share" => {
            let agreed = of("agreed")?;
            percent((&agreed - of("removed")?) / agreed * hundred())
        }
        "uncovered" => {
            let window = operands.window()?;
            seconds_of(operands.hours(window) - operands.weighted(window, &operands.known()?))
        }
        "count_met" => unit("count", json!(operands.cases("met")?.len())),
        "count_missed" => unit("count", json!(operands.cases("missed")?.len())),
        "count_excluded" => unit("count", json!(operands.cases("excluded")?.len())),
        "kept_without_cases" if operands.has_no_cases()? => unit("truth", json!(true)),
        "without_cases" if operands.has_no_cases()? => {
            let value = number(&operands.one("rule")?["value"])?;
            if step["name"] == "share" { percent(value) } else { seconds_of(value) }
        }
        "share" => percent(of("met")? / (of("met")? + of("missed")?) * hundred()),
        length @ ("mean" | "median" | "maximum" | "percentile") => {
            let lengths = operands.cases("")?.into_iter().map(|case| number(&case["elapsed"]));
            let lengths = lengths.collect::<Option<Vec<_>>>().filter(|all| !all.is_empty())?;
            seconds_of(together(lengths, length, of("rank"))?)
        }
        "within" => seconds_of(operands.within()?),
        "sum" if step["name"] != "with_carried" => {
            seconds_of(operands.values("summand").map(number).sum::<Option<Number>>()?)
        }
        "count_items" => unit("number", json!(text(&operands.items(false)?))),
        "weighted_sum" => unit("number", json!(text(&operands.items(false)?))),
        "weighted_mean" => {
            let name = match work.papers.unit(work.papers.objective(work.objective)) {
                "count" => "number",
                other => other,
            };
            unit(name, json!(text(&operands.items(true)?)))
        }
        "count_left_out" => {
            let own = operands.list.iter().filter(|operand| operand["kind"] == "left_out");
            let steps = own.map(|run| run["steps"].as_u64()).sum::<Option<u64>>();
            unit("count", json!(steps?))
        }
        "occurrences" => percent(requests::together(operands.list, false)?),
        "interval_mean" => percent(requests::together(operands.list, true)?),
        "count_outages" => {
            let window = operands.window()?;
            let begun = operands.list.iter().filter(|operand| operand["kind"] == "outage");
            let begun = begun.filter_map(|outage| instant(outage["from"]["at"].as_str()?));
            let count = begun.filter(|at| window.0 <= *at && *at < window.1).count();
            unit("number", json!(count.to_string()))
        }
        "count_ended" => {
            let window = operands.window()?;
            let all = operands.list.iter().filter(|operand| operand["kind"] == "outage");
            let ended = all.filter(|outage| outage["ended"] == true);
            let ended = ended.filter_map(|outage| instant(outage["until"]["at"].as_str()?));
            let count = ended.filter(|at| window.0 < *at && *at <= window.1).count();
            unit("number", json!(count.to_string()))
        }
        "longest_outage" => {
            let all = operands.outages_of(false)?;
            seconds_of(all.into_iter().max().unwrap_or_else(|| whole(0)))
        }
        "mean_outage" => seconds_of(together(
            operands.outages_of(true).filter(|all| !all.is_empty())?,
            "mean",
            None,
        )?),
        "time_between" => {
            let number = Some(operands.outages_of(false)?.len()).filter(|number| *number > 0)?;
            seconds_of((of("measured")? - of("down")?) / whole(number))
        }
        "burn_rate" => {
            let burn = of("down")? / of("allowed")? / (of("measured")? / of("whole")?);
            unit("times", json!(text(&burn)))
        }
        "used_up" => {
            let part = of("left")? * of("measured")? / (of("down")? * of("rest")?);
            at(operands.passed(operands.window()?, &part)?)
        }
        "difference" => seconds_of(of("minuend")? - of("subtrahend")?),
        "coverage" => percent(of("measured")? / of("agreed")? * hundred()),
        "availability" => {
            let measured = of("measured")?;
            percent((&measured - of("down")?) / measured * hundred())
        }
        "allowed_downtime" => seconds_of(
            of("measured")? * (hundred() - number(&operands.bound()?["value"])?) / hundred(),
        ),
        "round" => {
            let (value, (mode, places, _)) = (of("value")?, work.rounding()?);
            let name = operands.one("value")?["value"]["unit"].as_str()?;
            let rounded = rounded_by(mode, &value, places);
            return Some((unit(name, json!(text(&rounded))), Some(value)));
        }
        "kept_once_rounded" => percent(work.kept_once_rounded()?.1),
        "compare" => unit("truth", json!(keeps(&of("value")?, operands.bound()?)?)),
        "after_perfect_rest" => {
            let all = of("measured")? + of("rest")?;
            percent((&all - of("down")?) / all * hundred())
        }
        "after_perfect_window" => percent(operands.after_perfect_window()?),
        "unknown_as_down" => {
            let (measured, removed) = (of("measured")?, of("removed")?);
            percent((&measured - of("down")?) / (&measured + removed) * hundred())
        }
        "unknown_as_up" => {
            let all = of("measured")? + of("removed")?;
            percent((&all - of("down")?) / all * hundred())
        }
        "up_as_down" => {
            let measured = of("measured")?;
            let up = &measured - of("down")? - of("removed")?;
            percent(up.max(whole(0)) / measured * hundred())
        }
        "down_as_up" => {
            let measured = of("measured")?;
            let down = (of("down")? - of("removed")?).max(whole(0));
            percent((&measured - down) / measured * hundred())
        }
        "charge_for_period" => unit("money", json!(text(&sum_of(operands.list)?))),
        _ => return operands.of_credit(),
    };
    Some((result, None))
}

/// Whether a value keeps a bound.
pub(crate) fn keeps(value: &Number, bound: &Value) -> Option<bool> {
    let limit = number(&bound["value"])?;
    match bound["bound"].as_str()? {
        "at_least" => Some(*value >= limit),
        "above" => Some(*value > limit),
        "at_most" => Some(*value <= limit),
        "below" => Some(*value < limit),
        _ => None,
    }
}

/// The same stretches, each with its full weight.
fn alike(stretches: Vec<Weighted>) -> Vec<Weighted> {
    stretches.into_iter().map(|(from, until, _)| (from, until, whole(1))).collect()
}

impl Work<'_> {
    /// The hours of a step, if it has any, and what was taken before it.
    fn time_of(&self, operands: &[Value]) -> (&Hours, Vec<(Nanos, Nanos)>) {
        let calendar = operands.iter().find(|operand| operand["kind"] == "calendar");
        let id = calendar.and_then(|calendar| calendar["id"].as_str());
        let hours = id.and_then(|id| self.papers.hours.get(id));
        let outside = operands.iter().filter(|operand| operand["kind"] == "outside");
        let taken = outside.flat_map(|it| self.taken(it["step"].as_str().unwrap_or_default()));
        (hours.unwrap_or(&Hours::ALWAYS), taken.collect())
    }

    /// What of the outages of a step counts.
    pub(crate) fn outages_of(&self, step: &Value) -> Option<Parts> {
        let operands = step["operands"].as_array()?;
        let (hours, taken) = self.time_of(operands);
        let members = self.weights_of_members(operands)?;
        Parts::of((step, members), (hours, &taken), (&self.papers.clock, self.papers.as_of))
    }

    /// What the members of the step that operands name weigh together, in all outages that reach into
    /// the window; nothing where none is named.
    fn weights_of_members(&self, operands: &[Value]) -> Option<Vec<Weighted>> {
        let Some(named) = operands.iter().find(|it| it["kind"] == "members_of") else {
            return Some(Vec::new());
        };
        let step = self.step(named["step"].as_str()?)?;
        Some(weights(self.members_told(step["operands"].as_array()?, self.reach().0)?))
    }
}

impl Work<'_> {
    /// The downtime of the step of downtime in other hours.
    pub(crate) fn down_in(&self, hours: &Hours) -> Option<Number> {
        let step = self.step(self.outage_step())?;
        let operands = Operands { step, list: step["operands"].as_array()?, work: self };
        let counted = self.outages_of(step)?.counted;
        let (_, taken) = self.time_of(operands.list);
        let pieces = without(&hours.within(operands.window()?), &taken);
        Some(pieces.into_iter().map(|piece| largest_weight(piece, &counted)).sum())
    }
}

impl Operands<'_> {
    pub(crate) fn values(&self, role: &str) -> impl Iterator<Item = &Value> {
        let own = move |operand: &&Value| operand["kind"] == "value" && operand["role"] == *role;
        self.list.iter().filter(own).map(|operand| &operand["value"]["value"])
    }

    pub(crate) fn value(&self, role: &str) -> Option<&Value> {
        self.values(role).next()
    }

    pub(crate) fn number(&self, role: &str) -> Option<Number> {
        number(self.value(role)?)
    }

    fn instants(&self, role: &str) -> impl Iterator<Item = Nanos> {
        self.values(role).filter_map(|value| instant(value["at"].as_str()?))
    }

    pub(crate) fn instant(&self, role: &str) -> Option<Nanos> {
        self.instants(role).next()
    }

    pub(crate) fn window(&self) -> Option<(Nanos, Nanos)> {
        Some((self.instant("from")?, self.instant("until")?))
    }

    fn date(&self) -> Option<NaiveDate> {
        self.value("date")?.as_str()?.parse().ok()
    }

    pub(crate) fn clock(&self) -> Option<&Clock> {
        let clock = &self.work.papers.clock;
        let [zones, dates] = ["zone", "zone_from"].map(|role| self.values(role));
        let mut told = zones.map(Value::as_str).collect::<Option<Vec<_>>>()?.into_iter();
        let first = told.next()?.to_owned();
        let dates = dates.map(Value::as_str).collect::<Option<Vec<_>>>()?;
        let told =
            dates.iter().zip(told).fold(first, |all, (date, zone)| format!("{all}, {date} {zone}"));
        (told == clock.zones.told()).then_some(clock)
    }

    pub(crate) fn bound(&self) -> Option<&Value> {
        self.list.iter().find(|operand| operand["kind"] == "bound")
    }

    fn stretches(&self, kind: &str) -> Option<Vec<Weighted>> {
        stretches(self.list, kind)
    }

    /// The outages of the step that is named.
    fn outages(&self) -> Option<Parts> {
        let named = self.list.iter().find(|operand| operand["kind"] == "incidents_of")?;
        self.work.outages_of(self.work.step(named["step"].as_str()?)?)
    }

    pub(crate) fn one(&self, kind: &str) -> Option<&Value> {
        self.list.iter().find(|operand| operand["kind"] == kind)
    }

    /// The time in which all members of the step that is named are left out, for one of these
    /// labels, or for those that are named.
    fn all_left_out(&self, labels: &[&str]) -> Option<Vec<Weighted>> {
        let named = self.list.iter().filter(|operand| operand["kind"] == "all_left_out");
        let mut found = Vec::new();
        for named in named {
            let label = named["label"].as_str()?;
            if !labels.is_empty() && !labels.contains(&label) {
                continue;
            }
            let own = self.slices(named)?.into_iter().filter(|slice| match label {
                "outside_hours" => slice.label == label,
                label => slice.left_out.contains(label),
            });
            found.extend(own.map(|slice| (slice.span.0, slice.span.1, whole(1))));
        }
        Some(found)
    }

    fn slices(&self, named: &Value) -> Option<Vec<Slice>> {
        let step = self.work.step(named["step"].as_str()?)?;
        self.work.members_told(step["operands"].as_array()?, self.window()?)
    }

    /// Everything of which something is known: what is covered, and every incident.
    fn known(&self) -> Option<Vec<Weighted>> {
        let span = |(from, until, _): &Weighted| (*from, *until);
        let mut dark: Vec<_> = self.stretches("span")?.iter().map(span).collect();
        dark.extend(self.all_left_out(&["unknown"])?.iter().map(span));
        let covered: Vec<_> = self.stretches("covered")?.iter().map(span).collect();
        let covered = without(&covered, &dark).into_iter().map(|(a, b)| (a, b, whole(1)));
        let Parts { all, counted: units } = self.outages()?;
        let told = all.into_iter().chain(units).chain(covered);
        let told = told.chain(self.all_left_out(&["excluded_incident"])?);
        Some(alike(told.chain(self.stretches("incident")?).collect()))
    }

    /// The pieces of a window that lie in the hours of the step, if it has any.
    pub(crate) fn pieces(&self, window: (Nanos, Nanos)) -> Vec<(Nanos, Nanos)> {
        let (hours, taken) = self.work.time_of(self.list);
        without(&hours.within(window), &taken)
    }

    pub(crate) fn hours(&self, window: (Nanos, Nanos)) -> Number {
        self.pieces(window).into_iter().map(|(from, until)| seconds(from, until)).sum()
    }

    /// The first instant by which so large a part of the hours of a window has passed.
    fn passed(&self, window: (Nanos, Nanos), part: &Number) -> Option<Nanos> {
        let pieces = self.pieces(window);
        let all: Nanos = pieces.iter().map(|(from, until)| until - from).sum();
        let mut left: Nanos = (part * whole(all)).ceil().to_integer().try_into().ok()?;
        for (from, until) in pieces {
            if left <= until - from {
                return Some(from + left);
            }
            left -= until - from;
        }
        None
    }

    fn weighted(&self, window: (Nanos, Nanos), stretches: &[Weighted]) -> Number {
        self.pieces(window).into_iter().map(|piece| largest_weight(piece, stretches)).sum()
    }

    /// The cases of this step, or of the one it names, that stand so; all of them for no verdict.
    pub(crate) fn cases(&self, verdict: &str) -> Option<Vec<&Value>> {
        let named = self.list.iter().find(|operand| operand["kind"] == "cases_of");
        let list = match named {
            Some(named) => self.work.step(named["step"].as_str()?)?["operands"].as_array()?,
            None => self.list,
        };
        let cases = list.iter().filter(|operand| operand["kind"] == "case");
        Some(cases.filter(|case| verdict.is_empty() || case["verdict"] == verdict).collect())
    }

    /// Whether none of the cases of the step that is named is decided.
    fn has_no_cases(&self) -> Option<bool> {
        Some(self.cases("met")?.is_empty() && self.cases("missed")?.is_empty())
    }

    /// The sum of the items by weight, or their mean.
    fn items(&self, is_mean: bool) -> Option<Number> {
        let items = self.list.iter().filter(|operand| operand["kind"] == "item");
        let (mut sum, mut all) = (whole(0), whole(0));
        for item in items {
            let weight = number(&item["weight"])?;
            sum += number(&item["value"])? * &weight;
            all += weight;
        }
        if !is_mean {
            return Some(sum);
        }
        (all > whole(0)).then(|| sum / all)
    }

    /// The lengths of the outages of the step that is named, or of those that have ended.
    pub(crate) fn outages_of(&self, ended_only: bool) -> Option<Vec<Number>> {
        let named = self.list.iter().find(|operand| operand["kind"] == "outages_of")?;
        let step = self.work.step(named["step"].as_str()?)?;
        let all = step["operands"].as_array()?.iter();
        let own = all.filter(|operand| operand["kind"] == "outage");
        let own = own.filter(|outage| !ended_only || outage["ended"] == true);
        own.map(|outage| number(&outage["length"])).collect()
    }
}

/// What the members weigh together, where they weigh anything.
fn weights(slices: Vec<Slice>) -> Vec<Weighted> {
    let weighed = slices.into_iter().filter_map(|it| Some((it.span.0, it.span.1, it.members?)));
    weighed.filter(|(.., weight)| *weight > whole(0)).collect()
}

fn stretches(operands: &[Value], kind: &str) -> Option<Vec<Weighted>> {
    let own = operands.iter().filter(|operand| operand["kind"] == kind);
    own.map(|stretch| {
        let at = |field: &str| instant(stretch[field]["at"].as_str()?);
        let weight = number(&stretch["weight"]).unwrap_or_else(|| whole(1));
        Some((at("from")?, at("until")?, weight))
    })
    .collect()
}
