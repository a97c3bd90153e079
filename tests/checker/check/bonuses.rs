//! What the provider gets for periods that were better than promised.

use serde_json::{Value, json};

use super::clock::seconds;
use super::indicators::better;
use super::limits::iso;
use super::losses::owed;
use super::number::{Number, number, text as decimal, whole};
use super::operands::operand;
use super::papers::{Papers, stated, text};
use super::work::{Expected, Work, step};

/// The value from which a level is reached, and the field that states it.
fn begins(level: &Value) -> (&'static str, Number) {
    let name = if level["at_least"].is_null() { "at_most" } else { "at_least" };
    let value = number(&level[name]).unwrap_or_else(|| seconds(0, iso(text(&level[name]))));
    (name, value)
}

/// What the provider is promised, as the agreement tells it.
pub(super) fn bonus_facts(bonus: &Value, objective: &Value) -> Value {
    let levels = bonus["levels"].as_array().into_iter().flatten().map(|level| {
        let (bound, value) = begins(level);
        let mut facts = json!({ "bound": bound, "value": decimal(&value) });
        for price in ["percent", "amount"] {
            if let Some(number) = number(&level[price]) {
                facts[price] = json!(decimal(&number));
            }
        }
        facts
    });
    let due = stated(bonus, "/due").map_or("set_off", text);
    let mut facts = json!({ "due": due, "levels": levels.collect::<Vec<_>>() });
    for field in ["clause", "text"] {
        let own = stated(bonus, &format!("/{field}"));
        let own = own.or_else(|| stated(objective, &format!("/{field}")));
        if let Some(own) = own {
            facts[field] = own.clone();
        }
    }
    facts
}

impl Work<'_> {
    /// The bonus of the objective, and the best level that the value reaches, by its position.
    fn bonus_reached(&self) -> Option<(&Value, usize)> {
        let objective = self.papers.objective(self.objective);
        let bonus = stated(objective, "/bonus")?;
        let told = &self.rows[self.row];
        number(&told["value"]).filter(|_| told["verdict"] == "met")?;
        let value = self.papers.compared_value(self.objective, &told["value"]);
        let is_less = better(objective) == "less";
        let levels = bonus["levels"].as_array()?.iter().enumerate();
        let reached = levels.map(|(at, level)| (at, begins(level).1));
        let reached = reached.filter(|(_, it)| if is_less { value <= *it } else { value >= *it });
        let best = reached.reduce(|best, next| {
            let is_better = if is_less { next.1 < best.1 } else { next.1 > best.1 };
            if is_better { next } else { best }
        });
        Some((bonus, best?.0))
    }

    pub(crate) fn bonus_steps(&self) -> Vec<Expected> {
        let Some(((bonus, at), value)) = self.bonus_reached().zip(self.value_step()) else {
            return Vec::new();
        };
        let from = self.judged_step(value);
        let level = &bonus["levels"][at];
        let place = |field: &str| self.contract(&self.rule(&format!("/bonus/levels/{at}/{field}")));
        let (bound, value) = begins(level);
        let bound = json!({
            "kind": "bound", "bound": bound, "value": decimal(&value), "source": place(bound),
        });
        let mut operands = vec![self.earlier("value", from), bound];
        let mut steps = Vec::new();
        let told = |unit: &str, field: &str| {
            let value = decimal(&number(&level[field]).unwrap());
            json!({ "unit": unit, "value": value })
        };
        if level["amount"].is_null() {
            let charges = self.charges_by("service_charge");
            if !charges.is_empty() {
                let charge = step("bonus_charge", "charge_for_period", charges);
                steps.push(match self.service {
                    Some(service) if self.basis() != "agreement_charge" => {
                        charge.under(format!("/services/{service}"))
                    }
                    _ => charge,
                });
                operands.push(self.earlier("charge", "bonus_charge"));
            }
            operands.push(operand("percent", told("percent", "percent"), place("percent")));
        } else {
            operands.push(operand("amount", told("money", "amount"), place("amount")));
        }
        steps.push(step("bonus", "bonus", operands).under(self.rule("/bonus")));
        let is_priced = self.result("bonus")["unit"] == "money";
        if bonus["due"] != "payable" && is_priced {
            let mut operands = vec![self.earlier("value", "bonus")];
            operands.extend(self.set_off_against());
            steps.push(step("bonus_set_off", "set_off", operands));
        }
        steps
    }

    /// What the client gets of the period's credits, what of it is charged again, and what other
    /// bonuses were set off before.
    fn set_off_against(&self) -> Vec<Value> {
        let sum = |role: &str, money: &Value, row: &Value| {
            let paid = number(&money["amount"])?;
            let paid = json!({ "unit": "money", "value": decimal(&paid) });
            let result = json!({ "objective": row["objective"], "period": self.number });
            Some(operand(role, paid, json!({ "result": result })))
        };
        let rows = || self.rows.iter().filter(|row| row["period"] == self.number);
        let mut all: Vec<Value> = Vec::new();
        all.extend(rows().filter_map(|row| {
            let money = owed(&row["credit"], &self.papers.currency_of(self.number))?;
            number(&money["amount"]).filter(|it| *it > whole(0))?;
            sum("paid", money, row)
        }));
        let back = self.settlement.earned_back.as_array().into_iter().flatten();
        let back = back.filter(|it| it["credit_period"] == self.number);
        let back =
            back.filter(|it| it["amount"]["currency"] == self.papers.currency_of(self.number));
        all.extend(back.filter_map(|it| sum("charged_again", &it["amount"], it)));
        let before = rows().take_while(|row| row["objective"] != self.subject);
        all.extend(before.filter_map(|row| sum("set_off", &row["bonus"]["set_off"], row)));
        all
    }

    pub(crate) fn bonus_figure(&self) -> Option<Value> {
        let (bonus, at) = self.bonus_reached()?;
        let level = &bonus["levels"][at];
        let money = |it: &Value| self.papers.money_of(self.number, it.clone());
        let worth = self.result("bonus");
        let is_priced = worth["unit"] == "money";
        let due = stated(bonus, "/due").map_or("set_off", text);
        let amount = if is_priced { money(&worth["value"]) } else { Value::Null };
        let mut figure = json!({ "due": due, "level": at, "amount": amount });
        if let Some(percent) = number(&level["percent"]) {
            figure["share"] = json!(decimal(&percent));
            if is_priced {
                figure["basis"] = money(&self.bare("bonus_charge"));
            }
        }
        if due == "set_off" && is_priced {
            figure["set_off"] = money(&self.bare("bonus_set_off"));
        }
        Some(figure)
    }
}

impl Papers {
    /// What bonuses come to: set off, and payable.
    pub(crate) fn expected_bonus(&self, rows: &[Value]) -> Option<[Number; 2]> {
        let own: Vec<&Value> =
            rows.iter().map(|row| &row["bonus"]).filter(|it| !it.is_null()).collect();
        let sum = |due: &str, field: &str| -> Number {
            let own = own.iter().filter(|it| it["due"] == *due);
            own.filter_map(|it| number(&it[field]["amount"])).sum()
        };
        (!own.is_empty()).then(|| [sum("set_off", "set_off"), sum("payable", "amount")])
    }
}
