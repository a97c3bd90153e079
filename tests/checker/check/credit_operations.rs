//! What each operation of a credit means.

use chrono::NaiveDate;
use serde_json::{Value, json};

use super::clock::seconds;
use super::credits::price;
use super::currencies::decimals;
use super::number::{Number, number, rounded, text, whole};
use super::operation::{Operands, keeps};

/// The deepest tier whose begin the value has reached, unless it is past its end: by position, with
/// what it gives.
pub(crate) fn tier_reached(operands: &[Value]) -> Option<(usize, (&'static str, Number))> {
    let one = |kind: &str| operands.iter().find(|operand| operand["kind"] == kind);
    let value = number(&one("value")?["value"]["value"])?;
    let tiers = operands.iter().filter(|operand| operand["kind"] == "tier");
    let more_is_worse = |tier: &Value| tier["begin"] == "above" || tier["begin"] == "at_or_above";
    let reached = tiers.enumerate().filter_map(|(position, tier)| {
        let begin = number(&tier["begin_value"])?;
        let worse = more_is_worse(tier);
        let at_it = tier["begin"] == "at_or_below" || tier["begin"] == "at_or_above";
        let beyond = if worse { value > begin } else { value < begin };
        let begun = beyond || at_it && value == begin;
        // Of two that begin at one value, the one without it lies deeper.
        let depth = if worse { begin } else { -begin };
        begun.then_some((depth, !at_it, position, tier))
    });
    let (.., position, tier) = reached.max_by(|a, b| (&a.0, a.1).cmp(&(&b.0, b.1)))?;
    let past = number(&tier["end_value"]).is_some_and(|end| {
        let beyond = if more_is_worse(tier) { value > end } else { value < end };
        let ends_before = matches!(tier["end"].as_str(), Some("above" | "below"));
        beyond || ends_before && value == end
    });
    (!past).then(|| Some((position, price(tier)?))).flatten()
}

impl Operands<'_> {
    /// The result of a step of a credit, and the exact value before its rounding.
    pub(crate) fn of_credit(&self) -> Option<(Value, Option<Number>)> {
        let of = |role| self.number(role);
        let unit = |unit: &str, number: &Number| json!({ "unit": unit, "value": text(number) });
        let money = |exact: Number| {
            if self.work.is_paid_later() {
                return Some((unit("money", &exact), None));
            }
            let places = self.step["rounding"]["places"].as_u64()?.try_into().ok()?;
            Some((unit("money", &rounded(&exact, places)), Some(exact)))
        };
        let percent = |number: Number| unit("percent", &number);
        let count = |number: Number| unit("number", &number);
        let kept = self.value("kept") == Some(&json!(true));
        let unless_kept = |number: Number| if kept { whole(0) } else { number };
        let result = match self.step["operation"].as_str()? {
            "deepest_tier" => match tier_reached(self.list) {
                Some((_, ("percent", number))) => percent(number),
                Some((_, ("amount", number))) => unit("money", &number),
                Some((_, (_, number))) => count(number),
                None => {
                    let mut tiers = self.list.iter().filter(|it| it["kind"] == "tier");
                    let amounts = tiers.all(|tier| !tier["amount"].is_null());
                    unit(if amounts { "money" } else { "percent" }, &whole(0))
                }
            },
            "percentage" => return money(of("charge")? * of("percent")? / whole(100)),
            "times_amount" => {
                let units = of("units").unwrap_or_else(|| whole(1));
                return money(units * of("amount")?);
            }
            "cost_of_downtime" => {
                let exact = of("down")? * of("amount")? / of("length")?;
                let papers = self.work.papers;
                let currency = self.value("amount")?["currency"].as_str();
                let places =
                    currency.map_or_else(|| papers.minor_digits_of(self.work.number), decimals);
                let cost = text(&rounded(&exact, places));
                let cost = match currency {
                    None => json!({ "unit": "money", "value": cost }),
                    Some(currency) => {
                        let value = json!({ "amount": cost, "currency": currency });
                        json!({ "unit": "money_in", "value": value })
                    }
                };
                return Some((cost, Some(exact)));
            }
            "bonus" => {
                let exact = match (of("charge"), of("amount")) {
                    (Some(charge), _) => charge * of("percent")? / whole(100),
                    (None, Some(amount)) => amount,
                    (None, None) => return Some((percent(of("percent")?), None)),
                };
                let places = self.work.papers.minor_digits_of(self.work.number);
                return Some((unit("money", &rounded(&exact, places)), Some(exact)));
            }
            "set_off" => {
                let all = |role: &str| self.values(role).map(number).sum::<Option<Number>>();
                let left = all("paid")? - all("charged_again")? - all("set_off")?;
                unit("money", &of("value")?.min(left.max(whole(0))))
            }
            "shared_by_downtime" => {
                let shared = self.value("value")?;
                let unit = if shared.is_object() { "money_in" } else { "money" };
                json!({ "unit": unit, "value": shared })
            }
            "less_credits" => {
                let paid = self.values("paid").map(number).sum::<Option<Number>>()?;
                unit("money", &(of("value")? - paid).max(whole(0)))
            }
            "breached" => count(unless_kept(whole(1))),
            "count_credited" => {
                let missed = self.value("missed").and_then(Value::as_u64);
                let outages = || Some(self.outages_of(false)?.len() as u64);
                let number = missed.or_else(outages)?;
                count(unless_kept(whole(u32::try_from(number).ok()?)))
            }
            part @ ("whole_parts" | "begun_parts" | "exact_parts") => {
                let size = of("size")?;
                let parts = self.lengths()?.into_iter().map(|length| match part {
                    "whole_parts" => (length / &size).floor(),
                    "begun_parts" => (length / &size).ceil(),
                    _ => length / &size,
                });
                count(unless_kept(parts.sum()))
            }
            "row_of_breaches" => {
                let row: Vec<&Value> = self.earlier().collect();
                let needed = of("size")? - whole(1);
                let is_row = whole(u32::try_from(row.len()).ok()?) == needed
                    && row.iter().all(|it| it["breached"] == true);
                count(unless_kept(whole(u32::from(is_row))))
            }
            "every_breaches" => {
                let breaches = self.earlier().filter(|it| it["breached"] == true).count() + 1;
                let paid = self.earlier().map(|it| number(&it["units"]));
                let paid = paid.sum::<Option<Number>>()?;
                let all = (whole(u32::try_from(breaches).ok()?) / of("size")?).floor();
                count(unless_kept((all - paid).max(whole(0))))
            }
            "beyond" => {
                let left = of("minuend")? - of("subtrahend")?;
                unit("seconds", &left.max(whole(0)))
            }
            "points_short" => {
                let (value, bound) = (of("value")?, self.bound()?);
                let limit = number(&bound["value"])?;
                let short = match keeps(&value, bound)? {
                    true => whole(0),
                    false if value > limit => value - limit,
                    false => limit - value,
                };
                unit(self.one("value")?["value"]["unit"].as_str()?, &short)
            }
            "days_of" => {
                let clock = self.clock()?;
                let first = clock.date_at(self.instant("from")?);
                let last = clock.date_at(self.instant("until")? - 1);
                let days = first.iter_days().take_while(|day: &NaiveDate| *day <= last).count();
                count(whole(u32::try_from(days).ok()?))
            }
            "days_of_months" => {
                let part = seconds(self.instant("from")?, self.instant("until")?) / of("whole")?;
                count(of("days")? * of("months")? * part)
            }
            "times_percent" => percent(of("units")? * of("percent")?),
            "share_at_risk" => {
                let parts = of("percent")? * of("pool")? * of("allocation")?;
                percent(of("units")? * parts / whole(10_000))
            }
            "days_of_charge" => {
                let units = of("units").unwrap_or_else(|| whole(1));
                percent(units * of("days")? / of("whole")? * whole(100))
            }
            "lost_share" => {
                let share = of("value")? * of("times")? / of("whole")? * whole(100);
                percent(unless_kept(share))
            }
            "share_of_bound" => {
                let (value, bound) = (of("value")?, self.bound()?);
                let limit = number(&bound["value"])?;
                let is_kept = keeps(&value, bound)?;
                let share = (&limit - value) / limit * whole(100);
                percent(if is_kept { whole(0) } else { share })
            }
            _ => return None,
        };
        Some((result, None))
    }

    fn earlier(&self) -> impl Iterator<Item = &Value> {
        let kinds = ["earlier", "earlier_told"];
        self.list.iter().filter(move |it| it["kind"].as_str().is_some_and(|it| kinds.contains(&it)))
    }

    /// The lengths that are cut: one value, those of outages, or by how much missed cases were late.
    fn lengths(&self) -> Option<Vec<Number>> {
        if let Some(value) = self.number("value") {
            return Some(vec![value]);
        }
        if self.one("outages_of").is_some() {
            return self.outages_of(false);
        }
        let missed = self.cases("missed")?.into_iter();
        missed.map(|it| Some(number(&it["elapsed"])? - number(&it["limit"])?)).collect()
    }
}
