//! What downtime cost the client, beside the credits of its service and period.

use serde_json::{Value, json};

use super::number::{Number, number, text as decimal, whole};
use super::operands::operand;
use super::papers::{Papers, text};
use super::work::{Expected, Work, step};

impl Work<'_> {
    /// What the contract says that downtime of the service costs, where this is the row that tells
    /// it: the first availability of the service that looks at its own period.
    fn cost_of_downtime(&self) -> Option<(usize, &Value)> {
        let service = self.service?;
        let (objectives, papers) = (self.papers.list("/objectives"), self.papers);
        let own = papers.objective(self.objective);
        let first = objectives.iter().find(|it| {
            let is_own = it["service"] == own["service"] && it["window"].is_null();
            is_own && it["indicator"] == "availability"
        })?;
        let mut rows = self.rows.iter().filter(|row| row["period"] == self.number);
        let subject =
            rows.find(|row| self.told_of_row(row).is_some_and(|it| it["id"] == first["id"]))?;
        let is_it = subject["objective"] == self.subject && self.step("availability").is_some();
        let cost = papers.says(&format!("/services/{service}/cost_of_downtime"))?;
        is_it.then_some((service, cost))
    }

    pub(crate) fn loss_steps(&self) -> Vec<Expected> {
        let Some((service, cost)) = self.cost_of_downtime() else { return Vec::new() };
        let source =
            |field: &str| self.contract(&format!("/services/{service}/cost_of_downtime/{field}"));
        let seconds = down_for(cost).to_string();
        let amount = decimal(&number(&cost["amount"]).unwrap());
        let apart = self.papers.is_apart(cost);
        let amount = match apart {
            false => json!({ "unit": "money", "value": amount }),
            true => {
                let money = json!({ "amount": amount, "currency": cost["currency"] });
                json!({ "unit": "money_in", "value": money })
            }
        };
        let length = json!({ "unit": "seconds", "value": seconds });
        let mut left = vec![self.earlier("value", "loss")];
        left.extend(self.credits_of_service());
        let priced = vec![
            self.earlier("down", "down"),
            operand("amount", amount, source("amount")),
            operand("length", length, source("per")),
        ];
        let shared = self.loss_shared(priced.clone());
        let lost = step("loss", "cost_of_downtime", priced);
        // Credits cover nothing in another currency.
        let left = (!apart).then(|| step("not_covered", "less_credits", left));
        [Some(lost), shared, left].into_iter().flatten().collect()
    }

    /// What the client gets of the credits of the service in the period, row by row.
    fn credits_of_service(&self) -> Vec<Value> {
        let own = &self.papers.objective(self.objective)["service"];
        let rows = self.rows.iter().filter(|row| row["period"] == self.number);
        let rows = rows.filter(|row| self.told_of_row(row).is_some_and(|it| it["service"] == *own));
        let paid = rows.filter_map(|row| {
            let paid =
                number(&owed(&row["credit"], &self.papers.currency_of(self.number))?["amount"])
                    .filter(|it| *it > whole(0))?;
            let paid = json!({ "unit": "money", "value": decimal(&paid) });
            let result = json!({ "objective": row["objective"], "period": row["period"] });
            Some(operand("paid", paid, json!({ "result": result })))
        });
        paid.collect()
    }

    pub(crate) fn loss_figure(&self) -> Option<Value> {
        let (_, cost) = self.cost_of_downtime()?;
        if self.papers.is_apart(cost) {
            return Some(json!({ "amount": self.bare("loss") }));
        }
        let of = |name| number(&self.bare(name));
        let (amount, left) = (of("loss")?, of("not_covered")?);
        Some(Papers::loss(&self.papers.currency_of(self.number), &amount, &left))
    }

    /// What the contract says of the objective of a row, if it is one of the contract's.
    fn told_of_row(&self, row: &Value) -> Option<&Value> {
        let subject = usize::try_from(row["objective"].as_u64()?).ok()?;
        Some(self.papers.objective(self.papers.subjects.get(subject)?.objective))
    }
}

impl Papers {
    fn loss(currency: &str, amount: &Number, left: &Number) -> Value {
        let money = |it: &Number| json!({ "amount": decimal(it), "currency": currency });
        json!({
            "amount": money(amount),
            "covered": money(&(amount - left)),
            "not_covered": money(left),
        })
    }

    /// Whether what downtime costs is in another currency than credits.
    fn is_apart(&self, cost: &Value) -> bool {
        cost["currency"].as_str().is_some_and(|own| own != self.currency())
    }

    /// What downtime of finished periods cost, of each currency.
    pub(crate) fn expected_losses(&self, rows: &[Value]) -> Vec<Value> {
        let own = rows.iter().filter(|row| row["verdict"] == "met" || row["verdict"] == "missed");
        let own: Vec<&Value> = own.map(|row| &row["loss"]).filter(|it| !it.is_null()).collect();
        let mut currencies: Vec<&Value> = Vec::new();
        for loss in &own {
            if !currencies.contains(&&loss["amount"]["currency"]) {
                currencies.push(&loss["amount"]["currency"]);
            }
        }
        let losses = currencies.into_iter().map(|currency| {
            let own = || own.iter().filter(|loss| loss["amount"]["currency"] == *currency);
            let sum = |field: &str| own().map(|loss| number(&loss[field])).sum::<Option<Number>>();
            let amount = sum("amount").unwrap();
            match sum("not_covered") {
                Some(left) => Self::loss(text(currency), &amount, &left),
                None => json!({ "amount": { "amount": decimal(&amount), "currency": currency } }),
            }
        });
        losses.collect()
    }
}

/// For how many seconds of downtime a cost is stated.
pub(super) fn down_for(cost: &Value) -> u32 {
    match cost["per"].as_str() {
        Some("minute") => 60,
        Some("hour") => 3600,
        _ => 86_400,
    }
}

/// What the client gets of a credit, where that is in this currency.
pub(super) fn owed<'c>(credit: &'c Value, currency: &str) -> Option<&'c Value> {
    match credit["claim"].as_str()? {
        "granted" | "partly_granted" => {
            Some(&credit["granted"]).filter(|granted| granted["currency"] == *currency)
        }
        "automatic" | "claimable" | "claimed" => Some(&credit["amount"]),
        _ => None,
    }
}
